//! A comparison as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::json::escape_control;
use crate::diagnostic::{Diagnostics, visible};
use crate::diff::{Changes, ItemChange, ItemState, Location, Rust, Wire};

/// Version of the format: incremented when a member is removed or changes its meaning.
const SCHEMA: u32 = 1;

/// Prints the changes as one object.
pub(super) fn print(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let list = changes.list.iter().map(|change| {
        let (kind, name) = change.subject.parts();
        json!({
            "rule": change.rule.id,
            "wire": change.wire().name(),
            "rust": change.rust().name(),
            "subject": {"kind": kind, "name": shown(name)},
            "message": shown(&change.message),
            "old": change.old.as_ref().map(location),
            "new": change.new.as_ref().map(location),
            "items": change.items.iter().map(item).collect::<Vec<_>>(),
        })
    });
    let wire = Wire::ALL.map(|level| (level.name().to_owned(), changes.on_wire(level).into()));
    let rust = Rust::ALL.map(|level| (level.name().to_owned(), changes.in_rust(level).into()));
    let bump = changes.bump();
    let outcome = match changes.list.is_empty() {
        true => "same",
        false => "changed",
    };
    let report = json!({
        "schema": SCHEMA,
        "outcome": outcome,
        "breaking": changes.is_breaking(),
        "wire": Value::Object(wire.into_iter().collect()),
        "rust": Value::Object(rust.into_iter().collect()),
        "bump": bump.name(),
        "old_version": shown(&changes.old_version),
        "new_version": shown(&changes.new_version),
        "next_version": bump.next(&changes.old_version),
        "old_items": changes.items.0,
        "new_items": changes.items.1,
        "changes": list.collect::<Vec<_>>(),
    });
    writeln!(out, "{}", escape_control(&format!("{report:#}")))
}

/// Prints that the comparison failed.
pub(super) fn print_failure(diagnostics: &Diagnostics, out: &mut dyn Write) -> io::Result<()> {
    let report = json!({
        "schema": SCHEMA,
        "outcome": "failed",
        "diagnostics": diagnostics.located(),
    });
    writeln!(out, "{}", escape_control(&format!("{report:#}")))
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

fn location(location: &Location) -> Value {
    json!({
        "file": shown(&location.file),
        "pointer": shown(&location.pointer),
        "line": location.line,
    })
}

fn item(item: &ItemChange) -> Value {
    let mut value = json!({"path": shown(&item.path), "change": item.what.name()});
    if let ItemState::Changed { from, to } = &item.what {
        value["from"] = shown(from).into();
        value["to"] = shown(to).into();
    }
    value
}
