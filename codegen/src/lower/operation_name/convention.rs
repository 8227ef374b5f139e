//! Naming conventions of a whole document.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::group::Levels;
use super::lone::Lone;
use super::usual::UsualVerbs;
use super::{alike, beginning, chain, group, head, one, sampled, structured, tag_path};
use crate::kept::KeptNames;
use crate::lower::inventory::OperationSource;

/// Conventions of a document, by majority of the operations that use any. One more operation does
/// not change them, except close to a threshold.
#[derive(Debug, Default)]
pub(super) struct Conventions {
    /// Verbs that most operations have.
    verbs: UsualVerbs,
    /// First segments of paths that contain most other resources, such as `accounts`.
    scopes: Vec<String>,
    /// The resource that the document names for one or two leading segments.
    heads: HashMap<Levels, Levels>,
    /// Outermost resources in extensions, and the segments that replace them.
    contradicted: BTreeMap<Vec<String>, Vec<String>>,
    /// Nearly all operations have their resources named in the document.
    literal: bool,
    /// The class of the clients in code samples, if it names the operations.
    client: Option<String>,
    /// Tags are dotted paths of resources.
    tag_paths: bool,
    /// Segments with the next one, which a parameter follows.
    collections: BTreeSet<(Vec<String>, Vec<String>)>,
    /// Segments with a single operation.
    pub(super) lone: Lone,
    /// Enough operations have their resources named in the document.
    groups: bool,
    /// The number of segments that all paths begin with.
    pub(super) shared: usize,
    /// Most ids begin with their tag, as in `Pets_ListToys`.
    pub(super) grouped_ids: bool,
    /// Most ids that are paths of names repeat their resource, as in `pets.listPets`.
    pub(super) repeating_ids: bool,
}

/// Minimum number of operations for a convention.
pub(super) const ENOUGH: usize = 8;

/// Minimum share of operations for a convention, in percent of those that use any.
pub(super) const THROUGHOUT: usize = 75;

/// Minimum share of operations with a named resource, in percent, for [`Conventions::is_literal`].
const ALL: usize = 90;

