//! Which true values a spoken figure can stand for.

use rust_decimal::Decimal;

use crate::derivation::{Allowance, allowance, slack};
use crate::figure::{Amount, Displayed, Figure, Hedge};

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The end itself.
    pub value: Decimal,
    /// Whether the end belongs to the interval.
    pub inclusive: bool,
}

/// All values a figure can stand for; an end that is none is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
}

impl Interval {
    /// The interval that holds just this value.
    pub fn exactly(value: Decimal) -> Interval {
        let bound = Some(Bound { value, inclusive: true });
        Interval { low: bound, high: bound }
    }

    /// Everything that rounding or truncation at the last displayed digit turns into this value: "28.4" is
    /// [28.35, 28.5), and negatives mirror it. The hull decides verdicts.
    pub fn hull(displayed: Displayed) -> Interval {
        let Displayed { value, precision } = displayed;
        if precision.is_zero() {
            return Interval::exactly(value);
        }
        let half = precision / Decimal::TWO;
        if value.is_sign_negative() && !value.is_zero() {
            Interval {
                low: Some(Bound { value: value - precision, inclusive: false }),
                high: Some(Bound { value: value + half, inclusive: true }),
            }
        } else {
            Interval {
                low: Some(Bound { value: value - half, inclusive: true }),
                high: Some(Bound { value: value + precision, inclusive: false }),
            }
        }
    }

    /// Everything that rounding to the nearest turns into this value: what is shown to a reader.
    pub fn band(displayed: Displayed) -> Interval {
        let half = displayed.precision / Decimal::TWO;
        Interval {
            low: Some(Bound { value: displayed.value - half, inclusive: true }),
            high: Some(Bound { value: displayed.value + half, inclusive: true }),
        }
    }
}

impl Figure {
    /// All values the words allow, rounding, truncation and hedge included.
    pub fn interval(&self) -> Interval {
        let plain = match self.amount {
            Amount::Single(displayed) => Interval::hull(displayed),
            Amount::Range { low, high } => Interval { low: Interval::hull(low).low, high: Interval::hull(high).high },
            Amount::Vague { low, high } => {
                let bound = |value: Option<Decimal>| value.map(|value| Bound { value, inclusive: true });
                Interval { low: bound(low), high: bound(high) }
            }
        };
        match self.hedge {
            None => plain,
            Some(hedge) => widen(plain, hedge, self.amount),
        }
    }
}

/// The interval that a hedge makes of a plain one.
fn widen(plain: Interval, hedge: Hedge, amount: Amount) -> Interval {
    let (Some(low), Some(high)) = (plain.low, plain.high) else { return plain };
    let (first, last) = match amount {
        Amount::Single(displayed) => (displayed, displayed),
        Amount::Range { low, high } => (low, high),
        Amount::Vague { .. } => {
            let exact = |value| Displayed { value, precision: Decimal::ZERO };
            (exact(low.value), exact(high.value))
        }
    };
    let inclusive = |value| Some(Bound { value, inclusive: true });
    match allowance(hedge, Some(last)) {
        Allowance::OneUnit | Allowance::FivePercent => {
            Interval { low: inclusive(first.value - slack(first)), high: inclusive(last.value + slack(last)) }
        }
        Allowance::TenthBelow => {
            let ninety_percent = Decimal::new(9, 1);
            let ends = (first.value * ninety_percent, last.value);
            Interval { low: inclusive(ends.0.min(ends.1)), high: inclusive(ends.0.max(ends.1)) }
        }
        // For a decline, "more than 20%" lies on the side away from zero.
        Allowance::Beyond if last.value.is_sign_negative() && !last.value.is_zero() => {
            Interval { low: None, high: inclusive(last.value) }
        }
        Allowance::Beyond => Interval { low: inclusive(first.value), high: None },
        Allowance::Short if first.value.is_sign_negative() && !first.value.is_zero() => {
            Interval { low: inclusive(first.value), high: None }
        }
        Allowance::Short => Interval { low: None, high: inclusive(last.value) },
    }
}
