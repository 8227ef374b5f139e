//! The resource and the method name of each operation.
//!
//! A name depends on the operation itself: its extensions, id, path, HTTP method and tag, and
//! whether it returns a list. Other operations do not change it. The only input from the document
//! as a whole is its [`Conventions`], by majority of its operations.

mod action;
mod beginning;
mod by_verb;
mod chain;
mod compound;
mod convention;
mod fallback;
mod group;
mod head;
mod id;
mod keyword;
mod list;
mod lone;
mod path_action;
mod path_words;
mod qualifiers;
mod said;
mod sample;
mod sampled;
mod shared;
mod spelling;
mod structured;
mod tag_path;
mod usual;
mod verb;
mod versions;

use super::extensions;
use super::inventory::OperationSource;
use crate::kept::KeptNames;
use crate::name::{singular, words};

pub(super) use by_verb::add_verb;
use chain::Chain;
use convention::Conventions;
pub(super) use path_words::{ends_in, fixed_words, words_below};
pub(super) use sampled::SampledName;

/// Maximum depth of resources; deeper ones are joined into one name.
const MAX_DEPTH: usize = 6;

/// Words without a meaning at the beginning or the end of a name.
const FILLERS: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Minimum number of capitals and of small letters in a random identifier.
const MIXED: usize = 3;

/// Segments at the beginning of a path that name no resource.
const PREFIXES: [&str; 4] = ["api", "rest", "client", "public"];

/// Added to the rank of a name that is not from an extension.
const UNNAMED: usize = 1 << 40;

/// Added to the rank of a deprecated operation.
const DEPRECATED: usize = 1 << 36;

/// Added to the rank of a name that is simpler than the one in a code sample: `list_all` of all things in an account
/// leaves `list` to those of a project.
const SIMPLIFIED: usize = 1 << 34;

/// The name of an operation, and its priority.
#[derive(Clone, Debug, Default)]
pub(super) struct ProposedName {
    /// Words of its resources, the outermost first.
    pub(super) resource: Vec<Vec<String>>,
    /// Words of its method.
    pub(super) method: Vec<String>,
    /// If several operations request one name, the one with the lowest rank keeps it.
    pub(super) rank: usize,
    /// Words of the path that are not in the name, for operations that lose it.
    pub(super) qualifiers: Vec<String>,
    /// What the id or the summary says, for operations that lose their name.
    pub(super) fallback: Option<Vec<String>>,
    /// Extensions name only some operations, so their names are hints.
    pub(super) is_hinted: bool,
    /// Resource and method that extensions have for this and for other operations.
    pub(super) shared: Option<(Vec<Vec<String>>, Vec<String>)>,
}

impl ProposedName {
    /// True if the document requests a name that begins with this one.
    pub(super) fn asks_for(&self, resource: &[Vec<String>], method: &[String]) -> bool {
        let shared = self
            .shared
            .as_ref()
            .map(|(resource, method)| (resource, method));
        let fallback = self.fallback.as_ref();
        let fallback = fallback.map(|method| (&self.resource, method));
        let asked = shared.into_iter().chain(fallback);
        let mut asked = asked.chain([(&self.resource, &self.method)]);
        // If names are hints, the resource may differ, because it also depends on other operations.
        let begins = |verb: &[String]| match method {
            [first, rest @ ..] if by_verb::is_added(first) && rest.starts_with(verb) => true,
            _ => method.starts_with(verb),
        };
        asked.any(|(own, verb)| (self.is_hinted || own == resource) && begins(verb))
    }
}

