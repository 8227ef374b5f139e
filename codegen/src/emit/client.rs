//! `client.rs`: the static description of the API, and the builder of the client.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::api::{emit_api, emit_constants};
use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::servers::emit_server_methods;
use super::tree::Tree;
use crate::files::File;
use crate::ir::{Api, RuntimeSource, SecurityScheme, SecuritySchemeKind};

/// Emits the file.
pub(super) fn emit_client(tree: &Tree<'_>) -> File {
    let scope = Scope::in_client(tree.api);
    let description = emit_api(&scope);
    let client = emit_client_methods(&scope, tree);
    let builder = emit_builder_methods(&scope);
    let request_id = match (tree.division, &tree.api.package.runtime) {
        // It is emitted in the crate that defines the types.
        (Some(_), RuntimeSource::Member) => None,
        _ => emit_request_id(tree.api, |name| scope.runtime(name)),
    };
    let uses = scope.uses();
    let constants = emit_index_constants(&scope);
    File::rust(
        "src/client.rs",
        quote! {
            #![doc = " The static description of the API, and the constructors of the client."]
            #uses
            #constants
            #description
            #client
            #builder
            #request_id
        },
    )
}

/// Emits the constants for indices into the lists of `API`.
pub(super) fn emit_index_constants(scope: &Scope<'_>) -> TokenStream {
    let api = scope.api;
    let (schemes, defaults) = (&api.security_schemes, &api.client.defaults);
    let schemes = emit_constants(
        "schemes",
        match api.division {
            Some(_) => "Security schemes, by their index in the `API` of the client.",
            None => "Security schemes, by their index in [`API`](super::API).",
        },
        schemes.iter().map(|scheme| &scheme.rust_name),
    );
    let defaults = emit_constants(
        "defaults",
        match api.division {
            Some(_) => "Parameters with a client-wide default, by their index in its `API`.",
            None => "Parameters with a client-wide default, by their index in [`API`](super::API).",
        },
        defaults.iter().map(|default| &default.rust_name),
    );
    quote!(#schemes #defaults)
}

fn emit_client_methods(scope: &Scope<'_>, tree: &Tree<'_>) -> TokenStream {
    let client = scope.runtime("Client");
    let builder = scope.runtime("ClientBuilder");
    let error = scope.runtime("Error");
    let root = quote!(crate::resources::);
    let accessors = tree
        .roots()
        .map(|index| tree.emit_accessor(index, &root, &quote!(self)));
    let from_env = Docs::line("Builds a client with settings from the environment.")
        .block(variables(scope.api))
        .block([
            "# Errors".to_owned(),
            "A required variable is not set, or a value is invalid.".to_owned(),
        ]);
    quote! {
        impl #client {
            #[doc = " Returns a builder with the defaults of the API."]
            pub fn builder() -> #builder {
                #builder::new(&API)
            }
            #from_env
            pub fn from_env() -> Result<Self, #error> {
                Self::builder().env().build()
            }
            #[doc = " Builds a client for tests, and its fake server."]
            #[doc = ""]
            #[doc = " # Panics"]
            #[doc = " Panics if the client cannot be built, for example if the system has no root certificates."]
            #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
            pub fn fake() -> (Self, crate::runtime::Fake) {
                let fake = crate::runtime::Fake::new();
                let client = Self::builder().fake(&fake).build();
                (client.expect("a client that sends nothing"), fake)
            }
            #(#accessors)*
        }
    }
}

/// The environment variables that the client reads, as a Markdown list.
pub(super) fn variables(api: &Api) -> Vec<String> {
    let schemes = api.security_schemes.iter().flat_map(scheme_variables);
    let defaults = api.client.defaults.iter().filter_map(|default| {
        let name = code(&default.wire_name);
        Some(format!(
            "- {}: default of {name}",
            code(default.env.as_deref()?)
        ))
    });
    let base_url = api.client.base_url_env.as_ref();
    let base_url = base_url.map(|env| format!("- {}: base URL", code(env)));
    schemes.chain(defaults).chain(base_url).collect()
}

