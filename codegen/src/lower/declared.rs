//! Which parameters an operation has: its own, and those of its path.

use indexmap::IndexMap;

use super::found::OperationSource;
use super::security::is_token;
use crate::diagnostic::wording::parameter as wording;
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};
use crate::ir::ParameterLocation as Location;
use crate::load::Node;

/// Headers that OpenAPI describes elsewhere; as parameters they "shall be ignored".
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Parameters by location and name.
pub(super) type Declared<'d> = IndexMap<(Location, &'d str), Node<'d>>;

/// Merges the parameters of the path item with those of the operation, which win.
pub(super) fn declared<'d>(
    found: &OperationSource<'d>,
    diagnostics: &mut Diagnostics,
) -> Declared<'d> {
    let mut merged = Declared::new();
    for owner in [&found.item, &found.operation] {
        let mut own = Declared::new();
        for node in owner
            .get("parameters")
            .into_iter()
            .flat_map(|list| list.items())
        {
            match node
                .follow()
                .and_then(|node| key(&node).map(|key| (key, node)))
            {
                Ok((None, _)) => {}
                Ok((Some(key), node)) if !own.contains_key(&key) => {
                    own.insert(key, node);
                }
                Ok((Some((_, name)), node)) => {
                    diagnostics.push(wording::duplicate(name).warning(node.at()));
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        merged.extend(own);
    }
    merged
}

/// Location and name of a parameter; nothing where it is one that has to be ignored.
fn key<'d>(node: &Node<'d>) -> Result<Option<(Location, &'d str)>, Diagnostic> {
    let refused = |why: Problem| Err(why.warning(node.at()));
    let Some(name) = node.text("name").filter(|name| !name.is_empty()) else {
        return refused(wording::without_name());
    };
    let location = match &*node.text("in").unwrap_or_default().to_ascii_lowercase() {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        other => return refused(wording::unknown_location(name, other)),
    };
    if location == Location::Header && IGNORED_HEADERS.contains(&&*name.to_ascii_lowercase()) {
        return refused(wording::ignored_header(name));
    }
    if matches!(location, Location::Header | Location::Cookie) && !is_token(name) {
        return refused(wording::invalid_name(name));
    }
    Ok(Some((location, name)))
}
