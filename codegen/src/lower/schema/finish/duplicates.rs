use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::{Direction, Draft, Label};
use super::{ids, keep};
use crate::ir::{Doc, TypeId, TypeKind};
use crate::kept::KeptNames;
use crate::name::{without_copy_number, words};

/// Which drafts are merged into one type.
///
/// Two drafts are merged if they have equal content, refer to equal types, and have the same key,
/// for a named schema, or the same last step, for an inline one. So an inline `meta` that is
/// repeated in a hundred responses becomes one type, and named schemas with different keys are
/// never merged, except lists of values whose keys differ in the number of a copy (`status` and
/// `status-2`). Descriptions of an inline schema, or of a list of values, belong to its position
/// and are not compared.
pub(super) struct Duplicates {
    /// The representative of each draft.
    of: Vec<TypeId>,
    /// All members of each class, including the representative.
    members: BTreeMap<TypeId, Vec<TypeId>>,
}

impl Duplicates {
    /// Compares all drafts.
    pub fn among(drafts: &[Draft], kept: &KeptNames) -> Self {
        let below: Vec<Vec<TypeId>> = drafts
            .iter()
            .map(|draft| {
                let types = ids::types(&draft.def.kind).into_iter();
                types.filter_map(ids::mentioned).collect()
            })
            .collect();
        let mut partition = Partition::by_outline(drafts, kept);
        partition.refine(&below);
        let mut classes: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
        for (index, class) in partition.class.iter().enumerate() {
            classes.entry(*class).or_default().push(TypeId(index));
        }
        let mut of: Vec<TypeId> = (0..drafts.len()).map(TypeId).collect();
        let mut members = BTreeMap::new();
        let classes = classes.into_values();
        for class in classes.flat_map(|class| keep::split(class, drafts, kept)) {
            // The best representative is a named schema, and not that of a merge patch.
            let rank = |id: &&TypeId| {
                let draft = &drafts[id.0];
                let is_placed = !matches!(draft.label, Label::Key(..));
                let is_copy = copied(draft).is_some();
                (is_placed, is_copy, draft.direction == Direction::Patch)
            };
            let Some(&first) = class.iter().min_by_key(rank) else {
                continue;
            };
            class.iter().for_each(|id| of[id.0] = first);
            members.insert(first, class);
        }
        Self { of, members }
    }

    /// The representative of `id`.
    pub fn of(&self, id: TypeId) -> TypeId {
        self.of[id.0]
    }

    /// Clears the documentation of an inline type if the merged drafts have different ones: each
    /// belongs to one position, and is on the field there. Fields of the type get the documentation
    /// of all drafts.
    pub fn share_docs(&self, drafts: &mut [Draft]) {
        for (first, members) in &self.members {
            let own = &drafts[first.0];
            if members.len() < 2 || !matches!(own.label, Label::Place(_)) {
                continue;
            }
            let differs = |id: &TypeId| drafts[id.0].def.doc != own.def.doc;
            let differs = members.iter().any(differs);
            let fields = shared_field_docs(drafts, members);
            let own = &mut drafts[first.0].def;
            if differs {
                own.doc = Doc::default();
            }
            if let TypeKind::Struct(own) = &mut own.kind {
                let fields = own.fields.iter_mut().zip(fields);
                fields.for_each(|(field, doc)| field.doc = doc);
            }
        }
    }

