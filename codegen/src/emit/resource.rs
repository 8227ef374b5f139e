//! Resources: each has a handle with its operations and with accessors of the resources below.

use proc_macro2::TokenStream;
use quote::quote;

use super::dispatch::{emit_entries, emit_module};
use super::docs::{Docs, code};
use super::layout::cfg_any;
use super::lib_rs::inner;
use super::moved::emit_moved;
use super::operation::{emit_method, emit_operation};
use super::scope::{Scope, ident};
use super::setters::emit_optional_module;
use super::staged::{self, emit_steps};
use super::tree::Tree;
use crate::files::File;
use crate::ir::{Api, Operation, Resource};

/// Emits the module of all resources; `None` if there are none.
pub(super) fn emit_resources_module(tree: &Tree<'_>) -> Option<File> {
    let modules = tree.roots().map(|index| tree.emit_mod(index));
    let file = File::rust(
        "src/resources/mod.rs",
        quote! {
            // Setters with a self-explanatory name have no documentation.
            #![allow(missing_docs)]
            #(#modules)*
        },
    );
    (!tree.api.resources.is_empty()).then_some(file)
}

/// Emits the files of a resource.
pub(super) fn emit_resource(tree: &Tree<'_>, index: usize) -> Vec<File> {
    let resource = &tree.api.resources[index];
    let modules: Vec<String> = resource.module_path().collect();
    let path = format!("src/resources/{}", modules.join("/"));
    let entries = tree.operation_modules(index).map(|(module, operations)| {
        let place = match module {
            Some(module) => format!("{path}/{module}"),
            None => path.clone(),
        };
        emit_entries(tree, resource, operations, &place)
    });
    let entries: Vec<_> = entries.collect();
    let own = tree.operation_modules(index);
    let own: Vec<_> = own
        .filter_map(|(module, operations)| Some((module?, operations)))
        .collect();
    if tree.children(index).is_empty() && own.is_empty() {
        let leaf = emit_leaf(tree.api, resource, &path);
        return entries.into_iter().chain(leaf).collect();
    }
    let group = emit_group(tree, index, &own, format!("{path}/mod.rs"));
    let own = own.into_iter().flat_map(|(module, operations)| {
        let path = format!("{path}/{module}");
        emit_own_operations(tree.api, resource, operations, &path)
    });
    entries.into_iter().chain(own).chain([group]).collect()
}

/// Emits a resource without children: its file, and one of the setters that take an `Option`. `path`
/// is that of the file, without its extension.
fn emit_leaf(api: &Api, resource: &Resource, path: &str) -> Vec<File> {
    let scope = Scope::outside_models(api);
    let docs = module_docs(resource);
    let handle = emit_handle(&scope, resource);
    let mut optional = Vec::new();
    let operations = match resource.operations.as_slice() {
        [] => None,
        operations => Some(emit_operations(&scope, resource, operations, &mut optional)),
    };
    let moved = emit_moved(&scope, resource);
    let entries = (!resource.operations.is_empty()).then(emit_module);
    let (maybe, optional) = emit_optional_module(path, &optional).unzip();
    let uses = scope.uses();
    let file = File::rust(
        format!("{path}.rs"),
        quote!(#docs #entries #maybe #uses #handle #operations #moved),
    );
    std::iter::once(file).chain(optional).collect()
}

/// Emits a resource with children, or with more operations than fit into one file.
fn emit_group(tree: &Tree<'_>, index: usize, own: &[(&str, &[Operation])], path: String) -> File {
    let resource = &tree.api.resources[index];
    let scope = Scope::outside_models(tree.api);
    let docs = module_docs(resource);
    let children = tree.children(index).iter();
    let modules = children.clone().map(|child| tree.emit_mod(*child));
    let staged = own.iter().filter(|(_, operations)| {
        let mut steps = operations.iter().flat_map(Operation::steps);
        steps.next().is_some()
    });
    let cfg = || cfg_any([resource.feature.as_str()]);
    let staged = staged.map(|(module, _)| {
        let module = ident(module);
        (quote!(super::#module), cfg())
    });
    let staged = staged::emit_exports(staged);
    let own = own.iter().map(|(module, _)| {
        let cfg = cfg_any([resource.feature.as_str()]);
        let module = ident(module);
        quote!(#cfg pub(crate) mod #module; #cfg pub use self::#module::*;)
    });
    let handle = emit_handle(&scope, resource);
    let name = ident(&resource.handle);
    let accessors =
        children.map(|child| tree.emit_accessor(*child, &TokenStream::new(), &quote!(self.client)));
    let accessors =
        (!tree.children(index).is_empty()).then(|| quote!(impl #name { #(#accessors)* }));
    let moved = emit_moved(&scope, resource);
    let uses = scope.uses();
    File::rust(
        path,
        quote! {
            #docs
            #(#modules)*
            #(#own)*
            #uses
            #handle
            #accessors
            #moved
            #staged
        },
    )
}

/// Emits the operations of a resource that are not in its own file. They are compiled for the
/// resource's feature only, not for those of the resources below.
fn emit_own_operations(
    api: &Api,
    resource: &Resource,
    operations: &[Operation],
    path: &str,
) -> Vec<File> {
    let scope = Scope::outside_models(api);
    let handle = ident(&resource.handle);
    let mut optional = Vec::new();
    let operations = emit_operations(&scope, resource, operations, &mut optional);
    let entries = emit_module();
    let (maybe, optional) = emit_optional_module(path, &optional).unzip();
    let uses = scope.uses();
    let file = File::rust(
        format!("{path}.rs"),
        quote!(#entries #maybe use super::#handle; #uses #operations),
    );
    std::iter::once(file).chain(optional).collect()
}

fn emit_handle(scope: &Scope<'_>, resource: &Resource) -> TokenStream {
    let docs = resource_docs(resource);
    let name = ident(&resource.handle);
    let client = scope.runtime("Client");
    let is_divided = scope.api.division.is_some() && resource.parent.is_none();
    let from = is_divided.then(|| {
        quote! {
            impl From<#client> for #name {
                fn from(client: #client) -> Self { Self { client } }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { pub(crate) client: #client }
        #from
    }
}

/// Emits the methods that create requests, and the endpoint types.
fn emit_operations(
    scope: &Scope<'_>,
    resource: &Resource,
    operations: &[Operation],
    optional: &mut Vec<TokenStream>,
) -> TokenStream {
    let name = ident(&resource.handle);
    let operations = operations.iter();
    let methods = operations
        .clone()
        .map(|operation| emit_method(scope, resource, operation));
    let parts = operations
        .clone()
        .map(|operation| emit_operation(scope, resource, operation, optional));
    let steps = staged::emit_module(operations.map(|operation| emit_steps(scope, operation)));
    quote! {
        impl #name { #(#methods)* }
        #(#parts)*
        #steps
    }
}

pub(super) fn resource_docs(resource: &Resource) -> Docs {
    Docs::or(&resource.doc, || {
        format!("Operations under {}.", code(&resource.path.join(".")))
    })
}

fn module_docs(resource: &Resource) -> TokenStream {
    let content = match resource.operations.is_empty() {
        true => format!("Resources under [`{}`].", resource.handle),
        false => format!("Requests of [`{}`].", resource.handle),
    };
    let docs = Docs::or(&resource.doc, || content.clone());
    let docs = match resource.doc.is_empty() {
        true => docs,
        false => docs.paragraph(content),
    };
    inner(&docs)
}
