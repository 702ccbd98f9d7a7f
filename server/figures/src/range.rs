//! Ranges: two numbers that make one figure and share scale and unit both ways.

use rust_decimal::Decimal;

use crate::draft::{Draft, Form, Measure, Taken};
use crate::figure::Hedge;
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;

/// How the words join two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joint {
    /// "to", "through".
    To,
    /// "-", "–".
    Hyphen,
    /// "and", which needs a "between" before.
    And,
    Or,
    /// "9, 10 months", "five six percent".
    Beside,
}

/// Joins what is a range, in place, from the last number to the first. Drafts are in the order of the text.
pub(crate) fn join(s: &Sentence, drafts: &mut Vec<Draft>) {
    for at in (0..drafts.len().saturating_sub(1)).rev() {
        let (first, second) = (drafts[at], drafts[at + 1]);
        let before = at.checked_sub(1).map(|before| drafts[before]);
        if before.is_some_and(|before| is_difference(&before, &first, &second)) {
            continue;
        }
        // What has become part of a range keeps its place, empty, until the end.
        let behind = drafts[at + 2..].iter().take(2).find(|draft| !draft.is_part_of_range());
        let floor = before.map_or(0, |before| before.end);
        let moved = at >= 2 && is_moved_range(s, &drafts[at - 2], &drafts[at - 1], &first);
        if let Some(range) = joined(s, &first, &second, floor, moved, behind) {
            drafts[at + 1] = drafts[at + 1].absorbed();
            drafts[at] = range;
            // The next number to the left looks at its neighbour, which is this range.
        }
    }
    drafts.retain(|draft| !draft.is_part_of_range());
}

/// "your 600 extra units were 2400 to 3000": the way between two levels, whose difference has just been said.
fn is_difference(said: &Draft, first: &Draft, second: &Draft) -> bool {
    let plain = said.form == Form::Single && matches!(said.measure, Measure::Bare | Measure::Count);
    let difference = second.low.value.checked_sub(first.low.value);
    plain && first.is_bare() && second.is_bare() && difference == Some(said.low.value)
}

/// "to a range of 45 to 47, from 41 to 44": what follows is the range that another moved from, not a way between.
fn is_moved_range(s: &Sentence, low: &Draft, high: &Draft, first: &Draft) -> bool {
    let behind = high.end + usize::from(s.is(high.end, Sense::Comma));
    let moves = s.is(behind, Sense::From) && behind + 1 == first.start && !s.before(low.start, Sense::From);
    moves && low.low.value < high.low.value && matches!(joint(s, low, high), Some(Joint::To | Joint::Hyphen))
}

