//! Overlays: their diagnostics and effects.

use std::fs;
use std::process::Command;

use super::{Place, SPEC, stderr, stdout};

#[test]
fn overlays_are_applied_those_of_the_configuration_first() {
    let place = Place::new(SPEC);
    let overlay = |title: &str| {
        format!(
            "overlay: 1.0.0\nactions:\n- target: $.info\n  update: {{title: {title}, x-{title}: 1}}\n"
        )
    };
    let write = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("written");
    fs::create_dir(place.path().join("config")).expect("made");
    write("config/sdk.toml", "overlays = [\"first.yaml\"]\n");
    write("config/first.yaml", &overlay("First"));
    write("second.yaml", &overlay("Second"));
    let manifest = || {
        let manifest = fs::read_to_string(place.path().join("out/Cargo.toml"));
        manifest.expect("it is there")
    };
    let configured = ["--config", "config/sdk.toml"];
    let output = place.generate(&configured);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        manifest().contains("name = \"first-sdk\""),
        "{}",
        manifest()
    );
    let output = place.generate(&[&configured[..], &["--overlay", "second.yaml"]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        manifest().contains("name = \"second-sdk\""),
        "{}",
        manifest()
    );
    let output = place.generate(&["--overlay", "second.yaml"]);
    assert!(output.status.success(), "{output:?}");
    assert!(!stdout(&output).contains("  changed "), "{output:?}");
    let missing = place.generate(&["--overlay", "none.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        stderr(&missing).contains("none.yaml"),
        "{}",
        stderr(&missing)
    );
}

#[test]
fn what_is_wrong_behind_an_item_that_went_is_shown_where_it_went() {
    let place = Place::new(SPEC);
    let overlay = "overlay: 1.0.0\nactions:\n\
        - target: $.servers\n  update: {url: 7}\n\
        - target: $.servers[0]\n  remove: true\n";
    fs::write(place.path().join("overlay.yaml"), overlay).expect("written");
    let reported = stderr(&place.generate(&["--overlay", "overlay.yaml"]));
    assert!(reported.contains("--> overlay.yaml:6:"), "{reported}");
}

#[test]
fn an_overlay_that_cannot_be_applied_is_refused() {
    let cases = [
        (
            "target: $.info.title\n  update: Cats",
            "neither an object nor a list",
        ),
        (
            "target: $.info\n  update: Cats",
            "only an object can be merged",
        ),
        ("target: $\n  remove: true", "cannot be removed"),
        ("update: {}", "an action needs a `target`"),
    ];
    for (action, message) in cases {
        let place = Place::new(SPEC);
        let overlay = format!("overlay: 1.0.0\nactions:\n- {action}\n");
        fs::write(place.path().join("overlay.yaml"), overlay).expect("written");
        let output = place.generate(&["--overlay", "overlay.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{action}");
        let reported = stderr(&output);
        assert!(reported.contains(message), "{reported}");
        assert!(reported.contains("--> overlay.yaml:"), "{reported}");
    }
}

#[test]
fn an_overlay_that_cannot_be_read_is_shown_where_it_is_named() {
    let folder = tempfile::tempdir().expect("made");
    let path = |name: &str| folder.path().join(name);
    let description = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
    fs::write(path("api.yaml"), description).expect("written");
    fs::write(path("sdk.toml"), "overlays = [\n  \"none.yaml\",\n]\n").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .arg("generate")
        .arg(path("api.yaml"))
        .arg("--out")
        .arg(path("out"))
        .arg("--config")
        .arg(path("sdk.toml"))
        .output()
        .expect("it runs");
    let reported = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{reported}");
    assert!(reported.contains("sdk.toml:2:3\n"), "{reported}");
    assert!(!path("out").exists());
}
