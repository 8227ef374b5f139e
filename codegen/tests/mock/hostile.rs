//! Malicious and broken clients.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use sdk_codegen::mock::Behavior;
use serde_json::json;

use super::Served;

const SPEC: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: f, in: query, style: deepObject, schema: {type: object}}, {name: p, in: query, schema: {type: string, pattern: '^(a+)+$'}}]
      responses: {'200': {description: ., content: {application/json: {example: ok}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
      responses: {'200': {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}}
  /endless: {get: {responses: {'200': {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Endless'}}}}}}}
  /huge: {get: {responses: {'200': {description: ., content: {application/json: {schema: {type: array, minItems: 1000000000, items: {type: string, minLength: 1000000000}}}}}}}}
  /never: {get: {responses: {'200': {description: ., content: {application/json: {schema: {not: {}}}}}}}}
  /broken: {get: {responses: {'200': {description: ., content: {application/json: {schema: {type: string, pattern: '['}}}}}}}
components:
  schemas:
    Tree: {type: object, properties: {nodes: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
    Endless: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Endless'}}}
";

/// A server with a timeout of 300 ms.
fn served() -> Served {
    let behavior = Behavior {
        client_timeout: Duration::from_millis(300),
        ..Behavior::default()
    };
    Served::with(SPEC, "", behavior)
}

/// Sends bytes, and returns all bytes until the connection is closed.
fn raw(served: &Served, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(served.server.address()).expect("it listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    // The server may already have closed the connection.
    let _ = stream.write_all(bytes);
    let mut back = Vec::new();
    let _ = stream.read_to_end(&mut back);
    back
}

fn is_alive(served: &Served) -> bool {
    served.get("/a").status == 200
}

#[test]
fn what_is_too_large_is_refused() {
    let served = Served::new(SPEC);
    let body = b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n";
    let back = String::from_utf8_lossy(&raw(&served, body)).into_owned();
    assert!(back.starts_with("HTTP/1.1 413"), "{back}");
    let mut chunked = b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..18 {
        chunked.extend(b"100000\r\n");
        chunked.resize(chunked.len() + 0x10_0000, b' ');
        chunked.extend(b"\r\n");
    }
    let back = raw(&served, &chunked);
    assert!(
        back.starts_with(b"HTTP/1.1 413") || back.is_empty(),
        "{}",
        String::from_utf8_lossy(&back)
    );
    let header = format!(
        "GET /a HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n",
        "y".repeat(200_000)
    );
    let back = String::from_utf8_lossy(&raw(&served, header.as_bytes())).into_owned();
    assert!(back.is_empty() || back.starts_with("HTTP/1.1 4"), "{back}");
    assert!(is_alive(&served));
}

#[test]
fn slow_clients_are_left_alone() {
    let served = served();
    for start in [
        "GET /a HT",
        "POST /a HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{",
    ] {
        let begin = Instant::now();
        let back = String::from_utf8_lossy(&raw(&served, start.as_bytes())).into_owned();
        assert!(begin.elapsed() < Duration::from_secs(10), "{start:?}");
        assert!(
            back.is_empty() || back.starts_with("HTTP/1.1 408"),
            "{back}"
        );
    }
    // Idle connections do not block others.
    let waiting: Vec<_> = (0..50)
        .map(|_| TcpStream::connect(served.server.address()))
        .collect();
    assert!(is_alive(&served));
    drop(waiting);
}

#[test]
fn nonsense_does_no_harm() {
    let served = served();
    for bytes in [
        &b"\x00\x01\x02\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET /a HTTP/9.9\r\n\r\n",
        b"GET /%ff%fe%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET //////../..//%2e%2e/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET /a?&&&=&=%&%zz=%f HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
        b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-type: ;;;/\r\ncontent-length: 1\r\nconnection: close\r\n\r\nx",
        b"GET /a HTTP/1.1\r\nhost: x\r\naccept: ,;q=,*/;q=nan\r\nprefer: \xff\xfe, =;=\r\nconnection: close\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        raw(&served, bytes);
        assert!(is_alive(&served), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn deep_values_end() {
    let served = served();
    let header = [("content-type", "application/json")];
    for body in [
        "[".repeat(1_000_000),
        "{\"nodes\":[".repeat(50_000),
        "{\"a\":".repeat(100_000),
    ] {
        assert_eq!(served.send("POST", "/a", &header, &body).status, 400);
    }
    let name = format!("/a?f{}=1", "[a]".repeat(8_000));
    assert!(served.get(&name).status < 500);
    let begin = Instant::now();
    let pattern = format!("/a?p={}b", "a".repeat(40));
    assert!(served.get(&pattern).status < 500);
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert!(is_alive(&served));
}

#[test]
fn schemas_without_end_or_sense_end() {
    let served = served();
    for path in ["/endless", "/huge", "/never", "/broken"] {
        let begin = Instant::now();
        let reply = served.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(begin.elapsed() < Duration::from_secs(20), "{path}");
        assert!(reply.body.len() < 100 << 20, "{path}: {}", reply.body.len());
    }
    assert!(
        served
            .json("POST", "/a", &json!({"nodes": [{"nodes": []}]}))
            .json()
            .is_object()
    );
}
