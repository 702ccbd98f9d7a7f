//! Relations by key: a growth with its two levels, a margin with what it divides, wherever they stand.
//!
//! Each operand must be the only one of its key in the call, and plainly said of it: an amount that may be that of a
//! segment takes no part.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tieout_figures::Kind as FigureKind;

use super::gathered::{Index, base_period, is_level};
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality, Period};
use crate::vocabulary::VOCABULARY;

/// Finds them; what the words of a clause relate already, `known`, is not related again.
pub(super) fn find(index: &Index<'_>, around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let related: FxHashSet<usize> = known
        .iter()
        .filter(|relation| !matches!(relation.kind, Kind::Restatement | Kind::Direction))
        .filter_map(|relation| relation.operands.first())
        .map(|(_, fact)| *fact)
        .collect();
    let keyed = Keyed { index, around };
    let stated = index.facts.iter().enumerate().filter(|(at, fact)| {
        let is_said = matches!(fact.modality, Modality::Actual | Modality::Guidance);
        is_said && fact.figure.kind == FigureKind::Percent && !related.contains(at)
    });
    let stated = stated.filter(|(at, _)| around.is_sure(*at));
    stated.filter_map(|(at, fact)| keyed.growth(at, fact).or_else(|| keyed.margin(at, fact))).collect()
}

struct Keyed<'a> {
    index: &'a Index<'a>,
    around: Surroundings<'a>,
}

impl Keyed<'_> {
    /// A growth rate, with the level and the level that it is measured from.
    fn growth(&self, at: usize, growth: &Fact) -> Option<Relation> {
        let metric = &growth.metric.as_ref()?.name;
        let level = match (growth.role?, growth.modality) {
            (FigureRole::Growth, Modality::Actual) => self.level(metric, &growth.scope, growth.period?)?,
            (FigureRole::Guidance, _) => self.guided(metric, &growth.scope, growth.period?)?,
            _ => return None,
        };
        let prior = self.level(metric, &growth.scope, base_period(growth.period?, growth.basis?)?)?;
        let [of, base] = [level, prior].map(|it| &self.index.facts[it].figure);
        // Growth in percent of a percentage is as often meant in points.
        if !same_unit(of, base) || of.kind == FigureKind::Percent {
            return None;
        }
        Some(gathered(Kind::Growth, vec![(Role::Growth, at), (Role::Level, level), (Role::Prior, prior)]))
    }

    /// A margin, with the profit or the cost and the revenue that it divides.
    fn margin(&self, at: usize, margin: &Fact) -> Option<Relation> {
        if !is_level(margin) || margin.modality != Modality::Actual {
            return None;
        }
        let entry = VOCABULARY.metric(VOCABULARY.metric_named(&margin.metric.as_ref()?.name)?);
        let (of, to) = (VOCABULARY.metric(entry.ratio_of?), VOCABULARY.metric(entry.ratio_to?));
        let period = margin.period?;
        let as_reported: Vec<Arc<str>> = margin.scope.iter().filter(|scope| !is_of_profit(scope)).cloned().collect();
        let revenue = self.level(&to.name, &as_reported, period)?;
        let (role, part) = match self.level(&of.name, &margin.scope, period) {
            Some(profit) => (Role::Profit, profit),
            None if &*of.name == "gross profit" => (Role::Cost, self.level("cost of revenue", &margin.scope, period)?),
            None => return None,
        };
        let [of, to] = [part, revenue].map(|it| &self.index.facts[it].figure);
        let is_money = of.kind == FigureKind::Money && same_unit(of, to);
        is_money.then(|| gathered(Kind::Margin, vec![(Role::Margin, at), (role, part), (Role::Revenue, revenue)]))
    }

    /// The one level that is guided to.
    fn guided(&self, metric: &str, scope: &[Arc<str>], period: Period) -> Option<usize> {
        self.index.only(metric, |at, fact| {
            let of_key = fact.role == Some(FigureRole::Guidance) && fact.period == Some(period) && fact.scope == scope;
            of_key && fact.figure.kind != FigureKind::Percent && fact.basis.is_none() && self.around.is_plain(at)
        })
    }

    /// The one level of a metric, said as having happened.
    fn level(&self, metric: &str, scope: &[Arc<str>], period: Period) -> Option<usize> {
        self.index.only(metric, |at, fact| {
            let of_key = is_level(fact) && fact.period == Some(period) && fact.scope == scope;
            of_key && fact.modality == Modality::Actual && self.around.is_sure(at)
        })
    }
}

fn gathered(kind: Kind, operands: Vec<(Role, usize)>) -> Relation {
    Relation { kind, pairing: Pairing::Gathered, sense: None, operands }
}

/// Whether a scope says how a profit is counted, which revenue has no part in.
pub(super) fn is_of_profit(scope: &str) -> bool {
    matches!(scope, "GAAP" | "non-GAAP" | "adjusted" | "underlying" | "core")
}
