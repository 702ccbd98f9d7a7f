//! Values in words: how amounts, bands and periods are written for a reader.

use text_size::TextRange;
use tieout_analysis::figures::{
    Allowance, Amount, Bound, Decimal, Derivation, Displayed, Figure, Interval, Kind, Unit, plural,
};
use tieout_analysis::{Fact, Period};

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

    /// A value with nothing rounded away, and as many digits behind the point as were displayed: "$0.10".
    fn exact(&self, value: Decimal, digits: u32) -> String {
        format!("{}{}{}", minus(value), self.prefix, grouped(value.abs(), digits))
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
            (Some(Unit::Named(noun)), Kind::Count) => style("", &format!(" {}", plural(noun)), true),
            (Some(Unit::Named(unit)), _) => style("", &format!(" {unit}"), true),
            (None, Kind::Multiple) => style("", "x", false),
            (None, _) => style("", "", true),
        }
    }

    /// "$22.4 million", "−32%".
    pub(crate) fn value(&self, value: Decimal) -> String {
        let (scale, word) = self.scale(value);
        let number = value.checked_div(scale).unwrap_or(value);
        format!("{}{}{}{word}{}", minus(number), self.prefix, grouped(number.abs(), 0), self.suffix)
    }

    /// "$22.35–22.45 million": both ends in the scale of the larger one.
    pub(crate) fn band(&self, low: Decimal, high: Decimal) -> String {
        if low == high {
            return self.value(low);
        }
        let (scale, word) = self.scale(low.abs().max(high.abs()));
        let number = |value: Decimal| value.checked_div(scale).unwrap_or(value);
        let (low, high) = (number(low), number(high));
        let between = if low.is_sign_negative() && !low.is_zero() { " to " } else { "–" };
        format!(
            "{}{}{}{between}{}{}{word}{}",
            minus(low),
            self.prefix,
            grouped(low.abs(), 0),
            minus(high),
            grouped(high.abs(), 0),
            self.suffix
        )
    }

    /// The values of an interval, "at least $12 million" where it has no upper end.
    pub(crate) fn interval(&self, interval: &Interval) -> Option<String> {
        let value = |bound: Bound| bound.value;
        self.ends(interval.low.map(value), interval.high.map(value))
    }

    /// All values between two ends, either of which may be open.
    pub(crate) fn ends(&self, low: Option<Decimal>, high: Option<Decimal>) -> Option<String> {
        match (low, high) {
            (Some(low), Some(high)) => Some(self.band(low, high)),
            (Some(low), None) => Some(format!("at least {}", self.value(low))),
            (None, Some(high)) => Some(format!("at most {}", self.value(high))),
            (None, None) => None,
        }
    }

    /// A displayed unit, in the scale of the amount that displays it: "0.1 million", "0.01", "1%".
    fn step(&self, step: Decimal, amount: Amount) -> String {
        let (scale, word) = match amount {
            Amount::Single(displayed) => self.scale(displayed.value),
            Amount::Range { high, .. } => self.scale(high.value),
            Amount::Vague { .. } => (Decimal::ONE, ""),
        };
        let unit = match self.suffix.as_str() {
            unit @ (" points" | " basis points") if step == Decimal::ONE => unit.trim_end_matches('s'),
            unit @ ("%" | "x" | " points" | " basis points") => unit,
            _ => "",
        };
        format!("{}{word}{unit}", grouped(step.checked_div(scale).unwrap_or(step), 0))
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

/// The value or values of a figure with nothing rounded away: "$22,400,000", "45 to 47%".
pub(crate) fn in_full(figure: &Figure) -> Option<String> {
    let style = Style { scales: false, ..Style::of(figure) };
    let exact = |shown: Displayed| match is_power_of_ten(shown.precision) {
        true => style.exact(shown.value, shown.precision.normalize().scale()),
        // Two-thirds, told to a thousandth.
        false => style.exact(shown.value.round_dp(3), 0),
    };
    match figure.amount {
        Amount::Single(shown) => Some(format!("{}{}", exact(shown), style.suffix)),
        Amount::Range { low, high } => Some(format!("{} to {}{}", exact(low), exact(high), style.suffix)),
        Amount::Vague { low, high } => {
            let bound = |value: Option<Decimal>| value.map(|value| Bound { value, inclusive: true });
            style.interval(&Interval { low: bound(low), high: bound(high) })
        }
    }
}

/// The values that a figure may stand for, where they are worth telling: by its hedge where it has one, else by
/// rounding. Things that were counted one by one are as many as was said.
pub(crate) fn allowed(figure: &Figure) -> Option<String> {
    let style = Style::of(figure);
    match (figure.hedge, figure.amount) {
        (Some(_), _) => style.interval(&figure.interval()),
        (None, Amount::Single(shown)) => {
            if shown.precision.is_zero() || is_whole(figure.kind, shown) {
                return None;
            }
            style.interval(&Interval::band(shown))
        }
        (None, _) => None,
    }
}

/// Whether an amount is said to the last one: things counted one by one, money to the last dollar of thousands.
fn is_whole(kind: Kind, shown: Displayed) -> bool {
    let is_counted = matches!(kind, Kind::Count | Kind::Duration | Kind::Technical);
    let is_paid = kind == Kind::Money && shown.value.abs() >= Decimal::ONE_THOUSAND;
    shown.precision == Decimal::ONE && (is_counted || is_paid)
}

/// How the values of a figure came about: 'displayed to 0.1 million; about: ±5%; scale from "$128 million"'. `words` gives
/// the words of a neighbour. What a whole number of things is displayed to says nothing, nor does a fraction display a
/// digit.
pub(crate) fn derived<'a>(figure: &Figure, words: impl Fn(TextRange) -> &'a str) -> Option<String> {
    let Derivation { displayed_to, hedge, inferred } = figure.derivation();
    let whole = match figure.amount {
        Amount::Single(shown) | Amount::Range { high: shown, .. } => is_whole(figure.kind, shown),
        Amount::Vague { .. } => false,
    };
    let style = Style::of(figure);
    let step = displayed_to.map(|step| style.step(step, figure.amount));
    let told = displayed_to.is_some_and(|step| is_power_of_ten(step) && !whole);
    let displayed = step.as_ref().filter(|_| told).map(|step| format!("displayed to {step}"));
    let hedged = hedge.map(|(hedge, allowance)| {
        let allowed = match (allowance, &step) {
            (Allowance::OneUnit, Some(step)) => format!("±{step}"),
            (Allowance::OneUnit | Allowance::FivePercent, _) => "±5%".to_owned(),
            (Allowance::TenthBelow, _) => "up to a tenth below".to_owned(),
            (Allowance::Beyond, _) => "this or beyond".to_owned(),
            (Allowance::Short, _) => "this or short of it".to_owned(),
        };
        format!("{}: {allowed}", spaced(hedge.as_str()))
    });
    let taken = inferred.map(|taken| {
        let what = match (taken.scale, taken.unit) {
            (true, true) => "scale and unit",
            (true, false) => "scale",
            _ => "unit",
        };
        format!("{what} from \"{}\"", words(taken.from))
    });
    let parts: Vec<String> = [displayed, hedged, taken].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// "1 figure", "2 figures".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {}", plural(noun)) }
}

