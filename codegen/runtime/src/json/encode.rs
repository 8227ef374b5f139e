use std::collections::BTreeMap;

use secrecy::SecretString;
use serde_json::Value;

use super::member::MemberList;
use super::writer::Writer;

/// A type that can be encoded as JSON.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer);

    /// Returns true for an `Option` that is `None`; an object is written without such members.
    fn is_absent(&self) -> bool {
        false
    }
}

/// The additional members of an object, whose names are not in its description.
pub trait EncodeRest {
    /// Calls `member` with each name and value.
    fn each(&self, member: &mut dyn FnMut(&str, &dyn Encode));
}

/// Encodes a value as JSON.
#[must_use]
pub fn to_vec(value: &dyn Encode) -> Vec<u8> {
    let mut writer = Writer::default();
    value.encode(&mut writer);
    writer.into_bytes()
}

/// Encodes a value as JSON, and adds the secrets in it to `secrets`.
pub(crate) fn to_vec_noting(value: &dyn Encode, secrets: &mut Vec<SecretString>) -> Vec<u8> {
    let mut json = Vec::new();
    encode_onto(&mut json, value, secrets);
    json
}

/// Appends a value as JSON to a buffer, and adds the secrets in it to `secrets`.
pub(crate) fn encode_onto(json: &mut Vec<u8>, value: &dyn Encode, secrets: &mut Vec<SecretString>) {
    let mut writer = Writer::onto(std::mem::take(json));
    value.encode(&mut writer);
    let (written, found) = writer.into_parts();
    *json = written;
    secrets.extend(found);
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.literal(if *self { "true" } else { "false" });
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

macro_rules! encode_numbers {
    ($($name:ident)*) => {$(
        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                // Limits are checked as floats: above 2^53, both the integer and its limits are
                // rounded.
                #[allow(clippy::cast_lossless, clippy::cast_precision_loss, trivial_numeric_casts)]
                writer.number(self, *self as f64);
            }
        }
    )*};
}
encode_numbers! {
    i8 i16 i32 i64 u8 u16 u32 u64
}

/// Written as in JavaScript; NaN and infinities become `null`, since JSON cannot represent them.
impl Encode for f32 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self, (*self).into());
    }
}

/// Written as in JavaScript; NaN and infinities become `null`, since JSON cannot represent them.
impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self, *self);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        writer.items(self);
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> EncodeRest for BTreeMap<String, T> {
    fn each(&self, member: &mut dyn FnMut(&str, &dyn Encode)) {
        for (name, value) in self {
            member(name, value);
        }
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        writer.object(MemberList::Names(&[]), &[], Some(self));
    }
}

impl EncodeRest for serde_json::Map<String, Value> {
    fn each(&self, member: &mut dyn FnMut(&str, &dyn Encode)) {
        for (name, value) in self {
            member(name, value);
        }
    }
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => value.encode(writer),
            Self::Number(number) => {
                let nearest = number.as_f64().unwrap_or_default();
                match number.is_f64() {
                    true => writer.float(nearest, nearest),
                    false => writer.number(number, nearest),
                }
            }
            Self::String(text) => writer.text(text),
            Self::Array(items) => items.encode(writer),
            Self::Object(members) => writer.object(MemberList::Names(&[]), &[], Some(members)),
        }
    }
}
