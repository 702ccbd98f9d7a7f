//! Intervals: all values that a figure, or an expression of figures, can have.
//!
//! The rule of every verdict (that of XBRL Calculations 1.1 and of statcheck): a relation fails only where the
//! interval of what is stated and the interval of what is recomputed do not meet. Ends are exact, open or closed, or
//! not there at all; an operation without an exact answer has none, and then there is no verdict.

use std::cmp::Ordering;

use tieout_figures::{Bound, Interval};

use super::rational::Rational;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// Where it is.
    pub(crate) at: Rational,
    /// Whether the end belongs to the interval.
    pub(crate) inclusive: bool,
}

/// An interval; an end that is none is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Values {
    /// The lower end.
    pub(crate) low: Option<End>,
    /// The upper end.
    pub(crate) high: Option<End>,
}

impl From<Interval> for Values {
    fn from(interval: Interval) -> Values {
        let end = |bound: Bound| End { at: Rational::from_decimal(bound.value), inclusive: bound.inclusive };
        Values { low: interval.low.map(end), high: interval.high.map(end) }
    }
}

impl Values {
    /// Just this value.
    pub(crate) fn exactly(value: Rational) -> Values {
        let end = Some(End { at: value, inclusive: true });
        Values { low: end, high: end }
    }

    /// Whether both ends are there.
    pub(crate) fn is_bounded(self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// Whether every value is above zero.
    pub(crate) fn is_positive(self) -> bool {
        self.low.is_some_and(|low| low.at.signum() > 0 || low.at.is_zero() && !low.inclusive)
    }

    /// Whether every value is below zero.
    pub(crate) fn is_negative(self) -> bool {
        self.negate().is_positive()
    }

    /// The mirror image at zero.
    pub(crate) fn negate(self) -> Values {
        let mirror = |end: End| End { at: end.at.negate(), ..end };
        Values { low: self.high.map(mirror), high: self.low.map(mirror) }
    }

    /// The sums.
    pub(crate) fn plus(self, other: Values) -> Option<Values> {
        let sum = |a: Option<End>, b: Option<End>| match (a, b) {
            (Some(a), Some(b)) => Some(Some(End { at: a.at.plus(b.at)?, inclusive: a.inclusive && b.inclusive })),
            _ => Some(None),
        };
        Some(Values { low: sum(self.low, other.low)?, high: sum(self.high, other.high)? })
    }

    /// The differences.
    pub(crate) fn minus(self, other: Values) -> Option<Values> {
        self.plus(other.negate())
    }

    /// The products. An interval that reaches both over and under zero has none unless all ends are there.
    pub(crate) fn times(self, other: Values) -> Option<Values> {
        if self.is_nonnegative() && other.is_nonnegative() {
            let product = |a: End, b: End| Some(End { at: a.at.times(b.at)?, inclusive: a.inclusive && b.inclusive });
            let low = match (self.low, other.low) {
                (Some(a), Some(b)) => Some(product(a, b)?),
                _ => None,
            };
            let high = match (self.high, other.high) {
                (Some(a), Some(b)) => Some(product(a, b)?),
                _ => None,
            };
            return Some(Values { low, high });
        }
        if self.is_nonpositive() {
            return self.negate().times(other).map(Values::negate);
        }
        if other.is_nonpositive() {
            return self.times(other.negate()).map(Values::negate);
        }
        let (a, b, c, d) = (self.low?, self.high?, other.low?, other.high?);
        let mut ends = [(a, c), (a, d), (b, c), (b, d)]
            .into_iter()
            .map(|(x, y)| Some(End { at: x.at.times(y.at)?, inclusive: x.inclusive && y.inclusive }));
        let first = ends.next()??;
        let (mut low, mut high) = (first, first);
        for end in ends {
            let end = end?;
            low = outer(low, end, Ordering::Less)?;
            high = outer(high, end, Ordering::Greater)?;
        }
        Some(Values { low: Some(low), high: Some(high) })
    }

    /// The quotients; none where the divisor can be zero.
    pub(crate) fn over(self, other: Values) -> Option<Values> {
        if other.is_negative() {
            return self.negate().over(other.negate());
        }
        if !other.is_positive() {
            return None;
        }
        let invert = |end: End| Some(End { at: end.at.inverse()?, ..end });
        let low = match other.high {
            Some(high) => Some(invert(high)?),
            None => Some(End { at: Rational::ZERO, inclusive: false }),
        };
        // A divisor that comes arbitrarily near to zero has quotients without end.
        let high = other.low.filter(|low| !low.at.is_zero()).map(invert);
        let high = match high {
            Some(end) => Some(end?),
            None => None,
        };
        self.times(Values { low, high })
    }

    /// Every value times an exact factor.
    pub(crate) fn scaled(self, factor: Rational) -> Option<Values> {
        self.times(Values::exactly(factor))
    }

    /// Whether a value lies in both.
    pub(crate) fn meets(self, other: Values) -> Option<bool> {
        Some(!below(self, other)? && !below(other, self)?)
    }

    /// The smallest interval around both.
    pub(crate) fn around(self, other: Values) -> Option<Values> {
        let join = |a: Option<End>, b: Option<End>, side| match (a, b) {
            (Some(a), Some(b)) => outer(a, b, side).map(Some),
            _ => Some(None),
        };
        Some(Values {
            low: join(self.low, other.low, Ordering::Less)?,
            high: join(self.high, other.high, Ordering::Greater)?,
        })
    }

    /// The values' distances to zero, for intervals on one side of it.
    pub(crate) fn magnitude(self) -> Values {
        if self.is_nonpositive() { self.negate() } else { self }
    }

    fn is_nonnegative(self) -> bool {
        self.low.is_some_and(|low| low.at.signum() >= 0)
    }

    fn is_nonpositive(self) -> bool {
        self.high.is_some_and(|high| high.at.signum() <= 0)
    }
}

/// Whether every value of one lies under every value of the other.
fn below(one: Values, other: Values) -> Option<bool> {
    let (Some(high), Some(low)) = (one.high, other.low) else { return Some(false) };
    Some(match high.at.compare(low.at)? {
        Ordering::Less => true,
        Ordering::Equal => !(high.inclusive && low.inclusive),
        Ordering::Greater => false,
    })
}

/// The end that lies farther to a side; of two at one place, the one that belongs to its interval.
fn outer(a: End, b: End, side: Ordering) -> Option<End> {
    Some(match b.at.compare(a.at)? {
        Ordering::Equal => End { at: a.at, inclusive: a.inclusive || b.inclusive },
        order if order == side => b,
        _ => a,
    })
}

#[cfg(test)]
mod tests {
    use tieout_figures::{Decimal, Displayed};

