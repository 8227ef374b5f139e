use super::super::{Draft, Uses};
use super::ids;
use crate::ir::TypeId;

/// Records which resources use a type, and whether it is sent, received or both. Returns the used drafts, in
/// order.
pub(super) fn reach(drafts: &mut [Draft], uses: &Uses) -> Vec<TypeId> {
    let below: Vec<Vec<TypeId>> = drafts
        .iter()
        .map(|draft| {
            let types = ids::types(&draft.def.kind).into_iter();
            types.filter_map(ids::mentioned).collect()
        })
        .collect();
    let (mut all_out, mut all_back) = (Vec::new(), Vec::new());
    let mut seen = vec![0; drafts.len()];
    let resources = &uses.resources;
    for (index, resource) in resources.iter().enumerate() {
        let mut roots = Vec::new();
        for operation in &resource.operations {
            let (out, back) = ids::operation(operation);
            roots.extend(out.iter().chain(&back));
            all_out.extend(out);
            all_back.extend(back);
        }
        walk(&below, roots, &mut seen, index + 1, |id| {
            drafts[id.0].def.reached_by.push(index);
        });
    }
    let incoming: Vec<TypeId> = uses
        .incoming
        .iter()
        .filter_map(|it| ids::mentioned(&it.ty))
        .collect();
    all_back.extend(&incoming);
    walk(&below, incoming, &mut seen, resources.len() + 1, |id| {
        drafts[id.0].def.reached_by.push(resources.len());
    });
    let mark = resources.len() + 2;
    walk(&below, all_out, &mut seen, mark, |id| {
        drafts[id.0].def.usage.in_requests = true
    });
    walk(&below, all_back, &mut seen, mark + 1, |id| {
        drafts[id.0].def.usage.in_responses = true
    });
    let operations = resources.iter().flat_map(|it| &it.operations);
    let xml = operations.flat_map(ids::xml).collect();
    walk(&below, xml, &mut seen, mark + 2, |id| {
        drafts[id.0].def.xml = true
    });
    let used = drafts.iter().enumerate();
    let used = used.filter(|(_, draft)| !draft.def.reached_by.is_empty());
    used.map(|(index, _)| TypeId(index)).collect()
}

/// Calls `visit` once for every type reachable from `open`; `mark` identifies the walk in `seen`.
fn walk(
    below: &[Vec<TypeId>],
    mut open: Vec<TypeId>,
    seen: &mut [usize],
    mark: usize,
    mut visit: impl FnMut(TypeId),
) {
    while let Some(id) = open.pop() {
        if seen[id.0] != mark {
            seen[id.0] = mark;
            visit(id);
            open.extend(&below[id.0]);
        }
    }
}
