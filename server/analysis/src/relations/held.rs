//! What a company has, said again: "a total customer roster of 77", and later "we have 77 customers".
//!
//! What a company says to have, with no word behind it that narrows it, is all that it has.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Kind as FigureKind, Unit};

use super::surroundings::{Surroundings, says_total};
use crate::facts::{Fact, FigureRole, Modality};
use crate::tokens::{Class, Pronoun};

/// Finds it, as pairs of the total and what is said again.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut totals: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, fact) in around.facts.iter().enumerate() {
        let is_number = fact.figure.kind == FigureKind::Count
            && fact.figure.hedge.is_none()
            && matches!(fact.figure.amount, Amount::Single(_));
        if !is_number {
            continue;
        }
        if let Some(name) = total(fact) {
            totals.entry(name).or_insert(index);
        } else if let Some(total) = things(fact).and_then(|things| totals.get(things.as_str())) {
            let says_again = around.facts[*total].turn != fact.turn && says_to_have(around, fact);
            found.extend(says_again.then_some((*total, index)));
        }
    }
    found
}

/// The metric of a fact that is all there is now: "a total of 77 customers".
fn total(fact: &Fact) -> Option<&str> {
    let metric = fact.metric.as_ref().filter(|metric| metric.known && says_total(fact))?;
    let is_stock = fact.entry()?.stock;
    let is_said = fact.role == Some(FigureRole::Level) && fact.modality == Modality::Actual && fact.scope.is_empty();
    (is_stock && is_said).then_some(&*metric.name)
}

/// What a figure counts, in the plural.
fn things(fact: &Fact) -> Option<String> {
    let is_asked = matches!(fact.modality, Modality::Question | Modality::Hypothetical);
    match &fact.figure.unit {
        Some(Unit::Named(noun)) if !is_asked && fact.scope.is_empty() => Some(format!("{noun}s")),
        _ => None,
    }
}

/// Whether a clause says no more than that the company has it: "we have 77 customers".
fn says_to_have(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let (text, tokens) = (sentence.text(), &sentence.reading.tokens);
    let at = sentence.reading.token_from(fact.figure.range.start());
    let (before, behind) = (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
    let mut before = before.iter().rev().filter(|token| token.class != Class::Adverb);
    let has = before.next().is_some_and(|token| text[token.range].eq_ignore_ascii_case("have"));
    let ends = behind.first().is_none_or(|token| matches!(token.class, Class::Boundary(_)));
    has && ends && before.next().is_some_and(|token| token.class == Class::Pronoun(Pronoun::We))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn what_a_company_says_to_have_is_all_it_has() {
        expect(
            "restatement-conflict",
            &[
                "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: We have 38 customers, and we like all of them.",
                "We ended the quarter with a total customer count of 83.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: Is that the whole market?\n\nJon Fry - Chief Executive Officer: No. We currently have 38 customers.",
            ],
            &[
                // a part of them
                "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: We have 38 customers in Norway.",
                // hedged
                "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: We have about 38 customers, and we like all of them.",
                // those of others
                "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: They have 38 customers, and we like all of them.",
                // no total
                "We added 4 customers and lost 2 customers.\n\nJon Fry - Chief Executive Officer: We have 38 customers, and we like all of them.",
                // other things
                "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: We have 38 dredgers, and we like all of them.",
            ],
        );
    }
}
