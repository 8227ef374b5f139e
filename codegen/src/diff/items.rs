//! Attributes items of the SDK to the changes that cause them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Subject;
use super::change::{ItemChange, ItemState};
use super::compare::{Claim, OperationRef, PendingChange};
use super::location::Locator;
use super::models::{self, is_body};
use super::rule::ITEM_CHANGED;
use crate::ir::Api;
use crate::surface::{Item, Surface};

/// A change with the changes of items that it accounts for.
pub(super) type Claimed = (PendingChange, Vec<ItemChange>);

/// An added, removed or changed item.
struct Delta {
    change: ItemChange,
    owner: String,
    member: Option<String>,
}

/// Distributes the changed items among the changes. Items that no change claims go to the only
/// change of their subject, or to a new change of their own.
pub(super) fn claim(
    (changes, old, new): (Vec<PendingChange>, &Api, &Api),
    before: &Surface,
    after: &Surface,
) -> Vec<Claimed> {
    let mut left = Unclaimed::new(deltas(before, after));
    let mut claimed: Vec<Claimed> = Vec::with_capacity(changes.len());
    for change in changes {
        let items = left.take(&change.claims);
        claimed.push((change, items));
    }
    let subjects = Subjects::new(old, new);
    let mut rest: BTreeMap<Subject, Vec<ItemChange>> = BTreeMap::new();
    for delta in left.rest() {
        let subject = subjects.of(&delta);
        rest.entry(subject).or_default().push(delta.change);
    }
    let mut of_subject: HashMap<Subject, Vec<usize>> = HashMap::new();
    for (index, (change, _)) in claimed.iter().enumerate() {
        of_subject
            .entry(change.subject.clone())
            .or_default()
            .push(index);
    }
    for (subject, items) in rest {
        if let Some([only]) = of_subject.get(&subject).map(Vec::as_slice) {
            claimed[*only].1.extend(items);
            continue;
        }
        let locations = subjects
            .locations
            .get(&subject)
            .cloned()
            .unwrap_or_default();
        let message = match items.len() {
            1 => "an item follows from other changes".to_owned(),
            count => format!("{count} items follow from other changes"),
        };
        let change = PendingChange {
            rule: &ITEM_CHANGED,
            subject,
            message,
            old: locations.0,
            new: locations.1,
            claims: Vec::new(),
        };
        claimed.push((change, items));
    }
    // Operations, models, webhooks, then the whole API. Changes with the same subject stay
    // together.
    let mut first: HashMap<Subject, usize> = HashMap::new();
    for (index, (change, _)) in claimed.iter().enumerate() {
        first.entry(change.subject.clone()).or_insert(index);
    }
    claimed.sort_by_key(|(change, _)| {
        let kind = match change.subject {
            Subject::Operation(_) => 0,
            Subject::Model(_) => 1,
            Subject::Incoming(_) => 2,
            Subject::Api => 3,
        };
        (kind, first[&change.subject])
    });
    claimed
}

fn deltas(old: &Surface, new: &Surface) -> Vec<Delta> {
    let last = |path: &'_ str| path.rsplit("::").next().unwrap_or_default().to_owned();
    let names = new.aliases.iter().map(|(old, now)| (last(old), last(now)));
    let names: HashMap<String, String> = names.collect();
    let module = |path: &'_ str| path.rsplit_once("::").map(|(module, _)| module.to_owned());
    let moved = new.aliases.iter();
    let moved = moved.filter(|(old, now)| module(old) != module(now));
    let moved: Vec<(&str, String)> = moved.map(|(_, now)| (now.as_str(), last(now))).collect();
    let paths: BTreeSet<&String> = old.items.keys().chain(new.items.keys()).collect();
    let deltas = paths.into_iter().filter_map(|path| {
        let (what, item): (_, &Item) = match (old.items.get(path), new.items.get(path)) {
            (None, Some(item)) => (ItemState::Added, item),
            (Some(item), None) => (ItemState::Removed, item),
            (Some(a), Some(b)) if !is_same(&a.signature, &b.signature, &names, &moved) => {
                let (from, to) = (a.signature.clone(), b.signature.clone());
                (ItemState::Changed { from, to }, b)
            }
            (Some(a), Some(b)) if a.deprecated != b.deprecated => (ItemState::Marked, b),
            _ => return None,
        };
        Some(Delta {
            change: ItemChange {
                path: path.clone(),
                what,
            },
            owner: item.owner.clone(),
            member: item.member.clone(),
        })
    });
    deltas.collect()
}

