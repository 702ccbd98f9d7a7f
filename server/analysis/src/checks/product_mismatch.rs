//! # product-mismatch
//!
//! So many of a thing, at so much for each, do not make what is said.
//!
//! ## Why it matters
//!
//! Buybacks are quoted as shares, dollars and average price, markets as customers and what one of them pays. Two of the
//! three set the third, and a model rests on them.
//!
//! ## Example
//!
//! > We repurchased 1.2 million shares for $30 million, at an average price of $35 per share.
//!
//! At $35, 1.2 million shares cost $42 million.
//!
//! ## What it leaves alone
//!
//! - Fees, taxes and rounded averages: a twentieth either way.
//! - Amounts of a quarter or a month beside one of a year that is not said to be the same in other words.
//! - Prices that are not said to be for one of what is counted, and those for less than a year.
//! - Whatever rounding explains.
//!
//! ## Source
//!
//! amount = units × price of one; a year is four quarters and twelve months.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "product-mismatch",
    source: include_str!("product_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Product, Kind::OfQuarter, Kind::OfMonth],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Amount, given: &[Role::Units, Role::Price], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let price = case.values(Role::Price, reading, side)?;
    match times_a_year(case) {
        Some(times) => price.scaled(Rational::new(times, 1)),
        None => case.values(Role::Units, reading, side)?.times(price),
    }
}

/// How many times a year what is carried on through the year is paid.
fn times_a_year(case: &Case<'_>) -> Option<i64> {
    match case.relation.kind {
        Kind::OfQuarter => Some(4),
        Kind::OfMonth => Some(12),
        _ => None,
    }
}

