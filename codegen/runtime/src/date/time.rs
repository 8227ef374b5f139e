use time::{Month, OffsetDateTime, UtcOffset};

use super::parts::{Day, INVALID, InvalidDate, Moment};
use super::types::{Date, DateTime};

impl Date {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date.
    pub fn to_time(&self) -> Result<time::Date, InvalidDate> {
        self.parts().and_then(|day| date(&day).map_err(|_| INVALID))
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self::from(day(date).to_string())
    }
}

impl DateTime {
    /// Converts the text.
    ///
    /// # Errors
    ///
    /// When it is not a date, a time and an offset.
    pub fn to_time(&self) -> Result<OffsetDateTime, InvalidDate> {
        self.parts()
            .and_then(|parts| moment(&parts).map_err(|_| INVALID))
    }
}

impl From<OffsetDateTime> for DateTime {
    fn from(moment: OffsetDateTime) -> Self {
        // Fails in the last hours of the year 9999, because RFC 3339 has no later year.
        let utc = moment.checked_to_offset(UtcOffset::UTC).unwrap_or(moment);
        let moment = Moment {
            day: day(utc.date()),
            hour: utc.hour(),
            minute: utc.minute(),
            second: utc.second(),
            nanosecond: utc.nanosecond(),
            offset: 0,
        };
        Self::from(moment.to_string())
    }
}

fn moment(parts: &Moment) -> Result<OffsetDateTime, time::error::ComponentRange> {
    let offset = UtcOffset::from_whole_seconds(parts.offset)?;
    date(&parts.day)?
        .with_hms_nano(parts.hour, parts.minute, parts.second, parts.nanosecond)
        .map(|local| local.assume_offset(offset))
}

fn date(day: &Day) -> Result<time::Date, time::error::ComponentRange> {
    time::Date::from_calendar_date(day.year, Month::try_from(day.month)?, day.day)
}

fn day(date: time::Date) -> Day {
    Day {
        year: date.year(),
        month: u8::from(date.month()),
        day: date.day(),
    }
}
