//! Stretches of the year: quarters that make up a half or a year, wherever each is said.
//!
//! Each must be the only amount of its key in the call. What is expected of a year is what was and what is expected of
//! the rest.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;
use tieout_figures::Kind as FigureKind;
use tieout_transcript::FiscalQuarter;

use super::keyed::Keyed;
use super::stream::same_unit;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, Modality, Period};
use crate::rows::rows;

static FLOWS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| rows(include_str!("stretches.txt")).collect());

/// The roles of the parts.
const PARTS: [Role; 4] = [Role::Part, Role::SecondPart, Role::ThirdPart, Role::FourthPart];

/// Finds them.
pub(super) fn find(keyed: &Keyed<'_>) -> Vec<Relation> {
    let amounts = keyed.unrelated().filter(|(_, fact)| fact.figure.kind == FigureKind::Money);
    amounts.filter_map(|(at, fact)| sum(keyed, at, fact)).collect()
}

/// The sum whose whole is a fact: the shortest that the call says in full.
fn sum(keyed: &Keyed<'_>, at: usize, whole: &Fact) -> Option<Relation> {
    let metric = whole.metric.as_ref().filter(|metric| FLOWS.contains(&*metric.name))?;
    let is_said =
        whole.basis.is_none() && keyed.stretch(&metric.name, &whole.scope, whole.period?, whole.modality) == Some(at);
    let ways = if is_said { ways(whole.period?) } else { Vec::new() };
    let parts = ways.iter().find_map(|way| parts(keyed, whole, &metric.name, way))?;
    let operands = std::iter::once((Role::Whole, at)).chain(PARTS.into_iter().zip(parts)).collect();
    Some(Relation { kind: Kind::Sum, pairing: Pairing::Gathered, sense: None, operands })
}

/// The facts of the parts of a stretch. Of what is expected, the last part is expected.
fn parts(keyed: &Keyed<'_>, whole: &Fact, metric: &Arc<str>, way: &[Period]) -> Option<Vec<usize>> {
    let (last, before) = way.split_last()?;
    let before = before.iter().map(|period| keyed.stretch(metric, &whole.scope, *period, Modality::Actual));
    let parts: Vec<usize> =
        before.chain([keyed.stretch(metric, &whole.scope, *last, whole.modality)]).collect::<Option<_>>()?;
    let alike = parts.iter().all(|it| same_unit(keyed.figure(*it), &whole.figure));
    alike.then_some(parts)
}

/// The ways to make up a stretch of shorter ones.
fn ways(period: Period) -> Vec<Vec<Period>> {
    let quarter = |year, quarter| Period::Quarter(FiscalQuarter { year, quarter });
    let quarters = |year, from: u8, to: u8| (from..=to).map(|it| quarter(year, it)).collect();
    match period {
        Period::Year(year) => vec![
            vec![Period::Half(year, 1), Period::Half(year, 2)],
            vec![Period::NineMonths(year), quarter(year, 4)],
            vec![Period::Half(year, 1), quarter(year, 3), quarter(year, 4)],
            quarters(year, 1, 4),
        ],
        Period::NineMonths(year) => vec![vec![Period::Half(year, 1), quarter(year, 3)], quarters(year, 1, 3)],
        Period::Half(year, 1) => vec![quarters(year, 1, 2)],
        Period::Half(year, _) => vec![quarters(year, 3, 4)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::expect;
    use crate::vocabulary::VOCABULARY;

    #[test]
    fn every_line_of_the_table_names_a_metric() {
        for name in FLOWS.iter() {
            assert!(VOCABULARY.metric_named(name).is_some_and(|it| !VOCABULARY.metric(it).stock), "no flow {name:?}");
        }
    }

    #[test]
    fn quarters_make_the_year() {
        expect(
            "sum-mismatch",
            &[
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months, revenue was $95.0 \
                 million. We opened a quay. First half revenue was $50.0 million.",
                "First half capital expenditures were $50.0 million. We hired pilots. First quarter capital expenditures were \
                 $20.0 million. We opened a quay. Second quarter capital expenditures were $25.0 million.",
            ],
            &[
                // It holds.
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months, revenue was $80.0 \
                 million. We opened a quay. First half revenue was $50.0 million.",
                // Rounding.
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months, revenue was $80.1 \
                 million. We opened a quay. First half revenue was $50.0 million.",
                // A balance.
                "Third quarter deferred revenue was $30.0 million. We hired pilots. For the first nine months, deferred \
                 revenue was $95.0 million. We opened a quay. First half deferred revenue was $50.0 million.",
                // A part is missing.
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months, revenue was $95.0 \
                 million. We opened a quay. Second quarter revenue was $25.0 million.",
                // Another way to count.
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months, organic revenue was \
                 $95.0 million. We opened a quay. First half revenue was $50.0 million.",
                // Another year.
                "Third quarter revenue was $30.0 million. We hired pilots. For the first nine months of 2030, revenue was \
                 $95.0 million. We opened a quay. First half revenue was $50.0 million.",
            ],
        );
    }
}
