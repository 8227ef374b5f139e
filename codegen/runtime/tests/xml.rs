//! XML: what is taken for what, and that nothing a server sends ends the program.

use sdk_runtime::{
    Decode, DecodeError, Reader, XmlElement, XmlMember, XmlShape, XmlType, from_xml,
};
use serde_json::{Value, json};

const TEXT: &str = "<?xml version='1.0'?><a:r xmlns:a='u' b='&lt;1'><!-- c --><d>1 &#65;</d>\
    <d><![CDATA[<2>]]></d><e f='g'><h/></e><n xsi:nil='true'>x</n></a:r>";

#[test]
fn without_a_description_names_are_members() {
    let value: Value = from_xml(TEXT.as_bytes()).unwrap();
    assert_eq!(
        value,
        json!({"b": "<1", "d": ["1 A", "<2>"], "e": {"f": "g", "h": ""}, "n": {"nil": "true"}})
    );
}

#[test]
fn mutations_are_refused_or_read() {
    let bytes = TEXT.as_bytes();
    for at in 0..bytes.len() {
        let (before, after) = bytes.split_at(at);
        let changed = [
            b"".as_slice(),
            b"<",
            b">",
            b"&",
            b"'",
            b"/",
            b"\xff",
            b"]]>",
            b"<!DOCTYPE x>",
        ];
        for insert in changed {
            for skipped in [0, 1] {
                let text = [before, insert, &after[skipped..]].concat();
                // Either is fine.
                let _: Result<Value, _> = from_xml(&text);
                let _: Result<Record, _> = from_xml(&text);
            }
        }
        let _: Result<Value, _> = from_xml(before);
    }
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(from_xml::<Value>(nested(128).as_bytes()).is_ok());
    let error = from_xml::<Value>(nested(129).as_bytes()).unwrap_err();
    assert!(
        error.to_string().contains("more than 128 levels"),
        "{error}"
    );
    assert!(from_xml::<Value>(nested(100_000).as_bytes()).is_err());
}

/// Something with an attribute, a list, and itself.
#[derive(Debug)]
struct Record(Value);

impl Decode for Record {
    fn unset() -> Self {
        Self(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Value::decode(reader).map(Self)
    }
}

impl XmlType for Record {
    fn shape() -> XmlShape {
        const MEMBERS: &[XmlMember] = &[
            XmlMember {
                member: "b",
                element: XmlElement::new("b").attribute(),
                shape: i64::shape,
            },
            XmlMember {
                member: "list",
                element: XmlElement::new("d"),
                shape: Vec::<String>::shape,
            },
            XmlMember {
                member: "inner",
                element: XmlElement::new("e"),
                shape: Record::shape,
            },
            XmlMember {
                member: "gone",
                element: XmlElement::new("n"),
                shape: bool::shape,
            },
        ];
        XmlShape::Object(MEMBERS)
    }
}

#[test]
fn a_description_says_what_is_what() {
    let Record(value) = from_xml(TEXT.as_bytes()).unwrap();
    let expected = json!({"b": "<1", "list": ["1 A", "<2>"], "inner": {}, "gone": null});
    assert_eq!(value, expected);
}
