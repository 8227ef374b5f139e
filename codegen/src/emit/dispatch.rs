//! Dispatch tables, for calling operations by name: one table for each operation, with its inputs
//! and their setters. They are compiled with the feature `dispatch` only.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::place;
use super::input::{BodyField, Input, inputs, positional};
use super::layout::cfg_any;
use super::media_types::{emit_body_types, emit_response_types};
use super::operation::{description_name, is_static};
use super::response::status_pattern;
use super::scope::{Scope, ident};
use super::tree::Tree;
use super::xml::emit_root;
use crate::files::File;
use crate::ir::{
    Body, BodyContent, BodyFormat, Doc, Operation, Output, PartContent, Resource, Role, Type,
    TypeKind,
};

/// The items of the runtime for calling operations by name.
pub(super) const EXPORTS: [&str; 12] = [
    "Arguments",
    "Attachment",
    "CallFuture",
    "CallResult",
    "Entry",
    "Input",
    "InputLocation",
    "Kind",
    "Location",
    "Output",
    "ResponseMode",
    "Sink",
];

/// Emits the list of the tables of these resources.
pub(super) fn emit_lists(
    tree: &Tree<'_>,
    resources: impl Iterator<Item = usize>,
) -> impl Iterator<Item = TokenStream> {
    resources.flat_map(|index| {
        let resource = &tree.api.resources[index];
        let modules = tree.operation_modules(index);
        modules.map(move |(own, _)| {
            let cfg = cfg_any([resource.feature.as_str()]);
            let path = resource.module_path().chain(own.map(str::to_owned));
            let path = path.map(|name| ident(&name));
            quote!(#cfg crate::resources::#(#path::)* dispatch::_ENTRIES)
        })
    })
}

/// Emits the module that lists the operations of all resources.
pub(super) fn emit_dispatch(tree: &Tree<'_>) -> File {
    let lists = emit_lists(tree, 0..tree.api.resources.len());
    let exports = EXPORTS.map(ident);
    File::rust(
        "src/dispatch.rs",
        quote! {
            #![doc = " Calls operations by name, with arguments in JSON."]
            pub use crate::runtime::{#(#exports),*};

            #[doc = " All operations."]
            pub fn entries() -> impl Iterator<Item = &'static Entry> {
                let resources: &[&[&Entry]] = &[#(#lists),*];
                resources.concat().into_iter()
            }
        },
    )
}

/// Emits the tables of the operations of a resource. `module` is the path of their file, without
/// its extension.
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
    let docs = format!(" Dispatch tables of [`{}`](super::{0}).", resource.handle);
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

/// Emits the declaration of the module with a resource's tables.
pub(super) fn emit_module() -> TokenStream {
    quote! {
        #[cfg(feature = "dispatch")]
        pub(crate) mod dispatch;
    }
}

fn emit_entry(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = description_name(operation);
    let keyword = is_static(operation).then(|| quote!(static));
    let (endpoint, method) = (ident(&operation.struct_name), &operation.fn_name);
    let path = &resource.path;
    let help = brief(&operation.doc);
    let arguments = positional(operation).map(|it| (Input::Parameter(it), Role::Positional));
    let inputs: Vec<_> = arguments.chain(inputs(scope, operation)).collect();
    let with = |wanted: fn(&Input<'_>, Role) -> bool| {
        let inputs = inputs
            .iter()
            .filter(move |(input, role)| wanted(input, *role));
        inputs.map(|(input, _)| emit_input(scope, input))
    };
    let required = with(|_, role| role == Role::Positional)
        .chain(with(|input, role| {
            role == Role::Staged && is_parameter(input)
        }))
        .chain(with(|input, role| {
            role == Role::Staged && !is_parameter(input)
        }));
    let required = section("required", required);
    let optional = with(|_, role| !matches!(role, Role::Positional | Role::Staged));
    let optional = section("optional", optional);
    let open = has_more(scope, operation).then(|| quote!(, open(true)));
    let media = operation.body.as_ref().map(emit_body_types);
    let accepts = section("accepts", emit_response_types(operation));
    let modes = emit_modes(operation);
    let failures = section("failures", emit_failures(scope, operation));
    let headers = operation.headers.as_ref().map(|set| {
        // The struct may be in another module of the resource.
        let (modules, name) = (
            resource.module_path().map(|name| ident(&name)),
            ident(&set.name),
        );
        quote!(, headers(crate::resources::#(#modules::)*#name))
    });
    let old_names = operation.old_names.iter();
    let old = section("old", old_names.map(|name| quote!([#(#name),*])));
    quote! {
        dispatch!(
            #keyword #name of #endpoint, at(#(#path),*), #method, #help
            #old #required #optional #open #media #accepts #failures #headers => #modes
        );
    }
}

/// Emits the types of documented errors with their statuses. Statuses with the same type are
/// grouped.
fn emit_failures(scope: &Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let mut failures: Vec<(bool, &Type, Vec<String>)> = Vec::new();
    for error in &operation.errors {
        let Some(ty) = &error.ty else { continue };
        let status = status_pattern(error.status);
        let mut known = failures.iter_mut();
        match known.find(|(xml, own, _)| (*xml, *own) == (error.xml, ty)) {
            Some((_, _, statuses)) => statuses.push(status),
            None => failures.push((error.xml, ty, vec![status])),
        }
    }
    let emit = |(xml, ty, statuses): (bool, &Type, Vec<String>)| {
        let format = ident(if xml { "xml" } else { "json" });
        let ty = scope.ty(ty);
        quote!(#format #ty = #(#statuses)|*)
    };
    failures.into_iter().map(emit).collect()
}

fn is_parameter(input: &Input<'_>) -> bool {
    matches!(input, Input::Parameter(_))
}

/// Emits `, name(…)`; nothing for an empty list.
fn section(name: &str, items: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<_> = items.into_iter().collect();
    let name = ident(name);
    (!items.is_empty()).then(|| quote!(, #name(#(#items),*)))
}

/// Emits `name: Type = place(…) Kind "help"`.
fn emit_input(scope: &Scope<'_>, input: &Input<'_>) -> TokenStream {
    let name = ident(input.name());
    let help = input.brief();
    let (ty, place, kind) = match input {
        Input::Parameter(parameter) => {
            let (place, wire_name) = (ident(place(parameter.location)), &parameter.wire_name);
            (
                arg_type(scope, &parameter.ty),
                quote!(#place(#wire_name)),
                kind(scope, &parameter.ty),
            )
        }
        Input::Field(BodyField { field, .. }) => {
            let name = &field.wire_name;
            (
                arg_type(scope, &field.ty),
                quote!(body(#name)),
                kind(scope, &field.ty),
            )
        }
        Input::Body(body) => emit_whole(scope, body),
        Input::File(file) => {
            let media_type = file.media_type.iter();
            let place = match &file.wire_name {
                None => quote!(files()),
                Some(name) => quote!(file(#name #(#media_type)*)),
            };
            let many = file.many || file.wire_name.is_none();
            let kind = if many { quote!([Bytes]) } else { quote!(Bytes) };
            (quote!(()), place, kind)
        }
    };
    quote!(#name: #ty = #place #kind #help)
}

/// Emits type, location and kind of a body that is a single argument.
fn emit_whole(scope: &Scope<'_>, body: &Body) -> (TokenStream, TokenStream, TokenStream) {
    match (&body.content, &body.format) {
        (BodyContent::Json(ty), BodyFormat::Xml(root)) => {
            let root = emit_root(scope, root);
            (arg_type(scope, ty), quote!(xml(#root)), kind(scope, ty))
        }
        (BodyContent::Json(ty), _) => (arg_type(scope, ty), quote!(body()), kind(scope, ty)),
        (BodyContent::Text, _) => (quote!(String), quote!(text()), quote!(Text)),
        (BodyContent::Lines(ty), _) => (scope.ty(ty), quote!(lines()), quote!([Json])),
        (BodyContent::Parts(PartContent::Json(ty), media_type), _) => {
            (scope.ty(ty), quote!(parts(#media_type)), quote!([Json]))
        }
        (BodyContent::Parts(PartContent::Text, media_type), _) => (
            quote!(String),
            quote!(text_parts(#media_type)),
            quote!([Json]),
        ),
        (BodyContent::Parts(PartContent::Bytes, media_type), _) => {
            (quote!(()), quote!(file_parts(#media_type)), quote!([Bytes]))
        }
        _ => (quote!(()), quote!(content()), quote!(Bytes)),
    }
}

/// The type of a setter's argument.
fn arg_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.resolve(ty) {
        Type::Boxed(inner) => arg_type(scope, inner),
        _ => scope.ty(ty),
    }
}

/// Emits the kind of a value, in brackets if there may be several.
fn kind(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    let (kind, many) = scope.api.value_kind(ty);
    let kind = ident(kind.name());
    if many { quote!([#kind]) } else { quote!(#kind) }
}

/// True if the body accepts members that the description does not name.
fn has_more(scope: &Scope<'_>, operation: &Operation) -> bool {
    let content = operation.body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Fields { ty, .. }) = content else {
        return false;
    };
    matches!(&scope.def(*ty).kind, TypeKind::Struct(object) if object.additional.is_some())
}

/// Emits how the response can be read, the default first: bytes as a stream, which may be large.
fn emit_modes(operation: &Operation) -> TokenStream {
    let mut modes = Vec::new();
    if !matches!(operation.output, Output::Stream) {
        modes.push(quote!(whole));
    }
    match operation.output {
        Output::Bytes => modes.insert(0, quote!(stream)),
        _ if operation.stream.is_some() => modes.push(quote!(stream)),
        _ => {}
    }
    if operation.pagination.is_some() {
        modes.push(quote!(pages));
    }
    quote!(#(#modes),*)
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