    use super::*;

    fn spoken(value: i64, places: u32) -> Values {
        let displayed = Displayed { value: Decimal::new(value, places), precision: Decimal::new(1, places) };
        Interval::hull(displayed).into()
    }

    fn between(low: i64, high: i64) -> Values {
        let end = |value| Some(End { at: Rational::new(value, 1), inclusive: true });
        Values { low: end(low), high: end(high) }
    }

    #[test]
    fn rounding_explains_a_quotient_that_looks_wrong() {
        // "$8.9 million, up 55% from $5.7 million": the quotient of the displayed values is 56.1 %.
        let growth = spoken(89, 1).over(spoken(57, 1)).and_then(|it| it.minus(Values::exactly(Rational::ONE)));
        let growth = growth.and_then(|it| it.scaled(Rational::HUNDRED)).expect("fits");
        assert_eq!(growth.meets(spoken(55, 0)), Some(true));
        assert_eq!(growth.meets(spoken(65, 0)), Some(false));
        let ends = (growth.low.expect("bounded").at.to_decimal(1), growth.high.expect("bounded").at.to_decimal(1));
        assert_eq!(ends, (Some(Decimal::new(526, 1)), Some(Decimal::new(593, 1))));
    }

    #[test]
    fn an_open_end_does_not_touch() {
        let truncated = spoken(28, 0);
        assert_eq!(truncated.meets(Values::exactly(Rational::new(29, 1))), Some(false), "28 is under 29");
        assert_eq!(truncated.meets(Values::exactly(Rational::new(55, 2))), Some(true), "27.5 is rounded to 28");
    }

    #[test]
    fn products_follow_the_signs() {
        assert_eq!(between(-2, 3).times(between(-5, 7)), Some(between(-15, 21)));
        assert_eq!(between(-3, -2).times(between(5, 7)), Some(between(-21, -10)));
        assert_eq!(between(10, 20).over(between(-5, -2)), Some(between(-10, -2)));
        assert_eq!(between(10, 20).over(between(-1, 2)), None, "a divisor that can be zero");
    }

    #[test]
    fn an_unbounded_end_stays_unbounded() {
        let over_hundred = Values { high: None, ..between(100, 100) };
        let share = between(20, 20).over(over_hundred).expect("fits");
        assert_eq!(share.meets(Values::exactly(Rational::new(1, 5))), Some(true));
        assert_eq!(share.meets(Values::exactly(Rational::new(1, 4))), Some(false));
        assert_eq!(share.meets(Values::exactly(Rational::ZERO)), Some(false), "it never gets there");
        assert_eq!(over_hundred.plus(between(1, 2)).map(|it| it.high), Some(None));
        assert_eq!(over_hundred.negate().times(between(2, 2)).map(|it| it.low), Some(None));
    }

    #[test]
    fn the_hull_of_two_keeps_the_outer_ends() {
        assert_eq!(between(1, 2).around(between(5, 6)), Some(between(1, 6)));
        assert_eq!(between(-6, -5).magnitude(), between(5, 6));
    }
}
