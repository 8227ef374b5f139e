//! The steps in front of a request builder: what is required cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::input::{Input, staged};
use super::scope::{Scope, ident};
use crate::ir::Operation;

/// Prints one type for each step. All of them hold the request builder itself; the last one
/// hands it out.
pub(super) fn emit_steps(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let inputs = staged(scope, operation);
    let steps = inputs
        .iter()
        .zip(&operation.steps)
        .enumerate()
        .map(|(at, (input, step))| {
            emit_step(scope, operation, input, (step, operation.steps.get(at + 1)))
        });
    quote!(#(#steps)*)
}

fn emit_step(
    scope: &Scope<'_>,
    operation: &Operation,
    input: &Input<'_>,
    (step, next): (&str, Option<&String>),
) -> TokenStream {
    let step = ident(step);
    let name = ident(input.name());
    let builder = ident(&operation.struct_name);
    let (returns, result) = match next {
        Some(next) => {
            let next = ident(next);
            (quote!(#next), quote!(#next(self.0)))
        }
        None => (quote!(#builder), quote!(self.0)),
    };
    let method = input.setter(scope, &quote!(self.0), returns, &result);
    quote! {
        request_step!(#builder, #name in #step);
        impl #step { #method }
    }
}
