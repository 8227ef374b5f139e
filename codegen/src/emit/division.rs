//! SDKs that are split into several crates: the files of each crate besides models and operations,
//! and the re-exports of the main crate, whose paths are the same as in an SDK of one crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::emit_index_constants;
use super::dispatch::{EXPORTS, emit_lists};
use super::member_manifest::{emit_manifest, emit_runtime_manifest};
use super::models::{emit_files, has_steps};
use super::scope::{Scope, ident};
use super::staged;
use super::tree::Tree;
use crate::files::{Content, File};
use crate::ir::{Api, Division, MemberCrate, RuntimeSource};
use crate::runtime::{self, FacadeOf};

/// Prefixes the paths of files with the folder of a crate.
pub(super) fn below(folder: &str, files: impl IntoIterator<Item = File>) -> Vec<File> {
    let files = files.into_iter().map(|file| File {
        path: format!("{folder}/{}", file.path),
        ..file
    });
    files.collect()
}

/// Emits the files of a crate except for its models and resources.
pub(super) fn emit_member(tree: &Tree<'_>, division: &Division, index: usize) -> Vec<File> {
    let Some(member) = division.members().nth(index) else {
        return Vec::new();
    };
    let mut files = vec![
        emit_manifest(tree, division, member),
        emit_lib(tree, member),
        emit_models(tree.api, division, member),
    ];
    files.extend(runtime::facade(&tree.api.parts, FacadeOf::Member));
    if !member.resources.is_empty() {
        files.extend([
            emit_resources(tree, member),
            emit_constants(tree.api),
            emit_dispatch(tree, member),
        ]);
    }
    files.extend(super::emit_licenses(tree.api));
    below(&member.folder, files)
}

