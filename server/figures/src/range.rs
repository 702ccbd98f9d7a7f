//! Ranges: two numbers that make one figure.

use rust_decimal::Decimal;

use crate::change::{Around, is_change};
use crate::cue::Cue;
use crate::draft::{Draft, Form};
use crate::ends::range_of;
use crate::figure::Hedge;
use crate::hedge;
use crate::joint::{Joint, joint};
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;

/// Joins what is a range, in place, from the last number to the first. Drafts are in the order of the text.
pub(crate) fn join(s: &Sentence, drafts: &mut Vec<Draft>) {
    for at in (0..drafts.len().saturating_sub(1)).rev() {
        let (first, second) = (drafts[at], drafts[at + 1]);
        let before = at.checked_sub(1).map(|before| drafts[before]);
        let floor_before = at.checked_sub(2).map_or(0, |earlier| drafts[earlier].end);
        if before.is_some_and(|before| is_difference(s, &before, &first, &second)) {
            continue;
        }
        // What has become part of a range keeps its place, empty, until the end.
        let behind = drafts[at + 2..].iter().take(2).find(|draft| !draft.is_part_of_range());
        let floor = before.map_or(0, |before| before.end);
        let is_base = at >= 2 && is_moved_range(s, &drafts[at - 2], &drafts[at - 1], &first);
        if before.is_some_and(|before| has_its_end(s, &before, &first, &second)) {
            continue;
        }
        let around = Around { before, floor, floor_before, behind, is_base };
        if let Some(range) = joined(s, &first, &second, &around) {
            drafts[at + 1] = drafts[at + 1].absorbed();
            drafts[at] = range;
            // The next number to the left looks at its neighbour, which is this range.
        }
    }
    drafts.retain(|draft| !draft.is_part_of_range());
}

/// "your 12 extra buses were 40 to 52": of what has just been counted, the way between two levels and no other count.
fn is_difference(s: &Sentence, said: &Draft, first: &Draft, second: &Draft) -> bool {
    let plain = said.form == Form::Single && said.measure.counts();
    let Some(verb) = first.start.checked_sub(1).filter(|verb| *verb > said.end) else { return false };
    let named = s.is(said.end, Sense::Adjective)
        && verb - said.end <= MOST_OF_NAME
        && (said.end..verb).all(|at| s.is_word(at) && !s.is(at, Sense::Stop));
    plain && first.is_bare() && second.is_bare() && named && s.is(verb, Sense::Copula)
}

/// How many words may name what is counted.
const MOST_OF_NAME: usize = 4;

/// "$100 million to $110 million, or $115 million", "$50 million or $60 million or $70 million": the first of the two
/// is the end of a range already, or both are of a list.
fn has_its_end(s: &Sentence, before: &Draft, first: &Draft, second: &Draft) -> bool {
    let full = !first.is_bare() && first.measure == second.measure && first.is_scaled() == second.is_scaled();
    if !full || before.form != Form::Single || before.is_part_of_range() {
        return false;
    }
    let listed = match (joint(s, before, first), joint(s, first, second)) {
        (Some(Joint::To | Joint::Hyphen), Some(Joint::Or | Joint::Beside)) => true,
        (Some(Joint::Or), Some(Joint::Or)) | (Some(Joint::Beside), Some(Joint::Beside | Joint::Or)) => {
            before.measure == first.measure
        }
        _ => false,
    };
    listed && before.low.value < first.low.value
}

/// "to a range of 45 to 47, from 41 to 44": what follows is the range that another moved from, not a way between.
fn is_moved_range(s: &Sentence, low: &Draft, high: &Draft, first: &Draft) -> bool {
    let behind = high.end + usize::from(s.is(high.end, Sense::Comma));
    let moves = s.is(behind, Sense::From) && behind + 1 == first.start && !s.before(low.start, Sense::From);
    moves && low.low.value < high.low.value && matches!(joint(s, low, high), Some(Joint::To | Joint::Hyphen))
}

