//! Prints tokens in one line, spaced as `prettyplease` does.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Ident, Spacing};

use super::tokens::{Token, Tree, trees};

/// Keywords that `prettyplease` separates from a bracket or a path after them.
const SPACED: [&str; 13] = [
    "as", "const", "dyn", "else", "for", "impl", "in", "let", "match", "move", "mut", "return",
    "use",
];

/// Keywords of statements that `prettyplease` breaks into lines.
const BROKEN: [&str; 6] = ["async", "for", "if", "loop", "unsafe", "while"];

/// Appends the tokens in one line; `None` if they contain anything whose spaces are not known.
pub(super) fn push_line(out: &mut String, tokens: &[Token]) -> Option<()> {
    let mut line = Line {
        out,
        last: Last::Sticky,
        angles: 0,
        is_import: false,
    };
    line.stream(tokens, false)
}

/// True for a keyword that starts a statement of several lines.
pub(super) fn is_broken(tree: Tree<'_>) -> bool {
    BROKEN.iter().any(|word| tree.is_word(word))
}

struct Line<'o, 't> {
    out: &'o mut String,
    last: Last<'t>,
    /// The number of open angle brackets in this group.
    angles: usize,
    /// True in the braces of a `use`.
    is_import: bool,
}

/// The last token, which decides whether a space follows.
#[derive(Clone, Copy)]
enum Last<'t> {
    /// The start, an opening bracket, or a sign without a following space.
    Sticky,
    /// `::`.
    Path,
    /// An identifier or, if `None`, a literal or a lifetime.
    Word(Option<&'t Ident>),
    /// A closing bracket.
    Close,
    /// A sign with a following space.
    Spaced,
}

