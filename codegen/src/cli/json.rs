//! The result of a check as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::check::CheckResult;
use super::{Job, text};
use crate::diagnostic::{Diagnostics, visible};

/// Version of the format: incremented when a member is removed or changes its meaning.
const SCHEMA: u32 = 1;

/// Prints the result as one object.
pub(super) fn print_checked(
    job: &Job,
    checked: &CheckResult<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let causes = checked.causes.iter().map(|cause| {
        json!({
            "cause": cause.kind.name(),
            "file": cause.file.as_deref().map(shown),
            "message": shown(&format!("{}: {}", cause.kind.title(), cause.what)),
        })
    });
    let files = checked.changes.iter().map(|change| {
        json!({
            "path": shown(&change.path),
            "state": change.state.name(),
            "message": shown(&change.state.meaning()),
            "by_hand": change.state.is_user_edit(),
        })
    });
    let diffs = checked.diffs.files.iter().map(|diff| {
        json!({
            "path": shown(&diff.path),
            "line": diff.first,
            "diff": diff.lines,
            "lines_left_out": diff.left_out,
        })
    });
    let diagnostics = checked.generated.map(|it| it.diagnostics.located());
    let outcome = match checked.is_clean() {
        true => "clean",
        false => "drift",
    };
    let advice = (!checked.is_clean()).then(|| shown(&text::advice(job, checked)));
    print(
        &json!({
            "schema": SCHEMA,
            "outcome": outcome,
            "generated": checked.generated.is_some(),
            "operations": checked.operations,
            "files_generated": checked.files,
            "causes": causes.collect::<Vec<_>>(),
            "files": files.collect::<Vec<_>>(),
            "diffs": diffs.collect::<Vec<_>>(),
            "diffs_left_out": checked.diffs.left_out,
            "diagnostics": diagnostics.unwrap_or_default(),
            "advice": advice,
            "seconds": checked.seconds,
        }),
        out,
    )
}

/// Prints that a check failed.
pub(super) fn print_failure(
    diagnostics: &Diagnostics,
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines: Vec<String> = text.trim_end().lines().map(shown).collect();
    print(
        &json!({
            "schema": SCHEMA,
            "outcome": "failed",
            "error": lines,
            "diagnostics": diagnostics.located(),
        }),
        out,
    )
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

fn print(report: &Value, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escape_control(&format!("{report:#}")))
}

/// Escapes everything in a JSON text that a terminal, a page or a build server would interpret.
/// These characters occur only in strings, so the values stay the same.
pub(super) fn escape_control(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '#' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c.is_ascii() => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out
}
