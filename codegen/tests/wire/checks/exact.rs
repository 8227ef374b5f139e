use kitchen::dispatch::Arguments;
use kitchen::models::{
    ExactNote, House, Person, Ratio, Record, RecordLevel, RecordOne, RecordOpen, Salmon, SmartSalmon,
};
use kitchen::{Client, ErrorKind};
use serde_json::json;

use crate::server::Server;

fn entry(id: &str) -> &'static kitchen::dispatch::Entry {
    let mut entries = kitchen::dispatch::entries();
    entries.find(|entry| entry.operation.id == id).unwrap()
}

#[tokio::test]
async fn numbers_are_sent_as_javascript_prints_them() {
    let server = Server::empty();
    let exact = server.client().exact();
    let call = exact.send_numbers(3.0).ratio(1e21).free(json!({"a": 5.0}));
    let call = call.page(2.0).sizes([1.0, 1e-7, -0.0, 0.5]).x_ratio(10.0);
    call.send().await.unwrap();
    let request = server.request();
    assert_eq!(
        request.line,
        "POST /numbers/3?page=2&sizes=1,1e-7,0,0.5&tiny=-1.034e-20&whole=2"
    );
    assert_eq!(request.header("x-ratio"), Some("10"));
    assert_eq!(
        request.body,
        r#"{"ratio":1e+21,"exactly":-1.034e-20,"free":{"a":5}}"#
    );

    let server = Server::empty();
    let call = server.client().exact().send_number_form().ratio(100.0);
    call.ratios([2.0, 2.5]).send().await.unwrap();
    assert_eq!(server.request().body, "ratio=100&ratios=2&ratios=2.5");

    let server = Server::empty();
    let ratio = Ratio::builder().ratio(4.0).free(json!(5e-324)).build();
    let call = server.client().exact().send_xml().body(ratio);
    call.send().await.unwrap();
    let body = server.request().body;
    assert!(
        body.contains("<ratio>4</ratio><free>5e-324</free>"),
        "{body}"
    );
}

#[tokio::test]
async fn calls_by_name_send_the_same_numbers() {
    let server = Server::empty();
    let mut arguments = Arguments::default();
    let values = [
        ("part", json!(3.0)),
        ("page", json!(2)),
        ("sizes", json!([1.0, 1e-7])),
        ("tiny", json!(-1.034e-20)),
        ("whole", json!(2)),
    ];
    for (name, value) in values {
        arguments.parameters.insert(name.to_owned(), value);
    }
    arguments.body = Some(json!({"ratio": 7.0, "exactly": -1.034e-20, "free": 1.0}));
    let call = entry("exact.send_numbers").run(&server.client(), &mut arguments);
    call.unwrap().await.unwrap();
    let request = server.request();
    assert_eq!(
        request.line,
        "POST /numbers/3?page=2&sizes=1,1e-7&tiny=-1.034e-20&whole=2"
    );
    assert_eq!(request.body, r#"{"ratio":7,"exactly":-1.034e-20,"free":1}"#);
}

#[tokio::test]
async fn what_may_be_empty_is_sent_so() {
    let server = Server::empty();
    let none: [&str; 0] = [];
    let call = server.client().exact().read_shelf("").ids(none).more(none);
    call.send().await.unwrap();
    assert_eq!(server.request().line, "GET /shelf/?ids=");
}

/// The request after a record was received and sent back unchanged.
async fn there_and_back(record: &str) -> String {
    let server = Server::in_turn(&[("200 OK", record), ("200 OK", record)]);
    let exact = server.client().exact();
    let read = exact.read_record().send().await.unwrap();
    exact.keep_record().record(read).send().await.unwrap();
    server.requests().remove(1).body
}

#[tokio::test]
async fn unknown_values_are_sent_back() {
    for record in [
        r#"{"id":"a","level":0,"scores":[1]}"#,
        r#"{"id":"a","level":"","scores":[],"coupon":null}"#,
        r#"{"id":"a","level":true,"scores":[],"coupon":"c"}"#,
        r#"{"id":"a","level":true,"scores":[],"id,level":"b"}"#,
        r#"{"id":"a","level":{"new":1},"scores":[]}"#,
        r#"{"id":"a","level":1,"scores":[],"open":["x",1],"one":["y"]}"#,
        r#"{"id":"a","level":1,"scores":[],"open":["x",1,null,{"z":2}],"one":["y",3,[4]]}"#,
    ] {
        let sent = format!(r#"{{"record":{record}}}"#);
        assert_eq!(there_and_back(record).await, sent);
    }
}

#[tokio::test]
async fn values_of_several_kinds_have_names() {
    assert!(matches!(RecordLevel::from(""), RecordLevel::Empty));
    assert!(matches!(RecordLevel::from(0), RecordLevel::Value0));
    assert!(matches!(RecordLevel::from("0"), RecordLevel::Unknown(text) if text == "0"));
    let record = Record::builder().id("a").level(true).scores([1]);
    let record = record
        .coupon(Some("c".to_owned()))
        .open(("x".to_owned(), 1, vec![json!(2)]));
    let record = record.one(("y".to_owned(), vec![])).build();
    assert_eq!(record.level.to_value(), json!(true));
    assert!(matches!(&record.open, Some(RecordOpen(_, 1, more)) if more.len() == 1));
    assert!(matches!(&record.one, Some(RecordOne(_, more)) if more.is_empty()));
}

#[tokio::test]
async fn every_media_type_is_offered() {
    let server = Server::in_turn(&[("200 OK", "{}"), ("200 OK", "{}"), ("200 OK", "a,b")]);
    let call = server.client().exact().send_media();
    call.clone().body_as_bytes("raw").send().await.unwrap();
    let other = call.clone().body_as_vnd_note_json(json!({"text": "t"}));
    other.send().await.unwrap();
    let mut stream = call.text("t").send_stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), "a,b");
    let requests = server.requests();
    let types = requests.iter().map(|it| it.header("content-type").unwrap());
    let types: Vec<_> = types.collect();
    assert_eq!(
        types,
        [
            "application/octet-stream",
            "application/vnd.note+json",
            "application/json"
        ]
    );
    assert_eq!(requests[0].body, "raw");
    assert_eq!(requests[2].header("accept"), Some("text/csv"));
    let _ = ExactNote::new();
}

