//! Rows 28 to 43: faults in the bytes of the body.

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::case::Case;
use super::super::sdk::{ErrorKind, OK, Phase, Verb};
use super::super::server::{Script, Step, json, reply, write};
use super::plan::{ATTEMPT, Class, Plan, after_request};

const TIMEOUT: ErrorKind = ErrorKind::Timeout(Phase::Body);
/// The chunks of a body that is larger than any limit.
const CHUNK: usize = 1 << 16;
const CHUNKS: usize = 3200;

/// Why an unsolicited response is reliably detected only on one thread.
const STALE: &str = "shown on one thread: on several, a call may get the connection before hyper \
    detects the bytes that are left on it, and take them for its own response; nothing above hyper \
    can see those bytes";

pub fn cases() -> Vec<Case> {
    let parts = [
        broken(),
        misframed(),
        slow(),
        packed(),
        encoded(),
        bodiless(),
    ];
    parts.into_iter().flatten().collect()
}

/// The head of a response with this header, and the first bytes of its body.
fn begin(header: &str, body: &str) -> Step {
    write(format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n{body}"))
}

fn half() -> Step {
    begin(
        &format!("content-length: {}", OK.len()),
        &OK[..OK.len() / 2],
    )
}

fn broken() -> Vec<Case> {
    let chunk = format!("{:x}\r\n{OK}\r\n", OK.len());
    [
        (
            28,
            "reset in the middle of the body",
            vec![half(), Step::Reset],
        ),
        (
            29,
            "closed before the length was reached",
            vec![half(), Step::Close],
        ),
        (
            33,
            "closed before the last chunk",
            vec![begin("transfer-encoding: chunked", &chunk), Step::Close],
        ),
    ]
    .into_iter()
    .flat_map(|(row, name, steps)| {
        let plan = Plan::failure(row, name, after_request(steps), ErrorKind::Interrupted);
        plan.by_class(Class::Idempotent)
    })
    .collect()
}

fn misframed() -> Vec<Case> {
    let until_closed = |body: &str| after_request([begin("x: y", body), Step::Close]);
    let chunked = |size: &str| {
        let start = begin(
            "transfer-encoding: chunked",
            &format!("{size}\r\n{OK}\r\n0\r\n\r\n"),
        );
        after_request([start, Step::HalfClose])
    };
    let short = after_request([begin("content-length: 20", OK)]);
    let mut extra = json("200 OK", OK);
    extra.extend(json("200 OK", "\"stale\""));
    vec![
        Plan::success(30, "a body without a length", until_closed(OK)).case(),
        Plan::failure(
            30,
            "a body without a length, cut in the middle",
            until_closed(&OK[..OK.len() - 1]),
            ErrorKind::Decode,
        )
        .case(),
        Plan::failure(31, "a length that is too short", short, ErrorKind::Decode)
            .next_connects()
            .case(),
        Plan::success(
            32,
            "a second response that nobody asked for",
            Script::responses([extra]),
        )
        .next_connects()
        .on_one_thread()
        .note(STALE)
        .case(),
        Plan::failure(33, "a chunk of size ZZ", chunked("ZZ"), ErrorKind::Protocol).case(),
        Plan::failure(
            33,
            "a chunk of a size beyond all numbers",
            chunked("fffffffffffffffff"),
            ErrorKind::Protocol,
        )
        .case(),
    ]
}

fn slow() -> Vec<Case> {
    let head = || {
        write(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            OK.len()
        ))
    };
    let drip = Step::Drip(
        Bytes::from_static(OK.as_bytes()),
        Duration::from_millis(100),
    );
    let slow = after_request([head(), drip]);
    let stalled = after_request([half(), Step::Hang]);
    let patient = |builder: super::super::sdk::ClientBuilder| {
        builder
            .attempt_timeout(Duration::MAX)
            .stall_timeout(ATTEMPT)
    };
    let whole = Plan::failure(
        35,
        "a body that stalls, limit of the call",
        stalled.clone(),
        ErrorKind::Timeout(Phase::Operation),
    );
    let mut cases = vec![whole.timeout(ATTEMPT).waits(ATTEMPT).case()];
    let by_silence = "a body that stalls, limit of silence";
    for plan in [
        Plan::failure(34, "a body, one byte every 100 ms", slow, TIMEOUT).impatient(),
        Plan::failure(
            35,
            "a body that stalls, limit of the attempt",
            stalled.clone(),
            TIMEOUT,
        )
        .impatient(),
        Plan::failure(35, by_silence, stalled, TIMEOUT)
            .set(patient)
            .waits(ATTEMPT),
    ] {
        cases.extend(plan.by_class(Class::Idempotent));
    }
    cases
}