/// The range that two numbers are, if they are one.
fn joined(s: &Sentence, first: &Draft, second: &Draft, around: &Around) -> Option<Draft> {
    let (floor, behind) = (around.floor, around.behind);
    let breakeven = first.form == Form::Vague && first.low == first.high && first.low.value.is_zero();
    let single = first.form == Form::Single || breakeven && second.measure.is_money();
    if !single || second.form == Form::Vague || first.withdrawn || second.withdrawn {
        return None;
    }
    let joint = joint(s, first, second)?;
    if is_aside(s, first, joint, floor) {
        return None;
    }
    if second.form == Form::Range {
        return longer(first, second, joint);
    }
    let mut range = range_of(s, first, second)?;
    let (low, high) = (range.low.value, range.high.value);
    let between = has_between(s, first, floor);
    let fits = match joint {
        Joint::And => between,
        Joint::To => {
            let named = s.is(second.end, Sense::RangeNoun);
            // "($0.09) to ($0.11)": losses are said from the smaller one on.
            let ascends = low < high || first.negative && second.negative;
            between || (around.is_base || named || !is_change(s, first, second, &range, around)) && ascends
        }
        Joint::Hyphen => low < high,
        Joint::Or => {
            let near = low < high && high <= low * Decimal::TWO;
            let other = !first.is_bare() && is_counted_otherwise(s, second.end);
            // "$1.3 billion, or $1.82": an amount in full, for each of something.
            let in_full = first.is_scaled() && !second.is_scaled() && second.measure.is_money();
            near && !other && !in_full && !goes_on(s, second, behind, Sense::Or)
        }
        Joint::Beside => {
            let near = neighbours(first, second) || shares_unit_nearby(s, first, second, floor);
            near && !goes_on(s, second, behind, Sense::Comma)
        }
    };
    if !fits || s.is(second.end, Sense::Respectively) || s.is(second.end + 1, Sense::Respectively) {
        return None;
    }
    if low > high {
        (range.low, range.high) = (range.high, range.low);
    }
    range.hedge = first.hedge.or(second.hedge);
    range.in_words = first.in_words && second.in_words;
    Some(range)
}

/// "20, 30, 40 days": a list of neighbours whose last alone has the unit is one range.
fn longer(first: &Draft, range: &Draft, joint: Joint) -> Option<Draft> {
    let next = Draft { form: Form::Single, high: range.low, ..*range };
    let fits =
        joint == Joint::Beside && first.is_bare() && !range.is_bare() && !range.is_scaled() && neighbours(first, &next);
    fits.then_some(Draft { start: first.start, low: first.low, ..*range })
}

/// Whether the words behind a number say that it is counted in a way of its own, so that the one before it is another:
/// "up 5%, or 7% in constant currency".
fn is_counted_otherwise(s: &Sentence, behind: usize) -> bool {
    let in_currency = s.says(behind, &["in", "at"]) && s.says(behind + 1, &["constant", "local"]);
    let on_basis = s.says(behind, &["on"]) && (behind + 1..behind + 7).any(|at| s.says(at, &["basis"]));
    // "exCash", as the layout of a page joins it.
    let joined =
        s.text(behind).strip_prefix("ex").is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_uppercase()));
    in_currency || on_basis || joined || s.is_cue(behind, Cue::CountedOtherwise)
}

/// "between" before the first number, with at most a hedge between.
fn has_between(s: &Sentence, first: &Draft, floor: usize) -> bool {
    let mut at = first.start;
    for _ in 0..4 {
        if at <= floor {
            return false;
        }
        if s.before(at, Sense::Between) {
            return true;
        }
        if !s.before(at, Sense::Filler | Sense::HedgeBefore | Sense::Determiner | Sense::Adverb) {
            return false;
        }
        at -= 1;
    }
    false
}

