//! The hover of a period: which months the words stand for.

use text_size::TextRange;
use tieout_analysis::transcript::{FiscalCalendar, FiscalQuarter, Month};
use tieout_analysis::{CallAnalysis, Period, PeriodWord, Placed};

use super::card::Card;
use crate::snapshot::words;
use crate::target::{sentence_at, whole};
use crate::wording::period;

/// A period in words that are relative to the call: "last quarter".
pub(super) fn relative(placed: &Placed, range: TextRange, word: PeriodWord) -> Option<Card> {
    let now = placed.call.call.facts.quarter?;
    let resolved = match word {
        PeriodWord::Quarter(distance) => Period::Quarter(now.plus(i32::from(distance))),
        PeriodWord::Year(distance) => Period::Year(now.year + i32::from(distance)),
        PeriodWord::MonthQuarter(month) => Period::Quarter(nearest(placed.call.call.facts.calendar?, now, month)?),
        // These depend on what else the sentence says.
        _ => return None,
    };
    Some(card(placed, range, resolved))
}

/// A period by its name: "third quarter of fiscal 2031", "Q3 FY31".
pub(super) fn named(placed: &Placed, range: TextRange) -> Option<Card> {
    let call = &placed.call;
    let text = words(call, range).to_lowercase();
    // Without the word, a year is the company's only where its years are those of the calendar.
    let ends_in_december = call.call.facts.calendar.is_some_and(|calendar| calendar.year_end.number() == 12);
    let is_fiscal = text.contains("fiscal") || text.contains("fy") || ends_in_december;
    let resolved = match (quarter_in(&text), year_in(&text)) {
        (_, Some(_)) if !is_fiscal => return None,
        (Some(quarter), Some(year)) => Period::Quarter(FiscalQuarter { year, quarter }),
        (Some(quarter), None) => Period::Quarter(quarter_of_facts(call, range, quarter)?),
        (None, Some(year)) if !text.contains("half") && !text.contains("month") => Period::Year(year),
        (None, _) => return None,
    };
    Some(card(placed, range, resolved))
}

/// The quarter of this number that the facts of the sentence agree on.
fn quarter_of_facts(call: &CallAnalysis, range: TextRange, number: u8) -> Option<FiscalQuarter> {
    let sentence = sentence_at(call, range.start())?;
    let span = sentence.in_call(whole(sentence));
    let said = call.facts.iter().filter(|fact| span.contains_range(fact.range)).filter_map(|fact| fact.period);
    let mut quarters = said.filter_map(|period| match period {
        Period::Quarter(quarter) if quarter.quarter == number => Some(quarter),
        _ => None,
    });
    let first = quarters.next()?;
    quarters.all(|other| other == first).then_some(first)
}

fn card(placed: &Placed, range: TextRange, resolved: Period) -> Card {
    let mut card = Card::new(words(&placed.call, range));
    card.beside = period(resolved);
    let facts = &placed.call.call.facts;
    let Some(calendar) = facts.calendar else { return card };
    if let Some(months) = months(calendar, resolved) {
        card.row("covers", months);
    }
    card.row("fiscal year", format!("ends in {}", calendar.year_end.name()));
    if let Some(evidence) = facts.calendar_evidence.first() {
        let line = evidence.line.map(|line| format!(" (L{})", placed.first_line + line + 1)).unwrap_or_default();
        card.row("known", format!("{}{line}", evidence.what));
    }
    card
}

/// The quarter that ends in a month and lies nearest to the one reported, of the four around it: two before and one
/// behind.
fn nearest(calendar: FiscalCalendar, now: FiscalQuarter, month: u8) -> Option<FiscalQuarter> {
    (-2..=1).map(|distance| now.plus(distance)).find(|quarter| calendar.end_of(*quarter).1.number() == month)
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
    fn quarters_named_by_a_month_are_those_around_the_call() {
        let calendar = FiscalCalendar { year_end: Month::new(1).unwrap(), name_offset: 0 };
        let now = FiscalQuarter { year: 2031, quarter: 3 };
        let of = |month| nearest(calendar, now, month).map(|quarter| quarter.to_string());
        assert_eq!(of(10).as_deref(), Some("FY2031Q3"));
        assert_eq!(of(7).as_deref(), Some("FY2031Q2"));
        assert_eq!(of(1).as_deref(), Some("FY2031Q4"));
        assert_eq!(of(9), None);
    }

    #[test]
    fn months_follow_the_fiscal_calendar() {
        let calendar = FiscalCalendar { year_end: Month::new(1).unwrap(), name_offset: 0 };
        let quarter = Period::Quarter(FiscalQuarter { year: 2031, quarter: 3 });
        assert_eq!(months(calendar, quarter).as_deref(), Some("August 2030 to October 2030"));
        assert_eq!(months(calendar, Period::Year(2031)).as_deref(), Some("February 2030 to January 2031"));
    }
}
