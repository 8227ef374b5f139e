//! The tokens of a file in one list, which can be read several times without copying them.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, TokenStream, TokenTree};

/// A token, or the start of a group.
pub(super) enum Token {
    Ident(Ident),
    Literal(Literal),
    Punct(Punct),
    /// A group, and the number of the following tokens that are inside it.
    Group(Delimiter, usize),
}

/// A token, or a group with the tokens inside it.
#[derive(Clone, Copy)]
pub(super) enum Tree<'t> {
    Ident(&'t Ident),
    Literal(&'t Literal),
    Punct(&'t Punct),
    Group(Delimiter, &'t [Token]),
}

impl Tree<'_> {
    pub(super) fn is_word(self, word: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == word)
    }

    pub(super) fn is_sign(self, sign: char) -> bool {
        matches!(self, Self::Punct(punct) if punct.as_char() == sign)
    }
}

/// The tokens of a stream, in order.
pub(super) fn flatten(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    push_all(stream, &mut tokens);
    tokens
}

fn push_all(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Ident(ident) => tokens.push(Token::Ident(ident)),
            TokenTree::Literal(literal) => tokens.push(Token::Literal(literal)),
            TokenTree::Punct(punct) => tokens.push(Token::Punct(punct)),
            TokenTree::Group(group) => {
                let (delimiter, inside) = (group.delimiter(), group.stream());
                // The stream has no other owner then, so that its tokens are moved and not copied.
                drop(group);
                let start = tokens.len();
                tokens.push(Token::Group(delimiter, 0));
                push_all(inside, tokens);
                tokens[start] = Token::Group(delimiter, tokens.len() - start - 1);
            }
        }
    }
}

/// A stream of these tokens, for `syn`.
pub(super) fn stream(tokens: &[Token]) -> TokenStream {
    let trees = trees(tokens).map(|tree| match tree {
        Tree::Ident(ident) => TokenTree::Ident(ident.clone()),
        Tree::Literal(literal) => TokenTree::Literal(literal.clone()),
        Tree::Punct(punct) => TokenTree::Punct(punct.clone()),
        Tree::Group(delimiter, inside) => Group::new(delimiter, stream(inside)).into(),
    });
    trees.collect()
}

/// The tokens, with groups as units.
pub(super) fn trees(tokens: &[Token]) -> Trees<'_> {
    Trees(tokens)
}

/// An iterator of [`trees()`].
#[derive(Clone)]
pub(super) struct Trees<'t>(&'t [Token]);

impl<'t> Trees<'t> {
    /// The remaining tokens.
    pub(super) fn rest(&self) -> &'t [Token] {
        self.0
    }

    /// The next tree, which remains the next one.
    pub(super) fn peek(&self) -> Option<Tree<'t>> {
        self.clone().next()
    }
}

impl<'t> Iterator for Trees<'t> {
    type Item = Tree<'t>;

    fn next(&mut self) -> Option<Tree<'t>> {
        let (first, rest) = self.0.split_first()?;
        let length = match first {
            Token::Group(_, length) => *length,
            _ => 0,
        };
        let (inside, rest) = rest.split_at(length);
        self.0 = rest;
        Some(match first {
            Token::Ident(ident) => Tree::Ident(ident),
            Token::Literal(literal) => Tree::Literal(literal),
            Token::Punct(punct) => Tree::Punct(punct),
            Token::Group(delimiter, _) => Tree::Group(*delimiter, inside),
        })
    }
}
