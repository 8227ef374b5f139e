//! The media types of bodies and responses in the tables of calls by name.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::ident;
use crate::ir::{AlternativeContent, Body, Operation};

/// The media types of the body, and what gives those that are not usual.
pub(super) fn emit_body_types(body: &Body) -> TokenStream {
    let usual = &body.media_type;
    let others = body.alternatives.iter().map(|other| {
        let media_type = &other.media_type;
        let setter = ident(match other.content {
            AlternativeContent::Json => "other_json",
            AlternativeContent::Form => "other_form",
            AlternativeContent::Multipart => "other_parts",
            AlternativeContent::Text => "other_text",
            AlternativeContent::Bytes => "other_upload",
        });
        quote!(, #media_type #setter)
    });
    quote!(, media(#usual #(#others)*))
}

/// The media types that the response may be asked for in, and how each is taken; none where there is no
/// choice.
pub(super) fn emit_response_types(operation: &Operation) -> Vec<TokenStream> {
    let usual = operation.accept.split(", ").filter(|it| !it.contains('*'));
    let usual = usual.map(|name| quote!(#name usual));
    let stream = operation.stream.iter().map(|stream| {
        let name = &stream.media_type;
        quote!(#name stream)
    });
    let others = operation.other_types.iter().map(|other| {
        let name = &other.media_type;
        quote!(#name bytes)
    });
    let all: Vec<_> = usual.chain(stream).chain(others).collect();
    if all.len() > 1 || !operation.other_types.is_empty() {
        all
    } else {
        Vec::new()
    }
}
