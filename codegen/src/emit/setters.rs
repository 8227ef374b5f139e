//! Setters: the type of the argument, and its conversion into the stored type.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use crate::files::File;
use crate::ir::{Type, TypeKind};

/// Name of a setter's argument. The name of the setter already describes it.
pub(super) const VALUE: &str = "value";

/// A method that takes one value, stores it, and returns the request or builder.
pub(super) struct Setter<'a> {
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    pub(super) name: &'a str,
    /// Type of the argument.
    pub(super) argument: TokenStream,
    /// The statement that stores the value.
    pub(super) set: TokenStream,
    /// The next step, and the expression that converts `self` to it; `None` if the setter returns
    /// `self`.
    pub(super) next: Option<(TokenStream, TokenStream)>,
}

/// Maximum number of setters of a type that get a variant for an `Option`. No real type has more. A
/// malicious description may have 100,000, and each variant needs as much memory as its setter.
const MAX_OPTIONAL_SETTERS: usize = 1000;

/// Emits a variant of each setter of `ty` that takes an `Option`. There is none if `names` contains
/// its name already, or if the setter is deprecated.
pub(super) fn emit_optional_setters(
    ty: &TokenStream,
    setters: &[Setter<'_>],
    names: &BTreeSet<&str>,
) -> Option<TokenStream> {
    if setters.len() > MAX_OPTIONAL_SETTERS {
        return None;
    }
    let named = setters
        .iter()
        .map(|setter| (setter, format!("maybe_{}", setter.name)));
    let free = named.filter(|(setter, name)| !setter.deprecated && !names.contains(name.as_str()));
    let methods: Vec<_> = free
        .map(|(setter, name)| {
            let docs = Docs::line(format!("Sets {} if there is a value.", code(setter.name)));
            let (name, value) = (ident(&name), ident(VALUE));
            let (argument, set) = (&setter.argument, &setter.set);
            quote! {
                #docs
                pub fn #name(mut self, #value: Option<#argument>) -> Self {
                    if let Some(#value) = #value { #set; }
                    self
                }
            }
        })
        .collect();
    (!methods.is_empty()).then(|| quote!(impl #ty { #(#methods)* }))
}

/// Emits the module `maybe` of the module in `folder`: its declaration, and its file with the
/// variants of setters that take an `Option`. They are behind a feature and in a file of their own,
/// because each costs the compiler as much as the setter itself, and even what is left out has to be
/// parsed.
pub(super) fn emit_optional_module(
    folder: &str,
    impls: &[TokenStream],
) -> Option<(TokenStream, File)> {
    let module = quote! {
        #[cfg(feature = "maybe")]
        mod maybe;
    };
    let file = File::rust(
        format!("{folder}/maybe.rs"),
        quote! {
            #![doc = " Setters that take an `Option`."]
            use super::*;
            #(#impls)*
        },
    );
    (!impls.is_empty()).then_some((module, file))
}

impl ToTokens for Setter<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            docs,
            deprecated,
            name,
            argument,
            set,
            next,
        } = self;
        let deprecated = deprecated.then(|| quote!(#[deprecated]));
        let name = ident(name);
        let value = ident(VALUE);
        let (returns, result) = match next {
            Some((step, convert)) => (step.clone(), convert.clone()),
            None => (quote!(Self), quote!(self)),
        };
        tokens.extend(quote! {
            #docs
            #deprecated
            pub fn #name(mut self, #value: #argument) -> #returns {
                #set;
                #result
            }
        });
    }
}

/// The next step of a request, and the expression that converts a request to it.
pub(super) fn convert_request(scope: &Scope<'_>, step: TokenStream) -> (TokenStream, TokenStream) {
    let convert = scope.in_runtime("next_step");
    (step, quote!(#convert(self)))
}

/// The argument type for a value of type `ty`.
pub(super) fn argument(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.resolve(ty) {
        Type::List(item) | Type::OneOrMany(item) => {
            let item = part(scope, item);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(value) => {
            let value = part(scope, value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        Type::Boxed(inner) => argument(scope, inner),
        Type::Nullable(inner) => match scope.resolve(inner) {
            Type::Boxed(inner) => {
                let inner = scope.ty(inner);
                quote!(Option<#inner>)
            }
            _ => part(scope, ty),
        },
        _ => part(scope, ty),
    }
}

/// The argument type for a value, or for an item of a collection.
fn part(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    let printed = scope.ty(ty);
    if is_converted(scope, ty) {
        quote!(impl Into<#printed>)
    } else {
        printed
    }
}

/// True if callers benefit from `impl Into`. Numbers, booleans and structs are passed as they are.
fn is_converted(scope: &Scope<'_>, ty: &Type) -> bool {
    match scope.resolve(ty) {
        Type::Json
        | Type::String
        | Type::Secret
        | Type::Bytes(_)
        | Type::Date
        | Type::DateTime
        | Type::Boxed(_) => true,
        Type::Named(id) => !matches!(scope.def(*id).kind, TypeKind::Struct(_)),
        _ => false,
    }
}

/// The expression that converts the argument called `name` to the value, where the type is inferred
/// from its use.
pub(super) fn convert(scope: &Scope<'_>, ty: &Type, name: &Ident) -> TokenStream {
    match scope.resolve(ty) {
        Type::List(_) | Type::OneOrMany(_) => {
            let runtime = scope.runtime_module();
            quote!(#runtime::list(#name))
        }
        Type::Map(_) => {
            let runtime = scope.runtime_module();
            quote!(#runtime::map(#name))
        }
        Type::Boxed(inner) => {
            let inner = convert(scope, inner, name);
            quote!(Box::new(#inner))
        }
        Type::Nullable(inner) if matches!(scope.resolve(inner), Type::Boxed(_)) => {
            quote!(#name.map(Box::new))
        }
        _ if is_converted(scope, ty) => quote!(#name.into()),
        _ => name.to_token_stream(),
    }
}

/// The call that sets an argument of a request from the value called `name`; `target` identifies
/// the argument. The value is encoded immediately, so that it need not be boxed.
pub(super) fn set_argument(
    scope: &Scope<'_>,
    target: &TokenStream,
    ty: &Type,
    name: &Ident,
) -> TokenStream {
    match scope.resolve(ty) {
        Type::List(item) | Type::OneOrMany(item) => {
            let item = scope.ty(item);
            quote!(set_arguments::<#item>(#target, #name))
        }
        Type::Map(value) => {
            let value = scope.ty(value);
            quote!(set_argument_map::<#value>(#target, #name))
        }
        Type::Boxed(inner) => set_argument(scope, target, inner, name),
        Type::Nullable(inner) => match scope.resolve(inner) {
            Type::Boxed(inner) => {
                let inner = scope.ty(inner);
                quote!(set_argument::<Option<#inner>>(#target, #name))
            }
            _ => {
                let ty = scope.ty(ty);
                quote!(set_argument::<#ty>(#target, #name))
            }
        },
        _ => {
            let ty = scope.ty(ty);
            quote!(set_argument::<#ty>(#target, #name))
        }
    }
}

/// The expression for a constant from its JSON text. If no literal of the type represents it, it is
/// the type's default.
pub(super) fn constant(scope: &Scope<'_>, ty: &Type, json: &str) -> TokenStream {
    let value = serde_json::from_str(json).unwrap_or(serde_json::Value::Null);
    match (scope.resolve(ty), &value) {
        (Type::String, serde_json::Value::String(text)) => quote!(String::from(#text)),
        (Type::Bool, serde_json::Value::Bool(flag)) => quote!(#flag),
        (Type::Int(_), serde_json::Value::Number(number)) => number_literal(number),
        (Type::F32 | Type::F64, serde_json::Value::Number(number)) => {
            let number = number_literal(number);
            let float = scope.ty(ty);
            quote!(#number as #float)
        }
        (Type::Nullable(inner), value) if !value.is_null() => {
            let inner = constant(scope, inner, json);
            quote!(Some(#inner))
        }
        (Type::Boxed(inner), _) => {
            let inner = constant(scope, inner, json);
            quote!(Box::new(#inner))
        }
        (_, serde_json::Value::String(text)) => quote!(#text.into()),
        (_, serde_json::Value::Number(number)) => {
            let number = number_literal(number);
            quote!(#number.into())
        }
        (_, serde_json::Value::Bool(flag)) => quote!(#flag.into()),
        _ => quote!(Default::default()),
    }
}

fn number_literal(number: &serde_json::Number) -> TokenStream {
    number.to_string().parse().unwrap_or_default()
}
