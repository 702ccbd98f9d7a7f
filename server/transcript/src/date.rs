//! The day and the time of a call.

use std::ops::Range;

use regex::Captures;

use crate::call::CallFacts;
use crate::expressions::expressions;
use crate::sources::{Sources, seen};
use crate::tables::{PAGE_DATED, TODAY};

expressions! {
    MONTH_DAY_YEAR = r"(?i)(?:\b|call|transcript|webcast)(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[.,]?[\s-]+(20\d\d|19\d\d)\b";
    DAY_MONTH_YEAR = r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?[\s-]+(20\d\d|19\d\d)\b";
    ISO_DATE = r"\b(20\d\d)-(\d\d)-(\d\d)\b";
    // "30-Apr-30", "3 Feb'30"
    SHORT_YEAR = r"(?i)\b(\d{1,2})(?:-|\s+)(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:-|\s*['’])(\d\d)\b";
    // "10/30/2030"
    SLASHED = r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b";
    // "Thursday, April 30, 2030"
    WEEKDAY = r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?$";
    TIME = r"(?i)\b\d{1,2}(?::\d{2}\s*(?:[ap]\.?m\.?)?|\.\d{2}\s*[ap]\.?m\.?)(?:\s*(?:E[SD]?T|P[SD]?T|C[SD]?T|GMT|BST|CES?T|IST|UTC|Eastern(?: Time)?|HKT|SGT))?";
}

type Date = (i32, u8, u8);

/// A date where it stands.
struct Dated {
    date: Date,
    range: Range<usize>,
}

/// Whether the day stands before the month in dates of numbers alone; none where nothing tells.
type DayFirst = Option<bool>;

/// The dates of a text, with where each stands.
fn dates(text: &str, day_first: DayFirst) -> Vec<Dated> {
    let mut found = Vec::new();
    if !crate::label::has_year(text) && !text.contains(['-', '\'', '’']) {
        return found;
    }
    let mut add = |captures: &Captures<'_>, year: usize, month: usize, day: usize| {
        let group = |index| captures.get(index).map_or("", |found| found.as_str());
        let month = group(month).parse().ok().or_else(|| month_of(group(month)));
        let (Ok(year), Some(month), Ok(day)) = (group(year).parse::<i32>(), month, group(day).parse::<u8>()) else {
            return;
        };
        let year = if year < 100 { 2000 + year } else { year };
        if (1..=12).contains(&month) && (1..=31).contains(&day) {
            found.push(Dated { date: (year, month, day), range: captures.get(0).map_or(0..0, |found| found.range()) });
        }
    };
    for captures in MONTH_DAY_YEAR.captures_iter(text) {
        add(&captures, 3, 1, 2);
    }
    for captures in DAY_MONTH_YEAR.captures_iter(text) {
        add(&captures, 3, 2, 1);
    }
    for captures in ISO_DATE.captures_iter(text) {
        add(&captures, 1, 2, 3);
    }
    for captures in SHORT_YEAR.captures_iter(text) {
        add(&captures, 3, 2, 1);
    }
    for captures in SLASHED.captures_iter(text) {
        match order(&captures).or(day_first) {
            Some(true) => add(&captures, 3, 2, 1),
            Some(false) => add(&captures, 3, 1, 2),
            None => {}
        }
    }
    found
}

/// Whether the day stands first in "30/10/2030"; none where both numbers can be months.
fn order(captures: &Captures<'_>) -> DayFirst {
    let number = |group| captures.get(group).and_then(|found| found.as_str().parse::<u8>().ok());
    match (number(1)?, number(2)?) {
        (13.., 1..=12) => Some(true),
        (1..=12, 13..) => Some(false),
        (one, other) if one == other => Some(true),
        _ => None,
    }
}

