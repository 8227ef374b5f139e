//! Valid descriptions with a few random changes.

use fastrand::Rng;
use serde_json::{Value, json};

use super::case::Case;
use super::texts::text;

const SPEC: &str = include_str!("../../../spec/openapi.yaml");
const FEATURES: &str = include_str!("../../../codegen/tests/compiles/features.yaml");
const ODD: &str = include_str!("../../../codegen/tests/compiles/odd.yaml");

/// Generates a description.
pub fn generate(random: &mut Rng) -> Case {
    let original = *random.choice(&[SPEC, FEATURES, ODD]).unwrap_or(&SPEC);
    if random.u8(..4) == 0 {
        return Case::text("api.yaml", bytes(random, original));
    }
    let mut tree: Value = serde_yaml::from_str(original).unwrap_or(Value::Null);
    for _ in 0..random.usize(1..8) {
        let other = pick(random, &tree).clone();
        change(random, &mut tree, other);
    }
    Case::json(&tree)
}

/// The text with some bytes changed, removed or repeated, or truncated.
fn bytes(random: &mut Rng, original: &str) -> Vec<u8> {
    let mut bytes = original.as_bytes().to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..bytes.len());
        match random.u8(..5) {
            0 => bytes[at] = random.u8(..),
            1 => drop(bytes.remove(at)),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let end = (at + random.usize(1..2000)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let inserted = text(random).into_bytes();
                bytes.splice(at..at, inserted);
            }
        }
    }
    bytes
}

/// A random value of a tree.
fn pick<'v>(random: &mut Rng, value: &'v Value) -> &'v Value {
    let mut at = value;
    for _ in 0..random.usize(0..12) {
        let below = match at {
            Value::Array(items) if !items.is_empty() => items.get(random.usize(..items.len())),
            Value::Object(members) if !members.is_empty() => {
                members.values().nth(random.usize(..members.len()))
            }
            _ => None,
        };
        match below {
            Some(below) => at = below,
            None => break,
        }
    }
    at
}

/// Changes a random value: removes it, replaces it with `other`, or renames it.
fn change(random: &mut Rng, value: &mut Value, other: Value) {
    let stop = random.u8(..6) == 0;
    match value {
        Value::Array(items) if !items.is_empty() => {
            let index = random.usize(..items.len());
            match (stop, random.u8(..3)) {
                (false, _) => change(random, &mut items[index], other),
                (_, 0) => drop(items.remove(index)),
                (_, 1) => items.push(other),
                _ => items[index] = other,
            }
        }
        Value::Object(members) if !members.is_empty() => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let key = keys[random.usize(..keys.len())].clone();
            match (stop, random.u8(..4)) {
                (false, _) => {
                    if let Some(member) = members.get_mut(&key) {
                        change(random, member, other);
                    }
                }
                (_, 0) => drop(members.remove(&key)),
                (_, 1) => {
                    let member = members.remove(&key).unwrap_or_default();
                    members.insert(text(random), member);
                }
                (_, 2) => drop(members.insert(text(random), other)),
                _ => drop(members.insert(key, other)),
            }
        }
        scalar => {
            *scalar = match random.u8(..4) {
                0 => json!(text(random)),
                1 => json!({"$ref": "#/components/schemas/Nobody"}),
                2 => json!(random.i64(..)),
                _ => other,
            };
        }
    }
}
