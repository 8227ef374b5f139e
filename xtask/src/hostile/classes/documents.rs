//! Classes of references, YAML, paths, operations and servers.

use serde_json::{Map, Value, json};

use super::super::case::{Case, description, named, object, of_schema, reference};
use super::Class;
use super::Outcome::{self, Generated, Refused, Warned};

/// Number, name, target and expected outcome of each class of references.
const REFERENCES: [(u8, &str, &str, Outcome); 6] = [
    (
        61,
        "a schema that contains itself",
        "#/components/schemas/S0",
        Generated,
    ),
    (
        65,
        "a reference to another kind of object",
        "#/paths/~1x",
        Generated,
    ),
    (
        66,
        "a reference without a target",
        "#/components/schemas/Nobody",
        Warned,
    ),
    (
        67,
        "a reference to a host",
        "http://169.254.169.254/latest",
        Warned,
    ),
    (
        67,
        "a reference to a file elsewhere",
        "file:///etc/passwd",
        Warned,
    ),
    (
        67,
        "a reference outside of the folder",
        "../../x.yaml#/A",
        Warned,
    ),
];

/// The first lines of a description in YAML.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";

/// Number, name, last lines and expected outcome of each class of YAML.
const YAML: [(u8, &str, &str, Outcome); 5] = [
    (72, "an alias of itself", "x-a: &x [*x]\n", Refused),
    (73, "a duplicate key", "x-a: {a: 1, a: 2}\n", Refused),
    (74, "a merge key", "x-a: {<<: {b: 1}}\n", Refused),
    (
        75,
        "scalars that other YAML parsers read differently",
        "x-a: [no, yes, 012, 1_000, 0o14, 200: ok]\n",
        Generated,
    ),
    (
        76,
        "a tag that runs code",
        "x-a: !!python/object/apply:os.system [id]\n",
        Generated,
    ),
];

/// Number, name and paths of each class of paths; all must cause a warning.
const PATHS: [(u8, &str, &[&str]); 4] = [
    (
        79,
        "braces without a parameter",
        &["/{a}", "/{a}{a}", "/{", "/a{b}c"],
    ),
    (
        80,
        "punctuation in a path",
        &["/a\"b", "/a'b", "/a`b", "/${x}", "/a b", "/a//b"],
    ),
    (80, "dots in a path", &["/../a", "/%2e%2e/b", "/a\\..\\b"]),
    (
        80,
        "a query and a fragment in a path",
        &["/a?x=1", "/b#f", "/c\r\nd"],
    ),
];

/// Name and URL of each class of servers; all must cause a warning.
const SERVERS: [(&str, &str); 3] = [
    (
        "a server URL that closes a string literal",
        "https://x\"}; evil",
    ),
    ("a server URL that is a script", "javascript:alert(1)"),
    (
        "a server URL with a password",
        "https://user:secret@a.example",
    ),
];

/// All classes of documents.
pub fn all() -> Vec<Class> {
    let mut classes = references();
    classes.extend(graphs());
    classes.extend(yaml());
    classes.extend(large());
    classes.extend(paths());
    classes.extend(operations());
    classes
}

/// An object with one property.
fn with_property(schema: Value) -> Value {
    json!({"type": "object", "properties": {"a": schema}})
}

/// A class of named schemas, the first of which an operation uses.
fn schemas(number: u8, name: &'static str, all: Map<String, Value>, outcome: Outcome) -> Class {
    let document = of_schema("3.0.3", reference(0), all);
    Class::new(number, name, outcome, Case::json(&document))
}

fn references() -> Vec<Class> {
    let cases = REFERENCES
        .into_iter()
        .map(|(number, name, target, outcome)| {
            let schema = with_property(json!({"$ref": target}));
            schemas(number, name, named(1, |_| schema.clone()), outcome)
        });
    cases.collect()
}

/// Schemas that refer to each other.
fn graphs() -> Vec<Class> {
    let mutual = named(2, |i| json!({"allOf": [reference(1 - i), object("a")]}));
    let cycle = named(3, |i| reference((i + 1) % 3));
    let mut chain = named(10_000, |number| reference(number + 1));
    chain.insert("S10000".to_owned(), object("end"));
    let with_name = |pointer: &str, name: &str| {
        let root = with_property(json!({"$ref": format!("#/components/schemas/{pointer}")}));
        Map::from_iter([("S0".to_owned(), root), (name.to_owned(), object("x"))])
    };
    let escaped = with_name("a~1b~0c%25", "a/b~c%");
    let percent = with_name("%C3%A9", "é");
    let contradiction = json!({"allOf": [{"type": "string"}, {"type": "object"}]});
    let contradiction = named(1, |_| contradiction.clone());
    vec![
        schemas(62, "schemas that extend each other", mutual, Generated),
        schemas(63, "a cycle of references", cycle, Warned),
        schemas(64, "a chain of 10,000 references", chain, Generated),
        schemas(68, "escapes in a reference", escaped, Generated),
        schemas(69, "percent signs in a reference", percent, Generated),
        schemas(
            77,
            "types that contradict each other",
            contradiction,
            Warned,
        ),
    ]
}

