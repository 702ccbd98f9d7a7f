//! One fact said twice: the arithmetic of it, and how it is put into words.

use tieout_figures::Amount;

use super::Said;
use super::case::{Case, Reading, Side, points};
use super::verdict::{Equation, as_numbers};
use super::wording::Words;
use crate::relations::{Role, Values};

/// What is said again has the value of the first statement.
pub(super) const EQUATION: Equation = Equation { stated: Role::Again, given: &[Role::Statement], compute, read };

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    points(case, Role::Statement, reading, side)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    points(case, Role::Again, reading, side)
}

/// Says what both are.
pub(super) fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let name = case.fact(Role::Statement).and_then(|fact| fact.metric.as_ref()).map(|metric| metric.text.as_ref());
    let about = name.map(|name| format!(" ({name})")).unwrap_or_default();
    Said {
        stated: signed(case, words, Role::Again),
        sum: format!("the same is said to be {}{about}", signed(case, words, Role::Statement)),
        computed: as_numbers(EQUATION.computed(case).1, 4),
    }
}

/// A figure as it was said; where the two say a rise and a decline, with its sign: "+6%" beside "−6%".
fn signed(case: &Case<'_>, words: &Words<'_>, role: Role) -> String {
    let said = words.role(case, role);
    match (is_negative(case, role), is_negative(case, Role::Again) != is_negative(case, Role::Statement)) {
        (true, true) => format!("−{said}"),
        (false, true) => format!("+{said}"),
        (_, false) => said.to_owned(),
    }
}

fn is_negative(case: &Case<'_>, role: Role) -> bool {
    matches!(case.amount(role), Some(Amount::Single(displayed)) if displayed.value.is_sign_negative())
}
