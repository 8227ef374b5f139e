//! Ids that are a path of names: resources, and a method.

use super::action::is_action;
use super::convention::Conventions;
use super::id::VERBS;
use super::{alike, is_prefix, list, name_words, one, tag};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;
use crate::name::words;

/// Maximum number of words in a method name that an id separates from its resource.
const MOST_CHOSEN: usize = 12;

/// Names that only repeat the HTTP method.
const OF_HTTP: [&str; 3] = ["patch", "post", "put"];

/// Resources, the outermost first, and method.
type Name = (Vec<Vec<String>>, Vec<String>);

/// Resource and method of an id that is a path of names, such as `issues/list-for-repo` and
/// `workers.domains.update`: such names were chosen by hand. The first part must match the tag or a
/// segment of the path.
pub(super) fn structured(source: &OperationSource<'_>, conventions: &Conventions) -> Option<Name> {
    let (resource, mut method) = match separated(source) {
        Some(name) => name,
        None => grouped(source).filter(|_| conventions.grouped_ids)?,
    };
    if conventions.repeating_ids {
        shorten(source, &mut method, resource.last()?);
    }
    Some((resource, method))
}

/// True if most of the ids that are paths of names say their resource again: `pets.listPets`.
/// Otherwise the few that do were meant so.
pub(super) fn repeat(sources: &[OperationSource<'_>]) -> bool {
    let named = sources
        .iter()
        .filter_map(|it| separated(it).or_else(|| grouped(it)));
    let (mut all, mut repeating) = (0, 0);
    for (resource, method) in named {
        let words = resource.last().into_iter().flatten();
        let mut ones = words.map(|word| one(word));
        let said: Vec<String> = method.iter().map(|word| one(word)).collect();
        all += 1;
        repeating += usize::from(ones.all(|word| said.contains(&word)));
    }
    repeating * 2 > all
}

/// The parts of an id with slashes or dots.
fn separated(source: &OperationSource<'_>) -> Option<Name> {
    let id = source.operation.text("operationId")?;
    let separator = ['/', '.'].into_iter().find(|c| id.contains(*c))?;
    if id.contains(char::is_whitespace) {
        return None;
    }
    let mut parts: Vec<Vec<String>> = id.split(separator).map(name_words).collect::<Option<_>>()?;
    // `v1.pets.list`: a version is no resource.
    if parts.len() > 2 && is_version(&parts[0]) {
        parts.remove(0);
    }
    let method = parts.pop().filter(|words| words.len() <= MOST_CHOSEN)?;
    let first = parts.first()?;
    let tag = tag(source).unwrap_or_default();
    let mut segments = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) => Some(words(text)),
        Piece::Parameter(..) | Piece::Note(_) => None,
    });
    let known = alike(first, &tag) || segments.any(|segment| alike(first, &segment));
    known.then_some((parts, method))
}

/// True for an id that begins with a version, as in `v1.pets.list`.
pub(super) fn is_versioned(source: &OperationSource<'_>) -> bool {
    let id = source.operation.text("operationId").unwrap_or_default();
    let first = id.split(['/', '.']).next().and_then(name_words);
    separated(source).is_some() && first.is_some_and(|first| is_version(&first))
}

/// True for `v1`, and for no other word at the beginning of a path.
fn is_version(words: &[String]) -> bool {
    is_prefix(words) && words[0].starts_with('v') && words[0] != "v"
}

/// The parts of an id such as `Pets_ListToys` whose first parts are the tag.
pub(super) fn grouped(source: &OperationSource<'_>) -> Option<Name> {
    let id = source.operation.text("operationId")?;
    let (group, method) = id.rsplit_once('_')?;
    if id.contains(char::is_whitespace) {
        return None;
    }
    let method = name_words(method).filter(|words| words.len() <= MOST_CHOSEN)?;
    let resource: Vec<Vec<String>> = group.split('_').map(name_words).collect::<Option<_>>()?;
    let is_tag = tag(source).is_some_and(|tag| alike(&tag, &resource.concat()));
    let is_said = !matches!(method.as_slice(), [word] if OF_HTTP.contains(&word.as_str()));
    (is_tag && is_said).then_some((resource, method))
}

/// Removes the resource from a method that has nothing else beside its verb: `pets.list_pets` is
/// `pets.list`.
fn shorten(source: &OperationSource<'_>, method: &mut Vec<String>, resource: &[String]) {
    let Some((verb, object)) = method.split_first() else {
        return;
    };
    let usual = VERBS.iter().any(|(usual, _)| usual == verb);
    let is_verb = usual || is_action(std::slice::from_ref(verb), false);
    let is_of_all = !matches!(source.pieces.last(), Some(Piece::Parameter(..)));
    let is_same = is_verb && alike(object, resource);
    let is_many = object.last().is_some_and(|last| one(last) != *last);
    let reads_all = || is_many || list::returned(source, Some(&resource.to_vec())) == Some(true);
    if is_same && verb == "get" && is_of_all && reads_all() {
        *method = vec!["list".to_owned()];
    } else if is_same {
        method.truncate(1);
    }
}
