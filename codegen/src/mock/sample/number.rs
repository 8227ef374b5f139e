//! Numbers within their bounds.

use serde_json::{Number, Value};

use super::shape::Shape;

/// Maximum distance from the lower bound.
const SPREAD: f64 = 100.0;

/// The bounds of a format.
fn of_format(format: Option<&str>) -> Option<(f64, f64)> {
    Some(match format? {
        "int8" => (f64::from(i8::MIN), f64::from(i8::MAX)),
        "uint8" => (0.0, f64::from(u8::MAX)),
        "int16" => (f64::from(i16::MIN), f64::from(i16::MAX)),
        "uint16" => (0.0, f64::from(u16::MAX)),
        "int32" => (f64::from(i32::MIN), f64::from(i32::MAX)),
        "uint32" => (0.0, f64::from(u32::MAX)),
        "uint64" | "uint" => (0.0, u64::MAX as f64),
        "unixtime" | "unix-time" | "timestamp" => (1_700_000_000.0, 1_800_000_000.0),
        _ => return None,
    })
}

/// The bounds of a merged schema; exclusive ones are moved by a step.
fn bounds(shape: &Shape<'_>, step: f64) -> (f64, f64) {
    let (least, most) = of_format(shape.text("format")).unwrap_or((f64::MIN, f64::MAX));
    let low = [
        shape.at_least("minimum"),
        shape.at_least("exclusiveMinimum").map(|it| it + step),
    ];
    let high = [
        shape.at_most("maximum"),
        shape.at_most("exclusiveMaximum").map(|it| it - step),
    ];
    let low = low.into_iter().flatten().fold(least, f64::max);
    let high = high.into_iter().flatten().fold(most, f64::min);
    // Small numbers are typical.
    match (low > -SPREAD, high < f64::MAX) {
        (true, _) => (low, high.min(low + SPREAD)),
        (false, _) if high >= 1.0 => (low.max(1.0), high.min(1.0 + SPREAD)),
        (false, _) => (low.max(high - SPREAD), high),
    }
}

/// An integer.
pub(super) fn integer(shape: &Shape<'_>, chance: &mut fastrand::Rng) -> Option<Value> {
    let step = shape
        .at_least("multipleOf")
        .filter(|it| *it >= 1.0)
        .unwrap_or(1.0);
    let (low, high) = bounds(shape, 1.0);
    let (low, high) = ((low / step).ceil(), (high / step).floor());
    let (low, high) = (low as i128, (high as i128).max(low as i128));
    let picked = low.saturating_add(i128::from(
        chance.u64(..=u64::try_from(high - low).unwrap_or(0)),
    ));
    let value = picked.saturating_mul(step as i128);
    let number = i64::try_from(value).map(Number::from);
    number
        .or_else(|_| u64::try_from(value).map(Number::from))
        .ok()
        .map(Value::Number)
}

/// A number with a fraction, unless `multipleOf` requires an integer.
pub(super) fn number(shape: &Shape<'_>, chance: &mut fastrand::Rng) -> Option<Value> {
    let step = shape.at_least("multipleOf").filter(|it| *it > 0.0);
    let (low, high) = bounds(shape, step.unwrap_or(0.0));
    let value = match step {
        Some(step) => {
            let (first, last) = ((low / step).ceil(), (high / step).floor());
            let count = (last - first).clamp(0.0, SPREAD) as u32;
            let multiple = first + f64::from(chance.u32(..=count));
            // `3 * 0.1` is not equal to 0.3, but `3 / 10` is.
            match step < 1.0 {
                true => multiple / (1.0 / step).round(),
                false => multiple * step,
            }
        }
        None => {
            let exclusive = shape.at_least("exclusiveMinimum").is_some();
            let part = f64::from(chance.u32(if exclusive { 1..=3 } else { 0..=3 })) / 4.0;
            let width = (high - low).clamp(0.0, SPREAD);
            low + match width >= 2.0 {
                true => f64::from(chance.u32(..width as u32)) + part,
                false => width * part,
            }
        }
    };
    Number::from_f64(value).map(Value::Number)
}
