//! The day and the time of a call.

use regex::Captures;

use crate::call::CallFacts;
use crate::expressions::expressions;
use crate::sources::{Sources, seen};
use crate::tables::TODAY;

expressions! {
    MONTH_DAY_YEAR = r"(?i)(?:\b|call|transcript|webcast)(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(20\d\d|19\d\d)\b";
    DAY_MONTH_YEAR = r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?[\s-]+(20\d\d|19\d\d)\b";
    ISO_DATE = r"\b(20\d\d)-(\d\d)-(\d\d)\b";
    TIME = r"(?i)\b\d{1,2}(?::\d{2}\s*(?:[ap]\.?m\.?)?|\.\d{2}\s*[ap]\.?m\.?)(?:\s*(?:E[SD]?T|P[SD]?T|C[SD]?T|GMT|BST|CES?T|IST|UTC|Eastern(?: Time)?|HKT|SGT))?";
}

type Date = (i32, u8, u8);

/// The dates of a text, with where each ends.
fn dates(text: &str) -> Vec<(Date, usize)> {
    let mut found = Vec::new();
    if !crate::label::has_year(text) {
        return found;
    }
    let mut add = |captures: &Captures<'_>, year: usize, month: usize, day: usize| {
        let group = |index| captures.get(index).map_or("", |found| found.as_str());
        let month = group(month).parse().ok().or_else(|| month_of(group(month)));
        let (Ok(year), Some(month), Ok(day)) = (group(year).parse(), month, group(day).parse::<u8>()) else { return };
        if (1..=12).contains(&month) && (1..=31).contains(&day) {
            found.push(((year, month, day), captures.get(0).map_or(0, |found| found.end())));
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
    found
}

/// The number of a month from its name or the beginning of it.
pub(crate) fn month_of(name: &str) -> Option<u8> {
    let mut buffer = [0; crate::words::LONGEST_WORD];
    let name = crate::words::lower(name, &mut buffer)?;
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = months.iter().position(|month| name.starts_with(month))?;
    Some(at as u8 + 1)
}

/// The date beside the title; else the only one before the first turn; else the one the operator gives as today's.
pub(crate) fn find(sources: &Sources<'_>, facts: &mut CallFacts) {
    let titles: Vec<u32> = sources.titles().map(|(line, _)| *line).collect();
    let beside = |line: u32| titles.iter().any(|title| line.abs_diff(*title) <= 3);
    let dated =
        sources.front.iter().flat_map(|(line, words)| dates(words).into_iter().map(|(date, _)| (*line, *words, date)));
    let dated: Vec<_> = dated.collect();
    let near = dated.iter().rev().find(|(line, words, _)| beside(*line) && words.len() < 120);
    let only = dated.first().filter(|(_, _, date)| dated.iter().all(|(_, _, other)| other == date));
    if let Some((line, words, date)) = near.or(only) {
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
        for (date, end) in dates(speech) {
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
