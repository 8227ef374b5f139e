use kitchen::Client;

use crate::server::{Request, Server};

fn lines(requests: &[Request]) -> Vec<&str> {
    requests
        .iter()
        .map(|request| request.line.as_str())
        .collect()
}

/// Asserts the items that are returned, and the requests.
macro_rules! walks {
    ($name:ident, $call:ident, [$($answer:expr),*], $ids:expr, $lines:expr) => {
        #[tokio::test]
        async fn $name() {
            let server = Server::in_turn(&[$($answer),*]);
            let things = server.client().lists().$call().items().all().await.unwrap();
            let ids: Vec<i64> = things.iter().map(|thing| thing.id).collect();
            assert_eq!(ids, $ids);
            assert_eq!(lines(&server.requests()), $lines);
        }
    };
}

walks!(
    numbers,
    number,
    [
        (
            "200 OK",
            r#"{"items": [{"id": 1}, {"id": 2}], "total_pages": 2}"#
        ),
        (
            "200 OK",
            r#"{"items": [{"id": 3}, {"id": 4}], "total_pages": 2}"#
        )
    ],
    [1, 2, 3, 4],
    ["GET /lists/numbered", "GET /lists/numbered?page=2"]
);
walks!(
    a_server_that_ignores_the_number_of_the_page,
    number,
    [
        ("200 OK", r#"{"items": [{"id": 1}, {"id": 2}]}"#),
        ("200 OK", r#"{"items": [{"id": 1}, {"id": 2}]}"#)
    ],
    [1, 2],
    ["GET /lists/numbered", "GET /lists/numbered?page=2"]
);
walks!(
    offsets,
    offset,
    [
        ("200 OK", r#"{"data": [{"id": 1}, {"id": 2}], "total": 3}"#),
        ("200 OK", r#"{"data": [{"id": 3}], "total": 3}"#)
    ],
    [1, 2, 3],
    ["GET /lists/offset", "GET /lists/offset?offset=2"]
);
walks!(
    cursors,
    cursor,
    [
        ("200 OK", r#"{"data": [{"id": 1}], "next_cursor": "a&b"}"#),
        ("200 OK", r#"{"data": [{"id": 2}], "next_cursor": null}"#)
    ],
    [1, 2],
    ["GET /lists/cursor", "GET /lists/cursor?cursor=a%26b"]
);
walks!(
    links_say_which_page_is_the_last,
    link,
    [
        (
            "200 OK\r\nLink: <{base}/lists/link?page=2>; rel=\"next\", <{base}>; rel=first",
            r#"[{"id": 1}]"#
        ),
        (
            "200 OK\r\nLink: <{base}/lists/link?page=1>; rel=\"prev first\"",
            r#"[{"id": 2}]"#
        )
    ],
    [1, 2],
    ["GET /lists/link", "GET /lists/link?page=2"]
);
walks!(
    links_lead_from_page_to_page,
    url,
    [
        (
            "200 OK\r\nLink: <{base}/elsewhere?after=x&y=z>; title=a; rel=\"next\"",
            r#"[{"id": 1}]"#
        ),
        ("200 OK", r#"[{"id": 2}]"#)
    ],
    [1, 2],
    ["GET /lists/links", "GET /elsewhere?after=x&y=z"]
);

#[tokio::test]
async fn events_and_lines_come_one_by_one() {
    let server = Server::answering(
        "200 OK",
        "event: new\ndata: {\"id\":\ndata: 1}\n\ndata: {\"id\": 2}\n\n",
    );
    let mut events = server.client().lists().events().send().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_deref(), first.data.id), (Some("new"), 1));
    assert_eq!(events.next().await.unwrap().unwrap().data.id, 2);
    assert!(events.next().await.is_none());
    assert_eq!(server.request().header("accept"), Some("text/event-stream"));

    let server = Server::answering("200 OK", "{\"id\": 1}\n\n{\"id\": 2}");
    let mut lines = server.client().lists().lines().send().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().id, 1);
    assert_eq!(lines.next().await.unwrap().unwrap().id, 2);
    assert!(lines.next().await.is_none());
    server.request();
}

#[tokio::test]
async fn a_file_is_fetched_with_a_token_that_is_fetched_first() {
    let token = r#"{"access_token": "t0", "token_type": "bearer", "expires_in": 3600}"#;
    let server = Server::in_turn(&[("200 OK", token), ("200 OK", "PDF")]);
    let client = Client::builder()
        .oauth_client("me", "s3cret")
        .token_scope("read")
        .base_url(server.url());
    let client = client.build().unwrap();
    let mut file = client.lists().file().send_stream().await.unwrap();
    assert_eq!(&file.next().await.unwrap().unwrap()[..], b"PDF");
    assert!(file.next().await.is_none());
    let requests = server.requests();
    assert_eq!(lines(&requests), ["POST /token", "GET /lists/file"]);
    assert_eq!(requests[0].body, "grant_type=client_credentials&scope=read");
    assert_eq!(requests[1].header("authorization"), Some("Bearer t0"));
}
