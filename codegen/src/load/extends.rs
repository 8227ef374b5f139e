//! Overlays with `extends`: they name the description that they modify, so that the overlay alone
//! can be passed.

use std::path::{Component, Path};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::limits::{Limits, TreeBudget};
use super::{Pointer, Source, parse};
use crate::diagnostic::wording::overlay as wording;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Number of bytes in which the first keys of a text are searched, so that a large description is
/// not parsed twice.
const SEARCHED_BYTES: usize = 1024;

/// The description that an overlay extends; `None` if the text is no overlay or has no `extends`.
pub(super) fn extended(source: &Source) -> Option<Result<Source, Diagnostic>> {
    let beginning = source.text.bytes().take(SEARCHED_BYTES).collect::<Vec<_>>();
    if !String::from_utf8_lossy(&beginning).contains("overlay") {
        return None;
    }
    let mut budget = TreeBudget::new(Limits::default());
    // Errors in the overlay are reported when it is applied.
    let overlay = parse::parse(source, 0, &mut budget, &mut Diagnostics::new()).ok()?;
    let extends = overlay.get("overlay").and(overlay.get("extends"))?;
    let at = Pointer::root(0).join("extends");
    let name = extends.as_str().unwrap_or_default();
    Some(match file_name(name) {
        Some(name) => Source::read(source.path.with_file_name(name)).map_err(|mut diagnostic| {
            diagnostic.at = at;
            diagnostic
        }),
        None => Err(wording::extends_elsewhere(shown(extends)).error(&at)),
    })
}

fn shown(extends: &Value) -> &str {
    extends.as_str().unwrap_or("this")
}

/// The file name in a reference to the same folder; `None` for any other reference.
fn file_name(reference: &str) -> Option<String> {
    if reference.contains([':', '\\', '#', '?']) {
        return None;
    }
    let decoded = percent_decode_str(reference).decode_utf8().ok()?;
    let mut parts = Path::new(&*decoded)
        .components()
        .filter(|part| *part != Component::CurDir);
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(name)), None) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}
