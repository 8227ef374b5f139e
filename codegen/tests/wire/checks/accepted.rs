//! Responses in another media type than the default, through dispatch and the command line.

use std::process::Command;

use kitchen::dispatch::{Arguments, Entry, Output, entries};

use crate::server::Server;

fn entry(name: &str) -> &'static Entry {
    entries().find(|entry| entry.is_called(name)).unwrap()
}

/// The result of a call through dispatch, and the requested media type.
async fn called(accept: Option<&str>, head: &str, body: &str) -> (Output, String) {
    let server = Server::answering(head, body);
    let mut arguments = Arguments {
        accept: accept.map(str::to_owned),
        ..Arguments::default()
    };
    let running = entry("legacy.export").run(&server.client(), &mut arguments);
    let output = running.unwrap().await.unwrap().output;
    (output, server.request().header("accept").unwrap().to_owned())
}

#[tokio::test]
async fn a_call_by_name_asks_for_a_media_type() {
    let names: Vec<_> = entry("legacy.export").accepts.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["application/json", "text/csv", "application/pdf"]);
    let json = Output::Json(br#"{"text":"t"}"#.to_vec());
    let head = "200 OK\r\nContent-Type: application/json";
    for accept in [None, Some("application/json")] {
        let (output, asked) = called(accept, head, r#"{"text":"t"}"#).await;
        assert_eq!((output, asked.as_str()), (json.clone(), "application/json"));
    }
    for name in ["text/csv", "application/pdf"] {
        let head = format!("200 OK\r\nContent-Type: {name}");
        let (output, asked) = called(Some(name), &head, "a,b").await;
        assert_eq!((output, asked.as_str()), (Output::Bytes("a,b".into()), name));
    }
}

#[tokio::test]
async fn a_media_type_that_is_not_described_is_refused() {
    let client = Server::empty().client();
    let mut arguments = Arguments {
        accept: Some("image/png".to_owned()),
        ..Arguments::default()
    };
    let refused = entry("legacy.export").run(&client, &mut arguments).err().unwrap();
    assert!(refused.to_string().contains("a response of type image/png is not described"), "{refused}");
}

#[test]
fn the_command_line_asks_for_a_media_type() {
    let server = Server::answering("200 OK\r\nContent-Type: application/pdf", "%PDF");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kitchen"));
        command.env_clear().env("KITCHEN_TOKEN", "hush");
        let output = command.args(["--base-url", server.url(), "legacy", "export"]).args(words).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (_, help, _) = run(&["--help"]);
    assert!(help.contains("--accept <TYPE>"), "{help}");
    assert!(help.contains("Media type of the response, application/json unless set"), "{help}");
    assert!(help.contains("[possible values: application/json, text/csv, application/pdf]"), "{help}");
    let (is_done, _, error) = run(&["--accept", "image/png"]);
    assert!(!is_done && error.contains("--accept"), "{error}");
    assert_eq!(run(&["--accept", "application/pdf"]), (true, "%PDF".to_owned(), String::new()));
    assert_eq!(server.request().header("accept"), Some("application/pdf"));
}
