//! What a document does throughout.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::group::Levels;
use super::{alike, chain, group, head, id, name_words, one, tag, tag_path};
use crate::lower::extensions;
use crate::lower::inventory::OperationSource;
use crate::lower::template::{self, Piece};

/// Conventions of a document: what most of those operations say that say anything. A single
/// operation more does not change them, unless they were as good as undecided.
#[derive(Debug, Default)]
pub(super) struct Conventions {
    /// The word for reading one thing.
    read: Option<&'static str>,
    /// The words for changing one thing, where the document names methods.
    put: Option<&'static str>,
    patch: Option<&'static str>,
    /// More methods that delete all of a collection are called `delete` than anything else.
    plain_delete: bool,
    /// First segments of paths under which everything stands, such as an account's.
    scopes: Vec<String>,
    /// The resource that the document names for what stands below a segment, or two.
    heads: HashMap<Levels, Levels>,
    /// The document names the resources of all operations.
    literal: bool,
    /// Tags are written as paths of names.
    tag_paths: bool,
}

/// So many operations that agree make a convention: one more or less does not.
pub(super) const ENOUGH: usize = 8;

/// What so many operations say, in percent of those that say anything, is said throughout.
pub(super) const THROUGHOUT: usize = 75;

/// A document names all resources where it names those of so many operations, in percent.
const ALL: usize = 90;

/// A segment is a scope where so many operations below it, in percent of all, are about something
/// else.
const SCOPE: usize = 15;

/// So many operations make a convention.
const SCOPE_OPERATIONS: usize = 40;

/// So is one with so many different tags below it.
const SCOPE_TAGS: usize = 20;

impl Conventions {
    /// Looks through all operations.
    pub(super) fn of(sources: &[OperationSource<'_>], defaults: &[&str]) -> Self {
        let mut conventions = Self {
            scopes: scopes(sources, defaults),
            tag_paths: sources.iter().filter(|it| tag_path::is_path(it)).count() >= ENOUGH,
            ..Self::default()
        };
        let extension = |it: &OperationSource<'_>| {
            extensions::METHOD_NAME
                .text(&it.operation)
                .and_then(name_words)
        };
        let mut named_verbs: BTreeMap<(&str, &'static str), usize> = BTreeMap::new();
        let mut deletes = (0, 0);
        let mut read: BTreeMap<&'static str, usize> = BTreeMap::new();
        for it in sources {
            let name = extension(it);
            let verb = match &name {
                Some(words) => known(words),
                None => None,
            };
            if let Some(verb) = verb {
                *named_verbs.entry((it.verb, verb)).or_default() += 1;
            }
            let of_all =
                it.verb == "DELETE" && !matches!(it.pieces.last(), Some(Piece::Parameter(..)));
            if let Some(name) = name.as_ref().filter(|_| of_all) {
                let is_plain = *name == ["delete"];
                deletes.0 += usize::from(is_plain);
                deletes.1 += usize::from(!is_plain);
            }
            if let Some(verb) = reads(it, verb) {
                *read.entry(verb).or_default() += 1;
            }
        }
        let reads: usize = read.values().sum();
        let retrieved = read.get("retrieve").copied().unwrap_or_default();
        let is_retrieve = retrieved * 100 >= reads * THROUGHOUT;
        conventions.read =
            (reads >= ENOUGH).then_some(if is_retrieve { "retrieve" } else { "get" });
        let of = |method: &str| -> Option<&'static str> {
            let verbs = named_verbs.iter().filter(|((it, _), _)| *it == method);
            let verbs = verbs.map(|((_, verb), count)| (*verb, *count));
            most(&verbs.collect(), ENOUGH)
        };
        conventions.plain_delete = deletes.0 > deletes.1.max(ENOUGH / 2);
        conventions.put = of("PUT");
        conventions.patch = of("PATCH");
        conventions.look_at_groups(sources);
        conventions
    }

