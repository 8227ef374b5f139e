//! One name that a document gives to many operations.

use std::collections::HashMap;

use super::chain::Chain;
use super::convention::Conventions;
use super::{alike, extensions, group, name_words, within_depth};
use crate::lower::inventory::OperationSource;

/// Words of resources, from the outermost in, and of a method.
type Name = (Vec<Vec<String>>, Vec<String>);

/// Gives those operations a place of their own that the document calls by one name, where their
/// paths go on below the resource that they are given: `GET /findings` and `GET /exports` cannot both be
/// `get` of what they stand in. One that had that name before there were others keeps it.
pub(super) fn spread(sources: &mut [OperationSource<'_>], conventions: &Conventions) {
    let mut named: HashMap<Name, Vec<usize>> = HashMap::new();
    for (index, it) in sources.iter().enumerate() {
        let resource = group(&it.operation);
        let method = extensions::METHOD_NAME.text(&it.operation);
        if let Some(method) = method.and_then(name_words).filter(|_| !resource.is_empty()) {
            named.entry((resource, method)).or_default().push(index);
        }
    }
    for ((resource, _), shared) in named {
        if shared.len() < 2 {
            continue;
        }
        for index in shared {
            let it = &mut sources[index];
            if let Some((resource, method)) = below(it, &resource, conventions) {
                let given = std::mem::replace(&mut it.proposed.resource, within_depth(resource));
                let verb = std::mem::replace(&mut it.proposed.method, method);
                it.proposed.shared = Some((given, verb));
            }
        }
    }
}

/// Resource and method of an operation as its path goes on below a resource; `None` where it does not.
fn below(
    source: &OperationSource<'_>,
    given: &[Vec<String>],
    conventions: &Conventions,
) -> Option<Name> {
    let chain = Chain::of(source, conventions);
    let method = chain.method(source, conventions);
    let path = chain.resource(conventions);
    let last = given.last()?;
    let at = path.iter().rposition(|level| alike(level, last))?;
    let more = path.get(at + 1..).filter(|more| !more.is_empty())?;
    Some(([given, more].concat(), method))
}
