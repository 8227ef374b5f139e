//! The static description of a request body: its encoding, and the members that have setters.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::description::{emit_fields, list, target};
use super::input::{BodyField, body_fields};
use super::limits::emit_limits;
use super::scope::Scope;
use crate::ir::{BodyFormat, Constraints, Operation, Role};

/// Emits the body of an operation.
pub(super) fn emit_body(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let media_type = &body.media_type;
    let ty = scope.in_runtime("RequestBody");
    let start = match &body.format {
        // XML, text and bytes are encoded when they are set.
        BodyFormat::Json | BodyFormat::Xml(_) => quote!(#ty::json(#media_type)),
        BodyFormat::Form(fields) => {
            let fields = emit_fields(scope, fields);
            quote!(#ty::form(#media_type, &[#(#fields),*]))
        }
        BodyFormat::Multipart(fields) => {
            let write = scope.in_runtime("parts_body");
            let fields = list("fields", emit_fields(scope, fields).into_iter());
            quote!(#ty::new(#media_type, #write) #fields)
        }
    };
    let members = body_fields(scope, operation).map(|members| {
        let name = |it: &BodyField<'_>| it.field.wire_name.to_token_stream();
        let needs = members.iter().filter(|it| it.is_needed()).map(name);
        let needs = list("needs", needs);
        let constants = members.iter().filter_map(|it| {
            let constant = it.field.constant.as_ref();
            let constant = constant.filter(|_| it.role == Role::Constant)?;
            let name = name(it);
            Some(quote!((#name, #constant)))
        });
        let constants = list("constants", constants);
        let required = body.required.then(|| quote!(.required()));
        let members = list("members", members.iter().map(name));
        quote!(#members #constants #required #needs)
    });
    Some(quote!(.body(#start #members)))
}

/// Emits the constraints of an operation's arguments, by name.
pub(super) fn emit_input_limits(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let limited = |target: TokenStream, constraints: &Constraints| {
        let limits = emit_limits(constraints)?;
        let ty = scope.in_runtime("Limits");
        Some(quote!((#target, #ty::new() #limits)))
    };
    let parameters = operation.parameters.iter();
    let parameters = parameters
        .filter(|it| it.constant.is_none() && emit_limits(&it.constraints).is_some())
        .filter_map(|it| limited(target(scope, it), &it.constraints));
    let members = body_fields(scope, operation).into_iter().flatten();
    let members = members
        .filter(|it| it.role != Role::Constant && emit_limits(&it.field.constraints).is_some())
        .filter_map(|it| {
            let (body, name) = (scope.runtime("body"), &it.field.wire_name);
            limited(quote!(#body(#name)), &it.field.constraints)
        });
    list("limits", parameters.chain(members))
}
