use std::collections::{BTreeMap, BTreeSet};

use super::alternative::Alternative;
use super::namesakes::{described, differ};
use super::part::{self, Part};
use super::view::View;
use super::{constant, enums};
use crate::name::{Rank, is_scale, without_copy_number, without_hash, words};

/// Maximum number of words in a title that is used as a name; more are a sentence.
const MAX_TITLE_WORDS: usize = 5;

/// The words for the name of an alternative, and its priority.
pub(super) type VariantName = (Vec<String>, Rank);

/// Names alternatives: those with a key by the words that their keys do not share, the others by
/// title, constant, a base schema, a property or their type. A key whose number only tells it from those of other
/// alternatives or from `own`, the key of the union, is no name.
pub(super) fn call(
    alternatives: &[Alternative<'_>],
    tag: Option<&str>,
    own: Option<&str>,
) -> Vec<VariantName> {
    let keys = keys(alternatives, own);
    let is_named: Vec<bool> = keys.iter().map(Option::is_some).collect();
    let mut keys = stripped(keys.into_iter().flatten().collect()).into_iter();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for alternative in alternatives {
        for name in alternative.view.properties().keys().copied() {
            *uses.entry(name).or_default() += 1;
        }
    }
    let mut bases: BTreeMap<String, usize> = BTreeMap::new();
    for base in alternatives.iter().filter_map(extends) {
        *bases.entry(base).or_default() += 1;
    }
    let unnamed = alternatives.iter().zip(&is_named).filter(|(_, it)| !**it);
    let mut values: BTreeMap<Constant<'_>, usize> = BTreeMap::new();
    for constant in unnamed.flat_map(|(alternative, _)| constants(alternative)) {
        *values.entry(constant).or_default() += 1;
    }
    let counts = Counts {
        uses,
        bases,
        values,
    };
    let call = |(alternative, is_named): (&Alternative<'_>, &bool)| {
        let key = is_named.then(|| keys.next()).flatten();
        let copied = || {
            alternative.key.as_ref()?;
            Some((described(alternative)?, Rank::Derived))
        };
        let named = key.map(|key| (key, Rank::Named)).or_else(copied);
        named.unwrap_or_else(|| inline(alternative, tag, &counts))
    };
    let mut names: Vec<VariantName> = alternatives.iter().zip(&is_named).map(call).collect();
    differ(&mut names, alternatives, &is_named);
    number(&mut names, alternatives, &is_named);
    names
}

/// The words of the keys that name alternatives.
fn keys(alternatives: &[Alternative<'_>], own: Option<&str>) -> Vec<Option<Vec<String>>> {
    let key = |alternative: &Alternative<'_>| alternative.key.as_deref().map(words);
    let keys: Vec<Option<Vec<String>>> = alternatives.iter().map(key).collect();
    let stem = |key: &Option<Vec<String>>| without_copy_number(key.as_ref()?);
    let stems: Vec<Option<Vec<String>>> = keys.iter().map(stem).collect();
    let own = own.map(words);
    let mut uses: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
    for stem in stems.iter().flatten() {
        *uses.entry(stem).or_default() += 1;
    }
    let written: BTreeSet<&Vec<String>> = keys.iter().flatten().collect();
    let named = alternatives
        .iter()
        .zip(&keys)
        .zip(&stems)
        .map(|((alternative, key), stem)| {
            let key = key.as_ref().filter(|key| without_hash(key).is_none())?;
            let Some(stem) = stem else {
                return Some(key.clone());
            };
            if uses.get(stem) > Some(&1) || own.as_ref() == Some(stem) {
                return None;
            }
            // The number of a copy says nothing in a union without the original.
            let is_needed =
                written.contains(stem) || stem.last().is_some_and(|last| is_scale(last));
            let is_apart = alternative.key.as_deref().is_some_and(|key| {
                let name = key.trim_end_matches(|c: char| c.is_ascii_digit());
                name.ends_with(['-', '_', ' ', '.'])
            });
            Some(if is_apart && !is_needed { stem } else { key }.clone())
        });
    named.collect()
}

/// Distinguishes inline alternatives with equal names: a text beside a schema called `Text` is
/// `String`, others have their number in the list.
fn number(names: &mut [VariantName], alternatives: &[Alternative<'_>], is_named: &[bool]) {
    let mut uses: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut inline: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for ((words, _), is_named) in names.iter().zip(is_named) {
        *uses.entry(words.clone()).or_default() += 1;
        *inline.entry(words.clone()).or_default() += usize::from(!is_named);
    }
    let string = vec![String::from("string")];
    for (((words, _), alternative), is_named) in names.iter_mut().zip(alternatives).zip(is_named) {
        if *is_named || uses.get(words) < Some(&2) {
            continue;
        }
        let place = alternative.node.at().last();
        let is_string = alternative.view.kind() == Some("string");
        if is_string && inline.get(words) == Some(&1) && !uses.contains_key(&string) {
            words.clone_from(&string);
        } else if let Some(index) = place.and_then(|last| last.parse::<usize>().ok()) {
            words.push((index + 1).to_string());
        }
    }
}

/// Removes the words that all names begin or end with, if every name keeps a word.
pub(super) fn stripped(names: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let Some((first, rest)) = names.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return names;
    };
    let shortest = names.iter().map(Vec::len).min().unwrap_or_default();
    let common = |other: &dyn Fn(&Vec<String>, usize) -> Option<String>| {
        let same = |index: &usize| {
            let word = other(first, *index);
            word.is_some() && rest.iter().all(|name| other(name, *index) == word)
        };
        (0..shortest).take_while(same).count()
    };
    let front = common(&|name, index| name.get(index).cloned());
    let back = common(&|name, index| name.iter().rev().nth(index).cloned());
    let named = |front: usize, back: usize| {
        let word = |name: &Vec<String>| name.get(front).cloned().unwrap_or_default();
        let lettered = |name| word(name).starts_with(|c: char| c.is_ascii_alphabetic());
        front + back < shortest && names.iter().all(lettered)
    };
    // Prefers to remove words from the beginning, and never leaves an empty name.
    let cuts = (0..=front)
        .rev()
        .flat_map(|front| (0..=back).rev().map(move |back| (front, back)));
    let (front, back) = cuts
        .into_iter()
        .find(|(front, back)| named(*front, *back))
        .unwrap_or((0, 0));
    let cut = |name: &Vec<String>| name[front..name.len() - back].to_vec();
    names.iter().map(cut).collect()
}

/// A property that may only have one text, and that text as it is spelled in names.
type Constant<'d> = (&'d str, &'d str);

/// How many alternatives of a union have something.
struct Counts<'d> {
    /// By name of the property.
    uses: BTreeMap<&'d str, usize>,
    /// By key of the schema that they extend.
    bases: BTreeMap<String, usize>,
    /// By property and its only value, for those without a key.
    values: BTreeMap<Constant<'d>, usize>,
}

/// The properties of an alternative that may only have one text.
fn constants<'d>(alternative: &Alternative<'d>) -> Vec<Constant<'d>> {
    let properties = alternative.view.properties();
    let constants = properties.iter().filter_map(|(name, schemas)| {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let value = constant::only(&View::quiet(&parts))?.as_str()?;
        Some((*name, value))
    });
    constants.collect()
}

