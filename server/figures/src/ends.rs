//! The ends of a range: what is said once, scale, unit and sign, goes for both.

use rust_decimal::Decimal;

use crate::draft::{Draft, Form, Measure, Taken};
use crate::joint::is_positive;
use crate::numeral::power_of_ten;
use crate::sense::Sense;
use crate::sentence::Sentence;
use crate::{chinese, noun};

/// The range of two numbers with what each takes from the other; none where they do not go together.
pub(crate) fn range_of(s: &Sentence, first: &Draft, second: &Draft) -> Option<Draft> {
    let measure = common_measure(s, first, second)?;
    let counts = first.measure.counts();
    if counts && first.noun.is_some() && second.noun.is_some() && !same_noun(s, first, second) {
        return None;
    }
    let (low, high) = scaled_alike(s, first, second)?;
    if low.withdrawn || high.withdrawn {
        return None;
    }
    let mut range = Draft {
        end: second.end,
        form: Form::Range,
        low: low.low,
        high: high.low,
        scale: high.scale,
        measure,
        noun: second.noun.or(first.noun),
        negative: first.negative || second.negative,
        ..*first
    };
    if is_negative_once(s, first, second) {
        range.high.value = -range.high.value;
    }
    let lends_unit = measure.is_amount();
    let from_first = second.is_bare() && lends_unit && !first.in_words;
    let taken = Taken {
        scale: low.is_scaled() != first.is_scaled() || high.is_scaled() != second.is_scaled(),
        unit: first.measure != second.measure && (first.is_bare() && lends_unit || from_first),
        from: if from_first || high.is_scaled() != second.is_scaled() {
            (first.start, first.end)
        } else {
            (second.start, second.end)
        },
    };
    if taken.scale || taken.unit {
        range.inferred = Some(taken);
    }
    Some(range)
}

/// The measure of two numbers of which one may leave it to the other; none where they measure different things.
fn common_measure(s: &Sentence, first: &Draft, second: &Draft) -> Option<Measure> {
    if first.measure == second.measure {
        return Some(first.measure);
    }
    if first.is_bare() {
        return Some(second.measure);
    }
    if second.is_bare() {
        // "$5 to 6 million"; in words, "$5 million to ten", the second is mostly a count.
        let money = first.measure.is_money() && !first.in_words;
        // "百分之十到十五".
        let chinese = first.measure == Measure::Percent && chinese::is_number(s, second.start);
        // "one quarter or two".
        let in_words = second.in_words && first.in_words && s.is(first.end, Sense::Or);
        if money || chinese || in_words {
            return Some(first.measure);
        }
    }
    match (first.measure, second.measure) {
        // "$0.07 to $0.10 per share", not "$1.3 billion, or $1.82 per share"; "€5 to 6 million".
        (Measure::Money(one), Measure::PerShare(other)) if one == other && !first.is_scaled() => Some(second.measure),
        (Measure::Money(one @ Some(_)), Measure::Money(None)) => Some(Measure::Money(one)),
        (Measure::Money(None), Measure::Money(other @ Some(_))) => Some(Measure::Money(other)),
        (Measure::Count, Measure::Bare) => Some(Measure::Count),
        // "1.5x to 2x leverage".
        (Measure::Multiple, ratio @ Measure::Ratio(_)) | (ratio @ Measure::Ratio(_), Measure::Multiple) => Some(ratio),
        // "half to a full point".
        (Measure::Multiple, part @ (Measure::Percent | Measure::Points | Measure::BasisPoints)) if first.fraction => {
            Some(part)
        }
        _ => None,
    }
}

/// The two numbers with the coins, the hundred and the scale that only one of them has; none where the first cannot
/// take the scale of the second.
fn scaled_alike(s: &Sentence, first: &Draft, second: &Draft) -> Option<(Draft, Draft)> {
    let (mut low, mut high) = (*first, *second);
    if first.is_bare() && second.worth != Decimal::ONE {
        // "5 to 6 cents".
        low = low.in_coins_of(second);
    }
    if let Some(hundreds) = shared_hundreds(s, first, second) {
        low.multiply(hundreds);
    }
    let in_full = first.is_bare() && !second.is_scaled() && second.measure.is_money();
    if second.is_scaled() && !first.is_scaled() || in_full {
        low = scaled_like(&low, &high)?;
    } else if first.is_scaled()
        && !second.is_scaled()
        && !matches!(second.measure, Measure::Percent | Measure::Count)
        && high.low.value < low.low.value
    {
        high.take_scale(low.scale);
    }
    Some((low, high))
}

/// "negative 5 to 3%": the sign is said once and goes for both.
fn is_negative_once(s: &Sentence, first: &Draft, second: &Draft) -> bool {
    first.negative
        && !second.negative
        && second.low.value.is_sign_positive()
        && !is_positive(s, second)
        && first.low.value + second.low.value < Decimal::ZERO
}

/// The hundred of "two to three hundred" and "four or five hundred thousand", which is said once.
fn shared_hundreds(s: &Sentence, first: &Draft, second: &Draft) -> Option<Decimal> {
    let digit = |at: usize| s.is(at, Sense::Digit).then(|| s.word(at).number);
    let said_once = first.end == first.start + 1 && s.is(second.start + 1, Sense::Hundred);
    (said_once && digit(first.start)? < digit(second.start)? && digit(first.start)? > 0).then_some(Decimal::ONE_HUNDRED)
}

fn same_noun(s: &Sentence, first: &Draft, second: &Draft) -> bool {
    let name = |draft: &Draft| draft.noun.and_then(|noun| noun::name(s, noun));
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
