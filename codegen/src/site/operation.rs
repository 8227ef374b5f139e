//! The page of an operation.

use maud::{Markup, html};

use super::code::{Language, Piece, tabs};
use super::context::Site;
use super::frame::{Page, frame};
use super::links::anchor;
use super::nav::{Current, method};
use super::resource::breadcrumbs;
use super::shown::{parameter_text, type_name, visible};
use super::text::{self, brief, titled, words};
use super::tree::{Row, Tree, row};
use super::{meta, response};
use crate::emit::Snippets;
use crate::ir::{
    Api, Body, BodyContent, Operation, Parameter, ParameterLocation, PartContent, Role,
};

/// Maximum number of members of a body that are shown, including nested ones.
const MEMBERS: usize = 200;

/// The page and its path.
pub(super) fn page(site: &Site<'_>, index: usize, at: usize) -> (String, Markup) {
    let (_, operation) = site.operation(index, at);
    let (title, rest) = titled(&operation.doc);
    let title = title.unwrap_or_else(|| words(&operation.fn_name));
    let main = html! {
        article {
            (breadcrumbs(site, index, true))
            h1 { (title) }
            (marks(operation))
            div.endpoint {
                (method(&operation.method))
                code { (path(&operation.path)) }
            }
            div.columns {
                div.reading {
                    @if !rest.is_empty() { div.lead { (text::blocks(&rest)) } }
                    @if let Some(link) = &operation.link {
                        p { a rel="noopener noreferrer" href=(link) { "More about it" } }
                    }
                    (meta::credentials(site, operation))
                    (parameters(site, operation))
                    @if let Some(body) = &operation.body { (body_of(site, body)) }
                    (pages(operation))
                    (response::responses(site, operation))
                }
                aside.codes aria-label="Examples" {
                    (request(site.api, site, index, operation))
                    (response::examples(site, operation))
                }
            }
        }
    };
    let about = brief(&operation.doc);
    let page = Page {
        title: &title,
        about: &about,
        root: "../",
        current: Current::Operation(index, at),
    };
    let path = format!("api/{}.html", site.links.operations[index][at]);
    (path, frame(site, &page, &main))
}

fn marks(operation: &Operation) -> Markup {
    html! {
        @if operation.beta || operation.deprecated.is_some() {
            p.marks {
                @if operation.beta { span.mark-of title="It may still change" { "beta" } " " }
                @if let Some(reason) = &operation.deprecated {
                    span.deprecated { "deprecated" }
                    @if !reason.is_empty() { " " (reason) }
                }
            }
        }
    }
}

/// A path with marked parameters.
fn path(path: &str) -> Markup {
    let mut parts = path.split('{');
    html! {
        (visible(parts.next().unwrap_or_default()))
        @for part in parts {
            @if let Some((name, after)) = part.split_once('}') {
                span.variable { "{" (visible(name)) "}" } (visible(after))
            } @else {
                "{" (visible(part))
            }
        }
    }
}

/// The example in three languages.
fn request(api: &Api, site: &Site<'_>, index: usize, operation: &Operation) -> Markup {
    let Some(snippets) = Snippets::of(api, &site.commands, index, operation) else {
        return html! { p.none { "Its values are too deep for an example." } };
    };
    tabs("request", "Request", "request", &pieces(snippets))
}

/// A tab for each language.
pub(super) fn pieces(snippets: Snippets) -> [Piece; 3] {
    let piece = |name: &str, language, code| Piece {
        name: name.to_owned(),
        language,
        code,
    };
    [
        piece("Rust", Language::Rust, snippets.rust),
        piece("CLI", Language::Shell, snippets.command_line),
        piece("curl", Language::Shell, snippets.curl),
    ]
}

