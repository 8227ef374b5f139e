use kitchen::Builder;
use kitchen::models::{Line, Lizard, Money, Order, OrderState};

use crate::server::Server;

const ORDER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<s:order xmlns:s="urn:shop" xmlns:p="urn:price" id="7">
  <!-- what nobody asked for is passed over -->
  <s:unknown a="b"/>
  <s:note>a &lt; b &#x26; <![CDATA[<c>]]></s:note>
  <s:all><s:line><s:sku>x</s:sku><s:count>2</s:count></s:line><s:line><s:sku>y</s:sku></s:line></s:all>
  <s:tag>one</s:tag><s:tag>two</s:tag>
  <s:paid>1</s:paid>
  <s:total currency="EUR">1.50</s:total>
  <s:state>lost</s:state>
  <s:extra><s:a>1</s:a></s:extra>
  <p:cost>0.5</p:cost>
</s:order>"#;

fn order() -> Builder<Order> {
    let total = Money::builder().amount("1.50").currency("EUR").build();
    let lines = [Line::builder().sku("x & y").count(2).build()];
    Order::builder().id(7).lines(lines).total(total)
}

#[tokio::test]
async fn an_order_is_sent_and_received() {
    let server = Server::answering("200 OK\r\nContent-Type: application/xml", ORDER);
    let parent = order().note("up");
    let sent = order()
        .tags(["one", "two"])
        .paid(true)
        .state(OrderState::Shipped)
        .extra([("a b", 1)])
        .price(0.5)
        .parent(parent.build());
    let call = server.client().xml().put_order().body(sent.build());
    let got = call.send().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("content-type"), Some("application/xml"));
    assert_eq!(request.header("accept"), Some("application/xml"));
    assert_eq!(
        request.body,
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><order xmlns="urn:shop" id="7">"#,
            r#"<all><line><sku>x &amp; y</sku><count>2</count></line></all>"#,
            r#"<tag>one</tag><tag>two</tag><paid>true</paid>"#,
            r#"<total currency="EUR">1.50</total><state>shipped</state><extra><a_b>1</a_b></extra>"#,
            r#"<order xmlns="urn:shop" id="7"><note>up</note>"#,
            r#"<all><line><sku>x &amp; y</sku><count>2</count></line></all>"#,
            r#"<total currency="EUR">1.50</total></order>"#,
            r#"<p:cost xmlns:p="urn:price">0.5</p:cost></order>"#,
        )
    );
    assert_eq!(got.id, 7);
    assert_eq!(got.note.as_deref(), Some("a < b & <c>"));
    let lines: Vec<_> = got
        .lines
        .iter()
        .map(|line| (line.sku.as_str(), line.count))
        .collect();
    assert_eq!(lines, [("x", Some(2)), ("y", None)]);
    assert_eq!(
        got.tags.as_deref(),
        Some(&["one".to_owned(), "two".to_owned()][..])
    );
    assert_eq!(got.paid, Some(true));
    assert_eq!(
        (got.total.amount.as_str(), got.total.currency.as_str()),
        ("1.50", "EUR")
    );
    assert_eq!(got.state, Some(OrderState::Unknown("lost".to_owned())));
    assert_eq!(got.extra.unwrap()["a"], 1);
    assert_eq!(got.price, Some(0.5));
    assert!(got.parent.is_none());
}

#[tokio::test]
async fn a_list_is_what_the_outermost_element_holds() {
    let body = "<orders><order id='1'><all/><total currency='EUR'>1</total></order></orders>";
    let server = Server::answering("200 OK", body);
    let orders = server.client().xml().list_orders().send().await.unwrap();
    server.request();
    assert_eq!((orders.len(), orders[0].lines.len()), (1, 0));
}

#[tokio::test]
async fn what_is_not_acceptable_says_so() {
    let deep = "<a>".repeat(200);
    for (body, reported) in [
        ("<orders>", "ends inside"),
        ("<a></b>", "not closed"),
        ("", "empty body"),
        ("text", "no element"),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "a document type",
        ),
        ("<a>&b;</a>", "an entity nobody declared"),
        ("<a/><b/>", "more than one outermost"),
        (deep.as_str(), "more than 128 levels"),
        (
            "<a><order id='x'/></a>",
            "[0].id: expected a whole number, found text",
        ),
        ("<a><order/></a>", "[0].id: required, but missing"),
    ] {
        let server = Server::answering("200 OK", body);
        let error = server
            .client()
            .xml()
            .list_orders()
            .send()
            .await
            .unwrap_err();
        server.request();
        assert!(error.to_string().contains(reported), "{body}: {error}");
    }
}

#[test]
fn limits_of_a_body_that_is_set_whole_are_checked() {
    let client = kitchen::Client::builder().without_credentials();
    let client = client.build().unwrap();
    let put = || client.xml().put_order();
    assert!(put().body(order().build()).validate().is_ok());
    let mut odd = order().note("far too long").build();
    odd.lines[0].sku = "7".to_owned();
    let invalid = put().body(odd).validate().unwrap_err();
    assert_eq!(
        invalid.to_string(),
        "lines[0].sku: must match ^[a-z]; note: length must be at most 9"
    );
    let lizard = Lizard::builder().pet_type("Lizard").sun(true);
    let lizard = client
        .pets()
        .add()
        .body(lizard.name("far too long").build());
    let invalid = lizard.validate().unwrap_err();
    assert_eq!(invalid.to_string(), "name: length must be at most 9");
}
