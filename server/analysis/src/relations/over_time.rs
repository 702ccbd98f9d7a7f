//! Over time: two levels of one metric, each in a sentence of its own, and in the next by how much they differ. "Margin was
//! 42%. Last year it was 40%. So that is a 200 basis point improvement."

use tieout_figures::{Amount, Kind as FigureKind};

use super::index::{base_period, is_level};
use super::keys::only;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality, Period};
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Direction, Link, PeriodWord, Pronoun, Sense};
use crate::vocabulary::VOCABULARY;

/// How many words may open the sentence before one that points back.
const OPENING: usize = 2;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let sentences = 1..around.sentences.len();
    sentences.filter_map(|at| step(around, at).or_else(|| since(around, at)).or_else(|| until(around, at))).collect()
}

/// A level with its step behind the level of a time that is over: "A year ago, revenue was $10 million. This quarter, it
/// was $12 million, an increase of 20%."
fn since(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    let facts = around.facts;
    let mut here = around.facts_of(at);
    let (level, by, None) = (here.next()?, here.next()?, here.next()) else { return None };
    let prior = only(around.facts_of(at - 1))?;
    let direction = direction(sentence)?;
    let grows = facts[by].figure.kind == FigureKind::Percent && facts[level].figure.kind != FigureKind::Percent;
    // A step over another time names it.
    let plain = is_step(&facts[by]) && facts[by].basis.is_none();
    let told_apart = says_past(before) && !says_past(sentence) && facts[level].period.is_some_and(is_quarter);
    let past = facts[prior].period.is_none_or(|prior| is_quarter(prior) && Some(prior) != facts[level].period);
    let operands = vec![(Role::Growth, by), (Role::Level, level), (Role::Prior, prior)];
    let (kind, sense) = (Kind::Growth, Some(direction.sense));
    let relation = Relation { kind, pairing: Pairing::Near, sense, operands };
    let together = before.turn == sentence.turn && are_of_one_metric(&facts[level], &facts[prior]);
    (grows && plain && told_apart && past && together).then_some(relation)
}

/// A level, and behind it the one of a time that is over with the step: "Revenue was $12 million. A year ago it was $10
/// million, so that is growth of 20%."
fn until(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    let facts = around.facts;
    let mut here = around.facts_of(at);
    let (prior, by, None) = (here.next()?, here.next()?, here.next()) else { return None };
    let level = only(around.facts_of(at - 1))?;
    let direction = direction(sentence)?;
    let grows = facts[by].figure.kind == FigureKind::Percent && facts[prior].figure.kind != FigureKind::Percent;
    let plain = is_step(&facts[by]) && facts[by].basis.is_none();
    // "Which was growth of 20%" may be that of the year before.
    let concludes = says_conclusion(sentence, &facts[prior], &facts[by]);
    // "Growth of 30% over the year before" is measured from something else.
    let behind = sentence.reading.token_from(facts[by].figure.range.end());
    let ends = sentence
        .reading
        .tokens
        .get(behind)
        .is_none_or(|it| matches!(it.class, Class::Boundary(_) | Class::Direction(_)));
    let ends = ends && sentence.reading.tokens.iter().all(|it| !matches!(it.class, Class::Basis(_)));
    let told_apart = says_past(sentence) && !says_past(before) && before.turn == sentence.turn;
    let past = facts[prior].period.is_none() || facts[prior].period != facts[level].period;
    let same = facts[prior].metric.is_none() || are_of_one_metric(&facts[level], &facts[prior]);
    let is_amount = |fact: &Fact| {
        matches!(fact.figure.amount, Amount::Single(_)) && fact.modality == Modality::Actual && is_level(&facts[level])
    };
    let alike = same_unit(&facts[level].figure, &facts[prior].figure);
    let amounts = is_amount(&facts[level]) && is_amount(&facts[prior]) && facts[level].known_metric().is_some();
    let operands = vec![(Role::Growth, by), (Role::Level, level), (Role::Prior, prior)];
    let (kind, sense) = (Kind::Growth, Some(direction.sense));
    let relation = Relation { kind, pairing: Pairing::Near, sense, operands };
    (grows && plain && concludes && ends && told_apart && past && same && alike && amounts).then_some(relation)
}

/// Whether "so" stands between two figures: what is behind it follows from what was said.
fn says_conclusion(sentence: &Sentence, prior: &Fact, by: &Fact) -> bool {
    let (from, to) = (prior.figure.range.end(), by.figure.range.start());
    let mut between = sentence.reading.tokens.iter().filter(|it| it.range.start() >= from && it.range.end() <= to);
    between.any(|token| sentence.words(token.range).eq_ignore_ascii_case("so"))
}

