//! Lists of allowed values.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::docs::Docs;
use super::scope::ident;
use super::struct_::type_docs;
use crate::ir::{Enum, EnumRepr, TypeDef};

/// Prints an enum; what it has beside its variants is in the runtime's macros.
pub(super) fn emit_enum(def: &TypeDef, values: &Enum) -> TokenStream {
    let docs = type_docs(def);
    let name = ident(&def.name);
    let variants = values.variants.iter().map(|variant| {
        let docs = (!variant.doc.is_empty()).then(|| Docs::or(&variant.doc, String::new));
        let name = ident(&variant.rust_name);
        let value = match values.repr {
            EnumRepr::String => text_literal(&variant.value),
            EnumRepr::Int => variant.value.parse().unwrap_or_default(),
        };
        quote!(#docs #name = #value)
    });
    let kind = ident(match values.repr {
        EnumRepr::String => "text_enum",
        EnumRepr::Int => "number_enum",
    });
    quote!(#kind! { #docs pub enum #name { #(#variants,)* } })
}

/// A text literal whose source can stand in a code span: the macro shows it in the docs.
fn text_literal(text: &str) -> TokenStream {
    let literal = Literal::string(text);
    if !text.contains('`') {
        return literal.into_token_stream();
    }
    let escaped = literal.to_string().replace('`', "\\u{60}");
    escaped
        .parse()
        .unwrap_or_else(|_| literal.into_token_stream())
}
