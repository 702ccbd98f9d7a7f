//! Period expressions, and what they mean in this call.

use tieout_transcript::FiscalQuarter;

use super::period::{Now, Part, Period, YearSaid};
use crate::tokens::PeriodWord;

/// A period expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The first token.
    pub(super) start: usize,
    /// Behind the last token.
    pub(super) end: usize,
    /// What it says.
    pub(super) said: Said,
    /// Whether it is what something is compared with: "from Q2", "versus last year".
    pub(super) base: bool,
    /// Whether it points: "this quarter", not "the quarter".
    pub(super) points: bool,
}

/// What it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A part of a year, in a year named, counted from the call's, or neither.
    Part(Part, Option<YearOf>),
    /// A whole year.
    Year(YearOf),
    /// A span of calendar years.
    Years(i32, i32),
    /// Two parts of a year in a row: "the end of Q2 and early Q3".
    Parts(Part, Part),
    Word(PeriodWord),
    /// The end of a month, at which a balance is struck, and its calendar year where that is said.
    Struck(u8, Option<i32>),
    /// A stretch of time that ended with a month, and its calendar year where that is said.
    Ended(Span, u8, Option<i32>),
    /// A stretch of time that ends with the quarter of the call.
    ToDate(Span),
    /// The end of a year, counted from the call's: "the end of last year".
    EndOfYear(i8),
    /// The same stretch of another year.
    SameIn(YearOf),
    /// Not understood: something is said about time, but not what.
    Unclear,
}

/// How long a stretch of time is that is known by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Quarter,
    Half,
    NineMonths,
    Year,
}

impl Span {
    /// By its name: "three months".
    pub(super) fn named(said: &str) -> Option<Span> {
        const SPANS: [(&str, Span); 9] = [
            ("three months", Span::Quarter),
            ("3 months", Span::Quarter),
            ("six months", Span::Half),
            ("6 months", Span::Half),
            ("half year", Span::Half),
            ("nine months", Span::NineMonths),
            ("9 months", Span::NineMonths),
            ("twelve months", Span::Year),
            ("12 months", Span::Year),
        ];
        let said = said.replace('-', " ");
        SPANS.iter().find(|(name, _)| said.eq_ignore_ascii_case(name)).map(|(_, span)| *span)
    }

    /// The stretch of a fiscal year that is so long and ends with a quarter.
    fn ending_with(self, last: FiscalQuarter) -> Option<Period> {
        match (self, last.quarter) {
            (Span::Quarter, _) => Some(Period::Quarter(last)),
            (Span::Half, 2 | 4) => Some(Period::Half(last.year, last.quarter / 2)),
            (Span::NineMonths, 3) => Some(Period::NineMonths(last.year)),
            (Span::Year, 4) => Some(Period::Year(last.year)),
            _ => None,
        }
    }
}

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    Said(YearSaid),
    /// Counted from the call's fiscal year.
    Relative(i8),
}

/// How the statement around a period expression bears on its meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether the statement looks ahead.
    pub(super) ahead: bool,
    /// The period of what is compared, for "a year ago".
    pub(super) reference: Option<Period>,
    /// The period that guidance in this stretch of the call is about, for "the quarter".
    pub(super) guided: Option<Period>,
    /// Whether what is measured is the state at a moment; none where nothing is known of it.
    pub(super) stock: Option<bool>,
}

impl When {
    /// From the start of the year.
    pub(super) fn year_to_date() -> When {
        When { start: 0, end: 0, said: Said::Word(PeriodWord::YearToDate), base: false, points: false }
    }

    /// The same, as the period of what something is compared with.
    pub(super) fn compared(&self) -> When {
        When { base: true, ..*self }
    }

    /// Whether it is said to be before the period spoken of: "the prior year", "last year".
    pub(super) fn is_prior(&self) -> bool {
        matches!(self.said, Said::Word(PeriodWord::SamePeriod(..0) | PeriodWord::Year(..0)))
    }

    /// Whether it is a year counted from that of the call: "this year", "last year".
    pub(super) fn is_relative_year(&self) -> bool {
        matches!(self.said, Said::Word(PeriodWord::Year(..=0)))
    }

    /// Whether it is a part of a year that is counted back from that of the call: "last year's third quarter".
    pub(super) fn is_of_relative_year(&self) -> bool {
        matches!(self.said, Said::Part(_, Some(YearOf::Relative(..0))) | Said::Word(PeriodWord::SamePeriod(..0)))
    }

