//! From the model to the files of a crate. Nothing here decides anything: names, types and order
//! are those of the model, and emitting cannot fail.

mod api;
mod api_md;
mod body;
mod builder;
mod cli;
mod client;
mod description;
mod dispatch;
mod docs;
mod enum_;
mod examples;
mod incoming;
mod input;
mod layout;
mod lib_rs;
mod limits;
mod manifest;
mod media_types;
mod models;
mod moved;
mod operation;
mod operation_docs;
mod other_body;
mod plain;
mod programs;
mod readme;
mod resource;
mod response;
mod sample;
mod scope;
mod servers;
mod setters;
mod snippets;
mod staged;
mod streamed;
mod struct_;
mod tuple;
mod union_;
mod whole_body;
mod xml;

use crate::files::File;
use crate::ir::{Api, RuntimeSource};
use crate::{kept, runtime};
use resource::Tree;

pub(crate) use docs::limits;
pub use snippets::{Commands, Snippets};

/// How the crate is made of pieces that are emitted one by one, on any thread: token streams
/// cannot go from thread to thread, but what they are made from can.
pub struct Plan<'a> {
    tree: Tree<'a>,
}

/// One or more files that are emitted together.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// `Cargo.toml`.
    Manifest,
    /// `README.md`.
    Readme,
    /// `api.md`.
    ApiList,
    /// `src/lib.rs`.
    Root,
    /// `src/client.rs`.
    Client,
    /// `src/main.rs`.
    Cli,
    /// `src/dispatch.rs`.
    Dispatch,
    /// `rustfmt.toml`.
    Rustfmt,
    /// `examples/…`.
    Examples,
    /// `LICENSE-…`.
    Licenses,
    /// `names.lock`.
    Names,
    /// `src/incoming.rs`.
    Incoming,
    /// The runtime.
    Runtime,
    /// The module of the models.
    Models,
    /// One of its files.
    ModelGroup(usize),
    /// The module of the resources.
    Resources,
    /// What belongs to one resource.
    Resource(usize),
}

impl<'a> Plan<'a> {
    /// Divides an API into files.
    pub fn new(api: &'a Api) -> Self {
        Self {
            tree: Tree::new(api),
        }
    }

    /// Everything that is to be emitted.
    pub fn pieces(&self) -> Vec<Piece> {
        let single = [
            Piece::Manifest,
            Piece::Readme,
            Piece::ApiList,
            Piece::Root,
            Piece::Client,
            Piece::Cli,
            Piece::Dispatch,
            Piece::Rustfmt,
            Piece::Examples,
            Piece::Licenses,
            Piece::Names,
            Piece::Incoming,
            Piece::Runtime,
            Piece::Models,
            Piece::Resources,
        ];
        let groups = (0..self.tree.api.model_files.len()).map(Piece::ModelGroup);
        let resources = (0..self.tree.api.resources.len()).map(Piece::Resource);
        single.into_iter().chain(groups).chain(resources).collect()
    }

    /// Makes the files of a piece, without formatting.
    pub fn emit(&self, piece: Piece) -> Vec<File> {
        let (api, tree) = (self.tree.api, &self.tree);
        match piece {
            Piece::Manifest => vec![manifest::emit_manifest(tree)],
            Piece::Readme => vec![readme::emit_readme(api)],
            Piece::ApiList => vec![api_md::emit_api_md(api)],
            Piece::Root => vec![lib_rs::emit_lib(tree)],
            Piece::Client => vec![client::emit_client(tree)],
            Piece::Cli => vec![cli::emit_cli(api)],
            Piece::Dispatch => vec![dispatch::emit_dispatch(tree)],
            Piece::Rustfmt => vec![emit_rustfmt()],
            Piece::Examples => programs::emit_programs(api),
            Piece::Licenses => emit_licenses(api),
            Piece::Names => vec![File::text(kept::FILE, api.kept.print())],
            Piece::Incoming => incoming::emit_incoming(api).into_iter().collect(),
            Piece::Runtime => match api.package.runtime {
                RuntimeSource::Embedded => {
                    let files = runtime::files(&api.parts);
                    files.chain(runtime::program_files()).collect()
                }
                RuntimeSource::Crate { .. } => runtime::facade(&api.parts),
            },
            Piece::Models => vec![models::emit_module(api)],
            Piece::ModelGroup(index) => vec![models::emit_group(api, &api.model_files[index])],
            Piece::Resources => resource::emit_resources_module(tree).into_iter().collect(),
            Piece::Resource(index) => resource::emit_resource(tree, index),
        }
    }
}

/// Keeps `cargo fmt` off the crate: its layout is the generator's.
fn emit_rustfmt() -> File {
    File::text("rustfmt.toml", "disable_all_formatting = true\n".to_owned())
}

/// The texts of the licences.
fn emit_licenses(api: &Api) -> Vec<File> {
    let texts = api.package.license_texts.iter();
    texts
        .map(|(name, text)| File::verbatim(name, text.clone()))
        .collect()
}
