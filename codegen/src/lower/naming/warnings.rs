//! Warnings about names of methods that are not the proposed ones.

use std::collections::HashMap;

use super::AssignedName;
use crate::diagnostic::{Diagnostics, wording};
use crate::lower::inventory::OperationSource;
use crate::lower::reserved;
use crate::lower::resources::Tree;
use crate::name::Case;

/// Warns about each operation whose name is not `proposed`, because that is taken.
pub(super) fn warn(
    sources: &[OperationSource<'_>],
    names: &[AssignedName],
    proposed: &[AssignedName],
    tree: &Tree,
    diagnostics: &mut Diagnostics,
) {
    let mut uses: HashMap<(usize, &str), usize> = HashMap::new();
    for name in proposed.iter().chain(names) {
        *uses.entry((name.resource, &name.fn_name)).or_default() += 1;
    }
    let is_taken = |name: &AssignedName| {
        uses[&(name.resource, name.fn_name.as_str())] > 1
            || tree.has_child(name.resource, &name.fn_name)
            || reserved::is_handle_method(&name.fn_name)
    };
    for ((source, name), proposed) in sources.iter().zip(names).zip(proposed) {
        if let (Some((_, method)), None) = (&source.proposed.shared, &source.kept) {
            let place = format!("{}.{}", tree.dotted(name.resource), name.fn_name);
            let problem = wording::name::method(&Case::Module.join(method), &place);
            diagnostics.push(problem.warning(source.operation.at()));
            continue;
        }
        // A name in `names.lock` may be one that an earlier version of the generator proposed.
        let kept = source.kept.as_ref();
        let is_old = kept
            .is_some_and(|kept| kept.resource != source.proposed.resource || !is_taken(proposed));
        if proposed.fn_name != name.fn_name && !is_old {
            let problem = wording::name::method(&proposed.fn_name, &name.fn_name);
            diagnostics.push(problem.warning(source.operation.at()));
        }
    }
}
