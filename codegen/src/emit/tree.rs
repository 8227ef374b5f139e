//! The tree of resources, with the `cfg` attributes of each.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::layout::cfg_any;
use super::resource::resource_docs;
use super::scope::ident;
use crate::ir::{Api, Division, Operation};

/// The resources as a tree.
pub(super) struct Tree<'a> {
    pub(super) api: &'a Api,
    /// The member crates, if the SDK is split.
    pub(super) division: Option<&'a Division>,
    /// Children of each resource, in document order.
    children: Vec<Vec<usize>>,
    /// Features that enable each resource: its own if it has operations, and those of the resources
    /// below it.
    features: Vec<Vec<&'a str>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(api: &'a Api, division: Option<&'a Division>) -> Self {
        let mut children = vec![Vec::new(); api.resources.len()];
        let mut features: Vec<Vec<&str>> = vec![Vec::new(); api.resources.len()];
        // Parents come before their children. In reverse order, a resource is complete when its
        // features are added to its parent.
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

    /// The top-level resources.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        let resources = self.api.resources.iter().enumerate();
        resources
            .filter(|(_, resource)| resource.parent.is_none())
            .map(|(index, _)| index)
    }

    /// The direct children of a resource.
    pub(super) fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// The features that enable a resource.
    pub(super) fn features(&self, index: usize) -> &[&'a str] {
        &self.features[index]
    }

    fn cfg(&self, index: usize) -> Option<TokenStream> {
        cfg_any(self.features[index].iter().copied())
    }

    /// Emits the module declaration of a resource.
    pub(super) fn emit_mod(&self, index: usize) -> TokenStream {
        let cfg = self.cfg(index);
        let module = self.module(index);
        quote!(#cfg pub mod #module;)
    }

    /// Emits the accessor of a resource's handle. `root` is the path of its parent module, and
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
        let (name, module) = (ident(self.name(index)), self.module(index));
        let handle = ident(&resource.handle);
        let made = match self.division {
            // In a member crate, which has the client of the runtime only.
            Some(_) if resource.parent.is_none() => {
                quote!(#root #module::#handle::from((**#client).clone()))
            }
            _ => quote!(#root #module::#handle { client: #client.clone() }),
        };
        quote! {
            #docs
            #cfg
            pub fn #name(&self) -> #root #module::#handle { #made }
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

    /// The name of a resource's module.
    pub(super) fn module(&self, index: usize) -> Ident {
        let modules = self.api.resources[index].module_path();
        ident(&modules.last().unwrap_or_default())
    }

    fn name(&self, index: usize) -> &'a str {
        self.api.resources[index]
            .path
            .last()
            .map_or("", String::as_str)
    }
}