/// The metric of a fact with its scope: "revenue (cloud)"; of a fact without one, nothing.
pub(crate) fn metric(fact: &Fact) -> String {
    let name = fact.metric.as_ref().map_or("", |metric| &*metric.name);
    if fact.scope.is_empty() { name.to_owned() } else { format!("{name} ({})", fact.scope.join(", ")) }
}

/// The name of a basis, role or hedge as words: "more than".
pub(crate) fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// Whether it is the worth of a digit: 0.01, 1, 100,000, and not the 0.05 of "two-thirds" or the 12 of "two dozen".
fn is_power_of_ten(step: Decimal) -> bool {
    let digits = step.normalize().mantissa().to_string();
    digits.starts_with('1') && digits[1..].bytes().all(|byte| byte == b'0')
}

/// "Q3 FY2031", "9M FY2031", "H1 FY2031", "FY2031", "2030": the part before the year, as it is said.
pub(crate) fn period(period: Period) -> String {
    match period {
        Period::Quarter(quarter) => crate::structure::quarter_name(quarter),
        Period::Half(year, half) => format!("H{half} FY{year}"),
        Period::NineMonths(year) => format!("9M FY{year}"),
        other => other.to_string(),
    }
}

fn minus(value: Decimal) -> &'static str {
    if value.is_sign_negative() && !value.is_zero() { "−" } else { "" }
}

