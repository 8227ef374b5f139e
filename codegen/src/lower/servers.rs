//! Base URLs.

use std::collections::HashSet;

use crate::diagnostic::wording::security as wording;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Node;
use crate::{doc, ir};

/// A valid entry of `servers`.
pub(super) struct ServerEntry<'d> {
    pub(super) server: Node<'d>,
    /// See [`ir::Server::url`].
    pub(super) url: String,
    /// See [`ir::Server::template`].
    pub(super) template: String,
}

/// The servers of the whole description, never empty: see [`ir::Api::servers`].
pub(super) fn all(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<ir::Server> {
    let servers = usable(root, diagnostics).into_iter();
    let servers = servers.map(|entry| ir::Server {
        url: entry.url,
        template: entry.template,
        rust_name: None,
        doc: doc::markdown(entry.server.text("description").unwrap_or_default()),
    });
    let mut servers: Vec<_> = servers.collect();
    if servers.is_empty() {
        servers.push(ir::Server {
            url: String::new(),
            template: String::new(),
            rust_name: None,
            doc: ir::Doc::default(),
        });
    }
    servers
}

/// The valid servers of an object, without repetitions.
pub(super) fn usable<'d>(owner: &Node<'d>, diagnostics: &mut Diagnostics) -> Vec<ServerEntry<'d>> {
    let mut usable = Vec::new();
    let mut seen = HashSet::new();
    let listed = owner.get("servers");
    for server in listed.into_iter().flat_map(|list| list.items()) {
        match entry(server) {
            Ok(entry) if !seen.insert(entry.template.clone()) => {}
            Ok(entry) => usable.push(entry),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    usable
}

/// The base URL of an operation if it has its own; `default` is that of the API. Both are
/// templates.
pub(super) fn own(
    operation: &Node<'_>,
    item: &Node<'_>,
    default: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let entry = first(operation, item, diagnostics)?;
    Some(entry.template).filter(|template| template != default)
}

/// The server of an operation if it has its own.
pub(super) fn first<'d>(
    operation: &Node<'d>,
    item: &Node<'d>,
    diagnostics: &mut Diagnostics,
) -> Option<ServerEntry<'d>> {
    let servers = operation.get("servers").or_else(|| item.get("servers"))?;
    for server in servers.items() {
        match entry(server) {
            Ok(entry) => return Some(entry),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    None
}

fn entry(server: Node<'_>) -> Result<ServerEntry<'_>, Diagnostic> {
    let written = server.text("url").unwrap_or_default().trim();
    let read = read(written, &server).and_then(|read| check(&read.0).map(|()| read));
    match read {
        Ok((url, template)) => Ok(ServerEntry {
            url: url.trim_end_matches('/').to_owned(),
            template: template.trim_end_matches('/').to_owned(),
            server,
        }),
        Err(why) => Err(wording::unusable_server(written, &why).warning(server.at())),
    }
}

/// The URL with the defaults of its variables, and its template.
fn read(url: &str, server: &Node<'_>) -> Result<(String, String), String> {
    let (mut replaced, mut template) = (String::new(), String::new());
    let mut rest = url;
    while let Some((before, inside)) = rest.split_once('{') {
        let (name, after) = inside.split_once('}').ok_or("it has an unclosed `{`")?;
        let variable = variable(server, name);
        let variable = variable.ok_or_else(|| format!("nothing says what `{{{name}}}` is"))?;
        let value = default(&variable);
        let value = value.ok_or_else(|| format!("`{{{name}}}` has no default"))?;
        replaced.extend([before, value]);
        match is_settable(name) {
            true => template.extend([before, "{", name, "=", value, "}"]),
            false => template.extend([before, value]),
        }
        rest = after;
    }
    replaced.push_str(rest);
    template.push_str(rest);
    Ok((replaced, template))
}

/// The definition of a variable of a server.
pub(super) fn variable<'d>(server: &Node<'d>, name: &str) -> Option<Node<'d>> {
    server.get("variables")?.get(name)
}

/// The default of a variable.
pub(super) fn default<'d>(variable: &Node<'d>) -> Option<&'d str> {
    let first = || variable.get("enum")?.items().next()?.value().as_str();
    variable.text("default").or_else(first)
}

/// True for the name of a variable that callers can set. Other names are not valid in a template.
fn is_settable(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    name.contains(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(plain)
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
