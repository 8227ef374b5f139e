//! `--report`: protected files, and atomic replacement.

use std::fs;
use std::path::Path;

use super::check::Project;
use super::{Place, SPEC, stderr};

/// All files of a folder with their contents.
fn all(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("there") {
            let path = entry.expect("there").path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let content = fs::read(&path).unwrap_or_default();
                found.push((path, content));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_report_overwrites_nothing_that_is_read_or_generated() {
    let project = Project::new();
    let folder = project.0.path();
    fs::create_dir(folder.join("sub")).expect("made");
    let mut cases = vec![
        ("api.yaml", "is the description"),
        ("sub/../api.yaml", "is the description"),
        ("./api.yaml", "is the description"),
        ("sdk.toml", "is the configuration"),
        ("first.yaml", "is an overlay"),
        ("second.yaml", "is an overlay"),
        ("pet.yaml", "is a file that the description refers to"),
        ("out/src/lib.rs", "is in out"),
        ("out/report.json", "is in out"),
        ("out/none/report.json", "is in out"),
        ("out/.sdk-codegen/x", "is in out"),
        ("out/sdk.lock", "is in out"),
        ("sub/../out/src/../report.json", "is in out"),
        ("out", "is a folder"),
        ("sub", "is a folder"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("api.yaml", folder.join("link")).expect("linked");
        symlink("../link", folder.join("sub/link")).expect("linked");
        symlink("out/new.json", folder.join("dangling")).expect("linked");
        symlink("out/src", folder.join("inside")).expect("linked");
        symlink("loop", folder.join("loop")).expect("linked");
        fs::hard_link(folder.join("api.yaml"), folder.join("hard")).expect("linked");
        fs::hard_link(folder.join("out/api.md"), folder.join("hard-out")).expect("linked");
        cases.extend([
            ("link", "is the description"),
            ("sub/link", "is the description"),
            ("dangling", "is in out"),
            ("inside/lib.rs", "is in out"),
            ("inside/../x", "is in out"),
            ("loop", "too many symbolic links"),
            ("hard", "is the description"),
            ("hard-out", "is in out"),
            ("/dev/null", "is a device"),
        ]);
    }
    let before = all(folder);
    for (report, message) in cases {
        for more in [&["--report", report][..], &["--report", report, "--check"]] {
            let ended = project.generate(more);
            assert_eq!(ended.status.code(), Some(2), "{report}");
            let reported = stderr(&ended);
            assert!(reported.contains(message), "{report}: {reported}");
            assert!(all(folder) == before, "{report}: something was written");
        }
    }
}

#[test]
fn a_report_in_a_folder_that_is_not_there_yet_is_refused_too() {
    for report in ["out/x.json", "OUT/x.json", "out"] {
        let place = Place::new(SPEC);
        let ended = place.generate(&["--report", report]);
        assert_eq!(ended.status.code(), Some(2), "{report}");
        assert!(stderr(&ended).contains("is in out"), "{}", stderr(&ended));
        assert_eq!(all(place.path()).len(), 1);
    }
}

#[test]
fn a_report_that_cannot_be_written_changes_nothing() {
    let place = Place::new(SPEC);
    let ended = place.generate(&["--report", "none/report.json"]);
    assert_eq!(ended.status.code(), Some(2));
    let reported = stderr(&ended);
    assert!(
        reported.contains("cannot write") && reported.contains("none"),
        "{reported}"
    );
    assert_eq!(all(place.path()).len(), 1);
}

#[test]
fn a_report_is_replaced_atomically() {
    let place = Place::new(SPEC);
    let report = place.path().join("report.json");
    fs::write(&report, "old").expect("written");
    let other_name = place.path().join("other");
    fs::hard_link(&report, &other_name).expect("linked");
    assert_eq!(
        place.generate(&["--report", "report.json"]).status.code(),
        Some(0)
    );
    let text = fs::read(&report).expect("there");
    assert!(serde_json::from_slice::<serde_json::Value>(&text).is_ok());
    // The old file was replaced, not overwritten.
    assert_eq!(fs::read(other_name).expect("there"), b"old");
    let left = fs::read_dir(place.path()).expect("there");
    let left = left.filter(|it| {
        let name = it.as_ref().expect("there").file_name();
        name.to_string_lossy().starts_with(".sdk-codegen")
    });
    assert_eq!(left.count(), 0, "a temporary file is left");
}

#[cfg(unix)]
#[test]
fn a_report_may_be_read_by_whoever_may_read_other_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new(SPEC);
    assert_eq!(
        place.generate(&["--report", "report.json"]).status.code(),
        Some(0)
    );
    let mode = |name: &str| {
        let found = fs::metadata(place.path().join(name)).expect("there");
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode("report.json"), mode("api.yaml"));
    assert_eq!(mode("report.json"), mode("out/src/lib.rs"));
}
