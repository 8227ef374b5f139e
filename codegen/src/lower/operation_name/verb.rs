//! The verb of a method.

use super::convention::Conventions;
use super::{id, list, name_words, one};
use crate::lower::inventory::OperationSource;
use crate::name::singular;

/// The kind of the last piece of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A parameter: one item of a collection.
    Item,
    /// A fixed segment: the resource as a whole.
    Collection,
}

/// True if the summary begins with `list`.
fn lists(source: &OperationSource<'_>) -> bool {
    let summary = source.operation.text("summary").and_then(name_words);
    summary.is_some_and(|words| matches!(words[0].as_str(), "list" | "lists"))
}

/// `get` or `retrieve`, if the summary or description begins with it.
pub(super) fn text_verb(source: &OperationSource<'_>) -> Option<&'static str> {
    let texts = ["summary", "description"].into_iter();
    let text = texts.filter_map(|key| source.operation.text(key)).next()?;
    // HTML begins with an element.
    let start = text.trim_start();
    let start = match start.strip_prefix('<') {
        Some(element) => element.split_once('>')?.1,
        None => start,
    };
    let word = start.split_whitespace().next()?.to_ascii_lowercase();
    match word.as_str() {
        "get" | "gets" => Some("get"),
        "retrieve" | "retrieves" => Some("retrieve"),
        _ => None,
    }
}

/// True if the same path has a `PUT` that is not deprecated.
fn has_put(source: &OperationSource<'_>) -> bool {
    let put = source.item.get("put");
    put.is_some_and(|put| !put.flag("deprecated"))
}

fn is_read(said: Option<&str>) -> bool {
    matches!(said, Some("get" | "retrieve"))
}

/// The action in an id. For a collection, where `create` is usual, only actions that `create` does
/// not describe count.
fn done(source: &OperationSource<'_>, end: End) -> Option<String> {
    let is_other = |verb: &String| end == End::Item || matches!(verb.as_str(), "send" | "upload");
    id::done(source).filter(is_other)
}

/// Words of ids of bulk requests.
pub(super) const MANY: [&str; 4] = ["bulk", "batch", "many", "multiple"];

/// Verbs of ids that add one resource to another without creating it, and those that remove it
/// without deleting it.
const JOINING: [&str; 2] = ["associate", "attach"];
const PARTING: [&str; 3] = ["detach", "disassociate", "dissociate"];

/// Verbs of ids that say more than `update`, and those that say something other than `delete`.
const PUTTING: [&str; 3] = ["follow", "save", "set"];
const LEAVING: [&str; 3] = ["archive", "unfollow", "unset"];

/// `replace`, if the summary says that a `PUT` creates or replaces.
fn text_put(source: &OperationSource<'_>) -> Option<&'static str> {
    let summary = source.operation.text("summary").and_then(name_words)?;
    let replaces =
        matches!(&summary[..], [_, or, verb, ..] if or == "or" && one(verb) == "replace");
    replaces.then_some("replace")
}

/// The one of some verbs that the id begins with.
fn begun(source: &OperationSource<'_>, verbs: &[&'static str]) -> Option<&'static str> {
    verbs.iter().copied().find(|verb| id::begins(source, verb))
}

