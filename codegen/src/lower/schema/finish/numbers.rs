//! Names of schemas whose keys end in a number that only tells copies apart, such as `order-2`, or
//! in the only version.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, Label, Uses, hint};
use super::first_uses::{self, Places};
use crate::config::Config;
use crate::ir::TypeId;
use crate::lower::operation::reason;
use crate::name::{Case, is_scale, without_copy_number, without_hash, without_version, words};

/// A longer title is a sentence, and a shorter one says too little.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 2..=5;

/// Words in front of the status of an error.
const FAILURES: [&str; 4] = ["error", "fault", "problem", "response"];

/// A key that ends in a number.
pub(super) struct Numbered {
    /// The words of the key.
    pub words: Vec<String>,
    /// The words without the number.
    pub stem: Vec<String>,
    /// Its drafts.
    pub ids: Vec<TypeId>,
    /// The reason phrase, if the number is the status of an error.
    reason: Option<&'static str>,
    /// True if it is no number but a hash, so that the words before it are no name.
    pub is_hash: bool,
    /// True if it is a version, which goes only where no other version has a key.
    is_version: bool,
}

/// True for a key that ends in a number of a copy or in a hash.
pub(super) fn ends_in_number(key: &str) -> bool {
    let words = words(key);
    without_copy_number(&words).is_some() || without_hash(&words).is_some()
}

/// Replaces the number in such keys: by nothing, if no other type has that name, or else the whole
/// key by its title or by the place of its first use. A key keeps its number if none of these names
/// is free. Names in the configuration and of the last run are kept.
pub(super) fn rename(drafts: &mut [Draft], used: &[TypeId], uses: &Uses, config: &Config) {
    let mut keys = numbered(drafts, used);
    if keys.is_empty() {
        return;
    }
    let mut names = Names::of(drafts, used, config);
    retain_oldest_versions(&mut keys, &names, drafts, config);
    let places = first_uses::find(drafts, used, uses, &keys);
    keys.retain(|key| {
        let is_scale = key.stem.last().is_some_and(|last| is_scale(last));
        let is_apart = key.words.len() > key.stem.len();
        let is_copy = names.said.contains(&Case::Type.join(&key.stem));
        !is_scale || is_copy || !is_apart && places.confirms(key, drafts)
    });
    let mut renamed: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let mut open = Vec::new();
    for key in &keys {
        if let Some(name) = names.fixed(&drafts[key.ids[0].0], config) {
            renamed.insert(key.words.clone(), name);
        } else if !places.says_number(key) {
            open.push(key);
        }
    }
    let mut copies: BTreeMap<&[String], usize> = BTreeMap::new();
    for key in &keys {
        *copies.entry(&key.stem).or_default() += 1;
    }
    let is_alone = |key: &Numbered| copies.get(key.stem.as_slice()) == Some(&1);
    open.retain(|key| {
        let short = Case::Type.join(&key.stem);
        let may =
            key.reason.is_none() && !key.is_hash && is_alone(key) && places.confirms(key, drafts);
        let takes = may && names.claim(&short);
        if takes {
            renamed.insert(key.words.clone(), short);
        }
        !takes
    });
    apply(drafts, &renamed);
    open.retain(|key| {
        let is_copy = !is_alone(key) || names.said.contains(&Case::Type.join(&key.stem));
        is_copy || key.reason.is_some() || key.is_hash
    });
    // The second time, types inside others that have a number have their new names.
    for _ in 0..2 {
        offer(&mut open, drafts, &mut names, &places);
    }
}

/// Gives each key the first free name of its title and its uses, and removes it from `open`.
fn offer(open: &mut Vec<&Numbered>, drafts: &mut [Draft], names: &mut Names, places: &Places) {
    let mut titled: BTreeMap<String, usize> = BTreeMap::new();
    for title in open.iter().filter_map(|key| title(key, drafts)) {
        *titled.entry(title).or_default() += 1;
    }
    let mut renamed = BTreeMap::new();
    open.retain(|key| {
        let title = title(key, drafts).filter(|title| titled.get(title) == Some(&1));
        let mut offers = title.into_iter().chain(offers(key, drafts, places));
        let Some(offer) = offers.find(|offer| names.is_free(offer)) else {
            return true;
        };
        names.all.insert(offer.clone());
        renamed.insert(key.words.clone(), offer);
        false
    });
    apply(drafts, &renamed);
}

/// The name in the title of a schema, if it says more than its key.
fn title(key: &Numbered, drafts: &[Draft]) -> Option<String> {
    let title = words(drafts[key.ids[0].0].title.as_deref()?);
    let says_more = title.iter().any(|word| !key.stem.contains(word));
    (TITLE_WORDS.contains(&title.len()) && says_more).then(|| Case::Type.join(&title))
}

/// Other names that a key may have instead, the best first.
fn offers(key: &Numbered, drafts: &[Draft], places: &Places) -> Vec<String> {
    match key.reason {
        Some(reason) => vec![Case::Type.join(&[words(reason), key.stem.clone()].concat())],
        None => places.offers(key, drafts),
    }
}

