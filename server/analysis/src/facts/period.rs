//! Periods: when a fact holds.

use std::fmt;

use tieout_transcript::{Call, FiscalCalendar, FiscalQuarter, Month};

/// A stretch of time that a fact is about, resolved against the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A fiscal quarter: "FY2007Q3".
    Quarter(FiscalQuarter),
    /// A fiscal year: "FY2007".
    Year(i32),
    /// A half of a fiscal year, 1 or 2: "FY2007H1".
    Half(i32, u8),
    /// The first nine months of a fiscal year: "FY2011-9M".
    NineMonths(i32),
    /// From one quarter through another: "FY2009Q1-FY2010Q1".
    Quarters(FiscalQuarter, FiscalQuarter),
    /// A quarter of no particular year: "Q4".
    AnyYear(u8),
    /// A calendar year that is not the company's fiscal year: "2010".
    CalendarYear(i32),
    /// From one calendar year to another: "2005-2010".
    CalendarYears(i32, i32),
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Quarter(quarter) => write!(f, "{quarter}"),
            Period::Year(year) => write!(f, "FY{year}"),
            Period::Half(year, half) => write!(f, "FY{year}H{half}"),
            Period::NineMonths(year) => write!(f, "FY{year}-9M"),
            Period::Quarters(first, last) => write!(f, "{first}-{last}"),
            Period::AnyYear(quarter) => write!(f, "Q{quarter}"),
            Period::CalendarYear(year) => write!(f, "{year}"),
            Period::CalendarYears(first, last) => write!(f, "{first}-{last}"),
        }
    }
}

impl Period {
    /// The same stretch of the year, so many years later.
    pub fn plus_years(self, years: i32) -> Period {
        match self {
            Period::Quarter(quarter) => Period::Quarter(quarter.plus(4 * years)),
            Period::Year(year) => Period::Year(year + years),
            Period::Half(year, half) => Period::Half(year + years, half),
            Period::NineMonths(year) => Period::NineMonths(year + years),
            Period::Quarters(first, last) => Period::Quarters(first.plus(4 * years), last.plus(4 * years)),
            Period::AnyYear(quarter) => Period::AnyYear(quarter),
            Period::CalendarYear(year) => Period::CalendarYear(year + years),
            Period::CalendarYears(first, last) => Period::CalendarYears(first + years, last + years),
        }
    }

    /// The fiscal year it lies in.
    pub(super) fn fiscal_year(self) -> Option<i32> {
        match self {
            Period::Quarter(quarter) => Some(quarter.year),
            Period::Year(year) | Period::Half(year, _) | Period::NineMonths(year) => Some(year),
            _ => None,
        }
    }

    /// The stretch just before, where that is known.
    pub fn before(self) -> Option<Period> {
        match self {
            Period::Quarter(quarter) => Some(Period::Quarter(quarter.plus(-1))),
            Period::Year(_) | Period::CalendarYear(_) => Some(self.plus_years(-1)),
            Period::Half(year, 2) => Some(Period::Half(year, 1)),
            Period::Half(year, _) => Some(Period::Half(year - 1, 2)),
            _ => None,
        }
    }
}

/// What the words of a period expression leave to be resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PeriodSaid {
    pub(super) part: Option<Part>,
    pub(super) year: Option<YearSaid>,
}

/// The part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Quarter(u8),
    Half(u8),
    NineMonths,
    /// The quarter that ends in this month.
    EndsIn(u8),
}

/// The year, as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearSaid {
    /// "fiscal 2009", "FY09".
    Fiscal(i32),
    /// "2009", "'09".
    Plain(i32),
    /// Counted from the call's fiscal year: "last year" -1.
    Relative(i8),
}

/// Reads a number expression that says a period: "third quarter of fiscal 2007", "Q3 '10", "first half", "2005". None
/// where a word of it is not understood.
pub(super) fn read_period(text: &str) -> Option<PeriodSaid> {
    let lower = text.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let mut said = PeriodSaid::default();
    let mut fiscal = false;
    let mut ordinal = None;
    let mut month = None;
    let mut six = false;
    let words = lower.split(|c: char| c.is_whitespace() || c == '-' || c == ',').filter(|word| !word.is_empty());
    for word in words {
        if let Some(number) = ordinal_number(word) {
            ordinal = Some(number);
            continue;
        }
        if let Some(number) = month_number(word) {
            month = Some(number);
            continue;
        }
        match word.trim_end_matches("'s") {
            "quarter" | "quarters" => {
                said.part = match (ordinal.take(), month.take()) {
                    (Some(number), _) if (1..=4).contains(&number) => Some(Part::Quarter(number)),
                    (None, Some(month)) => Some(Part::EndsIn(month)),
                    _ => return None,
                }
            }
            "half" => said.part = ordinal.take().filter(|number| *number <= 2).map(Part::Half),
            "nine" | "months" | "month" | "9" => {
                ordinal = None;
                if matches!(word, "nine" | "9") {
                    said.part = Some(Part::NineMonths);
                } else if said.part != Some(Part::NineMonths) && !six {
                    return None;
                }
            }
            // "first six months"
            "six" | "6" if ordinal == Some(1) => {
                ordinal = None;
                six = true;
                said.part = Some(Part::Half(1));
            }
            "fiscal" | "financial" | "fy" => fiscal = true,
            "this" | "current" => said.year = Some(YearSaid::Relative(0)),
            "last" | "prior" | "previous" => said.year = Some(YearSaid::Relative(-1)),
            "next" | "following" => said.year = Some(YearSaid::Relative(1)),
            "calendar" | "the" | "of" | "in" | "for" | "year" | "full" | "a" => {}
            word => part_or_year(word, &mut said, &mut fiscal)?,
        }
    }
    if ordinal.is_some() || month.is_some() || said == PeriodSaid::default() {
        return None;
    }
    if let (true, Some(YearSaid::Plain(year))) = (fiscal, said.year) {
        said.year = Some(YearSaid::Fiscal(year));
    }
    Some(said)
}

