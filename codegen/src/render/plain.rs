//! Prints items whose layout needs no decisions: those whose lines are short enough.
//!
//! Most of a crate consists of them. Parsing them with `syn` and breaking their lines with
//! `prettyplease` would take several times as long, with the same result.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Literal};

use super::items::{Item, Kind, split, split_fields, split_list};
use super::layout::{INDENT, METHOD_WIDTH};
use super::line::{is_broken, push_line};
use super::tokens::{Token, Tree, Trees, trees};

/// Maximum length of a line that `prettyplease` does not break.
const MARGIN: usize = 89;

/// Maximum length of a `match` whose arms `prettyplease` does not put into braces.
const MATCH_WIDTH: usize = 90;

/// Prints an item as `prettyplease` does, except that methods and their statements are not broken
/// if [`layout`](super::layout) would join them again. `None` if a line must be broken, or if the
/// item has anything that is rare in emitted code.
pub(super) fn print(item: &Item<'_>) -> Option<String> {
    let mut text = String::with_capacity(256);
    push_attributes(&mut text, "", &item.attributes)?;
    match item.kind {
        Kind::Use | Kind::Type | Kind::Module => push_short(&mut text, "", item.tokens, "")?,
        Kind::Struct | Kind::Enum => push_type(&mut text, item.tokens)?,
        Kind::Impl => push_impl(&mut text, item.tokens)?,
        _ => return None,
    }
    Some(text)
}

/// Appends attributes, each on its line.
pub(super) fn push_attributes(
    text: &mut String,
    indent: &str,
    attributes: &[&[Token]],
) -> Option<()> {
    for attribute in attributes {
        let mut tokens = trees(attribute);
        match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(name), Some(_), Some(Tree::Literal(literal))) if name.is_word("doc") => {
                push_doc(text, indent, literal)?;
            }
            _ => {
                let start = text.len();
                text.push_str(indent);
                text.push_str("#[");
                push_line(text, attribute)?;
                text.push(']');
                end(text, start)?;
            }
        }
    }
    Some(())
}

/// Appends a line of documentation, which may have any length.
fn push_doc(text: &mut String, indent: &str, literal: &Literal) -> Option<()> {
    let literal = literal.to_string();
    let quoted = literal.strip_prefix('"')?.strip_suffix('"')?;
    let line = match quoted.contains('\\') {
        false => Cow::Borrowed(quoted),
        true => Cow::Owned(syn::parse_str::<syn::LitStr>(&literal).ok()?.value()),
    };
    if line.contains('\n') || line.starts_with('/') {
        return None;
    }
    text.push_str(indent);
    text.push_str("///");
    text.push_str(line.trim_end_matches(' '));
    text.push('\n');
    Some(())
}

/// Appends tokens in a line that is short enough.
fn push_short(text: &mut String, indent: &str, tokens: &[Token], close: &str) -> Option<()> {
    let start = text.len();
    text.push_str(indent);
    push_line(text, tokens)?;
    text.push_str(close);
    end(text, start)
}

/// Ends the line that starts at `start`, if it is short enough.
fn end(text: &mut String, start: usize) -> Option<()> {
    let is_short = text.len() - start <= MARGIN;
    text.push('\n');
    is_short.then_some(())
}

/// Splits off the block or the arguments at the end.
fn split_end(tokens: &[Token]) -> Option<(&[Token], Delimiter, &[Token])> {
    let mut rest = trees(tokens);
    loop {
        let before = rest.rest();
        let tree = rest.next()?;
        if let (Tree::Group(delimiter, inside), true) = (tree, rest.rest().is_empty()) {
            return Some((&tokens[..tokens.len() - before.len()], delimiter, inside));
        }
    }
}

/// Appends a struct or an enum.
fn push_type(text: &mut String, tokens: &[Token]) -> Option<()> {
    let Some((head, Delimiter::Brace, fields)) = split_end(tokens) else {
        return push_short(text, "", tokens, "");
    };
    if fields.is_empty() {
        return push_short(text, "", head, " {}");
    }
    push_short(text, "", head, " {")?;
    for field in split_fields(fields) {
        push_attributes(text, INDENT, &field.attributes)?;
        // The fields of a variant may have attributes.
        let has_fields =
            |tree| matches!(tree, Tree::Group(Delimiter::Brace, _)) || tree_has_sign(tree, '#');
        if trees(field.tokens).any(has_fields) {
            return None;
        }
        push_short(text, INDENT, field.tokens, ",")?;
    }
    text.push_str("}\n");
    Some(())
}

