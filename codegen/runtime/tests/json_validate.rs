//! Limits are checked when asked for, all at once, and without showing values.
#![cfg(feature = "validate")]
// What the fields are is in their names.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use sdk_runtime::{SecretString, Validate, Value, object};

/// A bit of everything.
#[derive(Clone)]
pub struct Group {
    pub name: String,
    pub key: Option<SecretString>,
    pub ratio: Option<f64>,
    pub ids: Option<Vec<String>>,
    pub parts: Vec<Group>,
    pub labels: Option<Option<BTreeMap<String, Box<i64>>>>,
    pub any: Option<Value>,
    pub rest: BTreeMap<String, i64>,
}
object!(Group: Decode + Encode {
    name [min_length(1), max_length(4), pattern("^[^!]*$")],
    key [min_length(8)],
    ratio [minimum(0.0, true), maximum(1.0, false), multiple_of(0.1)],
    ids [min_items(1), max_items(3), unique_items()],
    parts,
    labels [max_items(1)],
    any [maximum(3.0, false)]
}, ..rest);

fn group(name: &str) -> Group {
    Group {
        name: name.to_owned(),
        key: None,
        ratio: None,
        ids: None,
        parts: Vec::new(),
        labels: None,
        any: None,
        rest: BTreeMap::new(),
    }
}

#[test]
fn what_keeps_to_its_limits_passes() {
    assert_eq!(group("a").validate(), Ok(()));
    let full = Group {
        key: Some("12345678".into()),
        ratio: Some(0.3),
        ids: Some(vec!["a".to_owned(), "b".to_owned()]),
        parts: vec![group("ääää")],
        labels: Some(Some(BTreeMap::from([("x".to_owned(), Box::new(1))]))),
        ..group("abcd")
    };
    assert_eq!(full.validate(), Ok(()));
}

#[test]
fn every_broken_limit_is_listed_with_its_path() {
    let wrong = Group {
        key: Some("hunter2".into()),
        ratio: Some(0.0),
        ids: Some(vec![
            "a".to_owned(),
            "b".to_owned(),
            "a".to_owned(),
            "c".to_owned(),
        ]),
        parts: vec![
            group("ok"),
            Group {
                ratio: Some(1.25),
                ids: Some(vec![]),
                ..group("")
            },
        ],
        labels: Some(Some(BTreeMap::from([
            ("x".to_owned(), Box::new(1)),
            ("y".to_owned(), Box::new(2)),
        ]))),
        ..group("toolong!")
    };
    let invalid = wrong.validate().unwrap_err();
    let lines: Vec<String> = invalid
        .violations()
        .iter()
        .map(|violation| format!("{}: {}", violation.path(), violation.message()))
        .collect();
    assert_eq!(
        lines,
        [
            "name: length must be at most 4",
            "name: must match ^[^!]*$",
            "key: length must be at least 8",
            "ratio: must be more than 0",
            "ids: number of items must be at most 3",
            "ids: must not hold equal items, but item 2 is a second one",
            "parts[1].name: length must be at least 1",
            "parts[1].ratio: must be at most 1",
            "parts[1].ratio: must be a multiple of 0.1",
            "parts[1].ids: number of items must be at least 1",
            "labels: number of members must be at most 1",
        ]
    );
    assert_eq!(invalid.to_string(), lines.join("; "));
}

#[test]
fn values_without_a_type_are_checked_as_what_they_are() {
    let any = |any: Value| Group {
        any: Some(any),
        ..group("a")
    };
    assert_eq!(any(3.into()).validate(), Ok(()));
    assert_eq!(any("9".into()).validate(), Ok(()));
    let invalid = any(4.into()).validate().unwrap_err();
    assert_eq!(invalid.to_string(), "any: must be at most 3");
}

/// What has its limits from its parent.
#[derive(Clone)]
pub struct Held {
    pub group: Group,
}
object!(Held: Encode { group [max_items(3)] });

#[test]
fn an_object_has_as_many_members_as_are_sent() {
    let mut held = Held { group: group("a") };
    held.group.rest.insert("x".to_owned(), 1);
    assert_eq!(held.validate(), Ok(()));
    // It is not sent, because there is a field of that name.
    held.group.rest.insert("name".to_owned(), 1);
    assert_eq!(held.validate(), Ok(()));
    held.group.rest.insert("y".to_owned(), 1);
    assert_eq!(
        held.validate().unwrap_err().to_string(),
        "group: number of members must be at most 3"
    );
}

/// A text that no expression can be about.
#[derive(Clone)]
pub struct Odd {
    pub odd: String,
}
object!(Odd: Encode { odd [pattern("(?=lookahead)")] });

#[test]
fn a_pattern_that_cannot_be_compiled_is_left_to_the_server() {
    let odd = Odd {
        odd: "x".to_owned(),
    };
    assert_eq!(odd.validate(), Ok(()));
}