impl<'t> Line<'_, 't> {
    /// Prints the contents of a group. A comma at its end is omitted if `is_list` is true.
    fn stream(&mut self, tokens: &'t [Token], is_list: bool) -> Option<()> {
        let mut rest = trees(tokens);
        while let Some(tree) = rest.next() {
            match tree {
                Tree::Ident(ident) => self.ident(ident)?,
                Tree::Literal(literal) => {
                    self.space();
                    write!(self.out, "{literal}").ok()?;
                    // Rust reads the index and the dot in `self.0.name` as one literal.
                    self.last = match self.out.ends_with('.') {
                        true => Last::Sticky,
                        false => Last::Word(None),
                    };
                }
                Tree::Group(delimiter, inside) => self.group(delimiter, inside)?,
                Tree::Punct(sign) => {
                    let next = match rest.peek() {
                        Some(Tree::Punct(next)) if sign.spacing() == Spacing::Joint => {
                            Some(next.as_char())
                        }
                        _ => None,
                    };
                    let is_last = rest.rest().is_empty();
                    match (sign.as_char(), next) {
                        (',', _) if is_last && is_list => {}
                        (',', _) if !is_last => self.after(",", Last::Spaced),
                        (';', _) => self.after(";", Last::Spaced),
                        ('\'', _) => self.lifetime(rest.next()?)?,
                        (':', Some(':')) => {
                            rest.next();
                            self.path()?;
                        }
                        ('-' | '=', Some('>')) => {
                            rest.next();
                            let arrow = if sign.as_char() == '-' { " ->" } else { " =>" };
                            self.after(arrow, Last::Spaced);
                        }
                        ('.', Some('.')) => {
                            rest.next();
                            self.update()?;
                        }
                        (sign, next) => self.sign(sign, next)?,
                    }
                }
            }
        }
        (self.angles == 0).then_some(())
    }

    fn ident(&mut self, ident: &'t Ident) -> Option<()> {
        if ident == "where" {
            return None;
        }
        self.space();
        write!(self.out, "{ident}").ok()?;
        self.last = Last::Word(Some(ident));
        Some(())
    }

    fn space(&mut self) {
        if matches!(self.last, Last::Word(_) | Last::Close | Last::Spaced) {
            self.out.push(' ');
        }
    }

    fn after(&mut self, text: &str, last: Last<'t>) {
        self.out.push_str(text);
        self.last = last;
    }

    fn lifetime(&mut self, name: Tree<'t>) -> Option<()> {
        let Tree::Ident(name) = name else { return None };
        self.space();
        write!(self.out, "'{name}").ok()?;
        self.last = Last::Word(None);
        Some(())
    }

    fn path(&mut self) -> Option<()> {
        let continues = match self.last {
            Last::Word(Some(_)) => !self.is_after_keyword(),
            Last::Close => self.out.ends_with('>'),
            // A path that starts at the crates.
            _ => false,
        };
        continues.then(|| self.after("::", Last::Path))
    }

    fn is_after_keyword(&self) -> bool {
        match self.last {
            Last::Word(Some(word)) => SPACED.iter().any(|keyword| word == keyword),
            _ => false,
        }
    }

    /// `..` before the value that the other fields are taken from.
    fn update(&mut self) -> Option<()> {
        if !matches!(self.last, Last::Spaced | Last::Sticky) {
            return None;
        }
        self.space();
        self.after("..", Last::Sticky);
        Some(())
    }

    fn sign(&mut self, sign: char, next: Option<char>) -> Option<()> {
        match (sign, next, self.last) {
            (':', None, Last::Word(_)) => self.after(":", Last::Spaced),
            ('=', None, _) => self.after(" =", Last::Spaced),
            ('+', None, Last::Word(_) | Last::Close) => self.after(" +", Last::Spaced),
            ('.', None, Last::Word(_) | Last::Close) => self.after(".", Last::Sticky),
            ('?', _, Last::Word(_) | Last::Close) => self.after("?", Last::Close),
            ('*', None, Last::Path) => self.after("*", Last::Close),
            ('<', None, Last::Word(Some(_)) | Last::Path) => {
                self.angles += 1;
                self.after("<", Last::Sticky);
            }
            ('>', None | Some('>'), Last::Word(_) | Last::Close) if self.angles > 0 => {
                self.angles -= 1;
                self.after(">", Last::Close);
            }
            ('&', None, Last::Sticky | Last::Spaced) => {
                self.space();
                self.after("&", Last::Sticky);
            }
            _ => return None,
        }
        Some(())
    }

    fn group(&mut self, delimiter: Delimiter, inside: &'t [Token]) -> Option<()> {
        let is_spaced = matches!(self.last, Last::Spaced) || self.is_after_keyword();
        let is_after = matches!(self.last, Last::Word(_) | Last::Close);
        let has_comma = trees(inside).any(|tree| tree.is_sign(','));
        let angles = std::mem::take(&mut self.angles);
        let mut is_import = self.is_import;
        let (open, close, is_list) = match (delimiter, self.last) {
            (Delimiter::Parenthesis, _) if is_spaced => (" (", ")", has_pair(inside)),
            (Delimiter::Parenthesis, _) => ("(", ")", is_after || has_pair(inside)),
            (Delimiter::Bracket, _) if is_spaced => (" [", "]", true),
            (Delimiter::Bracket, _) => ("[", "]", true),
            // Braces around a single import are omitted, and those in others start a line.
            (Delimiter::Brace, Last::Path) if has_comma && !is_import => {
                is_import = true;
                ("{", "}", true)
            }
            (Delimiter::Brace, Last::Path) | (Delimiter::None, _) => return None,
            (Delimiter::Brace, _) if inside.is_empty() => (" {", "}", true),
            (Delimiter::Brace, _) => (" { ", " }", true),
        };
        self.after(open, Last::Sticky);
        let is_outer = std::mem::replace(&mut self.is_import, is_import);
        self.stream(inside, is_list)?;
        self.is_import = is_outer;
        self.angles = angles;
        self.after(close, Last::Close);
        Some(())
    }
}

/// True if a list has more than one item, so that a comma at its end has no meaning.
fn has_pair(tokens: &[Token]) -> bool {
    trees(tokens).filter(|tree| tree.is_sign(',')).count() > 1
}
