//! Gathered relations: those between facts whose keys say that they belong together, wherever they stand.
//!
//! Unknown never equals known: two facts meet here only where metric, scope, period, basis, unit and modality are all
//! known and equal, or where one clause names what the other states.

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Decimal, Kind as FigureKind, Unit};

use super::index::{Index, base_period, is_level};
use super::keyed::Keyed;
use super::stream::same_unit;
use super::surroundings::{Surroundings, is_as_in_accounts};
use super::{Found, Kind, OpenShare, OpenStep, Pairing, Relation, Role, restatements, stretches};
use crate::facts::{Fact, FigureRole, Modality, Period};
use crate::vocabulary::VOCABULARY;

/// Finds them, given what clauses say.
pub(super) fn find(around: Surroundings<'_>, found: &mut Found) {
    let index = Index::new(around.facts);
    let mut open = OpenClauses { index: &index, around, bases: FxHashMap::default(), wholes: FxHashMap::default() };
    for step in &found.open {
        found.relations.extend(open.close_step(step));
    }
    for share in std::mem::take(&mut found.shares) {
        found.relations.extend(open.close_share(&share));
    }
    open.better_wholes(&mut found.relations);
    found.relations.extend(restatements::find(around));
    let keyed = Keyed::new(&index, around, &found.relations);
    let by_key = keyed.find().into_iter().chain(stretches::find(&keyed));
    found.relations.extend(by_key.collect::<Vec<_>>());
    slips(around.facts, &mut found.relations);
}

/// Clauses that name an operand which stands elsewhere. What was looked for once is kept, however many clauses ask for it.
struct OpenClauses<'a> {
    index: &'a Index<'a>,
    around: Surroundings<'a>,
    /// The level of a key, by its place in the index, in the unit of a figure.
    bases: FxHashMap<(usize, FigureKind, Option<&'a Unit>), Option<usize>>,
    /// The total of a metric in a period, in the unit of a figure.
    wholes: FxHashMap<WholeKey<'a>, Option<usize>>,
}

/// A metric, when and how surely it is meant, and the unit that its total must have.
type WholeKey<'a> = (&'a str, Period, Modality, FigureKind, Option<&'a Unit>);

impl<'a> OpenClauses<'a> {
    /// Finds the base of a step that its clause leaves unsaid.
    fn close_step(&mut self, step: &OpenStep) -> Option<Relation> {
        let facts = self.index.facts;
        let (level, by) = (facts.get(step.level)?, facts.get(step.by)?);
        let base = base_period(level.period?, by.basis?)?;
        if level.modality != Modality::Actual || by.modality != Modality::Actual || by.scope != level.scope {
            return None;
        }
        let place = self.index.place(&level.metric.as_ref()?.name, &level.scope, base)?;
        let is_base =
            |fact: &Fact| is_level(fact) && fact.modality == Modality::Actual && same_unit(&fact.figure, &level.figure);
        let key = (place, level.figure.kind, level.figure.unit.as_ref());
        let prior = *self.bases.entry(key).or_insert_with(|| self.index.only_of(place, |_, fact| is_base(fact)));
        // A step in a passage on a segment is not that of the company's level, which stands elsewhere.
        let sure = |it: usize| !facts[it].scope.is_empty() || !self.around.is_behind_segment(it);
        let prior =
            prior.filter(|prior| sure(step.level) && sure(*prior) && !self.is_base_of_another(*prior, level))?;
        let (kind, role) = match by.figure.kind {
            FigureKind::PercentagePoints | FigureKind::BasisPoints => (Kind::Points, Role::Points),
            FigureKind::Percent if level.figure.kind == FigureKind::Percent => (Kind::Points, Role::Points),
            FigureKind::Percent => (Kind::Growth, Role::Growth),
            FigureKind::Multiple => (Kind::Multiple, Role::Multiple),
            _ => (Kind::Change, Role::Change),
        };
        let operands = vec![(role, step.by), (Role::Level, step.level), (Role::Prior, prior)];
        Some(Relation { kind, pairing: self.pairing(prior, level), sense: step.sense, operands })
    }

    /// Whether a base is said beside a level of its own that is not the one in question, though nothing else tells the two
    /// apart: "net sales were $256 million, compared to $263 million", for nine months.
    fn is_base_of_another(&self, prior: usize, level: &Fact) -> bool {
        let facts = self.index.facts;
        let mut beside = self.around.facts_of(facts[prior].sentence).map(|at| &facts[at]);
        beside.any(|own| {
            own.role == Some(FigureRole::Level)
                && own.sentence != level.sentence
                && own.metric_name() == level.metric_name()
                && (&own.scope, own.period, own.figure.kind) == (&level.scope, level.period, level.figure.kind)
                && own.figure.amount != level.figure.amount
        })
    }

