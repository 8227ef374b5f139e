//! The media types of bodies and responses in dispatch tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::ident;
use crate::ir::{AlternativeContent, Body, Operation};

/// Emits the media types of the body, with the methods for the alternative ones.
pub(super) fn emit_body_types(body: &Body) -> TokenStream {
    let default = &body.media_type;
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
    quote!(, media(#default #(#others)*))
}

/// Emits the media types of the response and the methods that return them; empty if there is only
/// one.
pub(super) fn emit_response_types(operation: &Operation) -> Vec<TokenStream> {
    let default = operation.accept.split(", ").filter(|it| !it.contains('*'));
    let default = default.map(|name| quote!(#name default));
    let stream = operation.stream.iter().map(|stream| {
        let name = &stream.media_type;
        quote!(#name stream)
    });
    let others = operation.other_types.iter().map(|other| {
        let name = &other.media_type;
        quote!(#name bytes)
    });
    let all: Vec<_> = default.chain(stream).chain(others).collect();
    if all.len() > 1 || !operation.other_types.is_empty() {
        all
    } else {
        Vec::new()
    }
}
