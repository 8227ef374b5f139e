//! Inputs that are not regular files are rejected immediately, for every argument.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Place, SPEC, stderr, stdout};

/// Time after which a command counts as blocked.
const LIMIT: Duration = Duration::from_secs(20);

/// Runs a command, and returns its exit status and its output.
fn run(place: &Place, arguments: &[&str]) -> (Option<i32>, String) {
    let reported = place.path().join("said");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .arg("generate")
        .args(arguments)
        .args(["--out", "out"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&reported).expect("made"))
        .spawn()
        .expect("it runs");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is a child") {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().expect("killed");
            panic!("{arguments:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    (status.code(), fs::read_to_string(&reported).expect("text"))
}

/// Special files by name: reading them would block or never end.
fn make_odd(place: &Place) -> [(&'static str, &'static str); 5] {
    let fifo = Command::new("mkfifo")
        .current_dir(place.path())
        .arg("pipe.yaml")
        .status();
    assert!(fifo.expect("it runs").success());
    symlink("pipe.yaml", place.path().join("link.yaml")).expect("linked");
    symlink("/dev/zero", place.path().join("endless.yaml")).expect("linked");
    fs::create_dir(place.path().join("folder.yaml")).expect("made");
    let socket = place.path().join("socket.yaml");
    std::os::unix::net::UnixListener::bind(socket).expect("bound");
    [
        ("pipe.yaml", "it is a pipe, not a file"),
        ("link.yaml", "it is a pipe, not a file"),
        ("endless.yaml", "it is a device, not a file"),
        ("folder.yaml", "it is a folder, not a file"),
        ("socket.yaml", "it is a socket, not a file"),
    ]
}

#[test]
fn what_is_no_file_is_refused_and_never_waited_for() {
    let place = Place::new(SPEC);
    for (name, message) in make_odd(&place) {
        let cases: [&[&str]; 3] = [
            &[name],
            &["api.yaml", "--config", name],
            &["api.yaml", "--overlay", name],
        ];
        for arguments in cases {
            let (status, reported) = run(&place, arguments);
            assert_eq!(status, Some(2), "{arguments:?}: {reported}");
            assert!(reported.contains(message), "{arguments:?}: {reported}");
            assert!(reported.contains(name), "{arguments:?}: {reported}");
            assert!(!place.path().join("out").exists());
        }
    }
}

#[test]
fn a_reference_to_a_special_file_is_a_warning_with_its_position() {
    for (name, message) in make_odd(&Place::new(SPEC)) {
        let place = Place::new(&SPEC.replace("#/components/schemas/Pet", name));
        make_odd(&place);
        // What is behind this one lies outside the folder of the description.
        let message = match name {
            "endless.yaml" => "leads outside the folder",
            _ => message,
        };
        let (status, reported) = run(&place, &["api.yaml", "--strict"]);
        assert_eq!(status, Some(2), "{reported}");
        assert!(reported.contains(message), "{name}: {reported}");
        assert!(reported.contains("--> api.yaml:12:"), "{name}: {reported}");
    }
}

#[test]
fn a_pipe_where_a_run_keeps_its_own_files_is_refused_and_never_waited_for() {
    for name in ["running", "begun/plan.json"] {
        let place = Place::new(SPEC);
        let (status, reported) = run(&place, &["api.yaml"]);
        assert_eq!(status, Some(0), "{reported}");
        let path = place.path().join("out/.sdk-codegen").join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        let fifo = Command::new("mkfifo").arg(&path).status();
        assert!(fifo.expect("it runs").success());
        let (status, reported) = run(&place, &["api.yaml"]);
        assert_eq!(status, Some(2), "{name}: {reported}");
        assert!(reported.contains(name), "{reported}");
        // A check looks at the first of them only.
        let (status, _) = run(&place, &["api.yaml", "--check"]);
        assert_eq!(
            status,
            Some(if name == "running" { 2 } else { 0 }),
            "{name}"
        );
    }
}

#[test]
fn a_suggested_command_can_be_run_for_any_path() {
    let place = Place::new(SPEC);
    let name = "Ann's api $HOME.yaml";
    fs::rename(place.path().join("api.yaml"), place.path().join(name)).expect("moved");
    fs::write(place.path().join("my sdk.toml"), "").expect("written");
    let arguments = [
        "generate",
        name,
        "--out",
        "my sdk",
        "--config",
        "my sdk.toml",
    ];
    let check = || place.run(&[&arguments[..], &["--check"]].concat());
    let reported = stdout(&check());
    let suggested = reported.split('`').nth_back(1).expect("a command");
    let rest = suggested.strip_prefix("sdk-codegen ").expect("its name");
    let sh = |script: &str| {
        let mut sh = Command::new("sh");
        let sh = sh.current_dir(place.path()).args(["-c", script]);
        sh.output().expect("it runs")
    };
    let ran = sh(&format!("'{}' {rest}", env!("CARGO_BIN_EXE_sdk-codegen")));
    assert_eq!(ran.status.code(), Some(0), "{suggested}: {}", stderr(&ran));
    assert_eq!(check().status.code(), Some(0), "{suggested}");
    let shown = stdout(&ran);
    let manifest = shown.split("--manifest-path ").nth(1).expect("a command");
    let manifest = manifest.lines().next().expect("a line");
    let found = sh(&format!("test -f {manifest}"));
    assert_eq!(found.status.code(), Some(0), "{manifest}");
}
