//! # points-mismatch
//!
//! Two percentages do not differ by the points said between them.
//!
//! ## Why it matters
//!
//! Margins move by fractions of a point. A wrong number of basis points is the slip that survives every reading.
//!
//! ## Example
//!
//! > Gross margin increased by 400 basis points from 31% to 38%.
//!
//! From 14% to 21% is 700 basis points.
//!
//! ## What it leaves alone
//!
//! - The direction: an expense ratio improves when it falls.
//! - "improved a full percent from 61% to 62%", where points are meant: a percentage beside percentages may be either.
//! - Margins that exclude something beside margins that do not.
//!
//! ## Source
//!
//! points = level − prior level; a basis point is a hundredth of a percentage point.

use super::case::{Case, Reading, Side, points};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said, growth_mismatch};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "points-mismatch",
    source: include_str!("points_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Points],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Points, given: &[Role::Level, Role::Prior], compute, read };
/// What a percentage beside percentages may mean as well.
const AS_GROWTH: Equation =
    Equation { stated: Role::Points, given: &[Role::Level, Role::Prior], compute: growth, read };

fn judge(case: &Case<'_>) -> Outcome {
    let outcome = EQUATION.judge(case);
    let may_be_growth = case.figure(Role::Points).is_some_and(|it| it.kind == tieout_figures::Kind::Percent);
    match outcome {
        Outcome::Fails(_) if may_be_growth && AS_GROWTH.judge(case) == Outcome::Holds => Outcome::Holds,
        outcome => outcome,
    }
}

fn distance(values: Values) -> Option<Values> {
    if values.is_negative() {
        return Some(values.negate());
    }
    if values.is_positive() {
        return Some(values);
    }
    // Around zero, the distance can be anything from nothing to the farther end.
    values.around(values.negate())
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    distance(case.values(Role::Level, reading, side)?.minus(case.values(Role::Prior, reading, side)?)?)
}

fn growth(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    distance(growth_mismatch::compute(case, reading, side)?)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Some(points(case, Role::Points, reading, side)?.magnitude())
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let basis = case.figure(Role::Points).is_some_and(|it| it.kind == tieout_figures::Kind::BasisPoints);
    let (kind, unit) = match basis {
        true => (tieout_figures::Kind::BasisPoints, Rational::HUNDRED),
        false => (tieout_figures::Kind::PercentagePoints, Rational::ONE),
    };
    let in_unit = |it: Option<Values>| it.and_then(|it| it.scaled(unit));
    let shown = in_unit(shown).map(|it| values(it, kind, None, Sign::Plain)).unwrap_or_default();
    let (level, prior) = (words.role(case, Role::Level), words.role(case, Role::Prior));
    Said {
        stated: words.role(case, Role::Points).to_owned(),
        sum: format!("from {prior} to {level} is {shown}"),
        computed: as_numbers(in_unit(hull), 2),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Occupancy rose to 92.5% from 91.0%, that's 330 basis points.", "it is 150"),
        (
            "We had a gross margin of 41.3%, which compares to 40.0% a year ago, so that's 430 basis points of improvement.",
            "it is 130",
        ),
        ("Gross margin was 41.3% compared with 40.1% a year ago. This is 320 basis points of expansion.", "it is 120"),
        ("Rent was 18.9% as a percentage of net sales, up 325 basis points from 17.6% a year ago.", "it is 130"),
        ("Our capital ratio was 14.8%, 180 basis points over our threshold of 14.0%.", "it is 80"),
        ("Gross margin was 42.0%. Last year it was 40.0%. So that's a 500 basis point improvement.", "it is 200"),
        ("Currencies took 6 points from our growth, with revenue up 14% and 17% in constant currency.", "it is 3"),
        ("Our capital ratio of 13.5% compares to a requirement of 12.3%, a buffer of 320 basis points.", "it is 90"),
        ("Yields were 5.5% and the cost of funds was 2.3%, for a spread of 420 basis points.", "it is 320"),
        ("Seat growth was 45% and revenue growth was 59%. So that is a spread of 34 points.", "it is 14"),
        (
            "In constant currency, revenue fell by 9%, 700 basis points less than the stated decline of 12%.",
            "it is 300",
        ),
        ("Our vacancy went from 8.2% down to 7.5%, so 170 basis points better than last quarter.", "70 basis points"),
        ("Gross margin increased by 400 basis points from 31% to 38%.", "it is 700"),
        ("Gross margin was 54.2%, up 310 basis points from 53.1% a year ago.", "it is 110"),
        ("In 2024, attrition was 2.5%. Today, attrition is 1.7%, or a 70% decrease.", "it is 32 %, or 0.8 points"),
        ("Operating margin improved 4 points to 19%, compared to 12% in the prior quarter.", "it is 7 points"),
        (
            "Our leverage ratio was 6.4%, some 490 basis points, or about $7 billion, above the required ratio of 5.5%.",
            "it is 120",
        ),
        (
            "FX added 6 points to the growth of operating expenses, which rose 22% and 21% in constant currency.",
            "it is 1 point",
        ),
    ],
    silent: &[
        ("Occupancy rose to 92.5% from 91.0%, that's 150 basis points.", "it holds"),
        ("Occupancy rose to 92.5% from 91.0%, that's 50 basis points better than planned.", "over another mark"),
        ("Occupancy rose to 92.5% from 91.0%, that's 90 basis points from the new halls.", "a part of it"),
        (
            "Gross margin was 41.3% versus 40.0% a year ago. That is 320 basis points of expansion since 2028.",
            "since another time",
        ),
        (
            "Gross margin was 41.3% versus 40.0% a year ago. That is 200 basis points of improvement on an underlying basis.",
            "counted another way",
        ),
        (
            "Our margin was down 50 basis points, with 120 basis points of inflation, from 40.1% to 39.6%.",
            "inflation was a part",
        ),
        (
            "Gross margin was 41.3% compared with 40.1% a year ago. We saw 320 basis points of expansion in Asia.",
            "in a part",
        ),
        (
            "Rent was 18.9% as a percentage of net sales, and fees were up 325 basis points from 17.6% of rents.",
            "another thing",
        ),
        (
            "The operating margin rose to 41.2% from 40.0%, an improvement of 120 basis points, or 90 basis points excluding last year's write-off.",
            "between others",
        ),
        (
            "Our capital ratio was 11.0%, 100 basis points below the 12.4% of last year, plus another 40 of growth.",
            "what one of several causes gave",
        ),
        (
            "Gross margin was 41.2% compared to 40.0%, reflecting 150 basis points from price and mix less 30 of wages.",
            "what one of several causes gave",
        ),
        ("Our tax rate was 19.5% versus 22.5% in the first half, so 21.5% year to date.", "another rate"),
        ("Our capital ratio was 14.8%, 80 basis points over our threshold of 14.0%.", "it holds"),
        ("Our capital ratio was 14.8%, and costs took 180 basis points over the 14.0% of growth.", "another thing"),
        ("Ferry sales were $58 million, up 3%, at a margin of 9.8%, down from 10.5%.", "another thing went up"),
        ("We are growing deposits 8.2% and loans 5% to 7%, a gap of 1.2 to 3.2 points.", "to either end of a range"),
        (
            "Margins were 2.8% and the yield was 5.5%, a spread of 150 basis points to the benchmark.",
            "to something else",
        ),
        (
            "Our ratio of 13.5% leaves us a cushion of 320 basis points over the minimum, against 12.3% for peers.",
            "over something else",
        ),
        ("Revenue rose 5%, or 9% in constant currency. Last year FX was a 1 point tailwind.", "of another year"),
        (
            "Gross margin was 42.0%. Last year it was 40.0%. That includes a 500 basis point improvement from mix.",
            "a part of it",
        ),
        ("Gross margin was 42.0%. Last year it was 40.0%. Our peers saw a 500 basis point improvement.", "of others"),
        (
            "Currencies took 6 points from our growth in the north, with revenue up 14% in Asia and 17% in constant currency.",
            "of two regions",
        ),
        (
            "Currencies took 6 points from our growth, with revenue up 14% and costs up 17% in constant currency.",
            "of two things",
        ),
        (
            "Yields were 5.5% and the cost of funds was 2.3%, and the spread to peers was 40 basis points.",
            "another spread",
        ),
        (
            "Yields were 5.5% and the cost of funds was 2.3%, with spreads in towns 420 basis points wider.",
            "another spread",
        ),
        (
            "Seat growth was 45%, revenue growth was 59% and profit growth 70%. So that is a spread of 34 points.",
            "between which two",
        ),
        (
            "Our capital ratio was 13.5%, and deposits compare to 12.3%, a buffer of 320 basis points.",
            "a subject of its own",
        ),
        ("Gross margin increased by 400 basis points from 31% to 35%.", "it holds"),
        ("Gross margin was 54.2%, up 110 basis points from 53.1% a year ago.", "it holds"),
        ("In 2024, attrition was 2.5%. Today, attrition is 1.7%, or a 32% decrease.", "it holds"),
        ("In 2024, attrition was 2.5% and growth 9.0%. Today, attrition is 1.7%, or a 70% decrease.", "two levels"),
        ("In 2024, attrition was 2.5%. Today, churn is 1.7%, or a 70% decrease.", "another metric"),
        ("Gross margins improved a full percent from 61% to 62%.", "points are meant"),
        ("The tax rate went from 20% to 30%, an increase of 50%.", "growth is meant"),
        ("Our expense ratio improved 110 basis points to 53.1% from 54.2%.", "lower is better"),
        (
            "Our CET1 ratio was 13.5%, 120 basis points, or over $13 billion, of which is above what peers hold with 9.3%.",
            "of peers",
        ),
    ],
};
