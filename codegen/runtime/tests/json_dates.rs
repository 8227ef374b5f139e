//! Dates: kept as they were written, converted where a feature says so.

use sdk_runtime::{Date, DateTime, from_slice, to_vec};

#[test]
fn the_text_is_kept() {
    for text in ["2024-03-01T12:21:02.0000Z", "yesterday", ""] {
        let json = format!("\"{text}\"").into_bytes();
        let moment: DateTime = from_slice(&json).unwrap();
        assert_eq!(moment.as_str(), text);
        assert_eq!(moment.to_string(), text);
        assert_eq!(moment, DateTime::from(text));
        assert_eq!(to_vec(&moment), json);
        assert_eq!(serde_json::to_vec(&moment).unwrap(), json);
        let day: Date = serde_json::from_slice(&json).unwrap();
        assert_eq!(day, Date::from(text.to_owned()));
    }
}

/// Text, and the nanoseconds since 1970 it stands for.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const MOMENTS: &[(&str, i128)] = &[
    ("1970-01-01T00:00:00Z", 0),
    ("2024-03-01T12:21:02.0000Z", 1_709_295_662_000_000_000),
    ("2024-03-01T12:21:02.123456789Z", 1_709_295_662_123_456_789),
    ("2024-03-01T12:21:02.1234567899Z", 1_709_295_662_123_456_789),
    ("2024-03-01t12:21:02.5z", 1_709_295_662_500_000_000),
    ("2024-03-01 14:21:02+02:00", 1_709_295_662_000_000_000),
    ("2024-02-29T23:51:02-12:30", 1_709_295_662_000_000_000),
    ("2016-12-31T23:59:60Z", 1_483_228_799_000_000_000),
    ("1969-12-31T23:59:59.75Z", -250_000_000),
];

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const NOT_MOMENTS: &[&str] = &[
    "",
    "yesterday",
    "2024-03-01",
    "2024-03-01T12:21:02",
    "2024-03-01T12:21Z",
    "2024-02-30T12:21:02Z",
    "2024-13-01T12:21:02Z",
    "2024-03-01T24:00:00Z",
    "2024-03-01T12:60:00Z",
    "2024-03-01T12:21:61Z",
    "2024-03-01T12:21:02.Z",
    "2024-03-01T12:21:02+25:00",
    "2024-03-01T12:21:02Z ",
    "+024-03-01T12:21:02Z",
    "2024-03-01T12:21:02é",
];

#[cfg(feature = "jiff")]
#[test]
fn jiff_converts() {
    for (text, nanoseconds) in MOMENTS {
        let moment = DateTime::from(*text).to_jiff().unwrap();
        assert_eq!(moment.as_nanosecond(), *nanoseconds, "{text}");
        assert_eq!(DateTime::from(moment).to_jiff(), Ok(moment));
    }
    for text in NOT_MOMENTS {
        assert!(DateTime::from(*text).to_jiff().is_err(), "{text}");
    }
    let day = Date::from("2024-02-29").to_jiff().unwrap();
    assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
    assert_eq!(Date::from(day).as_str(), "2024-02-29");
    assert!(Date::from("2023-02-29").to_jiff().is_err());
    let moment = jiff::Timestamp::from_nanosecond(1_709_295_662_120_000_000).unwrap();
    assert_eq!(DateTime::from(moment).as_str(), "2024-03-01T12:21:02.12Z");
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_converts() {
    for (text, nanoseconds) in MOMENTS {
        let moment = DateTime::from(*text).to_chrono().unwrap();
        assert_eq!(
            moment.timestamp_nanos_opt().map(i128::from),
            Some(*nanoseconds),
            "{text}"
        );
        assert_eq!(DateTime::from(moment).to_chrono(), Ok(moment));
    }
    for text in NOT_MOMENTS {
        assert!(DateTime::from(*text).to_chrono().is_err(), "{text}");
    }
    let day = Date::from("2024-02-29").to_chrono().unwrap();
    assert_eq!(Date::from(day).as_str(), "2024-02-29");
    assert!(Date::from("2023-02-29").to_chrono().is_err());
    let moment = DateTime::from("2024-03-01T14:21:02+02:00")
        .to_chrono()
        .unwrap();
    assert_eq!(moment.offset().local_minus_utc(), 7200);
    assert_eq!(DateTime::from(moment).as_str(), "2024-03-01T12:21:02Z");
}

#[cfg(feature = "time")]
#[test]
fn time_converts() {
    for (text, nanoseconds) in MOMENTS {
        let moment = DateTime::from(*text).to_time().unwrap();
        assert_eq!(moment.unix_timestamp_nanos(), *nanoseconds, "{text}");
        assert_eq!(DateTime::from(moment).to_time(), Ok(moment));
    }
    for text in NOT_MOMENTS {
        assert!(DateTime::from(*text).to_time().is_err(), "{text}");
    }
    let day = Date::from("2024-02-29").to_time().unwrap();
    assert_eq!(Date::from(day).as_str(), "2024-02-29");
    assert!(Date::from("2023-02-29").to_time().is_err());
    let last = DateTime::from("9999-12-31T23:59:59-01:00")
        .to_time()
        .unwrap();
    assert!(DateTime::from(last).as_str().starts_with("9999-12-31"));
}
