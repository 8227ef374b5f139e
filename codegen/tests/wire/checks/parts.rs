//! `multipart` bodies whose parts have no names.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::Duration;

use kitchen::runtime::{ErrorKind, from_slice};
use kitchen::{Client, File, LeadingPart, Multipart, models};

use crate::server::{Request, Server};

const HEAD: &str = "200 OK\r\nContent-Type: multipart/mixed; boundary=\"a b\"";

/// A body with these parts, each with its headers and content.
fn body(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter();
    let parts = parts.map(|(head, content)| format!("--a b\r\n{head}\r\n{content}\r\n"));
    format!("To nobody.\r\n{}--a b--\r\nThe end.", parts.collect::<String>())
}

/// The parts of a request: headers and content.
fn parts(request: &Request) -> Vec<(&str, &str)> {
    let content_type = request.header("content-type").unwrap();
    let (_, boundary) = content_type.split_once("; boundary=").unwrap();
    let end = format!("--{boundary}--\r\n");
    let body = request.body.strip_suffix(&end).unwrap();
    let separator = format!("--{boundary}\r\n");
    let parts = body.split(&separator).skip(1);
    let parts = parts.map(|part| part.strip_suffix("\r\n").unwrap());
    parts.map(|part| part.split_once("\r\n\r\n").unwrap()).collect()
}

#[tokio::test]
async fn parts_are_values_with_headers_of_their_own() {
    let parts = body(&[
        ("Content-Type: application/json\r\nX-Id: a\r\n", "{\"id\": 1}"),
        ("", "{\"id\":\r\n2}"),
        ("", "[]"),
        ("", "{\"id\": 3}"),
    ]);
    let server = Server::answering(HEAD, &parts);
    let mut things = server.client().parts().things().send().await.unwrap();
    assert_eq!(things.response().status(), 200);
    let first = things.next().await.unwrap().unwrap();
    assert_eq!(first.content.id, 1);
    assert_eq!(first.headers["x-id"], "a");
    assert_eq!(things.next().await.unwrap().unwrap().content.id, 2);
    // An invalid part is an error, and the following ones are read.
    let error = things.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(things.next().await.unwrap().unwrap().content.id, 3);
    assert!(things.next().await.is_none());
    assert_eq!(server.request().header("accept"), Some("multipart/mixed"));
}

#[tokio::test]
async fn a_part_is_there_when_the_next_one_begins() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (seen, was_seen) = channel();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        // The boundary is split between chunks.
        for piece in [head, "--b\n\n{\"id\": 1}\n-", "-b", "\n\n{\"id\""] {
            stream.write_all(piece.as_bytes()).unwrap();
            stream.flush().unwrap();
        }
        let was_seen = was_seen.recv_timeout(Duration::from_secs(20));
        stream.write_all(b": 2}\n--b--").unwrap();
        was_seen.is_ok()
    });
    let client = Client::builder().without_credentials().base_url(url).build().unwrap();
    let mut things = client.parts().things().send().await.unwrap();
    assert_eq!(things.next().await.unwrap().unwrap().content.id, 1);
    seen.send(()).unwrap();
    assert_eq!(things.next().await.unwrap().unwrap().content.id, 2);
    assert!(things.next().await.is_none());
    assert!(server.join().unwrap(), "the first part came with the second");
}

#[tokio::test]
async fn what_is_not_made_of_parts_is_an_error() {
    let answers = [
        ("200 OK\r\nContent-Type: multipart/mixed", "--b\r\n\r\n{\"id\": 1}\r\n--b--", "names no boundary"),
        (HEAD, "--a b\r\n\r\n{\"id\": 1}\r\n", "ends within a part"),
        (HEAD, "--a b\r\nno header\r\n\r\n{}\r\n--a b--", "is no header"),
    ];
    for (head, body, reason) in answers {
        let server = Server::answering(head, body);
        let mut things = server.client().parts().things().send().await.unwrap();
        let error = things.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(reason), "{error}");
        assert!(things.next().await.is_none());
        server.request();
    }
}

