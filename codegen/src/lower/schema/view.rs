use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashSet;

use super::part::{Part, choice_of, only_requires};
use crate::diagnostic::Diagnostic;
use crate::load::{Node, PlaceId};

/// All schemas that apply to a value, with `$ref` and `allOf` followed.
pub(super) struct View<'d> {
    /// Each schema once, the outermost first.
    pub parts: Vec<Part<'d>>,
    /// How many references and inline schemas led to a schema that was already found, or to none:
    /// there may be more paths to a schema than there are schemas.
    pub repeated: usize,
}

impl<'d> View<'d> {
    /// Collects the schemas that apply. Skips and reports references that cannot be resolved.
    pub fn of(parts: &[Part<'d>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut stack: Vec<(Part<'d>, bool)> = parts
            .iter()
            .rev()
            .map(|part| (part.clone(), false))
            .collect();
        let mut seen: FxHashSet<PlaceId> = FxHashSet::default();
        let mut found = Vec::new();
        let mut steps = 0;
        while let Some((part, inherited)) = stack.pop() {
            steps += 1;
            let node = match part.node.follow() {
                Ok(node) => node,
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    continue;
                }
            };
            if !node.value().is_object() || !seen.insert(node.id()) {
                continue;
            }
            let mut choice = part.choice && !(inherited && chooses_from(&node, &seen));
            let mut below: Vec<Node<'d>> = Vec::new();
            if let Some(members) = node.get("allOf") {
                below.extend(members.items());
            }
            if let Some(only) = choice_of(&node).filter(|_| choice).and_then(|c| lone(&c)) {
                below.push(only);
                choice = false;
            }
            stack.extend(
                below
                    .into_iter()
                    .rev()
                    .map(|node| (Part::whole(node), true)),
            );
            found.push(Part { node, choice });
        }
        Self {
            repeated: steps - found.len(),
            parts: found,
        }
    }

    /// The view of one schema. References that cannot be resolved are reported when it is lowered.
    pub fn at(schema: &Node<'d>) -> Self {
        Self::quiet(&[Part::whole(schema.clone())])
    }

    /// Like [`View::of`], without diagnostics, which another view of the same schemas reports.
    pub fn quiet(parts: &[Part<'d>]) -> Self {
        Self::of(parts, &mut Vec::new())
    }

    /// The value of the keyword `key` in the first part that has it.
    pub fn get(&self, key: &str) -> Option<Node<'d>> {
        self.parts.iter().find_map(|part| part.node.get(key))
    }

    /// The string value of the keyword `key` in the first part that has one.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.parts.iter().find_map(|part| part.node.text(key))
    }

    /// True if the keyword `key` is true in any part.
    pub fn flag(&self, key: &str) -> bool {
        self.parts.iter().any(|part| part.node.flag(key))
    }

    /// True if any part has the keyword `key`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The named properties, each with all schemas that apply to it, the most specific first.
    pub fn properties(&self) -> IndexMap<&'d str, Vec<Node<'d>>> {
        let mut found: IndexMap<&str, Vec<Node<'d>>> = IndexMap::new();
        for properties in self
            .parts
            .iter()
            .filter_map(|part| part.node.get("properties"))
        {
            for (name, schema) in properties.entries() {
                found.entry(name).or_default().push(schema);
            }
        }
        found.values_mut().for_each(|schemas| schemas.reverse());
        found
    }

    /// The names of the required properties.
    pub fn required(&self) -> IndexSet<&'d str> {
        let lists = self
            .parts
            .iter()
            .filter_map(|part| part.node.get("required"));
        lists
            .flat_map(|list| list.items())
            .filter_map(|name| name.value().as_str())
            .collect()
    }

    /// The schema of the first part.
    pub fn first(&self) -> Option<&Node<'d>> {
        self.parts.first().map(|part| &part.node)
    }

    /// The type, as written or as implied by other keywords.
    pub fn kind(&self) -> Option<&'d str> {
        let mut kinds = self.parts.iter().filter_map(|part| part.node.text("type"));
        let first = kinds.next();
        if first == Some("number") && kinds.any(|kind| kind == "integer") {
            return Some("integer");
        }
        if first.is_some() {
            return first;
        }
        let any = |keys: &[&str]| keys.iter().any(|key| self.has(key));
        if any(&["properties", "additionalProperties", "patternProperties"]) {
            Some("object")
        } else if any(&["items", "prefixItems"]) {
            Some("array")
        } else if any(&["pattern", "minLength", "maxLength"]) {
            Some("string")
        } else {
            None
        }
    }

    /// The first two parts with different types.
    pub fn conflict(&self) -> Option<(&Node<'d>, &'d str, &'d str)> {
        let kinds = || {
            let parts = self.parts.iter();
            parts.filter_map(|part| Some((&part.node, part.node.text("type")?)))
        };
        let number = |kind| matches!(kind, "integer" | "number");
        let (_, first) = kinds().next()?;
        let other = kinds().find(|(_, k)| *k != first && !(number(k) && number(first)));
        other.map(|(node, other)| (node, first, other))
    }

    /// The index of the first part with alternatives that apply, and the list of them.
    pub fn choice(&self) -> Option<(usize, Node<'d>)> {
        self.every_choice().next()
    }

    /// Every part with alternatives that apply, by index, and the lists of them.
    pub fn choices(&self) -> Vec<(usize, Node<'d>)> {
        self.every_choice().collect()
    }

    fn every_choice(&self) -> impl Iterator<Item = (usize, Node<'d>)> {
        let parts = self.parts.iter().enumerate();
        let parts = parts.filter(|(_, part)| part.choice);
        let choices = parts.filter_map(|(index, part)| Some((index, choice_of(&part.node)?)));
        choices.filter(|(_, list)| !list.items().all(|member| only_requires(&member)))
    }
}

/// The only item of a list.
fn lone<'d>(list: &Node<'d>) -> Option<Node<'d>> {
    let mut items = list.items();
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// True if one of the alternatives of `node` is among `places`: `node` is a parent that lists its
/// children, and it was reached from one of them.
fn chooses_from(node: &Node<'_>, places: &FxHashSet<PlaceId>) -> bool {
    choice_of(node).is_some_and(|list| {
        let mut targets = list.items().filter_map(|member| member.follow().ok());
        targets.any(|target| places.contains(&target.id()))
    })
}
