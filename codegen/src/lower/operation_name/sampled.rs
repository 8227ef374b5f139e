//! Names that the code samples of a description call: `client.chat.completions.create(` names the
//! resources and the method of the operation that it belongs to.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use super::action::is_action;
use super::convention::ENOUGH;
use super::group::Levels;
use super::id::VERBS;
use super::sample::{self, Language};
use super::{FILLERS, extensions, id, list, name_words, one, tags};
use crate::load::Node;
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Maximum number of samples of an operation that are read.
const MAX_SAMPLES: usize = 16;

/// Maximum number of different calls in a sample.
const MAX_CALLS: usize = 16;

/// Maximum number of words in the name of a method.
const MAX_WORDS: usize = 6;

/// Maximum depth of the objects that contain samples, and maximum number of their members.
const MAX_DEPTH: usize = 5;
const MAX_MEMBERS: usize = 256;

/// Verbs that say nothing else than `get`, as in `find_by_id`.
const SYNONYMS: [&str; 4] = ["fetch", "find", "load", "read"];

/// Members of a sample with its language, and those with its text.
const LANGUAGES: [&str; 3] = ["lang", "language", "sdk"];
const TEXTS: [&str; 2] = ["source", "code"];

/// The name that the samples of an operation call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) struct SampledName {
    /// The class of the client.
    client: String,
    /// Words of the resources, the outermost first.
    resource: Levels,
    /// Words of the method.
    method: Vec<String>,
    /// Words of the method in the sample, if `method` is simpler.
    longer: Option<Vec<String>>,
    /// True if all words are usual verbs, or are those of the operation.
    is_own: bool,
}

/// The name that the samples of an operation call, unless they contradict each other or an
/// extension names the operation.
pub(super) fn read(source: &OperationSource<'_>) -> Option<SampledName> {
    let explicit = [&extensions::GROUP_NAME, &extensions::METHOD_NAME];
    if explicit
        .iter()
        .any(|it| it.get(&source.operation).is_some())
    {
        return None;
    }
    let found = samples(&source.operation);
    if found.is_empty() {
        return None;
    }
    let own = Own::of(source);
    let mut labels = HashSet::new();
    let mut name: Option<SampledName> = None;
    for (label, _) in &found {
        let Some(language) = Language::of(label).filter(|_| labels.insert(*label)) else {
            continue;
        };
        let texts = found.iter().filter(|(other, _)| other == label);
        let Some(said) = usual(texts.map(|(_, text)| *text), language, &own)? else {
            continue;
        };
        match &mut name {
            None => name = Some(said),
            Some(name) if (&name.resource, &name.method) != (&said.resource, &said.method) => {
                return None;
            }
            // A sample that calls the simple name requests it.
            Some(name) => name.longer = name.longer.take().and(said.longer),
        }
    }
    name
}

/// The name that several samples in one language call: the first one of them that is the
/// operation's own, or else the first one. The result is as of [`said`].
fn usual<'t>(
    mut texts: impl Iterator<Item = &'t str>,
    language: Language,
    own: &Own<'_, '_>,
) -> Option<Option<SampledName>> {
    let first = texts.next().and_then(|text| said(text, language, own))?;
    let is_own = |name: &SampledName| name.is_own;
    if first.as_ref().is_none_or(is_own) {
        return Some(first);
    }
    let mut others = texts.filter_map(|text| said(text, language, own)?);
    Some(others.find(is_own).or(first))
}

