//! Parses JSON and YAML into the same tree, and rejects what the parsers accept: repeated keys,
//! merge keys, lists as keys, and unlimited alias expansion. Harmless features of YAML are
//! converted to JSON, with a warning.

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

/// The state of the visitor.
pub(super) struct State {
    /// Escaped JSON pointer of the current value; after an error, of its cause.
    pub(super) path: String,
    /// An error that the visitor raised itself.
    pub(super) refused: Option<Problem>,
    /// Converted values: their locations and warnings.
    pub(super) repaired: Vec<(String, Problem)>,
    depth: usize,
    /// The remaining size of the trees.
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

    /// Records a warning about a converted value.
    pub(super) fn repair(&mut self, problem: Problem) {
        self.repaired.push((self.path.clone(), problem));
    }

    /// Records an error, because the parser's error type cannot hold it.
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

/// Deserializes a value.
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
