//! # sum-mismatch
//!
//! Parts that are said to make up a whole do not add up to it.
//!
//! ## Why it matters
//!
//! A part that is missing, or said with a wrong digit, goes into a model as it is.
//!
//! ## Example
//!
//! > Revenue was $12.0 million, consisting of $8.0 million in products and $3.0 million in services.
//!
//! The parts add up to $11.0 million.
//!
//! ## What it leaves alone
//!
//! - Open lists that leave something over: "including", "with", "of which", unless their parts leave nothing over by what they name ("recurring"
//!   and "nonrecurring", "the remaining $4 million") or the metrics are such a sum by what they mean.
//! - A part of an amount that is a profit or a change: other parts may lessen it.
//! - Product and service revenue beside a larger total, which may hold something else; they cannot be more than it.
//! - A tenth between operating cash flow and free cash flow with capital expenditures: leases and proceeds are counted
//!   either way.
//! - A tenth between comparable sales and traffic with ticket, or organic growth and volume with price: both together are a
//!   little more than their sum. Growth with a third driver, or of reported sales, which currencies move too.
//! - Stores that opened beside how many there are: some may have closed. What says to be net is all that came and went.
//! - Lists of more than three parts. The quarters of a year may be four, where each is said of the company, of one metric
//!   and counted in one way; balances and averages do not add up.
//! - Whatever the rounding of each part explains.
//!
//! ## Source
//!
//! whole = part + part, judged by intervals as XBRL Calculations 1.1 judges sums.

