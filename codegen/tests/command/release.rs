//! `release`: the version, the entry in the changelog, and the files that it leaves alone.

use std::fs;

use super::changes::changed;
use super::{Place, SPEC, stderr, stdout};

/// A configuration with the version of the last release.
const CONFIG: &str = "# Ours.\n[package]\nversion = \"1.2.3\" # the last one\n";

/// The command for the changes between two descriptions.
const RELEASE: [&str; 5] = ["release", "api.yaml", "new.yaml", "--config", "sdk.toml"];

/// A project with two descriptions and a configuration.
fn project() -> Place {
    let place = Place::new(SPEC);
    place.write("new.yaml", &changed());
    place.write("sdk.toml", CONFIG);
    place
}

#[test]
fn a_release_writes_the_version_and_an_entry() {
    let place = project();
    let job = [&RELEASE[..], &["--date", "2026-01-31"]].concat();
    let dry = place.run(&[&job[..], &["--dry-run"]].concat());
    assert!(
        stdout(&dry).contains("## [2.0.0] - 2026-01-31\n\n### Breaking\n"),
        "{}",
        stdout(&dry)
    );
    assert!(!place.path().join("CHANGELOG.md").exists());
    let small = place.run(&[&job[..], &["--set-version", "1.9.0"]].concat());
    assert_eq!(small.status.code(), Some(2));
    assert!(
        stderr(&small).contains("error[SDK0111]"),
        "{}",
        stderr(&small)
    );
    let output = place.run(&job);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        place.read("sdk.toml"),
        "# Ours.\n[package]\nversion = \"2.0.0\" # the last one\n"
    );
    let log = place.read("CHANGELOG.md");
    assert!(log.starts_with("# Changelog\n"), "{log}");
    assert!(log.contains("### Added\n\n- ` GET /pets `"), "{log}");
    assert!(log.contains("  - removed ` pets::Pets::get() `"), "{log}");
    let again = place.run(&[&job[..], &["--set-version", "3.0.0"]].concat());
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    let log = place.read("CHANGELOG.md");
    assert!(log.find("## [3.0.0]") < log.find("## [2.0.0]"), "{log}");
    let twice = place.run(&[&job[..], &["--set-version", "3.0.0"]].concat());
    assert!(
        stderr(&twice).contains("error[SDK0111]"),
        "{}",
        stderr(&twice)
    );
    assert_eq!(place.read("CHANGELOG.md"), log);
}

#[test]
fn a_release_overwrites_no_input() {
    let cases = [
        ("api.yaml", "--changelog api.yaml is a description"),
        ("./new.yaml", "--changelog ./new.yaml is a description"),
        ("sdk.toml", "--changelog sdk.toml is the configuration"),
        ("none/CHANGELOG.md", "cannot write"),
        (".", "--changelog . is a folder"),
    ];
    for (changelog, why) in cases {
        let place = project();
        let ended = place.run(&[&RELEASE[..], &["--changelog", changelog]].concat());
        assert_eq!(ended.status.code(), Some(2), "{changelog}");
        let reported = stderr(&ended);
        assert!(reported.contains(why), "{changelog}: {reported}");
        assert_eq!(place.read("api.yaml"), SPEC);
        assert_eq!(place.read("new.yaml"), changed());
        assert_eq!(place.read("sdk.toml"), CONFIG, "{changelog}");
    }
}

#[test]
fn a_date_that_is_none_is_refused() {
    let place = project();
    for date in [
        "",
        "today",
        "2026-02-30",
        "31.1.2026",
        "2026-01-31\n\n## [9.9.9]",
    ] {
        let ended = place.run(&[&RELEASE[..], &["--date", date]].concat());
        assert_eq!(ended.status.code(), Some(2), "{date:?}");
        assert!(stderr(&ended).contains("--date"), "{}", stderr(&ended));
    }
    assert!(!place.path().join("CHANGELOG.md").exists());
    assert_eq!(place.read("sdk.toml"), CONFIG);
}

#[cfg(unix)]
#[test]
fn a_release_keeps_links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = project();
    let mode = |name: &str| {
        let found = fs::metadata(place.path().join(name)).expect("there");
        found.permissions().mode() & 0o777
    };
    fs::create_dir(place.path().join("conf")).expect("made");
    fs::rename(
        place.path().join("sdk.toml"),
        place.path().join("conf/sdk.toml"),
    )
    .expect("moved");
    symlink("conf/sdk.toml", place.path().join("sdk.toml")).expect("linked");
    let ended = place.run(&RELEASE);
    assert_eq!(ended.status.code(), Some(0), "{}", stderr(&ended));
    assert!(place.path().join("sdk.toml").is_symlink());
    assert_ne!(place.read("conf/sdk.toml"), CONFIG);
    assert_eq!(mode("CHANGELOG.md"), mode("api.yaml"));
    assert_eq!(mode("conf/sdk.toml"), mode("api.yaml"));
}
