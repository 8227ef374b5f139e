//! Texts are looked at several bytes at a time; what ends or escapes them is found wherever it is.

use std::collections::BTreeMap;

use sdk_runtime::{from_slice, to_vec};

/// Characters that JSON escapes, some that come close to them, and some of several bytes.
const SPECIAL: &[char] = &[
    '"',
    '\\',
    '\0',
    '\u{1f}',
    ' ',
    '!',
    '#',
    '[',
    ']',
    '\u{7f}',
    '\u{80}',
    '\u{a2}',
    'é',
    '\u{2028}',
    '\u{1f600}',
];

#[test]
fn what_is_escaped_is_found_at_every_place() {
    for length in 0..20 {
        for place in 0..=length {
            for special in SPECIAL {
                let mut text = "a".repeat(length);
                text.insert(place, *special);
                let json = to_vec(&text);
                assert_eq!(json, serde_json::to_vec(&text).unwrap(), "{text:?}");
                assert_eq!(from_slice::<String>(&json).unwrap(), text);
            }
        }
    }
}

#[test]
fn control_characters_are_refused_at_every_place() {
    for length in 0..20 {
        for place in 0..=length {
            let mut text = "a".repeat(length);
            text.insert(place, '\n');
            let error = from_slice::<String>(format!("\"{text}\"").as_bytes()).unwrap_err();
            let message = error.to_string();
            assert!(message.contains("a control character"), "{message}");
            assert_eq!((error.line(), error.column()), (Some(1), Some(place + 2)));
        }
    }
}

#[test]
fn an_escape_that_is_wrong_is_named_with_its_place() {
    let cases = [
        (r#""ab\x41""#, "an escape that JSON does not have", 5),
        (r#""ab\u00g1""#, "an escape that JSON does not have", 8),
        (r#""ab\u+123""#, "an escape that JSON does not have", 6),
        (r#""ab\udc00""#, "half of a surrogate pair", 4),
        (r#""ab\ud800\n""#, "half of a surrogate pair", 4),
        (r#""ab\ud800\u0041""#, "half of a surrogate pair", 4),
        (r#""ab\u00"#, "the text ends inside a string", 8),
        (r#""ab\"#, "the text ends inside a string", 5),
    ];
    for (json, what, column) in cases {
        let error = from_slice::<String>(json.as_bytes()).unwrap_err();
        let expected = format!("not acceptable as JSON: {what} at line 1 column {column}");
        assert_eq!(error.to_string(), expected, "{json}");
    }
}

#[test]
fn texts_are_escaped_as_serde_does() {
    for end in 0..=0x100_u32 {
        let text: String = (0..=end).filter_map(char::from_u32).collect();
        let last: String = text.chars().last().into_iter().collect();
        for text in [text, last] {
            let escaped = String::from_utf8(to_vec(&text)).unwrap();
            assert_eq!(escaped, serde_json::to_string(&text).unwrap());
        }
    }
}

#[test]
fn escapes_are_read_at_every_place() {
    let escapes = [
        (r#"\""#, "\""),
        (r"\\", "\\"),
        (r"\/", "/"),
        (r"\b\f", "\u{8}\u{c}"),
        (r"\n\r\t", "\n\r\t"),
        (r"\u0000", "\0"),
        (r"\u00E9\u20ac", "\u{e9}\u{20ac}"),
        (r"\ud83d\ude00", "\u{1f600}"),
    ];
    for (escape, meaning) in escapes {
        for before in 0..18 {
            for after in 0..18 {
                let (before, after) = ("\u{e9}b".repeat(before), "c".repeat(after));
                let json = format!("[\"{before}{escape}{after}\",\"{escape}{after}{escape}\"]");
                let expected = [
                    format!("{before}{meaning}{after}"),
                    format!("{meaning}{after}{meaning}"),
                ];
                let texts: Vec<String> = from_slice(json.as_bytes()).unwrap();
                assert_eq!(texts, expected, "{json}");
                assert_eq!(
                    to_vec(&texts),
                    serde_json::to_vec(&expected).unwrap(),
                    "{json}"
                );
            }
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused_at_every_place() {
    let broken: [&[u8]; 4] = [b"\x80", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f\x98"];
    for bytes in broken {
        for length in 0..20 {
            for place in 0..=length {
                for escape in ["", r"\n"] {
                    let mut json =
                        format!("\"{escape}{}{escape}\"", "a".repeat(length)).into_bytes();
                    let at = 1 + escape.len() + place;
                    json.splice(at..at, bytes.iter().copied());
                    let error = from_slice::<String>(&json).unwrap_err();
                    let message = error.to_string();
                    assert!(message.contains("the text is not UTF-8"), "{message}");
                    assert_eq!((error.line(), error.column()), (Some(1), Some(at + 1)));
                }
            }
        }
    }
}

#[test]
fn keys_and_texts_of_every_length_are_written() {
    for length in 0..80 {
        for text in ["x".repeat(length), "\u{e9}\"\n".repeat(length)] {
            let map = BTreeMap::from([(text.clone(), text.clone()), (format!("{text}~"), text)]);
            let json = to_vec(&map);
            assert_eq!(json, serde_json::to_vec(&map).unwrap());
            assert_eq!(from_slice::<BTreeMap<String, String>>(&json).unwrap(), map);
        }
    }
}
