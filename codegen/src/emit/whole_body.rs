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

/// The statement that sets the body.
pub(super) fn set_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let value = ident(VALUE);
    match (&body.content, &body.format) {
        (BodyContent::Json(ty), BodyFormat::Xml(root)) => {
            let (value, root) = (convert(scope, ty, &value), emit_root(scope, root));
            let ty = scope.ty(ty);
            quote!(self.call.set_xml::<#ty>(#value, #root))
        }
        (BodyContent::Json(ty), _) => {
            let (value, ty) = (convert(scope, ty, &value), scope.ty(ty));
            quote!(self.call.set_body::<#ty>(#value))
        }
        (BodyContent::Lines(ty), _) => {
            let ty = scope.ty(ty);
            quote!(self.call.set_lines::<#ty>(#value))
        }
        (BodyContent::Parts(content, media_type), _) => match content {
            PartContent::Json(ty) => {
                let ty = scope.ty(ty);
                quote!(self.call.json_parts::<#ty>(#value, #media_type))
            }
            PartContent::Text => quote!(self.call.text_parts(#value, #media_type)),
            PartContent::Bytes => quote!(self.call.file_parts(#value, #media_type)),
        },
        (BodyContent::Text, _) => quote!(self.call.set_text(#value)),
        _ => quote!(self.call.set_upload(#value)),
    }
}
