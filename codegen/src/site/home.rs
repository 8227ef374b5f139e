//! The first page: the SDK, a first call, credentials, servers and resources.

use maud::{Markup, html};

use super::code::{Language, Piece, tabs};
use super::context::Site;
use super::frame::{Page, frame};
use super::meta;
use super::nav::Current;
use super::operation::pieces;
use super::resource::card;
use super::shown::visible;
use super::text::{self, brief};
use crate::emit::Snippets;
use crate::ir::Server;

/// The page.
pub(super) fn page(site: &Site<'_>) -> Markup {
    let api = site.api;
    let resources = api.resources.iter();
    let operations: usize = resources.map(|resource| resource.operations.len()).sum();
    let models: usize = site.models.iter().map(Vec::len).sum();
    let main = html! {
        article.home {
            p.eyebrow { "SDK reference" }
            h1 { (visible(&api.title)) }
            @if !api.doc.is_empty() { div.lead { (text::blocks(&api.doc)) } }
            dl.facts {
                div { dt { "API version" } dd { (visible(&api.version)) } }
                div { dt { "Operations" } dd { (operations) } }
                div { dt { "Models" } dd { (models) } }
                div { dt { "Crate" } dd { code { (api.package.name) } } }
            }
            (start(site))
            h2 #resources { a href="#resources" { "Resources" } }
            ul.cards { @for index in &site.roots { (card(site, "", *index)) } }
            @if !api.security_schemes.is_empty() {
                h2 #credentials { a href="#credentials" { "Credentials" } }
                p {
                    "Each call sends exactly one set of the credentials that its operation accepts, and is refused "
                    "before anything is sent where the client has none of them."
                }
                (meta::schemes(site))
            }
            (servers(site))
            (errors())
        }
    };
    let about = brief(&api.doc);
    let page = Page {
        title: &api.title,
        about: &about,
        root: "",
        current: Current::Home,
    };
    frame(site, &page, &main)
}

/// The installation, and the first operation that has an example.
fn start(site: &Site<'_>) -> Markup {
    let api = site.api;
    let resources = api.resources.iter().enumerate();
    let mut operations = resources.flat_map(|(index, resource)| {
        let operations = resource.operations.iter();
        operations.map(move |operation| (index, operation))
    });
    let first = operations
        .find_map(|(index, operation)| Snippets::of(api, &site.commands, index, operation));
    let install = [
        Piece {
            name: "Rust".to_owned(),
            language: Language::Shell,
            code: format!("cargo add {}", api.package.name),
        },
        Piece {
            name: "CLI".to_owned(),
            language: Language::Shell,
            code: format!("cargo install {} --features cli", api.package.name),
        },
    ];
    html! {
        h2 #install { a href="#install" { "Install" } }
        (tabs("install-code", "Install", "request", &install))
        @if let Some(snippets) = first {
            h2 #first-call { a href="#first-call" { "A first call" } }
            (tabs("request", "A first call", "request", &pieces(snippets)))
        }
    }
}

fn servers(site: &Site<'_>) -> Markup {
    let servers = site
        .api
        .servers
        .iter()
        .filter(|server| !server.url.is_empty());
    let servers: Vec<&Server> = servers.collect();
    html! {
        @if !servers.is_empty() {
            h2 #servers { a href="#servers" { "Servers" } }
            ul.members {
                @for server in servers {
                    li {
                        div.member { code.name { (visible(&Server::readable(&server.template))) } }
                        @if !server.doc.is_empty() { div.text { (text::blocks(&server.doc)) } }
                        @if let Some(name) = &server.rust_name { p.limits { "Chosen by " code { (name) } } }
                    }
                }
            }
        }
    }
}

fn errors() -> Markup {
    html! {
        h2 #errors { a href="#errors" { "Errors" } }
        p {
            "Every call gives an " code { "Error" } " where it fails. " code { "Error::kind" } " says what went wrong, "
            "and " code { "Error::may_have_reached_server" } " whether the call may have had an effect. What the server "
            "says is in " code { "Error::status" } ", " code { "Error::errors" } " and " code { "Error::body" } "; "
            code { "Error::decode_body" } " reads the body as a type."
        }
    }
}
