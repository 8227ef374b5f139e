//! Responses: decoded as a whole, page by page, or as a stream.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::description::target;
use super::docs::{Docs, code};
use super::input::description_of;
use super::scope::{Scope, ident};
use super::streamed::{emit_other_types, emit_stream};
use crate::ir::{
    BodyContent, HeaderSet, NextPage, Operation, Output, Pagination, Resource, StatusCase,
    StatusPattern, TypeKind,
};

/// Emits the type of the decoded response in the `Endpoint` of the request; `None` if it can only
/// be streamed.
pub(super) fn emit_output(scope: &Scope<'_>, output: &Output) -> Option<TokenStream> {
    let format = || scope.in_runtime("format");
    Some(match output {
        Output::Empty { .. } => {
            let format = format();
            quote!(#format::Nothing)
        }
        Output::Text => {
            let format = format();
            quote!(#format::Text)
        }
        Output::Bytes => {
            let format = format();
            quote!(#format::Binary)
        }
        Output::Xml(ty) => {
            let (xml, ty) = (scope.in_runtime("Xml"), scope.ty(ty));
            quote!(#xml<#ty>)
        }
        Output::Json { ty, .. } => {
            let (format, ty) = (format(), scope.ty(ty));
            quote!(#format::Json<#ty>)
        }
        Output::ByStatus { name, .. } => {
            let (format, name) = (format(), ident(name));
            quote!(#format::ByStatus<#name>)
        }
        Output::Stream => return None,
    })
}

/// Emits the methods that read the response as pages or as a stream.
pub(super) fn emit_response_traits(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let stream = emit_stream(scope, operation);
    let others = emit_other_types(scope, operation);
    let pages = operation
        .pagination
        .as_ref()
        .map(|pagination| emit_pages(scope, operation, pagination));
    quote!(#stream #others #pages)
}

fn emit_pages(scope: &Scope<'_>, operation: &Operation, pagination: &Pagination) -> TokenStream {
    let name = ident(&operation.struct_name);
    let item = scope.ty(&pagination.item);
    let (paged, paging) = (scope.in_runtime("Paged"), scope.in_runtime("Paging"));
    let items = &pagination.items;
    let target = |index: usize| match operation.parameters.get(index) {
        Some(parameter) => Some(target(scope, parameter)),
        None => member(scope, operation, index - operation.parameters.len()),
    };
    let start = emit_next(&pagination.next, items, &target);
    let size = pagination
        .size
        .and_then(target)
        .map(|size| quote!(.size(#size)));
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
        ("done", &pagination.done),
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
    quote! {
        impl #paged for #name {
            type Item = #item;
            const RULE: &'static #paging = &#paging::#start #size #first #(#places)* #xml;
        }
    }
}

/// Emits how the next page is requested: a function of the rule and its arguments.
fn emit_next(
    next: &NextPage,
    items: &str,
    target: &dyn Fn(usize) -> Option<TokenStream>,
) -> TokenStream {
    match next {
        NextPage::Number(parameter) => {
            let parameter = target(*parameter);
            quote!(number(#items, #parameter))
        }
        NextPage::Offset(parameter) => {
            let parameter = target(*parameter);
            quote!(offset(#items, #parameter))
        }
        NextPage::Cursor(parameter, at) => {
            let parameter = target(*parameter);
            quote!(cursor(#items, #parameter, #at))
        }
        NextPage::Header(parameter, name) => {
            let parameter = target(*parameter);
            quote!(header(#items, #parameter, #name))
        }
        NextPage::Last(parameter, member) => {
            let parameter = target(*parameter);
            quote!(last(#items, #parameter, #member))
        }
        NextPage::Url(at) => quote!(url(#items, #at)),
        NextPage::Link => quote!(link(#items)),
    }
}

/// Emits a member of a body whose fields are setters.
fn member(scope: &Scope<'_>, operation: &Operation, index: usize) -> Option<TokenStream> {
    let content = operation.body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Fields { ty, .. }) = content else {
        return None;
    };
    let TypeKind::Struct(object) = &scope.def(*ty).kind else {
        return None;
    };
    let name = &object.fields.get(index)?.wire_name;
    let body = scope.runtime("body");
    Some(quote!(#body(#name)))
}

/// Emits the types of an operation's response: an enum if it depends on the status, and a struct
/// for its headers, unless a previous operation has the same.
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
        "What [`{}::{}`] returns, by status.",
        resource.handle, operation.fn_name
    ));
    let name = ident(name);
    let payload = |case: &StatusCase| match &case.output {
        Output::Json { ty, .. } => Some(scope.ty(ty)),
        _ => None,
    };
    let variants = cases.iter().map(|case| {
        let docs = Docs::or(&case.doc, || "A success.".to_owned());
        let name = ident(&case.rust_name);
        let payload = payload(case).map(|ty| quote!((#ty)));
        quote!(#docs #name #payload)
    });
    let statuses = cases.iter().map(|case| {
        let name = ident(&case.rust_name);
        let payload = payload(case).map(|_| quote!((..)));
        let status = status_pattern(case.status);
        quote!(#name #payload = #status)
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "extra-traits", derive(PartialEq))]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }
        status_enum!(#name { #(#statuses),* });
    }
}

/// A status as OpenAPI writes it: `200`, `4XX` or `default`.
pub(super) fn status_pattern(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

fn emit_headers(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    set: &HeaderSet,
) -> TokenStream {
    let method = format!("{}::{}", resource.handle, operation.fn_name);
    let docs = Docs::line(format!("Headers of the responses of [`{method}`]:"));
    let docs = docs.lines_after([format!("`{}::from(response.headers())`.", set.name)]);
    let name = ident(&set.name);
    let fields = set.fields.iter().map(|field| {
        let header = || format!("Header {}.", code(&field.wire_name));
        let docs = description_of(&field.doc, &field.constraints, header);
        let name = ident(&field.rust_name);
        let ty = scope.ty(&field.ty);
        quote!(#docs pub #name: Option<#ty>)
    });
    let headers = set.fields.iter().map(|field| {
        let (name, header) = (ident(&field.rust_name), &field.wire_name);
        let separator = field.separator.map(|separator| quote!(split #separator));
        quote!(#name = #header #separator)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        #[cfg_attr(feature = "extra-traits", derive(PartialEq))]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        header_struct!(#name { #(#headers),* });
    }
}
