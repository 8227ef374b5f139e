//! Schemas of a description as JSON Schema that stands by itself.

mod copy;

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::{Value, json};

use crate::load::Node;
use copy::copy;

/// Which way the values of a schema travel: `readOnly` and `writeOnly` depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From a client.
    Request,
    /// To a client.
    Response,
}

impl Direction {
    /// The keyword that says of a property that it does not travel this way.
    pub(super) fn excluded(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// How many steps a pattern of a description may take back on one text.
const BACKTRACKS: usize = 100_000;

/// One schema, with everything that it refers to under `$defs`, in JSON Schema 2020-12.
///
/// What is only read by the mock server stays as it is: `example`, `readOnly`, `writeOnly`, `xml`,
/// `x-sensitive`. `discriminator` has the value of each member of the union beside it.
#[derive(Debug)]
pub(super) struct Schema {
    root: Value,
    direction: Direction,
    /// Compiled when the first value is checked; `None` where it is not valid as a schema.
    validator: OnceLock<Option<Validator>>,
}

/// What is wrong at one place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// JSON pointer into the value.
    pub(super) at: String,
    /// What is wrong, without the value itself: it may be a secret.
    pub(super) message: String,
}

impl Schema {
    /// Copies a schema and all that it refers to.
    pub(super) fn new(node: &Node<'_>, direction: Direction) -> Self {
        let root = copy(node, direction);
        Self {
            root,
            direction,
            validator: OnceLock::new(),
        }
    }

    /// The schema of a text.
    pub(super) fn text() -> Self {
        Self {
            root: json!({"type": "string"}),
            direction: Direction::Request,
            validator: OnceLock::new(),
        }
    }

    /// The whole of it.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// Which way its values travel.
    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// What a reference leads to; the schema itself where it is none.
    pub(super) fn resolve<'s>(&'s self, mut schema: &'s Value) -> &'s Value {
        // A chain that is longer than this leads in a circle.
        for _ in 0..32 {
            match schema.get("$ref").and_then(Value::as_str) {
                Some(reference) => schema = self.referred(reference),
                None => break,
            }
        }
        schema
    }

    /// What stands where a reference of this schema leads to.
    pub(super) fn referred(&self, reference: &str) -> &Value {
        let name = reference.trim_start_matches("#/$defs/");
        let defined = self.root.get("$defs").and_then(|all| all.get(name));
        defined.unwrap_or(&Value::Bool(true))
    }

    /// Says everything that is wrong with a value, up to a limit.
    pub(super) fn faults(&self, value: &Value) -> Vec<Fault> {
        /// More than this nobody reads.
        const MOST: usize = 20;
        let Some(validator) = self.validator() else {
            return Vec::new();
        };
        let errors = validator.iter_errors(value).take(MOST);
        errors
            .map(|error| Fault {
                at: error.instance_path().to_string(),
                message: error.masked().to_string(),
            })
            .collect()
    }

    /// True for a value that fits.
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

/// Leaves out patterns: one of them is no regular expression.
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
