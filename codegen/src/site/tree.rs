//! The members of values as a tree with expandable nodes.

use maud::{Markup, html};

use super::context::{Site, has_page};
use super::links::anchor;
use super::shown::{type_name, visible};
use super::text::{self, brief};
use crate::ir::{Field, Struct, Tuple, Type, TypeId, TypeKind, Union};

/// Maximum depth of a tree; deeper models are links.
const DEPTH: usize = 6;

/// Maximum size of the description of a field in bytes of HTML; longer ones are on the page of
/// their model only.
const MAX_TEXT: usize = 2000;

/// A tree on a page.
pub(super) struct Tree<'s, 'a> {
    site: &'s Site<'a>,
    /// The models around the current one, which are not expanded again.
    open: Vec<TypeId>,
    /// The model that the page is about.
    own: Option<TypeId>,
}

/// A node of a tree.
pub(super) struct Row<'r> {
    pub(super) anchor: &'r str,
    pub(super) name: &'r str,
    pub(super) ty: Markup,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) text: Markup,
    pub(super) below: Option<Markup>,
}

/// A node with a link to itself.
pub(super) fn row(row: Row<'_>) -> Markup {
    html! {
        li id=(row.anchor) {
            div.member {
                a.name href={ "#" (row.anchor) } { (visible(row.name)) }
                " " span.type { (row.ty) }
                @if row.required { " " span.required { "required" } }
                @if row.deprecated { " " span.deprecated { "deprecated" } }
            }
            (row.text)
            @if let Some(below) = row.below { (below) }
        }
    }
}

impl<'s, 'a> Tree<'s, 'a> {
    pub(super) fn new(site: &'s Site<'a>) -> Self {
        Self {
            site,
            open: Vec::new(),
            own: None,
        }
    }

    /// A tree on the page of a model.
    pub(super) fn on_page_of(site: &'s Site<'a>, own: TypeId) -> Self {
        Self {
            own: Some(own),
            ..Self::new(site)
        }
    }

    /// The members of a value; `None` if it has none. `budget` is the maximum number of nodes.
    pub(super) fn of(&mut self, ty: &Type, above: &str, budget: usize) -> Option<Markup> {
        let id = self.site.model_in(ty)?;
        self.model(id, above, budget)
    }

    /// The members of a model; `None` if it has none, or more than the budget.
    pub(super) fn model(&mut self, id: TypeId, above: &str, budget: usize) -> Option<Markup> {
        if self.open.contains(&id) || self.open.len() >= DEPTH {
            return None;
        }
        let rows = self.rows(id);
        let left = budget.checked_sub(rows)?;
        let nested = self.nested(id).max(1);
        self.open.push(id);
        let members = match &self.site.def(id).kind {
            TypeKind::Struct(object) => self.fields(id, object, above, left / nested),
            TypeKind::Union(union) => self.union(union, above, left / nested),
            TypeKind::Tuple(tuple) => self.tuple(tuple, above, left / nested),
            TypeKind::Enum(_) | TypeKind::Alias(_) => None,
        };
        self.open.pop();
        members
    }

    /// Number of own members of a model.
    fn rows(&self, id: TypeId) -> usize {
        match &self.site.def(id).kind {
            TypeKind::Struct(object) => object.fields.len(),
            TypeKind::Union(union) => union.members.len(),
            TypeKind::Tuple(tuple) => tuple.items.len(),
            TypeKind::Enum(_) | TypeKind::Alias(_) => 0,
        }
    }

    /// Number of own members that have members.
    fn nested(&self, id: TypeId) -> usize {
        let has_rows = |ty: &Type| {
            let inner = self.site.model_in(ty);
            inner.is_some_and(|inner| self.rows(inner) > 0)
        };
        match &self.site.def(id).kind {
            TypeKind::Struct(object) => {
                let types = object.fields.iter().map(|field| &field.ty);
                types.filter(|ty| has_rows(ty)).count()
            }
            TypeKind::Union(union) => {
                let types = union.members.iter().map(|member| &member.ty);
                types.filter(|ty| has_rows(ty)).count()
            }
            TypeKind::Tuple(tuple) => tuple.items.iter().filter(|ty| has_rows(ty)).count(),
            TypeKind::Enum(_) | TypeKind::Alias(_) => 0,
        }
    }

