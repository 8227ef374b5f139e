//! `watch`: changes of files, and invalid files.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::{Place, SPEC, divided};

/// Time after which an expected event counts as missing.
const PATIENCE: Duration = Duration::from_secs(60);

/// The line at the end of each run.
const WATCHING: &str = "watching ";

/// A running command, and its output.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(place: &Place, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(place.path())
            .args(["watch", "api.yaml", "--out", "out"])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let (sender, lines) = channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().expect("a pipe"));
        let err: Box<dyn Read + Send> = Box::new(child.stderr.take().expect("a pipe"));
        for stream in [out, err] {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// The output up to a line that contains `part`.
    fn until(&self, part: &str) -> String {
        let mut reported = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|why| panic!("{why}: no {part:?} after {reported}"));
            reported.push_str(&format!("{line}\n"));
            if line.contains(part) {
                return reported;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Replaces a file atomically, as editors do.
fn write(place: &Place, file: &str, text: &str) {
    let path = place.path().join(file);
    let beside = path.with_extension("new");
    fs::write(&beside, text).expect("written");
    fs::rename(beside, path).expect("moved");
}

fn is_clean(place: &Place, more: &[&str]) -> bool {
    let checked = place.generate(&[&["--check", "--full"], more].concat());
    checked.status.code() == Some(0)
}

#[test]
fn a_change_is_generated_and_reported() {
    let place = Place::new(SPEC);
    let watching = Watching::start(&place, &[]);
    let first = watching.until(WATCHING);
    assert!(
        first.contains(" files added, 0 changed, 0 removed, "),
        "{first}"
    );
    assert!(
        first.ends_with("watching api.yaml and 0 other files; Ctrl-C ends\n"),
        "{first}"
    );
    assert!(is_clean(&place, &[]));
    let with_age = SPEC.replace(
        "{name: {type: string}}",
        "{name: {type: string}, age: {type: integer}}",
    );
    write(&place, "api.yaml", &with_age);
    let reported = watching.until(WATCHING);
    assert!(reported.contains("property `age`"), "{reported}");
    assert!(reported.contains("    + models::Pet.age"), "{reported}");
    assert!(reported.contains("1 change\n"), "{reported}");
    assert!(!reported.contains("0 changed"), "{reported}");
    let models = fs::read_to_string(place.path().join("out/src/models/pets.rs")).expect("there");
    assert!(models.contains("age"), "{models}");
    assert!(is_clean(&place, &[]));
    // Other programs overwrite the file, which may be read while it is empty.
    fs::write(place.path().join("api.yaml"), SPEC).expect("written");
    watching.until("    - models::Pet.age");
    watching.until(WATCHING);
    assert!(is_clean(&place, &[]));
}

#[test]
fn what_is_broken_is_reported_and_the_crate_stays_until_it_is_repaired() {
    let place = Place::new(SPEC);
    let watching = Watching::start(&place, &[]);
    watching.until(WATCHING);
    let before = place.snapshot();
    write(&place, "api.yaml", &SPEC.replace("paths:", "paths: ["));
    watching.until("error[SDK0");
    watching.until("--> api.yaml:");
    assert!(place.snapshot() == before, "files changed");
    fs::remove_file(place.path().join("api.yaml")).expect("removed");
    watching.until("cannot read api.yaml");
    write(&place, "api.yaml", &SPEC.replace("A pet.", "One pet."));
    watching.until("0 files added, ");
    assert!(is_clean(&place, &[]));
}

#[test]
fn all_that_is_read_is_watched() {
    let spec = SPEC.replace("#/components/schemas/Pet'", "parts/pet.yaml'");
    let place = Place::new(&spec);
    fs::create_dir(place.path().join("parts")).expect("made");
    let pet =
        |member: &str| format!("{{type: object, properties: {{{member}: {{type: string}}}}}}");
    write(&place, "parts/pet.yaml", &pet("name"));
    write(&place, "sdk.toml", "[package]\nname = \"pets\"\n");
    let overlay = |title: &str| {
        format!("overlay: 1.0.0\nactions: [{{target: $.info, update: {{description: {title}}}}}]\n")
    };
    write(&place, "overlay.yaml", &overlay("One"));
    let more = ["--config", "sdk.toml", "--overlay", "overlay.yaml"];
    let watching = Watching::start(&place, &more);
    let first = watching.until(WATCHING);
    assert!(
        first.ends_with("and 3 other files; Ctrl-C ends\n"),
        "{first}"
    );
    write(&place, "parts/pet.yaml", &pet("colour"));
    let reported = watching.until(WATCHING);
    assert!(reported.contains("models::Pet.colour"), "{reported}");
    write(&place, "sdk.toml", "[package]\nname = \"cats\"\n");
    let reported = watching.until(WATCHING);
    assert!(!reported.contains(" 0 changed"), "{reported}");
    write(&place, "overlay.yaml", &overlay("Two"));
    let reported = watching.until(WATCHING);
    assert!(!reported.contains(" 0 changed"), "{reported}");
    assert!(is_clean(&place, &more));
}

#[test]
fn the_crates_of_a_divided_sdk_come_and_go() {
    let place = divided::shop();
    let out = place.path().join("out");
    let watching = Watching::start(&place, &divided::ARGUMENTS);
    watching.until(WATCHING);
    assert!(is_clean(&place, &divided::ARGUMENTS));
    let spec = fs::read_to_string(place.path().join("api.yaml")).expect("there");
    let one = fs::read_to_string(out.join("resources/pets/src/lib.rs")).expect("there");
    let renamed = spec.replace("  /orders:", "  /sales:");
    write(&place, "api.yaml", &renamed);
    let reported = watching.until(WATCHING);
    assert!(!out.join("resources/orders").exists(), "{reported}");
    assert!(out.join("resources/sales/Cargo.toml").exists());
    let other = fs::read_to_string(out.join("resources/pets/src/lib.rs")).expect("there");
    assert_eq!(one, other, "a crate that has nothing to do with it changed");
    assert!(is_clean(&place, &divided::ARGUMENTS));
    let with_note = renamed.replace("amount: {type", "note: {type: string}, amount: {type");
    write(&place, "api.yaml", &with_note);
    let reported = watching.until(WATCHING);
    assert!(reported.contains("    + models::Money.note"), "{reported}");
    let money = fs::read_to_string(out.join("models/src/models/shared_money.rs")).expect("there");
    assert!(money.contains("note"), "{money}");
    assert!(is_clean(&place, &divided::ARGUMENTS));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to() {
    use std::os::unix::process::ExitStatusExt as _;
    let place = Place::new(SPEC);
    let mut watching = Watching::start(&place, &[]);
    watching.until(WATCHING);
    let id = watching.child.id().to_string();
    // Not SIGINT, which background processes ignore.
    let told = Command::new("kill").args(["-TERM", &id]).status();
    assert!(told.expect("it runs").success());
    let status = watching.child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(15), "{status}");
    assert!(is_clean(&place, &[]));
}

#[test]
fn the_standard_input_is_refused() {
    let refused = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .args(["watch", "-", "--out", "out"])
        .output()
        .expect("it runs");
    assert_eq!(refused.status.code(), Some(2));
    assert!(super::stderr(&refused).contains("standard input cannot be watched"));
}
