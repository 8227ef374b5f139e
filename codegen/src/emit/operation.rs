//! One operation: its method on the handle, its static description, and its request builder.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::description::emit_description;
use super::docs::Docs;
use super::input::{body_fields, inputs, json_method, positional};
use super::operation_docs::operation_docs;
use super::scope::{Scope, ident};
use super::setters::{argument, constant, convert_typed};
use super::staged::emit_steps;
use crate::ir::{Operation, Output, Resource, Role};

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
    let variable = call_variable(operation);
    let call = emit_call(scope, operation, &variable);
    let builder = emit_empty_builder(scope, operation, &variable);
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
            #call
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

/// The statements that begin the call and set what the method is given; `call` is the variable.
fn emit_call(scope: &Scope<'_>, operation: &Operation, call: &Ident) -> TokenStream {
    let description = description_name(operation);
    let set: Vec<_> = positional(operation)
        .map(|(index, parameter)| {
            let index = Literal::usize_unsuffixed(index);
            let value = convert_typed(scope, &parameter.ty, &ident(&parameter.rust_name));
            quote!(#call.set(#index, &#value);)
        })
        .collect();
    let mutable = (!set.is_empty()).then(|| quote!(mut));
    quote! {
        let #mutable #call = self.client.call(&#description);
        #(#set)*
    }
}

/// A name for the variable that no argument has.
fn call_variable(operation: &Operation) -> Ident {
    let is_taken = positional(operation).any(|(_, parameter)| parameter.rust_name == "call");
    ident(if is_taken { "this_call" } else { "call" })
}

/// The request builder as the method makes it: only constants are set in its body.
fn emit_empty_builder(scope: &Scope<'_>, operation: &Operation, call: &Ident) -> TokenStream {
    let name = ident(&operation.struct_name);
    let call = if call == "call" {
        quote!(call)
    } else {
        quote!(call: #call)
    };
    let Some((ty, fields)) = body_fields(scope, operation) else {
        return quote!(#name { #call });
    };
    let body = scope.named(ty);
    let constants: Vec<_> = fields
        .iter()
        .filter(|(_, role, _)| *role == Role::Constant)
        .filter_map(|(_, _, field)| Some((field, field.constant.as_ref()?)))
        .map(|(field, json)| {
            let name = ident(&field.rust_name);
            let value = constant(scope, &field.ty, json);
            quote!(#name: Some(#value))
        })
        .collect();
    if constants.is_empty() {
        return quote!(#name { #call, body: #body::default() });
    }
    let others = (constants.len() < fields.len()).then(|| quote!(..Default::default()));
    quote!(#name { #call, body: #body { #(#constants,)* #others } })
}

/// Name of the static with an operation's description.
fn description_name(operation: &Operation) -> Ident {
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
    let builder = emit_builder(scope, resource, operation);
    quote!(#description #steps #builder)
}

/// The request builder: the call, and the body's fields where it has any.
fn emit_builder(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = ident(&operation.struct_name);
    let docs = Docs::line(format!(
        "Request of [`{}::{}`].",
        resource.handle, operation.fn_name
    ));
    let call = scope.runtime("Call");
    let body = body_fields(scope, operation).map(|(ty, _)| {
        let ty = scope.named(ty);
        quote!(, body: #ty)
    });
    let inputs = inputs(scope, operation);
    let setters = inputs
        .iter()
        .filter(|(_, role)| *role != Role::Staged)
        .map(|(input, _)| input.setter(scope, &quote!(self), quote!(Self), &quote!(self)));
    let into_call = emit_into_call(scope, operation);
    let output = emit_output(scope, &operation.output);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent before `send` is called"]
        pub struct #name { call: #call #body }
        impl #name {
            #(#setters)*
            #into_call
        }
        request_methods!(#name, #output);
    }
}

/// The last thing before sending: the fields become the body.
fn emit_into_call(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let call = scope.runtime("Call");
    let body = operation
        .body
        .as_ref()
        .filter(|_| body_fields(scope, operation).is_some());
    let Some(body) = body else {
        return quote!(fn into_call(self) -> #call { self.call });
    };
    let (method, media_type) = json_method(&body.media_type);
    let send = quote!(self.call.#method(#media_type &self.body););
    let send = if body.required {
        send
    } else {
        scope.runtime("Encode");
        quote!(if !self.body.is_absent() { #send })
    };
    quote! {
        fn into_call(mut self) -> #call {
            #send
            self.call
        }
    }
}

/// How the answer is read.
fn emit_output(scope: &Scope<'_>, output: &Output) -> TokenStream {
    match output {
        Output::Empty => quote!(empty),
        Output::Text => quote!(text),
        Output::Bytes => quote!(bytes),
        Output::Json { ty, .. } => scope.ty(ty),
    }
}
