//! Deprecated names of operations that have moved to another resource.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::input::positional;
use super::layout::cfg_any;
use super::operation::emit_arguments;
use super::scope::{Scope, ident};
use super::staged::first;
use crate::ir::{MovedMethod, Resource};

/// Emits the deprecated methods of operations that have moved from this resource, and aliases of
/// their endpoint types.
pub(super) fn emit_moved(scope: &Scope<'_>, resource: &Resource) -> Option<TokenStream> {
    let methods = resource.moved.iter().map(|moved| emit_method(scope, moved));
    let types = resource.moved.iter().map(|moved| emit_type(scope, moved));
    let name = ident(&resource.handle);
    (!resource.moved.is_empty()).then(|| {
        quote! {
            impl #name { #(#methods)* }
            #(#types)*
        }
    })
}

/// The current module of an operation, and the feature that it needs.
fn place(scope: &Scope<'_>, moved: &MovedMethod) -> (TokenStream, Option<TokenStream>) {
    let resource = &scope.api.resources[moved.resource];
    let path = resource.module_path().map(|name| ident(&name));
    let cfg = cfg_any([resource.feature.as_str()]);
    (quote!(crate::resources::#(#path::)*), cfg)
}

fn emit_method(scope: &Scope<'_>, moved: &MovedMethod) -> TokenStream {
    let resource = &scope.api.resources[moved.resource];
    let operation = &resource.operations[moved.operation];
    let (module, cfg) = place(scope, moved);
    let docs = format!("Former name of `{}`.", operation.id);
    let docs = Docs::line(docs);
    let now = format!("it is called `{}` now", operation.id);
    let (old, new) = (ident(&moved.alias.fn_name), ident(&operation.fn_name));
    let arguments = emit_arguments(scope, operation);
    let values = positional(operation).map(|parameter| ident(&parameter.rust_name));
    let first = first(operation);
    let request = scope.in_runtime("Request");
    let handle = ident(&resource.handle);
    quote! {
        #docs
        #cfg
        #[deprecated = #now]
        pub fn #old(&self, #(#arguments),*) -> #request<#module #first> {
            #module #handle { client: self.client.clone() }.#new(#(#values),*)
        }
    }
}

fn emit_type(scope: &Scope<'_>, moved: &MovedMethod) -> Option<TokenStream> {
    let old = moved.alias.struct_name.as_ref()?;
    let operation = &scope.api.resources[moved.resource].operations[moved.operation];
    let (module, cfg) = place(scope, moved);
    let docs = Docs::line(format!(
        "Former name of the endpoint of `{}`.",
        operation.id
    ));
    let now = format!("it is that of `{}` now", operation.id);
    let (old, new) = (ident(old), ident(&operation.struct_name));
    Some(quote! {
        #docs
        #cfg
        #[deprecated = #now]
        pub type #old = #module #new;
    })
}
