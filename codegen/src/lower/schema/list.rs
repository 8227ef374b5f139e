use super::object::is_never;
use super::part::Part;
use super::place::Site;
use super::{Direction, Types, nullable};
use crate::diagnostic::Diagnostics;
use crate::ir::{Tuple, Type, TypeKind};
use crate::load::Node;

/// Most items with a type each; a longer list is one of any JSON.
const MOST_ITEMS: usize = 12;

impl<'d> Types<'d> {
    /// The type of a list: a tuple where its items have types of their own, which differ.
    pub(super) fn list(&mut self, site: &Site<'d>, diagnostics: &mut Diagnostics) -> Type {
        let hint = site.label.hint().item();
        // A list is changed as a whole.
        let way = match site.way {
            Direction::Patch => Direction::Request,
            way => way,
        };
        let items = site.view.parts.iter();
        let items = items.filter_map(|part| part.node.get("items"));
        let items: Vec<_> = items.filter(|items| !is_never(items)).collect();
        let first = site.view.get("prefixItems");
        let first: Vec<_> = first.iter().flat_map(Node::items).collect();
        let more = (!items.is_empty()).then(|| {
            let items: Vec<_> = items.into_iter().map(Part::whole).collect();
            self.place(&items, &hint, way, diagnostics)
        });
        if first.is_empty() {
            return Type::List(Box::new(more.unwrap_or(Type::Json)));
        }
        let mut types = Vec::new();
        for (index, item) in first.into_iter().enumerate() {
            let hint = hint.part(&(index + 1).to_string());
            types.push(self.place(&[Part::whole(item)], &hint, way, diagnostics));
        }
        let alike = types.iter().chain(&more).all(|ty| *ty == types[0]);
        if alike || types.len() > MOST_ITEMS {
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
