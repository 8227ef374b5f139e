//! Operations for which the extensions of a document have the same name.

use std::collections::HashMap;

use super::convention::Conventions;
use super::group::below;
use super::{extensions, within_depth};
use crate::lower::inventory::OperationSource;

/// Words of resources, the outermost first, and of a method.
type Name = (Vec<Vec<String>>, Vec<String>);

/// Moves operations with the same name from extensions to the resources of their paths, if these
/// continue below the resource: `GET /findings` and `GET /exports` cannot both be `get` of their
/// parent. The requested name is kept in `shared`, for an operation that had it in the last run.
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
