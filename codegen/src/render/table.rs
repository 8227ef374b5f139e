use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::layout::fill;

/// A part of a table that is not broken. It ends at a comma, or at the end of the table.
pub(super) struct Piece {
    pub(super) text: String,
    /// Depth of brackets at its start.
    pub(super) depth: usize,
}

/// Formats a macro call in the position of an item, with as much per line as fits.
pub(super) fn table(name: &str, tokens: TokenStream) -> String {
    let mut printer = Printer {
        pieces: vec![Piece {
            text: format!("{name}!("),
            depth: 0,
        }],
        depth: 1,
        is_new_piece: false,
        last: Last::Sticky,
    };
    printer.stream(tokens);
    printer.is_new_piece = false;
    printer.push(");");
    fill(&printer.pieces)
}

struct Printer {
    pieces: Vec<Piece>,
    depth: usize,
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
    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(punct) => {
                    let mut sign = punct.as_char().to_string();
                    if punct.spacing() == Spacing::Joint
                        && let Some(TokenTree::Punct(second)) =
                            tokens.next_if(|next| matches!(next, TokenTree::Punct(_)))
                    {
                        sign.push(second.as_char());
                    }
                    self.sign(&sign);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if group.stream().is_empty() => (" {", "}"),
            Delimiter::Brace => (" { ", " }"),
            Delimiter::None => ("", ""),
        };
        if self.last == Last::Spaced && !open.starts_with(' ') {
            self.push(" ");
        }
        self.push(open);
        self.last = Last::Sticky;
        self.depth += 1;
        self.stream(group.stream());
        self.depth -= 1;
        self.is_new_piece = false;
        self.push(close);
        self.last = Last::Word;
    }

    fn word(&mut self, word: &str) {
        if self.last != Last::Sticky && !self.is_new_piece {
            self.push(" ");
        }
        self.push(word);
        self.last = Last::Word;
    }

    fn sign(&mut self, sign: &str) {
        match sign {
            "," => {
                self.push(",");
                self.is_new_piece = true;
                self.last = Last::Sticky;
            }
            ":" => {
                self.push(":");
                self.last = Last::Word;
            }
            "=" | "=>" | "|" | "+" => {
                self.push(" ");
                self.push(sign);
                self.last = Last::Spaced;
            }
            ">" => {
                self.push(">");
                self.last = Last::Word;
            }
            _ => {
                if self.last == Last::Spaced {
                    self.push(" ");
                }
                self.push(sign);
                self.last = Last::Sticky;
            }
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
