//! Rows 13 to 27: faults before the body.

use std::time::Duration;

use bytes::Bytes;

use super::super::case::Case;
use super::super::sdk::{ErrorKind, OK, Phase, Verb};
use super::super::server::{Script, Step, json, reply, write};
use super::plan::{ATTEMPT, Class, Plan, after_request};

const TIMEOUT: ErrorKind = ErrorKind::Timeout(Phase::Headers);

pub fn cases() -> Vec<Case> {
    [broken(), slow(), malformed(), unusual()]
        .into_iter()
        .flatten()
        .collect()
}

fn broken() -> Vec<Case> {
    let half = || write("HTTP/1.1 200 OK\r\ncontent-ty");
    [
        (13, "reset after the request was read", vec![Step::Reset]),
        (14, "closed after the request was read", vec![Step::Close]),
        (
            15,
            "reset in the middle of a header",
            vec![half(), Step::Reset],
        ),
    ]
    .into_iter()
    .flat_map(|(row, name, steps)| {
        let plan = Plan::failure(row, name, after_request(steps), ErrorKind::Interrupted);
        plan.by_class(Class::Idempotent)
    })
    .collect()
}

fn slow() -> Vec<Case> {
    let bytes = Bytes::from_static(b"HTTP/1.1 200 OK\r\nx-slow: 1\r\ncontent-length: 0\r\n\r\n");
    let drip = Step::Drip(bytes, Duration::from_millis(100));
    let silent = after_request([Step::Hang]);
    let whole = Plan::failure(
        17,
        "no response at all, limit of the call",
        silent,
        ErrorKind::Timeout(Phase::Operation),
    );
    let whole = whole.timeout(ATTEMPT).waits(ATTEMPT);
    let mut cases = vec![whole.clone().verb(Verb::Patch).case(), whole.case()];
    let by_attempt = [
        (16, "headers, one byte every 100 ms", drip),
        (17, "no response at all", Step::Hang),
    ]
    .into_iter()
    .flat_map(|(row, name, step)| {
        let plan = Plan::failure(row, name, after_request([step]), TIMEOUT).impatient();
        plan.by_class(Class::Idempotent)
    });
    cases.extend(by_attempt);
    cases
}

fn malformed() -> Vec<Case> {
    let head = |text: &str| format!("HTTP/1.1 200 OK\r\n{text}\r\n\r\n").into_bytes();
    let long = format!("x: {}", "x".repeat(1 << 20));
    [
        (18, "a header line of 1 MB", head(&long)),
        (20, "NUL in the value of a header", head("x: a\0b")),
        (21, "garbage", b"garbage\r\n\r\n".to_vec()),
        (
            21,
            "a TLS record",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
        ),
        (21, "HTTP/0.9", b"<html>hello</html>\n".to_vec()),
        (
            22,
            "two different lengths",
            head("content-length: 1\r\ncontent-length: 2"),
        ),
        (
            26,
            "status 99",
            b"HTTP/1.1 99 Odd\r\ncontent-length: 0\r\n\r\n".to_vec(),
        ),
        (27, "a header folded over two lines", head("x: a\r\n b")),
        (
            27,
            "space between the name of a header and the colon",
            head("x : a"),
        ),
    ]
    .into_iter()
    .map(|(row, name, bytes)| {
        let script = after_request([write(bytes), Step::HalfClose]);
        Plan::failure(row, name, script, ErrorKind::Protocol).case()
    })
    .collect()
}

fn unusual() -> Vec<Case> {
    let many = |count: usize| -> Script {
        let headers = (0..count).map(|number| format!("x-{number}: {number}\r\n"));
        Script::responses([reply("200 OK", &headers.collect::<String>(), OK)])
    };
    let both = "transfer-encoding: chunked\r\ncontent-length: 5\r\n";
    let chunked = format!(
        "HTTP/1.1 200 OK\r\n{both}\r\n{:x}\r\n{OK}\r\n0\r\n\r\n",
        OK.len()
    );
    let hint = Bytes::from_static(b"HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n");
    let mut hints = vec![Step::Repeat(hint.clone(), 1000)];
    hints.extend(json("200 OK", OK));
    let endless = after_request([Step::Every(Duration::from_millis(1), hint)]);
    let wordless = format!("HTTP/1.1 200\r\ncontent-length: {}\r\n\r\n{OK}", OK.len());
    let mut cases = vec![
        Plan::success(19, "90 headers", many(90)).case(),
        Plan::failure(19, "200 headers", many(200), ErrorKind::Protocol)
            .says("`ClientBuilder::max_headers` limits the number of headers")
            .next_connects()
            .case(),
        Plan::success(19, "200 headers, which the client allows", many(200))
            .set(|builder| builder.max_headers(256))
            .case(),
        Plan::failure(
            23,
            "a length and chunks",
            after_request([write(chunked)]),
            ErrorKind::Protocol,
        )
        .says("content-length")
        .next_connects()
        .case(),
        Plan::success(
            24,
            "1,000 early hints and then a response",
            Script::responses([hints]),
        )
        .case(),
        Plan::success(
            25,
            "a status without words",
            after_request([write(wordless)]),
        )
        .case(),
        Plan::failure(
            26,
            "status 999",
            Script::responses([json("999 Odd", "{}")]),
            ErrorKind::Status,
        )
        .status(999)
        .case(),
    ];
    let endless = Plan::failure(24, "early hints without end", endless, TIMEOUT).impatient();
    cases.extend(endless.by_class(Class::Idempotent));
    cases
}