/// "1,234,567.8", with at least so many digits behind the point.
fn grouped(value: Decimal, digits: u32) -> String {
    let value = value.normalize();
    let plain = if value.scale() < digits { format!("{value:.*}", digits as usize) } else { value.to_string() };
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
        assert_eq!(dollars.value(Decimal::from(-4_800)), "−$4,800");
        assert_eq!(dollars.band(Decimal::from(16_900_000), Decimal::from(17_100_000)), "$16.9–17.1 million");
        let euros = style(Kind::Money, Currency::from_code("EUR").map(Unit::Currency));
        assert_eq!(euros.value(Decimal::from(3_200_000_000_i64)), "EUR 3.2 billion");
        let percent = style(Kind::Percent, Some(Unit::Percent));
        assert_eq!(percent.band(Decimal::new(315, 1), Decimal::new(325, 1)), "31.5–32.5%");
        assert_eq!(percent.band(Decimal::from(-6), Decimal::from(-5)), "−6 to −5%");
        assert_eq!(percent.band(Decimal::from(-2), Decimal::ZERO), "−2 to 0%");
        let servers = style(Kind::Count, Some(Unit::Named("server".into())));
        assert_eq!(servers.value(Decimal::from(1_800)), "1,800 servers");
        let cents = style(Kind::PerShare, Some(Unit::PerShare(Currency::USD)));
        assert_eq!(cents.exact(Decimal::new(1, 1), 2), "$0.10");
    }

    #[test]
    fn periods_name_the_part_before_the_year() {
        assert_eq!(period(Period::NineMonths(2031)), "9M FY2031");
        assert_eq!(period(Period::Half(2031, 1)), "H1 FY2031");
        assert_eq!(period(Period::Year(2031)), "FY2031");
    }

    #[test]
    fn a_derivation_is_said_in_its_parts() {
        for (text, expected) in [
            ("Cash was $22.4 million.", Some("displayed to 0.1 million")),
            ("Cash was about $5 million.", Some("displayed to 1 million; about: ±1 million")),
            ("Margin was roughly 41.5%.", Some("displayed to 0.1%; roughly: ±5%")),
            ("We expect 125 to $128 million.", Some("displayed to 1 million; scale and unit from \"$128 million\"")),
            ("More than 60% renewed.", Some("displayed to 1%; more than: this or beyond")),
            ("We earned $0.18 per share.", Some("displayed to 0.01")),
            ("We closed five deals.", None),
            ("It took about 74 days.", Some("about: ±5%")),
            ("Two-thirds renewed, at 2x the price.", None),
            ("It costs about a quarter of a point.", Some("about: ±0.25 points")),
            ("It costs about 5 points.", Some("displayed to 1 point; about: ±1 point")),
            ("We paid $543,000.", None),
            ("We paid about $543,000.", Some("about: ±5%")),
            ("Bookings almost doubled.", Some("almost: up to a tenth below")),
        ] {
            let reading = tieout_analysis::figures::read(text, &Default::default());
            let said = derived(&reading.figures[0], |range| &text[range]);
            assert_eq!(said.as_deref(), expected, "{text}");
        }
    }
}
