//! Comparable figures: whether two can be of one value, in whatever unit each is said.

use tieout_figures::{Amount, Decimal, Ends, Figure, Interval, Kind as FigureKind, Unit};

use super::pointing::Pointing;
use super::sayings::family;
use super::stream::same_unit;
use super::{Rational, Values};

/// Whether two figures can be of one value: of one kind, unit and sign, and both ranges or neither. A range may be said
/// again without its unit: "the 45 to 47". Who points back, or asks, may say percent for points, and things by their
/// number alone.
pub(super) fn is_comparable(one: &Figure, other: &Figure, freely: bool, pointing: Pointing) -> bool {
    let is_range = |figure: &Figure| matches!(figure.amount, Amount::Range { .. });
    if is_range(one) != is_range(other) {
        return false;
    }
    let is_bare = |figure: &Figure| figure.kind == FigureKind::Count && figure.unit.is_none();
    let same_things = pointing.is_any() && are_same_things(one, other);
    let alike = one.kind == other.kind && (same_unit(one, other) || same_things);
    let bare_range = share_end(one, other) && (is_bare(one) || is_bare(other));
    let in_percent = freely && family(one.kind) == FigureKind::Percent && family(other.kind) == FigureKind::Percent;
    let fractions = pointing.is_any() && is_fraction(one) && is_fraction(other);
    let is_span = matches!(&one.unit, Some(Unit::Named(unit)) if SPANS.iter().any(|it| **unit == **it));
    (alike || bare_range || in_percent)
        && is_negative(one) == is_negative(other)
        && (fractions || one.kind != FigureKind::Technical && !is_fraction(one) && !is_fraction(other))
        && !is_span
}

/// Whether an amount is below zero with all that it may stand for. Neither rounding nor a hedge leads across zero.
fn is_negative(figure: &Figure) -> bool {
    match figure.amount {
        Amount::Single(it) | Amount::Range { high: it, .. } => it.value.is_sign_negative() && !it.value.is_zero(),
        Amount::Vague { high, .. } => high.is_some_and(|high| high.is_sign_negative()),
    }
}

/// Whether two figures can be of one value; of two ranges, both ends must.
pub(super) fn can_be_one_value(one: &Figure, other: &Figure) -> bool {
    let meet = |one: Interval, other: Interval| Values::from(one).meets(Values::from(other)) == Some(true);
    match (one.amount, other.amount) {
        (Amount::Range { low, high }, Amount::Range { low: from, high: to }) => {
            meet(Interval::hull(low), Interval::hull(from)) && meet(Interval::hull(high), Interval::hull(to))
        }
        (Amount::Single(displayed), Amount::Single(again)) if are_limits(one, other) => {
            meet(Interval::hull(displayed), Interval::hull(again))
        }
        _ => meet(one.interval(), other.interval()),
    }
}

/// Whether both figures are the same side of a limit: "more than 5,000" twice. What is beyond each is not said, but who
/// says the same limits it by the same number.
pub(crate) fn are_limits(one: &Figure, other: &Figure) -> bool {
    let [one, other] = [one, other].map(Figure::interval);
    let above = |it: &Interval| it.low.is_some() && it.high.is_none();
    let below = |it: &Interval| it.low.is_none() && it.high.is_some();
    above(&one) && above(&other) || below(&one) && below(&other)
}

/// Whether two figures count the same things, of which the one is named in short: "45 deals", "45 enterprise deals".
pub(super) fn are_same_things(one: &Figure, other: &Figure) -> bool {
    let (Some(Unit::Named(one)), Some(Unit::Named(other))) = (&one.unit, &other.unit) else { return false };
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    one == other || ends(one, other) || ends(other, one)
}

/// Whether a figure is a part of one: "half".
pub(super) fn is_fraction(figure: &Figure) -> bool {
    let is_below_one = || figure.interval().high.is_some_and(|high| high.value < Decimal::ONE);
    figure.kind == FigureKind::Multiple && is_below_one()
}

/// The amount of a figure with its kind; points and basis points as percent.
pub(super) fn amount_of(figure: &Figure) -> (FigureKind, Ends) {
    let (low, high) = figure.amount.ends();
    let scale = |value: Decimal| match figure.kind {
        FigureKind::BasisPoints => value.checked_div(Decimal::ONE_HUNDRED).map_or(value, |it| it.normalize()),
        _ => value,
    };
    (family(figure.kind), (low.map(scale), high.map(scale)))
}

/// The values of a figure in percent.
pub(super) fn in_percent(figure: &Figure) -> Option<Values> {
    let values = Values::from(figure.interval());
    if figure.kind == FigureKind::BasisPoints { values.scaled(Rational::new(1, 100)) } else { Some(values) }
}

/// Spans of time that are said of anything.
const SPANS: [&str; 4] = ["years", "quarters", "months", "weeks"];

/// The two ends of a range; none of a single amount.
pub(super) fn range_ends(amount: Amount) -> impl Iterator<Item = Decimal> {
    let ends = match amount {
        Amount::Range { low, high } => [Some(low.value), Some(high.value)],
        _ => [None, None],
    };
    ends.into_iter().flatten()
}

/// Whether two ranges have an end in common.
pub(super) fn share_end(one: &Figure, other: &Figure) -> bool {
    match (one.amount, other.amount) {
        (Amount::Range { low, high }, Amount::Range { low: from, high: to }) => {
            low.value == from.value || high.value == to.value
        }
        _ => false,
    }
}
