//! # share-mismatch
//!
//! A part is not the percentage of its whole that is said.
//!
//! ## Why it matters
//!
//! Shares size segments, regions and customers. A share of the wrong base misstates the segment.
//!
//! ## Example
//!
//! > International sales were $35.0 million, or 27% of total revenue. Asia accounted for $20.0 million or 15% of this
//! > amount.
//!
//! $20.0 million of $35.0 million is 57%. The 15% fits total revenue: the words name the wrong base.
//!
//! ## What it leaves alone
//!
//! - A whole that the call does not state, or states for another period or scope.
//! - Whatever rounding explains.
//!
//! ## Source
//!
//! share = part / whole; a part of things that are counted, of a market or of a house is not above all of it.

use super::case::{Case, Reading, Side, percent};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::facts::FigureRole;
use crate::relations::{End, Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "share-mismatch",
    source: include_str!("share_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Share],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Share, given: &[Role::Part, Role::Whole], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    if case.fact(Role::Whole).is_none() {
        let all = End { at: Rational::HUNDRED, inclusive: true };
        return Some(Values { low: None, high: Some(all) });
    }
    share_of(case, Role::Whole, reading, side)
}

fn share_of(case: &Case<'_>, whole: Role, reading: Reading, side: Side) -> Option<Values> {
    let is_change = case.fact(whole).is_some_and(|fact| fact.role == Some(FigureRole::Change));
    let (part, whole) = (case.values(Role::Part, reading, side)?, case.values(whole, reading, side)?);
    // "Of the $40 million decline, $30 million": how much it was, either way.
    let whole = if is_change { whole.magnitude() } else { whole };
    let part = if is_change { part.magnitude() } else { part };
    if !part.is_positive() || !whole.is_positive() {
        return None;
    }
    part.over(whole)?.scaled(Rational::HUNDRED)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    percent(case, Role::Share, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    if case.fact(Role::Whole).is_none() {
        let (stated, computed) = (words.role(case, Role::Share).to_owned(), as_numbers(EQUATION.computed(case).1, 2));
        return Said { stated, sum: "no part is more than 100% of all".to_owned(), computed };
    }
    let (shown, hull) = EQUATION.computed(case);
    let shown_as = |it: Values| values(it, tieout_figures::Kind::Percent, None, Sign::Plain);
    let (part, whole) = (words.role(case, Role::Part), words.role(case, Role::Whole));
    let mut sum = format!("{part} of {whole} is {}", shown.map(shown_as).unwrap_or_default());
    if let Some(other) = share_of(case, Role::OtherWhole, Reading::Band, Side::Both) {
        let name = case.fact(Role::OtherWhole).and_then(|fact| fact.metric.as_ref()).map_or("", |it| &it.text);
        let whole = words.role(case, Role::OtherWhole);
        sum.push_str(&format!("; of {whole} ({name}) it is {}", shown_as(other)));
    }
    Said { stated: words.role(case, Role::Share).to_owned(), sum, computed: as_numbers(hull, 2) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("About 10% of our $80 million cost base is $18 million.", "it is $8 million"),
        (
            "Crew costs rose by $40 million. About 75% of the increase, or $12 million, was overtime.",
            "it is $30 million",
        ),
        ("Of the $40 million decrease in fuel, $30 million, or 35%, was price.", "it is 75%"),
        ("Of the $40 million increase in fuel, 75%, or $66 million, was price.", "it is $30 million"),
        ("Ferries brought $20 million out of a total of $80 million, so 55%.", "it is 25%"),
        ("Ferries were a quarter of revenue, or $44 million of $80 million.", "it is $20 million"),
        ("Tolls now represent 20% of our $250 million in sales, or $70 million.", "it is $50 million"),
        ("Our largest tenant paid $16 million, 20% of the total of $160 million.", "it is 10%"),
        ("Our backlog of $160 million includes $64 million of services, which is 60% of the total.", "it is 40%"),
        (
            "EBITA increased to $424 million on sales of $8,350 million, which corresponded to an EBITA margin of 11.7%.",
            "it is 5.1 %",
        ),
        ("About 60% of our $50 million of spending, or $45 million, is for growth.", "it is $30 million"),
        (
            "Net sales were $510.4 million. Operating income was $58.7 million, or 18.5% of net sales, compared to $54.6 million.",
            "it is 11.5 %, a hint",
        ),
        ("We have 250 clinics, and 50 of them, or 50%, are in towns.", "it is 20%"),
        ("SG&A was $27.0 million. That is 38% of our $150.0 million in sales.", "it is 18%"),
        ("Ferry occupancy was 218.2% at the end of the quarter.", "no house is as full"),
        ("Some of it is new, and 164% of our customers use the beacon.", "more than all"),
        (
            "Net income was $37.8 million in the third quarter. Free cash flow was $52.0 million, or 118% of net income.",
            "it is 138 %",
        ),
        ("We generated EBITDA of $24.0 million on revenue of $120.0 million, or a 40% margin.", "it is 20%"),
        ("We have $50.0 million in cash, $14.0 million of which is held abroad, or 48%.", "it is 28%"),
        ("We have $50.0 million in cash, with 48%, or $14.0 million, held abroad.", "it is 28%"),
        ("Of the 60 contracts, 54 were renewed, a 60% rate.", "it is 90%"),
        ("Revenue was $200 million and operating income was $50 million, a 52% margin.", "25 %"),
        (
            "Total revenue was $130.0 million. International revenue was $35.0 million. Asia accounted for $20.0 million \
             or 15% of this amount.",
            "this amount is international revenue",
        ),
        (
            "Operating income was $2.4 million on revenue of $12.0 million, for an operating margin of 30%.",
            "it is 20 %",
        ),
        ("We won 12 of 60 bids, or 40%.", "it is 20 %"),
        ("We renewed 45 of 50 contracts, a 70% renewal rate.", "it is 90 %"),
        ("Of our $50.0 million in revenue, $14.0 million, or 48%, came from services.", "it is 28 %"),
        ("Revenue was $50.0 million, of which $14.0 million, or 48%, came from services.", "it is 28 %"),
        ("Revenue was $50.0 million. Of this, $14.0 million, or 48%, came from services.", "it is 28 %"),
        ("Revenue was $50.0 million, with services contributing $14.0 million or 48% of the total.", "it is 28 %"),
        ("We have $30.0 million of debt, half of which, or $25.0 million, is due next year.", "half is $15.0 million"),
        ("Operating income was $2.4 million on revenue of $12.0 million, for a margin of 30%.", "it is 20 %"),
        ("Operating income was $2.4 million on revenue of $12.0 million, or 30% of revenue.", "it is 20 %"),
        ("Total revenue was $130.0 million. Service revenue was $35.0 million, or 37% of total revenue.", "it is 27 %"),
        (
            "Total revenue was $50.0 million. Services revenue of $14.0 million, up 9% year over year, represented 48% of total revenue.",
            "it is 28 %",
        ),
        (
            "Revenue of $12.0 million was up 20%, and operating income of $3.0 million rose 9%. Third quarter operating margin was 45%.",
            "it is 25 %",
        ),
        ("Services brought $14.0 million this quarter, 48% of the total $50.0 million.", "it is 28 %"),
    ],
    silent: &[
        ("About 10% of our $80 million cost base is $8 million.", "it holds"),
        ("10% of our $80 million cost base is $20 million of wages in towns.", "of something else"),
        ("10% of our $80 million cost base was $6 million too high.", "by how much"),
        ("About 10% of our $80 million of debt is $2 million below the market.", "by how much"),
        ("30% of our $80 million revenue is about $5 million of profit.", "of something else"),
        ("Crew costs rose by $40 million. About 75% of the increase, or $30 million, was overtime.", "it holds"),
        (
            "Crew costs rose by $40 million. In towns, 75% of the increase, or $6 million, was overtime.",
            "of another increase",
        ),
        ("Revenue grew $40 million. Half of the increase in profit, or $5 million, was price.", "of another increase"),
        (
            "Crew costs fell by $40 million. About 75% of the increase, or $12 million, was overtime.",
            "no increase was said",
        ),
        ("Of the $40 million increase, 75%, or $30 million, was overtime.", "it holds"),
        ("Ferries were a quarter of revenue, or $20 million of $60 million in the north.", "of a part"),
        (
            "Half of our toll revenue of $12 million, or $8 million including services, came from trucks.",
            "with more in it",
        ),
        ("Tolls represent 20% of our sales of $250 million, or $200 million a year from now.", "of another time"),
        ("More than half of our toll revenue of $12 million, or $8 million, came from trucks.", "a limit"),
        (
            "Operating income was $2 million on revenue of $10 million, which is an incremental margin of 35%.",
            "of what was added",
        ),
        (
            "Our backlog of $160 million includes $64 million of services, which is 35% of the total, excluding options.",
            "of another total",
        ),
        (
            "Half of our revenue of $12 million in Asia, or $8 million in Europe, came from services.",
            "of another place",
        ),
        ("About 60% of the 50 stores that we have, or 20 in towns, are open.", "of other places"),
        (
            "Our backlog of $160 million includes $64 million of orders, which is 60% of the total for the year.",
            "of another total",
        ),
        (
            "Our backlog of $160 million includes $64 million of services, which is 60% of our fees.",
            "of something else",
        ),
        (
            "EBITA increased to $424 million on sales of $8,350 million, and our target is an EBITA margin of 11.7%.",
            "a target",
        ),
        ("About 60% of our $50 million of spending is for growth, and rents were $45 million.", "another amount"),
        ("Third quarter revenue was $200 million. Rent was $4 million, or 4.1% of store revenue.", "of a part of it"),
        (
            "Net sales were $510.4 million. Operating income was $58.7 million, or 11.5% of net sales, compared to $54.6 million.",
            "it holds",
        ),
        (
            "Net sales were $510.4 million. In our ferries, operating income was $18.7 million, or 21.5% of net sales, compared to $14.6 million.",
            "of the ferries",
        ),
        (
            "Sales of fuel were $510.4 million. Operating income was $88.7 million, or 11.5% of sales, compared to $84.6 million.",
            "of more than fuel",
        ),
        (
            "Net sales were $510.4 million. Inventories were $250.7 million, or 12.2% of net sales, compared to $244.6 million.",
            "of a year",
        ),
        (
            "We have paid dividends of $21.7 million since we were listed. We bought back shares for $1.9 million, or about 3% of our issued and outstanding shares, and 2% of its outstanding notes.",
            "a whole that it names",
        ),
        ("Toll revenue beat the $9 million of last year by $2 million, or 22%.", "a step, not a whole"),
        (
            "The new campus has room for 900 students. We have 300 students in law, or 21% of the total.",
            "of all students",
        ),
        ("Revenue was $214 million. Working capital was $41 million, 4.8% of annualized revenue.", "of four quarters"),
        (
            "We spent $44 million, compared with depreciation of $40 million, so 110% of it.",
            "of what it is compared with",
        ),
        (
            "Revenue was $96 million and gross profit $39 million, so gross margin was 41%, and 43% before amortization.",
            "without amortization",
        ),
        (
            "At normal rates, EBITDA would have been $206 million. In Norway, revenue was $331 million, 54% of the group's total.",
            "a total of another metric",
        ),
        ("We have 250 clinics, and 50 of our doctors, or 60%, are in towns.", "of the doctors"),
        ("SG&A was $27.0 million. It is 38% in the north, of our $150.0 million in sales.", "of the north"),
        (
            "SG&A was $27.0 million and rent was $9.0 million. That is 38% of our $150.0 million in sales.",
            "which one is open",
        ),
        ("Adjusted EBITDA was $30 million, a 40% margin, on orders of $150 million.", "not of revenue"),
        ("Ferry occupancy was 98.2% at the end of the quarter.", "nearly full"),
        ("Ferry occupancy was 104% at the end of the quarter.", "overbooked"),
        ("We are back to 164% of the customers of last year.", "of another time"),
        ("We returned 118% of free cash flow.", "more than came in"),
        ("We have 45% of our volume of this year sold at $82, 20% of that of the year after at $79.", "prices"),
        (
            "Net income was $37.8 million in the third quarter. Free cash flow was $52.0 million, or 118% of core net income.",
            "of another net income",
        ),
        ("We have $50.0 million in cash, with 20%, or $14.0 million, of our revenue from abroad.", "of something else"),
        ("Of our 60 halls, 12 are new, a 5% share of the market.", "of something else"),
        (
            "We generated EBITDA of $24.0 million on revenue of $120.0 million, or a 40% incremental margin.",
            "of what was added",
        ),
        ("We have $50.0 million in cash, with growth of 48%, or $14.0 million.", "a growth"),
        ("Of the 60 contracts, 54 were renewed at prices 60% of last year's.", "another share"),
        ("Of the 60 contracts, 54 were renewed with a 60% margin.", "a margin"),
        ("Revenue was $200 million and operating income was $50 million, a 25% margin.", "it holds"),
        ("Revenue was $200 million and operating income was $50 million, and a 52% margin is our aim.", "an aim"),
        ("Operating income was $2.4 million on revenue of $12.0 million, for an operating margin of 20%.", "it holds"),
        ("We have $30.0 million of debt, two thirds of which, or $20.0 million, is due next year.", "it holds"),
        ("We have $30.0 million of debt, half of which, or $14.0 million, is due next year.", "near to a half"),
        ("We won 12 of 60 bids, 40% of them in towns.", "a share of the bids that were won"),
        ("In 12 of 60 stores, a 40% rise in traffic was seen.", "a growth"),
        ("Revenue was $50.0 million, with services at $14.0 million or 48% of that segment's total.", "another whole"),
        ("Revenue was $50.0 million, of which $14.0 million came from services, and margin was 48%.", "a margin"),
        ("Operating income was $2.4 million on revenue of $12.0 million, for a gross margin of 30%.", "another margin"),
        ("Operating income was $2.4 million on revenue of $12.0 million, or 30% of bookings.", "another base"),
        (
            "Operating income was $2.4 million on bookings of $12.0 million, for an operating margin of 30%.",
            "another base",
        ),
        ("Total revenue was $130.0 million. Service revenue was $35.0 million, or 27% of total revenue.", "it holds"),
        ("Service revenue was $35.0 million, or 37% of total revenue.", "the whole is not said"),
        (
            "International revenue was $35.0 million. Asia accounted for $20.0 million or 57% of this amount.",
            "it holds",
        ),
        (
            "Total revenue last year was $130.0 million. Service revenue this quarter was $35.0 million, or 37% of total \
             revenue.",
            "the whole is of another period",
        ),
        (
            "Total revenue was $50.0 million. Services revenue of $14.0 million, up 9% year over year, represented 28% of total revenue.",
            "it holds",
        ),
        (
            "Total revenue was $50.0 million. Services revenue was $14.0 million, up 9%, and hardware was 48% of total revenue.",
            "of hardware",
        ),
        (
            "Revenue of $12.0 million was up 20%, and operating income of $3.0 million rose 9%. Third quarter operating margin was 25%.",
            "it holds",
        ),
        (
            "Revenue of $12.0 million was up 20%, and operating income of $3.0 million rose 9%. In the second quarter, operating margin was 45%.",
            "of another quarter",
        ),
        (
            "Revenue of $12.0 million was up 20%, and operating income of $3.0 million rose 9%. Excluding the settlement, operating margin was 45%.",
            "excludes something",
        ),
        (
            "Sales in the north were $6.0 million, or 50% of revenue, the south was $4.0 million, or 33%, and the west was $2.0 million, or 17%.",
            "each of revenue",
        ),
        ("Services brought $14.0 million this quarter, 28% of the total $50.0 million.", "it holds"),
        ("We have 250 clinics, and 50 of them, or 30% by revenue, are in towns.", "of revenue"),
        ("Exports were 40% of orders, or $48 million of the $150 million in revenue.", "of two wholes"),
        (
            "We paid dividends of $0.30 per share on AFFO of $0.55 per share, and the payout ratio for the year is 60%.",
            "of the year",
        ),
        ("Revenue was $150 million with EBITDA of $30 million, for a 22% margin excluding the charge.", "without it"),
    ],
};