fn scheme_variables(scheme: &SecurityScheme) -> Vec<String> {
    let title = &scheme.title;
    let line = |env: &Option<String>, what: String| {
        env.as_deref().map(|env| format!("- {}: {what}", code(env)))
    };
    let mut lines: Vec<_> = line(&scheme.env, title.clone()).into_iter().collect();
    if let SecuritySchemeKind::OAuth(endpoint) = &scheme.kind {
        lines.extend(line(
            &endpoint.id_env,
            format!("{title}, client identifier"),
        ));
        lines.extend(line(
            &endpoint.secret_env,
            format!("{title}, client secret"),
        ));
    }
    lines
}

fn emit_builder_methods(scope: &Scope<'_>) -> Option<TokenStream> {
    let api = scope.api;
    let servers = emit_server_methods(scope);
    if api.security_schemes.is_empty() && api.client.defaults.is_empty() && servers.is_empty() {
        return None;
    }
    let builder = scope.runtime("ClientBuilder");
    let schemes = api.security_schemes.iter().enumerate();
    let credentials = schemes.map(|(index, scheme)| emit_credential(scope, index, scheme));
    let defaults = api
        .client
        .defaults
        .iter()
        .enumerate()
        .map(|(index, default)| {
            let constant = scope.client_default(index);
            let docs = Docs::line(format!(
                "Sets the default of {} for calls that do not set it.",
                code(&default.wire_name)
            ));
            let name = ident(&default.rust_name);
            quote! {
                #docs
                pub fn #name(self, #name: impl Into<String>) -> Self {
                    self.default_value(#constant, #name)
                }
            }
        });
    Some(quote! {
        impl #builder {
            #(#credentials)*
            #(#defaults)*
            #(#servers)*
        }
    })
}

fn emit_credential(scope: &Scope<'_>, index: usize, scheme: &SecurityScheme) -> TokenStream {
    let constant = scope.scheme(index);
    let secret = scope.runtime("SecretString");
    let docs = Docs::or(&scheme.doc, || format!("{}.", scheme.title));
    let name = ident(&scheme.rust_name);
    let client = match &scheme.kind {
        SecuritySchemeKind::OAuth(endpoint) => {
            let docs = Docs::line(format!(
                "{}, with tokens that are fetched with client credentials.",
                scheme.title
            ));
            let name = ident(&endpoint.rust_name);
            Some(quote! {
                #docs
                pub fn #name(self, id: impl Into<String>, secret: impl Into<#secret>) -> Self {
                    self.client_credentials(#constant, id, secret)
                }
            })
        }
        _ => None,
    };
    let deprecated = scheme.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: impl Into<#secret>) -> Self {
            self.credential(#constant, #name)
        }
        #client
    }
}

/// Emits the API's own accessor of the request identifier.
///
/// `runtime` returns the path of a type of the runtime.
pub(super) fn emit_request_id<T: ToTokens>(
    api: &Api,
    runtime: impl Fn(&'static str) -> T,
) -> Option<TokenStream> {
    let client = &api.client;
    let name = client.request_id_name.as_ref()?;
    let header = client.request_id_header.as_ref()?;
    let name = ident(name);
    let docs = Docs::line(format!("The request ID, from the header {}.", code(header)));
    let (error, response) = (runtime("Error"), runtime("Response"));
    let accessor = quote!(fn #name(&self) -> Option<&str> { self.request_id() });
    Some(match api.package.runtime {
        RuntimeSource::Embedded | RuntimeSource::Member => quote! {
            impl #error { #docs pub #accessor }
            impl<T> #response<T> { #docs pub #accessor }
        },
        RuntimeSource::Crate { .. } => quote! {
            #[doc = " The accessor of the request ID by its name in the API."]
            pub trait RequestIdName {
                #docs
                fn #name(&self) -> Option<&str>;
            }
            impl RequestIdName for #error { #accessor }
            impl<T> RequestIdName for #response<T> { #accessor }
        },
    })
}
