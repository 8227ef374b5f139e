//! Numbers are read eight digits at a time, and floats are the nearest to what is written.

use sdk_runtime::{Decode, from_slice};

/// Reads a number that other bytes follow, as in most texts, and one at the end of the text.
fn read<T: Decode>(number: &str) -> [Option<T>; 2] {
    let list = from_slice::<Vec<T>>(format!("[{number}]                    ").as_bytes());
    let last = from_slice::<T>(number.as_bytes());
    [list.ok().and_then(|mut list| list.pop()), last.ok()]
}

/// Asserts that both floats are those that the standard library reads, to the bit.
fn assert_nearest(number: &str) {
    let double: f64 = number.parse().expect("a number");
    for read in read::<f64>(number) {
        assert_eq!(read.map(f64::to_bits), Some(double.to_bits()), "{number}");
    }
    let single = number
        .parse()
        .ok()
        .filter(|single: &f32| single.is_finite());
    for read in read::<f32>(number) {
        assert_eq!(read.map(f32::to_bits), single.map(f32::to_bits), "{number}");
    }
}

/// Writes an integer divided by a power of ten.
fn decimal(digits: u64, places: usize) -> String {
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    match places {
        0 => whole.to_owned(),
        _ => format!("{whole}.{fraction}"),
    }
}

#[test]
fn floats_are_the_nearest_for_all_numbers_of_digits() {
    let mut random = fastrand::Rng::with_seed(7);
    for digits in 1..=20_u32 {
        for places in 0..=20 {
            for _ in 0..200 {
                let most = 10_u64.checked_pow(digits).unwrap_or(u64::MAX);
                let number = decimal(random.u64(..most), places);
                assert_nearest(&number);
                assert_nearest(&format!("-{number}"));
            }
        }
    }
}

#[test]
fn floats_at_the_middle_of_two_are_even() {
    let mut random = fastrand::Rng::with_seed(11);
    // 53 bits for `f64` and 24 for `f32`, then a one: exactly between two floats, and beside that.
    for bits in [53, 24] {
        for places in 0..=10_u32 {
            let step = 5_u64.pow(places);
            for _ in 0..2000 {
                let odd = (1 << bits | random.u64(..1 << bits)) | 1;
                let Some(middle) = odd.checked_mul(step) else {
                    continue;
                };
                for digits in [middle - 1, middle, middle.saturating_add(1)] {
                    assert_nearest(&decimal(digits, places as usize));
                }
            }
        }
    }
}

#[test]
fn floats_at_the_edges_are_the_nearest() {
    for number in [
        "0",
        "-0",
        "0.0",
        "-0.0",
        "0.000000000000000000",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.0",
        "9007199254740992.5",
        "9007199254740992.9",
        "18446744073709551615",
        "18446744073709551616",
        "1844674407370955161.5",
        "0.1",
        "0.2",
        "0.3",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
        "4.35",
        "0.0000000000000000001",
        "1.0000000000000000000",
        "9999999999999999999",
        "0.9999999999999999999",
        "99999999.99999999",
        "12345678.12345678",
        "1e5",
        "1E-5",
        "1.5e+3",
        "16777217",
        "16777217.0",
        "16777216.5",
        "0.100000001490116119384765625",
    ] {
        assert_nearest(number);
    }
}

#[test]
fn integers_of_every_length_are_exact() {
    for digits in 1..=20 {
        for digit in ['1', '9'] {
            let number: String = std::iter::repeat_n(digit, digits).collect();
            for number in [number.clone(), format!("-{number}")] {
                assert_eq!(read::<i64>(&number), [number.parse().ok(); 2], "{number}");
                assert_eq!(read::<u64>(&number), [number.parse().ok(); 2], "{number}");
                assert_eq!(read::<i16>(&number), [number.parse().ok(); 2], "{number}");
            }
        }
    }
    for number in ["9223372036854775807", "-9223372036854775808"] {
        assert_eq!(read::<i64>(number), [number.parse().ok(); 2]);
    }
}

#[test]
fn what_json_does_not_allow_is_refused_at_every_length() {
    for length in 0..20 {
        let digits = "7".repeat(length);
        for wrong in [
            format!("0{digits}0"),
            format!("-0{digits}0.5"),
            format!("{digits}1."),
            format!("{digits}1.e1"),
            format!(".{digits}1"),
            format!("{digits}1.{digits}1e"),
            format!("-.{digits}"),
            format!("+{digits}1"),
            format!("{digits}1/"),
            format!("{digits}1:5"),
            format!("1.{digits}5\u{e9}"),
        ] {
            assert_eq!(read::<f64>(&wrong), [None; 2], "{wrong}");
            assert_eq!(read::<i64>(&wrong), [None; 2], "{wrong}");
            assert!(
                from_slice::<()>(format!("[{wrong}]         ").as_bytes()).is_err(),
                "{wrong}"
            );
        }
    }
}
