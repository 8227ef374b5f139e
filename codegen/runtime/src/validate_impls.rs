use std::collections::BTreeMap;

use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::date::{Date, DateTime};
use super::json_bytes::{Base64Bytes, Base64UrlBytes};
use super::secret::SecretString;
use super::validate::{Validate, Validator};

macro_rules! validate {
    ($($name:ty: |$value:ident, $validator:pat_param| $check:expr;)*) => {$(
        impl Validate for $name {
            fn check(&self, $validator: &mut Validator) {
                let $value = self;
                $check
            }
        }
    )*};
}

validate! {
    String: |text, validator| validator.text(text);
    SecretString: |secret, validator| validator.text(secret.expose_secret());
    Date: |date, validator| validator.text(date.as_str());
    DateTime: |date, validator| validator.text(date.as_str());
    i8: |number, validator| validator.number(f64::from(*number));
    i16: |number, validator| validator.number(f64::from(*number));
    i32: |number, validator| validator.number(f64::from(*number));
    // Above 2^53 the nearest float stands for the number, as it does for the limit.
    i64: |number, validator| validator.number(*number as f64);
    u8: |number, validator| validator.number(f64::from(*number));
    u16: |number, validator| validator.number(f64::from(*number));
    u32: |number, validator| validator.number(f64::from(*number));
    u64: |number, validator| validator.number(*number as f64);
    f32: |number, validator| validator.number(f64::from(*number));
    f64: |number, validator| validator.number(*number);
    bool: |_unlimited, _| ();
    Base64Bytes: |_unlimited, _| ();
    Base64UrlBytes: |_unlimited, _| ();
    Value: |_unlimited, _| ();
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, validator: &mut Validator) {
        if let Some(value) = self {
            value.check(validator);
        }
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, validator: &mut Validator) {
        (**self).check(validator);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, validator: &mut Validator) {
        validator.list(&mut self.iter().map(|item| -> &dyn Validate { item }));
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, validator: &mut Validator) {
        validator.map(
            &mut self
                .iter()
                .map(|(key, value)| -> (&str, &dyn Validate) { (key, value) }),
        );
    }
}
