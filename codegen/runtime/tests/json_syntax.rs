//! What counts as JSON, in a type, in free-form JSON and in what is skipped.

use std::collections::BTreeMap;

use sdk_runtime::{DecodeError, from_slice, to_vec};
use serde_json::{Value, json};

const ACCEPTED: &[&str] = &[
    "[]",
    "[[]   ]",
    r#"[""]"#,
    r#"{"":0}"#,
    r#"{"a":[]}"#,
    r#"{"a":"b","a":"c"}"#,
    r#"{"foo\u0000bar": 42}"#,
    "[123e65]",
    "[0e+1]",
    "[0e1]",
    "[ 4]",
    "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
    "[-0]",
    "[1E-2]",
    "[123.456e78]",
    r#"["\uD801\udc37"]"#,
    r#"["\ud83d\ude39\ud83d\udc8d"]"#,
    r#"["\"\\\/\b\f\n\r\t"]"#,
    r#"["\\u0000"]"#,
    r#"["\u0012"]"#,
    r#"["\uFFFF"]"#,
    "[\"\u{10ffff}\"]",
    "[\"\u{7f}\u{2028}\"]",
    "false",
    "-0.1",
    r#""asd""#,
    "true",
    "null",
    " [] ",
    "\t\r\n [1]\n",
];

const REJECTED: &[&str] = &[
    "",
    " ",
    "[1 true]",
    "[a]",
    r#"["": 1]"#,
    r#"[""],"#,
    "[,1]",
    "[1,,2]",
    r#"["x",,]"#,
    r#"["x"]]"#,
    r#"["","#,
    r#"["x""#,
    "[x",
    "[3[4]]",
    "[fals]",
    "[nul]",
    "[tru]",
    "[True]",
    "[1,]",
    "[1,\n1\n,1",
    "[-]",
    "[++1234]",
    "[+1]",
    "[-01]",
    "[-1.0.]",
    "[-2.]",
    "[.123]",
    "[0.1.2]",
    "[0.3e+]",
    "[0.3e]",
    "[0.e1]",
    "[0E+]",
    "[1.0e-]",
    "[1 000.0]",
    "[1eE2]",
    "[2.e+3]",
    "[9.e+]",
    "[Inf]",
    "[NaN]",
    "NaN",
    "[Infinity]",
    "[-Infinity]",
    "-Infinity",
    "[0x1]",
    "[1+2]",
    "[012]",
    "[-012]",
    "[1.]",
    "[1ea]",
    r#"{"x", null}"#,
    r#"{"x"::"b"}"#,
    r#"{"a":"a" 123}"#,
    "{key: 'value'}",
    "{1:1}",
    r#"{"id":0,}"#,
    r#"{"id":0,,}"#,
    r#"{"a" b}"#,
    r#"{:"b"}"#,
    r#"{"a" "b"}"#,
    r#"{"a":"#,
    r#"{"a""#,
    r#"{"a":"b"}#"#,
    r#"{"a":"b"}/**/"#,
    r#"{"a":true} "x""#,
    "{}}",
    r#"["\uD800\"]"#,
    r#"["\uD800\u"]"#,
    r#"["\uD800\u1"]"#,
    r#"["\uD800\u1x"]"#,
    r#"["\uDFAA"]"#,
    r#"["\uD888\u1234"]"#,
    r#"["\uD800\uD800\n"]"#,
    r#"["\uDd1e\uD834"]"#,
    r#"["\ud800abc"]"#,
    r#"["\x00"]"#,
    r#"["\a"]"#,
    r#"["\'"]"#,
    r#"["\u00A"]"#,
    r#"["\"]"#,
    r#"["\\\"]"#,
    "[\"\n\"]",
    "[\"\t\"]",
    "[\"a\0a\"]",
    "['single quote']",
    "\"",
    "'a'",
    "abc",
    "[<null>]",
    "[1]x",
    "1]",
    "[1][2]",
    "2@",
    "[\u{c}]",
    "[\u{a0}]",
    "\u{feff}[]",
    "nul",
    "<html>",
];

/// Not UTF-8: stray and cut sequences, an encoded surrogate, overlong forms, UTF-16.
const NOT_UTF8: &[&[u8]] = &[
    b"[\"\xff\"]",
    b"[\"\xe5\"]",
    b"[\"\xe0\xff\"]",
    b"[\"\xed\xa0\x80\"]",
    b"[\"\xc0\xaf\"]",
    b"[\"\xf4\xbf\xbf\xbf\"]",
    b"{\"\xb9\":\"0\"}",
    b"[\xe5]",
    b"\xff\xfe[\0]\0",
    b"\0[\0]",
];

