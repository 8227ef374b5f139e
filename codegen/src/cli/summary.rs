//! The job summary of a step of GitHub Actions, in Markdown.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use super::check::CheckResult;
use super::protected::Protected;
use super::{Job, text};
use crate::diagnostic::visible;
use crate::files::State;

/// Maximum number of files that are listed.
const MAX_LISTED: usize = 100;

/// Maximum number of lines of diffs.
const LINES: usize = 300;

/// The summary of a check.
pub(super) fn of(job: &Job, checked: &CheckResult<'_>) -> String {
    let folder = code(&job.out.display().to_string());
    if checked.is_clean() {
        let (operations, files) = (checked.operations, checked.files);
        return format!("### {folder} is up to date\n\n{operations} operations, {files} files.\n");
    }
    let mut out = format!("### {folder} is out of date\n\n");
    for cause in &checked.causes {
        out.push_str(&format!(
            "- **{}**: {}\n",
            cause.kind.title(),
            code(&cause.what)
        ));
    }
    for change in checked.changes.iter().take(MAX_LISTED) {
        let meaning = match &change.state {
            State::CaseRename(_) | State::EditedCaseRename(_) => code(&change.state.meaning()),
            // These sentences contain no text of an input.
            state => state.meaning(),
        };
        let path = code(&change.path);
        out.push_str(&format!(
            "- **{}**: {path} {meaning}\n",
            change.state.name()
        ));
    }
    let more = checked.changes.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        out.push_str(&format!("- and {more} more files\n"));
    }
    out.push_str(&diffs(checked));
    let advice = code(&text::advice(job, checked));
    out.push_str(&format!("\n{advice}\n"));
    out
}

/// The summary of a failed check.
pub(super) fn of_failure(job: &Job, message: &str) -> String {
    let folder = code(&job.out.display().to_string());
    let lines: Vec<String> = message
        .trim_end()
        .lines()
        .take(LINES)
        .map(|line| visible(line).into_owned())
        .collect();
    format!(
        "### {folder} could not be checked\n\n{}",
        block("text", &lines)
    )
}

fn diffs(checked: &CheckResult<'_>) -> String {
    let diff = checked.diffs.text();
    if diff.is_empty() {
        return String::new();
    }
    let mut lines: Vec<String> = diff.lines().take(LINES).map(str::to_owned).collect();
    let more = diff.lines().count().saturating_sub(LINES);
    if more > 0 {
        lines.push(format!("… and {more} more lines"));
    }
    format!(
        "\n<details><summary>Differences</summary>\n\n{}\n</details>\n",
        block("diff", &lines)
    )
}

/// A Markdown code span with this text, whatever it contains.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    let marks = "`".repeat(longest_run(&text) + 1);
    match text.trim().is_empty() {
        true => "(nothing)".to_owned(),
        false => format!("{marks} {text} {marks}"),
    }
}

/// A Markdown code block with these lines, whatever they contain.
fn block(language: &str, lines: &[String]) -> String {
    let run = lines.iter().map(|line| longest_run(line)).max();
    let fence = "`".repeat((run.unwrap_or(0) + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

/// Appends to the summary of the step, if there is one. If that fails, a message is printed, and
/// the result is the same.
pub(super) fn add(job: &Job, text: &str, out: &mut dyn Write) -> io::Result<()> {
    add_beside(&protected(job), text, out)
}

/// Like [`add`], but refuses to write to protected files.
pub(super) fn add_beside(protected: &Protected, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from) else {
        return Ok(());
    };
    let allowed = protected.allows("$GITHUB_STEP_SUMMARY", &path);
    let written = allowed.map_err(|problem| problem.message).and_then(|()| {
        let file = OpenOptions::new().append(true).create(true).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| format!("cannot be written: {error}"))
    });
    match written {
        Ok(()) => Ok(()),
        Err(why) => writeln!(out, "the summary of the step: {}", visible(&why)),
    }
}

fn protected(job: &Job) -> Protected {
    let mut inputs = vec![("the description", job.spec.clone())];
    let configuration = job.config.iter();
    inputs.extend(configuration.map(|path| ("the configuration", path.clone())));
    let overlays = job.overlays.iter();
    inputs.extend(overlays.map(|path| ("an overlay", path.clone())));
    let out = job.out.clone();
    Protected { inputs, out }
}
