//! Streamed responses.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::description::option;
use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::staged::request;
use crate::ir::{Operation, Output, PartContent, StreamContent};

/// Emits how a response is streamed, and the method that does so.
pub(super) fn emit_stream(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let name = ident(&operation.struct_name);
    let bytes = scope.in_runtime("ByteStream");
    let (content, accept) = match &operation.stream {
        Some(stream) => (&stream.content, Some(&stream.media_type)),
        None if matches!(operation.output, Output::Bytes) => (&StreamContent::Bytes, None),
        None => return None,
    };
    let texts = operation.stream.as_ref().map(|stream| &stream.text_events);
    let texts = texts.map_or(&[][..], Vec::as_slice);
    let accept = option(accept);
    let (what, stream, make) = emit_pieces(scope, content, texts);
    let docs = Docs::line(format!("Sends the request and returns {what}."))
        .block(ERRORS_OF_STREAM.map(str::to_owned));
    let method = ident(match operation.output {
        Output::Stream => "send",
        _ => "send_stream",
    });
    let (streamed, future) = (
        scope.in_runtime("Streamed"),
        scope.in_runtime("StreamFuture"),
    );
    let (send, request) = (
        scope.in_runtime("streamed"),
        request(scope, &operation.struct_name),
    );
    Some(quote! {
        impl #streamed for #name {
            type Stream = #stream;
            const ACCEPT: Option<&'static str> = #accept;
            const MAKE: fn(#bytes) -> #stream = #make;
        }
        impl #request {
            #docs
            pub fn #method(self) -> #future<#stream> { #send(self) }
        }
    })
}

/// The items of the stream, its type, and the expression that creates it from bytes.
fn emit_pieces(
    scope: &Scope<'_>,
    content: &StreamContent,
    texts: &[String],
) -> (&'static str, TokenStream, TokenStream) {
    let bytes = scope.in_runtime("ByteStream");
    match content {
        StreamContent::Lines(ty) => {
            let (lines, ty) = (scope.in_runtime("LineStream"), scope.ty(ty));
            let what = "a stream of the values, one on each line";
            (what, quote!(#lines<#ty>), quote!(#bytes::lines))
        }
        StreamContent::Events(ty) => {
            let (events, ty) = (scope.in_runtime("EventStream"), scope.ty(ty));
            let what = "a stream of the events";
            let make = match texts {
                [] => quote!(#bytes::events),
                texts => quote!(|bytes| bytes.events_with_text(&[#(#texts),*])),
            };
            (what, quote!(#events<#ty>), make)
        }
        StreamContent::TextEvents => {
            let events = scope.in_runtime("EventStream");
            let what = "a stream of the events";
            (what, quote!(#events<String>), quote!(#bytes::text_events))
        }
        StreamContent::Parts(content) => {
            let parts = scope.in_runtime("PartStream");
            let (ty, format) = emit_part(scope, content);
            let what = "a stream of the parts";
            (
                what,
                quote!(#parts<#ty>),
                quote!(|bytes| bytes.parts::<#format>()),
            )
        }
        StreamContent::LeadingParts { count, first, next } => {
            let (parts, leading) = (
                scope.in_runtime("PartStream"),
                scope.in_runtime("LeadingPart"),
            );
            let ((first, read_first), (next, read_next)) =
                (emit_part(scope, first), emit_part(scope, next));
            let what = "a stream of the parts";
            let count = Literal::usize_unsuffixed(*count);
            let make = quote!(|bytes| bytes.leading_parts::<#read_first, #read_next, #count>());
            (what, quote!(#parts<#leading<#first, #next>>), make)
        }
        StreamContent::Bytes => {
            let what = "the body as a stream";
            (what, quote!(#bytes), quote!(std::convert::identity))
        }
    }
}

/// The type of the content of a part, and how it is decoded.
fn emit_part(scope: &Scope<'_>, content: &PartContent) -> (TokenStream, TokenStream) {
    match content {
        PartContent::Json(ty) => {
            let (json, ty) = (scope.in_runtime("JsonPart"), scope.ty(ty));
            (quote!(#ty), quote!(#json<#ty>))
        }
        PartContent::Text => {
            let text = scope.in_runtime("TextPart");
            (quote!(String), quote!(#text))
        }
        PartContent::Bytes => {
            let (ty, bytes) = (scope.runtime("Bytes"), scope.in_runtime("BytesPart"));
            (quote!(#ty), quote!(#bytes))
        }
    }
}

/// Emits the methods that request other media types.
pub(super) fn emit_other_types(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let bytes = scope.in_runtime("ByteStream");
    let (send, future) = (
        scope.in_runtime("streamed_as"),
        scope.in_runtime("StreamFuture"),
    );
    let methods = operation.other_types.iter().map(|other| {
        let (method, media_type) = (ident(&other.fn_name), &other.media_type);
        let what = format!(
            "Requests {}, and returns the body as a stream.",
            code(media_type)
        );
        let docs = Docs::line(what).block(ERRORS_OF_STREAM.map(str::to_owned));
        quote! {
            #docs
            pub fn #method(self) -> #future<#bytes> { #send(self, #media_type) }
        }
    });
    let request = request(scope, &operation.struct_name);
    (!operation.other_types.is_empty()).then(|| quote!(impl #request { #(#methods)* }))
}

/// The documented errors of a method that streams.
const ERRORS_OF_STREAM: [&str; 3] = [
    "# Errors",
    "Anything but a success; `Error::kind` says what went wrong, and whether the request may have reached the",
    "server. Later errors are items of the stream.",
];
