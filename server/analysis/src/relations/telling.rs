//! How much an amount tells by coming twice: 28.4 % is less often the same by chance than 30 %.

use tieout_figures::{Amount, Decimal, Figure, Kind as FigureKind};

use crate::facts::significant_digits;

/// How much a figure tells by coming twice: its significant digits, 3 for 28.4 %, and one more for an amount of money,
/// which is less often the same by chance.
pub(super) fn telling(figure: &Figure) -> usize {
    let digits = match figure.amount {
        Amount::Single(it) => significant_digits(it.value),
        Amount::Range { low, high } => significant_digits(low.value) + significant_digits(high.value),
        Amount::Vague { .. } => return 0,
    };
    digits + usize::from(matches!(figure.kind, FigureKind::Money | FigureKind::PerShare))
}

/// Whether two amounts can be one value where a round number is coarser than it is displayed: "301,000" and "300,000".
pub(super) fn agree_roughly(one: Amount, other: Amount) -> bool {
    let around = |amount: Amount| match amount {
        Amount::Single(it) => {
            let ten = Decimal::TEN;
            let mut unit = it.precision;
            while !it.value.is_zero() && !unit.is_zero() && is_multiple(it.value, unit.checked_mul(ten)) {
                unit *= ten;
            }
            Some((it.value.checked_sub(unit)?, it.value.checked_add(unit)?))
        }
        _ => None,
    };
    match (around(one), around(other)) {
        (Some((low, high)), Some((least, greatest))) => low < greatest && least < high,
        _ => false,
    }
}

/// Whether two amounts for a share are two: the accounts round them to the cent, so that "$0.01" is never "$0.02".
pub(crate) fn differ_in_cents(one: Amount, other: Amount) -> bool {
    match (one, other) {
        (Amount::Single(one), Amount::Single(other)) => one.precision == other.precision && one.value != other.value,
        _ => false,
    }
}

fn is_multiple(value: Decimal, unit: Option<Decimal>) -> bool {
    unit.and_then(|unit| value.checked_rem(unit)).is_some_and(|rest| rest.is_zero())
}

#[cfg(test)]
mod tests {
    use tieout_figures::{Context, read};

    use super::*;

    fn figure(text: &str) -> Figure {
        read(text, &Context::default()).figures.into_iter().next().expect("a figure")
    }

    #[test]
    fn the_digits_that_count_tell() {
        let tells = |text: &str| telling(&figure(text));
        assert_eq!(["28.4%", "30%", "$28.4 million", "45 to 47%"].map(tells), [3, 1, 4, 4]);
    }

    #[test]
    fn a_round_number_may_be_coarse() {
        let agree = |one: &str, other: &str| agree_roughly(figure(one).amount, figure(other).amount);
        assert!(agree("301,000 customers", "300,000 customers"));
        assert!(!agree("450,000 customers", "300,000 customers"));
        assert!(!agree("$12.5 million", "$12.9 million"));
    }
}
