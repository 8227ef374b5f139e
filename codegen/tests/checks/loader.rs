//! Properties of the loader for arbitrary bytes as a description.

use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::{Document, Source};
use sdk_codegen::lower::lower;

use super::reported;

/// Loads and lowers `bytes` as a description, in a JSON file and in a YAML file.
///
/// # Panics
///
/// If it is neither accepted nor rejected with a position, or if the extension of the file affects
/// more than the error for invalid JSON.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let as_json = lowered("api.json", &text);
    let as_yaml = lowered("api.yaml", &text);
    if let Some(types) = as_json {
        assert_eq!(as_yaml, Some(types), "it is read otherwise as YAML");
    }
}

/// The numbers of operations and types; `None` if the description is rejected.
fn lowered(name: &str, text: &str) -> Option<(usize, usize)> {
    // In a folder without other files, so that references have no target.
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
