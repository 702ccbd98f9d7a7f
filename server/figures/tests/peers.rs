//! Two well-known recognisers' own English examples, run through our reader.
//!
//! Only the rows marked as relevant to calls count. Where we differ on purpose, `DIFFERENCES` says why. Both shares
//! are printed: of all rows, and of those without a difference on purpose.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod shared;

use std::collections::BTreeMap;

use serde_json::Value;
use shared::{folder, rows};
use tieout_figures::{Amount, Context, Decimal, Figure, Hedge, Kind, read};

/// Inputs that we read otherwise, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("3M", "a company in calls; \"$3M\" and \"3 million\" are amounts"),
    ("a dollar", "an article is no numeral unless it is stressed or a scale follows"),
    ("a dime", "an article is no numeral unless it is stressed or a scale follows"),
    ("one", "\"one\" alone is a pronoun in speech"),
    ("7-9 lakh rupees", "the scale is shared both ways: 700,000 to 900,000, where the suite expects 7 to 900,000"),
    (
        "It costs one dollar and one and one point of your credit points.",
        "\"one\" behind \"dollar and\" is no cent unless it says so",
    ),
];

/// What one row expects of one figure.
enum Wanted {
    Value(f64),
    Range(Option<f64>, Option<f64>),
}

fn float(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

fn decimal(value: Decimal) -> f64 {
    value.to_string().parse().unwrap()
}

fn wanted(expected: &Value) -> Option<Wanted> {
    if let Some(value) = float(&expected["value"]) {
        // The suites give cents in cents.
        let cents = matches!(expected["unit"].as_str(), Some("Cent" | "cent" | "Pence"));
        return Some(Wanted::Value(if cents { value / 100.0 } else { value }));
    }
    let ends = (float(&expected["lo"]), float(&expected["hi"]));
    (ends != (None, None)).then_some(Wanted::Range(ends.0, ends.1))
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0)
}

/// Whether a figure says what is wanted. The suites read the amount alone: a sign that the words around it give ("down 34
/// cents", "losses of 30 MUSD") is not theirs to know.
fn fits(figure: &Figure, said: &str, wanted: &Wanted, percent: bool) -> bool {
    if percent && figure.kind != Kind::Percent {
        return false;
    }
    let own_sign = said.contains(['-', '(', '−']) || said.contains("minus") || said.contains("negative");
    let single = match figure.amount {
        Amount::Single(displayed) if own_sign => Some(decimal(displayed.value)),
        Amount::Single(displayed) => Some(decimal(displayed.value).abs()),
        _ => None,
    };
    match *wanted {
        Wanted::Value(value) => single.is_some_and(|single| close(single, value)),
        Wanted::Range(Some(low), Some(high)) => match figure.amount {
            Amount::Range { low: one, high: other } => {
                close(decimal(one.value), low) && close(decimal(other.value), high)
            }
            _ => false,
        },
        // A limit is a figure with a hedge that points to the open side.
        Wanted::Range(Some(low), None) => single.is_some_and(|single| close(single, low)) && opens(figure, &UPWARD),
        Wanted::Range(None, Some(high)) => single.is_some_and(|single| close(single, high)) && opens(figure, &DOWNWARD),
        Wanted::Range(None, None) => false,
    }
}

const UPWARD: [Hedge; 5] = [Hedge::Over, Hedge::MoreThan, Hedge::AtLeast, Hedge::InExcessOf, Hedge::Plus];
const DOWNWARD: [Hedge; 2] = [Hedge::UpTo, Hedge::LessThan];

fn opens(figure: &Figure, hedges: &[Hedge]) -> bool {
    figure.hedge.is_some_and(|hedge| hedges.contains(&hedge))
}

fn row_is_right(suite: &str, row: &Value) -> bool {
    let input = row["input"].as_str().unwrap();
    let figures = read(input, &Context::default()).figures;
    if row["negative"].as_bool().unwrap() {
        // The suites deny that there is money, or a number at all; a count in a text without money is our own affair.
        let money = |figure: &Figure| matches!(figure.kind, Kind::Money | Kind::PerShare);
        return if suite.contains("Currency") { !figures.iter().any(money) } else { figures.is_empty() };
    }
    let optional = |expected: &&Value| expected["optional"].as_bool() != Some(true);
    row["expected"].as_array().unwrap().iter().filter(optional).all(|expected| {
        let Some(wanted) = wanted(expected) else { return true };
        let found = |wanted: &Wanted| {
            figures.iter().any(|figure| fits(figure, &input[figure.range], wanted, suite.contains("Percent")))
        };
        // "greater than 100 and smaller than 300" are two limits, which bound the range together.
        let by_limits = match wanted {
            Wanted::Range(Some(low), Some(high)) => {
                found(&Wanted::Range(Some(low), None)) && found(&Wanted::Range(None, Some(high)))
            }
            _ => false,
        };
        found(&wanted) || by_limits
    })
}

#[test]
fn examples_of_other_recognisers() {
    let Some(folder) = folder("peers") else { return };
    let mut agreeing = Vec::new();
    let mut unused: Vec<&str> = DIFFERENCES.iter().map(|(input, _)| *input).collect();
    let mut shares: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for file in ["recognizers_en.jsonl", "duckling_en.jsonl"] {
        for row in rows(&folder.join(file)) {
            if !row["relevant"].as_bool().unwrap() {
                continue;
            }
            let (suite, input) = (row["suite"].as_str().unwrap(), row["input"].as_str().unwrap());
            let right = row_is_right(suite, &row);
            let share = shares.entry(suite.trim_end_matches("_US").to_owned()).or_default();
            if let Some((_, why)) = DIFFERENCES.iter().find(|(text, _)| *text == input) {
                println!("differs on purpose: {input:?}: {why}{}", if right { " (AGREES NOW)" } else { "" });
                share.2 += 1;
                unused.retain(|unused| *unused != input);
                agreeing.extend(right.then(|| input.to_owned()));
                continue;
            }
            share.0 += usize::from(right);
            share.1 += 1;
            if !right {
                let said: Vec<_> = read(input, &Context::default())
                    .figures
                    .into_iter()
                    .map(|figure| (input[figure.range].to_owned(), figure.kind, figure.amount, figure.hedge))
                    .collect();
                println!("{suite}: {input:?} wants {} got {said:?}", row["expected"]);
            }
        }
    }
    for (suite, (right, all, differing)) in &shares {
        let share = |all: usize| 100.0 * *right as f64 / all as f64;
        let strict = all + differing;
        println!(
            "{suite:36} {right:3}/{all:3} {:6.1}%, {right:3}/{strict:3} {:6.1}% with {differing} read otherwise on purpose",
            share(*all),
            share(strict),
        );
    }
    assert_eq!(agreeing, Vec::<String>::new(), "no difference any more");
    assert_eq!(unused, Vec::<&str>::new(), "no such row");
    // In percent: without the differences on purpose, and of all rows.
    for (suite, least, least_of_all) in [
        ("NumberWithUnit/CurrencyModel", 100, 98),
        ("Number/NumberModel", 100, 100),
        ("Number/PercentModel", 100, 100),
        ("Number/NumberRangeModel", 100, 100),
        ("AmountOfMoney/EN", 97, 90),
        ("Numeral/EN", 100, 94),
    ] {
        let (right, all, differing) = shares[suite];
        assert!(right * 100 >= least * all, "{suite}: {right} of {all} are right, {least} % wanted");
        let all = all + differing;
        assert!(right * 100 >= least_of_all * all, "{suite}: {right} of all {all} are right, {least_of_all} % wanted");
    }
}
