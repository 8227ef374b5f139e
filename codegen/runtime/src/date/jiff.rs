use jiff::civil;
use jiff::tz::Offset;

use super::parts::{Day, INVALID, InvalidDate, Moment};
use super::types::{Date, DateTime};

impl Date {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date.
    pub fn to_jiff(&self) -> Result<civil::Date, InvalidDate> {
        date(&self.parts()?)
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self::from(day(date).to_string())
    }
}

impl DateTime {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date, a time and an offset.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, InvalidDate> {
        let parts = self.parts()?;
        let nanosecond = i32::try_from(parts.nanosecond).map_err(|_| INVALID)?;
        let (hour, minute, second) = (
            small(parts.hour)?,
            small(parts.minute)?,
            small(parts.second)?,
        );
        let time = civil::Time::new(hour, minute, second, nanosecond).map_err(|_| INVALID)?;
        let offset = Offset::from_seconds(parts.offset).map_err(|_| INVALID)?;
        let local = date(&parts.day)?.to_datetime(time);
        offset.to_timestamp(local).map_err(|_| INVALID)
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        let utc = Offset::UTC.to_datetime(timestamp);
        let moment = Moment {
            day: day(utc.date()),
            hour: utc.hour().unsigned_abs(),
            minute: utc.minute().unsigned_abs(),
            second: utc.second().unsigned_abs(),
            nanosecond: utc.subsec_nanosecond().unsigned_abs(),
            offset: 0,
        };
        Self::from(moment.to_string())
    }
}

fn date(day: &Day) -> Result<civil::Date, InvalidDate> {
    let year = i16::try_from(day.year).map_err(|_| INVALID)?;
    civil::Date::new(year, small(day.month)?, small(day.day)?).map_err(|_| INVALID)
}

fn day(date: civil::Date) -> Day {
    Day {
        year: i32::from(date.year()),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
    }
}

fn small(number: u8) -> Result<i8, InvalidDate> {
    i8::try_from(number).map_err(|_| INVALID)
}
