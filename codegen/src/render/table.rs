use std::fmt::{Display, Write as _};
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing};

use super::fill::{fill, fill_block};
use super::tokens::{Token, Tree, trees};

/// A part of a table that is not broken. It ends at a comma, or at the end of the table.
pub(super) struct Piece {
    pub(super) text: String,
    /// Depth of brackets at its start.
    pub(super) depth: usize,
}

/// Formats a macro call in the position of an item, with as much per line as fits. If that is more
/// than one line, what is in braces has lines of its own.
pub(super) fn table(name: &str, tokens: &[Token]) -> String {
    let mut printer = Printer {
        pieces: vec![Piece {
            text: format!("{name}!("),
            depth: 0,
        }],
        depth: 1,
        block: None,
        is_new_piece: false,
        last: Last::Sticky,
    };
    printer.stream(tokens);
    printer.is_new_piece = false;
    printer.push(");");
    match printer.block {
        // The variants of a union are long.
        Some(block) => fill_block(&printer.pieces, block, name == "union"),
        None => fill(&printer.pieces),
    }
}

struct Printer {
    pieces: Vec<Piece>,
    depth: usize,
    /// The pieces in the braces.
    block: Option<Range<usize>>,
    /// True if the next token starts a piece.
    is_new_piece: bool,
    /// The last token, which decides whether a space follows.
    last: Last,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// An identifier, a literal or a closing bracket.
    Word,
    /// An opening bracket, or punctuation without a following space.
    Sticky,
    /// Punctuation with spaces around it.
    Spaced,
}

impl Printer {
    fn stream(&mut self, tokens: &[Token]) {
        let mut tokens = trees(tokens).peekable();
        while let Some(token) = tokens.next() {
            match token {
                Tree::Group(delimiter, inside) => self.group(delimiter, inside),
                Tree::Ident(ident) => self.word(ident),
                Tree::Literal(literal) => self.word(literal),
                Tree::Punct(punct) => {
                    let mut second = None;
                    if punct.spacing() == Spacing::Joint
                        && let Some(Tree::Punct(next)) =
                            tokens.next_if(|next| matches!(next, Tree::Punct(_)))
                    {
                        second = Some(next.as_char());
                    }
                    self.sign(punct.as_char(), second);
                }
            }
        }
    }

    /// Prints the braces of the table, whose contents are pieces of their own.
    fn block(&mut self, inside: &[Token]) {
        self.push(" {");
        let start = self.pieces.len();
        self.is_new_piece = true;
        self.last = Last::Sticky;
        self.depth += 1;
        self.stream(inside);
        self.depth -= 1;
        self.block = Some(start..self.pieces.len());
        self.is_new_piece = true;
        self.push("}");
        self.last = Last::Word;
    }

    fn group(&mut self, delimiter: Delimiter, inside: &[Token]) {
        let is_table = delimiter == Delimiter::Brace && self.depth == 1 && self.block.is_none();
        if is_table && !inside.is_empty() {
            return self.block(inside);
        }
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if inside.is_empty() => (" {", "}"),
            Delimiter::Brace => (" { ", " }"),
            Delimiter::None => ("", ""),
        };
        if self.last == Last::Spaced && !open.starts_with(' ') {
            self.push(" ");
        }
        self.push(open);
        self.last = Last::Sticky;
        self.depth += 1;
        self.stream(inside);
        self.depth -= 1;
        self.is_new_piece = false;
        self.push(close);
        self.last = Last::Word;
    }

    fn word(&mut self, word: &impl Display) {
        if self.last != Last::Sticky && !self.is_new_piece {
            self.push(" ");
        }
        self.push("");
        if let Some(piece) = self.pieces.last_mut() {
            // Writing to a string cannot fail.
            let _ = write!(piece.text, "{word}");
        }
        self.last = Last::Word;
    }

    fn sign(&mut self, first: char, second: Option<char>) {
        let last = match (first, second) {
            (',' | ':' | '>', None) => Last::Word,
            ('=' | '|' | '+', None) | ('=', Some('>')) => {
                self.push(" ");
                Last::Spaced
            }
            _ => {
                if self.last == Last::Spaced {
                    self.push(" ");
                }
                Last::Sticky
            }
        };
        self.push("");
        if let Some(piece) = self.pieces.last_mut() {
            piece
                .text
                .extend([Some(first), second].into_iter().flatten());
        }
        self.last = last;
        if (first, second) == (',', None) {
            self.is_new_piece = true;
            self.last = Last::Sticky;
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.is_new_piece) {
            self.pieces.push(Piece {
                text: String::new(),
                depth: self.depth,
            });
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.text.push_str(text);
        }
    }
}
