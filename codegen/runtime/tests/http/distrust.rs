//! What a server sends and people read, and what a strict client refuses.

use sdk_runtime::ErrorKind;

use super::fixture::{OK, builder, client, get, get_text};
use super::server::{Server, json, reply};

#[tokio::test]
async fn what_a_server_says_cannot_steer_a_terminal() {
    let said = "\u{1b}[31mred\u{9b}2J \u{202e}txet \u{2066}x\u{200b}\n::error::no\n ##[group]g";
    let item = serde_json::json!({"code": 7, "message": said});
    let body = serde_json::json!({"success": false, "errors": [item], "result": null});
    let headers = "x-zoo-request: a\u{202e}b\r\n";
    for status in ["400 X", "200 OK"] {
        // Raw, as a sloppy server may send it, and escaped, as it is after decoding.
        let raw = body.to_string().replace("\\u001b", "\u{1b}");
        let server = Server::always(reply(status, headers, &raw)).await;
        let error = get(&client(&server.url)).send().await.unwrap_err();
        let shown = format!(
            "{error} {error:?} {} {} {:?}",
            error.body_snippet(),
            error
                .errors()
                .iter()
                .map(ToString::to_string)
                .collect::<String>(),
            error.request_id(),
        );
        for hidden in [
            "\u{1b}", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200b}", "##[",
        ] {
            assert!(!shown.contains(hidden), "{hidden:?}: {shown:?}");
        }
        let mut lines = error.body_snippet().lines();
        assert!(
            !lines.any(|line| line.trim_start().starts_with("::")),
            "{shown:?}"
        );
        assert_eq!(error.to_string().lines().count(), 1, "{shown:?}");
    }
    let server = Server::always(reply("500 X", "", "a\r\n  ::error::b\tc\n")).await;
    let error = get(&client(&server.url)).send().await.unwrap_err();
    assert_eq!(error.body_snippet(), "a\\u{d}\n  \\u{3a}:error::b\tc\n");
}

#[tokio::test]
async fn debug_output_of_a_model_shows_what_cannot_be_seen() {
    let body = r#"{"success":true,"result":{"name":"a\u202eb\u001bc"}}"#;
    let server = Server::always(json("200 OK", &body.replace("\\u202e", "\u{202e}"))).await;
    let animal = get(&client(&server.url)).send().await.unwrap();
    assert_eq!(animal.name, "a\u{202e}b\u{1b}c");
    assert_eq!(
        format!("{animal:?}"),
        r#"Animal {"name":"a\u202eb\u001bc"}"#
    );
}

#[tokio::test]
async fn strict_decoding_wants_the_content_type_that_is_described() {
    for (content_type, fits) in [
        ("application/json", true),
        ("application/json; charset=utf-8", true),
        ("Application/Problem+JSON", true),
        ("text/json", true),
        ("text/html", false),
        ("text/plain", false),
        ("application/octet-stream", false),
        ("", false),
    ] {
        let headers = match content_type {
            "" => String::new(),
            name => format!("content-type: {name}\r\n"),
        };
        let server = Server::always(reply("200 OK", &headers, OK)).await;
        get(&client(&server.url)).send().await.unwrap();
        let strict = builder(&server.url).strict_decoding(true).build().unwrap();
        match get(&strict).send().await {
            Ok(_) => assert!(fits, "{content_type}"),
            Err(error) => {
                assert!(!fits, "{content_type}: {error}");
                assert_eq!(error.kind(), ErrorKind::Decode);
                let said = if content_type.is_empty() {
                    "no content type"
                } else {
                    content_type
                };
                assert!(error.to_string().contains(said), "{error}");
                assert_eq!(error.body().unwrap().as_ref(), OK.as_bytes());
            }
        }
        // What is taken as it is has no content type of its own.
        get_text(&strict).send().await.unwrap();
    }
}
