use sdk_runtime::{ErrorKind, object};

use super::fixture::{Animal, Keeper, OK, client, edit, get, get_empty, get_plain, head};
use super::server::{Server, json, reply};

const ID: &str = "content-type: application/json\r\nx-zoo-request: r-7\r\n";

async fn failure(status: &str, headers: &str, body: &str) -> sdk_runtime::Error {
    let server = Server::always(reply(status, headers, body)).await;
    get(&client(&server.url))
        .max_retries(0)
        .send()
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_response_has_everything() {
    let server = Server::always(reply("201 Created", ID, OK)).await;
    let response = get(&client(&server.url))
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["x-zoo-request"], "r-7");
    assert_eq!(response.request_id(), Some("r-7"));
    assert_eq!(response.messages()[0].message(), "hello");
    assert_eq!(response.raw_body(), OK);
    assert_eq!(response.attempts(), 1);
    assert_eq!(response.value().name, "Leo");
    assert_eq!(response.into_value().legs, Some(4));
}

#[tokio::test]
async fn a_documented_status_says_what_it_means() {
    let body = r#"{"success":false,"result":null,"messages":[{"code":5,"message":"m"}],"errors":[
        {"code":1003,"message":"name taken","documentation_url":"https://d","source":{"pointer":"/name"}},
        {"code":0,"message":"second"}]}"#;
    let server = Server::always(reply("409 Conflict", ID, body)).await;
    let error = edit(&client(&server.url), "leo")
        .query("q", "canary")
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "zoo.animals.edit: 409 Conflict (the name belongs to another animal): \
         1003: name taken; 0: second [request id r-7]"
    );
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap(), 409);
    assert_eq!(error.operation(), "zoo.animals.edit");
    assert_eq!(error.request_id(), Some("r-7"));
    assert_eq!(error.errors()[0].code(), Some(1003));
    assert_eq!(error.errors()[0].documentation_url(), Some("https://d"));
    assert_eq!(error.errors()[0].pointer(), Some("/name"));
    assert_eq!(error.errors()[1].code(), Some(0));
    assert_eq!(error.messages()[0].code(), Some(5));
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.count(), 1);
    assert!(!error.is_retryable());
    assert!(error.may_have_reached_server());
}

