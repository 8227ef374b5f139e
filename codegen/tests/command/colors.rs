//! Colours are for terminals: other output has none, unless they are forced.

use std::fs;
use std::process::{Command, Output};

use super::{Place, SPEC, stderr, stdout};

const ESCAPE: char = '\u{1b}';

fn run(place: &Place, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(environment.iter().copied())
        .output()
        .expect("it runs")
}

/// The text without colour sequences.
fn plain(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (style, rest) = part.split_once('m').expect("a style has an end");
        let digits = style.strip_prefix('[').expect("it starts a style");
        assert!(
            digits.chars().all(|c| c.is_ascii_digit() || c == ';'),
            "{style}"
        );
        out.push_str(rest);
    }
    out
}

/// The text up to a time.
fn untimed(text: &str) -> String {
    text.lines()
        .filter(|it| !it.ends_with(" s"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Asserts that a command has colours if they are forced, and prints the same text with and without
/// them.
fn assert_colored(place: &Place, arguments: &[&str], of: fn(&Output) -> String, has: &[&str]) {
    let bare = of(&run(place, arguments, &[]));
    assert!(!bare.contains(ESCAPE), "{bare:?}");
    let colored = of(&run(place, arguments, &[("CLICOLOR_FORCE", "1")]));
    for part in has {
        assert!(colored.contains(part), "{part:?} is not in {colored:?}");
    }
    assert_eq!(untimed(&plain(&colored)), untimed(&bare));
    let none = of(&run(
        place,
        arguments,
        &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
    ));
    assert!(!none.contains(ESCAPE), "{none:?}");
}

#[test]
fn of_what_is_wrong() {
    let place = Place::new("openapi: 3.0.3\nopenapi: 3.0.3\n");
    let generate = ["generate", "api.yaml", "--out", "out"];
    let red = "\u{1b}[1m\u{1b}[91merror[SDK0011]";
    assert_colored(&place, &generate, stderr, &[red, "-->"]);
    assert_colored(&place, &["diff", "api.yaml", "api.yaml"], stderr, &[red]);
}

#[test]
fn of_warnings_and_of_what_a_description_says() {
    let hostile = "[41mboo##[group]";
    let spec = SPEC.replace("schemas/Pet'", &format!("schemas/{hostile}'"));
    let place = Place::new(&spec);
    let check = ["generate", "api.yaml", "--out", "out", "--check"];
    assert_colored(&place, &check, stderr, &["warning[SDK0032]", "\u{1b}["]);
    let reported = stderr(&run(&place, &check, &[("CLICOLOR_FORCE", "1")]));
    assert!(
        !reported.contains("\u{1b}[41m") && !reported.contains("##["),
        "{reported:?}"
    );
}

#[test]
fn of_differences() {
    let place = Place::new(SPEC);
    let generate = ["generate", "api.yaml", "--out", "out"];
    run(&place, &generate, &[]);
    let file = place.path().join("out/src/lib.rs");
    let text = fs::read_to_string(&file).expect("written");
    fs::write(&file, format!("// mine\n{text}")).expect("written");
    let check = [&generate[..], &["--check"]].concat();
    let has = [
        "\u{1b}[31m-// mine\u{1b}[0m",
        "\u{1b}[36m@@",
        "\u{1b}[1m--- a/src/lib.rs",
    ];
    assert_colored(&place, &check, stdout, &has);
    let force = [&generate[..], &["--force"]].concat();
    let written = run(&place, &force, &[("CLICOLOR_FORCE", "1")]);
    let reported = stdout(&written);
    assert!(
        reported.contains("\u{1b}[33mchanged \u{1b}[0msrc/lib.rs"),
        "{reported:?}"
    );
}