/// "q3", "3q10", "h1", "fy07", "2007", "'07", "07".
fn part_or_year(word: &str, said: &mut PeriodSaid, fiscal: &mut bool) -> Option<()> {
    let mut rest = word;
    if let Some(year) = rest.strip_prefix("fy") {
        *fiscal = true;
        rest = year;
    }
    // "9M FY25", "9MFY25"
    if let Some(year) = rest.strip_prefix("9m") {
        said.part = Some(Part::NineMonths);
        rest = year;
        if let Some(year) = rest.strip_prefix("fy") {
            *fiscal = true;
            rest = year;
        }
    }
    let bytes = rest.as_bytes();
    match bytes {
        [letter @ (b'q' | b'h'), digit @ b'1'..=b'4', ..] | [digit @ b'1'..=b'4', letter @ (b'q' | b'h'), ..] => {
            let number = digit - b'0';
            said.part = Some(if *letter == b'q' { Part::Quarter(number) } else { Part::Half(number) });
            rest = &rest[2..];
            if let Some(year) = rest.strip_prefix("fy") {
                *fiscal = true;
                rest = year;
            }
        }
        _ => {}
    }
    let digits = rest.trim_start_matches(['\'', '/']);
    if digits.is_empty() {
        return Some(());
    }
    let number: i32 = digits.parse().ok()?;
    let year = match digits.len() {
        4 if (1950..2100).contains(&number) => number,
        2 if number < 50 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    said.year = Some(YearSaid::Plain(year));
    Some(())
}

/// Reads the date on which a month ends, "September 30, 2030", as the month and the year where it is said. None for
/// other days.
pub(super) fn read_month_end(text: &str) -> Option<(u8, Option<i32>)> {
    let (month, day, year) = read_day(text)?;
    let last = match month {
        2 => 28..=29,
        4 | 6 | 9 | 11 => 30..=30,
        _ => 31..=31,
    };
    last.contains(&day).then_some((month, year))
}

/// A day of the year: its month, its number, and its calendar year where that is said.
fn read_day(text: &str) -> Option<(u8, i32, Option<i32>)> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match (month_number(word), digits.parse::<i32>()) {
            (Some(number), _) => month = Some(number),
            (None, Ok(number @ 1..=31)) => day = Some(number),
            (None, Ok(number @ 1950..2100)) => year = Some(number),
            _ => return None,
        }
    }
    Some((month?, day?, year))
}

/// The month with whose end a quarter ends that ends on a day of a week: "June 26, 2030", "May 3". The last day is never more
/// than a week away from that of the month.
pub(super) fn read_week_end(text: &str) -> Option<(u8, Option<i32>)> {
    const WEEK: i32 = 7;
    let (month, day, year) = read_day(text)?;
    match (month, day) {
        (month, day) if day > 31 - WEEK => Some((month, year)),
        (1, ..=WEEK) => Some((12, year.map(|year: i32| year - 1))),
        (month, ..=WEEK) => Some((month - 1, year)),
        _ => None,
    }
}

fn ordinal_number(word: &str) -> Option<u8> {
    Some(match word {
        "first" | "1st" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" => 4,
        _ => return None,
    })
}

fn month_number(word: &str) -> Option<u8> {
    let means = |month: &Month| {
        let name = month.name();
        name.eq_ignore_ascii_case(word) || name[..3].eq_ignore_ascii_case(word)
    };
    Month::all().find(means).map(Month::number)
}

/// What a call's periods are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Now {
    pub(super) quarter: Option<FiscalQuarter>,
    pub(super) calendar: Option<FiscalCalendar>,
}

impl Now {
    /// What the periods of a call are counted from.
    pub(crate) fn of(call: &Call) -> Now {
        Now { quarter: call.facts.quarter, calendar: call.facts.calendar }
    }

    /// The fiscal year that a year is; none where the calendar does not tell.
    pub(super) fn year(self, year: YearSaid) -> Option<Period> {
        match (year, self.calendar) {
            (YearSaid::Fiscal(year), _) => Some(Period::Year(year)),
            (YearSaid::Plain(year), Some(calendar)) if calendar.year_end.number() == 12 => {
                Some(Period::Year(year + calendar.name_offset))
            }
            (YearSaid::Plain(year), Some(_)) => Some(Period::CalendarYear(year)),
            (YearSaid::Relative(years), _) => Some(Period::Year(self.quarter?.year + i32::from(years))),
            (YearSaid::Plain(_), None) => None,
        }
    }

