use std::collections::BTreeMap;

use secrecy::SecretString;
use serde_json::{Map, Value};

/// A type with a value for what is still to be read or given: objects are made blank, and then
/// their members are filled in. Nobody sees a blank value: what is required takes its place, or
/// there is an error.
pub trait Blank {
    /// Makes such a value, at no cost.
    #[must_use]
    fn blank() -> Self;
}

macro_rules! blank {
    ($($name:ty)*) => {$(
        impl Blank for $name {
            fn blank() -> Self {
                Self::default()
            }
        }
    )*};
}
blank! { () bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 String Value Map<String, Value> }

impl Blank for SecretString {
    fn blank() -> Self {
        Self::from(String::new())
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}
