//! What callers give on a request builder: parameters, fields of the body, or the body whole.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::dispatch::brief;
use super::docs::{Docs, code, limits};
use super::scope::{Scope, ident};
use super::setters::{Setter, VALUE, given};
use super::struct_::field_docs;
use super::whole_body::{body_argument, keep_body};
use crate::ir::{
    Body, BodyContent, BodyFormat, Constraints, Doc, Field, FileField, Operation, Parameter,
    ParameterLocation, Role, Struct, Type, TypeKind,
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
    /// A file of the body.
    File(&'a FileField),
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
        .filter(|body| {
            !matches!(
                body.content,
                BodyContent::Fields { .. } | BodyContent::Files
            )
        })
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
    let files = operation.body.iter().flat_map(|body| &body.files);
    let files = files.map(|file| (Input::File(file), file.role));
    let all = parameters.chain(fields).chain(whole).chain(files);
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
            .map(|((name, role), field)| (name.as_str(), *role, field))
            .collect(),
    )
}

/// True where the body has several parts.
pub(super) fn has_files(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| matches!(body.format, BodyFormat::Multipart(_)))
}

impl Input<'_> {
    /// Name of the setter or step method.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Parameter(_, parameter) => &parameter.rust_name,
            Self::Field(name, _) => name,
            Self::Body(_) => "body",
            Self::File(file) => &file.rust_name,
        }
    }

    /// The method that takes the input, where no table can say it; `place` is where the request
    /// builder stands, `returns` the type that the method gives back, and `result` the expression
    /// for it.
    pub(super) fn method(
        &self,
        scope: &Scope<'_>,
        place: &TokenStream,
        returns: &TokenStream,
        result: &TokenStream,
    ) -> Option<Setter<'_>> {
        let (argument, keep) = match self {
            Self::Parameter(..) | Self::Field(..) => return None,
            Self::Body(body) => (body_argument(scope, body), keep_body(scope, place, body)),
            Self::File(file) => (file_argument(scope, file), keep_file(place, file)),
        };
        Some(Setter {
            docs: self.docs(),
            receiver: quote!(mut self),
            name: self.name(),
            argument,
            returns: returns.clone(),
            body: quote!(#keep #result),
        })
    }

    /// The input in a table of `inputs!`, where that can say it.
    pub(super) fn entry(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let (given, place) = match self {
            Self::Parameter(index, parameter) => {
                let index = Literal::usize_unsuffixed(*index);
                // A parameter is not kept in a box.
                let given = match scope.resolve(&parameter.ty) {
                    Type::Boxed(inner) => given(scope, inner),
                    _ => given(scope, &parameter.ty),
                };
                (given, Some(quote!(=> parameter #index)))
            }
            Self::Field(name, field) => {
                let kept = ident(&field.rust_name);
                let place = (*name != field.rust_name).then(|| quote!(=> field #kept));
                (given(scope, &field.ty), place)
            }
            Self::Body(_) | Self::File(_) => return None,
        };
        let docs = self.docs();
        let deprecated = self.is_deprecated().then(|| quote!(#[deprecated]));
        let name = ident(self.name());
        Some(quote!(#docs #deprecated #name(#given) #place))
    }

    /// What the description says of it, in one line.
    pub(super) fn brief(&self) -> String {
        brief(match self {
            Self::Parameter(_, parameter) => &parameter.doc,
            Self::Field(_, field) => &field.doc,
            Self::Body(body) => &body.doc,
            Self::File(file) => &file.doc,
        })
    }

    fn docs(&self) -> Docs {
        match self {
            Self::Parameter(_, parameter) => parameter_docs(parameter),
            Self::Field(_, field) => field_docs(field),
            Self::Body(body) => Docs::or(&body.doc, || "The body.".to_owned()),
            Self::File(file) => Docs::or(&file.doc, || match &file.wire_name {
                Some(name) => format!("File {}.", code(name)),
                None => "Files, each with the name of its part.".to_owned(),
            }),
        }
    }

    fn is_deprecated(&self) -> bool {
        match self {
            Self::Parameter(_, parameter) => parameter.deprecated && parameter.role != Role::Staged,
            Self::Field(_, field) => field.deprecated && !field.required,
            Self::Body(_) | Self::File(_) => false,
        }
    }

    /// Type of the value; `None` for bytes and lists of values, which have none in the model.
    pub(super) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Parameter(_, parameter) => Some(&parameter.ty),
            Self::Field(_, field) => Some(&field.ty),
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

/// The statement that keeps a file, or several.
fn keep_file(place: &TokenStream, file: &FileField) -> TokenStream {
    let value = ident(VALUE);
    let Some(name) = &file.wire_name else {
        return quote!(#place.files.add_all(#value););
    };
    let add = match &file.media_type {
        Some(media_type) => quote!(add_as(#media_type, #name, #value)),
        None => quote!(add(#name, #value)),
    };
    if file.many {
        quote!(for #value in #value { #place.files.#add; })
    } else {
        quote!(#place.files.#add;)
    }
}

/// The description's words, or others, and the limits.
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
        Role::ClientDefault(_) => docs.sentence("Taken from the client where it is not given."),
        _ => docs,
    }
}
