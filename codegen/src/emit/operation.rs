//! One operation: its method on the handle, its static description, and its request.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::answer::{emit_output, emit_types, emit_ways};
use super::description::emit_description;
use super::input::{inputs, positional};
use super::operation_docs::operation_docs;
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::scope::{Scope, ident};
use super::setters::{argument, give};
use super::staged::{emit_steps, request};
use crate::ir::{Operation, Resource, Role};

/// Prints the method on the resource's handle that starts a request.
pub(super) fn emit_method(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> TokenStream {
    let docs = operation_docs(scope, resource, operation);
    let deprecated = operation.deprecated.as_deref().map(emit_deprecated);
    let name = ident(&operation.fn_name);
    let arguments = positional(operation).map(|(_, parameter)| {
        let name = ident(&parameter.rust_name);
        let ty = argument(scope, &parameter.ty);
        quote!(#name: #ty)
    });
    let description = description_name(operation);
    let given = positional(operation)
        .map(|(index, parameter)| give(scope, index, &parameter.ty, &ident(&parameter.rust_name)));
    let first = operation.steps.first().unwrap_or(&operation.struct_name);
    let returns = request(scope, first);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #returns {
            self.client.call(&#description) #(.#given)* .request()
        }
    }
}

fn emit_deprecated(reason: &str) -> TokenStream {
    match reason.trim() {
        "" => quote!(#[deprecated]),
        reason => quote!(#[deprecated = #reason]),
    }
}

/// Name of the static with an operation's description.
pub(super) fn description_name(operation: &Operation) -> Ident {
    ident(&operation.fn_name.trim_end_matches('_').to_uppercase())
}

/// Prints everything of an operation that stands beside the handle.
pub(super) fn emit_operation(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> TokenStream {
    let description = emit_description(scope, operation, &description_name(operation));
    let steps = emit_steps(scope, operation);
    let request = emit_request(scope, resource, operation);
    let types = emit_types(scope, resource, operation);
    quote!(#description #steps #request #types)
}

/// What the request is for: its setters, and how its answer is read.
fn emit_request(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = ident(&operation.struct_name);
    let method = format!("{}::{}", resource.handle, operation.fn_name);
    let output = emit_output(scope, &operation.output);
    let inputs = inputs(scope, operation);
    let given = || {
        let inputs = inputs.iter().filter(|(_, role)| *role != Role::Staged);
        inputs.map(|(input, _)| input)
    };
    let entries: Vec<_> = given().filter_map(|input| input.entry(scope)).collect();
    let entries = (!entries.is_empty()).then(|| quote!(inputs!(#name, #(#entries),*);));
    let returns = quote!(Self);
    let methods = given().filter_map(|input| input.method(scope, &returns));
    // Where some of the body is required, the step that asks for it takes another body as well.
    let alternatives = first_of_body(scope, operation).is_none().then(|| {
        let alternatives = alternatives(operation).iter();
        alternatives.map(|other| emit_alternative(scope, other, returns.clone()))
    });
    let methods: Vec<_> = methods.chain(alternatives.into_iter().flatten()).collect();
    let methods = (!methods.is_empty()).then(|| {
        let request = request(scope, &operation.struct_name);
        quote!(impl #request { #(#methods)* })
    });
    let ways = emit_ways(scope, operation);
    quote! {
        request!(#name, #method => #output);
        #ways
        #entries
        #methods
    }
}
