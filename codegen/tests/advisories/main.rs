//! Replays published advisories of other generators: hostile text of a description remains text in
//! every location, and nothing is read or written elsewhere.

mod inspect;
mod places;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use inspect::inspect;

/// Runs the generator on a description, in a folder next to a temporary folder.
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

/// All files of a folder except for the SDK.
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

/// CVE-2021-21428 and CVE-2021-21430 (predictable names of temporary files), CVE-2024-35219 and
/// GHSA-4rj6 (an output folder outside): nothing is written outside of the folder, and no temporary
/// file remains.
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

/// CVE-2017-1000207 and CVE-2017-1000208: YAML tags that create objects of a class.
#[test]
fn yaml_tags_create_no_objects() {
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

/// CVE-2026-49451 (circular references overflow the stack) and CVE-2026-72923 (aliases of aliases).
#[test]
fn circular_references_and_aliases_are_reported() {
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

/// CVE-2026-59867 and others: references that make the generator connect to a host or read local
/// files (also GHSA-cxq5-97v7-87j8 and CVE-2026-54663).
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

/// Text that terminates its context, in every location of a description.
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

/// Locations whose text other generators have printed as code.
#[test]
fn hostile_locations_contain_only_text() {
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
