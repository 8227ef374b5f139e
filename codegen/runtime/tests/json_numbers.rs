//! Numbers: exact where a type says so, never silently something else.

use std::fmt::Debug;

use sdk_runtime::{Decode, Encode, from_slice, to_vec};
use serde_json::{Value, json};

fn read<T: Decode>(json: &str) -> Result<T, String> {
    from_slice(json.as_bytes()).map_err(|error| error.to_string())
}

fn round_trips<T: Decode + Encode + Debug + PartialEq>(values: &[T]) {
    for value in values {
        let json = to_vec(value);
        assert_eq!(&from_slice::<T>(&json).expect("what was written"), value);
    }
}

#[test]
fn the_whole_range_of_each_type_survives() {
    round_trips(&[i8::MIN, 0, i8::MAX]);
    round_trips(&[i16::MIN, 0, i16::MAX]);
    round_trips(&[i32::MIN, 0, i32::MAX]);
    round_trips(&[i64::MIN, -1, i64::MAX]);
    round_trips(&[u8::MAX, 0]);
    round_trips(&[u16::MAX, 0]);
    round_trips(&[u32::MAX, 0]);
    round_trips(&[u64::MAX, 0]);
    round_trips(&[0.1_f32, f32::MAX, f32::MIN_POSITIVE, -0.0]);
    round_trips(&[0.1, 1e300, 5e-324, f64::MAX, 9_007_199_254_740_993.0, 1.0]);
    round_trips(&[true, false]);
}

#[test]
fn out_of_range_names_the_range() {
    assert_eq!(
        read::<u8>("256").unwrap_err(),
        "expected a whole number from 0 to 255, found one out of range at line 1 column 1"
    );
    assert!(
        read::<u64>("-1")
            .unwrap_err()
            .contains("from 0 to 18446744073709551615")
    );
    let endless = format!("1{}", "0".repeat(4000));
    for huge in [
        "9223372036854775808",
        "1e30",
        "1e400",
        "1e99999999999999999999",
        &endless,
    ] {
        assert!(
            read::<i64>(huge).unwrap_err().contains("out of range"),
            "{huge}"
        );
    }
}

#[test]
fn a_float_without_a_fraction_is_a_whole_number() {
    for (json, value) in [
        ("60.0", 60),
        ("6e1", 60),
        ("6.0E+1", 60),
        ("600e-1", 60),
        ("0.6e2", 60),
        ("-0", 0),
        ("-0.0", 0),
        ("0e99999999999999999999", 0),
        ("-1.5e1", -15),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("9.223372036854775807e18", i64::MAX),
    ] {
        assert_eq!(read::<i64>(json), Ok(value), "{json}");
    }
    for json in [
        "60.5",
        "1.00000000000000000001",
        "1e-1",
        "1e-99999999999999999999",
        "105e-1",
    ] {
        let error = read::<i64>(json).unwrap_err();
        assert!(
            error.contains("found a number with a fraction"),
            "{json}: {error}"
        );
    }
}

#[test]
fn floats_stay_finite() {
    for json in ["1e999", "-1e999"] {
        assert_eq!(
            read::<f64>(json).unwrap_err(),
            "not acceptable as JSON: a number too large to hold at line 1 column 1"
        );
        assert!(read::<Value>(json).is_err());
    }
    assert!(read::<f32>("1e39").is_err());
    assert_eq!(read::<f64>("1e-999"), Ok(0.0));
    assert_eq!(read::<f64>("7"), Ok(7.0));
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(to_vec(&value), b"null");
    }
}

