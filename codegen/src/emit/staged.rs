//! The steps of staged request builders, which make required arguments mandatory. They are in a
//! module of their own, to keep the documentation readable.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::input::{Input, staged};
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::scope::{Scope, ident};
use crate::ir::{Alternative, Operation, STAGED};

/// The path of a step from the module of its operation or model.
pub(super) fn in_module(step: &str) -> TokenStream {
    let (module, step) = (ident(STAGED), ident(step));
    quote!(#module::#step)
}

/// Emits the module with the steps of a file; `None` if there are none.
pub(super) fn emit_module(steps: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    let module = ident(STAGED);
    let steps: TokenStream = steps.into_iter().collect();
    (!steps.is_empty()).then(|| {
        quote! {
            #[doc = " The steps of staged builders: one for each required argument or field."]
            pub mod #module { use super::*; #steps }
        }
    })
}

/// Emits the module that re-exports the steps of several modules, each with its `cfg` attribute.
pub(super) fn emit_exports(
    modules: impl IntoIterator<Item = (TokenStream, Option<TokenStream>)>,
) -> Option<TokenStream> {
    let module = ident(STAGED);
    let exports = modules
        .into_iter()
        .map(|(path, cfg)| quote!(#cfg pub use #path::#module::*;));
    let exports: TokenStream = exports.collect();
    (!exports.is_empty()).then(|| {
        quote! {
            #[doc = " The steps of staged builders: one for each required argument or field."]
            pub mod #module { #exports }
        }
    })
}

/// The type that the method of an operation returns: the first step, or the request itself.
pub(super) fn first(operation: &Operation) -> TokenStream {
    match operation.steps().next() {
        Some(step) => in_module(step),
        None => {
            let name = ident(&operation.struct_name);
            quote!(#name)
        }
    }
}

/// Emits a type for each step: the endpoint of a request that still lacks an argument. The last one
/// returns the request that can be sent.
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
    // An alternative body is complete: the remaining steps are not about the body.
    let others = others
        .iter()
        .map(|other| emit_alternative(scope, other, Some(request(scope, &operation.struct_name))));
    let setter = input.setter(scope, Some(request(scope, &next.to_string())));
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

/// The type of the request for an endpoint or a step.
pub(super) fn request(scope: &Scope<'_>, endpoint: &str) -> TokenStream {
    let (request, endpoint) = (scope.in_runtime("Request"), ident(endpoint));
    quote!(#request<#endpoint>)
}
