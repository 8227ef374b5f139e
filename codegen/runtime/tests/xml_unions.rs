//! Unions in XML: that what a server sends neither ends the program nor keeps it busy.

// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use sdk_runtime::{
    Decode, DecodeError, Direction, MemberList, MemberShape, Members, Presence, Property, Reader,
    Shape, Slot, XmlChoice, XmlElement, XmlMember, XmlShape, XmlType, XmlUnion, from_slice,
    from_xml,
};
use serde_json::Value;

/// Reads a member of a union.
type Attempt<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

/// A leaf, or a fork of two trees.
#[derive(Debug)]
enum Tree {
    Leaf(i64),
    Fork(Box<(Tree, Tree)>),
    Unknown(Value),
}

const TREES: &[MemberShape] = &[
    MemberShape {
        tags: &[],
        shape: Shape::Object(&[Property {
            name: "v",
            presence: Presence::Required,
            shape: Shape::Int,
        }]),
    },
    MemberShape {
        tags: &[],
        shape: Shape::Object(&[
            Property {
                name: "l",
                presence: Presence::Required,
                shape: Shape::Object(&[]),
            },
            Property {
                name: "r",
                presence: Presence::Required,
                shape: Shape::Object(&[]),
            },
        ]),
    },
];

impl Decode for Tree {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        static MEMBERS: Members = Members {
            discriminator: None,
            default: None,
            members: TREES,
        };
        let attempts: [Attempt<Self>; 2] = [
            |reader| {
                let mut value = 0;
                reader.object(
                    Direction::Response,
                    MemberList::Names(&["v"]),
                    &mut [&mut value],
                    None,
                )?;
                Ok(Self::Leaf(value))
            },
            |reader| {
                let (mut left, mut right) = (Self::unset(), Self::unset());
                let members = MemberList::Names(&["l", "r"]);
                let fields: &mut [&mut dyn Slot] = &mut [&mut left, &mut right];
                reader.object(Direction::Response, members, fields, None)?;
                Ok(Self::Fork(Box::new((left, right))))
            },
        ];
        reader.union(&MEMBERS, &attempts, Self::Unknown)
    }
}

const fn member(name: &'static str, shape: fn() -> XmlShape) -> XmlMember {
    XmlMember {
        member: name,
        element: XmlElement::new(name).required(),
        shape,
    }
}

const fn choice(variant: &'static str, shape: fn() -> XmlShape) -> XmlChoice {
    XmlChoice {
        variant,
        element: None,
        shape,
    }
}

fn leaf() -> XmlShape {
    const MEMBERS: &[XmlMember] = &[member("v", i64::shape)];
    XmlShape::Object(MEMBERS)
}

fn fork() -> XmlShape {
    const MEMBERS: &[XmlMember] = &[member("l", Tree::shape), member("r", Tree::shape)];
    XmlShape::Object(MEMBERS)
}

impl XmlType for Tree {
    fn shape() -> XmlShape {
        static UNION: XmlUnion = XmlUnion {
            members: Members {
                discriminator: None,
                default: None,
                members: TREES,
            },
            choices: &[choice("Leaf", leaf), choice("Fork", fork)],
        };
        XmlShape::Union(&UNION)
    }
}

impl Tree {
    fn sum(&self) -> i64 {
        match self {
            Self::Leaf(value) => *value,
            Self::Fork(both) => both.0.sum() + both.1.sum(),
            Self::Unknown(_) => 0,
        }
    }
}

/// A tree that forks `depth` times, always to the left.
fn tree(depth: usize) -> String {
    let mut text = "<v>1</v>".to_owned();
    for _ in 0..depth {
        text = format!("<l>{text}</l><r><v>1</v></r>");
    }
    format!("<tree>{text}</tree>")
}

#[test]
fn unions_may_contain_themselves() {
    let start = Instant::now();
    for depth in [0, 1, 60] {
        let read: Tree = from_xml(tree(depth).as_bytes()).unwrap();
        assert_eq!(read.sum(), i64::try_from(depth).unwrap() + 1);
    }
    // Each level of it counts twice in JSON.
    let error = from_xml::<Tree>(tree(100).as_bytes()).unwrap_err();
    assert!(
        error.to_string().contains("more than 128 levels"),
        "{error}"
    );
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_fits_no_member_stays_as_it_came() {
    for text in ["<t/>", "<t>x</t>", "<t><v>x</v></t>", "<t><l/></t>"] {
        let read: Tree = from_xml(text.as_bytes()).unwrap();
        assert!(matches!(read, Tree::Unknown(_)), "{text}: {read:?}");
    }
    let read: Tree = from_xml(b"<t a='1'><v>x</v></t>").unwrap();
    let Tree::Unknown(value) = read else {
        panic!("{read:?}");
    };
    assert_eq!(value, serde_json::json!({"a": "1", "v": "x"}));
}

/// A union of nothing but itself.
struct Endless;

impl XmlType for Endless {
    fn shape() -> XmlShape {
        const ANY: MemberShape = MemberShape {
            tags: &[],
            shape: Shape::Any,
        };
        static UNION: XmlUnion = XmlUnion {
            members: Members {
                discriminator: Some("kind"),
                default: None,
                members: &[ANY, ANY],
            },
            choices: &[choice("A", Endless::shape), choice("B", Endless::shape)],
        };
        XmlShape::Union(&UNION)
    }
}

impl Decode for Endless {
    fn unset() -> Self {
        Self
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.skip().map(|()| Self)
    }
}

#[test]
fn unions_of_nothing_but_themselves_end() {
    let start = Instant::now();
    assert!(from_xml::<Endless>(b"<t kind='x'><v>1</v></t>").is_ok());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn marks_in_json_do_no_harm() {
    let read = |text: &str| from_slice::<Tree>(text.as_bytes());
    assert!(matches!(
        read(r#"{"\u00000": {"v": 1}}"#),
        Ok(Tree::Leaf(1))
    ));
    for odd in [
        r#"{"\u00000": {"v": 1}, "v": 2}"#,
        r#"{"\u00000": 1}"#,
        r#"{"\u00001": {"l": {}}}"#,
        r#"{"\u00000": {"v": 1}"#,
    ] {
        assert!(read(odd).is_err(), "{odd}");
    }
    for unknown in [
        r#"{"\u00002": {"v": 1}}"#,
        r#"{"\u0000": 1}"#,
        r#"{"x": 1, "\u00000": {"v": 1}}"#,
    ] {
        assert!(matches!(read(unknown), Ok(Tree::Unknown(_))), "{unknown}");
    }
}
