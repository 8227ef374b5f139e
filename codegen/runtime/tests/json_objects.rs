//! Objects: members, their states, and what happens to the ones nobody expects.

use std::collections::BTreeMap;

use sdk_runtime::{
    Decode, DecodeError, Encode, ListSlot, Nullable, Reader, Slot, Writer, from_slice, to_vec,
};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
struct Policy {
    id: String,
    access: Option<String>,
    groups: Option<Vec<String>>,
    note: Option<Option<String>>,
    owner: Option<String>,
    extra: Option<Value>,
}

impl Decode for Policy {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut access, mut groups) = (Slot::new(), Slot::new(), ListSlot::new());
        let (mut note, mut owner, mut extra) = (Slot::new(), Slot::new(), Slot::new());
        reader.object(&mut [
            ("id", &mut id),
            ("access", &mut access),
            ("groups", &mut groups),
            ("note", &mut note),
            ("owner", &mut owner),
            ("extra", &mut extra),
        ])?;
        Ok(Self {
            id: id.required("id")?,
            access: access.optional(),
            groups: groups.optional(),
            note: note.tri(),
            owner: owner.nullable("owner")?,
            extra: extra.optional(),
        })
    }
}

impl Encode for Policy {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[
            ("id", &self.id),
            ("access", &self.access),
            ("groups", &self.groups),
            ("note", &self.note),
            ("owner", &Nullable(&self.owner)),
            ("extra", &self.extra),
        ]);
    }
}

fn policy(json: &str) -> Result<Policy, DecodeError> {
    from_slice(json.as_bytes())
}

fn refusal(json: &str) -> String {
    policy(json).expect_err("to be refused").to_string()
}

#[test]
fn members_come_in_any_order_among_unknown_ones() {
    let json =
        r#" { "x": [{"id": 1}], "owner": null, "id": "a", "y": "\u0041", "access": "allow" } "#;
    let read = policy(json).unwrap();
    assert_eq!(read.id, "a");
    assert_eq!(read.access.as_deref(), Some("allow"));
    assert_eq!(
        (read.groups, read.note, read.owner, read.extra),
        (None, None, None, None)
    );
}

#[test]
fn absent_null_and_given_are_told_apart_both_ways() {
    for (member, note) in [
        ("", None),
        (r#","note":null"#, Some(None)),
        (r#","note":"n""#, Some(Some("n".to_owned()))),
    ] {
        let json = format!(r#"{{"id":"a"{member},"owner":null}}"#);
        let read = policy(&json).unwrap();
        assert_eq!(read.note, note);
        assert_eq!(String::from_utf8(to_vec(&read)).unwrap(), json);
    }
}

#[test]
fn null_is_absence_for_an_optional_member_and_a_value_for_free_json() {
    let read =
        policy(r#"{"id":"a","access":null,"groups":null,"owner":"o","extra":null}"#).unwrap();
    assert_eq!((read.access, read.groups), (None, None));
    assert_eq!(read.extra, Some(Value::Null));
    assert_eq!(read.owner.as_deref(), Some("o"));
}

#[test]
fn a_lone_item_is_a_list_of_one() {
    for json in [r#""g""#, r#"["g"]"#] {
        let read = policy(&format!(r#"{{"id":"a","owner":null,"groups":{json}}}"#)).unwrap();
        assert_eq!(read.groups.unwrap(), ["g"]);
    }
    let wrong = refusal(r#"{"id":"a","owner":null,"groups":7}"#);
    assert_eq!(
        wrong,
        "groups: expected text, found a number at line 1 column 33"
    );
}

#[test]
fn required_members_are_missed_at_their_object() {
    assert_eq!(
        refusal(r#"{"owner":null}"#),
        "id: required, but missing from the object at line 1 column 1"
    );
    assert_eq!(
        refusal(r#"{"id":"a"}"#),
        "owner: required, but missing from the object at line 1 column 1"
    );
    assert_eq!(
        refusal("{\"owner\": null,\n \"id\": null}"),
        "id: expected a value, found null at line 2 column 8"
    );
}

#[test]
fn a_known_member_stands_there_once() {
    for again in ["\"b\"", "null"] {
        let json = format!(r#"{{"id":"a","id":{again},"owner":null}}"#);
        assert_eq!(
            refusal(&json),
            "id: stands twice in the object at line 1 column 16"
        );
    }
    let escaped = refusal(r#"{"id":"a","\u0069d":"b","owner":null}"#);
    assert!(escaped.starts_with("id: stands twice"), "{escaped}");
    assert!(policy(r#"{"id":"a","owner":null,"x":1,"x":2}"#).is_ok());
}

#[derive(Debug)]
struct Labels {
    name: String,
    additional: BTreeMap<String, Option<u8>>,
}

impl Decode for Labels {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut name, mut additional) = (Slot::new(), BTreeMap::new());
        reader.object_with(&mut [("name", &mut name)], &mut additional)?;
        Ok(Self {
            name: name.required("name")?,
            additional,
        })
    }
}

impl Encode for Labels {
    fn encode(&self, writer: &mut Writer) {
        writer.object_with(&[("name", &self.name)], &self.additional);
    }
}

#[test]
fn members_without_a_name_of_their_own_are_kept() {
    let json = r#"{"name":"n","a":1,"b":null}"#;
    let mut labels: Labels = from_slice(json.as_bytes()).unwrap();
    assert_eq!(labels.additional["a"], Some(1));
    assert_eq!(labels.additional["b"], None);
    assert_eq!(String::from_utf8(to_vec(&labels)).unwrap(), json);

    labels.additional.insert("name".to_owned(), Some(2));
    assert_eq!(String::from_utf8(to_vec(&labels)).unwrap(), json);
}

#[test]
fn paths_quote_what_is_not_a_plain_key() {
    let long = "k".repeat(1000);
    for (key, path) in [
        ("a-b", "a-b".to_owned()),
        ("", r#"[""]"#.to_owned()),
        ("a.b", r#"["a.b"]"#.to_owned()),
        (r"a\nb", r#"["a\nb"]"#.to_owned()),
        (&long, format!("[{:?}…]", "k".repeat(64))),
    ] {
        let json = format!(r#"{{"name":"n","{key}":256}}"#);
        let error = from_slice::<Labels>(json.as_bytes()).unwrap_err();
        assert_eq!(error.path(), path);
        assert_eq!(error.line(), Some(1));
    }
}