    fn fields(
        &mut self,
        id: TypeId,
        object: &Struct,
        above: &str,
        budget: usize,
    ) -> Option<Markup> {
        let mut rows = Vec::new();
        for (index, field) in object.fields.iter().enumerate() {
            let anchor = anchor(above, &field.wire_name);
            rows.push(row(Row {
                name: &field.wire_name,
                ty: type_name(self.site, &field.ty),
                required: field.required,
                deprecated: field.deprecated,
                text: self.text(id, index, field),
                below: self.below(&field.ty, &anchor, budget, &field.wire_name),
                anchor: &anchor,
            }));
        }
        let more = object.additional.as_ref();
        let more = more.map(|more| type_name(self.site, &more.ty));
        (!rows.is_empty() || more.is_some()).then(|| {
            html! {
                ul.members {
                    @for row in rows { (row) }
                    @if let Some(ty) = more {
                        li { div.member { span.name { "other members" } " " span.type { (ty) } } }
                    }
                }
            }
        })
    }

    /// The description of a field. Thousands of pages may show the same field, so a long one is on
    /// the page of its model only.
    fn text(&self, id: TypeId, index: usize, field: &Field) -> Markup {
        let text = &self.site.field_texts(id)[index];
        let is_short = text.0.len() <= MAX_TEXT;
        if is_short || self.own == Some(id) || !has_page(self.site.def(id)) {
            return text.clone();
        }
        let place = anchor("field", &field.wire_name);
        let page = &self.site.links.models[id.0];
        html! {
            div.text {
                (brief(&field.doc)) " "
                a href={ "../models/" (page) ".html#" (place) } { "All about it" }
            }
        }
    }

    /// The expandable content of a member.
    fn below(&mut self, ty: &Type, anchor: &str, budget: usize, name: &str) -> Option<Markup> {
        let members = self.of(ty, anchor, budget)?;
        let id = self.site.model_in(ty)?;
        let what = match &self.site.def(id).kind {
            TypeKind::Union(_) => "Variants of",
            TypeKind::Tuple(_) => "Items of",
            _ => "Members of",
        };
        Some(html! {
            details { summary { (what) " " code { (visible(name)) } } (members) }
        })
    }

    fn union(&mut self, union: &Union, above: &str, budget: usize) -> Option<Markup> {
        let mut rows = Vec::new();
        for member in &union.members {
            let anchor = anchor(above, &member.rust_name);
            let tag = union.discriminator.as_ref().zip(member.tags.first());
            rows.push(row(Row {
                name: &member.rust_name,
                ty: type_name(self.site, &member.ty),
                required: false,
                deprecated: false,
                text: html! {
                    @if !member.doc.is_empty() { div.text { (text::blocks(&member.doc)) } }
                    @if let Some((name, tag)) = tag {
                        p.limits {
                            "Where " code { (visible(name)) } " is " code { (visible(tag)) } "."
                        }
                    }
                },
                below: self.below(&member.ty, &anchor, budget, &member.rust_name),
                anchor: &anchor,
            }));
        }
        Some(html! { p.one-of { "One of these:" } ul.members { @for row in rows { (row) } } })
    }

    fn tuple(&mut self, tuple: &Tuple, above: &str, budget: usize) -> Option<Markup> {
        let mut rows = Vec::new();
        for (index, item) in tuple.items.iter().enumerate() {
            let name = index.to_string();
            let anchor = anchor(above, &name);
            rows.push(row(Row {
                name: &name,
                ty: type_name(self.site, item),
                required: index < tuple.required,
                deprecated: false,
                text: html! {},
                below: self.below(item, &anchor, budget, &name),
                anchor: &anchor,
            }));
        }
        Some(html! { ul.members { @for row in rows { (row) } } })
    }
}
