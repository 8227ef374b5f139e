use serde_json::Number;

/// What is wrong with `1e999`.
pub(crate) const TOO_LARGE: &str = "a number too large to hold";

/// A JSON number, read as a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// It is this one, exactly.
    Exact(i128),
    /// It is one, but not even `i128` holds it.
    Huge,
    /// It has a fraction.
    Fraction,
}

/// Reads a number in JSON's grammar as a whole number, without going through a float: `60.0` and
/// `6e1` are 60, `1.00000000000000000001` is not 1.
pub(crate) fn whole(number: &str) -> Whole {
    // Nearly all of them; the rest takes an order of magnitude longer.
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
    // An exponent that does not fit its type is far beyond anything that has a value here.
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

/// A number whose type nothing says: a whole one where `i64` or `u64` holds it, else the nearest `f64`.
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
