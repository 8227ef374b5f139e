//! From the model to the files of a crate. Nothing here decides anything: names, types and order
//! are those of the model, and emitting cannot fail.

mod answer;
mod api_md;
mod body;
mod builder;
mod client;
mod description;
mod docs;
mod enum_;
mod examples;
mod incoming;
mod input;
mod layout;
mod lib_rs;
mod limits;
mod manifest;
mod models;
mod operation;
mod operation_docs;
mod other_body;
mod readme;
mod resource;
mod sample;
mod scope;
mod setters;
mod staged;
mod struct_;
mod tuple;
mod union_;
mod whole_body;
mod xml;

pub use layout::{Content, File};

use crate::ir::Api;
use crate::runtime;

/// Makes every file of the crate, without formatting.
pub fn emit(api: &Api) -> Vec<File> {
    let tree = resource::Tree::new(api);
    let mut files = vec![
        manifest::emit_manifest(&tree),
        readme::emit_readme(api),
        api_md::emit_api_md(api),
        lib_rs::emit_lib(&tree),
        client::emit_client(&tree),
        emit_rustfmt(),
    ];
    files.extend(models::emit_models(api));
    files.extend(resource::emit_resources(&tree));
    files.extend(incoming::emit_incoming(api));
    files.extend(runtime::files(&runtime::Part::of(api)));
    files
}

/// Keeps `cargo fmt` off the crate: its layout is the generator's.
fn emit_rustfmt() -> File {
    File::text("rustfmt.toml", "disable_all_formatting = true\n".to_owned())
}
