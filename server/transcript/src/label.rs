//! A label as it is written: who it names, and what it says of them. Nothing here knows the rest of the document.

use crate::call::Role;
use crate::names::{is_name, without_titles, word_count};
use crate::side;
use crate::tables::{
    ANALYST, EXECUTIVE, FIRM, IR_TITLE, NAME_SUFFIX, OPERATOR, PART_OF_CALL, RECOGNISED, TITLE_WORD, UNNAMED,
    UNNAMED_ANALYST, UNNAMED_EXECUTIVE,
};

/// Whom a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Who<'t> {
    /// "Operator", "Moderator".
    Operator,
    /// "Ann Lee".
    Name(&'t str),
    /// "- CFO".
    Title(&'t str),
    /// "Unidentified Analyst", "Analyst", "Company Representative"; unknown for "Unidentified Speaker".
    Unnamed(Role),
    /// "Speaker 3".
    Numbered(&'t str),
}

/// The words of a label taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label<'t> {
    pub(crate) who: Who<'t>,
    /// What stands beside the name: title, firm or both.
    pub(crate) rest: Option<&'t str>,
    /// The side of the table on which it sets somebody beside title and firm.
    pub(crate) side: Option<Role>,
    /// Whether the label carries the marks of its source: bold, double angle brackets, a number in brackets,
    /// a side.
    pub(crate) marked: bool,
}

/// No label is longer than this.
pub(crate) const LONGEST_LABEL: usize = 200;

/// No title of investor relations is longer.
const LONGEST_IR_TITLE: usize = 48;

/// Separators between a name and what stands beside it, those first that begin with others. The bytes they begin with are
/// those of [`first_separator`].
const SEPARATORS: [&str; 10] = [" -- ", "--", " – ", " — ", "—", "–", " - ", " | ", ", ", " ("];

/// Takes a label apart; none where a text cannot be one.
pub(crate) fn parse(text: &str) -> Option<Label<'_>> {
    if text.is_empty() || text.len() > LONGEST_LABEL {
        return None;
    }
    let (text, marked) = unmarked(text);
    // "Q – Bob Ray – Big Bank"
    if let Some((side, name)) = side::before_name(text) {
        let beyond = |label: &Label<'_>| (marked || !label.is_one_word()) && !matches!(label.who, Who::Title(_));
        return apart(name, true).filter(beyond).map(|label| Label { side: label.side.or(Some(side)), ..label });
    }
    apart(text, marked)
}

/// Takes the bare words of a label apart.
fn apart(text: &str, marked: bool) -> Option<Label<'_>> {
    let label = |who, rest| Some(Label { who, rest, side: None, marked });
    if let Some(who) = speaker_word(text) {
        return label(who, None);
    }
    // "<<Q>>", "**Answer**": a letter alone is the name of many things, one that is marked is not.
    if marked && let Some(role) = side::of_letter(text) {
        return label(Who::Unnamed(role), None);
    }
    if let Some(title) = title_only(text) {
        return label(Who::Title(title), None);
    }
    if !text.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    if is_name(text) {
        return label(Who::Name(text), None);
    }
    let Some((head, rest)) = halves(text) else {
        return title_first(text).and_then(|(title, name)| label(Who::Name(name), Some(title)));
    };
    // "Ann Lee (Executives)"
    if let Some(side) = rest_in_brackets(text, head, rest).and_then(side::of_word)
        && (is_name(head) || OPERATOR.has(head))
    {
        let who = if side == Role::Operator { Who::Operator } else { Who::Name(head) };
        return Some(Label { who, rest: None, side: Some(side), marked: true });
    }
    match speaker_word(head) {
        // "Analyst (Bob Ray)"
        Some(Who::Unnamed(_)) if is_name(rest) => return label(Who::Name(rest), Some(head)),
        Some(who) => return if is_beside_name(head, rest, marked) { label(who, Some(rest)) } else { None },
        None => {}
    }
    // "Ann Lee – closing remarks"
    if word_count(head) > 1 && is_name(head) && PART_OF_CALL.has(rest) {
        return label(Who::Name(head), None);
    }
    if is_name(head) {
        // "Big Bank Cowen, Research Division" is a firm.
        if words(head).filter(|word| FIRM.has(word)).count() * 2 >= word_count(head) && !is_title(rest) {
            return None;
        }
        return if is_beside_name(head, rest, marked) { label(Who::Name(head), Some(rest)) } else { None };
    }
    if is_title(head) && is_name(rest) && word_count(rest) > 1 {
        return label(Who::Name(rest), Some(head));
    }
    None
}

