use serde_json::{Map, Value, json};

use super::super::case::{Case, description, named, object, of_schema, reference};
use super::Class;
use super::Outcome::{self, Generated, Refused, Warned};

/// Structure, and what stands in paths and operations.
pub fn all() -> Vec<Class> {
    let mut classes = references();
    classes.extend(texts());
    classes.extend(operations());
    classes
}

fn references() -> Vec<Class> {
    let property = |schema: Value| json!({"type": "object", "properties": {"a": schema}});
    let lone = |schema: Value| named(1, |_| schema.clone());
    let mut chain = named(10_000, |number| reference(number + 1));
    chain.insert("S10000".to_owned(), object("end"));
    let escaped = Map::from_iter([
        (
            "S0".to_owned(),
            property(json!({"$ref": "#/components/schemas/a~1b~0c%25"})),
        ),
        ("a/b~c%".to_owned(), object("x")),
    ]);
    let percent = Map::from_iter([
        (
            "S0".to_owned(),
            property(json!({"$ref": "#/components/schemas/%C3%A9"})),
        ),
        ("é".to_owned(), object("x")),
    ]);
    let cases: [(u8, &str, Map<String, Value>, Outcome); 12] = [
        (
            61,
            "a schema that contains itself",
            lone(property(reference(0))),
            Generated,
        ),
        (
            62,
            "schemas that extend each other",
            named(2, |i| json!({"allOf": [reference(1 - i), object("a")]})),
            Generated,
        ),
        (
            63,
            "a cycle of references",
            named(3, |i| reference((i + 1) % 3)),
            Warned,
        ),
        (64, "a chain of 10,000 references", chain, Generated),
        (
            65,
            "a reference to another kind of object",
            lone(property(json!({"$ref": "#/paths/~1x"}))),
            Generated,
        ),
        (
            66,
            "a reference without a target",
            lone(property(json!({"$ref": "#/components/schemas/Nobody"}))),
            Warned,
        ),
        (
            67,
            "a reference to a host",
            lone(property(json!({"$ref": "http://169.254.169.254/latest"}))),
            Warned,
        ),
        (
            67,
            "a reference to a file elsewhere",
            lone(property(json!({"$ref": "file:///etc/passwd"}))),
            Warned,
        ),
        (
            67,
            "a reference outside of the folder",
            lone(property(json!({"$ref": "../../x.yaml#/A"}))),
            Warned,
        ),
        (68, "escapes in a reference", escaped, Generated),
        (69, "percent signs in a reference", percent, Generated),
        (
            77,
            "types that contradict each other",
            lone(json!({"allOf": [{"type": "string"}, {"type": "object"}]})),
            Warned,
        ),
    ];
    cases
        .into_iter()
        .map(|(number, name, schemas, outcome)| {
            Class::new(
                number,
                name,
                outcome,
                Case::json(&of_schema("3.0.3", reference(0), schemas)),
            )
        })
        .collect()
}

fn texts() -> Vec<Class> {
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
    let levels = |count: usize| {
        let line = |level: usize| {
            format!(
                "a{level}: &a{level} [{}]\n",
                vec![format!("*a{}", level - 1); 9].join(", ")
            )
        };
        (1..count).map(line).collect::<String>()
    };
    let yaml: [(u8, &str, String, Outcome); 8] = [
        (
            70,
            "10,000 levels",
            format!("{head}x-a: {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
            Refused,
        ),
        (
            71,
            "aliases of aliases",
            format!("{head}a0: &a0 [x]\n{}", levels(10)),
            Refused,
        ),
        (
            72,
            "an alias of itself",
            format!("{head}x-a: &x [*x]\n"),
            Refused,
        ),
        (
            73,
            "a duplicate key",
            format!("{head}x-a: {{a: 1, a: 2}}\n"),
            Refused,
        ),
        (
            74,
            "a merge key",
            format!("{head}x-a: {{<<: {{b: 1}}}}\n"),
            Refused,
        ),
        (
            75,
            "scalars that other YAML parsers read differently",
            format!("{head}x-a: [no, yes, 012, 1_000, 0o14, 200: ok]\n"),
            Generated,
        ),
        (
            76,
            "a tag that runs code",
            format!("{head}x-a: !!python/object/apply:os.system [id]\n"),
            Generated,
        ),
        (78, "more operations than the limit", many(40_000), Refused),
    ];
    let mut classes: Vec<Class> = yaml
        .into_iter()
        .map(|(number, name, text, outcome)| {
            Class::new(number, name, outcome, Case::text("api.yaml", text))
        })
        .collect();
    let large = || {
        let items = "- a\n".repeat(25_000_000);
        Case::text(
            "api.yaml",
            format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\nx-a:\n{items}"),
        )
    };
    classes.push(Class::new(78, "100 MB", Refused, Case::default()).with_case(large));
    classes
}

fn many(count: usize) -> String {
    let paths: String = (0..count)
        .map(|number| {
            format!("  /p{number}: {{get: {{responses: {{'204': {{description: ok}}}}}}}}\n")
        })
        .collect();
    format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}")
}

