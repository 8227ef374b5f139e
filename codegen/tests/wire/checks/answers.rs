use kitchen::Client;
use kitchen::answers::{StatusHeaders, StatusOutput};
use kitchen::models;

use crate::server::Server;

#[tokio::test]
async fn successes_and_headers_by_status() {
    let server = Server::answering("200 OK\r\nX-Left: 5", "{\"one\": 1}");
    let answer = server
        .client()
        .answers()
        .status()
        .send_with_response()
        .await
        .unwrap();
    server.request();
    assert_eq!(StatusHeaders::from(answer.headers()).x_left, Some(5));
    assert!(matches!(answer.value(), StatusOutput::Ok(one) if one.one == 1));

    let server = Server::answering("201 Created", "{\"other\": \"o\"}");
    let answer = server.client().answers().status().send().await.unwrap();
    let request = server.request();
    assert!(matches!(answer, StatusOutput::Created(other) if other.other == "o"));
    let accept = request.header("accept");
    assert_eq!(accept, Some("application/json, application/problem+json"));

    let server = Server::answering("204 No Content", "");
    let answer = server.client().answers().status().send().await.unwrap();
    server.request();
    assert!(matches!(answer, StatusOutput::NoContent));
}

#[tokio::test]
async fn errors_have_the_type_of_their_status() {
    for status in ["409 Conflict", "418 Teapot", "600 Odd"] {
        let server = Server::answering(status, "{\"detail\": \"why\"}");
        let error = server.client().answers().status().send().await.unwrap_err();
        server.request();
        let problem = error.decode_body::<models::Problem>().unwrap();
        assert_eq!(problem.detail, "why");
    }
}

#[tokio::test]
async fn the_credentials_that_are_there_are_sent() {
    let server = Server::answering("204 No Content", "");
    let client = Client::builder().token("secret").base_url(server.url());
    let client = client.build().unwrap();
    client.answers().status().send().await.unwrap();
    assert_eq!(
        server.request().header("authorization"),
        Some("Bearer secret")
    );

    let server = Server::answering("204 No Content", "");
    let client = Client::builder().id("me").key("k&y").base_url(server.url());
    let client = client.build().unwrap();
    client.answers().status().send().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("x-id"), Some("me"));
    assert_eq!(request.line, "GET /answers?key=k%26y");

    let server = Server::answering("204 No Content", "");
    server.client().answers().status().send().await.unwrap();
    assert_eq!(server.request().header("authorization"), None);
}

#[tokio::test]
async fn text_is_taken_as_it_is() {
    let server = Server::answering("200 OK\r\nContent-Type: text/plain", "ü\n");
    let text = server.client().answers().mirrored().send().await.unwrap();
    server.request();
    assert_eq!(text, "ü\n");
}
