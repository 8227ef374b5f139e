//! Objects: members, their states, and what happens to the ones nobody expects.
// What the fields are is in their names.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use sdk_runtime::{DecodeError, from_slice, object, to_vec};
use serde_json::Value;

/// A bit of everything.
#[derive(Clone)]
pub struct Policy {
    pub id: String,
    pub access: Option<String>,
    pub groups: Option<Vec<String>>,
    pub note: Option<Option<String>>,
    pub owner: Option<String>,
    pub extra: Option<Value>,
}
object!(Policy: Decode + Encode {
    id,
    access,
    groups: one_or_many,
    note,
    owner: nullable,
    extra
});

/// Names that begin alike, and one of nothing.
#[derive(Clone)]
pub struct Alike {
    pub a: i64,
    pub none: i64,
    pub ab: i64,
}
object!(Alike: Decode + Encode { a, none = "", ab });

fn policy(json: &str) -> Result<Policy, DecodeError> {
    from_slice(json.as_bytes())
}

fn refusal(json: &str) -> String {
    policy(json).expect_err("to be refused").to_string()
}

#[test]
fn members_come_in_any_order_among_unknown_ones() {
    let json =
        r#" { "x": [{"id": 1}], "owner": null, "id": "a", "y": "\u0041", "access": "allow" } "#;
    let read = policy(json).unwrap();
    assert_eq!(read.id, "a");
    assert_eq!(read.access.as_deref(), Some("allow"));
    assert_eq!(
        (read.groups, read.note, read.owner, read.extra),
        (None, None, None, None)
    );
}

#[test]
fn names_are_found_that_begin_alike_or_are_empty() {
    for json in [
        r#"{"a":1,"":2,"ab":3}"#,
        r#"{"ab":3,"abc":0,"":2,"b":0,"a":1}"#,
    ] {
        let read: Alike = from_slice(json.as_bytes()).unwrap();
        assert_eq!((read.a, read.none, read.ab), (1, 2, 3), "{json}");
    }
}

