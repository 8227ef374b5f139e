use std::collections::{BTreeMap, BTreeSet};

use super::alternative::Alternative;
use super::part::{self, Part};
use super::view::View;
use super::{constant, enums};
use crate::load::Node;
use crate::name::{Rank, words};

/// Maximum number of words in a title that is used as a name; more are a sentence.
const MAX_TITLE_WORDS: usize = 5;

/// Maximum number of words in a description that is used like a title.
const MAX_DESCRIPTION_WORDS: usize = 3;

/// The words for the name of an alternative, and its priority.
pub(super) type VariantName = (Vec<String>, Rank);

/// Names alternatives: those with a key by the words that their keys do not share, the others by
/// title, constant, a base schema, a property or their type.
pub(super) fn call(alternatives: &[Alternative<'_>], tag: Option<&str>) -> Vec<VariantName> {
    let keys: Vec<Vec<String>> = alternatives
        .iter()
        .filter_map(|alternative| alternative.key.as_deref().map(words))
        .collect();
    let mut keys = stripped(keys).into_iter();
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
    let call = |alternative: &Alternative<'_>| match &alternative.key {
        Some(key) => (keys.next().unwrap_or_else(|| words(key)), Rank::Named),
        None => inline(alternative, tag, &uses, &bases),
    };
    let mut names: Vec<VariantName> = alternatives.iter().map(call).collect();
    differ(&mut names, alternatives);
    number(&mut names, alternatives);
    names
}

/// Distinguishes inline alternatives with equal names by a description that is no sentence, or else by their content: a
/// value of an enum, a property, or the item type of a list.
fn differ(names: &mut [VariantName], alternatives: &[Alternative<'_>]) {
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, (words, _)) in names.iter().enumerate() {
        groups.entry(words.clone()).or_default().push(index);
    }
    let mut taken: BTreeSet<Vec<String>> = groups.keys().cloned().collect();
    for (name, indices) in groups {
        if indices.len() < 2 {
            continue;
        }
        let namesakes = Namesakes::of(indices.iter().map(|index| &alternatives[*index]));
        let is_inline = |index: &&usize| alternatives[**index].key.is_none();
        for index in indices.iter().filter(is_inline) {
            let described = described(&alternatives[*index]);
            if let Some(own) = described.filter(|own| taken.insert(own.clone())) {
                names[*index].0 = own;
                continue;
            }
            for mut own in content_words(&alternatives[*index], &namesakes) {
                if own.is_empty() || own.len() > MAX_TITLE_WORDS {
                    continue;
                }
                if own.last() != name.last() {
                    own.extend(name.iter().cloned());
                }
                if taken.insert(own.clone()) {
                    names[*index].0 = own;
                    break;
                }
            }
        }
    }
}

/// The description of an alternative or of its own part of `allOf`, if it is a name such as `Voice Call` or `SMS
/// (Inbound)`.
fn described(alternative: &Alternative<'_>) -> Option<Vec<String>> {
    let parts = alternative.node.get("allOf");
    let parts = parts.iter().flat_map(Node::items);
    let own = parts.filter(|part| part.text("$ref").is_none());
    let own = std::iter::once(alternative.node.clone()).chain(own);
    let text = own.filter_map(|node| node.text("description")).next()?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')');
    let words = words(text.trim());
    let fits = text.trim().chars().all(is_name) && words.len() <= MAX_DESCRIPTION_WORDS;
    (fits && words[0].starts_with(|c: char| c.is_ascii_alphabetic())).then_some(words)
}

/// The number of alternatives with the same name, and the number of them that have each property.
struct Namesakes<'a> {
    count: usize,
    holders: BTreeMap<&'a str, usize>,
}

impl<'a> Namesakes<'a> {
    fn of(alternatives: impl Iterator<Item = &'a Alternative<'a>>) -> Self {
        let mut namesakes = Self {
            count: 0,
            holders: BTreeMap::new(),
        };
        for alternative in alternatives {
            namesakes.count += 1;
            for name in alternative.view.properties().keys().copied() {
                *namesakes.holders.entry(name).or_default() += 1;
            }
        }
        namesakes
    }

    /// The number of alternatives that have a property.
    fn holders(&self, property: &str) -> usize {
        self.holders.get(property).copied().unwrap_or_default()
    }
}

/// Words for the content of an alternative, the property that fewest of its namesakes have first; empty
/// if its schema does not describe any.
fn content_words(alternative: &Alternative<'_>, namesakes: &Namesakes<'_>) -> Vec<Vec<String>> {
    let view = &alternative.view;
    if let Some(value) = view.get("enum").and_then(|values| values.items().next()) {
        return vec![words(&enums::spelling(value.value()))];
    }
    let properties = view.properties();
    match view.kind() {
        Some("array") => {
            let item = view.get("items").and_then(|items| items.follow().ok());
            let kind = item.and_then(|item| item.text("type"));
            let kind = kind.map(|kind| vec![kind.replace("string", "text")]);
            kind.into_iter().collect()
        }
        Some("object") | None if !properties.is_empty() => {
            let required = view.required();
            let mut names: Vec<&str> = properties.keys().copied().collect();
            names.sort_by_cached_key(|name| (namesakes.holders(name), !required.contains(*name)));
            // A property that all of them have only distinguishes one if it is required.
            names.retain(|name| {
                required.contains(*name) || namesakes.holders(name) < namesakes.count
            });
            names.into_iter().map(words).collect()
        }
        Some(_) if view.text("pattern").is_some() => vec![vec!["patterned".to_owned()]],
        _ => Vec::new(),
    }
}

/// Distinguishes inline alternatives with equal names by their number in the list.
fn number(names: &mut [VariantName], alternatives: &[Alternative<'_>]) {
    let mut uses: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (words, _) in names.iter() {
        *uses.entry(words.clone()).or_default() += 1;
    }
    for ((words, _), alternative) in names.iter_mut().zip(alternatives) {
        let index = alternative
            .node
            .at()
            .last()
            .and_then(|last| last.parse::<usize>().ok());
        if let Some(index) =
            index.filter(|_| alternative.key.is_none() && uses.get(words) > Some(&1))
        {
            words.push((index + 1).to_string());
        }
    }
}

/// Removes the words that all names begin or end with, if every name keeps a word.
fn stripped(names: Vec<Vec<String>>) -> Vec<Vec<String>> {
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

/// The name of an inline alternative.
fn inline(
    alternative: &Alternative<'_>,
    tag: Option<&str>,
    uses: &BTreeMap<&str, usize>,
    bases: &BTreeMap<String, usize>,
) -> VariantName {
    let view = &alternative.view;
    let title = alternative.node.text("title").map(words);
    if let Some(title) = title.filter(|words| words.len() <= MAX_TITLE_WORDS) {
        return (title, Rank::Named);
    }
    if let Some(value) = constant::only(view) {
        return (words(&enums::spelling(value)), Rank::Named);
    }
    let properties = view.properties();
    let constants = properties.iter().filter_map(|(name, schemas)| {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let value = constant::only(&View::quiet(&parts)).filter(|it| it.is_string())?;
        Some((*name, enums::spelling(value)))
    });
    let constants: Vec<_> = constants.collect();
    let tagged = constants.iter().find(|(name, _)| Some(*name) == tag);
    if let Some((_, value)) = tagged.or(constants.first()) {
        return (words(value), Rank::Named);
    }
    if let Some(key) = extends(alternative).filter(|key| bases.get(key) == Some(&1)) {
        return (words(&key), Rank::Named);
    }
    let required = view.required();
    let own = |name: &&&str| uses.get(**name) == Some(&1);
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
