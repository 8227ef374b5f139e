//! The inputs of a request builder: parameters, fields of the body, or the whole body.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::target;
use super::dispatch::brief;
use super::docs::{Docs, code, limits};
use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, argument, convert_request, set_argument};
use super::struct_::field_docs;
use super::whole_body::{body_argument, set_body};
use crate::ir::{
    Body, BodyContent, BodyFormat, Constraints, Doc, Field, FileField, InputSource, Operation,
    Parameter, ParameterLocation, Role, Struct, Type, TypeKind,
};

/// An input of a request builder.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// A field of the body.
    Field(BodyField<'a>),
    /// The body.
    Body(&'a Body),
    /// A file of the body.
    File(&'a FileField),
}

/// The inputs of the request builder, with their roles.
pub(super) fn inputs<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<(Input<'a>, Role)> {
    let fields = body_fields(scope, operation).unwrap_or_default();
    let set = operation
        .inputs
        .iter()
        .filter(|it| it.role != Role::Positional);
    set.filter_map(|input| Some((resolve(operation, &fields, input.source)?, input.role)))
        .collect()
}

/// The inputs that are steps of the request builder, with the names of the step types.
pub(super) fn staged<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<(Input<'a>, &'a str)> {
    let fields = body_fields(scope, operation).unwrap_or_default();
    let steps = operation.inputs.iter();
    steps
        .filter_map(|input| {
            let step = input.step.as_deref()?;
            Some((resolve(operation, &fields, input.source)?, step))
        })
        .collect()
}

/// Looks up an input in the operation.
fn resolve<'a>(
    operation: &'a Operation,
    fields: &[BodyField<'a>],
    source: InputSource,
) -> Option<Input<'a>> {
    let body = operation.body.as_ref();
    Some(match source {
        InputSource::Parameter(index) => Input::Parameter(operation.parameters.get(index)?),
        InputSource::Field(index) => Input::Field(*fields.get(index)?),
        InputSource::Body => Input::Body(body?),
        InputSource::File(index) => Input::File(body?.files.get(index)?),
    })
}

/// The path parameters that are arguments of the method.
pub(super) fn positional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter();
    parameters.filter(|parameter| parameter.role == Role::Positional)
}

/// A body field that has a setter on the request builder.
#[derive(Clone, Copy)]
pub(super) struct BodyField<'a> {
    /// Its name on the builder.
    name: &'a str,
    pub(super) role: Role,
    pub(super) field: &'a Field,
}

impl BodyField<'_> {
    /// True if an optional body requires the field.
    pub(super) fn is_needed(&self) -> bool {
        self.field.required && self.role == Role::Optional
    }
}

/// The body fields that have setters on the request builder.
pub(super) fn body_fields<'a>(
    scope: &Scope<'a>,
    operation: &'a Operation,
) -> Option<Vec<BodyField<'a>>> {
    let (ty, names) = match &operation.body.as_ref()?.content {
        BodyContent::Fields { ty, names } => (ty, names),
        BodyContent::Files => return Some(Vec::new()),
        BodyContent::Json(_) if has_files(operation) => return Some(Vec::new()),
        _ => return None,
    };
    let TypeKind::Struct(Struct { fields, .. }) = &scope.def(*ty).kind else {
        return None;
    };
    let named = names.iter().zip(fields);
    Some(
        named
            .map(|((name, role), field)| BodyField {
                name,
                role: *role,
                field,
            })
            .collect(),
    )
}

/// True for a `multipart` body.
pub(super) fn has_files(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| matches!(body.format, BodyFormat::Multipart(_)))
}

