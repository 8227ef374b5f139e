//! Doc comments: texts of the description, limits as sentences, and code spans.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::ir::{Constraints, Doc};

/// A doc comment: paragraphs separated by empty lines.
#[derive(Clone, Default)]
pub(super) struct Docs(Vec<String>);

impl Docs {
    /// A paragraph of generated text.
    pub(super) fn line(text: impl Into<String>) -> Self {
        Self(vec![text.into()])
    }

    /// The text of the description, or `fallback` if it has none.
    pub(super) fn or(doc: &Doc, fallback: impl FnOnce() -> String) -> Self {
        if doc.is_empty() {
            Self::line(fallback())
        } else {
            Self(doc.0.clone())
        }
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(self, text: impl Into<String>) -> Self {
        self.block([text.into()])
    }

    /// Adds lines as a paragraph.
    pub(super) fn block(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
        self
    }

    /// Adds lines to the last paragraph.
    pub(super) fn lines_after(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.0.extend(lines);
        self
    }

    /// The lines.
    pub(super) fn lines(&self) -> &[String] {
        &self.0
    }

    /// Appends a sentence to the first paragraph if that is a single line of prose; otherwise adds
    /// a paragraph.
    pub(super) fn sentence(mut self, text: &str) -> Self {
        if text.is_empty() {
            return self;
        }
        match self.0.as_mut_slice() {
            [line] if is_prose(line) => {
                if !line.ends_with(['.', '!', '?', ':']) {
                    line.push('.');
                }
                line.push(' ');
                line.push_str(text);
                self
            }
            _ => self.paragraph(text),
        }
    }
}

/// True for a line of prose, and not for a list item, a table row, a heading or a line of code,
/// which an appended sentence would change.
pub(super) fn is_prose(line: &str) -> bool {
    let starts = line.starts_with(|c: char| c.is_alphabetic() || c == '`' || c == '[');
    let is_closed = line.matches('`').count().is_multiple_of(2);
    starts && is_closed && !line.starts_with("```") && !line.contains('|')
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.0 {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

/// A Markdown code span with this text, whatever it contains.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // Bidirectional controls and other characters that must not appear unescaped.
    let text = crate::doc::visible(&text);
    let longest_run = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest_run + 1);
    let needs_space = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty();
    if needs_space {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// Constraints as sentences, such as `1 to 255 characters. Matches …`
pub(crate) fn limits(constraints: &Constraints) -> String {
    let sentences = [
        range(constraints.min_length, constraints.max_length, "character"),
        range(constraints.min_items, constraints.max_items, "item"),
        bounds(constraints),
        constraints
            .multiple_of
            .as_ref()
            .map(|factor| format!("A multiple of {}.", code(factor))),
        constraints
            .unique_items
            .then(|| "Items are unique.".to_owned()),
        constraints
            .only
            .as_ref()
            .map(|only| format!("Always {}.", code(only))),
        constraints
            .pattern
            .as_ref()
            .map(|pattern| format!("Matches {}.", code(pattern))),
        constraints
            .format
            .as_ref()
            .map(|format| format!("Format {}.", code(format))),
        constraints
            .default
            .as_ref()
            .map(|default| format!("Default: {}.", code(default))),
    ];
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn range(min: Option<u64>, max: Option<u64>, unit: &str) -> Option<String> {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    match (min.filter(|min| *min > 0), max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("At least {min} {unit}{}.", plural(min))),
        (None, Some(max)) => Some(format!("At most {max} {unit}{}.", plural(max))),
        (Some(min), Some(max)) if min == max => {
            Some(format!("Exactly {min} {unit}{}.", plural(min)))
        }
        (Some(min), Some(max)) => Some(format!("{min} to {max} {unit}s.")),
    }
}

fn bounds(constraints: &Constraints) -> Option<String> {
    let word = |exclusive: bool, inclusive: &'static str, strict: &'static str| {
        if exclusive { strict } else { inclusive }
    };
    let min = constraints.minimum.as_ref();
    let max = constraints.maximum.as_ref();
    match (min, max) {
        (None, None) => None,
        (Some((min, false)), Some((max, false))) => {
            Some(format!("{} to {}.", code(min), code(max)))
        }
        _ => {
            let min = min.map(|(n, strict)| {
                format!("{} {}", word(*strict, "at least", "more than"), code(n))
            });
            let max = max.map(|(n, strict)| {
                format!("{} {}", word(*strict, "at most", "less than"), code(n))
            });
            let both: Vec<_> = [min, max].into_iter().flatten().collect();
            Some(format!("The number is {}.", both.join(" and ")))
        }
    }
}
