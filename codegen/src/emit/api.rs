//! The static description of the API: `API`, and constants for indices into its lists.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::description::{emit_alternatives, option};
use super::docs::Docs;
use super::scope::{Scope, constant_name, ident};
use crate::ir::{ClientDefault, Envelope, SecurityScheme, SecuritySchemeKind, TokenEndpoint};

/// Emits a module with a constant for each name, whose value is its index.
pub(super) fn emit_constants<'a>(
    module: &str,
    docs: &str,
    names: impl Iterator<Item = &'a String>,
) -> Option<TokenStream> {
    let constants = names.enumerate().map(|(index, name)| {
        let name = constant_name(name);
        let index = Literal::usize_unsuffixed(index);
        quote!(pub(crate) const #name: usize = #index;)
    });
    let constants: Vec<_> = constants.collect();
    let module = ident(module);
    let docs = Docs::line(docs);
    // If a resource is disabled, a constant may be unused.
    (!constants.is_empty()).then(|| {
        quote! {
            #docs
            #[allow(dead_code)]
            pub(crate) mod #module { #(#constants)* }
        }
    })
}

/// Emits the static `API`.
pub(super) fn emit_api(scope: &Scope<'_>) -> TokenStream {
    let api = scope.api;
    let ty = scope.runtime("Api");
    let (name, version) = (&api.title, &api.version);
    let base_url = api
        .servers
        .first()
        .map_or("", |server| server.template.as_str());
    let base_url_env = option(api.client.base_url_env.as_ref());
    let schemes = api
        .security_schemes
        .iter()
        .map(|scheme| emit_scheme(scope, scheme));
    let operations = || {
        api.resources
            .iter()
            .flat_map(|resource| &resource.operations)
    };
    let requirements: BTreeSet<_> = operations()
        .flat_map(|operation| &operation.security)
        .filter(|schemes| !schemes.is_empty())
        .collect();
    let requirements = emit_alternatives(scope, requirements);
    let security = emit_alternatives(scope, &api.security);
    let anonymous = operations().any(|operation| {
        operation.security.is_empty() || operation.security.iter().any(Vec::is_empty)
    });
    let defaults = api
        .client
        .defaults
        .iter()
        .map(|default| emit_default(scope, default));
    let envelope = option(
        api.envelope
            .as_ref()
            .map(|envelope| emit_envelope(scope, envelope)),
    );
    let request_id_header = option(api.client.request_id_header.as_ref());
    quote! {
        static API: #ty = #ty {
            name: #name,
            version: #version,
            base_url: #base_url,
            base_url_env: #base_url_env,
            schemes: &[#(#schemes),*],
            security: #security,
            requirements: #requirements,
            anonymous: #anonymous,
            defaults: &[#(#defaults),*],
            envelope: #envelope,
            request_id_header: #request_id_header,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        };
    }
}

fn emit_scheme(scope: &Scope<'_>, scheme: &SecurityScheme) -> TokenStream {
    let ty = scope.runtime("Scheme");
    let kind_ty = scope.runtime("SchemeKind");
    let kind = match &scheme.kind {
        SecuritySchemeKind::Bearer => quote!(Bearer),
        SecuritySchemeKind::OAuth(endpoint) => {
            let endpoint = emit_endpoint(scope, endpoint);
            quote!(OAuth(&#endpoint))
        }
        SecuritySchemeKind::Basic => quote!(Basic),
        SecuritySchemeKind::Digest => {
            let digest = scope.runtime("DIGEST");
            quote!(Challenge(&#digest))
        }
        SecuritySchemeKind::Http(name) => quote!(Http(#name)),
        SecuritySchemeKind::Header(name) => quote!(Header(#name)),
        SecuritySchemeKind::Query(name) => quote!(Query(#name)),
        SecuritySchemeKind::Cookie(name) => quote!(Cookie(#name)),
    };
    let (name, title) = (&scheme.rust_name, &scheme.title);
    let env = option(scheme.env.as_ref());
    quote!(#ty { name: #name, title: #title, kind: #kind_ty::#kind, env: #env })
}

fn emit_endpoint(scope: &Scope<'_>, endpoint: &TokenEndpoint) -> TokenStream {
    let ty = scope.runtime("TokenEndpoint");
    let (url, scopes) = (&endpoint.url, endpoint.scopes.join(" "));
    let id_env = option(endpoint.id_env.as_ref());
    let secret_env = option(endpoint.secret_env.as_ref());
    quote!(#ty { url: #url, scope: #scopes, id_env: #id_env, secret_env: #secret_env })
}

fn emit_default(scope: &Scope<'_>, default: &ClientDefault) -> TokenStream {
    let ty = scope.runtime("ClientDefault");
    let name = &default.wire_name;
    let env = option(default.env.as_ref());
    quote!(#ty { name: #name, env: #env })
}

fn emit_envelope(scope: &Scope<'_>, envelope: &Envelope) -> TokenStream {
    let ty = scope.runtime("Envelope");
    let value = &envelope.value;
    let success = option(envelope.success.as_ref());
    let errors = option(envelope.errors.as_ref());
    let messages = option(envelope.messages.as_ref());
    quote! {
        &#ty { value: #value, success: #success, errors: #errors, messages: #messages }
    }
}
