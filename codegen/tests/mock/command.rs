//! The command `sdk-codegen mock`.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::{Connection, own_spec};

/// A server in a separate process.
struct Process {
    child: Child,
    line: String,
}

impl Process {
    fn start(more: &[&str]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .arg("mock")
            .arg(own_spec())
            .args(["--port", "0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        Self::listening(child)
    }

    /// Waits until the server prints its address.
    fn listening(mut child: Child) -> Self {
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line");
        Self { child, line }
    }

    fn address(&self) -> SocketAddr {
        let start = "listening on http://";
        let rest = self
            .line
            .strip_prefix(start)
            .unwrap_or_else(|| panic!("{:?}", self.line));
        let end = rest.find('/').expect("a path");
        rest[..end].parse().expect("an address")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_it_listens() {
    let process = Process::start(&[]);
    assert!(process.address().ip().is_loopback());
    assert_ne!(process.address().port(), 0);
    assert!(
        process.line.ends_with("/client/v4 (4 operations)\n"),
        "{}",
        process.line
    );
    let mut connection = Connection::open(process.address()).expect("it listens");
    let reply = connection
        .send("GET", "/client/v4/nothing", &[], b"")
        .expect("it responds");
    assert_eq!(reply.status, 404);
}

#[test]
fn it_serves_a_description_from_the_standard_input() {
    let text = fs::read_to_string(own_spec()).expect("text");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .args(["mock", "-", "--port", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(text.as_bytes()).expect("it reads");
    drop(pipe);
    let process = Process::listening(child);
    assert_eq!(put(&process, r#"{"name": "a"}"#).status, 200);
}

/// Calls an operation with a body and a token.
fn put(process: &Process, body: &str) -> super::Reply {
    let mut connection = Connection::open(process.address()).expect("it listens");
    let target = "/client/v4/accounts/a/iam/user_groups/b";
    let headers = [
        ("authorization", "Bearer very-secret-token"),
        ("content-type", "application/json"),
    ];
    connection
        .send("PUT", target, &headers, body.as_bytes())
        .expect("it responds")
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_and_has_recorded_everything() {
    let folder = tempfile::tempdir().expect("made");
    let file = folder.path().join("record.jsonl");
    let mut process = Process::start(&["--record", file.to_str().expect("text")]);
    assert_eq!(
        put(&process, r#"{"name": "a", "password": "hunter2"}"#).status,
        200
    );
    assert_eq!(
        put(&process, r#"{"name": 1, "client_secret": "hunter2"}"#).status,
        400
    );
    put(&process, r#"{"client_secret": "hunter2"#);
    let id = process.child.id().to_string();
    let told = Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .expect("it runs");
    assert!(told.success());
    let status = process.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    let text = fs::read_to_string(file).expect("text");
    assert!(
        !text.contains("very-secret-token") && !text.contains("hunter2"),
        "{text}"
    );
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["request"]["body"]["name"], "a");
    assert_eq!(
        lines[0]["operation"],
        "PUT /accounts/{account_id}/iam/user_groups/{user_group_id}"
    );
    assert_eq!(lines[1]["response"]["status"], 400);
}

#[test]
fn what_cannot_be_is_reported() {
    let run = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .arg("mock")
            .args(arguments)
            .output();
        let out = out.expect("it runs");
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    let (code, reported) = run(&["nowhere.yaml"]);
    assert!(
        code == Some(2) && reported.contains("SDK0001") && reported.contains("nowhere.yaml"),
        "{reported}"
    );
    let own = own_spec();
    let own = own.to_str().expect("text");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("free");
    let port = taken.local_addr().expect("bound").port().to_string();
    let (code, reported) = run(&[own, "--port", &port]);
    assert!(
        code == Some(2) && reported.contains("cannot listen on 127.0.0.1:"),
        "{reported}"
    );
    for wrong in [
        ["--fail-rate", "2"],
        ["--latency", "5-1"],
        ["--latency", "x"],
        ["--host", "nowhere"],
    ] {
        let (code, reported) = run(&[own, wrong[0], wrong[1]]);
        assert!(code == Some(2) && reported.contains(wrong[1]), "{reported}");
    }
    let (code, reported) = run(&[own, "--record", "/nowhere/at/all"]);
    assert!(
        code == Some(2) && reported.contains("cannot write"),
        "{reported}"
    );
}

#[test]
fn a_recording_overwrites_no_input_and_no_earlier_one_in_vain() {
    let folder = tempfile::tempdir().expect("made");
    let at = |name: &str| folder.path().join(name);
    let overlay = "overlay: 1.0.0\ninfo: {title: Fixes, version: 1.0.0}\nactions: []\n";
    fs::copy(own_spec(), at("api.yaml")).expect("copied");
    fs::write(at("sdk.toml"), "overlays = [\"one.yaml\"]\n").expect("written");
    fs::write(at("one.yaml"), overlay).expect("written");
    fs::write(at("two.yaml"), overlay).expect("written");
    fs::write(at("record.jsonl"), "earlier").expect("written");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("free");
    let port = taken.local_addr().expect("bound").port().to_string();
    let names = [
        "api.yaml",
        "sdk.toml",
        "one.yaml",
        "two.yaml",
        "record.jsonl",
    ];
    let before = names.map(|name| fs::read(at(name)).expect("there"));
    for (record, why) in [
        ("api.yaml", "--record api.yaml is the description"),
        ("./sdk.toml", "--record ./sdk.toml is the configuration"),
        ("one.yaml", "--record one.yaml is an overlay"),
        ("two.yaml", "--record two.yaml is an overlay"),
        ("record.jsonl", "cannot listen on"),
    ] {
        let ended = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
            .current_dir(folder.path())
            .args([
                "mock",
                "api.yaml",
                "--config",
                "sdk.toml",
                "--overlay",
                "two.yaml",
            ])
            .args(["--port", &port, "--record", record])
            .output()
            .expect("it runs");
        assert_eq!(ended.status.code(), Some(2), "{record}");
        let reported = String::from_utf8_lossy(&ended.stderr);
        assert!(reported.contains(why), "{record}: {reported}");
        assert_eq!(
            names.map(|name| fs::read(at(name)).expect("there")),
            before,
            "{record}"
        );
    }
}
