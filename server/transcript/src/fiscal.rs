//! Fiscal quarters and the calendar they follow.

use std::fmt;

/// A fiscal quarter of the company, as "FY2007Q3".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FiscalQuarter {
    /// The fiscal year, as the company names it.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u8,
}

impl FiscalQuarter {
    /// The quarter that lies so many quarters later, or earlier where negative.
    pub fn plus(self, quarters: i32) -> FiscalQuarter {
        let index = self.year * 4 + i32::from(self.quarter) - 1 + quarters;
        FiscalQuarter { year: index.div_euclid(4), quarter: index.rem_euclid(4) as u8 + 1 }
    }
}

impl fmt::Display for FiscalQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}Q{}", self.year, self.quarter)
    }
}

/// Several quarters that a call reports on as one, without naming a quarter: half a year, nine months, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FiscalStretch {
    /// The first or the second half of a fiscal year.
    Half(i32, u8),
    /// Its first nine months.
    NineMonths(i32),
    /// All of it.
    Year(i32),
}

impl FiscalStretch {
    /// The fiscal year.
    pub fn year(self) -> i32 {
        match self {
            FiscalStretch::Half(year, _) | FiscalStretch::NineMonths(year) | FiscalStretch::Year(year) => year,
        }
    }
}

impl fmt::Display for FiscalStretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FiscalStretch::Half(year, half) => write!(f, "H{half} FY{year}"),
            FiscalStretch::NineMonths(year) => write!(f, "9M FY{year}"),
            FiscalStretch::Year(year) => write!(f, "FY{year}"),
        }
    }
}

/// A month, 1 for January to 12 for December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(u8);

impl Month {
    /// The English names, January first.
    pub const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    /// The month of a number from 1 to 12; none for any other.
    pub fn new(number: u8) -> Option<Month> {
        (1..=12).contains(&number).then_some(Month(number))
    }

    /// The months of a year, January first.
    pub fn all() -> impl Iterator<Item = Month> {
        (1..=12).map(Month)
    }

    /// The month of an English name, written out, in any case.
    pub fn named(name: &str) -> Option<Month> {
        Month::all().find(|month| month.name().eq_ignore_ascii_case(name))
    }

    /// 1 for January to 12 for December.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The month that lies so many months later, or earlier where negative.
    pub fn plus(self, months: i32) -> Month {
        Month((i32::from(self.0) - 1 + months).rem_euclid(12) as u8 + 1)
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        Month::NAMES.get(usize::from(self.0) - 1).copied().unwrap_or_default()
    }
}

/// Which calendar months the fiscal quarters of a company cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FiscalCalendar {
    /// The month in which the fiscal year ends.
    pub year_end: Month,
    /// What must be added to the calendar year of that month to get the name of the fiscal year: 0 for nearly all
    /// companies, -1 for those (many retailers) that name the year after the calendar year it begins in.
    pub name_offset: i32,
}

impl FiscalCalendar {
    /// The fiscal quarter that a calendar month belongs to.
    pub fn quarter_of(self, year: i32, month: Month) -> FiscalQuarter {
        let after_end = (i32::from(month.0) - i32::from(self.year_end.0) - 1).rem_euclid(12);
        let ends = if month.0 > self.year_end.0 { year + 1 } else { year };
        FiscalQuarter { year: ends + self.name_offset, quarter: (after_end / 3) as u8 + 1 }
    }

    /// The calendar year and month in which a fiscal quarter ends.
    pub fn end_of(self, quarter: FiscalQuarter) -> (i32, Month) {
        let year_end = (quarter.year - self.name_offset) * 12 + i32::from(self.year_end.0) - 1;
        let month = year_end - 3 * (4 - i32::from(quarter.quarter));
        (month.div_euclid(12), Month(month.rem_euclid(12) as u8 + 1))
    }
}
