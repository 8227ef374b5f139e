//! Where schemas with numbered keys are used, for their names.

use std::collections::BTreeMap;

use super::super::{Draft, Label, Uses, hint};
use super::ids;
use super::numbers::{Numbered, ends_in_number};
use crate::ir::{Type, TypeId, TypeKind};
use crate::name::{Case, singular, without_copy_number, words};

/// How many uses of a type are read.
const MAX_USES: usize = 16;

/// The first uses of each type, those in other types before those in operations.
pub(super) struct Places(BTreeMap<TypeId, Vec<Use>>);

/// One use of a type.
enum Use {
    /// In a field or as a member of a union.
    Inside {
        owner: TypeId,
        /// The words of the field or the variant.
        called: Vec<String>,
        is_field: bool,
        /// True for an item of a list.
        is_item: bool,
    },
    /// In an operation of the resource with these words.
    Operation {
        resource: Vec<String>,
        is_item: bool,
    },
    /// As an argument, with its words.
    Argument(Vec<String>),
}

/// Finds the uses of the types with `keys`.
pub(super) fn find(drafts: &[Draft], used: &[TypeId], uses: &Uses, keys: &[Numbered]) -> Places {
    let ids = keys.iter().flat_map(|key| &key.ids);
    let mut places = Places(ids.map(|id| (*id, Vec::new())).collect());
    for owner in used {
        match &drafts[owner.0].def.kind {
            TypeKind::Struct(it) => {
                for field in &it.fields {
                    places.add(*owner, &field.ty, &field.wire_name, true);
                }
            }
            TypeKind::Union(it) => {
                for member in &it.members {
                    places.add(*owner, &member.ty, &member.rust_name, false);
                }
            }
            TypeKind::Tuple(_) | TypeKind::Alias(_) | TypeKind::Enum(_) => {}
        }
    }
    for resource in &uses.resources {
        for operation in &resource.operations {
            for parameter in &operation.parameters {
                let found = ids::mentioned(&parameter.ty).and_then(|id| places.0.get_mut(&id));
                if let Some(found) = found.filter(|it| it.len() < MAX_USES) {
                    found.push(Use::Argument(words(&parameter.wire_name)));
                }
            }
            let (out, back) = ids::operation(operation);
            for id in out.iter().chain(&back) {
                if let Some(found) = places.0.get_mut(id).filter(|it| it.len() < MAX_USES) {
                    found.push(Use::Operation {
                        resource: resource.path.iter().flat_map(|it| words(it)).collect(),
                        is_item: operation.fn_name.starts_with("list"),
                    });
                }
            }
        }
    }
    places
}

impl Places {
    fn add(&mut self, owner: TypeId, ty: &Type, called: &str, is_field: bool) {
        let found = ids::mentioned(ty).and_then(|id| self.0.get_mut(&id));
        if let Some(found) = found.filter(|it| it.len() < MAX_USES) {
            found.push(Use::Inside {
                owner,
                called: words(called),
                is_field,
                is_item: is_list(ty),
            });
        }
    }

    fn of(&self, key: &Numbered) -> impl Iterator<Item = &Use> {
        key.ids.iter().flat_map(|id| &self.0[id])
    }

    /// True if a field with this type ends in the same number, as `box_12` with the type `Box12`: it is part of the
    /// name.
    pub fn says_number(&self, key: &Numbered) -> bool {
        let number = number(&key.words);
        self.of(key).any(|it| match it {
            Use::Inside {
                called,
                is_field: true,
                ..
            } => self::number(called) == number,
            _ => false,
        })
    }

    /// True if the number at the end of a key without copies is not part of its last word: it stands alone, a field
    /// with this type has the word without it, or a union with this type has the key without it.
    pub fn confirms(&self, key: &Numbered, drafts: &[Draft]) -> bool {
        if key.words.len() > key.stem.len() {
            return true;
        }
        self.of(key).any(|it| match it {
            Use::Inside {
                called,
                is_field: true,
                ..
            } => called.last() == key.stem.last(),
            Use::Inside { owner, .. } => is_called(&drafts[owner.0], &key.stem),
            Use::Argument(called) => called.last() == key.stem.last(),
            Use::Operation { .. } => false,
        })
    }

