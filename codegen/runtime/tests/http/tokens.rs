//! Tokens that are fetched with client credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sdk_runtime::{
    Api, Client, ClientBuilder, ErrorKind, Operation, Scheme, SchemeKind, TokenEndpoint,
};

use super::fixture::{api, operation};
use super::server::{Request, Server, Step, json};

static ENDPOINT: TokenEndpoint = TokenEndpoint {
    url: "oauth/token",
    scope: "read write",
    id_env: Some("ZOO_CLIENT_ID"),
    secret_env: Some("ZOO_CLIENT_SECRET"),
};
static API: Api = api(&[Scheme {
    name: "oauth",
    title: "OAuth 2",
    kind: SchemeKind::OAuth(&ENDPOINT),
    env: Some("ZOO_TOKEN"),
}]);
const POST: Operation = operation("zoo.feed", "POST", "/feed", &[], &[&[0]], false);

fn builder(server: &Server) -> ClientBuilder {
    ClientBuilder::new(&API).base_url(&server.url).no_proxy()
}

fn client(server: &Server) -> Client {
    let builder = builder(server).client_credentials(0, "id:ü", "s&cret");
    builder.build().unwrap()
}

fn is_token_request(request: &Request) -> bool {
    request.target == "/base/oauth/token"
}

/// A server that gives tokens `t0`, `t1`… for so many seconds each, and takes every call but those
/// with a refused token.
async fn serve(lasts: &'static str, refused: &'static str) -> Server {
    let given = Arc::new(AtomicUsize::new(0));
    Server::start(move |_, request| {
        if is_token_request(request) {
            let number = given.fetch_add(1, Ordering::SeqCst);
            let body = format!(r#"{{"access_token":"t{number}","token_type":"bearer"{lasts}}}"#);
            return json("200 OK", &body);
        }
        match request.header("authorization") {
            Some(token) if token != format!("Bearer {refused}") => json("200 OK", "{}"),
            _ => json("401 Unauthorized", "{}"),
        }
    })
    .await
}

/// What was sent with each call.
fn tokens(server: &Server) -> Vec<String> {
    let calls = server.requests().into_iter();
    let calls = calls.filter(|request| !is_token_request(request));
    calls
        .map(|request| request.header("authorization").unwrap().to_owned())
        .collect()
}

fn fetches(server: &Server) -> usize {
    server
        .requests()
        .iter()
        .filter(|it| is_token_request(it))
        .count()
}

async fn call(client: &Client) -> Result<sdk_runtime::RawResponse, sdk_runtime::Error> {
    client.call(&POST).execute().await
}

#[tokio::test]
async fn a_token_is_fetched_once_and_sent_with_every_call() {
    let server = serve(r#","expires_in":3600"#, "").await;
    let client = client(&server);
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer t0", "Bearer t0", "Bearer t0"]);
    let fetch = server.requests().remove(0);
    assert_eq!(fetch.method, "POST");
    assert_eq!(
        fetch.body,
        "grant_type=client_credentials&scope=read%20write"
    );
    assert_eq!(
        fetch.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    // `id%3A%C3%BC:s%26cret`
    assert_eq!(
        fetch.header("authorization"),
        Some("Basic aWQlM0ElQzMlQkM6cyUyNmNyZXQ=")
    );
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_fetch() {
    let server = serve(r#","expires_in":"3600""#, "").await;
    let client = client(&server);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await.map(|_| ()) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(fetches(&server), 1);
}

#[tokio::test]
async fn a_token_that_ends_is_replaced_before() {
    let server = serve(r#","expires_in":0"#, "").await;
    let client = client(&server);
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(tokens(&server), ["Bearer t0", "Bearer t1"]);
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_once() {
    let server = serve("", "t0").await;
    let client = client(&server);
    call(&client).await.unwrap();
    assert_eq!(tokens(&server), ["Bearer t0", "Bearer t1"]);

    let server = Server::start(|_, request| match is_token_request(request) {
        true => json("200 OK", r#"{"access_token":"t"}"#),
        false => json("401 Unauthorized", "{}"),
    })
    .await;
    let error = call(&self::client(&server)).await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (401, 2)
    );
    assert_eq!(fetches(&server), 2);
}

#[tokio::test]
async fn a_token_of_the_caller_is_sent_as_it_is() {
    let server = serve("", "").await;
    let client = builder(&server).credential(0, "mine").build().unwrap();
    call(&client).await.unwrap();
    assert_eq!(tokens(&server), ["Bearer mine"]);
    assert_eq!(fetches(&server), 0);
}

#[tokio::test]
async fn the_environment_may_hold_a_token_or_both_credentials() {
    let server = serve("", "").await;
    let from = |pairs: &'static [(&'static str, &'static str)]| {
        let read = move |name: &str| {
            let mut pairs = pairs.iter();
            pairs.find_map(|(key, value)| (*key == name).then(|| (*value).to_owned()))
        };
        builder(&server).env_from(read).build()
    };
    call(&from(&[("ZOO_TOKEN", "env")]).unwrap()).await.unwrap();
    let pair = [("ZOO_CLIENT_ID", "i"), ("ZOO_CLIENT_SECRET", "s")];
    call(&from(Box::leak(Box::new(pair))).unwrap())
        .await
        .unwrap();
    assert_eq!(tokens(&server), ["Bearer env", "Bearer t0"]);
    assert!(from(&[("ZOO_CLIENT_ID", "i")]).is_err());
}

#[tokio::test]
async fn the_secret_goes_into_the_body_where_the_header_is_refused() {
    let server = Server::start(|_, request| match request.header("authorization") {
        Some(basic) if basic.starts_with("Basic") => {
            json("401 Unauthorized", r#"{"error":"invalid_client"}"#)
        }
        None => json("200 OK", r#"{"access_token":"t"}"#),
        Some(_) => json("200 OK", "{}"),
    })
    .await;
    call(&client(&server)).await.unwrap();
    assert_eq!(
        server.requests()[1].body,
        "grant_type=client_credentials&scope=read%20write&client_id=id%3A%C3%BC&client_secret=s%26cret"
    );
}

/// The error of a call whose token cannot be fetched, and how often that was tried.
async fn failure(received: Vec<Step>) -> (sdk_runtime::Error, usize) {
    let server = Server::always(received).await;
    let client = builder(&server)
        .client_credentials(0, "id", "s&cret")
        .max_retries(1)
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert!(!error.may_have_reached_server());
    assert!(!format!("{error} {error:?}").contains("s&cret"));
    (error, server.count())
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let refused = json("400 Bad Request", r#"{"error":"invalid_scope"}"#);
    let (error, count) = failure(refused).await;
    assert_eq!((error.kind(), count), (ErrorKind::Config, 2));
    assert!(
        error
            .to_string()
            .contains("refused the client credentials: 400 Bad Request (invalid_scope)"),
        "{error}"
    );
    let (error, count) =
        failure(json("200 OK", r#"{"access_token":"t","token_type":"mac"}"#)).await;
    assert_eq!((error.kind(), count), (ErrorKind::Config, 1));
    let (error, count) = failure(json("503 Service Unavailable", "")).await;
    assert_eq!((error.kind(), count), (ErrorKind::Connect, 2));
    assert!(
        error.to_string().contains("no token was fetched: 503"),
        "{error}"
    );
}

#[tokio::test]
async fn secrets_go_nowhere_unencrypted() {
    let server = serve("", "").await;
    let error = builder(&server)
        .client_credentials(0, "id", "secret")
        .token_url("http://zoo.example/token")
        .build()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the token URL would send credentials"),
        "{error}"
    );
    let client = builder(&server)
        .client_credentials(0, "id", "secret")
        .token_url(format!("{}/other", server.url))
        .token_scope("")
        .build()
        .unwrap();
    let _ = call(&client).await;
    let fetch = server.requests().remove(0);
    assert_eq!(fetch.target, "/base/other");
    assert_eq!(fetch.body, "grant_type=client_credentials");
}

#[tokio::test]
async fn a_fetched_token_that_is_repeated_is_not_printed() {
    let server = Server::start(|_, request| {
        if is_token_request(request) {
            return json("200 OK", r#"{"access_token":"canary-fetched"}"#);
        }
        json("403 Forbidden", r#"{"message":"not for canary-fetched"}"#)
    });
    let server = server.await;
    let error = client(&server).call(&POST).execute().await.unwrap_err();
    assert_eq!(error.errors()[0].message(), "not for [redacted]");
    let text = format!("{error} {error:?} {}", error.body_snippet());
    assert!(!text.contains("canary"), "{text}");
}
