use crate::ir::TypeId;

/// How far the walk has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    Open,
    Done,
}

/// The mentions that close a circle: the type, and the index of the mention. `below` has the types
/// that each type mentions, with the index of each mention.
pub(super) fn closing(below: &[Vec<(usize, TypeId)>]) -> Vec<(usize, usize)> {
    let mut seen = vec![Seen::Not; below.len()];
    let mut closing = Vec::new();
    for root in 0..below.len() {
        if seen[root] != Seen::Not {
            continue;
        }
        seen[root] = Seen::Open;
        // Types on the way from the root, each with the next of its mentions to look at.
        let mut way = vec![(root, 0)];
        while let Some((at, next)) = way.last_mut() {
            let Some((index, to)) = below[*at].get(*next).copied() else {
                seen[*at] = Seen::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match seen[to.0] {
                Seen::Open => closing.push((*at, index)),
                Seen::Done => {}
                Seen::Not => {
                    seen[to.0] = Seen::Open;
                    way.push((to.0, 0));
                }
            }
        }
    }
    closing
}
