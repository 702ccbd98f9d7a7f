//! Verdicts on equations: what is stated against what is recomputed.

use tieout_figures::{Amount, Decimal};

use super::case::{Case, Reading, Side, times};
use crate::relations::{End, Kind, Pairing, Role, Values};
use crate::settings::Severity;
use crate::tokens::Sense;

/// What a check makes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing can be said.
    Unsure,
    /// It holds.
    Holds,
    /// It cannot hold.
    Fails(Severity),
}

/// An equation: the values of one role follow from those of the others.
#[derive(Clone, Copy)]
pub(super) struct Equation {
    /// The role that is recomputed.
    pub(super) stated: Role,
    /// The other roles.
    pub(super) given: &'static [Role],
    /// The values it must have; none where nothing can be said.
    pub(super) compute: fn(&Case<'_>, Reading, Side) -> Option<Values>,
    /// The values it is said to have, in the unit of those computed.
    pub(super) read: fn(&Case<'_>, Reading, Side) -> Option<Values>,
}

impl Equation {
    /// Judges a case.
    pub(super) fn judge(&self, case: &Case<'_>) -> Outcome {
        match self.agrees(case, Reading::Hull) {
            None => Outcome::Unsure,
            Some(true) => Outcome::Holds,
            Some(false) => Outcome::Fails(self.severity(case)),
        }
    }

    /// Whether what is stated and what is recomputed meet. Two ranges must agree at both ends.
    fn agrees(&self, case: &Case<'_>, reading: Reading) -> Option<bool> {
        let ranges = std::iter::once(&self.stated).chain(self.given).filter(|role| case.is_range(**role)).count();
        let by_ends = ranges > 1;
        let sides: &[Side] = if by_ends { &[Side::Low, Side::High] } else { &[Side::Both] };
        for side in sides {
            let (stated, computed) = ((self.read)(case, reading, *side)?, (self.compute)(case, reading, *side)?);
            if !stated.meets(computed)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// How sure a failure is. What is only supposed is shown to nobody, so it is not asked how sure that would be.
    fn severity(&self, case: &Case<'_>) -> Severity {
        if case.supposed.is_some() {
            return Severity::Hint;
        }
        let explained = |reading| self.agrees(case, reading) == Some(true);
        if case.is_hedged() || case.relation.pairing == Pairing::Likely || explained(Reading::Coarse) {
            Severity::Hint
        } else if case.relation.pairing < Pairing::Clause || explained(Reading::Loose) {
            Severity::Information
        } else {
            Severity::Warning
        }
    }

    /// The recomputed values as they are shown, and as they decide.
    pub(super) fn computed(&self, case: &Case<'_>) -> (Option<Values>, Option<Values>) {
        let shown = (self.compute)(case, Reading::Band, Side::Both);
        let hull = (self.compute)(case, Reading::Hull, Side::Both);
        (shown.or(hull), hull)
    }
}

/// Gives the stated values the sign that the words say. Where they say none, either may be meant, and the one that
/// agrees is taken.
pub(super) fn signed(stated: Values, sense: Option<Sense>, computed: Option<Values>) -> Values {
    match sense {
        Some(Sense::Up) => stated.magnitude(),
        Some(Sense::Down) => stated.magnitude().negate(),
        _ if stated.is_negative() => stated,
        _ => match computed {
            Some(computed) if computed.is_negative() => stated.negate(),
            _ => stated,
        },
    }
}

/// Whether a relation that holds would fail if any of its operands clearly changed. A relation that would not is no
/// tie: it promises nothing.
pub(super) fn would_break(case: &Case<'_>, judge: fn(&Case<'_>) -> Outcome) -> bool {
    const CLEARLY: [Decimal; 4] = [
        Decimal::from_parts(22, 0, 0, false, 1),
        Decimal::from_parts(35, 0, 0, false, 2),
        Decimal::TEN,
        Decimal::from_parts(1, 0, 0, false, 1),
    ];
    // A level may be far from what it is only said to be above.
    const WIDELY: [Decimal; 2] = [Decimal::ONE_THOUSAND, Decimal::from_parts(1, 0, 0, false, 3)];
    let compares = matches!(case.relation.kind, Kind::Direction | Kind::Comparison | Kind::Revision | Kind::Narrowing);
    let factors = CLEARLY.iter().chain(WIDELY.iter().filter(|_| compares));
    case.relation.operands.iter().all(|(role, _)| {
        let Some(amount) = case.amount(*role) else { return false };
        factors.clone().any(|factor| {
            let Some(amount) = times(amount, *factor).filter(|it| !is_odd(case, *it)) else { return false };
            let supposed = Case { supposed: Some((*role, amount)), ..*case };
            matches!(judge(&supposed), Outcome::Fails(_))
        })
    })
}

/// Whether a range is turned round in a place where nobody would read it as a range any more: one that was not set
/// against another.
fn is_odd(case: &Case<'_>, amount: Amount) -> bool {
    let reversed = matches!(amount, Amount::Range { low, high } if high.value < low.value);
    reversed && case.relation.kind == Kind::Comparison
}

/// An interval's ends as decimals, rounded for the reader of numbers.
pub(super) fn as_numbers(values: Option<Values>, places: u32) -> (Option<Decimal>, Option<Decimal>) {
    let end = |end: Option<End>| end.and_then(|end| end.at.to_decimal(places)).map(|it| it.normalize());
    values.map_or((None, None), |values| (end(values.low), end(values.high)))
}
