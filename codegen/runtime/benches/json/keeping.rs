//! The same types as those of the benchmark, with a place for members that no type names.

use std::collections::BTreeMap;

use sdk_runtime::{Value, from_slice, object, to_vec};

use super::{Role, least, ours};

/// All users.
#[derive(Clone)]
pub struct Users {
    pub users: Vec<User>,
    pub total: i64,
    pub others: BTreeMap<String, Value>,
}
object!(Users: Decode + Encode { users, total }, ..others);

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
    pub others: BTreeMap<String, Value>,
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
}, ..others);

/// Where a user lives.
#[derive(Clone)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub zip: Option<String>,
    pub country: String,
    pub others: BTreeMap<String, Value>,
}
object!(Address: Decode + Encode { street, city, zip, country }, ..others);

/// What a user is part of.
#[derive(Clone)]
pub struct Group {
    pub id: String,
    pub level: i64,
    pub tags: Vec<String>,
    pub others: BTreeMap<String, Value>,
}
object!(Group: Decode + Encode { id, level, tags }, ..others);

/// What it costs to keep members that no type names, against passing over them.
pub(crate) fn compare(what: &str, text: &[u8]) {
    let decoded = |text| from_slice::<Users>(text).expect("it is what it should be");
    let (kept, passed) = (decoded(text), ours::decode(text));
    let decode = least(|| decoded(text), || ours::decode(text));
    let encode = least(|| to_vec(&kept), || ours::encode(&passed));
    for (way, (kept, passed)) in [("decode", decode), ("encode", encode)] {
        let ratio = kept.as_secs_f64() / passed.as_secs_f64();
        println!(
            "{way} keeping unknown members, {what}: {kept:?}, without: {passed:?}: {ratio:.2}"
        );
    }
}
