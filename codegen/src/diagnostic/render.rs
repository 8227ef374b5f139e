use std::cmp::Reverse;
use std::collections::HashMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::position::{Position, locate};
use super::{Code, Diagnostic, Diagnostics, Severity, visible};
use crate::source::Source;

/// Number of characters that are shown before and after the position.
const WINDOW: usize = 60;

/// The escaped form of `[` in commands of build servers.
const ESCAPED: &str = "\\u{5b}";

/// The style of the arrow in front of a location, as the renderer prints it.
const ARROW: Style = AnsiColor::BrightBlue.on_default().bold();

/// Maximum number of diagnostics with the same message in a brief rendering.
const MAX_SAME_MESSAGE: usize = 3;

impl Diagnostics {
    /// Renders all diagnostics as text: the message, `file:line:col`, the source line, and the
    /// help. Errors come before warnings.
    ///
    /// The texts are parsed again for the positions, each at most once.
    pub fn render(&self) -> String {
        self.render_those(&self.worst_first(), false)
    }

    /// Renders at most `limit` diagnostics, and at most three with the same message. Returns the
    /// text and the number of omitted ones.
    pub fn render_briefly(&self, limit: usize) -> (String, usize) {
        self.render_some(limit, false)
    }

    /// Like [`Self::render_briefly`], with colours for a terminal.
    pub fn render_briefly_in_colors(&self, limit: usize) -> (String, usize) {
        self.render_some(limit, true)
    }

    fn render_some(&self, limit: usize, colors: bool) -> (String, usize) {
        let mut alike: HashMap<&str, usize> = HashMap::new();
        let mut shown = self.worst_first();
        shown.retain(|diagnostic| {
            let count = alike.entry(&diagnostic.message).or_default();
            *count += 1;
            *count <= MAX_SAME_MESSAGE
        });
        shown.truncate(limit);
        (self.render_those(&shown, colors), self.len() - shown.len())
    }

    /// The code of the first diagnostic in rendering order.
    pub(crate) fn worst(&self) -> Option<Code> {
        self.worst_first().first().map(|diagnostic| diagnostic.code)
    }

    pub(super) fn worst_first(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.iter().collect();
        all.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
        all
    }

    fn render_those(&self, those: &[&Diagnostic], colors: bool) -> String {
        let texts = self.texts(those);
        let renderer = match colors {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let rendered = those.iter().map(|diagnostic| {
            let text = texts.get(diagnostic.at.file());
            render_one(diagnostic, text, &renderer, colors)
        });
        let rendered: Vec<String> = rendered.collect();
        rendered.join("\n")
    }

    /// The texts of diagnostics, with the positions in them.
    pub(super) fn texts<'t>(&'t self, those: &[&'t Diagnostic]) -> Vec<Text<'t>> {
        let sources = self.sources.iter().enumerate();
        let texts = sources.map(|(file, source)| {
            let about = those.iter().filter(|d| d.at.file() == file);
            Text::new(source, about.copied())
        });
        texts.collect()
    }
}

/// A source text with the positions of its diagnostics.
pub(super) struct Text<'t> {
    /// Its path, with `/` between the components.
    pub(super) path: String,
    lines: Vec<&'t str>,
    found: HashMap<&'t str, Position>,
}

impl<'t> Text<'t> {
    fn new(source: &'t Source, about: impl Iterator<Item = &'t Diagnostic> + Clone) -> Self {
        let wanted = about.clone().filter(|d| d.position.is_none());
        let wanted = wanted.map(|d| d.at.as_str());
        Self {
            path: source.path.display().to_string().replace('\\', "/"),
            lines: match about.clone().next() {
                Some(_) => source.text.lines().collect(),
                None => Vec::new(),
            },
            found: match wanted.clone().next() {
                Some(_) => locate(&source.text, wanted),
                None => HashMap::new(),
            },
        }
    }
}

/// The position of a diagnostic in its text.
pub(super) fn position(diagnostic: &Diagnostic, text: Option<&Text<'_>>) -> Position {
    match diagnostic.position {
        Some((line, column)) => Position::one(line as usize, column as usize),
        None => text
            .and_then(|text| text.found.get(diagnostic.at.as_str()).copied())
            .unwrap_or(Position::one(1, 1)),
    }
}

fn render_one(
    diagnostic: &Diagnostic,
    text: Option<&Text<'_>>,
    renderer: &Renderer,
    colors: bool,
) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let position = position(diagnostic, text);
    let title = level.primary_title(visible(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.code.name()));
    if let Some(snippet) = text.and_then(|text| excerpt(text, position)) {
        group = group.element(snippet);
    }
    if !diagnostic.at.as_str().is_empty() {
        let at = diagnostic.at.to_string();
        let message = Level::NOTE
            .with_name("at")
            .message(visible(&at).into_owned());
        group = group.element(message);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(visible(note)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let body = renderer.render(&[group]);
    let (title, rest) = body.split_once('\n').unwrap_or((&body, ""));
    let mut out = format!("{title}\n");
    if let Some(text) = text {
        // Printed here, because the renderer would count columns in the truncated line.
        let Position { line, column, .. } = position;
        let margin = line.to_string().len();
        let path = visible(&text.path);
        let arrow = match colors {
            true => format!("{ARROW}-->{ARROW:#}"),
            false => "-->".to_owned(),
        };
        out.push_str(&format!("{:margin$}{arrow} {path}:{line}:{column}\n", ""));
    }
    for line in rest.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The source line, truncated to the width of a terminal, with a mark at the position.
fn excerpt(text: &Text<'_>, position: Position) -> Option<Snippet<'static, Annotation<'static>>> {
    let line = *text.lines.get(position.line.checked_sub(1)?)?;
    // A document may be a single long line, so only the visible part is processed.
    let (before, rest) = split_chars(line, position.column.saturating_sub(1));
    let (marked, after) = split_chars(rest, position.length.min(WINDOW));
    let from = before.char_indices().rev().take(WINDOW).last();
    let from = from.map_or(before.len(), |(at, _)| at);
    let (after, cut) = split_chars(after, WINDOW);
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    shown.push_str(&visible(&before[from..]));
    let mut first = shown.len();
    shown.push_str(&visible(marked));
    let mut last = shown.len();
    shown.push_str(&visible(after));
    if !cut.is_empty() {
        shown.push('…');
    }
    // The parts are escaped, but joined they may form a command of a build server.
    while let Some(command) = shown.find("##[") {
        let bracket = command + 2;
        shown.replace_range(bracket..=bracket, ESCAPED);
        for end in [&mut first, &mut last] {
            *end += if *end > bracket { ESCAPED.len() - 1 } else { 0 };
        }
    }
    Some(
        Snippet::source(shown)
            .line_start(position.line)
            .annotation(AnnotationKind::Primary.span(first..last)),
    )
}

/// Splits a text after `count` characters, or at its end.
fn split_chars(text: &str, count: usize) -> (&str, &str) {
    let mut chars = text.chars();
    if let Some(last) = count.checked_sub(1) {
        chars.nth(last);
    }
    text.split_at(text.len() - chars.as_str().len())
}
