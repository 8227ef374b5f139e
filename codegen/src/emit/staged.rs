//! The steps in front of a request builder: what is required cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::input::{Input, staged};
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::scope::{Scope, ident};
use crate::ir::{Alternative, Operation};

/// Prints one type for each step. All of them hold the request builder itself; the last one
/// hands it out.
pub(super) fn emit_steps(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let inputs = staged(scope, operation);
    let first_of_body = first_of_body(scope, operation);
    let steps = inputs
        .iter()
        .zip(&operation.steps)
        .enumerate()
        .map(|(at, (input, step))| {
            let others = match first_of_body {
                Some(first) if first == at => alternatives(operation),
                _ => &[],
            };
            let step = (step.as_str(), operation.steps.get(at + 1));
            emit_step(scope, operation, input, step, others)
        });
    quote!(#(#steps)*)
}

fn emit_step(
    scope: &Scope<'_>,
    operation: &Operation,
    input: &Input<'_>,
    (step, next): (&str, Option<&String>),
    others: &[Alternative],
) -> TokenStream {
    let step = ident(step);
    let builder = ident(&operation.struct_name);
    let others = others
        .iter()
        .map(|other| emit_alternative(scope, other, &quote!(self.0), quote!(#builder)));
    let next = next.map(|next| ident(next));
    if let Some(entry) = input.entry(scope) {
        let next = next.map(|next| quote!(then #next));
        let others: Vec<_> = others.collect();
        let others = (!others.is_empty()).then(|| quote!(impl #step { #(#others)* }));
        return quote!(request_step!(#step of #builder, #entry #next); #others);
    }
    let name = ident(input.name());
    let (returns, result) = match next {
        Some(next) => (quote!(#next), quote!(#next(self.0))),
        None => (quote!(#builder), quote!(self.0)),
    };
    let method = input.method(scope, &quote!(self.0), &returns, &result);
    quote! {
        request_step!(#step of #builder, #name);
        impl #step { #method #(#others)* }
    }
}
