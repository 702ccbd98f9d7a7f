//! The structure of a call in words and lines: what the outline, the hovers and the lists call its parts.

use std::ops::Range;

use tieout_analysis::CallAnalysis;
use tieout_analysis::transcript::{Call, Exchange, FiscalQuarter, Role, SectionKind, Speaker};

use crate::gist::asks_for_next;

/// The heading of a section.
pub(crate) fn section_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::FrontMatter => "Front matter",
        SectionKind::OperatorOpening => "Operator opening",
        SectionKind::SafeHarbor => "Safe harbor",
        SectionKind::PreparedRemarks => "Prepared remarks",
        SectionKind::QuestionsAndAnswers => "Questions and answers",
        SectionKind::Closing => "Closing",
        SectionKind::BackMatter => "Back matter",
    }
}

/// "Acme Corp Q3 FY2031", or what of it is known; the first line of a call that says nothing of itself.
pub(crate) fn call_name(call: &CallAnalysis) -> String {
    let facts = &call.call.facts;
    let quarter = facts.quarter.map(quarter_name);
    let parts: Vec<String> =
        facts.company.clone().or_else(|| facts.ticker.clone()).into_iter().chain(quarter).collect();
    if !parts.is_empty() {
        return parts.join(" ");
    }
    let first = call.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Earnings call");
    shortened(first, 60)
}

/// "Q3 FY2031".
pub(crate) fn quarter_name(quarter: FiscalQuarter) -> String {
    format!("Q{} FY{}", quarter.quarter, quarter.year)
}

/// The name by which a person is spoken of: "Lee" of "Ann Lee", "Operator" of "Operator".
pub(crate) fn surname(name: &str) -> &str {
    const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "phd"];
    let is_suffix = |word: &str| {
        let plain = word.trim_matches(|it: char| !it.is_alphanumeric()).replace('.', "");
        plain.is_empty() || SUFFIXES.contains(&plain.to_ascii_lowercase().as_str())
    };
    let surname = name.split_whitespace().rev().find(|word| !is_suffix(word)).unwrap_or(name);
    surname.trim_end_matches(',')
}

/// "Ann Lee, CFO", "Bob Ray, Big Bank".
pub(crate) fn introduced(speaker: &Speaker) -> String {
    let more = match speaker.role {
        Role::Analyst => speaker.firm.as_deref().or(speaker.title.as_deref()),
        _ => speaker.title.as_deref().or(speaker.firm.as_deref()),
    };
    match more {
        Some(more) if !speaker.name.contains(more) => format!("{}, {more}", speaker.name),
        _ => speaker.name.clone(),
    }
}

/// The speaker of a turn.
pub(crate) fn speaker_of(call: &Call, turn: usize) -> Option<&Speaker> {
    call.speakers.get(call.turns.get(turn)?.speaker?)
}

/// The turns of an exchange with the one that introduces the analyst.
pub(crate) fn exchange_turns(exchange: &Exchange) -> Range<usize> {
    let start = exchange.introduction.unwrap_or(exchange.turns.start).min(exchange.turns.start);
    start..exchange.turns.end
}

/// The lines of an exchange, from the introduction of the analyst on.
pub(crate) fn exchange_lines(call: &Call, exchange: &Exchange) -> Option<Range<u32>> {
    let turns = exchange_turns(exchange);
    let first = call.turns.get(turns.start)?;
    let last = call.turns.get(turns.end.checked_sub(1)?)?;
    Some(first.lines.start..last.lines.end)
}

/// Who answers in an exchange, by surname, in the order of their answers.
pub(crate) fn answered_by<'a>(call: &'a CallAnalysis, exchange: &Exchange) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for turn in exchange.turns.clone() {
        let Some(speaker) = speaker_of(&call.call, turn) else { continue };
        let answers = matches!(speaker.role, Role::Executive | Role::Ir);
        let name = surname(&speaker.name);
        if answers && !names.contains(&name) && !asks_for_next(call, turn) {
            names.push(name);
        }
    }
    names
}

/// "2 Henderson, Miller Tabak -> Fallon, Brennan".
pub(crate) fn exchange_name(call: &CallAnalysis, number: usize, exchange: &Exchange) -> String {
    let analyst = exchange.analyst.and_then(|index| call.call.speakers.get(index));
    let asked = match analyst {
        Some(analyst) => match &analyst.firm {
            Some(firm) => format!("{number} {}, {firm}", surname(&analyst.name)),
            None => format!("{number} {}", surname(&analyst.name)),
        },
        None => format!("{number} Question"),
    };
    let answered = answered_by(call, exchange);
    if answered.is_empty() { asked } else { format!("{asked} -> {}", answered.join(", ")) }
}

/// The first words of a text, cut between two of them, on one line.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if length > 0 && length + 1 + width > limit {
            out.push('…');
            return out;
        }
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        if width > limit {
            out.extend(word.chars().take(limit));
            out.push('…');
            return out;
        }
        out.push_str(word);
        length += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames() {
        for (name, expected) in [
            ("Ann Lee", "Lee"),
            ("Robert LoCascio", "LoCascio"),
            ("John Smith, Jr.", "Smith"),
            ("Operator", "Operator"),
            ("Mary van der Berg III", "Berg"),
            ("", ""),
        ] {
            assert_eq!(surname(name), expected);
        }
    }

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(shortened("one two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("incomprehensibilities", 6), "incomp…");
        assert_eq!(shortened(" ", 6), "");
    }
}
