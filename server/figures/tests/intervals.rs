//! What was rounded, truncated or rounded half to even for display lies inside the interval of what is displayed.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use tieout_figures::{Allowance, Amount, Bound, Context, Decimal, Interval, read};

fn holds(interval: Interval, value: Decimal) -> bool {
    let above = |bound: Bound| if bound.inclusive { value >= bound.value } else { value > bound.value };
    let below = |bound: Bound| if bound.inclusive { value <= bound.value } else { value < bound.value };
    interval.low.is_none_or(above) && interval.high.is_none_or(below)
}

/// The interval of the one figure in a text.
fn interval_of(text: &str) -> Interval {
    let reading = read(text, &Context::default());
    let [figure] = reading.figures.as_slice() else { panic!("one figure expected in {text:?}: {:?}", reading.figures) };
    figure.interval()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn displayed_values_hold_what_they_were(units in 1i64..1_000_000_000, places in 0u32..4, million in any::<bool>(), loss in any::<bool>()) {
        use rust_decimal::RoundingStrategy::{MidpointAwayFromZero, MidpointNearestEven, ToZero};
        // A true value with six decimals, and three ways to show fewer of them.
        let truth = Decimal::new(units, 6);
        for strategy in [MidpointAwayFromZero, MidpointNearestEven, ToZero] {
            let shown = truth.round_dp_with_strategy(places, strategy);
            if shown.is_zero() {
                continue;
            }
            let sign = if loss { "-" } else { "" };
            let (text, scale) = if million {
                (format!("{sign}${shown:.*} million", places as usize), Decimal::from(1_000_000))
            } else {
                (format!("{sign}{shown:.*}%", places as usize), Decimal::ONE)
            };
            let truth = if loss { -truth } else { truth } * scale;
            prop_assert!(holds(interval_of(&text), truth), "{truth} shown as {text}: {:?}", interval_of(&text));
        }
    }
}

#[test]
fn hedges_widen() {
    for (text, inside, outside) in [
        ("about 20%", "21", "22"),
        ("approximately $400 million", "420000000", "421000000"),
        ("almost 60%", "54", "61"),
        ("more than 500 basis points", "100000", "499"),
        ("less than 10%", "-5", "10.1"),
        ("up to 15 deals", "3", "16"),
        ("28.4%", "28.49", "28.5"),
        ("-28.4%", "-28.49", "-28.5"),
        ("$20 million", "20990000", "21000000"),
        ("$45 to $47 million", "47900000", "48000000"),
        ("mid-single digits", "4", "6.5"),
    ] {
        let interval = interval_of(text);
        assert!(holds(interval, inside.parse().unwrap()), "{inside} in {text}: {interval:?}");
        assert!(!holds(interval, outside.parse().unwrap()), "{outside} in {text}: {interval:?}");
    }
}

#[test]
fn a_derivation_names_its_parts() {
    let derivation = |text: &str| read(text, &Context::default()).figures[0].derivation();
    for (text, displayed_to, allowance) in [
        ("$22.4 million", Some("100000"), None),
        ("about 20%", Some("1"), Some(Allowance::FivePercent)),
        ("about 5%", Some("1"), Some(Allowance::OneUnit)),
        ("about $19.5 million to $20 million", Some("1000000"), Some(Allowance::FivePercent)),
        ("almost 60%", Some("1"), Some(Allowance::TenthBelow)),
        ("more than 500 deals", Some("1"), Some(Allowance::Beyond)),
        ("up to 2.05 million shares", Some("10000"), Some(Allowance::Short)),
        ("low 30s", None, None),
        ("sales nearly doubled", None, Some(Allowance::TenthBelow)),
    ] {
        let found = derivation(text);
        assert_eq!(found.displayed_to.map(|step| step.normalize().to_string()).as_deref(), displayed_to, "{text}");
        assert_eq!(found.hedge.map(|(_, allowance)| allowance), allowance, "{text}");
        assert_eq!(found.inferred, None, "{text}");
    }
    let text = "125 to $128 million";
    let inferred = derivation(text).inferred.unwrap();
    assert!(inferred.scale && inferred.unit);
    assert_eq!(&text[inferred.from], "$128 million");
}

#[test]
fn displayed_digits_are_kept() {
    let precision = |text: &str| match read(text, &Context::default()).figures[0].amount {
        Amount::Single(displayed) => displayed.precision.normalize().to_string(),
        _ => String::new(),
    };
    assert_eq!(precision("2.5%"), "0.1");
    assert_eq!(precision("2.50%"), "0.01");
    assert_eq!(precision("$22.4 million"), "100000");
    assert_eq!(precision("five deals"), "1");
    assert_eq!(precision("it doubled"), "0");
}
