//! Code on pages: syntax highlighting, and tabs.

use std::fmt::Write as _;

use maud::{Escaper, Markup, PreEscaped, html};

/// The language of code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Rust,
    Shell,
    Json,
    Plain,
}

/// A named piece of code.
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) language: Language,
    pub(super) code: String,
}

/// Pieces of code in tabs; without JavaScript, below one another. `id` is unique on the page, and
/// `label` describes the tabs. The selection is shared by tabs with the same `group`.
pub(super) fn tabs(id: &str, label: &str, group: &str, pieces: &[Piece]) -> Markup {
    html! {
        div.tabs id=(id) data-group=(group) {
            div.tablist role="tablist" aria-label=(label) {
                @for (index, piece) in pieces.iter().enumerate() {
                    button type="button" role="tab" id={ (id) "-tab-" (index) }
                        aria-controls={ (id) "-" (index) }
                        aria-selected=(if index == 0 { "true" } else { "false" })
                        tabindex=(if index == 0 { "0" } else { "-1" }) { (piece.name) }
                }
            }
            @for (index, piece) in pieces.iter().enumerate() {
                div.panel.shown[index == 0] role="tabpanel" id={ (id) "-" (index) }
                    aria-labelledby={ (id) "-tab-" (index) } data-name=(piece.name) {
                    p.tab-name { (piece.name) }
                    (block(piece.language, &piece.code))
                }
            }
        }
    }
}

/// A block of code with a copy button.
pub(super) fn block(language: Language, code: &str) -> Markup {
    html! {
        div.code {
            button.copy type="button" { "Copy" }
            pre tabindex="0" { code { (coloured(language, code)) } }
        }
    }
}

/// Code with elements for syntax highlighting.
pub(super) fn coloured(language: Language, code: &str) -> Markup {
    if language == Language::Plain {
        return html! { (code) };
    }
    let mut html = String::with_capacity(code.len() * 2);
    let mut rest = code;
    while !rest.is_empty() {
        let (length, class) = token(language, rest, code.len() - rest.len() == 0);
        let (text, after) = rest.split_at(length);
        if let Some(class) = class {
            html.extend(["<span class=\"", class, "\">"]);
        }
        // Writing to a `String` cannot fail.
        let _ = Escaper::new(&mut html).write_str(text);
        if class.is_some() {
            html.push_str("</span>");
        }
        rest = after;
    }
    PreEscaped(html)
}

const KEYWORDS: [&str; 8] = [
    "async", "await", "false", "let", "null", "true", "use", "vec",
];

/// Length and class of the first token.
fn token(language: Language, code: &str, is_start: bool) -> (usize, Option<&'static str>) {
    let first = code.chars().next().unwrap_or(' ');
    if first == '"' || (first == '\'' && language == Language::Shell) {
        let length = quoted(code, first, language);
        let is_key = language == Language::Json && code[length..].starts_with(':');
        return (length, Some(if is_key { "k" } else { "s" }));
    }
    if first.is_ascii_digit() {
        return (
            length_of(code, |c| c.is_ascii_alphanumeric() || c == '.'),
            Some("n"),
        );
    }
    if language == Language::Shell {
        return shell_token(code, first, is_start);
    }
    if first.is_alphabetic() || first == '_' {
        let length = length_of(code, |c| c.is_alphanumeric() || c == '_');
        let word = &code[..length];
        let class = match code[length..].chars().next() {
            _ if KEYWORDS.contains(&word) => Some("w"),
            Some('(') => Some("f"),
            _ if first.is_uppercase() => Some("t"),
            _ => None,
        };
        return (length, class);
    }
    (first.len_utf8(), None)
}

fn shell_token(code: &str, first: char, is_start: bool) -> (usize, Option<&'static str>) {
    if is_start {
        return (length_of(code, |c| !c.is_whitespace()), Some("f"));
    }
    if code.starts_with(" -") {
        // Including the space, because a hyphen in a word starts no option.
        let length = 1 + length_of(&code[1..], |c| c.is_ascii_alphanumeric() || c == '-');
        return (length, Some("w"));
    }
    match first {
        ' ' | '\n' | '\\' => (1, None),
        _ => (
            length_of(code, |c| !" \n'\"".contains(c)).max(first.len_utf8()),
            None,
        ),
    }
}

/// Length of a quoted string.
fn quoted(code: &str, quote: char, language: Language) -> usize {
    let escapes = !(language == Language::Shell && quote == '\'');
    let mut escaped = false;
    for (at, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if escapes => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    code.len()
}

fn length_of(code: &str, is_part: impl Fn(char) -> bool) -> usize {
    code.find(|c| !is_part(c)).unwrap_or(code.len())
}