#[tokio::test]
async fn success_false_is_an_error_whatever_the_status() {
    for result in ["null", "{}", r#"{"name":7}"#, "[]"] {
        let body = format!(
            r#"{{"result":{result},"success":false,"errors":[{{"code":7,"message":"no"}}]}}"#
        );
        let error = failure("200 OK", ID, &body).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{result}");
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.errors()[0].code(), Some(7));
        assert_eq!(
            error.to_string(),
            "zoo.animals.get: 200 OK, but the call failed: 7: no [request id r-7]"
        );
        let error = failure("404 Not Found", ID, &body).await;
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.errors()[0].message(), "no");
    }
    let server = Server::always(json("200 OK", r#"{"success":false}"#)).await;
    let error = get_empty(&client(&server.url)).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
}

#[tokio::test]
async fn error_items_of_any_shape_are_kept() {
    for (body, expected) in [
        (r#"{"errors":["text"]}"#, vec!["text"]),
        (r#"{"errors":"text"}"#, vec!["text"]),
        (r#"{"errors":{"code":"12","message":"x"}}"#, vec!["12: x"]),
        (
            r#"{"errors":[null,{"error":{"message":"deep"}},3]}"#,
            vec!["deep", "3"],
        ),
        (r#"{"errors":null,"message":"bare"}"#, vec!["bare"]),
        (r#"{"title":"t","detail":"d"}"#, vec!["d"]),
        (r#""text""#, vec![]),
        ("[1,2]", vec![]),
        ("<html>", vec![]),
        ("", vec![]),
    ] {
        let error = failure("400 Bad Request", ID, body).await;
        let items: Vec<_> = error.errors().iter().map(ToString::to_string).collect();
        assert_eq!(items, expected, "{body}");
        assert_eq!(error.body().unwrap(), body);
    }
    let chain = r#"{"errors":[{"code":1,"error_chain":[{"message":"inner"}]}]}"#;
    let error = failure("400 Bad Request", ID, chain).await;
    assert_eq!(
        error.errors()[0].get("/error_chain/0/message").unwrap(),
        "inner"
    );
}

#[tokio::test]
async fn a_body_that_is_not_the_documented_one_names_the_place() {
    let body =
        r#"{"success":true,"result":{"name":"Leo","keepers":[{"shift":"canary"},{"shift":1}]}}"#;
    let error = failure("200 OK", ID, body).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("result.keepers[1].shift"));
    let text = error.to_string();
    for part in [
        "200 OK",
        "application/json",
        "result.keepers[1].shift",
        "[request id r-7]",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("canary"));
    for body in [r#"{"success":true,"result":null}"#, r#"{"success":true}"#] {
        let error = failure("200 OK", ID, body).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(
            error.json_path().unwrap_or("result").starts_with("result"),
            "{error}"
        );
        assert!(error.to_string().contains("result"), "{error}");
    }
}

#[tokio::test]
async fn bodies_that_are_no_json_are_decode_errors() {
    let html = failure(
        "200 OK",
        "content-type: text/html; charset=utf-8\r\n",
        "<html>",
    )
    .await;
    assert_eq!(html.kind(), ErrorKind::Decode);
    assert!(html.to_string().contains("text/html"), "{html}");
    let empty = failure("200 OK", "", "").await;
    assert!(
        empty
            .to_string()
            .ends_with("200 OK, empty body (no content type), where the description has a value"),
        "{empty}"
    );
    for body in [
        "{",
        "{} x",
        "\u{feff}{}",
        r#"{"result":NaN}"#,
        &"[".repeat(100_000),
    ] {
        assert_eq!(failure("200 OK", ID, body).await.kind(), ErrorKind::Decode);
    }
    let twice = r#"{"result":{"name":"a"},"result":{"name":"b"}}"#;
    assert_eq!(failure("200 OK", ID, twice).await.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn responses_that_need_no_body() {
    let server = Server::always(reply("204 No Content", "", "")).await;
    get_empty(&client(&server.url)).send().await.unwrap();
    let server = Server::always(super::server::send(
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n",
    ))
    .await;
    let client = client(&server.url);
    head(&client).send().await.unwrap();
    head(&client).send().await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_plain_response_is_the_value_itself() {
    let server = Server::always(json(
        "200 OK",
        r#"{"name":"Leo","keepers":[{"shift":"day"}]}"#,
    ))
    .await;
    let animal = get_plain(&client(&server.url)).send().await.unwrap();
    let keepers = Some(vec![Keeper {
        shift: "day".to_owned(),
    }]);
    assert_eq!(
        animal,
        Animal {
            name: "Leo".to_owned(),
            legs: None,
            keepers
        }
    );
}

#[tokio::test]
async fn a_typed_error_body_can_be_decoded() {
    /// Why not.
    #[derive(Clone)]
    pub struct Refusal {
        pub owner: String,
    }
    object!(Refusal: Decode { owner });
    let error = failure("409 Conflict", ID, r#"{"owner":"max"}"#).await;
    assert_eq!(
        error.decode_body(),
        Some(Refusal {
            owner: "max".to_owned()
        })
    );
    assert_eq!(error.decode_body::<Animal>(), None);
}

#[tokio::test]
async fn what_a_server_says_cannot_break_the_line_or_fill_the_screen() {
    let long = "x".repeat(5_000);
    let body = format!(r#"{{"errors":["a\nb\u001b[31m","{long}"]}}"#);
    let error = failure("502 Bad Gateway", ID, &body).await;
    let text = error.to_string();
    assert!(!text.chars().any(char::is_control), "{text}");
    assert!(text.len() < 600, "{text}");
    assert!(error.body_snippet().len() <= 1024);
}
