//! The construction of structs: `new()` and setters, or a staged builder that requires the required
//! fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, argument, constant, convert, emit_optional_setters};
use super::staged::in_module;
use super::struct_::{field_docs, is_default};
use crate::ir::{Builder, Field, Struct, Type, TypeDef, TypeKind};

/// Emits the constructor and the setters of a struct; nothing if callers do not build it.
/// [`emit_steps`] emits the steps, and `optional` collects the setters that take an `Option`.
pub(super) fn emit_builder(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    optional: &mut Vec<TokenStream>,
) -> Option<TokenStream> {
    let name = ident(&def.name);
    match object.builder.as_ref()? {
        Builder::New => {
            let new = emit_new(scope, object);
            let (setters, maybe) = emit_setters(scope, object, &quote!(#name), &quote!(self));
            optional.extend(maybe);
            Some(quote!(impl #name { #new #(#setters)* }))
        }
        Builder::Staged { steps } => {
            let first = emit_first(scope, object, steps);
            let builder = scope.in_runtime("Builder");
            let builder = quote!(#builder<#name>);
            let (setters, maybe) = emit_setters(scope, object, &builder, &quote!(self.0));
            optional.extend(maybe);
            let setters = (!setters.is_empty()).then(|| quote!(impl #builder { #(#setters)* }));
            Some(quote!(impl #name { #first } #setters))
        }
    }
}

/// Emits `new()`, which sets the constant fields.
fn emit_new(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let new = match is_default(object) {
        true => quote!(Self::default()),
        false => emit_unset(scope, object),
    };
    quote! {
        /// Creates a value without optional fields.
        pub fn new() -> Self { #new }
    }
}

/// Emits the method that starts a staged builder.
fn emit_first(scope: &Scope<'_>, object: &Struct, steps: &[String]) -> TokenStream {
    let (returns, make) = match steps.first() {
        Some(step) => {
            let step = in_module(step);
            (step.clone(), step)
        }
        None => {
            let builder = scope.in_runtime("Builder");
            (quote!(#builder<Self>), quote!(#builder))
        }
    };
    let unset = emit_unset(scope, object);
    quote! {
        /// Returns a builder, with a step for each required field.
        pub fn builder() -> #returns { #make(#unset) }
    }
}

/// Emits a value in which only the constant fields are set.
fn emit_unset(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let constants = object.fields.iter().filter_map(|field| {
        let json = field.constant.as_ref().filter(|_| field.required)?;
        let name = ident(&field.rust_name);
        let value = constant(scope, &field.ty, json);
        Some(quote!(#name: #value))
    });
    let constants: Vec<_> = constants.collect();
    let unset = scope.in_runtime("unset");
    match constants.is_empty() {
        true => quote!(#unset()),
        false => quote!(Self { #(#constants,)* ..#unset() }),
    }
}

/// Emits the type of each step, whose method sets one required field and returns the next step;
/// none if no field is required.
pub(super) fn emit_steps(scope: &Scope<'_>, def: &TypeDef) -> Option<TokenStream> {
    let TypeKind::Struct(object) = &def.kind else {
        return None;
    };
    let steps = def.steps();
    let name = ident(&def.name);
    let required = object
        .fields
        .iter()
        .filter(|field| field.required && field.constant.is_none());
    let steps = required.zip(steps).enumerate().map(|(at, (field, step))| {
        let docs = Docs::line(format!(
            "A builder of [`{name}`] that needs {}.",
            code(&field.rust_name)
        ));
        let step = ident(step);
        let next = match steps.get(at + 1) {
            Some(next) => {
                let next = ident(next);
                (quote!(#next), quote!(#next(self.0)))
            }
            None => {
                let builder = scope.in_runtime("Builder");
                (quote!(#builder<#name>), quote!(#builder(self.0)))
            }
        };
        let value = convert(scope, &field.ty, &ident(VALUE));
        let place = ident(&field.rust_name);
        let setter = Setter {
            docs: field_docs(field),
            deprecated: false,
            name: &field.rust_name,
            argument: argument(scope, &field.ty),
            set: quote!(self.0.#place = #value),
            next: Some(next),
        };
        quote! {
            #docs
            #[must_use = "nothing is built before `build` is called"]
            pub struct #step(pub(super) #name);
            impl #step { #setter }
        }
    });
    let steps: TokenStream = steps.collect();
    (!steps.is_empty()).then_some(steps)
}

/// Emits the setters of `ty` for optional fields and other members, and their variants for an
/// `Option`. `place` is the expression for the struct.
fn emit_setters(
    scope: &Scope<'_>,
    object: &Struct,
    ty: &TokenStream,
    place: &TokenStream,
) -> (Vec<TokenStream>, Option<TokenStream>) {
    let optional = object.fields.iter().filter(|field| !field.required);
    let optional: Vec<_> = optional.map(|field| setter(scope, field, place)).collect();
    let rest = object.additional.iter().map(|additional| {
        let ty = Type::Map(Box::new(additional.ty.clone()));
        let name = ident(&additional.rust_name);
        let value = convert(scope, &ty, &ident(VALUE));
        let setter = Setter {
            docs: Docs::line("Sets all other properties.".to_owned()),
            deprecated: false,
            name: &additional.rust_name,
            argument: argument(scope, &ty),
            set: quote!(#place.#name = #value),
            next: None,
        };
        quote!(#setter)
    });
    let names = object.fields.iter().map(|field| field.rust_name.as_str());
    let names = names.chain(object.additional.iter().map(|it| it.rust_name.as_str()));
    let maybe = emit_optional_setters(ty, &optional, &names.collect());
    let setters = optional.iter().map(|setter| quote!(#setter));
    (setters.chain(rest).collect(), maybe)
}

fn setter<'a>(scope: &Scope<'_>, field: &'a Field, place: &TokenStream) -> Setter<'a> {
    let name = ident(&field.rust_name);
    let value = convert(scope, &field.ty, &ident(VALUE));
    Setter {
        docs: field_docs(field),
        deprecated: field.deprecated,
        name: &field.rust_name,
        argument: argument(scope, &field.ty),
        set: quote!(#place.#name = Some(#value)),
        next: None,
    }
}
