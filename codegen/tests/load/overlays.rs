//! Overlay 1.1 and 1.0.

use std::fs;

use sdk_codegen::diagnostic::Diagnostics;
use sdk_codegen::load::{Document, Limits, Source};
use serde_json::{Value, json};

const DESCRIPTION: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents: {schemas: {A: {type: string, title: a}, B: {title: b}}}\n";

fn apply(version: &str, actions: &str) -> Result<Value, Diagnostics> {
    let source = |path: &str, text: String| Source {
        path: path.into(),
        text,
    };
    let overlay =
        format!("overlay: {version}\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    let overlays = vec![source("overlay.yaml", overlay)];
    let description = source("api.yaml", DESCRIPTION.to_owned());
    let (document, diagnostics) = Document::load_with(description, overlays, Limits::default())?;
    match diagnostics.is_empty() {
        true => Ok(document.root().value()["components"]["schemas"].clone()),
        false => Err(diagnostics),
    }
}

fn reported(version: &str, actions: &str) -> String {
    apply(version, actions)
        .expect_err("something is said")
        .render()
}

#[test]
fn a_value_is_copied_and_merged() {
    let copy = "  - {target: $.components.schemas.B, copy: $.components.schemas.A}\n";
    let copied = json!({"title": "a", "type": "string"});
    assert_eq!(apply("1.1.0", copy).expect("it is applied")["B"], copied);
    // Version 1.0 does not have it.
    assert!(
        reported("1.0.0", copy).contains("does nothing"),
        "{}",
        reported("1.0.0", copy)
    );
    let both =
        "  - {target: $.components.schemas.B, copy: $.components.schemas.A, update: {title: c}}\n";
    let updated = json!({"title": "c"});
    assert_eq!(apply("1.1.0", both).expect("it is applied")["B"], updated);
}

#[test]
fn a_single_value_is_updated() {
    let update = "  - {target: $.components.schemas.A.title, update: c}\n";
    let schemas = apply("1.1.0", update).expect("it is applied");
    assert_eq!(schemas["A"]["title"], "c");
    assert!(reported("1.0.0", update).contains("error[SDK0030]"));
}

#[test]
fn a_failed_copy_is_reported_with_its_position() {
    for copy in ["$.components.schemas.*", "$.nowhere"] {
        let reported = reported(
            "1.1.0",
            &format!("  - {{target: $.info, copy: '{copy}'}}\n"),
        );
        assert!(reported.contains("overlay.yaml:4:22"), "{reported}");
        assert!(reported.contains("exactly one value"), "{reported}");
    }
}

#[test]
fn an_overlay_can_be_passed_instead_of_its_description() {
    let folder = tempfile::tempdir().expect("made");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put("api.yaml", DESCRIPTION);
    let read = |extends: &str| {
        let text = format!(
            "overlay: 1.1.0\nextends: {extends}\nactions: [{{target: $.info, update: {{title: changed}}}}]\n"
        );
        put("overlay.yaml", &text);
        let source = Source::read(folder.path().join("overlay.yaml")).expect("it is there");
        Document::load(source)
    };
    let (document, diagnostics) = read("./api.yaml").expect("it is read");
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    assert_eq!(document.root().value()["info"]["title"], "changed");
    let looked_up: Vec<_> = document.looked_up().iter().collect();
    assert_eq!(looked_up, [std::path::Path::new("api.yaml")]);
    for elsewhere in [
        "https://api.example/openapi.yaml",
        "../api.yaml",
        "/etc/passwd",
        "no.yaml",
    ] {
        let reported = read(elsewhere).expect_err("it is refused").render();
        assert!(reported.contains("overlay.yaml:2:1"), "{reported}");
    }
}
