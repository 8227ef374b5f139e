//! Objects and lists.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::shape::Shape;
use super::{MAX_DEPTH, Sampler, pattern};

/// Maximum number of items of a list, regardless of `minItems`.
const MAX_ITEMS: usize = 1_000;

/// Maximum number of attempts to generate a different item.
const MAX_ATTEMPTS: usize = 20;

impl<'s> Sampler<'s> {
    /// An object with its required members, and optional ones up to a depth.
    pub(super) fn object(&mut self, shape: &Shape<'s>, depth: usize) -> Option<Value> {
        let (least, most) = shape.counts("minProperties", "maxProperties");
        let required: HashSet<&str> = shape
            .all("required")
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let declared = shape
            .all("properties")
            .filter_map(Value::as_object)
            .flatten();
        let mut seen = HashSet::new();
        let names: Vec<&str> = declared
            .map(|(name, _)| name.as_str())
            .chain(
                shape
                    .all("required")
                    .filter_map(Value::as_array)
                    .flatten()
                    .filter_map(Value::as_str),
            )
            .filter(|name| seen.insert(*name))
            .collect();
        // Every second attempt is without optional members.
        let is_full = depth <= MAX_DEPTH && self.tries().is_multiple_of(2);
        let mut room = most.saturating_sub(required.len());
        let mut out = Map::new();
        for name in names {
            let is_required = required.contains(name);
            if !is_required && (!is_full || room == 0) {
                continue;
            }
            match self.inside(name, |this| this.property(shape, name, is_required, depth)) {
                // A cycle that ends in `null` is omitted.
                Some(Value::Null) if !is_required => {}
                Some(value) => {
                    room = room.saturating_sub(usize::from(!is_required));
                    out.insert(name.to_owned(), value);
                }
                None if is_required && !self.is_lenient => return None,
                None => {}
            }
        }
        let is_map = out.is_empty() && shape.all("properties").next().is_none();
        let wanted = match is_map && is_full && most > 0 {
            true => least.max(1),
            false => least,
        };
        self.other_members(shape, wanted.min(MAX_ITEMS), depth, &mut out);
        Some(Value::Object(out))
    }

    /// A declared or required property; `None` for an optional one that cannot be generated.
    fn property(
        &mut self,
        shape: &Shape<'s>,
        name: &str,
        is_required: bool,
        depth: usize,
    ) -> Option<Value> {
        let mut whole = Shape::default();
        for part in &shape.parts {
            let declared = part.get("properties").and_then(|all| all.get(name));
            let schema = match declared {
                Some(schema) => schema,
                None => match part.get("additionalProperties") {
                    Some(Value::Bool(false)) if !is_required && !fits_pattern(part, name) => {
                        return None;
                    }
                    Some(other) if !fits_pattern(part, name) => other,
                    _ => continue,
                },
            };
            // If a required property is impossible, so is the object.
            if !whole.add(self.schema, schema) && !is_required && !self.is_lenient {
                return None;
            }
        }
        let excluded = self.schema.direction().excluded();
        if !is_required && whole.flag(excluded) {
            return None;
        }
        self.places += 1;
        match self.places > super::MAX_VALUES || depth > super::MAX_REQUIRED_DEPTH {
            true => None,
            false => self.shaped(whole, depth + 1),
        }
    }

