//! What callers give on a request builder: parameters, fields of the body, or the body whole.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{Docs, code, limits};
use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, argument, convert, give};
use super::struct_::field_docs;
use crate::ir::{
    Body, BodyContent, Field, Operation, Parameter, ParameterLocation, Role, Struct, Type, TypeKind,
};

/// One thing that a caller gives on the request builder.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    /// A parameter, with its index.
    Parameter(usize, &'a Parameter),
    /// A field of the body, with its name on the builder.
    Field(&'a str, &'a Field),
    /// The body.
    Body(&'a Body),
}

/// What callers give on the request builder, in the order of steps and setters, with its role.
pub(super) fn inputs<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<(Input<'a>, Role)> {
    let parameters = operation.parameters.iter().enumerate();
    let parameters =
        parameters.map(|(index, parameter)| (Input::Parameter(index, parameter), parameter.role));
    let fields = body_fields(scope, operation)
        .into_iter()
        .flatten()
        .map(|(name, role, field)| (Input::Field(name, field), role));
    let whole = operation
        .body
        .iter()
        .filter(|body| !matches!(body.content, BodyContent::Fields { .. }))
        .map(|body| {
            (
                Input::Body(body),
                if body.required {
                    Role::Staged
                } else {
                    Role::Optional
                },
            )
        });
    let all = parameters.chain(fields).chain(whole);
    all.filter(|(_, role)| !matches!(role, Role::Positional | Role::Constant))
        .collect()
}

/// The inputs that are steps of the request builder.
pub(super) fn staged<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<Input<'a>> {
    let inputs = inputs(scope, operation).into_iter();
    inputs
        .filter(|(_, role)| *role == Role::Staged)
        .map(|(input, _)| input)
        .collect()
}

/// The path parameters that are arguments of the method, with their indices.
pub(super) fn positional(operation: &Operation) -> impl Iterator<Item = (usize, &Parameter)> {
    let parameters = operation.parameters.iter().enumerate();
    parameters.filter(|(_, parameter)| parameter.role == Role::Positional)
}

/// A field of the body: its name on the builder, its role, and the field.
pub(super) type BodyField<'a> = (&'a str, Role, &'a Field);

/// The fields of a body that are given on the request builder.
pub(super) fn body_fields<'a>(
    scope: &Scope<'a>,
    operation: &'a Operation,
) -> Option<Vec<BodyField<'a>>> {
    let BodyContent::Fields { ty, names } = &operation.body.as_ref()?.content else {
        return None;
    };
    let TypeKind::Struct(Struct { fields, .. }) = &scope.def(*ty).kind else {
        return None;
    };
    let named = names.iter().zip(fields);
    Some(
        named
            .map(|((name, role), field)| (name.as_str(), *role, field))
            .collect(),
    )
}

impl Input<'_> {
    /// Name of the setter or step method.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Parameter(_, parameter) => &parameter.rust_name,
            Self::Field(name, _) => name,
            Self::Body(_) => "body",
        }
    }

    /// The method that takes the input; `place` is where the request builder stands, `returns`
    /// the type that the method gives back, and `result` the expression for it.
    pub(super) fn setter(
        &self,
        scope: &Scope<'_>,
        place: &TokenStream,
        returns: TokenStream,
        result: &TokenStream,
    ) -> Setter<'_> {
        let keep = self.keep(scope, place);
        Setter {
            docs: self.docs(),
            deprecated: self.is_deprecated(),
            receiver: quote!(mut self),
            name: self.name(),
            argument: self.argument(scope),
            returns,
            body: quote!(#keep #result),
        }
    }

    fn docs(&self) -> Docs {
        match self {
            Self::Parameter(_, parameter) => parameter_docs(parameter),
            Self::Field(_, field) => field_docs(field),
            Self::Body(body) => Docs::or(&body.doc, || "The body.".to_owned()),
        }
    }

    fn is_deprecated(&self) -> bool {
        match self {
            Self::Parameter(_, parameter) => parameter.deprecated && parameter.role != Role::Staged,
            Self::Field(_, field) => field.deprecated && !field.required,
            Self::Body(_) => false,
        }
    }

    /// Type of the value; `None` for bytes, which have none in the model.
    pub(super) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Parameter(_, parameter) => Some(&parameter.ty),
            Self::Field(_, field) => Some(&field.ty),
            Self::Body(body) => match &body.content {
                BodyContent::Json(ty) => Some(ty),
                BodyContent::Text => Some(&Type::String),
                BodyContent::Bytes | BodyContent::Fields { .. } => None,
            },
        }
    }

    fn argument(&self, scope: &Scope<'_>) -> TokenStream {
        match self.ty() {
            Some(ty) => argument(scope, ty),
            None => {
                let bytes = scope.runtime("Bytes");
                quote!(impl Into<#bytes>)
            }
        }
    }

    /// The statement that keeps the argument.
    fn keep(&self, scope: &Scope<'_>, place: &TokenStream) -> TokenStream {
        let name = ident(VALUE);
        match self {
            Self::Parameter(index, parameter) => {
                let give = give(scope, "set", *index, &parameter.ty, &name);
                quote!(#place.call.#give;)
            }
            Self::Field(_, field) => {
                let value = convert(scope, &field.ty, &name);
                let field = ident(&field.rust_name);
                quote!(#place.body.#field = Some(#value);)
            }
            Self::Body(body) => keep_body(scope, place, body),
        }
    }
}

/// The statement that keeps a body which is given whole.
fn keep_body(scope: &Scope<'_>, place: &TokenStream, body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let value = ident(VALUE);
    match &body.content {
        BodyContent::Json(ty) => {
            let converted = convert(scope, ty, &value);
            let ty = scope.ty(ty);
            let (method, media_type) = json_method(media_type);
            quote!(let #value: #ty = #converted; #place.call.#method(#media_type &#value);)
        }
        BodyContent::Text => quote!(#place.call.text(#value, #media_type);),
        BodyContent::Bytes | BodyContent::Fields { .. } => {
            quote!(#place.call.bytes(#value, #media_type);)
        }
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

fn parameter_docs(parameter: &Parameter) -> Docs {
    let docs = Docs::or(&parameter.doc, || {
        let place = match parameter.location {
            ParameterLocation::Path => "Path parameter",
            ParameterLocation::Query => "Query parameter",
            ParameterLocation::Header => "Header",
            ParameterLocation::Cookie => "Cookie",
        };
        format!("{place} {}.", code(&parameter.wire_name))
    });
    let docs = docs.sentence(&limits(&parameter.constraints));
    match parameter.role {
        Role::ClientDefault(_) => docs.sentence("Taken from the client where it is not given."),
        _ => docs,
    }
}
