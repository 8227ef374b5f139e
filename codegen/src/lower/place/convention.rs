//! What a document does throughout.

use std::collections::{BTreeMap, HashMap};

use super::{alike, chain, group, id, tag, telling};
use crate::lower::extensions;
use crate::lower::found::Found;

/// Conventions of a document: what most of those operations say that say anything. A single
/// operation more does not change them, unless they were as good as undecided.
#[derive(Debug, Default)]
pub(super) struct Conventions {
    /// The word for reading one thing.
    read: Option<&'static str>,
    /// The words for changing one thing, where the document names methods.
    put: Option<&'static str>,
    patch: Option<&'static str>,
    /// First segments of paths under which everything stands, such as an account's.
    scopes: Vec<String>,
    /// The resource that the document names for what stands below a segment.
    heads: HashMap<Vec<String>, Vec<Vec<String>>>,
}

/// A segment that so many operations stand below, in percent, without being about it, is a scope.
const SCOPE: usize = 15;

impl Conventions {
    /// Looks through all operations.
    pub(super) fn of(found: &[Found<'_>]) -> Self {
        let mut conventions = Self {
            scopes: scopes(found),
            ..Self::default()
        };
        let given = |it: &Found<'_>| extensions::METHOD_NAME.text(&it.operation).and_then(telling);
        let mut given_verbs: BTreeMap<(&str, &'static str), usize> = BTreeMap::new();
        let mut read: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut heads: HashMap<Vec<String>, BTreeMap<Vec<Vec<String>>, usize>> = HashMap::new();
        for it in found {
            let name = given(it);
            let verb = match &name {
                Some(words) => known(words),
                None => None,
            };
            if let Some(verb) = verb {
                *given_verbs.entry((it.verb, verb)).or_default() += 1;
            }
            let is_read = |verb: &&str| matches!(*verb, "get" | "retrieve");
            let reads = verb.or_else(|| id::verb(it)).filter(is_read);
            if let Some(verb) = reads.filter(|_| it.verb == "GET") {
                *read.entry(verb).or_default() += 1;
            }
            let group = group(&it.operation);
            if let Some((segment, head)) = chain::head(it, &group, &conventions) {
                *heads.entry(segment).or_default().entry(head).or_default() += 1;
            }
        }
        conventions.read = most(&read);
        let of = |method: &str| -> Option<&'static str> {
            let verbs = given_verbs.iter().filter(|((it, _), _)| *it == method);
            most(&verbs.map(|((_, verb), count)| (*verb, *count)).collect())
        };
        conventions.put = of("PUT");
        conventions.patch = of("PATCH");
        let heads = heads.into_iter();
        let heads = heads.filter_map(|(segment, heads)| Some((segment, most(&heads)?)));
        conventions.heads = heads.collect();
        conventions
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

    /// The verb for `PATCH`.
    pub(super) fn patch(&self, said: Option<&'static str>) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "update" | "edit"));
        self.patch.or(said).unwrap_or("update")
    }

    /// True for a segment that everything stands below.
    pub(super) fn is_scope(&self, segment: &str) -> bool {
        self.scopes.iter().any(|scope| scope == segment)
    }

    /// The resource that a first segment stands for.
    pub(super) fn head(&self, segment: &[String]) -> Option<&Vec<Vec<String>>> {
        self.heads.get(segment)
    }
}

fn known(words: &[String]) -> Option<&'static str> {
    let [word] = words else { return None };
    let verbs = ["get", "retrieve", "update", "edit", "replace", "upsert"];
    verbs.into_iter().find(|verb| verb == word)
}

/// The key that most agree on, the first of equals.
fn most<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Option<K> {
    let mut best: Option<(&K, usize)> = None;
    for (key, count) in counts {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((key, *count));
        }
    }
    best.map(|(key, _)| key.clone())
}

/// First segments below which a large part of all operations stands, whose tags are not about them.
fn scopes(found: &[Found<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in found {
        let Some(segment) = chain::leading_pair(it) else { continue };
        let about = telling(segment).unwrap_or_default();
        let is_about = tag(&it.operation).is_some_and(|tag| alike(&tag, &about));
        if !is_about {
            *counts.entry(segment).or_default() += 1;
        }
    }
    let scopes = counts.into_iter().filter(|(_, count)| count * 100 >= found.len() * SCOPE);
    scopes.map(|(segment, _)| segment.to_owned()).collect()
}
