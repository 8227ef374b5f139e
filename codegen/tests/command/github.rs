//! The report for GitHub Actions: annotations with lines, and the job summary.

use std::fs;
use std::process::Command;

use super::{Place, SPEC, stderr, stdout};

#[test]
fn what_is_wrong_with_an_input_is_an_annotation_at_its_line() {
    let place = Place::new(SPEC);
    place.generate(&[]);
    let write = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("written");
    write("sdk.toml", "\nnonsense = 1\n");
    let missing = SPEC.replace("schemas/Pet'", "schemas/Cat'");
    let twelve: String = (0..12)
        .map(|it| format!("    '/{{a}}/{it}': {{get: 7}}\n"))
        .collect();
    let twelve = SPEC
        .replace("paths:\n", &format!("paths:\n{twelve}"))
        .replace("    '/", "  '/");
    let cases: [(&str, &[&str], &str, usize); 4] = [
        (
            "openapi: 3.0.3\nopenapi: 3.0.3\n",
            &[],
            "file=api.yaml,line=2,",
            1,
        ),
        (&missing, &["--strict"], "file=api.yaml,line=12,", 1),
        (SPEC, &["--config", "sdk.toml"], "file=sdk.toml,line=2,", 1),
        (&twelve, &["--strict"], "file=api.yaml,line=5,", 10),
    ];
    for (spec, more, at, count) in cases {
        write("api.yaml", spec);
        let output = place.generate(&[more, &["--check", "--format", "github"]].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let reported = stdout(&output);
        let errors: Vec<&str> = reported
            .lines()
            .filter(|it| it.starts_with("::error "))
            .collect();
        assert_eq!(errors.len(), count, "{reported}{}", stderr(&output));
        assert!(errors[0].contains(at), "{reported}");
        assert!(
            errors[0].contains("title=could not check (SDK0"),
            "{reported}"
        );
        assert!(errors[0].contains("%0Ahelp: "), "{reported}");
    }
}

#[test]
fn a_warning_about_the_description_is_an_annotation_with_its_code() {
    let place = Place::new(&SPEC.replace("schemas/Pet'", "schemas/Cat'"));
    place.generate(&[]);
    let output = place.generate(&["--check", "--full", "--format", "github"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let reported = stdout(&output);
    let warning = "::warning file=api.yaml,line=12,title=description (SDK0032)::the reference";
    assert!(reported.contains(warning), "{reported}");
}

#[test]
fn a_summary_is_never_written_into_what_is_checked() {
    let place = Place::new(SPEC);
    place.generate(&[]);
    for summary in ["api.yaml", "out/summary.md", "out/src/lib.rs"] {
        let before = (
            place.snapshot(),
            fs::read(place.path().join("api.yaml")).expect("there"),
        );
        let output = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(place.path())
            .args(["generate", "api.yaml", "--out", "out", "--check"])
            .args(["--format", "github"])
            .env("GITHUB_STEP_SUMMARY", summary)
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(0));
        assert!(
            stdout(&output).contains("the summary of the step: "),
            "{output:?}"
        );
        let after = (
            place.snapshot(),
            fs::read(place.path().join("api.yaml")).expect("there"),
        );
        assert!(before == after, "{summary} was written");
    }
}
