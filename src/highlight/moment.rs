//! What a date is worth: its EDTF form where it is known, else an ISO 8601 duration from the article's
//! date. Islamic (Umm al-Qura), Persian and Hebrew dates are converted by `icu_calendar`.
//!
//! Follows EDTF level 1 (Library of Congress, ISO 8601-2): `2024`, `2024-03`, `2024-03-05`, `198X`, and
//! `from/to` for a range.

use icu_calendar::cal::{Hebrew, Hijri, Persian};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date, Gregorian};

/// A year as it stands, with its era's calendar where one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub number: i32,
    pub last: Option<i32>,
    pub calendar: &'static str,
}

/// The sense of a date expression, as far as it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    pub year: Option<Year>,
    pub month: Option<u8>,
    /// The month's calendar.
    pub calendar: &'static str,
    pub day: Option<u8>,
    pub last_day: Option<u8>,
    /// ISO: Monday is 1.
    pub weekday: Option<u8>,
    /// The tens of a year.
    pub decade: Option<u8>,
    /// The hundreds of a year.
    pub century: Option<u8>,
    /// From the article's date: an ISO 8601 duration.
    pub relative: Option<String>,
    /// It names one day.
    pub day_known: bool,
    /// Only a part of what the rest names (the end of March).
    pub partial: bool,
}

/// A day of the Gregorian calendar.
pub(super) type Day = Date<Gregorian>;

impl Moment {
    /// The month of an entry's value, `CALENDAR-NUMBER`.
    pub fn set_month(&mut self, value: &'static str) {
        if let Some((calendar, number)) = value.rsplit_once('-') {
            (self.calendar, self.month) = (calendar, number.parse().ok());
        }
    }

    /// Takes in what the date that follows says.
    pub fn take(&mut self, other: &Moment) {
        self.year = other.year;
        self.month = other.month;
        self.calendar = other.calendar;
        self.day = other.day;
        self.last_day = other.last_day;
        self.day_known = true;
    }

    /// The beginning, middle or end of it.
    pub fn edge(mut self) -> Moment {
        self.partial = true;
        self
    }

    /// Whether it names a day, so that an hour of it can be told.
    pub fn is_of_day(&self) -> bool {
        self.day_known
    }

    /// The first day that is meant, in the Gregorian calendar.
    pub fn day(&self) -> Option<Day> {
        self.gregorian(self.day?)
    }

    fn gregorian(&self, day: u8) -> Option<Day> {
        let (year, month) = (self.year?.number, self.month?);
        match self.era() {
            "islamic" => convert(year, Month::new(month), day, Hijri::new_umm_al_qura()),
            "persian" => convert(year, Month::new(month), day, Persian),
            // CLDR counts Adar I as the sixth month, that only leap years have.
            "hebrew" if month == 6 => convert(year, Month::leap(5), day, Hebrew),
            "hebrew" => convert(year, Month::new(if month > 6 { month - 1 } else { month }), day, Hebrew),
            _ => convert(year, Month::new(month), day, Gregorian),
        }
    }

    /// The calendar of the whole.
    fn era(&self) -> &'static str {
        match self.year {
            Some(year) if !year.calendar.is_empty() => year.calendar,
            _ => self.calendar,
        }
    }

    /// EDTF, where the date says enough by itself.
    pub fn edtf(&self) -> Option<String> {
        if self.partial {
            return None;
        }
        if let Some(decade) = self.decade {
            return Some(format!("19{decade}X"));
        }
        if let Some(century) = self.century {
            return Some(format!("{century:02}XX"));
        }
        if let Some(day) = self.day {
            let from = iso(&self.gregorian(day)?);
            return match self.last_day {
                Some(last) => Some(format!("{from}/{}", iso(&self.gregorian(last)?))),
                None => Some(from),
            };
        }
        let year = self.year?;
        // A year or a month of another calendar is no year or month of this one.
        let ours =
            matches!(self.era(), "" | "gregorian") && (year.number >= 1500 || self.era() == "gregorian");
        match (ours, self.month, year.last) {
            (false, ..) => None,
            (_, Some(month), _) => Some(format!("{:04}-{month:02}", year.number)),
            (_, None, Some(last)) => Some(format!("{:04}/{last:04}", year.number)),
            (_, None, None) => Some(format!("{:04}", year.number)),
        }
    }

    /// The duration from the article's date, where the date is told by it alone.
    pub fn relative(&self) -> Option<String> {
        self.relative.clone().filter(|_| self.day.is_none() && self.year.is_none() && !self.partial)
    }

    /// EDTF by the day on which the article was written.
    pub fn resolved(&self, today: &Day) -> Option<String> {
        if self.partial || self.decade.is_some() || self.year.is_some() {
            return None;
        }
        if let Some(month) = self.month {
            // A month without its year stays open.
            let _ = month;
            return None;
        }
        let relative = self.relative.as_deref()?;
        let back = relative.starts_with('-');
        let body = relative.trim_start_matches('-').strip_prefix('P')?;
        let (count, unit) = body.split_at(body.len().checked_sub(1)?);
        let count = count.parse::<i64>().ok()? * if back { -1 } else { 1 };
        let (year, month) = (i64::from(today.year().extended_year()), i64::from(today.month().ordinal));
        match unit {
            "D" => Some(iso(&shift_days(today, count)?)),
            "M" => {
                let months = year * 12 + month - 1 + count;
                Some(format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1))
            }
            "Y" if count.abs() < 10 => Some(format!("{:04}", year + count)),
            _ => None,
        }
    }
}

fn convert<C: AsCalendar>(year: i32, month: Month, day: u8, calendar: C) -> Option<Day> {
    let date = Date::try_new(year.into(), month, day, calendar).ok()?;
    Some(date.to_calendar(Gregorian))
}

fn iso(day: &Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year().extended_year(), day.month().ordinal, day.day_of_month().0)
}

fn shift_days(day: &Day, days: i64) -> Option<Day> {
    let shifted = day.to_rata_die() + days;
    Some(Date::from_rata_die(shifted, Gregorian))
}
