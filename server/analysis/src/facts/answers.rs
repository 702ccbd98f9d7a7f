//! Answers: a bare number that answers a question is of what was asked for, and so is the number that repeats it.
//!
//! "How many ferry pilots do you have?" "About 64." "64, okay."

use rustc_hash::FxHashSet;
use tieout_figures::Kind;
use tieout_transcript::SectionKind;

use super::subject::Subject;
use super::{Fact, FigureRole, Now, Period};
use crate::sentence::Sentence;
use crate::signs::words::{is_any, is_vague};
use crate::tokens::{Class, PeriodWord, Pronoun};

/// A turn: where its facts stand among those of the call, and what it says.
pub(super) struct Said<'a> {
    pub(super) first_fact: usize,
    pub(super) first_sentence: usize,
    pub(super) sentences: &'a [Sentence],
}

/// How many sentences at the end of a turn may hold its question, and how many words what is asked for may have.
const LAST: usize = 3;
const LONGEST: usize = 4;

/// How far from its beginning a sentence may have the number that it repeats.
const OPENING: usize = 2;

/// Words that an answer may have beside its number.
const IDLE: [&str; 9] = ["yes", "yeah", "okay", "right", "correct", "so", "think", "believe", "guess"];

/// Lets numbers that answer a question, or repeat the answer, be of what was asked for.
pub(super) fn resolve(facts: &mut [Fact], turns: &[Said<'_>], now: Now) {
    let mut answers: FxHashSet<usize> = FxHashSet::default();
    for [before, turn] in turns.windows(2).filter_map(|two| <&[Said<'_>; 2]>::try_from(two).ok()) {
        let Some(fact) = facts.get(turn.first_fact).filter(|fact| is_bare(fact, turn)) else { continue };
        let Some(sentence) = turn.sentences.first() else { continue };
        let source = facts.get(before.first_fact).filter(|_| answers.contains(&before.first_fact));
        let repeated = source.filter(|source| {
            let at = usize::from(fact.figure.range.start());
            source.figure.amount.ends() == fact.figure.amount.ends() && at <= OPENING
        });
        let meant = match repeated {
            Some(source) => source.metric.clone().map(|metric| (metric, source.scope.clone(), source.period)),
            None if is_only_number(sentence) => question(before.sentences, now),
            None => None,
        };
        let Some((metric, scope, period)) = meant else { continue };
        if let Some(fact) = facts.get_mut(turn.first_fact) {
            fact.metric = Some(metric);
            fact.scope = scope;
            fact.period = fact.period.or(period);
            fact.role = Some(FigureRole::Level);
            answers.insert(turn.first_fact);
        }
    }
}

/// Whether a turn begins with a number of which nothing is said.
fn is_bare(fact: &Fact, turn: &Said<'_>) -> bool {
    fact.sentence == turn.first_sentence
        && fact.figure.kind == Kind::Count
        && fact.figure.unit.is_none()
        && fact.metric.is_none()
        && fact.section == SectionKind::QuestionsAndAnswers
}

/// Whether a sentence says nothing but a number: "I believe 2.", "About 64."
fn is_only_number(sentence: &Sentence) -> bool {
    sentence.reading.figures.len() == 1
        && sentence.reading.tokens.iter().all(|token| match token.class {
            Class::Figure(_)
            | Class::Hedge
            | Class::Adverb
            | Class::Boundary(_)
            | Class::Copula
            | Class::Pronoun(Pronoun::We | Pronoun::This) => true,
            Class::Word | Class::Verb => {
                let word = sentence.words(token.range);
                is_any(word, &IDLE) || is_any(word, &["have", "had"])
            }
            _ => false,
        })
}

/// What number the last sentences of a turn ask for: "how many ferry pilots do you have?"
fn question(sentences: &[Sentence], now: Now) -> Option<(super::Metric, Vec<std::sync::Arc<str>>, Option<Period>)> {
    let (asked, words) = sentences.iter().rev().take(LAST).find_map(|sentence| {
        let text = sentence.text();
        let behind = ["how many ", "number of "].iter().find_map(|opening| {
            let at = text.to_ascii_lowercase().find(opening)?;
            text.get(at + opening.len()..)
        })?;
        Some((sentence, thing(behind)?))
    })?;
    let subject = Subject::counted(&words).unwrap_or_else(|| Subject::named(&words, None));
    // Of another time than the quarter of the call, nothing is known here.
    let other_time = asked.reading.tokens.iter().any(|token| match token.class {
        Class::Period(word) => word != PeriodWord::Quarter(0),
        Class::Other(_) => true,
        _ => false,
    });
    let quarter = now.quarter.map(Period::Quarter).filter(|_| !other_time);
    Some((subject.metric, subject.scope, quarter))
}

/// The things that are asked for, up to the verb: "ferry pilots do you have".
fn thing(behind: &str) -> Option<String> {
    const ENDS: [&str; 22] = [
        "do", "did", "does", "are", "were", "will", "would", "can", "could", "should", "have", "has", "had", "that",
        "which", "you", "we", "they", "in", "on", "at", "is",
    ];
    let mut words: Vec<&str> = Vec::new();
    for word in behind.split_whitespace() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if is_any(bare, &ENDS) {
            break;
        }
        words.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-') && !word.is_empty();
    let last = words.last().filter(|last| last.ends_with('s') && last.len() > 3)?;
    let named = words.len() <= LONGEST && words.iter().all(letters) && !words.iter().any(|word| is_vague(word));
    (named && last.chars().all(char::is_lowercase)).then(|| words.join(" "))
}
