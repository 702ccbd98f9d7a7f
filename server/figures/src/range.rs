//! Ranges: two numbers that make one figure and share scale and unit both ways.

use rust_decimal::Decimal;

use crate::change::{Around, is_change};
use crate::chinese;
use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure, Taken};
use crate::figure::Hedge;
use crate::hedge;
use crate::number_words::behind_hesitation;
use crate::numeral::power_of_ten;
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;

/// The dash that stands between the ends of a range, whatever space is around it.
pub(crate) const EN_DASH: &str = "–";

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
        let floor_before = at.checked_sub(2).map_or(0, |earlier| drafts[earlier].end);
        if before.is_some_and(|before| is_difference(s, &before, &first, &second)) {
            continue;
        }
        // What has become part of a range keeps its place, empty, until the end.
        let behind = drafts[at + 2..].iter().take(2).find(|draft| !draft.is_part_of_range());
        let floor = before.map_or(0, |before| before.end);
        let moved = at >= 2 && is_moved_range(s, &drafts[at - 2], &drafts[at - 1], &first);
        if before.is_some_and(|before| has_its_end(s, &before, &first, &second)) {
            continue;
        }
        let around = Around { before, floor, floor_before, behind };
        if let Some(range) = joined(s, &first, &second, &around, moved) {
            drafts[at + 1] = drafts[at + 1].absorbed();
            drafts[at] = range;
            // The next number to the left looks at its neighbour, which is this range.
        }
    }
    drafts.retain(|draft| !draft.is_part_of_range());
}

