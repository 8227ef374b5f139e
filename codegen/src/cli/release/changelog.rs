//! Entries of a changelog in the format of <https://keepachangelog.com/en/1.1.0/>.

use super::super::diff::markdown_entry;
use crate::diff::{Change, Changes};

/// Maximum number of changes below a heading.
const MAX_CHANGES: usize = 200;

/// The text before the entries.
const HEAD: &str = "# Changelog\n\nAll changes for callers of this SDK, in the format of \
    [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Versions follow\n\
    [Semantic Versioning](https://semver.org/spec/v2.0.0.html) as Cargo applies it. Breaking changes on the wire and in \
    code are distinguished.\n";

/// A heading and the changes below it.
type Heading = (&'static str, fn(&Change) -> bool);

/// The headings. A change is listed below the first one that matches.
const HEADINGS: [Heading; 5] = [
    ("Breaking", Change::is_breaking),
    ("Deprecated", |it| it.rule.id.ends_with("-deprecated")),
    ("Added", |it| it.rule.id.contains("-added")),
    ("Removed", |it| it.rule.id.contains("-removed")),
    ("Changed", |_| true),
];

/// The order of the headings in an entry.
const ORDER: [&str; 5] = ["Breaking", "Added", "Changed", "Deprecated", "Removed"];

/// The entry of a version.
pub(super) fn entry(changes: &Changes, version: &str, date: &str) -> String {
    let heading = |change: &Change| {
        let mut headings = HEADINGS.iter();
        headings
            .find(|(_, fits)| fits(change))
            .map(|(name, _)| *name)
    };
    let mut text = format!("## [{version}] - {date}\n");
    for name in ORDER {
        let those = changes.list.iter().filter(|it| heading(it) == Some(name));
        let those: Vec<&Change> = those.collect();
        if those.is_empty() {
            continue;
        }
        text.push_str(&format!("\n### {name}\n\n"));
        for change in those.iter().take(MAX_CHANGES) {
            text.push_str(&markdown_entry(change));
        }
        if those.len() > MAX_CHANGES {
            let more = those.len() - MAX_CHANGES;
            text.push_str(&format!(
                "- and {more} more, which `sdk-codegen diff` lists\n"
            ));
        }
    }
    text
}

/// A changelog with an entry before the previous ones; `None` if the version already has one.
pub(super) fn insert(log: Option<&str>, version: &str, entry: &str) -> Option<String> {
    let log = log.unwrap_or(HEAD);
    let mut start = log.len();
    let mut at = 0;
    for line in log.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("## [") {
            if name.split(']').next() == Some(version) {
                return None;
            }
            if !name.to_lowercase().starts_with("unreleased]") && start == log.len() {
                start = at;
            }
        }
        at += line.len();
    }
    let (before, after) = log.split_at(start);
    let before = before.trim_end();
    let after = match after.trim_end() {
        "" => String::new(),
        after => format!("\n{after}\n"),
    };
    Some(format!("{before}\n\n{entry}{after}"))
}
