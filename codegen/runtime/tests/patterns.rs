//! Patterns of a description that were made, or happen, to take for ever.
#![cfg(feature = "validate")]
// What the fields are is in their names.
#![allow(missing_docs)]

use std::time::{Duration, Instant};

use sdk_runtime::{Validate, object};

/// Texts with patterns that engines which go back and try again take exponential time for.
#[derive(Clone)]
pub struct Exploding {
    pub nested: String,
    pub either: String,
    pub stars: String,
    pub words: String,
    pub address: String,
}
object!(Exploding: Decode + Encode {
    nested [pattern("^(a+)+$")],
    either [pattern("^(a|aa)+$")],
    stars [pattern("^(.*)*=(.*)*$")],
    words [pattern(r"^(\w+\s?)*$")],
    address [pattern(r"^([a-z0-9])(([\-.]|[_]+)?([a-z0-9]+))*@x$")]
});

/// Texts with patterns that have very many parts once they are written out.
#[derive(Clone)]
pub struct Large {
    pub large: String,
    pub deep: String,
    pub wide: String,
    pub classes: String,
}
object!(Large: Decode + Encode {
    large [pattern("^(a{1000}){1000}$")],
    deep [pattern("^((((a{1,99}){1,99}){1,99}){1,99}){1,99}$")],
    wide [pattern("^(a{0,250}){0,250}b$")],
    classes [pattern(r"^(\w{0,99}\d{0,99}\s{0,99}){0,99}!$")]
});

/// Texts with patterns as descriptions have them.
#[derive(Clone)]
pub struct Usual {
    pub name: String,
    pub text: String,
}
object!(Usual: Decode + Encode {
    name [pattern("^[a-z]{1,255}$")],
    text [pattern(r"^[\s\S]{0,4096}$")]
});

/// What a check may take on a slow machine, without optimization.
const LIMIT: Duration = Duration::from_secs(5);

/// Checks in time, and gives the number of violations.
fn violations(value: &impl Validate) -> usize {
    let start = Instant::now();
    let count = match value.validate() {
        Ok(()) => 0,
        Err(invalid) => invalid.violations().len(),
    };
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{taken:?}");
    count
}

#[test]
fn no_pattern_takes_exponential_time() {
    // One letter more doubles it, where it explodes.
    for length in [40, 1000, 20_000] {
        let text = || "a".repeat(length) + "!";
        let value = Exploding {
            nested: text(),
            either: text(),
            stars: text(),
            words: text(),
            address: text(),
        };
        assert_eq!(violations(&value), 5, "{length}");
    }
}

#[test]
fn no_pattern_takes_much_for_all_of_its_parts() {
    let before = most_memory();
    for length in [1, 300, 1000, 20_000] {
        let text = || "a".repeat(length);
        let value = Large {
            large: text(),
            deep: text(),
            wide: text(),
            classes: text(),
        };
        // What is too large is left to the server.
        assert_eq!(violations(&value), 0, "{length}");
    }
    let after = most_memory();
    assert!(after - before < 64 << 10, "{before} KiB, then {after} KiB");
}

#[test]
fn usual_patterns_are_checked() {
    let value = |name: &str, length: usize| Usual {
        name: name.to_owned(),
        text: "é".repeat(length),
    };
    assert_eq!(violations(&value("a", 100)), 0);
    assert_eq!(violations(&value("A", 100)), 1);
    assert_eq!(violations(&value(&"a".repeat(255), 0)), 0);
    assert_eq!(violations(&value(&"a".repeat(256), 0)), 1);
}

/// The most that this process ever had in memory, in KiB; 0 where the system does not say.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}