    /// A part of a year.
    pub(super) fn part_of(self, part: Part, year: i32) -> Option<Period> {
        Some(match part {
            Part::Quarter(quarter) => Period::Quarter(FiscalQuarter { year, quarter }),
            Part::Half(half) => Period::Half(year, half),
            Part::NineMonths => Period::NineMonths(year),
            Part::EndsIn(month) => Period::Quarter(FiscalQuarter { year, quarter: self.quarter_ending(month)? }),
        })
    }

    /// The quarter that ends in a month of a calendar year.
    pub(super) fn ending(self, month: u8, year: i32) -> Option<Period> {
        self.quarter_ending(month)?;
        Some(Period::Quarter(self.calendar?.quarter_of(year, Month::new(month)?)))
    }

    /// The number of the fiscal quarter that ends in a month.
    pub(super) fn quarter_ending(self, month: u8) -> Option<u8> {
        let quarter = self.calendar?.quarter_of(2000, Month::new(month)?);
        let (_, ends) = self.calendar?.end_of(quarter);
        (ends.number() == month).then_some(quarter.quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_with_their_last_days() {
        for (text, expected) in [
            ("September 30, 2030", Some((9, Some(2030)))),
            ("30th September 2030", Some((9, Some(2030)))),
            ("Dec. 31", Some((12, None))),
            ("February 28th", Some((2, None))),
            ("September 12", None),
            ("March 30", None),
            ("September 2030", None),
            ("12/31/2030", None),
        ] {
            assert_eq!(read_month_end(text), expected, "{text}");
        }
    }

    #[test]
    fn periods_are_read_from_their_words() {
        let quarter = |number, year| Some(PeriodSaid { part: Some(Part::Quarter(number)), year });
        let cases = [
            ("Q3", quarter(3, None)),
            ("third quarter", quarter(3, None)),
            ("third quarter of 2006", quarter(3, Some(YearSaid::Plain(2006)))),
            ("third quarter fiscal year 2007", quarter(3, Some(YearSaid::Fiscal(2007)))),
            ("2006 Q3", quarter(3, Some(YearSaid::Plain(2006)))),
            ("Q3 '10", quarter(3, Some(YearSaid::Plain(2010)))),
            ("Q3 10", quarter(3, Some(YearSaid::Plain(2010)))),
            ("3Q10", quarter(3, Some(YearSaid::Plain(2010)))),
            ("9M FY25", Some(PeriodSaid { part: Some(Part::NineMonths), year: Some(YearSaid::Fiscal(2025)) })),
            ("Q3 FY24", quarter(3, Some(YearSaid::Fiscal(2024)))),
            ("fiscal 2009", Some(PeriodSaid { part: None, year: Some(YearSaid::Fiscal(2009)) })),
            ("'07", Some(PeriodSaid { part: None, year: Some(YearSaid::Plain(2007)) })),
            ("first half of 2010", Some(PeriodSaid { part: Some(Part::Half(1)), year: Some(YearSaid::Plain(2010)) })),
            ("H1", Some(PeriodSaid { part: Some(Part::Half(1)), year: None })),
            ("first six months", Some(PeriodSaid { part: Some(Part::Half(1)), year: None })),
            ("six months", None),
            ("first nine months", Some(PeriodSaid { part: Some(Part::NineMonths), year: None })),
            ("December quarter", Some(PeriodSaid { part: Some(Part::EndsIn(12)), year: None })),
            ("first three quarters", None),
            (
                "second half of this year",
                Some(PeriodSaid { part: Some(Part::Half(2)), year: Some(YearSaid::Relative(0)) }),
            ),
            ("third quarter of last year", quarter(3, Some(YearSaid::Relative(-1)))),
            ("mid-2011", None),
            ("fifth quarter", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read_period(text), expected, "{text}");
        }
    }

    #[test]
    fn a_plain_year_is_fiscal_only_where_the_calendar_says_so() {
        let calendar = |month| Month::new(month).map(|year_end| FiscalCalendar { year_end, name_offset: 0 });
        let year = |month| Now { quarter: None, calendar: calendar(month) }.year(YearSaid::Plain(2010));
        assert_eq!(year(12), Some(Period::Year(2010)));
        assert_eq!(year(1), Some(Period::CalendarYear(2010)));
        assert_eq!(Now::default().year(YearSaid::Plain(2010)), None);
        assert_eq!(Now::default().year(YearSaid::Fiscal(2010)), Some(Period::Year(2010)));
    }

    #[test]
    fn quarters_named_by_their_last_month_follow_the_calendar() {
        let now =
            Now { quarter: None, calendar: Month::new(1).map(|year_end| FiscalCalendar { year_end, name_offset: 0 }) };
        assert_eq!(now.quarter_ending(10), Some(3));
        assert_eq!(now.quarter_ending(7), Some(2));
        assert_eq!(now.quarter_ending(9), None);
    }
}
