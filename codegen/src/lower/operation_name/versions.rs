//! Versions of one resource in a document: the later one is a resource above it.

use std::collections::{HashMap, HashSet};

use super::convention::Conventions;
use super::{UNNAMED, is_prefix, name_words, structured};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Words of resources, the outermost first, and of a method.
type Name<'s> = (&'s [Vec<String>], &'s [String]);

/// The lowest rank of the operations that want a name, and the version of that operation.
type Best = (usize, Option<Vec<String>>);

/// Puts the operations of a version below it, `v3().schedules().list()`, if one of them would have
/// the name of an operation of another version, and nothing but the version tells the two apart.
/// All operations of that version and outermost resource go with it. A version that the other
/// operation has as well tells nothing apart.
pub(super) fn nest(sources: &mut [OperationSource<'_>], conventions: &Conventions) {
    let mut best: HashMap<Name<'_>, Best> = HashMap::new();
    for it in &*sources {
        let name = (
            it.proposed.resource.as_slice(),
            it.proposed.method.as_slice(),
        );
        let found = best.entry(name).or_insert((usize::MAX, None));
        if it.proposed.rank < found.0 {
            *found = (it.proposed.rank, version(it, conventions));
        }
    }
    let mut nested: HashSet<(Vec<String>, Vec<String>)> = HashSet::new();
    let mut equal = Vec::new();
    for (index, it) in sources.iter().enumerate() {
        let name = (
            it.proposed.resource.as_slice(),
            it.proposed.method.as_slice(),
        );
        let (rank, first) = &best[&name];
        let own = version(it, conventions).filter(|own| *own == it.proposed.qualifiers);
        if let (Some(own), Some(outermost)) = (own, it.proposed.resource.first())
            && *rank < it.proposed.rank
        {
            if first.as_ref() == Some(&own) {
                equal.push(index);
            } else {
                nested.insert((own, outermost.clone()));
            }
        }
    }
    for index in equal {
        let is_deprecated = sources[index].operation.flag("deprecated");
        let qualifiers = is_deprecated.then(|| "deprecated".to_owned());
        sources[index].proposed.qualifiers = qualifiers.into_iter().collect();
    }
    for it in sources {
        if let (Some(own), Some(outermost)) =
            (version(it, conventions), it.proposed.resource.first())
            && nested.contains(&(own.clone(), outermost.clone()))
        {
            it.proposed.resource.insert(0, own);
        }
    }
}

/// The version at the beginning of a path, if the name of its operation does not come from
/// extensions or from an id with resources.
fn version(source: &OperationSource<'_>, conventions: &Conventions) -> Option<Vec<String>> {
    let is_structured = structured::structured(source, conventions).is_some();
    let is_chosen = is_structured && !structured::is_versioned(source);
    if source.proposed.rank < UNNAMED || is_chosen {
        return None;
    }
    for piece in &source.pieces[source.front..] {
        let Piece::Fixed(text) = piece else { break };
        let words = name_words(text).filter(|words| is_prefix(words))?;
        if text.contains(|c: char| c.is_ascii_digit()) {
            return Some(words);
        }
    }
    None
}