    /// Whether it says itself of which year it is, so that no other can be meant: "2032", "next year".
    pub(super) fn names_year(&self) -> bool {
        matches!(self.said, Said::Year(_) | Said::Part(_, Some(_)) | Said::Word(PeriodWord::Year(1..)))
    }

    /// Whether it is a part of a year that is not said: "Q1".
    pub(super) fn is_bare_part(&self) -> bool {
        matches!(self.said, Said::Part(_, None))
    }

    /// Whether it is a year by its number: "2032".
    pub(super) fn is_year(&self) -> bool {
        matches!(self.said, Said::Year(YearOf::Said(_)))
    }

    /// The part of a fiscal year that it is one of.
    pub(super) fn in_year(&self, now: Now, year: i32) -> Option<Period> {
        match self.said {
            Said::Part(part, None) => now.part_of(part, year),
            _ => None,
        }
    }

    /// Whether it is the quarter before that of the call.
    pub(super) fn is_quarter_before(&self) -> bool {
        self.said == Said::Word(PeriodWord::Quarter(-1))
    }

    /// Whether it is the quarter that the call reports on.
    pub(super) fn is_reported_quarter(&self) -> bool {
        self.said == Said::Word(PeriodWord::Quarter(0))
    }

    /// Whether it is the year of the call.
    pub(super) fn is_this_year(&self) -> bool {
        self.points && self.said == Said::Word(PeriodWord::Year(0))
    }

    /// Whether it points to no year or quarter by itself: "the year", not "this quarter".
    pub(super) fn is_bare(&self) -> bool {
        !self.points && matches!(self.said, Said::Word(PeriodWord::Year(0) | PeriodWord::Quarter(0)))
    }

    /// What it means; none where that is unsure.
    pub(super) fn resolve(&self, now: Now, setting: Setting) -> Option<Period> {
        let call = now.quarter?;
        match self.said {
            Said::Unclear => None,
            Said::Years(first, last) => Some(Period::CalendarYears(first, last)),
            Said::Parts(first, last) => {
                let ends = (self.part_alone(first, now, setting)?, self.part_alone(last, now, setting)?);
                match ends {
                    (Period::Quarter(first), Period::Quarter(last)) if first < last => {
                        Some(Period::Quarters(first, last))
                    }
                    _ => None,
                }
            }
            Said::Year(year) => year_of(year, now),
            Said::EndOfYear(years) => (setting.stock == Some(true))
                .then(|| now.part_of(Part::Quarter(4), call.year + i32::from(years)))
                .flatten(),
            // Once the year is over, "next year" may be counted from either.
            Said::Part(_, Some(YearOf::Relative(1..))) if call.quarter == 4 => None,
            Said::Part(part, Some(YearOf::Relative(years) | YearOf::Said(YearSaid::Relative(years)))) => {
                now.part_of(part, call.year + i32::from(years))
            }
            // "the September 2031 quarter": the month is one of the calendar.
            Said::Part(Part::EndsIn(month), Some(YearOf::Said(YearSaid::Plain(year)))) => now.ending(month, year),
            Said::Part(part, Some(YearOf::Said(YearSaid::Fiscal(year) | YearSaid::Plain(year)))) => {
                now.part_of(part, year)
            }
            Said::Part(part, None) => self.part_alone(part, now, setting),
            Said::SameIn(year) => {
                let reference = setting.reference?;
                match (reference, year) {
                    (_, YearOf::Relative(years)) => Some(reference.plus_years(i32::from(years))),
                    (Period::Quarter(quarter), YearOf::Said(YearSaid::Fiscal(year) | YearSaid::Plain(year))) => {
                        now.part_of(Part::Quarter(quarter.quarter), year)
                    }
                    (_, year) => year_of(year, now),
                }
            }
            Said::Word(word) => self.word(word, now, setting),
            Said::Struck(month, year) if setting.stock == Some(true) => match year {
                Some(year) => now.ending(month, year),
                None => self.part_alone(Part::EndsIn(month), now, setting),
            },
            Said::Struck(..) => None,
            Said::ToDate(span) => span.ending_with(call),
            Said::Ended(span, month, year) => {
                let last = match year {
                    Some(year) => now.ending(month, year),
                    None => self.part_alone(Part::EndsIn(month), now, setting),
                };
                match last? {
                    Period::Quarter(last) => span.ending_with(last),
                    _ => None,
                }
            }
        }
    }