fn parameters(site: &Site<'_>, operation: &Operation) -> Markup {
    let places = [
        (ParameterLocation::Path, "path", "Path parameters"),
        (ParameterLocation::Query, "query", "Query parameters"),
        (ParameterLocation::Header, "header", "Headers"),
        (ParameterLocation::Cookie, "cookie", "Cookies"),
    ];
    html! {
        @for (location, name, title) in places {
            @let those: Vec<_> = operation.parameters.iter().filter(|it| it.location == location).collect();
            @if !those.is_empty() {
                h2 id=(name) { a href={ "#" (name) } { (title) } }
                ul.members { @for parameter in those { (parameter_row(site, name, parameter)) } }
            }
        }
    }
}

fn parameter_row(site: &Site<'_>, place: &str, parameter: &Parameter) -> Markup {
    let anchor = anchor(place, &parameter.wire_name);
    let below = Tree::new(site).of(&parameter.ty, &anchor, MEMBERS / 4);
    row(Row {
        name: &parameter.wire_name,
        ty: type_name(site, &parameter.ty),
        required: matches!(parameter.role, Role::Positional | Role::Staged | Role::Constant),
        deprecated: parameter.deprecated,
        text: parameter_text(site, parameter),
        below: below.map(|members| {
            html! { details { summary { "Members of " code { (visible(&parameter.wire_name)) } } (members) } }
        }),
        anchor: &anchor,
    })
}

fn body_of(site: &Site<'_>, body: &Body) -> Markup {
    html! {
        h2 #body { a href="#body" { "Body" } }
        p.sort {
            code { (visible(&body.media_type)) }
            @if body.required { " " span.required { "required" } }
        }
        @if !body.doc.is_empty() { div.text { (text::blocks(&body.doc)) } }
        (content(site, body))
        @if !body.files.is_empty() { (files(body)) }
        @if !body.alternatives.is_empty() {
            p.limits {
                "Or "
                @for other in &body.alternatives {
                    code { (visible(&other.media_type)) } " by " code { (other.rust_name) } " "
                }
            }
        }
    }
}

fn content(site: &Site<'_>, body: &Body) -> Markup {
    let whole = |before: &str, ty| {
        let members = Tree::new(site).of(ty, "body", MEMBERS);
        html! {
            p.sort { (before) span.type { (type_name(site, ty)) } }
            @if let Some(members) = members { (members) }
        }
    };
    match &body.content {
        BodyContent::Fields { ty, names } => {
            let tree = Tree::new(site).model(*ty, "body", MEMBERS.max(names.len()));
            html! { @if let Some(tree) = tree { (tree) } }
        }
        BodyContent::Json(ty) => whole("", ty),
        BodyContent::Lines(ty) => whole("On each line: ", ty),
        BodyContent::Parts(PartContent::Json(ty), _) => whole("In each part: ", ty),
        BodyContent::Parts(PartContent::Text, _) => html! { p.sort { "Parts of text" } },
        BodyContent::Parts(PartContent::Bytes, _) => html! { p.sort { "Parts of bytes" } },
        BodyContent::Text => html! { p.sort { "Text" } },
        BodyContent::Bytes => html! { p.sort { "Bytes, or a stream of them" } },
        BodyContent::Files => html! {},
    }
}

fn files(body: &Body) -> Markup {
    html! {
        ul.members {
            @for file in &body.files {
                @let name = file.wire_name.as_deref().unwrap_or("files, each with a name");
                @let anchor = anchor("body", &file.rust_name);
                (row(Row {
                    name,
                    ty: html! { @if file.many { "files" } @else { "file" } },
                    required: file.role == Role::Staged,
                    deprecated: false,
                    text: html! { @if !file.doc.is_empty() { div.text { (text::blocks(&file.doc)) } } },
                    below: None,
                    anchor: &anchor,
                }))
            }
        }
    }
}

fn pages(operation: &Operation) -> Markup {
    html! {
        @if operation.pagination.is_some() {
            h2 #pages { a href="#pages" { "Pages" } }
            p {
                "The list comes in pages: " code { ".items()" } " gives every item of all of them, "
                code { ".pages()" } " page by page, and so does " code { "--all-pages" } " on the command line."
            }
        }
    }
}