fn errors(json: &[u8]) -> [Option<DecodeError>; 3] {
    let inside = [br#"{"skipped":"#.as_slice(), json, b"}"].concat();
    [
        from_slice::<Value>(json).err(),
        from_slice::<()>(json).err(),
        from_slice::<BTreeMap<String, Value>>(&inside).err(),
    ]
}

#[test]
fn json_is_accepted() {
    for json in ACCEPTED {
        assert!(
            errors(json.as_bytes()).iter().all(Option::is_none),
            "{json}"
        );
        let value: Value = from_slice(json.as_bytes()).unwrap();
        assert_eq!(
            value,
            serde_json::from_str::<Value>(json).unwrap(),
            "{json}"
        );
        // A whole number is written without a point, and so is another kind of number when it is read.
        let written = to_vec(&value);
        let again = from_slice::<Value>(&written).unwrap();
        assert_eq!(to_vec(&again), written, "{json}");
    }
}

#[test]
fn anything_else_is_refused() {
    let texts = REJECTED.iter().map(|json| json.as_bytes());
    for json in texts.chain(NOT_UTF8.iter().copied()) {
        for error in errors(json).into_iter().enumerate() {
            let (way, Some(error)) = error else {
                panic!(
                    "{:?} was accepted ({})",
                    String::from_utf8_lossy(json),
                    error.0
                );
            };
            let message = error.to_string();
            assert!(
                message.contains("not acceptable as JSON: "),
                "{way}: {message}"
            );
            assert!(error.line().is_some() && error.column().is_some());
        }
    }
}

#[test]
fn positions_count_lines_and_characters() {
    let error = from_slice::<Value>("{\n  \"ä\": \"öü\" 1}".as_bytes()).unwrap_err();
    assert_eq!((error.line(), error.column()), (Some(2), Some(13)));
    assert_eq!(
        error.to_string(),
        "not acceptable as JSON: a member without a comma or `}` after it at line 2 column 13"
    );
    let error = from_slice::<Value>(b"\xEF\xBB\xBF{}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not acceptable as JSON: a byte order mark at line 1 column 1"
    );
    let error = from_slice::<Vec<String>>(b"[\n\"a\",\n  7]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "[1]: expected text, found a number at line 3 column 3"
    );
    assert_eq!(error.path(), "[1]");
}

fn nested(open: &str, close: &str, levels: usize) -> Vec<u8> {
    format!("{}0{}", open.repeat(levels), close.repeat(levels)).into_bytes()
}

#[test]
fn nesting_ends_at_128_levels() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        assert!(from_slice::<Value>(&nested(open, close, 128)).is_ok());
        assert!(from_slice::<()>(&nested(open, close, 128)).is_ok());
        for levels in [129, 100_000] {
            let json = nested(open, close, levels);
            for message in [
                from_slice::<Value>(&json).unwrap_err().to_string(),
                from_slice::<()>(&json).unwrap_err().to_string(),
            ] {
                assert!(
                    message.contains("more than 128 levels of nesting"),
                    "{message}"
                );
            }
        }
    }
    let unclosed = "[".repeat(100_000);
    from_slice::<Value>(unclosed.as_bytes()).unwrap_err();
}

#[test]
fn the_last_of_equal_keys_counts_in_free_json_and_maps() {
    let json = br#"{"a":1,"a":2}"#;
    assert_eq!(from_slice::<Value>(json).unwrap(), json!({"a": 2}));
    assert_eq!(from_slice::<BTreeMap<String, u8>>(json).unwrap()["a"], 2);
}

#[test]
fn text_survives_whatever_is_in_it() {
    let text: String = (0..0x300_u32)
        .chain([0x2028, 0xFFFF, 0x1_F600])
        .filter_map(char::from_u32)
        .collect();
    let json = to_vec(&text);
    assert_eq!(from_slice::<String>(&json).unwrap(), text);
    assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    assert_eq!(
        to_vec(&"a\"\\/\n\r\t\u{8}\u{1f}\u{7f}é"),
        r#""a\"\\/\n\r\t\b\u001f"#.bytes().chain("\u{7f}é\"".bytes()).collect::<Vec<u8>>()
    );
}

#[test]
fn every_cut_of_a_document_is_refused() {
    let json = br#"{"a": [1.5e3, true, null, {"b": "\u00e4\ud83d\ude00"}], "c": -1}"#;
    assert!(from_slice::<Value>(json).is_ok());
    for end in 0..json.len() {
        assert!(from_slice::<Value>(&json[..end]).is_err(), "{end}");
        assert!(from_slice::<()>(&json[..end]).is_err(), "{end}");
    }
}

#[test]
fn errors_never_show_a_value() {
    let error = from_slice::<Vec<bool>>(br#"["hunter2"]"#).unwrap_err();
    assert!(!error.to_string().contains("hunter2"));
    assert!(!format!("{error:?}").contains("hunter2"));
    let error = from_slice::<u8>(b"314159").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("314159"));
}
