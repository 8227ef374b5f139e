//! Decoding and encoding against serde's derives, on the same types and the same text: prints how
//! long ours takes for each unit of time that serde's takes.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use sdk_runtime::{decode_object, encode_object, from_slice, text_enum, to_vec};

/// How often each side is measured; the least of the times counts.
const ROUNDS: usize = 60;

/// How many users the text holds: 1.2 MB of it.
const USERS: usize = 1500;

text_enum! {
    /// A role.
    pub enum Role { Owner = "owner", Member = "member", Guest = "guest" }
}

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

macro_rules! models {
    ($role:ty; $(#[$derives:meta])*) => {
        $(#[$derives])*
        #[derive(Clone, Debug)]
        pub(super) struct Users {
            users: Vec<User>,
            total: i64,
        }

        $(#[$derives])*
        #[derive(Clone, Debug)]
        pub(super) struct User {
            id: String,
            name: String,
            role: $role,
            active: bool,
            score: f64,
            visits: i64,
            nickname: Option<String>,
            address: Address,
            groups: Vec<Group>,
            labels: BTreeMap<String, String>,
        }

        $(#[$derives])*
        #[derive(Clone, Debug)]
        pub(super) struct Address {
            street: String,
            city: String,
            zip: Option<String>,
            country: String,
        }

        $(#[$derives])*
        #[derive(Clone, Debug)]
        pub(super) struct Group {
            id: String,
            level: i64,
            tags: Vec<String>,
        }
    };
}

mod ours {
    use super::*;

    models!(Role;);
    decode_object!(Users, required(users, total));
    encode_object!(Users, members(users, total));
    decode_object!(
        User,
        required(
            id, name, role, active, score, visits, address, groups, labels
        ),
        optional(nickname)
    );
    encode_object!(
        User,
        members(
            id, name, role, active, score, visits, nickname, address, groups, labels
        )
    );
    decode_object!(Address, required(street, city, country), optional(zip));
    encode_object!(Address, members(street, city, zip, country));
    decode_object!(Group, required(id, level, tags));
    encode_object!(Group, members(id, level, tags));

    pub(super) fn decode(text: &[u8]) -> Users {
        from_slice(text).expect("it is what it should be")
    }

    pub(super) fn encode(users: &Users) -> Vec<u8> {
        to_vec(users)
    }
}

mod derived {
    use super::*;

    models!(DerivedRole; #[derive(serde::Deserialize, serde::Serialize)]);

    pub(super) fn decode(text: &[u8]) -> Users {
        serde_json::from_slice(text).expect("it is what it should be")
    }

    pub(super) fn encode(users: &Users) -> Vec<u8> {
        serde_json::to_vec(users).expect("it can be written")
    }
}

fn text() -> Vec<u8> {
    let group = |level: usize| {
        serde_json::json!({
            "id": format!("group-{level}"), "level": level, "tags": ["red", "green", "blue"],
            "unknown": {"left": [1, 2, 3], "out": null},
        })
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

fn main() {
    let text = text();
    let ours: ours::Users = ours::decode(&text);
    let derived: derived::Users = derived::decode(&text);
    // Members that are absent are left out by the one and `null` to the other: the same to both.
    let again = ours::encode(&derived_to_ours(&derived));
    assert!(again == ours::encode(&ours), "both decode the same");
    let decode = least(|| ours::decode(&text), || derived::decode(&text));
    let encode = least(|| ours::encode(&ours), || derived::encode(&derived));
    for (what, (ours, theirs)) in [("decode", decode), ("encode", encode)] {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("{what}: {ours:?}, serde's derive {theirs:?}: {ratio:.2}");
    }
}

/// By way of the text.
fn derived_to_ours(users: &derived::Users) -> ours::Users {
    ours::decode(&derived::encode(users))
}
