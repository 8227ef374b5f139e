//! How the body of an operation's requests is described: how it is written, and the members that are
//! given one by one.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::description::{emit_fields, group};
use super::input::body_fields;
use super::limits::emit_limits;
use super::scope::{Scope, ident};
use crate::ir::{BodyFormat, Operation, Role};

/// The section `body` of an operation's table.
pub(super) fn emit_body(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let media_type = &body.media_type;
    let (write, fields) = match &body.format {
        // XML, text and bytes are written when they are given.
        BodyFormat::Json | BodyFormat::Xml(_) => ("json_body", Vec::new()),
        BodyFormat::Form(fields) => ("form_body", emit_fields(fields)),
        BodyFormat::Multipart(fields) => ("parts_body", emit_fields(fields)),
    };
    let write = ident(write);
    let fields = group("fields", fields.into_iter());
    let members = body_fields(scope, operation).map(|members| {
        let needed = members.iter().enumerate();
        let needed = needed.filter(|(_, it)| it.is_needed());
        let needs = group(
            "needs",
            needed.map(|(index, _)| Literal::usize_unsuffixed(index).to_token_stream()),
        );
        let constants = members.iter().enumerate().filter_map(|(index, it)| {
            let constant = it.field.constant.as_ref();
            let constant = constant.filter(|_| it.role == Role::Constant)?;
            let index = Literal::usize_unsuffixed(index);
            Some(quote!(#index = #constant))
        });
        let constants = group("constants", constants);
        let members = members.iter().map(|it| {
            let name = &it.field.wire_name;
            quote!(#name)
        });
        let members = group("members", members);
        let required = body.required.then(|| quote!(, required(true)));
        quote!(#members #constants #required #needs)
    });
    Some(quote!(, body(#write #media_type #fields #members)))
}

/// The section `limits` of an operation's table: those of parameters that callers give, and of
/// members of the body, by their index.
pub(super) fn emit_input_limits(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let parameters = operation.parameters.iter();
    let parameters =
        parameters.map(|parameter| (&parameter.constraints, parameter.constant.is_none()));
    let members = body_fields(scope, operation).into_iter().flatten();
    let members = members.map(|it| (&it.field.constraints, it.role != Role::Constant));
    let all = parameters.chain(members).enumerate();
    group(
        "limits",
        all.filter(|(_, (_, is_given))| *is_given)
            .filter_map(|(index, (constraints, _))| {
                let limits = emit_limits(constraints)?;
                let index = Literal::usize_unsuffixed(index);
                Some(quote!(#index #limits))
            }),
    )
}