fn tree_has_sign(tree: Tree<'_>, sign: char) -> bool {
    match tree {
        Tree::Group(_, inside) => trees(inside).any(|tree| tree.is_sign(sign)),
        tree => tree.is_sign(sign),
    }
}

/// Appends an `impl`.
fn push_impl(text: &mut String, tokens: &[Token]) -> Option<()> {
    let (head, _, inside) = split_end(tokens)?;
    if inside.is_empty() {
        return push_short(text, "", head, " {}");
    }
    push_short(text, "", head, " {")?;
    for item in split(inside) {
        push_attributes(text, INDENT, &item.attributes)?;
        match item.kind {
            Kind::Function => push_method(text, item.tokens)?,
            Kind::Const | Kind::Type => push_short(text, INDENT, item.tokens, "")?,
            _ => return None,
        }
    }
    text.push_str("}\n");
    Some(())
}

fn push_method(text: &mut String, tokens: &[Token]) -> Option<()> {
    let (signature, _, body) = split_end(tokens)?;
    let start = text.len();
    text.push_str(INDENT);
    push_line(text, signature)?;
    if body.is_empty() {
        text.push_str(" {}");
        return end(text, start);
    }
    text.push_str(" {");
    match text[start..].chars().count() > METHOD_WIDTH {
        false => text.push('\n'),
        true => {
            text.truncate(start);
            push_broken(text, signature)?;
        }
    }
    let mut rest = trees(body);
    while !rest.rest().is_empty() {
        match rest.peek()? {
            tree if tree.is_word("if") => push_if(text, &mut rest)?,
            tree if is_broken(tree) => return None,
            _ => push_statement(text, &INDENT.repeat(2), &mut rest)?,
        }
    }
    text.push_str(INDENT);
    text.push_str("}\n");
    Some(())
}

/// Appends the statement up to the next semicolon.
fn push_statement(text: &mut String, indent: &str, rest: &mut Trees<'_>) -> Option<()> {
    let at = rest.rest();
    rest.by_ref().find(|tree| tree.is_sign(';'));
    let start = text.len();
    text.push_str(indent);
    push_line(text, &at[..at.len() - rest.rest().len()])?;
    if text.len() - start > statement_width(&text[start..]) {
        return None;
    }
    text.push('\n');
    Some(())
}

/// Appends an `if` without `else`, with one statement in its block.
fn push_if(text: &mut String, rest: &mut Trees<'_>) -> Option<()> {
    let at = rest.rest();
    let (block_at, block) = loop {
        let before = rest.rest();
        if let Tree::Group(Delimiter::Brace, inside) = rest.next()? {
            break (before, inside);
        }
    };
    if rest.peek().is_some_and(|tree| tree.is_word("else")) {
        return None;
    }
    let indent = INDENT.repeat(2);
    push_short(text, &indent, &at[..at.len() - block_at.len()], " {")?;
    let mut block = trees(block);
    if is_broken(block.peek()?) {
        return None;
    }
    push_statement(text, &INDENT.repeat(3), &mut block)?;
    text.push_str(&indent);
    text.push_str("}\n");
    block.rest().is_empty().then_some(())
}

/// Maximum length of a statement that ends up in one line.
fn statement_width(statement: &str) -> usize {
    let is_method_call = statement.trim_start().starts_with("self.") && !statement.contains(" = ");
    if statement.contains(" => ") {
        MATCH_WIDTH
    } else if statement.contains("::<") && !is_method_call {
        // prettyplease breaks the types of a call of a function before its arguments.
        MARGIN
    } else {
        METHOD_WIDTH
    }
}

/// Appends a signature with its arguments on lines of their own.
fn push_broken(text: &mut String, signature: &[Token]) -> Option<()> {
    let mut rest = trees(signature);
    rest.find(|tree| tree.is_word("fn"))?;
    let (before, arguments) = loop {
        let before = rest.rest();
        if let Tree::Group(Delimiter::Parenthesis, arguments) = rest.next()? {
            break (before, arguments);
        }
    };
    let start = text.len();
    text.push_str(INDENT);
    push_line(text, &signature[..signature.len() - before.len()])?;
    text.push('(');
    end(text, start)?;
    let indent = INDENT.repeat(2);
    for argument in split_list(arguments) {
        push_short(text, &indent, argument, ",")?;
    }
    let start = text.len();
    text.push_str(INDENT);
    text.push(')');
    push_line(text, rest.rest())?;
    text.push_str(" {");
    end(text, start)
}
