//! The command line: its output, the files that it writes, and its exit status.

mod changes;
mod check;
mod colors;
mod divided;
mod drift;
mod explain;
mod github;
mod init;
mod init_refusals;
#[cfg(unix)]
mod inputs;
mod kept;
mod kept_methods;
mod kept_variants;
mod overlay;
mod release;
mod reported;
mod runs;
mod stdin;
#[cfg(feature = "watch")]
mod watch;
mod written;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SPEC: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example}]
paths:
  /pets/{pet_id}:
    get:
      operationId: getPet
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
";

/// A folder with a description, in which the command is run.
struct Place(tempfile::TempDir);

impl Place {
    fn new(spec: &str) -> Self {
        let folder = tempfile::tempdir().expect("made");
        fs::write(folder.path().join("api.yaml"), spec).expect("written");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn generate(&self, more: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(self.path())
            .args(["generate", "api.yaml", "--out", "out"])
            .args(more)
            .output()
            .expect("it runs")
    }

    /// All files below `out` with their contents.
    fn snapshot(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().join("out")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("there") {
                let path = entry.expect("there").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.display().to_string(), fs::read(&path).expect("there")));
                }
            }
        }
        files.sort();
        files
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_crate_is_made_and_made_again_the_same() {
    let place = Place::new(SPEC);
    let first = place.generate(&["--name", "pets"]);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    let reported = stdout(&first);
    assert!(
        reported.contains("1 operation in the description: 1 generated, 0 skipped"),
        "{reported}"
    );
    assert!(!reported.contains("added"), "{reported}");
    assert!(reported.contains("\n1 resource, 1 type, "), "{reported}");
    let next = "next: read out/README.md for a first call, or browse the documentation:\n  \
                cargo doc --open --no-deps --manifest-path out/Cargo.toml\n";
    assert!(reported.contains(next), "{reported}");
    let files = place.snapshot();
    let second = place.generate(&["--name", "pets"]);
    assert!(
        stdout(&second).contains("nothing changed"),
        "{}",
        stdout(&second)
    );
    assert_eq!(place.snapshot(), files);
    fs::remove_dir_all(place.path().join("out")).expect("removed");
    place.generate(&["--name", "pets"]);
    assert!(
        place.snapshot() == files,
        "the second run gives other bytes"
    );
}

#[test]
fn a_report_says_what_became_of_the_operations() {
    let place = Place::new(&SPEC.replace("/pets/{pet_id}", "/pets/{}"));
    let output = place.generate(&["--report", "report.json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = fs::read(place.path().join("report.json")).expect("written");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("it is JSON");
    assert_eq!(report["openapi"], "3.0");
    assert_eq!(report["operations"], 1);
    assert_eq!(report["emitted"], 0);
    assert_eq!(report["skipped"][0]["operation"], "GET /pets/{}");
    assert_eq!(report["skipped"][0]["pointer"], "/paths/~1pets~1{}/get");
    assert_eq!(report["skipped"][0]["code"], "SDK0046");
    let reported = &report["diagnostics"][0];
    assert_eq!(reported["code"], "SDK0046");
    assert_eq!(reported["severity"], "warning");
    assert_eq!(reported["file"], "api.yaml");
    assert_eq!(reported["pointer"], "/paths/~1pets~1{}/get");
    assert!(reported["line"].as_u64() > Some(1), "{reported}");
    assert!(reported["help"].is_string(), "{reported}");
}

#[test]
fn errors_are_reported_and_nothing_is_written() {
    let cases = [
        (
            "swagger: '1.2'\n",
            "error[SDK0018]: this version of Swagger is not supported",
        ),
        ("openapi: 3.0.3\nopenapi: 3.0.3\n", "--> api.yaml:2:1"),
    ];
    for (spec, message) in cases {
        let place = Place::new(spec);
        let output = place.generate(&[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert!(!place.path().join("out").exists());
    }
}

#[test]
fn strict_takes_warnings_for_errors() {
    let place = Place::new(&SPEC.replace("schemas/Pet'", "schemas/Cat'"));
    let strict = place.generate(&["--strict"]);
    assert_eq!(strict.status.code(), Some(2));
    let reported = stderr(&strict);
    assert!(
        reported.contains("error[SDK0032]: the reference `#/components/schemas/Cat`"),
        "{reported}"
    );
    assert!(reported.contains("--> api.yaml:12:"), "{reported}");
    let lenient = place.generate(&[]);
    assert_eq!(lenient.status.code(), Some(0));
    assert!(
        stderr(&lenient).contains("warning[SDK0032]: the reference"),
        "{}",
        stderr(&lenient)
    );
}

#[test]
fn bad_arguments_and_foreign_folders_are_refused() {
    let place = Place::new(SPEC);
    fs::create_dir(place.path().join("out")).expect("made");
    fs::write(place.path().join("out/thesis.txt"), "mine").expect("written");
    let cases: [(&[&str], &str); 4] = [
        (&[], "out contains files, but no sdk.lock"),
        (&["--name", "no/name"], "--name no/name"),
        (&["--config", "none.toml"], "none.toml"),
        (&["--unknown"], "--unknown"),
    ];
    for (arguments, message) in cases {
        let output = place.generate(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
    assert_eq!(place.snapshot().len(), 1);
}

#[test]
fn the_same_warning_is_not_shown_without_end() {
    let property = |name: usize| format!("p{name}: {{type: string, maxLength: many}}");
    let properties: Vec<String> = (0..20).map(property).collect();
    let properties = properties.join(", ");
    let place = Place::new(&SPEC.replace("name: {type: string}", &properties));
    let output = place.generate(&[]);
    let reported = stderr(&output);
    assert_eq!(
        reported.matches("warning[SDK0038]: `\"many\"`").count(),
        3,
        "{reported}"
    );
    assert!(reported.contains("… and 17 more like these"), "{reported}");
}
