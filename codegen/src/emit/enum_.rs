//! Enums.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::struct_::type_docs;
use crate::ir::{Enum, EnumRepr, TypeDef};

/// Emits an enum and its table of wire values.
pub(super) fn emit_enum(scope: &Scope<'_>, def: &TypeDef, values: &Enum) -> TokenStream {
    let docs = type_docs(def);
    let name = ident(&def.name);
    let variants = values.variants.iter().map(|variant| {
        let docs = match variant.doc.is_empty() {
            true => Docs::default(),
            false => Docs::or(&variant.doc, String::new),
        };
        let docs = match is_same(&variant.rust_name, &variant.value) {
            true => docs,
            false => docs.paragraph(code(&variant.value)),
        };
        let name = ident(&variant.rust_name);
        quote!(#docs #name)
    });
    let wire = values.variants.iter().map(|variant| {
        let name = ident(&variant.rust_name);
        let value = match values.repr {
            EnumRepr::String => Literal::string(&variant.value).into_token_stream(),
            EnumRepr::Int => variant.value.parse().unwrap_or_default(),
            EnumRepr::Mixed => literal(&variant.value),
        };
        quote!(#name = #value)
    });
    let (unknown, table) = match values.repr {
        EnumRepr::String => (quote!(String), ident("text_enum")),
        EnumRepr::Int => (quote!(i64), ident("number_enum")),
        EnumRepr::Mixed => (
            scope.runtime("Value").into_token_stream(),
            ident("value_enum"),
        ),
    };
    quote! {
        #docs
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Any other value, as received.
            Unknown(#unknown),
        }
        #table!(#name { #(#wire),* });
    }
}

/// The literal of a scalar in JSON text.
fn literal(json: &str) -> TokenStream {
    match serde_json::from_str(json) {
        Ok(Value::String(text)) => Literal::string(&text).into_token_stream(),
        Ok(Value::Bool(flag)) => quote!(#flag),
        Ok(Value::Number(number)) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => Literal::i64_suffixed(number).into_token_stream(),
            (None, Some(number), _) => Literal::u64_suffixed(number).into_token_stream(),
            (.., number) => Literal::f64_suffixed(number.unwrap_or_default()).into_token_stream(),
        },
        _ => quote!(()),
    }
}

/// True if a name differs from a value only in case and separators.
fn is_same(name: &str, value: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    letters(name) == letters(value)
}
