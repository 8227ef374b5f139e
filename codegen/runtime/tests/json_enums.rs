//! Open enums: what nobody knew stays what it was.

use sdk_runtime::{OpenEnum, OpenIntEnum, from_slice, open_enum, open_int_enum, to_vec};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Access {
    Allow,
    Deny,
    Unknown(String),
}

impl OpenEnum for Access {
    fn from_wire(text: &str) -> Self {
        match text {
            "allow" => Self::Allow,
            "deny" => Self::Deny,
            other => Self::Unknown(other.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
            Self::Unknown(other) => other,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Priority {
    Low,
    High,
    Unknown(i64),
}

impl OpenIntEnum for Priority {
    fn from_wire(number: i64) -> Self {
        match number {
            1 => Self::Low,
            2 => Self::High,
            other => Self::Unknown(other),
        }
    }

    fn as_i64(&self) -> i64 {
        match self {
            Self::Low => 1,
            Self::High => 2,
            Self::Unknown(other) => *other,
        }
    }
}

open_enum!(Access);
open_int_enum!(Priority);

#[test]
fn texts_come_back_byte_for_byte() {
    let json = r#"["allow","deny","ALLOW"," allow","","ä\n\"\\\u0000😀"]"#;
    let read: Vec<Access> = from_slice(json.as_bytes()).unwrap();
    assert_eq!(read[..2], [Access::Allow, Access::Deny]);
    assert_eq!(read[2], Access::Unknown("ALLOW".to_owned()));
    assert_eq!(String::from_utf8(to_vec(&read)).unwrap(), json);

    let through_serde: Vec<Access> = serde_json::from_str(json).unwrap();
    assert_eq!(through_serde, read);
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn texts_convert() {
    assert_eq!(Access::from("deny"), Access::Deny);
    assert_eq!(
        Access::from(String::from("x")),
        Access::Unknown("x".to_owned())
    );
    assert_eq!("allow".parse(), Ok(Access::Allow));
    assert_eq!(format!("{:>6}", Access::Deny), "  deny");
    assert_eq!(Access::Allow.as_ref(), "allow");
}

#[test]
fn other_kinds_are_refused() {
    let error = from_slice::<Access>(b"1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected text, found a number at line 1 column 1"
    );
    let error = from_slice::<Priority>(br#""1""#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a whole number, found text at line 1 column 1"
    );
}

#[test]
fn numbers_come_back() {
    let json = b"[1,2,-9223372036854775808]";
    let read: Vec<Priority> = from_slice(json).unwrap();
    assert_eq!(
        read,
        [Priority::Low, Priority::High, Priority::Unknown(i64::MIN)]
    );
    assert_eq!(to_vec(&read), json);
    assert_eq!(serde_json::to_vec(&read).unwrap(), json);
    assert_eq!(Priority::from(2).to_string(), "2");
    assert_eq!(from_slice::<Priority>(b"2.0").unwrap(), Priority::High);
}