/// Features of YAML that JSON does not have.
fn yaml() -> Vec<Class> {
    let levels = |count: usize| {
        let line = |level: usize| {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            format!("a{level}: &a{level} [{aliases}]\n")
        };
        (1..count).map(line).collect::<String>()
    };
    let class = |number, name, text: &str, outcome| {
        let case = Case::text("api.yaml", format!("{HEAD}{text}"));
        Class::new(number, name, outcome, case)
    };
    let cases = YAML.into_iter();
    let mut classes: Vec<Class> = cases
        .map(|(number, name, text, outcome)| class(number, name, text, outcome))
        .collect();
    let nested = format!("x-a: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let aliases = format!("a0: &a0 [x]\n{}", levels(10));
    classes.push(class(70, "10,000 levels", &nested, Refused));
    classes.push(class(71, "aliases of aliases", &aliases, Refused));
    classes
}

/// Documents that exceed a limit.
fn large() -> [Class; 2] {
    let operations = || {
        let path = |number: usize| {
            format!("  /p{number}: {{get: {{responses: {{'204': {{description: ok}}}}}}}}\n")
        };
        let paths: String = (0..40_000).map(path).collect();
        let head = HEAD.replace("paths: {}", "paths:");
        Case::text("api.yaml", head + &paths)
    };
    let bytes = || {
        let items = "- a\n".repeat(25_000_000);
        Case::text("api.yaml", format!("{HEAD}x-a:\n{items}"))
    };
    let class = |name| Class::new(78, name, Refused, Case::default());
    [
        class("more operations than the limit").with_case(operations),
        class("100 MB").with_case(bytes),
    ]
}

/// A description whose paths have one operation each.
fn with_paths(paths: &[&str]) -> Value {
    let item = json!({"get": {"responses": {"204": {"description": "ok"}}}});
    let paths = paths.iter().map(|path| ((*path).to_owned(), item.clone()));
    json!({"paths": paths.collect::<Map<String, Value>>()})
}

fn class(number: u8, name: &'static str, members: Value, outcome: Outcome) -> Class {
    let document = description("3.0.3", members);
    Class::new(number, name, outcome, Case::json(&document))
}

fn paths() -> Vec<Class> {
    let paths = PATHS.into_iter();
    let paths = paths.map(|(number, name, paths)| class(number, name, with_paths(paths), Warned));
    let servers = SERVERS.into_iter().map(|(name, url)| {
        let mut members = with_paths(&["/a"]);
        members["servers"] = json!([{"url": url}]);
        class(82, name, members, Warned)
    });
    paths.chain(servers).collect()
}

/// IDs, parameters and bodies of operations, and the version of the API.
fn operations() -> [Class; 5] {
    let with_ids = |ids: [&str; 2]| {
        let paths = (0..).zip(ids).map(|(number, id)| {
            let operation = json!({"operationId": id, "tags": ["a"], "responses": {"204": {"description": "ok"}}});
            (format!("/p{number}"), json!({"get": operation}))
        });
        json!({"paths": paths.collect::<Map<String, Value>>()})
    };
    let headers = json!({"paths": {"/a": {"get": {
        "parameters": [{"name": "X-A\r\nX-B: 1", "in": "header"}, {"name": ":path", "in": "header"}, {"name": "Host", "in": "header"}],
        "responses": {"204": {"description": "ok"}},
    }}}});
    let media_type = json!({"paths": {"/a": {"post": {
        "requestBody": {"content": {"application/json; x\"": {"schema": {"type": "string"}}}},
        "responses": {"204": {"description": "ok"}},
    }}}});
    let version = json!({"info": {"title": "T", "version": "1\"; evil"}, "paths": {}});
    // Operations with the same ID get distinct names from their paths.
    let (same, paths) = (["same", "same"], ["../../x", "a(-deprecated)-b"]);
    [
        class(81, "a duplicate operationId", with_ids(same), Generated),
        class(
            81,
            "operationIds that are paths",
            with_ids(paths),
            Generated,
        ),
        class(82, "invalid headers", headers, Warned),
        class(82, "a version with a quote", version, Generated),
        class(82, "a media type with a quote", media_type, Generated),
    ]
}