fn is_quarter(period: Period) -> bool {
    matches!(period, Period::Quarter(_))
}

/// A step behind two levels, each in a sentence of its own.
fn step(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (first, second) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let sentence = around.sentences.get(at)?;
    let facts = around.facts;
    let by = only(around.facts_of(at))?;
    let direction = direction(sentence).filter(|_| is_step(&facts[by]) && points_back(sentence))?;
    if (first..at).any(|before| around.sentences[before].turn != sentence.turn) {
        return None;
    }
    let (one, other) = (only(around.facts_of(first))?, only(around.facts_of(second))?);
    let is_past = |before: usize| says_past(&around.sentences[before]);
    let (level, prior) = match (is_past(first), is_past(second)) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ if is_before(&facts[one], &facts[other]) => (other, one),
        _ if is_before(&facts[other], &facts[one]) => (one, other),
        _ => return None,
    };
    // "This compares with $91 million in the first quarter. It was up 9% from a year ago."
    let base = facts[by].basis.and_then(|basis| base_period(facts[level].period?, basis));
    if base.zip(facts[prior].period).is_some_and(|(base, prior)| base != prior) {
        return None;
    }
    let (kind, role) = match (facts[by].figure.kind, facts[level].figure.kind) {
        (FigureKind::Percent, FigureKind::Percent) => return None,
        (FigureKind::Percent, _) => (Kind::Growth, Role::Growth),
        (_, FigureKind::Percent) => (Kind::Points, Role::Points),
        _ => return None,
    };
    let operands = vec![(role, by), (Role::Level, level), (Role::Prior, prior)];
    let relation = Relation { kind, pairing: Pairing::Near, sense: Some(direction.sense), operands };
    // "So gross profit grew 50%", "that includes 100 basis points from mix".
    let says_other = |class: Class| match class {
        Class::Metric(metric) => {
            facts[level].metric.as_ref().is_none_or(|it| *it.name != *VOCABULARY.metric(metric).name)
        }
        class => class == Class::Link(Link::Including),
    };
    let other = sentence.reading.tokens.iter().any(|token| says_other(token.class));
    (!other && are_of_one_metric(&facts[level], &facts[prior])).then_some(relation)
}

/// Whether a fact is by how much something differs, of nothing that is named beside it.
fn is_step(fact: &Fact) -> bool {
    let is_share = matches!(fact.role, Some(FigureRole::Share | FigureRole::Margin | FigureRole::Level));
    let kind = matches!(fact.figure.kind, FigureKind::Percent | FigureKind::PercentagePoints | FigureKind::BasisPoints);
    kind && !is_share && matches!(fact.figure.amount, Amount::Single(_))
}

/// The one word of change of a sentence.
fn direction(sentence: &Sentence) -> Option<Direction> {
    let mut directions = sentence.reading.tokens.iter().filter_map(|token| match token.class {
        Class::Direction(direction) if direction.sense != Sense::Flat => Some(direction),
        _ => None,
    });
    let (direction, None) = (directions.next()?, directions.next()) else { return None };
    Some(direction)
}

/// Whether a sentence opens with words for what was just said: "That is", "So we".
fn points_back(sentence: &Sentence) -> bool {
    sentence.reading.tokens.iter().take(OPENING).any(|token| match token.class {
        Class::Pronoun(pronoun) => pronoun == Pronoun::This,
        Class::Link(link) => link == Link::Equals,
        Class::Boundary(boundary) => boundary == Boundary::But,
        _ => false,
    })
}

/// Whether a sentence names a time before the one that is reported on.
fn says_past(sentence: &Sentence) -> bool {
    sentence.reading.tokens.iter().any(|token| match token.class {
        Class::Period(PeriodWord::Quarter(away) | PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => away < 0,
        _ => false,
    })
}

/// Whether one fact is of an earlier period than another.
fn is_before(one: &Fact, other: &Fact) -> bool {
    match (one.period, other.period) {
        (Some(Period::Quarter(one)), Some(Period::Quarter(other))) => one < other,
        (Some(Period::Year(one)), Some(Period::Year(other))) => one < other,
        _ => false,
    }
}

/// Whether two levels are of one metric that the vocabulary knows, and as they were.
fn are_of_one_metric(level: &Fact, prior: &Fact) -> bool {
    let happened = |fact: &Fact| {
        is_level(fact) && matches!(fact.figure.amount, Amount::Single(_)) && fact.modality == Modality::Actual
    };
    level.known_metric().is_some()
        && level.known_name() == prior.known_name()
        && level.scope == prior.scope
        && same_unit(&level.figure, &prior.figure)
        && happened(level)
        && happened(prior)
}
