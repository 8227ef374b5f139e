//! Properties of overlays for arbitrary bytes.

use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::{Document, Limits, Source};
use sdk_codegen::lower::lower;

use super::reported;

/// A description for all kinds of targets: objects, lists, strings and references.
const DESCRIPTION: &str = include_str!("overlays.yaml");

/// Applies `bytes` as an overlay to a small description, twice, and lowers the result.
///
/// # Panics
///
/// If it is neither accepted nor rejected with a position.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let source = |name: &str, text: &str| Source {
        path: PathBuf::from("no-such-folder").join(name),
        text: text.to_owned(),
    };
    for times in 1..=2 {
        let overlays = vec![source("overlay.yaml", &text); times];
        let description = source("api.yaml", DESCRIPTION);
        match Document::load_with(description, overlays, Limits::default()) {
            Err(errors) => {
                reported::refused(&errors);
                return;
            }
            Ok((document, warnings)) => {
                reported::check(&warnings);
                match lower(&document, &Config::default()) {
                    Ok(mut lowered) => {
                        lowered.diagnostics.relocate(|at| document.written_at(at));
                        reported::check(&lowered.diagnostics);
                    }
                    Err(errors) => reported::refused(&errors),
                }
            }
        }
    }
}
