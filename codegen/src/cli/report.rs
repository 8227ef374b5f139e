//! The report of generated and skipped operations, as text and as JSON.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::Job;
use super::inputs::{Inputs, looked_up};
use super::json::escape_control;
use crate::Generated;
use crate::diagnostic::wording::configuration::report_not_written;
use crate::diagnostic::{Problem, visible};
use crate::lower::{Count, Skipped};

/// Prints the report as text.
pub(super) fn print(generated: &Generated, out: &mut dyn Write) -> io::Result<()> {
    let report = &generated.report;
    write!(
        out,
        "{} operations in the description: {} generated, {} skipped",
        report.operations,
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
    let files = generated.files.len();
    let (resources, types) = (report.resources, report.types);
    writeln!(out, "{resources} resources, {types} types, {files} files")
}

/// A report in a temporary file. It is moved into place at the end, so that readers see a complete
/// one. If it cannot be written, nothing else has been written either.
#[derive(Debug)]
pub(super) struct StagedReport {
    file: NamedTempFile,
    place: PathBuf,
}

impl StagedReport {
    /// Writes the report of a job to a temporary file, unless its path is a file that the
    /// description refers to.
    pub(super) fn of(
        job: &Job,
        inputs: &Inputs,
        generated: &Generated,
    ) -> Result<Option<Self>, Problem> {
        let Some(path) = &job.report else {
            return Ok(None);
        };
        let mut protected = inputs.protected(job);
        let named = looked_up(&generated.document).into_iter();
        let what = "a file that the description refers to";
        protected.inputs.extend(named.map(|(_, path)| (what, path)));
        let place = protected.allows("--report", path)?;
        match Self::try_write(&place, generated) {
            Ok(file) => Ok(Some(Self { file, place })),
            Err(error) => Err(cannot(&place, &error)),
        }
    }

    fn try_write(place: &Path, generated: &Generated) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        // Temporary files are private; the report gets the default permissions.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let folder = place.parent().unwrap_or(Path::new("."));
        let mut file = builder.prefix(".report-").tempfile_in(folder)?;
        if let Ok(there) = fs::metadata(place) {
            file.as_file().set_permissions(there.permissions())?;
        }
        file.write_all(json(generated).as_bytes())?;
        Ok(file)
    }

    /// Moves the report to its path.
    pub(super) fn keep(self) -> Result<(), Problem> {
        let Self { file, place } = self;
        match file.persist(&place) {
            Ok(_) => Ok(()),
            Err(error) => Err(cannot(&place, &error.error)),
        }
    }
}

fn cannot(place: &Path, error: &io::Error) -> Problem {
    report_not_written(&place.display().to_string(), &error.to_string())
}

/// The numbers of described and emitted objects.
fn count(count: Count) -> Value {
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
        "parameters": count(report.coverage.parameters),
        "mediaTypes": count(report.coverage.media_types),
        "statuses": count(report.coverage.statuses),
        "pages": count(report.coverage.pages),
        "diagnostics": generated.diagnostics.located(),
        "resources": report.resources,
        "types": report.types,
        "files": generated.files.len(),
    });
    format!("{}\n", escape_control(&format!("{report:#}")))
}