/// Proposes a name for every operation. `defaults` are parameters with a value in the client: the
/// segment in front of one is a scope, not the subject of the operation.
pub(super) fn propose(sources: &mut [OperationSource<'_>], defaults: &[&str], kept: &KeptNames) {
    for it in &mut *sources {
        it.sampled = sampled::read(it);
    }
    beginning::skip_front(sources);
    beginning::skip_shared(sources);
    let mut conventions = Conventions::of(sources, defaults);
    conventions.look_at_paths(sources, kept);
    for it in &mut *sources {
        it.proposed = proposed(it, &conventions);
    }
    shared::spread(sources, &conventions);
    versions::nest(sources, &conventions);
}

fn proposed(source: &OperationSource<'_>, conventions: &Conventions) -> ProposedName {
    let (resource, mut method) = named(source, conventions);
    let resource = within_depth(resource);
    let is_named = extensions::METHOD_NAME.text(&source.operation).is_some();
    let is_literal = is_named && conventions.is_literal();
    let sampled = conventions.sampled(source);
    let longer = sampled.as_ref().and_then(|_| sampled::longer(source));
    let is_named = is_named || (sampled.is_some() && longer.is_none());
    keyword::complete(source, &resource, &mut method, (conventions, is_literal));
    let (rank, qualifiers) = qualifiers::qualifiers(source, conventions);
    let is_deprecated = source.operation.get("deprecated");
    let is_deprecated = is_deprecated.is_some_and(|it| it.value() == true);
    let rank = 1000 * rank + qualifiers::unusual(source, &method, resource.last());
    let rank = rank + if is_deprecated { DEPRECATED } else { 0 };
    let rank = rank + if longer.is_some() { SIMPLIFIED } else { 0 };
    let fallback =
        longer.or_else(|| fallback::fallback_method(source, &resource, &method, conventions));
    ProposedName {
        resource,
        method,
        fallback,
        rank: if is_named { rank } else { rank + UNNAMED },
        qualifiers,
        is_hinted: !conventions.is_literal(),
        shared: None,
    }
}

/// Removes the words of a resource from the middle of a method: `search_catalog_items` of a
/// `catalog` becomes `search_items`.
fn without_resource(method: &mut Vec<String>, resource: Option<&Vec<String>>) {
    let Some(resource) = resource.filter(|resource| !resource.is_empty()) else {
        return;
    };
    let mut runs = method.windows(resource.len()).enumerate();
    let run = runs.find(|(at, run)| *at > 0 && alike(run, resource));
    let Some((at, _)) = run else { return };
    let behind = &method[at + resource.len()..];
    if behind
        .first()
        .is_some_and(|next| !FILLERS.contains(&next.as_str()))
    {
        method.drain(at..at + resource.len());
    }
}

/// The words of the resources, the outermost first, and those of the method: neither is empty.
fn named(
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> (Vec<Vec<String>>, Vec<String>) {
    let group = group::from_extension(source);
    let method = extensions::METHOD_NAME
        .text(&source.operation)
        .and_then(name_words)
        .map(|words| {
            if conventions.is_literal() {
                words
            } else {
                without_repeats(words)
            }
        });
    if let Some(method) = method.clone().filter(|_| !group.is_empty()) {
        return group::named(source, group, method, conventions);
    }
    if let Some(name) = conventions.sampled(source) {
        return name;
    }
    if let Some((resource, own)) =
        structured::structured(source, conventions).filter(|_| group.is_empty())
    {
        return (resource, method.unwrap_or(own));
    }
    if let Some((resource, own)) = tag_path::named(source, conventions).filter(|_| group.is_empty())
    {
        return (resource, method.unwrap_or(own));
    }
    let chain = Chain::of(source, conventions);
    let mut own = chain.method(source, conventions);
    let mut resource = if group.is_empty() {
        chain.resource(conventions)
    } else {
        group
    };
    if method.is_none() && !conventions.has_groups() {
        lone::lift(source, conventions, &mut resource, &mut own);
    }
    without_resource(&mut own, resource.last());
    (resource, method.unwrap_or(own))
}

/// The words without those that repeat the one before them, as in `create-create`.
fn without_repeats(mut words: Vec<String>) -> Vec<String> {
    words.dedup();
    words
}

fn within_depth(mut resource: Vec<Vec<String>>) -> Vec<Vec<String>> {
    if resource.len() > MAX_DEPTH {
        let rest = resource.split_off(MAX_DEPTH - 1);
        resource.push(rest.concat());
    }
    resource
}

/// The words of the tags of an operation, the outermost first, without `api` at the end.
fn tags(source: &OperationSource<'_>) -> Vec<Vec<String>> {
    let words = source.tags.iter().filter_map(|tag| {
        let mut words = name_words(tag)?;
        if words.len() > 1 && words.last().is_some_and(|last| last == "api") {
            words.pop();
        }
        Some(words)
    });
    words.collect()
}

/// The words of the innermost tag.
fn tag(source: &OperationSource<'_>) -> Option<Vec<String>> {
    tags(source).pop()
}

/// The words of a text for people, without emoji and other ornaments.
pub(super) fn name_words(text: &str) -> Option<Vec<String>> {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let parts = text.split(|c| !letters(c));
    let named: Vec<&str> = parts.filter(|part| !is_random(part)).collect();
    let named = named.join(" ");
    Some(match named.trim() {
        "" => words(text),
        named => words(named),
    })
}

/// True for a part that no person has chosen, such as the end of
/// `securityClassification-6VMVochwUWo`: it begins with a digit, and mixes cases.
fn is_random(part: &str) -> bool {
    let few = |is_one: fn(&u8) -> bool| part.bytes().filter(is_one).count() < MIXED;
    part.starts_with(|c: char| c.is_ascii_digit())
        && !few(u8::is_ascii_uppercase)
        && !few(u8::is_ascii_lowercase)
}

/// True for `api`, `v2`, `v1beta1`, `1.0` and the like.
fn is_prefix(words: &[String]) -> bool {
    let numbers = |word: &String| {
        let number = word.strip_prefix('v').unwrap_or(word);
        let digits = number.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < number.len() && (digits.is_empty() || is_stage(digits))
    };
    match words {
        [word] if PREFIXES.contains(&word.as_str()) => true,
        words => !words.is_empty() && words.iter().all(numbers),
    }
}

/// True for the end of `v1beta1`.
fn is_stage(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(text, "alpha" | "beta" | "preview" | "p")
}

/// The singular of a word, or the word itself.
fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}

/// True if two names differ at most in singular and plural.
fn alike(name: &[String], other: &[String]) -> bool {
    let ones = |words: &[String]| words.iter().map(|word| one(word)).collect::<String>();
    name == other || ones(name) == ones(other)
}
