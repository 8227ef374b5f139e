//! Distinguishes alternatives of a union that would have equal names.

use std::collections::{BTreeMap, BTreeSet};

use super::alternative::Alternative;
use super::labels::VariantName;
use super::part::{self, Part};
use super::view::View;
use super::{enums, labels, terms};
use crate::load::Node;
use crate::name::words;

/// Maximum number of words of a content that is used in a name; more are a sentence.
const MAX_WORDS: usize = 5;

/// Maximum number of words in a description that is used like a title.
const MAX_DESCRIPTION_WORDS: usize = 3;

/// Maximum number of alternatives with equal names whose texts and property types are compared.
const MAX_COMPARED: usize = 64;

/// Last words of properties whose value says what an object is, the most specific first.
const KIND_WORDS: [&str; 4] = ["subtype", "kind", "type", "object"];

/// Distinguishes alternatives that are not named by the document and have equal names: by a description that is no
/// sentence, or else by their content: a value of an enum, a property, its type, or a term in a description.
pub(super) fn differ(
    names: &mut [VariantName],
    alternatives: &[Alternative<'_>],
    is_named: &[bool],
) {
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
        for index in indices.iter().filter(|index| !is_named[**index]) {
            let mut offers = namesakes.offers(&alternatives[*index], &name).into_iter();
            if let Some(offer) = offers.find(|offer| taken.insert(offer.clone())) {
                names[*index].0 = offer;
            }
        }
    }
}

/// What alternatives with the same name have, each with the number of them that have it.
#[derive(Default)]
struct Namesakes<'a> {
    count: usize,
    /// By name of the property.
    holders: BTreeMap<&'a str, usize>,
    /// The examples of properties that say what an object is.
    examples: BTreeMap<&'a str, usize>,
    /// The names of properties with the words for their types.
    kinds: BTreeMap<(&'a str, &'a str), usize>,
    /// The names of properties with emphasized terms of their descriptions.
    terms: BTreeMap<(&'a str, &'a str), usize>,
    /// By name of a property that refers to another named schema in each of them, the words that
    /// only one of these keys has.
    references: BTreeMap<&'a str, BTreeMap<String, Vec<String>>>,
}

impl<'a> Namesakes<'a> {
    fn of(alternatives: impl Iterator<Item = &'a Alternative<'a>> + Clone) -> Self {
        let mut all = Self::default();
        for alternative in alternatives.clone() {
            all.count += 1;
            for name in alternative.view.properties().keys().copied() {
                *all.holders.entry(name).or_default() += 1;
            }
        }
        if all.count > MAX_COMPARED {
            return all;
        }
        for alternative in alternatives {
            for example in examples(alternative) {
                *all.examples.entry(example).or_default() += 1;
            }
            for kind in kinds(alternative) {
                *all.kinds.entry(kind).or_default() += 1;
            }
            for term in BTreeSet::from_iter(terms::of(&alternative.view)) {
                *all.terms.entry(term).or_default() += 1;
            }
            for (property, key) in references(alternative) {
                let keys = all.references.entry(property).or_default();
                keys.insert(key, Vec::new());
            }
        }
        let count = all.count;
        all.references.retain(|_, keys| keys.len() == count);
        for keys in all.references.values_mut() {
            let own = labels::stripped(keys.keys().map(|key| words(key)).collect());
            keys.values_mut().zip(own).for_each(|(to, own)| *to = own);
        }
        all
    }

    /// The words of the schema that a property of an alternative refers to, which tell it from the
    /// others; a required property first.
    fn reference(&self, alternative: &Alternative<'a>) -> Option<Vec<String>> {
        let required = alternative.view.required();
        let mut references = references(alternative);
        references.sort_by_key(|(property, _)| !required.contains(*property));
        let mut own = references
            .iter()
            .filter_map(|(property, key)| self.references.get(property)?.get(key));
        own.next().cloned()
    }

    /// The number of alternatives that have a property.
    fn holders(&self, property: &str) -> usize {
        self.holders.get(property).copied().unwrap_or_default()
    }

    /// Names that may distinguish an alternative called `name`, the best first.
    fn offers(&self, alternative: &Alternative<'a>, name: &[String]) -> Vec<Vec<String>> {
        let fits = |words: &Vec<String>| !words.is_empty() && words.len() <= MAX_WORDS;
        let example = examples(alternative)
            .into_iter()
            .find(|example| self.examples.get(example) == Some(&1));
        let followed = |own: Vec<String>| match own.last() == name.last() {
            true => own,
            false => [own, name.to_vec()].concat(),
        };
        let (own, shared) = self.content(alternative);
        let own = own.into_iter().filter(fits).map(followed);
        let shared = shared.into_iter().filter(fits).map(followed);
        let kind = kinds(alternative)
            .into_iter()
            .find(|kind| self.holders(kind.0) == self.count && self.kinds.get(kind) == Some(&1));
        let kind = kind.map(|(property, kind)| [words(property), vec![kind.to_owned()]].concat());
        let mut terms = terms::of(&alternative.view).into_iter();
        let term = terms.find(|term| self.terms.get(term) == Some(&1));
        let term = term.map(|(_, term)| words(term));
        let first = described(alternative).into_iter();
        let first = first.chain(example.map(words).filter(fits));
        let first = first.chain(self.reference(alternative).filter(fits));
        let last = term.into_iter().chain(kind).filter(fits);
        first.chain(own).chain(last).chain(shared).collect()
    }

