//! Row 82: faults of HTTP/2.

use super::super::case::Case;
use super::super::sdk::{ClientBuilder, ErrorKind, OK, Phase, Verb};
use super::super::server::{Frames, Script, Stream};
use super::plan::{ATTEMPT, Class, Plan};

/// `ENHANCE_YOUR_CALM`
const CALM: u32 = 11;

pub fn cases() -> Vec<Case> {
    let responded = Plan::success(82, "HTTP/2: a response", Script::streams([Stream::Respond]));
    let mut cases = vec![responded.set(prior_knowledge).case()];
    cases.extend(ended());
    cases.extend(broken());
    cases.extend(endless());
    cases
}

fn prior_knowledge(builder: ClientBuilder) -> ClientBuilder {
    builder.adjust_transport(|http| http.http2_prior_knowledge().tls_certs_only([]))
}

/// Streams that end before the response does.
fn ended() -> Vec<Case> {
    let begun = || Frames::head(&[]).data(b"{\"success\":");
    let cases = [
        (
            "the connection is given up",
            Stream::Frames(Frames::go_away()),
            Class::Safe,
        ),
        ("the stream is refused", Stream::Refuse, Class::Safe),
        ("the stream is reset", Stream::Reset, Class::Idempotent),
        (
            "given up in the middle of the body",
            Stream::GoAwayInBody,
            Class::Idempotent,
        ),
        (
            "reset in the middle of the body",
            Stream::Frames(begun().reset(CALM)),
            Class::Idempotent,
        ),
    ];
    let cases = cases.map(|(name, stream, class)| {
        let name = format!("HTTP/2: {name}");
        let script = Script::streams([stream]);
        let plan = Plan::failure(82, &name, script, ErrorKind::Interrupted);
        plan.set(prior_knowledge).by_class(class)
    });
    cases.into_iter().flatten().collect()
}

/// Responses that the standard forbids.
fn broken() -> Vec<Case> {
    let ok = OK.as_bytes();
    let no_data = Frames::default().data(b"");
    let cases = [
        (
            "a body in pieces that hold nothing",
            Frames::head(&[]).endless(no_data),
        ),
        (
            "a body that is longer than it is said to be",
            Frames::head_of_length("9").last_data(ok),
        ),
        (
            "a body that is shorter than it is said to be",
            Frames::head_of_length("9999").last_data(ok),
        ),
        (
            "a length that is no number",
            Frames::head_of_length("9x").last_data(ok),
        ),
        ("a body without a head", Frames::default().last_data(ok)),
        ("headers of 64 KiB", Frames::many_headers(64).last_data(ok)),
        ("headers without end", Frames::endless_headers()),
        (
            "headers that are not packed",
            Frames::head(b"\xff\xff\xff\xff\xff"),
        ),
        (
            "a response to what nobody asked",
            Frames::default().push().last_data(ok),
        ),
        (
            "a window that is too wide",
            Frames::default().window(0x7fff_ffff),
        ),
        (
            "a frame of 16 MiB",
            Frames::raw(&[255, 255, 255, 0, 0, 0, 0, 0, 1]),
        ),
        (
            "a response in HTTP/1.1",
            Frames::raw(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"),
        ),
    ];
    let cases = cases.map(|(name, frames)| {
        let name = format!("HTTP/2: {name}");
        let script = Script::streams([Stream::Frames(frames)]);
        let plan = Plan::failure(82, &name, script, ErrorKind::Protocol);
        plan.set(prior_knowledge).case()
    });
    cases.into()
}

/// Frames that are allowed one by one but never complete a response: the time limit of the attempt ends it.
fn endless() -> Vec<Case> {
    fn impatient(builder: ClientBuilder) -> ClientBuilder {
        prior_knowledge(builder).attempt_timeout(ATTEMPT)
    }
    let plan = |name: &str, frames: Frames| {
        let name = format!("HTTP/2: {name} without end");
        let script = Script::streams([Stream::Frames(frames)]);
        let kind = ErrorKind::Timeout(Phase::Headers);
        let plan = Plan::failure(82, &name, script, kind);
        plan.set(impatient).waits(ATTEMPT)
    };
    let none = Frames::default;
    let mut cases: Vec<_> = plan("silence", none()).by_class(Class::Idempotent).into();
    for (name, frames) in [
        ("settings", none().settings()),
        ("questions", none().ping()),
    ] {
        let plan = plan(name, none().endless(frames));
        // On a busy machine the connection may have no time to send another request.
        cases.push(plan.clone().requests(1..=3).case());
        cases.push(plan.verb(Verb::Patch).case());
    }
    cases
}
