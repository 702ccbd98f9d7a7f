//! # change-mismatch
//!
//! Two levels do not differ by the change said between them.
//!
//! ## Why it matters
//!
//! A change that does not fit its two levels means that one of three amounts is wrong.
//!
//! ## Example
//!
//! > Backlog increased by $2.1 million to $28.4 million from $24.3 million.
//!
//! $28.4 million less $24.3 million is $4.1 million.
//!
//! ## What it leaves alone
//!
//! - A change without its second level: "declined 3 days to 74" is a change and a level, never a range.
//! - Changes that exclude something, such as the effect of exchange rates.
//! - Whatever rounding explains: $28.4 million less $26 million may well be said as $2 million.
//!
//! ## Source
//!
//! change = level − prior level.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers, signed};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "change-mismatch",
    source: include_str!("change_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Change],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Change, given: &[Role::Level, Role::Prior], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

pub(super) fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Level, reading, side)?.minus(base(case, reading, side)?)
}

/// What a level is set against: one before, a mark, or the middle of a range.
fn base(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    if case.fact(Role::Span).is_none() {
        return case.values(Role::Prior, reading, side);
    }
    let ends = case.values(Role::Span, reading, Side::Low)?.plus(case.values(Role::Span, reading, Side::High)?)?;
    ends.scaled(Rational::new(1, 2))
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let stated = case.values(Role::Change, reading, side)?;
    // "The loss narrowed by $2 million": a direction says nothing about the sign of a change between losses.
    let losses = base(case, Reading::Hull, Side::Both)?.is_negative();
    let sense = case.relation.sense.filter(|_| !losses);
    Some(signed(stated, sense, compute(case, reading, side)))
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let level = case.figure(Role::Level);
    let change = shown.zip(level).map(|(it, level)| values(it, level.kind, level.unit.as_ref(), Sign::Change));
    let (level, prior) = (words.role(case, Role::Level), words.role(case, Role::Prior));
    let middle = words.role(case, Role::Span);
    let prior = if middle.is_empty() { prior.to_owned() } else { format!("the middle of {middle}") };
    Said {
        stated: words.role(case, Role::Change).to_owned(),
        sum: format!("{level} less {prior} is {}", change.unwrap_or_default()),
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Net charge-offs were 35 basis points, down 15 basis points from 40 basis points last quarter.", "it is 5"),
        (
            "The board increased the authorization by $53 million, raising it from the current $140 million level to $175 \
             million.",
            "it is $35 million",
        ),
        ("We guided to $115 million and delivered $120 million, so we beat by $15 million.", "it is $5 million"),
        ("Revenue was $12.0 million, or $10.0 million excluding the $4.0 million from the sale.", "it is $2.0 million"),
        ("We are lowering our guidance by $10 million to $70 million from $100 million.", "it is $30 million"),
        ("Backlog increased by $2.1 million to $28.4 million from $24.3 million.", "it is $4.1 million"),
        ("Receivables were $28.4 million, down $2.1 million from $33.5 million.", "it is $5.1 million"),
        ("Days sales outstanding declined 3 days to 74 days from 83 days.", "it is 9 days"),
        (
            "Bookings rose to $47.3 million, which was above the $44 million that we had guided to. The quarter before, we beat \
             our revenue target by $6 million; now we beat our bookings target by $8 million.",
            "it is some $3 million",
        ),
        ("Revenue was $163 million, beating our guidance of $159 million by $9 million.", "it is $4 million"),
        ("Your 12 extra buses were 40 to 75.", "it is 35"),
        ("The 12 additional machines took us from 40 to 75 machines.", "it is 35"),
        (
            "Bookings were $12.0 million versus our guidance of $10.0 million, a beat of $5.0 million.",
            "it is $2.0 million",
        ),
        ("The fleet grew by 12 to 1,040 from 1,002.", "it is 38"),
        ("Depreciation was $11.0 million, $4.0 million more than last year's $9.5 million.", "it is $1.5 million"),
        ("We delivered 38 ferries, 3 above our plan of 30.", "it is 8"),
        ("The yards made $71 million compared to a loss of $12 million, a $38 million swing.", "it is $83 million"),
        ("Headcount was 1,040, 32 more than last quarter's 1,028.", "it is 12"),
        (
            "We added $60 million of net new bookings, bringing total bookings to $520 million from $500 million.",
            "it is $20 million",
        ),
    ],
    silent: &[
        (
            "Net charge-offs were 35 basis points, down 15 basis points from last year, against 40 basis points for peers.",
            "those of others",
        ),
        (
            "We now expect capex of $100 million to $110 million, down $5 million at the midpoint from $105 million to $115 million.",
            "between two ranges",
        ),
        (
            "Net charge-offs were 35 basis points, and 15 basis points of it came from 40 basis points of losses in trucks.",
            "parts of it",
        ),
        (
            "Our guidance remains about $90 billion, which implies a decrease in market income from $2 billion to $1 billion.",
            "no step",
        ),
        ("The middle of our range of $5.00 to $5.40 is $5.20, up from $5.00 before.", "a level of its own"),
        (
            "Ferry revenue in Asia, of sales of $500 million, was $120 million, up from $100 million.",
            "a level of its own",
        ),
        (
            "Our guidance of $410 million implies growth of $30 million in the fourth quarter on top of $300 million so far.",
            "one is added to the other",
        ),
        ("Waits fell by 3.1 minutes from 6.4, those of others by 1.9 from 6.3, so 1.2 better.", "a step and its base"),
        ("We have 1,800 skippers, 400 of whom pay, up from 310.", "a part and its own base"),
        ("Depreciation was $11.0 million, $4.0 million of it accelerated, compared with $9.5 million.", "a part"),
        ("We delivered 38 ferries, 3 above plan, nine in the last quarter.", "how many were planned is not said"),
        (
            "The yards made $71 million against a loss of $12 million, an $83 million swing, on a margin of 7%.",
            "from a loss to a profit",
        ),
        ("You did 412, so annualized that is already 1.65, up about 2 from 1.61.", "percent, said without its unit"),
        (
            "Revenue of $415 million was $5 million above the midpoint of our guidance of $400 million to $420 million.",
            "it holds",
        ),
        (
            "EBITDA of $41 million was $2 million above the midpoint of our guidance, and revenue guidance is $400 million to $420 million.",
            "two ranges",
        ),
        (
            "We guided to $98 million to $104 million, and at $107 million, we were $6 million above the midpoint.",
            "from the middle",
        ),
        (
            "Sales rose by $11 million, that times four is $60 million, $44 million over costs of $80 million.",
            "what is divided",
        ),
        (
            "We have revised sales to $555 million from $545 million, and profit to $51 million from $49 million.",
            "two forecasts",
        ),
        ("The quay went for $74 million, which at 4x EBITDA means $18 million.", "a ratio"),
        ("We expected $115 million and we delivered $120 million, up $15 million from last year.", "another base"),
        (
            "Revenue was $12.0 million, or $10.0 million excluding the $1.5 million from the sale and $0.5 million from others.",
            "one of two",
        ),
        ("We guided to $115 million and costs came to $120 million, a beat of $15 million.", "of two things"),
        ("Bookings were $115 million and we delivered $120 million, so we beat by $15 million.", "nothing was guided"),
        ("Net income was $12.0 million, or $10.0 million excluding the $4.0 million gain.", "taxes take their part"),
        (
            "Revenue was $12.0 million, or $10.0 million excluding the sale, and fees were $4.0 million.",
            "another amount",
        ),
        ("We are lowering our guidance by $10 million to $90 million from $100 million.", "it holds"),
        (
            "Bookings rose to $47.3 million, which was above the $44 million that we had guided to. So we beat our bookings \
             target by $3 million.",
            "it holds",
        ),
        (
            "Bookings rose to $47.3 million, which was above the $44 million that we had guided to. So we beat our revenue \
             target by $8 million.",
            "another metric",
        ),
        ("Backlog increased by $2.1 million to $28.4 million from $26.3 million.", "it holds"),
        ("Backlog was $28.4 million, up $2 million from $26 million.", "rounding explains it"),
        ("Days sales outstanding declined 3 days to 74 days.", "a change and a level, no prior level"),
        (
            "Excluding currency, revenue increased by $2.1 million to $28.4 million from $24.3 million.",
            "excludes something",
        ),
        ("Your 12 extra buses were 40 to 52.", "it holds"),
        ("We bought 12 additional machines, and the fleet in the north went from 40 to 75.", "another subject"),
        ("Bookings were $12.0 million versus our guidance of $10.0 million, a beat of $2.0 million.", "it holds"),
        (
            "Bookings were $12.0 million versus our guidance of $10.0 million, and beat those of $5.0 million in June.",
            "another base",
        ),
        ("The fleet grew by 12 to 1,040 from 1,028.", "it holds"),
        ("Headcount was 1,040, 12 more than last quarter's 1,028.", "it holds"),
        ("Headcount was 1,040, with 32 more in training than the 1,028 of June.", "in training"),
        (
            "We added $60 million of bookings, bringing total bookings to $520 million from $500 million.",
            "some may have been cancelled",
        ),
        (
            "We added $60 million of net new bookings, bringing total bookings to $520 million from $430 million a year ago.",
            "of a year",
        ),
    ],
};
