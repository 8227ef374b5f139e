use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use crate::diagnostic::{Diagnostics, wording};
use crate::doc;
use crate::ir::{Type, TypeKind};
use crate::load::{Node, PlaceId};
use crate::name::Rank;

use super::labels;
use super::members::Candidate;
use super::part::{self, Part};
use super::place::{Site, description};
use super::view::View;
use super::{Types, constant, enums, nullable, xml};

/// Most lists of alternatives that are multiplied with each other.
const MOST_LISTS: usize = 2;

/// One entry of `oneOf` or `anyOf`, with what stands beside them.
pub(super) struct Alternative<'d> {
    /// The entry as written.
    pub node: Node<'d>,
    /// Everything that has a say when it is chosen.
    pub parts: Vec<Part<'d>>,
    /// Those, looked into.
    pub view: View<'d>,
    /// Its key, where the document names it.
    pub key: Option<String>,
}

impl<'d> Types<'d> {
    /// The type of a place with alternatives, or of a parent that stands for its children.
    pub(super) fn alternatives(
        &mut self,
        site: &Site<'d>,
        parts: &[Part<'d>],
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let mut found = match site.view.choice() {
            Some(_) if self.has_too_many_ways(site, diagnostics) => return Some(Type::Json),
            Some((holder, list)) => {
                let used = parts.iter().filter(|part| !part.choice);
                let used = used.filter(|part| part::choice_of(&part.node).is_some());
                if used.count() == MOST_LISTS {
                    let problem = wording::schema::too_many_choices();
                    self.say(problem.warning(list.at()), diagnostics);
                    return None;
                }
                alternatives(&site.view, holder, &list)
            }
            None => match parts {
                [part] if part.choice && part::is_parent(&part.node) => self.kinds(&part.node),
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
        found.retain(|alternative| !is_null(alternative));
        let mut null = found.len() < count;
        let tag = site.view.get("discriminator");
        let tag = tag.as_ref().and_then(|it| it.text("propertyName"));
        let mapping = self.mapping(&site.view);
        let names = labels::call(&found, tag);
        let hint = site.label.hint();
        // A parent whose only child is described may get others.
        let is_open = matches!((parts, found.as_slice()), ([parent], [child])
            if site.view.choice().is_none() && child.node.id() != parent.node.id());
        let mut candidates = Vec::new();
        for (alternative, (words, rank)) in found.iter().zip(names) {
            let inner = hint.then(&words.join(" "));
            let mut ty = self.place(&alternative.parts, &inner, site.way, diagnostics);
            if let Type::Nullable(inner) = ty {
                null = true;
                ty = *inner;
            }
            let mut candidate = self.candidate(alternative, ty, words, rank, tag, &mapping);
            candidate.xml = Some(&alternative.view)
                .filter(|_| self.has_xml)
                .and_then(|view| xml::of_member(&site.view, view));
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
        // What is one of several by the same property goes by their values too.
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
            xml: None,
            at: node.at().clone(),
            wire: alternative
                .key
                .clone()
                .unwrap_or_else(|| node.at().to_string()),
            ty,
        }
    }

    /// All values of the discriminator `tag` that name members of a union.
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

    /// A parent's children, and the parent itself where it is one of its own kinds.
    fn kinds(&mut self, parent: &Node<'d>) -> Vec<Alternative<'d>> {
        let children = self.children(parent);
        let alternatives = children.into_iter().map(|child| {
            let parts = vec![if child.id() == parent.id() {
                Part::own(child.clone())
            } else {
                Part::whole(child.clone())
            }];
            Alternative {
                view: View::quiet(&parts),
                key: part::component(&child),
                node: child,
                parts,
            }
        });
        alternatives.collect()
    }

    /// The values of the discriminator, by the schema they name.
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

/// The entries of `list`, each with what stands beside the list.
fn alternatives<'d>(view: &View<'d>, holder: usize, list: &Node<'d>) -> Vec<Alternative<'d>> {
    let place = view.parts[holder].node.id();
    let mut beside = vec![Part::own(view.parts[holder].node.clone())];
    let others = view
        .parts
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != holder);
    beside.extend(
        others
            .filter(|(_, part)| tells(part))
            .map(|(_, part)| part.clone()),
    );
    let substance = beside.len() > 1 || tells(&beside[0]);
    let kind = view.kind();
    let scalar = kind.is_some_and(|kind| kind != "object");
    let mut seen = HashSet::new();
    let members = list.items().filter(|member| match member.follow() {
        Ok(target) => seen.insert(target.id()),
        Err(_) => true,
    });
    let alternative = |member: Node<'d>| {
        let alone = vec![Part::whole(member.clone())];
        let own = View::quiet(&alone);
        let extends = own.parts.iter().any(|part| part.node.id() == place);
        // An alternative of another type than what stands beside the list speaks for itself.
        let other = own.kind().is_some() && kind.is_some() && own.kind() != kind;
        let complete = extends || other || !(substance || (scalar && own.kind().is_none()));
        let parts = if complete || is_only_null(&own) {
            alone
        } else {
            beside.iter().cloned().chain(alone).collect()
        };
        Alternative {
            view: if complete { own } else { View::quiet(&parts) },
            key: member
                .follow()
                .ok()
                .and_then(|target| part::component(&target)),
            parts,
            node: member,
        }
    };
    members.map(alternative).collect()
}

/// True for a schema that says more than a type beside its alternatives.
fn tells(part: &Part<'_>) -> bool {
    let silent = [
        "allOf",
        "anyOf",
        "oneOf",
        "discriminator",
        "type",
        "required",
    ];
    let choice = part.choice && part::choice_of(&part.node).is_some();
    choice
        || part.node.entries().any(|(key, member)| match key {
            "additionalProperties" => member.value() != false,
            key => !silent.contains(&key) && !part::is_note(key),
        })
}

/// True for an alternative that only allows `null`.
fn is_null(alternative: &Alternative<'_>) -> bool {
    let lone = View::quiet(&[Part::whole(alternative.node.clone())]);
    is_only_null(&lone)
}

fn is_only_null(view: &View<'_>) -> bool {
    let marker = view.flag("nullable") && view.parts.iter().all(|p| part::says_nothing(&p.node));
    marker || constant::values(view).is_some_and(|all| all.iter().all(|value| value.is_null()))
}

/// The values of the discriminator that name an alternative: those of the mapping, else those its
/// schema allows there, else its own key.
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
