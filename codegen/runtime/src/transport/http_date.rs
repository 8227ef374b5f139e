use std::time::Duration;

use crate::platform::SystemTime;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Parses a date in a header, in any of the three formats of RFC 9110, section 5.6.7: IMF-fixdate,
/// that of RFC 850 with a two-digit year, and that of `asctime`. Ignores the day of the week.
/// Returns `None` if it is no such date, or before 1970.
pub(crate) fn parse(text: &str) -> Option<SystemTime> {
    let parts: Vec<_> = text
        .split([' ', ',', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year, time) = match parts[..] {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let year = match (year.len(), number(year)?) {
        // Two-digit years below 70 are in this century: dates before 1970 are not supported.
        (2, short @ ..70) => 2000 + short,
        (2, short) => 1900 + short,
        (4, full @ 1970..) => full,
        _ => return None,
    };
    let day = number(day).filter(|day| (1..=days_in(year, month)).contains(day))?;
    let seconds = days_before(year, month)
        .checked_add(day - 1)?
        .checked_mul(24 * 60 * 60)?
        .checked_add(seconds_of_day(time)?)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn number(digits: &str) -> Option<u64> {
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// The seconds since midnight of `hh:mm:ss`, which may be a leap second.
fn seconds_of_day(text: &str) -> Option<u64> {
    let mut parts = text.split(':').map(number);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let in_range = parts.next().is_none() && hours < 24 && minutes < 60 && seconds <= 60;
    in_range.then_some((hours * 60 + minutes) * 60 + seconds)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of days from 1970-01-01 to the first of a month.
fn days_before(year: u64, month: u64) -> u64 {
    let leap_days = |year: u64| year / 4 - year / 100 + year / 400;
    let years = (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969);
    let months: u64 = (1..month).map(|month| days_in(year, month)).sum();
    years + months
}
