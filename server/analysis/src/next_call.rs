//! The next call: the month that a sentence says the next call on results will be in.

use std::sync::LazyLock;

use text_size::TextRange;
use tieout_transcript::Month;

use crate::rows::rows;

/// The next call, as a sentence announces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NextCall {
    /// The month it will be in.
    pub(crate) month: Month,
    /// Where the month stands in the sentence.
    pub(crate) range: TextRange,
}

impl NextCall {
    /// Reads what a sentence says of the next call.
    pub(crate) fn read(text: &str) -> Option<NextCall> {
        // Most sentences name no month.
        if !names_month(text) {
            return None;
        }
        let (at, month) = first_month(text)?;
        let end = at + month.name().len();
        let before = last_word(text.get(..at)?);
        let after = text.get(end..)?;
        if after.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let needs_meeting = match before.to_ascii_lowercase().as_str() {
            "in" | "early" | "late" | "mid" | "until" => true,
            "the" | "our" | "next" => false,
            _ => return None,
        };
        let words = Words::of(text);
        let names_call = || Words::of(after).begins_with(&["conference call", "earnings call", "results call", "call"]);
        let is_date = if needs_meeting { words.has(&PHRASES.meeting) } else { names_call() };
        let is_ahead = words.has(&PHRASES.ahead) && !words.has(&PHRASES.other);
        let range = TextRange::new((at as u32).into(), (end as u32).into());
        (is_date && is_ahead).then_some(NextCall { month, range })
    }
}

/// Whether a month of the year is named.
fn names_month(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Few words are written large, and of those few begin as a month does.
    let may_begin = |byte: &u8| matches!(byte, b'J' | b'F' | b'M' | b'A' | b'S' | b'O' | b'N' | b'D');
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(may_begin) {
        at += found;
        if Month::NAMES.iter().any(|name| bytes[at..].starts_with(name.as_bytes())) {
            return true;
        }
        at += 1;
    }
    false
}

/// The first month of the year that a text names, and where it first does.
fn first_month(text: &str) -> Option<(usize, Month)> {
    Month::all().find_map(|month| Some((text.find(month.name())?, month)))
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches([' ', '-', '\n']).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// A text as words in lower case with one space before and behind each.
struct Words(String);

impl Words {
    fn of(text: &str) -> Words {
        let mut words = String::with_capacity(text.len() + 2);
        words.push(' ');
        let is_part = |c: char| c.is_alphanumeric() || c == '\'';
        for word in text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
            words.push_str(&word.to_lowercase());
            words.push(' ');
        }
        Words(words)
    }

    fn has(&self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(phrase.as_str()))
    }

    fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.get(1..).is_some_and(|words| words.starts_with(phrase)))
    }
}

/// The table of phrases, each with a space before and behind.
#[derive(Debug, Default)]
struct Phrases {
    meeting: Vec<String>,
    ahead: Vec<String>,
    other: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("next_call.txt")).0);

impl Phrases {
    /// Reads the table; lines that say nothing known are left out and returned.
    fn read(table: &str) -> (Phrases, Vec<&str>) {
        let mut phrases = Phrases::default();
        let mut wrong = Vec::new();
        for line in rows(table) {
            let (part, words) = line.split_once('=').unwrap_or_default();
            let list = match part.trim() {
                "meeting" => &mut phrases.meeting,
                "ahead" => &mut phrases.ahead,
                "other" => &mut phrases.other,
                _ => {
                    wrong.push(line);
                    continue;
                }
            };
            let words = words.split('|').map(str::trim).filter(|phrase| !phrase.is_empty());
            list.extend(words.map(|phrase| format!(" {phrase} ")));
        }
        (phrases, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(Phrases::read(include_str!("next_call.txt")).1, Vec::<&str>::new());
        assert_eq!(Phrases::read("meeting = a\nmeting = b").1, ["meting = b"]);
    }

    #[test]
    fn a_call_that_is_to_come_is_told_from_one_that_was() {
        let month = |text| NextCall::read(text).map(|it| it.month.name());
        assert_eq!(month("We look forward to talking to you in December on our Q4 results."), Some("December"));
        assert_eq!(month("We talked to you in December on our Q4 results."), None);
        assert_eq!(month("We will open the plant in December."), None);
    }
}
