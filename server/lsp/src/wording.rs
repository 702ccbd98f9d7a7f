//! Values in words: how amounts, bands and periods are written for a reader.

use tieout_analysis::Period;
use tieout_analysis::figures::{Amount, Bound, Decimal, Displayed, Figure, Interval, Kind, Unit};

/// How the values of a unit are written: what stands before and behind the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    prefix: String,
    suffix: String,
    /// Whether large values are written as millions and billions.
    scales: bool,
}

impl Style {
    /// The style of a figure's unit.
    pub(crate) fn of(figure: &Figure) -> Style {
        Style::new(figure.kind, figure.unit.as_ref())
    }

    fn new(kind: Kind, unit: Option<&Unit>) -> Style {
        let style = |prefix: &str, suffix: &str, scales| Style { prefix: prefix.into(), suffix: suffix.into(), scales };
        let sign = |code: &str| if code == "USD" { "$".to_owned() } else { format!("{code} ") };
        match (unit, kind) {
            (Some(Unit::Currency(currency)), _) => style(&sign(currency.code()), "", true),
            (Some(Unit::PerShare(currency)), _) => style(&sign(currency.code()), " per share", false),
            (Some(Unit::Percent), _) => style("", "%", false),
            (Some(Unit::PercentagePoints), _) => style("", " points", false),
            (Some(Unit::BasisPoints), _) => style("", " basis points", false),
            (Some(Unit::Named(noun)), _) => style("", &format!(" {}", quantity_noun(noun)), true),
            (None, Kind::Multiple) => style("", "x", false),
            (None, _) => style("", "", true),
        }
    }

    /// "$22.4 million", "-32%".
    pub(crate) fn value(&self, value: Decimal) -> String {
        let (scale, word) = self.scale(value);
        let number = value.checked_div(scale).unwrap_or(value);
        format!("{}{}{}{word}{}", minus(number), self.prefix, grouped(number.abs()), self.suffix)
    }

    /// "$22.35–22.45 million": both ends in the scale of the larger one.
    pub(crate) fn band(&self, low: Decimal, high: Decimal) -> String {
        if low == high {
            return self.value(low);
        }
        let (scale, word) = self.scale(low.abs().max(high.abs()));
        let number = |value: Decimal| value.checked_div(scale).unwrap_or(value);
        let (low, high) = (number(low), number(high));
        let between = if high.is_sign_negative() { " to " } else { "–" };
        format!(
            "{}{}{}{between}{}{}{word}{}",
            minus(low),
            self.prefix,
            grouped(low.abs()),
            minus(high),
            grouped(high.abs()),
            self.suffix
        )
    }

    /// The values of an interval, "at least $12 million" where it has no upper end.
    pub(crate) fn interval(&self, interval: &Interval) -> Option<String> {
        let value = |bound: Bound| bound.value;
        match (interval.low.map(value), interval.high.map(value)) {
            (Some(low), Some(high)) => Some(self.band(low, high)),
            (Some(low), None) => Some(format!("at least {}", self.value(low))),
            (None, Some(high)) => Some(format!("at most {}", self.value(high))),
            (None, None) => None,
        }
    }

    fn scale(&self, value: Decimal) -> (Decimal, &'static str) {
        let magnitude = value.abs();
        for (scale, word) in
            [(1_000_000_000_000_i64, " trillion"), (1_000_000_000, " billion"), (1_000_000, " million")]
        {
            if self.scales && magnitude >= Decimal::from(scale) {
                return (Decimal::from(scale), word);
            }
        }
        (Decimal::ONE, "")
    }
}

/// The value or values of a figure with nothing rounded away: "$22,400,000", "45% to 47%".
pub(crate) fn in_full(figure: &Figure) -> Option<String> {
    let style = Style { scales: false, ..Style::of(figure) };
    match figure.amount {
        Amount::Single(Displayed { value, .. }) => Some(style.value(value)),
        Amount::Range { low, high } => Some(format!("{} to {}", style.value(low.value), style.value(high.value))),
        Amount::Vague { low, high } => match (low, high) {
            (Some(low), Some(high)) => Some(style.band(low, high)),
            (Some(low), None) => Some(format!("at least {}", style.value(low))),
            (None, Some(high)) => Some(format!("at most {}", style.value(high))),
            (None, None) => None,
        },
    }
}

/// The values that a figure may stand for: by its hedge where it has one, else by rounding.
pub(crate) fn allowed(figure: &Figure) -> Option<String> {
    let style = Style::of(figure);
    match (figure.hedge, figure.amount) {
        (None, Amount::Single(displayed)) if displayed.precision.is_zero() => None,
        (None, Amount::Single(displayed)) => style.interval(&Interval::band(displayed)),
        (None, _) => None,
        (Some(_), _) => style.interval(&figure.interval()),
    }
}

/// "Q3 FY2031", "FY2031", "2030".
pub(crate) fn period(period: Period) -> String {
    match period {
        Period::Quarter(quarter) => crate::structure::quarter_name(quarter),
        other => other.to_string(),
    }
}

/// A counted noun behind a number: units are kept in the singular, except those of time.
fn quantity_noun(noun: &str) -> String {
    match noun.chars().last() {
        Some(last) if last.is_lowercase() && last != 's' => format!("{noun}s"),
        _ => noun.to_owned(),
    }
}

fn minus(value: Decimal) -> &'static str {
    if value.is_sign_negative() && !value.is_zero() { "-" } else { "" }
}

/// "1,234,567.8".
fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use tieout_analysis::figures::Currency;

    use super::*;

    fn style(kind: Kind, unit: Option<Unit>) -> Style {
        Style::new(kind, unit.as_ref())
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let dollars = style(Kind::Money, Some(Unit::Currency(Currency::USD)));
        assert_eq!(dollars.value(Decimal::from(22_400_000)), "$22.4 million");
        assert_eq!(dollars.value(Decimal::from(-4_800)), "-$4,800");
        assert_eq!(dollars.band(Decimal::from(16_900_000), Decimal::from(17_100_000)), "$16.9–17.1 million");
        let euros = style(Kind::Money, Currency::from_code("EUR").map(Unit::Currency));
        assert_eq!(euros.value(Decimal::from(3_200_000_000_i64)), "EUR 3.2 billion");
        let percent = style(Kind::Percent, Some(Unit::Percent));
        assert_eq!(percent.band(Decimal::new(315, 1), Decimal::new(325, 1)), "31.5–32.5%");
        assert_eq!(percent.band(Decimal::from(-6), Decimal::from(-5)), "-6 to -5%");
        let servers = style(Kind::Count, Some(Unit::Named("server".into())));
        assert_eq!(servers.value(Decimal::from(1_800)), "1,800 servers");
    }
}
