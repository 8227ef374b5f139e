//! `generate`: writes the generated files to a folder.

use std::io::{self, Write};
use std::time::Instant;

use super::inputs::Inputs;
use super::report;
use super::staged::StagedFile;
use super::{Job, Outcome, RunError, shown, text};
use crate::Generated;
use crate::diagnostic::Diagnostics;
use crate::files::{WriteOptions, Written, tidy, write};

/// Runs a job that writes. The report is written to `out`, diagnostics to `err`.
pub(super) fn run(
    job: &Job,
    force: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, RunError> {
    let start = Instant::now();
    let inputs = Inputs::read(job);
    produce(job, inputs, Vec::new(), force, err, |generated, written| {
        print_written(job, generated, written, out)?;
        writeln!(out, "{:.2} s", start.elapsed().as_secs_f64())
    })?;
    Ok(Outcome::Done)
}

/// Prints what was generated and written.
pub(super) fn print_written(
    job: &Job,
    generated: &Generated,
    written: &Written<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    report::print(generated, out)?;
    match written.is_first {
        true => text::print_first(job, out),
        false => text::print_written(written, job.colors.out, out),
    }
}

/// Generates and writes the folder, then the files beside it, and prints the result with
/// `summarize`.
pub(super) fn produce(
    job: &Job,
    inputs: Result<Inputs, Diagnostics>,
    mut beside: Vec<StagedFile>,
    force: bool,
    err: &mut dyn Write,
    summarize: impl FnOnce(&Generated, &Written<'_>) -> io::Result<()>,
) -> Result<(), RunError> {
    if let (Ok(inputs), Some(path)) = (&inputs, &job.report) {
        inputs.protected(job).allows("--report", path)?;
    }
    // An interrupted run is completed even if this one fails.
    tidy(&job.out)?;
    let inputs = inputs?;
    let generated = inputs.generate(job)?;
    beside.extend(report::stage(job, &inputs, &generated)?);
    let lock = inputs.lock_of(job, &generated);
    let how = WriteOptions {
        force,
        ..WriteOptions::default()
    };
    // Rendering diagnostics parses the description again for positions.
    let (warnings, written) = rayon::join(
        || shown(&generated.diagnostics, job.colors.err),
        || write(&job.out, &generated.files, &lock, how),
    );
    err.write_all(warnings.as_bytes())?;
    let written = written?;
    for file in beside {
        file.keep()?;
    }
    summarize(&generated, &written)?;
    // The trees of a large description are freed in the background.
    rayon::spawn(|| drop(generated));
    Ok(())
}
