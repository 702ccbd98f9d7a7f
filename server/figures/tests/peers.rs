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

const DECLINE: &str = "a change by a word of decline is negative";

/// Inputs that we read otherwise, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("the american stock exchange said a seat was sold for down $ 5,000 from the previous sale last friday .", DECLINE),
    (
        "during the first hour of trading yesterday , prices fell as much as 1 / 4 point , or down about $ 2.50 for each \
         face amount .",
        DECLINE,
    ),
    ("onvia . com inc . , down 34 cents", DECLINE),
    ("for the nine months , ethyl said net fell 2 % or $ 1.40 a share", DECLINE),
    ("Nissan Motor Co. is planning to cut up to 700 contract workers.", DECLINE),
    ("five more losses in excess of 30 MUSD were reported", "a loss is negative"),
    ("10k", "an annual report in speech"),
    ("The number is from 200 to 3000000 in 2008", "\"from A to B\" is a change: two figures"),
    ("This is a number which is greater than 100 and smaller than 300", "two one-sided figures, each with its hedge"),
    ("There're at most 100 and at least 20 apples.", "two one-sided figures, each with its hedge"),
    ("The number is above 1000 and below 1500", "two one-sided figures, each with its hedge"),
    ("3M", "a company in calls; \"$3M\" and \"3 million\" are amounts"),
    ("a dollar", "an article is no numeral unless it is stressed or a scale follows"),
    ("a dime", "an article is no numeral unless it is stressed or a scale follows"),
    ("one", "\"one\" alone is a pronoun in speech"),
    (" The answer is minus one", "\"one\" alone is a pronoun in speech"),
    ("0", "a number alone is a page number; \"0.\" is an answer"),
    ("2", "a number alone is a page number; \"2.\" is an answer"),
    ("12", "a number alone is a page number; \"12.\" is an answer"),
    ("17", "a number alone is a page number; \"17.\" is an answer"),
    ("18", "a number alone is a page number; \"18.\" is an answer"),
    ("33", "a number alone is a page number; \"33.\" is an answer"),
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

fn fits(figure: &Figure, wanted: &Wanted, percent: bool) -> bool {
    if percent && figure.kind != Kind::Percent {
        return false;
    }
    let single = match figure.amount {
        Amount::Single(displayed) => Some(decimal(displayed.value)),
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
        Wanted::Range(Some(low), None) => {
            let open = [Hedge::Over, Hedge::MoreThan, Hedge::AtLeast, Hedge::InExcessOf, Hedge::Plus];
            single.is_some_and(|single| close(single, low)) && figure.hedge.is_some_and(|hedge| open.contains(&hedge))
        }
        Wanted::Range(None, Some(high)) => {
            let open = [Hedge::UpTo, Hedge::LessThan];
            single.is_some_and(|single| close(single, high)) && figure.hedge.is_some_and(|hedge| open.contains(&hedge))
        }
        Wanted::Range(None, None) => false,
    }
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
        figures.iter().any(|figure| fits(figure, &wanted, suite.contains("Percent")))
    })
}

#[test]
fn examples_of_other_recognisers() {
    let Some(folder) = folder("peers") else { return };
    let mut agreeing = Vec::new();
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
    // In percent: without the differences on purpose, and of all rows.
    for (suite, least, least_of_all) in [
        ("NumberWithUnit/CurrencyModel", 100, 91),
        ("Number/NumberModel", 100, 97),
        ("Number/PercentModel", 100, 100),
        ("Number/NumberRangeModel", 100, 73),
        ("AmountOfMoney/EN", 97, 90),
        ("Numeral/EN", 100, 79),
    ] {
        let (right, all, differing) = shares[suite];
        assert!(right * 100 >= least * all, "{suite}: {right} of {all} are right, {least} % wanted");
        let all = all + differing;
        assert!(right * 100 >= least_of_all * all, "{suite}: {right} of all {all} are right, {least_of_all} % wanted");
    }
}