/// The memory limit for a body that is larger than the limit of 32 MiB: twice that limit while the buffer grows, and the
/// server's memory.
const MAX_MEMORY: usize = 64 << 20;

/// Cases that take much memory.
pub fn large() -> Vec<Case> {
    let size = CHUNK * CHUNKS;
    let blank = Bytes::from(vec![b' '; CHUNK]);
    let counted = after_request([
        begin(&format!("content-length: {size}"), ""),
        Step::Repeat(blank.clone(), CHUNKS),
    ]);
    let chunk = [format!("{CHUNK:x}\r\n").as_bytes(), &blank, b"\r\n"].concat();
    let chunked = after_request([
        begin("transfer-encoding: chunked", ""),
        Step::Repeat(chunk.into(), CHUNKS),
    ]);
    // Parts of 64 KiB each, which unpack to one body.
    let bomb = gzip(&blank).repeat(CHUNKS);
    let bomb = Script::responses([reply("200 OK", "content-encoding: gzip\r\n", bomb)]);
    [
        Plan::failure(36, "200 MB with a length", counted, ErrorKind::TooLarge),
        Plan::failure(37, "200 MB in chunks", chunked, ErrorKind::TooLarge),
        Plan::failure(38, "200 MB packed into 200 KB", bomb, ErrorKind::TooLarge),
    ]
    .map(|plan| plan.says("33554432 bytes").memory(MAX_MEMORY).case())
    .into()
}

fn packed() -> Vec<Case> {
    let response =
        |body: &[u8]| Script::responses([reply("200 OK", "content-encoding: gzip\r\n", body)]);
    let good = gzip(OK.as_bytes());
    let mut corrupt = good.clone();
    corrupt[good.len() / 2] ^= 0x55;
    let mut cases = vec![Plan::success(38, "gzip", response(&good)).case()];
    for (name, body) in [
        ("gzip with a wrong bit", &corrupt[..]),
        ("gzip cut short", &good[..good.len() - 9]),
    ] {
        let plan = Plan::failure(39, name, response(body), ErrorKind::Protocol);
        cases.extend(plan.by_class(Class::Idempotent));
    }
    cases
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn encoded() -> Vec<Case> {
    [
        (40, "br"),
        (40, "zstd"),
        (41, "made-up"),
        (42, "gzip, gzip"),
    ]
    .into_iter()
    .map(|(row, encoding)| {
        let headers = format!("content-encoding: {encoding}\r\n");
        let script = Script::responses([reply("200 OK", &headers, OK)]);
        let name = format!("content-encoding {encoding}, which nobody asked for");
        Plan::failure(row, &name, script, ErrorKind::Protocol)
            .says("content-encoding")
            .case()
    })
    .collect()
}

fn bodiless() -> Vec<Case> {
    let empty = |status: &str| {
        after_request([write(format!(
            "HTTP/1.1 {status}\r\ncontent-length: 100\r\n\r\n"
        ))])
    };
    vec![
        Plan::success(43, "HEAD with a length", empty("200 OK"))
            .verb(Verb::Head)
            .next_reuses()
            .case(),
        Plan::success(43, "204 with a length", empty("204 No Content"))
            .verb(Verb::Empty)
            .next_reuses()
            .case(),
        Plan::failure(
            43,
            "304 with a length",
            empty("304 Not Modified"),
            ErrorKind::Status,
        )
        .status(304)
        .next_reuses()
        .case(),
    ]
}
