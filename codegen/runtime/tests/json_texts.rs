//! Texts are looked at several bytes at a time; what ends or escapes them is found wherever it is.

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
