//! The description of an operation for the runtime: a constant expression.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::body::{emit_body, emit_input_limits};
use super::response::status_pattern;
use super::scope::{Scope, ident};
use crate::ir::{
    FieldSpelling, FormField, Operation, Output, Parameter, ParameterLocation, ParameterStyle, Role,
};

/// Emits the value of type `Operation`.
pub(super) fn emit_description(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let ty = scope.in_runtime("Operation");
    let id = &operation.id;
    let path = &operation.path;
    let start = match operation.method.as_str() {
        method @ ("DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT" | "TRACE") => {
            let method = ident(&method.to_lowercase());
            quote!(#method(#id, #path))
        }
        method => quote!(new(#id, #method, #path)),
    };
    let base_url = operation.server.as_ref().map(|url| quote!(.base_url(#url)));
    let parameters = operation.parameters.iter();
    let parameters = list("parameters", parameters.map(|it| emit_parameter(scope, it)));
    let body = emit_body(scope, operation);
    let limits = emit_input_limits(scope, operation);
    let security = (operation.security != scope.api.security).then(|| {
        let sets = emit_alternatives(scope, &operation.security);
        quote!(.security(#sets))
    });
    let accept = (operation.accept != "application/json").then(|| {
        let accept = &operation.accept;
        quote!(.accept(#accept))
    });
    let enveloped = is_enveloped(&operation.output).then(|| quote!(.enveloped()));
    let errors = operation.errors.iter().map(|error| {
        let status = status_pattern(error.status);
        let text = error.doc.0.join(" ");
        quote!((#status, #text))
    });
    let errors = list("errors", errors);
    quote! {
        #ty::#start #base_url #parameters #body #limits #security #accept #enveloped #errors
    }
}

fn is_enveloped(output: &Output) -> bool {
    match output {
        Output::Json { enveloped, .. } | Output::Empty { enveloped } => *enveloped,
        Output::ByStatus { cases, .. } => cases.iter().any(|case| is_enveloped(&case.output)),
        _ => false,
    }
}

/// Emits the fields of a form that are not encoded by the defaults.
pub(super) fn emit_fields(scope: &Scope<'_>, fields: &[FormField]) -> Vec<TokenStream> {
    let emit = |field: &FormField| {
        let name = &field.wire_name;
        let parameter = scope.in_runtime("Parameter");
        let settings = match &field.spelling {
            FieldSpelling::Style {
                style,
                explode,
                allow_reserved,
            } => emit_style(
                (*style, *explode, *allow_reserved),
                ParameterLocation::Query.default_style(),
            ),
            FieldSpelling::Content { media_type, json } => {
                let json = json.then(|| quote!(.json()));
                quote!(.media_type(#media_type) #json)
            }
        };
        quote!(#parameter::query(#name) #settings)
    };
    fields.iter().map(emit).collect()
}

/// Emits what differs from the default style of a location.
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

/// Emits `.name(&[…])`; nothing for an empty list.
pub(super) fn list(name: &str, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<_> = items.collect();
    let name = ident(name);
    (!items.is_empty()).then(|| quote!(.#name(&[#(#items),*])))
}

/// Emits `Some(…)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// Emits security requirements as lists of the constants of schemes.
pub(super) fn emit_alternatives<'a>(
    scope: &Scope<'_>,
    alternatives: impl IntoIterator<Item = &'a Vec<usize>>,
) -> TokenStream {
    let alternatives = alternatives.into_iter().map(|schemes| {
        let schemes = schemes.iter().map(|index| scope.scheme(*index));
        quote!(&[#(#schemes),*])
    });
    quote!(&[#(#alternatives),*])
}

/// Emits the expression for a parameter as the target of an argument.
pub(super) fn target(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire_name;
    let place = scope.runtime(place(parameter.location));
    quote!(#place(#name))
}

/// The function of the runtime for a parameter location.
pub(super) fn place(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// Emits a parameter, with what differs from the defaults of its location.
fn emit_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire_name;
    let place = ident(place(parameter.location));
    let style = emit_style(
        (parameter.style, parameter.explode, parameter.allow_reserved),
        parameter.location.default_style(),
    );
    let json = parameter.json.then(|| quote!(.json()));
    let empty = parameter.allow_empty.then(|| quote!(.allow_empty()));
    let optional = (parameter.location == ParameterLocation::Path
        && parameter.role == Role::Optional)
        .then(|| quote!(.optional()));
    let default = match parameter.role {
        Role::ClientDefault(index) => {
            let default = scope.client_default(index);
            Some(quote!(.default(#default)))
        }
        _ => None,
    };
    let constant = parameter.constant.as_deref().map(|json| {
        let text = constant_text(json);
        quote!(.constant(#text))
    });
    let ty = scope.in_runtime("Parameter");
    quote!(#ty::#place(#name) #style #json #empty #optional #default #constant)
}

/// The text of a constant in a path, a query or a header.
fn constant_text(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

/// The method of the runtime's `Parameter` for a style.
fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "simple",
        ParameterStyle::Label => "label",
        ParameterStyle::Matrix => "matrix",
        ParameterStyle::Form => "form",
        ParameterStyle::SpaceDelimited => "space_delimited",
        ParameterStyle::PipeDelimited => "pipe_delimited",
        ParameterStyle::TabDelimited => "tab_delimited",
        ParameterStyle::QueryString => "query_string",
        ParameterStyle::Cookie => "verbatim",
        ParameterStyle::DeepObject => "deep_object",
    }
}
