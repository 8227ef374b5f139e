//! Digest authentication against a server that counts.

use sdk_runtime::{
    Api, Client, ClientBuilder, DIGEST, Error, ErrorKind, Operation, Scheme, SchemeKind,
};

use super::bodies::stream;
use super::digest_server::{JASON, MUFASA, Realm, parameters, unauthorized};
use super::fixture::{OK, api, operation};
use super::server::{Server, json, reply};

static API: Api = api(&[Scheme {
    name: "login",
    title: "login",
    kind: SchemeKind::Challenge(&DIGEST),
    env: Some("ZOO_LOGIN"),
}]);
const GET: Operation = operation("zoo.get", "GET", "/dir/index.html", &[], &[&[0]], false);
const POST: Operation = operation("zoo.feed", "POST", "/feed", &[], &[&[0]], false);

fn builder(server: &Server, login: &str) -> ClientBuilder {
    let builder = ClientBuilder::new(&API).base_url(&server.url).no_proxy();
    builder.credential(0, login)
}

fn client(server: &Server, realm: Realm) -> Client {
    let login = format!("{}:{}", realm.user, realm.password);
    builder(server, &login).build().unwrap()
}

async fn get(client: &Client) -> Result<(), Error> {
    client.call(&GET).execute().await.map(drop)
}

/// How many requests a call takes.
async fn requests(client: &Client, server: &Server) -> usize {
    let before = server.count();
    get(client).await.unwrap();
    server.count() - before
}

fn counts(server: &Server) -> Vec<Option<String>> {
    let requests = server.requests();
    let counts = requests
        .iter()
        .map(|request| parameters(request).remove("nc"));
    counts.collect()
}

#[tokio::test]
async fn every_algorithm_is_responded_to_and_the_nonce_is_counted() {
    for algorithm in [
        "MD5",
        "SHA-256",
        "SHA-512-256",
        "MD5-sess",
        "SHA-256-sess",
        "SHA-512-256-sess",
    ] {
        let realm = Realm {
            algorithm,
            ..MUFASA
        };
        let server = Server::start(move |_, request| realm.answer(request, "n1", "")).await;
        let client = client(&server, realm);
        assert_eq!(requests(&client, &server).await, 2, "{algorithm}");
        assert_eq!(requests(&client, &server).await, 1, "{algorithm}");
        client.call(&POST).execute().await.unwrap();
        let first = server.requests().remove(0);
        assert_eq!(first.header("authorization"), None);
        let count = |text: &str| Some(text.to_owned());
        let expected = [
            None,
            count("00000001"),
            count("00000002"),
            count("00000003"),
        ];
        assert_eq!(counts(&server), expected, "{algorithm}");
        let nonces: Vec<_> = server.requests()[1..]
            .iter()
            .map(|request| parameters(request)["cnonce"].clone())
            .collect();
        assert_eq!(nonces[0] == nonces[1], algorithm.ends_with("-sess"));
        assert_eq!(parameters(&server.requests()[1])["username"], "Mufasa");
    }
}

#[tokio::test]
async fn the_user_is_hashed_or_in_utf_8() {
    let server =
        Server::start(|_, request| JASON.answer(request, "n1", ", charset=UTF-8, userhash=true"))
            .await;
    get(&client(&server, JASON)).await.unwrap();
    let sent = parameters(&server.requests()[1]);
    assert_eq!(sent["username"], JASON.user_hash());
    assert_eq!(sent["userhash"], "true");
    let server = Server::start(|_, request| JASON.answer(request, "n1", ", charset=UTF-8")).await;
    get(&client(&server, JASON)).await.unwrap();
    let sent = parameters(&server.requests()[1]);
    assert_eq!(sent["username*"], "UTF-8''J%C3%A4s%C3%B8n%20Doe");
}

#[tokio::test]
async fn a_stale_nonce_is_replaced() {
    let server = Server::start(|number, request| match number {
        0 | 1 => MUFASA.answer(request, "n1", ""),
        _ => MUFASA.answer(request, "n2", ", stale=true"),
    })
    .await;
    let client = client(&server, MUFASA);
    get(&client).await.unwrap();
    assert_eq!(requests(&client, &server).await, 2);
    let sent = parameters(&server.requests()[3]);
    assert_eq!((&*sent["nonce"], &*sent["nc"]), ("n2", "00000001"));
}

