//! # term-variant
//!
//! A term stands in a word that sounds like the usual one: "drive bookings" among "derived bookings".
//!
//! ## Why it matters
//!
//! A term that was misheard is not found by whoever searches for it, and its figure is lost to the metric.
//!
//! ## Example
//!
//! > Deferred revenue was $12 million. Deferred revenue grew 8%. We expect deferred revenue to grow. The rest of the
//! > differed revenue is due next year.
//!
//! ## What it leaves alone
//!
//! - Forms of one word: "service revenue" and "services revenue", "operating" and "operations".
//! - Terms used less than three times with their variants.
//! - Words that the call uses elsewhere too: they are words of their own.
//!
//! ## Source
//!
//! Who names a thing names it the same way. It is told by likeness of letters alone, and too few terms were seen misheard
//! to measure it: a hint, heard in the editor profile when selected.

use rustc_hash::FxHashMap;
use text_size::TextSize;

use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::finding::Related;
use crate::settings::{Profile, Severity};
use crate::tokens::{Class, Token};

pub(super) const RULE: TextRule = TextRule {
    name: "term-variant",
    source: include_str!("term_variant.rs"),
    default: false,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// A term is settled that is used so often, its variants counted in.
const SETTLED: usize = 3;

/// Shorter words differ by two letters too easily.
const SHORTEST: usize = 5;

/// From so many letters on, three of them may be other ones.
const LONG: usize = 8;

/// Words that begin with as many letters in common are forms of one word, or two of their own.
const COMMON_BEGINNING: usize = 4;

/// No more words are looked at before one metric.
const MOST_WORDS: usize = 64;

/// A word before the last word of a term: how often it stands there, and where first.
struct Used {
    times: usize,
    range: TextRange,
}

fn find(text: &Text<'_>) -> Vec<Slip> {
    // For the last word of each term, the words that stand right before it.
    let mut terms: FxHashMap<String, FxHashMap<String, Used>> = FxHashMap::default();
    let mut everywhere: FxHashMap<String, usize> = FxHashMap::default();
    for sentence in text.sentences {
        let words = sentence.text();
        for word in words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= SHORTEST) {
            *everywhere.entry(word.to_lowercase()).or_default() += 1;
        }
        let tokens = &sentence.reading.tokens;
        for (index, metric) in tokens.iter().enumerate().filter(|(_, token)| matches!(token.class, Class::Metric(_))) {
            let Some((said, last)) = end_of_term(words, index.checked_sub(1).and_then(|at| tokens.get(at)), metric)
            else {
                continue;
            };
            let used = terms.entry(words[last].to_lowercase()).or_default();
            let range = sentence.in_call(said);
            used.entry(words[said].to_lowercase()).or_insert(Used { times: 0, range }).times += 1;
        }
    }
    let mut slips: Vec<Slip> = terms.iter().flat_map(|(metric, used)| of_metric(metric, used, &everywhere)).collect();
    slips.sort_by_key(|slip| slip.range.start());
    slips
}

/// The last two words of a term: a metric, with the word right before it.
fn end_of_term(words: &str, before: Option<&Token>, metric: &Token) -> Option<(TextRange, TextRange)> {
    let start = before.filter(|before| before.range.end() + TextSize::new(1) == metric.range.start());
    let start = start.map_or(metric.range.start(), |before| before.range.start());
    let term = TextRange::new(start, metric.range.end());
    let mut ends = words[term].rsplitn(3, ' ');
    let (last, said) = (ends.next()?, ends.next()?);
    let last = TextRange::new(term.end() - TextSize::of(last), term.end());
    let said = TextRange::new(last.start() - TextSize::new(1) - TextSize::of(said), last.start() - TextSize::new(1));
    words[said].chars().all(char::is_alphabetic).then_some((said, last))
}

/// The variants among the words before the last word of a term.
fn of_metric(metric: &str, used: &FxHashMap<String, Used>, everywhere: &FxHashMap<String, usize>) -> Vec<Slip> {
    let mut words: Vec<(&String, &Used)> = used.iter().collect();
    // Of two that are as frequent, the first has it.
    words.sort_by_key(|(_, used)| (std::cmp::Reverse(used.times), used.range.start()));
    words.truncate(MOST_WORDS);
    let variant = |(place, (word, here)): (usize, &(&String, &Used))| {
        if everywhere.get(*word) != Some(&here.times) {
            return None;
        }
        let mut settled = words[..place].iter().filter(|(_, used)| used.times + here.times >= SETTLED);
        let (usual, usually) = settled.find(|(usual, _)| sounds_like(word, usual))?;
        Some(Slip {
            range: here.range,
            severity: Severity::Hint,
            message: match usually.times > here.times {
                true => format!("{word} {metric} may be {usual} {metric}, which is said {} times", usually.times),
                false => format!("{word} {metric} and {usual} {metric} may be one term"),
            },
            stated: (*word).clone(),
            related: vec![Related { range: usually.range, message: format!("said first: {usual} {metric}") }],
            fix: None,
        })
    };
    words.iter().enumerate().filter_map(variant).collect()
}

/// Whether a word may have been heard for another: it begins with the same letter, differs by two letters at most, or
/// three if it is long, and is no form of it.
fn sounds_like(word: &str, usual: &str) -> bool {
    let common = word.chars().zip(usual.chars()).take_while(|(one, other)| one == other).count();
    let letters = word.chars().count().min(usual.chars().count());
    let most = if letters >= LONG { 3 } else { 2 };
    letters >= SHORTEST && (1..COMMON_BEGINNING).contains(&common) && strsim::osa_distance(word, usual) <= most
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Deferred revenue was $12 million. Deferred revenue grew 8%. We expect deferred revenue to grow. The rest of \
             the differed revenue is due next year.",
            "misheard",
        ),
        (
            "Derived bookings were $12 million. Derived bookings grew 8%. We expect derived bookings to grow. The rest of \
             the drive bookings came late.",
            "misheard",
        ),
    ],
    silent: &[
        (
            "Service revenue was $12 million. Service revenue grew 8%. We expect service revenue to grow. The rest of the \
             services revenue is due next year.",
            "a form of the word",
        ),
        ("Deferred revenue was $12 million. The rest of the differed revenue is due.", "not settled"),
        (
            "Retail revenue was $12 million. Retail revenue grew 8%. We expect retail revenue to grow. Rental revenue fell, \
             as the rental business was sold.",
            "a word that is used elsewhere",
        ),
        (
            "Total revenue was $12 million. Total revenue grew 8%. We expect total revenue to grow. Local revenue fell.",
            "another letter",
        ),
    ],
};