    /// Words for the content of an alternative: what only some of its namesakes have, the property that fewest have
    /// first, and required properties that all have.
    fn content(&self, alternative: &Alternative<'a>) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
        let view = &alternative.view;
        if let Some(value) = view.get("enum").and_then(|values| values.items().next()) {
            return (vec![words(&enums::spelling(value.value()))], Vec::new());
        }
        let properties = view.properties();
        match view.kind() {
            Some("array") => {
                let word = item_word(view).map(|word| vec![word.to_owned()]);
                (
                    item_stem(view).into_iter().chain(word).collect(),
                    Vec::new(),
                )
            }
            Some("object") | None if !properties.is_empty() => {
                let required = view.required();
                let mut names: Vec<&str> = properties.keys().copied().collect();
                names.sort_by_cached_key(|name| (self.holders(name), !required.contains(*name)));
                let (own, mut shared): (Vec<&str>, Vec<&str>) = names
                    .into_iter()
                    .partition(|name| self.holders(name) < self.count);
                // A property that all of them have only distinguishes one if it is required.
                shared.retain(|name| required.contains(*name));
                let all = |names: Vec<&str>| names.into_iter().map(words).collect();
                (all(own), all(shared))
            }
            Some(_) if view.text("pattern").is_some() => {
                (vec![vec!["patterned".to_owned()]], Vec::new())
            }
            _ => Default::default(),
        }
    }
}

/// The examples of the properties of an alternative that say what it is, such as `project_membership`.
fn examples<'a>(alternative: &'a Alternative<'a>) -> Vec<&'a str> {
    let rank = |name: &str| {
        let last = words(name).pop()?;
        KIND_WORDS.iter().position(|word| *word == last)
    };
    let properties = alternative.view.properties().into_iter();
    let kinds = properties.filter_map(|(name, schemas)| Some((rank(name)?, schemas)));
    let mut kinds: Vec<(usize, Vec<Node<'a>>)> = kinds.collect();
    kinds.sort_by_key(|(rank, _)| *rank);
    let examples = kinds
        .into_iter()
        .filter_map(|(_, schemas)| whole(schemas).text("example"));
    let is_name = |text: &&str| {
        text.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '_' | '-' | '.'))
    };
    examples.filter(is_name).collect()
}

/// The names of the properties of an alternative, each with the word for its type.
fn kinds<'a>(alternative: &'a Alternative<'a>) -> Vec<(&'a str, &'a str)> {
    let properties = alternative.view.properties().into_iter();
    let kinds = properties.filter_map(|(name, schemas)| {
        let view = whole(schemas);
        let word = match view.kind()? {
            "array" => item_word(&view)?,
            kind => kind_word(kind),
        };
        Some((name, word))
    });
    kinds.collect()
}

/// The names of the properties of an alternative that refer to a named schema, each with its key.
fn references<'a>(alternative: &'a Alternative<'a>) -> Vec<(&'a str, String)> {
    let properties = alternative.view.properties().into_iter();
    let references = properties.filter_map(|(name, schemas)| match schemas.as_slice() {
        [schema] => Some((name, part::component(&schema.follow().ok()?)?)),
        _ => None,
    });
    references.collect()
}

/// The word for the type of the items of a list.
fn item_word<'a>(list: &View<'a>) -> Option<&'a str> {
    let item = list.get("items").and_then(|items| items.follow().ok())?;
    item.text("type").map(kind_word)
}

/// The first words that the keys of all alternatives for the items of a list share.
fn item_stem(list: &View<'_>) -> Option<Vec<String>> {
    let item = list.get("items").and_then(|items| items.follow().ok())?;
    let alternatives = part::choice_of(&item)?;
    let mut keys = alternatives.items().map(|it| {
        let key = part::component(&it.follow().ok()?)?;
        Some(words(&key))
    });
    let first = keys.next()??;
    keys.try_fold(first, |stem, key| {
        let same = |(own, other): &(&String, &String)| own == other;
        let shared = stem.iter().zip(&key?).take_while(same).count();
        Some(stem[..shared].to_vec())
    })
}

/// The word for a type in a name.
fn kind_word(kind: &str) -> &str {
    match kind {
        "string" => "text",
        kind => kind,
    }
}

fn whole<'a>(schemas: Vec<Node<'a>>) -> View<'a> {
    let parts: Vec<_> = schemas.into_iter().map(Part::whole).collect();
    View::quiet(&parts)
}

/// The description of an alternative or of its own part of `allOf`, if it is a name such as `Voice Call` or `SMS
/// (Inbound)`. A long remark in brackets is ignored.
pub(super) fn described(alternative: &Alternative<'_>) -> Option<Vec<String>> {
    let node = alternative.node.follow().ok()?;
    let parts = node.get("allOf");
    let parts = parts.iter().flat_map(Node::items);
    let own = parts.filter(|part| part.text("$ref").is_none());
    let own = std::iter::once(node.clone()).chain(own);
    let text = own
        .filter_map(|node| node.text("description"))
        .next()?
        .trim();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')');
    let without_remark = text.split_once(" (").map(|(name, _)| name);
    let texts = [Some(text), without_remark].into_iter().flatten();
    let mut names = texts.filter(|text| text.chars().all(is_name)).map(words);
    names.find(|name| {
        name.len() <= MAX_DESCRIPTION_WORDS
            && name[0].starts_with(|c: char| c.is_ascii_alphabetic())
    })
}
