//! The size of a description is limited, regardless of its syntax and of overlays.

use std::fs;
use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::{Document, Limits, Source};
use sdk_codegen::{Generated, Options, generate};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

fn source(path: &str, text: &str) -> Source {
    Source {
        path: PathBuf::from(path),
        text: text.to_owned(),
    }
}

/// The diagnostic for a description with at most `values` values.
fn reported(description: Source, overlays: &[&str], values: usize) -> Result<String, String> {
    let overlays = overlays.iter().enumerate();
    let overlays = overlays.map(|(index, text)| source(&format!("overlay{index}.yaml"), text));
    let limits = Limits {
        values,
        ..Limits::default()
    };
    match Document::load_with(description, overlays.collect(), limits) {
        Ok((_, diagnostics)) => Ok(diagnostics.render()),
        Err(diagnostics) => Err(diagnostics.render()),
    }
}

#[track_caller]
fn refused(reported: Result<String, String>, parts: &[&str]) {
    let reported = reported.expect_err("it is refused");
    for part in parts {
        assert!(reported.contains(part), "{part}: {reported}");
    }
}

#[test]
fn too_many_values_are_an_error_at_the_last_one() {
    let names: Vec<String> = (0..100).map(|n| format!("\"k{n}\": 1")).collect();
    let json = format!(
        "{{\"openapi\": \"3.0.3\",\n\"x-a\": {{{}}}}}",
        names.join(", ")
    );
    assert!(reported(source("a.json", &json), &[], 200).is_ok());
    let help = "set `values` under `[limits]`";
    refused(
        reported(source("a.json", &json), &[], 50),
        &["more than 50 values", "a.json:2:", "#/x-a/k", help],
    );
    let items = "- a\n".repeat(1000);
    let yaml = format!("{HEAD}x-a:\n{items}");
    refused(
        reported(source("a.yaml", &yaml), &[], 50),
        &["more than 50 values", "a.yaml:", help],
    );
    let flow = format!("{HEAD}x-a: [{}]\n", "a,".repeat(100_000));
    refused(
        reported(source("a.yaml", &flow), &[], 1000),
        &["more than 1000 values", "a.yaml:3:1006", help],
    );
}

#[test]
fn values_of_files_that_are_referred_to_count() {
    let folder = tempfile::tempdir().expect("made");
    let path = folder.path().join("api.yaml");
    let mut text = format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n");
    for index in 0..20 {
        let schema = format!("    S{index}: {{$ref: 'file{index}.yaml#/A'}}\n");
        text.push_str(&schema);
        let file = format!("A: {{enum: [{}]}}\n", "1, ".repeat(20));
        fs::write(folder.path().join(format!("file{index}.yaml")), file).expect("written");
    }
    let description = || Source {
        path: path.clone(),
        text: text.clone(),
    };
    let all = reported(description(), &[], 1000).expect("it is read");
    assert!(all.is_empty(), "{all}");
    let some = reported(description(), &[], 200).expect("what cannot be read is left out");
    assert!(some.contains("more than 200 values"), "{some}");
}

#[test]
fn a_location_is_normalized_once() {
    // Normalized twice, the exclusive bound would be lost.
    let text = format!(
        "{}paths: {{}}\ncomponents:\n  schemas:\n    A: {{exclusiveMinimum: 3}}\n    B: {{$ref: '#/%63omponents/schemas/A'}}\n    C: {{$ref: '#/components/schemas/%41'}}\n",
        HEAD.replace("3.0.3", "3.1.0")
    );
    let (document, diagnostics) = crate::load(&text).expect("it is read");
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    let schema = crate::at(&document, "components/schemas/A");
    assert_eq!(
        *schema.value(),
        serde_json::json!({"minimum": 3, "exclusiveMinimum": true})
    );
}

#[test]
fn overlays_cannot_multiply_a_description() {
    let double: String = (0..24)
        .map(|n| format!("- {{target: '$..[?@.m]', update: {{k{n}: {{m: 1}}}}}}\n"))
        .collect();
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n- {{target: $.info, update: {{m: 1}}}}\n{double}"
    );
    refused(
        reported(
            source("a.yaml", &format!("{HEAD}paths: {{}}\n")),
            &[&overlay],
            6_000_000,
        ),
        &[
            "overlays add more than 1000000 values",
            "overlay0.yaml:23:4",
            "narrow the target",
        ],
    );
}

#[test]
fn targets_that_search_the_description_over_and_over_are_refused() {
    let text = format!("{HEAD}x-a:\n{}", "- {b: 1}\n".repeat(50_000));
    for target in [
        "$..[?$..b]",
        "$..[?count($.b[*]) > 1]",
        &format!("$..*{}", "..*".repeat(5)),
        &format!("$.b{}", "[*,*]".repeat(40)),
    ] {
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n- target: \"{target}\"\n  remove: true\n"
        );
        refused(
            reported(source("a.yaml", &text), &[&overlay], 6_000_000),
            &["search the whole description for each", "overlay0.yaml:4:"],
        );
    }
    let usual = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- target: $..[?@.b == 2]['b','c','d']\n  remove: true\n";
    let reported =
        reported(source("a.yaml", &text), &[usual], 6_000_000).expect("it is looked for");
    assert!(reported.contains("the target matches nothing in the description"));
}

#[test]
fn too_many_operations_are_refused_at_the_first_that_is_too_much() {
    let paths: String = (0..6)
        .map(|n| format!("  /p{n}: {{get: {{responses: {{'204': {{description: ok}}}}}}}}\n"))
        .collect();
    let text = format!("{HEAD}paths:\n{paths}");
    let generated = |toml: &str| -> Result<Generated, String> {
        let config = Config::parse("sdk.toml".as_ref(), toml).map_err(|error| error.to_string())?;
        let options = Options {
            source: "a.yaml".to_owned(),
            command: "generate".to_owned(),
            strict: false,
        };
        generate(source("a.yaml", &text), &config, &options).map_err(|errors| errors.render())
    };
    assert_eq!(generated("").expect("it is small").report.emitted, 6);
    let refusal = generated("limits.operations = 4").expect_err("it is refused");
    for part in [
        "more than 4 operations",
        "a.yaml:8:9",
        "#/paths/~1p4/get",
        "set `operations` under `[limits]`",
    ] {
        assert!(refusal.contains(part), "{part}: {refusal}");
    }
    let refusal = generated("limits.operation = 4").expect_err("there is no such limit");
    assert!(refusal.contains("unknown field"), "{refusal}");
}
