//! Rows 7, 8, 10: faults of TLS and of proxies.

use super::super::case::{Case, Report};
use super::super::expectation::{Expectation, Seen};
use super::super::sdk::{CallPlan, ClientBuilder, ErrorKind, KEY, Phase, Verb};
use super::super::server::{Identity, Script, Server, Step, reply, write};
use super::super::trial::Trial;
use super::plan::ATTEMPT;

const HOST: &str = "127.0.0.1";

pub fn cases() -> Vec<Case> {
    let plain = vec![write("HTTP/1.1 400 Bad Request\r\n\r\n"), Step::HalfClose];
    let mut cases = vec![
        Case::new(
            7,
            "a certificate that nobody trusts",
            unfit(Identity::of(HOST), false),
        ),
        Case::new(
            7,
            "a certificate for another host",
            unfit(Identity::of("other.test"), true),
        ),
        Case::new(
            7,
            "a certificate that has expired",
            unfit(Identity::expired(HOST), true),
        ),
        Case::new(
            8,
            "a server without TLS",
            refused(Script::connections([plain]), "corrupt message"),
        ),
        Case::new(
            10,
            "a proxy that wants a password",
            proxy("407 Proxy Authentication Required"),
        ),
        Case::new(10, "a proxy that finds no way", proxy("502 Bad Gateway")),
    ];
    cases.extend(nonsense());
    cases.extend(broken());
    cases.extend(silent());
    cases
}

/// Servers whose side of the handshake is invalid.
fn nonsense() -> Vec<Case> {
    // A response in TLS 1.0, with a cipher of that time.
    let mut old = vec![22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1];
    old.extend([7; 32]);
    old.extend([0, 0, 0x2f, 0]);
    let cases: [(&str, &[u8], &str); 6] = [
        (
            "TLS 1.0 and nothing else",
            &[21, 3, 1, 0, 2, 2, 70],
            "ProtocolVersion",
        ),
        (
            "a response in TLS 1.0",
            &old,
            "ServerDoesNotSupportTls12Or13",
        ),
        (
            "no cipher in common",
            &[21, 3, 3, 0, 2, 2, 40],
            "HandshakeFailure",
        ),
        ("garbage in the handshake", &[0xab; 64], "corrupt message"),
        (
            "a record that is too long",
            &[22, 3, 3, 0xff, 0xff, 2, 0, 0],
            "corrupt message",
        ),
        (
            "a handshake that begins with its end",
            &[20, 3, 3, 0, 1, 1, 20, 3, 3, 0, 1, 1],
            "message",
        ),
    ];
    let case = |(name, bytes, says): (&str, &[u8], &'static str)| {
        let steps = vec![Step::ReadSome, write(bytes), Step::HalfClose];
        Case::new(8, name, refused(Script::connections([steps]), says))
    };
    cases.map(case).into()
}

/// Servers that close the connection during the handshake: nothing was sent, so any call is retried.
fn broken() -> Vec<Case> {
    let half = || write([22, 3, 3, 0, 80, 2, 0]);
    let cases = [
        (
            "closed during the handshake",
            vec![Step::ReadSome, Step::Close],
        ),
        (
            "reset during the handshake",
            vec![Step::ReadSome, Step::Reset],
        ),
        (
            "closed within a message of the handshake",
            vec![Step::ReadSome, half(), Step::Close],
        ),
    ];
    let cases = cases.map(|(name, steps)| {
        [Verb::Put, Verb::Patch].map(|verb| {
            let expected = Expectation {
                requests: 0..=0,
                connections: 3..=3,
                check: Some(unreached),
                ..Expectation::error(ErrorKind::Connect)
            };
            let script = Script::connections([steps.clone()]);
            let name = format!("{name}, {}", format!("{verb:?}").to_uppercase());
            Case::new(
                8,
                name,
                secured(script, None, CallPlan::new(verb), expected, |builder| {
                    builder
                }),
            )
        })
    });
    cases.into_iter().flatten().collect()
}

/// Servers that never complete the handshake.
fn silent() -> Vec<Case> {
    let drip = Step::Every(ATTEMPT / 10, [22].as_slice().into());
    let cases = [
        ("a handshake without a response", vec![Step::Hang]),
        (
            "a handshake that goes on for ever",
            vec![write([22, 3, 3, 0x40, 0, 2, 0, 0x3f, 0xfc]), drip],
        ),
    ];
    let cases = cases.map(|(name, steps)| {
        let expected = Expectation {
            requests: 0..=0,
            connections: 3..=3,
            check: Some(unreached),
            ..Expectation::error(ErrorKind::Timeout(Phase::Connect))
        };
        let script = Script::connections([steps]);
        let impatient = |builder: ClientBuilder| builder.connect_timeout(ATTEMPT);
        let plan = CallPlan::new(Verb::Patch);
        Case::new(8, name, secured(script, None, plan, expected, impatient)).waits(3 * ATTEMPT)
    });
    cases.into()
}

/// Whether an error says that nothing was sent.
fn unreached(seen: &Seen) -> bool {
    let error = seen.result.as_ref().err();
    error.is_some_and(|error| !error.may_have_reached_server())
}

/// A server with an invalid certificate, even if the client trusts its issuer.
async fn unfit(identity: Identity, trusted: bool) -> Report {
    let certificate = trusted.then(|| identity.certificate());
    refuse(Script::default().tls(identity), certificate, "certificate").await
}

async fn refused(script: Script, says: &'static str) -> Report {
    refuse(script, None, says).await
}

async fn refuse(
    script: Script,
    trusted: Option<reqwest::Certificate>,
    says: &'static str,
) -> Report {
    let expected = Expectation {
        requests: 0..=0,
        connections: 1..=1,
        says: vec![says.to_owned()],
        check: Some(unreached),
        ..Expectation::error(ErrorKind::Connect)
    };
    secured(
        script,
        trusted,
        CallPlan::new(Verb::Put),
        expected,
        |builder| builder,
    )
    .await
}

/// Makes a call with TLS to a server whose certificate the client trusts only later.
async fn secured(
    script: Script,
    trusted: Option<reqwest::Certificate>,
    plan: CallPlan,
    expected: Expectation,
    set: fn(ClientBuilder) -> ClientBuilder,
) -> Report {
    let good = Identity::of(HOST);
    let certificates: Vec<_> = trusted.into_iter().chain([good.certificate()]).collect();
    let server = Server::start(script.cure(good)).await;
    let url = server.url().replace("http:", "https:");
    let trial = Trial::with(server, |builder| {
        set(builder
            .base_url(url)
            .adjust_transport(move |http| http.tls_certs_only(certificates.clone())))
    });
    trial.judge(plan, &expected).await
}

async fn proxy(response: &str) -> Report {
    let good = Identity::of("api.example.com");
    let certificate = good.certificate();
    let mut script = Script::responses([reply(response, "", "")]).cure(good);
    script.proxy = true;
    let server = Server::start(script).await;
    let address = server.address.clone();
    let proxy = format!("http://user:{KEY}@{}", server.address);
    let trial = Trial::with(server, |builder| {
        builder
            .base_url("https://api.example.com")
            .proxy(proxy)
            .adjust_transport(move |http| http.tls_certs_only([certificate.clone()]))
    });
    // The one request is that for a tunnel.
    let expected = Expectation {
        connections: 1..=1,
        says: vec![address],
        ..Expectation::error(ErrorKind::Connect)
    };
    trial.judge(CallPlan::new(Verb::Put), &expected).await
}
