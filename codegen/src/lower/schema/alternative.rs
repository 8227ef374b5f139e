//! The alternatives of a schema: the entries of `oneOf` or `anyOf`, or the children of a parent
//! with a discriminator.

use std::collections::HashSet;
use std::rc::Rc;

use super::part::{self, Part};
use super::view::View;
use super::{Types, constant};
use crate::load::{Node, PlaceId};

/// One entry of `oneOf` or `anyOf`, combined with the keywords beside the list.
pub(super) struct Alternative<'d> {
    /// The entry, with references not followed.
    pub node: Node<'d>,
    /// All schemas that apply if this alternative is chosen.
    pub parts: Vec<Part<'d>>,
    /// The view of `parts`.
    pub view: Rc<View<'d>>,
    /// True if the entry itself only allows `null`.
    pub is_null: bool,
    /// The key of the entry, if the document names it.
    pub key: Option<String>,
}

impl<'d> Types<'d> {
    /// The children of a parent with a discriminator, and the parent itself if it is mapped too. A
    /// child with children of its own is one alternative, without them.
    pub(super) fn kinds(&mut self, parent: &Node<'d>) -> Vec<Alternative<'d>> {
        let children = self.children(parent);
        let mut found = Vec::with_capacity(children.len());
        for child in children {
            if self.budget.is_spent() {
                break;
            }
            let whole = self.child(&child);
            let is_null = is_only_null(&whole);
            let is_own = child.id() == parent.id() || self.children.is_middle(child.id());
            let (part, view) = if is_own {
                let own = Part::own(child.clone());
                let view = View::quiet(std::slice::from_ref(&own));
                self.budget.steps(&view);
                (own, Rc::new(view))
            } else {
                (Part::whole(child.clone()), whole)
            };
            found.push(Alternative {
                view,
                is_null,
                key: part::component(&child),
                node: child,
                parts: vec![part],
            });
        }
        found
    }

    /// The view of a child, read once for all of its parents.
    fn child(&mut self, child: &Node<'d>) -> Rc<View<'d>> {
        let budget = &mut self.budget;
        let view = self.views.entry(child.id()).or_insert_with(|| {
            let view = View::at(child);
            budget.steps(&view);
            Rc::new(view)
        });
        view.clone()
    }

    /// The different entries of `list`, each combined with the keywords beside the list.
    pub(super) fn entries(
        &mut self,
        view: &View<'d>,
        holder: usize,
        list: &Node<'d>,
    ) -> Vec<Alternative<'d>> {
        let beside = Siblings::of(view, holder);
        let mut seen = HashSet::new();
        // Generators of descriptions repeat an inline schema for each value of a discriminator.
        let mut inline = HashSet::new();
        let mut found = Vec::new();
        for member in list.items() {
            let target = member.follow().ok();
            if self.budget.is_spent() {
                break;
            }
            if target.is_none_or(|target| seen.insert(target.id())) && inline.insert(member.value())
            {
                let alternative = beside.with(member);
                self.budget.steps(&alternative.view);
                found.push(alternative);
            }
        }
        found
    }
}

/// The keywords beside a list of alternatives.
struct Siblings<'d> {
    /// The schema that contains the list.
    place: PlaceId,
    parts: Vec<Part<'d>>,
    /// True if there is more than a type.
    substance: bool,
    kind: Option<&'d str>,
}

impl<'d> Siblings<'d> {
    fn of(view: &View<'d>, holder: usize) -> Self {
        let mut parts = vec![Part::own(view.parts[holder].node.clone())];
        let others = view.parts.iter().enumerate();
        let others = others.filter(|(index, part)| *index != holder && tells(part));
        parts.extend(others.map(|(_, part)| part.clone()));
        Self {
            place: view.parts[holder].node.id(),
            substance: parts.len() > 1 || tells(&parts[0]),
            parts,
            kind: view.kind(),
        }
    }

    /// Combines an entry of the list with the keywords beside the list.
    fn with(&self, member: Node<'d>) -> Alternative<'d> {
        let alone = vec![Part::whole(member.clone())];
        let own = View::quiet(&alone);
        let is_null = is_only_null(&own);
        let scalar = self.kind.is_some_and(|kind| kind != "object");
        let extends = own.parts.iter().any(|part| part.node.id() == self.place);
        // An alternative of a different type than its siblings is not combined with them.
        let other = own.kind().is_some() && self.kind.is_some() && own.kind() != self.kind;
        let complete = extends || other || !(self.substance || (scalar && own.kind().is_none()));
        let parts = if complete || is_null {
            alone
        } else {
            self.parts.iter().cloned().chain(alone).collect()
        };
        Alternative {
            view: Rc::new(if complete { own } else { View::quiet(&parts) }),
            is_null,
            key: member
                .follow()
                .ok()
                .and_then(|target| part::component(&target)),
            parts,
            node: member,
        }
    }
}

/// True for a schema that restricts values by more than a type and alternatives.
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
fn is_only_null(view: &View<'_>) -> bool {
    let marker = view.flag("nullable") && view.parts.iter().all(|p| part::says_nothing(&p.node));
    marker || constant::values(view).is_some_and(|all| all.iter().all(|value| value.is_null()))
}
