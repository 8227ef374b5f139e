//! What must hold of any bytes that come as the body of a response, whatever they are.

use std::collections::BTreeMap;
use std::fmt::Debug;

use sdk_runtime::{
    Base64Bytes, Decode, DecodeError, Encode, Value, from_slice, number_enum, object, text_enum,
    to_vec, union,
};

/// A text of a few that are known.
pub enum Access {
    /// Known.
    Allow,
    /// Known.
    Deny,
    /// Something else.
    Unknown(String),
}
text_enum!(Access { Allow = "allow", Deny = "deny" });

/// A number of a few that are known.
pub enum Level {
    /// Known.
    Low,
    /// Known.
    High,
    /// Something else.
    Unknown(i64),
}
number_enum!(Level { Low = 1, High = 2 });

/// An object with one member of every kind that models have.
#[derive(Clone)]
pub struct Record {
    pub id: String,
    pub tags: Vec<String>,
    pub owner: Option<i64>,
    pub access: Option<Access>,
    pub level: Option<Level>,
    pub ratio: Option<f64>,
    pub share: Option<f32>,
    pub count: Option<u8>,
    pub data: Option<Base64Bytes>,
    pub free: Option<Value>,
    pub inner: Option<Box<Record>>,
    pub limits: Option<BTreeMap<String, u64>>,
    pub nodes: Option<Vec<Node>>,
    pub note: Option<Option<String>>,
    pub rest: BTreeMap<String, Option<bool>>,
}
object!(Record: Decode + Encode {
    id,
    tags: one_or_many,
    owner: nullable,
    access,
    level,
    ratio,
    share,
    count,
    data,
    free,
    inner,
    limits,
    nodes: one_or_many,
    note
}, ..rest);

/// A union that only shapes tell apart, and that contains itself.
#[derive(Clone)]
pub enum Node {
    Whole(i32),
    Number(f64),
    Text(String),
    Group(Group),
    Leaf(Leaf),
    Tagged(Tagged),
    Unknown(serde_json::Value),
}
union!(Node: Decode + Encode {
    Whole is Int,
    Number is Number,
    Text is String,
    Group is Object(Required("nodes": Any)),
    Leaf is Object(Required("name": String), OptionalNullable("note": String)),
    Tagged is Object(Required("kind": Any))
});

/// A list of nodes.
#[derive(Clone)]
pub struct Group {
    pub nodes: Vec<Node>,
}
object!(Group: Decode + Encode { nodes: one_or_many });

/// A name, and a note that may be `null`.
#[derive(Clone)]
pub struct Leaf {
    pub name: String,
    pub note: Option<Option<String>>,
}
object!(Leaf: Decode + Encode { name, note });

/// A union with a discriminator.
#[derive(Clone)]
pub enum Tagged {
    Leaf(Leaf),
    Group(Group),
    Unknown(serde_json::Value),
}
union!(Tagged: Decode + Encode by "kind" {
    Leaf tagged("leaf", "1") is Object(Required("name": String)),
    Group tagged("group") is Object(Required("nodes": Any))
});

/// Nested less deeply than this, JSON is refused by nobody for its depth.
const SHALLOW: usize = 100;

/// Decodes `bytes` as several types.
///
/// # Panics
///
/// When a verdict is not another parser's, or something is not read as what it was written from.
pub fn check(bytes: &[u8]) {
    let free = from_slice::<Value>(bytes);
    if is_shallow(bytes) {
        let other = serde_json::from_slice::<Value>(bytes);
        assert_eq!(free.is_ok(), other.is_ok(), "{free:?} {other:?}");
    }
    let skipped = from_slice::<()>(bytes);
    any_verdict::<Record>(bytes, &skipped);
    any_verdict::<Node>(bytes, &skipped);
    any_verdict::<Vec<Record>>(bytes, &skipped);
    if let Ok(free) = free {
        assert!(skipped.is_ok(), "{skipped:?}");
        // Written anew, a key stands once in its object, and a number is one that `Value` holds.
        // From then on nothing may change: before that, what fits no member of a union, and is
        // kept as it is, may come to fit one.
        let written = to_vec(&free);
        comes_back::<Value>(&written);
        comes_back::<Record>(&written);
        comes_back::<Node>(&written);
        comes_back::<Vec<Record>>(&written);
    }
}

/// A type refuses what is not JSON, says why in one line, and can read what it writes.
fn any_verdict<T: Decode + Encode>(bytes: &[u8], skipped: &Result<(), DecodeError>) {
    match from_slice::<T>(bytes) {
        Ok(value) => {
            assert!(skipped.is_ok(), "{skipped:?}");
            let written = to_vec(&value);
            let again = from_slice::<T>(&written).map(drop);
            assert!(again.is_ok(), "{again:?}: {}", shown(&written));
        }
        Err(error) => {
            let text = error.to_string();
            assert!(!text.contains('\n'), "{text}");
            assert!(text.starts_with(&error.path()), "{text}");
        }
    }
}

/// What can be read is the same after it was written and read again.
fn comes_back<T: Decode + Encode + Debug + PartialEq>(json: &[u8]) {
    if let Ok(value) = from_slice::<T>(json) {
        let written = to_vec(&value);
        let again = from_slice::<T>(&written);
        assert_eq!(again.as_ref().ok(), Some(&value), "{}", shown(&written));
        if is_shallow(&written) {
            let other = serde_json::from_slice::<Value>(&written);
            assert!(other.is_ok(), "{other:?}: {}", shown(&written));
        }
    }
}

fn is_shallow(json: &[u8]) -> bool {
    let opened = json.iter().filter(|byte| matches!(byte, b'[' | b'{'));
    opened.count() < SHALLOW
}

fn shown(json: &[u8]) -> String {
    String::from_utf8_lossy(json).into_owned()
}
