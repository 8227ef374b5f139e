//! The frame of all pages: the head, the bar at the top, and the tree on the left.

use maud::{DOCTYPE, Markup, html};

use super::context::Site;
use super::nav::{self, Current};
use super::shown::visible;

/// The content security policy: only files of the site are loaded, and inline scripts are not run.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; \
                      img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// A page.
pub(super) struct Page<'p> {
    /// Its title.
    pub(super) title: &'p str,
    /// Its description in one line.
    pub(super) about: &'p str,
    /// The relative path to the first page: `../`, or empty on the first page.
    pub(super) root: &'static str,
    /// Its position in the tree.
    pub(super) current: Current,
}

/// The whole page.
pub(super) fn frame(site: &Site<'_>, page: &Page<'_>, main: &Markup) -> Markup {
    let api = site.api;
    let root = page.root;
    let title = match page.current {
        Current::Home => api.title.clone(),
        _ => format!("{} · {}", page.title, api.title),
    };
    html! {
        (DOCTYPE)
        html lang="en" data-root=(root) data-parts=(site.parts) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content="sdk-codegen";
                meta name="description" content=(visible(page.about));
                meta name="color-scheme" content="light dark";
                title { (visible(&title)) }
                link rel="stylesheet" href={ (root) "assets/site.css" };
                script src={ (root) "assets/site.js" } {}
            }
            body {
                a.skip href="#main" { "Skip to content" }
                (bar(site, root))
                div.layout {
                    (nav::nav(site, root, page.current))
                    main #main tabindex="-1" { (main) }
                }
            }
        }
    }
}

fn bar(site: &Site<'_>, root: &str) -> Markup {
    html! {
        header.bar {
            button.menu.scripted type="button" aria-label="Menu" aria-expanded="false" aria-controls="side" {
                span aria-hidden="true" {}
            }
            a.brand href={ (root) "index.html" } {
                span.mark aria-hidden="true" {}
                span { (visible(&site.api.title)) }
            }
            div.search.scripted role="search" {
                input #search type="search" role="combobox" placeholder="Search"
                    aria-label="Search operations, resources and models" aria-autocomplete="list"
                    aria-expanded="false" aria-controls="results" autocomplete="off" spellcheck="false";
                kbd aria-hidden="true" { "/" }
                ul #results role="listbox" aria-label="Results" hidden {}
                p.said #said role="status" {}
            }
            button.theme.scripted type="button" aria-label="Switch between light and dark" {
                span aria-hidden="true" {}
            }
        }
    }
}
