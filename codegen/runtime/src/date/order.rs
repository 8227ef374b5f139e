//! The chronological order of dates.

use std::cmp::Ordering;

use super::parts::{Day, Moment};
use super::types::{Date, DateTime};

impl Day {
    /// Days since the first of March of the year 0, in the calendar of today.
    fn number(&self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month < 3);
        let months = (month + 9) % 12;
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (months * 153 + 2) / 5
            + day
    }
}

impl Moment {
    /// Seconds on the same scale in UTC, and what is beyond the last of them.
    fn number(&self) -> (i64, u32) {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        let seconds = minutes * 60 + i64::from(self.second) - i64::from(self.offset);
        (self.day.number() * 86_400 + seconds, self.nanosecond)
    }
}

/// Chronological; texts that are not dates come first, ordered as texts. Only equal texts are
/// equal.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| date.parts().ok().map(|day| day.number());
        let by_time = key(self).cmp(&key(other));
        by_time.then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Chronological, independent of the offset; texts that are not points in time come first, ordered
/// as texts. Only equal texts are equal: two that name the same point in time are ordered as texts.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| date.parts().ok().map(|moment| moment.number());
        let by_time = key(self).cmp(&key(other));
        by_time.then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