/// The name of an inline alternative.
fn inline(alternative: &Alternative<'_>, tag: Option<&str>, counts: &Counts<'_>) -> VariantName {
    let view = &alternative.view;
    let key = alternative.key.as_deref().map(words);
    // Without a key, a reference leads to an inline schema, which may have a title.
    let target = match key {
        Some(_) => None,
        None => alternative.node.follow().ok(),
    };
    let node = target.as_ref().unwrap_or(&alternative.node);
    let title = node.text("title").map(words);
    let title = title.filter(|title| title.len() <= MAX_TITLE_WORDS && Some(title) != key.as_ref());
    if let Some(title) = title {
        return (title, Rank::Named);
    }
    if let Some(value) = constant::only(view) {
        return (words(&enums::spelling(value)), Rank::Named);
    }
    let properties = view.properties();
    let constants = constants(alternative);
    let tagged = constants.iter().find(|(name, _)| Some(*name) == tag);
    // `object: event` of all alternatives does not tell one from the others.
    let is_own = |constant: &&Constant<'_>| counts.values.get(*constant) == Some(&1);
    let own = constants.iter().find(is_own);
    if let Some((_, value)) = tagged.or(own).or(constants.first()) {
        return (words(value), Rank::Named);
    }
    if let Some(key) = extends(alternative).filter(|key| counts.bases.get(key) == Some(&1)) {
        return (words(&key), Rank::Named);
    }
    let required = view.required();
    let own = |name: &&&str| counts.uses.get(**name) == Some(&1);
    let own_required = properties
        .keys()
        .filter(own)
        .find(|name| required.contains(**name));
    if let Some(name) = own_required.or_else(|| properties.keys().find(own)) {
        return (words(name), Rank::Derived);
    }
    let kind = match view.kind() {
        Some("string") => view.text("format").unwrap_or("text"),
        Some("array") => return (list(view), Rank::Derived),
        Some(kind) => kind,
        None => "other",
    };
    (words(kind), Rank::Derived)
}

/// The name of the only named schema that an alternative extends.
fn extends(alternative: &Alternative<'_>) -> Option<String> {
    let all = alternative.node.get("allOf")?;
    let named = all.items().filter_map(|part| part.follow().ok());
    let mut named = named.filter_map(|part| part::component(&part));
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// The name of a list: that of its items, if the document names them, and `list`.
fn list(view: &View<'_>) -> Vec<String> {
    let item = view.get("items").and_then(|items| items.follow().ok());
    let mut names = item
        .and_then(|item| part::component(&item))
        .map_or_else(Vec::new, |key| words(&key));
    names.push(String::from("list"));
    names
}
