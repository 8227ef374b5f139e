//! XML of servers that wrap lists without a word of it in the description, and the like.

// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used)]

use sdk_runtime::{
    Decode, DecodeError, Reader, XmlElement, XmlMember, XmlShape, XmlType, from_xml,
};
use serde_json::{Value, json};

/// Declares a type that is read as the JSON that its members make of XML.
macro_rules! record {
    ($name:ident: $($member:literal $element:expr, $shape:expr;)*) => {
        struct $name(Value);

        impl Decode for $name {
            fn unset() -> Self {
                Self(Value::Null)
            }

            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                Value::decode(reader).map(Self)
            }
        }

        impl XmlType for $name {
            fn shape() -> XmlShape {
                const MEMBERS: &[XmlMember] = &[$(XmlMember {
                    member: $member,
                    element: $element,
                    shape: $shape,
                },)*];
                XmlShape::Object(MEMBERS)
            }
        }
    };
}

record!(Pet:
    "name" XmlElement::new("name").required(), String::shape;
    "age" XmlElement::new("age"), i64::shape;
);
record!(Toy:
    "name" XmlElement::new("name"), String::shape;
);
record!(Shop:
    "pets" XmlElement::new("pets").required(), Vec::<Pet>::shape;
    "toys" XmlElement::new("toys"), Vec::<Toy>::shape;
    "tags" XmlElement::new("tags"), Vec::<String>::shape;
    "sizes" XmlElement::new("sizes"), Vec::<i64>::shape;
);
record!(Label:
    "language" XmlElement::new("language").attribute(), String::shape;
    "content" XmlElement::new("content").required(), String::shape;
);

fn shop(content: &str) -> Value {
    let Shop(value) = from_xml(format!("<shop>{content}</shop>").as_bytes()).unwrap();
    value
}

#[test]
fn an_element_around_the_items_is_seen_through() {
    let texts = "<pets/><tags>\n <string>a</string>\n <string>b</string>\n</tags>\
        <sizes><int>1</int></sizes>";
    assert_eq!(
        shop(texts),
        json!({"pets": [], "tags": ["a", "b"], "sizes": [1]})
    );
    let empty = shop("<sizes/>");
    assert_eq!(empty, json!({"pets": [], "sizes": []}));
    let nothing = shop("<sizes xsi:nil='true'/>");
    assert_eq!(nothing, json!({"pets": [], "sizes": [null]}));
    let objects = "<pets><Pet><name>a</name></Pet><Pet><name>b</name><age>2</age></Pet></pets>\
        <toys count='1'><Toy><name>c</name></Toy></toys>";
    let expected = json!({
        "pets": [{"name": "a"}, {"name": "b", "age": 2}],
        "toys": [{"name": "c"}],
    });
    assert_eq!(shop(objects), expected);
}

#[test]
fn what_may_be_an_item_is_one() {
    let described = "<pets><name>a</name></pets><pets><name>b</name></pets>\
        <tags/><tags>x</tags><toys/>";
    let expected = json!({
        "pets": [{"name": "a"}, {"name": "b"}],
        "tags": ["", "x"],
        "toys": [{}],
    });
    assert_eq!(shop(described), expected);
    // Elements that are new are no items: there is nothing of an item in them, or beside them.
    let new = "<pets><name>a</name><Pet><name>b</name></Pet></pets><toys><colour>c</colour></toys>";
    assert_eq!(shop(new), json!({"pets": [{"name": "a"}], "toys": [{}]}));
}

#[test]
fn a_list_that_has_to_be_there_is_empty_where_nothing_is() {
    assert_eq!(shop(""), json!({"pets": []}));
}

#[test]
fn text_is_the_only_member_that_it_can_be() {
    let read = |text: &str| from_xml::<Label>(text.as_bytes()).unwrap().0;
    let expected = json!({"language": "en", "content": "some text"});
    assert_eq!(read("<l language='en'>some text</l>"), expected);
    let described = "<l language='en'>\n <content>some text</content>\n</l>";
    assert_eq!(read(described), expected);
    assert_eq!(read("<l language='en'/>"), json!({"language": "en"}));
    let Toy(toy) = from_xml(b"<toy>some text</toy>").unwrap();
    assert_eq!(toy, json!({}), "it does not have to have a name");
    // A pet may have other elements.
    let Pet(pet) = from_xml(b"<pet>some text</pet>").unwrap();
    assert_eq!(pet, json!({}));
}