    /// All drafts that `id` represents, including itself; empty if it is not a representative.
    pub fn members(&self, id: TypeId) -> &[TypeId] {
        self.members.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// Maximum number of different texts in the documentation of a merged field.
const MAX_TEXTS: usize = 3;

/// The documentation of each field in several drafts of the same struct: all different texts, or
/// none if they are too many.
fn shared_field_docs(drafts: &[Draft], members: &[TypeId]) -> Vec<Doc> {
    let mut texts: Vec<Vec<&Doc>> = Vec::new();
    for id in members {
        let TypeKind::Struct(object) = &drafts[id.0].def.kind else {
            continue;
        };
        texts.resize(object.fields.len(), Vec::new());
        for (texts, field) in texts.iter_mut().zip(&object.fields) {
            if !field.doc.is_empty() && !texts.contains(&&field.doc) {
                texts.push(&field.doc);
            }
        }
    }
    let joined = |texts: Vec<&Doc>| {
        if texts.len() > MAX_TEXTS {
            return Doc::default();
        }
        let texts: Vec<&[String]> = texts.iter().map(|doc| doc.0.as_slice()).collect();
        Doc(texts.join(&String::new()))
    };
    texts.into_iter().map(joined).collect()
}

/// The words of the key of a list of values, without the number that may only tell a copy from
/// others.
fn copied(draft: &Draft) -> Option<Vec<String>> {
    match (&draft.label, &draft.def.kind) {
        (Label::Key(key, None), TypeKind::Enum(_)) => without_copy_number(&words(key)),
        _ => None,
    }
}

/// The keys of all lists of values.
fn value_keys(drafts: &[Draft]) -> BTreeSet<Vec<String>> {
    let keys = drafts
        .iter()
        .filter_map(|draft| match (&draft.label, &draft.def.kind) {
            (Label::Key(key, None), TypeKind::Enum(_)) => Some(words(key)),
            _ => None,
        });
    keys.collect()
}

/// The content of a draft without the ids that it refers to, and without examples.
#[derive(PartialEq, Eq, Hash)]
struct Outline {
    called: Vec<String>,
    kind: TypeKind,
    doc: Doc,
    deprecated: bool,
}

impl Outline {
    /// `keys` are the keys of all lists of values.
    fn of(draft: &Draft, keys: &BTreeSet<Vec<String>>) -> Self {
        let mut kind = draft.def.kind.clone();
        ids::map_kind(&mut kind, &|_| TypeId(0));
        let is_placed = matches!(draft.label, Label::Place(_));
        if let TypeKind::Struct(it) = &mut kind {
            for field in &mut it.fields {
                field.constraints.example = None;
                if is_placed {
                    field.doc = Doc::default();
                }
            }
        }
        Self {
            called: match &draft.label {
                Label::Key(key, _) => copied(draft)
                    .filter(|stem| keys.contains(stem))
                    .unwrap_or_else(|| words(key)),
                Label::Place(hint) => hint.family().to_vec(),
            },
            doc: match kind {
                TypeKind::Enum(_) => Doc::default(),
                _ if is_placed => Doc::default(),
                _ => draft.def.doc.clone(),
            },
            kind,
            deprecated: draft.def.deprecated,
        }
    }
}

/// Drafts in classes, which are split until all members of a class refer to the same classes.
struct Partition {
    /// The class of each draft.
    class: Vec<usize>,
    /// How many drafts are in each class.
    size: Vec<usize>,
    /// The classes that the members of each class refer to, as far as they were compared.
    mentions: Vec<Vec<usize>>,
}

impl Partition {
    fn by_outline(drafts: &[Draft], kept: &KeptNames) -> Self {
        // Drafts that were one type in the last run share one name here, even if its first position
        // has changed.
        let mut called: HashMap<&str, Vec<String>> = HashMap::new();
        let mut classes: HashMap<Outline, usize> = HashMap::new();
        let mut class = Vec::with_capacity(drafts.len());
        let keys = value_keys(drafts);
        for draft in drafts {
            let next = classes.len();
            let mut outline = Outline::of(draft, &keys);
            if let Some(name) = kept.of_type(&draft.place) {
                let first = called.entry(name).or_insert_with(|| outline.called.clone());
                outline.called.clone_from(first);
            }
            class.push(*classes.entry(outline).or_insert(next));
        }
        let mut size = vec![0; classes.len()];
        class.iter().for_each(|class| size[*class] += 1);
        let mentions = vec![Vec::new(); size.len()];
        Self {
            class,
            size,
            mentions,
        }
    }

    /// Splits classes until nothing changes. Only drafts that refer to a draft in a new class are
    /// compared again, so the time depends on the number of differences, not on the depth of
    /// nesting.
    fn refine(&mut self, below: &[Vec<TypeId>]) {
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); below.len()];
        for (index, mentioned) in below.iter().enumerate() {
            mentioned.iter().for_each(|id| above[id.0].push(index));
        }
        let mut open: BTreeSet<usize> = (0..below.len()).collect();
        while !open.is_empty() {
            // All references are read before any class changes; those of drafts not in `open` are
            // unchanged.
            let mut touched: BTreeMap<usize, BTreeMap<Vec<usize>, Vec<usize>>> = BTreeMap::new();
            for draft in std::mem::take(&mut open) {
                let mentions = below[draft].iter().map(|id| self.class[id.0]).collect();
                let class = touched.entry(self.class[draft]).or_default();
                class.entry(mentions).or_default().push(draft);
            }
            for (class, groups) in touched {
                for moved in self.split(class, groups) {
                    open.extend(&above[moved]);
                }
            }
        }
    }

    /// Keeps in `class` the group that agrees with the members that were not compared, or the
    /// largest group if all were. Returns the drafts that are in new classes.
    fn split(&mut self, class: usize, groups: BTreeMap<Vec<usize>, Vec<usize>>) -> Vec<usize> {
        let looked_at: usize = groups.values().map(Vec::len).sum();
        if looked_at == self.size[class]
            && let Some((mentions, _)) = groups.iter().max_by_key(|(_, group)| group.len())
        {
            self.mentions[class].clone_from(mentions);
        }
        let mut moved = Vec::new();
        for (mentions, group) in groups {
            if mentions == self.mentions[class] {
                continue;
            }
            let new = self.size.len();
            self.size[class] -= group.len();
            self.size.push(group.len());
            self.mentions.push(mentions);
            group.iter().for_each(|draft| self.class[*draft] = new);
            moved.extend(group);
        }
        moved
    }
}
