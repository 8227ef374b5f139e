//! The static description of an operation, by which the runtime does its work.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::scope::{Scope, ident};
use crate::ir::{
    Operation, Output, Parameter, ParameterLocation, ParameterStyle, Role, StatusPattern,
};

/// Prints the static called `name`.
pub(super) fn emit_description(
    scope: &Scope<'_>,
    operation: &Operation,
    name: &proc_macro2::Ident,
) -> TokenStream {
    let ty = scope.runtime("Operation");
    let id = &operation.id;
    let method = emit_http_method(scope, &operation.method);
    let path = &operation.path;
    let base_url = option(operation.server.as_ref());
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| emit_parameter(scope, parameter));
    let security = emit_alternatives(&operation.security);
    let enveloped = matches!(
        operation.output,
        Output::Json {
            enveloped: true,
            ..
        }
    );
    let accept = match operation.output {
        Output::Json { .. } => "application/json",
        Output::Empty | Output::Text | Output::Bytes => "*/*",
    };
    let errors = operation.errors.iter().map(|error| {
        let status = emit_status(scope, error.status);
        let text = error.doc.0.join(" ");
        quote!((#status, #text))
    });
    quote! {
        static #name: #ty = #ty {
            id: #id,
            method: #method,
            path: #path,
            base_url: #base_url,
            parameters: &[#(#parameters),*],
            security: #security,
            accept: #accept,
            enveloped: #enveloped,
            errors: &[#(#errors),*],
        };
    }
}

fn emit_http_method(scope: &Scope<'_>, method: &str) -> TokenStream {
    let ty = scope.runtime("Method");
    let name = ident(method);
    quote!(#ty::#name)
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
fn emit_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let ty = scope.runtime("Parameter");
    let name = &parameter.wire_name;
    let (place, style, explode) = match parameter.location {
        ParameterLocation::Path => ("path", ParameterStyle::Simple, false),
        ParameterLocation::Query => ("query", ParameterStyle::Form, true),
        ParameterLocation::Header => ("header", ParameterStyle::Simple, false),
        ParameterLocation::Cookie => ("cookie", ParameterStyle::Form, true),
    };
    let place = ident(place);
    let style = (parameter.style != style).then(|| {
        let ty = scope.runtime("Style");
        let style = ident(style_name(parameter.style));
        quote!(.style(#ty::#style))
    });
    let explode = (parameter.explode != explode).then(|| {
        let explode = parameter.explode;
        quote!(.explode(#explode))
    });
    let allow_reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
    let json = parameter.json.then(|| quote!(.json()));
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
    quote!(#ty::#place(#name)#style #explode #allow_reserved #json #default #constant)
}

/// The text that a constant has in a path, a query or a header.
fn constant_text(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "Simple",
        ParameterStyle::Label => "Label",
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Form => "Form",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::DeepObject => "DeepObject",
    }
}

fn emit_status(scope: &Scope<'_>, status: StatusPattern) -> TokenStream {
    let ty = scope.runtime("StatusPattern");
    match status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#ty::Code(#code))
        }
        StatusPattern::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(#ty::Range(#digit))
        }
        StatusPattern::Default => quote!(#ty::Default),
    }
}
