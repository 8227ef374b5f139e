//! Unions: members that are told what they are.
// What the fields are is in their names.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use sdk_runtime::to_vec;
use serde_json::Value;

/// A union whose members do not say themselves what they are.
#[derive(Clone)]
pub enum Pet {
    Cat(BTreeMap<String, i64>),
    Fish(i64),
    Dog(BTreeMap<String, String>),
    Unknown(serde_json::Value),
}
sdk_runtime::union!(Pet: Encode {
    Cat with "kind" = "a \"cat\"",
    Fish with "kind" = "fish",
    Dog
});

#[test]
fn a_member_is_told_what_it_is() {
    let one = BTreeMap::from([("age".to_owned(), 1)]);
    let text = |pet: &Pet| String::from_utf8(to_vec(pet)).unwrap();
    assert_eq!(text(&Pet::Cat(one)), r#"{"kind":"a \"cat\"","age":1}"#);
    let empty = BTreeMap::new();
    assert_eq!(text(&Pet::Cat(empty)), r#"{"kind":"a \"cat\""}"#);
    assert_eq!(text(&Pet::Fish(1)), "1");
    assert_eq!(text(&Pet::Dog(BTreeMap::new())), "{}");
    assert_eq!(text(&Pet::Unknown(Value::Null)), "null");
}
