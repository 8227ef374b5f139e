//! The result of a run as text.

use std::io::{self, Write};

use super::check::CheckResult;
use super::colors::{BAD, CHANGED, GOOD, paint, paint_diff};
use super::count::count;
use super::{Job, Task, report};
use crate::diagnostic::visible;
use crate::files::{LOCK, State, Written};
use crate::shell::word;

/// Maximum number of files that are listed.
const MAX_LISTED: usize = 1000;

/// Prints the next steps for a new folder.
pub(super) fn print_first(job: &Job, out: &mut dyn Write) -> io::Result<()> {
    let folder = &job.out;
    let next = match job.task {
        Task::WriteSite { .. } => format!("open {}", folder.join("index.html").display()),
        Task::Write { .. } | Task::Check { .. } => {
            let (readme, manifest) = (folder.join("README.md"), folder.join("Cargo.toml"));
            format!(
                "read {} for a first call, or browse the documentation:\n  \
                 cargo doc --open --no-deps --manifest-path {}",
                readme.display(),
                word(&manifest.display().to_string())
            )
        }
    };
    for line in format!("next: {next}").lines() {
        writeln!(out, "{}", visible(line))?;
    }
    Ok(())
}

/// Prints the files that were written.
pub(super) fn print_written(
    written: &Written<'_>,
    colors: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let changes = written.changes.iter();
    let (kept, done): (Vec<_>, Vec<_>) = changes.partition(|it| it.state == State::Extra);
    if done.is_empty() && !written.lock {
        writeln!(out, "nothing changed")?;
    }
    let mut text = String::new();
    for change in done {
        let (what, style) = match (&change.after, change.existed()) {
            (None, _) => ("removed ", BAD),
            (Some(_), true) => ("changed ", CHANGED),
            (Some(_), false) => ("added   ", GOOD),
        };
        let what = paint(colors, style, what);
        text.push_str(&format!("  {what}{}\n", visible(&change.path)));
    }
    if written.lock {
        text.push_str(&format!("  written {LOCK}\n"));
    }
    for change in kept {
        let path = visible(&change.path);
        text.push_str(&format!("  kept    {path}, which is not generated\n"));
    }
    out.write_all(text.as_bytes())
}

/// Prints the result of a check.
pub(super) fn print_checked(
    job: &Job,
    checked: &CheckResult<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match checked.generated {
        Some(generated) => report::print(generated, out)?,
        None => writeln!(
            out,
            "{}, {}: all hashes match the lock",
            count(checked.operations, "operation"),
            count(checked.files, "file")
        )?,
    }
    for line in checked.diffs.text().lines() {
        writeln!(out, "{}", paint_diff(job.colors.out, line))?;
    }
    for line in lines(checked) {
        writeln!(out, "  {}", visible(&line))?;
    }
    if checked.is_clean() {
        writeln!(out, "nothing changed")?;
    }
    writeln!(out, "{:.2} s", checked.seconds)?;
    if !checked.is_clean() {
        writeln!(out, "{}", visible(&advice(job, checked)))?;
    }
    Ok(())
}

/// One line for each cause and each file that differs.
fn lines(checked: &CheckResult<'_>) -> Vec<String> {
    let causes = checked.causes.iter();
    let causes = causes.map(|cause| format!("{}: {}", cause.kind.title(), cause.what));
    let files = checked.changes.iter().take(MAX_LISTED).map(|change| {
        let (name, path) = (change.state.name(), &change.path);
        format!("{name:<16}{path}: {}", change.state.meaning())
    });
    let mut lines: Vec<String> = causes.chain(files).collect();
    if checked.changes.is_empty() && !checked.causes.is_empty() {
        lines.push("no generated file differs: only sdk.lock is out of date".to_owned());
    }
    let more = checked.changes.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        lines.push(format!("… and {more} more files"));
    }
    lines
}

/// The suggested command, in one line.
pub(super) fn advice(job: &Job, checked: &CheckResult<'_>) -> String {
    let (folder, command) = (job.out.display(), &job.update_command);
    let any = |is: &dyn Fn(&State) -> bool| checked.changes.iter().any(|it| is(&it.state));
    let only_extra = checked.causes.is_empty() && !any(&|state| *state != State::Extra);
    if only_extra {
        return format!("{folder} contains files that are not generated: move them elsewhere");
    }
    let mut advice = format!("{folder} is out of date: run `{command}`");
    let no_lock = checked.causes.iter().any(|it| it.kind.needs_force());
    if any(&State::is_user_edit) || no_lock {
        advice.push_str(", with --force to overwrite manual changes");
    }
    advice
}
