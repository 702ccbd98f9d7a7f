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
//! > We expect revenue of $125 million to $118 million.
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
    // Read as a range for the words around it, with its ends turned round.
    if case.amount(Role::Span).is_some() {
        return Outcome::Fails(Severity::Information);
    }
    match (case.amount(Role::Low), case.amount(Role::High)) {
        (Some(Amount::Single(low)), Some(Amount::Single(high)))
            if low.value > high.value && !high.value.is_sign_negative() =>
        {
            Outcome::Fails(Severity::Information)
        }
        // That a range has its ends in order is no arithmetic to be proud of.
        _ => Outcome::Unsure,
    }
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (low, high) = (words.role(case, Role::Low), words.role(case, Role::High));
    let turned = words.role(case, Role::Span);
    Said {
        stated: if turned.is_empty() { format!("{low} to {high}") } else { turned.to_owned() },
        sum: "the lower end is above the upper end".to_owned(),
        computed: (None, None),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We expect revenue of $125 million to $118 million.", "low above high"),
        ("We are happy with the mix, which gets us to the 45% to 36% that we spoke of.", "a range that is pointed at"),
        ("Our guidance of 45 to 36 was a stretch.", "a range that was guided"),
        ("Attrition will stay at 16-9% for the year.", "a dash between the ends"),
        ("As you know, the range we like is between 14% to 8%.", "a range that is named"),
        ("Our operating range is between 14% and 8.5%.", "the same with \"and\""),
        ("We are at ease with a band of about 65% to 23%.", "another word for it"),
    ],
    silent: &[
        ("We expect the two halves of the year to be 53% to 47%.", "shares of a whole"),
        ("We cut the 45 to 36.", "a move"),
        ("Attrition will stay at 16-19% for the year.", "in order"),
        ("Attrition will fall by 16-9% for the year.", "a decline"),
        ("Churn was 16%-9% of it in the north.", "each has its sign"),
        ("We saw a loss in a range of 9% to 14%.", "in order"),
        ("We saw a decline in a range of 14% to 9%.", "a decline"),
        ("Our operating range is between 8.5% and 14%.", "in order"),
        ("Growth is between 14% and 8.5%.", "no range of ours"),
        ("Our range of vans took us from 14% to 9%.", "a move"),
        ("Our guidance of 36 to 45 was a stretch.", "in order"),
        ("Our pilots work from the 9 to 5 of a clerk to nights.", "hours"),
        ("We expect revenue of $118 million to $125 million.", "in order"),
        ("We expect a decline of 5% to 3%.", "a decline"),
        ("We expect growth to go from 12% to 9% next year.", "no range"),
    ],
};
