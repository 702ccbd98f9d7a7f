//! The hover of a period: which months the words stand for.

use std::ops::Range;

use text_size::TextRange;
use tieout_analysis::transcript::{FiscalCalendar, FiscalQuarter, Month};
use tieout_analysis::{CallAnalysis, Period, PeriodWord};

use super::Card;
use crate::wording::period;

/// A period in words that are relative to the call: "last quarter".
pub(super) fn relative(call: &CallAnalysis, words: TextRange, word: PeriodWord) -> Option<Card> {
    let now = call.call.facts.quarter?;
    let resolved = match word {
        PeriodWord::Quarter(distance) => Period::Quarter(now.plus(i32::from(distance))),
        PeriodWord::Year(distance) => Period::Year(now.year + i32::from(distance)),
        // These depend on what else the sentence says.
        _ => return None,
    };
    Some(card(call, words, resolved))
}

/// A period by its name: "third quarter of fiscal 2031", "Q3 FY31".
pub(super) fn named(call: &CallAnalysis, words: TextRange) -> Option<Card> {
    let text = call.text.get(Range::<usize>::from(words))?.to_lowercase();
    let calendar = call.call.facts.calendar?;
    // Without the word, a year is the company's only where its years are those of the calendar.
    let is_fiscal = text.contains("fiscal") || text.contains("fy") || calendar.year_end.number() == 12;
    let year = year_in(&text).filter(|_| is_fiscal)?;
    let resolved = match quarter_in(&text) {
        Some(quarter) => Period::Quarter(FiscalQuarter { year, quarter }),
        None if text.contains("half") || text.contains("month") => return None,
        None => Period::Year(year),
    };
    Some(card(call, words, resolved))
}

fn card(call: &CallAnalysis, words: TextRange, resolved: Period) -> Card {
    let mut card = Card::new(call.text.get(Range::<usize>::from(words)).unwrap_or_default());
    card.beside = period(resolved);
    if let Some(months) = call.call.facts.calendar.and_then(|calendar| months(calendar, resolved)) {
        card.row("covers", months);
    }
    card
}

/// "August 2030 to October 2030".
fn months(calendar: FiscalCalendar, resolved: Period) -> Option<String> {
    let (last, length) = match resolved {
        Period::Quarter(quarter) => (quarter, 3),
        Period::Year(year) => (FiscalQuarter { year, quarter: 4 }, 12),
        _ => return None,
    };
    let (year, month) = calendar.end_of(last);
    let end = year * 12 + i32::from(month.number()) - 1;
    let name = |index: i32| {
        let month = Month::new(index.rem_euclid(12) as u8 + 1)?;
        Some(format!("{} {}", month.name(), index.div_euclid(12)))
    };
    Some(format!("{} to {}", name(end - length + 1)?, name(end)?))
}

fn quarter_in(text: &str) -> Option<u8> {
    const WORDS: [(&str, u8); 9] = [
        ("q1", 1),
        ("q2", 2),
        ("q3", 3),
        ("q4", 4),
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("1q", 1),
    ];
    WORDS.into_iter().find(|(word, _)| text.contains(word)).map(|(_, quarter)| quarter)
}

/// The year that a text names with two or four digits.
fn year_in(text: &str) -> Option<i32> {
    let mut runs = text.split(|it: char| !it.is_ascii_digit()).filter(|run| run.len() == 4 || run.len() == 2);
    let run = runs.next_back()?;
    let year: i32 = run.parse().ok()?;
    Some(if run.len() == 2 { 2000 + year } else { year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        for (text, quarter, year) in [
            ("third quarter of fiscal 2031", Some(3), Some(2031)),
            ("q4 fy31", Some(4), Some(2031)),
            ("fiscal 2030", None, Some(2030)),
            ("q2", Some(2), None),
        ] {
            assert_eq!((quarter_in(text), year_in(text)), (quarter, year), "{text}");
        }
    }

    #[test]
    fn months_follow_the_fiscal_calendar() {
        let calendar = FiscalCalendar { year_end: Month::new(1).unwrap(), name_offset: 0 };
        let quarter = Period::Quarter(FiscalQuarter { year: 2031, quarter: 3 });
        assert_eq!(months(calendar, quarter).as_deref(), Some("August 2030 to October 2030"));
        assert_eq!(months(calendar, Period::Year(2031)).as_deref(), Some("February 2030 to January 2031"));
    }
}
