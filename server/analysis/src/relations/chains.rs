//! Chains: growth with and without what was left out, over two bases.
//!
//! "Revenue grew 20% sequentially and 55% year over year. Excluding the acquisition, it grew 12% sequentially and 45% year
//! over year." Whichever the base, the level with what was left out and the level without it are the same two, so that
//! each growth follows from the other three.

use tieout_figures::{Amount, Kind as FigureKind};

use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Basis, Fact, FigureRole, Modality};

/// How many sentences may lie between the two pairs of growths.
const REACH: usize = 2;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (1..around.sentences.len()).filter_map(|at| chain(around, at)).collect()
}

fn chain(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let facts = around.facts;
    let narrow = |basis| only(around, at, |fact| leaves_out(fact) && fact.basis == Some(basis));
    let yearly = narrow(Basis::YearOverYear)?;
    let quarterly = narrow(Basis::QuarterOverQuarter)?;
    let is_whole = |basis| {
        let of = &facts[yearly];
        move |fact: &Fact| {
            fact.scope.is_empty()
                && fact.basis == Some(basis)
                && fact.turn == of.turn
                && fact.period == of.period
                && fact.metric_name() == of.metric_name()
        }
    };
    if facts[yearly].metric_name() != facts[quarterly].metric_name() || facts[yearly].period != facts[quarterly].period
    {
        return None;
    }
    let pair = |before: usize| {
        let whole = |basis| only(around, before, is_whole(basis));
        Some((whole(Basis::YearOverYear)?, whole(Basis::QuarterOverQuarter)?))
    };
    let (whole, other) = (at.saturating_sub(REACH)..at).rev().find_map(pair)?;
    let operands = vec![
        (Role::Growth, yearly),
        (Role::OtherGrowth, quarterly),
        (Role::WholeGrowth, whole),
        (Role::OtherWholeGrowth, other),
    ];
    Some(Relation { kind: Kind::GrowthChain, pairing: Pairing::Near, sense: None, operands })
}

/// The one growth of a sentence that meets a condition.
fn only(around: Surroundings<'_>, sentence: usize, wanted: impl Fn(&Fact) -> bool) -> Option<usize> {
    let is_growth = |fact: &Fact| {
        fact.role == Some(FigureRole::Growth)
            && fact.figure.kind == FigureKind::Percent
            && matches!(fact.figure.amount, Amount::Single(_))
            && fact.modality == Modality::Actual
            && fact.known_metric().is_some()
    };
    let mut found = around.facts_of(sentence).filter(|at| is_growth(&around.facts[*at]) && wanted(&around.facts[*at]));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether all that narrows a growth is that something was left out of it.
fn leaves_out(fact: &Fact) -> bool {
    let leaves_out = |scope: &str| scope.starts_with("excluding") || scope == "organic";
    !fact.scope.is_empty() && fact.scope.iter().all(|scope| leaves_out(scope))
}
