//! What must hold of any bytes that are given as a description.

use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::{Document, Source};
use sdk_codegen::lower::lower;

use super::reported;

/// Takes `bytes` for a description, in a file of JSON and in one of YAML, and reads and lowers it.
///
/// # Panics
///
/// When it is neither read nor refused with a place, or what the ending of the file's name decides is
/// more than how a mistake in JSON is told.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let as_json = lowered("api.json", &text);
    let as_yaml = lowered("api.yaml", &text);
    if let Some(types) = as_json {
        assert_eq!(as_yaml, Some(types), "it is read otherwise as YAML");
    }
}

/// How many operations and types come of a description; `None` when it is refused.
fn lowered(name: &str, text: &str) -> Option<(usize, usize)> {
    // Nothing is beside it that a reference could mean.
    let path = PathBuf::from("no-such-folder").join(name);
    let text = text.to_owned();
    let (document, warnings) = match Document::load(Source { path, text }) {
        Ok(loaded) => loaded,
        Err(errors) => {
            reported::refused(&errors);
            return None;
        }
    };
    reported::check(&warnings);
    match lower(&document, &Config::default()) {
        Ok(lowered) => {
            reported::check(&lowered.diagnostics);
            let report = lowered.report;
            let told = report.emitted + report.ignored + report.skipped.len();
            assert_eq!(report.operations, told, "{report:?}");
            Some((report.operations, report.types))
        }
        Err(errors) => {
            reported::refused(&errors);
            None
        }
    }
}
