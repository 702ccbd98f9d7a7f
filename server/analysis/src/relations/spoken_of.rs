//! What is spoken of: an amount that a conversation points back to with nothing but its value.
//!
//! "Is the $65 million for this year?" "Of that $65 million, half is." Who says "that" before an amount and names nothing
//! behind it means the one that was just said. Where the last turns say one amount of that kind and no other, it is that.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Displayed, Ends, Interval, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::Values;
use super::comparable::{amount_of, can_be_one_value};
use super::pointing;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use crate::facts::{Fact, Modality};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link};

/// How many turns before can have said it.
const TURNS: usize = 3;

/// How many figures back it is looked for.
const REACH: usize = 40;

/// Finds them, as pairs of the earlier and the later fact.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut said: FxHashMap<(FigureKind, Ends), usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (again, fact) in around.facts.iter().enumerate() {
        let amount = amount_of(&fact.figure);
        if let Some(statement) = statement(around, again) {
            let one = &around.facts[statement].figure;
            // What was said at another time as well may be meant itself.
            let own = usize::from(amount_of(one) == amount);
            let is_said_elsewhere = said.get(&amount).is_some_and(|times| *times > own);
            // That a hedge allows both says nothing.
            let tells = as_displayed(one.amount, fact.figure.amount) || !can_be_one_value(one, &fact.figure);
            found.extend((tells && !is_said_elsewhere).then_some((statement, again)));
        }
        *said.entry(amount).or_default() += 1;
    }
    found
}

/// The one amount that was spoken of where a fact points back to it.
fn statement(around: Surroundings<'_>, again: usize) -> Option<usize> {
    let fact = &around.facts[again];
    if fact.section != SectionKind::QuestionsAndAnswers || !can_be_pointed_at(fact) || !points_back(around, fact) {
        return None;
    }
    let is_like = |it: &Fact| {
        is_range(it) == is_range(fact) && it.figure.kind == fact.figure.kind && same_unit(&it.figure, &fact.figure)
    };
    // "The benefit of $65 million, and that $65 million": the one of the same sentence, where there is one.
    let here = around.facts_of(fact.sentence).start..again;
    if here.clone().any(|it| is_like(&around.facts[it])) {
        return one_amount(around, here.filter(|it| is_like(&around.facts[*it])).rev())
            .filter(|_| points_hard(around, fact));
    }
    let talk = (again.saturating_sub(REACH)..again)
        .rev()
        .take_while(|it| around.facts[*it].turn + TURNS >= fact.turn && around.facts[*it].section == fact.section);
    one_amount(around, talk.filter(|it| is_like(&around.facts[*it])))
}

/// The first of some facts, where all that they say is one amount.
fn one_amount(around: Surroundings<'_>, mut facts: impl Iterator<Item = usize>) -> Option<usize> {
    let first = facts.next()?;
    let is_one = facts.all(|it| can_be_one_value(&around.facts[it].figure, &around.facts[first].figure));
    (is_one && can_be_pointed_at(&around.facts[first])).then_some(first)
}

/// Whether two amounts can be of one value by their rounding alone.
fn as_displayed(one: Amount, other: Amount) -> bool {
    let meet = |one: Displayed, other: Displayed| {
        Values::from(Interval::hull(one)).meets(Values::from(Interval::hull(other))) == Some(true)
    };
    match (one, other) {
        (Amount::Single(one), Amount::Single(other)) => meet(one, other),
        (Amount::Range { low, high }, Amount::Range { low: from, high: to }) => meet(low, from) && meet(high, to),
        _ => false,
    }
}

fn is_range(fact: &Fact) -> bool {
    matches!(fact.figure.amount, Amount::Range { .. })
}

fn can_be_pointed_at(fact: &Fact) -> bool {
    matches!(fact.figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::BasisPoints)
        && matches!(fact.figure.amount, Amount::Single(_) | Amount::Range { .. })
        && fact.modality != Modality::Hypothetical
}

/// Whether "that" or "this" stands before a figure.
fn points_hard(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    is_any(last, &["that", "this"])
}

/// Whether a figure stands behind "that" or "the" and before nothing that it is of.
fn points_back(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let at = sentence.reading.token_from(fact.figure.range.start());
    let tokens = &sentence.reading.tokens;
    let (Some(before), Some(behind)) = (tokens.get(..at), tokens.get(at + 1..)) else { return false };
    // "That $65 million in the year".
    let goes_on = |class: Class| {
        matches!(class, Class::Link(Link::In | Link::For | Link::From | Link::At | Link::On) | Class::Period(_))
            && points_hard(around, fact)
    };
    let ends = behind.first().is_none_or(|token| {
        goes_on(token.class)
            || matches!(
                token.class,
                Class::Boundary(_)
                    | Class::Copula
                    | Class::Verb
                    | Class::Modal(_)
                    | Class::Pronoun(_)
                    | Class::Negation
                    | Class::Adverb
            ) && token.class != Class::Boundary(Boundary::Parenthesis)
    });
    let introduces = before
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|token| matches!(token.class, Class::Copula | Class::Link(Link::Equals)));
    ends && !introduces && pointing::of(fact, sentence, at).is_back
}

#[cfg(test)]
mod tests {
    use crate::checks::{exchange, expect};

    #[test]
    fn that_amount_is_the_one_just_spoken_of() {
        let said = |question: &str, answer: &str| exchange("The sea was calm.", question, answer);
        let question = "You are planning to put $65 million into the quay. Is it all for this year?";
        expect(
            "restatement-conflict",
            &[
                &said(question, "Of that $56 million, half is for the next year."),
                &said(question, "In the $56 million, we have some of the next year."),
                &said(
                    "What is new?",
                    "We see $12 million for boats. There is a benefit of $65 million, and that $56 million in the year is safe.",
                ),
                &said("Rents in Norway rose by 6% to 7%. Does it last?", "The 6% to 12% is what we had last year."),
            ],
            &[
                &said(question, "Of that $65 million, half is for the next year."),
                // another kind of amount
                &said(question, "Of that 12%, half is for the next year."),
                // it says of what it is
                &said(question, "The $12 million of last year went into the boats."),
                &said(question, "The $12 million bridge is for the next year."),
                // nothing that was said before
                &said(question, "That is $12 million a year."),
                // two were spoken of
                &said(
                    "You had $65 million for the quay and $41 million for boats. Is it spent?",
                    "That $56 million is spent.",
                ),
                // a new amount in the same breath
                &said(question, "We have $65 million for the quay, and the $12 million is for boats."),
                // said before, of something else
                &said(
                    "We heard of $56 million for boats.\n\nJon Fry - Chief Executive Officer: Yes.\n\nBob Ray - Analyst: And of the quay?\n\nJon Fry - Chief Executive Officer: That is next.\n\nBob Ray - Analyst: When?\n\nJon Fry - Chief Executive Officer: Soon.\n\nBob Ray - Analyst: It costs $65 million. Is it much?",
                    "After the $56 million, it is not.",
                ),
                // the hedge allows it
                &said("Do you put about $65 million into the quay?", "Of that $64 million, half is for the next year."),
            ],
        );
    }
}
