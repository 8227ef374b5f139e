use serde_json::{Map, Value, json};

use super::super::case::{Case, description, named, object, of_schema, reference};
use super::Class;
use super::Outcome::{self, Generated, Warned};

/// Names, enums, defaults and limits.
pub fn all() -> Vec<Class> {
    let mut classes = names();
    classes.extend(values());
    classes
}

fn names() -> Vec<Class> {
    let cases: [(u8, &str, &[&str], Outcome); 14] = [
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
    let mut classes: Vec<Class> = cases
        .into_iter()
        .map(|(number, name, names, outcome)| {
            let properties: Map<String, Value> = names
                .iter()
                .map(|name| ((*name).to_owned(), json!({"type": "string"})))
                .collect();
            let schema = json!({"type": "object", "properties": properties});
            Class::new(
                number,
                name,
                outcome,
                Case::json(&of_schema("3.0.3", schema, Map::new())),
            )
        })
        .collect();
    let two = Map::from_iter([
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
        Case::json(&of_schema("3.0.3", root, two)),
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

fn values() -> Vec<Class> {
    let many: Vec<String> = (0..50_000).map(|number| format!("v{number}")).collect();
    let cases: [(u8, &str, Value, Outcome); 16] = [
        (
            45,
            "a duplicate value",
            json!({"type": "string", "enum": ["a", "a", "b"]}),
            Generated,
        ),
        (
            46,
            "empty values",
            json!({"type": "string", "enum": ["", "\"\""]}),
            Generated,
        ),
        (
            47,
            "`null` as a value",
            json!({"type": "string", "enum": ["a", null]}),
            Generated,
        ),
        (
            48,
            "null beside `none`",
            json!({"enum": ["none", null]}),
            Generated,
        ),
        (
            49,
            "values of several types",
            json!({"enum": [1, "1", 1.5, true]}),
            Warned,
        ),
        (
            50,
            "values that differ in case",
            json!({"type": "string", "enum": ["a", "A", "B", "b"]}),
            Warned,
        ),
        (
            51,
            "no values, and lists as values",
            json!({"oneOf": [{"enum": []}, {"enum": [[]]}]}),
            Generated,
        ),
        (
            52,
            "50,000 values",
            json!({"type": "string", "enum": many}),
            Generated,
        ),
        (
            53,
            "values with punctuation",
            json!({"type": "string", "enum": ["a\"b", "a\\b", "a\nb"]}),
            Warned,
        ),
        (
            54,
            "a default of another type",
            json!({"type": "integer", "default": "x"}),
            Generated,
        ),
        (
            55,
            "a default outside of the enum",
            json!({"type": "string", "enum": ["a"], "default": "b"}),
            Generated,
        ),
        (
            56,
            "extreme numbers",
            json!({"type": "number", "default": 1e308, "minimum": -0.0, "maximum": 18_446_744_073_709_551_615_u64}),
            Generated,
        ),
        (
            57,
            "a pattern with lookaround",
            json!({"type": "string", "pattern": "(?<=a)b\\1"}),
            Generated,
        ),
        (
            58,
            "a pattern with exponential backtracking",
            json!({"type": "string", "pattern": "(a+)+$|x{1000000}"}),
            Generated,
        ),
        (
            59,
            "limits that contradict each other",
            json!({"type": "integer", "minimum": 9, "maximum": 1, "multipleOf": 0}),
            Generated,
        ),
        (
            60,
            "an unknown format",
            json!({"type": "string", "format": "rm -rf /"}),
            Generated,
        ),
    ];
    cases
        .into_iter()
        .map(|(number, name, schema, outcome)| {
            let root = json!({"type": "object", "properties": {"a": schema}});
            let all = of_schema("3.0.3", reference(0), named(1, |_| root.clone()));
            Class::new(number, name, outcome, Case::json(&all))
        })
        .collect()
}
