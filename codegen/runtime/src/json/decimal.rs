//! Numbers without an exponent, read in one pass: eight digits at a time, and floats from their digits.

use super::scanner::Scanner;

/// Most digits that any `u64` has space for.
const MOST_DIGITS: usize = 19;

/// The powers of ten that fit `u64`.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const POWERS: [u64; MOST_DIGITS + 1] = {
    let mut powers = [1; MOST_DIGITS + 1];
    let mut index = 1;
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// A power of ten to divide by.
#[derive(Clone, Copy)]
struct Divisor {
    /// The power, times `2^shift`, so that its highest bit is set.
    value: u64,
    shift: u32,
    /// `2^127 / value`, rounded down.
    reciprocal: u64,
}

/// The powers of ten from 10 on.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const DIVISORS: [Divisor; MOST_DIGITS] = {
    let empty = Divisor {
        value: 0,
        shift: 0,
        reciprocal: 0,
    };
    let mut divisors = [empty; MOST_DIGITS];
    let mut index = 0;
    while index < divisors.len() {
        let power = POWERS[index + 1];
        let shift = power.leading_zeros();
        let value = power << shift;
        divisors[index] = Divisor {
            value,
            shift,
            // Less than `2^64`: no power of ten but 1 is a power of two.
            reciprocal: ((1_u128 << 127) / value as u128) as u64,
        };
        index += 1;
    }
    divisors
};

/// A number without an exponent: `mantissa / 10^places`, negated if `is_negative`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    is_negative: bool,
    mantissa: u64,
    places: usize,
}

/// `f64` and `f32`.
pub(super) trait Float: std::str::FromStr + std::ops::Neg<Output = Self> {
    /// Returns the nearest value to an integer, or of two the even one.
    fn nearest(integer: u64) -> Self;

    /// Returns the nearest value to `integer * 2^exponent`, or of two the even one. The exponent is
    /// from -125 to 0, and `integer` has at least 62 bits.
    fn scaled(integer: i64, exponent: i32) -> Self;

    fn is_finite(&self) -> bool;
}

macro_rules! floats {
    ($($name:ident: $bits:ident, $bias:literal;)*) => {$(
        #[allow(clippy::cast_precision_loss, reason = "it rounds as it should")]
        impl Float for $name {
            #[inline]
            fn nearest(integer: u64) -> Self {
                integer as Self
            }

            #[inline]
            fn scaled(integer: i64, exponent: i32) -> Self {
                // Exact, since neither factor nor the product is subnormal.
                let power = $bits::try_from($bias + exponent).unwrap_or_default();
                integer as Self * Self::from_bits(power << ($name::MANTISSA_DIGITS - 1))
            }

            fn is_finite(&self) -> bool {
                <$name>::is_finite(*self)
            }
        }
    )*};
}
floats! {
    f32: u32, 127;
    f64: u64, 1023;
}

impl Decimal {
    /// Returns the nearest float, or of two the even one, as IEEE 754 requires.
    #[inline]
    pub(super) fn nearest<F: Float>(self) -> F {
        let divisor = self.places.checked_sub(1).and_then(|at| DIVISORS.get(at));
        let value = match divisor {
            Some(divisor) if self.mantissa != 0 => {
                let (quotient, exponent) = divide(self.mantissa, divisor);
                F::scaled(quotient, exponent)
            }
            _ => F::nearest(self.mantissa),
        };
        if self.is_negative { -value } else { value }
    }
}

/// Divides by a power of ten. Returns an integer of 62 or 63 bits and an exponent of two, whose
/// product rounds like the quotient to any float of at most 60 bits.
#[inline]
fn divide(mantissa: u64, divisor: &Divisor) -> (i64, i32) {
    let shift = mantissa.leading_zeros();
    let mantissa = u128::from(mantissa << shift);
    let value = u128::from(divisor.value);
    // Both have 64 bits, so the quotient of `mantissa * 2^62` has 62 or 63. That from the reciprocal
    // is the right one or one less.
    let mut quotient = (mantissa * u128::from(divisor.reciprocal)) >> 65;
    let mut remainder = (mantissa << 62) - quotient * value;
    if remainder >= value {
        quotient += 1;
        remainder -= value;
    }
    // What remains counts for rounding: it lifts the quotient above the middle of two floats.
    let sticky = u128::from(remainder != 0);
    let exponent = divisor.shift.cast_signed() - shift.cast_signed() - 62;
    ((quotient | sticky) as i64, exponent)
}