#[test]
fn numbers_are_numbers_only() {
    for json in [r#""5""#, "true", "null", "[5]", "{}"] {
        assert!(
            read::<i64>(json)
                .unwrap_err()
                .starts_with("expected a whole number, found ")
        );
        assert!(
            read::<f64>(json)
                .unwrap_err()
                .starts_with("expected a number, found ")
        );
    }
    assert!(
        read::<bool>("1")
            .unwrap_err()
            .starts_with("expected a boolean, found a number")
    );
    assert!(read::<bool>(r#""true""#).is_err());
}

#[test]
fn free_numbers_are_exact_up_to_u64() {
    assert_eq!(read("18446744073709551615"), Ok(json!(u64::MAX)));
    assert_eq!(read("-9223372036854775808"), Ok(json!(i64::MIN)));
    assert_eq!(
        read("18446744073709551616"),
        Ok(json!(18_446_744_073_709_551_616.0))
    );
    assert_eq!(read("1.0"), Ok(json!(1.0)));
    assert_eq!(read("0.30000000000000004"), Ok(json!(0.1 + 0.2)));
}

#[cfg(feature = "dispatch")]
#[test]
fn trees_are_the_same_where_their_numbers_are_worth_the_same() {
    let is_same = |one: &str, other: &str| {
        let tree = |text: &str| from_slice::<Value>(text.as_bytes()).unwrap();
        sdk_runtime::is_same(&tree(one), &tree(other))
    };
    assert!(is_same("[1]", "[1.0]"));
    assert!(!is_same("[1]", "[1.5]"));
    assert!(!is_same("9007199254740993", "9007199254740992"));
}

/// Values, and what `JSON.stringify` of Node prints for them.
#[allow(clippy::excessive_precision)]
const AS_JAVASCRIPT: &[(f64, &str)] = &[
    (0.0, "0"),
    (-0.0, "0"),
    (1.0, "1"),
    (-1.0, "-1"),
    (2.0, "2"),
    (1.5, "1.5"),
    (-2.5, "-2.5"),
    (100.0, "100"),
    (123_456_789.0, "123456789"),
    (9_007_199_254_740_991.0, "9007199254740991"),
    (9_007_199_254_740_993.0, "9007199254740992"),
    (1e20, "100000000000000000000"),
    (1e21, "1e+21"),
    (123_456_789_012_345_680_000.0, "123456789012345680000"),
    (1.2345678901234567e20, "123456789012345670000"),
    (1.5e21, "1.5e+21"),
    (-1e21, "-1e+21"),
    (1e22, "1e+22"),
    (1e300, "1e+300"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (5e-324, "5e-324"),
    (2.2250738585072014e-308, "2.2250738585072014e-308"),
    (1e-5, "0.00001"),
    (1e-6, "0.000001"),
    (1e-7, "1e-7"),
    (1.5e-6, "0.0000015"),
    (1.5e-7, "1.5e-7"),
    (-1.034e-20, "-1.034e-20"),
    (0.1, "0.1"),
    (0.30000000000000004, "0.30000000000000004"),
    (123.456, "123.456"),
    (4.35, "4.35"),
    (0.000123, "0.000123"),
    (18_446_744_073_709_551_616.0, "18446744073709552000"),
    (3e10, "30000000000"),
    (1e-10, "1e-10"),
    (0.00001234, "0.00001234"),
    (-999_999_999_999.5, "-999999999999.5"),
    (999_999_999_999.999_9, "999999999999.9999"),
    (1e12, "1000000000000"),
    (1.0000000000005e12, "1000000000000.5"),
];

#[test]
fn floats_are_written_as_javascript_writes_them() {
    for (value, text) in AS_JAVASCRIPT {
        assert_eq!(String::from_utf8_lossy(&to_vec(value)), *text);
        assert_eq!(String::from_utf8_lossy(&to_vec(&json!(value))), *text);
        assert_eq!(read::<f64>(text), Ok(*value));
    }
    // The shortest text that is the same `f32`, not the one of the `f64` nearest to it.
    for (value, text) in [
        (0.1_f32, "0.1"),
        (3e10, "30000000000"),
        (2.0, "2"),
        (-0.0, "0"),
        (1e-5, "0.00001"),
        (9e-6, "0.000009"),
        (1e12, "1000000000000"),
        (1e13, "10000000000000"),
        (1e21, "1e+21"),
    ] {
        assert_eq!(String::from_utf8_lossy(&to_vec(&value)), text);
    }
}
