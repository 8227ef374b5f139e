use serde_json::Value;

use crate::json::{Decode, from_value};

/// Makes values of models that a program only receives, for its tests.
pub trait Fixture: Decode {
    /// A value in which all is empty: texts, lists and objects without anything in them, zero,
    /// `false`, `None`, and the unknown variant of enums and unions.
    fn fixture() -> Self {
        Self::unset()
    }

    /// The same after a change, such as `Zone::fixture_with(|zone| zone.name = "a".to_owned())`.
    fn fixture_with(change: impl FnOnce(&mut Self)) -> Self {
        let mut value = Self::fixture();
        change(&mut value);
        value
    }

    /// The value that a server means with this JSON.
    ///
    /// # Panics
    /// When the JSON is not what the description says.
    #[allow(clippy::panic)]
    fn fixture_from(json: Value) -> Self {
        match from_value(&json) {
            Ok(value) => value,
            Err(error) => panic!("the JSON is not what the description says: {error}"),
        }
    }
}

impl<T: Decode> Fixture for T {}
