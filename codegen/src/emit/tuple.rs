//! Tuples: lists with a type for each item.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::scope::{Scope, ident};
use super::struct_::type_docs;
use crate::ir::{Tuple, Type, TypeDef};

/// Emits a tuple; its methods and impls are in the runtime's macros.
pub(super) fn emit_tuple(scope: &Scope<'_>, def: &TypeDef, tuple: &Tuple) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let items = tuple.items.iter().enumerate().map(|(index, ty)| {
        let printed = scope.ty(ty);
        let is_plain = index < tuple.required || matches!(ty, Type::Nullable(_));
        match is_plain {
            true => printed,
            false => quote!(Option<#printed>),
        }
    });
    let more = tuple.more.iter().map(|ty| {
        let ty = scope.ty(ty);
        quote!(Vec<#ty>)
    });
    let types: Vec<_> = items.chain(more).collect();
    let names = names(tuple);
    let from = def.usage.in_requests.then(|| {
        let items = (1..=types.len()).map(item);
        quote!(from_tuple!(#name(#(#items: #types),*));)
    });
    let default = (tuple.required == 0).then(|| quote!(, Default));
    // The trait of serde that the forwarding macros do not implement.
    let other = match (def.usage.in_responses, def.usage.in_requests) {
        (true, true) => quote!(),
        (true, false) => quote!(+ Serialize),
        (false, _) => quote!(+ Deserialize),
    };
    quote! {
        #docs
        #[derive(Clone #default)]
        pub struct #name(#(pub #types),*);
        decode_tuple!(#name, #names);
        encode_tuple!(#name, #names);
        conversions!(#name #other);
        #from
    }
}

/// A name for each item, in groups.
fn names(tuple: &Tuple) -> TokenStream {
    let required = (1..=tuple.required).map(item);
    let optional: Vec<_> = (tuple.required + 1..=tuple.items.len()).map(item).collect();
    let optional = (!optional.is_empty()).then(|| quote!(, optional(#(#optional)*)));
    let more = tuple.more.as_ref().map(|_| quote!(, more(more)));
    let count = Literal::usize_unsuffixed(tuple.required);
    quote!(required #count (#(#required)*) #optional #more)
}

fn item(number: usize) -> Ident {
    format_ident!("item{number}")
}
