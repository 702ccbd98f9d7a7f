//! The fiscal quarter that a call reports on, from its title and the welcome.

use std::ops::Range;

use regex::Captures;

use crate::call::CallFacts;
use crate::expressions::expressions;
use crate::fiscal::{FiscalQuarter, FiscalStretch, Month};
use crate::sources::{Sources, names_call, seen};
use crate::tables::{NAMES_EVENT, OUTLOOK};

expressions! {
    // "Q3 2030", "FQ3 2030", "Q3 FY '30", "Q3 and 9 Months FY30", "Q3FY30"
    QUARTER_YEAR = r"(?i)\bF?Q([1-4])\s*(?:(?:and|&)\s*(?:9|nine|six|6|h1)\s*-?(?:months?|m)?\s*)?(?:of\s+)?(?:fiscal(?:\s+year)?|financial year|FY)?(?:[\s,]*['’‘]?(20\d\d|\d\d)|-(20\d\d))\b";
    // "2030 Q3", "FY30 Q3", "2030-Q3"
    YEAR_QUARTER = r"(?i)\b(?:FY\s*)?['’]?(?:(20\d\d|\d\d)\s*,?\s*|(20\d\d)-)Q([1-4])\b";
    // "3Q30", "3Q 2030", "F3Q30"
    NUMBER_QUARTER_YEAR = r"(?i)\bF?([1-4])Q\s*(?:FY)?\s*['’]?(20\d\d|\d\d)\b";
    // "third quarter of fiscal year 2030", "third-quarter 2030"
    ORDINAL_QUARTER_YEAR = r"(?i)\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal\s+)?quarter(?:\s+and\s+(?:full|fiscal|nine|six|year|months?|half|first|the|-|\s)+)?(?:\s+(?:results|earnings|of|for|the|ended|ending))*\s*,?\s*(?:fiscal\s+(?:year\s+)?|financial\s+year\s+|FY\s*)?['’]?(20\d\d|\d\d)\b";
    // "1H30", "F1H 2030", "1H FY30", "H1 2030", "9M 2030", "Half Year 2030", "Full Year 2030"
    STRETCH_YEAR = r"(?i)\b(?:F?([12])H|H([12])|(9)\s?(?:M|months?)|(half|full)[\s-]year|(first|second)[\s-]half(?:[\s-]year)?(?:\s+of)?|(nine)[\s-]months?)\s*(?:fiscal(?:\s+year)?|financial year|FY)?[\s,]*['’‘]?(20\d\d|\d\d)\b";
    // "2030 9 months", "2030 half year"
    YEAR_STRETCH = r"(?i)\b(?:FY\s*)?(20\d\d)\s+(?:(9|nine)\s?(?:M|months?)|(half|full)[\s-]year|(first|second)[\s-]half)\b";
    // "our second quarter earnings call"
    ORDINAL_QUARTER = r"(?i)\b(first|second|third|1st|2nd|3rd)[\s-]+(?:fiscal\s+)?quarter\b";
    // "the June 2030 quarter", "June quarter 2030"
    MONTH_QUARTER = r"(?i)\b([a-z]{3,9})\s+(?:(20\d\d)\s+quarter|quarter\s+(?:of\s+)?(20\d\d))\b";
    // "fiscal 2030", "full year 2030"
    NAMED_YEAR = r"(?i)\b(?:fiscal|full)(?:[\s-]+year)?\s+(20\d\d)\b";
    // "fiscal 2030 third quarter", "2030 third quarter"
    YEAR_ORDINAL_QUARTER = r"(?i)\b(?:fiscal\s+(?:year\s+)?|FY\s*)?['’]?(20\d\d)['’]?s?\s+(?:fiscal\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+quarter\b";
}