/// The class of the clients in the samples of a document, if enough samples call names that are
/// those of their operations: then its other calls are names too.
pub(super) fn client(sources: &[OperationSource<'_>]) -> Option<String> {
    let mut clients: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for name in sources.iter().filter_map(|it| it.sampled.as_ref()) {
        let (all, own) = clients.entry(&name.client).or_default();
        *all += 1;
        *own += usize::from(name.is_own);
    }
    let mut clients = clients.into_iter();
    let client = clients.find(|(_, (all, own))| *own >= ENOUGH && own * 2 > *all);
    client.map(|(client, _)| client.to_owned())
}

/// Resources and method of an operation in its samples; `client` is the result of [`client`].
pub(super) fn named(
    source: &OperationSource<'_>,
    client: Option<&str>,
) -> Option<(Levels, Vec<String>)> {
    let name = source.sampled.as_ref()?;
    let is_name = name.is_own || Some(name.client.as_str()) == client;
    is_name.then(|| (name.resource.clone(), name.method.clone()))
}

/// The method that the samples of an operation call, if [`named`] is a simpler one.
pub(super) fn longer(source: &OperationSource<'_>) -> Option<Vec<String>> {
    source.sampled.as_ref()?.longer.clone()
}

/// The only name that a sample calls: `Some(None)` if it calls none, and `None` if it calls several
/// and more or less than one of them is that of the operation.
fn said(text: &str, language: Language, own: &Own<'_, '_>) -> Option<Option<SampledName>> {
    let mut names: Vec<SampledName> = Vec::new();
    for call in sample::calls(text, language) {
        let words = call.names.iter().map(|name| name_words(name));
        let Some(mut resource) = words.collect::<Option<Levels>>() else {
            continue;
        };
        let Some(mut method) = resource.pop().filter(|it| it.len() <= MAX_WORDS) else {
            continue;
        };
        own.spell(&mut resource);
        let longer = own.simplify(&mut method, resource.last());
        let is_new = |it: &SampledName| (&it.resource, &it.method) != (&resource, &method);
        if names.len() == MAX_CALLS {
            return None;
        }
        if !resource.is_empty() && names.iter().all(is_new) {
            names.push(SampledName {
                client: call.client.to_owned(),
                is_own: own.has(&resource, &method),
                resource,
                method,
                longer,
            });
        }
    }
    if names.len() > 1 {
        names.retain(|it| it.is_own);
        return names.pop().filter(|_| names.is_empty()).map(Some);
    }
    Some(names.pop())
}

/// The label and the text of each sample in the extensions of an operation: in objects with a
/// language and a text, and in maps from languages to texts.
fn samples<'d>(operation: &Node<'d>) -> Vec<(&'d str, &'d str)> {
    let members = operation.entries();
    let extensions = members.filter(|(key, _)| key.starts_with("x-"));
    let mut open: VecDeque<_> = extensions.map(|(_, value)| (value, MAX_DEPTH)).collect();
    let mut found = Vec::new();
    let mut seen = 0;
    while let Some((node, depth)) = open.pop_front()
        && found.len() < MAX_SAMPLES
        && seen < MAX_MEMBERS
    {
        seen += 1;
        let text = |keys: &[&str]| keys.iter().find_map(|key| node.text(key));
        if let (Some(label), Some(text)) = (text(&LANGUAGES), text(&TEXTS)) {
            found.push((label, text));
            continue;
        }
        for (key, member) in node.entries().take(MAX_MEMBERS) {
            if let Some(text) = member.value().as_str() {
                found.extend(Language::of(key).map(|_| (key, text)));
            } else if depth > 0 {
                open.push_back((member, depth - 1));
            }
        }
        let items = node.items().take(MAX_MEMBERS);
        open.extend(items.filter(|_| depth > 0).map(|item| (item, depth - 1)));
    }
    found.truncate(MAX_SAMPLES);
    found
}

/// The words of an operation.
struct Own<'s, 'd> {
    source: &'s OperationSource<'d>,
    /// All words, in the singular.
    words: BTreeSet<String>,
    /// The words of each segment of the path.
    segments: Vec<Vec<String>>,
}

impl<'s, 'd> Own<'s, 'd> {
    fn of(source: &'s OperationSource<'d>) -> Self {
        let mut segments = Vec::new();
        let mut parameters = Vec::new();
        for piece in &source.pieces {
            match piece {
                Piece::Fixed(text) => segments.extend(name_words(text)),
                Piece::Parameter(text, _) => parameters.extend(name_words(text)),
                Piece::Note(_) => {}
            }
        }
        let summary = source.operation.text("summary").and_then(name_words);
        let words = parameters.into_iter().chain(tags(source));
        let words = words.chain(id::id_words(source)).chain(summary);
        let words = words.flatten().map(|word| one(&word));
        let words = words.chain(segments.iter().flatten().map(|word| one(word)));
        Self {
            source,
            words: words.collect(),
            segments,
        }
    }

    /// Spells resources as the path does, where only the limits of words differ: `chatkit`, not
    /// `chat_kit`.
    fn spell(&self, resource: &mut Levels) {
        for level in resource {
            let mut segments = self.segments.iter();
            if let Some(segment) = segments.find(|it| it.concat() == level.concat()) {
                level.clone_from(segment);
            }
        }
    }

    /// Reading a list is `list` instead of `get_all`, and reading an item `get` instead of `get_by_id`. The result is a
    /// name for an operation that loses this one.
    fn simplify(
        &self,
        method: &mut Vec<String>,
        resource: Option<&Vec<String>>,
    ) -> Option<Vec<String>> {
        let is_reading =
            |verb: &str| matches!(verb, "get" | "list" | "retrieve") || SYNONYMS.contains(&verb);
        let is_all = match &method[..] {
            [all] => all == "all",
            [verb, all] => all == "all" && is_reading(verb),
            _ => false,
        };
        if is_all && list::returned(self.source, resource) == Some(true) {
            *method = vec!["list".to_owned()];
            return Some(vec!["list".to_owned(), "all".to_owned()]);
        }
        let [words @ .., by, id] = &method[..] else {
            return None;
        };
        if words.is_empty() || by != "by" || id != "id" {
            return None;
        }
        let simple = match words {
            [verb] if SYNONYMS.contains(&verb.as_str()) => vec!["get".to_owned()],
            words => words.to_vec(),
        };
        Some(std::mem::replace(method, simple))
    }

    /// True if all words of a name are those of the operation, except a usual verb.
    fn has(&self, resource: &Levels, method: &[String]) -> bool {
        let is_verb = |word: &String| {
            let usual = VERBS.iter().any(|(verb, _)| verb == word);
            usual || is_action(std::slice::from_ref(word), false)
        };
        let is_known =
            |word: &String| FILLERS.contains(&word.as_str()) || self.words.contains(&one(word));
        let (first, rest) = match method {
            [first, rest @ ..] => (first, rest),
            [] => return false,
        };
        let mut others = resource.iter().flatten().chain(rest);
        others.all(is_known) && (is_known(first) || is_verb(first))
    }
}
