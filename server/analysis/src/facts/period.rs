//! Periods: when a fact holds.

use std::fmt;

use tieout_transcript::FiscalQuarter;

/// A stretch of time that a fact is about, resolved against the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A fiscal quarter: "FY2007Q3".
    Quarter(FiscalQuarter),
    /// A fiscal year: "FY2007".
    Year(i32),
    /// A calendar year that is not the company's fiscal year: "2010".
    CalendarYear(i32),
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Quarter(quarter) => write!(f, "{quarter}"),
            Period::Year(year) => write!(f, "FY{year}"),
            Period::CalendarYear(year) => write!(f, "{year}"),
        }
    }
}
