//! The facts of a call by their metrics and by their keys.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::{Basis, Fact, FigureRole, Period};

/// Facts by metric.
pub(super) struct Index<'a> {
    pub(super) facts: &'a [Fact],
    by_metric: FxHashMap<&'a str, Vec<usize>>,
    /// The facts of one metric, scope and period, by the places below.
    by_key: Vec<Vec<usize>>,
    places: FxHashMap<(&'a str, &'a [Arc<str>], Period), usize>,
}

impl<'a> Index<'a> {
    pub(super) fn new(facts: &'a [Fact]) -> Index<'a> {
        let mut index =
            Index { facts, by_metric: FxHashMap::default(), by_key: Vec::new(), places: FxHashMap::default() };
        for (at, fact) in facts.iter().enumerate() {
            let Some(metric) = &fact.metric else { continue };
            index.by_metric.entry(&metric.name).or_default().push(at);
            let Some(period) = fact.period else { continue };
            let next = index.by_key.len();
            let place = *index.places.entry((&metric.name, &fact.scope, period)).or_insert(next);
            if place == next {
                index.by_key.push(Vec::new());
            }
            index.by_key[place].push(at);
        }
        index
    }

    /// The facts of a metric, in order.
    pub(super) fn of_metric(&self, metric: &str) -> impl Iterator<Item = usize> {
        self.by_metric.get(metric).into_iter().flatten().copied()
    }

    /// The place of the facts of a key; none where there are none.
    pub(super) fn place(&self, metric: &str, scope: &[Arc<str>], period: Period) -> Option<usize> {
        self.places.get(&(metric, scope, period)).copied()
    }

    /// The one fact of a place that meets a condition; none where several disagree.
    pub(super) fn only_of(&self, place: usize, wanted: impl Fn(usize, &Fact) -> bool) -> Option<usize> {
        self.agreeing(self.by_key.get(place)?.iter().copied(), wanted)
    }

    /// Whether a fact is of a metric.
    pub(super) fn is_of(&self, fact: usize, metric: &str) -> bool {
        self.facts[fact].metric.as_ref().is_some_and(|it| &*it.name == metric)
    }

    /// The one fact of a metric that meets a condition; none where several disagree.
    pub(super) fn only(&self, metric: &str, wanted: impl Fn(usize, &Fact) -> bool) -> Option<usize> {
        self.agreeing(self.of_metric(metric), wanted)
    }

    /// The first of some facts that meets a condition, where all that do say the same amount.
    pub(super) fn agreeing(
        &self,
        all: impl Iterator<Item = usize>,
        wanted: impl Fn(usize, &Fact) -> bool,
    ) -> Option<usize> {
        let mut matching = all.filter(|index| wanted(*index, &self.facts[*index]));
        let first = matching.next()?;
        let amount = self.facts[first].figure.amount;
        matching.all(|other| self.facts[other].figure.amount == amount).then_some(first)
    }
}

/// Whether a fact is what something came to, or once was.
pub(super) fn is_level(fact: &Fact) -> bool {
    matches!(fact.role, Some(FigureRole::Level | FigureRole::PriorLevel | FigureRole::Margin))
}

/// The period that a change of a period is measured from.
pub(crate) fn base_period(period: Period, basis: Basis) -> Option<Period> {
    Some(match (period, basis) {
        (Period::Quarter(quarter), Basis::QuarterOverQuarter) => Period::Quarter(quarter.plus(-1)),
        (Period::Quarter(quarter), Basis::YearOverYear) => Period::Quarter(quarter.plus(-4)),
        (Period::Year(year), Basis::YearOverYear) => Period::Year(year - 1),
        _ => return None,
    })
}
