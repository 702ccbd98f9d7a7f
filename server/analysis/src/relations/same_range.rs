//! The same range: one that shares an end with an earlier one, of the same metric or in the same conversation.
//!
//! "We run the book at 65% to 67%", and later "at the 65% to 76% you mentioned". Two ranges that begin or end with the
//! same number are one range where nothing tells them apart. A range that ends a little further may be a later or a wider
//! one, so only one that ends far from where it did contradicts.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Decimal, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::comparable::{can_be_one_value, range_ends};
use super::stream::same_unit;
use super::surroundings::Surroundings;
use crate::facts::{Fact, Modality};
use crate::tokens::{Class, Direction, Form};

/// How many turns a conversation on one range lasts.
const TURNS: usize = 4;

/// How many ranges with one end are looked at.
const MOST_ALIKE: usize = 16;

/// Finds them, as pairs of the earlier and the later fact.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut of_end: FxHashMap<(FigureKind, Decimal), Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for (again, fact) in around.facts.iter().enumerate().filter(|(_, fact)| can_be_said_again(around, fact)) {
        let ends = || range_ends(fact.figure.amount).filter(|end| !end.is_zero());
        let mut like: Vec<usize> = ends()
            .filter_map(|end| of_end.get(&(fact.figure.kind, end)))
            .flat_map(|ranges| ranges.iter().rev().copied().take(MOST_ALIKE))
            .filter(|it| can_be_same(&around.facts[*it], fact))
            .collect();
        like.sort_unstable();
        found.extend(statement(around, &like, fact).map(|statement| (statement, again)));
        for end in ends() {
            of_end.entry((fact.figure.kind, end)).or_default().push(again);
        }
    }
    found
}

/// The range among those like one that it says again, or contradicts.
fn statement(around: Surroundings<'_>, like: &[usize], fact: &Fact) -> Option<usize> {
    let agree = |one: &Fact, other: &Fact| can_be_one_value(&one.figure, &other.figure);
    let (agreed, differing): (Vec<usize>, Vec<usize>) =
        like.iter().copied().partition(|it| agree(&around.facts[*it], fact));
    let last = match (agreed.last(), differing.as_slice()) {
        (Some(last), []) => return Some(*last),
        // All agree but one, which is then the earlier.
        (Some(_), [one]) => *one,
        (None, [rest @ .., last]) if rest.iter().all(|it| agree(&around.facts[*it], &around.facts[*last])) => *last,
        _ => return None,
    };
    Some(last).filter(|it| ends_far_off(around.facts[*it].figure.amount, fact.figure.amount))
}

fn can_be_said_again(around: Surroundings<'_>, fact: &Fact) -> bool {
    // "Up 2% to 7%" is by how much and to what, and no range.
    let is_step = around.sentences.get(fact.sentence).is_none_or(|sentence| {
        let before = sentence.reading.token_from(fact.figure.range.start()).checked_sub(1);
        before.is_some_and(|before| {
            matches!(sentence.reading.tokens[before].class, Class::Direction(Direction { form: Form::Particle, .. }))
        })
    });
    !is_step
        && matches!(fact.figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::PerShare)
        && matches!(fact.figure.amount, Amount::Range { .. })
        && fact.modality != Modality::Hypothetical
}

/// Whether nothing that is known of two ranges tells them apart.
fn can_be_same(one: &Fact, other: &Fact) -> bool {
    let [metric, again] = [one, other].map(|fact| fact.metric_name());
    let differ = matches!((metric, again), (Some(one), Some(other)) if one != other)
        || matches!((one.period, other.period), (Some(one), Some(other)) if one != other);
    let questions = |fact: &Fact| fact.section == SectionKind::QuestionsAndAnswers;
    let in_talk = questions(one) && questions(other) && one.turn + TURNS >= other.turn;
    let is_named = one.known_metric().is_some() && other.known_metric().is_some();
    one.sentence != other.sentence
        && one.turn != other.turn
        && !differ
        && one.scope == other.scope
        && (in_talk || is_named)
        && same_unit(&one.figure, &other.figure)
}

/// Whether two ranges end so far apart that the one is not the other, widened or moved: by half and more.
fn ends_far_off(one: Amount, other: Amount) -> bool {
    let (Amount::Range { low, high }, Amount::Range { low: from, high: to }) = (one, other) else { return false };
    let is_far = |one: Decimal, other: Decimal| {
        let [one, other] = [one.abs(), other.abs()];
        (one.max(other) * Decimal::TWO) >= (one.min(other) * Decimal::from(3))
    };
    is_far(low.value, from.value) || is_far(high.value, to.value)
}

#[cfg(test)]
mod tests {
    use crate::checks::{exchange, expect};

    #[test]
    fn a_range_with_an_end_in_common_is_the_same() {
        let said = |remarks: &str, question: &str, answer: &str| exchange(remarks, question, answer);
        let calm = "The sea was calm.";
        let target = "We run the company at a CET1 ratio of 14% to 14.5%.";
        expect(
            "restatement-conflict",
            &[
                &said(calm, "Can the ferries grow 16% to 18% from here?", "We will be within 16% to 81%, as ever."),
                &said(target, "What is new?", "Our range for the CET1 ratio is 14% to 41.5%."),
            ],
            &[
                &said(calm, "Can the ferries grow 16% to 18% from here?", "We will be within 16% to 18%, as ever."),
                &said(target, "What is new?", "Our range for the CET1 ratio is 14% to 14.5%."),
                // widened
                &said(calm, "Can the ferries grow 16% to 18% from here?", "We will be within 16% to 20%, as ever."),
                // no end in common
                &said(calm, "Can the ferries grow 16% to 18% from here?", "The barges did, by 30% to 40%."),
                // of another metric
                &said(target, "What is new?", "Our gross margin is 14% to 41.5%."),
                // far away, of nothing that is named
                &said("We paid 14% to 14.5% for it.", "What is new?", "They took 14% to 41.5% of it."),
                // of two ranges that begin alike
                &said(
                    calm,
                    "Can ferries grow 16% to 18%, or is it 16% to 24%?",
                    "We will be within 16% to 81%, as ever.",
                ),
            ],
        );
    }
}
