//! Repairs: the one token that, changed, makes a relation hold.
//!
//! A lost digit, a digit too many, two that changed places, a point in the wrong place, a wrong scale word: where exactly
//! one such change of one operand makes the arithmetic come out, it is the best explanation there is. Where two do, both
//! are named and none is offered.

use tieout_figures::{Amount, Context, read};

use super::case::Case;
use super::verdict::Outcome;
use super::wording::Words;
use crate::finding::Fix;

/// What can be said about repairing a finding.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// The repair, where there is exactly one.
    pub(super) fix: Option<Fix>,
    /// The repairs in words.
    pub(super) hint: Option<String>,
}

/// Other words for one operand with which a relation holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The place of the operand in its relation.
    operand: usize,
    /// The words.
    words: String,
}

impl Repair {
    /// Words what was found.
    pub(super) fn of(fits: &[Fit], case: &Case<'_>, words: &Words<'_>) -> Repair {
        let fact = |fit: &Fit| case.facts.get(case.relation.operands.get(fit.operand)?.1);
        let say = |fit: &Fit| format!("{} instead of {}", fit.words, fact(fit).map_or("", |fact| words.of(fact)));
        match fits {
            [one] => {
                let fix = fact(one).map(|fact| Fix {
                    range: fact.range,
                    replacement: one.words.clone(),
                    title: format!("Change to {}, which ties", one.words),
                });
                Repair { fix, hint: Some(format!("{} would fit", say(one))) }
            }
            [one, two] => Repair { fix: None, hint: Some(format!("{} or {} would fit", say(one), say(two))) },
            _ => Repair::default(),
        }
    }
}

/// Looks for repairs of a relation that fails. It tries hundreds of changes.
pub(super) fn search(case: &Case<'_>, words: &Words<'_>, judge: fn(&Case<'_>) -> Outcome) -> Vec<Fit> {
    let mut fits: Vec<Fit> = Vec::new();
    for (operand, (role, index)) in case.relation.operands.iter().enumerate() {
        let Some(fact) = case.facts.get(*index) else { continue };
        let said = words.of(fact);
        for candidate in candidates(said) {
            let Some(amount) = amount(&candidate).filter(|amount| *amount != fact.figure.amount) else { continue };
            let supposed = Case { supposed: Some((*role, amount)), ..*case };
            if judge(&supposed) == Outcome::Holds && !fits.iter().any(|known| known.words == candidate) {
                fits.push(Fit { operand, words: candidate });
                // More than two explain nothing.
                if fits.len() > 2 {
                    return fits;
                }
            }
        }
    }
    fits
}

/// The amount that words stand for, where they are one figure and nothing else.
fn amount(words: &str) -> Option<Amount> {
    let reading = read(words, &Context::default());
    match reading.figures.as_slice() {
        [figure] if usize::from(figure.range.len()) == words.len() => Some(figure.amount),
        _ => None,
    }
}

/// All changes of one token in the words of a figure.
fn candidates(said: &str) -> Vec<String> {
    let mut candidates = Vec::new();
    if said.is_ascii() {
        digits(said, &mut candidates);
        candidates.retain(|candidate| !begins_with_idle_zero(candidate));
    }
    const SCALES: [&str; 3] = ["thousand", "million", "billion"];
    for scale in SCALES.iter().filter(|scale| said.contains(**scale)) {
        let others = SCALES.iter().filter(|other| *other != scale);
        candidates.extend(others.map(|other| said.replacen(scale, other, 1)));
    }
    candidates
}

/// Whether a number begins with a zero that nobody writes: "06%".
fn begins_with_idle_zero(said: &str) -> bool {
    let number = said.trim_start_matches(|character: char| !character.is_ascii_digit());
    number.strip_prefix('0').is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
}

/// Changes of the digits: one more, one fewer, two changed places, the point moved.
fn digits(said: &str, candidates: &mut Vec<String>) {
    let bytes = said.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in 0..bytes.len() {
        if is_digit(at) || at > 0 && is_digit(at - 1) {
            candidates.extend((0..=9).map(|digit| format!("{}{digit}{}", &said[..at], &said[at..])));
        }
        if is_digit(at) {
            candidates.push(format!("{}{}", &said[..at], &said[at + 1..]));
            if is_digit(at + 1) && bytes[at] != bytes[at + 1] {
                let (first, second) = (&said[at..at + 1], &said[at + 1..at + 2]);
                candidates.push(format!("{}{second}{first}{}", &said[..at], &said[at + 2..]));
            }
        }
        if bytes[at] == b'.' && at > 0 && is_digit(at - 1) && is_digit(at + 1) {
            let (before, after) = (&said[..at], &said[at + 1..]);
            candidates.push(format!("{}.{}{after}", &before[..at - 1], &before[at - 1..]));
            candidates.push(format!("{before}{}.{}", &after[..1], &after[1..]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_of_one_token() {
        let all = candidates("$63.2 million");
        for expected in ["$638.2 million", "$6.2 million", "$36.2 million", "$6.32 million", "$63.2 billion"] {
            assert!(all.iter().any(|it| it == expected), "{expected}");
        }
        assert!(all.iter().all(|it| it != "$63.2 million" && it != "$71.2 million"));
        assert!(all.iter().all(|it| it != "$063.2 million"));
        assert!(candidates("$0.4 million").iter().any(|it| it == "$0.43 million"));
        assert_eq!(candidates("doubled"), Vec::<String>::new());
    }
}
