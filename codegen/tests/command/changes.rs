//! `diff`.

use std::fs;
use std::process::{Command, Output};

use super::{Place, SPEC, stderr, stdout};

/// The description with its only operation renamed and another one beside it.
pub(super) fn changed() -> String {
    let renamed = SPEC.replace("operationId: getPet", "x-fern-sdk-method-name: fetch");
    renamed.replace(
        "components:",
        "  /pets:\n    get:\n      operationId: listPets\n      responses: {'204': {description: None.}}\ncomponents:",
    )
}

impl Place {
    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(self.path())
            .env_remove("GITHUB_STEP_SUMMARY")
            .args(arguments)
            .output()
            .expect("it runs")
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("written");
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("there")
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .current_dir(self.path())
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

#[test]
fn changes_fail_a_check_only_when_asked_to() {
    let place = Place::new(SPEC);
    place.write("new.yaml", &changed());
    let cases: [(&[&str], i32); 6] = [
        (&["api.yaml", "new.yaml"], 0),
        (&["api.yaml", "new.yaml", "--fail-on", "any"], 1),
        (&["api.yaml", "new.yaml", "--fail-on", "breaking"], 1),
        (&["api.yaml", "api.yaml", "--fail-on", "any"], 0),
        (&["new.yaml", "api.yaml", "--fail-on", "breaking"], 1),
        (&["api.yaml", "none.yaml"], 2),
    ];
    for (arguments, status) in cases {
        let output = place.run(&[&["diff"], arguments].concat());
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?} {}",
            stderr(&output)
        );
    }
}

#[test]
fn each_format_says_the_same() {
    let place = Place::new(SPEC);
    place.write("new.yaml", &changed());
    let text = stdout(&place.run(&["diff", "api.yaml", "new.yaml"]));
    assert!(
        text.contains("  wire none       rust breaking  the operation"),
        "{text}"
    );
    assert!(text.contains("    - pets::Pets::get()\n"), "{text}");
    assert!(text.contains("version: major, 0.1.0 → 0.2.0"), "{text}");
    let json = stdout(&place.run(&["diff", "api.yaml", "new.yaml", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["schema"], 1);
    assert_eq!(json["bump"], "major");
    assert_eq!(json["changes"][0]["rule"], "operation-renamed");
    assert_eq!(json["changes"][0]["new"]["line"], 6);
    let github = stdout(&place.run(&["diff", "api.yaml", "new.yaml", "--format", "github"]));
    assert!(
        github.starts_with("::error file=new.yaml,line=6,title=operation-renamed::"),
        "{github}"
    );
    let markdown = stdout(&place.run(&["diff", "api.yaml", "new.yaml", "--format", "markdown"]));
    assert!(markdown.contains("#### Breaks code (1)"), "{markdown}");
}

#[test]
fn texts_of_a_description_are_inert_in_every_format() {
    let hostile = "</details>::error::x\u{1b}[31m\u{202e}`#b` ##[group]";
    let place = Place::new(&SPEC.replace(
        "properties: {name:",
        "properties: {age: {type: string}, name:",
    ));
    let name = serde_json::to_string(hostile).expect("it is a text");
    place.write(
        "new.yaml",
        &SPEC.replace(
            "properties: {name:",
            &format!("properties: {{{name}: {{type: string}}, name:"),
        ),
    );
    for format in ["text", "json", "github", "markdown"] {
        let output = place.run(&["diff", "api.yaml", "new.yaml", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let reported = stdout(&output);
        assert!(
            !reported.contains(['\u{1b}', '\u{202e}']),
            "{format}: {reported}"
        );
        let of_text = reported.lines().filter(|line| line.contains("error::x"));
        let is_inert = |line: &str| {
            let start = line.trim_start();
            !start.starts_with("::")
                || start.starts_with("::error file=new.yaml,")
                || start.starts_with("::warning file=new.yaml,")
        };
        assert!(of_text.clone().all(is_inert), "{format}: {reported}");
        assert!(!reported.contains("##["), "{format}: {reported}");
        if format == "markdown" {
            assert!(reported.contains("`` "), "{reported}");
        }
    }
}

#[test]
fn a_file_of_a_revision_is_a_description() {
    let place = Place::new(SPEC);
    place.git(&["init", "-q"]);
    fs::create_dir(place.path().join("spec")).expect("made");
    place.write(
        "spec/api.yaml",
        &SPEC.replace(
            "{$ref: '#/components/schemas/Pet'}",
            "{$ref: 'pet.yaml#/Pet'}",
        ),
    );
    place.write(
        "spec/pet.yaml",
        "Pet: {type: object, properties: {name: {type: string}}}\n",
    );
    place.git(&["add", "."]);
    place.git(&["commit", "-qm", "one"]);
    place.write(
        "spec/pet.yaml",
        "Pet: {type: object, properties: {name: {type: integer}}}\n",
    );
    let output = place.run(&["diff", "HEAD:spec/api.yaml", "spec/api.yaml"]);
    let reported = stdout(&output);
    assert!(
        reported.contains("[response-type-changed]"),
        "{reported}{}",
        stderr(&output)
    );
    assert!(
        reported.contains("old HEAD:spec/pet.yaml:1 #/Pet/properties/name"),
        "{reported}"
    );
    assert!(
        reported.contains("new spec/pet.yaml:1 #/Pet/properties/name"),
        "{reported}"
    );
    for wrong in [
        "HEAD:none/api.yaml",
        "nowhere:spec/api.yaml",
        "--help:spec/api.yaml",
    ] {
        let output = place.run(&["diff", "--", wrong, "spec/api.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(
            stderr(&output).contains("error[SDK0110]"),
            "{}",
            stderr(&output)
        );
    }
}
