//! How callers make a value of a struct: `new()`, or steps that cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::setters::{constant, given};
use crate::ir::{Field, Struct, TypeDef};

/// `new()` of a struct that has constants.
pub(super) fn emit_new(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let constants = emit_constants(scope, object);
    quote!(new!(#name, #(#constants),*);)
}

/// The table of the steps to the builder.
pub(super) fn emit_steps(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    steps: &[String],
) -> TokenStream {
    let name = ident(&def.name);
    let first = steps.first().map(|step| ident(step));
    let constants = emit_constants(scope, object);
    let constants = (!constants.is_empty()).then(|| quote!(with (#(#constants),*)));
    let asked = object
        .fields
        .iter()
        .filter(|field| field.required && field.constant.is_none());
    let steps = asked.zip(steps).enumerate().map(|(at, (field, step))| {
        let step = ident(step);
        let name = ident(&field.rust_name);
        let given = given(scope, &field.ty);
        let next = steps.get(at + 1).map(|next| {
            let next = ident(next);
            quote!(, then #next)
        });
        quote!(#step takes #name(#given) #next)
    });
    quote!(steps!(#name, from #first #constants #(; #steps)*);)
}

/// The fields that have one value only, and are always there.
fn emit_constants(scope: &Scope<'_>, object: &Struct) -> Vec<TokenStream> {
    let constant = |field: &Field| {
        let json = field.constant.as_ref().filter(|_| field.required)?;
        let name = ident(&field.rust_name);
        let value = constant(scope, &field.ty, json);
        Some(quote!(#name = #value))
    };
    object.fields.iter().filter_map(constant).collect()
}
