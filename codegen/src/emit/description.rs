//! The static description of an operation, by which the runtime does its work.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::scope::{Scope, ident};
use crate::ir::{
    Operation, Output, Parameter, ParameterLocation, ParameterStyle, Role, StatusPattern,
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
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| emit_parameter(scope, parameter));
    let parameters = group("parameters", parameters);
    let security = operation.security.iter().map(|schemes| {
        let schemes = schemes
            .iter()
            .map(|index| Literal::usize_unsuffixed(*index));
        quote!([#(#schemes),*])
    });
    let security = group("security", security);
    let (accept, enveloped) = match operation.output {
        Output::Json { enveloped, .. } => (
            Some(quote!(, accept("application/json"))),
            enveloped.then(|| quote!(, enveloped(true))),
        ),
        Output::Empty | Output::Text | Output::Bytes => (None, None),
    };
    let errors = operation.errors.iter().map(|error| {
        let status = emit_status(error.status);
        let text = error.doc.0.join(" ");
        quote!(#status = #text)
    });
    let errors = group("errors", errors);
    quote! {
        operation!(
            #name, #id, #method #path #base_url #parameters #security #accept #enveloped #errors
        );
    }
}

/// `, name(…)`; nothing where there is nothing in it.
fn group(name: &str, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
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
fn emit_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
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
    quote!(#place #name #style #explode #allow_reserved #json #default #constant)
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

fn emit_status(status: StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Code(#code))
        }
        StatusPattern::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(Range(#digit))
        }
        StatusPattern::Default => quote!(Default),
    }
}
