//! What was reported of other generators, replayed by its number: hostile text of a description
//! stays text, whatever place it stands in, and nothing is read or written elsewhere.

mod inspect;
mod places;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use inspect::inspect;

/// Runs the generator on a description, in a folder with a temporary folder of its own beside it.
fn run(folder: &Path, description: &str, config: Option<&str>) -> Output {
    for name in ["work", "temporary"] {
        fs::create_dir_all(folder.join(name)).expect("made");
    }
    let path = |name: &str| folder.join("work").join(name);
    fs::write(path("api.yaml"), description).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"));
    command
        .arg("generate")
        .arg(path("api.yaml"))
        .arg("--out")
        .arg(path("sdk"))
        .env("TMPDIR", folder.join("temporary"));
    if let Some(config) = config {
        fs::write(path("sdk.toml"), config).expect("written");
        command.arg("--config").arg(path("sdk.toml"));
    }
    command.output().expect("it runs")
}

/// Everything below a folder but the SDK itself.
fn beside(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("it is there") {
            let path = entry.expect("it is listed").path();
            match path.is_dir() {
                true if path.ends_with("work/sdk") => {}
                true => folders.push(path),
                false => found.push(path.strip_prefix(folder).expect("below").to_owned()),
            }
        }
    }
    found.sort();
    found
}

/// CVE-2021-21428 and CVE-2021-21430 (names of temporary files that others can guess), CVE-2024-35219
/// and GHSA-4rj6 (an output folder that leads elsewhere): nothing is written outside of the folder, and
/// nothing stays in the folder for temporary files.
#[test]
fn nothing_is_written_elsewhere() {
    let folder = tempfile::tempdir().expect("made");
    let output = run(folder.path(), &texts::everywhere("../../evil"), None);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(beside(folder.path()), [Path::new("work/api.yaml")]);
    for name in ["../evil", "/evil", "a/../../evil", "..", "evil\\..\\x"] {
        let folder = tempfile::tempdir().expect("made");
        let config = format!("[package]\nname = {name:?}\n");
        let output = run(folder.path(), &texts::everywhere("x"), Some(&config));
        assert_eq!(output.status.code(), Some(2), "{name}: {output:?}");
        assert!(!folder.path().join("work/sdk").exists(), "{name}");
    }
}

/// CVE-2017-1000207 and CVE-2017-1000208: a tag of YAML that makes an object of a class.
#[test]
fn tags_of_yaml_make_no_objects() {
    for tag in [
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "!!python/object/apply:os.system [touch pwned]",
        "!pwned {a: 1}",
    ] {
        let folder = tempfile::tempdir().expect("made");
        let text = format!("{}x-a: {tag}\n", texts::everywhere("x"));
        let output = run(folder.path(), &text, None);
        assert!(output.status.success(), "{tag}: {output:?}");
        inspect(&folder.path().join("work/sdk"));
        assert_eq!(beside(folder.path()), [Path::new("work/api.yaml")]);
    }
}

/// CVE-2026-49451 (references in a circle overflow the stack) and CVE-2026-72923 (aliases of aliases).
#[test]
fn what_has_no_end_is_refused_or_warned_of() {
    let circle = "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\n";
    let text = texts::everywhere("x").replace("components: {schemas: {}}\n", circle);
    let text = text.replace(
        "schema: {type: string}",
        "schema: {$ref: '#/components/schemas/A'}",
    );
    let folder = tempfile::tempdir().expect("made");
    let output = run(folder.path(), &text, None);
    let reported = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && reported.contains("leads back to itself"),
        "{reported}"
    );
    let level = |level: usize| {
        format!(
            "x-{level}: &a{level} [{}]\n",
            vec![format!("*a{}", level - 1); 9].join(", ")
        )
    };
    let levels: String = (1..12).map(level).collect();
    let text = format!("{}x-0: &a0 [x]\n{levels}", texts::everywhere("x"));
    let output = run(folder.path(), &text, None);
    let reported = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{reported}");
    assert!(reported.contains("YAML aliases expand"), "{reported}");
}

/// GHSA-cxq5-97v7-87j8, CVE-2026-59867 and CVE-2026-54663: references that make the generator ask a host
/// or read files of the machine.
#[test]
fn references_are_not_fetched() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    listener.set_nonblocking(true).expect("it is possible");
    for reference in [
        format!("http://{address}/x.yaml#/A"),
        format!("//{address}/x.yaml"),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "file:///etc/passwd".to_owned(),
        "/etc/passwd".to_owned(),
        "../../../../../../etc/passwd".to_owned(),
    ] {
        let folder = tempfile::tempdir().expect("made");
        let schema = format!("schema: {{$ref: '{reference}'}}");
        let text = texts::everywhere("x").replace("schema: {type: string}", &schema);
        let output = run(folder.path(), &text, None);
        let reported = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{reference}: {reported}");
        assert!(
            reported.contains("the reference `"),
            "{reference}: {reported}"
        );
        inspect(&folder.path().join("work/sdk"));
    }
    assert!(listener.accept().is_err(), "something was fetched");
}

/// Text that ends what it stands in, in every place of a description.
#[test]
fn hostile_texts_stay_texts() {
    for (advisories, text) in texts::TEXTS {
        let folder = tempfile::tempdir().expect("made");
        let output = run(folder.path(), &texts::everywhere(text), None);
        assert!(output.status.success(), "{advisories}: {output:?}");
        inspect(&folder.path().join("work/sdk"));
        assert_eq!(
            beside(folder.path()),
            [Path::new("work/api.yaml")],
            "{advisories}"
        );
    }
}

/// Places in which other generators have printed text as code.
#[test]
fn hostile_places_hold_nothing_but_text() {
    for (advisories, description) in places::all() {
        let folder = tempfile::tempdir().expect("made");
        let output = run(folder.path(), &description.to_string(), None);
        assert!(output.status.success(), "{advisories}: {output:?}");
        inspect(&folder.path().join("work/sdk"));
        assert_eq!(
            beside(folder.path()),
            [Path::new("work/api.yaml")],
            "{advisories}"
        );
    }
}
