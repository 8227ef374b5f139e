//! The tree of resources. A page contains its own branch and links to all others; the script loads
//! the full tree when a branch is opened.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::context::Site;
use super::text::words;
use crate::ir::Operation;

/// The page in the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Current {
    Home,
    Resource(usize),
    Operation(usize, usize),
    Models,
    Model,
}

/// The tree on a page. The script adds the buttons that expand branches, and finds the branches by
/// their numbers; without it, there are only links.
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

/// The folder of a page, for relative links.
#[derive(Clone, Copy)]
pub(super) enum Folder {
    Top,
    Api,
    Models,
}

impl Folder {
    pub(super) const COUNT: usize = 3;
    pub(super) const ALL: [Self; Self::COUNT] = [Self::Top, Self::Api, Self::Models];

    fn of(current: Current) -> Self {
        match current {
            Current::Home => Self::Top,
            Current::Models | Current::Model => Self::Models,
            Current::Resource(_) | Current::Operation(..) => Self::Api,
        }
    }

    /// The relative path to the pages of resources and operations.
    fn to_api(self) -> &'static str {
        match self {
            Self::Top => "api/",
            Self::Api => "",
            Self::Models => "../api/",
        }
    }
}

/// A collapsed branch.
pub(super) fn closed(site: &Site<'_>, folder: Folder, index: usize) -> Markup {
    html! {
        li data-branch=(index) {
            a href={ (folder.to_api()) (site.links.resources[index]) ".html" } { (label(site, index)) }
        }
    }
}

fn branch(site: &Site<'_>, current: Current, index: usize, open: &[usize]) -> Markup {
    let folder = Folder::of(current);
    if open.first() != Some(&index) {
        return html! { (site.closed(folder, index)) };
    }
    let resource = &site.api.resources[index];
    let below = open.get(1..).unwrap_or_default();
    let here = (current == Current::Resource(index)).then_some("page");
    html! {
        li data-branch=(index) {
            a href={ (folder.to_api()) (site.links.resources[index]) ".html" } aria-current=[here] {
                (label(site, index))
            }
            ul id={ "branch-" (index) } {
                @for child in &site.children[index] { (branch(site, current, *child, below)) }
                @for (at, operation) in resource.operations.iter().enumerate() {
                    (leaf(site, current, (index, at), operation))
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
            a.leaf href={ (Folder::of(current).to_api()) (site.links.operations[index][at]) ".html" } aria-current=[here] {
                (method(&operation.method)) span { (words(&operation.fn_name)) }
            }
        }
    }
}

/// The badge of an HTTP method.
pub(super) fn method(name: &str) -> Markup {
    let short = if name == "DELETE" { "DEL" } else { name };
    html! {
        span.method data-method=(name) {
            @if short == name { (name) } @else { abbr title=(name) { (short) } }
        }
    }
}

/// The label of a resource.
pub(super) fn label<'s>(site: &'s Site<'_>, index: usize) -> &'s str {
    &site.labels[index]
}

/// The whole tree for the script: label, page, children, operations.
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
