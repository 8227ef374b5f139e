//! Generates values that match a schema: the same values for the same seed.
//!
//! A value is generated recursively, then validated against the whole schema. Locations with
//! violations are generated again in another way: without examples, with required members only, or
//! with another member of a union.

mod number;
mod object;
mod pattern;
mod shape;
mod text;
mod union_;

use std::collections::HashMap;

use serde_json::Value;

use super::schema::{Fault, Schema};
use crate::source::push_segment;
use shape::Shape;
pub(super) use text::uuid;

/// Maximum number of attempts to repair a value.
const ROUNDS: usize = 40;

/// Maximum number of values in a generated value.
const MAX_VALUES: usize = 4_000;

/// Maximum number of bytes of text in a generated value.
const MAX_TEXT: usize = 1 << 20;

/// Maximum depth at which optional members are generated.
const MAX_DEPTH: usize = 7;

/// Maximum depth at which required members are generated.
const MAX_REQUIRED_DEPTH: usize = 40;

/// Generates a value that matches a schema, or the best approximation.
pub(super) fn sample(schema: &Schema, seed: u64) -> Value {
    let mut tries = HashMap::new();
    let mut best: Option<(usize, Value)> = None;
    for round in 0..ROUNDS {
        let seed = seed.wrapping_add(round as u64 / 8);
        let mut sampler = Sampler::new(schema, seed, &tries);
        let Some(value) = sampler.value(schema.root(), 0) else {
            break;
        };
        let Sampler {
            examples, unions, ..
        } = sampler;
        let faults = schema.faults(&value);
        if faults.is_empty() {
            return value;
        }
        tries = mark_for_retry(tries, &faults, &examples, &unions);
        if best.as_ref().is_none_or(|(count, _)| faults.len() < *count) {
            best = Some((faults.len(), value));
        }
    }
    let nearest = || {
        let mut sampler = Sampler::new(schema, seed, &tries);
        sampler.is_lenient = true;
        sampler.value(schema.root(), 0)
    };
    let best = best.map(|(_, value)| value).or_else(nearest);
    best.unwrap_or_default()
}

/// Marks locations to be generated again: examples at or above a violation, or else the next union
/// above it, and the location itself.
/// around it, and the place itself.
fn mark_for_retry(
    mut tries: HashMap<String, usize>,
    faults: &[Fault],
    examples: &[String],
    unions: &[String],
) -> HashMap<String, usize> {
    for fault in faults {
        let around = |place: &&String| is_inside(&fault.at, place);
        let below = |place: &&String| is_inside(place, &fault.at);
        let suspects: Vec<_> = examples
            .iter()
            .filter(|it| around(it) || below(it))
            .collect();
        if suspects.is_empty() {
            let nearest = unions.iter().filter(around).max_by_key(|place| place.len());
            let nearest = nearest.filter(|place| **place != fault.at);
            for place in nearest.into_iter().chain([&fault.at]) {
                *tries.entry(place.clone()).or_default() += 1;
            }
        }
        for place in suspects {
            *tries.entry(place.clone()).or_default() += 1;
        }
    }
    tries
}

/// True if a JSON pointer is a location or below it.
fn is_inside(pointer: &str, place: &str) -> bool {
    let rest = pointer.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Generates a value.
struct Sampler<'s> {
    schema: &'s Schema,
    seed: u64,
    /// Number of failed attempts for each location.
    tries: &'s HashMap<String, usize>,
    /// The current location: a JSON pointer.
    path: String,
    /// Locations with an example of the description.
    examples: Vec<String>,
    /// Locations with a union.
    unions: Vec<String>,
    /// Open references, for detecting cycles.
    open: Vec<&'s str>,
    places: usize,
    /// Remaining bytes of text.
    room: usize,
    /// True if no valid value was found, so that an approximation is accepted.
    is_lenient: bool,
}

impl<'s> Sampler<'s> {
    fn new(schema: &'s Schema, seed: u64, tries: &'s HashMap<String, usize>) -> Self {
        Self {
            schema,
            seed,
            tries,
            path: String::new(),
            examples: Vec::new(),
            unions: Vec::new(),
            open: Vec::new(),
            places: 0,
            room: MAX_TEXT,
            is_lenient: false,
        }
    }

    /// A value for a schema; `None` if all values are infinite.
    fn value(&mut self, schema: &'s Value, depth: usize) -> Option<Value> {
        self.places += 1;
        if depth > MAX_REQUIRED_DEPTH || self.places > MAX_VALUES {
            return None;
        }
        let mut shape = Shape::default();
        match shape.add(self.schema, schema) || self.is_lenient {
            true => self.shaped(shape, depth),
            false => None,
        }
    }

    /// A value for a merged schema.
    fn shaped(&mut self, shape: Shape<'s>, depth: usize) -> Option<Value> {
        if shape.references.iter().any(|it| self.open.contains(it)) {
            return shape.allows_null().then_some(Value::Null);
        }
        if let Some(value) = shape.constant() {
            return Some(value.clone());
        }
        if let Some(values) = shape
            .listed()
            .filter(|it| !it.is_empty() || !self.is_lenient)
        {
            let at = self.chance().usize(..values.len().max(1)) + self.tries();
            return values
                .get(at % values.len().max(1))
                .map(|value| (*value).clone());
        }
        if self.tries() == 0
            && let Some(example) = shape.example()
        {
            self.examples.push(self.path.clone());
            return Some(example.clone());
        }
        let kept = self.open.len();
        self.open.extend(&shape.references);
        let may_be_null = shape.allows_null();
        let made = match shape.unions.is_empty() {
            true => self.typed(&shape, depth),
            false => self.union_value(shape, depth),
        };
        self.open.truncate(kept);
        made.or_else(|| may_be_null.then_some(Value::Null))
    }

    /// A value of the type of a merged schema without unions.
    fn typed(&mut self, shape: &Shape<'s>, depth: usize) -> Option<Value> {
        if self.is_lenient
            && let Some(last) = shape.all("enum").filter_map(Value::as_array).last()
        {
            return last.first().cloned();
        }
        let other = || {
            shape
                .all("type")
                .filter(|_| self.is_lenient)
                .last()?
                .as_str()
        };
        let kind = shape.kind().or_else(other)?;
        match kind {
            "object" => self.object(shape, depth),
            "array" => self.array(shape, depth),
            "integer" => number::integer(shape, &mut self.chance()),
            "number" => number::number(shape, &mut self.chance()),
            "boolean" => Some(Value::Bool(self.tries().is_multiple_of(2))),
            "null" => Some(Value::Null),
            _ => {
                let tries = self.tries();
                let text = text::text(shape, &mut self.chance(), tries, self.room);
                self.room = self.room.saturating_sub(text.len());
                Some(text.into())
            }
        }
    }

    /// Runs `step` with `key` appended to the path.
    fn inside<T>(&mut self, key: &str, step: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_segment(&mut self.path, key);
        let made = step(self);
        self.path.truncate(length);
        made
    }

    /// Number of failed attempts for the current location.
    fn tries(&self) -> usize {
        self.tries.get(&self.path).copied().unwrap_or_default()
    }

    /// A random generator that depends only on the seed and the location, so that repairing one
    /// location does not change others.
    fn chance(&self) -> fastrand::Rng {
        let tries = self.tries() as u64;
        fastrand::Rng::with_seed(hash(self.seed ^ tries.rotate_left(32), &self.path))
    }
}

/// Mixes a seed and a text (FNV-1a): the result is the same on all machines and in all versions.
pub(super) fn hash(seed: u64, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed;
    let bytes = text.bytes();
    bytes.fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
