use super::enums::KnownValue;
use super::resolve::SchemaSite;
use super::{Memo, Types};
use crate::diagnostic::Diagnostics;
use crate::ir::{Doc, EnumRepr, Int, Member, Shape, Type, TypeId, TypeKind, Union, XmlElement};
use crate::load::Pointer;
use crate::name::Rank;

/// A possible member of a union.
pub(super) struct Candidate {
    pub ty: Type,
    pub words: Vec<String>,
    pub rank: Rank,
    /// Its name in the configuration.
    pub given: Option<String>,
    pub tags: Vec<String>,
    /// True if it is used for a missing or unknown tag.
    pub is_default: bool,
    pub doc: Doc,
    pub xml: Option<XmlElement>,
    pub at: Pointer,
    /// Its key in the document, or else the pointer to it.
    pub wire: String,
}

/// Types that a JSON reader cannot distinguish. Members of one family are merged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Text,
    Whole,
    Fraction,
}

impl<'d> Types<'d> {
    /// Combines several types into one: a union, or a simpler type if JSON does not distinguish
    /// them.
    pub(super) fn unite(
        &mut self,
        site: &SchemaSite<'d>,
        mut candidates: Vec<Candidate>,
        tag: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let itself = match self.memo.get(&(site.key.clone(), site.direction)) {
            Some(Memo::Busy(Some(id))) => Some(Type::Named(*id)),
            _ => None,
        };
        candidates.retain(|candidate| Some(&candidate.ty) != itself.as_ref());
        let count = candidates.len();
        candidates.retain(|candidate| candidate.ty != Type::Json);
        let open = candidates.len() < count;
        let mut candidates = deduplicated(candidates);
        for family in [Family::Text, Family::Whole, Family::Fraction] {
            if let Some(ty) = self.merge(site, &mut candidates, family, diagnostics) {
                return if open { Type::Json } else { ty };
            }
        }
        match candidates.len() {
            0 => Type::Json,
            1 if open => Type::Json,
            1 => candidates.remove(0).ty,
            _ => self.union(site, candidates, tag, diagnostics),
        }
    }

    /// Merges the candidates of a family into one. Returns its type if no other candidates remain.
    fn merge(
        &mut self,
        site: &SchemaSite<'d>,
        candidates: &mut Vec<Candidate>,
        family: Family,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let belongs = |it: &Candidate| self.family(&it.ty) == Some(family);
        let first = candidates.iter().position(belongs)?;
        if candidates.iter().filter(|it| belongs(it)).count() < 2 {
            return None;
        }
        let (mut merged, others): (Vec<_>, Vec<_>) =
            std::mem::take(candidates).into_iter().partition(belongs);
        let alone = others.is_empty();
        *candidates = others;
        let ty = self.merged(site, &merged, family, alone, diagnostics);
        if alone {
            return Some(ty);
        }
        let word = match family {
            Family::Text => "text",
            Family::Whole => "integer",
            Family::Fraction => "number",
        };
        let mut united = merged.swap_remove(0);
        united.words = vec![String::from(word)];
        united.rank = Rank::Derived;
        united.ty = ty;
        candidates.insert(first, united);
        None
    }

    /// The type for several candidates of a family. If there are no others, several enums become
    /// one enum; in a union, they become any string or integer.
    fn merged(
        &mut self,
        site: &SchemaSite<'d>,
        merged: &[Candidate],
        family: Family,
        alone: bool,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let enums = merged.iter().filter_map(|candidate| self.values(candidate));
        let mut enums: Vec<(TypeId, EnumRepr, Vec<KnownValue>)> = enums.collect();
        match (family, enums.len()) {
            _ if merged.iter().any(|it| it.ty == Type::Secret) => Type::Secret,
            (Family::Fraction, _) => Type::F64,
            (_, 1) => Type::Named(enums.remove(0).0),
            (Family::Text, 0) => Type::String,
            (Family::Whole, 0) => Type::Int(Int::I64),
            _ if alone => {
                let repr = enums[0].1;
                let known = enums.into_iter().flat_map(|(_, _, known)| known).collect();
                self.enum_of(site, repr, known, diagnostics)
            }
            (Family::Text, _) => Type::String,
            (Family::Whole, _) => Type::Int(Int::I64),
        }
    }

    /// The listed values of a candidate that is an enum.
    fn values(&self, candidate: &Candidate) -> Option<(TypeId, EnumRepr, Vec<KnownValue>)> {
        let Type::Named(id) = candidate.ty else {
            return None;
        };
        let TypeKind::Enum(it) = &self.definition(id).kind else {
            return None;
        };
        let only = it.variants.len() == 1;
        let known = it.variants.iter().map(|variant| KnownValue {
            value: variant.value.clone(),
            called: Some(variant.rust_name.clone()),
            is_named: false,
            doc: if only && variant.doc.is_empty() {
                candidate.doc.clone()
            } else {
                variant.doc.clone()
            },
            at: None,
        });
        Some((id, it.repr, known.collect()))
    }

    fn family(&self, ty: &Type) -> Option<Family> {
        match ty {
            Type::String | Type::Secret | Type::Date | Type::DateTime | Type::Bytes(_) => {
                Some(Family::Text)
            }
            Type::Int(_) => Some(Family::Whole),
            Type::F32 | Type::F64 => Some(Family::Fraction),
            Type::Named(id) => match &self.definition(*id).kind {
                TypeKind::Enum(it) if it.repr == EnumRepr::String => Some(Family::Text),
                TypeKind::Enum(it) if it.repr == EnumRepr::Int => Some(Family::Whole),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn union(
        &mut self,
        site: &SchemaSite<'d>,
        candidates: Vec<Candidate>,
        tag: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let names = self.name_variants(site, &candidates, diagnostics);
        let tagged = candidates
            .iter()
            .all(|candidate| !candidate.tags.is_empty());
        let default = candidates.iter().find(|candidate| candidate.is_default);
        let default_tag = default.and_then(|candidate| candidate.tags.first().cloned());
        let members = names
            .into_iter()
            .zip(candidates)
            .map(|(name, candidate)| Member {
                rust_name: name.name,
                ty: candidate.ty,
                tags: if tagged { candidate.tags } else { Vec::new() },
                adds_tag: false,
                shape: Shape::Any,
                xml: candidate.xml,
                doc: candidate.doc,
            });
        let union = Union {
            discriminator: tag.filter(|_| tagged).map(String::from),
            default_tag: default_tag.filter(|_| tagged),
            members: members.collect(),
        };
        Type::Named(self.draft(site, TypeKind::Union(union)))
    }
}

/// Removes duplicates of a type, and keeps the tags of all of them.
fn deduplicated(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for mut candidate in candidates {
        match places.get(&candidate.ty) {
            Some(&index) => {
                let first: &mut Candidate = &mut kept[index];
                first.tags.append(&mut candidate.tags);
                first.is_default |= candidate.is_default;
            }
            None => {
                places.insert(candidate.ty.clone(), kept.len());
                kept.push(candidate);
            }
        }
    }
    kept
}
