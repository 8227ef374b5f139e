//! Converts text of a description to safe doc comments.
//!
//! Descriptions are untrusted Markdown, and rustdoc extends Markdown: an indented block is compiled
//! and run as a test, `[x]` links to a Rust item, and `Vec<T>` is an HTML tag. Therefore a text is
//! parsed and printed again with only the elements that a description needs. Lines are printed
//! after `///`, where only the end of the line ends the comment: `*/` has no meaning in them.

mod check;
mod clean;
mod fill;
mod inline;
mod layout;
mod print;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::ir::Doc;

/// Maximum size of a text in bytes; longer ones are cut, with a note.
const MAX_BYTES: usize = 64 * 1024;

/// Maximum number of characters of [`line()`].
const MAX_LINE_CHARS: usize = 300;

/// Converts a description to Markdown that is safe in rustdoc: without doc tests, raw HTML,
/// intra-doc links, links other than `http` and `https`, and invisible or misleading characters.
pub fn markdown(text: &str) -> Doc {
    if clean::is_plain(text) {
        return Doc(vec![text.to_owned()]);
    }
    let (text, left_out) = clean::cap(text, MAX_BYTES);
    let text = clean::normalize(text);
    let mut lines = print::lines(&text);
    // The printer is safe by design; this check also holds if it has a bug.
    if !check::is_safe(&lines.join("\n")) {
        lines = print::verbatim(&text);
    }
    let mut doc = Doc(lines);
    if left_out > 0 {
        let note =
            format!("(The description continues for {left_out} bytes, which are omitted here.)");
        append(&mut doc, Doc(vec![note]));
    }
    doc
}

/// Escapes bidirectional controls and invisible characters.
pub(crate) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    clean::visible(text)
}

/// Adds the paragraphs of `more` to `doc`.
pub fn append(doc: &mut Doc, more: Doc) {
    if !doc.is_empty() && !more.is_empty() {
        doc.0.push(String::new());
    }
    doc.0.extend(more.0);
}

/// Returns the first sentence of a description as one line of plain text, for messages. It is not
/// Markdown; [`markdown`] must be applied before it is used in a doc comment.
pub fn line(text: &str) -> String {
    if clean::is_plain(text) {
        return shorten(first_sentence(text));
    }
    let (text, _) = clean::cap(text, MAX_BYTES);
    let text = clean::normalize(text);
    let words = first_paragraph(&text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(first_sentence(&words))
}

/// Text of the first block that is not empty, without markup.
fn first_paragraph(text: &str) -> String {
    let mut plain = String::new();
    for event in TextMergeStream::new(Parser::new_ext(text, Options::empty())) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) | Event::Html(part) => {
                plain.push_str(&clean::visible(&part));
            }
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ if ends_block(&event) && !plain.trim().is_empty() => break,
            _ => {}
        }
    }
    plain
}

fn ends_block(event: &Event<'_>) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strong};
    match event {
        Event::End(tag) => !matches!(tag, Emphasis | Strong | Link | Image),
        event => matches!(event, Event::Start(Tag::List(_))),
    }
}

/// The text up to the first full stop that is followed by a capital letter or the end: `e.g. this`
/// is not split.
fn first_sentence(words: &str) -> &str {
    for (at, _) in words.match_indices(". ") {
        let before = &words[..at];
        let next = words[at + 2..].chars().next();
        if next.is_some_and(|c| !c.is_lowercase())
            && !before.ends_with("e.g")
            && !before.ends_with("i.e")
        {
            return &words[..=at];
        }
    }
    words
}

fn shorten(sentence: &str) -> String {
    let Some((cut, _)) = sentence.char_indices().nth(MAX_LINE_CHARS) else {
        return sentence.to_owned();
    };
    let head = &sentence[..cut];
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{head}…")
}
