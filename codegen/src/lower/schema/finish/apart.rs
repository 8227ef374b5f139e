//! Distinguishes types with equal names by their content, so that fewer names end in a fingerprint.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Direction, Draft, Label, hint};
use super::duplicates::Duplicates;
use super::ids;
use crate::ir::{TypeId, TypeKind};
use crate::name::{Case, Claim, Rank, settle, words};

/// Maximum number of types with equal names that are compared.
const MAX_COMPARED: usize = 64;

/// Maximum number of words of a content that is used in a name; more are a sentence.
const MAX_WORDS: usize = 4;

/// Appends a word to each claim that would end in a fingerprint, if its type has content that no
/// other type with the same name has, or else if it is the item of a list.
pub(super) fn distinguish(claims: Vec<Claim>, drafts: &[Draft], used: &[TypeId]) -> Vec<Claim> {
    let settled = settle(&claims, Case::Type);
    let mut taken: BTreeSet<String> = settled.iter().map(|it| it.name.clone()).collect();
    let mut namesakes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        namesakes.entry(&claim.name).or_default().push(index);
    }
    let mut renamed = claims.clone();
    for (name, indices) in &namesakes {
        if indices.len() > MAX_COMPARED {
            continue;
        }
        let kind = |index: usize| &drafts[used[index].0].def.kind;
        for &index in indices {
            let is_open = matches!(claims[index].rank, Rank::Named | Rank::Derived);
            if !is_open || !ends_in_fingerprint(&settled[index].name, name) {
                continue;
            }
            let others = indices.iter().filter(|other| **other != index);
            let others: Vec<&TypeKind> = others.map(|other| kind(*other)).collect();
            let offers = distinguishing_words(kind(index), &others).into_iter();
            let offer = |word: String| hint::key_name(&format!("{name} {word}"), hint::MOST);
            let item = match &drafts[used[index].0].label {
                Label::Place(hint) => hint.item_name(),
                Label::Key(..) => None,
            };
            let sent = is_only_request(index, indices, drafts, used);
            let sent = sent.then(|| format!("{name}Request"));
            let mut offers = sent.into_iter().chain(offers.map(offer)).chain(item);
            if let Some(offer) = offers.find(|offer| taken.insert(offer.clone())) {
                renamed[index].name = offer;
            }
        }
    }
    renamed
}

/// Names each type that would end in a fingerprint nevertheless after the type that it is in:
/// words that tell the two apart may be missing in its own name, which is shorter than its
/// position.
pub(super) fn name_by_owner(
    mut claims: Vec<Claim>,
    drafts: &[Draft],
    used: &[TypeId],
    duplicates: &Duplicates,
) -> Vec<Claim> {
    let settled = settle(&claims, Case::Type);
    let is_fingerprint =
        |index: usize| ends_in_fingerprint(&settled[index].name, &claims[index].name);
    let open: BTreeMap<TypeId, usize> = (0..used.len())
        .filter(|index| claims[*index].rank == Rank::Derived && is_fingerprint(*index))
        .map(|index| (used[index], index))
        .collect();
    if open.is_empty() {
        return claims;
    }
    let mut taken: BTreeSet<String> = settled.iter().map(|it| it.name.clone()).collect();
    let owners = used
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_fingerprint(*index));
    let mut owned: BTreeMap<usize, [String; 2]> = BTreeMap::new();
    for (owner, id) in owners {
        let types = ids::types(&drafts[id.0].def.kind).into_iter();
        for inside in types.filter_map(ids::mentioned) {
            let Some(index) = open.get(&duplicates.of(inside)) else {
                continue;
            };
            if let Label::Place(hint) = &drafts[used[*index].0].label {
                let family = hint.family().join(" ");
                let offer = |end: &str| {
                    let name = format!("{} {end}", settled[owner].name);
                    hint::key_name(&name, hint::MOST)
                };
                let offers = [offer(&family), offer("item")];
                owned.entry(*index).or_insert(offers);
            }
        }
    }
    for (index, offers) in owned {
        let mut offers = offers.into_iter();
        if let Some(offer) = offers.find(|offer| taken.insert(offer.clone())) {
            claims[index].name = offer;
        }
    }
    claims
}

/// True if a type is sent, and of those with the same name no other one is.
fn is_only_request(index: usize, namesakes: &[usize], drafts: &[Draft], used: &[TypeId]) -> bool {
    let is_sent = |index: &usize| drafts[used[*index].0].direction == Direction::Request;
    is_sent(&index) && namesakes.iter().filter(|it| is_sent(it)).count() == 1
}

/// True if [`settle`] had to append a fingerprint to a name.
fn ends_in_fingerprint(settled: &str, name: &str) -> bool {
    let end = settled.strip_prefix(name);
    let end = end.and_then(|end| end.strip_prefix('X'));
    end.is_some_and(|end| end.len() > 3 && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Content of a type that none of the others has, the most distinctive first.
fn distinguishing_words(kind: &TypeKind, others: &[&TypeKind]) -> Vec<String> {
    let held: BTreeSet<String> = others
        .iter()
        .flat_map(|other| content_words(other))
        .collect();
    let mut found = content_words(kind);
    found.retain(|word| !held.contains(word) && words(word).len() <= MAX_WORDS);
    let is_other =
        |other: &&TypeKind| std::mem::discriminant(*other) != std::mem::discriminant(kind);
    if others.iter().all(is_other) {
        found.push(kind_word(kind).to_owned());
    }
    found
}

/// The content of a type, the most distinctive first: constants, required members and optional ones; or
/// values; or members of a union.
fn content_words(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Struct(it) => {
            let constants = it.fields.iter().filter_map(|field| field.constant.clone());
            let fields = |required: bool| {
                let fields = it.fields.iter();
                let fields = fields.filter(move |field| field.required == required);
                fields.map(|field| field.wire_name.clone())
            };
            constants.chain(fields(true)).chain(fields(false)).collect()
        }
        TypeKind::Enum(it) => it.variants.iter().map(|it| it.value.clone()).collect(),
        TypeKind::Union(it) => it.members.iter().map(|it| it.rust_name.clone()).collect(),
        TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// The word for a kind of type, used if all others with the same name are of another kind.
fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "object",
        TypeKind::Enum(_) => "value",
        TypeKind::Union(_) => "kind",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Alias(_) => "list",
    }
}
