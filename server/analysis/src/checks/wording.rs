//! How values and operands are worded in messages.

use tieout_figures::{Decimal, Kind, Unit};

use super::case::Case;
use crate::facts::Fact;
use crate::relations::{End, Rational, Role, Values};
use crate::sentence::Sentence;

/// The words of a call, for messages that quote them.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) sentences: &'a [Sentence],
}

impl<'a> Words<'a> {
    /// A figure as it was said.
    pub(super) fn of(&self, fact: &Fact) -> &'a str {
        self.sentences.get(fact.sentence).map_or("", |sentence| sentence.words(fact.figure.range))
    }

    /// The figure of a role as it was said.
    pub(super) fn role(&self, case: &Case<'_>, role: Role) -> &'a str {
        case.fact(role).map_or("", |fact| self.of(fact))
    }
}

/// Whether a positive value is shown with its sign, as a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plain,
    Change,
}

/// Values in words, in the unit of a kind: "53.9–58.4%", "$16.9–17.1 million", "at least 3 days".
pub(super) fn values(values: Values, kind: Kind, unit: Option<&Unit>, sign: Sign) -> String {
    match (values.low, values.high) {
        (Some(low), Some(high)) => between(low, high, kind, unit, sign),
        (Some(low), None) => format!("at least {}", between(low, low, kind, unit, sign)),
        (None, Some(high)) => format!("at most {}", between(high, high, kind, unit, sign)),
        (None, None) => "anything".to_owned(),
    }
}

fn between(low: End, high: End, kind: Kind, unit: Option<&Unit>, sign: Sign) -> String {
    let scale = Scale::of(low.at, high.at, kind);
    let (low, high) = match (low.at.over(scale.factor), high.at.over(scale.factor)) {
        (Some(low), Some(high)) => (low, high),
        _ => (low.at, high.at),
    };
    let (before, after) = affixes(kind, unit);
    let least = u32::from(matches!(kind, Kind::Percent | Kind::Ratio)) + 2 * u32::from(kind == Kind::PerShare);
    let places = (least..=4).find(|places| low.to_decimal(*places) != high.to_decimal(*places));
    let show = |value: Rational| value.to_decimal(places.unwrap_or(least)).unwrap_or_default();
    let (from, to) = (show(low), show(high));
    let signed = |value: Decimal| {
        let mark = match (value.is_sign_negative() && !value.is_zero(), sign) {
            (true, _) => "−",
            (false, Sign::Change) if !value.is_zero() => "+",
            _ => "",
        };
        format!("{mark}{before}{}", grouped(value.abs()))
    };
    let number = if from == to {
        signed(from)
    } else if from.is_sign_negative() == to.is_sign_negative() && !from.is_sign_negative() {
        format!("{}–{}", signed(from), grouped(to))
    } else {
        format!("{} to {}", signed(from), signed(to))
    };
    format!("{number}{}{after}", scale.word)
}

/// A number with its thousands apart.
fn grouped(value: Decimal) -> String {
    let plain = value.to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut number = String::with_capacity(plain.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    if let Some(fraction) = fraction {
        number.push('.');
        number.push_str(fraction);
    }
    number
}

/// What stands before and behind a number of a kind.
fn affixes(kind: Kind, unit: Option<&Unit>) -> (String, String) {
    let currency = |code: &str| match code {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "INR" => "₹".to_owned(),
        "JPY" => "¥".to_owned(),
        other => format!("{other} "),
    };
    match (kind, unit) {
        (Kind::Percent, _) => (String::new(), "%".to_owned()),
        (Kind::PercentagePoints, _) => (String::new(), " points".to_owned()),
        (Kind::BasisPoints, _) => (String::new(), " basis points".to_owned()),
        (_, Some(Unit::Currency(it))) => (currency(it.code()), String::new()),
        (_, Some(Unit::PerShare(it))) => (currency(it.code()), " per share".to_owned()),
        (Kind::Duration, Some(Unit::Named(name))) => (String::new(), format!(" {name}")),
        (Kind::Multiple, _) => (String::new(), " times".to_owned()),
        _ => (String::new(), String::new()),
    }
}

/// The scale word that large amounts are shown with.
struct Scale {
    factor: Rational,
    word: &'static str,
}

impl Scale {
    fn of(low: Rational, high: Rational, kind: Kind) -> Scale {
        let scales = [(1_000_000_000, " billion"), (1_000_000, " million")];
        let reaches = |value: Rational, scale: i64| {
            value.magnitude().compare(Rational::new(scale, 1)).is_some_and(std::cmp::Ordering::is_ge)
        };
        if matches!(kind, Kind::Money | Kind::Count) {
            for (factor, word) in scales {
                if reaches(low, factor) || reaches(high, factor) {
                    return Scale { factor: Rational::new(factor, 1), word };
                }
            }
        }
        Scale { factor: Rational::ONE, word: "" }
    }
}

#[cfg(test)]
mod tests {
    use tieout_figures::Currency;

    use super::*;

    fn shown(low: (i64, i64), high: (i64, i64), kind: Kind, unit: Option<&Unit>, sign: Sign) -> String {
        let end = |(n, d)| Some(End { at: Rational::new(n, d), inclusive: true });
        values(Values { low: end(low), high: end(high) }, kind, unit, sign)
    }

    #[test]
    fn values_are_shown_as_finely_as_their_ends_need() {
        let dollars = Unit::Currency(Currency::USD);
        let show = |low, high, kind, sign| shown(low, high, kind, Some(&dollars), sign);
        assert_eq!(shown((5387, 100), (5841, 100), Kind::Percent, None, Sign::Change), "+53.9–58.4%");
        assert_eq!(shown((-353, 10), (-286, 10), Kind::Percent, None, Sign::Change), "−35.3 to −28.6%");
        assert_eq!(shown((-1, 2), (1, 2), Kind::Percent, None, Sign::Change), "−0.5 to +0.5%");
        assert_eq!(
            show((16_850_000, 1), (17_140_000, 1), Kind::Money, Sign::Plain),
            "$17–17 million".replace("17–17", "16.9–17.1")
        );
        assert_eq!(show((1_950_000_000, 1), (2_100_000_000, 1), Kind::Money, Sign::Plain), "$2.0–2.1 billion");
        assert_eq!(show((540_000, 1), (546_500, 1), Kind::Money, Sign::Plain), "$540,000–546,500");
        assert_eq!(shown((2, 1), (2, 1), Kind::Multiple, None, Sign::Plain), "2 times");
        let days = Unit::Named("days".into());
        assert_eq!(shown((74, 1), (77, 1), Kind::Duration, Some(&days), Sign::Plain), "74–77 days");
    }

    #[test]
    fn an_open_end_is_said() {
        let end = Some(End { at: Rational::new(20, 1), inclusive: true });
        let at_least = Values { low: end, high: None };
        assert_eq!(values(at_least, Kind::Percent, None, Sign::Plain), "at least 20.0%");
        assert_eq!(values(at_least.negate(), Kind::Percent, None, Sign::Plain), "at most −20.0%");
    }
}