/// Every fiscal quarter that a text names with its year.
pub(crate) fn quarters(text: &str) -> Vec<FiscalQuarter> {
    let mut found = Vec::new();
    // Most lines hold no number at all.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || !text.bytes().any(|byte| matches!(byte, b'q' | b'Q')) {
        return found;
    }
    let mut add = |quarter: Option<u8>, year: &str| {
        if let (Some(quarter), Some(year)) = (quarter, year_of(year)) {
            found.push(FiscalQuarter { year, quarter });
        }
    };
    let number = |captures: &Captures<'_>, group| captures.get(group).and_then(|found| found.as_str().parse().ok());
    let text_of =
        |captures: &Captures<'_>, group| captures.get(group).map_or(String::new(), |found| found.as_str().to_owned());
    for captures in QUARTER_YEAR.captures_iter(text) {
        add(number(&captures, 1), &(text_of(&captures, 2) + &text_of(&captures, 3)));
    }
    for captures in NUMBER_QUARTER_YEAR.captures_iter(text) {
        add(number(&captures, 1), &text_of(&captures, 2));
    }
    for captures in YEAR_QUARTER.captures_iter(text) {
        add(number(&captures, 3), &(text_of(&captures, 1) + &text_of(&captures, 2)));
    }
    for captures in ORDINAL_QUARTER_YEAR.captures_iter(text) {
        add(ordinal(&text_of(&captures, 1)), &text_of(&captures, 2));
    }
    for captures in YEAR_ORDINAL_QUARTER.captures_iter(text) {
        add(ordinal(&text_of(&captures, 2)), &text_of(&captures, 1));
    }
    found
}

/// Every stretch of several quarters that a title names with its year: half a year, nine months, a year.
fn stretches(title: &str) -> Vec<FiscalStretch> {
    let stretch = |captures: &Captures<'_>, groups: Range<usize>, year: usize| {
        let said = captures.get(year)?;
        let year = year_of(said.as_str())?;
        let word = groups.filter_map(|group| captures.get(group)).next()?.as_str().to_ascii_lowercase();
        // "First half 10% growth": behind words, two digits are a year where something marks them as one.
        let marked = title.get(..said.start()).is_some_and(|before| before.ends_with(['Y', 'y', '\'', '’', '‘']));
        if word.len() > 1 && said.len() == 2 && !marked {
            return None;
        }
        match word.as_str() {
            "1" | "half" | "first" => Some(FiscalStretch::Half(year, 1)),
            "2" | "second" => Some(FiscalStretch::Half(year, 2)),
            "9" | "nine" => Some(FiscalStretch::NineMonths(year)),
            "full" => Some(FiscalStretch::Year(year)),
            _ => None,
        }
    };
    let behind = STRETCH_YEAR.captures_iter(title).filter_map(|found| stretch(&found, 1..7, 7));
    let before = YEAR_STRETCH.captures_iter(title).filter_map(|found| stretch(&found, 2..5, 1));
    behind.chain(before).collect()
}

/// The stretch that the titles name; none where they name several.
fn stretch_of(sources: &Sources<'_>) -> Option<(FiscalStretch, u32)> {
    let mut found = sources.titles().flat_map(|(line, words)| {
        let stretches = stretches(words);
        stretches.into_iter().map(|stretch| (stretch, *line))
    });
    let first = found.next()?;
    found.all(|(other, _)| other == first.0).then_some(first)
}

fn ordinal(word: &str) -> Option<u8> {
    match word.to_ascii_lowercase().as_str() {
        "first" | "1st" => Some(1),
        "second" | "2nd" => Some(2),
        "third" | "3rd" => Some(3),
        "fourth" | "4th" => Some(4),
        _ => None,
    }
}

fn year_of(digits: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => (1990..2100).contains(&number).then_some(number),
        // "Q3 10 performance" is no year of ours: two digits are read from 2005 on only.
        2 => (5..60).contains(&number).then_some(2000 + number),
        _ => None,
    }
}

