//! Reads JSON and YAML into the same kind of tree, and refuses what the two parsers would accept:
//! repeated keys, merge keys, lists as keys, and alias expansion without limit. Harmless features
//! of YAML are converted to JSON, with a diagnostic.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess as _,
    Visitor,
};
use serde_json::{Map, Number, Value};

use super::key::Key;
use super::limits::TreeBudget;
use crate::diagnostic::Problem;
use crate::diagnostic::wording::text;
use crate::source::MAX_DEPTH;
use crate::source::push_segment;

/// What the visitor knows while it reads.
pub(super) struct State {
    /// Escaped JSON pointer of the value that is being read; after a failure, of the culprit.
    pub(super) path: String,
    /// A failure that the visitor raised itself.
    pub(super) refused: Option<Problem>,
    /// What was read as something else: where it stands, and as what.
    pub(super) repaired: Vec<(String, Problem)>,
    depth: usize,
    /// What the tree may still take.
    pub(super) budget: TreeBudget,
}

impl State {
    pub(super) fn new(budget: TreeBudget) -> Self {
        Self {
            path: String::new(),
            refused: None,
            repaired: Vec::new(),
            depth: 0,
            budget,
        }
    }

    /// Remembers that something is read as something else.
    pub(super) fn repair(&mut self, problem: Problem) {
        self.repaired.push((self.path.clone(), problem));
    }

    /// Remembers what is wrong, for want of a place for it in the reader's error.
    pub(super) fn refuse<E: Error>(&mut self, problem: Problem) -> E {
        let error = E::custom(&problem.message);
        self.refused = Some(problem);
        error
    }

    fn grow<E: Error>(&mut self, values: usize, text: usize) -> Result<(), E> {
        let taken = self.budget.take(values, text);
        taken.map_err(|problem| self.refuse(problem))
    }
}

/// Reads one value.
pub(super) struct Strict<'s>(pub(super) &'s mut State);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.0.grow(1, 0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.0.grow(1, 0)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.0.grow(1, 0)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.0.grow(1, 0)?;
        match Number::from_f64(value) {
            Some(number) => Ok(Value::Number(number)),
            None => {
                self.0.repair(text::number_not_finite(value));
                Ok(Value::Null)
            }
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.grow(1, value.len())?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.0.grow(1, 0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        self.0.repair(text::yaml_tag(&tag));
        value.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let state = self.0;
        enter(state)?;
        let mut list = Vec::new();
        loop {
            let length = state.path.len();
            push_segment(&mut state.path, &list.len().to_string());
            match items.next_element_seed(Strict(state))? {
                Some(value) => list.push(value),
                None => break state.path.truncate(length),
            }
            state.path.truncate(length);
        }
        state.depth -= 1;
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let state = self.0;
        enter(state)?;
        let mut object = Map::new();
        while let Some(key) = members.next_key_seed(Key(state))? {
            let length = state.path.len();
            push_segment(&mut state.path, &key);
            state.grow(0, key.len())?;
            if key == "<<" {
                return Err(state.refuse(text::merge_key()));
            }
            if object.contains_key(&key) {
                return Err(state.refuse(text::duplicate_key(&key)));
            }
            object.insert(key, members.next_value_seed(Strict(state))?);
            state.path.truncate(length);
        }
        state.depth -= 1;
        Ok(Value::Object(object))
    }
}

fn enter<E: Error>(state: &mut State) -> Result<(), E> {
    state.depth += 1;
    state.grow(1, 0)?;
    if state.depth > MAX_DEPTH {
        return Err(state.refuse(text::nested_too_deeply(MAX_DEPTH)));
    }
    Ok(())
}
