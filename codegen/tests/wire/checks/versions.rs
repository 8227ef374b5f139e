//! Descriptions in Swagger 2.0 and OpenAPI 3.2.

use kitchen::{File, legacy, models};

use crate::server::Server;

#[tokio::test]
async fn lists_of_swagger_are_written_as_their_collection_format_says() {
    let server = Server::answering("200 OK\r\nContent-Type: application/json\r\nX-Left: 3\r\nX-Ids: 1, 2\r\nX-Ids: 3\r\nX-Kinds: a|b", r#"{"text":"t","author":null}"#);
    let client = server.client();
    let call = client.legacy().replace([1, 2]).text("t");
    let call = call
        .csv(["a", "b"])
        .ssv(["a", "b"])
        .tsv(["a", "b"])
        .pipes(["a", "b"])
        .multi(["a", "b"])
        .x_tabs(["a", "b"]);
    let response = call.send_with_response().await.unwrap();
    let headers = legacy::ReplaceHeaders::from(response.headers());
    assert_eq!(headers.x_left, Some(3));
    assert_eq!(headers.x_ids, Some(vec![1, 2, 3]));
    assert_eq!(headers.x_kinds, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(response.into_value().text, "t");
    let request = server.request();
    assert_eq!(
        request.line,
        "PUT /legacy/1%7C2?csv=a,b&ssv=a%20b&tsv=a%09b&pipes=a%7Cb&multi=a&multi=b"
    );
    assert_eq!(request.header("x-tabs"), Some("a\tb"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, r#"{"text":"t"}"#);
}

#[tokio::test]
async fn fields_of_swagger_are_a_form() {
    let server = Server::answering("200 OK\r\nContent-Type: application/octet-stream", "bytes");
    let call = server.client().legacy().send_form().name("a b");
    let bytes = call.csv([1, 2]).multi([1, 2]).tsv([1, 2]).send().await;
    assert_eq!(bytes.unwrap(), "bytes");
    let request = server.request();
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.body, "name=a%20b&csv=1,2&multi=1&multi=2&tsv=1%092");
}

#[tokio::test]
async fn a_file_of_swagger_is_a_part() {
    let server = Server::empty();
    let file = File::new("PNG").name("a.png");
    let call = server.client().legacy().send_file().file(file).note("n");
    call.send().await.unwrap();
    let request = server.request();
    let content_type = request.header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/form-data; boundary="));
    for part in ["name=\"note\"", "name=\"file\"; filename=\"a.png\"", "PNG"] {
        assert!(request.body.contains(part), "{part} in {}", request.body);
    }
}

#[tokio::test]
async fn each_media_type_of_a_response_can_be_asked_for() {
    let server = Server::in_turn(&[
        ("200 OK\r\nContent-Type: application/json", r#"{"text":"t"}"#),
        ("200 OK\r\nContent-Type: text/csv", "a,b"),
        ("200 OK\r\nContent-Type: application/pdf", "PDF"),
    ]);
    let client = server.client();
    let export = || client.legacy().export();
    assert_eq!(export().send().await.unwrap().text, "t");
    let mut table = export().send_stream().await.unwrap();
    assert_eq!(table.next().await.unwrap().unwrap(), "a,b");
    let mut pages = export().send_as_pdf().await.unwrap();
    assert_eq!(pages.next().await.unwrap().unwrap(), "PDF");
    let requests = server.requests();
    let asked: Vec<_> = requests.iter().map(|it| it.header("accept")).collect();
    let types = ["application/json", "text/csv", "application/pdf"];
    assert_eq!(asked, types.map(Some));
}

#[tokio::test]
async fn a_picture_beside_json_is_a_stream() {
    let server = Server::in_turn(&[
        ("200 OK\r\nContent-Type: application/json", r#"{"width":1}"#),
        ("200 OK\r\nContent-Type: image/png", "PNG"),
    ]);
    let client = server.client();
    let picture = || client.latest().picture();
    assert_eq!(picture().send().await.unwrap().width, Some(1));
    let mut bytes = picture().send_stream().await.unwrap();
    assert_eq!(bytes.next().await.unwrap().unwrap(), "PNG");
    let requests = server.requests();
    assert_eq!(requests[1].header("accept"), Some("image/png"));
}

#[tokio::test]
async fn a_body_of_another_file_is_the_body() {
    let server = Server::empty();
    let call = server.client().legacy().send_elsewhere().text("t");
    call.send().await.unwrap();
    assert_eq!(server.request().body, r#"{"text":"t"}"#);
}

#[tokio::test]
async fn a_sequence_is_sent_with_its_marks_and_cookies_without_escapes() {
    let server = Server::empty();
    let call = server.client().latest().send_sequence().body([1, 2]);
    call.plain("a b=ü").list([1, 2]).send().await.unwrap();
    let request = server.request();
    assert_eq!(request.body, "\u{1e}1\n\u{1e}2\n");
    assert_eq!(request.header("content-type"), Some("application/json-seq"));
    assert_eq!(request.header("cookie"), Some("plain=a b=ü; list=1,2"));
}

#[tokio::test]
async fn what_ends_a_cookie_is_refused() {
    let client = Server::empty().client();
    let call = client.latest().send_sequence().body([1]);
    let error = call.plain("a; admin=1").send().await.unwrap_err();
    assert!(error.to_string().contains("plain has a character that ends a cookie"), "{error}");
}

#[tokio::test]
async fn a_query_has_a_body_and_gets_a_sequence() {
    let sequence = "\u{1e}{\"id\":\n1}\n\u{1e}{\"id\":2,\"next\":{\"id\":3}}\n";
    let server = Server::answering("200 OK\r\nContent-Type: application/json-seq", sequence);
    let mut things = server.client().latest().search().name("n").send().await.unwrap();
    let mut found = Vec::new();
    while let Some(thing) = things.next().await {
        found.push(thing.unwrap());
    }
    assert_eq!(found[0].id, 1);
    assert_eq!(found[1].next.as_ref().map(|thing| thing.id), Some(3));
    assert_eq!(found.len(), 2);
    let request = server.request();
    assert_eq!(request.line, "QUERY /latest");
    assert_eq!(request.header("accept"), Some("application/json-seq"));
    assert_eq!(request.body, r#"{"name":"n"}"#);
}

#[tokio::test]
async fn a_form_is_the_whole_query_and_events_have_their_data() {
    let events = "event: made\ndata: {\"id\": 1}\n\nevent: made\ndata: {\"id\": 2}\n\n";
    let server = Server::answering("200 OK\r\nContent-Type: text/event-stream", events);
    let filter = models::LatestWatchFilter::new().name("a&b").tags(["x", "y"]);
    let mut stream = server.client().latest().watch().filter(filter).send().await.unwrap();
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!(first.data.id, 1);
    let request = server.request();
    assert_eq!(request.line, "GET /latest?name=a%26b&tags=x&tags=y");
}

#[tokio::test]
async fn the_name_of_an_event_says_whether_its_data_is_text() {
    let events = "event: note\ndata: {\"id\": 1}\n\nevent: made\ndata: {\"id\": 2}\n\nevent: count\ndata: 3\n\nevent: note\ndata: a b\n\n";
    let server = Server::answering("200 OK\r\nContent-Type: text/event-stream", events);
    let mut stream = server.client().latest().news().send().await.unwrap();
    let mut found = Vec::new();
    while let Some(event) = stream.next().await {
        found.push(match event.unwrap().data {
            models::LatestNewsEvent::Text(text) => text,
            models::LatestNewsEvent::Thing(thing) => format!("thing {}", thing.id),
            other => panic!("{other:?}"),
        });
    }
    assert_eq!(found, ["{\"id\": 1}", "thing 2", "3", "a b"]);
}

#[tokio::test]
async fn a_value_is_the_whole_query_and_the_default_is_meant_by_what_has_no_tag() {
    let answers = [r#"{"radius": 1, "form": "round"}"#, r#"{"radius": 1}"#, r#"{"form": "odd"}"#];
    let answers = answers.map(|body| ("200 OK\r\nContent-Type: application/json", body));
    let server = Server::in_turn(&answers);
    let client = server.client();
    let get = || async { client.latest().raw().ids([("a", 1)]).send().await.unwrap() };
    assert!(matches!(get().await, models::LatestShapeModel::Round(_)));
    assert!(matches!(get().await, models::LatestShapeModel::OtherShape(_)));
    assert!(matches!(get().await, models::LatestShapeModel::OtherShape(_)));
    let requests = server.requests();
    assert_eq!(requests[0].line, "GET /latest/raw?%7B%22a%22%3A1%7D");
}

#[tokio::test]
async fn any_method_can_be_sent() {
    let server = Server::empty();
    server.client().latest().copy().send().await.unwrap();
    assert_eq!(server.request().line, "COPY /latest");
}
