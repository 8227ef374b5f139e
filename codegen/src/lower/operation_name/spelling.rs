//! How the tag of an operation spells the resources of its path.

use super::convention::Conventions;
use super::{alike, one, tag};
use crate::lower::inventory::OperationSource;

/// Minimum length of a segment that is read as initials: shorter ones fit too many tags.
const LEAST_INITIALS: usize = 3;

/// Spells the outermost level as the tag does: an acronym in full (`mnm` under `Magic Network
/// Monitoring Rules`), and below its scope (`members` under `Account Members`).
pub(super) fn tagged(
    levels: &mut Vec<Vec<String>>,
    scope: Option<Vec<String>>,
    source: &OperationSource<'_>,
    conventions: &Conventions,
) {
    let Some(tag) = tag(source) else { return };
    // If the tag names the same resource in the plural, its plural is used.
    let is_many = tag.last().is_some_and(|last| one(last) != *last);
    if is_many && alike(&tag, &levels[0]) {
        levels[0].clone_from(&tag);
    }
    if let [word] = levels[0].as_slice() {
        let initials = tag.iter().filter_map(|word| word.chars().next());
        let is_acronym = word.len() >= LEAST_INITIALS && tag.len() >= word.len();
        if is_acronym && initials.take(word.len()).eq(word.chars()) {
            levels[0] = tag[..word.len()].to_vec();
        }
    }
    if is_form_of(&levels[0], &tag) {
        levels[0].clone_from(&tag);
    }
    let is_named = conventions.knows(&levels[0]);
    if let Some(scope) = scope.filter(|scope| scope.len() == 1 && !is_named)
        && let Some((first, rest)) = tag.split_first().filter(|(_, rest)| !rest.is_empty())
        && *first == one(&scope[0])
        && alike(rest, &levels[0])
    {
        levels.insert(0, scope);
    }
}

/// True if a tag of several words ends in another form of a segment: `Fine-tuning` for
/// `fine-tunes`.
pub(super) fn is_form_of(segment: &[String], tag: &[String]) -> bool {
    let stem = |word: &String| {
        let word = one(word);
        let stem = word.strip_suffix("ing").or_else(|| word.strip_suffix('e'));
        stem.map_or(word.clone(), str::to_owned)
    };
    let Some(start) = tag.len().checked_sub(segment.len()) else {
        return false;
    };
    let is_doing = tag.last().is_some_and(|last| last.ends_with("ing"));
    let of_tag = tag[start..].iter().map(stem);
    is_doing && tag.len() > 1 && tag[start..] != *segment && of_tag.eq(segment.iter().map(stem))
}
