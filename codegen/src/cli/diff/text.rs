//! A comparison as text.

use std::io::{self, Write};

use anstyle::Style;

use crate::cli::colors::{BAD, CHANGED, GOOD, TITLE, paint};
use crate::cli::count::count;
use crate::diagnostic::visible;
use crate::diff::{Change, Changes, ItemChange, ItemState, Location, Rust, Subject, Wire};

/// Maximum number of items that are listed for a change.
const ITEMS: usize = 12;

/// Prints the changes by subject.
pub(in crate::cli) fn print(
    changes: &Changes,
    colors: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paint = |style: Style, text: &str| paint(colors, style, text);
    let mut text = String::new();
    let mut last: Option<&Subject> = None;
    for change in &changes.list {
        if last != Some(&change.subject) {
            text.push_str(&format!("{}\n", paint(TITLE, &subject(change))));
        }
        last = Some(&change.subject);
        let wire = paint(
            style_of(change.wire() as u8),
            &format!("{:<10}", change.wire()),
        );
        let rust = match change.rust() {
            Rust::Breaking => Wire::Breaking,
            Rust::Additive => Wire::Compatible,
            Rust::None => Wire::None,
        };
        let rust = paint(style_of(rust as u8), &format!("{:<8}", change.rust()));
        let message = visible(&change.message);
        let rule = change.rule.id;
        text.push_str(&format!("  wire {wire} rust {rust}  {message} [{rule}]\n"));
        for (which, location) in [("old", &change.old), ("new", &change.new)] {
            if let Some(location) = location {
                text.push_str(&format!("    {which} {}\n", shown(location)));
            }
        }
        for item in change.items.iter().take(ITEMS) {
            text.push_str(&format!("    {}\n", line(item)));
        }
        let more = change.items.len().saturating_sub(ITEMS);
        if more > 0 {
            text.push_str(&format!("    … and {more} more items\n"));
        }
    }
    for line in totals(changes) {
        text.push_str(&format!("{line}\n"));
    }
    out.write_all(text.as_bytes())
}

fn style_of(level: u8) -> Style {
    match level {
        3 => BAD,
        2 => CHANGED,
        1 => GOOD,
        _ => Style::new().dimmed(),
    }
}

/// The heading of a subject.
fn subject(change: &Change) -> String {
    match change.subject.parts() {
        ("operation", name) => visible(name).into_owned(),
        ("api", _) => "the API".to_owned(),
        (kind, name) => format!("{kind} {}", visible(name)),
    }
}

fn shown(location: &Location) -> String {
    let Location {
        file,
        pointer,
        line,
    } = location;
    visible(&format!("{file}:{line} {pointer}")).into_owned()
}

/// A changed item in one line.
fn line(item: &ItemChange) -> String {
    let path = &item.path;
    let line = match &item.what {
        ItemState::Added => format!("+ {path}"),
        ItemState::Removed => format!("- {path}"),
        ItemState::Marked => format!("~ {path}: deprecation changed"),
        ItemState::Changed { from, to } => format!("~ {path}: {from} → {to}"),
    };
    visible(&line).into_owned()
}

/// The number of changes, and the part of the version to increase.
pub(in crate::cli) fn totals(changes: &Changes) -> Vec<String> {
    if changes.list.is_empty() {
        return vec!["nothing changed".to_owned()];
    }
    let wire = Wire::ALL.map(|level| format!("{} {level}", changes.on_wire(level)));
    let rust = Rust::ALL.map(|level| format!("{} {level}", changes.in_rust(level)));
    let mut lines = vec![
        count(changes.list.len(), "change"),
        format!("  on the wire: {}", wire.join(", ")),
        format!("  for callers in Rust: {}", rust.join(", ")),
    ];
    let bump = changes.bump();
    let old = &changes.old_version;
    lines.push(match bump.next(old) {
        Some(next) => format!("  version: {}, {old} → {next}", bump.name()),
        None => format!("  version: {}", bump.name()),
    });
    lines
}
