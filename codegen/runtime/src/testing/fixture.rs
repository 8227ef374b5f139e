use serde_json::Value;

use crate::json::{Decode, from_value};

/// Constructors of response models, for tests.
pub trait Fixture: Decode {
    /// Makes an empty value: empty strings, lists and objects, zero, `false`, `None`, and the
    /// unknown variant of enums and unions.
    fn fixture() -> Self {
        Self::unset()
    }

    /// Makes an empty value and changes it, such as `Zone::fixture_with(|zone| zone.name =
    /// "a".to_owned())`.
    fn fixture_with(change: impl FnOnce(&mut Self)) -> Self {
        let mut value = Self::fixture();
        change(&mut value);
        value
    }

    /// Decodes a value from JSON, as in a response.
    ///
    /// # Panics
    /// Panics if the JSON is not as described.
    #[allow(clippy::panic)]
    fn fixture_from(json: Value) -> Self {
        match from_value(&json) {
            Ok(value) => value,
            Err(error) => panic!("the JSON is not what the description says: {error}"),
        }
    }
}

impl<T: Decode> Fixture for T {}
