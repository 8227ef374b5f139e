use serde_json::Number;

use super::decimal::{Float, are_digits};
use super::error::{DecodeError, Problem};
use super::reader::{JsonKind, Reader};
use super::scanner::{NO_VALUE, Scanner};

const NO_NUMBER: &str = "a number that JSON does not allow";

/// The error for a number that exceeds `f64`, such as `1e999`.
pub(crate) const TOO_LARGE: &str = "a number too large to hold";

/// A JSON number, read as an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// It is an integer, with this value.
    Exact(i128),
    /// It is an integer that does not fit `i128`.
    Huge,
    /// It has a fraction.
    Fraction,
}

/// Reads a JSON number as an integer, without a detour through floats: `60.0` and `6e1` are 60,
/// `1.00000000000000000001` is not 1.
pub(crate) fn whole(number: &str) -> Whole {
    // The fast path for nearly all numbers; the code below takes an order of magnitude longer.
    if number.len() <= 18
        && let Ok(value) = number.parse::<i64>()
    {
        return Whole::Exact(value.into());
    }
    let Some(point) = number.find(['.', 'e', 'E']) else {
        return number.parse().map_or(Whole::Huge, Whole::Exact);
    };
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent),
        None => (number, "0"),
    };
    let fraction = mantissa.get(point + 1..).unwrap_or_default();
    let digits = [&mantissa[..point.min(mantissa.len())], fraction].concat();
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches(['-', '0']).is_empty() {
        return Whole::Exact(0);
    }
    let dropped = digits.len() - significant.len();
    // An exponent that overflows `i64` makes the number too large, or a fraction.
    let shift = match exponent.parse::<i64>() {
        Ok(exponent) => exponent.saturating_add(length(dropped) - length(fraction.len())),
        Err(_) if exponent.starts_with('-') => return Whole::Fraction,
        Err(_) => return Whole::Huge,
    };
    match u32::try_from(shift) {
        Ok(shift) => scaled(significant, shift).map_or(Whole::Huge, Whole::Exact),
        Err(_) if shift < 0 => Whole::Fraction,
        Err(_) => Whole::Huge,
    }
}

fn scaled(digits: &str, shift: u32) -> Option<i128> {
    let factor = 10_i128.checked_pow(shift)?;
    digits.parse::<i128>().ok()?.checked_mul(factor)
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Parses a number of unknown type: an integer if it fits `i64` or `u64`, otherwise the nearest
/// `f64`.
pub(crate) fn free(digits: &str) -> Option<Number> {
    // Minus zero is a float.
    if digits != "-0"
        && let Ok(value) = digits.parse::<i64>()
    {
        return Some(value.into());
    }
    if let Ok(value) = digits.parse::<u64>() {
        return Some(value.into());
    }
    digits.parse().ok().and_then(Number::from_f64)
}

/// Absolute values that `serde_json` prints without an exponent, as `f32` and as `f64`: only a
/// final `.0` has to be removed. The end is not `1e13`, because an `f32` slightly below is printed
/// as `1e13`.
const PLAIN: std::ops::Range<f64> = 1e-5..1e12;

/// Returns the length of the prefix of `printed` that equals the result of
/// [`float_text`](super::float::float_text); `None` if `float_text` has to be called, which is
/// rare. `printed` is the output of `serde_json` for a float, `nearest` its value.
pub(crate) fn usual_length(printed: &[u8], nearest: f64) -> Option<usize> {
    if PLAIN.contains(&nearest.abs()) {
        return Some(printed.strip_suffix(b".0").unwrap_or(printed).len());
    }
    // Length of the longest exponent, such as that of `5e-324`.
    const EXPONENT: usize = 5;
    let end = printed.len().saturating_sub(EXPONENT);
    if printed.get(end..)?.contains(&b'e') {
        return None;
    }
    let unsigned = printed.strip_prefix(b"-").unwrap_or(printed);
    let point = unsigned.iter().position(|byte| *byte == b'.')?;
    let (whole, fraction) = unsigned.split_at_checked(point)?;
    match fraction {
        b".0" => (whole != b"0").then_some(printed.len() - fraction.len()),
        // Numbers below `1e-6` need an exponent, so `float_text` converts them.
        _ => (!fraction.starts_with(b".000000")).then_some(printed.len()),
    }
}

impl<'j> Reader<'j> {
    /// Reads a number and returns its text.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<&'j str, DecodeError> {
        self.expect(JsonKind::Number, expected)?;
        self.scanner.number()
    }

    /// Reads an integer from `min` to `max`; `60.0` and `6e1` are integers too.
    pub(crate) fn integer(&mut self, min: i128, max: i128) -> Result<i128, DecodeError> {
        let expected = "a whole number";
        let start = self.peek().map(|_| self.offset())?;
        let value = match self.scanner.short_integer() {
            Some(value) => Whole::Exact(value.into()),
            None => whole(self.number(expected)?),
        };
        match value {
            Whole::Exact(value) if (min..=max).contains(&value) => Ok(value),
            Whole::Exact(_) | Whole::Huge => Err(DecodeError::new(
                Problem::OutOfRange { min, max },
                Some(start),
            )),
            Whole::Fraction => Err(DecodeError::mismatch(
                expected,
                "a number with a fraction",
                start,
            )),
        }
    }

    /// Reads any number that `f64` or `f32` can approximate.
    pub(super) fn float<F: Float>(&mut self) -> Result<F, DecodeError> {
        let start = self.peek().map(|_| self.offset())?;
        if let Some(decimal) = self.scanner.short_decimal() {
            return Ok(decimal.nearest());
        }
        let value = self.number(JsonKind::Number.name())?.parse().ok();
        value
            .filter(F::is_finite)
            .ok_or_else(|| DecodeError::invalid(TOO_LARGE, start))
    }
}

impl<'j> Scanner<'j> {
    /// Reads the next number and returns its text.
    pub(crate) fn number(&mut self) -> Result<&'j str, DecodeError> {
        let start = self.at;
        if self.next() == Some(b'-') {
            self.at += 1;
        }
        if self.next() == Some(b'0') {
            self.at += 1;
            if self.next().is_some_and(|byte| byte.is_ascii_digit()) {
                return self.refuse(NO_NUMBER);
            }
        } else {
            self.digits()?;
        }
        if self.next() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.next() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.next() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Reads one digit or more.
    #[inline]
    fn digits(&mut self) -> Result<(), DecodeError> {
        let start = self.at;
        while let Some(word) = self.rest().first_chunk()
            && are_digits(u64::from_le_bytes(*word))
        {
            self.at += word.len();
        }
        while let Some(b'0'..=b'9') = self.next() {
            self.at += 1;
        }
        match self.next() {
            _ if self.at > start => Ok(()),
            Some(_) => self.refuse(NO_NUMBER),
            None => self.refuse(NO_VALUE),
        }
    }
}
