//! The reference of the SDK: static pages that need no server and no JavaScript.
//!
//! One page for each operation, resource and model. All content of a description is treated as
//! text: `site/text.rs` converts the allowed Markdown to elements, and `maud` escapes the rest.

mod code;
mod context;
mod example;
mod frame;
mod home;
mod links;
mod meta;
mod model;
mod nav;
mod operation;
mod resource;
mod response;
mod search;
mod shown;
mod text;
mod tree;

use maud::Markup;
use rayon::prelude::*;

use crate::files::Files;
use crate::ir::Api;
use context::Site;

/// The style of all pages.
const STYLE: &str = include_str!("site/assets/site.css");

/// The script that enhances the pages.
const SCRIPT: &str = include_str!("site/assets/site.js");

/// Renders the pages of an API. The same API gives the same bytes.
pub fn site(api: &Api) -> Files {
    let site = Site::new(api);
    let mut files = Files::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text.into_bytes());
    add("assets/site.css", STYLE.to_owned());
    add("assets/site.js", SCRIPT.to_owned());
    add("index.html", home::page(&site).into_string());
    add("models/index.html", model::index(&site).into_string());
    for (path, text) in search::files(&site) {
        add(&path, text);
    }
    let resources = (0..api.resources.len()).into_par_iter();
    let resources = resources.flat_map_iter(|index| resource_pages(&site, index));
    let models = (0..api.types.len()).into_par_iter();
    let models = models.filter_map(|index| model::page(&site, index));
    let pages: Vec<(String, Vec<u8>)> = resources
        .chain(models)
        .map(|(path, page)| (path, page.into_string().into_bytes()))
        .collect();
    files.extend(pages);
    files
}

/// The page of a resource, and those of its operations.
fn resource_pages<'a>(
    site: &'a Site<'_>,
    index: usize,
) -> impl Iterator<Item = (String, Markup)> + use<'a> {
    let operations = 0..site.api.resources[index].operations.len();
    let operations = operations.map(move |at| operation::page(site, index, at));
    std::iter::once(resource::page(site, index)).chain(operations)
}
