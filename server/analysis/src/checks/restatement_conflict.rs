//! # restatement-conflict
//!
//! The same fact is said twice, with values that cannot both be true.
//!
//! ## Why it matters
//!
//! The prepared remarks say it, the answers repeat it. Where the two differ, whoever quotes the call quotes one of them.
//!
//! ## Example
//!
//! > Total revenue was $25.0 million. … As I said, total revenue in the quarter was $55.0 million.
//!
//! ## What it leaves alone
//!
//! - Facts whose metric, scope, period, basis or unit differ, or are not all known.
//! - Equal keys alone: "Revenue was $726 million" may be that of a segment named a paragraph before. The call must show
//!   that both statements are of one fact: they stand beside the same other figures, or three statements agree but one,
//!   or two people of the company say it plainly, with nothing around them that narrows it.
//! - Refinement ("$1.2 billion", then "$1.23 billion") and hedged echoes ("almost 60%" for 58 %).
//! - Differences of a power of ten, which are for scale-slip, and wild ones, which show that two things are meant.
//!
//! ## Source
//!
//! Two statements of one fact have a value in common.

use tieout_figures::Amount;

use super::case::{Case, Reading, Side, points};
use super::verdict::{Equation, Outcome, as_numbers};
use super::{Rule, Said, scale_slip};
use crate::checks::wording::Words;
use crate::relations::{End, Kind, Rational, Role, Values};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "restatement-conflict",
    source: include_str!("restatement_conflict.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Restatement],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Again, given: &[Role::Statement], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    match EQUATION.judge(case) {
        Outcome::Fails(_) if scale_slip::is_slip(case) || is_wild(case) => Outcome::Unsure,
        // However near they stand, two statements may be of two facts that the words do not tell apart.
        Outcome::Fails(severity) => Outcome::Fails(severity.min(Severity::Information)),
        outcome => outcome,
    }
}

/// Whether the difference is so wild that it shows two things to be meant: more than ten times.
fn is_wild(case: &Case<'_>) -> bool {
    within_ten_times(case).is_none_or(|within| !within)
}

fn within_ten_times(case: &Case<'_>) -> Option<bool> {
    let statement = points(case, Role::Statement, Reading::Hull, Side::Both)?.magnitude();
    let again = points(case, Role::Again, Reading::Hull, Side::Both)?.magnitude();
    let zero = Some(End { at: Rational::ZERO, inclusive: true });
    let up_to = |values: Values| Some(Values { low: zero, high: values.scaled(Rational::new(10, 1))?.high });
    Some(again.meets(up_to(statement)?)? && statement.meets(up_to(again)?)?)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    points(case, Role::Statement, reading, side)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    points(case, Role::Again, reading, side)
}

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

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Net sales were $25.3 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
             Officer: As Ann said, net sales of $52.3 million were up 14% sequentially and 31% year over year.",
            "the same growth on another amount",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Third quarter \
             operating income of $15.1 million is a record.",
            "two people of the company",
        ),
        (
            "Gross margin was 54.2% in the third quarter. Our teams made it happen.\n\nJon Fry - Chief Executive \
             Officer: Gross margin was 54.2% in the third quarter. We hired well. In the third quarter, gross margin was \
             45.2%.",
            "all agree but one",
        ),
    ],
    silent: &[
        (
            "Net sales were $25 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
             Officer: As Ann said, net sales of $25.3 million were up 14% sequentially and 31% year over year.",
            "refined",
        ),
        (
            "Third quarter net sales were $25.3 million. Turning to valves, third quarter net sales were $9.1 million.",
            "a segment, by the same speaker",
        ),
        (
            "Third quarter net sales were $25.3 million.\n\nJon Fry - Chief Executive Officer: Valve net sales were \
             up 8% in the quarter. We are glad. We hired. We moved. Third quarter net sales were $9.1 million.",
            "a part is smaller than its whole, and valves are spoken of",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Excluding the \
             settlement, third quarter operating income was $15.1 million.",
            "another scope",
        ),
        (
            "Gross margin was 54.2% in the third quarter.\n\nJon Fry - Chief Executive Officer: In the second quarter, \
             gross margin was 45.2%.",
            "another period",
        ),
        (
            "Net sales were $25.3 million, up 21%.\n\nJon Fry - Chief Executive Officer: Valve net sales were $9.1 \
             million, up 21%.",
            "one growth in common is no proof",
        ),
        (
            "Net sales were $25.3 million in the third quarter.\n\nJon Fry - Chief Executive Officer: We expect net \
             sales of $27.0 million in the fourth quarter.",
            "guidance",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::examples::findings;

    #[test]
    fn a_rise_and_a_decline_are_told_apart_by_their_signs() {
        let remarks = "Net sales were $25.3 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
            Officer: As Ann said, net sales of $25.3 million were down 14% sequentially and up 31% year over year.";
        let messages: Vec<String> = findings(RULE.name, remarks).into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, ["says −14%, but the same is said to be +14% (Net sales)"]);
    }
}
