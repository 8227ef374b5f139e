//! Bodies that are given whole.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::description::emit_fields;
use super::scope::{Scope, ident};
use super::setters::{VALUE, argument, convert};
use super::xml::emit_root;
use crate::ir::{Body, BodyContent, BodyFormat, Type};

/// The type of the argument that a body which is given whole is made from.
pub(super) fn body_argument(scope: &Scope<'_>, body: &Body) -> TokenStream {
    match &body.content {
        BodyContent::Json(ty) => argument(scope, ty),
        BodyContent::Text => argument(scope, &Type::String),
        BodyContent::Lines(ty) => argument(scope, &Type::List(Box::new(ty.clone()))),
        _ => {
            let upload = scope.in_runtime("Upload");
            quote!(impl Into<#upload>)
        }
    }
}

/// The statement that keeps a body which is given whole.
pub(super) fn keep_body(scope: &Scope<'_>, place: &TokenStream, body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let value = ident(VALUE);
    match (&body.content, &body.format) {
        (BodyContent::Json(ty), format) => {
            let converted = convert(scope, ty, &value);
            let is_checked = !matches!(scope.resolve(ty), Type::Json);
            let check = is_checked.then(|| {
                quote! {
                    #[cfg(feature = "validate")]
                    #place.call.keep(#value);
                }
            });
            let ty = scope.ty(ty);
            let keep = match format {
                BodyFormat::Json => {
                    let (method, media_type) = json_method(media_type);
                    quote!(call.#method(#media_type &#value))
                }
                BodyFormat::Form(fields) => {
                    let fields = emit_fields(fields);
                    quote!(call.form(&#value, fields!(#(#fields),*)))
                }
                BodyFormat::Multipart(_) => quote!(files.object(&#value)),
                BodyFormat::Xml(root) => {
                    let root = emit_root(scope, root);
                    quote!(call.xml(&#value, #media_type, #root))
                }
            };
            quote!(let #value: #ty = #converted; #place.#keep; #check)
        }
        (BodyContent::Lines(ty), _) => {
            let ty = scope.ty(ty);
            quote!(#place.call.lines::<#ty>(#value, #media_type);)
        }
        (BodyContent::Text, _) => quote!(#place.call.text(#value, #media_type);),
        _ => quote!(#place.call.upload(#value, #media_type);),
    }
}

/// The runtime's method that sends JSON, and the media type it has to be told.
fn json_method(media_type: &str) -> (Ident, Option<TokenStream>) {
    if media_type == "application/json" {
        (ident("json"), None)
    } else {
        (ident("json_as"), Some(quote!(#media_type,)))
    }
}