/// Emits the runtime as a member crate, if it is one.
pub(super) fn emit_runtime(api: &Api) -> Vec<File> {
    if api.package.runtime != RuntimeSource::Member {
        return Vec::new();
    }
    let mut files = vec![emit_runtime_manifest(api)];
    let request_id = super::client::emit_request_id(api, |name| {
        let name = ident(name);
        quote!(crate::#name)
    });
    files.extend(runtime::crate_files(&api.parts).map(|mut file| {
        if let ("src/lib.rs", Content::RustText(text), Some(_)) =
            (&*file.path, &mut file.content, &request_id)
        {
            text.push_str("\nmod request_id;\n");
        }
        file
    }));
    files.extend(request_id.map(|content| File::rust("src/request_id.rs", content)));
    files.extend(super::emit_licenses(api));
    below(Division::RUNTIME, files)
}

fn emit_lib(tree: &Tree<'_>, member: &MemberCrate) -> File {
    let (docs, extern_macros) = (about(tree.api), super::lib_rs::extern_macros());
    let resources = (!member.resources.is_empty()).then(|| {
        quote! {
            mod client;
            #[cfg(feature = "dispatch")]
            pub mod dispatch;
            mod resources;
            // Empty if no feature of a resource is enabled.
            #[allow(unused_imports)]
            pub use resources::*;
        }
    });
    File::rust(
        "src/lib.rs",
        quote! {
            #![doc = #docs]
            #![recursion_limit = "512"]
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #extern_macros
            #[macro_use]
            #[allow(dead_code, unused_imports)]
            #[doc(hidden)]
            pub mod runtime;
            pub mod models;
            #resources
        },
    )
}

/// The description of a crate that is an internal dependency.
pub(super) fn about(api: &Api) -> String {
    let name = &api.package.name;
    format!(" A part of the crate `{name}`, which re-exports it: depend on `{name}` instead.")
}

fn emit_models(api: &Api, division: &Division, member: &MemberCrate) -> File {
    let shared = ident(&division.models.lib_name);
    let shared = (member != &division.models).then(|| {
        quote! {
            #[allow(unused_imports)]
            pub use ::#shared::models::*;
        }
    });
    let files = member.model_files.iter().map(|it| &api.model_files[*it]);
    emit_files(api, files, shared)
}

fn emit_resources(tree: &Tree<'_>, member: &MemberCrate) -> File {
    let modules = roots(tree, member).map(|index| tree.emit_mod(index));
    File::rust(
        "src/resources/mod.rs",
        quote! {
            // Setters with a self-explanatory name have no documentation.
            #![allow(missing_docs)]
            #(#modules)*
        },
    )
}

fn emit_constants(api: &Api) -> File {
    let scope = Scope::in_client(api);
    let constants = emit_index_constants(&scope);
    File::rust(
        "src/client.rs",
        quote! {
            #![doc = " Constants for the static description of the API."]
            #constants
        },
    )
}

fn emit_dispatch(tree: &Tree<'_>, member: &MemberCrate) -> File {
    let lists = emit_lists(tree, member.resources.iter().copied());
    File::rust(
        "src/dispatch.rs",
        quote! {
            #![doc = " Dispatch tables of operations."]
            use crate::runtime::Entry;

            #[doc = " All operations of this crate."]
            pub fn entries() -> impl Iterator<Item = &'static Entry> {
                let resources: &[&[&Entry]] = &[#(#lists),*];
                resources.concat().into_iter()
            }
        },
    )
}

/// Emits the module of the models in the main crate.
pub(super) fn emit_all_models(tree: &Tree<'_>, division: &Division) -> File {
    let members = division.members().map(|member| {
        let (cfg, library) = (cfg(tree, member), ident(&member.lib_name));
        quote!(#cfg pub use ::#library::models::*;)
    });
    let has_steps = |member: &&MemberCrate| {
        let mut files = member.model_files.iter();
        files.any(|index| has_steps(tree.api, &tree.api.model_files[*index]))
    };
    let staged = division.members().filter(has_steps).map(|member| {
        let library = ident(&member.lib_name);
        (quote!(::#library::models), cfg(tree, member))
    });
    let staged = staged::emit_exports(staged);
    File::rust(
        "src/models.rs",
        quote! {
            #![doc = " The types of requests and responses."]
            #![allow(unused_imports)]
            #(#members)*
            #staged
        },
    )
}

/// Emits the module of the resources in the main crate.
pub(super) fn emit_all_resources(tree: &Tree<'_>, division: &Division) -> File {
    let resources = division.resources.iter().flat_map(|member| {
        let library = ident(&member.lib_name);
        roots(tree, member).map(move |index| {
            let cfg = super::layout::cfg_any(tree.features(index).iter().copied());
            let module = tree.module(index);
            quote!(#cfg pub use ::#library::#module;)
        })
    });
    File::rust("src/resources.rs", quote!(#(#resources)*))
}

/// Emits the module that lists the operations of all crates.
pub(super) fn emit_all_entries(tree: &Tree<'_>, division: &Division) -> File {
    let lists = division.resources.iter().map(|member| {
        let (cfg, library) = (cfg(tree, member), ident(&member.lib_name));
        quote!(#cfg ::#library::dispatch::entries().collect())
    });
    let exports = EXPORTS.map(ident);
    File::rust(
        "src/dispatch.rs",
        quote! {
            #![doc = " Calls operations by name, with arguments in JSON."]
            pub use crate::runtime::{#(#exports),*};

            #[doc = " All operations."]
            pub fn entries() -> impl Iterator<Item = &'static Entry> {
                let resources: &[Vec<&Entry>] = &[#(#lists),*];
                resources.concat().into_iter()
            }
        },
    )
}

/// Emits the aliases of request and builder types, which each crate has of its own.
pub(super) fn emit_types() -> TokenStream {
    quote! {
        #[doc = " A request with its setters: those of its arguments, and those of all requests."]
        #[doc = " `E` is the endpoint."]
        pub type Request<E> = <E as runtime::RequestType>::Request;
        #[doc = " A builder of `T` whose required fields are set, with setters for the optional ones."]
        pub type Builder<T> = <T as runtime::BuilderType>::Builder;
    }
}

/// The top-level resources of a crate.
pub(super) fn roots(tree: &Tree<'_>, member: &MemberCrate) -> impl Iterator<Item = usize> {
    let resources = &tree.api.resources;
    let mut own = member.resources.clone();
    own.retain(|index| resources[*index].parent.is_none());
    own.into_iter()
}

/// The condition under which a crate is a dependency.
fn cfg(tree: &Tree<'_>, member: &MemberCrate) -> Option<TokenStream> {
    let features = roots(tree, member).flat_map(|index| tree.features(index));
    super::layout::cfg_any(features.copied())
}
