//! The page of a resource: its children and operations.

use maud::{Markup, html};

use super::code::{Language, block};
use super::context::Site;
use super::frame::{Page, frame};
use super::model;
use super::nav::{self, Current, label};
use super::text::{self, brief, titled, words};

/// The page and its path.
pub(super) fn page(site: &Site<'_>, index: usize) -> (String, Markup) {
    let resource = &site.api.resources[index];
    let title = label(site, index);
    let accessors = resource.path.iter().map(|name| format!(".{name}()"));
    let handle = format!("client{}", accessors.collect::<String>());
    let children = &site.children[index];
    let models = &site.models[index];
    let main = html! {
        article.plain {
            (breadcrumbs(site, index, false))
            h1 { (title) }
            @if !resource.doc.is_empty() { div.lead { (text::blocks(&resource.doc)) } }
            (block(Language::Rust, &handle))
            @if !resource.operations.is_empty() {
                h2 #operations { a href="#operations" { "Operations" } }
                (operations(site, index))
            }
            @if !children.is_empty() {
                h2 #resources { a href="#resources" { "Resources" } }
                ul.cards { @for child in children { (card(site, "../", *child)) } }
            }
            @if !models.is_empty() {
                h2 #models { a href="#models" { "Models" } }
                (model::list(site, models))
            }
            p.feature { "Cargo feature " code { (resource.feature) } }
        }
    };
    let about = brief(&resource.doc);
    let page = Page {
        title,
        about: &about,
        root: "../",
        current: Current::Resource(index),
    };
    let path = format!("api/{}.html", site.links.resources[index]);
    (path, frame(site, &page, &main))
}

/// The path from the first page to a resource. The last part is a link if `is_above` is true.
pub(super) fn breadcrumbs(site: &Site<'_>, index: usize, is_above: bool) -> Markup {
    let path = site.path(index);
    let shown = if is_above {
        path.len()
    } else {
        path.len().saturating_sub(1)
    };
    html! {
        nav.crumbs aria-label="Breadcrumb" {
            ol {
                li { a href="../index.html" { "Reference" } }
                @for index in path.iter().take(shown) {
                    li { a href={ (site.links.resources[*index]) ".html" } { (label(site, *index)) } }
                }
            }
        }
    }
}

fn operations(site: &Site<'_>, index: usize) -> Markup {
    let resource = &site.api.resources[index];
    let operations = resource
        .operations
        .iter()
        .zip(&site.links.operations[index]);
    html! {
        ul.operations {
            @for (operation, page) in operations {
                @let (title, _) = titled(&operation.doc);
                li {
                    a href={ (page) ".html" } {
                        (nav::method(&operation.method))
                        span.what { (title.unwrap_or_else(|| words(&operation.fn_name))) }
                        code.path { (super::shown::visible(&operation.path)) }
                    }
                }
            }
        }
    }
}

/// A resource in a list.
pub(super) fn card(site: &Site<'_>, root: &str, index: usize) -> Markup {
    let resource = &site.api.resources[index];
    let (all, below) = (resource.operations.len(), site.children[index].len());
    let mut counts = Vec::new();
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    if below > 0 {
        counts.push(plural(below, "resource"));
    }
    if all > 0 {
        counts.push(plural(all, "operation"));
    }
    let about = brief(&resource.doc);
    html! {
        li {
            a href={ (root) "api/" (site.links.resources[index]) ".html" } {
                strong { (label(site, index)) }
                @if !about.is_empty() { span { (about) } }
                small { (counts.join(", ")) }
            }
        }
    }
}
