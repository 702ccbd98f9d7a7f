//! A case: one relation with the values its figures can stand for, before a check.

use tieout_figures::{Amount, Decimal, Displayed, Figure, Interval, Kind};

use crate::facts::Fact;
use crate::relations::{Rational, Relation, Role, Values};

/// How figures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// All that rounding, truncation and hedges allow. This one decides.
    Hull,
    /// As the hull, with twice the rounding: a miss that this explains is a near one.
    Loose,
    /// As the hull, where a round number may be coarser than it is displayed.
    Coarse,
    /// Rounding to the nearest: what is shown.
    Band,
}

/// Which end of a range stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The whole range.
    Both,
    /// Its lower end.
    Low,
    /// Its upper end.
    High,
}

/// One relation before a check.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) relation: &'a Relation,
    pub(super) facts: &'a [Fact],
    /// An operand that is read as another amount, to see whether the relation would break.
    pub(super) supposed: Option<(Role, Amount)>,
}

impl<'a> Case<'a> {
    /// The fact of a role.
    pub(super) fn fact(&self, role: Role) -> Option<&'a Fact> {
        self.facts.get(self.relation.fact(self.role(role))?)
    }

    /// The role as it is filled here: a mark stands for a prior level.
    fn role(&self, role: Role) -> Role {
        match role {
            Role::Prior if self.relation.fact(Role::Prior).is_none() => Role::Mark,
            role => role,
        }
    }

    /// The figure of a role.
    pub(super) fn figure(&self, role: Role) -> Option<&'a Figure> {
        self.fact(role).map(|fact| &fact.figure)
    }

    /// The amount of a role.
    pub(super) fn amount(&self, role: Role) -> Option<Amount> {
        match self.supposed {
            Some((supposed, amount)) if supposed == self.role(role) => Some(amount),
            _ => Some(self.figure(role)?.amount),
        }
    }

    /// The values that a role's figure can stand for.
    pub(super) fn values(&self, role: Role, reading: Reading, side: Side) -> Option<Values> {
        let amount = match (self.amount(role)?, side) {
            (Amount::Range { low, .. }, Side::Low) => Amount::Single(low),
            (Amount::Range { high, .. }, Side::High) => Amount::Single(high),
            (amount, _) => amount,
        };
        let figure = self.figure(role)?;
        let hedge = figure.hedge.filter(|_| self.role(role) != Role::Mark);
        if reading == Reading::Band {
            return Some(band(amount)?.into());
        }
        let amount = match reading {
            Reading::Loose => finer_or_coarser(amount, |it| it.precision * Decimal::TWO),
            Reading::Coarse => finer_or_coarser(amount, coarse_precision),
            Reading::Hull | Reading::Band => amount,
        };
        let read = Figure { range: figure.range, kind: figure.kind, amount, unit: None, hedge, inferred: None };
        Some(read.interval().into())
    }

    /// Whether any operand is hedged or vague.
    pub(super) fn is_hedged(&self) -> bool {
        self.relation.operands.iter().any(|(role, fact)| {
            let Some(figure) = self.facts.get(*fact).map(|fact| &fact.figure) else { return false };
            figure.hedge.is_some() && *role != Role::Mark || matches!(figure.amount, Amount::Vague { .. })
        })
    }

    /// Whether an operand is a range.
    pub(super) fn is_range(&self, role: Role) -> bool {
        matches!(self.amount(role), Some(Amount::Range { .. }))
    }
}

/// The rounding band of an amount.
fn band(amount: Amount) -> Option<Interval> {
    Some(match amount {
        Amount::Single(displayed) => Interval::band(displayed),
        Amount::Range { low, high } => Interval { low: Interval::band(low).low, high: Interval::band(high).high },
        Amount::Vague { low, high } => {
            Interval { low: Interval::exactly(low?).low, high: Interval::exactly(high?).high }
        }
    })
}

fn finer_or_coarser(amount: Amount, precision: impl Fn(Displayed) -> Decimal) -> Amount {
    let change = |it: Displayed| Displayed { precision: precision(it), ..it };
    match amount {
        Amount::Single(it) => Amount::Single(change(it)),
        Amount::Range { low, high } => Amount::Range { low: change(low), high: change(high) },
        vague => vague,
    }
}

/// The precision of a round number read coarsely: where its displayed digits end in a zero, a tenth of itself.
fn coarse_precision(it: Displayed) -> Decimal {
    let ends_in_zero = !it.precision.is_zero()
        && !it.value.is_zero()
        && it.precision >= Decimal::ONE
        && (it.value / (it.precision * Decimal::TEN)).fract().is_zero();
    if ends_in_zero { it.precision.max((it.value / Decimal::TEN).abs()) } else { it.precision }
}

/// The amount with every number in it times a factor, displayed as finely as before.
pub(super) fn times(amount: Amount, factor: Decimal) -> Option<Amount> {
    let change = |it: Displayed| Some(Displayed { value: it.value.checked_mul(factor)?, ..it });
    Some(match amount {
        Amount::Single(it) => Amount::Single(change(it)?),
        Amount::Range { low, high } => Amount::Range { low, high: change(high)? },
        Amount::Vague { .. } => return None,
    })
}

/// What is worth one unit of a role's figure in percentage points: a hundredth for basis points.
pub(super) fn points(case: &Case<'_>, role: Role, reading: Reading, side: Side) -> Option<Values> {
    let values = case.values(role, reading, side)?;
    match case.figure(role)?.kind {
        Kind::BasisPoints => values.scaled(Rational::new(1, 100)),
        _ => Some(values),
    }
}

/// A share in percent: a fraction is a hundredfold of itself, and who says one may mean a tenth more or less.
pub(super) fn percent(case: &Case<'_>, role: Role, reading: Reading, side: Side) -> Option<Values> {
    match (case.figure(role)?.kind, case.amount(role)?) {
        (Kind::Multiple, Amount::Single(it)) => {
            // A third has no end in decimals.
            let fraction = Values::exactly(Rational::from_decimal(it.value.round_dp(FRACTION_PLACES)));
            fraction.scaled(Rational::new(90, 1))?.around(fraction.scaled(Rational::new(110, 1))?)
        }
        _ => case.values(role, reading, side),
    }
}

/// How finely a fraction is read.
const FRACTION_PLACES: u32 = 6;
