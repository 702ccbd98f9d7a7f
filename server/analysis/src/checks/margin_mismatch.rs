//! # margin-mismatch
//!
//! A margin is not the profit divided by the revenue that the call states.
//!
//! ## Why it matters
//!
//! A margin is what analysts model on, and the one number of three that nobody recomputes while listening.
//!
//! ## Example
//!
//! > Third quarter revenue was $200 million. Gross profit in the third quarter was $90 million. Third quarter gross
//! > margin was 54%.
//!
//! ## What it leaves alone
//!
//! - Margins without an acquisition or a segment beside the revenue of the company, also where only the sentence before
//!   says so.
//! - Profits and revenues of other periods, or said with several values.
//! - What rounding explains: "54%" of 53.6%.
//!
//! ## Source
//!
//! Margin = profit / revenue; gross margin = 1 − cost of revenue / revenue = (operating income + operating expenses) /
//! revenue; operating margin = gross margin − operating expenses / revenue; none of these is above 100%. For editors: too few were seen to measure it.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{End, Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "margin-mismatch",
    source: include_str!("margin_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Margin],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Margin, given: GIVEN, compute, read };
const GIVEN: &[Role] = &[Role::Profit, Role::Expenses, Role::Cost, Role::Revenue, Role::GrossMargin];

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    if case.fact(Role::Revenue).is_none() {
        let all = End { at: Rational::HUNDRED, inclusive: true };
        return Some(Values { low: None, high: Some(all) });
    }
    let revenue = case.values(Role::Revenue, reading, side)?;
    if !revenue.is_positive() {
        return None;
    }
    if case.fact(Role::GrossMargin).is_some() {
        let expenses = case.values(Role::Expenses, reading, side)?.over(revenue)?.scaled(Rational::HUNDRED)?;
        return case.values(Role::GrossMargin, reading, side)?.minus(expenses);
    }
    match before_expenses(case, reading, side) {
        Some(profit) => profit.over(revenue)?.scaled(Rational::HUNDRED),
        None => {
            let cost = case.values(Role::Cost, reading, side)?.over(revenue)?.scaled(Rational::HUNDRED)?;
            Values::exactly(Rational::HUNDRED).minus(cost)
        }
    }
}

/// The profit that the margin is of: the one said, or what it was before the expenses said.
fn before_expenses(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let profit = case.values(Role::Profit, reading, side)?;
    match case.fact(Role::Expenses) {
        Some(_) => profit.plus(case.values(Role::Expenses, reading, side)?),
        None => Some(profit),
    }
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Margin, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    if case.fact(Role::Revenue).is_none() {
        let (stated, computed) = (words.role(case, Role::Margin).to_owned(), as_numbers(EQUATION.computed(case).1, 2));
        return Said { stated, sum: "no margin of revenue is above 100%".to_owned(), computed };
    }
    let (shown, hull) = EQUATION.computed(case);
    let percent = |it: Values| values(it, tieout_figures::Kind::Percent, None, Sign::Plain);
    let (revenue, shown) = (words.role(case, Role::Revenue), shown.map(percent).unwrap_or_default());
    let sum = match case.fact(Role::Profit) {
        Some(profit) if case.fact(Role::Expenses).is_some() => {
            format!("{} and {} over {revenue} are {shown}", words.of(profit), words.role(case, Role::Expenses))
        }
        Some(profit) => format!("{} over {revenue} is {shown}", words.of(profit)),
        None if case.fact(Role::GrossMargin).is_some() => {
            let (margin, expenses) = (words.role(case, Role::GrossMargin), words.role(case, Role::Expenses));
            format!("{margin} less {expenses} over {revenue} is {shown}")
        }
        None => format!("1 − {} over {revenue} is {shown}", words.role(case, Role::Cost)),
    };
    Said { stated: words.role(case, Role::Margin).to_owned(), sum, computed: as_numbers(hull, 2) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Third quarter operating margin was 326%, as we had hoped.", "no margin is above 100 %"),
        (
            "Third quarter revenue was $200.0 million. Third quarter gross margin was 45.0%. Third quarter operating expenses \
             were $70.0 million. Third quarter operating margin was 28.0%.",
            "45 % less 35 %",
        ),
        ("Third quarter gross margin was 545%, as we had hoped.", "no margin is above 100 %"),
        (
            "Third quarter revenue was $200 million. Gross profit in the third quarter was $90 million. Third quarter \
             gross margin was 54%.",
            "it is 45 %",
        ),
        (
            "Third quarter revenue was $200.0 million. Cost of revenue in the third quarter was $90.0 million. Third \
             quarter gross margin was 45%.",
            "it is 55 %",
        ),
        (
            "Third quarter revenue was $200 million. Third quarter gross margin was 45%. Third quarter operating expenses were \
             $70 million. Third quarter operating income was $36 million.",
            "45 % of the revenue without the expenses is $20 million",
        ),
    ],
    silent: &[
        (
            "Third quarter revenue was $200.0 million. Third quarter gross margin was 45.0%. Third quarter operating expenses \
             were $70.0 million. Third quarter operating margin was 10.0%.",
            "it holds",
        ),
        (
            "Third quarter revenue was $200.0 million. Third quarter gross margin was 45.0%. Second quarter operating expenses \
             were $70.0 million. Third quarter operating margin was 28.0%.",
            "another period",
        ),
        ("Third quarter operating margin grew 326%.", "growth has no bound"),
        ("Third quarter gross margin was 54.5%, and gross profit grew by 145%.", "growth has no bound"),
        ("Gross margin was 45% last year and is 54% now, or 120% of that.", "a share of a margin"),
        (
            "Third quarter revenue was $200 million. Third quarter gross margin was 45%. Third quarter operating expenses were \
             $70 million. Third quarter operating income was $20 million.",
            "it holds",
        ),
        (
            "Third quarter revenue was $200 million. Third quarter gross margin was 45%. Third quarter operating expenses were \
             $70 million. Third quarter non-GAAP operating income was $36 million.",
            "counted in another way",
        ),
        (
            "Third quarter revenue was $200 million. Gross profit in the third quarter was $90 million. Third quarter \
             gross margin was 45%.",
            "it holds",
        ),
        (
            "Third quarter revenue was $200 million. Gross profit in the third quarter was $90 million. Gross margin in \
             the second quarter was 54%.",
            "another period",
        ),
        (
            "Third quarter revenue was $200 million. Gross profit in the third quarter was $90 million. Excluding the \
             acquisition, third quarter gross margin was 54%.",
            "another scope",
        ),
        (
            "Third quarter revenue was $200 million. Operating income in the third quarter was $90 million. Third \
             quarter gross margin was 54%.",
            "another profit",
        ),
    ],
};
