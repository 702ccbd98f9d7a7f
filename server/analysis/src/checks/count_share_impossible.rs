//! # count-share-impossible
//!
//! No number of so few things is the percentage that is said of them.
//!
//! ## Why it matters
//!
//! "35% of our 12 stores" is neither four stores nor five. Where both numbers are exact, one of them was misheard.
//!
//! ## Example
//!
//! > We renewed leases at 35% of our 12 stores.
//!
//! Four of 12 are 33.3%, five are 41.7%.
//!
//! ## What it leaves alone
//!
//! - More than 40 things, where nearly every whole percentage is possible, and fewer than five, whose percentages are
//!   seldom of their number: "85% of two portfolios" is of what is in them.
//! - Hedged numbers, round numbers, fractions.
//! - Percentages that may be of something the things have, such as "35% of our 12 stores' sales".
//!
//! ## Source
//!
//! The GRIM test (Brown and Heathers, 2017): a mean of whole numbers is a multiple of one over their count. A hint, heard
//! in the editor profile when selected: too few such statements were seen to measure it.

use tieout_figures::{Amount, Decimal};

use super::case::{Case, Reading, Side};
use super::verdict::Outcome;
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "count-share-impossible",
    source: include_str!("count_share_impossible.rs"),
    default: false,
    profile: Profile::Editor,
    kinds: &[Kind::CountShare],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// Of fewer things, a percentage is seldom of their number: "85% of two portfolios" is of what is in them.
const LEAST_THINGS: i64 = 5;
/// Of more things, nearly every whole percentage is possible.
const MOST_THINGS: i64 = 40;

fn judge(case: &Case<'_>) -> Outcome {
    match is_possible(case) {
        Some(true) => Outcome::Holds,
        Some(false) => Outcome::Fails(Severity::Hint),
        None => Outcome::Unsure,
    }
}

/// Whether some number of the things is the percentage.
fn is_possible(case: &Case<'_>) -> Option<bool> {
    let (Amount::Single(share), Amount::Single(count)) = (case.amount(Role::Share)?, case.amount(Role::Units)?) else {
        return None;
    };
    let round = (share.value / Decimal::TEN).fract().is_zero();
    let few = count.value.fract().is_zero()
        && count.value >= Decimal::from(LEAST_THINGS)
        && count.value <= Decimal::from(MOST_THINGS);
    if case.is_hedged() || round || !few || share.value > Decimal::ONE_HUNDRED {
        return None;
    }
    let count: i64 = count.value.try_into().ok()?;
    let share = case.values(Role::Share, Reading::Hull, Side::Both)?;
    for some in 0..=count {
        if share.meets(Values::exactly(Rational::new(100 * some, count)))? {
            return Some(true);
        }
    }
    Some(false)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (share, count) = (words.role(case, Role::Share), words.role(case, Role::Units));
    let is_possible = is_possible(case) == Some(true);
    let sum = if is_possible { "some number of them is" } else { "no number of them is" };
    Said { stated: format!("{share} of {count}"), sum: sum.to_owned(), computed: (None, None) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We renewed leases at 35% of our 12 stores.", "four are 33.3 %, five are 41.7 %"),
        ("We are first in 71% of our 9 regions.", "six are 66.7 %, seven are 77.8 %"),
    ],
    silent: &[
        ("We renewed leases at 33% of our 12 stores.", "four"),
        ("We renewed leases at about 35% of our 12 stores.", "hedged"),
        ("We renewed leases at 35% of our 120 stores.", "many"),
        ("These are 85% of two portfolios.", "of what is in them"),
        ("We renewed leases at 40% of our 12 stores.", "a round number"),
        ("We renewed leases at 35% of our stores, 12 of them in towns.", "of other stores"),
    ],
};
