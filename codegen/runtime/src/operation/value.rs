use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::float_text;

/// The JSON value of a parameter or of a form field; members keep their order. Strings without
/// escapes borrow from the JSON text.
#[derive(Debug)]
pub(crate) enum ParamValue<'j> {
    Null,
    /// A number or a boolean, as its JSON text.
    Literal(String),
    Text(Cow<'j, str>),
    List(Vec<ParamValue<'j>>),
    Object(Vec<(String, ParamValue<'j>)>),
}

/// A value without nesting and without nulls, which all styles can encode.
pub(crate) enum FlatValue<'j> {
    Text(Cow<'j, str>),
    List(Vec<Cow<'j, str>>),
    Object(Vec<(String, Cow<'j, str>)>),
}

impl<'j> ParamValue<'j> {
    /// Parses JSON text.
    pub(crate) fn parse(json: &'j [u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| format!("cannot be spelled: {error}"))
    }

    /// Removes nulls; `None` if the value itself is null.
    ///
    /// # Errors
    /// The value is nested, for which OpenAPI defines no encoding.
    pub(crate) fn flatten(self) -> Result<Option<FlatValue<'j>>, String> {
        Ok(Some(match self {
            Self::Null => return Ok(None),
            Self::Literal(text) => FlatValue::Text(text.into()),
            Self::Text(text) => FlatValue::Text(text),
            Self::List(items) => {
                let texts = items.into_iter().filter_map(Self::leaf);
                FlatValue::List(texts.collect::<Result<_, _>>()?)
            }
            Self::Object(members) => {
                let pairs = members
                    .into_iter()
                    .filter_map(|(name, value)| Some(value.leaf()?.map(|text| (name, text))));
                FlatValue::Object(pairs.collect::<Result<_, _>>()?)
            }
        }))
    }

    /// The contents of the form fields with the value's name, and whether each is JSON: one for
    /// each item of a list, none for null.
    pub(crate) fn parts(self) -> Vec<(Cow<'j, str>, bool)> {
        let items = match self {
            Self::List(items) => items,
            value => vec![value],
        };
        let some = items.into_iter().filter(|item| !item.is_null());
        some.map(|item| match item {
            Self::Literal(text) => (text.into(), false),
            Self::Text(text) => (text, false),
            other => (other.to_json().into(), true),
        })
        .collect()
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value as JSON text.
    pub(crate) fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Null => "null".to_owned(),
            Self::Literal(text) => text.clone(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, value)| format!("{}:{}", quoted(name), value.to_json()))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    fn leaf(self) -> Option<Result<Cow<'j, str>, String>> {
        match self {
            Self::Null => None,
            Self::Literal(text) => Some(Ok(text.into())),
            Self::Text(text) => Some(Ok(text)),
            Self::List(_) | Self::Object(_) => Some(Err(
                "holds a list or an object inside another, which its style cannot spell".to_owned(),
            )),
        }
    }
}

impl<'de> Deserialize<'de> for ParamValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ParamVisitor)
    }
}

struct ParamVisitor;

impl<'de> Visitor<'de> for ParamVisitor {
    type Value = ParamValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Literal(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Literal(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Literal(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Literal(float_text(
            &serde_json::Value::from(value).to_string(),
        )))
    }

    fn visit_str<E>(self, value: &str) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Text(value.to_owned().into()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<ParamValue<'de>, E> {
        Ok(ParamValue::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ParamValue<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(ParamValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<ParamValue<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(ParamValue::Object(object))
    }
}
