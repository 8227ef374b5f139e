//! Merged schemas.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::mock::schema::Schema;

/// A schema with its references and `allOf` resolved. Unions are kept, because one member will be
/// chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape<'s> {
    /// All schemas, the outermost first.
    pub(super) parts: Vec<&'s Value>,
    /// The references between them.
    pub(super) references: Vec<&'s str>,
    pub(super) unions: Vec<Union<'s>>,
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Union<'s> {
    pub(super) members: &'s [Value],
    pub(super) discriminator: Option<&'s Value>,
}

/// Keywords that imply a type if there is no `type`.
const KEYWORDS: [(&str, &[&str]); 4] = [
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "minProperties",
        ],
    ),
    ("array", &["items", "prefixItems", "minItems", "maxItems"]),
    ("string", &["pattern", "minLength", "maxLength", "format"]),
    (
        "number",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
];

/// Maximum number of schemas; more indicate a cycle.
const MAX_SCHEMAS: usize = 500;

impl<'s> Shape<'s> {
    /// Adds a schema. Returns false if no value matches, because it refers to itself or is `false`.
    pub(super) fn add(&mut self, schema: &'s Schema, node: &'s Value) -> bool {
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            if self.references.contains(&reference) {
                return self.parts.len() < MAX_SCHEMAS && !self.parts.is_empty();
            }
            self.references.push(reference);
            let target = schema.referred(reference);
            if !self.add(schema, target) {
                return false;
            }
            // The root schema has `$defs` beside its reference.
            if node
                .as_object()
                .is_none_or(|node| node.keys().all(|key| key.starts_with('$')))
            {
                return true;
            }
        }
        let is_nothing = node.get("not").is_some_and(|not| {
            *not == Value::Bool(true) || not.as_object().is_some_and(serde_json::Map::is_empty)
        });
        if *node == Value::Bool(false) || is_nothing || self.parts.len() >= MAX_SCHEMAS {
            return false;
        }
        self.parts.push(node);
        for keyword in ["anyOf", "oneOf"] {
            if let Some(members) = node.get(keyword).and_then(Value::as_array) {
                self.unions.push(Union {
                    members,
                    discriminator: node.get("discriminator"),
                });
            }
        }
        let all = node.get("allOf").and_then(Value::as_array);
        all.into_iter().flatten().all(|part| self.add(schema, part))
    }

    /// The values of a keyword, the outermost first.
    pub(super) fn all(&self, keyword: &str) -> impl Iterator<Item = &'s Value> {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// The outermost string value of a keyword.
    pub(super) fn text(&self, keyword: &str) -> Option<&'s str> {
        self.all(keyword).find_map(Value::as_str)
    }

    /// True if one of the schemas has `true`.
    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.all(keyword).any(|value| *value == Value::Bool(true))
    }

    /// The largest of the lower bounds.
    pub(super) fn at_least(&self, keyword: &str) -> Option<f64> {
        self.all(keyword).filter_map(Value::as_f64).reduce(f64::max)
    }

    /// The smallest of the upper bounds.
    pub(super) fn at_most(&self, keyword: &str) -> Option<f64> {
        self.all(keyword).filter_map(Value::as_f64).reduce(f64::min)
    }

    /// The bounds of a length or a count.
    pub(super) fn counts(&self, least: &str, most: &str) -> (usize, usize) {
        let least = self.at_least(least).map_or(0, |it| it as usize);
        let most = self.at_most(most).map_or(usize::MAX, |it| it as usize);
        (least, most)
    }

    /// The constant.
    pub(super) fn constant(&self) -> Option<&'s Value> {
        self.all("const").next()
    }

    /// The values in all `enum`s; `null` last.
    pub(super) fn listed(&self) -> Option<Vec<&'s Value>> {
        let mut lists = self.all("enum").filter_map(Value::as_array);
        let first = lists.next()?;
        let others: Vec<_> = lists.collect();
        let types: Vec<_> = self.all("type").collect();
        let mut values: Vec<_> = first.iter().collect();
        values.retain(|it| others.iter().all(|list| list.contains(it)));
        values.retain(|it| types.iter().all(|types| is_of(it, types)));
        if values.iter().any(|it| !it.is_null()) {
            values.retain(|it| !it.is_null());
        }
        Some(values)
    }

    /// The example or the default.
    pub(super) fn example(&self) -> Option<&'s Value> {
        let mut shown = self.all("example").chain(self.all("default"));
        shown.next().filter(|value| !value.is_null())
    }

    /// True if `null` is allowed.
    pub(super) fn allows_null(&self) -> bool {
        let types: Vec<_> = self.all("type").collect();
        let by_union = || {
            let is_null = |member: &Value| member.get("type").is_some_and(|it| it == "null");
            let mut unions = self.unions.iter();
            !self.unions.is_empty() && unions.all(|it| it.members.iter().any(is_null))
        };
        match types.is_empty() {
            true => by_union(),
            false => types.iter().all(|types| is_of(&Value::Null, types)),
        }
    }

    /// The type to generate; `None` if the types contradict each other.
    pub(super) fn kind(&self) -> Option<&'s str> {
        let mut kinds: Option<BTreeSet<&str>> = None;
        for types in self.all("type") {
            let own: BTreeSet<&str> = match types {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                types => types.as_str().into_iter().collect(),
            };
            let fits =
                |kind: &&str| own.contains(kind) || (*kind == "integer" && own.contains("number"));
            kinds = Some(match kinds {
                None => own,
                Some(known) if known.contains("number") && own.contains("integer") => known
                    .into_iter()
                    .filter(|kind| *kind != "number")
                    .chain(["integer"])
                    .collect(),
                Some(known) => known.into_iter().filter(fits).collect(),
            });
        }
        let Some(kinds) = kinds else {
            let has = |keywords: &[&str]| keywords.iter().any(|it| self.all(it).next().is_some());
            let mut meant = KEYWORDS.iter().filter(|(_, keywords)| has(keywords));
            return Some(meant.next().map_or("string", |(kind, _)| kind));
        };
        kinds
            .iter()
            .find(|kind| **kind != "null")
            .or(kinds.first())
            .copied()
    }
}

/// True if a value has one of these types.
fn is_of(value: &Value, types: &Value) -> bool {
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|it| it.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    match types {
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        types => types.as_str().is_none_or(is),
    }
}
