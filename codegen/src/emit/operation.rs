//! Operations: the method on the handle, and the endpoint type with the description.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::description::emit_description;
use super::dispatch::brief;
use super::docs::{Docs, code, is_prose};
use super::input::{inputs, positional};
use super::operation_docs::operation_docs;
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::response::{emit_output, emit_response_traits, emit_types};
use super::scope::{Scope, constant_name, ident};
use super::setters::{argument, convert, emit_optional_setters};
use super::staged::{first, in_module, request};
use crate::ir::{Operation, Output, Parameter, Resource, Role, Type};

/// Emits the method on the resource's handle that creates a request.
pub(super) fn emit_method(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> TokenStream {
    let docs = operation_docs(scope, resource, operation);
    let deprecated = operation.deprecated.as_deref().map(emit_deprecated);
    let name = ident(&operation.fn_name);
    let arguments = emit_arguments(scope, operation);
    let call = emit_call(operation);
    let path = positional(operation).map(|parameter| emit_path(scope, parameter));
    let (request, first) = (scope.in_runtime("Request"), first(operation));
    let returns = quote!(#request<#first>);
    let aliases = operation.aliases.iter().map(|alias| {
        let docs = Docs::line(format!("Former name of [`Self::{}`].", operation.fn_name));
        let now = format!("it is called `{}` now", operation.fn_name);
        let old = ident(&alias.fn_name);
        let arguments = &arguments;
        let values = positional(operation).map(|parameter| ident(&parameter.rust_name));
        quote! {
            #docs
            #[deprecated = #now]
            pub fn #old(&self, #(#arguments),*) -> #returns { self.#name(#(#values),*) }
        }
    });
    let aliases: Vec<_> = aliases.collect();
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #returns {
            self.client.#call #(.#path)* .request()
        }
        #(#aliases)*
    }
}

