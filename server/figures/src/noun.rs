//! What a count counts: the noun behind a number.

use crate::figure::Unit;
use crate::plural::singular;
use crate::sense::{MEASURES, Sense, Senses};
use crate::sentence::Sentence;

/// A noun or compound noun, by its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Senses that a noun phrase does not go past.
const BARRIER: Senses = Senses::NONE
    .and(Sense::Stop)
    .and(Sense::Link)
    .and(Sense::Time)
    .and(Sense::Month)
    .and(Sense::Decline)
    .and(Sense::DeclineNoun)
    .and(Sense::Rise)
    .and(Sense::Digit)
    .and(Sense::Teen)
    .and(Sense::Tens)
    .and(Sense::Half)
    .and(Sense::Percent)
    .and(Sense::Percentage);

/// The noun that directly follows: "deals", "quota carriers". The longest run of nouns of at most four words.
pub(crate) fn directly_behind(s: &Sentence, at: usize) -> Option<Noun> {
    let mut end = None;
    for word in at..at + 4 {
        // "four rate cuts": behind a number the plural of a decline is a thing.
        let plural = s.is(word, Sense::DeclineNoun) && s.text(word).ends_with('s') && !s.says(word, &["less"]);
        let barrier = s.is(word, BARRIER) && !plural && !s.says(word, &["cuts"]);
        // "loan-to-deposit" counts no loans, "company-owned" no companies.
        let compound = s.is(word + 1, Sense::Hyphen)
            && s.glued(word + 1)
            && (s.is(word + 2, Sense::To) || s.glued(word + 2) && is_adjective(s.text(word + 2)));
        // "those two sectors account for": a verb, whatever else it can be.
        if word > at && s.says(word, &["account"]) && s.says(word + 1, &["for"]) {
            break;
        }
        if word > at && is_number_of_name(s, word) {
            continue;
        }
        if !s.is_word(word) || barrier || compound || s.is(word, Sense::Adjective) || is_adjective(s.text(word)) {
            break;
        }
        if is_counted(s, word) {
            end = Some(word + 1);
        }
    }
    end.map(|end| Noun { start: at, end })
}

/// Whether a number ends a name, as in "Harbor 365 subscribers" and "Phase 2 trials".
fn is_number_of_name(s: &Sentence, at: usize) -> bool {
    s.is_digits(at)
        && !s.glued(at)
        && s.is_word(at - 1)
        && s.text(at - 1).starts_with(|letter: char| letter.is_ascii_uppercase())
        && is_counted(s, at + 1)
        && !s.is(at + 1, MEASURES | Sense::Month)
}

/// The noun behind adjectives and participles: "deals" in "new license deals".
pub(crate) fn behind_adjectives(s: &Sentence, at: usize) -> Option<Noun> {
    let mut word = at;
    // "of" and a determiner may lead to it too: "three of the cable operators".
    if s.is(word, Sense::Of) {
        word += 1 + usize::from(s.is(word + 1, Sense::Determiner));
    }
    word += usize::from(s.says(word, &["fewer", "less"]));
    for _ in 0..6 {
        if let Some(noun) = directly_behind(s, word) {
            return Some(noun);
        }
        if !s.is_word(word) && !s.is(word, Sense::Hyphen) || s.is(word, BARRIER) {
            return None;
        }
        // "seven M&A deals": initials are one word.
        if s.text(word + 1) == "&" && s.capital(word) && s.capital(word + 2) && s.text(word).len() == 1 {
            word += 3;
            continue;
        }
        // "value-add projects": the second part of a compound is no noun of its own.
        word += if s.is(word, Sense::Hyphen) && s.is_word(word + 1) { 2 } else { 1 };
    }
    None
}

/// Whether the word is something that can be counted.
pub(crate) fn is_counted(s: &Sentence, at: usize) -> bool {
    if s.is(at, Sense::Noun | Sense::PluralNoun | Sense::Talk | Sense::Share) {
        return true;
    }
    let text = s.text(at);
    let plural = text.len() > 3 || text.len() == 3 && text.starts_with(|c: char| c.is_ascii_uppercase());
    s.is_word(at)
        && plural
        && text.ends_with('s')
        && !["ss", "us", "is", "'s", "ous"].iter().any(|ending| text.ends_with(ending))
}

/// Whether the word is a noun of the table, in the singular or plural.
pub(crate) fn is_listed(s: &Sentence, at: usize) -> bool {
    let text = s.text(at);
    let stem = text.strip_suffix('s').unwrap_or(text);
    s.is(at, Sense::Noun | Sense::PluralNoun)
        || s.is_word(at) && s.lexicon().word(s.lexicon().find(stem.as_bytes())).senses.any(Sense::Noun.into())
}

/// Words that by their ending qualify a noun and are none.
fn is_adjective(text: &str) -> bool {
    text.len() > 4
        && ["ing", "ed", "ial", "nal", "ive", "ous", "ful", "able", "ible", "ary", "ical", "est"]
            .iter()
            .any(|ending| text.ends_with(ending))
}

/// The noun in the singular, in lower case except for acronyms.
pub(crate) fn name(s: &Sentence, noun: Noun) -> Option<Unit> {
    let mut name = String::new();
    for at in noun.start..noun.end {
        let text = s.text(at);
        let word = if at + 1 == noun.end { singular(text) } else { text.to_owned() };
        let acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&if acronym { word } else { word.to_lowercase() });
    }
    (!name.is_empty()).then(|| Unit::Named(name.into()))
}
