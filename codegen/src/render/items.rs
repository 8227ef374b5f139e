//! Splits tokens into items, without parsing what is inside them.

use proc_macro2::{Delimiter, Ident, TokenStream};

use super::tokens::{Token, Tree, Trees, stream, trees};

/// An item of a file, a module or an `impl`, or a field or a variant.
pub(super) struct Item<'t> {
    /// All of its tokens.
    all: &'t [Token],
    /// What is inside the brackets of its attributes.
    pub(super) attributes: Vec<&'t [Token]>,
    /// The tokens after its attributes.
    pub(super) tokens: &'t [Token],
    pub(super) kind: Kind<'t>,
}

/// The kind of an item, as far as its layout depends on it.
#[derive(Clone, Copy)]
pub(super) enum Kind<'t> {
    Use,
    Type,
    Const,
    Static,
    Function,
    Struct,
    Enum,
    Impl,
    /// A module in a file of its own.
    Module,
    /// A module with the tokens inside it.
    Inline(&'t [Token]),
    /// A call of a macro, with its arguments.
    Macro(&'t Ident, &'t [Token]),
    Other,
}

/// The kinds of items that start with a keyword.
const KINDS: [(&str, Kind<'_>); 7] = [
    ("use", Kind::Use),
    ("type", Kind::Type),
    ("static", Kind::Static),
    ("fn", Kind::Function),
    ("struct", Kind::Struct),
    ("enum", Kind::Enum),
    ("impl", Kind::Impl),
];

impl Item<'_> {
    /// The tokens of the item, for `syn`.
    pub(super) fn stream(&self) -> TokenStream {
        stream(self.all)
    }
}

/// The attributes of a file or module, and the items after them.
pub(super) fn split_file(tokens: &[Token]) -> (&[Token], Vec<Item<'_>>) {
    let mut rest = trees(tokens);
    loop {
        let mut after = rest.clone();
        let hash = after.next().is_some_and(|tree| tree.is_sign('#'));
        let is_inner = hash && after.next().is_some_and(|tree| tree.is_sign('!'));
        if !is_inner || after.next().is_none() {
            break;
        }
        rest = after;
    }
    let length = tokens.len() - rest.rest().len();
    (&tokens[..length], split(rest.rest()))
}

/// The items in a list of items.
pub(super) fn split(tokens: &[Token]) -> Vec<Item<'_>> {
    let mut rest = trees(tokens);
    let mut items = Vec::new();
    while !rest.rest().is_empty() {
        items.push(next(&mut rest));
    }
    items
}

fn next<'t>(rest: &mut Trees<'t>) -> Item<'t> {
    let before = rest.rest();
    let attributes = attributes(rest);
    let start = rest.rest();
    let kind = kind(rest.clone());
    // What is imported and the value of a constant may contain braces.
    let ends_at_brace = !matches!(kind, Kind::Use | Kind::Type | Kind::Const | Kind::Static);
    for tree in rest.by_ref() {
        let is_brace = matches!(tree, Tree::Group(Delimiter::Brace, _));
        if tree.is_sign(';') || (is_brace && ends_at_brace) {
            break;
        }
    }
    let taken = |from: &'t [Token]| &from[..from.len() - rest.rest().len()];
    Item {
        all: taken(before),
        attributes,
        tokens: taken(start),
        kind,
    }
}

/// The fields of a struct or the variants of an enum.
pub(super) fn split_fields(tokens: &[Token]) -> Vec<Item<'_>> {
    let fields = split_list(tokens).into_iter().map(|field| {
        let mut rest = trees(field);
        Item {
            all: field,
            attributes: attributes(&mut rest),
            tokens: rest.rest(),
            kind: Kind::Other,
        }
    });
    fields.collect()
}

/// The parts between commas, as far as these are not in angle brackets.
pub(super) fn split_list(tokens: &[Token]) -> Vec<&[Token]> {
    let mut rest = trees(tokens);
    let mut parts = Vec::new();
    while !rest.rest().is_empty() {
        let start = rest.rest();
        let after = skip_part(&mut rest);
        parts.push(&start[..start.len() - after.len()]);
    }
    parts
}

/// Moves past the next comma outside of angle brackets, and returns what is left from that comma
/// on.
fn skip_part<'t>(rest: &mut Trees<'t>) -> &'t [Token] {
    let (mut depth, mut last) = (0_usize, ' ');
    loop {
        let at = rest.rest();
        let Some(tree) = rest.next() else {
            return at;
        };
        let sign = match tree {
            Tree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            ',' if depth == 0 => return at,
            '<' => depth += 1,
            // Not the end of an arrow.
            '>' if !matches!(last, '-' | '=') => depth = depth.saturating_sub(1),
            _ => {}
        }
        last = sign;
    }
}

/// Moves past the attributes.
fn attributes<'t>(rest: &mut Trees<'t>) -> Vec<&'t [Token]> {
    let mut found = Vec::new();
    while rest.peek().is_some_and(|tree| tree.is_sign('#')) {
        rest.next();
        if let Some(Tree::Group(_, inside)) = rest.next() {
            found.push(inside);
        }
    }
    found
}

fn kind(mut rest: Trees<'_>) -> Kind<'_> {
    if rest.peek().is_some_and(|tree| tree.is_word("pub")) {
        rest.next();
        if let Some(Tree::Group(..)) = rest.peek() {
            rest.next();
        }
    }
    let Some(Tree::Ident(word)) = rest.next() else {
        return Kind::Other;
    };
    let next = rest.next();
    if next.is_some_and(|tree| tree.is_sign('!')) {
        return match rest.next() {
            Some(Tree::Group(_, inside)) => Kind::Macro(word, inside),
            _ => Kind::Other,
        };
    }
    if word == "const" {
        let is_function = next.is_some_and(|tree| tree.is_word("fn"));
        return if is_function {
            Kind::Other
        } else {
            Kind::Const
        };
    }
    if word == "mod" {
        return match rest.next() {
            Some(Tree::Group(_, inside)) => Kind::Inline(inside),
            _ => Kind::Module,
        };
    }
    let known = KINDS.into_iter().find(|(name, _)| word == name);
    known.map_or(Kind::Other, |(_, kind)| kind)
}
