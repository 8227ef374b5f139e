use std::fs;

use sdk_codegen::load::{Document, Source, Version};
use serde_json::json;

use crate::{at, load};

fn refusal(text: &str) -> String {
    load(text).expect_err("it is refused").render()
}

#[test]
fn an_error_shows_the_position() {
    let text = "openapi: 3.0.3\ninfo:\n  title: a\n  title: b\n";
    assert_eq!(
        refusal(text),
        "\
error[SDK0011]: the key `title` is repeated in this object
 --> api.yaml:4:3
  |
4 |   title: b
  |   ^^^^^
  |
  = at: #/info/title
  = help: remove one of the two, or rename it
"
    );
}

#[test]
fn errors_are_reported_with_their_positions() {
    let deep = format!("openapi: 3.0.3\nx: {}", "[".repeat(10_000));
    let deep_json = format!("{{\"openapi\": \"3.0.3\", \"x\": {}", "[".repeat(10_000));
    let cases = [
        ("{\"a\": 1,\n \"a\": 2}", "api.yaml:2:2", "is repeated"),
        ("a: &a {b: 1}\nc:\n  <<: *a\n", "api.yaml:3:3", "merge key"),
        (
            "info:\n  [a]: 1\n",
            "api.yaml:1:1",
            "`[…]` is used as a key",
        ),
        ("swagger: '1.2'\n", "api.yaml:1:1", "version of Swagger"),
        (
            "info: {}\nopenapi: 4.0.0\n",
            "api.yaml:2:1",
            "OpenAPI version `4.0.0` is not supported",
        ),
        (
            "openapi: 3.3.0\n",
            "api.yaml:1:1",
            "OpenAPI version `3.3.0` is not supported",
        ),
        (
            "info: {}\n",
            "api.yaml:1:1",
            "does not state its OpenAPI version",
        ),
        ("", "api.yaml:1:1", "empty"),
        ("# nothing\n", "api.yaml:1:1", "empty"),
        ("[]", "api.yaml:1:1", "not an object"),
        ("{a: 1, b: {c: 2}", "api.yaml:2:1", "not YAML"),
        ("a: [1\nb: 2\n", "api.yaml:2:2", "not YAML"),
        ("a: 1\n\tb: 2\n", "api.yaml:2:1", "not YAML"),
        (
            "openapi: 3.0.3\n---\na: 1\n",
            "api.yaml:3:1",
            "a second YAML document",
        ),
        ("a: &a [*a]\n", "api.yaml:1:", "nested more than 100 levels"),
        (&deep, "api.yaml:2:259", "nested more than 100 levels"),
        (&deep_json, "api.yaml:1:1", "nested more than 100 levels"),
    ];
    for (text, place, message) in cases {
        let reported = refusal(text);
        let start: String = text.chars().take(40).collect();
        assert!(reported.contains(place), "{start}: {reported}");
        assert!(reported.contains(message), "{start}: {reported}");
    }
}

#[test]
fn aliases_of_aliases_are_refused_soon() {
    let mut text = "openapi: 3.0.3\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let list = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    assert!(
        refusal(&text).contains("YAML aliases expand"),
        "{}",
        refusal(&text)
    );
}

#[test]
fn a_long_line_is_truncated_around_the_position() {
    let text = format!("{{\"y\": \"{}\", \"x\": 1, \"x\": 2}}", "n".repeat(9000));
    let reported = refusal(&text);
    assert!(reported.contains("api.yaml:1:9019"), "{reported}");
    assert!(
        reported.lines().all(|line| line.chars().count() < 200),
        "{reported}"
    );
}

#[test]
fn control_characters_in_a_document_are_escaped() {
    let text = "\"\\x1b[31m\": 1\n\"##[error]\u{202e}\": 1\n\"##[error]\u{202e}\": 2\n";
    let reported = refusal(text);
    for hidden in ["\u{1b}", "\u{202e}", "##["] {
        assert!(!reported.contains(hidden), "{reported}");
    }
    assert!(reported.contains("\\u{23}#[error]\\u{202e}"), "{reported}");
}

/// The line of a mistake is shown in three pieces: what is before the mark, under it and after it.
#[test]
fn commands_that_start_before_the_mark_are_escaped() {
    for text in ["[a##[[[", "[a#[##[", "[a##[, ##[", "a##[b: [}##[ ##["] {
        let shown = refusal(text);
        assert!(!shown.contains("##["), "{shown}");
        assert!(shown.contains("\\u{"), "{shown}");
    }
}

#[test]
fn keys_are_text_or_whole_numbers_and_odd_scalars_stay_text() {
    let text = "\u{feff}openapi: 3.1\nx-a: {200: no, on: 012, off: 1_000, d: 2024-01-01}\n";
    let (document, _) = load(text).expect("it is read");
    assert_eq!(document.version(), Version::V3_1);
    let expected = json!({"200": "no", "on": "012", "off": "1_000", "d": "2024-01-01"});
    assert_eq!(*at(&document, "x-a").value(), expected);
}

#[test]
fn a_text_that_cannot_be_read_is_an_error() {
    let folder = tempfile::tempdir().expect("made");
    let path = folder.path().join("api.yaml");
    fs::write(&path, b"openapi: \xff").expect("written");
    let error = Source::read(&path).expect_err("it is refused");
    assert!(
        error
            .message
            .contains("not UTF-8 (byte 9: line 1, column 10)"),
        "{}",
        error.message
    );
    let error = Source::read(folder.path().join("none")).expect_err("it is refused");
    assert!(error.message.contains("cannot read"), "{}", error.message);
}

#[test]
fn a_file_says_whether_it_is_json_or_yaml() {
    let read = |path: &str, text: &str| {
        let (path, text) = (path.into(), text.to_owned());
        Document::load(Source { path, text }).map_err(|refused| refused.render())
    };
    let flow = "{openapi: 3.0.3, info: {title: a, version: '1'}, paths: {},}";
    let (document, _) = read("api.yml", flow).expect("it is YAML");
    assert_eq!(at(&document, "info").text("title"), Some("a"));
    let cases = [
        (flow, "api.json:1:2", "not JSON: key must be a string"),
        ("{\"a\": 1,}", "api.json:1:9", "not JSON: trailing comma"),
        (
            "{\"a\": 1} 2",
            "api.json:1:10",
            "not JSON: trailing characters",
        ),
    ];
    for (text, place, reason) in cases {
        let refusal = read("api.json", text).expect_err("it is no JSON");
        assert!(refusal.contains(place), "{refusal}");
        assert!(refusal.contains(reason), "{refusal}");
    }
}
