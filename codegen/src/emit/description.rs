//! The static description of an operation, by which the runtime does its work.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::answer::status_literal;
use super::body::{emit_body, emit_input_limits};
use super::scope::{Scope, ident};
use crate::ir::{
    FieldSpelling, FormField, Operation, Output, Parameter, ParameterLocation, ParameterStyle, Role,
};

/// Prints the static called `name`.
pub(super) fn emit_description(
    scope: &Scope<'_>,
    operation: &Operation,
    name: &Ident,
) -> TokenStream {
    let id = &operation.id;
    let method = ident(&operation.method);
    let path = &operation.path;
    let base_url = operation
        .server
        .as_ref()
        .map(|url| quote!(, base_url(#url)));
    let parameters = operation.parameters.iter().map(emit_parameter);
    let parameters = group("parameters", parameters);
    let body = emit_body(scope, operation);
    let limits = emit_input_limits(scope, operation);
    let security = (operation.security != scope.api.security).then(|| {
        let sets = emit_alternatives(&operation.security);
        quote!(, security(#sets))
    });
    let accept = (operation.accept != "application/json").then(|| {
        let accept = &operation.accept;
        quote!(, accept(#accept))
    });
    let enveloped = is_enveloped(&operation.output).then(|| quote!(, enveloped(true)));
    let errors = operation.errors.iter().map(|error| {
        let status = status_literal(error.status);
        let text = error.doc.0.join(" ");
        quote!(#status = #text)
    });
    let errors = group("errors", errors);
    quote! {
        operation!(
            #name, #id, #method #path #base_url #parameters #body #limits #security #accept #enveloped
            #errors
        );
    }
}

fn is_enveloped(output: &Output) -> bool {
    match output {
        Output::Json { enveloped, .. } | Output::Empty { enveloped } => *enveloped,
        Output::ByStatus { cases, .. } => cases.iter().any(|case| is_enveloped(&case.output)),
        _ => false,
    }
}

/// The fields of a form that are not spelled as usual.
pub(super) fn emit_fields(fields: &[FormField]) -> Vec<TokenStream> {
    let emit = |field: &FormField| {
        let name = &field.wire_name;
        let settings = match &field.spelling {
            FieldSpelling::Style {
                style,
                explode,
                allow_reserved,
            } => emit_style(
                (*style, *explode, *allow_reserved),
                (ParameterStyle::Form, true),
            ),
            FieldSpelling::Content { media_type, json } => {
                let json = json.then(|| quote!(.json()));
                quote!(.media_type(#media_type) #json)
            }
        };
        quote!(query #name #settings)
    };
    fields.iter().map(emit).collect()
}

/// What differs from the defaults of a place.
fn emit_style(
    (style, explode, allow_reserved): (ParameterStyle, bool, bool),
    usual: (ParameterStyle, bool),
) -> TokenStream {
    let style = (style != usual.0).then(|| {
        let style = ident(style_name(style));
        quote!(.#style())
    });
    let explode = (explode != usual.1).then(|| quote!(.explode(#explode)));
    let allow_reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#style #explode #allow_reserved)
}

/// `, name(…)`; nothing where there is nothing in it.
pub(super) fn group(name: &str, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<_> = items.collect();
    let name = ident(name);
    (!items.is_empty()).then(|| quote!(, #name(#(#items),*)))
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// Alternatives of schemes, as indices.
pub(super) fn emit_alternatives<'a>(
    alternatives: impl IntoIterator<Item = &'a Vec<usize>>,
) -> TokenStream {
    let alternatives = alternatives.into_iter().map(|schemes| {
        let schemes = schemes
            .iter()
            .map(|index| Literal::usize_unsuffixed(*index));
        quote!(&[#(#schemes),*])
    });
    quote!(&[#(#alternatives),*])
}

/// A parameter, with what differs from the defaults of its place.
fn emit_parameter(parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire_name;
    let (place, style, explode) = match parameter.location {
        ParameterLocation::Path => ("path", ParameterStyle::Simple, false),
        ParameterLocation::Query => ("query", ParameterStyle::Form, true),
        ParameterLocation::Header => ("header", ParameterStyle::Simple, false),
        ParameterLocation::Cookie => ("cookie", ParameterStyle::Form, true),
    };
    let place = ident(place);
    let style = emit_style(
        (parameter.style, parameter.explode, parameter.allow_reserved),
        (style, explode),
    );
    let json = parameter.json.then(|| quote!(.json()));
    let optional = (parameter.location == ParameterLocation::Path
        && parameter.role == Role::Optional)
        .then(|| quote!(.optional()));
    let default = match parameter.role {
        Role::ClientDefault(index) => {
            let index = Literal::usize_unsuffixed(index);
            Some(quote!(.default(#index)))
        }
        _ => None,
    };
    let constant = parameter.constant.as_deref().map(|json| {
        let text = constant_text(json);
        quote!(.constant(#text))
    });
    quote!(#place #name #style #json #optional #default #constant)
}

/// The text that a constant has in a path, a query or a header.
fn constant_text(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

/// The method of the runtime's `Parameter` that sets a style.
fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "simple",
        ParameterStyle::Label => "label",
        ParameterStyle::Matrix => "matrix",
        ParameterStyle::Form => "form",
        ParameterStyle::SpaceDelimited => "space_delimited",
        ParameterStyle::PipeDelimited => "pipe_delimited",
        ParameterStyle::DeepObject => "deep_object",
    }
}
