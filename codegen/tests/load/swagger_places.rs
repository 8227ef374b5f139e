//! Diagnostics of Swagger 2.0 have the original positions.

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_with_overlays};

use crate::load;

const START: &str = "swagger: '2.0'\ninfo: {title: t, version: '1'}\nhost: api.example\n";

/// The diagnostics of a description, with their positions.
fn reported(rest: &str) -> Vec<String> {
    said_with(rest, None)
}

fn said_with(rest: &str, overlay: Option<&str>) -> Vec<String> {
    let source = |path: &str, text: String| Source {
        path: path.into(),
        text,
    };
    let options = Options {
        source: "api.yaml".to_owned(),
        command: "test".to_owned(),
        strict: false,
    };
    let overlays = overlay.map(|text| source("overlay.yaml", text.to_owned()));
    let description = source("api.yaml", format!("{START}{rest}"));
    let overlays = overlays.into_iter().collect();
    let generated = generate_with_overlays(description, overlays, &Config::default(), &options);
    let diagnostics = generated.expect("it is generated").diagnostics;
    let placed = diagnostics.located().into_iter();
    let line = |it: sdk_codegen::diagnostic::LocatedDiagnostic| {
        format!(
            "{} {}:{} {}",
            it.code,
            it.file.unwrap_or_default(),
            it.line.unwrap_or_default(),
            it.pointer.unwrap_or_default()
        )
    };
    placed.map(line).collect()
}

#[test]
fn what_is_wrong_is_reported_where_it_was_written() {
    let form = "{name: f, in: formData, type: string}";
    let body = "{name: b, in: body, schema: {type: integr}}";
    let cases = [
        // The error in the schema of the first body, and the second body.
        (
            format!("[{body}, {{name: q, in: query, type: string}}, {body}]"),
            vec![
                "SDK0107 api.yaml:7 /paths/~1a/post/parameters/2",
                "SDK0041 api.yaml:7 /paths/~1a/post/parameters/0/schema/type",
            ],
        ),
        (
            format!("[{form}, {{name: b, in: body, schema: {{type: integer}}}}]"),
            vec!["SDK0107 api.yaml:7 /paths/~1a/post/parameters/0"],
        ),
        (
            "[{name: l, in: query, type: array, items: {type: string}, collectionFormat: x}]"
                .to_owned(),
            vec!["SDK0106 api.yaml:7 /paths/~1a/post/parameters/0/collectionFormat"],
        ),
        (
            "[{name: l, in: header, type: array, items: {type: string}, collectionFormat: multi}]"
                .to_owned(),
            vec!["SDK0106 api.yaml:7 /paths/~1a/post/parameters/0/collectionFormat"],
        ),
        // Parameters after the body keep their positions.
        (
            "[{name: b, in: body, schema: {}}, {name: q, in: query, type: integr}]".to_owned(),
            vec!["SDK0041 api.yaml:7 /paths/~1a/post/parameters/1/type"],
        ),
        (
            "[{name: f, in: formData, type: string, maxLength: x}]".to_owned(),
            vec!["SDK0038 api.yaml:7 /paths/~1a/post/parameters/0/maxLength"],
        ),
        (
            "[]\n      requestBody: {content: {text/plain: {}}}".to_owned(),
            vec!["SDK0105 api.yaml:8 /paths/~1a/post/requestBody"],
        ),
    ];
    for (parameters, expected) in cases {
        let text = format!(
            "paths:\n  /a:\n    post:\n      parameters: {parameters}\n      responses: {{'204': {{description: d}}}}\n"
        );
        assert_eq!(reported(&text), expected, "{parameters}");
    }
    let elsewhere = reported(
        "paths: {/a: {get: {responses: {'200': {$ref: '#/responses/R'}}}}}\nresponses:\n  R: {description: d, schema: {$ref: '#/definitions/S'}}\ndefinitions:\n  S: {type: object, properties: {a: {type: integr}, b: {$ref: '#/definitions/No'}}}\n",
    );
    assert_eq!(
        elsewhere,
        [
            "SDK0041 api.yaml:8 /definitions/S/properties/a/type",
            "SDK0032 api.yaml:8 /definitions/S/properties/b/$ref",
        ]
    );
}

#[test]
fn keywords_of_another_version_are_reported() {
    let (_, diagnostics) = load(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\nswagger: '2.0'\nhost: a.example\ndefinitions: {A: {type: string}}\npaths: {/a: {get: {produces: [text/csv], responses: {}}}}\n",
    )
    .expect("it is read");
    let places: Vec<_> = diagnostics.iter().map(|it| it.at.to_string()).collect();
    assert_eq!(
        places,
        [
            "#/swagger",
            "#/host",
            "#/definitions",
            "#/paths/~1a/get/produces"
        ]
    );
}

#[test]
fn what_an_overlay_puts_into_it_is_shown_in_the_overlay() {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.definitions.S.properties\n    update: {a: {type: integr}}\n  - target: $.paths['/a'].post.parameters[1]\n    update: {type: strin}\n";
    let found = said_with(
        "paths: {/a: {post: {parameters: [{name: b, in: body, schema: {$ref: '#/definitions/S'}}, {name: q, in: query}], responses: {}}}}\ndefinitions: {S: {type: object, properties: {}}}\n",
        Some(overlay),
    );
    let expected = [
        "SDK0041 overlay.yaml:5 /actions/0/update/a/type",
        "SDK0041 overlay.yaml:7 /actions/1/update/type",
    ];
    for place in expected {
        assert!(found.iter().any(|it| it == place), "{place} in {found:#?}");
    }
}

#[test]
fn insufficient_indentation_ends_no_value() {
    // YAML requires flow collections and quoted scalars to be indented more than their key, but
    // parsers are less strict.
    let odd = [
        "x-a: {\n  'b': 1\n}",
        "x-a: [\n1, # ]\n\"]\", ']''['\n]",
        "x-a: \"one\n\n two\\\"\nthree\"",
        "x-a:\n  - {\n  b: c\n  }\n  - |\n    {\n  - d: >-\n      [\n    e: [\n    ]",
        "x-a: &b {\n}",
        "x-a: it's {\nx-b: [\n]",
    ];
    for odd in odd {
        let line = 5 + odd.lines().count();
        let rest = format!("{odd}\ndefinitions:\n  A: {{type: integr}}\npaths: {{}}\n");
        let expected = format!("SDK0041 api.yaml:{line} /definitions/A/type");
        assert_eq!(reported(&rest), [expected], "{odd}");
    }
}
