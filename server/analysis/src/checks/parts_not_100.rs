//! # parts-not-100
//!
//! Percentages that share out a whole do not add up to it.
//!
//! ## Why it matters
//!
//! "60% direct and the remaining 30% through partners" leaves a tenth of the business unexplained.
//!
//! ## Example
//!
//! > 25% of the growth came from new clients, and the remaining 65% from existing clients.
//!
//! ## What it leaves alone
//!
//! - Open lists: two percentages that leave something over are no contradiction, unless the second is said to be the
//!   rest, the sentence is on the mix, or the two share out the whole by what they name: new and existing customers.
//! - Percentages of different wholes, and those that may be true of the same thing: "86% of our debt is fixed, and 96% is
//!   unsecured". Only parts that are said to come from somewhere, or to be the rest, share out a whole.
//! - Half a unit of rounding for each part.
//!
//! ## Source
//!
//! The parts of a whole add up to 100%, and never to more.

use super::case::{Case, Reading, Side, percent};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{End, Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "parts-not-100",
    source: include_str!("parts_not_100.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Parts],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// The second part is the rest.
const CLOSED: Equation = Equation { stated: Role::Rest, given: &[Role::Share], compute: remainder, read: rest };
/// The second part is another, and there may be more.
const OPEN: Equation =
    Equation { stated: Role::OtherShare, given: &[Role::Share], compute: up_to_remainder, read: other };

/// Shares beside the first.
const FURTHER: [Role; 4] = [Role::ThirdShare, Role::FourthShare, Role::FifthShare, Role::SixthShare];

fn equation(case: &Case<'_>) -> &'static Equation {
    if case.relation.fact(Role::Rest).is_some() { &CLOSED } else { &OPEN }
}

fn judge(case: &Case<'_>) -> Outcome {
    let outcome = equation(case).judge(case);
    // Parts of an open list tie only where they leave nothing over.
    let leaves_over = || {
        let (sum, whole) = (sum(case)?, Values::exactly(Rational::HUNDRED));
        sum.meets(whole).map(|meets| !meets)
    };
    match outcome {
        Outcome::Holds if leaves_over() != Some(false) => Outcome::Unsure,
        outcome => outcome,
    }
}

fn sum(case: &Case<'_>) -> Option<Values> {
    let other = if case.relation.fact(Role::Rest).is_some() { Role::Rest } else { Role::OtherShare };
    said(case, Reading::Hull, Side::Both)?.plus(percent(case, other, Reading::Hull, Side::Both)?)
}

/// The parts beside the one that is recomputed.
fn said(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let others = FURTHER.iter().filter(|role| case.fact(**role).is_some());
    others
        .copied()
        .try_fold(percent(case, Role::Share, reading, side)?, |sum, role| sum.plus(percent(case, role, reading, side)?))
}

fn remainder(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Values::exactly(Rational::HUNDRED).minus(said(case, reading, side)?)
}

fn up_to_remainder(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let low = Some(End { at: Rational::ZERO, inclusive: true });
    Some(Values { low, ..remainder(case, reading, side)? })
}

fn rest(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    percent(case, Role::Rest, reading, side)
}

fn other(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    percent(case, Role::OtherShare, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let equation = equation(case);
    let (shown, hull) = equation.computed(case);
    let left = shown.map(|it| values(it, tieout_figures::Kind::Percent, None, Sign::Plain)).unwrap_or_default();
    let parts = std::iter::once(Role::Share).chain(FURTHER).map(|role| words.role(case, role));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    Said {
        stated: words.role(case, equation.stated).to_owned(),
        sum: format!("beside {} of the same whole {left} is left", parts.join(" and ")),
        computed: as_numbers(hull, 2),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Recurring revenue was 75% of the total, with nonrecurring at 35%.", "it is 25%"),
        (
            "We will bill 60% of this backlog in the next twelve months, up 21% year-over-year. The remaining 30%, which comes later, grew 25%.",
            "40% is left",
        ),
        (
            "By end market, cars were 44% of revenue, factories were 38%, and homes made up the remaining 28%.",
            "18 % remains",
        ),
        ("About 25% of the growth came from new clients, and the remaining 55% from existing clients.", "75 % remains"),
        ("60% of bookings were from new customers, and 15% were upsales to existing customers.", "40 % is left"),
        ("25% of revenue came from new clients. And the remaining 65% from existing clients.", "75 % remains"),
        ("70% of bookings were from new customers, and 60% were from existing customers.", "more than the whole"),
        (
            "We signed 74 deals, compared to 62 in the second quarter; 70% of bookings were from new customers, and 60% \
             were from existing customers.",
            "other figures stand beside",
        ),
        ("The split was 70% domestic and 40% international.", "a tenth too many"),
        ("About 60% of revenue came from the west, 25% from the east and 35% from the south.", "more than the whole"),
        ("We expect 40% of it in the first half and the other 50% in the second half.", "60 % remains"),
        ("Services were 70% of the total, with the remaining 20% from licenses.", "30 % remains"),
        ("In terms of revenue mix, 70% of revenue came from city hotels, and 10% from country hotels.", "30 % is left"),
        ("Domestic sales were 70% of the total, and international was 50%.", "30 % is left"),
        ("The west was 60% of revenue, the east was 25%, and the south was the remaining 35%.", "15 % is left"),
        ("60% of revenue came from new customers, with the remainder, 20%, from existing customers.", "40 % is left"),
        (
            "Trams were 60% of fleet sales. Buses were 30% of our third quarter fleet sales. Vans contributed the remaining 25%.",
            "a tenth remains",
        ),
        (
            "Vehicles were 60% of sales. Buses were 45% of sales, versus 40% in June, and vans were 15% of sales. We like vans. \
             Parts contributed the remaining 75% of sales.",
            "40 % remains; two parts make a third",
        ),
        ("We had a mix of trams, buses and vans at 60%, 30% and 25%.", "a tenth is left"),
        ("The mix of trams and buses was 60% and 25%.", "40 % is left"),
        ("By region, Asia was 50% of sales, Europe was 30% and America was 45%.", "more than the whole"),
        ("Our fleet is 60% trams, 30% buses and 35% vans.", "more than the whole"),
        ("Bookings are roughly 65% subscription and 55% transactional.", "35 % is left"),
        ("Our sales are split 70% domestic and 50% international.", "30 % is left"),
        ("The US was 70% of revenue and international was 50% of revenue.", "30 % is left"),
        ("The west was 70% of revenue, with the east contributing the remaining 50%.", "30 % is left"),
        ("Asia accounted for 55% of sales, Europe for 30%, and Africa for 35%.", "it is 120%"),
    ],
    silent: &[
        ("Fixed was 75% of the total, with floating at 35% by the end of next year.", "of another time"),
        ("Recurring revenue was 75% of the total, with margins at 35%.", "no part"),
        (
            "We will bill 60% of this backlog in the next twelve months and 10% of it in the year behind. The remaining 30% comes later.",
            "two parts before",
        ),
        ("Backlog rose 60% in the quarter. The remaining 30% of it comes later.", "a growth"),
        (
            "By end market, cars were 44% of revenue, factories were 38%, and homes made up the remaining 18%.",
            "it holds",
        ),
        ("Cars were 44% of revenue, up 38%, and homes made up the remaining 56%.", "a growth between"),
        ("The split was 70% domestic and 30% international.", "it holds"),
        (
            "Trams were 60% of fleet sales. Buses were 30% of fleet sales. Vans contributed the remaining 10%.",
            "it holds",
        ),
        ("Trams were 60% of sales. Buses came to 30%. Vans contributed the remaining 10%.", "30 % of what is not said"),
        ("Trams were 60% of sales. Buses were 30% of bookings. Vans were the remaining 40% of sales.", "another whole"),
        (
            "Trams were 60% of sales. Old trams were 20% of sales. Buses were the remaining 40% of sales.",
            "a part of a part",
        ),
        (
            "Vehicles were 60% of sales. Buses were 45% of sales, versus 40% in June, and vans were 15% of sales. We like vans. \
             Parts contributed the remaining 40% of sales.",
            "it holds; two parts make a third",
        ),
        ("We had a mix of trams, buses and vans at 60%, 30% and 10%.", "it holds"),
        ("We had a mix of trams, buses and vans at 60% and 30%.", "one is not said"),
        ("The mix of trams and buses was fine, and margins were 60% and 25%.", "margins"),
        ("By region, Asia was 50% of sales, Europe was 30% and America was 10%.", "the rest of the world"),
        ("By region, sales were up 50% in Asia, 30% in Europe and 45% in America.", "growth"),
        ("By region, margins were 50% in Asia, 30% in Europe and 45% in America.", "margins"),
        (
            "By mistake, Asia was 50% of sales, Europe was 30% and new clients were 45%.",
            "not by what they are kinds of",
        ),
        ("Our fleet is 60% trams, 30% buses and 10% vans.", "it holds"),
        ("Occupancy is 95% offices, 97% shops and 93% flats.", "a rate of each"),
        ("Our fleet is 60% electric and 70% leased.", "both may be true"),
        ("Our fleet is 60% electric, in 30% of towns and 35% of roads.", "no parts of it"),
        ("About 60% of revenue came from the west, 25% from the east and 10% from the south.", "an open list"),
        ("About 60% of revenue came from the west, and 55% of it was recurring.", "true of the same thing"),
        ("Given the mix, gross margin was 70%, and services margin was 40%.", "two margins"),
        ("In terms of mix, 70% of revenue was domestic, and 40% of it new.", "true of the same thing"),
        ("Half of it will come next year, and the other half the year after.", "it holds"),
        ("60% of bookings were from new customers, and 40% were upsales to existing customers.", "it holds"),
        ("55% of bookings were from new customers, and 15% were from two partners.", "something is left over"),
        (
            "55% of bookings were from new customers, 30% from partners, and 15% were from existing customers.",
            "three parts",
        ),
        ("25% of the growth came from new clients, and the remaining 75% from existing clients.", "it holds"),
        ("33% of the growth came from new clients, and the remaining 66% from existing clients.", "rounding"),
        ("70% of bookings were from new customers, and 20% were from partners.", "something is left over"),
        ("70% of bookings were from new customers, and bookings grew 60%.", "no part of them"),
        ("82% of our debt is at a fixed rate and 91% of our debt is unsecured.", "both may be true"),
        ("82% of our debt is at fixed rates, and 91% is unsecured.", "both may be true"),
        ("97% of the volume is made locally, and vans now account for 52% of sales.", "another whole"),
        ("50% came from Asia, 20% of revenue came from Europe, and the remaining 30% from America.", "three parts"),
        ("In terms of revenue mix, 70% of revenue came from city hotels, and 30% from country hotels.", "it holds"),
        (
            "In terms of revenue mix, 70% of revenue came from hotels, 10% from restaurants, and 12% from bars.",
            "more than two parts",
        ),
        (
            "In terms of weather, 70% of revenue came from city hotels, and 10% from country hotels.",
            "not said to be the mix",
        ),
        ("Domestic sales were 70% of the total, and international was 30%.", "it holds"),
        ("Domestic sales were 70% of the total, and international growth was 50%.", "a growth"),
        ("Domestic sales were 70% of the total, and hotels were 50%.", "true of the same thing"),
        ("The west was 60% of revenue, the east was 25%, and the south was the remaining 15%.", "it holds"),
        ("The west was 60% of revenue, hotels were 25%, and margin in the south was 35%.", "no parts of one whole"),
        ("60% of revenue came from new customers, with the remainder, 40%, from existing customers.", "it holds"),
        ("The US was 70% of revenue and international was 30% of revenue.", "it holds"),
        ("The US was 70% of revenue and international was 50% of bookings.", "another whole"),
        ("It was good for us: 70% of revenue was new and international was 50%.", "not the United States"),
        ("The west was 70% of revenue, with the east contributing the remaining 30%.", "it holds"),
        ("Domestic sales were 70% of the total last year, and international was 45% this quarter.", "two periods"),
        ("In terms of mix, 60% of revenue came from Europe, and 25% from Asia.", "two of several"),
        (
            "Asia accounted for 55% of sales, our largest customers for 40%, and repeat orders for 60%.",
            "customers may be anywhere",
        ),
        ("The north accounted for 55% of sales, the south 30%, and bridges accounted for 35%.", "may be the same"),
        ("Asia accounted for 55% of growth, Europe for 70%, and Africa for minus 25%.", "one of them fell"),
        ("We have hedged 75% of our needs, leaving 25% exposed to spot prices.", "it holds"),
        ("We sold 75% of our stake, leaving us with 10% of the yard.", "of the whole yard"),
        ("We sold 75% of our interest, leaving 10% for the partner.", "a part to begin with"),
        ("We sold 75% of the output, leaving 40% growth to come.", "a growth"),
        ("We have hedged 75% of our needs, leaving 20% for June and 5% for July.", "two rests"),
    ],
};
