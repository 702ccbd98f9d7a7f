//! # direction-contradiction
//!
//! A value is said to be up or down from another, and it is not.
//!
//! ## Why it matters
//!
//! Either the word is wrong or one of the numbers is. Both end up in a note to clients.
//!
//! ## Example
//!
//! > Accounts payable days were 42 days, up from 52 in the second quarter.
//!
//! ## What it leaves alone
//!
//! - "Versus" without a word of change.
//! - Values below zero that are not named losses: "lower" may be said of either.
//! - "Improved", where less of the metric is better, or nothing is known of it.
//! - Values that are displayed alike, or of which one is displayed more finely and the other may be equal to it.
//!
//! ## Source
//!
//! "Up" means higher, "down" lower.

use std::cmp::Ordering;

use tieout_figures::Amount;

use super::case::{Case, Reading, Side};
use super::verdict::{Outcome, as_numbers};
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Pairing, Role, Values};
use crate::settings::{Profile, Severity};
use crate::tokens::Sense;

pub(super) const RULE: Rule = Rule {
    name: "direction-contradiction",
    source: include_str!("direction_contradiction.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Direction],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    verdict(case).unwrap_or(Outcome::Unsure)
}

fn verdict(case: &Case<'_>) -> Option<Outcome> {
    let hull = |role| case.values(role, Reading::Hull, Side::Both);
    let (level, prior) = (hull(Role::Level)?, hull(Role::Prior)?);
    let losses = level.is_negative() && prior.is_negative();
    // "The net loss narrowed": a loss that is named one gets smaller towards zero.
    let rises = rises(case)? != (losses && changes_as_loss(case)?);
    let (lower, higher) = if rises { (prior, level) } else { (level, prior) };
    if lower.meets(higher)? {
        return Some(match displayed_order(case, rises) {
            // Who says 1.2 and 1.3 of one table rounds both alike, and then the order of the two is that of the values.
            Some(Ordering::Greater) if !case.is_hedged() => Outcome::Fails(Severity::Information),
            Some(Ordering::Greater) if lower.is_bounded() && higher.is_bounded() => Outcome::Fails(Severity::Hint),
            Some(Ordering::Less) => Outcome::Holds,
            _ => Outcome::Unsure,
        });
    }
    let right_way = lower.around(higher)?.low == lower.low;
    if right_way {
        return Some(Outcome::Holds);
    }
    let severity = match case.relation.pairing {
        _ if case.is_hedged() => Severity::Hint,
        Pairing::Likely => Severity::Hint,
        Pairing::Clause => Severity::Warning,
        _ => Severity::Information,
    };
    Some(Outcome::Fails(severity))
}

/// Whether the words measure two losses by how large they are. Where they do not name them losses, "lower" may mean either,
/// and there is no telling.
fn changes_as_loss(case: &Case<'_>) -> Option<bool> {
    if matches!(case.relation.sense, Some(Sense::Better | Sense::Worse)) {
        return Some(false);
    }
    let metric = case.fact(Role::Level)?.metric.as_ref()?;
    metric.says(&["loss", "losses"]).then_some(true)
}

/// How the values as displayed, where they are equally fine, stand to the order that the words say: `Less` is the right
/// way.
fn displayed_order(case: &Case<'_>, rises: bool) -> Option<Ordering> {
    match (case.amount(Role::Level)?, case.amount(Role::Prior)?) {
        (Amount::Single(level), Amount::Single(prior)) if level.precision == prior.precision => {
            let (lower, higher) = if rises { (prior, level) } else { (level, prior) };
            Some(lower.value.cmp(&higher.value))
        }
        _ => None,
    }
}

/// Whether the words say that the level is the higher one.
fn rises(case: &Case<'_>) -> Option<bool> {
    match case.relation.sense? {
        Sense::Up => Some(true),
        Sense::Down => Some(false),
        Sense::Better => more_is_better(case),
        Sense::Worse => more_is_better(case).map(|better| !better),
        Sense::Flat | Sense::Free => None,
    }
}

fn more_is_better(case: &Case<'_>) -> Option<bool> {
    Some(!case.fact(Role::Level)?.entry()?.lower_is_better)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (level, prior) = (words.role(case, Role::Level), words.role(case, Role::Prior));
    let word = match rises(case) {
        Some(true) => "higher",
        _ => "lower",
    };
    let hull: Option<Values> = case.values(Role::Prior, Reading::Hull, Side::Both);
    let order = match word {
        "higher" => "not above",
        _ => "not below",
    };
    let holds = judge(case) == Outcome::Holds;
    Said {
        stated: format!("{level} is {word} than {prior}"),
        sum: if holds { format!("{level} is {word} than {prior}") } else { format!("{level} is {order} {prior}") },
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Toll and ferry sales were $100 million and $40 million, up from $80 million and $45 million, respectively.",
            "the second is down",
        ),
        ("Occupancy was 92.4%, versus 93.1% a year ago, an increase.", "it is less"),
        (
            "Toll revenue was $360.6 million, slightly down from $263.6 million, with $55 million from Norwell and $44.6 million from a project.",
            "it is up, whatever it is made of",
        ),
        ("The wells made 96,000 BOE per day, up from 100,600.", "it is down"),
        ("Turnover was 41%, down from 55% in the second quarter and 38% last year.", "38% is less"),
        ("Ferry sales were $58 million, up 3%, at a margin of 9.8%, up from 10.5%.", "9.8 % is less"),
        (
            "Our outlook for the year is strong, and costs are down from $120 million to $130 million.",
            "$130 million is more",
        ),
        ("We lowered our margin guidance from 12% to 14%.", "14 % is more"),
        ("Attrition in spring was 15%, which is down to about 16%.", "16 % is more"),
        ("Accounts payable days were 42 days, up from 52 days in the second quarter.", "it is down"),
        ("Revenue increased to $11.7 million from $13.5 million in the second quarter.", "it decreased"),
        ("Gross margin improved from 19% to 14%.", "it got worse"),
        ("Our revenue of $11.7 million was higher than our $13.5 million expectation.", "it is lower"),
        ("Our revenue of $11.7 million was above our $13.5 million expectation.", "it is lower"),
        ("Revenue was $1.2 million, up from $1.3 million.", "both are rounded alike"),
        ("The net loss narrowed to $12 million from $10 million.", "it is the larger loss"),
        ("The net loss increased to $10 million from $12 million.", "it is the smaller loss"),
        ("Revenue was about $1.2 million, up from $1.3 million.", "worth a hint"),
        ("Gross margin increased by 500 basis points from 19% to 14%.", "it decreased"),
        ("Revenue was $11.7 million. That was up from $13.5 million a year ago.", "it is down"),
        ("Revenue was 63 cents, much lower than last quarter's 41 cents.", "it is higher"),
        ("Our gross margin of 53.1% was higher than 54.2% a year ago.", "it is lower"),
        ("We reported an improved gross margin of 53.1% compared to 54.2% a year ago.", "it got worse"),
        ("Among our enterprise customers we closed 40 of some size, up from 45 enterprise deals.", "it is down"),
        ("Our leverage ratio improved to 2.9 times from 2.5 times.", "it got worse"),
        ("Revenue of $11.7 million exceeded our guidance of $13.5 million.", "it did not"),
        ("Cash flow reached a record, surpassing $13.5 million for the first time to $11.7 million.", "it is lower"),
        ("Our headcount was 1,028, up from 1,040 a year ago.", "it is down"),
        ("Net income was $10 million, or $0.35 per share, up from $12 million, or $0.40 per share.", "it is down"),
        (
            "Non-GAAP operating margin was 12% in the third quarter, excluding relocation charges. Including these charges, GAAP operating margin was 15%.",
            "charges make it lower",
        ),
        (
            "Operating margin was 12% in the third quarter. Excluding relocation costs, operating margin was 9%.",
            "it is higher without costs",
        ),
        (
            "Orders in kiosks are outpacing orders by post. Orders by post grew 14%, and those in kiosks grew 3%.",
            "they are not",
        ),
        (
            "Marketing expense was 1.4 in the third quarter, up from $1.8 million in the prior quarter.",
            "it is lower, whatever its scale",
        ),
        ("Revenue of $110.1 million was above our guidance of $125 million to $128 million.", "it is under all of it"),
    ],
    silent: &[
        ("Inventory was $12 million versus $19 million in the prior year, an improvement.", "less may be better"),
        (
            "Toll and ferry sales were $100 million and $40 million, up from $80 million and down from $45 million.",
            "each from its own",
        ),
        (
            "Toll and ferry sales were $100 million and $40 million, up from $80 million and $35 million, respectively.",
            "each from its own",
        ),
        (
            "Toll revenue was $120 million and EBITDA was $30 million, up from $100 million and $24 million, respectively.",
            "each from its own",
        ),
        ("Occupancy was 92.4%, versus 93.1% a year ago, an increase in rents having taken its toll.", "another thing"),
        ("Toll sales fell to $12 million from services of $5 million.", "a part of them"),
        ("A decrease from services of $3 million brought toll sales to $12 million.", "by how much, in a part of them"),
        ("We lower our guidance for gold from 90 to 100 thousand ounces to 80 to 85 thousand.", "a range"),
        ("The pit gave 12,000 ounces in the month, up from a quarterly rate of 30,000 ounces.", "of another time"),
        ("We moved up from 10 nanometers to 7 nanometers.", "names of things"),
        ("In the quarter, net debt rose to £359.5 million (March 2030: £392.6 million).", "since another time"),
        (
            "Net debt rose to £359.5 million (March 2030: £392.6 million) from £340.2 million in June.",
            "from another level",
        ),
        (
            "Net income rose to 74 million shekels ($20.6 million), just ahead of the 71 million that we had planned.",
            "the planned are shekels",
        ),
        (
            "Ferry earnings were $0.60 per share, up from $0.50 last year, and $1.10 for the first half.",
            "another level",
        ),
        ("Fuel cost $14 million in May, up from $9 million in April, and we see $15 million in June.", "another level"),
        ("Turnover among skippers was 41%, down from 55%, and 58% without trainees.", "counted in another way"),
        ("We sell in 40 countries, up from 31, and 54 of those who asked are on the list.", "of other things"),
        ("Sell-through was 71%, six points higher than last year and 1 higher than two years ago.", "no level"),
        ("Costs grew 5%, slower than sales at 8%, so they fell to 19.2% of sales from 19.7%.", "a base of its own"),
        (
            "Our outlook for the year is $100 million to $110 million, down from $120 million to $130 million.",
            "from one range to another",
        ),
        ("Ferry sales were $58 million, down 3%, at a margin of 9.8%, up from 9.5%.", "the sales were down"),
        ("We lowered our margin guidance from 12% to 14% to 11% to 12%.", "from one range to another"),
        ("Orders were above sales for six quarters, after being below for two quarters.", "how long it was so"),
        ("Attrition in spring was 16%, which is down to about 15%.", "it holds"),
        (
            "Our vacancy went from 8.2% down to 7.5%, so 70 basis points better than last quarter.",
            "better is lower here",
        ),
        ("Accounts payable days were 52 days, up from 42 days in the second quarter.", "it holds"),
        ("Operating expenses improved from $19 million to $14 million.", "lower is better"),
        ("Net loss decreased to $4.0 million from $5.0 million.", "a smaller loss"),
        ("EBITDA was negative $4.0 million, down from negative $5.0 million.", "it may be the loss that is down"),
        ("Revenue was $11.7 million versus $13.5 million in the second quarter.", "no word of change"),
        ("Revenue of $11.7 million was up from last year, and bookings were $13.5 million.", "another subject"),
        ("Gross margin was up slightly to 54% from 54%.", "equal within rounding"),
        ("Revenue was $1.2 million, up from $1.25 million.", "one is said more finely"),
        ("Revenue was more than $1.2 million, up from $1.3 million.", "the hedge allows it"),
        ("Gross margin increased by 500 basis points from 13% to 18%.", "it holds"),
        ("Our expense ratio improved by 500 basis points from 19% to 14%.", "lower is better"),
        ("Earnings per share were $0.20, exceeding our guidance by $1 million and $0.05.", "by how much"),
        ("Revenue was $1.20, $0.13 above our guidance of $1.40.", "by how much, not what it is"),
        (
            "Revenue for the third quarter was $11.7 million, surpassing $50.0 million for fiscal year 2031.",
            "a quarter and a year",
        ),
        ("Revenue was $11.7 million, above our outlook of $13.5 million in the second half.", "of another time"),
        ("Occupancy was 93%, less than the 91% a year ago if we exclude the piers.", "something is left out of one"),
        ("Revenue was $11.7 million and costs were $4.0 million. That was up from $13.5 million.", "two amounts"),
        (
            "Non-GAAP operating margin was 12% in the third quarter, excluding relocation charges. Including these charges, GAAP operating margin was 9%.",
            "it holds",
        ),
        (
            "Operating margin was 12% in the third quarter. Excluding relocation costs, operating margin was 15%.",
            "it holds",
        ),
        (
            "Operating margin was 12% in the third quarter. Excluding relocation costs and a gain on land, operating margin was 9%.",
            "a gain as well",
        ),
        (
            "Operating margin was 12% in the third quarter. Excluding relocation costs, operating margin was 9% in the second quarter.",
            "of another quarter",
        ),
        (
            "Operating margin was 12% in the third quarter. Excluding currency, operating margin was 9%.",
            "currency may do either",
        ),
        (
            "Orders in kiosks are outpacing orders by post. Orders by post grew 3%, and those in kiosks grew 14%.",
            "it holds",
        ),
        (
            "Orders in kiosks are outpacing orders by post. Orders by post grew 14%, and prices rose 3%.",
            "another subject",
        ),
        (
            "Orders in kiosks are not outpacing orders by post. Orders by post grew 14%, and those in kiosks grew 3%.",
            "denied",
        ),
        ("Marketing expense was 1.9 in the third quarter, up from $1.8 million in the prior quarter.", "it holds"),
        ("Revenue of $126.1 million was above our guidance of $125 million to $128 million.", "above its lower end"),
        (
            "Operating margin was 12% in the third quarter. Excluding the cost savings, operating margin was 10%.",
            "savings",
        ),
        ("Boats are outpacing trains. Boats grew 30%, and the margin of trains was 40%.", "a margin"),
    ],
};
