//! Antecedents: what "this amount" and "that" stand for, and what "today" is compared with.

use tieout_figures::{Amount, Figure};

use super::stream::same_unit;
use crate::facts::{Fact, FigureRole, Modality};
use crate::tokens::Sense;

/// The amount that "this amount", said of a part, points back to: the only figure of the part's unit before it and its
/// share in its own sentence, else in the sentence before.
pub(super) fn amount(facts: &[Fact], part: usize, share: usize) -> Option<usize> {
    let it = facts.get(part)?;
    let before = || (0..part.min(share)).rev().map_while(|index| facts.get(index).map(|fact| (index, fact)));
    for distance in 0..=1 {
        let sentence = it.sentence.checked_sub(distance)?;
        let amounts = || {
            before()
                .take_while(|(_, fact)| fact.sentence + 1 >= it.sentence && fact.turn == it.turn)
                .filter(|(_, fact)| fact.sentence == sentence && same_unit(&fact.figure, &it.figure))
        };
        // "We have $240 million in cash, an increase of $10 million": a change is not what is shared out.
        let mut levels = amounts().filter(|(_, fact)| fact.role != Some(FigureRole::Change));
        match (levels.next(), levels.next()) {
            (Some((amount, _)), None) => return Some(amount),
            (Some(_), Some(_)) => return None,
            _ if amounts().next().is_some() => return None,
            _ => {}
        }
    }
    None
}

/// The change that "the increase" points back to: the only one of the part's unit and of that way in its own sentence
/// before the part, else in the sentence before.
pub(super) fn change(facts: &[Fact], part: usize, share: usize, sense: Sense) -> Option<usize> {
    let it = facts.get(part)?;
    let is_down = |fact: &Fact| matches!(fact.figure.amount, Amount::Single(it) if it.value.is_sign_negative());
    let is_that = |fact: &Fact| {
        fact.role == Some(FigureRole::Change)
            && same_unit(&fact.figure, &it.figure)
            && is_down(fact) == (sense == Sense::Down)
    };
    let before = || (0..part.min(share)).rev().map_while(|at| facts.get(at).map(|fact| (at, fact)));
    let near = || before().take_while(|(_, fact)| fact.sentence + 1 >= it.sentence && fact.turn == it.turn);
    for distance in 0..=1 {
        let sentence = it.sentence.checked_sub(distance)?;
        let mut changes = near().filter(|(_, fact)| fact.sentence == sentence && is_that(fact));
        match (changes.next(), changes.next()) {
            (Some((change, _)), None) => return Some(change),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
    }
    None
}

/// The level that "that was up" points back to: the only figure in the sentence before with the unit of what it is
/// compared with. `first` is the first fact of the sentence that points back.
pub(super) fn level(facts: &[Fact], first: usize, like: &Figure) -> Option<usize> {
    only_before(facts, first, like).or_else(|| only_level_before(facts, first, like))
}

/// The only figure of a unit in the sentence before that is said to be the level now, beside levels before it and changes:
/// "It rose to $12 million from $10 million. On a yearly basis, it was up 50% from $8 million."
fn only_level_before(facts: &[Fact], first: usize, like: &Figure) -> Option<usize> {
    let here = facts.get(first)?;
    let sentence = here.sentence.checked_sub(1)?;
    let before = (0..first).rev().take_while(|at| facts[*at].sentence == sentence && facts[*at].turn == here.turn);
    let alike = before.filter(|at| same_unit(&facts[*at].figure, like));
    let mut levels = Vec::new();
    for at in alike {
        match facts[at].role {
            Some(FigureRole::Level) => levels.push(at),
            Some(FigureRole::PriorLevel | FigureRole::Change) => {}
            _ => return None,
        }
    }
    // "For the nine months, it was up 30% from $250 million": of another time.
    let is_of_time = |level: usize| here.period.is_none() || here.period == facts[level].period;
    match levels[..] {
        [level] if is_of_time(level) => Some(level),
        _ => None,
    }
}

/// The level that the words "today", "now" are said against: the only figure of its unit in the sentence before, where
/// the level and its step are the only ones in their own.
pub(super) fn earlier(facts: &[Fact], first: usize, level: usize, by: usize) -> Option<usize> {
    let it = facts.get(level)?;
    let here = (first..facts.len()).take_while(|at| facts[*at].sentence == it.sentence);
    let prior = only_before(facts, first, &it.figure)?;
    let before = facts.get(prior)?;
    let same_metric = match (&before.metric, &it.metric) {
        (Some(before), Some(it)) => before.name == it.name,
        _ => true,
    };
    let actual = [before, it].iter().all(|fact| fact.modality == Modality::Actual);
    let alone = here.filter(|at| *at != by && same_unit(&facts[*at].figure, &it.figure)).count() == 1;
    (alone && actual && same_metric).then_some(prior)
}

/// The only figure of a unit in the sentence before that of a fact, in the same turn.
fn only_before(facts: &[Fact], first: usize, like: &Figure) -> Option<usize> {
    let here = facts.get(first)?;
    let sentence = here.sentence.checked_sub(1)?;
    let before = (0..first).rev().take_while(|at| facts[*at].sentence == sentence && facts[*at].turn == here.turn);
    let mut alike = before.filter(|at| same_unit(&facts[*at].figure, like));
    match (alike.next(), alike.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
