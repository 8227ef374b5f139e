//! Responses that are read while they come in.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::option;
use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::staged::request;
use crate::ir::{Operation, Output, PartContent, StreamContent};

/// How a response is read while it comes in, and the method that does so.
pub(super) fn emit_stream(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let name = ident(&operation.struct_name);
    let bytes = scope.in_runtime("ByteStream");
    let (content, accept) = match &operation.stream {
        Some(stream) => (&stream.content, Some(&stream.media_type)),
        None if matches!(operation.output, Output::Bytes) => (&StreamContent::Bytes, None),
        None => return None,
    };
    let accept = option(accept);
    let (what, stream, make) = match content {
        StreamContent::Lines(ty) => {
            let (lines, ty) = (scope.in_runtime("LineStream"), scope.ty(ty));
            let what = "the values as they come in, one on each line";
            (what, quote!(#lines<#ty>), quote!(#bytes::lines))
        }
        StreamContent::Events(ty) => {
            let (events, ty) = (scope.in_runtime("EventStream"), scope.ty(ty));
            let what = "the events as they come in";
            (what, quote!(#events<#ty>), quote!(#bytes::events))
        }
        StreamContent::TextEvents => {
            let events = scope.in_runtime("EventStream");
            let what = "the events as they come in";
            (what, quote!(#events<String>), quote!(#bytes::text_events))
        }
        StreamContent::Parts(content) => {
            let parts = scope.in_runtime("PartStream");
            let (ty, make) = match content {
                PartContent::Json(ty) => (scope.ty(ty), quote!(#bytes::json_parts)),
                PartContent::Text => (quote!(String), quote!(#bytes::text_parts)),
                PartContent::Bytes => {
                    let ty = scope.runtime("Bytes");
                    (quote!(#ty), quote!(#bytes::byte_parts))
                }
            };
            let what = "the parts as they come in";
            (what, quote!(#parts<#ty>), make)
        }
        StreamContent::Bytes => {
            let what = "the body as it comes in";
            (what, quote!(#bytes), quote!(std::convert::identity))
        }
    };
    let docs = Docs::line(format!("Sends the request and gives {what}."))
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

/// The methods that ask for other media types.
pub(super) fn emit_other_types(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let bytes = scope.in_runtime("ByteStream");
    let (send, future) = (
        scope.in_runtime("streamed_as"),
        scope.in_runtime("StreamFuture"),
    );
    let methods = operation.other_types.iter().map(|other| {
        let (method, media_type) = (ident(&other.fn_name), &other.media_type);
        let what = format!(
            "Asks for {}, and gives the body as it comes in.",
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

/// What the docs of a method that streams say of errors.
const ERRORS_OF_STREAM: [&str; 3] = [
    "# Errors",
    "Anything but a success; `Error::kind` says what, and whether the request may have reached the",
    "server. What goes wrong later is told by the stream.",
];
