//! Segments with a single operation, which are no resources of their own: `PATCH
//! /users/{id}/metadata` is `users.update_metadata`, `GET /users/{id}/messages` is
//! `users.list_messages`, and `GET /users/roles` is `users.list_roles`, unless the document has
//! more operations of the metadata, the messages or the roles.

use std::collections::HashSet;

use super::action::is_action;
use super::convention::Conventions;
use super::id::{self, VERBS};
use super::{alike, chain, list, name_words, one, tag, verb};
use crate::kept::KeptNames;
use crate::load::Node;
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Verbs of ids and summaries that say less than the segment itself.
const OF_HTTP: [&str; 3] = ["patch", "post", "put"];

/// The paths of a document, by which segments with a single operation are found.
#[derive(Debug, Default)]
pub(super) struct Lone {
    /// The path of each operation without the names of parameters, sorted.
    paths: Vec<String>,
    /// The path of each operation without its parameters, sorted.
    fixed: Vec<String>,
    /// Paths whose operations were methods of the resource above in the last run: new ones follow
    /// them.
    kept: HashSet<String>,
}

impl Lone {
    /// Looks at all operations.
    pub(super) fn of(sources: &[OperationSource<'_>], names: &KeptNames) -> Self {
        let mut paths: Vec<String> = sources.iter().map(place).collect();
        paths.sort_unstable();
        let kept = sources.iter().filter(|it| {
            let name = names.operation(it.verb, it.key);
            let last = chain::segments(it).pop();
            name.zip(last).is_some_and(|(name, (_, last, _))| {
                let is_resource = name.resource.last().is_some_and(|it| alike(it, &last));
                !is_resource && names_it(&name.method, &last)
            })
        });
        let kept = kept.map(place).collect();
        let mut fixed: Vec<String> = sources.iter().map(fixed).collect();
        fixed.sort_unstable();
        Self { paths, fixed, kept }
    }

    /// True if no other operation has the path of this one or continues it.
    fn has(&self, source: &OperationSource<'_>) -> bool {
        let place = place(source);
        // `GET /regions/logs` and `GET /regions/{id}/logs` read one kind of thing, changes differ.
        let is_only = match source.verb {
            "GET" => is_only(&self.fixed, &fixed(source)),
            _ => is_only(&self.paths, &place),
        };
        is_only || self.kept.contains(&place)
    }

    /// True if other operations have the path above the last segment, or continue it.
    fn has_neighbours(&self, source: &OperationSource<'_>) -> bool {
        let place = place(source);
        let above = place.trim_end_matches('/').rfind('/');
        above.is_some_and(|end| !is_only(&self.paths, &place[..=end]))
    }

    /// True if a collection called `above`, two segments in front of the end of a path, has items
    /// there or at the beginning of a path: `/users/{id}` beside `/users/name/{name}`.
    pub(super) fn has_items(&self, source: &OperationSource<'_>, above: &str) -> bool {
        let place = place(source);
        let mut segments = place.trim_end_matches('/').rsplitn(3, '/');
        let there = segments.nth(2).map(|place| format!("{place}/{{}}/"));
        let first = format!("{above}/{{}}/");
        let mut starts = there.into_iter().chain([first]);
        starts.any(|start| {
            let at = self.paths.partition_point(|it| *it < start);
            self.paths.get(at).is_some_and(|it| it.starts_with(&start))
        })
    }

    /// True if the operation of this path was a method of the resource above it in the last run.
    fn follows(&self, source: &OperationSource<'_>) -> bool {
        self.kept.contains(&place(source))
    }
}

/// Makes the operation of a single segment behind a parameter a method of the resource above it.
pub(super) fn lift(
    source: &OperationSource<'_>,
    conventions: &Conventions,
    resource: &mut Vec<Vec<String>>,
    method: &mut Vec<String>,
) {
    let segment = match source.pieces.as_slice() {
        [.., Piece::Parameter(..), Piece::Fixed(segment)] => segment,
        [.., Piece::Fixed(above), Piece::Fixed(segment)]
            if source.verb == "GET"
                && is_level(resource.iter().nth_back(1), above)
                && conventions.lone.has_neighbours(source) =>
        {
            segment
        }
        _ => return,
    };
    let Some(mut last) = name_words(segment).filter(|last| resource.last() == Some(last)) else {
        return;
    };
    // A tag that ends in the segment says that it is a resource.
    let is_tagged = || {
        let tag = tag(source).unwrap_or_default();
        let start = tag.len().saturating_sub(last.len());
        alike(&tag[start..], &last)
    };
    let [verb] = method.as_slice() else { return };
    if resource.len() < 2 || is_tagged() || !conventions.lone.has(source) {
        return;
    }
    let is_many = last.last().is_some_and(|word| one(word) != *word);
    match source.verb {
        "GET" => match read(source, conventions, verb, is_many) {
            Some(verb) if !repeats(&verb, &last, resource) => *method = verb,
            _ => return,
        },
        "POST" if is_many && !conventions.lone.follows(source) => return,
        "POST" if is_many => last = last.iter().map(|word| one(word)).collect(),
        "POST" if verb == "create" => {
            let verb = verb_of(source, &last).filter(|verb| {
                let mut said = resource.iter().flatten().chain(&last);
                !said.any(|it| it == verb)
            });
            *method = verb.into_iter().collect();
        }
        _ => {}
    }
    method.extend(last);
    resource.pop();
}

/// True if a level of resources is that of a segment.
fn is_level(level: Option<&Vec<String>>, segment: &str) -> bool {
    level
        .zip(name_words(segment))
        .is_some_and(|(level, words)| alike(level, &words))
}

/// What is in front of the segment in the name of a `GET`: `list`, the verb for reading, or nothing
/// for bytes, as in `files.content`; `None` for a method with another verb.
fn read(
    source: &OperationSource<'_>,
    conventions: &Conventions,
    verb: &str,
    is_many: bool,
) -> Option<Vec<String>> {
    let said = id::verb(source);
    match verb {
        "list" if is_many || said == Some("list") => Some(vec![verb.to_owned()]),
        "get" | "list" | "retrieve" if returns_bytes(source) => Some(Vec::new()),
        "get" | "list" | "retrieve" => Some(vec![verb::read(source, conventions).to_owned()]),
        _ => None,
    }
}

/// True if the name of a method would have a word twice, or the words of its resource: of
/// `incidents.list_related_incidents` and `lists.list_tags`, nothing clear could be left out.
/// `resource` ends in the segment.
fn repeats(verb: &[String], segment: &[String], resource: &[Vec<String>]) -> bool {
    let ones = |words: &[String]| words.iter().map(|word| one(word)).collect::<Vec<_>>();
    let name = [ones(verb), ones(segment)].concat();
    let [.., above, _] = resource else {
        return false;
    };
    let above = ones(above);
    let has_resource = name.windows(above.len().max(1)).any(|words| words == above);
    let distinct: HashSet<&String> = name.iter().collect();
    has_resource || distinct.len() < name.len()
}

/// True if the successful response has a body and no JSON, or only JSON text.
fn returns_bytes(source: &OperationSource<'_>) -> bool {
    let content = list::content(source);
    let media: Vec<_> = content.iter().flat_map(Node::entries).collect();
    let is_bytes = |(name, media): &(&str, Node<'_>)| {
        let schema = || media.get("schema").and_then(|schema| schema.follow().ok());
        !name.contains("json") || schema().is_some_and(|it| it.text("type") == Some("string"))
    };
    !media.is_empty() && media.iter().all(is_bytes)
}

/// The verb that the id or the summary of a `POST` begins with; `None` if it is the segment itself,
/// or if neither says what is done to it.
fn verb_of(source: &OperationSource<'_>, segment: &[String]) -> Option<String> {
    let texts = ["operationId", "summary"].into_iter();
    let texts = texts.filter_map(|key| name_words(source.operation.text(key)?));
    for mut words in texts {
        if words.len() > 1 && OF_HTTP.contains(&words[0].as_str()) {
            words.remove(0);
        }
        let verb = one(&words[0]);
        if verb == one(&segment[0]) {
            match words.len() > segment.len() {
                true => return None,
                // `postPassword` says nothing.
                false => continue,
            }
        }
        if VERBS.iter().any(|(usual, _)| *usual == verb) {
            return Some("create".to_owned());
        }
        let has = |word: &String| words.iter().any(|it| one(it) == one(word));
        if is_action(std::slice::from_ref(&verb), false) && segment.iter().all(has) {
            return Some(verb);
        }
    }
    None
}

/// True if a method ends in the words of a segment.
fn names_it(method: &[String], segment: &[String]) -> bool {
    let start = method.len().saturating_sub(segment.len());
    alike(&method[start..], segment)
}

/// True if a list has one text that begins with `start`.
fn is_only(sorted: &[String], start: &str) -> bool {
    let at = sorted.partition_point(|it| it.as_str() < start);
    let next = sorted.get(at + 1);
    !next.is_some_and(|next| next.starts_with(start))
}

/// The fixed segments of a path, with a slash behind each.
fn fixed(source: &OperationSource<'_>) -> String {
    let segments = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) => Some([*text, "/"]),
        Piece::Parameter(..) | Piece::Note(_) => None,
    });
    segments.flatten().collect()
}

/// The path of an operation without the names of parameters, with a slash behind each piece.
fn place(source: &OperationSource<'_>) -> String {
    let mut place = String::new();
    for piece in &source.pieces {
        match piece {
            Piece::Fixed(text) => place.push_str(text),
            Piece::Parameter(..) => place.push_str("{}"),
            Piece::Note(text) => place.extend(["#", *text]),
        }
        place.push('/');
    }
    place
}
