//! The search index: scripts that assign it, because a page that is opened as a file can load
//! scripts only.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::context::{Site, has_page};
use super::nav::{self, label};
use super::text::brief;
use crate::ir::Api;

/// Number of entries in a file of the index: about 100 kB.
const ENTRIES_PER_FILE: usize = 600;

/// Maximum length of a description in the index.
const MAX_TEXT: usize = 120;

/// Number of files of the index.
pub(super) fn parts(api: &Api) -> usize {
    let resources = api.resources.iter();
    let operations: usize = resources
        .map(|resource| 1 + resource.operations.len())
        .sum();
    let models = api.types.iter().filter(|def| has_page(def)).count();
    (operations + models).div_ceil(ENTRIES_PER_FILE)
}

/// The files of the index, and the file of the tree.
pub(super) fn files(site: &Site<'_>) -> Vec<(String, String)> {
    let mut entries = entries(site);
    let mut files = vec![(
        "assets/tree.js".to_owned(),
        format!("window.sdkTree = {};\n", script(&nav::data(site))),
    )];
    let mut part = 0;
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(ENTRIES_PER_FILE));
        let lines: Vec<String> = entries.iter().map(script).collect();
        let text = format!("window.sdkIndex{part} = [\n{}\n];\n", lines.join(",\n"));
        files.push((format!("assets/search-{part}.js"), text));
        entries = rest;
        part += 1;
    }
    files
}

/// The entries: kind, name, details, a sentence, and the page.
fn entries(site: &Site<'_>) -> Vec<Value> {
    let api = site.api;
    let resources = api.resources.par_iter().enumerate();
    let called = resources.flat_map_iter(|(index, resource)| {
        let page = &site.links.resources[index];
        let path = resource.path.join(".");
        let own = json!([
            "r",
            label(site, index),
            path,
            short(&brief(&resource.doc)),
            page
        ]);
        let operations = resource
            .operations
            .iter()
            .zip(&site.links.operations[index]);
        let operations = operations.map(|(operation, page)| {
            let endpoint = format!("{} {}", operation.method, operation.path);
            let endpoint = crate::doc::visible(&endpoint);
            json!([
                "o",
                operation.id,
                endpoint,
                short(&brief(&operation.doc)),
                page
            ])
        });
        std::iter::once(own).chain(operations)
    });
    let models = api.types.par_iter().zip(&site.links.models);
    let models = models.filter(|(def, _)| has_page(def));
    let models =
        models.map(|(def, page)| json!(["m", def.name, "", short(&brief(&def.doc)), page]));
    called.chain(models).collect()
}

fn short(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

/// A value as a JavaScript expression that is also safe in HTML.
fn script(value: &Value) -> String {
    let text = value.to_string();
    let text = text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028");
    text.replace('\u{2029}', "\\u2029")
}