impl Label<'_> {
    fn is_one_word(&self) -> bool {
        matches!(self.who, Who::Name(name) if word_count(name) == 1)
    }
}

/// What stands in brackets behind a name, and nothing else: "Ann Lee (Executives)".
fn rest_in_brackets<'t>(text: &str, head: &str, rest: &'t str) -> Option<&'t str> {
    text.strip_prefix(head)?.trim_start().strip_prefix('(')?.strip_prefix(rest).filter(|end| *end == ")").map(|_| rest)
}

/// The text without the marks of its source, and whether it had any.
fn unmarked(text: &str) -> (&str, bool) {
    let bare = text.trim_matches(['*', '<', '>', '#', ' ', '\u{a0}', '_']);
    let marked = bare.len() < text.len() && text.starts_with(['*', '<', '#', '_']);
    match bare.strip_suffix(']').and_then(|inner| inner.rsplit_once('[')) {
        Some((head, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            (head.trim_end_matches([' ', ',', '-', '\u{a0}']), true)
        }
        _ => (bare.trim_end_matches([':', ',', ' ', '\u{a0}']).trim_end_matches([' ', ',', '-']), marked),
    }
}

/// A label that is a word for a part: "Operator", "Unidentified Analyst", "Speaker 3".
fn speaker_word(text: &str) -> Option<Who<'_>> {
    if text.len() > 40 {
        return None;
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '#').trim_end();
    if bare.len() < text.len() {
        // "SPEAKER_00"
        let joined = bare.strip_suffix('_').filter(|bare| RECOGNISED.has(bare)).is_some();
        let numbered = joined || RECOGNISED.has(bare);
        let numbered = numbered || UNNAMED.has(bare) || UNNAMED_ANALYST.has(bare) || UNNAMED_EXECUTIVE.has(bare);
        return numbered.then_some(Who::Numbered(text));
    }
    if !text.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    // "Speaker C"
    if let Some((word, letter)) = text.split_once(' ')
        && matches!(letter.as_bytes(), [b'A'..=b'Z'])
        && RECOGNISED.has(word)
    {
        return Some(Who::Numbered(text));
    }
    if OPERATOR.has(text) {
        Some(Who::Operator)
    } else if UNNAMED_ANALYST.has(text) {
        Some(Who::Unnamed(Role::Analyst))
    } else if UNNAMED_EXECUTIVE.has(text) {
        Some(Who::Unnamed(Role::Executive))
    } else if UNNAMED.has(text) {
        Some(Who::Unnamed(Role::Unknown))
    } else {
        None
    }
}

/// Whether words begin with a speaker whom recognition has numbered, in small letters: "spk05: Hello."
pub(crate) fn opens_numbered(words: &str) -> bool {
    let end = words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len());
    let (word, rest) = words.split_at(end);
    rest.trim_start_matches(['_', ' ']).starts_with(|c: char| c.is_ascii_digit()) && RECOGNISED.has(word)
}

/// "- CFO", "- President, CEO": what remains of a label whose name was lost.
fn title_only(text: &str) -> Option<&str> {
    let title = text.strip_prefix("- ").or_else(|| text.strip_prefix("-- "))?.trim();
    (is_title(title) && title.len() < 80).then_some(title)
}

/// The name and what stands beside it, apart at the first separator.
fn halves(text: &str) -> Option<(&str, &str)> {
    let (at, separator) = first_separator(text)?;
    // "**Ann Lee** -- *Chief Executive Officer*"
    let (head, rest) = (text.get(..at)?.trim(), text.get(at + separator.len()..)?.trim());
    let (head, rest) = (head.trim_end_matches(['*', '_']), rest.trim_start_matches(['*', '_']));
    if separator == ", " {
        // "James Public, Jr. - CFO"
        let word = rest.split([' ', ',']).next().unwrap_or_default();
        if NAME_SUFFIX.has(word.trim_end_matches('.')) {
            let after = rest.get(word.len()..)?.trim_start_matches([' ', ',', '-', '–', '—']);
            return Some((head, after));
        }
    }
    let rest = if separator == " (" { rest.strip_suffix(')').unwrap_or(rest) } else { rest };
    (!head.is_empty() && !rest.is_empty()).then_some((head, rest))
}

