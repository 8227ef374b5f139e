//! How callers make a value of a struct: `new()` and setters, or steps that cannot be left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::scope::{Scope, ident};
use super::setters::{Setter, argument, constant, convert};
use super::struct_::{Mode, field_docs, mode};
use crate::ir::{Field, Struct, Type, TypeDef};

/// `new()` and setters on the struct itself, where nothing has to be given.
pub(super) fn emit_new(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let made = if object.fields.iter().any(|field| field.required) {
        emit_literal(scope, def, object, None)
    } else {
        quote!(Self::default())
    };
    let place = quote!(self);
    let setters = emit_setters(scope, def, object, &place);
    quote! {
        impl #name {
            #[doc = " Starts with nothing set."]
            pub fn new() -> Self {
                #made
            }
            #(#setters)*
        }
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
        let docs = Docs::line(format!(
            "Makes a [`{}`]: `{}` is next.",
            def.name, rest[0].rust_name
        ));
        let step = ident(step);
        let kept = before.iter().map(|field| scope.ty(&field.ty));
        let method = match steps.get(at + 1) {
            Some(next) => emit_step(scope, before, rest[0], next),
            None => emit_last_step(scope, def, object, (before, rest[0]), builder),
        };
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub struct #step(#(#kept),*);
            impl #step { #method }
        }
    });
    let finish = emit_builder(scope, def, object, builder);
    quote! {
        impl #name {
            #[doc = " Starts with what is required, one step after the other."]
            pub fn builder() -> #first {
                #first()
            }
        }
        #(#types)*
        #finish
    }
}

/// A step keeps what was given so far and hands it on together with one more field.
fn emit_step<'a>(scope: &Scope<'_>, before: &[&Field], field: &'a Field, next: &str) -> Setter<'a> {
    let next = ident(next);
    let kept = (0..before.len()).map(syn::Index::from);
    let value = convert(scope, &field.ty, &ident(&field.rust_name));
    step_setter(
        scope,
        field,
        quote!(#next),
        quote!(#next(#(self.#kept,)* #value)),
    )
}

/// The last step makes the struct.
fn emit_last_step<'a>(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    (before, field): (&[&Field], &'a Field),
    builder: &str,
) -> Setter<'a> {
    let builder = ident(builder);
    let kept: Vec<_> = before.iter().map(|field| ident(&field.rust_name)).collect();
    let unpack = (!kept.is_empty()).then(|| quote!(let Self(#(#kept),*) = self;));
    let name = ident(&field.rust_name);
    let value = convert(scope, &field.ty, &name);
    let made = emit_literal(scope, def, object, Some((field, value)));
    step_setter(
        scope,
        field,
        quote!(#builder),
        quote!(#unpack #builder(#made)),
    )
}

fn step_setter<'a>(
    scope: &Scope<'_>,
    field: &'a Field,
    returns: TokenStream,
    body: TokenStream,
) -> Setter<'a> {
    Setter {
        docs: field_docs(field),
        deprecated: false,
        receiver: quote!(self),
        name: &field.rust_name,
        argument: argument(scope, &field.ty),
        returns,
        body,
    }
}

/// The struct with every constant and without anything optional. Fields that were given are in
/// scope under their own names, but for the last one, which comes with its expression.
fn emit_literal(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    last: Option<(&Field, TokenStream)>,
) -> TokenStream {
    let struct_name = ident(&def.name);
    let fields = object.fields.iter().map(|field| {
        let name = ident(&field.rust_name);
        match (&field.constant, &last) {
            _ if !field.required => quote!(#name: None),
            (Some(json), _) => {
                let value = constant(scope, &field.ty, json);
                quote!(#name: #value)
            }
            (None, Some((given, value))) if given.rust_name == field.rust_name => {
                let is_short = value.to_string() == field.rust_name;
                let value = (!is_short).then(|| quote!(: #value));
                quote!(#name #value)
            }
            (None, _) => quote!(#name),
        }
    });
    let additional = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        quote!(#name: Default::default())
    });
    quote!(#struct_name { #(#fields,)* #(#additional,)* })
}

/// What the last step leads to: optional setters and `build()`.
fn emit_builder(scope: &Scope<'_>, def: &TypeDef, object: &Struct, builder: &str) -> TokenStream {
    let docs = Docs::line(format!(
        "Makes a [`{}`]: nothing more is required.",
        def.name
    ));
    let name = ident(&def.name);
    let builder = ident(builder);
    let place = quote!(self.0);
    let setters = emit_setters(scope, def, object, &place);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #builder(#name);
        impl #builder {
            #(#setters)*
            #[doc = " Returns what was made."]
            pub fn build(self) -> #name {
                self.0
            }
        }
    }
}

/// The setters of what is optional; `place` is where the struct stands.
fn emit_setters<'a>(
    scope: &'a Scope<'_>,
    def: &'a TypeDef,
    object: &'a Struct,
    place: &'a TokenStream,
) -> impl Iterator<Item = Setter<'a>> + 'a {
    let optional = object.fields.iter().filter(|field| !field.required);
    let fields = optional.map(move |field| emit_setter(scope, def, field, place));
    let additional = object.additional.iter().map(move |additional| {
        let ty = Type::Map(Box::new(additional.ty.clone()));
        let name = ident(&additional.rust_name);
        let value = convert(scope, &ty, &name);
        Setter {
            docs: Docs::line("All other properties."),
            deprecated: false,
            receiver: quote!(mut self),
            name: &additional.rust_name,
            argument: argument(scope, &ty),
            returns: quote!(Self),
            body: quote!(#place.#name = #value; self),
        }
    });
    fields.chain(additional)
}

fn emit_setter<'a>(
    scope: &Scope<'_>,
    def: &TypeDef,
    field: &'a Field,
    place: &TokenStream,
) -> Setter<'a> {
    let name = ident(&field.rust_name);
    let value = convert(scope, &field.ty, &name);
    // Where `null` and absence are the same, the argument is what the field holds.
    let is_whole = mode(def, field) == Mode::Optional && matches!(field.ty, Type::Nullable(_));
    let kept = if is_whole {
        value
    } else {
        quote!(Some(#value))
    };
    Setter {
        docs: field_docs(field),
        deprecated: field.deprecated,
        receiver: quote!(mut self),
        name: &field.rust_name,
        argument: argument(scope, &field.ty),
        returns: quote!(Self),
        body: quote!(#place.#name = #kept; self),
    }
}
