//! Objects of a list: the members of one may come in another order than those of the one before.
// What the fields are is in their names.
#![allow(missing_docs)]

use sdk_runtime::{from_slice, object, to_vec};
use serde_json::{Map, Value, json};

/// An object with another of its own type in it, and with members that are not in its description.
#[derive(Clone)]
pub struct Item {
    pub one: i64,
    pub two: Option<String>,
    pub inner: Option<Box<Item>>,
    pub last: Option<bool>,
    pub others: Map<String, Value>,
}
object!(Item: Decode + Encode { one, two = "a \"name\"": escaped, inner, last }, ..others);

/// Writes an object with these members in this order.
fn written(members: &[(&str, Value)]) -> String {
    let members = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", json!(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

#[test]
fn members_are_found_in_every_order_after_every_other() {
    let mut random = fastrand::Rng::with_seed(3);
    let mut texts = Vec::new();
    let mut trees = Vec::new();
    for _ in 0..500 {
        let mut members = vec![
            ("a \"name\"", json!("text")),
            ("inner", json!({"last": true, "one": 5})),
            ("last", json!(false)),
            ("unknown", json!([1, {"one": null}, "\u{e9}\n", 1.5, true])),
            ("on", json!(null)),
        ];
        random.shuffle(&mut members);
        members.truncate(random.usize(..=members.len()));
        members.insert(
            random.usize(..=members.len()),
            ("one", json!(random.i64(..))),
        );
        let text = written(&members);
        trees.push(serde_json::from_str::<Value>(&text).unwrap());
        texts.push(text);
    }
    let items: Vec<Item> = from_slice(format!("[{}]", texts.join(",")).as_bytes()).unwrap();
    let again: Value = serde_json::from_slice(&to_vec(&items)).unwrap();
    assert_eq!(again, Value::Array(trees));
}

#[test]
fn a_repeated_member_is_refused_whatever_came_before() {
    for wrong in [
        r#"{"one":1,"one":2}"#,
        r#"{"last":true,"one":1,"last":true}"#,
        r#"{"one":1,"inner":{"one":2,"one":3}}"#,
    ] {
        for before in [
            r#"{"one":1}"#,
            r#"{"last":true,"one":1}"#,
            r#"{"one":1,"last":true}"#,
        ] {
            let json = format!("[{before},{before},{wrong}]");
            let error = from_slice::<Vec<Item>>(json.as_bytes()).unwrap_err();
            assert!(
                error.to_string().contains("stands twice"),
                "{json}: {error}"
            );
            assert!(error.path().starts_with("[2]."), "{json}: {error}");
        }
    }
}

#[test]
fn a_missing_member_is_named_in_every_item() {
    for count in 1..6 {
        let present = r#"{"last":true,"one":1},"#.repeat(count);
        let json = format!(r#"[{present}{{"last":true}}]"#);
        let error = from_slice::<Vec<Item>>(json.as_bytes()).unwrap_err();
        assert_eq!(error.path(), format!("[{count}].one"));
    }
}
