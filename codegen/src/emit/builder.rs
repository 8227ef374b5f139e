//! How callers make a value of a struct: `new()`, or steps that cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::setters::{constant, given};
use crate::ir::{Field, Struct, TypeDef};

/// `new()` of a struct that has constants.
pub(super) fn emit_new(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let fields = object.fields.iter().map(|field| {
        let name = ident(&field.rust_name);
        match &field.constant {
            Some(json) if field.required => {
                let value = constant(scope, &field.ty, json);
                quote!(#name: #value)
            }
            _ => quote!(#name: Default::default()),
        }
    });
    let additional = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        quote!(#name: Default::default())
    });
    quote! {
        impl #name {
            #[doc = " Starts with nothing set."]
            pub fn new() -> Self {
                Self { #(#fields,)* #(#additional,)* }
            }
        }
    }
}

/// The table of the steps to the builder: each has what was given before, the last one makes the
/// struct.
pub(super) fn emit_steps(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    builder: &str,
    steps: &[String],
) -> TokenStream {
    let name = ident(&def.name);
    let first = ident(steps.first().map_or(builder, String::as_str));
    let builder = ident(builder);
    let asked: Vec<&Field> = object
        .fields
        .iter()
        .filter(|field| field.required && field.constant.is_none())
        .collect();
    let steps = asked
        .iter()
        .zip(steps)
        .enumerate()
        .map(|(at, (field, step))| {
            let kept = asked[..at].iter().map(|field| {
                let name = ident(&field.rust_name);
                let ty = scope.ty(&field.ty);
                quote!(#name: #ty)
            });
            let step = ident(step);
            let name = ident(&field.rust_name);
            let given = given(scope, &field.ty);
            let after = match steps.get(at + 1) {
                Some(next) => {
                    let next = ident(next);
                    quote!(, then #next)
                }
                None => emit_others(scope, object),
            };
            quote!(#step(#(#kept),*) takes #name(#given) #after)
        });
    quote!(steps!(#name, from #first, to #builder #(; #steps)*);)
}

/// The fields that no step asks for: those that are not set, and those that are constants.
fn emit_others(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let optional = object.fields.iter().filter(|field| !field.required);
    let optional = optional.map(|field| ident(&field.rust_name));
    let additional = object.additional.iter();
    let additional = additional.map(|additional| ident(&additional.rust_name));
    let unset: Vec<_> = optional.chain(additional).collect();
    let unset = (!unset.is_empty()).then(|| quote!(, unset(#(#unset),*)));
    let constants: Vec<_> = object
        .fields
        .iter()
        .filter_map(|field| {
            let json = field.constant.as_ref().filter(|_| field.required)?;
            let name = ident(&field.rust_name);
            let value = constant(scope, &field.ty, json);
            Some(quote!(#name = #value))
        })
        .collect();
    let constants = (!constants.is_empty()).then(|| quote!(, constant(#(#constants),*)));
    quote!(#unset #constants)
}