fn joined(
    s: &Sentence,
    first: &Draft,
    second: &Draft,
    floor: usize,
    moved: bool,
    behind: Option<&Draft>,
) -> Option<Draft> {
    if first.form != Form::Single || second.form == Form::Vague || first.withdrawn || second.withdrawn {
        return None;
    }
    let joint = joint(s, first, second)?;
    if second.form == Form::Range {
        return longer(first, second, joint);
    }
    let mut range = Draft { end: second.end, form: Form::Range, ..*first };
    share(s, first, second, &mut range)?;
    let (low, high) = (range.low.value, range.high.value);
    let between = has_between(s, first, floor);
    let fits = match joint {
        Joint::And => between,
        Joint::To => between || (moved || !is_change(s, first, second, &range, floor)) && low < high,
        Joint::Hyphen => low < high,
        Joint::Or => low < high && high <= low * Decimal::TWO && !goes_on(s, second, behind, Sense::Or),
        Joint::Beside => neighbours(first, second, low, high) && !goes_on(s, second, behind, Sense::Comma),
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
    let fits = joint == Joint::Beside
        && first.is_bare()
        && !range.is_bare()
        && !range.is_scaled()
        && neighbours(first, &next, first.low.value, range.low.value);
    fits.then_some(Draft { start: first.start, low: first.low, ..*range })
}

/// What joins two neighbouring drafts, if anything does.
fn joint(s: &Sentence, first: &Draft, second: &Draft) -> Option<Joint> {
    let mut at = first.end;
    // "three plus to four times", "10-plus to 15".
    if s.is(at, Sense::Hyphen) && s.is(at + 1, Sense::Plus) {
        at += 2;
    } else if s.is(at, Sense::Plus) && s.is(at + 1, Sense::To) {
        at += 1;
    }
    // "five-to-seven percent".
    if s.is(at, Sense::Hyphen) && s.is(at + 1, Sense::To) && s.is(at + 2, Sense::Hyphen) && at + 3 == second.start {
        return Some(Joint::To);
    }
    let separator = at;
    let comma = s.is(at, Sense::Comma);
    if comma {
        at += 1;
        while s.is(at, Sense::Filler) && !s.is(at, Sense::Article) && at < second.start {
            at += 1;
        }
        at += usize::from(s.is(at, Sense::Comma));
    }
    let joint = if s.is(at, Sense::To | Sense::Through) {
        Some(Joint::To)
    } else if s.is(at, Sense::Hyphen) || s.is(at, Sense::Dash) && s.text(at).len() > 2 && s.glued(at) {
        Some(Joint::Hyphen)
    } else if s.is(at, Sense::And) && !comma {
        Some(Joint::And)
    } else if s.is(at, Sense::Or) {
        Some(Joint::Or)
    } else {
        None
    };
    at += usize::from(joint.is_some());
    while at < second.start && s.is(at, Sense::Filler | Sense::HedgeBefore) && at < separator + 6 {
        at += 1;
    }
    if at != second.start {
        return None;
    }
    Some(joint.unwrap_or(Joint::Beside))
}

/// Works out both ends of the range with what each takes from the other; none where the two do not go together.
fn share(s: &Sentence, first: &Draft, second: &Draft, range: &mut Draft) -> Option<()> {
    let (mut low, mut high) = (*first, *second);
    let mut taken = Taken { scale: false, unit: false, from: (second.start, second.end) };
    let counted = |draft: &Draft| matches!(draft.measure, Measure::Bare | Measure::Count);
    range.measure = if first.measure == second.measure {
        first.measure
    } else if first.is_bare() {
        taken.unit = matches!(second.measure, Measure::Money(_) | Measure::PerShare(_));
        second.measure
    } else if second.is_bare() && matches!(first.measure, Measure::Money(_)) && !first.in_words {
        taken = Taken { unit: true, from: (first.start, first.end), ..taken };
        first.measure
    } else if second.is_bare() && second.in_words && first.in_words && s.is(first.end, Sense::Or) {
        // "one quarter or two".
        first.measure
    } else {
        match (first.measure, second.measure) {
            // "$0.07 to $0.10 per share", "€5 to 6 million".
            (Measure::Money(one), Measure::PerShare(other)) if one == other => second.measure,
            (Measure::Money(Some(one)), Measure::Money(None)) => Measure::Money(Some(one)),
            (Measure::Money(None), Measure::Money(Some(other))) => Measure::Money(Some(other)),
            (Measure::Count, Measure::Bare) => Measure::Count,
            _ => return None,
        }
    };
    if counted(first) && first.noun.is_some() && second.noun.is_some() && !same_noun(s, first, second) {
        return None;
    }
    range.noun = second.noun.or(first.noun);
    if second.is_scaled() && !first.is_scaled() {
        low = scaled_like(&low, &high)?;
        taken.scale = low.is_scaled();
    } else if first.is_scaled() && !second.is_scaled() && !matches!(second.measure, Measure::Percent | Measure::Count) {
        let plain = high.low.value < low.low.value;
        if plain {
            high = scaled_like(&high, &low)?;
            taken = Taken { scale: high.is_scaled(), from: (first.start, first.end), ..taken };
        }
    }
    range.low = low.low;
    range.high = high.low;
    range.scale = high.scale;
    if first.negative
        && !second.negative
        && second.low.value.is_sign_positive()
        && first.low.value + second.low.value < Decimal::ZERO
    {
        // "negative 5 to 3%": the sign is said once.
        range.high.value = -range.high.value;
    }
    range.negative = first.negative || second.negative;
    if taken.scale || taken.unit {
        range.inferred = Some(taken);
    }
    Some(())
}

fn same_noun(s: &Sentence, first: &Draft, second: &Draft) -> bool {
    let name = |draft: &Draft| draft.noun.and_then(|noun| crate::noun::name(s, noun));
    name(first) == name(second)
}

/// The draft with the scale of the other, or a thousandth of it where "500 to 1 billion" means 500 million.
fn scaled_like(draft: &Draft, other: &Draft) -> Option<Draft> {
    let mut scale = other.scale;
    // An amount in full ("$543,000 to $1 million") needs no scale.
    if draft.low.value >= Decimal::from(10_000) {
        return Some(*draft);
    }
    let thousand = Decimal::ONE_THOUSAND;
    if draft.low.value >= Decimal::from(100)
        && draft.low.value.checked_mul(scale)? > other.low.value
        && scale > thousand
        && draft.low.value * scale / thousand < other.low.value
    {
        scale = scale.checked_div(thousand)?;
    }
    let mut scaled = *draft;
    scaled.multiply(scale);
    scaled.scale = scale;
    Some(scaled)
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

/// "from 14% to 19%", "by $1.2 million to $3 million", "fell 3 days to 74": two figures, a change or a way between.
fn is_change(s: &Sentence, first: &Draft, second: &Draft, range: &Draft, floor: usize) -> bool {
    let mut at = first.start;
    // "the move from what I thought it was, maybe 27 to 30".
    if (first.start.saturating_sub(16).max(floor)..first.start)
        .any(|at| s.is(at, Sense::From) && s.text(at + 1).starts_with("wh"))
    {
        return true;
    }
    for _ in 0..5 {
        if at <= floor {
            return false;
        }
        if s.before(at, Sense::From) {
            let cue = (at.saturating_sub(4)..at - 1).any(|word| s.is(word, Sense::RangeCue));
            return !cue;
        }
        let full = !first.is_bare() && !second.is_bare() && (first.is_scaled() == second.is_scaled());
        if s.before(at, Sense::By) {
            return full;
        }
        if s.before(at, Sense::Rise | Sense::Decline) {
            // A change is small beside the level it leads to.
            return full && range.low.value * Decimal::from(3) < range.high.value;
        }
        if !s.before(at, Sense::Filler | Sense::HedgeBefore | Sense::Adverb | Sense::Article | Sense::Determiner) {
            return false;
        }
        at -= 1;
    }
    false
}

/// "2%, 3%", "9, 10 months", "five six percent": consecutive, or consecutive tens and fives.
fn neighbours(first: &Draft, second: &Draft, low: Decimal, high: Decimal) -> bool {
    let whole = low.fract().is_zero() && high.fract().is_zero();
    let (one, other) = (first.mantissa(), second.mantissa());
    let round = |by: u8| (one % Decimal::from(by)).is_zero() && (other % Decimal::from(by)).is_zero();
    let step = if round(10) && first.is_bare() {
        10
    } else if round(5) {
        5
    } else {
        1
    };
    let plain = one >= Decimal::ONE && other <= Decimal::ONE_HUNDRED && first.hedge != Some(Hedge::Plus);
    let alike = first.is_bare() && (!second.is_bare() || first.in_words && second.in_words)
        || first.measure == second.measure && !first.is_bare();
    whole && plain && alike && other - one <= Decimal::from(step) && other > one && first.noun.is_none()
}

/// Whether the list goes on: "117, 118, 119", "5 or 10 or 50%".
fn goes_on(s: &Sentence, second: &Draft, behind: Option<&Draft>, joint: Sense) -> bool {
    let more: Senses = joint | Sense::And | Sense::Or;
    let joints = 1 + usize::from(s.is(second.end, Sense::Comma) && s.is(second.end + 1, Sense::And | Sense::Or));
    behind.is_some_and(|third| s.is(second.end, more) && third.start <= second.end + joints)
}
