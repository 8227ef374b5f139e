//! A comparison for GitHub Actions: annotations, and a job summary.

use std::io::{self, Write};
use std::path::PathBuf;

use super::super::github::{Annotation, Level, annotate};
use super::super::protected::Protected;
use super::super::summary::add_beside;
use super::{Comparison, markdown, text};
use crate::diff::{Change, Changes, Wire};

/// Prints annotations and the text, and appends to the summary of the step.
pub(super) fn print(job: &Comparison, changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let those = changes.list.iter();
    let those = those.filter_map(|change| annotation(job, change));
    annotate(those.collect(), out)?;
    text::print(changes, false, out)?;
    let descriptions = [&job.old, &job.new].map(|it| ("a description", it.spec.clone()));
    let configurations = [&job.old, &job.new].into_iter();
    let configurations = configurations.filter_map(|it| it.config.clone());
    let mut inputs: Vec<_> = descriptions.into_iter().collect();
    inputs.extend(configurations.map(|path| ("the configuration", path)));
    let protected = Protected {
        inputs,
        out: PathBuf::new(),
    };
    add_beside(&protected, &markdown::page(changes), out)
}

/// A breaking change is an error, a warning on the wire a warning.
fn annotation(job: &Comparison, change: &Change) -> Option<Annotation> {
    let level = match change.wire() {
        _ if change.is_breaking() => Level::Error,
        Wire::Warning => Level::Warning,
        _ => return None,
    };
    // Only the new description is in the work tree.
    let location = change.new.as_ref();
    let (_, name) = change.subject.parts();
    Some(Annotation {
        level,
        file: location.map_or_else(|| job.new.spec.clone(), |it| PathBuf::from(&it.file)),
        line: location.map_or(1, |it| it.line),
        title: change.rule.id.to_owned(),
        lines: vec![
            format!("{name}: {}", change.message),
            format!("wire {}, Rust {}", change.wire(), change.rust()),
        ],
    })
}
