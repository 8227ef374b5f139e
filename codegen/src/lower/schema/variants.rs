//! The names of the variants of a union, which stay the same when alternatives are added.

use std::collections::BTreeMap;

use super::Types;
use super::members::Candidate;
use super::resolve::SchemaSite;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::{Type, TypeId, Union};
use crate::name::{Case, Claim, Rank, Settled, displaced, settle};

impl<'d> Types<'d> {
    /// Names the variants for `candidates`, in their order: as in the last run, or else by their
    /// words.
    pub(super) fn name_variants(
        &mut self,
        site: &SchemaSite<'d>,
        candidates: &[Candidate],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Settled> {
        let wanted: Vec<Claim> = candidates.iter().map(claim).collect();
        let last = self.config.kept.of_type(&site.place());
        let claims = candidates.iter().zip(&wanted).map(|(candidate, wanted)| {
            let mut claim = wanted.clone();
            if let (Some(last), true) = (last, claim.rank != Rank::Configured)
                && let Some(kept) = self.kept_variant(last, &candidate.ty)
            {
                claim.name = kept.to_owned();
                claim.rank = Rank::Kept;
            }
            claim
        });
        let claims: Vec<Claim> = claims.collect();
        let names = settle(&claims, Case::Variant);
        for index in displaced(&wanted, &claims, &names) {
            let problem = wording::name::alternative(&wanted[index].name, &names[index].name);
            self.report(problem.warning(&candidates[index].at), diagnostics);
        }
        names
    }

    /// The name of the variant for a type in the last run, in which the union was called `last`.
    fn kept_variant(&self, last: &str, ty: &Type) -> Option<&str> {
        let name = |id: TypeId| {
            let place = &self.drafts[id.0].place;
            self.config.kept.of_type(place).map(str::to_owned)
        };
        self.config.kept.of_variant(last, &spelling(ty, &name)?)
    }
}

/// The claim of a candidate for a name of its own.
fn claim(candidate: &Candidate) -> Claim {
    let given = candidate.given.clone();
    Claim {
        rank: match given {
            Some(_) => Rank::Configured,
            None => candidate.rank,
        },
        name: given.unwrap_or_else(|| Case::Variant.join(&candidate.words)),
        wire: candidate.wire.clone(),
    }
}

/// The names of the variants of a union by their types; without those of types that are named
/// nowhere, or that several variants have. `name` is the name of a type.
pub(super) fn by_type(
    union: &Union,
    name: &dyn Fn(TypeId) -> Option<String>,
) -> BTreeMap<String, String> {
    let mut variants: BTreeMap<String, Option<String>> = BTreeMap::new();
    for member in &union.members {
        if let Some(ty) = spelling(&member.ty, name) {
            let variant = variants.entry(ty);
            variant
                .and_modify(|it| *it = None)
                .or_insert_with(|| Some(member.rust_name.clone()));
        }
    }
    let only = variants.into_iter();
    only.filter_map(|(ty, variant)| Some((ty, variant?)))
        .collect()
}

/// A text for a type that does not depend on its position among the members.
fn spelling(ty: &Type, name: &dyn Fn(TypeId) -> Option<String>) -> Option<String> {
    Some(match ty {
        Type::Named(id) => name(*id)?,
        Type::List(item) | Type::OneOrMany(item) => format!("[{}]", spelling(item, name)?),
        Type::Map(value) => format!("{{{}}}", spelling(value, name)?),
        Type::Nullable(inner) | Type::Boxed(inner) => spelling(inner, name)?,
        Type::Json => "any".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::Int(_) => "integer".to_owned(),
        Type::F32 | Type::F64 => "number".to_owned(),
        Type::String | Type::Secret | Type::Bytes(_) | Type::Date | Type::DateTime => {
            "string".to_owned()
        }
    })
}
