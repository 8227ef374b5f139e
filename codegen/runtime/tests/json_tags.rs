//! Unions: members that are told what they are.
// What the fields are is in their names.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use sdk_runtime::{from_slice, object, to_vec};
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
fn a_member_knows_what_it_is() {
    let one = BTreeMap::from([("age".to_owned(), 1)]);
    let text = |pet: &Pet| String::from_utf8(to_vec(pet)).unwrap();
    assert_eq!(text(&Pet::Cat(one)), r#"{"kind":"a \"cat\"","age":1}"#);
    let empty = BTreeMap::new();
    assert_eq!(text(&Pet::Cat(empty)), r#"{"kind":"a \"cat\""}"#);
    assert_eq!(text(&Pet::Fish(1)), "1");
    assert_eq!(text(&Pet::Dog(BTreeMap::new())), "{}");
    assert_eq!(text(&Pet::Unknown(Value::Null)), "null");
}

/// A member of a union that keeps what it does not know.
#[derive(Clone)]
pub struct Bird {
    /// How many.
    pub wings: Option<i64>,
    /// Whatever else there is.
    pub others: BTreeMap<String, Value>,
}
object!(Bird: Decode + Encode { wings }, ..others);

/// Told apart by a tag that the member does not have.
#[derive(Clone)]
pub enum Flying {
    /// Known.
    Bird(Bird),
    /// Something else.
    Unknown(Value),
}
sdk_runtime::union!(Flying: Decode + Encode by "kind" {
    Bird: From<Bird> with "kind" = "bird" tagged("bird") is Object(Optional("wings": Int))
});

#[test]
fn a_tag_stands_once_where_unknown_members_are_kept() {
    let json = r#"[{"kind":"bird","wings":2,"color":"red"},{"kind":"bird"}]"#;
    let read: Vec<Flying> = from_slice(json.as_bytes()).unwrap();
    assert!(matches!(&read[0], Flying::Bird(bird) if bird.others.len() == 2));
    assert_eq!(String::from_utf8(to_vec(&read)).unwrap(), json);
}