/// The first separator of a text, the longest where several begin at one place.
fn first_separator(text: &str) -> Option<(usize, &'static str)> {
    // "Lt. Gen. (Ret.) Amos Holt - President"
    let from = text.len() - without_titles(text).len();
    let opens = |at: &usize| matches!(text.as_bytes().get(*at), Some(b' ' | b'-' | b',' | 0xe2));
    (from..text.len()).filter(opens).find_map(|at| {
        let rest = text.get(at..)?;
        let separator = SEPARATORS.iter().find(|separator| rest.starts_with(**separator))?;
        // "Amos (Ace) Holt - President"
        let amid = *separator == " ("
            && rest.split_once(") ").is_some_and(|(_, behind)| behind.starts_with(char::is_uppercase));
        (!amid).then_some((at, *separator))
    })
}

/// "Chief Executive Sun Yan": a title, then a name of two words. Of "Analyst Bob Ray from Big Bank" the firm says more.
fn title_first(text: &str) -> Option<(&str, &str)> {
    let mut split = None;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim().trim_end_matches(',');
        if at == 0 && ANALYST.has(bare) {
            split = Some(word.len());
            break;
        }
        if !EXECUTIVE.has(bare) && !TITLE_WORD.has(bare) && !is_small(bare) {
            break;
        }
        at += word.len();
        split = Some(at);
    }
    let (title, name) = text.split_at_checked(split?)?;
    let (name, firm) = name.split_once(" from ").map_or((name, None), |(name, firm)| (name, Some(firm)));
    let beside = firm.filter(|firm| is_capitalised(firm)).unwrap_or(title.trim());
    if words(name).any(|word| EXECUTIVE.has(word)) {
        return None;
    }
    let titled = is_title(title.trim()) || UNNAMED_ANALYST.has(title.trim());
    (titled && word_count(name) > 1 && is_name(name)).then_some((beside, name))
}

/// Whether a text can stand beside a name: a title, a firm, or, beside a full name, capitalised words that may be one.
/// Beside a full name in a label that its source marks as one, anything can.
fn is_beside_name(name: &str, text: &str, marked: bool) -> bool {
    // "Acme Tools, Inc. (ACME)" is a company.
    let first = text.split([' ', '.', ',', ')']).next().unwrap_or_default();
    let incorporated = matches!(first, "Inc" | "LLC" | "Ltd" | "Limited" | "Corp" | "LLP" | "LP" | "Incorporated");
    let full = word_count(name) > 1;
    (is_title_or_firm(text) || full && (marked || is_capitalised(text))) && !incorporated && !has_year(text)
}

/// Whether four digits stand in a row: "Inc. (ACME) Q4 2030 Earnings Call" names an event, not a person.
pub(crate) fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// Whether a text is a title: it holds a word of titles, and its words are capitalised.
pub(crate) fn is_title(text: &str) -> bool {
    text.len() <= LONGEST_LABEL
        && (is_capitalised(text) && words(text).any(|word| EXECUTIVE.has(word) || ANALYST.has(word))
            || text.len() <= LONGEST_IR_TITLE && IR_TITLE.find(text).is_some_and(|found| found.len() + 2 >= text.len()))
}

/// Whether a line says title or firm: capitalised words, one of which marks either, and no end of a sentence.
pub(crate) fn is_title_or_firm(text: &str) -> bool {
    text.len() <= LONGEST_LABEL
        && is_capitalised(text)
        && words(text).any(|word| EXECUTIVE.has(word) || ANALYST.has(word) || FIRM.has(word))
}

/// Whether every word begins with a capital letter, small words aside, and no sentence ends.
pub(crate) fn is_capitalised(text: &str) -> bool {
    if text.ends_with(['?', '!', ':']) || !text.chars().next().is_some_and(|c| c.is_uppercase() || c == '(') {
        return false;
    }
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    if last.ends_with('.') && last.len() > 5 {
        return false;
    }
    text.split_whitespace().all(|word| {
        // "Banque de l'Estuaire"
        let word = word.strip_prefix(['l', 'd']).and_then(|rest| rest.strip_prefix(['\'', '’'])).unwrap_or(word);
        let first = word.chars().find(|c| c.is_alphanumeric());
        (first.is_none_or(|first| !first.is_lowercase()) || is_small(word)) && !word.contains(';')
    })
}

fn is_small(word: &str) -> bool {
    matches!(
        word.trim_matches([',', '(', ')']),
        "of" | "and"
            | "for"
            | "the"
            | "to"
            | "in"
            | "on"
            | "at"
            | "with"
            | "de"
            | "la"
            | "du"
            | "des"
            | "et"
            | "y"
            | "und"
            | "&"
            | "our"
            | "a"
            | "plc"
            | "del"
            | "di"
            | "da"
            | "do"
            | "van"
            | "von"
            | "der"
    )
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '&' | '\'' | '’')))
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| !word.is_empty())
}

