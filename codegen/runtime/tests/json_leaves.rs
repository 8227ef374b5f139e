//! Secrets, bytes, and models on their way through serde.

use bytes::Bytes;
use sdk_runtime::{
    Base64Bytes, Base64UrlBytes, Decode, DecodeContext, Direction, Encode, MemberList,
    SecretString, Slot, Writer, forward_debug, forward_deserialize, forward_serialize, from_slice,
    from_value, to_value, to_vec,
};
use serde_json::json;

#[derive(Clone)]
struct Credentials {
    id: String,
    client_secret: SecretString,
}

impl Decode for Credentials {
    fn make(from: &mut DecodeContext<'_, '_>) -> Self {
        let mut made = Self {
            id: Decode::unset(),
            client_secret: Decode::unset(),
        };
        let members = MemberList::Names(&["id", "client_secret"]);
        let fields: &mut [&mut dyn Slot] = &mut [&mut made.id, &mut made.client_secret];
        from.object(Direction::Response, members, fields, None);
        made
    }
}

impl Encode for Credentials {
    fn encode(&self, writer: &mut Writer) {
        let kind = "oauth";
        let members = MemberList::Names(&["kind", "id", "client_secret"]);
        writer.object(members, &[&kind, &self.id, &self.client_secret], None);
    }
}

forward_debug!(Credentials);
forward_serialize!(Credentials);
forward_deserialize!(Credentials);

const JSON: &str = r#"{"kind":"oauth","id":"a","client_secret":"hunter2"}"#;

#[test]
fn a_secret_is_sent_but_never_shown() {
    let credentials: Credentials = from_slice(JSON.as_bytes()).unwrap();
    let copy = credentials.clone();
    assert_eq!(String::from_utf8(to_vec(&copy)).unwrap(), JSON);
    assert_eq!(
        format!("{credentials:?}"),
        r#"Credentials {"kind":"oauth","id":"a","client_secret":"[redacted]"}"#
    );
    assert!(!format!("{copy:#?}").contains("hunter2"));

    let mut writer = Writer::default();
    credentials.encode(&mut writer);
    assert!(!format!("{writer:?}").contains("hunter2"));
}

#[test]
fn models_go_through_serde_and_trees() {
    let credentials: Credentials = serde_json::from_str(JSON).unwrap();
    let tree = to_value(&credentials).unwrap();
    assert_eq!(
        tree,
        json!({"kind": "oauth", "id": "a", "client_secret": "hunter2"})
    );
    assert_eq!(serde_json::to_value(&credentials).unwrap(), tree);
    let again: Credentials = from_value(&tree).unwrap();
    assert_eq!(again.id, "a");

    let error = from_value::<Credentials>(&json!({"id": 1})).unwrap_err();
    assert_eq!(error.to_string(), "id: expected text, found a number");
    assert_eq!((error.line(), error.column()), (None, None));
    let error = serde_json::from_str::<Credentials>(r#"{"id":"a"}"#).unwrap_err();
    assert!(
        error.to_string().contains("client_secret: required"),
        "{error}"
    );
}

#[test]
fn what_nests_too_deeply_is_an_error_for_serde_too() {
    let mut tree = json!(0);
    for _ in 0..200 {
        tree = json!([tree]);
    }
    assert!(from_value::<serde_json::Value>(&tree).is_err());
    assert!(to_value(&tree).is_err());
}

#[test]
fn bytes_are_base64() {
    let bytes = Bytes::from_static(&[0xFB, 0xFF, 0x00, 0x41]);
    assert_eq!(to_vec(&Base64Bytes(bytes.clone())), br#""+/8AQQ==""#);
    assert_eq!(to_vec(&Base64UrlBytes(bytes.clone())), br#""-_8AQQ""#);
    for json in [r#""+/8AQQ==""#, r#""+/8AQQ""#] {
        assert_eq!(from_slice::<Base64Bytes>(json.as_bytes()).unwrap().0, bytes);
    }
    for json in [r#""-_8AQQ==""#, r#""-_8AQQ""#] {
        assert_eq!(
            *from_slice::<Base64UrlBytes>(json.as_bytes()).unwrap(),
            bytes
        );
    }
    let error = from_slice::<Base64Bytes>(br#""-_8AQQ""#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected base64 text, found other text at line 1 column 1"
    );
}
