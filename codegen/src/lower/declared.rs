//! Collects the parameters of an operation: its own, and those of its path item.

use indexmap::IndexMap;

use super::coverage::Count;
use super::inventory::OperationSource;
use super::security::is_token;
use crate::diagnostic::wording::parameter as wording;
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};
use crate::ir::ParameterLocation as Location;
use crate::load::{Node, Version};

/// Header parameters that "shall be ignored" (OpenAPI 3.1, section 4.8.12.2).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Parameters by location and name.
pub(super) type Declared<'d> = IndexMap<(Location, &'d str), Node<'d>>;

/// Merges the parameters of the path item with those of the operation, which take precedence, and
/// counts those that are skipped.
pub(super) fn declared<'d>(
    source: &OperationSource<'d>,
    diagnostics: &mut Diagnostics,
    parameters: &mut Count,
) -> Declared<'d> {
    let mut merged = Declared::new();
    for owner in [&source.item, &source.operation] {
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
                Ok((key, node)) if !own.contains_key(&key) => {
                    own.insert(key, node);
                }
                Ok(((_, name), node)) => {
                    parameters.add(false);
                    diagnostics.push(wording::duplicate(name).warning(node.at()));
                }
                Err(diagnostic) => {
                    parameters.add(false);
                    diagnostics.push(diagnostic);
                }
            }
        }
        merged.extend(own);
    }
    without_whole_query(&mut merged, diagnostics, parameters);
    merged
}

/// True for a parameter that is the whole query string.
pub(super) fn is_whole_query(node: &Node<'_>) -> bool {
    let place = node.text("in").unwrap_or_default();
    node.version() >= Version::V3_2 && place.eq_ignore_ascii_case("querystring")
}

/// Skips a parameter that is the whole query string if there are other query parameters.
fn without_whole_query(
    merged: &mut Declared<'_>,
    diagnostics: &mut Diagnostics,
    parameters: &mut Count,
) {
    let in_query = merged
        .iter()
        .filter(|((place, _), _)| *place == Location::Query);
    if in_query.count() < 2 {
        return;
    }
    merged.retain(|(_, name), node| {
        let is_whole = is_whole_query(node);
        if is_whole {
            parameters.add(false);
            diagnostics.push(wording::whole_query_beside(name).warning(node.at()));
        }
        !is_whole
    });
}

/// Location and name of a parameter; the error says why it is skipped.
fn key<'d>(node: &Node<'d>) -> Result<(Location, &'d str), Diagnostic> {
    let refused = |why: Problem| Err(why.warning(node.at()));
    let Some(name) = node.text("name").filter(|name| !name.is_empty()) else {
        return refused(wording::without_name());
    };
    let location = match &*node.text("in").unwrap_or_default().to_ascii_lowercase() {
        "path" => Location::Path,
        "query" => Location::Query,
        _ if is_whole_query(node) => Location::Query,
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
    Ok((location, name))
}
