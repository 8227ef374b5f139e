//! Emitted files have a maximum length.

use std::fmt::Write as _;
use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Generated, Options, generate};

/// A resource with this many operations, with twenty parameters each.
fn description(operations: usize) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Long, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n",
    );
    for operation in 0..operations {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "  /things{operation}:\n    get:\n      x-fern-sdk-group-name: [things]"
        );
        let _ = writeln!(
            text,
            "      x-fern-sdk-method-name: get{operation}\n      parameters:"
        );
        for parameter in 0..20 {
            let _ = writeln!(
                text,
                "        - {{name: p{parameter}, in: query, schema: {{type: string}}}}"
            );
        }
    }
    text
}

fn generated(text: String) -> Generated {
    let source = Source {
        path: PathBuf::from("long.yaml"),
        text,
    };
    let options = Options {
        source: "long.yaml".to_owned(),
        command: "make".to_owned(),
        strict: false,
    };
    generate(source, &Config::default(), &options).expect("it is generated")
}

#[test]
fn a_resource_with_many_operations_is_divided() {
    let generated = generated(description(100));
    let parts: Vec<_> = generated
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("src/resources/things/"))
        .map(|(path, bytes)| {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            (path.as_str(), lines)
        })
        .collect();
    let names: Vec<_> = parts.iter().map(|(path, _)| *path).collect();
    assert_eq!(names.first(), Some(&"src/resources/things/mod.rs"));
    assert!(names.contains(&"src/resources/things/operations.rs"));
    assert!(names.contains(&"src/resources/things/operations_2.rs"));
    assert!(parts.iter().all(|(_, lines)| *lines < 5000), "{parts:?}");
}

#[test]
fn files_of_models_are_called_like_rust_modules() {
    let mut text = description(1).replace("[things]", "[where]");
    text += "      responses: {'200': {description: d, content: {application/json: {schema: \
             {type: object, properties: {";
    for field in 0..100 {
        let _ = write!(
            text,
            "a{field}: {{type: object, properties: {{b{field}: {{type: integer}}, "
        );
        for inner in 0..10 {
            let _ = write!(text, "c{inner}: {{type: string}}, ");
        }
        text += "}}, ";
    }
    text += "}}}}}}\n";
    let files = generated(text).files;
    let models = files
        .keys()
        .filter_map(|path| path.strip_prefix("src/models/"));
    let models: Vec<_> = models.filter(|name| name.starts_with("where")).collect();
    assert_eq!(models, ["where_.rs", "where_2.rs"]);
}