#[tokio::test]
async fn a_server_that_forgot_its_nonce_is_responded_to_again() {
    let server = Server::start(|number, request| match number {
        0 | 1 => MUFASA.answer(request, "n1", ""),
        _ => MUFASA.answer(request, "n2", ""),
    })
    .await;
    let client = client(&server, MUFASA);
    get(&client).await.unwrap();
    assert_eq!(requests(&client, &server).await, 2);
}

#[tokio::test]
async fn nonces_that_are_always_stale_end() {
    let server =
        Server::start(|number, _| MUFASA.challenge(&format!("n{number}"), ", stale=true")).await;
    let error = get(&client(&server, MUFASA)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_and_never_printed() {
    let server = Server::start(|_, request| {
        let said = request.header("authorization").unwrap_or_default();
        let said = said.replace('"', "'");
        match said.is_empty() {
            true => MUFASA.challenge("n1", ""),
            // Says what it was sent.
            false => json("401 Unauthorized", &format!(r#"{{"message":"{said}"}}"#)),
        }
    })
    .await;
    let client = builder(&server, "Mufasa:wrong password").build().unwrap();
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(server.count(), 2);
    let response = parameters(&server.requests()[1])["response"].clone();
    for text in [
        format!("{error}"),
        format!("{error:?}"),
        format!("{client:?}"),
    ] {
        assert!(!text.contains(&response), "{text}");
        assert!(!text.contains("wrong password"), "{text}");
    }
    assert!(error.to_string().contains("n1"), "{error}");
}

#[tokio::test]
async fn no_retry_is_used_up() {
    let server = Server::start(|_, request| MUFASA.answer(request, "n1", "")).await;
    let builder = builder(&server, "Mufasa:Circle of Life").max_retries(0);
    assert_eq!(requests(&builder.build().unwrap(), &server).await, 2);
}

#[tokio::test]
async fn challenges_that_cannot_be_responded_to_are_reported() {
    let cases = [
        (
            r#"Digest realm="r", nonce="n", qop="auth-int""#,
            "only `auth-int` is accepted",
        ),
        (
            r#"Digest realm="r", nonce="n", qop="auth", algorithm=SHA-1"#,
            "SHA-1",
        ),
        (r#"Digest realm="r", qop="auth""#, "nonce"),
        (r#"Basic realm="r""#, "the server sent none"),
        ("Digest \"", "the server sent none"),
    ];
    for (challenge, reason) in cases {
        let server = Server::always(unauthorized(challenge)).await;
        let error = get(&client(&server, MUFASA)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(server.count(), 1, "{challenge}");
    }
}

#[tokio::test]
async fn the_first_challenge_that_is_understood_counts() {
    let server = Server::start(|number, _| match number {
        0 => unauthorized(
            r#"Basic realm="r", Digest realm="a", nonce="1", qop="auth-int", Digest realm="b", nonce="2", qop="auth", algorithm=SHA-256, Digest realm="c", nonce="3", qop="auth""#,
        ),
        _ => json("200 OK", OK),
    })
    .await;
    get(&client(&server, MUFASA)).await.unwrap();
    assert_eq!(parameters(&server.requests()[1])["realm"], "b");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::always(json("200 OK", OK)).await;
    let to = format!("location: {}/x\r\n", other.url);
    let server = Server::start(move |number, request| match number {
        0 => MUFASA.answer(request, "n1", ""),
        _ => reply("302 Found", &to, ""),
    })
    .await;
    let error = get(&client(&server, MUFASA)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!((server.count(), other.count()), (2, 0));
}

#[tokio::test]
async fn a_login_is_a_user_with_a_password() {
    let server = Server::always(json("200 OK", OK)).await;
    let error = builder(&server, "Mufasa").build().unwrap_err();
    assert!(error.to_string().contains("user:password"), "{error}");
}

#[tokio::test]
async fn a_stream_is_refused_before_anything_is_sent() {
    let server = Server::always(json("200 OK", OK)).await;
    let mut call = client(&server, MUFASA).call(&POST);
    call.upload(stream(&["a", "b"]), "text/csv");
    let error = call.execute().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("only once"), "{error}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_body_is_sent_again() {
    let server = Server::start(|_, request| MUFASA.answer(request, "n1", "")).await;
    let mut call = client(&server, MUFASA).call(&POST);
    call.upload(b"bytes", "application/octet-stream");
    call.execute().await.unwrap();
    let bodies: Vec<_> = server.requests().into_iter().map(|it| it.body).collect();
    assert_eq!(bodies, ["bytes", "bytes"]);
}
