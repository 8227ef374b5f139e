use super::object::is_never;
use super::part::Part;
use super::resolve::SchemaSite;
use super::view::View;
use super::{Direction, Types, nullable};
use crate::diagnostic::Diagnostics;
use crate::ir::{Tuple, Type, TypeKind};
use crate::load::Node;

/// Most items with a type each; a longer list is one of any JSON.
const MAX_ITEMS: usize = 12;

impl<'d> Types<'d> {
    /// The type of a list: a tuple where its items have types of their own, which differ.
    pub(super) fn list(&mut self, site: &SchemaSite<'d>, diagnostics: &mut Diagnostics) -> Type {
        let hint = site.label.hint().item();
        // A list is changed as a whole.
        let direction = match site.direction {
            Direction::Patch => Direction::Request,
            direction => direction,
        };
        let items = site.view.parts.iter();
        let items = items.filter_map(|part| part.node.get("items"));
        let mut items: Vec<_> = items.collect();
        let first = site.view.get("prefixItems");
        let first: Vec<_> = first.iter().flat_map(Node::items).collect();
        let is_open = items.is_empty() && !is_closed(&site.view, first.len());
        items.retain(|items| !is_never(items));
        let more = match items.is_empty() {
            // What follows may be anything, and is kept.
            true => is_open.then_some(Type::Json),
            false => {
                let items: Vec<_> = items.into_iter().map(Part::whole).collect();
                Some(self.resolve(&items, &hint, direction, diagnostics))
            }
        };
        if first.is_empty() {
            return Type::List(Box::new(more.unwrap_or(Type::Json)));
        }
        let mut types = Vec::new();
        for (index, item) in first.into_iter().enumerate() {
            let hint = hint.part(&(index + 1).to_string());
            types.push(self.resolve(&[Part::whole(item)], &hint, direction, diagnostics));
        }
        let alike = types.iter().chain(&more).all(|ty| *ty == types[0]);
        if alike || types.len() > MAX_ITEMS {
            let item = types.swap_remove(0);
            return Type::List(Box::new(if alike { item } else { Type::Json }));
        }
        let least = site.view.get("minItems").and_then(|it| it.value().as_u64());
        let least = least.and_then(|least| usize::try_from(least).ok());
        let tuple = Tuple {
            required: least.map_or(types.len(), |least| least.min(types.len())),
            items: types,
            more,
        };
        Type::Named(self.draft(site, TypeKind::Tuple(tuple)))
    }

    /// Turns a list that the configuration speaks of into one that may be a lone value.
    pub(super) fn or_many<'p>(
        &mut self,
        places: impl Iterator<Item = &'p Part<'d>>,
        ty: Type,
    ) -> Type
    where
        'd: 'p,
    {
        let mut listed = places
            .filter(|part| part.node.at().file() == 0)
            .filter_map(|part| self.one_or_many.get(part.node.at().as_str()).copied());
        let Some(at) = listed.next() else { return ty };
        drop(listed);
        match ty {
            Type::List(item) => {
                self.found_lists.insert(at);
                Type::OneOrMany(item)
            }
            Type::Nullable(inner) => nullable(match *inner {
                Type::List(item) => {
                    self.found_lists.insert(at);
                    Type::OneOrMany(item)
                }
                other => other,
            }),
            other => other,
        }
    }
}

/// True for a list that ends after so many items, although nothing is said of others.
fn is_closed(view: &View<'_>, items: usize) -> bool {
    let most = view.get("maxItems").and_then(|it| it.value().as_u64());
    let is_never = |node: Node<'_>| node.value() == false || is_never(&node);
    most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| most <= items))
        || view.get("unevaluatedItems").is_some_and(is_never)
}
