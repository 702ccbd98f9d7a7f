//! What a company has, said again: "a total customer roster of 77", and later "we have 77 customers".
//!
//! What a company says to have, with no word behind it that narrows it, is all that it has.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Kind as FigureKind, Unit};

use super::surroundings::{Surroundings, says_total};
use crate::facts::{Fact, FigureRole, Modality};
use crate::tokens::{Class, Link, PeriodWord, Pronoun};
use crate::vocabulary::VOCABULARY;

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

/// What a company is divided into, of which it has the same number wherever it says so.
const DIVISIONS: [&str; 9] =
    ["platform", "segment", "division", "business", "brand", "banner", "region", "pillar", "vertical"];

/// Finds what a company says to have in all, "our four platforms", said again; as pairs of the first and each later one.
pub(super) fn find_divisions(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, fact) in around.facts.iter().enumerate() {
        let Some(noun) = own_divisions(around, fact) else { continue };
        match first.get(noun) {
            Some(statement) if around.facts[*statement].sentence != fact.sentence => found.push((*statement, index)),
            Some(_) => {}
            None => {
                first.insert(noun, index);
            }
        }
    }
    found
}

/// What a figure counts where it is all that the company has of it: "our four platforms", and no "in Norway" behind it.
fn own_divisions<'a>(around: Surroundings<'a>, fact: &'a Fact) -> Option<&'a str> {
    let Some(Unit::Named(noun)) = &fact.figure.unit else { return None };
    let is_number = fact.figure.kind == FigureKind::Count
        && fact.figure.hedge.is_none()
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.modality == Modality::Actual;
    let sentence = around.sentences.get(fact.sentence)?;
    let (text, tokens) = (sentence.text(), &sentence.reading.tokens);
    let at = sentence.reading.token_from(fact.figure.range.start());
    let ours = tokens.get(at.checked_sub(1)?).is_some_and(|token| text[token.range].eq_ignore_ascii_case("our"));
    // "All but two of our four platforms", "two of our four platforms" still have four.
    let ends = tokens.get(at + 1).is_none_or(|token| {
        matches!(
            token.class,
            Class::Boundary(_) | Class::Copula | Class::Verb | Class::Direction(_) | Class::Link(Link::ComesFrom)
        )
    });
    // "Last year, our three platforms".
    let timed = tokens.iter().any(|token| match token.class {
        Class::Period(PeriodWord::Year(away) | PeriodWord::Quarter(away) | PeriodWord::SamePeriod(away)) => away != 0,
        _ => false,
    });
    (is_number && ours && ends && !timed && DIVISIONS.contains(&&**noun)).then_some(noun)
}

/// The metric of a fact that is all there is now: "a total of 77 customers".
fn total(fact: &Fact) -> Option<&str> {
    let metric = fact.metric.as_ref().filter(|metric| metric.known && says_total(fact))?;
    let is_stock = VOCABULARY.metric(VOCABULARY.metric_named(&metric.name)?).stock;
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

    #[test]
    fn a_company_has_as_many_divisions_wherever_it_says_so() {
        expect(
            "restatement-conflict",
            &[
                "We saw growth across our four platforms. The team did well. Our nine platforms contributed 89% of revenue.",
                "All of our three segments grew. Beyond our seven segments, we have a venture in Norway.",
            ],
            &[
                "We saw growth across our four platforms. The team did well. Our four platforms contributed 89% of revenue.",
                // some of them
                "We saw growth across our four platforms. Our two platforms in Norway contributed 89% of revenue.",
                "We saw growth across our four platforms. Our two largest platforms contributed 89% of revenue.",
                // at another time
                "We saw growth across our four platforms. Last year, our three platforms contributed 89% of revenue.",
                // of others
                "We saw growth across our four platforms. Their three platforms contributed little.",
                // other things
                "We saw growth across our four platforms. Our three halls contributed 89% of revenue.",
            ],
        );
    }
}
