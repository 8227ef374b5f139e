//! Limits are checked when asked for, all at once, and without showing values.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;

use sdk_runtime::{Encode, Limits, SecretString, Validate, Validator, Writer};

#[derive(Clone, Debug)]
struct Group {
    name: String,
    key: Option<SecretString>,
    ratio: Option<f64>,
    ids: Option<Vec<String>>,
    parts: Vec<Group>,
    labels: Option<Option<BTreeMap<String, Box<i64>>>>,
}

impl Encode for Group {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[("name", &self.name), ("parts", &self.parts)]);
    }
}

impl Validate for Group {
    fn check(&self, validator: &mut Validator) {
        let name = Limits::new().min_length(1).max_length(4).pattern("^[^!]*$");
        validator.member("name", &self.name, name);
        validator.member("key", &self.key, Limits::new().min_length(8));
        let ratio = Limits::new()
            .minimum(0.0, true)
            .maximum(1.0, false)
            .multiple_of(0.1);
        validator.member("ratio", &self.ratio, ratio);
        let ids = Limits::new().min_items(1).max_items(3).unique_items();
        validator.member("ids", &self.ids, ids);
        validator.member("parts", &self.parts, Limits::new());
        validator.member("labels", &self.labels, Limits::new().max_items(1));
    }
}

fn group(name: &str) -> Group {
    Group {
        name: name.to_owned(),
        key: None,
        ratio: None,
        ids: None,
        parts: Vec::new(),
        labels: None,
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

#[derive(Debug)]
struct Odd(String);

impl Encode for Odd {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl Validate for Odd {
    fn check(&self, validator: &mut Validator) {
        validator.member("odd", &self.0, Limits::new().pattern("(?=lookahead)"));
    }
}

#[test]
fn a_pattern_that_cannot_be_compiled_is_left_to_the_server() {
    assert_eq!(Odd("x".to_owned()).validate(), Ok(()));
}
