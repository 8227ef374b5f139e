//! The tree of resources. A page holds the part around itself, and links to all others; the script
//! loads the whole when somebody opens a branch.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::context::Site;
use super::text::words;
use crate::ir::Operation;

/// Where a page stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Current {
    Home,
    Resource(usize),
    Operation(usize, usize),
    Models,
    Model,
}

/// The tree as it is on a page. Buttons that open and close branches are the script's, which finds
/// its branches by their numbers: a page that is read without it has links only.
pub(super) fn nav(site: &Site<'_>, root: &str, current: Current) -> Markup {
    let open = match current {
        Current::Resource(index) | Current::Operation(index, _) => site.path(index),
        Current::Home | Current::Models | Current::Model => Vec::new(),
    };
    let here = |is: bool| is.then_some("page");
    html! {
        nav.side #side aria-label="Reference" {
            ul.tree {
                li { a href={ (root) "index.html" } aria-current=[here(current == Current::Home)] { "Overview" } }
                li { a href={ (root) "models/index.html" } aria-current=[here(current == Current::Models)] { "Models" } }
            }
            p.caption { "Resources" }
            ul.tree {
                @for index in &site.roots { (branch(site, current, *index, &open)) }
            }
        }
    }
}

/// What leads from a page to those of resources and operations, which stand beside each other.
fn api_folder(current: Current) -> &'static str {
    match current {
        Current::Home => "api/",
        Current::Models | Current::Model => "../api/",
        Current::Resource(_) | Current::Operation(..) => "",
    }
}

fn branch(site: &Site<'_>, current: Current, index: usize, open: &[usize]) -> Markup {
    let resource = &site.api.resources[index];
    let is_open = open.first() == Some(&index);
    let below = open.get(1..).unwrap_or_default();
    let here = (current == Current::Resource(index)).then_some("page");
    html! {
        li data-branch=(index) {
            a href={ (api_folder(current)) (site.links.resources[index]) ".html" } aria-current=[here] {
                (label(site, index))
            }
            @if is_open {
                ul id={ "branch-" (index) } {
                    @for child in &site.children[index] { (branch(site, current, *child, below)) }
                    @for (at, operation) in resource.operations.iter().enumerate() {
                        (leaf(site, current, (index, at), operation))
                    }
                }
            }
        }
    }
}

fn leaf(
    site: &Site<'_>,
    current: Current,
    (index, at): (usize, usize),
    operation: &Operation,
) -> Markup {
    let here = (current == Current::Operation(index, at)).then_some("page");
    html! {
        li {
            a.leaf href={ (api_folder(current)) (site.links.operations[index][at]) ".html" } aria-current=[here] {
                (method(&operation.method)) span { (words(&operation.fn_name)) }
            }
        }
    }
}

/// The method of a request as a badge.
pub(super) fn method(name: &str) -> Markup {
    let short = if name == "DELETE" { "DEL" } else { name };
    html! {
        span.method data-method=(name) {
            @if short == name { (name) } @else { abbr title=(name) { (short) } }
        }
    }
}

/// What a resource is called.
pub(super) fn label(site: &Site<'_>, index: usize) -> String {
    let name = site.api.resources[index].path.last();
    words(name.map_or("", String::as_str))
}

/// The whole tree for the script: label, page, resources below, operations.
pub(super) fn data(site: &Site<'_>) -> Value {
    let resources = site.api.resources.iter().enumerate();
    let resources = resources.map(|(index, resource)| {
        let operations = resource
            .operations
            .iter()
            .zip(&site.links.operations[index]);
        let operations = operations
            .map(|(operation, page)| json!([operation.method, words(&operation.fn_name), page]));
        json!([
            label(site, index),
            site.links.resources[index],
            site.children[index],
            operations.collect::<Vec<_>>()
        ])
    });
    resources.collect()
}
