use crate::ir::TypeId;

/// The state of a type in the traversal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

/// The references that close a cycle, as type and index of the reference. `below` lists the types
/// that each type refers to, with the indices of the references.
pub(super) fn closing(below: &[Vec<(usize, TypeId)>]) -> Vec<(usize, usize)> {
    let mut seen = vec![Visit::Not; below.len()];
    let mut closing = Vec::new();
    for root in 0..below.len() {
        if seen[root] != Visit::Not {
            continue;
        }
        seen[root] = Visit::Open;
        // The types on the path from the root, each with the next reference to follow.
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some((index, to)) = below[*at].get(*next).copied() else {
                seen[*at] = Visit::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match seen[to.0] {
                Visit::Open => closing.push((*at, index)),
                Visit::Done => {}
                Visit::Not => {
                    seen[to.0] = Visit::Open;
                    path.push((to.0, 0));
                }
            }
        }
    }
    closing
}
