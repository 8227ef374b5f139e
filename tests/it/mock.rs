//! The SDK against the mock server of the generator, which knows nothing but the description.

use std::path::Path;

use cloudflare_sdk::Client;
use sdk_codegen::mock::{Options, Server};
use serde_json::{Value, json};

use crate::wire::{client, send};

/// Names a file with more calls, as they were recorded of other clients.
const RECORDED: &str = "SDK_WIRE_VECTORS";

fn served() -> Server {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut options = Options::new(spec.join("openapi.yaml"));
    options.config = Some(spec.join("sdk.toml"));
    options.behavior.stateful = true;
    Server::start(&options).unwrap()
}

/// The forty calls of the other tests: each is accepted, and its response can be read.
#[tokio::test]
async fn forty_calls_are_accepted() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(cases.len(), 40);
    let server = served();
    for case in &cases {
        send(&client(&server.url(), case), case).await;
    }
}

/// A recorded call as one of those that the SDK is called with here.
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

#[tokio::test]
async fn recorded_calls_are_accepted() {
    let Some(file) = std::env::var_os(RECORDED) else {
        eprintln!("{RECORDED} names no file, so that no recorded calls are sent");
        return;
    };
    let recorded: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let vectors = recorded["vectors"].as_array().unwrap();
    assert!(!vectors.is_empty());
    let server = served();
    let http = reqwest::Client::new();
    let origin = format!("http://{}", server.address());
    for vector in vectors {
        let case = as_case(vector);
        send(&client(&server.url(), &case), &case).await;
        // And as the other client sent it.
        let expect = &vector["expect"];
        let method = expect["method"].as_str().unwrap().parse().unwrap();
        let url = format!("{origin}{}", expect["target"].as_str().unwrap());
        let mut request = http.request(method, url).body(expect["body"].to_string());
        for (name, value) in expect["headers"].as_object().unwrap() {
            request = request.header(name, value.as_str().unwrap());
        }
        let response = request.send().await.unwrap();
        assert_eq!(
            response.status(),
            200,
            "{}: {}",
            vector["name"],
            response.text().await.unwrap()
        );
    }
    println!("{} recorded calls were accepted", vectors.len());
}

/// What the server refuses is an error of the SDK, with the message in it.
#[tokio::test]
async fn errors_can_be_asked_for() {
    let server = served();
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
