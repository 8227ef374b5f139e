use crate::ir::TypeId;

/// How far the walk has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

/// The mentions that close a circle: the type, and the index of the mention. `below` has the types
/// that each type mentions, with the index of each mention.
pub(super) fn closing(below: &[Vec<(usize, TypeId)>]) -> Vec<(usize, usize)> {
    let mut seen = vec![Visit::Not; below.len()];
    let mut closing = Vec::new();
    for root in 0..below.len() {
        if seen[root] != Visit::Not {
            continue;
        }
        seen[root] = Visit::Open;
        // Types on the way from the root, each with the next of its mentions to look at.
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
