use std::collections::HashMap;

use indexmap::IndexSet;

use super::alternative::Alternative;
use super::labels::VariantName;
use super::members::Candidate;
use super::part::{self, Part};
use super::resolve::{SchemaSite, description};
use super::view::View;
use super::{Hint, Types, constant, enums, labels, nullable, xml};
use crate::diagnostic::{Diagnostics, wording};
use crate::doc;
use crate::ir::{Type, TypeKind};
use crate::load::{Node, PlaceId};
use crate::name::{Rank, has_own_number};

/// Maximum number of lists of alternatives that are combined with each other.
const MAX_LISTS: usize = 2;

impl<'d> Types<'d> {
    /// The type of a schema with alternatives, or of a parent that stands for its children; `None`
    /// for all other schemas.
    pub(super) fn alternatives(
        &mut self,
        site: &SchemaSite<'d>,
        parts: &[Part<'d>],
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let mut found = match site.view.choice() {
            Some(_) if self.has_too_many_ways(site, diagnostics) => return Some(Type::Json),
            Some((holder, list)) => {
                let used = parts.iter().filter(|part| !part.choice);
                let used = used.filter(|part| part::choice_of(&part.node).is_some());
                if used.count() == MAX_LISTS {
                    let problem = wording::schema::too_many_choices();
                    self.report(problem.warning(list.at()), diagnostics);
                    return None;
                }
                self.entries(&site.view, holder, &list)
            }
            None => match parts {
                [part] if part.choice && self.stands_for_kinds(&part.node) => {
                    self.kinds(&part.node)
                }
                _ => return None,
            },
        };
        if found.is_empty() {
            return None;
        }
        if !self.may_combine(&found, diagnostics) {
            return Some(Type::Json);
        }
        let count = found.len();
        found.retain(|alternative| !alternative.is_null);
        let mut null = found.len() < count;
        let discriminator = site.view.get("discriminator");
        let discriminator = discriminator.as_ref();
        let tag = discriminator.and_then(|it| it.text("propertyName"));
        let mapping = self.mapping(&site.view);
        let default = discriminator.and_then(|it| self.default_member(it));
        let names = labels::call(&found, tag, site.label.key());
        let hints = hints(&site.label.hint(), &found, &names);
        // If a parent has only one child in the document, the service may have others.
        let is_open = matches!((parts, found.as_slice()), ([parent], [child])
            if site.view.choice().is_none() && child.node.id() != parent.node.id());
        let mut candidates = Vec::new();
        for ((alternative, (words, rank)), inner) in found.iter().zip(names).zip(hints) {
            let mut ty = self.resolve(&alternative.parts, &inner, site.direction, diagnostics);
            if let Type::Nullable(inner) = ty {
                null = true;
                ty = *inner;
            }
            let mut candidate = self.candidate(alternative, ty, words, rank, tag, &mapping);
            let target = alternative.node.follow().ok().map(|target| target.id());
            candidate.is_default = default.is_some() && target == default;
            if self.has_xml {
                candidate.xml = xml::of_member(&site.view, &alternative.view);
            }
            candidates.push(candidate);
        }
        let ty = match candidates.as_slice() {
            [only] if is_open && !only.tags.is_empty() && only.ty != Type::Json => {
                self.union(site, candidates, tag, diagnostics)
            }
            _ => self.unite(site, candidates, tag, diagnostics),
        };
        Some(if null { nullable(ty) } else { ty })
    }

    /// The schema for a value whose tag is missing or unknown (`defaultMapping`).
    fn default_member(&self, discriminator: &Node<'d>) -> Option<PlaceId> {
        let target = self.mapped(&discriminator.get("defaultMapping")?)?;
        Some(target.id())
    }

    /// True for a parent with a discriminator, and for a child of one that has children itself.
    fn stands_for_kinds(&self, node: &Node<'d>) -> bool {
        part::is_parent(node) || self.children.is_middle(node.id())
    }

    fn candidate(
        &mut self,
        alternative: &Alternative<'d>,
        ty: Type,
        words: Vec<String>,
        rank: Rank,
        tag: Option<&str>,
        mapping: &HashMap<PlaceId, Vec<String>>,
    ) -> Candidate {
        let node = &alternative.node;
        let text = node.text("description").map(doc::markdown);
        let scalar = !matches!(ty, Type::Named(_)) || constant::only(&alternative.view).is_some();
        let tags = tag.map_or_else(Vec::new, |tag| tags(alternative, tag, mapping));
        let mut tags = IndexSet::<String>::from_iter(tags);
        // A nested union with the same discriminator is chosen by the tags of its members too.
        let inner = tag.and_then(|tag| self.tags_of(&ty, tag));
        tags.extend(inner.unwrap_or_default());
        self.budget.items(tags.len());
        Candidate {
            words,
            rank,
            given: self.given(node.at()),
            tags: tags.into_iter().collect(),
            doc: match text {
                None if scalar => description(&alternative.view),
                text => text.unwrap_or_default(),
            },
            is_default: false,
            xml: None,
            at: node.at().clone(),
            wire: alternative
                .key
                .clone()
                .unwrap_or_else(|| node.at().to_string()),
            ty,
        }
    }

    /// All values of the discriminator `tag` that select members of a union.
    fn tags_of(&self, ty: &Type, tag: &str) -> Option<IndexSet<String>> {
        let Type::Named(id) = ty else { return None };
        match &self.definition(*id).kind {
            TypeKind::Union(union) if union.discriminator.as_deref() == Some(tag) => {
                let members = union.members.iter();
                Some(members.flat_map(|member| member.tags.clone()).collect())
            }
            _ => None,
        }
    }

    /// The values of the discriminator for each mapped schema.
    fn mapping(&self, view: &View<'d>) -> HashMap<PlaceId, Vec<String>> {
        let mut tags: HashMap<PlaceId, Vec<String>> = HashMap::new();
        let mapping = view.get("discriminator").and_then(|it| it.get("mapping"));
        for (tag, to) in mapping.iter().flat_map(Node::entries) {
            if let Some(target) = self.mapped(&to) {
                tags.entry(target.id()).or_default().push(String::from(tag));
            }
        }
        tags
    }
}

/// The hints for the types of alternatives with these names. The number of `i8` or of `s3` would look
/// like that of a copy at the end of a type's name: if one has such a number, all names stand in
/// front.
fn hints(union: &Hint, found: &[Alternative<'_>], names: &[VariantName]) -> Vec<Hint> {
    let is_type = |it: &Alternative<'_>| {
        let kind = it.view.kind();
        it.key.is_none() && (kind.is_none_or(|kind| kind == "object") || it.view.has("enum"))
    };
    let mut types = found.iter().zip(names).filter(|(it, _)| is_type(it));
    let in_front = types.any(|(_, (words, _))| has_own_number(words));
    let hint = |(words, _): &VariantName| match in_front {
        true => union.kind(&words.join(" ")),
        false => union.then(&words.join(" ")),
    };
    names.iter().map(hint).collect()
}

/// The values of the discriminator that select an alternative: those of the mapping, or else those
/// that its own schema allows, or else its key.
fn tags(
    alternative: &Alternative<'_>,
    tag: &str,
    mapping: &HashMap<PlaceId, Vec<String>>,
) -> Vec<String> {
    let target = alternative.node.follow().ok();
    if let Some(tags) = target.and_then(|target| mapping.get(&target.id())) {
        return tags.clone();
    }
    let properties = alternative.view.properties();
    let schemas = properties.get(tag).cloned().unwrap_or_default();
    let parts: Vec<_> = schemas.into_iter().map(Part::whole).collect();
    match constant::values(&View::quiet(&parts)) {
        Some(values) => values.into_iter().map(enums::spelling).collect(),
        None => alternative.key.iter().cloned().collect(),
    }
}
