use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::position::{Position, locate};
use super::{Diagnostic, Diagnostics, Severity, visible};
use crate::load::Source;

/// How many characters of a line are shown on each side of what is marked.
const WINDOW: usize = 60;

impl Diagnostics {
    /// Prints everything for people: what is wrong, `file:line:col`, the line, what to do.
    ///
    /// The texts are read once more for it, each at most once.
    pub fn render(&self) -> String {
        let positions: Vec<HashMap<&str, Position>> = (0..self.sources.len())
            .map(|file| self.positions(file))
            .collect();
        let mut out = String::new();
        for diagnostic in self {
            let file = diagnostic.at.file();
            let source = self.sources.get(file);
            let found = positions
                .get(file)
                .and_then(|p| p.get(diagnostic.at.as_str()));
            out.push_str(&render_one(diagnostic, source, found.copied()));
            out.push_str("\n\n");
        }
        out
    }

    /// Where the places stand that are talked about in one text.
    fn positions(&self, file: usize) -> HashMap<&str, Position> {
        let wanted = self
            .iter()
            .filter(|d| d.at.file() == file && d.position.is_none())
            .map(|d| d.at.as_str());
        if wanted.clone().next().is_none() {
            return HashMap::new();
        }
        locate(&self.sources[file].text, wanted)
    }
}

fn render_one(diagnostic: &Diagnostic, source: Option<&Source>, found: Option<Position>) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let message = visible(&diagnostic.message);
    let mut group = Group::with_title(level.primary_title(message));
    let given = diagnostic.position.map(|(line, column)| Position {
        line,
        column,
        length: 1,
    });
    if let Some(source) = source {
        let path = source.path.display().to_string().replace('\\', "/");
        let path = visible(&path).into_owned();
        group = match given.or(found) {
            Some(position) => {
                let origin = Origin::path(path)
                    .line(position.line)
                    .char_column(position.column);
                let group = group.element(origin);
                match excerpt(&source.text, position) {
                    Some(snippet) => group.element(snippet),
                    None => group,
                }
            }
            None => group.element(Origin::path(path)),
        };
    }
    if !diagnostic.at.as_str().is_empty() {
        let at = diagnostic.at.to_string();
        group = group.element(
            Level::NOTE
                .with_name("at")
                .message(visible(&at).into_owned()),
        );
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    Renderer::plain().render(&[group])
}

/// The line, cut to what fits a terminal, with a mark under the place.
fn excerpt(
    text: &str,
    position: Position,
) -> Option<Snippet<'static, annotate_snippets::Annotation<'static>>> {
    let line: Vec<char> = text.lines().nth(position.line - 1)?.chars().collect();
    let start = (position.column - 1).min(line.len());
    let end = (start + position.length.min(WINDOW)).min(line.len());
    let (from, to) = (start.saturating_sub(WINDOW), (end + WINDOW).min(line.len()));
    let part = |range: std::ops::Range<usize>| {
        let part: String = line[range].iter().collect();
        // One at a time: together they could be more than the sum.
        visible(&part).into_owned()
    };
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    shown.push_str(&part(from..start));
    let first = shown.len();
    shown.push_str(&part(start..end));
    let last = shown.len();
    shown.push_str(&part(end..to));
    if to < line.len() {
        shown.push('…');
    }
    Some(
        Snippet::source(shown)
            .line_start(position.line)
            .annotation(AnnotationKind::Primary.span(first..last)),
    )
}
