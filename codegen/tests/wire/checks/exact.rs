use kitchen::dispatch::Arguments;
use kitchen::models::Ratio;
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
    let call = server.client().exact().send_form().ratio(100.0);
    call.ratios([2.0, 2.5]).send().await.unwrap();
    assert_eq!(server.request().body, "ratio=100&ratios=2&ratios=2.5");

    let server = Server::empty();
    let ratio = Ratio::builder().ratio(4.0).free(json!(5e-324)).build();
    let call = server.client().exact().send_xml().body(ratio);
    call.send().await.unwrap();
    let body = server.request().body;
    assert!(body.contains("<ratio>4</ratio><free>5e-324</free>"), "{body}");
}

#[tokio::test]
async fn calls_by_name_send_the_same_numbers() {
    let server = Server::empty();
    let mut arguments = Arguments::default();
    let values = [("part", json!(3.0)), ("page", json!(2)), ("sizes", json!([1.0, 1e-7])), ("tiny", json!(-1.034e-20)), ("whole", json!(2))];
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
    assert_eq!(request.body, r#"{"ratio":7,"free":1,"exactly":-1.034e-20}"#);
}
