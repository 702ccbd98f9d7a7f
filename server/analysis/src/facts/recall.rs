//! Recall: a figure said again without saying what it is about.
//!
//! "The 74 deals you mentioned" means the 74 deals of before: where exactly one fact said earlier has the same amount
//! and could be meant, the later figure is about the same.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Decimal, Ends, Kind, Unit};
use tieout_transcript::SectionKind;

use super::statement::View;
use super::{Fact, FigureRole, is_bare_count};
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Link};

/// Lets figures without a metric, or with a bare one, take over what the one earlier fact of the same amount is about.
pub(super) fn resolve(facts: &mut [Fact]) {
    let mut spoken: FxHashMap<(Kind, Ends), Spoken> = FxHashMap::default();
    for index in 0..facts.len() {
        let key = (facts[index].figure.kind, facts[index].figure.amount.ends());
        let spoken = spoken.entry(key).or_default();
        let times = if spoken.of_others { 0 } else { spoken.times };
        if let Some(source) = meant(facts, index, spoken, times) {
            let source = facts[source].clone();
            let fact = &mut facts[index];
            fact.metric = source.metric;
            fact.scope = source.scope;
            fact.period = fact.period.or(source.period);
            fact.basis = fact.basis.or(source.basis);
            fact.role = source.role;
        }
        if let Some(first) =
            spoken.first.filter(|first| !spoken.of_others && is_same_count(&facts[index], &facts[*first]))
        {
            let (metric, scope) = (facts[first].metric.clone(), facts[first].scope.clone());
            let fact = &mut facts[index];
            fact.metric = metric;
            fact.scope = scope;
            // What it is of them, and when, is not said again.
            fact.role = None;
        }
        let fact = &facts[index];
        if let Some(metric) = fact.metric.as_ref().filter(|_| !fact.scope.is_empty() || !is_bare_count(fact)) {
            let first = *spoken.first.get_or_insert(index);
            let is_same = facts[first].metric.as_ref().is_some_and(|other| other.name == metric.name);
            spoken.of_others |= !is_same;
            spoken.times += 1;
            if fact.period.is_some() && fact.role != Some(FigureRole::Threshold) {
                let first = *spoken.known.get_or_insert(index);
                spoken.differ |= !are_one(&facts[first], fact);
            }
        }
    }
}

/// What an amount was said of.
#[derive(Default)]
struct Spoken {
    /// The first that says metric and period.
    known: Option<usize>,
    /// Whether another that does is of something else.
    differ: bool,
    /// The first that has a metric.
    first: Option<usize>,
    /// How many have one, and whether it is another in some.
    times: usize,
    of_others: bool,
}

/// The earlier fact that a figure says again, if there is no choice.
fn meant(facts: &[Fact], index: usize, spoken: &Spoken, times: usize) -> Option<usize> {
    let fact = facts.get(index)?;
    let first = spoken.known.filter(|_| !spoken.differ)?;
    let source = facts.get(first).filter(|source| source.turn != fact.turn)?;
    let fits = match &fact.metric {
        // "that 18% sequential growth": of what grew so much before.
        Some(metric) if metric.is_growth() => {
            source.role == Some(FigureRole::Growth) && fact.basis.is_some() && fact.basis == source.basis
        }
        // "74 deals" again: the same things counted, and nothing said that would make them others.
        Some(metric) => {
            let bare = fact.scope.is_empty() && !source.scope.is_empty() && fact.figure.kind == Kind::Count;
            bare && source.metric.as_ref().is_some_and(|other| other.name == metric.name)
        }
        None => {
            // What was said twice before is known.
            let known = fact.pointed && times > 1 && distinct(fact.figure.amount);
            let tells = is_particular(fact.figure.amount) || known;
            fact.role.is_none() && tells && fact.figure.unit == source.figure.unit
        }
    };
    let apart = fact.period.is_some() && fact.period != source.period;
    (fits && !apart).then_some(first)
}

/// Whether a number that is large and said with no noun, or with one that was said before, is the count of before: "from 2,400
/// to 3,000" of "shipments of 2,400 units".
fn is_same_count(fact: &Fact, source: &Fact) -> bool {
    let Some(metric) = &source.metric else { return false };
    let large = match fact.figure.amount {
        Amount::Single(displayed) => displayed.value.abs() >= LARGE.into(),
        _ => false,
    };
    let noun = match &fact.figure.unit {
        Some(Unit::Named(unit)) => {
            let unit = unit.to_lowercase();
            let says = |words: &str| words.to_lowercase().split([' ', '-']).any(|word| word == unit);
            source.scope.iter().any(|scope| says(scope)) || says(&metric.text)
        }
        Some(_) => false,
        None => true,
    };
    let unsure = fact.metric.is_none() && fact.role.is_none() || is_bare_count(fact);
    let open = unsure && fact.section == SectionKind::QuestionsAndAnswers;
    // What has no noun and no scope may be anything.
    fact.figure.kind == Kind::Count && large && noun && open && metric.known && !source.scope.is_empty()
}

/// From which number on a count is no other by chance.
const LARGE: u32 = 1000;

/// Whether two facts are of one metric, scope and period.
fn are_one(one: &Fact, other: &Fact) -> bool {
    one.metric_name() == other.metric_name() && one.scope == other.scope && one.period == other.period
}

/// Whether an amount is so particular that saying it again is no chance: three digits that count, or a range.
fn is_particular(amount: Amount) -> bool {
    match amount {
        Amount::Single(displayed) => significant_digits(displayed.value) >= 3,
        Amount::Range { low, high } => significant_digits(low.value) >= 2 && significant_digits(high.value) >= 2,
        Amount::Vague { .. } => false,
    }
}

/// Whether an amount that is spoken of as known can be told from others: two digits that count, or a range.
fn distinct(amount: Amount) -> bool {
    match amount {
        Amount::Single(displayed) => significant_digits(displayed.value) >= 2,
        Amount::Range { .. } => true,
        Amount::Vague { .. } => false,
    }
}

/// Whether a figure is spoken of as known, with nothing behind it that says what it is: "that $42 billion, we", "the 15% is".
pub(super) fn is_pointed_at(view: &View<'_>, token: usize) -> bool {
    let article = token.checked_sub(1).map_or("", |before| view.word(before));
    let closes = match class(view.tokens, token + 1) {
        None | Some(Class::Boundary(Boundary::Comma | Boundary::Stop | Boundary::Semicolon | Boundary::Dash)) => true,
        Some(Class::Copula | Class::Verb | Class::Modal(_) | Class::Pronoun(_)) => true,
        Some(Class::Link(Link::In | Link::From)) => view.periods.iter().any(|when| when.start == token + 2),
        _ => false,
    };
    closes && is_any(article, &["the", "that", "this", "those", "these", "your"])
}

/// How many digits count: 3 for 28.4 million, 1 for 500.
pub(crate) fn significant_digits(value: Decimal) -> usize {
    let mantissa = value.normalize().mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}