fn operations() -> Vec<Class> {
    let at = |paths: &[&str]| {
        let item = json!({"get": {"responses": {"204": {"description": "ok"}}}});
        let paths: Map<String, Value> = paths
            .iter()
            .map(|path| ((*path).to_owned(), item.clone()))
            .collect();
        json!({"paths": paths})
    };
    let ids = |ids: &[&str]| {
        let paths: Map<String, Value> = ids
            .iter()
            .enumerate()
            .map(|(number, id)| {
                let operation = json!({"operationId": id, "tags": ["a"], "responses": {"204": {"description": "ok"}}});
                (format!("/p{number}"), json!({"get": operation}))
            })
            .collect();
        json!({"paths": paths})
    };
    let server = |url: &str| {
        let mut all = at(&["/a"]);
        all["servers"] = json!([{"url": url}]);
        all
    };
    let header = json!({"paths": {"/a": {"get": {
        "parameters": [{"name": "X-A\r\nX-B: 1", "in": "header"}, {"name": ":path", "in": "header"}, {"name": "Host", "in": "header"}],
        "responses": {"204": {"description": "ok"}},
    }}}});
    let media = json!({"paths": {"/a": {"post": {
        "requestBody": {"content": {"application/json; x\"": {"schema": {"type": "string"}}}},
        "responses": {"204": {"description": "ok"}},
    }}}});
    let version = json!({"info": {"title": "T", "version": "1\"; evil"}, "paths": {}});
    let cases: [(u8, &str, Value, Outcome); 11] = [
        (
            79,
            "braces without a parameter",
            at(&["/{a}", "/{a}{a}", "/{", "/a{b}c"]),
            Warned,
        ),
        (
            80,
            "punctuation in a path",
            at(&["/a\"b", "/a'b", "/a`b", "/${x}", "/a b", "/a//b"]),
            Warned,
        ),
        (
            80,
            "dots in a path",
            at(&["/../a", "/%2e%2e/b", "/a\\..\\b"]),
            Warned,
        ),
        (
            80,
            "a query and a fragment in a path",
            at(&["/a?x=1", "/b#f", "/c\r\nd"]),
            Warned,
        ),
        // Their paths tell them apart.
        (
            81,
            "a duplicate operationId",
            ids(&["same", "same"]),
            Generated,
        ),
        (
            81,
            "operationIds that are paths",
            ids(&["../../x", "a(-deprecated)-b"]),
            Generated,
        ),
        (
            82,
            "a server URL that closes a string literal",
            server("https://x\"}; evil"),
            Warned,
        ),
        (
            82,
            "a server URL that is a script",
            server("javascript:alert(1)"),
            Warned,
        ),
        (
            82,
            "a server URL with a password",
            server("https://user:secret@a.example"),
            Warned,
        ),
        (82, "invalid headers", header, Warned),
        (82, "a version with a quote", version, Generated),
    ];
    let mut classes: Vec<Class> = cases
        .into_iter()
        .map(|(number, name, members, outcome)| {
            Class::new(
                number,
                name,
                outcome,
                Case::json(&description("3.0.3", members)),
            )
        })
        .collect();
    classes.push(Class::new(
        82,
        "a media type with a quote",
        Generated,
        Case::json(&description("3.0.3", media)),
    ));
    classes
}
