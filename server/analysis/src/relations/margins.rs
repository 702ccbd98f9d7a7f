//! Margins beside what makes them: "Revenue was $12 million and operating income $3 million. Operating margin was 25%."
//! Profit, revenue and margin stand in one sentence or two, of one period and counted in one way.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Kind as FigureKind};

use super::index::is_level;
use super::stream::same_unit;
use super::surroundings::{Surroundings, UNSAID_MARGIN};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, Modality};
use crate::vocabulary::{MetricEntry, VOCABULARY};

/// Finds them; what is related already, `known`, is not related again.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let is_share = |it: &&Relation| matches!(it.kind, Kind::Share | Kind::Margin);
    let related: FxHashSet<usize> =
        known.iter().filter(is_share).filter_map(|it| it.operands.first()).map(|(_, fact)| *fact).collect();
    let margins = around.facts.iter().enumerate().filter(|(_, fact)| fact.figure.kind == FigureKind::Percent);
    margins.filter(|(at, _)| !related.contains(at)).filter_map(|(at, fact)| margin(around, at, fact)).collect()
}

fn margin(around: Surroundings<'_>, at: usize, margin: &Fact) -> Option<Relation> {
    let (of, to) = divided(around, margin)?;
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

/// What a margin divides. One that does not say it is of the one profit that its part of the company has in the sentence
/// or the one before: "Ferry EBITDA was $24 million. The Ferry margin was 19%."
pub(super) fn divided(around: Surroundings<'_>, margin: &Fact) -> Option<(&'static MetricEntry, &'static MetricEntry)> {
    let entry = margin.entry()?;
    if let (Some(of), Some(to)) = (entry.ratio_of, entry.ratio_to) {
        return Some((VOCABULARY.metric(of), VOCABULARY.metric(to)));
    }
    let revenue = VOCABULARY.metric_named(REVENUE).filter(|_| &*entry.name == UNSAID_MARGIN)?;
    let near = around.facts_of(margin.sentence.saturating_sub(1)).start..around.facts_of(margin.sentence).end;
    let of_margin = |fact: &Fact| {
        let is_beside = fact.turn == margin.turn && fact.scope == margin.scope && fact.period == margin.period;
        let is_level = is_level(fact) && fact.figure.kind == FigureKind::Money && fact.modality == Modality::Actual;
        let profit = VOCABULARY.metric_named(fact.metric_name()?).filter(|_| is_beside && is_level)?;
        VOCABULARY.ratio(profit, revenue).map(|_| profit)
    };
    let mut profits = near.filter_map(|at| of_margin(&around.facts[at]));
    let profit = profits.next()?;
    profits.all(|other| other == profit).then(|| (VOCABULARY.metric(profit), VOCABULARY.metric(revenue)))
}

/// The name of the metric that margins divide by.
const REVENUE: &str = "revenue";

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

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn a_margin_is_that_of_the_profit_beside_it() {
        let said =
            |details: &str| format!("Ferry revenue was $120 million in the third quarter. We hired pilots. {details}");
        expect(
            "margin-mismatch",
            &[
                &said("Ferry EBITDA was $30 million. The Ferry margin was strong at 52%."),
                &said("The Ferry segment recorded an operating income of $30 million, and an improved margin of 52%."),
            ],
            &[
                &said("Ferry EBITDA was $30 million. The Ferry margin was strong at 25%."),
                // one of two profits
                &said(
                    "Ferry EBITDA was $30 million, and Ferry operating income was $10 million. The Ferry margin was strong at 52%.",
                ),
                // of another part
                &said("Ferry EBITDA was $30 million. The Mooring margin was strong at 52%."),
                // of another time
                &said("Ferry EBITDA was $30 million. The Ferry margin was strong at 52% in the second quarter."),
                // of another profit
                &said("Ferry EBITDA was $30 million. The Ferry gross margin was strong at 52%."),
                // far from the profit
                &said("Ferry EBITDA was $30 million. We sold a boat. The Ferry margin was strong at 52%."),
            ],
        );
    }

    #[test]
    fn debt_is_a_share_of_assets_wherever_they_are_said() {
        let said = |assets: &str, ratio: &str| {
            format!(
                "We closed the third quarter with {assets}. We bought a boat. It is new. Total debt was $903 million at quarter end, which brings {ratio}."
            )
        };
        expect(
            "margin-mismatch",
            &[&said("total gross assets of $1.71 billion", "total debt to total gross assets to 35.2%")],
            &[
                &said("total gross assets of $1.71 billion", "total debt to total gross assets to 52.8%"),
                // other assets, other debt
                &said("total assets of $1.71 billion", "total debt to total gross assets to 35.2%"),
                &said("total gross assets of $1.71 billion", "net debt to total gross assets to 35.2%"),
            ],
        );
    }
}