/// "grew 18%, or $2 million, to $12 million", "of our 60 stores, 12, or 20%, are new": commas enclose an aside, whose end
/// is no range.
fn is_aside(s: &Sentence, first: &Draft, joint: Joint, floor: usize) -> bool {
    if !s.is(first.end, Sense::Comma) || !matches!(joint, Joint::To | Joint::Or) {
        return false;
    }
    let mut at = first.start;
    while at > floor && s.before(at, Sense::HedgeBefore | Sense::Filler) {
        at -= 1;
    }
    at > floor && s.before(at, if joint == Joint::To { Sense::Or } else { Sense::Comma })
}

/// "2%, 3%", "9, 10 months", "five six percent", "1.2, 1.3 million", "two, two and a half percent": consecutive numbers,
/// tens, fives or halves.
fn neighbours(first: &Draft, second: &Draft) -> bool {
    let (mut one, mut other) = (first.mantissa(), second.mantissa());
    // "30,000, 40,000 patients", "300, 400 stores".
    for round in [Decimal::ONE_THOUSAND, Decimal::ONE_HUNDRED] {
        if other >= round && (one % round).is_zero() && (other % round).is_zero() {
            (one, other) = (one / round, other / round);
        }
    }
    let all = |by: Decimal| (one % by).is_zero() && (other % by).is_zero();
    let tens = all(Decimal::TEN) && first.is_bare();
    let steps = [(tens, Decimal::TEN), (true, Decimal::from(5)), (true, Decimal::ONE), (true, Decimal::new(5, 1))];
    let step = steps.into_iter().find(|&(fits, step)| fits && all(step)).map_or(Decimal::new(5, 1), |(_, step)| step);
    let plain = one >= Decimal::ONE && other <= Decimal::ONE_HUNDRED && first.hedge != Some(Hedge::Plus);
    let measured = !second.is_bare() || second.is_scaled() || first.in_words && second.in_words;
    let alike = (first.is_bare() && measured || first.measure == second.measure && !first.is_bare())
        && (!first.is_scaled() || !second.is_scaled() || first.scale == second.scale);
    plain && alike && other - one <= step && other > one && first.noun.is_none()
}

/// "40, 44 billion", "12, 18 months", "around 20%, 22%": two numbers of one size, of which the second alone has the unit, or
/// which are both hedged by the word before the first.
fn shares_unit_nearby(s: &Sentence, first: &Draft, second: &Draft, floor: usize) -> bool {
    let (one, other) = (first.mantissa(), second.mantissa());
    let is_size = |value: Decimal| value >= Decimal::TEN && value.fract().is_zero();
    let close = is_size(one) && is_size(other) && one < other && other <= one * Decimal::TWO;
    let of_one = first.is_bare()
        && !first.is_scaled()
        && first.noun.is_none()
        && !second.measure.counts()
        && !s.before(first.start, Sense::Of | Sense::Determiner);
    let of_both = !first.is_bare()
        && first.measure == second.measure
        && first.scale == second.scale
        && hedge::before(s, first, floor).is_some();
    let beside = s.is(first.end, Sense::Comma) && second.start == first.end + 1;
    close && !first.in_words && beside && (of_one || of_both)
}

/// Whether the list goes on: "117, 118, 119", "5 or 10 or 50%".
fn goes_on(s: &Sentence, second: &Draft, behind: Option<&Draft>, joint: Sense) -> bool {
    let more: Senses = joint | Sense::And | Sense::Or;
    let joints = 1 + usize::from(s.is(second.end, Sense::Comma) && s.is(second.end + 1, Sense::And | Sense::Or));
    behind.is_some_and(|third| {
        let open = second.is_bare() && !second.is_scaled();
        let alike = third.measure == second.measure && third.is_scaled() == second.is_scaled();
        (open || alike && third.form == Form::Single) && s.is(second.end, more) && third.start <= second.end + joints
    })
}