    /// Finds the whole that a share names.
    fn close_share(&mut self, share: &OpenShare) -> Option<Relation> {
        let facts = self.index.facts;
        let (part, percent) = (facts.get(share.part)?, facts.get(share.share)?);
        let whole = self.whole(&VOCABULARY.metric(share.whole).name, part)?;
        if percent.modality != part.modality || whole == share.part {
            return None;
        }
        let operands = vec![(Role::Share, share.share), (Role::Part, share.part), (Role::Whole, whole)];
        Some(Relation { kind: Kind::Share, pairing: self.pairing(whole, part), sense: None, operands })
    }

    /// How surely a fact that a clause does not state is meant by it.
    fn pairing(&self, found: usize, here: &Fact) -> Pairing {
        let near = self.index.facts[found].sentence.abs_diff(here.sentence) <= 1;
        if near { Pairing::Near } else { Pairing::Gathered }
    }

    /// The total of a metric in a part's period.
    fn whole(&mut self, metric: &'a str, part: &'a Fact) -> Option<usize> {
        let period = part.period?;
        let is_whole = |fact: &Fact| {
            is_level(fact)
                && fact.period == Some(period)
                && fact.modality == part.modality
                && fact.scope.iter().all(|scope| is_whole_scope(scope))
                && same_unit(&fact.figure, &part.figure)
        };
        // What the speaker has just said is meant, though another amount may be called the same elsewhere.
        let just_said =
            self.around.facts_of(part.sentence.saturating_sub(1)).start..self.around.facts_of(part.sentence).end;
        let just_said = just_said.filter(|it| self.index.is_of(*it, metric) && self.index.facts[*it].turn == part.turn);
        let near = self.index.agreeing(just_said, |_, fact| is_whole(fact));
        near.or_else(|| {
            let key = (metric, period, part.modality, part.figure.kind, part.figure.unit.as_ref());
            *self.wholes.entry(key).or_insert_with(|| self.index.only(metric, |_, fact| is_whole(fact)))
        })
    }

    /// Names, beside the whole of a clause, the total that would do as well: "16% of this amount", where 16 % fits
    /// total revenue.
    fn better_wholes(&mut self, relations: &mut [Relation]) {
        for relation in relations.iter_mut().filter(|it| it.kind == Kind::Share && it.pairing == Pairing::Clause) {
            let part = relation.fact(Role::Part).and_then(|part| self.index.facts.get(part));
            let Some(whole) = part.and_then(|part| self.whole("revenue", part)) else { continue };
            if relation.fact(Role::Whole) != Some(whole) {
                relation.operands.push((Role::OtherWhole, whole));
            }
        }
    }
}

/// Basis points that are said to be points elsewhere: "3.5 basis points" beside "350 basis points" and "3.5%".
fn slips(facts: &[Fact], relations: &mut Vec<Relation>) {
    let value = |fact: &Fact| match fact.figure.amount {
        Amount::Single(displayed) => Some(displayed.value),
        _ => None,
    };
    let mut in_full: FxHashMap<Decimal, usize> = FxHashMap::default();
    let mut in_points: FxHashMap<Decimal, usize> = FxHashMap::default();
    for (index, fact) in facts.iter().enumerate() {
        let said = match fact.figure.kind {
            FigureKind::BasisPoints => &mut in_full,
            FigureKind::Percent | FigureKind::PercentagePoints => &mut in_points,
            _ => continue,
        };
        if let Some(value) = value(fact) {
            said.entry(value).or_insert(index);
        }
    }
    let basis_points = |fact: &Fact| fact.figure.kind == FigureKind::BasisPoints;
    for (index, fact) in facts.iter().enumerate().filter(|(_, fact)| basis_points(fact)) {
        // Whole numbers of basis points are said too often to be taken for points.
        let points = value(fact).filter(|it| *it < Decimal::ONE_HUNDRED && !it.fract().is_zero());
        let in_full = points.and_then(|it| in_full.get(&it.checked_mul(Decimal::ONE_HUNDRED)?));
        let in_points = points.and_then(|it| in_points.get(&it));
        if let (Some(in_full), Some(in_points)) = (in_full, in_points) {
            let operands = vec![(Role::Again, index), (Role::Statement, *in_full), (Role::Neighbour, *in_points)];
            let pairing = Pairing::Clause;
            relations.push(Relation { kind: Kind::Slip, pairing, sense: None, operands });
        }
    }
}

/// Scopes that do not narrow a total.
fn is_whole_scope(scope: &str) -> bool {
    scope == "total" || is_as_in_accounts(scope)
}