    /// Names from the places where a type is used, the clearest first.
    pub fn offers(&self, key: &Numbered, drafts: &[Draft]) -> Vec<String> {
        let mut offers: Vec<(usize, String)> = Vec::new();
        for it in self.of(key) {
            match it {
                Use::Inside {
                    owner,
                    called,
                    is_field,
                    is_item,
                } => {
                    let owner = &drafts[owner.0];
                    let Some(rank) = rank(owner, key, called, *is_field) else {
                        continue;
                    };
                    let called = without_copy_number(called).unwrap_or_else(|| called.clone());
                    let called = without_owner(owner, &called);
                    let mut hint = owner.label.hint().then(&called.join(" "));
                    if *is_item {
                        hint = hint.item();
                    }
                    offers.push((rank, hint.name()));
                    offers.push((rank, hint.full_name(hint::LONGER)));
                }
                Use::Operation { resource, is_item } => {
                    let stem = match key.is_hash {
                        true => &[][..],
                        false => &key.stem,
                    };
                    offers.push((1, of_resource(resource, stem, *is_item)));
                    offers.push((5, Case::Type.join(resource)));
                }
                Use::Argument(_) => {}
            }
        }
        offers.sort_by_key(|(rank, _)| *rank);
        offers.into_iter().map(|(_, name)| name).collect()
    }
}

/// How clear the name from a use inside another type is; less is clearer. `None` if the other type has a number
/// itself.
fn rank(owner: &Draft, key: &Numbered, called: &[String], is_field: bool) -> Option<usize> {
    let is_named = match &owner.label {
        Label::Key(name, _) if ends_in_number(name) => return None,
        Label::Key(..) => true,
        Label::Place(_) => false,
    };
    let shares = called.iter().any(|word| key.stem.contains(word));
    let says = !is_field || shares || is_called(owner, &key.stem);
    Some(match (is_named, says) {
        (true, true) => 0,
        (false, true) => 2,
        (true, false) => 3,
        (false, false) => 4,
    })
}

/// The words of a resource, and the last one of a key.
fn of_resource(resource: &[String], stem: &[String], is_item: bool) -> String {
    let single = |word: &String| singular(word).unwrap_or_else(|| word.clone());
    let mut name = resource.to_vec();
    if let Some(own) = stem.last() {
        match name.iter().position(|word| single(word) == single(own)) {
            Some(at) if at + 1 == name.len() => name[at].clone_from(own),
            Some(_) => {}
            None => name.push(own.clone()),
        }
    }
    if let Some(last) = name.last_mut().filter(|_| is_item) {
        *last = single(last);
    }
    Case::Type.join(&name)
}

/// `called` without the words that the owner's name begins with too.
fn without_owner(owner: &Draft, called: &[String]) -> Vec<String> {
    let above = match &owner.label {
        Label::Key(key, _) => words(key),
        Label::Place(_) => Vec::new(),
    };
    let same = above
        .iter()
        .zip(called)
        .take_while(|(one, other)| one == other);
    match same.count() {
        all if all == called.len() => called.to_vec(),
        shared => called[shared..].to_vec(),
    }
}

fn is_called(draft: &Draft, stem: &[String]) -> bool {
    matches!(&draft.label, Label::Key(key, _) if words(key) == stem)
}

fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::OneOrMany(_) | Type::Map(_) => true,
        Type::Nullable(inner) | Type::Boxed(inner) => is_list(inner),
        _ => false,
    }
}

/// The digits at the end of a name.
fn number(words: &[String]) -> &str {
    let last = words.last().map_or("", String::as_str);
    last.trim_start_matches(|c: char| !c.is_ascii_digit())
}