/// The role a title shows, if it does.
pub(crate) fn role_of(title: &str) -> Option<Role> {
    let has_analyst = words(title).any(|word| ANALYST.has(word));
    if has_analyst {
        return Some(Role::Analyst);
    }
    if IR_TITLE.is_match(title) {
        return Some(Role::Ir);
    }
    words(title).any(|word| EXECUTIVE.has(word)).then_some(Role::Executive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_and_rest(text: &str) -> Option<(&str, Option<&str>)> {
        match parse(text)? {
            Label { who: Who::Name(name), rest, .. } => Some((name, rest)),
            _ => None,
        }
    }

    #[test]
    fn labels_are_taken_apart() {
        assert_eq!(parse("Operator").map(|label| label.who), Some(Who::Operator));
        assert_eq!(parse("- President, CEO").map(|label| label.who), Some(Who::Title("President, CEO")));
        for numbered in ["Speaker 12", "Speaker A"] {
            assert_eq!(parse(numbered).map(|label| label.who), Some(Who::Numbered(numbered)));
        }
        assert_eq!(name_and_rest("Ann Lee"), Some(("Ann Lee", None)));
        assert_eq!(name_and_rest("Ann Lee--President and CEO"), Some(("Ann Lee", Some("President and CEO"))));
        assert_eq!(
            name_and_rest("Ann Lee,  Acme Corp - Senior VP & CFO    [2]"),
            Some(("Ann Lee", Some("Acme Corp - Senior VP & CFO")))
        );
        assert_eq!(
            name_and_rest("**Ann Lee - Acme, Investor Relation**"),
            Some(("Ann Lee", Some("Acme, Investor Relation")))
        );
        assert_eq!(
            name_and_rest("Ann Lee,  Banque de l'Ouest plc - MD & Analyst    [6]"),
            Some(("Ann Lee", Some("Banque de l'Ouest plc - MD & Analyst")))
        );
        assert_eq!(name_and_rest("<<Ann Lee – Group CFO, Acme>>"), Some(("Ann Lee", Some("Group CFO, Acme"))));
        assert_eq!(name_and_rest("Chief Executive Sun Yan:"), Some(("Sun Yan", Some("Chief Executive"))));
        assert_eq!(
            name_and_rest("Chief Financial Officer Lau Ka Man"),
            Some(("Lau Ka Man", Some("Chief Financial Officer")))
        );
        assert_eq!(name_and_rest("Company Secretary Luo Yan"), Some(("Luo Yan", Some("Company Secretary"))));
        assert_eq!(name_and_rest("Analyst Bob Ray from Big Bank"), Some(("Bob Ray", Some("Big Bank"))));
        assert_eq!(name_and_rest("Analyst (Bob Ray):"), Some(("Bob Ray", Some("Analyst"))));
        assert_eq!(name_and_rest("Bob Ray (Citi)"), Some(("Bob Ray", Some("Citi"))));
        assert_eq!(name_and_rest("Bob \"Bo\" Ray - CFO"), Some(("Bob \"Bo\" Ray", Some("CFO"))));
        assert_eq!(name_and_rest("Bob (Bo) Ray - CFO"), Some(("Bob (Bo) Ray", Some("CFO"))));
        assert_eq!(name_and_rest("Gen. (Ret.) Bob Ray - CFO"), Some(("Gen. (Ret.) Bob Ray", Some("CFO"))));
        assert_eq!(name_and_rest("James Public, Jr. - CFO"), Some(("James Public", Some("CFO"))));
    }

    #[test]
    fn what_looks_like_a_label_is_none() {
        for text in [
            "Total Revenue-- $688 million, up 25%",
            "Operator, would you now open the call",
            "Operator?",
            "ARR (Annual Recurring Revenue)",
            "- we expect revenue",
            "Thanks, Ann",
            "Jamie, over to you",
            "Acme Tools, Inc. (ACME) Q4 2030 Earnings Call",
            "Acme Tools, Inc. (ACME)",
            "IR Team Leader",
        ] {
            assert!(
                parse(text)
                    .is_none_or(|label| !matches!(label.who, Who::Operator | Who::Title(_)) && label.rest.is_none()),
                "{text}"
            );
        }
    }
}