    /// Members without a declaration, if they are allowed and needed for `minProperties`.
    fn other_members(
        &mut self,
        shape: &Shape<'s>,
        wanted: usize,
        depth: usize,
        out: &mut Map<String, Value>,
    ) {
        let any = &Value::Bool(true);
        let by_pattern = shape
            .all("patternProperties")
            .filter_map(Value::as_object)
            .flatten()
            .next();
        let other = shape.all("additionalProperties").next();
        let names = shape.all("propertyNames").next();
        let mut number = 0;
        while out.len() < wanted && number < wanted * 2 {
            number += 1;
            let (name, schema) = match (by_pattern, other) {
                (Some((text, schema)), _) => {
                    (pattern::matching(text, &mut self.chance_at(number)), schema)
                }
                (None, Some(Value::Bool(false))) => return,
                (None, other) => (Some(format!("key{number}")), other.unwrap_or(any)),
            };
            let name = match names {
                Some(names) => {
                    let made =
                        self.inside(&format!("key{number}"), |this| this.value(names, depth + 1));
                    made.and_then(|it| it.as_str().map(str::to_owned))
                }
                None => name,
            };
            let Some(name) = name else { return };
            if let Some(value) = self.inside(&name, |this| this.value(schema, depth + 1)) {
                out.insert(name.clone(), value);
            }
        }
    }

    fn chance_at(&self, number: usize) -> fastrand::Rng {
        fastrand::Rng::with_seed(super::hash(self.seed ^ number as u64, &self.path))
    }

    /// A list that is as short as possible, but not empty.
    pub(super) fn array(&mut self, shape: &Shape<'s>, depth: usize) -> Option<Value> {
        let (least, most) = shape.counts("minItems", "maxItems");
        let first: Vec<&'s Value> = shape
            .all("prefixItems")
            .filter_map(Value::as_array)
            .flatten()
            .collect();
        let is_full = depth <= MAX_DEPTH && self.tries().is_multiple_of(2);
        let wanted = least.max(if is_full { first.len().max(1) } else { 0 });
        let wanted = wanted.min(most).min(MAX_ITEMS.max(first.len()));
        let is_unique = shape.flag("uniqueItems");
        let mut items: Vec<Value> = Vec::new();
        for index in 0..wanted {
            match self.inside(&index.to_string(), |this| {
                this.item(shape, &first, index, depth)
            }) {
                Some(item) if is_unique && items.contains(&item) => {
                    match self.other_item(shape, &items, depth) {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                Some(item) => items.push(item),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(items))
    }

    fn item(
        &mut self,
        shape: &Shape<'s>,
        first: &[&'s Value],
        index: usize,
        depth: usize,
    ) -> Option<Value> {
        if let Some(schema) = first.get(index) {
            return self.value(schema, depth + 1);
        }
        let mut whole = Shape::default();
        let wanted = shape.all("items").chain(shape.all("contains"));
        for schema in wanted {
            if !whole.add(self.schema, schema) {
                return None;
            }
        }
        self.places += 1;
        match self.places > super::MAX_VALUES || depth > super::MAX_REQUIRED_DEPTH {
            true => None,
            false => self.shaped(whole, depth + 1),
        }
    }

    /// An item that differs from the existing ones.
    fn other_item(&mut self, shape: &Shape<'s>, items: &[Value], depth: usize) -> Option<Value> {
        let numbers = 0..items.len() + MAX_ATTEMPTS;
        let schema = shape.all("items").next()?;
        let mut whole = Shape::default();
        if !whole.add(self.schema, schema) {
            return None;
        }
        if let Some(listed) = whole.listed() {
            return listed
                .into_iter()
                .find(|value| !items.contains(value))
                .cloned();
        }
        numbers.into_iter().find_map(|number| {
            let key = format!("other{number}");
            let tried = self.inside(&key, |this| {
                let mut plain = whole.clone();
                plain
                    .parts
                    .retain(|part| part.get("example").is_none() && part.get("default").is_none());
                let shape = if plain.parts.is_empty() {
                    whole.clone()
                } else {
                    plain
                };
                this.shaped(shape, depth + 1)
            });
            tried.filter(|item| !items.contains(item))
        })
    }
}

/// True if a name matches a pattern of `patternProperties`.
fn fits_pattern(part: &Value, name: &str) -> bool {
    let patterns = part.get("patternProperties").and_then(Value::as_object);
    let mut patterns = patterns.into_iter().flatten();
    patterns.any(|(text, _)| pattern::fits(text, name))
}
