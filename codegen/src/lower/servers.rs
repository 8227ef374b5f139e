//! Base URLs.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::doc;
use crate::ir;
use crate::load::Node;

/// Lists the servers of the whole description, never empty: see [`ir::Api::servers`].
pub(super) fn all(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<ir::Server> {
    let mut servers: Vec<ir::Server> = Vec::new();
    let mut seen = HashSet::new();
    for server in root
        .get("servers")
        .into_iter()
        .flat_map(|list| list.items())
    {
        match url(&server) {
            Ok(url) if !seen.insert(url.clone()) => {}
            Ok(url) => servers.push(ir::Server {
                url,
                doc: doc::markdown(server.text("description").unwrap_or_default()),
            }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if servers.is_empty() {
        servers.push(ir::Server {
            url: String::new(),
            doc: ir::Doc::default(),
        });
    }
    servers
}

/// Gives the base URL of one operation where it has its own.
pub(super) fn own(
    operation: &Node<'_>,
    item: &Node<'_>,
    default: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let servers = operation.get("servers").or_else(|| item.get("servers"))?;
    for server in servers.items() {
        match url(&server) {
            Ok(url) => return Some(url).filter(|url| url != default),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    None
}

/// The URL of a server with its variables replaced, without a trailing slash.
fn url(server: &Node<'_>) -> Result<String, Diagnostic> {
    let written = server.text("url").unwrap_or_default().trim();
    let url = replaced(written, server);
    let url = url.and_then(|url| check(&url).map(|()| url.trim_end_matches('/').to_owned()));
    url.map_err(|why| {
        let message = format!("the server URL `{written}` cannot be called: {why}");
        let help = "callers have to give a base URL when they make a client";
        Diagnostic::warning(server.at().clone(), message).with_help(help)
    })
}

fn replaced(url: &str, server: &Node<'_>) -> Result<String, String> {
    let variables = server.get("variables");
    let mut done = String::new();
    let mut rest = url;
    while let Some((before, inside)) = rest.split_once('{') {
        let (name, after) = inside.split_once('}').ok_or("it has an unclosed `{`")?;
        let variable = variables.as_ref().and_then(|all| all.get(name));
        let variable = variable.ok_or_else(|| format!("nothing says what `{{{name}}}` is"))?;
        let first = || variable.get("enum")?.items().next()?.value().as_str();
        let value = variable.text("default").or_else(first);
        let value = value.ok_or_else(|| format!("`{{{name}}}` has no default"))?;
        done.push_str(before);
        done.push_str(value);
        rest = after;
    }
    done.push_str(rest);
    Ok(done)
}

fn check(url: &str) -> Result<(), String> {
    let scheme = |scheme: &str| {
        let start = url.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &url[scheme.len()..])
    };
    let Some(rest) = scheme("https://").or_else(|| scheme("http://")) else {
        let relative = url.is_empty() || url.starts_with(['/', '.']) || !url.contains(':');
        let why = if relative {
            "it is relative, and to what only its host knows"
        } else {
            "it is neither https nor http"
        };
        return Err(why.to_owned());
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
    if authority.contains('@') {
        return Err("it has credentials in it".to_owned());
    }
    if authority.is_empty() || !authority.chars().all(host) {
        return Err("it has no proper host".to_owned());
    }
    if rest.contains(['?', '#']) {
        return Err("it has a query or a fragment".to_owned());
    }
    if !rest
        .chars()
        .all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c))
    {
        return Err("it has characters that a URL cannot hold".to_owned());
    }
    Ok(())
}