/// True if two signatures differ only in types that have a deprecated alias with the old name.
fn is_same(
    old: &str,
    new: &str,
    names: &HashMap<String, String>,
    moved: &[(&str, String)],
) -> bool {
    if old == new || names.is_empty() {
        return old == new;
    }
    // Code outside of the old module names moved types by their full path.
    let here = |text: String, (path, name): &(&str, String)| text.replace(path, name);
    let new = moved.iter().fold(new.to_owned(), here);
    let mut now = String::with_capacity(old.len());
    let mut rest = old;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let (word, after) = word.split_at(end.unwrap_or(word.len()));
        now.push_str(before);
        now.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    now.push_str(rest);
    now == new
}

/// Changed items that no change has claimed yet.
struct Unclaimed {
    deltas: Vec<Option<Delta>>,
    by_owner: HashMap<String, Vec<usize>>,
    by_member: HashMap<(String, String), Vec<usize>>,
}

impl Unclaimed {
    fn new(deltas: Vec<Delta>) -> Self {
        let mut by_owner: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_member: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for (index, delta) in deltas.iter().enumerate() {
            by_owner.entry(delta.owner.clone()).or_default().push(index);
            if let Some(member) = &delta.member {
                let key = (delta.owner.clone(), member.clone());
                by_member.entry(key).or_default().push(index);
            }
        }
        Self {
            deltas: deltas.into_iter().map(Some).collect(),
            by_owner,
            by_member,
        }
    }

    /// Removes and returns the items that match the claims.
    fn take(&mut self, claims: &[Claim]) -> Vec<ItemChange> {
        let mut items = Vec::new();
        for claim in claims {
            let indices = match &claim.member {
                None => self.by_owner.remove(&claim.owner),
                Some(member) => self
                    .by_member
                    .remove(&(claim.owner.clone(), member.clone())),
            };
            for index in indices.into_iter().flatten() {
                items.extend(self.deltas[index].take().map(|delta| delta.change));
            }
        }
        items
    }

    fn rest(self) -> impl Iterator<Item = Delta> {
        self.deltas.into_iter().flatten()
    }
}

/// The subject of each item, by the type that it belongs to.
struct Subjects {
    by_owner: HashMap<String, Subject>,
    /// Methods of resource handles, by the path of the handle and the name of the method.
    by_method: HashMap<(String, String), Subject>,
    locations: HashMap<Subject, (Option<Locator>, Option<Locator>)>,
}

impl Subjects {
    fn new(old: &Api, new: &Api) -> Self {
        let mut subjects = Self {
            by_owner: HashMap::new(),
            by_method: HashMap::new(),
            locations: HashMap::new(),
        };
        subjects.add(old, true);
        subjects.add(new, false);
        subjects
    }

    fn add(&mut self, api: &Api, is_old: bool) {
        for op in OperationRef::all(api) {
            let subject = Subject::Operation(op.name());
            self.note_location(&subject, Locator::operation(op.operation), is_old);
            for claim in op.items() {
                match claim.member {
                    None => self.by_owner.insert(claim.owner, subject.clone()),
                    Some(member) => self
                        .by_method
                        .insert((claim.owner, member), subject.clone()),
                };
            }
        }
        for def in api.types.iter().filter(|def| !is_body(def)) {
            let subject = Subject::Model(def.name.clone());
            self.note_location(&subject, Locator::Type(def.pointer.clone()), is_old);
            for claim in models::items(def) {
                self.by_owner.insert(claim.owner, subject.clone());
            }
        }
        for incoming in &api.incoming {
            let name = &incoming.rust_name;
            let subject = Subject::Incoming(name.clone());
            self.by_owner.insert(format!("incoming::{name}"), subject);
        }
    }

    fn note_location(&mut self, subject: &Subject, location: Locator, is_old: bool) {
        let locations = self.locations.entry(subject.clone()).or_default();
        match is_old {
            true => locations.0 = Some(location),
            false => locations.1 = Some(location),
        }
    }

    fn of(&self, delta: &Delta) -> Subject {
        let method = delta.member.as_ref().and_then(|member| {
            let key = (delta.owner.clone(), member.clone());
            self.by_method.get(&key)
        });
        let subject = method.or_else(|| self.by_owner.get(&delta.owner));
        subject.cloned().unwrap_or(Subject::Api)
    }
}