impl Scanner<'_> {
    /// Reads the next number if it has no exponent and its digits fit `u64`;
    /// [`number`](Self::number) reads all others, and those at the end of the text.
    #[inline]
    pub(super) fn short_decimal(&mut self) -> Option<Decimal> {
        let rest = self.rest();
        let unsigned = rest.strip_prefix(b"-").unwrap_or(rest);
        let (mut mantissa, mut end) = leading_digits(unsigned)?;
        if end == 0 || (end > 1 && unsigned.first() == Some(&b'0')) {
            return None;
        }
        let mut places = 0;
        if unsigned.get(end) == Some(&b'.') {
            let (fraction, count) = leading_digits(unsigned.get(end + 1..)?)?;
            if count == 0 {
                return None;
            }
            mantissa = mantissa
                .checked_mul(*POWERS.get(count)?)?
                .checked_add(fraction)?;
            places = count;
            end += 1 + count;
        }
        if let Some(b'e' | b'E') = unsigned.get(end) {
            return None;
        }
        let sign = rest.len() - unsigned.len();
        self.at += sign + end;
        Some(Decimal {
            is_negative: sign != 0,
            mantissa,
            places,
        })
    }

    /// Reads the next integer if it fits `i64` and has neither fraction nor exponent;
    /// [`number`](Self::number) reads all others, and those at the end of the text.
    #[inline]
    pub(super) fn short_integer(&mut self) -> Option<i64> {
        let rest = self.rest();
        let unsigned = rest.strip_prefix(b"-").unwrap_or(rest);
        let (value, end) = leading_digits(unsigned)?;
        let goes_on = matches!(unsigned.get(end), Some(b'.' | b'e' | b'E'));
        let has_zeros = end > 1 && unsigned.first() == Some(&b'0');
        if end == 0 || goes_on || has_zeros {
            return None;
        }
        let value = i64::try_from(value).ok()?;
        let sign = rest.len() - unsigned.len();
        self.at += sign + end;
        Some(if sign == 0 { value } else { -value })
    }
}

/// Reads the digits that `bytes` starts with. Returns their value and their number; `None` if they are
/// more than 19, or if too few bytes follow to read eight at a time.
#[inline]
fn leading_digits(bytes: &[u8]) -> Option<(u64, usize)> {
    let (mut value, mut count) = (0, 0);
    loop {
        let word = u64::from_le_bytes(*bytes.get(count..)?.first_chunk()?) ^ ZEROS;
        let found = (beyond_nine(word).trailing_zeros() / 8) as usize;
        if count + found > MOST_DIGITS {
            return None;
        }
        if found < 8 {
            // The bytes after the digits are shifted out; the zeros shifted in precede the digits.
            let digits = word.checked_shl(64 - 8 * u32::try_from(found).ok()?);
            value = value * POWERS.get(found)? + eight_digits(digits.unwrap_or_default());
            return Some((value, count + found));
        }
        value = value * 100_000_000 + eight_digits(word);
        count += 8;
    }
}

const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);

/// Sets the highest bit of each byte that is more than nine.
#[inline]
const fn beyond_nine(word: u64) -> u64 {
    const SEVENS: u64 = u64::from_ne_bytes([0x7f; 8]);
    const LESS_TEN: u64 = u64::from_ne_bytes([0x80 - 10; 8]);
    (((word & SEVENS) + LESS_TEN) | word) & !SEVENS
}

/// True if all eight bytes of a word are digits.
#[inline]
pub(super) const fn are_digits(word: u64) -> bool {
    beyond_nine(word ^ ZEROS) == 0
}

/// Returns the number with these eight digits, of which the lowest byte is the first: pairs become
/// numbers below 100, and two products add them up.
#[inline]
const fn eight_digits(digits: u64) -> u64 {
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    const FIRST_AND_THIRD: u64 = 100 + (1_000_000 << 32);
    const SECOND_AND_FOURTH: u64 = 1 + (10_000 << 32);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let odd = (pairs & PAIRS).wrapping_mul(FIRST_AND_THIRD);
    let even = ((pairs >> 16) & PAIRS).wrapping_mul(SECOND_AND_FOURTH);
    odd.wrapping_add(even) >> 32
}