/// "your 12 extra buses were 40 to 52": of what has just been counted, the way between two levels and no other count.
fn is_difference(s: &Sentence, said: &Draft, first: &Draft, second: &Draft) -> bool {
    let plain = said.form == Form::Single && matches!(said.measure, Measure::Bare | Measure::Count);
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

fn joined(s: &Sentence, first: &Draft, second: &Draft, around: &Around, moved: bool) -> Option<Draft> {
    let (floor, behind) = (around.floor, around.behind);
    let breakeven = first.form == Form::Vague && first.low == first.high && first.low.value.is_zero();
    let single = first.form == Form::Single || breakeven && matches!(second.measure, Measure::Money(_));
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
    let mut range = Draft { end: second.end, form: Form::Range, ..*first };
    share(s, first, second, &mut range)?;
    let (low, high) = (range.low.value, range.high.value);
    let between = has_between(s, first, floor);
    let fits = match joint {
        Joint::And => between,
        Joint::To => {
            let named = s.is(second.end, Sense::RangeNoun);
            // "($0.09) to ($0.11)": losses are said from the smaller one on.
            let ascends = low < high || first.negative && second.negative;
            between || (moved || named || !is_change(s, first, second, &range, around)) && ascends
        }
        Joint::Hyphen => low < high,
        Joint::Or => {
            let near = low < high && high <= low * Decimal::TWO;
            let other = !first.is_bare() && is_counted_otherwise(s, second.end);
            // "$1.3 billion, or $1.82": an amount in full, for each of something.
            let in_full = first.is_scaled() && !second.is_scaled() && matches!(second.measure, Measure::Money(_));
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
    in_currency || on_basis || joined || s.cues(behind, Cue::CountedOtherwise)
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
    let dash = s.is(at, Sense::Dash) && (s.text(at).len() > 2 && s.glued(at) || s.text(at) == EN_DASH);
    let joint = if s.is(at, Sense::To | Sense::Through) {
        Some(Joint::To)
    } else if s.is(at, Sense::Hyphen) || dash {
        Some(Joint::Hyphen)
    } else if s.is(at, Sense::And) && !comma {
        Some(Joint::And)
    } else if s.is(at, Sense::Or) {
        Some(Joint::Or)
    } else {
        None
    };
    at += usize::from(joint.is_some());
    if joint.is_none() && !comma && at != second.start {
        // "10% of the 15%": what stands between is no hesitation.
        return (behind_interjection(s, at) == second.start).then_some(Joint::Beside);
    }
    if joint == Some(Joint::To) || joint == Some(Joint::Or) {
        at = behind_interjection(s, at);
    }
    while at < second.start && s.is(at, Sense::Filler | Sense::HedgeBefore) && at < separator + 8 {
        at += 1;
    }
    // "minus 2% to plus 3%".
    let signed = matches!(joint, Some(Joint::To | Joint::And)) && at + 1 == second.start && is_positive(s, second);
    if at != second.start && !signed {
        return None;
    }
    Some(joint.unwrap_or(Joint::Beside))
}

/// Whether the sign of a gain was said: "plus 3%", "positive 3%".
fn is_positive(s: &Sentence, draft: &Draft) -> bool {
    s.before(draft.start, Sense::Plus) || draft.start > 0 && s.says(draft.start - 1, &["positive"])
}

/// The place behind ", uh," or ", you know,"; the place itself where nothing of the kind stands there.
fn behind_interjection(s: &Sentence, at: usize) -> usize {
    let from = behind_hesitation(s, at);
    let comma = usize::from(s.is(from, Sense::Comma));
    if s.says(from + comma, &["you"]) && s.says(from + comma + 1, &["know"]) {
        let end = from + comma + 2;
        return behind_hesitation(s, end + usize::from(s.is(end, Sense::Comma)));
    }
    from
}

/// Works out both ends of the range with what each takes from the other; none where the two do not go together.
fn share(s: &Sentence, first: &Draft, second: &Draft, range: &mut Draft) -> Option<()> {
    let (mut low, mut high) = (*first, *second);
    let mut taken = Taken { scale: false, unit: false, from: (second.start, second.end) };
    let counted = |draft: &Draft| matches!(draft.measure, Measure::Bare | Measure::Count);
    if first.is_bare() && second.worth != Decimal::ONE {
        // "5 to 6 cents".
        low = low.in_coins_of(second);
    }
    if let Some(hundreds) = shared_hundreds(s, first, second) {
        low.multiply(hundreds);
    }
    range.measure = if first.measure == second.measure {
        first.measure
    } else if first.is_bare() {
        taken.unit = matches!(second.measure, Measure::Money(_) | Measure::PerShare(_));
        second.measure
    } else if second.is_bare() && matches!(first.measure, Measure::Money(_)) && !first.in_words {
        taken = Taken { unit: true, from: (first.start, first.end), ..taken };
        first.measure
    } else if second.is_bare() && first.measure == Measure::Percent && chinese::is_number(s, second.start) {
        // "百分之十到十五".
        first.measure
    } else if second.is_bare() && second.in_words && first.in_words && s.is(first.end, Sense::Or) {
        // "one quarter or two".
        first.measure
    } else {
        match (first.measure, second.measure) {
            // "$0.07 to $0.10 per share", not "$1.3 billion, or $1.82 per share"; "€5 to 6 million".
            (Measure::Money(one), Measure::PerShare(other)) if one == other && !first.is_scaled() => second.measure,
            (Measure::Money(Some(one)), Measure::Money(None)) => Measure::Money(Some(one)),
            (Measure::Money(None), Measure::Money(Some(other))) => Measure::Money(Some(other)),
            (Measure::Count, Measure::Bare) => Measure::Count,
            // "1.5x to 2x leverage".
            (Measure::Multiple, ratio @ Measure::Ratio(_)) | (ratio @ Measure::Ratio(_), Measure::Multiple) => ratio,
            // "half to a full point".
            (Measure::Multiple, part @ (Measure::Percent | Measure::Points | Measure::BasisPoints))
                if first.fraction =>
            {
                part
            }
            _ => return None,
        }
    };
    if counted(first) && first.noun.is_some() && second.noun.is_some() && !same_noun(s, first, second) {
        return None;
    }
    range.noun = second.noun.or(first.noun);
    let in_full = first.is_bare() && !second.is_scaled() && matches!(second.measure, Measure::Money(_));
    if second.is_scaled() && !first.is_scaled() || in_full {
        low = scaled_like(&low, &high)?;
        taken.scale = low.is_scaled();
    } else if first.is_scaled() && !second.is_scaled() && !matches!(second.measure, Measure::Percent | Measure::Count) {
        let plain = high.low.value < low.low.value;
        if plain {
            high.take_scale(low.scale);
            taken = Taken { scale: high.is_scaled(), from: (first.start, first.end), ..taken };
        }
    }
    if low.withdrawn || high.withdrawn {
        return None;
    }
    range.low = low.low;
    range.high = high.low;
    range.scale = high.scale;
    if first.negative
        && !second.negative
        && second.low.value.is_sign_positive()
        && !is_positive(s, second)
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

/// The hundred of "two to three hundred" and "four or five hundred thousand", which is said once.
fn shared_hundreds(s: &Sentence, first: &Draft, second: &Draft) -> Option<Decimal> {
    let digit = |at: usize| s.is(at, Sense::Digit).then(|| s.word(at).number);
    let said_once = first.end == first.start + 1 && s.is(second.start + 1, Sense::Hundred);
    (said_once && digit(first.start)? < digit(second.start)? && digit(first.start)? > 0).then_some(Decimal::ONE_HUNDRED)
}

fn same_noun(s: &Sentence, first: &Draft, second: &Draft) -> bool {
    let name = |draft: &Draft| draft.noun.and_then(|noun| crate::noun::name(s, noun));
    name(first) == name(second)
}

/// The draft with the scale of the other, or a thousandth of it where "500 to 1 billion" means 500 million.
fn scaled_like(draft: &Draft, other: &Draft) -> Option<Draft> {
    let mut scale = other.scale;
    let (low, thousand) = (draft.low.value, Decimal::ONE_THOUSAND);
    // An amount in full ("$543,000 to $1 million") needs no scale.
    if low >= Decimal::from(10_000) {
        return Some(*draft);
    }
    if !other.is_scaled() {
        // "between 26 and $32,000,000": of as many millions.
        let of_unit = |unit: &Decimal| {
            let scaled = low.checked_mul(*unit);
            scaled.is_some_and(|low| low < other.low.value && low * Decimal::TEN >= other.low.value)
        };
        let unit = [9, 6, 3].into_iter().filter_map(power_of_ten).find(of_unit);
        scale = unit.filter(|_| other.low.value >= Decimal::from(1_000_000)).unwrap_or(scale);
    } else if low >= Decimal::from(100)
        && low.checked_mul(scale)? > other.low.value
        && scale > thousand
        && low * scale / thousand < other.low.value
    {
        scale = scale.checked_div(thousand)?;
    }
    let mut scaled = *draft;
    scaled.take_scale(scale);
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
        && !matches!(second.measure, Measure::Bare | Measure::Count)
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
