use std::time::Duration;

use http::header::{DATE, HeaderMap, RETRY_AFTER};

use super::http_date;
use crate::platform::{Clock, SystemTime};

/// Maximum pause before the first retry; it doubles for each further retry.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// Maximum pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// Maximum jitter that is added to a pause requested by the server, so that not all clients return
/// at the same instant.
const SPREAD: Duration = Duration::from_millis(500);

/// The pause before the next attempt, after `attempts` attempts.
pub(crate) fn pause(attempts: u32, retry_after: Option<Duration>, clock: &dyn Clock) -> Duration {
    let chance = clock.random().clamp(0.0, 1.0);
    if let Some(asked) = retry_after {
        return asked.saturating_add(SPREAD.mul_f64(chance));
    }
    let doublings = attempts.saturating_sub(1).min(16);
    let longest = FIRST_PAUSE
        .saturating_mul(1 << doublings)
        .min(LONGEST_PAUSE);
    longest.mul_f64(chance)
}

/// The pause that a server requests; `None` if there is none or it is invalid.
pub(crate) fn retry_after(headers: &HeaderMap, today: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let millis = text("retry-after-ms").and_then(|text| duration(text, 1e-3));
    millis.or_else(|| {
        let text = text(RETRY_AFTER.as_str())?;
        duration(text, 1.0).or_else(|| until(text, headers, today))
    })
}

/// Parses a positive decimal number of units. Rejects signs, exponents and names such as `inf`,
/// which `f64` would accept.
fn duration(text: &str, unit: f64) -> Option<Duration> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    let pause = Duration::try_from_secs_f64(number * unit).ok()?;
    (!pause.is_zero()).then_some(pause)
}

/// The time until a date, relative to the server's own clock if it sends a `Date`, so that a wrong
/// local clock does not matter.
fn until(text: &str, headers: &HeaderMap, today: SystemTime) -> Option<Duration> {
    let date = http_date::parse(text)?;
    let server = headers
        .get(DATE)
        .and_then(|value| http_date::parse(value.to_str().ok()?));
    let pause = date.duration_since(server.unwrap_or(today)).ok()?;
    (!pause.is_zero()).then_some(pause)
}
