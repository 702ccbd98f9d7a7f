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
//! - Refinement ("$1.2 billion", then "$1.23 billion") and hedged echoes ("almost 60%" for 58 %).
//! - Facts whose metric, scope, period, basis or modality differ, or are not all known.
//! - What an analyst says: a question is no statement until management repeats it.
//! - Differences of a power of ten, which are for scale-slip.
//!
//! ## Source
//!
//! Two statements of one fact have a value in common.

use super::case::{Case, Reading, Side, points};
use super::verdict::{Equation, Outcome, as_numbers};
use super::{Rule, Said, scale_slip};
use crate::checks::wording::Words;
use crate::relations::{Kind, Role, Values};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "restatement-conflict",
    source: include_str!("restatement_conflict.rs"),
    default: false,
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
        Outcome::Fails(_) if scale_slip::is_slip(case) => Outcome::Unsure,
        // However near they stand, two statements may be of two facts that the words do not tell apart.
        Outcome::Fails(severity) => Outcome::Fails(severity.min(Severity::Information)),
        outcome => outcome,
    }
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
        stated: words.role(case, Role::Again).to_owned(),
        sum: format!("the same is said to be {}{about}", words.role(case, Role::Statement)),
        computed: as_numbers(EQUATION.computed(case).1, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Total revenue was $25.0 million in the third quarter. Third quarter total revenue of $57.0 million was a record.",
            "one of two is wrong",
        ),
        (
            "Gross margin was 54.2% in the third quarter. In the third quarter, gross margin was 45.2%.",
            "digits changed places",
        ),
    ],
    silent: &[
        (
            "Total revenue was $25 million in the third quarter. Third quarter total revenue of $25.3 million was a record.",
            "refined",
        ),
        (
            "Gross margin was 54.2% in the third quarter. In the second quarter, gross margin was 45.2%.",
            "another period",
        ),
        (
            "Non-GAAP gross margin was 54.2% in the third quarter. In the third quarter, GAAP gross margin was 45.2%.",
            "another scope",
        ),
        (
            "Total revenue was $25.0 million in the third quarter. We expect total revenue of $27.0 million in the fourth quarter.",
            "guidance",
        ),
    ],
};
