//! Bodies whose fields are given on the request builder: a struct of options, private to the
//! operation. The steps of the builder see to what is required.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::description::emit_fields;
use super::input::{BodyField, body_fields, has_files};
use super::limits::emit_limits;
use super::scope::{Scope, ident};
use super::setters::constant;
use super::struct_::wire_name;
use crate::ir::{BodyFormat, Operation, Resource, Role};

/// Declares the struct.
pub(super) fn emit_body_struct(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<TokenStream> {
    let fields = body_fields(scope, operation)?;
    let name = body_name(resource, operation);
    let members = fields.iter().map(|(_, _, field)| {
        let name = ident(&field.rust_name);
        let ty = scope.ty(&field.ty);
        let wire_name = wire_name(field);
        let limits = emit_limits(&field.constraints);
        quote!(, #name: #ty #wire_name #limits)
    });
    Some(quote!(body!(#name #(#members)*);))
}

/// The struct as the field of a new request builder: with constants only.
pub(super) fn emit_empty_body(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<TokenStream> {
    let fields = body_fields(scope, operation)?;
    let name = body_name(resource, operation);
    let constants: Vec<_> = fields
        .iter()
        .filter_map(|field| emit_constant(scope, field))
        .collect();
    let files = has_files(operation).then(|| {
        let files = scope.in_runtime("Multipart");
        quote!(, files: #files::new())
    });
    if constants.is_empty() {
        return Some(quote!(, body: #name::default() #files));
    }
    let others = (constants.len() < fields.len()).then(|| quote!(..Default::default()));
    Some(quote!(, body: #name { #(#constants,)* #others } #files))
}

fn emit_constant(scope: &Scope<'_>, (_, role, field): &BodyField<'_>) -> Option<TokenStream> {
    let json = field
        .constant
        .as_ref()
        .filter(|_| *role == Role::Constant)?;
    let name = ident(&field.rust_name);
    let value = constant(scope, &field.ty, json);
    Some(quote!(#name: Some(#value)))
}

/// The struct in the declaration of the request builder, and whether it is sent when it is empty.
pub(super) fn emit_body_use(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<TokenStream> {
    body_fields(scope, operation)?;
    let body = operation.body.as_ref()?;
    let kind = ident(if body.required {
        "body"
    } else {
        "optional_body"
    });
    let name = body_name(resource, operation);
    let format = match &body.format {
        BodyFormat::Json if body.media_type == "application/json" => None,
        BodyFormat::Json => {
            let media_type = &body.media_type;
            Some(quote!(as #media_type))
        }
        // Such a body is given whole.
        BodyFormat::Xml(_) => None,
        BodyFormat::Form(fields) => {
            let fields = emit_fields(fields);
            Some(quote!(as form[#(#fields),*]))
        }
        BodyFormat::Multipart(fields) => {
            let fields = emit_fields(fields);
            Some(quote!(as parts[#(#fields),*]))
        }
    };
    Some(quote!(, #kind(#name) #format))
}

/// A name that nothing else in the resource's module has.
fn body_name(resource: &Resource, operation: &Operation) -> Ident {
    let mut name = format!("{}Body", operation.struct_name);
    let is_taken = |name: &String| {
        let mut operations = resource.operations.iter();
        operations.any(|other| other.struct_name == *name || other.steps.contains(name))
    };
    while is_taken(&name) || resource.handle == name {
        name.push_str("Fields");
    }
    ident(&name)
}
