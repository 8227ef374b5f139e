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
}

/// The tree as it is on a page.
pub(super) fn nav(site: &Site<'_>, root: &str, current: Current) -> Markup {
    let open = match current {
        Current::Resource(index) | Current::Operation(index, _) => site.path(index),
        _ => Vec::new(),
    };
    let here = |is: bool| is.then_some("page");
    html! {
        nav.side #side aria-label="Reference" {
            ul.tree {
                li { div.line {
                    a href={ (root) "index.html" } aria-current=[here(current == Current::Home)] { "Overview" }
                } }
                li { div.line {
                    a href={ (root) "models/index.html" } aria-current=[here(current == Current::Models)] { "Models" }
                } }
            }
            p.caption { "Resources" }
            ul.tree {
                @for index in &site.roots { (branch(site, root, current, *index, &open)) }
            }
        }
    }
}

fn branch(site: &Site<'_>, root: &str, current: Current, index: usize, open: &[usize]) -> Markup {
    let resource = &site.api.resources[index];
    let label = label(site, index);
    let is_open = open.first() == Some(&index);
    let below = open.get(1..).unwrap_or_default();
    let here = (current == Current::Resource(index)).then_some("page");
    html! {
        li {
            div.line {
                button.toggle.scripted type="button" aria-label=(label) data-branch=(index)
                    aria-expanded=(if is_open { "true" } else { "false" })
                    aria-controls={ "branch-" (index) } {}
                a href={ (root) "api/" (site.links.resources[index]) ".html" } aria-current=[here] { (label) }
            }
            @if is_open {
                ul id={ "branch-" (index) } {
                    @for child in &site.children[index] { (branch(site, root, current, *child, below)) }
                    @for (at, operation) in resource.operations.iter().enumerate() {
                        (leaf(site, root, current, (index, at), operation))
                    }
                }
            } @else {
                ul id={ "branch-" (index) } hidden {}
            }
        }
    }
}

fn leaf(
    site: &Site<'_>,
    root: &str,
    current: Current,
    (index, at): (usize, usize),
    operation: &Operation,
) -> Markup {
    let here = (current == Current::Operation(index, at)).then_some("page");
    html! {
        li {
            a.leaf href={ (root) "api/" (site.links.operations[index][at]) ".html" } aria-current=[here] {
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
        let operations = resource.operations.iter().zip(&site.links.operations[index]);
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