/// The amount, with fees and taxes in it or not.
fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let stated = case.values(Role::Amount, reading, side)?;
    stated.scaled(Rational::new(19, 20))?.around(stated.scaled(Rational::new(21, 20))?)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let figure = case.figure(Role::Amount);
    let amount = shown.zip(figure).map(|(it, figure)| values(it, figure.kind, figure.unit.as_ref(), Sign::Plain));
    Said {
        stated: words.role(case, Role::Amount).to_owned(),
        sum: match times_a_year(case) {
            Some(times) => format!("{times} times {} is {}", words.role(case, Role::Price), amount.unwrap_or_default()),
            None => format!(
                "{} at {} is {}",
                words.role(case, Role::Units),
                words.role(case, Role::Price),
                amount.unwrap_or_default()
            ),
        },
        computed: as_numbers(hull, 2),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "We bought back 390,000 shares for $4.0 million, resulting in an average purchase price of $20.26 per share.",
            "it is $10.26",
        ),
        (
            "We shipped 1,200 machines at an average selling price of $15,000, or $41 million of revenue.",
            "it is $18 million",
        ),
        ("Revenue was $50 million in the third quarter, which is a run rate of $400 million.", "it is $200 million"),
        ("Savings were $5.0 million in the quarter, or $50.0 million on an annualized basis.", "it is $20.0 million"),
        ("We repurchased 2.0 million shares for $50 million. That is an average price of $45 per share.", "it is $25"),
        ("We expect $40 million for the year, or about $30 million a quarter.", "it is $10 million"),
        (
            "The $30 million program was completed, resulting in the repurchase of 1.2 million shares at an average price of $45.",
            "it is $54 million",
        ),
        ("We opened 20 stores at a cost of $2.0 million each, or $80 million.", "it is $40 million"),
        ("We bought the site for $10 million, or $60,000 per unit for 500 units.", "it is $30 million"),
        ("We raised the quarterly dividend to $0.25 per share, or $2.00 per share annualized.", "it is $1.00"),
        ("We declared a quarterly dividend of $0.25 per share, or $2.00 per share annualized.", "it is $1.00"),
        ("Fees were $2.1 million this quarter, so annualizing that you get to $4.8 million.", "it is $8.4 million"),
        ("We pay a monthly dividend of $0.10 per share, which is $2.40 per share on an annual basis.", "it is $1.20"),
        (
            "We repurchased 1.2 million shares for $30 million, at an average price of $35 per share.",
            "it is $42 million",
        ),
        ("We bought 500,000 shares at an average of $20 per share, for a total of $16 million.", "it is $10 million"),
        ("We returned $30 million through the purchase of 2.4 million shares at $25 per share.", "it is $60 million"),
        ("We bought 1.2 million shares at a cost of $30 million, or an average of $35 per share.", "it is $42 million"),
        ("We spent $30 million to buy 1.2 million shares at an average price of $35.", "it is $42 million"),
        (
            "We see a market of about $90 million for our valves. We get to this number by applying $30,000 per mine to 6,000 mines.",
            "it is $180 million",
        ),
        (
            "The market for our pumps is $90 million. That is based on 3,000 ships and revenue per ship of $70,000.",
            "it is $210 million",
        ),
        ("We sold 300 boats at an average price of $70,000, for a total of $9 million.", "it is $21 million"),
        ("We have 3,000 tenants paying an average of $30,000 each, which is $9 million a year.", "it is $90 million"),
        ("The average order was $20,000, on 45 orders for a total of $300,000.", "it is $900,000"),
        ("Revenue per client is $20,000 and we have 45 clients, so that is $300,000.", "it is $900,000"),
    ],
    silent: &[
        (
            "We shipped 1,200 machines at an average selling price of $15,000, or $21 million with parts.",
            "with more in it",
        ),
        (
            "We shipped 1,200 machines at an average price of $15,000, or $12 million after rebates.",
            "less what was given back",
        ),
        (
            "We have 1,200 machines at an average selling price of $15,000, or $4 million a quarter.",
            "of a shorter time",
        ),
        ("We bought back 390,000 shares for $4.0 million, resulting in a dividend of $0.26 per share.", "no price"),
        (
            "After the quarter, we raised $21.5 million net by selling 8.0 million shares at $2.80 per share.",
            "costs were taken off",
        ),
        ("We raised $21.5 million after fees by selling 8.0 million shares at $2.80 per share.", "the same"),
        ("We exited the third quarter with revenue of $50 million, or a run rate of $260 million.", "at the end of it"),
        ("Revenue was $50 million in the third quarter and we see a run rate of $400 million.", "another statement"),
        ("We went from 40 stores, at $5 million each, to 60 stores, at $4 million each.", "two prices"),
        ("We repurchased 2.0 million shares for $50 million. The closing price was $48 per share.", "no average"),
        (
            "The $30 million program led to the repurchase of 1.0 million shares this quarter at $15 per share.",
            "not all of it",
        ),
        ("We expect $40 million of savings this year, or $20 million a quarter by year end.", "where it leads"),
        (
            "We have 2.0 million shares and $50 million of debt. That compares with an average price of $45 per share.",
            "nothing was bought",
        ),
        ("We expect $40 million for the year, up from $30 million a quarter.", "a comparison"),
        ("We expect $40 million for the quarter, or about $30 million a month.", "no year"),
        (
            "The $30 million program was completed, and 1.2 million shares were granted at an average price of $45.",
            "another matter",
        ),
        ("We opened 20 stores at a cost of $2.0 million each, or $40 million.", "it holds"),
        ("We spent $30 million to buy 1.2 million shares, $45 below the price of our offer.", "a difference"),
        (
            "We raised the quarterly dividend by $0.05 per share to an annualized $2.00 per share.",
            "by how much it rose",
        ),
        ("We declared a quarterly dividend of $0.25 per share, or $1.00 per share annualized.", "it holds"),
        ("We declared a quarterly dividend of $0.25 per share, up from $2.00 per share a year ago.", "another time"),
        ("We raised the quarterly dividend by $0.25 per share to $2.00 per share.", "no year"),
        ("We paid $25 million this quarter, or $90 million year to date.", "no whole year"),
        ("Fees were $2.1 million this quarter, so annualizing that you get to $8.4 million.", "it holds"),
        ("We pay a monthly dividend of $0.10 per share, which is $1.20 per share on an annual basis.", "it holds"),
        ("We save $25 million per quarter, or $2 million a quarter for each ferry.", "of each"),
        ("We spent $30 million to buy 1.2 million shares at an average price of $25.", "it holds"),
        (
            "We repurchased 1.2 million shares for $30 million, and our price rose to an average of $35.",
            "another price",
        ),
        ("We repurchased 1.2 million shares for $30 million, at an average price of $25 per share.", "it holds"),
        ("We repurchased 1.2 million shares for $31 million, at an average price of $25 per share.", "fees"),
        ("We repurchased 1.2 million shares for $30 million, and paid a dividend of $0.25 per share.", "no price"),
        ("We repurchased 1.2 million shares at an average of $25 per share. Cash was $90 million.", "another amount"),
        (
            "We see a market of about $90 million for our valves. We get to this number by applying $30,000 per mine to 3,000 mines.",
            "it holds",
        ),
        (
            "We see a market of about $90 million for our valves. We have sold $30,000 per mine to 6,000 mines.",
            "does not say how it comes about",
        ),
        (
            "The market for our pumps is $90 million. That is based on 3,000 ships and a price of $70,000.",
            "not said to be for each",
        ),
        (
            "The market for our pumps is $90 million. That is based on 3,000 ships and revenue per port of $70,000.",
            "for each of something else",
        ),
        ("We sold 300 boats at an average ticket of $70,000, for a total of $9 million.", "another average"),
        ("We have 3,000 tenants paying an average of $30,000 each, which is $90 million a year.", "it holds"),
        ("We have 3,000 tenants paying $30 per month each, which is $9 million a year.", "twelve months"),
        ("The average order was $20,000, on 45 orders for a total of $900,000.", "it holds"),
        ("The average discount was $20,000, on 45 orders for a total of $300,000.", "not what an order costs"),
        ("Revenue per client is $20,000 and we have 45 clients, so that is $900,000.", "it holds"),
        (
            "We have 400 shops at an average cost of $2 million, which is $100 million more than last year.",
            "by how much more",
        ),
        ("We have 45 clients paying $20,000 each per month, which is $10.8 million a year.", "twelve months"),
        (
            "Third-quarter revenue was $50 million, which is a run rate of $220 million including what we signed in May.",
            "with more in it",
        ),
    ],
};
