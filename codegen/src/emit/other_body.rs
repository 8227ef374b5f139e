//! Alternative media types of request bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::input::{Input, staged};
use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, convert_request};
use crate::ir::{Alternative, AlternativeContent, Operation};

/// The alternative media types of an operation's body.
pub(super) fn alternatives(operation: &Operation) -> &[Alternative] {
    let body = operation.body.as_ref();
    body.map_or(&[], |body| body.alternatives.as_slice())
}

/// Index of the first step that sets a part of the body.
pub(super) fn first_of_body(scope: &Scope<'_>, operation: &Operation) -> Option<usize> {
    let inputs = staged(scope, operation);
    inputs
        .iter()
        .position(|(input, _)| !matches!(input, Input::Parameter(_)))
}

/// Emits the method that sets the body in an alternative media type; `next` is the request that it
/// returns, if that is another one.
pub(super) fn emit_alternative<'a>(
    scope: &Scope<'_>,
    other: &'a Alternative,
    next: Option<TokenStream>,
) -> Setter<'a> {
    let media_type = &other.media_type;
    let value = ident(VALUE);
    let (argument, send) = match other.content {
        AlternativeContent::Json => {
            let json = scope.runtime("Value");
            (
                quote!(impl Into<#json>),
                quote!(json_as(#media_type, &#value.into())),
            )
        }
        AlternativeContent::Form => {
            let json = scope.runtime("Value");
            (quote!(impl Into<#json>), quote!(form(&#value.into(), &[])))
        }
        AlternativeContent::Multipart => {
            let parts = scope.in_runtime("Multipart");
            let send = match media_type.as_str() {
                "multipart/form-data" => quote!(multipart(#value, &[])),
                _ => quote!(multipart_as(#value, #media_type)),
            };
            (quote!(#parts), send)
        }
        AlternativeContent::Text => (quote!(impl Into<String>), quote!(text(#value, #media_type))),
        AlternativeContent::Bytes => {
            let upload = scope.in_runtime("Upload");
            (
                quote!(impl Into<#upload>),
                quote!(upload(#value, #media_type)),
            )
        }
    };
    Setter {
        docs: Docs::line(format!(
            "Sends {} instead of the body that is otherwise set.",
            code(media_type)
        )),
        deprecated: false,
        name: &other.rust_name,
        argument,
        set: quote!(self.call.instead(|call| call.#send)),
        next: next.map(|step| convert_request(scope, step)),
    }
}