    /// A part of a year that is not named: the one nearest to the call that fits.
    fn part_alone(&self, part: Part, now: Now, setting: Setting) -> Option<Period> {
        let call = now.quarter?;
        let (number, ends, half) = match part {
            Part::Quarter(number) => (number, number, false),
            Part::EndsIn(month) => (now.quarter_ending(month)?, now.quarter_ending(month)?, false),
            Part::Half(half) => (half, half * 2, true),
            Part::NineMonths => (0, 3, false),
        };
        let year = if ends <= call.quarter {
            // Over already. Ahead, only the quarter of the call itself is spoken of: its guidance.
            let passed = if half { ends < call.quarter } else { number < call.quarter };
            // Once the year is over, the half ahead is that of the next; once the half is, it may be either.
            if setting.ahead && half && ends == call.quarter {
                return if ends == 4 { now.part_of(part, call.year + 1) } else { None };
            }
            if setting.ahead && passed { call.year + 1 } else { call.year }
        } else if self.base || !setting.ahead && call.quarter == 1 && number == 4 {
            call.year - 1
        } else if setting.ahead || half || ends == call.quarter + 1 {
            call.year
        } else {
            return None;
        };
        now.part_of(part, year)
    }

    fn word(&self, word: PeriodWord, now: Now, setting: Setting) -> Option<Period> {
        let call = now.quarter?;
        match word {
            PeriodWord::Quarter(0) if setting.ahead => {
                setting.guided.filter(|period| matches!(period, Period::Quarter(_)))
            }
            PeriodWord::Quarter(quarters) => Some(Period::Quarter(call.plus(i32::from(quarters)))),
            PeriodWord::CurrentQuarter => setting.ahead.then_some(Period::Quarter(call.plus(1))),
            // Once the year is over, "this year" and "next year" may be counted from either.
            PeriodWord::Year(0) => {
                let guided = setting.guided.filter(|_| setting.ahead && call.quarter == 4);
                match guided {
                    Some(Period::Year(_)) => guided,
                    Some(Period::Quarter(quarter)) => Some(Period::Year(quarter.year)),
                    _ => (call.quarter < 4 || !setting.ahead).then_some(Period::Year(call.year)),
                }
            }
            PeriodWord::Year(years @ 1..) => (call.quarter < 4).then_some(Period::Year(call.year + i32::from(years))),
            PeriodWord::Year(years) if self.base => Some(setting.reference?.plus_years(i32::from(years))),
            // Nor is "last year" sure then.
            PeriodWord::Year(..0) if call.quarter == 4 => None,
            PeriodWord::Year(years) => Some(Period::Year(call.year + i32::from(years))),
            PeriodWord::SamePeriod(years) => Some(setting.reference?.plus_years(i32::from(years))),
            PeriodWord::YearToDate => match call.quarter {
                2 => Some(Period::Half(call.year, 1)),
                3 => Some(Period::NineMonths(call.year)),
                4 => Some(Period::Year(call.year)),
                _ => Some(Period::Quarter(call)),
            },
            // The state at the end of the year is that at the end of its last quarter. What something is compared with
            // was so at the end of the year before.
            PeriodWord::YearEnd if self.base && call.quarter < 4 => {
                (setting.stock == Some(true)).then(|| Period::Quarter(call.plus(-i32::from(call.quarter))))
            }
            PeriodWord::YearEnd if setting.ahead && call.quarter < 4 => setting.stock.map(|stock| match stock {
                true => Period::Quarter(call.plus(4 - i32::from(call.quarter))),
                false => Period::Year(call.year),
            }),
            PeriodWord::YearEnd if !setting.ahead && !self.base && call.quarter == 4 => {
                (setting.stock == Some(true)).then_some(Period::Quarter(call))
            }
            PeriodWord::YearEnd | PeriodWord::Pointer => None,
            PeriodWord::NumberedQuarter(number) => self.part_alone(Part::Quarter(number), now, setting),
            PeriodWord::Half(number) => self.part_alone(Part::Half(number), now, setting),
            PeriodWord::MonthQuarter(month) => self.part_alone(Part::EndsIn(month), now, setting),
        }
    }
}

fn year_of(year: YearOf, now: Now) -> Option<Period> {
    match year {
        YearOf::Said(year) => now.year(year),
        YearOf::Relative(years) => Some(Period::Year(now.quarter?.year + i32::from(years))),
    }
}
