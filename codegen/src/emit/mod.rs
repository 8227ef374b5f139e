//! Emits the files of a crate from the model. All decisions are in the model, and emitting cannot
//! fail. The next stage is [`render`](crate::render).

mod api;
mod api_md;
mod body;
mod builder;
mod cli;
mod client;
mod description;
mod dispatch;
mod division;
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
mod member_manifest;
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
mod tree;
mod tuple;
mod union_;
mod whole_body;
mod xml;

use crate::files::File;
use crate::ir::{Api, MemberCrate, RuntimeSource};
use crate::runtime::FacadeOf;
use crate::{kept, runtime};
use tree::Tree;

pub(crate) use docs::limits;
pub use snippets::{Commands, Snippets};

/// The files to emit. Each [`EmittedFile`] can be emitted on any thread: token streams cannot be
/// sent between threads, so they are created where they are rendered.
pub struct Plan<'a> {
    tree: Tree<'a>,
}

/// One or more files that are emitted together.
#[derive(Clone, Copy, Debug)]
pub enum EmittedFile {
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
    /// A file of models, by its index.
    ModelGroup(usize),
    /// The module of the resources.
    Resources,
    /// The files of a resource, by its index.
    Resource(usize),
    /// The other files of a member crate, by its index.
    Member(usize),
}

impl<'a> Plan<'a> {
    /// A plan for an API.
    pub fn new(api: &'a Api) -> Self {
        Self {
            tree: Tree::new(api, api.division.as_ref()),
        }
    }

    /// A plan that ignores the division into crates, which callers do not see.
    pub fn undivided(api: &'a Api) -> Self {
        Self {
            tree: Tree::new(api, None),
        }
    }

    /// All files to emit.
    pub fn emitted_files(&self) -> Vec<EmittedFile> {
        let single = [
            EmittedFile::Manifest,
            EmittedFile::Readme,
            EmittedFile::ApiList,
            EmittedFile::Root,
            EmittedFile::Client,
            EmittedFile::Cli,
            EmittedFile::Dispatch,
            EmittedFile::Rustfmt,
            EmittedFile::Examples,
            EmittedFile::Licenses,
            EmittedFile::Names,
            EmittedFile::Incoming,
            EmittedFile::Runtime,
            EmittedFile::Models,
            EmittedFile::Resources,
        ];
        let groups = (0..self.tree.api.model_files.len()).map(EmittedFile::ModelGroup);
        let resources = (0..self.tree.api.resources.len()).map(EmittedFile::Resource);
        let members = self.tree.division.map_or(0, |it| it.members().count());
        let members = (0..members).map(EmittedFile::Member);
        let single = single.into_iter().chain(groups);
        single.chain(resources).chain(members).collect()
    }

    /// Emits files, without formatting them.
    pub fn emit(&self, piece: EmittedFile) -> Vec<File> {
        let (api, tree) = (self.tree.api, &self.tree);
        match piece {
            EmittedFile::Manifest => vec![manifest::emit_manifest(tree)],
            EmittedFile::Readme => vec![readme::emit_readme(api)],
            EmittedFile::ApiList => vec![api_md::emit_api_md(api)],
            EmittedFile::Root => vec![lib_rs::emit_lib(tree)],
            EmittedFile::Client => vec![client::emit_client(tree)],
            EmittedFile::Cli => vec![cli::emit_cli(api)],
            EmittedFile::Dispatch => match tree.division {
                Some(division) => vec![division::emit_all_entries(tree, division)],
                None => vec![dispatch::emit_dispatch(tree)],
            },
            EmittedFile::Rustfmt => vec![emit_rustfmt()],
            EmittedFile::Examples => programs::emit_programs(api),
            EmittedFile::Licenses => emit_licenses(api),
            EmittedFile::Names => vec![File::text(kept::FILE, api.kept.print())],
            EmittedFile::Incoming => incoming::emit_incoming(api).into_iter().collect(),
            EmittedFile::Runtime => self.emit_runtime(),
            EmittedFile::Models => match tree.division {
                Some(division) => vec![division::emit_all_models(tree, division)],
                None => vec![models::emit_module(api)],
            },
            EmittedFile::ModelGroup(index) => {
                let files = models::emit_group(api, &api.model_files[index]);
                self.placed(|member| member.model_files.contains(&index), files)
            }
            EmittedFile::Resources => match tree.division {
                Some(division) => vec![division::emit_all_resources(tree, division)],
                None => resource::emit_resources_module(tree).into_iter().collect(),
            },
            EmittedFile::Resource(index) => {
                let files = resource::emit_resource(tree, index);
                self.placed(|member| member.resources.contains(&index), files)
            }
            EmittedFile::Member(index) => match tree.division {
                Some(division) => division::emit_member(tree, division, index),
                None => Vec::new(),
            },
        }
    }
}

impl Plan<'_> {
    fn emit_runtime(&self) -> Vec<File> {
        let api = self.tree.api;
        match api.package.runtime {
            RuntimeSource::Embedded => {
                let files = runtime::files(&api.parts);
                files.chain(runtime::program_files()).collect()
            }
            RuntimeSource::Crate { .. } | RuntimeSource::Member => {
                let of = match self.tree.division {
                    Some(_) => FacadeOf::Root,
                    None => FacadeOf::Sdk,
                };
                let mut files = runtime::facade(&api.parts, of);
                files.extend(division::emit_runtime(api));
                files
            }
        }
    }

    /// Prefixes files with the folder of the member crate that `is_there` accepts.
    fn placed(&self, is_there: impl Fn(&MemberCrate) -> bool, files: Vec<File>) -> Vec<File> {
        let mut members = self.tree.division.iter().flat_map(|it| it.members());
        match members.find(|member| is_there(member)) {
            Some(member) => division::below(&member.folder, files),
            None => files,
        }
    }
}

/// Disables `cargo fmt` for the crate, whose layout differs from rustfmt's.
fn emit_rustfmt() -> File {
    File::text("rustfmt.toml", "disable_all_formatting = true\n".to_owned())
}

/// Emits the texts of the licences.
fn emit_licenses(api: &Api) -> Vec<File> {
    let texts = api.package.license_texts.iter();
    texts
        .map(|(name, text)| File::verbatim(name, text.clone()))
        .collect()
}
