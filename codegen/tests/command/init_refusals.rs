//! The errors of `init`, after which no file has changed.

use std::fs;
use std::process::Command;

use super::init::{SHOP, config, files, init, read};
use super::{Place, stderr, stdout};

#[test]
fn nothing_is_written_before_the_last_answer() {
    let place = Place::new(SHOP);
    let ended = init(&place, &[], "web-shop\nsdk\n");
    assert_eq!(ended.status.code(), Some(2));
    let reported = stderr(&ended);
    assert!(
        reported.starts_with("error: an answer is missing: nothing was written"),
        "{reported}"
    );
    assert!(files(&place).is_empty());
    let wrong = Place::new("openapi: 3.0.3\n");
    let refused = init(&wrong, &["--name", "no/name", "--yes"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("--name no/name"),
        "{}",
        stderr(&refused)
    );
    assert!(files(&wrong).is_empty());
}

#[test]
fn files_that_are_there_stay() {
    for file in ["sdk.toml", ".github/workflows/regenerate.yml"] {
        let place = Place::new(SHOP);
        fs::create_dir_all(place.path().join(".github/workflows")).expect("made");
        fs::write(place.path().join(file), "mine").expect("written");
        let before = files(&place);
        let refused = init(&place, &["--yes"], "");
        assert_eq!(refused.status.code(), Some(2));
        let reported = stderr(&refused);
        let why = format!("error: {file} exists already: --force overwrites it\n");
        assert_eq!(reported, why);
        assert_eq!(read(&place, file), "mine");
        assert_eq!(files(&place), before);
        let forced = init(&place, &["--yes", "--force"], "");
        assert_eq!(forced.status.code(), Some(0), "{}", stderr(&forced));
        assert_ne!(read(&place, file), "mine");
    }
    // A folder with a user's files is rejected like by `generate`.
    let place = Place::new(SHOP);
    fs::create_dir(place.path().join("mine")).expect("made");
    fs::write(place.path().join("mine/thesis.txt"), "mine").expect("written");
    let refused = init(&place, &["--yes", "--out", "mine"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("no sdk.lock"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(
        fs::read_dir(place.path().join("mine"))
            .expect("there")
            .count(),
        1
    );
}

#[test]
fn text_of_a_description_is_only_text() {
    let hostile = r#""T\"\n[package]\n'''\u001b[31m\u202e x = 1 ##[group]""#;
    let spec = SHOP
        .replace("Web Shop", hostile)
        .replace("token: []", r#""a.b\"\n[x]": []"#)
        .replace("{token: {type", r#"{"a.b\"\n[x]": {type"#)
        .replace("shop_id", r"shop'id");
    let spec = spec.replace("name: shop'id", "name: \"shop'id\"");
    let place = Place::new(&spec);
    let made = init(&place, &["--yes", "--name", "shop"], "");
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}{}",
        stdout(&made),
        stderr(&made)
    );
    assert!(
        !stdout(&made).contains(['\u{1b}', '\u{202e}']),
        "{}",
        stdout(&made)
    );
    let text = read(&place, "sdk.toml");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    let written = config(&text);
    assert_eq!(written.package.name.as_deref(), Some("shop"));
    assert_eq!(written.client.defaults[0].parameter, "shop'id");
    assert_eq!(written.security.keys().collect::<Vec<_>>(), ["a.b\"\n[x]"]);
}

#[test]
fn what_cannot_be_read_again_is_refused() {
    let place = Place::new(SHOP);
    for (spec, why) in [
        ("-", "the description is read more than once"),
        ("https://shop.example/api.yaml", "download it first"),
    ] {
        let refused = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(place.path())
            .args(["init", spec, "--yes"])
            .output()
            .expect("it runs");
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(why), "{}", stderr(&refused));
    }
    assert!(files(&place).is_empty());
}

#[test]
fn an_input_is_not_overwritten() {
    let cases: [(&[&str], &str); 6] = [
        (
            &["--config", "api.yaml"],
            "--config api.yaml is the description",
        ),
        (
            &["--workflow", "./api.yaml"],
            "--workflow ./api.yaml is the description",
        ),
        (
            &["--workflow", "sdk.toml"],
            "--workflow sdk.toml is the configuration",
        ),
        (
            &["--config", "sdk/sdk.toml", "--out", "sdk"],
            "--config sdk/sdk.toml is in sdk",
        ),
        (
            &["--workflow", "sdk/w.yml", "--out", "sdk"],
            "--workflow sdk/w.yml is in sdk",
        ),
        (&["--config", "."], "--config . is a folder"),
    ];
    for (arguments, why) in cases {
        let place = Place::new(SHOP);
        let refused = init(&place, &[&["--yes", "--force"], arguments].concat(), "");
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        let reported = stderr(&refused);
        assert!(reported.contains(why), "{arguments:?}: {reported}");
        assert_eq!(read(&place, "api.yaml"), SHOP);
        assert!(files(&place).is_empty(), "{arguments:?}");
    }
}

#[test]
fn nothing_is_left_of_a_project_that_cannot_be_written() {
    // What is there before, and what the error says.
    type Prepare = fn(&Place);
    let cases: [(Prepare, &str); 3] = [
        (
            |place| fs::write(place.path().join("web-shop-sdk"), "mine").expect("written"),
            "cannot create web-shop-sdk",
        ),
        (
            |place| {
                fs::create_dir(place.path().join("web-shop-sdk")).expect("made");
                fs::write(place.path().join("web-shop-sdk/lib.rs"), "mine").expect("written");
            },
            "no sdk.lock",
        ),
        (
            |place| fs::write(place.path().join(".github"), "mine").expect("written"),
            "cannot write .github/workflows/regenerate.yml",
        ),
    ];
    for (prepare, why) in cases {
        let place = Place::new(SHOP);
        prepare(&place);
        let before = files(&place);
        let refused = init(&place, &["--yes"], "");
        assert_eq!(refused.status.code(), Some(2), "{why}");
        let reported = stderr(&refused);
        assert!(reported.contains(why), "{why}: {reported}");
        assert!(
            !stdout(&refused).contains("written"),
            "{}",
            stdout(&refused)
        );
        assert_eq!(files(&place), before, "{why}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_description_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new(SHOP);
    let made = init(&place, &["--yes"], "");
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let mode = |name: &str| {
        let found = fs::metadata(place.path().join(name)).expect("there");
        found.permissions().mode() & 0o777
    };
    for written in ["sdk.toml", ".github/workflows/regenerate.yml"] {
        assert_eq!(mode(written), mode("api.yaml"), "{written}");
    }
}