/// The order that the other dates of the front matter show; none where there are none, or they disagree.
fn order_of(sources: &Sources<'_>) -> DayFirst {
    let mut orders = sources.front.iter().flat_map(|(_, words)| {
        SLASHED.captures_iter(words).filter(|it| it.get(1).map(|it| it.as_str()) != it.get(2).map(|it| it.as_str()))
    });
    let mut orders = orders.by_ref().filter_map(|captures| order(&captures));
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// The number of a month from its name or the beginning of it.
pub(crate) fn month_of(name: &str) -> Option<u8> {
    let mut buffer = [0; crate::words::LONGEST_WORD];
    let name = crate::words::lower(name, &mut buffer)?;
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = months.iter().position(|month| name.starts_with(month))?;
    Some(at as u8 + 1)
}

/// The date beside the title; else the only one before the first turn, or the only one with its day of the week; else the
/// one the operator gives as today's.
pub(crate) fn find(sources: &Sources<'_>, facts: &mut CallFacts) {
    let titles: Vec<u32> = sources.titles().map(|(line, _)| *line).collect();
    let beside = |line: u32| titles.iter().any(|title| line.abs_diff(*title) <= 3);
    let day_first = order_of(sources);
    // "Updated: May 12, 2030" is the day of the page.
    let front = sources.front.iter().filter(|(_, words)| PAGE_DATED.at_start(words).is_none());
    let dated = front.flat_map(|(line, words)| {
        dates(words, day_first).into_iter().map(|Dated { date, range }| (*line, *words, date, range))
    });
    let dated: Vec<_> = dated.collect();
    let near = dated.iter().rev().find(|(line, words, ..)| beside(*line) && words.len() < 120);
    let only = dated.first().filter(|(_, _, date, _)| dated.iter().all(|(_, _, other, _)| other == date));
    // "Edited on May 18, 2030: a call of Thursday, April 30, 2030"
    let mut of_weekdays =
        dated.iter().filter(|(_, words, _, range)| words.get(..range.start).is_some_and(|it| WEEKDAY.is_match(it)));
    let of_weekday = of_weekdays.next().filter(|(_, _, date, _)| of_weekdays.all(|(_, _, other, _)| other == date));
    if let Some((line, words, date, _)) = near.or(only).or(of_weekday) {
        facts.date = Some(*date);
        facts.time = TIME.find(words).map(|found| found.as_str().trim().to_owned()).or_else(|| {
            // "Mar 03, 2032" / "," / "8:00 a.m. ET"
            let next = sources.front.iter().filter(|(other, _)| (line + 1..=line + 2).contains(other));
            next.take(2).find_map(|(_, words)| TIME.find(words)).map(|found| found.as_str().trim().to_owned())
        });
        facts.evidence.push(seen("the date stands in the title".to_owned(), *line));
        return;
    }
    for (line, speech) in &sources.opening {
        for Dated { date, range: Range { end, .. } } in dates(speech, day_first) {
            let from = end.saturating_sub(90);
            let before = speech.get((from..=end).find(|at| speech.is_char_boundary(*at)).unwrap_or(end)..end);
            if before.is_some_and(|before| TODAY.is_match(before)) {
                facts.date = Some(date);
                facts.evidence.push(seen("the date is said at the opening".to_owned(), *line));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        dates(text, None).first().map(|dated| dated.date)
    }

    #[test]
    fn dates_are_written_in_many_ways() {
        for text in [
            "Apr. 30. 2030 / 1:30PM ET",
            "April 30, 2030",
            "30th of April 2030",
            "2030-04-30",
            "30-Apr-30 2:00pm GMT",
            "30 Apr'30",
            "4/30/2030",
            "30/4/2030",
        ] {
            assert_eq!(day(text), Some((2030, 4, 30)), "{text}");
        }
        assert_eq!(day("7/7/2030"), Some((2030, 7, 7)));
        for text in ["5/7/2030", "30/13/2030", "a 30-70 split", "in May '30", "3 for '30"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(dates("5/7/2030", Some(false)).first().map(|dated| dated.date), Some((2030, 5, 7)));
    }
}
