//! # unit-missing
//!
//! A bare number stands where its neighbours carry sign and scale, or an amount where they are for one share.
//!
//! ## Why it matters
//!
//! "$4.3 million, up from $2.6" reads as two dollars sixty to a program, and slows down every reader. In a transcript
//! that is about to be published it is a slip to repair.
//!
//! ## Example
//!
//! > Sales and marketing expense was $4.3 million, up from $4.1 million in the prior quarter and up from $2.6 in the
//! > prior year.
//!
//! ## What it leaves alone
//!
//! - Talk in questions and answers, where bare numbers are how people speak.
//! - Numbers that make sense as they stand.
//!
//! ## Source
//!
//! Values that are compared have one unit and one scale. Heard in the editor profile.

use tieout_figures::Kind as FigureKind;

use super::case::Case;
use super::verdict::Outcome;
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Role};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unit-missing",
    source: include_str!("unit_missing.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Unit],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// A relation of this kind is found only where a unit is missing.
fn judge(_case: &Case<'_>) -> Outcome {
    Outcome::Fails(Severity::Information)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let neighbour = words.role(case, Role::Neighbour);
    let each = case.figure(Role::Neighbour).is_some_and(|figure| figure.kind == FigureKind::PerShare);
    let sum = match each {
        true => format!("it is compared with {neighbour}, which is for one share"),
        false => format!("without the sign or scale of {neighbour} beside it"),
    };
    Said { stated: words.role(case, Role::Bare).to_owned(), sum, computed: (None, None) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Marketing expense was $4.3 million, up from $4.1 million in the prior quarter and up from $2.6 in the prior \
             year quarter.",
            "the scale is lost",
        ),
        (
            "G&A expense was $2.2 million in the third quarter, up from 1.9 in the prior quarter.",
            "sign and scale are lost",
        ),
        (
            "For the fourth quarter we expect revenues of approximately 115 to 120, gross margins of 45 to 47% and \
             operating expenses of $50 million to $51 million, with net income of $2 million.",
            "revenue without sign and scale",
        ),
        (
            "Earnings per share were $0.42 compared to our outlook of $0.31 to $0.36 per share and compared to $9 million a year \
             ago.",
            "dollars against dollars for one share",
        ),
        (
            "Marketing expense, excluding stock awards, was 1.6 in the third quarter, up from $1.9 million in the prior quarter.",
            "sign and scale are lost",
        ),
    ],
    silent: &[
        ("Toll revenue rose to SEK 1,130 million (936).", "the year before, in its unit"),
        ("Storms cost $21 million, or 1.3 points, against $24 million or 4.7.", "points, as before"),
        ("Marketing expense was $4.3 million, up from $4.1 million in the prior quarter.", "nothing is lost"),
        ("The average price was $3.10, up from $2.90 in the prior quarter.", "dollars and cents"),
        ("Headcount was 1,040, up from 1,028 in the prior quarter.", "a count"),
        ("Revenue was $2.2 million from 14 customers.", "a count"),
        (
            "Earnings per share were $0.42 compared to our outlook of $0.31 to $0.36 per share and compared to $9 million, or \
             $0.22 per share, a year ago.",
            "said both ways",
        ),
        ("Net income was $17 million, or $0.42 per share, compared to $9 million a year ago.", "of the amount"),
        ("Headcount in marketing was 16 in the third quarter, up from $1.9 million of budget.", "a count"),
        ("Marketing expense went to 16 agencies, up from $1.9 million in the prior quarter.", "something is counted"),
        ("We closed five deals over $1 million this quarter, up from three last quarter.", "a count, and a limit"),
    ],
};
