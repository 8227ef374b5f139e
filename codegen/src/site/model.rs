//! The page of a model, and the list of all models.

use maud::{Markup, html};

use super::code::{Language, Piece, tabs};
use super::context::{Site, constructor, has_page};
use super::example::example;
use super::frame::{Page, frame};
use super::nav::{Current, label};
use super::shown::{type_name, visible};
use super::text::{self, brief};
use super::tree::Tree;
use crate::ir::{Enum, Type, TypeDef, TypeId, TypeKind};

/// Maximum number of members that are shown, including nested ones.
const MEMBERS: usize = 100;

/// The page and its path; `None` if the type is not public.
pub(super) fn page(site: &Site<'_>, index: usize) -> Option<(String, Markup)> {
    let def = &site.api.types[index];
    if !has_page(def) {
        return None;
    }
    let about = brief(&def.doc);
    let page = Page {
        title: &def.name,
        about: &about,
        root: "../",
        current: Current::Model,
    };
    let path = format!("models/{}.html", site.links.models[index]);
    Some((path, frame(site, &page, &main(site, TypeId(index), def))))
}

fn main(site: &Site<'_>, id: TypeId, def: &TypeDef) -> Markup {
    let usage = match (def.usage.in_requests, def.usage.in_responses) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        (false, _) => "received",
    };
    html! {
        article {
            nav.crumbs aria-label="Breadcrumb" {
                ol {
                    li { a href="../index.html" { "Reference" } }
                    li { a href="index.html" { "Models" } }
                }
            }
            h1 { (def.name) }
            p.marks {
                span.mark-of { (kind(def)) } " " span.mark-of { (usage) }
                @if def.deprecated { " " span.deprecated { "deprecated" } }
            }
            @if !def.doc.is_empty() { div.lead { (text::blocks(&def.doc)) } }
            div.columns {
                div.reading { (members(site, id, def)) (used_by(site, def)) }
                aside.codes aria-label="Example" { (codes(site, id, def)) }
            }
        }
    }
}

fn kind(def: &TypeDef) -> &'static str {
    match def.kind {
        TypeKind::Struct(_) => "object",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Alias(_) => "alias",
    }
}

fn members(site: &Site<'_>, id: TypeId, def: &TypeDef) -> Markup {
    match &def.kind {
        TypeKind::Enum(values) => enum_values(values),
        TypeKind::Alias(ty) => html! {
            h2 #members { a href="#members" { "Another name for" } }
            p { (type_name(site, ty)) }
        },
        _ => {
            let tree = Tree::on_page_of(site, id).model(id, "field", members_of(def).max(MEMBERS));
            html! {
                h2 #members { a href="#members" { "Members" } }
                @if let Some(tree) = tree { (tree) } @else { p.none { "None that are described." } }
            }
        }
    }
}

/// All own members of a model are shown.
fn members_of(def: &TypeDef) -> usize {
    match &def.kind {
        TypeKind::Struct(object) => object.fields.len(),
        TypeKind::Union(union) => union.members.len(),
        TypeKind::Tuple(tuple) => tuple.items.len(),
        TypeKind::Enum(_) | TypeKind::Alias(_) => 0,
    }
}

fn enum_values(values: &Enum) -> Markup {
    html! {
        h2 #members { a href="#members" { "Values" } }
        ul.members {
            @for variant in &values.variants {
                @let anchor = super::links::anchor("value", &variant.rust_name);
                li id=(anchor) {
                    div.member {
                        a.name href={ "#" (anchor) } { (visible(&variant.value)) }
                        " " span.type { (variant.rust_name) }
                    }
                    @if !variant.doc.is_empty() { div.text { (text::blocks(&variant.doc)) } }
                }
            }
        }
        p.none { "A value that is not listed is kept as it came." }
    }
}

fn codes(site: &Site<'_>, id: TypeId, def: &TypeDef) -> Markup {
    let mut pieces = Vec::new();
    if let Some(value) = example(site, &Type::Named(id)) {
        pieces.push(Piece {
            name: "JSON".to_owned(),
            language: Language::Json,
            code: visible(&format!("{value:#}")).into_owned(),
        });
    }
    let made = match &def.kind {
        TypeKind::Struct(object) => constructor(def, object),
        _ => None,
    };
    let library = &site.api.package.lib_name;
    pieces.push(Piece {
        name: "Rust".to_owned(),
        language: Language::Rust,
        code: match made {
            Some(made) => format!("use {library}::models;\n\n{made}"),
            None => format!("use {library}::models::{};", def.name),
        },
    });
    tabs("example", "Example", "model", &pieces)
}

/// Maximum number of resources that are listed as users of a model.
const USERS: usize = 12;

fn used_by(site: &Site<'_>, def: &TypeDef) -> Markup {
    let resources = def.reached_by.iter().copied();
    let resources: Vec<usize> = resources
        .filter(|it| *it < site.api.resources.len())
        .collect();
    let more = resources.len().saturating_sub(USERS);
    html! {
        @if !resources.is_empty() {
            h2 #used-by { a href="#used-by" { "Used by" } }
            p.used {
                @for index in resources.iter().take(USERS) {
                    a href={ "../api/" (site.links.resources[*index]) ".html" } { (label(site, *index)) } " "
                }
                @if more > 0 { "and " (more) " more" }
            }
        }
    }
}

/// A list of models.
pub(super) fn list(site: &Site<'_>, models: &[usize]) -> Markup {
    html! {
        ul.models {
            @for index in models {
                li { a href={ "../models/" (site.links.models[*index]) ".html" } {
                    (site.api.types[*index].name)
                } }
            }
        }
    }
}

/// The page that lists the models that several resources share, and links to the others on the
/// pages of their resources.
pub(super) fn index(site: &Site<'_>) -> Markup {
    let count = site.api.resources.len();
    let shared = &site.models[count];
    let main = html! {
        article.plain {
            nav.crumbs aria-label="Breadcrumb" { ol { li { a href="../index.html" { "Reference" } } } }
            h1 { "Models" }
            div.lead { p { "The types of requests and responses, in the module " code { "models" } "." } }
            @if !shared.is_empty() {
                h2 #shared { a href="#shared" { "Used by several resources" } }
                (list(site, shared))
            }
            h2 #own { a href="#own" { "Used by one resource" } }
            ul.models {
                @for (index, models) in site.models.iter().take(count).enumerate() {
                    @if !models.is_empty() { (group(site, index, models.len())) }
                }
            }
        }
    };
    let page = Page {
        title: "Models",
        about: "All models",
        root: "../",
        current: Current::Models,
    };
    frame(site, &page, &main)
}

fn group(site: &Site<'_>, index: usize, count: usize) -> Markup {
    let path = site.api.resources[index].path.join(".");
    html! {
        li {
            a href={ "../api/" (site.links.resources[index]) ".html#models" } { (path) }
            " " small { (count) }
        }
    }
}