/// The used keys that end in a number which may tell copies apart, or in the status of an error, in
/// order.
fn numbered(drafts: &[Draft], used: &[TypeId]) -> Vec<Numbered> {
    let mut keys: BTreeMap<Vec<String>, Numbered> = BTreeMap::new();
    for id in used {
        let Label::Key(key, None) = &drafts[id.0].label else {
            continue;
        };
        if !key.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let words = words(key);
        let hashed = without_hash(&words);
        let is_hash = hashed.is_some();
        let stated = status(&words);
        let reason = stated.as_ref().map(|(reason, _)| *reason);
        let stem = match stated {
            Some((_, stem)) => Some(stem).filter(|stem| !stem.is_empty()),
            None => hashed.or_else(|| without_copy_number(&words)),
        };
        let version = without_version(&words).filter(|_| stem.is_none());
        let is_version = version.is_some();
        let Some(stem) = stem.or(version) else {
            continue;
        };
        let found = keys.entry(words.clone()).or_insert(Numbered {
            words,
            stem,
            ids: Vec::new(),
            reason,
            is_hash,
            is_version,
        });
        found.ids.push(*id);
    }
    keys.into_values().collect()
}

/// The reason phrase of the status that a key ends in, and the words without it: of `not found 404`
/// and of `error404`.
fn status(words: &[String]) -> Option<(&'static str, Vec<String>)> {
    let (last, above) = words.split_last()?;
    if let Some(reason) = reason(last) {
        return Some((reason, above.to_vec()));
    }
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let reason = reason(&last[letters.len()..]).filter(|_| FAILURES.contains(&letters))?;
    Some((reason, [above, &[letters.to_owned()]].concat()))
}

/// Removes the keys whose version tells them from an older one: `OrderV2` beside `OrderV1` or
/// `Order`. The oldest one needs none, as it had none before there were others.
fn retain_oldest_versions(
    keys: &mut Vec<Numbered>,
    names: &Names,
    drafts: &[Draft],
    config: &Config,
) {
    // In order of their words, so that the oldest version is the first.
    let mut oldest: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for key in &*keys {
        let oldest = oldest.entry(key.stem.clone());
        oldest.or_insert_with(|| key.words.clone());
    }
    keys.retain(|key| {
        let is_oldest = oldest.get(&key.stem) == Some(&key.words);
        let is_free = !names.said.contains(&Case::Type.join(&key.stem));
        let is_kept = || names.fixed(&drafts[key.ids[0].0], config).is_some();
        !key.is_version || is_oldest && is_free || is_kept()
    });
}

/// The used keys of the description itself, each with one of its drafts.
pub(super) fn keys(drafts: &[Draft], used: &[TypeId]) -> BTreeMap<String, TypeId> {
    let keys = used.iter().filter_map(|id| match &drafts[id.0].label {
        Label::Key(key, None) => Some((key.clone(), *id)),
        _ => None,
    });
    keys.collect()
}

/// The names of all used types.
pub(super) struct Names {
    /// Those that the document, the configuration or the last run says.
    said: BTreeSet<String>,
    /// Those and the ones that are derived.
    all: BTreeSet<String>,
}

impl Names {
    pub fn of(drafts: &[Draft], used: &[TypeId], config: &Config) -> Self {
        let mut said: BTreeSet<String> = config.kept.all_types().map(str::to_owned).collect();
        said.extend(config.names.values().cloned());
        let mut all = BTreeSet::new();
        for id in used {
            match &drafts[id.0].label {
                Label::Key(key, _) => said.insert(hint::key_name(key, hint::LONGER)),
                Label::Place(hint) => all.insert(hint.name()),
            };
        }
        all.extend(said.iter().cloned());
        Self { said, all }
    }

    /// The name of a draft in the configuration or in the last run.
    pub fn fixed(&self, draft: &Draft, config: &Config) -> Option<String> {
        let given = config.names.get(&draft.def.pointer).cloned();
        given.or_else(|| config.kept.of_type(&draft.place).map(str::to_owned))
    }

    /// Takes a name, unless the document, the configuration or the last run says it.
    pub fn claim(&mut self, name: &str) -> bool {
        let is_free = self.said.insert(name.to_owned());
        if is_free {
            self.all.insert(name.to_owned());
        }
        is_free
    }

    /// Takes all of these names, or none.
    pub fn claim_all(&mut self, all: &[String]) -> bool {
        let are_free = !all.iter().any(|name| self.said.contains(name));
        are_free && all.iter().all(|name| self.claim(name))
    }

    fn is_free(&self, name: &str) -> bool {
        let is_copy = without_copy_number(&words(name)).is_some();
        !is_copy && name.len() <= hint::LONGER && !self.all.contains(name)
    }
}

/// Replaces keys by names, also where they begin the names of the types inside.
pub(super) fn apply(drafts: &mut [Draft], renamed: &BTreeMap<Vec<String>, String>) {
    if renamed.is_empty() {
        return;
    }
    let words_of: BTreeMap<&[String], Vec<String>> = renamed
        .iter()
        .map(|(from, to)| (from.as_slice(), words(to)))
        .collect();
    for draft in drafts {
        match &mut draft.label {
            Label::Key(key, None) => {
                if let Some(name) = renamed.get(&words(key)) {
                    key.clone_from(name);
                }
            }
            Label::Key(..) => {}
            Label::Place(hint) => hint.rename(&words_of),
        }
    }
}
