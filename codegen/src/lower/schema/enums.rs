use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::resolve::SchemaSite;
use super::view::View;
use super::{Types, constant, nullable, scalar};
use crate::diagnostic::{Diagnostics, wording};
use crate::doc;
use crate::ir::{Doc, Enum, EnumRepr, Type, TypeKind, Variant};
use crate::json_text::json_text;
use crate::load::{Node, Pointer};
use crate::lower::extensions;
use crate::name::{Case, Claim, Rank, displaced, settle};

/// A listed value that has no Rust name yet.
pub(super) struct KnownValue {
    pub value: String,
    /// Its name in the document, if any.
    pub called: Option<String>,
    /// True if the name in the document comes before that of the last run.
    pub is_named: bool,
    pub doc: Doc,
    /// Where it is defined.
    pub at: Option<Pointer>,
}

impl<'d> Types<'d> {
    /// The type of a schema that lists its values.
    pub(super) fn enumeration(
        &mut self,
        site: &SchemaSite<'d>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let values = constant::values(&site.view)?;
        let kind = site.view.kind();
        let non_null: Vec<&Value> = values.iter().copied().filter(|v| !v.is_null()).collect();
        let ty = if non_null.is_empty() {
            Type::Json
        } else if non_null.iter().all(|value| value.is_boolean()) && kind != Some("string") {
            Type::Bool
        } else if kind != Some("number") && non_null.iter().all(|value| value.is_i64()) {
            match kind {
                Some("string") => self.listed(site, EnumRepr::String, &non_null, diagnostics),
                _ => self.listed(site, EnumRepr::Int, &non_null, diagnostics),
            }
        } else if non_null.iter().all(|value| value.is_number()) && kind != Some("string") {
            let integral = kind == Some("integer");
            if integral {
                scalar::integer(&site.view)
            } else {
                scalar::number(&site.view)
            }
        } else if non_null.iter().all(|value| value.is_string())
            || (kind == Some("string") && non_null.iter().all(|value| is_scalar(value)))
        {
            self.listed(site, EnumRepr::String, &non_null, diagnostics)
        } else if non_null.iter().all(|value| is_scalar(value)) {
            self.listed(site, EnumRepr::Mixed, &non_null, diagnostics)
        } else {
            Type::Json
        };
        let null = non_null.len() < values.len();
        Some(if null { nullable(ty) } else { ty })
    }

    fn listed(
        &mut self,
        site: &SchemaSite<'d>,
        repr: EnumRepr,
        values: &[&Value],
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let list = site.view.get("enum");
        let items = list.iter().flat_map(Node::items).enumerate();
        let places: HashMap<&Value, (usize, Pointer)> = items
            .map(|(index, item)| (item.value(), (index, item.at().clone())))
            .collect();
        let said = |keys: &[&str], index, text: &str| extension(&site.view, keys, index, text);
        let known = values.iter().map(|value| {
            let place = places.get(value);
            let index = place.map(|(index, _)| *index);
            let text = spelling(value);
            let doc = said(extensions::VALUE_DESCRIPTIONS.keys, index, &text);
            let called = said(extensions::VALUE_NAMES.keys, index, &text);
            let is_mixed = repr == EnumRepr::Mixed;
            KnownValue {
                is_named: called.is_some(),
                called: called.or_else(|| is_mixed.then(|| text.clone())),
                doc: doc.map(|text| doc::markdown(&text)).unwrap_or_default(),
                at: place.map(|(_, at)| at.clone()),
                value: match is_mixed {
                    true => json_text(value),
                    false => text,
                },
            }
        });
        let known = known.collect();
        self.enum_of(site, repr, known, diagnostics)
    }

    /// Drafts an enum of listed values; duplicates are merged.
    pub(super) fn enum_of(
        &mut self,
        site: &SchemaSite<'d>,
        repr: EnumRepr,
        mut known: Vec<KnownValue>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        self.budget.items(known.len());
        let mut seen = BTreeSet::new();
        known.retain(|known| seen.insert(known.value.clone()));
        let wanted: Vec<Claim> = known
            .iter()
            .map(|known| self.variant_claim(known))
            .collect();
        let last = self.config.kept.of_type(&site.place());
        let kept = wanted.iter().zip(&known);
        let claims: Vec<Claim> = kept.map(|(it, known)| self.kept(it, known, last)).collect();
        let names = settle(&claims, Case::Variant);
        for index in displaced(&wanted, &claims, &names) {
            let first = || site.view.first().map(|node| node.at().clone());
            if let Some(at) = known[index].at.clone().or_else(first) {
                let (wanted, name) = (&wanted[index].name, &names[index].name);
                let problem = wording::name::enum_value(wanted, &known[index].value, name);
                self.report(problem.warning(&at), diagnostics);
            }
        }
        let variants = names.into_iter().zip(known).map(|(name, known)| Variant {
            rust_name: name.name,
            value: known.value,
            doc: known.doc,
        });
        let variants = variants.collect();
        Type::Named(self.draft(site, TypeKind::Enum(Enum { repr, variants })))
    }

    fn variant_claim(&self, known: &KnownValue) -> Claim {
        let at = known.at.as_ref().filter(|at| at.file() == 0);
        let given = at.and_then(|at| self.given(at));
        let called = known.called.as_ref().unwrap_or(&known.value);
        Claim {
            rank: if given.is_some() {
                Rank::Configured
            } else {
                Rank::Named
            },
            name: given.unwrap_or_else(|| Case::Variant.name(called)),
            wire: known.value.clone(),
        }
    }

    /// The claim of a value for its name in the last run, in which its type was called `last`; the same claim if it
    /// has none, or if a person or the description names it.
    fn kept(&self, claim: &Claim, known: &KnownValue, last: Option<&str>) -> Claim {
        let mut claim = claim.clone();
        let is_open = claim.rank == Rank::Named && !known.is_named;
        let last = last.filter(|_| is_open);
        let kept = last.and_then(|last| self.config.kept.of_value(last, &known.value));
        if let Some(kept) = kept {
            claim.name = kept.to_owned();
            claim.rank = Rank::Kept;
        }
        claim
    }

    /// The name in the configuration for the item at a pointer.
    pub(super) fn given(&self, at: &Pointer) -> Option<String> {
        if self.config.names.is_empty() || at.file() != 0 {
            return None;
        }
        self.config.names.get(&at.to_string()).cloned()
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// The spelling of a value: a string unchanged, everything else as JSON.
pub(super) fn spelling(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), String::from)
}

/// The text of an extension for a value: from an array in the order of the values, or from an
/// object by value.
fn extension(view: &View<'_>, keys: &[&str], index: Option<usize>, value: &str) -> Option<String> {
    let said = keys.iter().find_map(|key| view.get(key))?;
    let at: Option<Node<'_>> = match said.value() {
        Value::Array(_) => said.item(index?),
        _ => said.get(value),
    };
    let text = at?.value().as_str()?.trim();
    (!text.is_empty()).then(|| String::from(text))
}