/// Emits the call of the client that refers to the operation.
fn emit_call(operation: &Operation) -> TokenStream {
    if is_static(operation) {
        let description = description_name(operation);
        return quote!(call(&#description));
    }
    let endpoint = ident(&operation.struct_name);
    quote!(call_to::<#endpoint>())
}

/// True if a static describes the operation: it can only be streamed, and so has no endpoint that does.
pub(super) fn is_static(operation: &Operation) -> bool {
    matches!(operation.output, Output::Stream)
}

/// Emits the arguments of the method, with their types.
pub(super) fn emit_arguments(scope: &Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let arguments = positional(operation).map(|parameter| {
        let name = ident(&parameter.rust_name);
        let ty = argument(scope, &parameter.ty);
        quote!(#name: #ty)
    });
    arguments.collect()
}

/// Emits the call that sets a path parameter.
fn emit_path(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let (wire_name, name) = (&parameter.wire_name, ident(&parameter.rust_name));
    match scope.resolve(&parameter.ty) {
        Type::List(item) | Type::OneOrMany(item) => {
            let item = scope.ty(item);
            quote!(path_list::<#item>(#wire_name, #name))
        }
        Type::Map(_) => {
            let value = convert(scope, &parameter.ty, &name);
            let ty = scope.ty(&parameter.ty);
            quote!(path::<#ty>(#wire_name, #value))
        }
        Type::Boxed(inner) => {
            let ty = scope.ty(inner);
            quote!(path::<#ty>(#wire_name, #name))
        }
        _ => {
            let ty = scope.ty(&parameter.ty);
            quote!(path::<#ty>(#wire_name, #name))
        }
    }
}

/// Emits a deprecated alias of a type.
pub(super) fn emit_alias(old: &str, name: &str) -> TokenStream {
    let docs = Docs::line(format!("Former name of [`{name}`]."));
    let now = format!("it is called `{name}` now");
    let (old, name) = (ident(old), ident(name));
    quote! {
        #docs
        #[deprecated = #now]
        pub type #old = #name;
    }
}

fn emit_deprecated(reason: &str) -> TokenStream {
    match reason.trim() {
        "" => quote!(#[deprecated]),
        reason => quote!(#[deprecated = #reason]),
    }
}

/// The name of an operation in capitals: that of its entry for calls by name, and of the static that
/// describes an operation without an endpoint.
pub(super) fn description_name(operation: &Operation) -> Ident {
    constant_name(&operation.fn_name)
}

/// Emits everything of an operation except for the method on the handle. `optional` collects the
/// setters that take an `Option`.
pub(super) fn emit_operation(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    optional: &mut Vec<TokenStream>,
) -> TokenStream {
    let description = is_static(operation).then(|| {
        let (name, ty) = (description_name(operation), scope.in_runtime("Operation"));
        let description = emit_description(scope, operation);
        quote!(static #name: #ty = #description;)
    });
    let request = emit_request(scope, resource, operation, optional);
    let types = emit_types(scope, resource, operation);
    let requests = scope.api.division.is_some().then(|| {
        let own = ident(&operation.struct_name);
        let steps = operation.steps().map(in_module);
        quote!(requests!(#own #(, #steps)*);)
    });
    quote!(#description #request #requests #types)
}

/// Emits the endpoint type: how its response is decoded, and its setters.
fn emit_request(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    optional: &mut Vec<TokenStream>,
) -> TokenStream {
    let name = ident(&operation.struct_name);
    let method = format!("{}::{}", resource.handle, operation.fn_name);
    let docs =
        Docs::line(format!("The endpoint of [`{method}`].")).block(arguments(scope, operation));
    let endpoint = emit_output(scope, &operation.output).map(|format| {
        let endpoint = scope.in_runtime("Endpoint");
        let operation_type = scope.in_runtime("Operation");
        let description = emit_description(scope, operation);
        quote! {
            impl #endpoint for #name {
                const OPERATION: #operation_type = #description;
                type Response = #format;
            }
        }
    });
    let inputs = inputs(scope, operation);
    let names: BTreeSet<_> = inputs.iter().map(|(input, _)| input.name()).collect();
    let setters = inputs.iter().filter(|(_, role)| *role != Role::Staged);
    let setters: Vec<_> = setters
        .map(|(input, _)| input.setter(scope, None))
        .collect();
    // If a part of the body is required, its first step accepts the alternative bodies.
    let alternatives = first_of_body(scope, operation).is_none().then(|| {
        let alternatives = alternatives(operation).iter();
        alternatives.map(|other| emit_alternative(scope, other, None))
    });
    let alternatives: Vec<_> = alternatives.into_iter().flatten().collect();
    let setters = (!setters.is_empty() || !alternatives.is_empty()).then(|| {
        let request = request(scope, &operation.struct_name);
        optional.extend(emit_optional_setters(&request, &setters, &names));
        quote!(impl #request { #(#setters)* #(#alternatives)* })
    });
    let response_traits = emit_response_traits(scope, operation);
    let aliases = operation
        .aliases
        .iter()
        .filter_map(|alias| alias.struct_name.as_ref());
    let aliases = aliases.map(|old| emit_alias(old, &operation.struct_name));
    quote! {
        #docs
        pub enum #name {}
        #(#aliases)*
        #endpoint
        #response_traits
        #setters
    }
}

/// The arguments of a request as a Markdown list for the documentation of its endpoint type: the
/// setters themselves are documented on `Request`.
fn arguments(scope: &Scope<'_>, operation: &Operation) -> Vec<String> {
    let positional = positional(operation).map(|it| (it.rust_name.as_str(), brief(&it.doc), true));
    let inputs = inputs(scope, operation);
    let set = inputs
        .iter()
        .map(|(input, role)| (input.name(), input.brief(), *role == Role::Staged));
    let lines = positional.chain(set).map(|(name, brief, is_required)| {
        let required = if is_required { ", required" } else { "" };
        match !brief.is_empty() && is_prose(&brief) {
            true => format!("- {}{required}: {brief}", code(name)),
            false => format!("- {}{required}", code(name)),
        }
    });
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => lines,
        false => std::iter::once("# Arguments".to_owned())
            .chain(lines)
            .collect(),
    }
}
