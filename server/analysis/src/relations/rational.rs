//! Exact fractions.
//!
//! Verdicts compare quotients of spoken amounts, so they are fractions of small integers. They are kept unreduced:
//! a reduction costs more than all the rest, and is done only where a product would not fit otherwise. Where even the
//! reduced numbers do not fit, the operation has no answer, and whoever asked has no verdict.

use std::cmp::Ordering;

use num_rational::Ratio;
use tieout_figures::Decimal;

/// A fraction; the denominator is above zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rational {
    numerator: i128,
    denominator: i128,
}

/// How many places behind the point are few.
const FEW_PLACES: u32 = 6;

impl Rational {
    /// Zero.
    pub(crate) const ZERO: Rational = Rational { numerator: 0, denominator: 1 };
    /// One.
    pub(crate) const ONE: Rational = Rational { numerator: 1, denominator: 1 };
    /// One hundred: what turns a quotient into percent.
    pub(crate) const HUNDRED: Rational = Rational { numerator: 100, denominator: 1 };

    /// A fraction of two integers; the denominator must not be zero.
    pub(crate) fn new(numerator: i64, denominator: i64) -> Rational {
        debug_assert!(denominator != 0);
        let sign = if denominator < 0 { -1 } else { 1 };
        Rational { numerator: sign * i128::from(numerator), denominator: (sign * i128::from(denominator)).max(1) }
    }

    /// The exact value of a decimal.
    pub(crate) fn from_decimal(value: Decimal) -> Rational {
        // Zeros at the end cost nothing while they are few. A decimal has at most 28 places, and ten to that power fits.
        let value = if value.scale() > FEW_PLACES { value.normalize() } else { value };
        Rational { numerator: value.mantissa(), denominator: 10_i128.pow(value.scale()) }
    }

    /// The nearest decimal with this many places; none where it does not fit.
    pub(crate) fn to_decimal(self, places: u32) -> Option<Decimal> {
        let scale = 10_i128.checked_pow(places)?;
        let reduced = self.reduced();
        let scaled = reduced.numerator.checked_mul(scale)?.checked_mul(2)?.checked_add(reduced.denominator)?;
        let rounded = scaled.div_euclid(reduced.denominator.checked_mul(2)?);
        Decimal::try_from_i128_with_scale(rounded, places).ok()
    }

    /// -1, 0 or 1.
    pub(crate) fn signum(self) -> i128 {
        self.numerator.signum()
    }

    /// Whether it is zero.
    pub(crate) fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The negative.
    pub(crate) fn negate(self) -> Rational {
        // The numerator came from checked operations on values far above the smallest integer.
        Rational { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }

    /// The distance to zero.
    pub(crate) fn magnitude(self) -> Rational {
        if self.signum() < 0 { self.negate() } else { self }
    }

    /// The sum.
    pub(crate) fn plus(self, other: Rational) -> Option<Rational> {
        let quick = |a: Rational, b: Rational| {
            if a.denominator == b.denominator {
                let numerator = a.numerator.checked_add(b.numerator)?;
                return Some(Rational { numerator, denominator: a.denominator });
            }
            let left = a.numerator.checked_mul(b.denominator)?;
            let right = b.numerator.checked_mul(a.denominator)?;
            let denominator = a.denominator.checked_mul(b.denominator)?;
            Some(Rational { numerator: left.checked_add(right)?, denominator })
        };
        quick(self, other).or_else(|| quick(self.reduced(), other.reduced()))
    }

    /// The product.
    pub(crate) fn times(self, other: Rational) -> Option<Rational> {
        let quick = |a: Rational, b: Rational| {
            let numerator = a.numerator.checked_mul(b.numerator)?;
            Some(Rational { numerator, denominator: a.denominator.checked_mul(b.denominator)? })
        };
        quick(self, other).or_else(|| {
            // What cancels is taken out before it is multiplied, crosswise as well.
            let (a, b) = (self.reduced(), other.reduced());
            let left = Rational { numerator: a.numerator, denominator: b.denominator }.reduced();
            quick(left, Rational { numerator: b.numerator, denominator: a.denominator }.reduced())
        })
    }

    /// The quotient; none for a division by zero.
    pub(crate) fn over(self, other: Rational) -> Option<Rational> {
        self.times(other.inverse()?)
    }

    /// One divided by it; none for zero.
    pub(crate) fn inverse(self) -> Option<Rational> {
        match self.signum() {
            0 => None,
            1 => Some(Rational { numerator: self.denominator, denominator: self.numerator }),
            _ => {
                let denominator = self.numerator.checked_neg()?;
                Some(Rational { numerator: self.denominator.checked_neg()?, denominator })
            }
        }
    }

    /// The order; none where it cannot be computed.
    pub(crate) fn compare(self, other: Rational) -> Option<Ordering> {
        let quick = |a: Rational, b: Rational| {
            let left = a.numerator.checked_mul(b.denominator)?;
            Some(left.cmp(&b.numerator.checked_mul(a.denominator)?))
        };
        quick(self, other).or_else(|| quick(self.reduced(), other.reduced()))
    }

    fn reduced(self) -> Rational {
        let ratio = Ratio::new(self.numerator, self.denominator);
        Rational { numerator: *ratio.numer(), denominator: *ratio.denom() }
    }
}

impl PartialEq for Rational {
    fn eq(&self, other: &Rational) -> bool {
        let (left, right) = (self.reduced(), other.reduced());
        left.numerator == right.numerator && left.denominator == right.denominator
    }
}

impl Eq for Rational {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_that_of_fractions() {
        let third = Rational::new(1, 3);
        assert_eq!(third.plus(Rational::new(1, 6)), Some(Rational::new(1, 2)));
        assert_eq!(third.plus(Rational::ONE.negate()), Some(Rational::new(-2, 3)));
        assert_eq!(third.times(Rational::new(3, 1)), Some(Rational::ONE));
        assert_eq!(third.over(Rational::new(-2, 3)), Some(Rational::new(-1, 2)));
        assert_eq!(third.over(Rational::ZERO), None);
        assert_eq!(third.compare(Rational::new(333, 1000)), Some(Ordering::Greater));
        assert_eq!(Rational::new(2, -4), Rational::new(-1, 2));
        assert_eq!(Rational::from_decimal(Decimal::new(-2250, 2)), Rational::new(-45, 2));
    }

    #[test]
    fn a_decimal_is_the_nearest_one() {
        assert_eq!(Rational::new(2, 3).to_decimal(3), Some(Decimal::new(667, 3)));
        assert_eq!(Rational::new(-2, 3).to_decimal(1), Some(Decimal::new(-7, 1)));
        assert_eq!(Rational::new(5, 2).to_decimal(0), Some(Decimal::new(3, 0)));
    }

    #[test]
    fn what_does_not_fit_has_no_answer() {
        let huge = Rational { numerator: i128::MAX, denominator: 7 };
        assert_eq!(huge.times(huge), None);
        assert_eq!(huge.plus(Rational::new(1, 11)), None);
        let reducible = Rational { numerator: i128::MAX - 1, denominator: i128::MAX - 1 };
        assert_eq!(reducible.times(Rational::new(5, 3)), Some(Rational::new(5, 3)), "reduced before it is given up");
    }
}