impl Conventions {
    /// Derives the conventions from all operations.
    pub(super) fn of(sources: &[OperationSource<'_>], defaults: &[&str]) -> Self {
        let mut conventions = Self {
            scopes: beginning::scopes(sources, defaults),
            client: sampled::client(sources),
            tag_paths: sources.iter().filter(|it| tag_path::is_path(it)).count() >= ENOUGH,
            collections: sources.iter().flat_map(chain::collections).collect(),
            ..Self::default()
        };
        conventions.verbs = UsualVerbs::of(sources, &conventions);
        conventions.look_at_groups(sources);
        conventions
    }

    /// Derives the conventions for resources from those that the document names.
    fn look_at_groups(&mut self, sources: &[OperationSource<'_>]) {
        self.contradicted = head::contradicted(sources, self);
        let mut heads: HashMap<Levels, BTreeMap<Levels, usize>> = HashMap::new();
        let mut outermost: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for it in sources {
            let group = match self.sampled(it) {
                Some((resource, _)) => resource,
                None => group::spelled(it, self),
            };
            if let Some(first) = group.first().filter(|_| it.sampled.is_none()) {
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
        self.groups = groups >= ENOUGH;
        self.literal = groups * 100 >= sources.len() * ALL;
        outermost.retain(|_, count| *count >= ENOUGH);
        let outermost = outermost.into_keys().collect();
        for (segments, head) in head::of_all(sources, &outermost, self) {
            self.heads.entry(segments).or_insert(head);
        }
    }

    /// Derives the conventions of paths, and of ids that contain a resource; `kept` are the names
    /// of the last run.
    pub(super) fn look_at_paths(&mut self, sources: &[OperationSource<'_>], kept: &KeptNames) {
        self.lone = Lone::of(sources, kept);
        self.repeating_ids = structured::repeat(sources);
        self.shared = beginning::shared(sources);
        let grouped = sources
            .iter()
            .filter(|it| structured::grouped(it).is_some());
        let grouped = grouped.count();
        self.grouped_ids = grouped >= ENOUGH && grouped * 100 >= sources.len() * THROUGHOUT;
    }

    /// Resources and method that the code samples of an operation call.
    pub(super) fn sampled(&self, source: &OperationSource<'_>) -> Option<(Levels, Vec<String>)> {
        sampled::named(source, self.client.as_deref())
    }

    /// True if enough operations have their resources named in the document.
    pub(super) fn has_groups(&self) -> bool {
        self.groups
    }

    /// The verb for reading one resource; `said` is the one in the operation's id.
    pub(super) fn read(&self, said: Option<&'static str>) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "get" | "retrieve"));
        self.verbs.read.or(said).unwrap_or("get")
    }

    /// The verb for `PUT`; `said` is the one in the operation's id.
    pub(super) fn put(&self, said: Option<&'static str>) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "replace" | "update" | "upsert"));
        self.verbs.put.or(said).unwrap_or("update")
    }

    /// The verb for `PATCH`: by default `edit` if the same path has a `PUT`, else `update`.
    pub(super) fn patch(&self, said: Option<&'static str>, beside_put: bool) -> &'static str {
        let said = said.filter(|verb| matches!(*verb, "update" | "edit"));
        let usual = if beside_put { "edit" } else { "update" };
        self.verbs.patch.or(said).unwrap_or(usual)
    }

    /// True if deleting a collection is called `delete_all`.
    pub(super) fn delete_all(&self) -> bool {
        !self.verbs.plain_delete
    }

    /// True for a segment that is a scope.
    pub(super) fn is_scope(&self, segment: &str) -> bool {
        self.scopes.iter().any(|scope| scope == segment)
    }

    /// The rank of a scope among the others; the most common one is 0.
    pub(super) fn scope(&self, segment: &str) -> Option<usize> {
        self.scopes.iter().position(|scope| scope == segment)
    }

    /// True for a scope in the singular, such as `account`.
    pub(super) fn is_scope_word(&self, word: &str) -> bool {
        self.scopes.iter().any(|scope| one(scope) == word)
    }

    /// True if resources named in the document are used unchanged.
    pub(super) fn is_literal(&self) -> bool {
        self.literal
    }

    /// True if tags are dotted paths of resources.
    pub(super) fn has_tag_paths(&self) -> bool {
        self.tag_paths
    }

    /// True if a parameter follows the second of two segments in some path.
    pub(super) fn is_collection(&self, segment: &[String], next: &[String]) -> bool {
        let pair = (segment.to_vec(), next.to_vec());
        self.collections.contains(&pair)
    }

    /// The segment that paths and permissions have instead of the outermost resource of extensions.
    pub(super) fn contradicted(&self, outermost: &[String]) -> Option<&Vec<String>> {
        self.contradicted.get(outermost)
    }

    /// True for a segment for which the document names a resource.
    pub(super) fn knows(&self, segment: &[String]) -> bool {
        self.heads.contains_key(&[segment.to_vec()][..])
    }

    /// Replaces the first segments of a path by the resource that the document names for them.
    pub(super) fn lead(&self, levels: &mut Levels) {
        let lengths = (1..=levels.len().min(2)).rev();
        for length in lengths {
            if let Some(head) = self.heads.get(&levels[..length]) {
                levels.splice(..length, head.iter().cloned());
                return;
            }
        }
    }

    /// Prepends the parents that a resource has in other operations.
    pub(super) fn lead_further(&self, levels: &mut Levels) {
        if let Some(head) = self.heads.get(&levels[..1])
            && head.last().is_some_and(|last| alike(last, &levels[0]))
        {
            levels.splice(..1, head.iter().cloned());
        }
    }
}

/// The key with the highest count, the first of equals, if the count is at least `least`.
pub(super) fn most<K: Ord + Clone>(counts: &BTreeMap<K, usize>, least: usize) -> Option<K> {
    let mut best: Option<(&K, usize)> = None;
    for (key, count) in counts {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((key, *count));
        }
    }
    let best = best.filter(|(_, count)| *count >= least);
    best.map(|(key, _)| key.clone())
}
