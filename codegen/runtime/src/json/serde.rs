use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::decode::Decode;
use super::encode::{Encode, to_vec};
use super::error::DecodeError;
use super::slice::from_slice;

/// Encodes a value as a tree.
///
/// # Errors
///
/// The value is nested deeper than 128 levels.
pub fn to_value(value: &dyn Encode) -> Result<Value, DecodeError> {
    from_slice(&to_vec(value)).map_err(DecodeError::without_position)
}

/// Decodes a value from a tree.
///
/// # Errors
///
/// The tree is not a `T`, or is nested deeper than 128 levels.
pub fn from_value<T: Decode>(tree: &Value) -> Result<T, DecodeError> {
    from_slice(&to_vec(tree)).map_err(DecodeError::without_position)
}

/// Serializes an encodable value with serde; for `forward_serialize!`.
///
/// # Errors
///
/// Those of the serializer, and of [`to_value`].
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    to_value(value)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

/// Deserializes a decodable value with serde; for `forward_deserialize!`.
///
/// # Errors
///
/// Those of the deserializer, and of [`from_value`].
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tree = Value::deserialize(deserializer)?;
    from_value(&tree).map_err(D::Error::custom)
}
