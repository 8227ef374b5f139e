//! Tags that are dotted paths of names, such as `audio.voices`: these are resources.

use std::collections::HashSet;

use super::action::is_action;
use super::chain::{self, Chain};
use super::convention::Conventions;
use super::group::Levels;
use super::{alike, id, name_words, one, said, verb, without_resource};
use crate::lower::inventory::OperationSource;

/// The resources in the tag of an operation, the outermost first; `None` if it has spaces or other
/// characters that names do not have.
fn levels(source: &OperationSource<'_>) -> Option<Levels> {
    let tag = source.tags.last()?;
    let is_sign = |c: char| matches!(c, '.' | '_' | '-');
    if !tag.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c)) {
        return None;
    }
    tag.split('.').map(name_words).collect()
}

/// True for an operation whose tag has several resources.
pub(super) fn is_path(source: &OperationSource<'_>) -> bool {
    levels(source).is_some_and(|levels| levels.len() > 1)
}

/// True for a verb that repeats the path or the HTTP method.
fn is_plain(words: &[String]) -> bool {
    let of_http = ["patch", "post", "put"];
    let plain = [
        "get", "list", "create", "update", "delete", "retrieve", "fetch", "read", "replace",
    ];
    of_http.contains(&words[0].as_str())
        || matches!(words, [word] if plain.contains(&word.as_str()))
}

/// Whether a word is in the resources of an operation, or in its path above them: in some form,
/// such as `tuned` of `fine-tuning`.
fn known(source: &OperationSource<'_>, resource: &Levels) -> impl Fn(&str) -> bool + use<> {
    let segments = chain::segments(source);
    let own = |words: &Vec<String>| resource.last().is_some_and(|last| alike(words, last));
    let above = segments.iter().rposition(|(_, words, _)| own(words));
    let above = segments.iter().take(above.unwrap_or(0));
    let words = above
        .flat_map(|(_, words, _)| words)
        .chain(resource.iter().flatten());
    let stems: HashSet<String> = words.map(|word| stem(word)).collect();
    move |word| stems.contains(&stem(word))
}

/// A word without `s`, `ed` and `ing`.
fn stem(word: &str) -> String {
    let word = one(word);
    let mut ends = ["ing", "ed"].into_iter();
    let stem = ends.find_map(|end| word.strip_suffix(end).filter(|stem| stem.len() > 2));
    stem.map_or(word.clone(), str::to_owned)
}

/// Removes the resource from the end of a method whose object is the last segment of the path.
fn without_end(method: &mut Vec<String>, source: &OperationSource<'_>, resource: &Levels) {
    let segments = chain::segments(source);
    let Some((_, last, _)) = segments.last() else {
        return;
    };
    let innermost = resource.last().into_iter().flatten();
    let stems: HashSet<String> = innermost.map(|word| stem(word)).collect();
    let is_object = method.len() > last.len() + 1 && method[1..].starts_with(last);
    if is_object
        && method[last.len() + 1..]
            .iter()
            .all(|word| stems.contains(&stem(word)))
    {
        method.truncate(last.len() + 1);
    }
}

/// The collection behind the segment of the innermost resource, if that is one thing: `jobs` of
/// `batch` for `/batch/jobs/{id}`.
fn collection(
    source: &OperationSource<'_>,
    resource: &Levels,
    conventions: &Conventions,
) -> Option<Vec<String>> {
    let innermost = resource.last()?;
    let segments = chain::segments(source);
    let at = segments
        .iter()
        .rposition(|(_, words, _)| words == innermost)?;
    let (_, _, is_pair) = &segments[at];
    let (_, next, _) = segments.get(at + 1).filter(|_| !is_pair)?;
    let is_many = |words: &[String]| words.last().is_some_and(|last| one(last) != *last);
    let is_collection = !is_many(innermost) && is_many(next) && !is_action(next, false);
    (is_collection && conventions.is_collection(innermost, next)).then(|| next.clone())
}

