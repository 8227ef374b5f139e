//! Schemas of a description as self-contained JSON Schemas.

mod copy;

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::{Value, json};

use crate::load::Node;
use copy::copy;

/// The direction of values, to which `readOnly` and `writeOnly` apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From a client.
    Request,
    /// To a client.
    Response,
}

impl Direction {
    /// The keyword of properties that are not sent in this direction.
    pub(super) fn excluded(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// Maximum number of backtracking steps of a pattern.
const BACKTRACKS: usize = 100_000;

/// A schema in JSON Schema 2020-12, with its references in `$defs`.
///
/// Keywords for the mock server are preserved: `example`, `readOnly`, `writeOnly`, `xml` and
/// `x-sensitive`. `discriminator` has the value for each member of the union in addition.
#[derive(Debug)]
pub(super) struct Schema {
    root: Value,
    direction: Direction,
    /// Compiled on the first validation; `None` if the schema is invalid.
    validator: OnceLock<Option<Validator>>,
}

/// A violation of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// JSON pointer into the value.
    pub(super) at: String,
    /// The problem, without the value, which may be a secret.
    pub(super) message: String,
}

impl Schema {
    /// Copies a schema with everything that it refers to.
    pub(super) fn new(node: &Node<'_>, direction: Direction) -> Self {
        let root = copy(node, direction);
        Self {
            root,
            direction,
            validator: OnceLock::new(),
        }
    }

    /// The schema of any string.
    pub(super) fn text() -> Self {
        Self {
            root: json!({"type": "string"}),
            direction: Direction::Request,
            validator: OnceLock::new(),
        }
    }

    /// The root of the schema.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// The direction of its values.
    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// Follows references; the schema itself if it is none.
    pub(super) fn resolve<'s>(&'s self, mut schema: &'s Value) -> &'s Value {
        // Longer chains are circular.
        for _ in 0..32 {
            match schema.get("$ref").and_then(Value::as_str) {
                Some(reference) => schema = self.referred(reference),
                None => break,
            }
        }
        schema
    }

    /// The target of a reference in this schema.
    pub(super) fn referred(&self, reference: &str) -> &Value {
        let name = reference.trim_start_matches("#/$defs/");
        let defined = self.root.get("$defs").and_then(|all| all.get(name));
        defined.unwrap_or(&Value::Bool(true))
    }

    /// The violations in a value, up to a maximum number.
    pub(super) fn faults(&self, value: &Value) -> Vec<Fault> {
        /// Maximum number of violations.
        const MAX_VIOLATIONS: usize = 20;
        let Some(validator) = self.validator() else {
            return Vec::new();
        };
        let errors = validator.iter_errors(value).take(MAX_VIOLATIONS);
        errors
            .map(|error| Fault {
                at: error.instance_path().to_string(),
                message: error.masked().to_string(),
            })
            .collect()
    }

    /// True if a value matches.
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.validator().is_none_or(|it| it.is_valid(value))
    }

    fn validator(&self) -> Option<&Validator> {
        let build = || {
            compile(&self.root).or_else(|| {
                let mut plain = self.root.clone();
                without_patterns(&mut plain);
                compile(&plain)
            })
        };
        self.validator.get_or_init(build).as_ref()
    }
}

fn compile(schema: &Value) -> Option<Validator> {
    let patterns = PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS);
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(patterns)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true);
    options.build(schema).ok()
}

/// Removes all patterns, because one of them is not a valid regular expression.
fn without_patterns(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_patterns),
        Value::Object(members) => {
            members.retain(|key, value| {
                !(key == "pattern" && value.is_string()) && key != "patternProperties"
            });
            members.values_mut().for_each(without_patterns);
        }
        _ => {}
    }
}
