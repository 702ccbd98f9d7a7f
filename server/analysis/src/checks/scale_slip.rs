//! # scale-slip
//!
//! The same fact is said twice, and the one value is the other times a power of ten.
//!
//! ## Why it matters
//!
//! Basis points for points, a million for a billion: the digits look right, so the eye passes over them, and the model is off by a factor of a
//! hundred or a thousand.
//!
//! ## Example
//!
//! > The mix added 350 basis points to gross margin. … So of those points, 3.5 basis points came from the mix?
//!
//! ## What it leaves alone
//!
//! - Facts that are not surely the same: `restatement-conflict` says when they are.
//! - Bare numbers, whose scale is left out on purpose.
//!
//! ## Source
//!
//! A shift of the decimal point, or of the unit, is the most frequent slip of the pen.

use super::case::{Case, Reading, Side, points};
use super::verdict::Outcome;
use super::{Rule, said_twice};
use crate::relations::{Kind, Pairing, Rational, Role};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "scale-slip",
    source: include_str!("scale_slip.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Slip, Kind::Restatement],
    judge,
    say: said_twice::say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    if !is_slip(case) {
        return Outcome::Unsure;
    }
    Outcome::Fails(match case.relation.pairing {
        Pairing::Clause => Severity::Warning,
        _ if case.is_hedged() => Severity::Hint,
        _ => Severity::Information,
    })
}

/// Whether two statements differ by a power of ten, and by nothing else.
pub(super) fn is_slip(case: &Case<'_>) -> bool {
    apart_by_tens(case).unwrap_or(false)
}

fn apart_by_tens(case: &Case<'_>) -> Option<bool> {
    let statement = points(case, Role::Statement, Reading::Hull, Side::Both)?.magnitude();
    let again = points(case, Role::Again, Reading::Hull, Side::Both)?.magnitude();
    if !statement.is_bounded() || !again.is_bounded() || statement.meets(again)? {
        return Some(false);
    }
    for tens in [10, 100, 1_000, 1_000_000] {
        let factor = Rational::new(tens, 1);
        if statement.scaled(factor)?.meets(again)? || again.scaled(factor)?.meets(statement)? {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "The product mix added 350 basis points to gross margin, or 3.5 points. So of the gross margin upside, 3.5 \
             basis points came from the product mix.",
            "basis points for points",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Third quarter \
             operating income of $11.5 billion is a record.",
            "a billion for a million",
        ),
    ],
    silent: &[
        ("Gross margin moved by 350 basis points, and the tax rate by 3.5 basis points.", "two facts"),
        ("The mix added 350 basis points, or 3.5 points, to gross margin.", "they agree"),
        ("Total revenue was $2.5 billion in the third quarter. Cloud revenue was $2.5 million.", "two facts"),
    ],
};