/// Where the object of a method begins in a path that does not have the innermost resource: behind
/// the only segment below one of its parents, which stands for the resource, or else behind the
/// parents.
fn below_parent(
    source: &OperationSource<'_>,
    path: &[Vec<String>],
    resource: &[Vec<String>],
) -> usize {
    let parents = &resource[..resource.len() - 1];
    let is_parent = |level: &Vec<String>| parents.iter().any(|it| alike(it, level));
    let Some(at) = path.iter().rposition(is_parent) else {
        return 0;
    };
    let segments = chain::segments(source);
    let mut segments = segments.iter();
    let is_one = segments.any(|(_, words, is_pair)| *is_pair && *words == path[at]);
    let is_direct = is_one && parents.last().is_some_and(|it| alike(it, &path[at]));
    match is_direct && path.len() == at + 2 {
        true => path.len(),
        false => at + 1,
    }
}

/// Resources and method of an operation in a document whose tags are paths. The segments below the
/// innermost resource are the object of the method, as in `list_versions`.
pub(super) fn named(
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> Option<(Levels, Vec<String>)> {
    let mut resource = levels(source).filter(|_| conventions.has_tag_paths())?;
    resource.extend(collection(source, &resource, conventions));
    let known = known(source, &resource);
    let chain = Chain::of(source, conventions);
    let mut method = chain.method(source, conventions);
    let said = id::verb_and_object(source, &known);
    // `POST /search-ids` searches, even if its id says `get`.
    let is_done = |verb: &str| verb == "get" && !matches!(method[0].as_str(), "create" | "update");
    let said = said.filter(|said| source.verb != "POST" || !is_done(&said[0]));
    let said = said.or_else(|| said::unusual_verb(source, &known));
    let said = said.or_else(|| said::last_segment(source, &known));
    if let Some(mut said) = said.filter(|words| !is_plain(words)) {
        if said[0] == "get" && method[0] == "list" {
            said[0].clone_from(&method[0]);
        }
        without_resource(&mut said, resource.last());
        without_end(&mut said, source, &resource);
        return Some((resource, said));
    }
    let path = chain.resource(conventions);
    let innermost_words: Vec<String> = resource.last()?.iter().map(|word| one(word)).collect();
    let names_it = |level: &Vec<String>| {
        let words: Vec<String> = level.iter().map(|word| one(word)).collect();
        words.ends_with(&innermost_words)
    };
    let below = path.iter().rposition(names_it).map(|at| at + 1);
    let below = below.unwrap_or_else(|| below_parent(source, &path, &resource));
    let mut object: Vec<String> = path[below..].concat();
    if let ([create, from, ..], [many]) = (method.as_slice(), object.as_slice())
        && create == "create"
        && from == "from"
        && is_action(&[one(many)], true)
    {
        // `POST /imports/from-file`
        method[0] = one(many);
        return Some((resource, method));
    }
    let innermost = path.last();
    let mut segments = chain::segments(source).into_iter();
    let is_item = segments.any(|(_, words, is_pair)| is_pair && Some(&words) == innermost);
    let is_of_one = is_item || method == ["create"] || method == ["stream"];
    if let Some(last) = object.last_mut().filter(|_| is_of_one) {
        *last = one(last);
    }
    if method
        .iter()
        .map(|word| one(word))
        .eq(innermost_words.iter().cloned())
    {
        // As in `POST /audio/speech` of `audio.speech`.
        method = vec![verb::plain(source, conventions).unwrap_or("get").to_owned()];
    }
    let is_of_resource = |word: &String| resource.iter().flatten().any(|it| one(it) == one(word));
    object.retain(|word| !is_of_resource(word));
    object.retain(|word| !method.contains(&one(word)) && !method.contains(word));
    let is_one = object.last().is_some_and(|last| one(last) == *last);
    if method == ["list"] && is_one && id::verb(source) != Some("list") {
        // `get_history`, although that is a list.
        conventions.read(None).clone_into(&mut method[0]);
    }
    // `get_status_by_name`, not `get_by_name_status`.
    method.splice(1..1, object);
    Some((resource, method))
}
