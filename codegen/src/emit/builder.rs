//! How callers make a value of a struct: `new()` and setters, or steps that cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, argument, constant, convert, given};
use super::struct_::{Mode, mode, setter_docs};
use crate::ir::{Field, Struct, Type, TypeDef};

/// `new()` and setters on the struct itself, where nothing has to be given.
pub(super) fn emit_new(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let made = if object.fields.iter().any(|field| field.required) {
        emit_literal(scope, def, object, std::iter::empty())
    } else {
        quote!(Self::default())
    };
    let setters = emit_setters(scope, def, object, &quote!(#name));
    quote! {
        impl #name {
            #[doc = " Starts with nothing set."]
            pub fn new() -> Self {
                #made
            }
        }
        #setters
    }
}

/// `builder()`, one type for each step, and the builder that the last step leads to.
pub(super) fn emit_staged(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    builder: &str,
    steps: &[String],
) -> TokenStream {
    let name = ident(&def.name);
    let first = ident(steps.first().map_or(builder, String::as_str));
    let given: Vec<&Field> = object
        .fields
        .iter()
        .filter(|field| field.required && field.constant.is_none())
        .collect();
    let types = steps.iter().enumerate().map(|(at, step)| {
        let (before, rest) = given.split_at(at);
        let field = ident(&rest[0].rust_name);
        let step = ident(step);
        let kept = before.iter().map(|field| scope.ty(&field.ty));
        let method = match steps.get(at + 1) {
            Some(next) => Some(emit_step(scope, before.len(), rest[0], next)),
            None => emit_last_step(scope, def, object, &given, builder),
        };
        quote! {
            step!(#name, #field in #step(#(#kept),*));
            impl #step { #method }
        }
    });
    let builder = ident(builder);
    let setters = emit_setters(scope, def, object, &quote!(#builder of #name));
    quote! {
        builder!(#name, from #first, to #builder);
        #(#types)*
        #setters
    }
}

/// A step keeps what was given so far and hands it on together with one more field.
fn emit_step<'a>(scope: &Scope<'_>, kept: usize, field: &'a Field, next: &str) -> Setter<'a> {
    let next = ident(next);
    let kept = (0..kept).map(syn::Index::from);
    let value = convert(scope, &field.ty, &ident(VALUE));
    let body = quote!(#next(#(self.#kept,)* #value));
    step_setter(scope, field, quote!(#next), body)
}

/// The last step makes the struct.
fn emit_last_step<'a>(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    given: &[&'a Field],
    builder: &str,
) -> Option<Setter<'a>> {
    let (last, before) = given.split_last()?;
    let kept = (0..before.len())
        .map(syn::Index::from)
        .map(|index| quote!(self.#index));
    let value = convert(scope, &last.ty, &ident(VALUE));
    let made = emit_literal(scope, def, object, kept.chain([value]));
    let builder = ident(builder);
    Some(step_setter(
        scope,
        last,
        quote!(#builder),
        quote!(#builder(#made)),
    ))
}

fn step_setter<'a>(
    scope: &Scope<'_>,
    field: &'a Field,
    returns: TokenStream,
    body: TokenStream,
) -> Setter<'a> {
    Setter {
        docs: setter_docs(field),
        receiver: quote!(self),
        name: &field.rust_name,
        argument: argument(scope, &field.ty),
        returns,
        body,
    }
}

/// The struct with every constant and without anything optional; `given` are the expressions of
/// the fields that callers give, in order.
fn emit_literal(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    mut given: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let struct_name = ident(&def.name);
    let mut value_of = |field: &Field| match &field.constant {
        _ if !field.required => Some(quote!(None)),
        Some(json) => Some(constant(scope, &field.ty, json)),
        None => given.next(),
    };
    let fields: Vec<_> = object
        .fields
        .iter()
        .map(|field| {
            let name = ident(&field.rust_name);
            let value = value_of(field);
            quote!(#name: #value)
        })
        .collect();
    let additional = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        quote!(#name: Default::default())
    });
    quote!(#struct_name { #(#fields,)* #(#additional,)* })
}

/// The table of setters of what is optional; `place` is the type that has them.
fn emit_setters(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    place: &TokenStream,
) -> Option<TokenStream> {
    let optional = object.fields.iter().filter(|field| !field.required);
    let fields = optional.map(|field| {
        let name = ident(&field.rust_name);
        // Where `null` and absence are the same, the argument is what the field holds.
        let is_whole = mode(def, field) == Mode::Optional && matches!(field.ty, Type::Nullable(_));
        let kept = is_whole.then(|| quote!(whole));
        let given = given(scope, &field.ty);
        let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
        quote!(#deprecated #name(#kept #given))
    });
    let additional = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        let given = given(scope, &Type::Map(Box::new(additional.ty.clone())));
        quote!(#name(whole #given))
    });
    let setters: Vec<_> = fields.chain(additional).collect();
    (!setters.is_empty()).then(|| quote!(setters!(#place, #(#setters),*);))
}
