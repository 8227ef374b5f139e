//! One operation: its method on the handle, its static description, and its request builder.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::answer::{emit_output, emit_types, emit_ways};
use super::body::{emit_body_struct, emit_body_use, emit_empty_body};
use super::description::emit_description;
use super::input::{inputs, positional};
use super::limits::emit_limits;
use super::operation_docs::operation_docs;
use super::other_body::{alternatives, emit_alternative, first_of_body};
use super::scope::{Scope, ident};
use super::setters::{argument, give};
use super::staged::emit_steps;
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
    let builder = emit_empty_builder(scope, resource, operation);
    let (returns, made) = match operation.steps.first() {
        Some(step) => {
            let step = ident(step);
            (step.clone(), quote!(#step(#builder)))
        }
        None => (ident(&operation.struct_name), builder),
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #returns {
            #made
        }
    }
}

fn emit_deprecated(reason: &str) -> TokenStream {
    match reason.trim() {
        "" => quote!(#[deprecated]),
        reason => quote!(#[deprecated = #reason]),
    }
}

/// The request builder as the method makes it: with the method's arguments, and the constants of
/// its body.
fn emit_empty_builder(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> TokenStream {
    let name = ident(&operation.struct_name);
    let description = description_name(operation);
    let given = positional(operation)
        .map(|(index, parameter)| give(scope, index, &parameter.ty, &ident(&parameter.rust_name)));
    let call = quote!(call: self.client.call(&#description) #(.#given)*);
    let body = emit_empty_body(scope, resource, operation);
    quote!(#name { #call #body })
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
    let description = emit_description(operation, &description_name(operation));
    let steps = emit_steps(scope, operation);
    let body = emit_body_struct(scope, resource, operation);
    let builder = emit_builder(scope, resource, operation);
    let types = emit_types(scope, resource, operation);
    quote!(#description #body #steps #builder #types)
}

/// The request builder: its setters, and how it is sent.
fn emit_builder(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = ident(&operation.struct_name);
    let method = format!("{}::{}", resource.handle, operation.fn_name);
    let body = emit_body_use(scope, resource, operation);
    let output = emit_output(scope, &operation.output);
    let inputs = inputs(scope, operation);
    let given = || {
        let inputs = inputs.iter().filter(|(_, role)| *role != Role::Staged);
        inputs.map(|(input, _)| input)
    };
    let entries: Vec<_> = given().filter_map(|input| input.entry(scope)).collect();
    let entries = (!entries.is_empty()).then(|| quote!(inputs!(#name, #(#entries),*);));
    let (place, returns) = (quote!(self), quote!(Self));
    let methods = given().filter_map(|input| input.method(scope, &place, &returns, &place));
    // Where some of the body is required, the step that asks for it takes another body as well.
    let alternatives = first_of_body(scope, operation).is_none().then(|| {
        let alternatives = alternatives(operation).iter();
        alternatives.map(|other| emit_alternative(scope, other, &place, returns.clone()))
    });
    let methods: Vec<_> = methods.chain(alternatives.into_iter().flatten()).collect();
    let methods = (!methods.is_empty()).then(|| quote!(impl #name { #(#methods)* }));
    let ways = emit_ways(scope, operation);
    let limits = emit_parameter_limits(operation);
    quote! {
        request!(#name, #method #limits #body => #output);
        #ways
        #entries
        #methods
    }
}

/// The limits of parameters that callers give, by their index.
fn emit_parameter_limits(operation: &Operation) -> Option<TokenStream> {
    let parameters = operation.parameters.iter().enumerate();
    let given = parameters.filter(|(_, parameter)| parameter.constant.is_none());
    let limits = given.filter_map(|(index, parameter)| {
        let limits = emit_limits(&parameter.constraints)?;
        let index = Literal::usize_unsuffixed(index);
        Some(quote!(#index #limits))
    });
    let limits: Vec<_> = limits.collect();
    (!limits.is_empty()).then(|| quote!(limits(#(#limits),*)))
}