#[tokio::test]
async fn a_kind_with_kinds_of_its_own_loses_nothing() {
    let smart = r#"{"kind":"smart","place":"sea","degree":"master"}"#;
    let server = Server::in_turn(&[("200 OK", smart), ("200 OK", smart)]);
    let exact = server.client().exact();
    let sent = SmartSalmon::builder()
        .kind("smart")
        .place("sea")
        .degree("master");
    let salmon = exact.keep_salmon().body(sent.build()).send().await.unwrap();
    assert!(matches!(&salmon, Salmon::SmartSalmon(it) if it.degree.as_deref() == Some("master")));
    exact.keep_salmon().body(salmon).send().await.unwrap();
    for request in server.requests() {
        assert_eq!(request.body, smart);
    }
}

#[tokio::test]
async fn elements_are_called_like_their_schemas() {
    let sent = House::new().owner(Person::new().first("Ann")).number(7);
    let named = r#"<house number="7"><person><first>Ann</first></person></house>"#;
    // The name of the property, an element instead of an attribute, and an attribute instead of an
    // element.
    let liberal = r#"<house name="n"><owner><first>Ann</first></owner><number>7</number></house>"#;
    let twice = "<house><name>a</name><name>b</name></house>";
    let server = Server::in_turn(&[("200 OK", named), ("200 OK", liberal), ("200 OK", twice)]);
    let call = server.client().exact().keep_house().body(sent);
    let house = call.clone().send().await.unwrap();
    assert_eq!(house.number, Some(7));
    let house = call.clone().send().await.unwrap();
    assert_eq!(house.number, Some(7));
    assert_eq!(house.name.as_deref(), Some("n"));
    assert_eq!(house.owner.unwrap().first.as_deref(), Some("Ann"));
    let error = call.send().await.unwrap_err().to_string();
    assert!(
        error.contains("name: expected text, found a list"),
        "{error}"
    );
    let body = &server.requests()[0].body;
    assert!(body.ends_with(named), "{body}");
}

#[tokio::test]
async fn sloppy_responses_are_read_and_noted() {
    let sloppy = r#"{"level":null,"scores":[1,null,2],"weights":{"a":null,"b":0.5}}"#;
    let server = Server::answering("200 OK\r\nContent-Type: text/html", sloppy);
    let response = server
        .client()
        .exact()
        .read_record()
        .send_with_response()
        .await
        .unwrap();
    server.request();
    let record = response.value();
    assert_eq!(
        (record.id.as_str(), record.scores.as_slice()),
        ("", &[1, 2][..])
    );
    assert_eq!(record.weights.as_ref().unwrap().len(), 1);
    let noted: Vec<_> = response
        .deviations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        noted,
        [
            "level: expected a value, found null at line 1 column 10",
            "scores[1]: expected a value, found null at line 1 column 27",
            "weights.a: expected a value, found null at line 1 column 50",
            "id: required, but missing from the object at line 1 column 1",
        ]
    );
    assert_eq!(response.raw_body(), sloppy);
}

#[tokio::test]
async fn strict_decoding_accepts_only_described_values() {
    for body in [
        r#"{"level":0,"scores":[]}"#,
        r#"{"id":null,"level":0,"scores":[]}"#,
        r#"{"id":"a","level":0,"scores":[null]}"#,
        r#"{"id":"a","level":0,"scores":[],"weights":{"a":null}}"#,
        // An object without the members of a record is no record.
        r#"{"error":"busy"}"#,
    ] {
        let server = Server::in_turn(&[("200 OK\r\nContent-Type: application/json", body); 2]);
        let strict = Client::builder()
            .without_credentials()
            .strict_decoding(true);
        let strict = strict.base_url(server.url()).build().unwrap();
        let error = strict.exact().read_record().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        let lenient = server.client().exact().read_record().send().await;
        assert_eq!(lenient.is_err(), body.contains("error"), "{body}");
        server.requests();
    }
}

#[tokio::test]
async fn a_missing_value_is_an_error_or_none() {
    let full = r#"{"id":"a","level":0,"scores":[]}"#;
    let server = Server::in_turn(&[("200 OK", ""), ("200 OK", ""), ("200 OK", full)]);
    let call = server.client().exact().read_record();
    let error = call.clone().send().await.unwrap_err().to_string();
    assert!(error.contains("empty body"), "{error}");
    let response = call.clone().send_optional().await.unwrap();
    assert!(response.value().is_none());
    let response = call.send_optional().await.unwrap();
    assert_eq!(response.into_value().unwrap().id, "a");
    server.requests();
}
