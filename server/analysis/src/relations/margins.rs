//! Margins beside what makes them: "Revenue was $12 million and operating income $3 million. Operating margin was 25%."
//! Profit, revenue and margin stand in one sentence or two, of one period and counted in one way.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Kind as FigureKind};

use super::index::is_level;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, Modality};
use crate::vocabulary::VOCABULARY;

/// Finds them; what is related already, `known`, is not related again.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let is_share = |it: &&Relation| matches!(it.kind, Kind::Share | Kind::Margin);
    let related: FxHashSet<usize> =
        known.iter().filter(is_share).filter_map(|it| it.operands.first()).map(|(_, fact)| *fact).collect();
    let margins = around.facts.iter().enumerate().filter(|(_, fact)| fact.figure.kind == FigureKind::Percent);
    margins.filter(|(at, _)| !related.contains(at)).filter_map(|(at, fact)| margin(around, at, fact)).collect()
}

fn margin(around: Surroundings<'_>, at: usize, margin: &Fact) -> Option<Relation> {
    let entry = margin.entry()?;
    let (of, to) = (VOCABULARY.metric(entry.ratio_of?), VOCABULARY.metric(entry.ratio_to?));
    let as_reported: Vec<Arc<str>> =
        margin.scope.iter().filter(|scope| !VOCABULARY.names_accounts(scope)).cloned().collect();
    let beside = Beside { around, margin };
    let revenue = beside.only(&to.name, &as_reported)?;
    let (role, part) = match beside.only(&of.name, &margin.scope) {
        Some(profit) => (Role::Profit, profit),
        None if &*of.name == "gross profit" => (Role::Cost, beside.only("cost of revenue", &margin.scope)?),
        None => return None,
    };
    let alike = same_unit(&around.facts[part].figure, &around.facts[revenue].figure);
    let is_said = is_level(margin) && margin.modality == Modality::Actual && around.is_plain(at);
    let (kind, operands) = match role {
        // As a share it is heard by everybody: the words beside it leave no doubt what is divided.
        Role::Profit => (Kind::Share, vec![(Role::Share, at), (Role::Part, part), (Role::Whole, revenue)]),
        role => (Kind::Margin, vec![(Role::Margin, at), (role, part), (Role::Revenue, revenue)]),
    };
    (is_said && alike).then_some(Relation { kind, pairing: Pairing::Near, sense: None, operands })
}

/// The sentence of a margin and the one before.
struct Beside<'a> {
    around: Surroundings<'a>,
    margin: &'a Fact,
}

impl Beside<'_> {
    /// The one amount of a metric of the margin's period; none where there are two.
    fn only(&self, metric: &str, scope: &[Arc<str>]) -> Option<usize> {
        let (facts, here) = (self.around.facts, self.margin.sentence);
        let near = self.around.facts_of(here.saturating_sub(1)).start..self.around.facts_of(here).end;
        let mut of_metric = near.filter(|at| {
            let fact = &facts[*at];
            fact.turn == self.margin.turn
                && fact.metric.as_ref().is_some_and(|it| &*it.name == metric)
                && fact.figure.kind == FigureKind::Money
                && is_level(fact)
                && fact.period == self.margin.period
        });
        let (only, None) = (of_metric.next()?, of_metric.next()) else { return None };
        let fact = &facts[only];
        let is_amount = matches!(fact.figure.amount, Amount::Single(_)) && fact.figure.inferred.is_none();
        let is_plain = fact.scope == scope && fact.modality == Modality::Actual && self.around.is_plain(only);
        (is_amount && is_plain && fact.period.is_some()).then_some(only)
    }
}