/// The quarter of the title and of the welcome; none where they disagree.
pub(crate) fn find(sources: &Sources<'_>, facts: &mut CallFacts) {
    let mut votes: Vec<(FiscalQuarter, u32, u32)> = Vec::new();
    let mut vote = |quarter, line, weight| match votes.iter_mut().find(|(known, ..)| *known == quarter) {
        Some((_, _, sum)) => *sum += weight,
        None => votes.push((quarter, line, weight)),
    };
    for (line, words) in &sources.front {
        let weight = if names_call(words) { 3 } else { 1 };
        for quarter in quarters(words).into_iter().take(2) {
            vote(quarter, *line, weight);
        }
    }
    for (line, speech) in &sources.opening {
        for sentence in speech.split(['.', '?', '!']).filter(|sentence| names_event(sentence)) {
            for quarter in quarters(sentence).into_iter().take(1) {
                vote(quarter, *line, 3);
            }
        }
    }
    votes.sort_by_key(|(_, _, weight)| std::cmp::Reverse(*weight));
    match votes.as_slice() {
        [(quarter, line, weight), rest @ ..] if rest.iter().all(|(_, _, other)| weight > other) => {
            facts.quarter = Some(*quarter);
            facts.evidence.push(seen(format!("the call reports on {quarter}"), *line));
        }
        [] => {
            if let Some((quarter, line)) = without_year(sources) {
                facts.quarter = Some(quarter);
                facts.evidence.push(seen(format!("the call reports on {quarter}, the year it speaks of most"), line));
            } else if let Some(((year, month), line)) = by_month(sources) {
                facts.ends_in = Some((year, month));
                facts.evidence.push(seen(format!("the call reports on the {} {year} quarter", month.name()), line));
            } else if let Some((stretch, line)) = stretch_of(sources) {
                facts.stretch = Some(stretch);
                facts.evidence.push(seen(format!("the call reports on {stretch}"), line));
            }
        }
        _ => {}
    }
}

/// The year and month of a quarter that titles and welcome name by the month in which it ends; none where they name two.
fn by_month(sources: &Sources<'_>) -> Option<((i32, Month), u32)> {
    // "Our results for the June 2030 quarter and our outlook for the September 2030 quarter": the first is reported.
    let mut said = of_event(sources).filter_map(|(line, words)| {
        let (start, ends_in) = MONTH_QUARTER.captures_iter(words).find_map(|found| {
            let year = found.get(2).or(found.get(3))?.as_str();
            Some((found.get(0)?.start(), (year_of(year)?, Month::named(found.get(1)?.as_str())?)))
        })?;
        let (before, _) = words.split_at(start);
        (!OUTLOOK.is_match(before)).then_some((ends_in, line))
    });
    let first = said.next()?;
    said.all(|(other, _)| other == first.0).then_some(first)
}

/// How often a fiscal year must be named to be that of a call whose title names none, and how much more often than
/// another.
const NAMED_OFTEN: usize = 3;
const NAMED_MORE: usize = 2;

/// The quarter of a welcome that names no year, in the fiscal year that the call speaks of most: until it is over, that
/// is the one reported and guided. In a fourth quarter it may be either.
fn without_year(sources: &Sources<'_>) -> Option<(FiscalQuarter, u32)> {
    let mut said = of_event(sources).flat_map(|(line, words)| {
        ORDINAL_QUARTER.captures_iter(words).filter_map(move |found| Some((line, ordinal(found.get(1)?.as_str())?)))
    });
    let (line, quarter) = said.next()?;
    if said.any(|(_, other)| other != quarter) {
        return None;
    }
    let mut years: Vec<(i32, usize)> = Vec::new();
    for year in NAMED_YEAR.captures_iter(sources.all()).filter_map(|found| year_of(found.get(1)?.as_str())) {
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, times)) => *times += 1,
            None => years.push((year, 1)),
        }
    }
    years.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let (year, times) = *years.first()?;
    let second = years.get(1).map_or(0, |(_, times)| *times);
    let sure = times >= NAMED_OFTEN && times >= second * NAMED_MORE;
    sure.then_some((FiscalQuarter { year, quarter }, line))
}

