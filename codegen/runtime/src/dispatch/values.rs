//! Compares the arguments of calls by name with the values decoded from them, so that nothing is
//! dropped silently.

use serde_json::Value;

use crate::json::{Decode, DecodeError, Encode, Writer, from_slice, from_value, to_value};

/// True if a value was decoded from this tree without loss.
pub fn holds(value: &dyn Encode, tree: &Value) -> bool {
    to_value(value).is_ok_and(|own| is_same(&own, tree))
}

/// True if two trees are equal; `1` equals `1.0`.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            // Different integers may be equal as floats.
            let is_float = one.is_f64() || other.is_f64();
            one == other || (is_float && one.as_f64() == other.as_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let in_other = |(name, value)| {
                let counterpart = other.get(name);
                counterpart.is_some_and(|counterpart| is_same(value, counterpart))
            };
            one.len() == other.len() && one.iter().all(in_other)
        }
        _ => one == other,
    }
}

/// Decodes the argument `name`, or the body.
///
/// # Errors
/// The argument is not a `T`, or it has members that a `T` does not know and would drop, which is
/// found by encoding it again. Members that are `null` may be dropped. Unless `allow_unknown` is
/// set, an object or a list that matches no member of a union is refused as well.
pub(crate) fn decoded<T: Decode + Encode>(
    name: Option<&str>,
    source: &Value,
    allow_unknown: bool,
) -> Result<T, String> {
    let refused = |error| format!("{}: {error}", name.unwrap_or("the body"));
    let value: T = from_value(source).map_err(refused)?;
    let mut writer = Writer::default();
    value.encode(&mut writer);
    if writer.has_unknown && !allow_unknown {
        let name = name.unwrap_or("the body");
        return Err(format!("{name} is none of the types that are described"));
    }
    let own = from_slice(&writer.into_bytes()).map_err(DecodeError::without_position);
    let own = own.map_err(refused)?;
    match (dropped(source, &own), name) {
        (None, _) => Ok(value),
        (Some(place), Some(name)) => Err(format!("{name}{place} is not described")),
        (Some(place), None) => {
            let place = place.trim_start_matches('.');
            Err(format!("{place} is not described"))
        }
    }
}

/// The path of a value in `source` that is missing in `own`, the decoded value encoded again.
/// Scalars are not compared, since they may be encoded in several ways.
fn dropped(source: &Value, own: &Value) -> Option<String> {
    match (source, own) {
        (Value::Object(source), own) if !own.is_array() => {
            let mut source = source.iter().filter(|(_, value)| !value.is_null());
            source.find_map(|(name, value)| {
                let below = match own.get(name) {
                    Some(own) => dropped(value, own)?,
                    None => String::new(),
                };
                Some(format!(".{name}{below}"))
            })
        }
        (Value::Array(source), own) => {
            // A list with one item may be encoded as the item.
            let own = own
                .as_array()
                .map_or(std::slice::from_ref(own), Vec::as_slice);
            let mut source = source
                .iter()
                .enumerate()
                .filter(|(_, item)| !item.is_null());
            source.find_map(|(index, item)| {
                let below = match own.get(index) {
                    Some(own) => dropped(item, own)?,
                    None => String::new(),
                };
                Some(format!("[{index}]{below}"))
            })
        }
        // A single value may be passed for a list.
        (Value::Object(_), own) => dropped(source, own.get(0)?),
        _ => None,
    }
}
