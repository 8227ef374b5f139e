use super::object::is_never;
use super::part::Part;
use super::resolve::SchemaSite;
use super::view::View;
use super::{Direction, Types, nullable};
use crate::diagnostic::Diagnostics;
use crate::ir::{Tuple, Type, TypeKind};
use crate::load::Node;

/// Maximum length of a tuple; a longer one is a list of any JSON.
const MAX_ITEMS: usize = 12;

impl<'d> Types<'d> {
    /// The type of an array: a tuple if its items have different types.
    pub(super) fn list(&mut self, site: &SchemaSite<'d>, diagnostics: &mut Diagnostics) -> Type {
        let hint = site.label.hint().item();
        // A merge patch (RFC 7396) replaces an array as a whole.
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
            // Further items may have any type, and are kept.
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

    /// Wraps a list in a type that also accepts a lone value, if the configuration names the list.
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

/// True for an array that allows no more than this many items.
fn is_closed(view: &View<'_>, items: usize) -> bool {
    let most = view.get("maxItems").and_then(|it| it.value().as_u64());
    let is_never = |node: Node<'_>| node.value() == false || is_never(&node);
    most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| most <= items))
        || view.get("unevaluatedItems").is_some_and(is_never)
}
