//! Security schemes of operations, and the credentials of a client.

use maud::{Markup, html};

use super::context::Site;
use super::shown::visible;
use super::text;
use crate::ir::{Operation, SecurityScheme, SecuritySchemeKind};

/// The security requirements of an operation, and its permissions.
pub(super) fn credentials(site: &Site<'_>, operation: &Operation) -> Markup {
    let schemes = &site.api.security_schemes;
    html! {
        h2 #credentials { a href="#credentials" { "Credentials" } }
        @if operation.security.is_empty() {
            p.none { "None are needed." }
        } @else {
            ul.credentials {
                @for set in &operation.security {
                    li {
                        @if set.is_empty() { "No credentials" }
                        @for (at, index) in set.iter().enumerate() {
                            @if at > 0 { " and " }
                            a href={ "../index.html#" (scheme_anchor(&schemes[*index])) } {
                                (visible(&schemes[*index].title))
                            }
                        }
                    }
                }
            }
        }
        @if !operation.permissions.is_empty() {
            p.permissions {
                "One of these permissions: "
                @for name in &operation.permissions { span.chip { (visible(name)) } " " }
            }
        }
    }
}

fn scheme_anchor(scheme: &SecurityScheme) -> String {
    super::links::anchor("credential", &scheme.rust_name)
}

/// All schemes: where the secret is sent, and the environment variable that it is read from.
pub(super) fn schemes(site: &Site<'_>) -> Markup {
    html! {
        ul.members {
            @for scheme in &site.api.security_schemes {
                @let anchor = scheme_anchor(scheme);
                li id=(anchor) {
                    div.member {
                        a.name href={ "#" (anchor) } { (visible(&scheme.title)) }
                        " " span.type { (place(&scheme.kind)) }
                    }
                    @if !scheme.doc.is_empty() { div.text { (text::blocks(&scheme.doc)) } }
                    p.limits {
                        "In Rust " code { "." (scheme.rust_name) "(…)" }
                        @if let Some(env) = &scheme.env { ", from the environment " code { (env) } }
                    }
                }
            }
        }
    }
}

fn place(kind: &SecuritySchemeKind) -> Markup {
    match kind {
        SecuritySchemeKind::Bearer => html! { "bearer token" },
        SecuritySchemeKind::OAuth(_) => html! { "OAuth 2 token" },
        SecuritySchemeKind::Basic => html! { "user and password (Basic)" },
        SecuritySchemeKind::Digest => html! { "user and password (Digest)" },
        SecuritySchemeKind::Http(name) => html! { "Authorization: " (visible(name)) },
        SecuritySchemeKind::Header(name) => html! { "header " (visible(name)) },
        SecuritySchemeKind::Query(name) => html! { "query parameter " (visible(name)) },
        SecuritySchemeKind::Cookie(name) => html! { "cookie " (visible(name)) },
    }
}
