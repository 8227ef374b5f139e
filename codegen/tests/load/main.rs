//! Loading descriptions: errors, normalization and references.

mod identify;
mod limits;
mod overlays;
mod refer;
mod refuse;
mod repair;
mod rewrite;
mod swagger;
mod swagger_places;

use sdk_codegen::diagnostic::Diagnostics;
use sdk_codegen::load::{Document, Node, Source};

pub(crate) fn load(text: &str) -> Result<(Document, Diagnostics), Diagnostics> {
    Document::load(Source {
        path: "api.yaml".into(),
        text: text.to_owned(),
    })
}

pub(crate) fn at<'d>(document: &'d Document, path: &str) -> Node<'d> {
    path.split('/').fold(document.root(), |node, key| {
        node.get(key).unwrap_or_else(|| panic!("no {key}"))
    })
}
