//! Calls of the SDK to the mock server of the generator.

use std::path::Path;

use cloudflare_sdk::Client;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sdk_codegen::mock::{Options, Server};
use serde_json::{Value, json};

use crate::wire::{client, send};

/// Environment variable with the path of a file with calls that were recorded from other clients.
const RECORDED: &str = "SDK_WIRE_VECTORS";

/// A stateful server. Without `check`, it checks only credentials.
fn served(check: bool) -> Server {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut options = Options::new(spec.join("openapi.yaml"));
    options.config = Some(spec.join("sdk.toml"));
    options.behavior.stateful = true;
    options.behavior.check = check;
    Server::start(&options).unwrap()
}

/// Sends calls through the SDK, all of which the server must accept. Some have identifiers that are shorter or longer
/// than the description allows: a server that checks parameters must report that, and nothing else.
async fn are_accepted(cases: impl Iterator<Item = (Value, reqwest::Request)>) {
    let (checks, trusts) = (served(true), served(false));
    let http = reqwest::Client::new();
    let mut accepted = 0;
    for (case, mut request) in cases {
        request
            .url_mut()
            .set_port(Some(checks.address().port()))
            .unwrap();
        let response = http.execute(request).await.unwrap();
        let server = if response.status() == 200 {
            &checks
        } else {
            &trusts
        };
        if response.status() != 200 {
            let header = response.headers().get("x-mock-error").unwrap();
            let said = header.to_str().unwrap().split("; ");
            let is_length = |it: &str| {
                it.starts_with("path parameter `") && it.ends_with(" than 32 characters")
            };
            assert!(said.clone().all(is_length), "{case}: {header:?}");
        }
        accepted += usize::from(response.status() == 200);
        send(&client(&server.url(), &case), &case).await;
    }
    assert!(accepted > 30, "{accepted}");
    eprintln!("{accepted} calls were accepted whole");
}

fn request(method: &Value, url: &str, headers: &Value, body: &Value) -> reqwest::Request {
    let method = method.as_str().unwrap().parse().unwrap();
    let http = reqwest::Client::new()
        .request(method, url)
        .body(body.to_string());
    let headers = headers.as_object().unwrap().iter();
    let with = |http: reqwest::RequestBuilder, (name, value): (&String, &Value)| {
        http.header(name, value.as_str().unwrap())
    };
    headers.fold(http, with).build().unwrap()
}

/// The forty test vectors.
#[tokio::test]
async fn forty_calls_are_accepted() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(cases.len(), 40);
    let cases = cases.into_iter().map(|case| {
        let path = case["path"].as_array().unwrap().iter();
        let escaped =
            path.map(|it| utf8_percent_encode(it.as_str().unwrap(), NON_ALPHANUMERIC).to_string());
        let path = escaped.collect::<Vec<_>>().join("/");
        let url = format!("http://127.0.0.1/client/v4/{path}");
        let mut headers = case["headers"].clone();
        headers["content-type"] = "application/json".into();
        let request = request(&case["method"], &url, &headers, &case["body"]);
        (case, request)
    });
    are_accepted(cases).await;
}

/// Converts a recorded call to a test vector.
fn as_case(vector: &Value) -> Value {
    let path = vector["path"].as_object().unwrap();
    let id = path
        .iter()
        .find(|(name, _)| *name != "account_id")
        .unwrap()
        .1;
    let given = &vector["credentials"];
    let credentials = match given.get("api_token") {
        Some(token) => json!([token]),
        None => json!([given["api_email"], given["api_key"]]),
    };
    json!({
        "call": vector["operation"], "account": path["account_id"], "id": id,
        "credentials": credentials, "body": vector["body"],
    })
}

/// Calls that another client sent.
#[tokio::test]
async fn recorded_calls_are_accepted() {
    let Some(file) = std::env::var_os(RECORDED) else {
        eprintln!("{RECORDED} names no file, so that no recorded calls are sent");
        return;
    };
    let recorded: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let vectors = recorded["vectors"].as_array().unwrap();
    are_accepted(vectors.iter().map(|vector| {
        let expect = &vector["expect"];
        let url = format!("http://127.0.0.1{}", expect["target"].as_str().unwrap());
        let request = request(&expect["method"], &url, &expect["headers"], &expect["body"]);
        (as_case(vector), request)
    }))
    .await;
}

/// A response with an error status is an error of the SDK, with the message.
#[tokio::test]
async fn errors_can_be_requested() {
    let server = served(true);
    let client = Client::builder().api_token("t").account_id("a");
    let client = client
        .base_url(server.url())
        .max_retries(0)
        .build()
        .unwrap();
    let call = client.iam().user_groups().update("b").name("n");
    let error = call.header("prefer", "code=409").send().await.unwrap_err();
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(409),
        "{error}"
    );
}
