//! Open enums: what nobody knew stays what it was.
// What the fields are is in their names.
#![allow(missing_docs)]

use std::collections::HashSet;

use sdk_runtime::{Value, from_slice, number_enum, text_enum, to_vec, value_enum};

/// What is done.
pub enum Access {
    /// Known.
    Allow,
    /// Known.
    Deny,
    /// Something else.
    Unknown(String),
}
text_enum!(Access { Allow = "allow", Deny = "deny" });

/// How soon it is done.
pub enum Priority {
    /// Known.
    Low,
    /// Known.
    High,
    /// Something else.
    Unknown(i64),
}
number_enum!(Priority { Low = 1, High = 2 });

/// How bright it is.
pub enum Level {
    /// Known.
    Off,
    /// Known.
    Low,
    /// Known.
    Half,
    /// Known.
    Auto,
    /// Something else.
    Unknown(Value),
}
value_enum!(Level { Off = "", Low = 1i64, Half = 0.5f64, Auto = true });

#[test]
fn values_of_several_kinds_come_back() {
    let json = r#"["",1,0.5,true,"1",2,null,{"a":[1]},false]"#;
    let read: Vec<Level> = from_slice(json.as_bytes()).unwrap();
    assert_eq!(
        read[..4],
        [Level::Off, Level::Low, Level::Half, Level::Auto]
    );
    assert_eq!(read[4], Level::Unknown("1".into()));
    assert_eq!(String::from_utf8(to_vec(&read)).unwrap(), json);
    assert_eq!(serde_json::from_str::<Vec<Level>>(json).unwrap(), read);
    assert_eq!(Level::from(1), Level::Low);
    assert_eq!(Level::from("").to_value(), Value::from(""));
    assert_eq!(HashSet::from([Level::Off, Level::from("")]).len(), 1);
}

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
    assert_eq!(format!("{:>6}", Access::Deny), "  deny");
    assert_eq!(Access::Allow.as_str(), "allow");
}

#[test]
fn what_is_the_same_on_the_wire_is_the_same() {
    let unknown = Access::Unknown("x".to_owned());
    assert_eq!(unknown.clone(), unknown);
    assert_eq!(Access::Unknown("deny".to_owned()), Access::Deny);
    let set = HashSet::from([Access::Allow, Access::Deny.clone(), unknown]);
    assert!(set.contains(&Access::from("x")) && !set.contains(&Access::from("y")));
    assert_eq!(format!("{set:?}").matches("\"deny\"").count(), 1);
    assert_eq!(
        (Priority::Low.clone(), 2),
        (Priority::from(1), Priority::High.as_i64())
    );
    assert_eq!(format!("{:?}", Priority::Unknown(7)), "7");
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
