//! Keys of mappings.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::strict::State;
use crate::diagnostic::wording;
use crate::source::push_segment;

/// Reads a key: a string, or an unquoted YAML number, boolean or null.
pub(super) struct Key<'s>(pub(super) &'s mut State);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Key<'_> {
    /// Converts a key that is not a string to its spelling.
    fn record_repair(self, text: &str) -> String {
        let length = self.0.path.len();
        push_segment(&mut self.0.path, text);
        self.0.repair(wording::text::key_not_string(text));
        self.0.path.truncate(length);
        text.to_owned()
    }

    fn refuse<E: Error>(self, what: impl fmt::Display) -> E {
        push_segment(&mut self.0.path, &what.to_string());
        self.0.refuse(wording::text::invalid_key(what))
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Ok(self.record_repair(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        // With the fraction: `1.0`, not `1`.
        Ok(self.record_repair(&format!("{value:?}")))
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok(self.record_repair("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(self.refuse("[…]"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(self.refuse("{…}"))
    }
}
