//! The output of the command line for streamed responses, and when it is printed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::server::Server;

fn command(url: &str, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitchen"));
    command.env_clear().env("KITCHEN_TOKEN", "hush");
    command.args(["--base-url", url]).args(words);
    command
}

/// The output for these responses.
fn printed(answers: &[(&str, &str)], words: &[&str]) -> String {
    let server = Server::in_turn(answers);
    let output = command(server.url(), words).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    server.requests();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_item_is_printed_when_it_is_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (seen, was_seen) = channel();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        stream
            .write_all(format!("{head}{{\"id\": 1}}\n").as_bytes())
            .unwrap();
        let was_seen = was_seen.recv_timeout(Duration::from_secs(20));
        stream.write_all(b"{\"id\": 2}\n").unwrap();
        was_seen.is_ok()
    });
    let mut command = command(&url, &["lists", "lines"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), r#"{"id":1}"#);
    seen.send(()).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), r#"{"id":2}"#);
    assert!(lines.next().is_none());
    assert!(child.wait().unwrap().success());
    assert!(
        server.join().unwrap(),
        "the first item came with the second"
    );
}

#[test]
fn all_pages_are_one_list() {
    let pages = [
        (
            "200 OK",
            r#"{"data": [{"id": 1}, {"id": 2}], "next_cursor": "a"}"#,
        ),
        ("200 OK", r#"{"data": [{"id": 3}], "next_cursor": null}"#),
    ];
    let words = ["lists", "cursor", "--all-pages"];
    let json =
        "[\n  {\n    \"id\": 1\n  },\n  {\n    \"id\": 2\n  },\n  {\n    \"id\": 3\n  }\n]\n";
    assert_eq!(printed(&pages, &words), json);
    let with = |format: &'static str| [&words[..], &["--output", format]].concat();
    assert_eq!(
        printed(&pages, &with("yaml")),
        "- id: 1\n- id: 2\n- id: 3\n"
    );
    assert_eq!(printed(&pages, &with("table")), " ID\n 1\n 2\n 3\n");
    let none = [("200 OK", r#"{"data": [], "next_cursor": null}"#)];
    assert_eq!(printed(&none, &words), "[]\n");
    assert_eq!(printed(&none, &with("yaml")), "[]\n");
}

#[test]
fn a_list_that_breaks_off_is_not_ended() {
    let pages = [
        ("200 OK", r#"{"data": [{"id": 1}], "next_cursor": "a"}"#),
        ("404 Not Found", ""),
    ];
    let server = Server::in_turn(&pages);
    let words = ["lists", "cursor", "--all-pages"];
    let output = command(server.url(), &words).output().unwrap();
    assert_eq!(output.status.code(), Some(11), "{output:?}");
    assert_eq!(output.stdout, b"[\n  {\n    \"id\": 1\n  }");
    server.requests();
}

#[test]
fn items_and_bytes_of_every_form() {
    let lines = [("200 OK", "{\"id\": 1}\n{\"id\": 2}\n")];
    let words = ["lists", "lines", "--output", "yaml"];
    assert_eq!(printed(&lines, &words), "---\nid: 1\n---\nid: 2\n");
    let colours = printed(&lines, &["lists", "lines", "--color", "always"]);
    assert_eq!(colours.lines().count(), 2);
    assert!(colours.starts_with("{\u{1b}["), "{colours:?}");
    let token = r#"{"access_token": "t", "token_type": "bearer", "expires_in": 3600}"#;
    let server = Server::in_turn(&[("200 OK", token), ("200 OK", "PDF")]);
    let mut command = command(server.url(), &["lists", "file"]);
    command.env("KITCHEN_OAUTH_CLIENT_ID", "me");
    command.env("KITCHEN_OAUTH_CLIENT_SECRET", "hush");
    assert_eq!(command.output().unwrap().stdout, b"PDF");
    server.requests();
}
