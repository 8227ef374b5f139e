//! A comparison in Markdown: for pull requests, pages and job summaries.

use super::super::summary::code;
use super::text::totals;
use crate::diff::{Change, Changes, ItemState, Rust, Wire};

/// Below the limit of GitHub for the text of a pull request, 65,536 characters, with room for more
/// text.
const MAX_CHARS: usize = 60_000;

/// Maximum number of items that are listed for a change.
const ITEMS: usize = 8;

/// A heading and the changes below it.
type Section = (&'static str, fn(&Change) -> bool);

/// The headings, in order.
const SECTIONS: [Section; 4] = [
    ("Breaks code", |it| it.rust() == Rust::Breaking),
    ("Breaks on the wire only", |it| {
        it.wire() == Wire::Breaking && it.rust() != Rust::Breaking
    }),
    ("Warnings", |it| {
        it.wire() == Wire::Warning && !it.is_breaking()
    }),
    ("Compatible", |it| {
        it.wire() < Wire::Warning && !it.is_breaking()
    }),
];

/// The whole comparison.
pub(super) fn page(changes: &Changes) -> String {
    let mut text = String::from("### Changes of the API\n\n");
    for line in totals(changes) {
        let depth = line.len() - line.trim_start().len();
        let mark = if depth > 0 { "- " } else { "" };
        let end = if depth > 0 { "\n" } else { "\n\n" };
        text.push_str(&format!("{mark}{}{end}", line.trim_start()));
    }
    let mut left_out = 0;
    for (title, is_in) in SECTIONS {
        let those: Vec<_> = changes.list.iter().filter(|it| is_in(it)).collect();
        if those.is_empty() {
            continue;
        }
        text.push_str(&format!("\n#### {title} ({})\n\n", those.len()));
        for change in those {
            let lines = entry(change);
            match text.len() + lines.len() > MAX_CHARS {
                true => left_out += 1,
                false => text.push_str(&lines),
            }
        }
    }
    if left_out > 0 {
        text.push_str(&format!("\n… and {left_out} more changes\n"));
    }
    text
}

/// A change with its items.
pub(in crate::cli) fn entry(change: &Change) -> String {
    let mut text = format!("- {}\n", line(change));
    for item in change.items.iter().take(ITEMS) {
        let path = code(&item.path);
        text.push_str(&match &item.what {
            ItemState::Changed { from, to } => {
                format!("  - changed {path}: {} → {}\n", code(from), code(to))
            }
            what => format!("  - {} {path}\n", what.name()),
        });
    }
    let more = change.items.len().saturating_sub(ITEMS);
    if more > 0 {
        text.push_str(&format!("  - and {more} more items\n"));
    }
    text
}

/// A change in one line, with all text of the description escaped.
fn line(change: &Change) -> String {
    let (kind, name) = change.subject.parts();
    let subject = match kind {
        "operation" => format!("{}: ", code(name)),
        "api" => String::new(),
        kind => format!("{kind} {}: ", code(name)),
    };
    let (message, rule) = (code(&change.message), change.rule.id);
    let (wire, rust) = (change.wire(), change.rust());
    format!("{subject}{message} ({rule}; wire {wire}, Rust {rust})")
}
