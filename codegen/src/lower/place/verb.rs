//! What a method does to its resource.

use super::convention::Conventions;
use super::{id, list};
use crate::lower::found::Found;
use crate::name::singular;

/// What stands at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A parameter: one of several.
    Item,
    /// The name of the resource.
    Collection,
}

/// The verb of a method, as one word or more.
pub(super) fn verb(
    found: &Found<'_>,
    conventions: &Conventions,
    end: End,
    last: Option<&Vec<String>>,
) -> Vec<String> {
    let said = id::verb(found);
    let is_plural = last.and_then(|words| words.last()).is_some_and(|it| singular(it).is_some());
    let verb = match (found.verb, end) {
        ("GET", _) => match list::returned(found) {
            Some(true) if end == End::Collection => "list",
            None if end == End::Collection && is_plural => "list",
            _ if end == End::Collection && is_plural && said == Some("list") => "list",
            _ => conventions.read(said),
        },
        ("POST", End::Item) => match said {
            None | Some("get" | "retrieve" | "list") => "update",
            Some(said) => said,
        },
        ("POST", End::Collection) => match said {
            Some(said @ ("cancel" | "upsert")) => said,
            _ => "create",
        },
        ("PUT", _) => conventions.put(said),
        ("PATCH", _) => conventions.patch(said),
        ("DELETE", _) => "delete",
        ("HEAD", _) => "head",
        ("OPTIONS", _) => "options",
        ("TRACE", _) => "trace",
        _ => "get",
    };
    vec![verb.to_owned()]
}
