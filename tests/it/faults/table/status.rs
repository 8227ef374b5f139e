//! Rows 44 to 48 and 57 to 64: statuses and the bodies of errors.

use super::super::case::Case;
use super::super::expectation::Seen;
use super::super::sdk::{CLIENT_SECRET, Error, ErrorKind, OK, SECRETS, Verb};
use super::super::server::{Script, Step, json, reply, write};
use super::plan::{Class, Plan};

const PAGE: &str = "<html><head><title>502 Bad Gateway</title></head></html>";

pub fn cases() -> Vec<Case> {
    [gateways(), refusals(), successes()]
        .into_iter()
        .flatten()
        .collect()
}

fn always(status: u16, headers: &str, body: &str) -> Script {
    Script::responses([reply(&format!("{status} X"), headers, body)])
}

fn failure(row: u8, status: u16, headers: &str, body: &str) -> Plan {
    let name = format!("status {status}");
    Plan::failure(row, &name, always(status, headers, body), ErrorKind::Status).status(status)
}

fn gateways() -> Vec<Case> {
    let html = "content-type: text/html\r\ncf-ray: 8f1-AMS\r\n";
    let text = "content-type: text/plain\r\ncf-ray: 8f1-AMS\r\n";
    let mut cases = Vec::new();
    let page = failure(44, 502, html, PAGE).says("8f1-AMS").check(|seen| {
        let error = seen.result.as_ref().err();
        error.is_some_and(|e| e.body_snippet() == PAGE && e.request_id() == Some("8f1-AMS"))
    });
    cases.extend(page.by_class(Class::Idempotent));
    for (row, status, class) in [
        (45, 502, Class::Idempotent),
        (45, 504, Class::Idempotent),
        (46, 520, Class::Idempotent),
        (46, 522, Class::Idempotent),
        (46, 524, Class::Idempotent),
        (47, 521, Class::Safe),
        (47, 523, Class::Safe),
        (47, 525, Class::Safe),
        (48, 526, Class::Never),
        (48, 527, Class::Never),
        (48, 530, Class::Never),
    ] {
        let plan = failure(row, status, text, &format!("error code: {status}"));
        cases.extend(plan.by_class(class));
    }
    let plan = failure(48, 530, "retry-after: 1\r\n", "error code: 1016");
    cases.extend(plan.by_class(Class::Idempotent));
    cases
}

fn refusals() -> Vec<Case> {
    let mut cases = Vec::new();
    for (row, status, class) in [
        (57, 408, Class::Idempotent),
        (57, 409, Class::Never),
        (57, 425, Class::Safe),
        (58, 401, Class::Never),
        (58, 403, Class::Never),
    ] {
        cases.extend(failure(row, status, "", "").by_class(class));
    }
    let missing = r#"{"success":false,"errors":[{"code":7003,"message":"no such group"}],"messages":[],"result":null}"#;
    let plan = failure(59, 404, "", missing)
        .says("7003")
        .says("no such group");
    cases.push(plan.check(|seen| codes(seen) == [7003]).case());
    cases.extend(echoes());
    let early = |end: Step| {
        let response = write("HTTP/1.1 413 X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        Script::connections([vec![Step::ReadHead, response, end]])
    };
    let early = |name, end| {
        let plan = Plan::failure(60, name, early(end), ErrorKind::Status).status(413);
        plan.padding(2 << 20).memory(16 << 20)
    };
    let in_order = early(
        "413 before the body was read, closed in order",
        Step::HalfClose,
    );
    let dropped = early(
        "413 before the body was read, connection dropped",
        Step::Close,
    );
    let dropped = dropped.on_one_thread().note(
        "shown on one thread: on several, the reset that follows may be noticed while the body is \
         written, and reqwest then tells of that alone; it is Interrupted, and a PUT is made again",
    );
    cases.extend([in_order.case(), dropped.case()]);
    cases
}

/// Responses that repeat every secret of the request.
fn echoes() -> Vec<Case> {
    let secrets = SECRETS.join(" ");
    let headers = format!("cf-ray: {CLIENT_SECRET}\r\nx: {secrets}\r\n");
    let listed = format!(
        r#"{{"success":false,"errors":[{{"code":1,"message":"{secrets}"}}],"messages":["{secrets}"],"result":null}}"#
    );
    let wrong = format!(r#"{{"success":true,"result":{{"id":["{secrets}"]}}}}"#);
    let silent: fn(&Seen) -> bool = |seen| {
        let error = seen.result.as_ref().err();
        error.is_some_and(|e| e.request_id() == Some("[redacted]"))
    };
    [
        (
            44,
            "502 that repeats the secrets",
            502,
            &secrets,
            ErrorKind::Status,
        ),
        (
            59,
            "404 that repeats the secrets",
            404,
            &listed,
            ErrorKind::Status,
        ),
        (
            62,
            "200 that is none and repeats them",
            200,
            &listed,
            ErrorKind::Api,
        ),
        (
            75,
            "a value with the secrets in it",
            200,
            &wrong,
            ErrorKind::Decode,
        ),
    ]
    .map(|(row, name, status, body, kind)| {
        let script = always(status, &headers, body);
        let plan = Plan::failure(row, name, script, kind).verb(Verb::Patch);
        plan.status(status).check(silent).case()
    })
    .into()
}

fn successes() -> Vec<Case> {
    let refused = r#"{"success":false,"errors":[{"code":1001,"message":"not now"}],"messages":[],"result":null}"#;
    let null = r#"{"success":true,"errors":[],"messages":[],"result":null}"#;
    let decode = |row, name, script| Plan::failure(row, name, script, ErrorKind::Decode);
    vec![
        Plan::success(61, "204 where nothing is expected", always(204, "", ""))
            .verb(Verb::Empty)
            .case(),
        Plan::success(
            61,
            "200 with an empty body where nothing is expected",
            always(200, "", ""),
        )
        .verb(Verb::Empty)
        .case(),
        decode(61, "204 where a value is expected", always(204, "", ""))
            .status(204)
            .says("empty body")
            .case(),
        decode(61, "200 with an empty body", always(200, "", ""))
            .status(200)
            .says("empty body")
            .case(),
        Plan::failure(
            62,
            "200 that is none",
            Script::responses([json("200 OK", refused)]),
            ErrorKind::Api,
        )
        .status(200)
        .says("1001")
        .check(|seen| codes(seen) == [1001])
        .case(),
        decode(63, "no result", Script::responses([json("200 OK", null)]))
            .json_path("result")
            .case(),
        decode(
            64,
            "200 with a web page",
            always(200, "content-type: text/html\r\n", PAGE),
        )
        .says("text/html")
        .case(),
        Plan::success(
            64,
            "JSON that says it is a web page",
            always(200, "content-type: text/html\r\n", OK),
        )
        .case(),
    ]
}

/// The codes of the errors that a response lists.
fn codes(seen: &Seen) -> Vec<i64> {
    let errors = seen.result.as_ref().err().map(Error::errors);
    let codes = errors
        .unwrap_or_default()
        .iter()
        .filter_map(|error| error.code());
    codes.collect()
}
