//! One name that extensions of a document have for several operations.

use std::collections::HashMap;

use super::convention::Conventions;
use super::group::below;
use super::{extensions, within_depth};
use crate::lower::inventory::OperationSource;

/// Words of resources, from the outermost in, and of a method.
type Name = (Vec<Vec<String>>, Vec<String>);

/// Moves operations for which extensions have the same name to the resources of their paths, where these
/// continue below the resource: `GET /findings` and `GET /exports` cannot both be `get` of their parent.
/// An operation that had the name before there were others keeps it.
pub(super) fn spread(sources: &mut [OperationSource<'_>], conventions: &Conventions) {
    let mut named: HashMap<Name, Vec<usize>> = HashMap::new();
    for (index, it) in sources.iter().enumerate() {
        let names = [&extensions::METHOD_NAME, &extensions::GROUP_NAME];
        if names.iter().all(|name| name.get(&it.operation).is_some()) {
            let name = (it.proposed.resource.clone(), it.proposed.method.clone());
            named.entry(name).or_default().push(index);
        }
    }
    for ((resource, _), shared) in named {
        if shared.len() < 2 {
            continue;
        }
        for index in shared {
            let it = &mut sources[index];
            if let Some((resource, method)) = below(it, &resource, conventions) {
                let asked = std::mem::replace(&mut it.proposed.resource, within_depth(resource));
                let verb = std::mem::replace(&mut it.proposed.method, method);
                it.proposed.shared = Some((asked, verb));
            }
        }
    }
}
