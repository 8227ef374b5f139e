//! Decoding and encoding against serde's derives, on the same types and the same text: prints how
//! long ours takes for each unit of time that serde's takes.

#![allow(clippy::print_stdout, missing_docs)]

mod documents;
mod keeping;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use sdk_runtime::{Decode, Encode, from_slice, object, text_enum, to_vec};

/// How often each side is measured; the least of the times counts.
const ROUNDS: usize = 60;

/// How many users the text holds: 1.2 MB of it.
const USERS: usize = 1500;

/// A role.
pub enum Role {
    /// Known.
    Owner,
    /// Known.
    Member,
    /// Known.
    Guest,
    /// Something else.
    Unknown(String),
}
text_enum!(Role { Owner = "owner", Member = "member", Guest = "guest" });

/// The same for serde, which leaves values that it does not know to the last variant.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum DerivedRole {
    Owner,
    Member,
    Guest,
    #[serde(untagged)]
    Unknown(String),
}

mod ours {
    use super::*;

    /// All users.
    #[derive(Clone)]
    pub struct Users {
        pub users: Vec<User>,
        pub total: i64,
    }
    object!(Users: Decode + Encode { users, total });

    /// One user.
    #[derive(Clone)]
    pub struct User {
        pub id: String,
        pub name: String,
        pub role: Role,
        pub active: bool,
        pub score: f64,
        pub visits: i64,
        pub nickname: Option<String>,
        pub address: Address,
        pub groups: Vec<Group>,
        pub labels: BTreeMap<String, String>,
    }
    object!(User: Decode + Encode {
        id,
        name,
        role,
        active,
        score,
        visits,
        nickname,
        address,
        groups,
        labels
    });

    /// Where a user lives.
    #[derive(Clone)]
    pub struct Address {
        pub street: String,
        pub city: String,
        pub zip: Option<String>,
        pub country: String,
    }
    object!(Address: Decode + Encode { street, city, zip, country });

    /// What a user is part of.
    #[derive(Clone)]
    pub struct Group {
        pub id: String,
        pub level: i64,
        pub tags: Vec<String>,
    }
    object!(Group: Decode + Encode { id, level, tags });

    pub(super) fn decode(text: &[u8]) -> Users {
        from_slice(text).expect("it is what it should be")
    }

    pub(super) fn encode(users: &Users) -> Vec<u8> {
        to_vec(users)
    }
}

mod derived {
    use super::*;

    #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
    pub(super) struct Users {
        users: Vec<User>,
        total: i64,
    }

    #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
    pub(super) struct User {
        id: String,
        name: String,
        role: DerivedRole,
        active: bool,
        score: f64,
        visits: i64,
        nickname: Option<String>,
        address: Address,
        groups: Vec<Group>,
        labels: BTreeMap<String, String>,
    }

    #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
    pub(super) struct Address {
        street: String,
        city: String,
        zip: Option<String>,
        country: String,
    }

    #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
    pub(super) struct Group {
        id: String,
        level: i64,
        tags: Vec<String>,
    }

    pub(super) fn decode(text: &[u8]) -> Users {
        serde_json::from_slice(text).expect("it is what it should be")
    }

    pub(super) fn encode(users: &Users) -> Vec<u8> {
        serde_json::to_vec(users).expect("it can be written")
    }
}

/// The text of all users; every group has a member that no type names where `unknown` is set.
fn text(unknown: bool) -> Vec<u8> {
    let group = |level: usize| {
        let mut group = serde_json::json!({
            "id": format!("group-{level}"), "level": level, "tags": ["red", "green", "blue"],
        });
        if unknown {
            group["unknown"] = serde_json::json!({"left": [1, 2, 3], "out": null});
        }
        group
    };
    let user = |index: usize| {
        let role = ["owner", "member", "guest"][index % 3];
        serde_json::json!({
            "id": format!("0f6b8a1e-{index:012}"), "name": format!("Jos\u{e9} \"{index}\" Example"),
            "role": role, "active": index.is_multiple_of(2),
            "score": index as f64 / 8.0, "visits": index * 31,
            "nickname": index.is_multiple_of(3).then_some("Joe"),
            "address": {"street": "1 Example Street", "city": "Springfield", "country": "US"},
            "groups": (0..4).map(group).collect::<Vec<_>>(),
            "labels": {"team": "blue", "floor": "3", "desk": index.to_string()},
        })
    };
    let users: Vec<_> = (0..USERS).map(user).collect();
    serde_json::to_vec(&serde_json::json!({"users": users, "total": USERS})).expect("written")
}

/// The least time that each of two functions takes, measured in turns.
fn least<A, B>(mut ours: impl FnMut() -> A, mut theirs: impl FnMut() -> B) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(ours());
        best.0 = best.0.min(start.elapsed());
        let start = Instant::now();
        black_box(theirs());
        best.1 = best.1.min(start.elapsed());
    }
    best
}

/// Prints the time of ours and of serde's derives, and their ratio.
fn print(what: &str, (ours, theirs): (Duration, Duration)) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{what}: {ours:?}, serde's derive {theirs:?}: {ratio:.2}");
}

fn main() {
    let known = text(false);
    let text = text(true);
    let ours: ours::Users = ours::decode(&text);
    let derived: derived::Users = derived::decode(&text);
    // Members that are absent are left out by the one and `null` to the other: the same to both.
    let again = ours::encode(&ours::decode(&derived::encode(&derived)));
    assert!(again == ours::encode(&ours), "both decode the same");
    let decode = least(|| ours::decode(&text), || derived::decode(&text));
    let encode = least(|| ours::encode(&ours), || derived::encode(&derived));
    print("decode", decode);
    print("encode", encode);
    documents::each(&Derives);
    keeping::compare("none there", &known);
    keeping::compare("one in each group", &text);
}

/// Both ways of a document, against serde's derives.
struct Derives;

impl documents::Comparison for Derives {
    fn compare<O, D>(&self, name: &str, text: &[u8])
    where
        O: Decode + Encode,
        D: serde::de::DeserializeOwned + serde::Serialize,
    {
        let decode_ours = || from_slice::<O>(text).expect("it is what it should be");
        let decode_derived = || serde_json::from_slice::<D>(text).expect("it is what it should be");
        let encode_derived = |value: &D| serde_json::to_vec(value).expect("it can be written");
        let (ours, derived) = (decode_ours(), decode_derived());
        let again: O = from_slice(&encode_derived(&derived)).expect("both mean the same");
        assert!(to_vec(&again) == to_vec(&ours), "both decode the same");
        let decode = least(decode_ours, decode_derived);
        print(&format!("decode, {name}"), decode);
        let encode = least(|| to_vec(&ours), || encode_derived(&derived));
        print(&format!("encode, {name}"), encode);
    }
}
