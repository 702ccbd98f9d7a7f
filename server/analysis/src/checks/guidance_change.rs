//! # guidance-change
//!
//! A range is said to be raised, lowered or narrowed from another, and it is not.
//!
//! ## Why it matters
//!
//! Who reads "raised" and copies the new range moves a model the wrong way if the two ranges were swapped or a digit was
//! lost.
//!
//! ## Example
//!
//! > We are raising our revenue guidance to $150 million to $160 million, from $160 million to $170 million.
//!
//! The new range lies below the old one.
//!
//! ## What it leaves alone
//!
//! - A range of which one end rose and the other fell, as long as its middle did not move against the word.
//! - Ranges of losses, where "lower" may mean a smaller loss.
//! - "Narrowed" by lifting one end alone.
//!
//! ## Source
//!
//! Raised means that no end is lower than it was, narrowed that both ends lie within the range before.

use super::case::{Case, Reading, Side};
use super::verdict::{Outcome, as_numbers};
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Pairing, Role, Values};
use crate::settings::{Profile, Severity};
use crate::tokens::Sense;

pub(super) const RULE: Rule = Rule {
    name: "guidance-change",
    source: include_str!("guidance_change.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Revision, Kind::Narrowing],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    let outcome = if case.relation.kind == Kind::Narrowing { narrowed(case) } else { moved(case) };
    outcome.unwrap_or(Outcome::Unsure)
}

/// Whether both ends moved the way the words say.
fn moved(case: &Case<'_>) -> Option<Outcome> {
    let ends = [at(case, Role::Level, Side::Low)?, at(case, Role::Level, Side::High)?];
    let before = [at(case, Role::Prior, Side::Low)?, at(case, Role::Prior, Side::High)?];
    if ends[0].is_negative() || before[0].is_negative() {
        return None;
    }
    // Turned so that the words say up.
    let (low, high) = match case.relation.sense? {
        Sense::Up => ((before[0], ends[0]), (before[1], ends[1])),
        Sense::Down => ((ends[0], before[0]), (ends[1], before[1])),
        _ => return None,
    };
    let middles = (low.0.plus(high.0)?, low.1.plus(high.1)?);
    Some(match (order(low)?, order(high)?) {
        (Order::Falls, Order::Falls) => fails(case, Severity::Warning),
        (Order::Falls, _) | (_, Order::Falls) if order(middles)? == Order::Falls => fails(case, Severity::Information),
        (Order::Falls, _) | (_, Order::Falls) => Outcome::Unsure,
        (Order::Stays, Order::Stays) => Outcome::Unsure,
        _ => Outcome::Holds,
    })
}

/// Whether a range lies within the one before.
fn narrowed(case: &Case<'_>) -> Option<Outcome> {
    let low = order((at(case, Role::Prior, Side::Low)?, at(case, Role::Level, Side::Low)?))?;
    let high = order((at(case, Role::Level, Side::High)?, at(case, Role::Prior, Side::High)?))?;
    Some(match (low, high) {
        (Order::Falls, _) | (_, Order::Falls) => fails(case, Severity::Information),
        (Order::Stays, Order::Stays) => Outcome::Unsure,
        _ => Outcome::Holds,
    })
}

/// How the second of two values stands to the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Rises,
    Stays,
    Falls,
}

fn order((first, second): (Values, Values)) -> Option<Order> {
    Some(if first.meets(second)? {
        Order::Stays
    } else if first.around(second)?.low == first.low {
        Order::Rises
    } else {
        Order::Falls
    })
}

fn at(case: &Case<'_>, role: Role, side: Side) -> Option<Values> {
    case.values(role, Reading::Band, side)
}

fn fails(case: &Case<'_>, severity: Severity) -> Outcome {
    Outcome::Fails(match case.relation.pairing {
        _ if case.is_hedged() => Severity::Hint,
        Pairing::Clause => severity,
        _ => Severity::Information,
    })
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (level, prior) = (words.role(case, Role::Level), words.role(case, Role::Prior));
    let word = match (case.relation.kind, case.relation.sense) {
        (Kind::Narrowing, _) => "narrower",
        (_, Some(Sense::Up)) => "higher",
        _ => "lower",
    };
    let not = if judge(case) == Outcome::Holds { "" } else { "not " };
    Said {
        stated: format!("{level} is {word} than {prior}"),
        sum: format!("{level} is {not}{word} than {prior}"),
        computed: as_numbers(case.values(Role::Prior, Reading::Hull, Side::Both), 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "We are raising our revenue guidance to $150 million to $160 million, from $160 million to $170 million.",
            "it is lower",
        ),
        ("We now expect margins of 45% to 47%, down from our prior range of 41% to 43%.", "it is higher"),
        (
            "We are raising our revenue guidance to $150 million to $160 million, from $140 million to $195 million.",
            "its middle is lower",
        ),
        (
            "We are narrowing our revenue guidance to $145 million to $158 million from $150 million to $160 million.",
            "its lower end is outside",
        ),
    ],
    silent: &[
        (
            "We are raising our revenue guidance to $150 million to $160 million, from $140 million to $150 million.",
            "it holds",
        ),
        (
            "We are raising our revenue guidance to $150 million to $160 million, from $140 million to $160 million.",
            "the lower end alone",
        ),
        (
            "We are narrowing our revenue guidance to $152 million to $160 million from $150 million to $160 million.",
            "by lifting the low end",
        ),
        (
            "We are raising our revenue guidance to $145 million to $158 million from $135 million to $160 million.",
            "one end rose more than the other fell",
        ),
    ],
};
