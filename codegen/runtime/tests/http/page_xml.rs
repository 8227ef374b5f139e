//! Lists in XML that come in pages, and failures in XML.

use sdk_runtime::{
    Decode, DecodeError, Operation, Paging, Reader, XmlElement, XmlMember, XmlShape, XmlType,
    xml_members,
};
use serde_json::{Value, json};

use super::fixture::operation;
use super::pages::{LIST, call, walk};
use super::server::{Server, Step, reply};

/// A page of numbers, or a failure.
#[derive(Debug, PartialEq)]
struct Body(Value);

impl Decode for Body {
    fn unset() -> Self {
        Self(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Value::decode(reader).map(Self)
    }
}

impl XmlType for Body {
    fn shape() -> XmlShape {
        const MEMBERS: &[XmlMember] = &[
            XmlMember {
                member: "items",
                element: XmlElement::new("Items").wrapped("Item"),
                shape: Vec::<i64>::shape,
            },
            XmlMember {
                member: "next",
                element: XmlElement::new("Next"),
                shape: String::shape,
            },
        ];
        XmlShape::Object(MEMBERS)
    }
}

fn xml(status: &str, body: &str) -> Vec<Step> {
    reply(status, "content-type: application/xml\r\n", body)
}

#[tokio::test]
async fn members_of_xml_lead_from_page_to_page() {
    static RULE: Paging = Paging::url("/items", "/next").read_with(xml_members::<Body>);
    let server = Server::start(|number, _| {
        let next = match number {
            0 => "<Next>/base/more?a=1&amp;b=2</Next>",
            _ => "",
        };
        let items = format!("<Items><Item>{number}</Item></Items>");
        xml("200 OK", &format!("<Page>{items}{next}</Page>"))
    })
    .await;
    assert_eq!(walk(call(&server, &LIST), &RULE).await, [0, 1]);
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(targets[1], "/base/more?a=1&b=2");
}

#[tokio::test]
async fn a_failure_in_xml_is_decoded() {
    const GET: Operation = operation("zoo.get", "GET", "/a", &[], &[&[0]], false);
    let server = Server::start(|_, _| xml("400 Bad Request", "<E><Next>why</Next></E>")).await;
    let error = call(&server, &GET).execute().await.unwrap_err();
    assert_eq!(
        error.decode_xml_body::<Body>(),
        Some(Body(json!({"next": "why"})))
    );
}