    /// Looks through the resources that the document names.
    fn look_at_groups(&mut self, sources: &[OperationSource<'_>]) {
        let mut heads: HashMap<Levels, BTreeMap<Levels, usize>> = HashMap::new();
        let mut outermost: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for it in sources {
            let group = group::spelled(it, self);
            if let Some(first) = group.first() {
                *outermost.entry(first.clone()).or_default() += 1;
            }
            let found = [
                group::head(it, &group, self),
                group::head_of_two(it, &group, self),
            ];
            for (segment, head) in found.into_iter().flatten() {
                *heads.entry(segment).or_default().entry(head).or_default() += 1;
            }
        }
        let heads = heads.into_iter();
        let heads = heads.filter_map(|(segment, heads)| Some((segment, most(&heads, ENOUGH / 2)?)));
        self.heads = heads.collect();
        let groups: usize = outermost.values().sum();
        self.literal = groups * 100 >= sources.len() * ALL;
        outermost.retain(|_, count| *count >= ENOUGH);
        let outermost = outermost.into_keys().collect();
        for (segments, head) in head::of_all(sources, &outermost, self) {
            self.heads.entry(segments).or_insert(head);
        }
    }

    /// The verb for reading one thing.
    pub(super) fn read(&self, said: Option<&'static str>) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "get" | "retrieve"));
        self.read.or(said).unwrap_or("get")
    }

    /// The verb for `PUT`.
    pub(super) fn put(&self, said: Option<&'static str>) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "replace" | "update" | "upsert"));
        self.put.or(said).unwrap_or("update")
    }

    /// The verb for `PATCH`, which is `edit` where the same path has a `PUT` that updates.
    pub(super) fn patch(&self, said: Option<&'static str>, beside_put: bool) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "update" | "edit"));
        let usual = if beside_put { "edit" } else { "update" };
        self.patch.or(said).unwrap_or(usual)
    }

    /// Whether deleting a collection is called `delete_all`.
    pub(super) fn delete_all(&self) -> bool {
        !self.plain_delete
    }

    /// True for a segment that everything stands below.
    pub(super) fn is_scope(&self, segment: &str) -> bool {
        self.scopes.iter().any(|scope| scope == segment)
    }

    /// Where a scope stands among the others, the usual one first.
    pub(super) fn scope(&self, segment: &str) -> Option<usize> {
        self.scopes.iter().position(|scope| scope == segment)
    }

    /// True for the word of one scope, such as `account`.
    pub(super) fn is_scope_word(&self, word: &str) -> bool {
        self.scopes.iter().any(|scope| one(scope) == word)
    }

    /// True where the document names the resources of all operations: they are taken as they are.
    pub(super) fn is_literal(&self) -> bool {
        self.literal
    }

    /// True where tags are written as paths of names.
    pub(super) fn has_tag_paths(&self) -> bool {
        self.tag_paths
    }

    /// True for a segment that the document names a resource for.
    pub(super) fn knows(&self, segment: &[String]) -> bool {
        self.heads.contains_key(&[segment.to_vec()][..])
    }

    /// Puts in place of the first segments of a path the resource that they stand for.
    pub(super) fn lead(&self, levels: &mut Levels) {
        let lengths = (1..=levels.len().min(2)).rev();
        for length in lengths {
            if let Some(head) = self.heads.get(&levels[..length]) {
                levels.splice(..length, head.iter().cloned());
                return;
            }
        }
    }

    /// Puts in front of a resource those that it stands in for other operations.
    pub(super) fn lead_further(&self, levels: &mut Levels) {
        if let Some(head) = self.heads.get(&levels[..1])
            && head.last().is_some_and(|last| alike(last, &levels[0]))
        {
            levels.splice(..1, head.iter().cloned());
        }
    }
}

/// What an operation that reads one thing calls that: the name that an extension has for it, or else its id or its
/// text. `get` is also what is said without a choice, as the word of HTTP.
fn reads(source: &OperationSource<'_>, named: Option<&'static str>) -> Option<&'static str> {
    if source.verb != "GET" || !matches!(source.pieces.last(), Some(Piece::Parameter(..))) {
        return None;
    }
    let said = named.map_or_else(
        || {
            [id::verb(source), text_verb(source)]
                .into_iter()
                .flatten()
                .max()
        },
        Some,
    );
    said.filter(|verb| matches!(*verb, "get" | "retrieve"))
}

/// `get` or `retrieve`, where the text of an operation begins with it.
fn text_verb(source: &OperationSource<'_>) -> Option<&'static str> {
    let texts = ["summary", "description"].into_iter();
    let text = texts.filter_map(|key| source.operation.text(key)).next()?;
    // Texts in HTML begin with an element.
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

fn known(words: &[String]) -> Option<&'static str> {
    let [word] = words else { return None };
    let verbs = ["get", "retrieve", "update", "edit", "replace", "upsert"];
    verbs.into_iter().find(|verb| verb == word)
}

/// The key that most agree on, the first of equals, where it has so many.
fn most<K: Ord + Clone>(counts: &BTreeMap<K, usize>, least: usize) -> Option<K> {
    let mut best: Option<(&K, usize)> = None;
    for (key, count) in counts {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((key, *count));
        }
    }
    let best = best.filter(|(_, count)| *count >= least);
    best.map(|(key, _)| key.clone())
}

/// First segments below which a large part of all operations stands, whose tags are not about them.
fn scopes(sources: &[OperationSource<'_>], defaults: &[&str]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut below: BTreeMap<&str, (usize, BTreeSet<Vec<String>>)> = BTreeMap::new();
    for it in sources {
        let Some(segment) = chain::leading_pair(it) else {
            continue;
        };
        let first = template::parameters(&it.pieces).next();
        if first.is_some_and(|first| defaults.contains(&first)) {
            known.insert(segment);
        }
        let about = name_words(segment).unwrap_or_default();
        let (count, tags) = below.entry(segment).or_default();
        if let Some(tag) = tag(it).filter(|tag| !mentions(tag, &about)) {
            *count += 1;
            tags.insert(tag);
        }
    }
    let scopes = below.into_iter().filter(|(segment, (count, tags))| {
        known.contains(segment)
            || (*count >= SCOPE_OPERATIONS && count * 100 >= sources.len() * SCOPE)
            || tags.len() >= SCOPE_TAGS
    });
    let mut scopes: Vec<(&str, usize)> = scopes.map(|(it, (count, _))| (it, count)).collect();
    scopes.sort_by_key(|(_, count)| usize::MAX - count);
    scopes
        .into_iter()
        .map(|(segment, _)| segment.to_owned())
        .collect()
}

/// True where a tag has all words of a segment.
fn mentions(tag: &[String], segment: &[String]) -> bool {
    segment
        .iter()
        .all(|word| tag.iter().any(|tag| one(tag) == one(word)))
}
