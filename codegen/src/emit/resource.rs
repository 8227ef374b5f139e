//! Resources: a handle for each, with its operations and the resources below it.

use proc_macro2::TokenStream;
use quote::quote;

use super::dispatch::{emit_entries, emit_module};
use super::docs::{Docs, code};
use super::layout::cfg_any;
use super::lib_rs::inner;
use super::moved::emit_moved;
use super::operation::{emit_method, emit_operation};
use super::scope::{Scope, ident};
use super::staged::{self, emit_steps};
use crate::files::File;
use crate::ir::{Api, Division, Operation, Resource};

/// The resources as a tree.
pub(super) struct Tree<'a> {
    pub(super) api: &'a Api,
    /// The crates, where they are emitted as several.
    pub(super) division: Option<&'a Division>,
    /// Children of each resource, in document order.
    children: Vec<Vec<usize>>,
    /// Features that need each resource: its own where it has operations, and those below it.
    features: Vec<Vec<&'a str>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(api: &'a Api, division: Option<&'a Division>) -> Self {
        let mut children = vec![Vec::new(); api.resources.len()];
        let mut features: Vec<Vec<&str>> = vec![Vec::new(); api.resources.len()];
        // Parents come before their children, so going backwards a resource is complete when its
        // parent takes over its features.
        for (index, resource) in api.resources.iter().enumerate().rev() {
            if !resource.operations.is_empty() {
                features[index].push(&resource.feature);
            } else {
                let moved = resource.moved.iter();
                features[index].extend(moved.map(|it| api.resources[it.resource].feature.as_str()));
            }
            if let Some(parent) = resource.parent {
                children[parent].push(index);
                let below = features[index].clone();
                features[parent].extend(below);
            }
        }
        for children in &mut children {
            children.reverse();
        }
        Self {
            api,
            division,
            children,
            features,
        }
    }

    /// Resources that are reached from the client itself.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        let resources = self.api.resources.iter().enumerate();
        resources
            .filter(|(_, resource)| resource.parent.is_none())
            .map(|(index, _)| index)
    }

    /// Resources directly below one.
    pub(super) fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// The features that need a resource.
    pub(super) fn features(&self, index: usize) -> &[&'a str] {
        &self.features[index]
    }

    fn cfg(&self, index: usize) -> Option<TokenStream> {
        cfg_any(self.features[index].iter().copied())
    }

    /// The module of a resource.
    pub(super) fn emit_mod(&self, index: usize) -> TokenStream {
        let cfg = self.cfg(index);
        let module = ident(self.name(index));
        quote!(#cfg pub mod #module;)
    }

    /// The accessor that gives a resource's handle; `root` is the path of its parent module, and
    /// `client` the expression for the client.
    pub(super) fn emit_accessor(
        &self,
        index: usize,
        root: &TokenStream,
        client: &TokenStream,
    ) -> TokenStream {
        let cfg = self.cfg(index);
        let resource = &self.api.resources[index];
        let docs = resource_docs(resource);
        let name = ident(self.name(index));
        let handle = ident(&resource.handle);
        let made = match self.division {
            // Of another crate, which knows the runtime's client only.
            Some(_) if resource.parent.is_none() => {
                quote!(#root #name::#handle::from((**#client).clone()))
            }
            _ => quote!(#root #name::#handle { client: #client.clone() }),
        };
        quote! {
            #docs
            #cfg
            pub fn #name(&self) -> #root #name::#handle { #made }
        }
    }

    /// The modules with a resource's operations.
    pub(super) fn operation_modules(
        &self,
        index: usize,
    ) -> impl Iterator<Item = (Option<&'a str>, &'a [Operation])> {
        let resource = &self.api.resources[index];
        let modules = resource.modules.iter();
        modules.map(|module| {
            let operations = &resource.operations[module.operations.clone()];
            (module.name.as_deref(), operations)
        })
    }

    fn name(&self, index: usize) -> &'a str {
        self.api.resources[index]
            .path
            .last()
            .map_or("", String::as_str)
    }
}

/// Prints the module that holds all resources; there is none where there are no resources.
pub(super) fn emit_resources_module(tree: &Tree<'_>) -> Option<File> {
    let modules = tree.roots().map(|index| tree.emit_mod(index));
    let file = File::rust(
        "src/resources/mod.rs",
        quote! {
            // A setter whose name says all needs no docs.
            #![allow(missing_docs)]
            #(#modules)*
        },
    );
    (!tree.api.resources.is_empty()).then_some(file)
}

/// Prints the files of one resource.
pub(super) fn emit_resource(tree: &Tree<'_>, index: usize) -> Vec<File> {
    let resource = &tree.api.resources[index];
    let path = format!("src/resources/{}", resource.path.join("/"));
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
        let leaf = emit_leaf(tree.api, resource, format!("{path}.rs"));
        return entries.into_iter().chain([leaf]).collect();
    }
    let group = emit_group(tree, index, &own, format!("{path}/mod.rs"));
    let own = own.into_iter().map(|(module, operations)| {
        let path = format!("{path}/{module}.rs");
        emit_own_operations(tree.api, resource, operations, path)
    });
    entries.into_iter().chain(own).chain([group]).collect()
}

/// A resource without others below it: one file.
fn emit_leaf(api: &Api, resource: &Resource, path: String) -> File {
    let scope = Scope::outside_models(api);
    let docs = module_docs(resource);
    let handle = emit_handle(&scope, resource);
    let operations = match resource.operations.as_slice() {
        [] => None,
        operations => Some(emit_operations(&scope, resource, operations)),
    };
    let moved = emit_moved(&scope, resource);
    let entries = (!resource.operations.is_empty()).then(emit_module);
    let uses = scope.uses();
    File::rust(
        path,
        quote!(#docs #entries #uses #handle #operations #moved),
    )
}

/// A resource with others below it, or with more operations than fit into one file: its handle
/// leads to the others.
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

/// Operations of a resource that are not in its own file: they are compiled for the resource's
/// own feature only, not for those of the resources below.
fn emit_own_operations(
    api: &Api,
    resource: &Resource,
    operations: &[Operation],
    path: String,
) -> File {
    let scope = Scope::outside_models(api);
    let handle = ident(&resource.handle);
    let operations = emit_operations(&scope, resource, operations);
    let entries = emit_module();
    let uses = scope.uses();
    File::rust(path, quote!(#entries use super::#handle; #uses #operations))
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

/// The methods that start requests, and everything that belongs to the requests.
fn emit_operations(
    scope: &Scope<'_>,
    resource: &Resource,
    operations: &[Operation],
) -> TokenStream {
    let name = ident(&resource.handle);
    let operations = operations.iter();
    let methods = operations
        .clone()
        .map(|operation| emit_method(scope, resource, operation));
    let parts = operations
        .clone()
        .map(|operation| emit_operation(scope, resource, operation));
    let steps = staged::emit_module(operations.map(|operation| emit_steps(scope, operation)));
    quote! {
        impl #name { #(#methods)* }
        #(#parts)*
        #steps
    }
}

fn resource_docs(resource: &Resource) -> Docs {
    Docs::or(&resource.doc, || {
        format!("Calls under {}.", code(&resource.path.join(".")))
    })
}

fn module_docs(resource: &Resource) -> TokenStream {
    let docs = Docs::or(&resource.doc, || {
        format!("Requests of [`{}`].", resource.handle)
    });
    let docs = match resource.doc.is_empty() {
        true => docs,
        false => docs.paragraph(format!("Requests of [`{}`].", resource.handle)),
    };
    inner(&docs)
}
