use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use syn::MacroDelimiter;

use super::layout::{WIDTH, fill};

/// A part of a table that is not broken: it ends with a comma, or with the table.
pub(super) struct Piece {
    pub(super) text: String,
    /// How many brackets are open where it starts.
    pub(super) depth: usize,
    /// It starts a line, whether there is room behind the last piece or not.
    pub(super) starts_line: bool,
}

/// Lays out a call of a macro that stands as an item, with as much in each line as fits. Docs have
/// lines of their own, and so has what they are for.
pub(super) fn table(name: &str, delimiter: &MacroDelimiter, tokens: TokenStream) -> String {
    let (open, close) = match delimiter {
        MacroDelimiter::Paren(_) => ("(", ");"),
        _ => (" {", "}"),
    };
    let in_lines = close == "}";
    let mut printer = Printer {
        pieces: vec![Piece {
            text: format!("{name}!{open}"),
            depth: 0,
            starts_line: true,
        }],
        depth: 1,
        next: if in_lines { Next::Line } else { Next::Same },
        documented: None,
        block: None,
        is_block: in_lines,
        last: Last::Sticky,
    };
    printer.stream(tokens);
    printer.depth = 0;
    printer.next = if in_lines { Next::Line } else { Next::Same };
    printer.push(close);
    fill(&printer.pieces)
}

struct Printer {
    pieces: Vec<Piece>,
    depth: usize,
    /// Where that goes which is printed next.
    next: Next,
    /// How many brackets were open where the last docs stood, while what they are for goes on.
    documented: Option<usize>,
    /// How many brackets are open inside of the braces that are open, if any.
    block: Option<usize>,
    /// The table itself stands in braces.
    is_block: bool,
    /// What was printed last decides whether a space comes next.
    last: Last,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// To the last piece.
    Same,
    /// To a new piece.
    Piece,
    /// To a new piece that starts a line.
    Line,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A word, a number, a text or a closing bracket.
    Word,
    /// An opening bracket, or a sign that what follows sticks to.
    Sticky,
    /// A sign with spaces around it.
    Spaced,
}

impl Printer {
    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.block(group.stream());
                }
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(punct) => {
                    if punct.as_char() == '#'
                        && let Some(TokenTree::Group(group)) = tokens.peek()
                        && let Some(text) = docs(group)
                    {
                        self.docs(&text);
                        tokens.next();
                        continue;
                    }
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

    /// A line of docs.
    fn docs(&mut self, text: &str) {
        self.next = Next::Line;
        self.push(&format!("///{text}"));
        self.next = Next::Line;
        self.last = Last::Sticky;
        self.documented = Some(self.depth);
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace | Delimiter::None => ("", ""),
        };
        if self.last == Last::Spaced {
            self.push(" ");
        }
        self.push(open);
        self.last = Last::Sticky;
        self.depth += 1;
        self.stream(group.stream());
        self.depth -= 1;
        self.next = Next::Same;
        self.push(close);
        self.last = Last::Word;
    }

    /// What stands in braces: all of it in one line where it fits and the table is one in
    /// parentheses, else in lines of its own.
    fn block(&mut self, tokens: TokenStream) {
        self.push(" {");
        self.last = Last::Sticky;
        self.documented = None;
        let depth = self.depth;
        if !self.is_block {
            self.depth -= 1;
        }
        let begun = self
            .pieces
            .iter()
            .rev()
            .take_while(|piece| !piece.starts_line);
        let begun: usize = begun.map(|piece| piece.text.len() + 1).sum();
        let begun = begun
            + self
                .pieces
                .iter()
                .rev()
                .find(|it| it.starts_line)
                .map_or(0, |it| it.text.len());
        self.depth += 1;
        self.next = Next::Line;
        let outer = self.block.replace(self.depth);
        let start = self.pieces.len();
        self.stream(tokens);
        self.block = outer;
        self.depth -= 1;
        let entries = self.pieces.get_mut(start..).unwrap_or_default();
        let length: usize = entries.iter().map(|piece| piece.text.len() + 1).sum();
        let is_documented = entries.iter().any(|piece| piece.text.starts_with("///"));
        let is_short = !self.is_block && !is_documented && begun + length + "  } );".len() <= WIDTH;
        for piece in entries.iter_mut().skip(usize::from(!is_short)) {
            piece.starts_line &= is_documented;
        }
        if is_short {
            self.next = Next::Piece;
        } else {
            self.next = Next::Line;
        }
        self.push("}");
        self.next = if self.is_block {
            Next::Line
        } else {
            Next::Same
        };
        self.depth = depth;
        self.last = Last::Word;
    }

    fn word(&mut self, word: &str) {
        if self.last != Last::Sticky && self.next == Next::Same {
            self.push(" ");
        }
        self.push(word);
        self.last = Last::Word;
    }

    fn sign(&mut self, sign: &str) {
        match sign {
            "," => {
                self.push(",");
                // What follows what has docs is not put beside it.
                let ends = self.documented.is_some_and(|depth| depth >= self.depth);
                let starts_line = ends || self.block == Some(self.depth);
                self.next = if starts_line { Next::Line } else { Next::Piece };
                if ends {
                    self.documented = None;
                }
                self.last = Last::Sticky;
            }
            ";" => {
                self.push(";");
                self.next = Next::Line;
                self.last = Last::Sticky;
            }
            ":" => {
                self.push(":");
                self.last = Last::Word;
            }
            "=" | "=>" | "->" | "+" => {
                self.push(" ");
                self.push(sign);
                self.last = Last::Spaced;
            }
            _ => {
                if self.last == Last::Spaced {
                    self.push(" ");
                }
                self.push(sign);
                self.last = if sign == ">" {
                    Last::Word
                } else {
                    Last::Sticky
                };
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.next != Next::Same {
            self.pieces.push(Piece {
                text: String::new(),
                depth: self.depth,
                starts_line: self.next == Next::Line,
            });
            self.next = Next::Same;
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.text.push_str(text);
        }
    }
}

/// The text of docs that can stand behind three slashes, from what is in the brackets.
fn docs(group: &Group) -> Option<String> {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = &tokens[..]
    else {
        return None;
    };
    let text = syn::parse_str::<syn::LitStr>(&text.to_string())
        .ok()?
        .value();
    (name == "doc" && !text.starts_with('/') && !text.contains(['\n', '\r'])).then_some(text)
}
