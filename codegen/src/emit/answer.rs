//! What comes back: how an answer is read, and the methods that give it piece by piece.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Docs, code};
use super::input::description_of;
use super::scope::{Scope, ident};
use crate::ir::{
    HeaderSet, NextPage, Operation, Output, Pagination, Resource, StatusCase, StatusPattern,
    StreamContent,
};

/// How the answer is read: the last argument of `request!`.
pub(super) fn emit_output(scope: &Scope<'_>, output: &Output) -> TokenStream {
    match output {
        Output::Empty { .. } => quote!(empty),
        Output::Text => quote!(text),
        Output::Xml(ty) => {
            let ty = scope.ty(ty);
            quote!(xml #ty)
        }
        Output::Bytes => quote!(bytes),
        Output::Stream => quote!(stream),
        Output::Json { ty, .. } => scope.ty(ty),
        Output::ByStatus { name, .. } => {
            let name = ident(name);
            quote!(by_status #name)
        }
    }
}

/// The methods that give the answer in another way than at once.
pub(super) fn emit_ways(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let stream = emit_stream(scope, operation);
    let pages = operation
        .pagination
        .as_ref()
        .map(|pagination| emit_pages(scope, operation, pagination));
    quote!(#stream #pages)
}

fn emit_stream(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let name = ident(&operation.struct_name);
    let Some(stream) = &operation.stream else {
        let is_bytes = matches!(operation.output, Output::Bytes);
        return is_bytes.then(|| quote!(stream_methods!(#name, send_stream, bytes);));
    };
    let method = ident(match operation.output {
        Output::Stream => "send",
        _ => "send_stream",
    });
    let accept = &stream.media_type;
    let content = match &stream.content {
        StreamContent::Lines(ty) => {
            let ty = scope.ty(ty);
            quote!(lines(#ty))
        }
        StreamContent::Events(ty) => {
            let ty = scope.ty(ty);
            quote!(events(#ty))
        }
        StreamContent::TextEvents => quote!(text_events),
        StreamContent::Bytes => quote!(bytes),
    };
    Some(quote!(stream_methods!(#name, #method, accept #accept, #content);))
}

fn emit_pages(scope: &Scope<'_>, operation: &Operation, pagination: &Pagination) -> TokenStream {
    let name = ident(&operation.struct_name);
    let item = scope.ty(&pagination.item);
    let paging = scope.in_runtime("Paging");
    let items = &pagination.items;
    let index = |index: usize| Literal::usize_unsuffixed(index);
    let start = match &pagination.next {
        NextPage::Number(parameter) => {
            let parameter = index(*parameter);
            quote!(number(#items, #parameter))
        }
        NextPage::Offset(parameter) => {
            let parameter = index(*parameter);
            quote!(offset(#items, #parameter))
        }
        NextPage::Cursor(parameter, at) => {
            let parameter = index(*parameter);
            quote!(cursor(#items, #parameter, #at))
        }
        NextPage::Last(parameter, member) => {
            let parameter = index(*parameter);
            quote!(last(#items, #parameter, #member))
        }
        NextPage::Url(at) => quote!(url(#items, #at)),
        NextPage::Link => quote!(link(#items)),
    };
    let size = pagination.size.map(index).map(|size| quote!(.size(#size)));
    let first = (pagination.first != 1).then(|| {
        let first = Literal::i64_unsuffixed(pagination.first);
        quote!(.first(#first))
    });
    let places = [
        ("page", &pagination.page),
        ("pages", &pagination.pages),
        ("total", &pagination.total),
        ("per_page", &pagination.per_page),
        ("more", &pagination.more),
    ];
    let places = places.iter().filter_map(|(method, at)| {
        let (method, at) = (ident(method), at.as_ref()?);
        Some(quote!(.#method(#at)))
    });
    let xml = match &operation.output {
        Output::Xml(ty) => {
            let (ty, members) = (scope.ty(ty), scope.in_runtime("xml_members"));
            Some(quote!(.read_with(#members::<#ty>)))
        }
        _ => None,
    };
    quote!(page_methods!(#name, #item, #paging::#start #size #first #(#places)* #xml);)
}

/// The types that an operation's answer has for itself: an enum where it depends on the status,
/// and a struct for its headers, unless an operation before has the same.
pub(super) fn emit_types(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> TokenStream {
    let by_status = match &operation.output {
        Output::ByStatus { name, cases } => {
            Some(emit_status_enum(scope, resource, operation, (name, cases)))
        }
        _ => None,
    };
    let owner = operation.headers.as_ref().and_then(|set| {
        let mut operations = resource.operations.iter();
        operations.find(|it| it.headers.as_ref().is_some_and(|own| own.name == set.name))
    });
    let headers = operation
        .headers
        .as_ref()
        .filter(|_| owner.is_some_and(|owner| owner.id == operation.id))
        .map(|set| emit_headers(scope, resource, operation, set));
    quote!(#by_status #headers)
}

fn emit_status_enum(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    (name, cases): (&str, &[StatusCase]),
) -> TokenStream {
    let docs = Docs::line(format!(
        "What [`{}::{}`] answers, by status.",
        resource.handle, operation.fn_name
    ));
    let name = ident(name);
    let cases = cases.iter().map(|case| {
        let docs = Docs::or(&case.doc, || "A success.".to_owned());
        let name = ident(&case.rust_name);
        let payload = match &case.output {
            Output::Json { ty, .. } => {
                let ty = scope.ty(ty);
                Some(quote!((#ty)))
            }
            _ => None,
        };
        let status = status_literal(case.status);
        quote!(#docs #name #payload = #status)
    });
    quote!(status_enum! { #docs pub enum #name { #(#cases,)* } })
}

/// A status as one number: that of a range is its first digit, that of all others 0.
pub(super) fn status_literal(status: StatusPattern) -> Literal {
    Literal::u16_unsuffixed(match status {
        StatusPattern::Code(code) => code,
        StatusPattern::Range(digit) => u16::from(digit),
        StatusPattern::Default => 0,
    })
}

fn emit_headers(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    set: &HeaderSet,
) -> TokenStream {
    let method = format!("{}::{}", resource.handle, operation.fn_name);
    let docs = Docs::line(format!("Headers of what [`{method}`] answers:"));
    let docs = docs.lines_after([format!("`{}::from(response.headers())`.", set.name)]);
    let name = ident(&set.name);
    let fields = set.fields.iter().map(|field| {
        let header = || format!("Header {}.", code(&field.wire_name));
        let docs = description_of(&field.doc, &field.constraints, header);
        let (wire_name, name) = (&field.wire_name, ident(&field.rust_name));
        let ty = scope.ty(&field.ty);
        quote!(#docs #[name = #wire_name] pub #name: Option<#ty>)
    });
    quote!(header_struct! { #docs pub struct #name { #(#fields,)* } })
}
