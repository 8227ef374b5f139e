use crate::ir::{TypeId, TypeKind};

use super::super::{Draft, Way};
use super::ids;

/// Which drafts are one type.
pub(super) struct Same {
    /// For each draft, the one that stands for it.
    of: Vec<TypeId>,
    /// It has a twin that came out different.
    split: Vec<bool>,
}

impl Same {
    /// The draft that stands for `id`.
    pub fn of(&self, id: TypeId) -> TypeId {
        self.of[id.0]
    }

    /// True for a draft whose twin is a type of its own.
    pub fn is_split(&self, id: TypeId) -> bool {
        self.split[id.0]
    }
}

/// Makes one type of two drafts of a place, unless they differ, or mention any that do.
pub(super) fn same(drafts: &[Draft]) -> Same {
    // Both drafts of a place go by the lower of their ids, as long as they seem to be equal.
    let pair: Vec<TypeId> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| {
            draft
                .twin
                .map_or(TypeId(index), |twin| twin.min(TypeId(index)))
        })
        .collect();
    let paired = |kind: &TypeKind| {
        let mut kind = kind.clone();
        ids::map_kind(&mut kind, &|id| pair[id.0]);
        kind
    };
    let mut split = vec![false; drafts.len()];
    let mut open = Vec::new();
    let mut mentioned_by: Vec<Vec<TypeId>> = vec![Vec::new(); drafts.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for id in ids::types(&draft.def.kind)
            .into_iter()
            .filter_map(ids::mentioned)
        {
            mentioned_by[pair[id.0].0].push(pair[index]);
        }
        let twin = draft.twin.filter(|_| draft.way == Way::Out);
        if let Some(twin) = twin
            && paired(&draft.def.kind) != paired(&drafts[twin.0].def.kind)
        {
            open.push(pair[index]);
        }
    }
    while let Some(id) = open.pop() {
        if !split[id.0] && drafts[id.0].twin.is_some() {
            split[id.0] = true;
            open.append(&mut mentioned_by[id.0]);
        }
    }
    let split: Vec<bool> = pair.iter().map(|id| split[id.0]).collect();
    let of = (0..drafts.len())
        .map(|index| {
            if split[index] {
                TypeId(index)
            } else {
                pair[index]
            }
        })
        .collect();
    Same { of, split }
}