impl Input<'_> {
    /// Name of the setter or step method.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Parameter(parameter) => &parameter.rust_name,
            Self::Field(field) => field.name,
            Self::Body(_) => "body",
            Self::File(file) => &file.rust_name,
        }
    }

    /// True for a field that an optional body requires.
    pub(super) fn is_needed(&self) -> bool {
        matches!(self, Self::Field(field) if field.is_needed())
    }

    /// The method that sets the input; `next` is the request that it returns, if that is another
    /// one.
    pub(super) fn setter(&self, scope: &Scope<'_>, next: Option<TokenStream>) -> Setter<'_> {
        let value = ident(VALUE);
        let (argument, set) = match self {
            Self::Parameter(parameter) => {
                let target = target(scope, parameter);
                let set = set_argument(scope, &target, &parameter.ty, &value);
                (argument(scope, &parameter.ty), quote!(self.call.#set))
            }
            Self::Field(BodyField { field, .. }) => {
                let (body, name) = (scope.runtime("body"), &field.wire_name);
                let set = set_argument(scope, &quote!(#body(#name)), &field.ty, &value);
                (argument(scope, &field.ty), quote!(self.call.#set))
            }
            Self::Body(body) => (body_argument(scope, body), set_body(scope, body)),
            Self::File(file) => (file_argument(scope, file), add_file(file)),
        };
        Setter {
            docs: self.docs(),
            deprecated: self.is_deprecated(),
            name: self.name(),
            argument,
            set,
            next: next.map(|step| convert_request(scope, step)),
        }
    }

    /// The documentation in the description, in one line.
    pub(super) fn brief(&self) -> String {
        brief(match self {
            Self::Parameter(parameter) => &parameter.doc,
            Self::Field(field) => &field.field.doc,
            Self::Body(body) => &body.doc,
            Self::File(file) => &file.doc,
        })
    }

    fn docs(&self) -> Docs {
        match self {
            Self::Parameter(parameter) => parameter_docs(parameter),
            Self::Field(field) if field.is_needed() => {
                field_docs(field.field).sentence("Required if any member of the body is set.")
            }
            Self::Field(field) => field_docs(field.field),
            Self::Body(body) => Docs::or(&body.doc, || "The body.".to_owned()),
            Self::File(file) => Docs::or(&file.doc, || match &file.wire_name {
                Some(name) => format!("File {}.", code(name)),
                None => "Files, each with the name of its part.".to_owned(),
            }),
        }
    }

    fn is_deprecated(&self) -> bool {
        match self {
            Self::Parameter(parameter) => parameter.deprecated && parameter.role != Role::Staged,
            Self::Field(BodyField { field, role, .. }) => field.deprecated && *role != Role::Staged,
            Self::Body(_) | Self::File(_) => false,
        }
    }

    /// Type of the value; `None` for bytes and lists of values, whose type is not in the model.
    pub(super) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Parameter(parameter) => Some(&parameter.ty),
            Self::Field(field) => Some(&field.field.ty),
            Self::Body(body) => match &body.content {
                BodyContent::Json(ty) => Some(ty),
                BodyContent::Text => Some(&Type::String),
                _ => None,
            },
            Self::File(_) => None,
        }
    }
}

fn file_argument(scope: &Scope<'_>, file: &FileField) -> TokenStream {
    let ty = scope.in_runtime("File");
    if file.wire_name.is_none() {
        quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#ty>)>)
    } else if file.many {
        quote!(impl IntoIterator<Item = impl Into<#ty>>)
    } else {
        quote!(impl Into<#ty>)
    }
}

/// The statement that adds one or several files.
fn add_file(file: &FileField) -> TokenStream {
    let value = ident(VALUE);
    let Some(name) = &file.wire_name else {
        return quote!(self.call.add_named_files(#value));
    };
    match (file.many, &file.media_type) {
        (false, None) => quote!(self.call.add_file(#name, #value)),
        (false, Some(media_type)) => quote!(self.call.add_file_as(#media_type, #name, #value)),
        (true, None) => quote!(self.call.add_files(#name, #value)),
        (true, Some(media_type)) => quote!(self.call.add_files_as(#media_type, #name, #value)),
    }
}

/// The text of the description or a fallback, and the constraints.
pub(super) fn description_of(
    doc: &Doc,
    constraints: &Constraints,
    otherwise: impl FnOnce() -> String,
) -> Docs {
    Docs::or(doc, otherwise).sentence(&limits(constraints))
}

fn parameter_docs(parameter: &Parameter) -> Docs {
    let docs = match parameter.doc.is_empty() && parameter.wire_name == parameter.rust_name {
        true => Docs::default().sentence(&limits(&parameter.constraints)),
        false => description_of(&parameter.doc, &parameter.constraints, || {
            let place = match parameter.location {
                ParameterLocation::Path => "Path parameter",
                ParameterLocation::Query => "Query parameter",
                ParameterLocation::Header => "Header",
                ParameterLocation::Cookie => "Cookie",
            };
            format!("{place} {}.", code(&parameter.wire_name))
        }),
    };
    match parameter.role {
        Role::ClientDefault(_) => docs.sentence("Defaults to the value of the client."),
        _ => docs,
    }
}
