//! How the values of a figure came about: what was displayed, what the hedge allows, what a neighbour gave. A reader is
//! told; verdicts need the interval alone.

use rust_decimal::Decimal;

use crate::figure::{Amount, Displayed, Figure, Hedge, Inferred};

/// The parts that make the values of a figure what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What one unit of the last displayed digit is worth, in base units: 100000 for "$22.4 million"; of the two ends
    /// of a range the larger. None where the words display no digit ("doubled", "low 30s").
    pub displayed_to: Option<Decimal>,
    /// The hedge, and what it allows.
    pub hedge: Option<(Hedge, Allowance)>,
    /// What was taken from a neighbour.
    pub inferred: Option<Inferred>,
}

/// What a hedge allows beyond rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// "about": one displayed unit to either side, which is more than five percent.
    OneUnit,
    /// "about": five percent of the value to either side.
    FivePercent,
    /// "almost": from nine tenths of the value up to it.
    TenthBelow,
    /// "more than": the value and all that lies beyond it, away from zero.
    Beyond,
    /// "up to": the value and all that falls short of it.
    Short,
}

impl Figure {
    /// How the values came about.
    pub fn derivation(&self) -> Derivation {
        let ends = match self.amount {
            Amount::Single(displayed) => Some((displayed, displayed)),
            Amount::Range { low, high } => Some((low, high)),
            Amount::Vague { .. } => None,
        };
        let displayed_to = ends.map(|(low, high)| low.precision.max(high.precision)).filter(|step| !step.is_zero());
        let allowance = |hedge: Hedge| (hedge, allowance(hedge, ends.map(|(_, high)| high)));
        Derivation { displayed_to, hedge: self.hedge.map(allowance), inferred: self.inferred }
    }
}

/// What a hedge allows of a value; the table of the user guide's chapter on hedges.
pub(crate) fn allowance(hedge: Hedge, of: Option<Displayed>) -> Allowance {
    match hedge {
        Hedge::About | Hedge::Approximately | Hedge::Roughly => match of {
            Some(end) if end.precision > five_percent(end) => Allowance::OneUnit,
            _ => Allowance::FivePercent,
        },
        Hedge::Almost | Hedge::Nearly => Allowance::TenthBelow,
        Hedge::Over | Hedge::MoreThan | Hedge::AtLeast | Hedge::InExcessOf | Hedge::Plus => Allowance::Beyond,
        Hedge::UpTo | Hedge::LessThan => Allowance::Short,
    }
}

/// Five percent of a value, without its sign.
fn five_percent(end: Displayed) -> Decimal {
    (end.value * Decimal::new(5, 2)).abs()
}

/// How far from its value an approximate figure may be: one displayed unit, or five percent where that is more.
pub(crate) fn slack(end: Displayed) -> Decimal {
    end.precision.max(five_percent(end))
}
