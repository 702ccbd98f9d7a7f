//! # range-reversed
//!
//! The lower end of a range is above its upper end.
//!
//! ## Why it matters
//!
//! A guidance range with its ends in the wrong order has a wrong end.
//!
//! ## Example
//!
//! > We expect gross margin of 47 to 45%.
//!
//! ## What it leaves alone
//!
//! - Declines and losses, which are often said with the smaller one first.
//!
//! ## Source
//!
//! A range runs from low to high.

use tieout_figures::Amount;

use super::case::Case;
use super::verdict::Outcome;
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Role};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "range-reversed",
    source: include_str!("range_reversed.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Range],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    match case.amount(Role::Range) {
        Some(Amount::Range { low, high }) if low.value > high.value && !high.value.is_sign_negative() => {
            Outcome::Fails(Severity::Information)
        }
        // That a range has its ends in order is no arithmetic to be proud of.
        _ => Outcome::Unsure,
    }
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let ends = match case.amount(Role::Range) {
        Some(Amount::Range { low, high }) => (Some(low.value), Some(high.value)),
        _ => (None, None),
    };
    Said {
        stated: words.role(case, Role::Range).to_owned(),
        sum: "its lower end is above its upper end".to_owned(),
        computed: ends,
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[("We expect gross margin of 47 to 45%.", "low above high")],
    silent: &[
        ("We expect gross margin of 45 to 47%.", "in order"),
        ("We expect a decline of 5% to 3%.", "a decline"),
        ("We expect growth to go from 12% to 9%.", "no range"),
    ],
};
