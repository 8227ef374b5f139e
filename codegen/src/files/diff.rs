use std::fmt::Write as _;
use std::time::Duration;

use similar::{DiffOp, TextDiff};

use super::{Change, State};
use crate::diagnostic::visible;

/// Maximum number of lines of one file.
const LINES_PER_FILE: usize = 60;

/// Maximum number of lines of all files.
const LINES_IN_ALL: usize = 1000;

/// Time after which the diff of a file need not be the shortest one.
const TIMEOUT: Duration = Duration::from_millis(500);

/// Unified diffs from the existing files to the generated ones.
///
/// Long diffs are truncated, with the number of omitted lines. Control characters and commands of
/// build servers are escaped.
#[derive(Clone, Debug, Default)]
pub struct Diffs {
    /// The diffs, in the order of the changes.
    pub files: Vec<FileDiff>,
    /// Number of omitted files.
    pub left_out: usize,
}

/// The diff of one file.
#[derive(Clone, Debug)]
pub struct FileDiff {
    /// Relative path with `/` between its parts.
    pub path: String,
    /// Lines of the diff, escaped for printing.
    pub lines: Vec<String>,
    /// Number of omitted lines.
    pub left_out: usize,
    /// The first line of the existing file that differs, counted from 1.
    pub first: usize,
}

/// Creates the unified diffs of changes.
pub fn diffs(changes: &[Change<'_>]) -> Diffs {
    let mut shown = Diffs::default();
    let mut left = LINES_IN_ALL;
    let mut changes = changes.iter().filter(|change| is_shown(&change.state));
    while left > 0 {
        let Some(change) = changes.next() else {
            break;
        };
        let (text, first) = one_file(change);
        let lines = text.split_terminator('\n');
        let count = lines.clone().count();
        let kept = count.min(LINES_PER_FILE).min(left);
        left -= kept;
        shown.files.push(FileDiff {
            path: change.path.clone(),
            lines: lines
                .take(kept)
                .map(|line| visible(line).into_owned())
                .collect(),
            left_out: count - kept,
            first,
        });
    }
    shown.left_out = changes.count();
    shown
}

impl Diffs {
    /// The diffs as one text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            for line in &file.lines {
                out.push_str(line);
                out.push('\n');
            }
            if file.left_out > 0 {
                let path = visible(&file.path);
                let _ = writeln!(out, "… and {} more lines of {path}", file.left_out);
            }
        }
        if self.left_out > 0 {
            let _ = writeln!(out, "… and {} more files", self.left_out);
        }
        out
    }
}

/// The unified diffs of changes as one text; see [`Diffs`].
pub fn unified_diff(changes: &[Change<'_>]) -> String {
    diffs(changes).text()
}

/// True if a diff says more than the state of the file: its content changed, and not all lines of
/// it were added or removed.
fn is_shown(state: &State) -> bool {
    matches!(
        state,
        State::New
            | State::Missing
            | State::Outdated
            | State::Stale
            | State::Edited
            | State::EditedStale
            | State::EditedCaseRename(_)
            | State::Unlisted
    )
}

/// The diff of a file, and the first line that differs.
fn one_file(change: &Change<'_>) -> (String, usize) {
    let path = visible(&change.path);
    let before = change.content_before();
    let before = String::from_utf8_lossy(&before);
    let after = String::from_utf8_lossy(change.after.unwrap_or_default());
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    let old = if change.existed() { &old } else { "/dev/null" };
    let new = if change.after.is_some() {
        &new
    } else {
        "/dev/null"
    };
    let diff = TextDiff::configure()
        .timeout(TIMEOUT)
        .diff_lines(before.as_ref(), after.as_ref());
    let differs = |op: &&DiffOp| !matches!(op, DiffOp::Equal { .. });
    let first = diff.ops().iter().find(differs);
    let first = first.map_or(1, |op| op.old_range().start + 1);
    let text = diff.unified_diff().header(old, new).to_string();
    if text.is_empty() {
        // The file is empty before or after.
        return (format!("--- {old}\n+++ {new}\n"), first);
    }
    (text, first)
}
