//! The structure of a call in words and lines: what the outline, the hovers and the lists call its parts.

use std::collections::{HashMap, HashSet};

use tieout_analysis::CallAnalysis;
use tieout_analysis::transcript::{Call, FiscalQuarter, Role, SectionKind, Speaker, surname};

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

/// "Acme Corp Q3 FY2031", or what of it is known; of a call that says nothing of itself, its first line, unless that is
/// spoken.
pub(crate) fn call_name(call: &CallAnalysis) -> String {
    let facts = &call.call.facts;
    let quarter = facts.quarter.map(quarter_name).or_else(|| facts.stretch.map(|stretch| stretch.to_string()));
    let parts: Vec<String> =
        facts.company.clone().or_else(|| facts.ticker.clone()).into_iter().chain(quarter).collect();
    if !parts.is_empty() {
        return parts.join(" ");
    }
    let turn = call.call.turns.first().filter(|_| call.call.layout != "prose");
    let spoken = turn.map_or(usize::MAX, |turn| turn.lines.start as usize);
    let first = call.text.lines().take(spoken).map(str::trim).find(|line| !line.is_empty());
    shortened(first.unwrap_or("Earnings call"), 60)
}

/// "Q3 FY2031".
pub(crate) fn quarter_name(quarter: FiscalQuarter) -> String {
    format!("Q{} FY{}", quarter.quarter, quarter.year)
}

/// The names by which the speakers of a call are told apart: the last, and the whole where several share it.
#[derive(Debug)]
pub(crate) struct ShortNames<'c> {
    short: Vec<String>,
    words: HashSet<&'c str>,
}

impl<'c> ShortNames<'c> {
    pub(crate) fn new(call: &'c Call) -> ShortNames<'c> {
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for speaker in &call.speakers {
            *bearers.entry(surname(&speaker.name).to_lowercase()).or_default() += 1;
        }
        let short = |speaker: &Speaker| {
            let surname = surname(&speaker.name);
            let shared = bearers.get(&surname.to_lowercase()).is_some_and(|bearers| *bearers > 1);
            if shared { speaker.name.clone() } else { surname.to_owned() }
        };
        let words = call.speakers.iter().flat_map(|speaker| speaker.name.split_whitespace());
        ShortNames { short: call.speakers.iter().map(short).collect(), words: words.collect() }
    }

    /// Whether a word is part of somebody's name.
    pub(crate) fn have(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    pub(crate) fn of(&self, speaker: usize) -> &str {
        self.short.get(speaker).map_or("", String::as_str)
    }
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
    fn texts_are_cut_between_words() {
        assert_eq!(shortened("one two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("incomprehensibilities", 6), "incomp…");
        assert_eq!(shortened(" ", 6), "");
    }
}
