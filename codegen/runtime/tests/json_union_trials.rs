//! Members of unions are tried one after the other.

// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use sdk_runtime::{
    Decode, DecodeError, Direction, MemberList, MemberShape, Members, Presence, Property, Reader,
    Shape, from_slice,
};
use serde_json::Value;

/// Reads a member of a union.
type Attempt<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

/// Contains itself in both members, and can only be told apart behind what it contains.
#[derive(Debug)]
#[allow(dead_code)]
enum Tree {
    Marked(Box<Tree>, Option<Vec<u8>>),
    Plain(Box<Tree>),
    Unknown(Value),
}

static TREE: Members = Members {
    discriminator: None,
    default: None,
    members: &[
        MemberShape {
            tags: &[],
            shape: Shape::Object(&[
                Property {
                    name: "tree",
                    presence: Presence::Required,
                    shape: Shape::Object(&[]),
                },
                Property {
                    name: "mark",
                    presence: Presence::OptionalNullable,
                    shape: Shape::List,
                },
            ]),
        },
        MemberShape {
            tags: &[],
            shape: Shape::Object(&[Property {
                name: "tree",
                presence: Presence::Required,
                shape: Shape::Object(&[]),
            }]),
        },
    ],
};

impl Decode for Tree {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let attempts: [Attempt<Self>; 2] = [
            |reader| {
                let (mut tree, mut mark) = (Decode::unset(), None);
                let members = MemberList::Names(&["tree", "mark"]);
                reader.object(
                    Direction::Response,
                    members,
                    &mut [&mut tree, &mut mark],
                    None,
                )?;
                Ok(Self::Marked(tree, mark))
            },
            |reader| {
                let mut tree = Decode::unset();
                let members = MemberList::Names(&["tree"]);
                reader.object(Direction::Response, members, &mut [&mut tree], None)?;
                Ok(Self::Plain(tree))
            },
        ];
        reader.union(&TREE, &attempts, Self::Unknown)
    }
}

#[test]
fn a_member_that_fails_inside_gives_way_to_the_next() {
    let tree = |mark: &str| {
        let json = format!(r#"{{"tree":{{}},"mark":{mark}}}"#);
        from_slice::<Tree>(json.as_bytes()).unwrap()
    };
    assert!(matches!(tree("[1]"), Tree::Marked(_, Some(_))));
    assert!(matches!(tree("null"), Tree::Marked(_, None)));
    assert!(matches!(tree("[-1]"), Tree::Plain(_)));
    assert!(matches!(tree("true"), Tree::Plain(_)));
}

#[test]
fn trying_members_takes_bounded_time() {
    let levels = 100;
    let open = r#"{"tree":"#.repeat(levels);
    let close = r#","mark":[-1]}"#.repeat(levels);
    let start = Instant::now();
    from_slice::<Tree>(format!("{open}{{}}{close}").as_bytes()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(5));
}
