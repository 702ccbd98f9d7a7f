//! What a step is between: whether two amounts can be of one metric at two times, and whether a third can be by how much
//! they differ.

use tieout_figures::{Decimal, Kind as FigureKind};

use super::explicit::{Clauses, is_bare};
use super::stream::{is_of_one_size, same_measure};
use crate::facts::Fact;
use crate::signs::lists::SOLD;
use crate::signs::words::is_any;
use crate::tokens::{Class, Link, Token};
use crate::vocabulary::{Counting, MetricKind, ScopeEntry, VOCABULARY};

impl Clauses<'_> {
    /// Whether a percentage is about what one amount is of another.
    pub(super) fn is_ratio(&self, by: usize, level: usize, prior: usize) -> bool {
        let Some(((by, level), prior)) = self.value(by).zip(self.value(level)).zip(self.value(prior)) else {
            return false;
        };
        let percent = level.checked_div(prior).and_then(|it| it.abs().checked_mul(Decimal::ONE_HUNDRED));
        percent.and_then(|it| it.checked_sub(by.abs())).is_some_and(|apart| apart.abs() <= Decimal::ONE)
    }

    /// Whether a bare number says about how many percent there are between two others.
    pub(super) fn is_percent_of_bare(&self, by: usize, level: usize, prior: usize) -> bool {
        let Some(((by, level), prior)) = self.value(by).zip(self.value(level)).zip(self.value(prior)) else {
            return false;
        };
        let ratio = level.checked_sub(prior).and_then(|change| change.checked_div(prior));
        let percent = ratio.and_then(|it| it.abs().checked_mul(Decimal::ONE_HUNDRED));
        percent.and_then(|it| it.checked_sub(by.abs())).is_some_and(|apart| apart.abs() <= Decimal::ONE)
    }

    /// Whether both figures are counts of nothing in particular.
    pub(super) fn is_bare_count(&self, level: usize, prior: usize) -> bool {
        [level, prior].iter().all(|it| is_bare(self.figure(*it)) && self.facts[*it].metric.is_none())
    }

    /// Whether two facts can be values of one metric at two times.
    pub(super) fn comparable(&self, level: usize, prior: usize) -> bool {
        let (level, prior) = (&self.facts[level], &self.facts[prior]);
        // What stands between them a match has looked at.
        let same_metric = match (metric_of_unit(level), metric_of_unit(prior)) {
            (Some(level), Some(prior)) => level == prior,
            _ => true,
        };
        // "106 thousand tonnes, up 16% from 90", "from 98 a day": the scale is left out with the unit.
        let scaled = |word: &str| word.contains("thousand") || word.contains("illion");
        let bare = !scaled(self.sentence.words(prior.figure.range));
        let measured = prior.figure.kind == FigureKind::Technical || level.figure.kind == FigureKind::Technical;
        let unscaled = measured && bare && !is_of_one_size(&level.figure, &prior.figure);
        (same_metric || !self.names_metric(prior))
            && !unscaled
            && same_measure(&level.figure, &prior.figure)
            && !self.names_part(level, prior)
    }

    /// Whether the words before a base name a part of what was sold, and the words before the level do not: "sales fell to
    /// $12 million from services of $5 million", "a decrease from services of $5 million brought sales to $12 million".
    fn names_part(&self, level: &Fact, prior: &Fact) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let before = tokens.iter().rev().skip_while(|token| token.range.end() > prior.figure.range.start());
        let mut before = before.skip_while(|token| token.class == Class::Hedge);
        let of = before.next().is_some_and(|token| token.class == Class::Link(Link::Of));
        let Some(part) = before.next().filter(|token| of && token.class == Class::Word) else { return false };
        let named = self.sentence.words(part.range);
        let mut first = tokens.iter().take_while(|token| token.range.end() <= level.figure.range.start());
        let of_level = |token: &Token| token.range != part.range && self.sentence.words(token.range).contains(named);
        is_any(named, &SOLD) && !first.any(of_level)
    }

    /// Whether a metric is named right behind a figure: "compared to $10 million in bookings".
    fn names_metric(&self, fact: &Fact) -> bool {
        let tokens = self.sentence.reading.tokens.iter();
        let behind = tokens.skip_while(|token| token.range != fact.figure.range).skip(1);
        let clause = behind.take(5).take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Figure(_)));
        clause.into_iter().any(|token| matches!(token.class, Class::Metric(_)))
    }

    /// Whether a sentence says that its steps are not those between the amounts as reported: "in constant currency",
    /// "excluding the acquisition".
    /// "Adjusted expenses were $12 million, up 20% from $10 million" is said of the level, and its step is its own.
    pub(super) fn restates(&self, level: usize) -> bool {
        let level = &self.facts[level];
        // An adjusted level and the one before are both adjusted.
        let own = |scope: &ScopeEntry, token: &Token| {
            token.range.end() <= level.figure.range.start()
                && scope.counting == Some(Counting::Adjusted)
                && level.scope.contains(&scope.name)
        };
        self.sentence.reading.tokens.iter().any(|token| match token.class {
            Class::Scope(scope) => {
                let scope = VOCABULARY.scope(scope);
                scope.opens || scope.restates && !own(scope, token)
            }
            _ => false,
        })
    }
}

/// The name of a fact's metric, where its figure can be a value of it: an amount is no EPS.
fn metric_of_unit(fact: &Fact) -> Option<&str> {
    let per_share = fact.entry().map(|entry| entry.kind == MetricKind::PerShare);
    let fits = per_share.is_none_or(|it| it == (fact.figure.kind == FigureKind::PerShare));
    fact.metric_name().filter(|_| fits)
}
