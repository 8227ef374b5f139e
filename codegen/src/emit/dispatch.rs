//! Calls by name: a table for each operation that says what its builder takes and where that is
//! found. All of it is compiled with the feature `dispatch` only.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::answer::status_literal;
use super::input::{Input, body_fields, inputs, positional};
use super::layout::{File, cfg_any};
use super::operation::description_name;
use super::resource::Tree;
use super::scope::{Scope, ident};
use crate::ir::{
    AlternativeContent, Body, BodyContent, Doc, EnumRepr, Operation, Output, Resource, Role, Type,
    TypeKind,
};

/// Prints the module that lists the operations of all resources.
pub(super) fn emit_dispatch(tree: &Tree<'_>) -> File {
    let resources = tree.api.resources.iter().enumerate();
    let lists = resources.flat_map(|(index, resource)| {
        let modules = tree.operation_modules(index).into_iter();
        modules.map(move |(own, _)| {
            let cfg = cfg_any([resource.feature.as_str()]);
            let path = resource.path.iter().chain(&own);
            let path = path.map(|name| ident(name));
            quote!(#cfg crate::resources::#(#path::)* dispatch::entries())
        })
    });
    File::rust(
        "src/dispatch.rs",
        quote! {
            #![doc = " Calls by name: every operation as data, and with arguments in JSON."]
            pub use crate::runtime::{
                Answered, Arguments, Attachment, Entry, Input, Kind, Output, Place, Running, Sink, Way,
            };

            #[doc = " Every operation."]
            pub fn entries() -> impl Iterator<Item = &'static Entry> {
                let resources: &[&[&Entry]] = &[#(#lists),*];
                resources.concat().into_iter()
            }
        },
    )
}

/// Prints the tables of operations of a resource; `module` is the path of the file that has them,
/// without its ending.
pub(super) fn emit_entries(
    tree: &Tree<'_>,
    resource: &Resource,
    operations: &[Operation],
    module: &str,
) -> File {
    let scope = Scope::outside_models(tree.api);
    let operations = operations.iter();
    let tables: Vec<_> = operations
        .clone()
        .map(|operation| emit_entry(&scope, resource, operation))
        .collect();
    let names = operations.map(description_name);
    let uses = scope.uses();
    let docs = format!(
        " Operations of [`{}`](super::{0}) by name.",
        resource.handle
    );
    File::rust(
        format!("{module}/dispatch.rs"),
        quote! {
            #![doc = #docs]
            #uses
            entries!(#(#names),*);
            #(#tables)*
        },
    )
}

/// The declaration of the module with a resource's tables.
pub(super) fn emit_module() -> TokenStream {
    quote! {
        #[cfg(feature = "dispatch")]
        pub(crate) mod dispatch;
    }
}

fn emit_entry(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = description_name(operation);
    let (handle, method) = (ident(&resource.handle), ident(&operation.fn_name));
    let path = &resource.path;
    let help = brief(&operation.doc);
    let arguments = positional(operation)
        .map(|(index, parameter)| emit_input(scope, &Input::Parameter(index, parameter)));
    let arguments = section("arguments", arguments);
    let inputs = inputs(scope, operation);
    let with = |wanted: fn(&Input<'_>, Role) -> bool| {
        let inputs = inputs
            .iter()
            .filter(move |(input, role)| wanted(input, *role));
        inputs
            .map(|(input, _)| emit_input(scope, input))
            .collect::<Vec<_>>()
    };
    let parameters =
        with(|input, role| role == Role::Staged && matches!(input, Input::Parameter(..)));
    let parameters = section("parameters", parameters);
    let body = with(|input, role| role == Role::Staged && !matches!(input, Input::Parameter(..)));
    let body = section("body", body);
    let optional = with(|_, role| role != Role::Staged);
    let optional = section("optional", optional);
    let more = has_more(scope, operation).then(|| quote!(, rest(more)));
    let constants = section("constants", emit_constants(scope, operation));
    let media = operation.body.as_ref().map(emit_media);
    let ways = emit_ways(operation);
    let failures = operation.errors.iter().filter_map(|error| {
        let ty = scope.ty(error.ty.as_ref()?);
        let status = status_literal(error.status);
        let format = ident(if error.xml { "xml" } else { "json" });
        Some(quote!(#status = #format #ty))
    });
    let failures = section("failures", failures);
    let headers = operation.headers.as_ref().map(|set| {
        // Another part of the resource may have the struct.
        let (modules, name) = (path.iter().map(|name| ident(name)), ident(&set.name));
        quote!(, headers(crate::resources::#(#modules::)*#name))
    });
    quote! {
        dispatch!(
            #name, at(#(#path),*), #handle.#method, #help
            #arguments #parameters #body #optional #more #constants #media #failures #headers => #ways
        );
    }
}

/// `, name(…)`; nothing where there is nothing in it.
fn section(name: &str, items: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<_> = items.into_iter().collect();
    let name = ident(name);
    (!items.is_empty()).then(|| quote!(, #name(#(#items),*)))
}

/// `name: Type = place(…) Kind "help"`.
fn emit_input(scope: &Scope<'_>, input: &Input<'_>) -> TokenStream {
    let name = ident(input.name());
    let help = input.brief();
    let (ty, place, kind) = match (input, input.ty()) {
        (Input::Parameter(index, _), Some(ty)) => {
            let index = Literal::usize_unsuffixed(*index);
            (given(scope, ty), quote!(parameter(#index)), kind(scope, ty))
        }
        (Input::Field(_, field), Some(ty)) => {
            let name = &field.wire_name;
            (given(scope, ty), quote!(member(#name)), kind(scope, ty))
        }
        (Input::Body(_), Some(ty)) => (given(scope, ty), quote!(body()), kind(scope, ty)),
        (Input::Body(body), None) => match &body.content {
            BodyContent::Lines(ty) => {
                let ty = scope.ty(ty);
                (quote!(Vec<#ty>), quote!(body()), quote!([Json]))
            }
            _ => {
                let upload = scope.in_runtime("Upload");
                (quote!(#upload), quote!(content()), quote!(Bytes))
            }
        },
        (Input::File(file), _) => {
            let ty = scope.in_runtime("File");
            match &file.wire_name {
                None => (quote!(Vec<(String, #ty)>), quote!(files()), quote!([Bytes])),
                Some(name) if file.many => {
                    (quote!(Vec<#ty>), quote!(file_list(#name)), quote!([Bytes]))
                }
                Some(name) => (quote!(#ty), quote!(file(#name)), quote!(Bytes)),
            }
        }
        (Input::Parameter(..) | Input::Field(..), None) => return TokenStream::new(),
    };
    quote!(#name: #ty = #place #kind #help)
}

/// The type of what a setter is given.
fn given(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.resolve(ty) {
        Type::Boxed(inner) => given(scope, inner),
        _ => scope.ty(ty),
    }
}

/// The kind of a value; in brackets where there may be several.
fn kind(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.resolve(ty) {
        Type::List(item) | Type::OneOrMany(item) => {
            let item = kind_of_one(scope, item);
            quote!([#item])
        }
        Type::Nullable(inner) | Type::Boxed(inner) => kind(scope, inner),
        ty => kind_of_one(scope, ty),
    }
}

fn kind_of_one(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    let name = match scope.resolve(ty) {
        Type::Bool => "Boolean",
        Type::Int(_) => "Integer",
        Type::F32 | Type::F64 => "Number",
        Type::String | Type::Bytes(_) | Type::Date | Type::DateTime => "Text",
        Type::Secret => "Secret",
        Type::Nullable(inner) | Type::Boxed(inner) => return kind_of_one(scope, inner),
        Type::Named(id) => match &scope.def(*id).kind {
            TypeKind::Enum(values) if values.repr == EnumRepr::Int => "Integer",
            TypeKind::Enum(_) => "Text",
            _ => "Json",
        },
        Type::Json | Type::List(_) | Type::OneOrMany(_) | Type::Map(_) => "Json",
    };
    ident(name).into_token_stream()
}

/// True where the body may have members that the description does not name.
fn has_more(scope: &Scope<'_>, operation: &Operation) -> bool {
    let content = operation.body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Fields { ty, .. }) = content else {
        return false;
    };
    matches!(&scope.def(*ty).kind, TypeKind::Struct(object) if object.additional.is_some())
}

/// Members of the body that nobody gives, with their values.
fn emit_constants(scope: &Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let fields = body_fields(scope, operation).into_iter().flatten();
    fields
        .filter(|(_, role, _)| *role == Role::Constant)
        .filter_map(|(_, _, field)| {
            let (name, json) = (&field.wire_name, field.constant.as_ref()?);
            Some(quote!(#name = #json))
        })
        .collect()
}

/// The media types of the body, and the methods that take those that are not usual.
fn emit_media(body: &Body) -> TokenStream {
    let usual = &body.media_type;
    let others = body.alternatives.iter().map(|other| {
        let (name, media_type) = (ident(&other.rust_name), &other.media_type);
        let from = ident(match other.content {
            AlternativeContent::Json | AlternativeContent::Form => "any_body",
            AlternativeContent::Multipart => "multipart",
            AlternativeContent::Text => "text_body",
            AlternativeContent::Bytes => "upload",
        });
        quote!(, #name = #media_type #from)
    });
    quote!(, media(#usual #(#others)*))
}

/// The ways to take the answer.
fn emit_ways(operation: &Operation) -> TokenStream {
    let whole = match &operation.output {
        Output::Stream => None,
        Output::Empty { .. } => Some("empty"),
        Output::Text => Some("text"),
        Output::Xml(_) => Some("xml"),
        Output::Bytes => Some("bytes"),
        Output::Json { .. } | Output::ByStatus { .. } => Some("json"),
    };
    let whole = whole.map(|how| {
        let how = ident(how);
        quote!(send(#how))
    });
    let stream = match (&operation.output, &operation.stream) {
        (Output::Stream, Some(_)) => Some(quote!(stream(send))),
        (Output::Bytes, _) | (_, Some(_)) => Some(quote!(stream(send_stream))),
        _ => None,
    };
    let pages = operation.pagination.as_ref().map(|_| quote!(pages()));
    let ways = whole.into_iter().chain(stream).chain(pages);
    quote!(#(#ways),*)
}

/// The first sentence of a text.
pub(super) fn brief(doc: &Doc) -> String {
    let lines = doc.0.iter().take_while(|line| !line.is_empty());
    let text = lines.map(String::as_str).collect::<Vec<_>>().join(" ");
    match text.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => text,
    }
}
