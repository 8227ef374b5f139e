//! Lowering of operations.

mod acted;
mod bodies;
mod chosen;
mod envelopes;
mod found;
mod names;
mod package;
mod paging;
mod paging_elsewhere;
mod paging_lists;
mod parameters;
mod parts;
mod placed;
mod responses;
mod said_elsewhere;
mod sampled;
mod security;
mod servers;
mod skipped;
mod taken;
mod templates;

use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::ir::{Operation, Resource};
use sdk_codegen::load::{Document, Source};
use sdk_codegen::lower::{Lowered, lower};

const NO_SUCCESS: &str = "no successful response is described";

/// Lowers a description without its first lines.
fn lowered(description: &str) -> Lowered {
    lowered_with("", description)
}

/// Like [`lowered`], with an `sdk.toml`.
fn lowered_with(config: &str, description: &str) -> Lowered {
    lowered_as("3.0.3", config, description)
}

/// Like [`lowered`], with a version of OpenAPI.
fn lowered_as(version: &str, config: &str, description: &str) -> Lowered {
    let config = Config::parse(Path::new("sdk.toml"), config).expect("it is proper TOML");
    let source = Source {
        path: PathBuf::from("api.yaml"),
        text: format!("openapi: {version}\ninfo: {{title: Shop, version: '1'}}\n{description}"),
    };
    let (document, _) = Document::load(source).expect("it is proper YAML");
    lower(&document, &config).expect("something is made of it")
}

/// Lowers a description with these lines under `paths`.
fn paths(lines: &str) -> Lowered {
    lowered(&format!(
        "servers: [{{url: 'https://shop.example'}}]\npaths:\n{lines}"
    ))
}

/// Lowers a `POST /things`, and returns the operation.
fn post(members: &str) -> Operation {
    let lowered = paths(&format!("  /things: {{post: {{{members}}}}}"));
    only(&lowered).clone()
}

/// The only operation.
fn only(lowered: &Lowered) -> &Operation {
    let operations: Vec<_> = operations(lowered).collect();
    let [operation] = operations.as_slice() else {
        panic!("{} operations; {:?}", operations.len(), warnings(lowered));
    };
    operation
}

fn operations(lowered: &Lowered) -> impl Iterator<Item = &Operation> {
    lowered
        .api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
}

/// The ids of all operations, in the order of the model.
fn ids(lowered: &Lowered) -> Vec<&str> {
    operations(lowered)
        .map(|operation| operation.id.as_str())
        .collect()
}

fn resource<'a>(lowered: &'a Lowered, path: &str) -> &'a Resource {
    let mut all = lowered.api.resources.iter();
    all.find(|resource| resource.path.join(".") == path)
        .expect("there is such a resource")
}

/// Location and message of every diagnostic, except for missing responses, which most tests omit.
fn warnings(lowered: &Lowered) -> Vec<String> {
    let all = lowered
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.at, d.message));
    all.filter(|line| !line.contains(NO_SUCCESS)).collect()
}

/// The only diagnostic.
fn warning(lowered: &Lowered) -> String {
    let warnings = warnings(lowered);
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    warnings[0].clone()
}