use tieout_figures::Amount;

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Pairing, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "sum-mismatch",
    source: include_str!("sum_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Sum, Kind::SumAbout, Kind::SumAtMost],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// The parts.
const PARTS: [Role; 4] = [Role::Part, Role::SecondPart, Role::ThirdPart, Role::FourthPart];

const EQUATION: Equation = Equation { stated: Role::Whole, given: &PARTS, compute, read };

/// A tenth of the whole may be counted in or out.
const ABOUT: Equation = Equation { read: read_about, ..EQUATION };
/// By their distances to zero.
const SIZES: Equation = Equation { compute: sum_of_sizes, read: read_size, ..EQUATION };

/// The whole may hold more than its parts.
const AT_MOST: Equation = Equation { compute: at_least, ..EQUATION };

fn judge(case: &Case<'_>) -> Outcome {
    match case.relation.kind {
        Kind::SumAbout => ABOUT.judge(case),
        Kind::SumAtMost => match (AT_MOST.judge(case), EQUATION.judge(case)) {
            // Parts of an open list tie only where they leave nothing over.
            (Outcome::Holds, Outcome::Fails(_)) => Outcome::Unsure,
            (outcome, _) => outcome,
        },
        _ => match (EQUATION.judge(case), SIZES.judge(case)) {
            // "The $20 million decline consisted of $12 million of volume and $8 million of price": one word of decline for
            // all. Where the signs differ and the sizes do not tie either, a part may go against the others.
            (Outcome::Fails(_), Outcome::Holds) => Outcome::Holds,
            (Outcome::Fails(_), _) if is_clause(case) && differ_in_sign(case) => Outcome::Unsure,
            (outcome, _) => outcome,
        },
    }
}

/// Whether the words of one clause add up.
fn is_clause(case: &Case<'_>) -> bool {
    case.relation.pairing == Pairing::Clause
}

/// Whether some of a sum is negative, and some is not.
fn differ_in_sign(case: &Case<'_>) -> bool {
    let is_negative = |role: &Role| match case.amount(*role)? {
        Amount::Single(it) => Some(it.value.is_sign_negative()),
        _ => None,
    };
    let mut signs = PARTS.iter().chain(&[Role::Whole]).filter_map(is_negative);
    let first = signs.next();
    signs.any(|it| Some(it) != first)
}

fn sum_of_sizes(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let first = case.values(Role::Part, reading, side)?.magnitude();
    let further = PARTS[1..].iter().filter(|role| case.fact(**role).is_some());
    further.into_iter().try_fold(first, |sum, role| sum.plus(case.values(*role, reading, side)?.magnitude()))
}

fn read_size(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Some(read(case, reading, side)?.magnitude())
}

fn read_about(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let whole = read(case, reading, side)?;
    whole.scaled(Rational::new(9, 10))?.around(whole.scaled(Rational::new(11, 10))?)
}

fn at_least(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Some(Values { high: None, ..compute(case, reading, side)? })
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let first = case.values(Role::Part, reading, side)?;
    let further = PARTS[1..].iter().filter(|role| case.fact(**role).is_some());
    further.into_iter().try_fold(first, |sum, role| sum.plus(case.values(*role, reading, side)?))
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Whole, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let figure = case.figure(Role::Whole);
    let sum = shown.zip(figure).map(|(it, figure)| values(it, figure.kind, figure.unit.as_ref(), Sign::Plain));
    let parts = PARTS.map(|role| words.role(case, role));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Said {
        stated: words.role(case, Role::Whole).to_owned(),
        sum: match parts[..] {
            [part] => format!("{part} of it is more"),
            _ => format!("{} is {}", parts.join(" and "), sum.unwrap_or_default()),
        },
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We spent $60 million in May and $70 million in June, so $180 million in all.", "it is $130 million"),
        ("We have used $320 million of the $500 million authorization, so $380 million is left.", "it is $180 million"),
        (
            "We have $500 million authorized and have used $320 million, so there is $380 million remaining.",
            "it is $180 million",
        ),
        ("We have 15 planned halls, with 9 already open and 13 to go.", "they are 22"),
        (
            "The 150 basis point increase in gross margin was made up of 120 basis points of mix and 50 basis points of wages.",
            "it is 30",
        ),
        (
            "Capex was $15 million in Q1, $16 million in Q2 and $17 million in Q3, for a total of $58 million year-to-date.",
            "it is $48 million",
        ),
        (
            "The partner pays $4.5 million in total, with $2.0 million received in May and $3.5 million due in June.",
            "it is $2.5 million",
        ),
        ("Organic growth was 5% and acquisitions added 3%, for total growth of 18%.", "it is 8%"),
        (
            "Liquidity of $200.7 million includes $50.7 million in cash and $130.0 million undrawn on the facility.",
            "it is $150 million",
        ),
        (
            "Tolls lost 50 basis points from the move and 25 basis points from the storm, for a total of 95 basis points.",
            "it is 75",
        ),
        (
            "After items of $32.6 million, made up of a $19.8 million write-off and $15.8 million of incident costs, the net loss for the year was $43.0 million.",
            "it is $12.8 million",
        ),
        ("We have used $320 million of our $500 million authorization, leaving $380 million.", "it is $180 million"),
        (
            "We have used $320 million of our $500 million authorization. That leaves $380 million.",
            "it is $180 million",
        ),
        (
            "Of the $500 million authorization, we have used $320 million, leaving $380 million available.",
            "it is $180 million",
        ),
        (
            "Our authorization is $500 million and we have used $320 million, which leaves $380 million remaining.",
            "it is $180 million",
        ),
        ("Net debt was $700 million, being debt of $1,200 million less cash of $300 million.", "it is $900 million"),
        (
            "The pier costs $41.2 million, of which $26.5 million has been spent, leaving $17.4 million.",
            "it is $14.7 million",
        ),
        (
            "Of the $12.0 million, $8.0 million was in the north. The other $9.0 million was in the south.",
            "it is $4.0 million",
        ),
        (
            "We invested $12.0 million in the quarter. Of this, $8.0 million went to land and the remaining $9.0 million to machines.",
            "it is $4.0 million",
        ),
        (
            "We repurchased $8.0 million of stock and paid $4.0 million in dividends, returning $16.0 million to shareholders.",
            "it is $12.0 million",
        ),
        (
            "We returned $12.0 million to shareholders, $8.0 million through repurchases and $7.0 million in dividends.",
            "they are $15.0 million",
        ),
        ("We have 104 halls, 62 of which are owned and 92 of which are leased.", "they are 154"),
        (
            "Comparable sales rose 4.5%, comprised of a 2.5% increase in traffic and a 6.0% increase in ticket.",
            "they are 8.5%",
        ),
        (
            "We had operating cash flow of $12.0 million less capital expenditures of $8.0 million, for free cash flow of $7.0 million.",
            "it is $4.0 million",
        ),
        (
            "Cash paid for property and equipment was $8.8 billion. Cash flow from operations was $18.7 billion and free \
             cash flow was $13.9 billion.",
            "it is $4.8 billion",
        ),
        (
            "Credit costs were $1.2 billion, reflecting net charge-offs of $2.0 billion and a net reserve release of $100 million.",
            "it is $1.9 billion",
        ),
        (
            "Credit costs were a net benefit of $45 million, including a net reserve release of $220 million and net charge-offs of $75 million.",
            "it is $30 million",
        ),
        (
            "We spent $8.0 million of the $12.0 million on land. The remaining $6.0 million went into machines.",
            "it is $4.0 million",
        ),
        (
            "Gross profit was $12.0 million less operating expenses of $8.0 million, giving us operating income of $6.0 million.",
            "it is $4.0 million",
        ),
        (
            "Revenue of $12.0 million was split between $8.0 million of products and $6.0 million of services.",
            "they are $14.0 million",
        ),
        (
            "We spent $12.0 million: $8.0 million on land, $3.0 million on machines and $4.0 million on fees.",
            "they are $15.0 million",
        ),
        ("So that is $8.0 million plus $4.0 million, or $14.0 million in total.", "it is $12.0 million"),
        ("We have completed 5 of the 14 projects, with 12 remaining.", "they are 17"),
        (
            "We had bookings of $242 million, including $170 million in the north and $372 million in the south.",
            "more than all",
        ),
        ("Bookings were $24 million, including $53 million from one client.", "more than all"),
        (
            "We ended with $133 million in cash and total debt of $98 million. As a result, net cash was $77 million.",
            "$35 million",
        ),
        (
            "For the first nine months, bookings were $290 million, of which $390 million was in the third quarter.",
            "more than all",
        ),
        (
            "Tram revenue was $31 million and bus revenue was $19 million. That gives total fleet revenue of $70 million.",
            "$50 million",
        ),
        (
            "We had $18 million of cash and $42 million undrawn on our line, giving us liquidity of $90 million.",
            "$60 million",
        ),
        (
            "Revenue of $21 million comprised $5 million from trams, $4 million from buses, $2 million from vans and $1 million \
             from carts.",
            "four parts make $12 million",
        ),
        (
            "Revenue of $19 million comprised $5 million in products, $4 million in services, $2 million in fees and $1 \
             million in rents.",
            "four parts make $12 million",
        ),
        ("You take the $8 million from prices plus the $4 million from rents, you get to $15 million.", "$12 million"),
        ("Gross debt was $950 million and cash was $350 million, so net debt stood at $900 million.", "$600 million"),
        ("The combined ratio was 85.0%, with a loss ratio of 64.5% and an expense ratio of 30.5%.", "95 %"),
        (
            "Revenue was $12.0 million, consisting of $8.0 million in products and $3.0 million in services.",
            "it is $11.0 million",
        ),
        ("We spent $8.0 million on buildings and $4.0 million on equipment, for a total of $14.0 million.", "it is 12"),
        (
            "Debt of $90 million consisted of $50 million in notes, $20 million in loans and $10 million in leases.",
            "80",
        ),
        ("We had $8.0 million of cash and $4.0 million of credit, giving us $14.0 million of total liquidity.", "12"),
        (
            "Product revenue was $8.0 million and service revenue was $4.0 million, for total revenue of $14.0 million.",
            "12",
        ),
        (
            "Credit costs for the third quarter were $2.6 billion. They included net charge-offs of $1.2 billion. The net \
             reserve build was $1.1 billion.",
            "by what credit costs are",
        ),
        ("We have $8.0 million of term debt and $4.0 million of notes, so total debt is $14.0 million.", "12"),
        ("Sales rose 9.4% in all: 3.6% from volume and 2.1% from price.", "more than an average can be"),
        ("We opened 18 stores and bought 14, for a total of 22.", "fewer than were added"),
        ("Growth of 14% consisted of 5% organic, 2% from acquisitions and 1% from currency.", "8 %"),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You opened 45 shops in the quarter. How many of those were bakeries?\n\nAnn Lee - Chief Financial Officer: In terms of shops, 20 bakeries, 55 cafes.",
            "it is 75",
        ),
        (
            "We spent $8.0 million on land and $4.0 million on machines. Together, that was $15.0 million.",
            "it is $12.0 million",
        ),
        (
            "We raised $12.0 million through a loan of $8.0 million and a sale of land for $7.0 million.",
            "it is $15.0 million",
        ),
        ("We signed 45 contracts, 20 with new clients and 35 with existing clients.", "it is 55"),
        (
            "Revenue was $12.0 million, of which $8.0 million was recurring and $7.0 million was nonrecurring.",
            "it is $15.0 million",
        ),
        (
            "Of the $12.0 million, $8.0 million is due in June and the remaining $7.0 million in July.",
            "it is $15.0 million",
        ),
        ("Revenue growth was 8%, with 5% organic and 6% from acquisitions.", "it is 11 %"),
        (
            "Operating cash flow was $11.2 million in the third quarter and capital expenditures were $3.4 million. Free cash flow was $9.9 million.",
            "by what free cash flow is",
        ),
        (
            "We returned $8.7 million to shareholders, including $5.1 million in dividends and $6.6 million in share repurchases.",
            "by what is returned to them",
        ),
        (
            "Total revenue was $12.0 million. Product revenue was $8.0 million, and services revenue was $7.0 million.",
            "more than the total",
        ),
        (
            "Rent was $8.0 million and heat and light were $4.0 million, for a total of $15.0 million.",
            "it is $12.0 million",
        ),
        (
            "We returned $9.5 billion of capital, with $3.0 billion in dividends and the repurchase of $4.5 billion of stock.",
            "it is $7.5 billion",
        ),
        ("We finished 12 of 15 sites, and the other 9 will be done by June.", "they are 21"),
    ],
    silent: &[
        (
            "Of the $64 million of growth, $40 million was organic, $30 million was from acquisitions, and we lost $6 million on \
             currency.",
            "a part that takes away",
        ),
        ("We spent $60 million in May and $70 million in June, so $130 million in all.", "it holds"),
        (
            "We spent $60 million in May and $70 million in June, or $120 million in total net of grants.",
            "grants are taken off",
        ),
        (
            "We spent $60 million in May and $70 million in June, so $190 million in total for the year.",
            "with the other months",
        ),
        ("Cash was $60 million and debt was $70 million, or $20 million in towns.", "no total"),
        ("We have used $320 million of the $500 million authorization, so $180 million is left.", "it holds"),
        (
            "We have used $120 million of the $500 million authorization this quarter, so $180 million is left.",
            "more was used before",
        ),
        (
            "We have $500 million authorized and have used $120 million this quarter, so there is $180 million remaining.",
            "more was used before",
        ),
        (
            "We have used $320 million of the $500 million authorization, so $150 million is due in June.",
            "not what is left",
        ),
        ("We have 15 halls in the plan, with 9 in towns and 12 to go to the new layout.", "may be the same"),
        (
            "Capex was $15 million in Q2 and $16 million in Q3, for a total of $45 million year-to-date.",
            "the first quarter is left out",
        ),
        (
            "We bought back $15 million in July and $16 million in August, for a total of $58 million to date under the program.",
            "of a longer time",
        ),
        (
            "The partner pays $4.5 million in total, with $2.0 million received in May and $1.0 million due in June.",
            "more comes later",
        ),
        (
            "Liquidity of $200 million includes $50 million of cash and $100 million of availability on the revolver, plus $50 million of bonds.",
            "more is listed",
        ),
        (
            "Tolls lost 50 basis points from the move and 25 basis points from the storm, for a total of 95 basis points including the strike.",
            "with more in it",
        ),
        (
            "Liquidity of $200 million includes $50 million of restricted cash and $100 million of availability.",
            "other cash is there",
        ),
        (
            "Capex was $15 million in Q1 and $16 million in Q2, for a total of $45 million this year.",
            "of a longer time",
        ),
        (
            "The 200 basis point increase in gross margin was made up of 250 basis points of mix and 50 basis points of wages.",
            "wages may have taken some",
        ),
        (
            "Capex was $15 million on land, $16 million on docks and $17 million on boats, for a total of $58 million year-to-date.",
            "of a longer time",
        ),
        (
            "The partner pays $4.5 million, with $2.0 million received in May and $1.5 million due in June.",
            "more may come",
        ),
        (
            "Liquidity of $200.7 million includes $50.7 million in cash and $130.0 million of short-term bonds.",
            "bills may be there",
        ),
        (
            "Tolls lost 50 basis points from the move and 25 basis points from the storm, and the year had 95 basis points of it.",
            "no total",
        ),
        ("Toll growth was 8%, up from 6%, with 5% organic and 3% from acquisitions.", "the parts of what it is now"),
        (
            "We returned $12.0 million, up from $10.0 million, through dividends of $8.0 million and buybacks of $4.0 million.",
            "the parts of what it is now",
        ),
        (
            "Over the year, loans and deposits have grown $41 million and $52 million, respectively, which puts total assets over $2.0 billion.",
            "by how much, and where to",
        ),
        (
            "Loans grew $41 million and deposits grew $52 million, bringing total assets to over $2.0 billion.",
            "the same",
        ),
        (
            "Rent was $10 million and wages were $30 million, for a total of $120 million since January.",
            "of a longer time",
        ),
        (
            "The $20 million decline consisted of $12 million of volume and $8 million of price.",
            "one word of decline for all",
        ),
        (
            "The 230 basis point decrease consisted of 150 basis points of freight and 80 basis points of wages.",
            "the same",
        ),
        ("Our $64 million loss consisted of $50 million from the storm and $14 million from hail.", "a loss of all"),
        (
            "Our $60 million loss consisted of $50 million from the storm and $14 million from hail, net of cover.",
            "less",
        ),
        ("We opened 18 stores and closed 5, so with the 9 that we bought that is a net 22 stores.", "some were bought"),
        (
            "Volume was minus $35 million, price minus $26 million, commodity pass-through plus $11 million, and currency plus $18 million.",
            "nothing went through anything",
        ),
        ("Sales rose 3.4% in all: 3.6% in our own stores and 2.1% in those of others.", "an average"),
        ("We opened 18 stores and bought 14, for a total of 132.", "with those of before"),
        (
            "In fibre we passed 18,000 homes and connected 14,000, for a total of 1.31 million homes.",
            "with those of before",
        ),
        (
            "We have used $320 million of our $500 million authorization, leaving $380 million of cash in the bank.",
            "left of something else",
        ),
        (
            "We used $120 million of our $500 million authorization in the quarter, leaving $180 million.",
            "more was used before",
        ),
        (
            "We used $120 million of our $500 million authorization in the third quarter. That leaves $180 million.",
            "more was used before",
        ),
        (
            "We have drawn $320 million on our $500 million credit facility, leaving $150 million available.",
            "guarantees stand against it",
        ),
        (
            "We repaid $250 million of notes and $100 million of loans. That leaves us with $120 million.",
            "of what is unsaid",
        ),
        ("Cash was $700 million, with debt of $1,200 million less leases of $300 million.", "two things"),
        ("The pier costs $41.2 million, of which $26.5 million has been spent, leaving $14.7 million.", "it holds"),
        (
            "The pier costs $41.2 million, of which $26.5 million has been spent, leaving us with three ships worth $17.4 million.",
            "what is left is something else",
        ),
        (
            "We invested $8.0 million in the north plus $4.0 million in the south, or $9.0 million net of grants.",
            "something was taken off",
        ),
        ("Sales rose 32%, comprised of a 20% increase in volume and a 10% increase in price.", "compounded"),
        (
            "Here is the quarter at a glance, $12.0 million: revenue of $8.0 million and EBITDA of $2.0 million.",
            "no parts",
        ),
        (
            "We returned $12.0 million to shareholders this year, including $4.0 million in dividends and $3.0 million of buybacks in the third quarter.",
            "of a quarter",
        ),
        (
            "We have drawn $5.0 million of the $14.0 million facility, with $3.0 million remaining available under the covenants.",
            "not the rest",
        ),
        (
            "We spent $8.0 million of the $12.0 million on land. The remaining $3.0 million of debt was repaid.",
            "of something else",
        ),
        (
            "Of the $12.0 million, $8.0 million was in the north. Our other $9.0 million plant is in the south.",
            "another matter",
        ),
        (
            "We invested $12.0 million in the quarter. Of this, $8.0 million went to land and in May the bank lent us $9.0 million.",
            "not of this",
        ),
        (
            "We repurchased $8.0 million of stock and paid $4.0 million in dividends, generating $16.0 million of cash.",
            "what is left",
        ),
        (
            "We invested $8.0 million in land and paid $4.0 million in dividends, returning $9.0 million to shareholders.",
            "land is not returned",
        ),
        (
            "We spent $12.0 million, $4.0 million in dividends and $7.0 million on buybacks.",
            "other things may be bought",
        ),
        ("We have 104 halls, 62 of which are owned and 92 of which are heated.", "may be the same"),
        (
            "Capital expenditures, including leases, were $8.8 billion. Cash flow from operations was $18.7 billion and free \
             cash flow was $13.9 billion.",
            "more than what was paid",
        ),
        (
            "Credit costs were $1.9 billion, reflecting net charge-offs of $2.0 billion and a net reserve release of $100 million.",
            "it holds",
        ),
        (
            "Credit costs were $1.9 billion in cards, with net charge-offs of $1.1 billion and a net reserve release of $100 million in loans.",
            "of two segments",
        ),
        (
            "We had $12.0 million of debt and $8.0 million of cash. The remaining $6.0 million was drawn in May.",
            "of what is unsaid",
        ),
        (
            "We spent $8.0 million of the $12.0 million on land. The $6.0 million for machines comes on top.",
            "not the rest",
        ),
        ("We completed 5 of the 14 projects in the quarter, with 3 remaining.", "others were completed before"),
        ("We spent $12.0 million: $8.0 million on land was paid in May and $6.0 million in June.", "no list"),
        (
            "Gross profit was $8.0 million, less than the $12.0 million of last year, and income was $2.0 million.",
            "a comparison",
        ),
        (
            "We had sales of $8.0 million and income of $4.0 million, or $5.0 million as adjusted.",
            "said in another way",
        ),
        (
            "We had bookings of $242 million, including $170 million in the north and $22 million in the south.",
            "some are elsewhere",
        ),
        (
            "We had bookings of $242 million, including growth of $170 million in the north and $172 million in the south.",
            "other amounts",
        ),
        ("Bookings were $24 million, including EBITDA of $53 million.", "another metric"),
        ("Operating income was $24 million, including $53 million from one client.", "others may lose"),
        ("Bookings were up $24 million, including $53 million from one client.", "others may fall"),
        (
            "We ended with $133 million in cash and total debt of $98 million. As a result, net cash was $35 million.",
            "it holds",
        ),
        (
            "For the first nine months, bookings were $290 million, of which $90 million was in the third quarter.",
            "a part",
        ),
        ("Operating income was $2 million, of which $3 million was from trams.", "other parts may be losses"),
        ("The change in bookings was $290 million, of which $390 million was volume.", "other parts may be falls"),
        (
            "Tram revenue was $31 million and bus revenue was $19 million. That gives total fleet revenue of $50 million.",
            "it holds",
        ),
        (
            "Tram revenue was $31 million and bus revenue was $19 million. That helps total fleet revenue. We sold $90 million.",
            "not of these",
        ),
        (
            "We had $18 million of cash and $42 million undrawn on our line, giving us liquidity of $60 million.",
            "it holds",
        ),
        (
            "We had $18 million of cash and $42 million undrawn on our line, giving us a cushion against $90 million.",
            "no total",
        ),
        (
            "Revenue of $12 million comprised $5 million in products, $4 million in services, $2 million in fees and $1 \
             million in rents.",
            "it holds",
        ),
        ("Gross debt was $950 million and cash was $350 million, so net debt stood at $600 million.", "it holds"),
        ("Gross debt was $950 million and cash was $350 million, and we aim at net debt of $900 million.", "an aim"),
        ("The combined ratio was 95.0%, with a loss ratio of 64.5% and an expense ratio of 30.5%.", "it holds"),
        ("The combined ratio was 95.0%, and the loss ratio was 64.5% and the expense ratio fell by 3.5%.", "a change"),
        ("Gross margin of 45% consisted of 50% in products and 40% in services.", "an average"),
        (
            "Credit costs for the third quarter were $2.3 billion. They included net charge-offs of $1.2 billion. The net \
             reserve build was $1.1 billion.",
            "it holds",
        ),
        (
            "Credit costs for the third quarter were $1.1 billion. They included net charge-offs of $1.2 billion. The net \
             reserve release was $0.3 billion.",
            "a release",
        ),
        (
            "Credit costs for the third quarter were $2.6 billion. In cards, net charge-offs were $1.2 billion. The net \
             reserve build was $1.1 billion.",
            "of a part of the bank",
        ),
        ("We had $8.0 million of cash and $4.0 million of credit, and total debt was $14.0 million.", "another metric"),
        ("Product revenue was $8.0 million and costs were $4.0 million, for a margin of 50%.", "no total"),
        ("Revenue was $12.0 million, consisting of $8.0 million in products and $4.0 million in services.", "it holds"),
        ("Revenue was $12.1 million, consisting of $8.0 million in products and $4.0 million in services.", "rounding"),
        ("Revenue was $12.0 million, including $8.0 million in products and $3.0 million in services.", "an open list"),
        (
            "Debt of $90 million consisted of $50 million in notes, $20 million in loans, $10 million in leases and $10 \
             million in bills.",
            "four parts",
        ),
        (
            "We spent $2.0 million on land, $8.0 million on buildings and $4.0 million on equipment, for a total of $14.0 \
          million.",
            "three parts before the total",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You opened 45 shops in the quarter. How many of those were bakeries?\n\nAnn Lee - Chief Financial Officer: In terms of shops, 20 bakeries, 25 cafes.",
            "it holds",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You opened 45 shops in the quarter. How many of those were bakeries?\n\nAnn Lee - Chief Financial Officer: I think 20 were bakeries, and we will open 55 more.",
            "no list",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You opened 45 shops in the quarter. Where do you bake?\n\nAnn Lee - Chief Financial Officer: In 20 bakeries, 55 cafes.",
            "not asked for a part",
        ),
        ("We spent $8.0 million on land and $4.0 million on machines. Together, that was $12.0 million.", "it holds"),
        (
            "We spent $8.0 million on land and $4.0 million on machines. Together with our partners, we plan a mine of $900 million.",
            "something else",
        ),
        ("We spent $8.0 million on land, up from $4.0 million. Together, they cost $15.0 million.", "a prior level"),
        ("We raised $12.0 million through a loan of $8.0 million and a sale of land for $4.0 million.", "it holds"),
        ("We signed 45 contracts, 20 with new clients and 35 with banks.", "both may be true"),
        (
            "Revenue was $12.0 million, of which $8.0 million was recurring and $7.0 million was in Asia.",
            "both may be true",
        ),
        ("Of the $12.0 million, $8.0 million is due in June and the remaining $4.0 million in July.", "it holds"),
        ("Revenue growth was 8%, with 5% organic and 6% in Asia.", "no parts"),
        (
            "Operating cash flow was $11.2 million in the third quarter and capital expenditures were $3.4 million. Free cash flow was $8.2 million.",
            "leases may count",
        ),
        (
            "Operating cash flow was $11.2 million in the third quarter and capital expenditures were $3.4 million. Free cash flow was $29.9 million for the year.",
            "of another period",
        ),
        ("We returned $8.7 million to shareholders, including $5.1 million in dividends.", "one part"),
        (
            "Total revenue was $12.0 million. Product revenue was $8.0 million, and services revenue was $3.0 million.",
            "something else may be in it",
        ),
        ("We raised $12.0 million through a loan of $8.0 million and spent $7.0 million on ships.", "what was spent"),
        (
            "Adjusted free cash flow was $12.0 million in the third quarter. Capital expenditures were $5.0 million and operating cash flow was $10.0 million.",
            "counted in a way of its own",
        ),
        (
            "Debt is $12.0 million, of which $8.0 million is fixed and $7.0 million of variable debt is hedged.",
            "a whole of its own",
        ),
        (
            "We spent $8.0 million on land and $4.0 million on machines. Together with last year, that was $20.0 million.",
            "with something else",
        ),
        ("We hired 20 pilots and 25 cooks. Combined headcount is 60.", "of all"),
        ("Rent was $8.0 million and heat and light were $4.0 million, for a total of $12.0 million.", "it holds"),
        (
            "We returned $8.5 billion of capital with $2.0 billion in dividends and interest and $4.5 billion for the redemption of notes.",
            "other things may be in it",
        ),
        (
            "Of the $500 million program, we have deployed $320 million, leaving us with debt of $150 million.",
            "left of something else",
        ),
        (
            "We have repaid $200 million of our $500 million notes, which leaves $250 million after the exchange.",
            "some were exchanged",
        ),
        (
            "Debt was $800 million, consisting of $500 million in notes and $310 million in loans less $10 million of fees.",
            "it holds",
        ),
        (
            "We bought $20 million in the first quarter and $30 million in the second, bringing the total under the program to $150 million.",
            "with those of before",
        ),
        (
            "We bought $20 million in the second quarter and $30 million in the third, bringing the year-to-date total to $90 million.",
            "the first quarter is not said",
        ),
        (
            "We added 40 halls in the first quarter, 30 in the second and closed 20 in the third, bringing the year-to-date total to 50.",
            "what closed is taken off",
        ),
        (
            "Net debt was $600 million, being debt of $950 million less cash of $300 million less notes of $50 million.",
            "less two",
        ),
        ("We finished 12 of 15 sites, and the other 3 will be done by June.", "it holds"),
        ("We finished 12 of 15 sites, and the other 9 halls will be done by June.", "other things"),
    ],
};
