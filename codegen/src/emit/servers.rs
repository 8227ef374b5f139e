//! The methods of the client builder that select a server.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use crate::ir::{Server, ServerVariable};

/// Emits a method for each variable, and one for each server if there are several.
pub(super) fn emit_server_methods(scope: &Scope<'_>) -> Vec<TokenStream> {
    let variables = scope.api.client.variables.iter().map(emit_variable);
    let servers = scope.api.servers.iter().enumerate();
    let servers = servers.filter_map(|(index, server)| emit_server(index, server));
    variables.chain(servers).collect()
}

fn emit_variable(variable: &ServerVariable) -> TokenStream {
    let wire_name = &variable.wire_name;
    let name = ident(&variable.rust_name);
    let mut sets = format!(
        "Sets {} in the URL of the server",
        code(&format!("{{{wire_name}}}"))
    );
    if let Some(default) = &variable.default {
        sets.push_str(&match default.as_str() {
            "" => ": nothing unless set".to_owned(),
            default => format!(": {} unless set", code(default)),
        });
    }
    sets.push('.');
    let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
    let values = (!values.is_empty()).then(|| format!("Described values: {}.", values.join(", ")));
    let docs = Docs::line(sets)
        .block(variable.doc.0.iter().cloned())
        .block(values);
    quote! {
        #docs
        pub fn #name(self, #name: impl Into<String>) -> Self {
            self.server_variable(#wire_name, #name)
        }
    }
}

fn emit_server(index: usize, server: &Server) -> Option<TokenStream> {
    let name = ident(server.rust_name.as_ref()?);
    let template = &server.template;
    let usual = match index {
        0 => ", which is the default",
        _ => "",
    };
    let sends = format!(
        "Sends calls to {}{usual}.",
        code(&Server::readable(template))
    );
    let docs = Docs::line(sends).block(server.doc.0.iter().cloned());
    Some(quote! {
        #docs
        pub fn #name(self) -> Self {
            self.server(#template)
        }
    })
}
