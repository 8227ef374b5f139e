//! Codes of diagnostics: in the output, and their explanations.

use std::process::{Command, Output};

use super::{Place, SPEC, stderr, stdout};

fn explain(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .arg("explain")
        .args(arguments)
        .output()
        .expect("it runs")
}

#[test]
fn a_code_is_explained() {
    for code in ["SDK0041", "sdk0041", "41"] {
        let output = explain(&[code]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let reported = stdout(&output);
        assert!(
            reported.starts_with("SDK0041: a type is not one of OpenAPI\n\n"),
            "{reported}"
        );
        assert!(reported.contains("Birthday: {type: date}"), "{reported}");
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let output = explain(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let reported = stdout(&output);
    assert!(
        reported.starts_with("SDK0001  an input cannot be read\n"),
        "{reported}"
    );
    assert!(reported.lines().count() >= 100, "{reported}");
    assert!(
        reported.lines().all(|line| line.starts_with("SDK")),
        "{reported}"
    );
}

#[test]
fn an_unknown_code_is_an_error_with_those_near_it() {
    let output = explain(&["SDK0401"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let reported = stderr(&output);
    assert!(
        reported.starts_with("error: there is no code `SDK0401`\n"),
        "{reported}"
    );
    assert!(
        reported.contains("a similar code is SDK0001: an input cannot be read"),
        "{reported}"
    );
    let output = explain(&["##[x]\u{1b}[31m"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).contains(['\u{1b}']), "{output:?}");
    assert!(!stderr(&output).contains("##["), "{output:?}");
}

#[test]
fn the_command_says_that_codes_can_be_explained() {
    let help = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .arg("--help")
        .output()
        .expect("it runs");
    let help = stdout(&help);
    assert!(
        help.contains("explain") && help.contains("SDK0042"),
        "{help}"
    );
    let place = Place::new("swagger: '1.2'\n");
    let reported = stderr(&place.generate(&[]));
    let advice = "for more about a code, run `sdk-codegen explain SDK0018`\n";
    assert!(reported.contains(advice), "{reported}");
}

#[test]
fn codes_stand_in_the_report_for_programs() {
    let place = Place::new(&SPEC.replace("schemas/Pet'", "schemas/Cat'"));
    place.generate(&[]);
    let check = |more: &[&str]| {
        let json = ["--check", "--full", "--format", "json"];
        let output = place.generate(&[&json[..], more].concat());
        let report: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
        (output.status.code(), report)
    };
    let (status, report) = check(&[]);
    assert_eq!(status, Some(0), "{report}");
    for (status, severity, more) in [(0, "warning", &[][..]), (2, "error", &["--strict"])] {
        let (found, report) = check(more);
        assert_eq!(found, Some(status), "{report}");
        let reported = &report["diagnostics"][0];
        assert_eq!(reported["code"], "SDK0032");
        assert_eq!(reported["severity"], severity);
        assert_eq!(
            (&reported["file"], &reported["line"]),
            (&"api.yaml".into(), &12.into())
        );
        assert!(
            reported["message"]
                .as_str()
                .is_some_and(|it| it.starts_with("the reference"))
        );
        assert!(
            reported["notes"][0].is_string() && reported["help"].is_string(),
            "{reported}"
        );
    }
}
