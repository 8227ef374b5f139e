//! The report of generated and skipped operations, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Job;
use super::count::count;
use super::inputs::{Inputs, looked_up};
use super::json::escape_control;
use super::staged::StagedFile;
use crate::Generated;
use crate::diagnostic::{Problem, visible};
use crate::lower::{Count, Skipped};

/// Prints the report as text.
pub(super) fn print(generated: &Generated, out: &mut dyn Write) -> io::Result<()> {
    let report = &generated.report;
    write!(
        out,
        "{} in the description: {} generated, {} skipped",
        count(report.operations, "operation"),
        report.emitted,
        report.skipped.len()
    )?;
    match report.ignored {
        0 => writeln!(out)?,
        ignored => writeln!(out, ", {ignored} excluded by the description")?,
    }
    for skipped in &report.skipped {
        let Skipped { operation, .. } = skipped;
        let (code, why) = (skipped.code(), skipped.why());
        let line = format!("  skipped[{code}] {operation}: {why}");
        writeln!(out, "{}", visible(&line))?;
    }
    let resources = count(report.resources, "resource");
    let types = count(report.types, "type");
    let files = count(generated.files.len(), "file");
    writeln!(out, "{resources}, {types}, {files}")
}

/// Stages the report of a job, unless its path is an input, or a file that the description refers to. If it cannot be
/// written, nothing else has been written either.
pub(super) fn stage(
    job: &Job,
    inputs: &Inputs,
    generated: &Generated,
) -> Result<Option<StagedFile>, Problem> {
    let Some(path) = &job.report else {
        return Ok(None);
    };
    let mut protected = inputs.protected(job);
    let named = looked_up(&generated.document).into_iter();
    let what = "a file that the description refers to";
    protected.inputs.extend(named.map(|(_, path)| (what, path)));
    protected.allows("--report", path)?;
    StagedFile::new(path, &json(generated)).map(Some)
}

/// The numbers of described and emitted objects.
fn coverage(count: Count) -> Value {
    json!({"described": count.described, "emitted": count.emitted})
}

/// The report as JSON.
fn json(generated: &Generated) -> String {
    let report = &generated.report;
    let skipped = report.skipped.iter().map(|skipped| {
        json!({
            "operation": skipped.operation,
            "pointer": skipped.at.as_str(),
            "code": skipped.code().name(),
            "why": skipped.why(),
        })
    });
    let report = json!({
        "openapi": generated.document.version().as_str(),
        "operations": report.operations,
        "emitted": report.emitted,
        "ignored": report.ignored,
        "skipped": skipped.collect::<Vec<_>>(),
        "parameters": coverage(report.coverage.parameters),
        "mediaTypes": coverage(report.coverage.media_types),
        "statuses": coverage(report.coverage.statuses),
        "pages": coverage(report.coverage.pages),
        "unpaged": report.coverage.unpaged,
        "diagnostics": generated.diagnostics.located(),
        "resources": report.resources,
        "types": report.types,
        "files": generated.files.len(),
    });
    format!("{}\n", escape_control(&format!("{report:#}")))
}