#[test]
fn a_key_that_reads_like_two_names_is_neither() {
    let read = policy(r#"{"id":"a","access\u0000groups":"b","owner":null}"#).unwrap();
    assert_eq!((read.access, read.groups), (None, None));
    let error = refusal(r#"{"id\u0000access":"a","owner":null}"#);
    assert_eq!(error, refusal(r#"{"owner":null}"#));
}

#[test]
fn absent_null_and_given_are_distinguished_both_ways() {
    for (member, note) in [
        ("", None),
        (r#","note":null"#, Some(None)),
        (r#","note":"n""#, Some(Some("n".to_owned()))),
    ] {
        let json = format!(r#"{{"id":"a"{member},"owner":null}}"#);
        let read = policy(&json).unwrap();
        assert_eq!(read.note, note);
        assert_eq!(String::from_utf8(to_vec(&read)).unwrap(), json);
    }
}

#[test]
fn null_is_absence_for_an_optional_member_and_a_value_for_free_json() {
    let read =
        policy(r#"{"id":"a","access":null,"groups":null,"owner":"o","extra":null}"#).unwrap();
    assert_eq!((read.access, read.groups), (None, None));
    assert_eq!(read.extra, Some(Value::Null));
    assert_eq!(read.owner.as_deref(), Some("o"));
}

#[test]
fn a_lone_item_is_a_list_of_one() {
    for json in [r#""g""#, r#"["g"]"#] {
        let read = policy(&format!(r#"{{"id":"a","owner":null,"groups":{json}}}"#)).unwrap();
        assert_eq!(read.groups.unwrap(), ["g"]);
    }
    let wrong = refusal(r#"{"id":"a","owner":null,"groups":7}"#);
    assert_eq!(
        wrong,
        "groups: expected text, found a number at line 1 column 33"
    );
}

#[test]
fn required_members_are_missed_at_their_object() {
    assert_eq!(
        refusal(r#"{"owner":null}"#),
        "id: required, but missing from the object at line 1 column 1"
    );
    assert_eq!(
        refusal(r#"{"id":"a"}"#),
        "owner: required, but missing from the object at line 1 column 1"
    );
    assert_eq!(
        refusal("{\"owner\": null,\n \"id\": null}"),
        "id: expected text, found null at line 2 column 8"
    );
}

#[test]
fn a_known_member_stands_there_once() {
    for again in ["\"b\"", "null"] {
        let json = format!(r#"{{"id":"a","id":{again},"owner":null}}"#);
        assert_eq!(
            refusal(&json),
            "id: stands twice in the object at line 1 column 16"
        );
    }
    let escaped = refusal(r#"{"id":"a","\u0069d":"b","owner":null}"#);
    assert!(escaped.starts_with("id: stands twice"), "{escaped}");
    assert!(policy(r#"{"id":"a","owner":null,"x":1,"x":2}"#).is_ok());
}

/// A name, and others.
#[derive(Clone)]
pub struct Labels {
    pub name: String,
    pub additional: BTreeMap<String, Option<u8>>,
}
object!(Labels: Decode + Encode { name }, ..additional);

#[test]
fn members_without_a_name_of_their_own_are_kept() {
    let json = r#"{"name":"n","a":1,"b":null}"#;
    let mut labels: Labels = from_slice(json.as_bytes()).unwrap();
    assert_eq!(labels.additional["a"], Some(1));
    assert_eq!(labels.additional["b"], None);
    assert_eq!(String::from_utf8(to_vec(&labels)).unwrap(), json);

    labels.additional.insert("name".to_owned(), Some(2));
    assert_eq!(String::from_utf8(to_vec(&labels)).unwrap(), json);
}

#[test]
fn paths_quote_what_is_not_a_plain_key() {
    let long = "k".repeat(1000);
    for (key, path) in [
        ("a-b", "a-b".to_owned()),
        ("", r#"[""]"#.to_owned()),
        ("a.b", r#"["a.b"]"#.to_owned()),
        (r"a\nb", r#"["a\nb"]"#.to_owned()),
        (&long, format!("[{:?}…]", "k".repeat(64))),
    ] {
        let json = format!(r#"{{"name":"n","{key}":256}}"#);
        let error = from_slice::<Labels>(json.as_bytes()).unwrap_err();
        assert_eq!(error.path(), path);
        assert_eq!(error.line(), Some(1));
    }
}

/// Lists of which servers also send the only item by itself.
#[derive(Clone)]
pub struct Lists {
    pub all: Vec<Value>,
    pub some: Option<Vec<u8>>,
    pub none: Option<Option<Vec<u8>>>,
}
object!(Lists: Decode + Encode {
    all: one_or_many,
    some: nullable one_or_many,
    none: one_or_many
});

#[test]
fn null_is_no_item() {
    let lists = |json: &str| from_slice::<Lists>(json.as_bytes());
    let read = lists(r#"{"all":{},"some":null,"none":null}"#).unwrap();
    assert_eq!(read.all, [Value::Object(serde_json::Map::new())]);
    assert_eq!((read.some, read.none), (None, Some(None)));
    let read = lists(r#"{"all":[null],"some":7,"none":[7]}"#).unwrap();
    assert_eq!((read.some, read.none), (Some(vec![7]), Some(Some(vec![7]))));
    let refused = lists(r#"{"all":null,"some":null}"#).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("all: expected a list, found null")
    );
    let refused = lists(r#"{"all":1}"#).unwrap_err();
    assert!(
        refused.to_string().starts_with("some: required"),
        "{refused}"
    );
}

#[test]
fn what_is_shown_can_be_read() {
    let mut lists: Lists = from_slice(br#"{"all":["a\"{",[]],"some":1}"#).unwrap();
    assert_eq!(
        format!("{lists:?}"),
        r#"Lists {"all":["a\"{",[]],"some":[1]}"#
    );
    lists.some = None;
    let lines = r#"Lists {
    "all": [
        "a\"{",
        []
    ],
    "some": null
}"#;
    assert_eq!(format!("{lists:#?}"), lines);
}

#[test]
fn an_object_may_have_more_members_than_anybody_counts() {
    macro_rules! many {
        ($($name:ident $wire:literal)*) => {
            /// Many members.
            #[derive(Clone)]
            pub struct Many {
                $(pub $name: Option<u8>,)*
                pub last: u8,
            }
            object!(Many: Decode + Encode { $($name = $wire,)* last });
        };
    }
    many! {
        m0 "m0" m1 "m1" m2 "m2" m3 "m3" m4 "m4" m5 "m5" m6 "m6" m7 "m7" m8 "m8" m9 "m9" m10 "m10"
        m11 "m11" m12 "m12" m13 "m13" m14 "m14" m15 "m15" m16 "m16" m17 "m17" m18 "m18" m19 "m19"
        m20 "m20" m21 "m21" m22 "m22" m23 "m23" m24 "m24" m25 "m25" m26 "m26" m27 "m27" m28 "m28"
        m29 "m29" m30 "m30" m31 "m31" m32 "m32" m33 "m33" m34 "m34" m35 "m35" m36 "m36" m37 "m37"
        m38 "m38" m39 "m39" m40 "m40" m41 "m41" m42 "m42" m43 "m43" m44 "m44" m45 "m45" m46 "m46"
        m47 "m47" m48 "m48" m49 "m49" m50 "m50" m51 "m51" m52 "m52" m53 "m53" m54 "m54" m55 "m55"
        m56 "m56" m57 "m57" m58 "m58" m59 "m59" m60 "m60" m61 "m61" m62 "m62" m63 "m63" m64 "m64"
        m65 "m65" m66 "m66" m67 "m67" m68 "m68" m69 "m69" m70 "m70" m71 "m71" m72 "m72" m73 "m73"
        m74 "m74" m75 "m75" m76 "m76" m77 "m77" m78 "m78" m79 "m79" m80 "m80" m81 "m81" m82 "m82"
        m83 "m83" m84 "m84" m85 "m85" m86 "m86" m87 "m87" m88 "m88" m89 "m89" m90 "m90" m91 "m91"
        m92 "m92" m93 "m93" m94 "m94" m95 "m95" m96 "m96" m97 "m97" m98 "m98" m99 "m99"
        m100 "m100" m101 "m101" m102 "m102" m103 "m103" m104 "m104" m105 "m105" m106 "m106"
        m107 "m107" m108 "m108" m109 "m109" m110 "m110" m111 "m111" m112 "m112" m113 "m113"
        m114 "m114" m115 "m115" m116 "m116" m117 "m117" m118 "m118" m119 "m119" m120 "m120"
        m121 "m121" m122 "m122" m123 "m123" m124 "m124" m125 "m125" m126 "m126" m127 "m127"
        m128 "m128" m129 "m129"
    }
    let members: Vec<String> = (0..130).map(|at| format!(r#""m{at}":1"#)).collect();
    let json = |more: &str| format!("{{{}{more}}}", members.join(","));
    assert_eq!(
        from_slice::<Many>(json(r#","last":2"#).as_bytes())
            .unwrap()
            .last,
        2
    );
    let missing = from_slice::<Many>(json("").as_bytes()).unwrap_err();
    assert!(
        missing.to_string().starts_with("last: required"),
        "{missing}"
    );
    for again in [r#","m129":1"#, r#","m0":1"#, r#","last":1,"last":1"#] {
        let refused = from_slice::<Many>(json(again).as_bytes()).unwrap_err();
        assert!(refused.to_string().contains("stands twice"), "{refused}");
    }
}