/// The verb of a `PUT`.
fn put(source: &OperationSource<'_>, conventions: &Conventions) -> &'static str {
    let said = id::verb(source).or_else(|| text_put(source));
    begun(source, &PUTTING).unwrap_or_else(|| conventions.put(said))
}

/// The verb for a change, whatever the path ends in.
pub(super) fn plain(
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> Option<&'static str> {
    let said = id::verb(source);
    match source.verb {
        "POST" => match said {
            Some("get" | "retrieve") => Some(conventions.read(said)),
            said => said.or(Some("create")),
        },
        "PUT" => Some(conventions.put(said)),
        "PATCH" => Some(conventions.patch(said, has_put(source))),
        "DELETE" => Some("delete"),
        _ => said,
    }
}

/// The verb of a method, in one or more words.
pub(super) fn verb(
    source: &OperationSource<'_>,
    conventions: &Conventions,
    end: End,
    last: Option<&Vec<String>>,
) -> Vec<String> {
    let said = id::verb(source);
    let is_plural = is_plural(last);
    if source.verb == "POST" {
        let done = done(source, end).filter(|_| said.is_none());
        let either = || id::either(source).filter(|_| end == End::Collection);
        if let Some(verbs) = done.map(|done| vec![done]).or_else(either) {
            return verbs;
        }
    }
    if let Some(verb) = begun(source, &LEAVING).filter(|_| source.verb == "DELETE") {
        return vec![verb.to_owned()];
    }
    let verb = match (source.verb, end) {
        ("GET", _) => reading(source, conventions, end, last),
        ("POST", End::Item) => match said {
            None | Some("get" | "retrieve" | "list") => "update",
            Some(said) => said,
        },
        ("POST", End::Collection) => match (id::joining(source, &JOINING), said) {
            (Some(verb), _) => verb,
            (None, Some(said @ ("cancel" | "upsert" | "update" | "replace"))) => said,
            _ if id::begins(source, "search") => "search",
            _ if id::reads_one(source, last) => conventions.read(said),
            _ => "create",
        },
        ("PUT", End::Item) if id::joins(source, "add", "to") => "add",
        ("PUT", _) => put(source, conventions),
        ("PATCH", _) if id::has(source, &["partial"]) => conventions.patch(Some("edit"), true),
        ("PATCH", _) => conventions.patch(said, has_put(source)),
        ("DELETE", End::Collection)
            if is_plural && conventions.delete_all() && !id::has(source, &MANY) =>
        {
            return vec!["delete".to_owned(), "all".to_owned()];
        }
        ("DELETE", End::Item) => match id::joining(source, &PARTING) {
            Some(verb) => verb,
            None if id::joins(source, "remove", "from") => "remove",
            None => "delete",
        },
        ("DELETE", End::Collection) => "delete",
        ("HEAD", _) => "head",
        ("OPTIONS", _) => "options",
        ("TRACE", _) => "trace",
        // The verb of the id, or a custom HTTP method such as `PURGE`.
        (method, _) => match said {
            Some(said) => said,
            None => return name_words(method).unwrap_or_else(|| vec!["call".to_owned()]),
        },
    };
    let changes = matches!(source.verb, "PUT" | "PATCH" | "DELETE");
    if end == End::Collection && changes && id::has(source, &MANY) {
        return vec!["bulk".to_owned(), verb.to_owned()];
    }
    vec![verb.to_owned()]
}

/// What reading one thing is called, by the id or else by the text of an operation.
pub(super) fn read(source: &OperationSource<'_>, conventions: &Conventions) -> &'static str {
    let said = id::verb(source).filter(|verb| is_read(Some(*verb)));
    conventions.read(said.or_else(|| text_verb(source)))
}

/// The verb of a `GET`: `list`, or what the document calls reading one thing.
fn reading<'s>(
    source: &OperationSource<'s>,
    conventions: &Conventions,
    end: End,
    last: Option<&Vec<String>>,
) -> &'s str {
    let said = id::verb(source);
    let is_plural = is_plural(last);
    match list::returned(source, last) {
        // One resource that contains lists is not a list itself.
        Some(true) if !is_plural && is_read(said) && !list::is_bare(source) => {
            conventions.read(said)
        }
        // `GET /templates/{kind}` reads those of one kind.
        Some(true)
            if end == End::Item
                && is_plural
                && (id::begins(source, "list") || lists(source) || is_joined(last)) =>
        {
            "list"
        }
        Some(true) if end == End::Collection => "list",
        None if end == End::Collection && (is_plural || said == Some("list")) => "list",
        _ if end == End::Collection && is_plural && (said == Some("list") || lists(source)) => {
            "list"
        }
        // `listUsers` of `/user`.
        _ if end == End::Collection && id::lists_many(source) => "list",
        _ => read(source, conventions),
    }
}

/// True for a segment whose noun is a plural: its last word, or the one in front of `for`.
fn is_plural(segment: Option<&Vec<String>>) -> bool {
    let noun = segment.and_then(|words| words[..subject(words)].last());
    noun.is_some_and(|word| singular(word).is_some())
}

/// True for `stops_for_route`: the parameter behind it belongs to the route.
fn is_joined(segment: Option<&Vec<String>>) -> bool {
    segment.is_some_and(|words| subject(words) < words.len())
}

/// The number of words in front of a preposition, as in `stops_for_route`.
fn subject(words: &[String]) -> usize {
    let joins = |word: &String| matches!(word.as_str(), "for" | "of" | "in");
    let at = words.iter().position(joins);
    at.filter(|at| *at > 0).unwrap_or(words.len())
}
