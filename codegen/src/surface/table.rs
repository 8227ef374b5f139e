//! Reads the macro calls that models are declared with.

use proc_macro2::{TokenStream, TokenTree};

use super::print::print;

/// The directions in which values of a type can be sent: the words between the colon and the table.
pub(super) fn directions(tokens: TokenStream) -> Vec<String> {
    let tokens = tokens.into_iter().skip(1);
    let head = tokens.take_while(|it| !matches!(it, TokenTree::Group(_)));
    let directions = head.filter_map(|token| match token {
        TokenTree::Ident(it) if it == "Decode" || it == "Encode" => Some(it.to_string()),
        _ => None,
    });
    directions.collect()
}

/// The types that a union implements `From` for.
pub(super) fn sources(tokens: TokenStream) -> Vec<String> {
    let table = tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let mut tokens = table.into_iter().flatten().peekable();
    let mut sources = Vec::new();
    while let Some(token) = tokens.next() {
        let is_from = matches!(&token, TokenTree::Ident(it) if it == "From");
        let opens = matches!(tokens.peek(), Some(TokenTree::Punct(it)) if it.as_char() == '<');
        if !(is_from && opens) {
            continue;
        }
        let mut depth = 0;
        let mut inner = TokenStream::new();
        for token in tokens.by_ref() {
            match &token {
                TokenTree::Punct(it) if it.as_char() == '<' => depth += 1,
                TokenTree::Punct(it) if it.as_char() == '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inner.extend([token]);
        }
        sources.push(print(&inner.into_iter().skip(1).collect::<TokenStream>()));
    }
    sources
}
