//! Unions: which member a value is taken for.

#[macro_use]
mod json_record;

use sdk_runtime::{Decode, DecodeError, MemberShape, Members, Property, Reader, Shape, from_slice};
use serde_json::Value;

#[derive(Debug, PartialEq)]
enum Scalar {
    Flag(bool),
    Whole(i32),
    Number(f64),
    Mode(String),
    Text(String),
    List(Vec<i64>),
    Unknown(Value),
}

static SCALAR: Members = Members {
    discriminator: None,
    default: None,
    members: &[
        MemberShape {
            tags: &[],
            shape: Shape::Bool,
        },
        MemberShape {
            tags: &[],
            shape: Shape::Int,
        },
        MemberShape {
            tags: &[],
            shape: Shape::Number,
        },
        MemberShape {
            tags: &[],
            shape: Shape::OneOf(&["on", "off"]),
        },
        MemberShape {
            tags: &[],
            shape: Shape::String,
        },
        MemberShape {
            tags: &[],
            shape: Shape::List,
        },
    ],
};

impl Decode for Scalar {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.union(
            &SCALAR,
            &[
                |reader| Decode::decode(reader).map(Self::Flag),
                |reader| Decode::decode(reader).map(Self::Whole),
                |reader| Decode::decode(reader).map(Self::Number),
                |reader| Decode::decode(reader).map(Self::Mode),
                |reader| Decode::decode(reader).map(Self::Text),
                |reader| Decode::decode(reader).map(Self::List),
            ],
            Self::Unknown,
        )
    }
}

#[test]
fn scalars_are_distinguished_by_kind() {
    for (json, expected) in [
        ("true", Scalar::Flag(true)),
        ("-7", Scalar::Whole(-7)),
        ("7.0", Scalar::Whole(7)),
        ("7.5", Scalar::Number(7.5)),
        // A whole number beyond the range of the first choice.
        ("3000000000", Scalar::Number(3e9)),
        (r#""on""#, Scalar::Mode("on".to_owned())),
        (r#""o\u006e""#, Scalar::Mode("on".to_owned())),
        (r#""else""#, Scalar::Text("else".to_owned())),
        ("[1, 2]", Scalar::List(vec![1, 2])),
        (r#"["x"]"#, Scalar::Unknown(serde_json::json!(["x"]))),
        ("{}", Scalar::Unknown(serde_json::json!({}))),
        ("null", Scalar::Unknown(Value::Null)),
    ] {
        assert_eq!(
            from_slice::<Scalar>(json.as_bytes()).unwrap(),
            expected,
            "{json}"
        );
    }
}

record! { Cat { kind lives } {} }
record! { Dog { kind } { bark } }

#[derive(Debug)]
#[allow(dead_code)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Unknown(Value),
}

static PET: Members = Members {
    discriminator: Some("kind"),
    default: None,
    members: &[
        MemberShape {
            tags: &["cat", "1"],
            ..Cat::SHAPE
        },
        MemberShape {
            tags: &["dog", "wolf"],
            ..Dog::SHAPE
        },
    ],
};

impl Decode for Pet {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.union(
            &PET,
            &[
                |reader| Decode::decode(reader).map(Self::Cat),
                |reader| Decode::decode(reader).map(Self::Dog),
            ],
            Self::Unknown,
        )
    }
}

#[test]
fn a_discriminator_decides() {
    let pet = |json: &str| from_slice::<Pet>(json.as_bytes());
    assert!(matches!(
        pet(r#"{"kind":"cat","lives":"9"}"#),
        Ok(Pet::Cat(_))
    ));
    // It has all that a cat needs, but says otherwise.
    assert!(matches!(
        pet(r#"{"lives":"9","kind":"wolf"}"#),
        Ok(Pet::Dog(_))
    ));
    assert!(matches!(
        pet(r#"{"kind":"fish","lives":"9"}"#),
        Ok(Pet::Unknown(_))
    ));
    // Without it, or with one that says nothing, the shape decides.
    assert!(matches!(pet(r#"{"lives":"9"}"#), Ok(Pet::Unknown(_))));
    assert!(matches!(
        pet(r#"{"kind":null,"lives":"9"}"#),
        Ok(Pet::Unknown(_))
    ));
}

#[test]
fn what_a_discriminator_names_is_not_taken_for_something_else() {
    let pets = |json: &str| {
        from_slice::<Vec<Pet>>(json.as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        pets(r#"[{"kind":"dog"},{"kind":"cat","lives":9}]"#),
        "[1].lives: expected text, found a number at line 1 column 39"
    );
    assert_eq!(
        pets(r#"[{"kind":"cat"}]"#),
        "[0].lives: required, but missing from the object at line 1 column 2"
    );
    // A number as a tag is compared as it is written.
    assert_eq!(
        pets(r#"[{"kind":1}]"#),
        "[0].kind: expected text, found a number at line 1 column 10"
    );
}

record! { Thing { name } { kind } }

#[derive(Debug)]
#[allow(dead_code)]
enum Item {
    Pet(Pet),
    Thing(Thing),
    Unknown(Value),
}

static ITEM: Members = Members {
    discriminator: Some("kind"),
    default: None,
    members: &[
        MemberShape {
            tags: &["cat", "dog", "wolf"],
            shape: Shape::Object(&[]),
        },
        Thing::SHAPE,
    ],
};

impl Decode for Item {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.union(
            &ITEM,
            &[
                |reader| Decode::decode(reader).map(Self::Pet),
                |reader| Decode::decode(reader).map(Self::Thing),
            ],
            Self::Unknown,
        )
    }
}

#[test]
fn a_union_can_be_a_member_of_a_union() {
    let item = |json: &str| from_slice::<Item>(json.as_bytes());
    assert!(matches!(
        item(r#"{"kind":"wolf","name":"n"}"#),
        Ok(Item::Pet(Pet::Dog(_)))
    ));
    let error = item(r#"{"name":"n","kind":"cat"}"#).unwrap_err();
    assert_eq!(error.path(), "lives");
    // No tag names the second member, so that any other tag leaves it possible.
    assert!(matches!(
        item(r#"{"kind":"fish","name":"n"}"#),
        Ok(Item::Thing(_))
    ));
    assert!(matches!(item(r#"{"kind":"fish"}"#), Ok(Item::Unknown(_))));
}
