//! Bodies that are a single argument.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::setters::{VALUE, argument, convert};
use super::xml::emit_root;
use crate::ir::{Body, BodyContent, BodyFormat, PartContent, Type};

/// The argument type of the body.
pub(super) fn body_argument(scope: &Scope<'_>, body: &Body) -> TokenStream {
    match &body.content {
        BodyContent::Json(ty) => argument(scope, ty),
        BodyContent::Text => argument(scope, &Type::String),
        BodyContent::Lines(ty) => argument(scope, &Type::List(Box::new(ty.clone()))),
        BodyContent::Parts(PartContent::Json(ty), _) => {
            argument(scope, &Type::List(Box::new(ty.clone())))
        }
        BodyContent::Parts(PartContent::Text, _) => {
            argument(scope, &Type::List(Box::new(Type::String)))
        }
        BodyContent::Parts(PartContent::Bytes, _) => {
            let file = scope.in_runtime("File");
            quote!(impl IntoIterator<Item = impl Into<#file>>)
        }
        _ => {
            let upload = scope.in_runtime("Upload");
            quote!(impl Into<#upload>)
        }
    }
}

/// The expression that sets the body.
pub(super) fn set_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let value = ident(VALUE);
    match (&body.content, &body.format) {
        (BodyContent::Json(ty), BodyFormat::Xml(root)) => {
            let (value, root) = (convert(scope, ty, &value), emit_root(scope, root));
            let (give, ty) = (scope.in_runtime("set_xml"), scope.ty(ty));
            quote!(#give::<#ty, _, _>(self, #value, #root))
        }
        (BodyContent::Json(ty), _) => {
            let value = convert(scope, ty, &value);
            let (give, ty) = (scope.in_runtime("set_body"), scope.ty(ty));
            quote!(#give::<#ty, _, _>(self, #value))
        }
        (BodyContent::Lines(ty), _) => {
            let (give, ty) = (scope.in_runtime("set_lines"), scope.ty(ty));
            quote!(#give::<#ty, _, _>(self, #value))
        }
        (BodyContent::Parts(content, media_type), _) => {
            let (give, ty) = match content {
                PartContent::Json(ty) => ("set_json_parts", Some(scope.ty(ty))),
                PartContent::Text => ("set_text_parts", None),
                PartContent::Bytes => ("set_file_parts", None),
            };
            let give = scope.in_runtime(give);
            let ty = ty.map(|ty| quote!(::<#ty, _, _>));
            quote!(#give #ty (self, #value, #media_type))
        }
        (BodyContent::Text, _) => {
            let give = scope.in_runtime("set_text");
            quote!(#give(self, #value))
        }
        _ => {
            let give = scope.in_runtime("set_upload");
            quote!(#give(self, #value))
        }
    }
}
