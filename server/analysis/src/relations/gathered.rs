//! Gathered relations: those between facts whose keys say that they belong together, wherever they stand.
//!
//! Unknown never equals known: two facts meet here only where metric, scope, period, basis, unit and modality are all
//! known and equal, or where one clause names what the other states.

use tieout_figures::{Amount, Kind as FigureKind};

use super::index::{Index, base_period, is_level};
use super::keyed::Keyed;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Found, Kind, OpenShare, OpenStep, Pairing, Relation, Role, restatements, stretches};
use crate::facts::{Fact, Modality};
use crate::vocabulary::VOCABULARY;

/// Finds them, given what clauses say.
pub(super) fn find(around: Surroundings<'_>, found: &mut Found) {
    let index = Index::new(around.facts);
    let open = std::mem::take(&mut found.open);
    for step in &open {
        found.relations.extend(index.close_step(step, around));
    }
    found.open = open;
    for share in std::mem::take(&mut found.shares) {
        found.relations.extend(index.close_share(&share));
    }
    index.better_wholes(&mut found.relations);
    found.relations.extend(restatements::find(around));
    let keyed = Keyed::new(&index, around, &found.relations);
    let by_key = keyed.find().into_iter().chain(stretches::find(&keyed));
    found.relations.extend(by_key.collect::<Vec<_>>());
    index.slips(&mut found.relations);
}

impl Index<'_> {
    /// Finds the base of a step that its clause leaves unsaid.
    fn close_step(&self, step: &OpenStep, around: Surroundings<'_>) -> Option<Relation> {
        let (level, by) = (self.facts.get(step.level)?, self.facts.get(step.by)?);
        let base = base_period(level.period?, by.basis?)?;
        let prior = self.only(&level.metric.as_ref()?.name, |_, fact| {
            is_level(fact)
                && fact.period == Some(base)
                && fact.scope == level.scope
                && fact.modality == Modality::Actual
                && same_unit(&fact.figure, &level.figure)
        })?;
        if level.modality != Modality::Actual || by.modality != Modality::Actual || by.scope != level.scope {
            return None;
        }
        // A step in a passage on a segment is not that of the company's level, which stands elsewhere.
        let sure = |it: usize| !self.facts[it].scope.is_empty() || !around.is_behind_segment(it);
        if !sure(step.level) || !sure(prior) {
            return None;
        }
        let (kind, role) = match by.figure.kind {
            FigureKind::PercentagePoints | FigureKind::BasisPoints => (Kind::Points, Role::Points),
            FigureKind::Percent if level.figure.kind == FigureKind::Percent => (Kind::Points, Role::Points),
            FigureKind::Percent => (Kind::Growth, Role::Growth),
            FigureKind::Multiple => (Kind::Multiple, Role::Multiple),
            _ => (Kind::Change, Role::Change),
        };
        let near = self.facts.get(prior)?.sentence.abs_diff(level.sentence) <= 1;
        let pairing = if near { Pairing::Near } else { Pairing::Gathered };
        let operands = vec![(role, step.by), (Role::Level, step.level), (Role::Prior, prior)];
        Some(Relation { kind, pairing, sense: step.sense, operands })
    }

    /// Finds the whole that a share names.
    fn close_share(&self, share: &OpenShare) -> Option<Relation> {
        let (part, percent) = (self.facts.get(share.part)?, self.facts.get(share.share)?);
        let whole = self.whole(&VOCABULARY.metric(share.whole).name, part)?;
        if percent.modality != part.modality || whole == share.part {
            return None;
        }
        let near = self.facts.get(whole)?.sentence.abs_diff(part.sentence) <= 1;
        let pairing = if near { Pairing::Near } else { Pairing::Gathered };
        let operands = vec![(Role::Share, share.share), (Role::Part, share.part), (Role::Whole, whole)];
        Some(Relation { kind: Kind::Share, pairing, sense: None, operands })
    }

    /// The total of a metric in a part's period.
    fn whole(&self, metric: &str, part: &Fact) -> Option<usize> {
        let period = part.period?;
        let is_whole = |fact: &Fact| {
            is_level(fact)
                && fact.period == Some(period)
                && fact.modality == part.modality
                && fact.scope.iter().all(|scope| is_whole_scope(scope))
                && same_unit(&fact.figure, &part.figure)
        };
        // What the speaker has just said is meant, though another amount may be called the same elsewhere.
        let just_said = |fact: &Fact| {
            fact.turn == part.turn && (part.sentence.saturating_sub(1)..=part.sentence).contains(&fact.sentence)
        };
        let near = self.only(metric, |_, fact| is_whole(fact) && just_said(fact));
        near.or_else(|| self.only(metric, |_, fact| is_whole(fact)))
    }

    /// Names, beside the whole of a clause, the total that would do as well: "16% of this amount", where 16 % fits
    /// total revenue.
    fn better_wholes(&self, relations: &mut [Relation]) {
        for relation in relations.iter_mut().filter(|it| it.kind == Kind::Share && it.pairing == Pairing::Clause) {
            let Some(part) = relation.fact(Role::Part).and_then(|part| self.facts.get(part)) else { continue };
            let Some(whole) = self.whole("revenue", part) else { continue };
            if relation.fact(Role::Whole) != Some(whole) {
                relation.operands.push((Role::OtherWhole, whole));
            }
        }
    }

    /// Basis points that are said to be points elsewhere: "3.5 basis points" beside "350 basis points" and "3.5%".
    fn slips(&self, relations: &mut Vec<Relation>) {
        let value = |fact: &Fact| match fact.figure.amount {
            Amount::Single(displayed) => Some(displayed.value),
            _ => None,
        };
        let hundred = tieout_figures::Decimal::ONE_HUNDRED;
        let basis_points = |fact: &&Fact| fact.figure.kind == FigureKind::BasisPoints;
        for (index, fact) in self.facts.iter().enumerate().filter(|(_, fact)| basis_points(fact)) {
            // Whole numbers of basis points are said too often to be taken for points.
            let Some(points) = value(fact).filter(|it| *it < hundred && !it.fract().is_zero()) else { continue };
            let in_full = self.facts.iter().position(|it| basis_points(&it) && value(it) == Some(points * hundred));
            let in_points = self.facts.iter().position(|it| {
                matches!(it.figure.kind, FigureKind::Percent | FigureKind::PercentagePoints)
                    && value(it) == Some(points)
            });
            if let (Some(in_full), Some(in_points)) = (in_full, in_points) {
                let operands = vec![(Role::Again, index), (Role::Statement, in_full), (Role::Neighbour, in_points)];
                let pairing = Pairing::Clause;
                relations.push(Relation { kind: Kind::Slip, pairing, sense: None, operands });
            }
        }
    }
}

/// Scopes that do not narrow a total.
fn is_whole_scope(scope: &str) -> bool {
    matches!(scope, "GAAP" | "reported" | "total")
}
