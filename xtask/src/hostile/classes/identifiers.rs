//! Classes of names, enums, defaults and constraints.

use serde_json::{Map, Value, json};

use super::super::case::{Case, description, named, object, of_schema, reference};
use super::Class;
use super::Outcome::{self, Generated, Warned};

/// Number, name, property names and expected outcome of each class of names.
const NAMES: [(u8, &str, &[&str], Outcome); 14] = [
    (
        29,
        "keywords without a raw form",
        &["self", "Self", "super", "crate", "_"],
        Warned,
    ),
    (
        30,
        "keywords",
        &[
            "type", "async", "gen", "try", "dyn", "box", "yield", "abstract",
        ],
        Generated,
    ),
    (
        31,
        "contextual keywords",
        &["union", "default", "raw", "safe", "auto"],
        Generated,
    ),
    (
        32,
        "names that start with a digit",
        &["12", "3d"],
        Generated,
    ),
    (33, "an empty name", &[""], Generated),
    (34, "symbols only", &["*", "<=1y", ">1y"], Generated),
    (
        35,
        "one name in three cases",
        &["fooBar", "foo_bar", "foo-bar"],
        Warned,
    ),
    (
        37,
        "names of the prelude",
        &[
            "Option", "String", "Result", "Box", "Vec", "Some", "None", "Ok", "Err", "Default",
        ],
        Generated,
    ),
    (
        38,
        "names of crates",
        &["std", "core", "serde", "reqwest"],
        Generated,
    ),
    (
        39,
        "names of generated items",
        &["Client", "Builder", "new", "build", "send"],
        Generated,
    ),
    (
        40,
        "letters that are not ASCII",
        &["👍", "а", "ﬁ", "a\u{200b}b"],
        Generated,
    ),
    (
        42,
        "names with punctuation",
        &["r#x", "'static", "x.y", "x/y", "x:y", "x y", "a\"b"],
        Warned,
    ),
    (
        43,
        "names of devices",
        &["__proto__", "Con", "aux", "nul"],
        Generated,
    ),
    (
        44,
        "letters whose case mapping changes the length",
        &["İ", "ı", "Foo"],
        Generated,
    ),
];

/// Number, name, schema in JSON and expected outcome of each class of values.
const SCHEMAS: [(u8, &str, &str, Outcome); 15] = [
    (
        45,
        "a duplicate value",
        r#"{"type": "string", "enum": ["a", "a", "b"]}"#,
        Generated,
    ),
    (
        46,
        "empty values",
        r#"{"type": "string", "enum": ["", "\"\""]}"#,
        Generated,
    ),
    (
        47,
        "`null` as a value",
        r#"{"type": "string", "enum": ["a", null]}"#,
        Generated,
    ),
    (
        48,
        "null beside `none`",
        r#"{"enum": ["none", null]}"#,
        Generated,
    ),
    (
        49,
        "values of several types",
        r#"{"enum": [1, "1", 1.5, true]}"#,
        Warned,
    ),
    (
        50,
        "values that differ in case",
        r#"{"type": "string", "enum": ["a", "A", "B", "b"]}"#,
        Warned,
    ),
    (
        51,
        "no values, and lists as values",
        r#"{"oneOf": [{"enum": []}, {"enum": [[]]}]}"#,
        Generated,
    ),
    (
        53,
        "values with punctuation",
        r#"{"type": "string", "enum": ["a\"b", "a\\b", "a\nb"]}"#,
        Warned,
    ),
    (
        54,
        "a default of another type",
        r#"{"type": "integer", "default": "x"}"#,
        Generated,
    ),
    (
        55,
        "a default outside of the enum",
        r#"{"type": "string", "enum": ["a"], "default": "b"}"#,
        Generated,
    ),
    (
        56,
        "extreme numbers",
        r#"{"type": "number", "default": 1e308, "minimum": -0.0, "maximum": 18446744073709551615}"#,
        Generated,
    ),
    (
        57,
        "a pattern with lookaround",
        r#"{"type": "string", "pattern": "(?<=a)b\\1"}"#,
        Generated,
    ),
    (
        58,
        "a pattern with exponential backtracking",
        r#"{"type": "string", "pattern": "(a+)+$|x{1000000}"}"#,
        Generated,
    ),
    (
        59,
        "limits that contradict each other",
        r#"{"type": "integer", "minimum": 9, "maximum": 1, "multipleOf": 0}"#,
        Generated,
    ),
    (
        60,
        "an unknown format",
        r#"{"type": "string", "format": "rm -rf /"}"#,
        Generated,
    ),
];

/// All classes of names and values.
pub fn all() -> Vec<Class> {
    let mut classes = names();
    classes.extend(other_names());
    classes.extend(values());
    classes
}

/// An object with properties of these names.
fn names() -> Vec<Class> {
    let cases = NAMES.into_iter().map(|(number, name, names, outcome)| {
        let properties: Map<String, Value> = names
            .iter()
            .map(|name| ((*name).to_owned(), json!({"type": "string"})))
            .collect();
        let schema = json!({"type": "object", "properties": properties});
        let document = of_schema("3.0.3", schema, Map::new());
        Class::new(number, name, outcome, Case::json(&document))
    });
    cases.collect()
}

/// Names of schemas and tags, and a long name.
fn other_names() -> Vec<Class> {
    let mut classes = Vec::new();
    let schemas = Map::from_iter([
        ("rules_Message".to_owned(), object("a")),
        ("rules_message".to_owned(), object("b")),
        (
            "Root".to_owned(),
            json!({"type": "object", "properties": {
                "a": {"$ref": "#/components/schemas/rules_Message"},
                "b": {"$ref": "#/components/schemas/rules_message"},
            }}),
        ),
    ]);
    let root = json!({"$ref": "#/components/schemas/Root"});
    classes.push(Class::new(
        36,
        "schemas with one name",
        Warned,
        Case::json(&of_schema("3.0.3", root, schemas)),
    ));
    let long = json!({"type": "object", "properties": {"n".repeat(10_000): {"type": "string"}}});
    classes.push(Class::new(
        41,
        "a name of 10,000 letters",
        Generated,
        Case::json(&of_schema("3.0.3", long, Map::new())),
    ));
    let tags = json!({"paths": {"/a": {"get": {"tags": ["../../etc"], "responses": {"204": {"description": "ok"}}}}}});
    classes.push(Class::new(
        43,
        "a tag that is a path",
        Generated,
        Case::json(&description("3.0.3", tags)),
    ));
    classes
}

/// An object with a property of this schema.
fn values() -> Vec<Class> {
    let class = |number, name, schema: Value, outcome| {
        let root = json!({"type": "object", "properties": {"a": schema}});
        let document = of_schema("3.0.3", reference(0), named(1, |_| root.clone()));
        Class::new(number, name, outcome, Case::json(&document))
    };
    let cases = SCHEMAS.into_iter().map(|(number, name, schema, outcome)| {
        let schema = serde_json::from_str(schema).expect("the schema is JSON");
        class(number, name, schema, outcome)
    });
    let mut classes: Vec<Class> = cases.collect();
    let many: Vec<String> = (0..50_000).map(|number| format!("v{number}")).collect();
    let schema = json!({"type": "string", "enum": many});
    classes.push(class(52, "50,000 values", schema, Generated));
    classes
}
