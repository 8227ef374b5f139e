//! Classes of texts in descriptions, which become documentation.

use serde_json::{Map, json};

use super::super::case::{Case, of_schema};
use super::Class;
use super::Outcome::{self, Generated};

/// Number, name, text and expected outcome of each class.
const TEXTS: [(u8, &str, &str, Outcome); 27] = [
    (1, "line break and code", "a\npub fn pwned() {}", Generated),
    (2, "CR LF and code", "a\r\npub fn pwned() {}", Generated),
    (3, "bare CR and code", "a\rpub fn pwned() {}", Generated),
    (
        4,
        "end and start of a comment",
        "*/ pub fn pwned() {} /*",
        Generated,
    ),
    (
        5,
        "unbalanced comment delimiters",
        "**/ *\u{200b}/ /* /",
        Generated,
    ),
    (6, "overlapping ends of a comment", "**//", Generated),
    (
        7,
        "end of an attribute",
        "x\"] pub fn pwned() {} #[doc=\"",
        Generated,
    ),
    (8, "an inner attribute", "#![allow(warnings)]\nx", Generated),
    (9, "a backslash at the end", "x\\", Generated),
    (10, "end of a raw string", "\"# \"##########", Generated),
    (11, "bidirectional marks", "a\u{202e}b\u{2066}c", Generated),
    (12, "control characters", "a\0b\u{7}c\u{1b}[31md", Generated),
    (
        13,
        "line separators",
        "\u{feff}a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f",
        Generated,
    ),
    (
        14,
        "a fence with code",
        "```\nstd::process::exit(1)\n```",
        Generated,
    ),
    (
        15,
        "a fence of tildes",
        "~~~\nstd::process::exit(1)\n~~~",
        Generated,
    ),
    (
        16,
        "an indented block",
        "a\n\n    std::process::exit(1)\n\n\tpanic!()",
        Generated,
    ),
    (
        17,
        "an unclosed fence",
        "```rust\nstd::process::exit(1)",
        Generated,
    ),
    (
        18,
        "HTML",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        Generated,
    ),
    (19, "generics", "a Vec<T> of Option<U>", Generated),
    (
        20,
        "a link to an item",
        "see [foo] and [bar](baz)",
        Generated,
    ),
    (21, "a bare URL", "see https://example.com/x", Generated),
    (
        22,
        "a script in a link",
        "[x](javascript:alert(1)) ![y](http://127.0.0.1/y)",
        Generated,
    ),
    (24, "braces", "{} {0} $crate {name:?}", Generated),
    (
        25,
        "a file that would be included",
        "include_str!(\"/etc/passwd\")",
        Generated,
    ),
    (
        26,
        "commands to a build server",
        "::error::x\n##[group]y",
        Generated,
    ),
    (27, "nothing but spaces", "   \n \t ", Generated),
    (28, "joined emoji", "👩‍👩‍👧‍👦", Generated),
];

/// The text of each class as the description of the API, of an operation, of a schema and of properties.
pub fn all() -> Vec<Class> {
    let texts = TEXTS.into_iter();
    let mut classes: Vec<Class> = texts
        .map(|(number, name, text, outcome)| class(number, name, text, outcome))
        .collect();
    let megabyte = "word ".repeat(200_000);
    classes.push(class(23, "a megabyte", &megabyte, Generated));
    classes
}

fn class(number: u8, name: &'static str, text: &str, outcome: Outcome) -> Class {
    let schema = json!({"type": "object", "description": text, "properties": {
        "a": {"type": "string", "description": text},
        "b": {"type": "string", "enum": ["x"], "description": text},
    }});
    let mut document = of_schema("3.0.3", schema, Map::new());
    document["paths"]["/x"]["post"]["description"] = json!(text);
    document["info"]["description"] = json!(text);
    Class::new(number, name, outcome, Case::json(&document))
}