/// The titles, and the sentences of the first speeches that say which event they belong to, with their lines.
fn of_event<'s>(sources: &'s Sources<'_>) -> impl Iterator<Item = (u32, &'s str)> {
    let opening = sources.opening.iter().flat_map(|(line, speech)| {
        let sentences = speech.split(['.', '?', '!']).filter(|sentence| names_event(sentence));
        sentences.map(move |sentence| (*line, sentence))
    });
    sources.titles().map(|(line, words)| (*line, *words)).chain(opening)
}

/// Whether a sentence says which event it belongs to.
fn names_event(sentence: &str) -> bool {
    NAMES_EVENT.is_match(sentence)
}

#[cfg(test)]
mod tests {
    use crate::{Call, FiscalQuarter, FiscalStretch, Options};

    /// The quarter of a call whose welcome and speech say these things.
    fn quarter(welcome: &str, said: &str) -> Option<FiscalQuarter> {
        let text = format!(
            "Operator\nGood day, and welcome to the Fernhill Systems {welcome}.\n\n\
             Ann Lee - Chief Financial Officer\nThank you. {said}\n"
        );
        Call::read(&text, &Options::default()).facts.quarter
    }

    #[test]
    fn quarters_are_written_in_many_ways() {
        for text in ["Q3 2030", "F3Q30 (Qtr End 03/31/30)", "2030-Q3", "Q3-2030", "F3Q 2030", "FQ3 2030", "3Q30"] {
            assert_eq!(super::quarters(text).first(), Some(&FiscalQuarter { year: 2030, quarter: 3 }), "{text}");
        }
        for text in ["1-Q3", "Q3-30", "SF3Q30", "Q5 2030"] {
            assert_eq!(super::quarters(text), [], "{text}");
        }
    }

    #[test]
    fn several_quarters_are_named_as_one() {
        for (title, stretch) in [
            ("F1H30 Earnings Call", FiscalStretch::Half(2030, 1)),
            ("1H FY30 Results", FiscalStretch::Half(2030, 1)),
            ("Half Year 2030 Results", FiscalStretch::Half(2030, 1)),
            ("H1 2030 Earnings Call", FiscalStretch::Half(2030, 1)),
            ("First Half 2030 Results", FiscalStretch::Half(2030, 1)),
            ("First Half FY30 Results", FiscalStretch::Half(2030, 1)),
            ("Second Half Year 2030 Results", FiscalStretch::Half(2030, 2)),
            ("9M 2030 Results", FiscalStretch::NineMonths(2030)),
            ("2030 9 MONTHS SALES CONFERENCE CALL", FiscalStretch::NineMonths(2030)),
            ("Full Year 2030 Earnings Conference Call", FiscalStretch::Year(2030)),
            ("2H30 Results", FiscalStretch::Half(2030, 2)),
        ] {
            assert_eq!(super::stretches(title), [stretch], "{title}");
        }
        for title in [
            "Results of 2030",
            "the half year",
            "19M 2030",
            "a full 2030",
            "First Half 10% growth",
            "Full Year 12 months",
        ] {
            assert_eq!(super::stretches(title), [], "{title}");
        }
    }

    #[test]
    fn a_welcome_without_a_year_takes_the_one_that_is_spoken_of() {
        let guided = "For fiscal 2031 we expect growth. In fiscal year 2031 we spend more. Our full year 2031 is safe.";
        let found = Some(FiscalQuarter { year: 2031, quarter: 2 });
        assert_eq!(quarter("second quarter earnings call", guided), found);
        // Two years are spoken of, or one hardly at all.
        let both = format!("{guided} In fiscal 2032 we grow. For full year 2032 we hope.");
        assert_eq!(quarter("second quarter earnings call", &both), None);
        assert_eq!(quarter("second quarter earnings call", "For fiscal 2031 we expect growth."), None);
        // Once the year is over, the one guided may be the next.
        assert_eq!(quarter("fourth quarter earnings call", guided), None);
    }
}
