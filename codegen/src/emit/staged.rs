//! The steps in front of a request builder: what is required cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::input::{Input, staged};
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::scope::{Scope, ident};
use crate::ir::{Alternative, Operation};

/// Prints one type for each step: what a request is for that still needs something. The last one
/// leads to the request that can be sent.
pub(super) fn emit_steps(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let inputs = staged(scope, operation);
    let first_of_body = first_of_body(scope, operation);
    let steps = inputs.iter().enumerate().map(|(at, (input, step))| {
        let others = match first_of_body {
            Some(first) if first == at => alternatives(operation),
            _ => &[],
        };
        let next = inputs.get(at + 1).map(|(_, step)| *step);
        let next = next.unwrap_or(&operation.struct_name);
        emit_step(scope, operation, input, (step, next), others)
    });
    quote!(#(#steps)*)
}

fn emit_step(
    scope: &Scope<'_>,
    operation: &Operation,
    input: &Input<'_>,
    (step, next): (&str, &str),
    others: &[Alternative],
) -> TokenStream {
    let (step, next) = (ident(step), ident(next));
    let endpoint = ident(&operation.struct_name);
    // Another body is all of it: no step after this one is about the body.
    let others = others
        .iter()
        .map(|other| emit_alternative(scope, other, request(scope, &operation.struct_name)));
    let mut setter = input.setter(scope, request(scope, &next.to_string()));
    if input.needs_step() {
        let set = setter.body;
        setter.body = quote!(#set.into_step());
    }
    let docs = Docs::line(format!(
        "A request of [`{endpoint}`] that needs {}.",
        code(input.name())
    ));
    let request = request(scope, &step.to_string());
    quote! {
        #docs
        pub enum #step {}
        impl #request { #setter #(#others)* }
    }
}

/// The type of the request for an endpoint, or for a step before it.
pub(super) fn request(scope: &Scope<'_>, endpoint: &str) -> TokenStream {
    let (request, endpoint) = (scope.in_runtime("Request"), ident(endpoint));
    quote!(#request<#endpoint>)
}
