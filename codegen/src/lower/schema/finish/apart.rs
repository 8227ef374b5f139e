//! Types that want one name are called by what they hold, before a fingerprint has to tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, hint};
use crate::ir::{TypeId, TypeKind};
use crate::name::{Case, Claim, Rank, settle, words};

/// With how many namesakes a type is compared.
const MAX_COMPARED: usize = 64;

/// A word of more is a sentence.
const MAX_WORDS: usize = 4;

/// Gives a word more to each claim that would end in a fingerprint, where what its type holds says
/// one that none of its namesakes has.
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
            let mut offers = offers.map(offer);
            if let Some(offer) = offers.find(|offer| taken.insert(offer.clone())) {
                renamed[index].name = offer;
            }
        }
    }
    renamed
}

/// True for what [`settle`] makes of a name that nothing else tells apart.
fn ends_in_fingerprint(settled: &str, name: &str) -> bool {
    let end = settled.strip_prefix(name);
    let end = end.and_then(|end| end.strip_prefix('X'));
    end.is_some_and(|end| end.len() > 3 && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What a type holds that none of the others does, the more telling first.
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

/// What a type holds, the most telling first: members that are always there, then the others; or values.
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

/// What a kind of type is called where namesakes are of other kinds.
fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "object",
        TypeKind::Enum(_) => "value",
        TypeKind::Union(_) => "kind",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Alias(_) => "list",
    }
}
