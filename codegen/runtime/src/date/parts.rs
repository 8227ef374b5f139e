//! The parser of dates: one lenient parser for all three date libraries.

use std::fmt;

use super::types::{Date, DateTime};

/// The error of converting a [`Date`] or [`DateTime`]: the text is not a date, or is outside the
/// range of the target type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate(());

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date as RFC 3339 has it, or one out of range")
    }
}

impl std::error::Error for InvalidDate {}

pub(crate) const INVALID: InvalidDate = InvalidDate(());

/// A calendar date; whether the day exists in its month is not checked yet.
pub(crate) struct Day {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A date, a time of day and an offset, not yet checked together.
pub(crate) struct Moment {
    pub(crate) day: Day,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    pub(crate) nanosecond: u32,
    /// Seconds east of UTC.
    pub(crate) offset: i32,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Prints a point in time in UTC.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            day,
            hour,
            minute,
            second,
            ..
        } = self;
        write!(f, "{day}T{hour:02}:{minute:02}:{second:02}")?;
        if self.nanosecond != 0 {
            let fraction = format!("{:09}", self.nanosecond);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// The rest of a text, taken from the front.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    fn number<N: std::str::FromStr>(&mut self, digits: usize) -> Result<N, InvalidDate> {
        let (number, rest) = self.0.split_at_checked(digits).ok_or(INVALID)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(INVALID);
        }
        self.0 = rest;
        number.parse().map_err(|_| INVALID)
    }

    fn skip(&mut self, any_of: &[char]) -> Result<(), InvalidDate> {
        self.0 = self.0.strip_prefix(any_of).ok_or(INVALID)?;
        Ok(())
    }

    fn day(&mut self) -> Result<Day, InvalidDate> {
        let year = self.number(4)?;
        self.skip(&['-'])?;
        let month = self.number(2)?;
        self.skip(&['-'])?;
        let day = self.number(2)?;
        Ok(Day { year, month, day })
    }

    /// Reads a fraction of any number of digits as nanoseconds; digits after the ninth are dropped.
    fn fraction(&mut self) -> Result<u32, InvalidDate> {
        if self.skip(&['.', ',']).is_err() {
            return Ok(0);
        }
        let after = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &self.0[..self.0.len() - after.len()];
        self.0 = after;
        let kept = &digits[..digits.len().min(9)];
        format!("{kept:0<9}")
            .parse()
            .ok()
            .filter(|_| !kept.is_empty())
            .ok_or(INVALID)
    }

    fn offset(&mut self) -> Result<i32, InvalidDate> {
        if self.skip(&['Z', 'z']).is_ok() {
            return Ok(0);
        }
        let sign = if self.0.starts_with('-') { -1 } else { 1 };
        self.skip(&['+', '-'])?;
        let hours: i32 = self.number(2)?;
        self.skip(&[':'])?;
        let minutes: i32 = self.number(2)?;
        if hours > 23 || minutes > 59 {
            return Err(INVALID);
        }
        Ok(sign * (hours * 3600 + minutes * 60))
    }

    fn end(self) -> Result<(), InvalidDate> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(INVALID)
        }
    }
}

impl Date {
    pub(crate) fn parts(&self) -> Result<Day, InvalidDate> {
        let mut rest = Rest(self.as_str());
        let day = rest.day()?;
        rest.end()?;
        Ok(day)
    }
}

impl DateTime {
    pub(crate) fn parts(&self) -> Result<Moment, InvalidDate> {
        let mut rest = Rest(self.as_str());
        let day = rest.day()?;
        rest.skip(&['T', 't', ' '])?;
        let hour = rest.number(2)?;
        rest.skip(&[':'])?;
        let minute = rest.number(2)?;
        rest.skip(&[':'])?;
        // None of the three crates supports leap seconds.
        let second = rest
            .number::<u8>(2)
            .map(|second| if second == 60 { 59 } else { second })?;
        let nanosecond = rest.fraction()?;
        let offset = rest.offset()?;
        rest.end()?;
        Ok(Moment {
            day,
            hour,
            minute,
            second,
            nanosecond,
            offset,
        })
    }
}
