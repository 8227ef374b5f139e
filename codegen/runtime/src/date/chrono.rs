use chrono::{Datelike as _, FixedOffset, NaiveDate, Timelike as _, Utc};

use super::parts::{Day, INVALID, InvalidDate, Moment};
use super::types::{Date, DateTime};

impl Date {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date.
    pub fn to_chrono(&self) -> Result<NaiveDate, InvalidDate> {
        self.parts().and_then(|day| date(&day).ok_or(INVALID))
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self::from(day(date).to_string())
    }
}

impl DateTime {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date, a time and an offset.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<FixedOffset>, InvalidDate> {
        let parts = self.parts()?;
        let (hour, minute) = (u32::from(parts.hour), u32::from(parts.minute));
        date(&parts.day)
            .and_then(|day| {
                day.and_hms_nano_opt(hour, minute, parts.second.into(), parts.nanosecond)
            })
            .zip(FixedOffset::east_opt(parts.offset))
            .and_then(|(local, offset)| local.and_local_timezone(offset).single())
            .ok_or(INVALID)
    }
}

impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        let utc = moment.with_timezone(&Utc);
        let moment = Moment {
            day: day(utc.date_naive()),
            hour: low_byte(utc.hour()),
            minute: low_byte(utc.minute()),
            second: low_byte(utc.second()),
            // A leap second has more than a second's worth of them.
            nanosecond: utc.nanosecond().min(999_999_999),
            offset: 0,
        };
        Self::from(moment.to_string())
    }
}

fn date(day: &Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year, day.month.into(), day.day.into())
}

fn day(date: NaiveDate) -> Day {
    Day {
        year: date.year(),
        month: low_byte(date.month()),
        day: low_byte(date.day()),
    }
}

/// Parts of a date and a time are below 100.
fn low_byte(part: u32) -> u8 {
    part.to_le_bytes()[0]
}
