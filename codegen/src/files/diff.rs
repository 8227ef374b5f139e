use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use super::{Change, ChangeKind};
use crate::diagnostic::visible;

/// How many lines are shown of one file.
const LINES_PER_FILE: usize = 60;

/// How many lines are shown in all.
const LINES_IN_ALL: usize = 1000;

/// How long one file is compared before the shortest diff is given up for any diff.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows changes as a unified diff, from what a folder holds to what is generated.
///
/// Long diffs are cut, and say by how much. What a terminal or a build server would take for a
/// command is made visible instead.
pub fn unified_diff(changes: &[Change<'_>]) -> String {
    let mut out = String::new();
    let mut left = LINES_IN_ALL;
    for (index, change) in changes.iter().enumerate() {
        if left == 0 {
            let _ = writeln!(out, "… and {} more files", changes.len() - index);
            break;
        }
        let diff = one_file(change);
        let lines = diff.split_terminator('\n').count();
        let shown = lines.min(LINES_PER_FILE).min(left);
        for line in diff.split_terminator('\n').take(shown) {
            out.push_str(&visible(line));
            out.push('\n');
        }
        if shown < lines {
            let path = visible(&change.path);
            let _ = writeln!(out, "… and {} more lines of {path}", lines - shown);
        }
        left -= shown;
    }
    out
}

fn one_file(change: &Change<'_>) -> String {
    let path = visible(&change.path);
    let before = String::from_utf8_lossy(&change.before);
    let after = String::from_utf8_lossy(change.after);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    let (old, new) = match change.kind {
        ChangeKind::Added => ("/dev/null", new.as_str()),
        ChangeKind::Changed => (old.as_str(), new.as_str()),
        ChangeKind::Removed => (old.as_str(), "/dev/null"),
    };
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(before.as_ref(), after.as_ref());
    let text = diff.unified_diff().header(old, new).to_string();
    if text.is_empty() {
        // An empty file comes or goes, or a link stood in its place.
        return format!("--- {old}\n+++ {new}\n");
    }
    text
}
