//! What must hold of any bytes that come as the body of an answer, whatever they are.

use std::collections::BTreeMap;
use std::fmt::Debug;

use sdk_runtime::{
    Base64Bytes, Decode, DecodeError, Encode, Value, from_slice, number_enum, object, one_of,
    text_enum, to_vec,
};

text_enum! {
    /// A text of a few that are known.
    pub enum Access {
        /// Known.
        Allow = "allow",
        /// Known.
        Deny = "deny",
    }
}

number_enum! {
    /// A number of a few that are known.
    pub enum Level {
        /// Known.
        Low = 1,
        /// Known.
        High = 2,
    }
}

object! {
    /// An object with one member of every kind that models have.
    #[derive(PartialEq)]
    pub struct Record: Decode + Encode {
        required id = "id": String,
        required_list tags = "tags": Vec<String>,
        nullable owner = "owner": Option<i64>,
        optional access = "access": Option<Access>,
        optional level = "level": Option<Level>,
        optional ratio = "ratio": Option<f64>,
        optional share = "share": Option<f32>,
        optional count = "count": Option<u8>,
        optional data = "data": Option<Base64Bytes>,
        optional free = "free": Option<Value>,
        optional inner = "inner": Option<Box<Record>>,
        optional limits = "limits": Option<BTreeMap<String, u64>>,
        optional_list nodes = "nodes": Option<Vec<Node>>,
        optional_nullable note = "note": Option<Option<String>>,
        .. rest: BTreeMap<String, Option<bool>>
    }
}

one_of! {
    /// A union that only shapes tell apart, and that contains itself.
    #[derive(PartialEq)]
    pub enum Node: Decode + Encode {
        Whole(i32) is Int,
        Number(f64) is Number,
        Text(String) is String,
        Group(Group) is Object(required("nodes": Any)),
        Leaf(Leaf) is Object(required("name": String), optional_nullable("note": String)),
        Tagged(Tagged) is Object(required("kind": Any)),
    }
}

object! {
    /// A list of nodes.
    #[derive(PartialEq)]
    pub struct Group: Decode + Encode {
        required_list nodes = "nodes": Vec<Node>,
    }
}

object! {
    /// A name, and a note that may be `null`.
    #[derive(PartialEq)]
    pub struct Leaf: Decode + Encode {
        required name = "name": String,
        optional_nullable note = "note": Option<Option<String>>,
    }
}

one_of! {
    /// A union with a discriminator.
    #[derive(PartialEq)]
    pub enum Tagged: Decode + Encode by "kind" {
        Leaf(Leaf) tagged("leaf", "1") is Object(required("name": String)),
        Group(Group) tagged("group") is Object(required("nodes": Any)),
    }
}

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
