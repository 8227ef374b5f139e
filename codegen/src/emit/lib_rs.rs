//! `lib.rs`: the documentation of the crate, and the items at its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::variables;
use super::division::emit_types;
use super::docs::Docs;
use super::examples::operation_code;
use super::layout::cfg_any;
use super::scope::{Scope, ident};
use super::tree::Tree;
use crate::files::File;
use crate::ir::{Api, RuntimeSource};

/// Emits the file.
pub(super) fn emit_lib(tree: &Tree<'_>) -> File {
    let docs = inner(&crate_docs(tree.api));
    let has_resources = tree.roots().next().is_some();
    let resources = has_resources.then(|| {
        quote! {
            mod resources;
            // Empty if no feature of a resource is enabled.
            #[allow(unused_imports)]
            pub use resources::*;
        }
    });
    let incoming = (!tree.api.incoming.is_empty()).then(|| {
        let cfg = cfg_any([Api::INCOMING]);
        quote!(#cfg pub mod incoming;)
    });
    let parts = tree.api.parts.iter();
    let parts = parts.filter(|part| !part.types().is_empty()).map(|part| {
        let types = part.types().iter().map(|name| ident(name));
        quote!(pub use runtime::{#(#types),*};)
    });
    let (builder, request, types) = match tree.division {
        Some(_) => (None, None, Some(emit_types())),
        None => (Some(quote!(Builder,)), Some(quote!(Request,)), None),
    };
    let is_crate = tree.api.package.runtime != RuntimeSource::Embedded;
    let macros = is_crate.then(extern_macros);
    let request_id = emit_request_id_export(tree.api);
    File::rust(
        "src/lib.rs",
        quote! {
            #docs
            // Auto traits such as `Send` are checked recursively through all fields, and types of
            // large APIs nest deeply.
            #![recursion_limit = "512"]
            // Shows the required feature of each item in the documentation.
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #macros
            #[macro_use]
            #[allow(dead_code, unused_imports)]
            #[doc(hidden)]
            pub mod runtime;
            mod client;
            #[cfg(feature = "dispatch")]
            pub mod dispatch;
            pub mod models;
            #incoming
            #resources
            pub use runtime::{
                Attempt, Base64Bytes, Base64UrlBytes, #builder Bytes, Client, ClientBuilder, Date,
                DateTime, Decode, DecodeError, Encode, Endpoint, Error, ErrorKind, HeaderMap,
                HttpRequest, HttpResponse, Maybe, Message, Method, Middleware, Outcome, Phase, RateLimit, #request
                Response, ResponseFuture, SecretString, StatusCode, Undescribed, Value, ValueFuture,
            };
            #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
            pub use runtime::InvalidDate;
            #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
            pub use runtime::{Fake, FakeFormat, FakeOperation, FakeRequest, FakeResponse, Fixture};
            #(#parts)*
            #request_id
            #types
        },
    )
}

/// Emits the trait with the API's own accessor of the request identifier, if there is one.
fn emit_request_id_export(api: &Api) -> Option<TokenStream> {
    let is_published = matches!(api.package.runtime, RuntimeSource::Crate { .. });
    (is_published && api.client.request_id_name.is_some()).then(|| {
        quote!(
            pub use client::RequestIdName;
        )
    })
}

/// Emits the import of the macros of a runtime that is a separate crate.
pub(super) fn extern_macros() -> TokenStream {
    quote! {
        // Without models, no macro is used.
        #[allow(unused_imports)]
        #[macro_use]
        extern crate sdk_runtime;
    }
}

/// Turns `#[doc]` into `#![doc]`.
pub(super) fn inner(docs: &Docs) -> TokenStream {
    let lines = docs.lines().iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#![doc = #line])
    });
    quote!(#(#lines)*)
}

fn crate_docs(api: &Api) -> Docs {
    let docs = Docs::line(title(api)).block(api.doc.0.iter().cloned());
    let docs = match quick_start(api) {
        Some(code) => docs
            .block(["# Quick start".to_owned(), "```no_run".to_owned()])
            .lines_after(code)
            .lines_after(["```".to_owned()]),
        None => docs,
    };
    let variables = variables(api);
    let docs = if variables.is_empty() {
        docs
    } else {
        docs.paragraph("# Environment")
            .paragraph("[`Client::from_env`] reads these variables:")
            .block(variables)
    };
    docs.paragraph("# Errors")
        .block(ERRORS.map(str::to_owned))
        .paragraph("# Features")
        .block(FEATURES.map(str::to_owned))
}

/// The first line of the documentation of the crate.
pub(super) fn title(api: &Api) -> String {
    let (title, version) = (crate::doc::line(&api.title), crate::doc::line(&api.version));
    let line = format!("Rust SDK of {title}, version {version}.");
    crate::doc::markdown(&line).0.join(" ")
}

/// The first operation that has an example.
pub(super) fn quick_start(api: &Api) -> Option<Vec<String>> {
    let scope = Scope::outside_models(api);
    api.resources
        .iter()
        .flat_map(|resource| {
            resource
                .operations
                .iter()
                .map(move |operation| (resource, operation))
        })
        .find_map(|(resource, operation)| operation_code(&scope, resource, operation))
}

const ERRORS: [&str; 4] = [
    "Every call returns an [`Error`] if it fails. [`Error::kind`] says what went wrong, and",
    "[`Error::may_have_reached_server`] whether the call may have had an effect. The response of the",
    "server is in [`Error::status`], [`Error::errors`] and [`Error::body`]; [`Error::decode_body`]",
    "decodes the body.",
];

pub(super) const FEATURES: [&str; 18] = [
    "- one for each resource, and `all` of them (the default)",
    "- `rustls` (the default), `rustls-no-provider` or `native-tls`: the TLS implementation",
    "- `http2` and `gzip`: HTTP/2, compressed responses",
    "- `blocking`: `send_blocking` for synchronous programs",
    "- `tracing`: spans for calls and attempts, events for retries",
    "- `redis`: a rate limit shared by several processes",
    "- `reqwest-client`: `ClientBuilder::reqwest_client`, for a custom HTTP client",
    "- `chrono`, `jiff`, `time`: conversions of dates",
    "- `dispatch`: calling operations by name, with arguments in JSON",
    "- `cli`: a command line with a command for each operation",
    "- `maybe`: a variant of each optional setter that takes an `Option`, such as `maybe_name`",
    "- `extra-traits`: `PartialEq` for models; `Ord`, `FromStr`, `AsRef<str>` and `KNOWN` for enums",
    "- `serde`: `Serialize` and `Deserialize` also for models that the API sends in one direction only",
    "- `testing`: `Client::fake()`, a client with a fake server, and `extra-traits`",
    "- `validate`: `validate()`, which checks requests against the limits in the description",
    "",
    "No other feature is enabled by default. Retries, timeouts, limits, proxies, certificates and middleware",
    "are set on the `ClientBuilder`.",
];