#[tokio::test]
async fn a_part_has_the_limit_of_a_body() {
    let long = format!("\"{}\"", "a".repeat(4096));
    let server = Server::answering(HEAD, &body(&[("", &long)]));
    let builder = Client::builder().without_credentials().max_body(1024);
    let client = builder.base_url(server.url()).build().unwrap();
    let mut notes = client.parts().notes().send().await.unwrap();
    let error = loop {
        if let Err(error) = notes.next().await.unwrap() {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(notes.next().await.is_none());
}

#[tokio::test]
async fn bytes_and_texts_are_as_they_came() {
    let pictures = body(&[("Content-Type: image/png\r\n", "P\r\n--a bN\r\nG"), ("Content-Type: image/png\r\n", "")]);
    let notes = body(&[("", "a \"note\""), ("", "2")]);
    let server = Server::in_turn(&[(HEAD, &pictures), (HEAD, &notes)]);
    let client = server.client();
    let mut pictures = client.parts().pictures().send().await.unwrap();
    assert_eq!(pictures.next().await.unwrap().unwrap().content, "P\r\n--a bN\r\nG");
    assert_eq!(pictures.next().await.unwrap().unwrap().content, "");
    assert!(pictures.next().await.is_none());
    let mut notes = client.parts().notes().send().await.unwrap();
    assert_eq!(notes.next().await.unwrap().unwrap().content, "a \"note\"");
    assert_eq!(notes.next().await.unwrap().unwrap().content, "2");
    assert!(notes.next().await.is_none());
}

#[tokio::test]
async fn parts_beside_json_are_a_stream_of_numbers() {
    let numbers = body(&[("Content-Type: text/plain\r\n", "1"), ("", "2")]);
    let server = Server::in_turn(&[("200 OK\r\nContent-Type: application/json", "[1]"), (HEAD, &numbers)]);
    let client = server.client();
    assert_eq!(client.parts().numbers().send().await.unwrap(), [1]);
    let mut stream = client.parts().numbers().send_stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().content, 1);
    assert_eq!(stream.next().await.unwrap().unwrap().content, 2);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn the_first_parts_may_be_of_another_kind() {
    let report = body(&[
        ("Content-Type: application/json\r\n", "{\"id\": 7}"),
        ("Content-Type: image/gif\r\n", "GIF"),
        ("", "{}"),
    ]);
    let server = Server::answering(HEAD, &report);
    let mut report = server.client().parts().report().send().await.unwrap();
    let known = report.next().await.unwrap().unwrap();
    assert!(matches!(known.content, LeadingPart::First(thing) if thing.id == 7));
    let picture = report.next().await.unwrap().unwrap();
    assert_eq!(picture.headers["content-type"], "image/gif");
    assert_eq!(picture.content, LeadingPart::Next("GIF".into()));
    let last = report.next().await.unwrap().unwrap();
    assert_eq!(last.content, LeadingPart::Next("{}".into()));
    assert!(report.next().await.is_none());
}

#[tokio::test]
async fn parts_of_more_kinds_are_bytes() {
    let parts = body(&[("", "{\"id\": 7}"), ("", "a"), ("", "PNG")]);
    let server = Server::answering(HEAD, &parts);
    let mut parts = server.client().parts().medley().send().await.unwrap();
    let thing: models::PartsThing = from_slice(&parts.next().await.unwrap().unwrap().content).unwrap();
    assert_eq!(thing.id, 7);
    assert_eq!(parts.next().await.unwrap().unwrap().content, "a");
    assert_eq!(parts.next().await.unwrap().unwrap().content, "PNG");
}

#[tokio::test]
async fn values_are_sent_as_parts() {
    let server = Server::empty();
    let things = [1, 2].map(|id| models::PartsThing::builder().id(id).build());
    server.client().parts().send_things().body(things).send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/mixed; boundary="), "{content_type}");
    let head = "content-type: application/vnd.thing+json";
    assert_eq!(parts(&request), [(head, "{\"id\":1}"), (head, "{\"id\":2}")]);
}

#[tokio::test]
async fn texts_and_files_are_sent_as_parts() {
    let server = Server::in_turn(&[("200 OK", ""), ("200 OK", "")]);
    let client = server.client();
    client.parts().send_notes().body(["a", "b"]).send().await.unwrap();
    let files = [File::new("PNG"), File::new("GIF").name("a.gif").media_type("image/gif")];
    client.parts().send_pictures().body(files).send().await.unwrap();
    let requests = server.requests();
    let head = "content-type: text/markdown";
    assert_eq!(parts(&requests[0]), [(head, "a"), (head, "b")]);
    let named = "content-disposition: attachment; filename=\"a.gif\"\r\ncontent-type: image/gif";
    assert_eq!(parts(&requests[1]), [("content-type: image/png", "PNG"), (named, "GIF")]);
}

#[tokio::test]
async fn parts_with_names_have_the_media_type_that_is_described() {
    let server = Server::empty();
    server.client().parts().related().note("n").send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/related; boundary="), "{content_type}");
    assert!(!content_type.contains("described"), "{content_type}");
    assert_eq!(parts(&request), [("content-disposition: form-data; name=\"note\"", "n")]);
}

#[tokio::test]
async fn parts_in_place_of_another_body_have_their_own_media_type() {
    let server = Server::empty();
    let own = Multipart::new().text("note", "n");
    server.client().parts().either().body_as_multipart(own).send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/mixed; boundary="), "{content_type}");
    assert_eq!(parts(&request), [("content-disposition: form-data; name=\"note\"", "n")]);
}

#[test]
fn the_command_line_prints_and_sends_parts() {
    let answer = body(&[("X-Id: a\r\n", "{\"id\": 1}")]);
    let server = Server::in_turn(&[(HEAD, &answer), ("204 No Content", ""), (HEAD, &body(&[("", "PNG")]))]);
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kitchen"));
        command.env_clear().env("KITCHEN_TOKEN", "hush");
        let output = command.args(["--base-url", server.url()]).args(words).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let printed = run(&["parts", "things"]);
    assert_eq!(printed, "{\"headers\":{\"x-id\":\"a\"},\"content\":{\"id\":1}}\n");
    run(&["parts", "send-things", "--body", "[{\"id\": 1}]"]);
    assert_eq!(run(&["parts", "pictures"]), "{\"headers\":{},\"content\":\"UE5H\"}\n");
    let requests = server.requests();
    assert_eq!(parts(&requests[1]), [("content-type: application/vnd.thing+json", "{\"id\":1}")]);
}
