//! Rows 7, 8, 10: what can go wrong with TLS and on the way there.

use super::super::case::{Case, Report};
use super::super::sdk::{Ask, ErrorKind, KEY, Verb};
use super::super::server::{Identity, Script, Server, Step, reply, write};
use super::super::trial::Trial;
use super::super::want::Want;

const HOST: &str = "127.0.0.1";

pub fn cases() -> Vec<Case> {
    let plain = vec![write("HTTP/1.1 400 Bad Request\r\n\r\n"), Step::HalfClose];
    vec![
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
    ]
}

/// A server whose certificate is no good, whether or not the client trusts whoever signed it.
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
    let good = Identity::of(HOST);
    let certificates: Vec<_> = trusted.into_iter().chain([good.certificate()]).collect();
    let server = Server::start(script.cure(good)).await;
    let url = server.url().replace("http:", "https:");
    let trial = Trial::with(server, |builder| {
        builder
            .base_url(url)
            .adjust_transport(move |http| http.tls_certs_only(certificates.clone()))
    });
    let want = Want {
        requests: 0..=0,
        connections: 1..=1,
        says: vec![says.to_owned()],
        ..Want::error(ErrorKind::Connect)
    };
    trial.judge(Ask::new(Verb::Put), &want).await
}

async fn proxy(answer: &str) -> Report {
    let good = Identity::of("api.example.com");
    let certificate = good.certificate();
    let mut script = Script::answers([reply(answer, "", "")]).cure(good);
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
    let want = Want {
        connections: 1..=1,
        says: vec![address],
        ..Want::error(ErrorKind::Connect)
    };
    trial.judge(Ask::new(Verb::Put), &want).await
}
