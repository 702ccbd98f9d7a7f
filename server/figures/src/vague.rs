//! Vague figures: words that stand for a range of values.
//!
//! The formula for "low", "mid" and "high" of a ten X0 is [X0, X0 + 3.5], [X0 + 4, X0 + 6] and [X0 + 6.5, X0 + 10];
//! of a unit the same by tenths.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure};
use crate::figure::Displayed;
use crate::noun;
use crate::numeral::{parse_digits, power_of_ten};
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::unit::rate_at;

const THIRDS: Senses = Senses::NONE.and(Sense::Low).and(Sense::Mid).and(Sense::High);

/// What a vague figure is read at.
const HEADS: Senses = Senses::NONE
    .and(Sense::Breakeven)
    .and(Sense::Break)
    .and(Sense::Digit)
    .and(Sense::DigitCount)
    .and(Sense::Couple)
    .and(Sense::Hundred)
    .and(Sense::Scale)
    .and(Sense::Scales)
    .and(Sense::Decade)
    .and(Sense::Digits)
    .and(Sense::Tens);

/// Reads the vague figure around the number word at this token.
pub(crate) fn vague(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, HEADS) {
        return None;
    }
    let mut draft = breakeven(s, at)
        .or_else(|| figures(s, at, floor))
        .or_else(|| couple(s, at, floor))
        .or_else(|| several(s, at, floor))
        .or_else(|| plural_scale(s, at, floor))
        .or_else(|| third_of_ten(s, at, floor))?;
    // "high 70s and low 80s", "mid-single-digits to low double digits".
    if !draft.unbounded && s.is(draft.end, Sense::And | Sense::To | Sense::Or | Sense::Hyphen) {
        let from = draft.end + 1;
        let next = (from..from + 5).find_map(|at| third_of_ten(s, at, from).filter(|next| next.start == from));
        if let Some(next) = next
            && draft.measure != Measure::Multiple
            && draft.low.value <= next.high.value
        {
            draft.high = next.high;
            draft.end = next.end;
            if next.measure != Measure::Bare {
                draft.measure = next.measure;
            }
        }
    }
    Some(draft)
}

/// A vague draft between two values.
fn between(start: usize, end: usize, low: Decimal, high: Decimal) -> Draft {
    let exact = |value| Displayed { value, precision: Decimal::ZERO };
    Draft { form: Form::Vague, low: exact(low), high: exact(high), ..Draft::exactly(start, end, exact(low)) }
}

/// "breakeven", "break-even", "break even".
fn breakeven(s: &Sentence, at: usize) -> Option<Draft> {
    let end = if s.is(at, Sense::Breakeven) {
        at + 1
    } else {
        let hyphen = usize::from(s.is(at + 1, Sense::Hyphen));
        if !(s.is(at, Sense::Break) && s.is_cue(at + 1 + hyphen, Cue::Even)) {
            return None;
        }
        at + 2 + hyphen
    };
    Some(Draft { measure: Measure::Money(None), ..between(at, end, Decimal::ZERO, Decimal::ZERO) })
}

/// "seven figures", "six-figure", "low nine figures", "mid-five-figure".
fn figures(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let hyphen = usize::from(s.is(at + 1, Sense::Hyphen));
    if !s.is(at, Sense::Digit) || !s.is(at + 1 + hyphen, Sense::FiguresNoun) {
        return None;
    }
    let digits = u32::from(s.word(at).number);
    if !(2..=10).contains(&digits) {
        return None;
    }
    let one = power_of_ten(digits - 1)?;
    let (mut start, mut low, mut high) = (at, one, power_of_ten(digits)? - Decimal::ONE);
    let joint = usize::from(s.before(at, Sense::Hyphen));
    if let Some(third) = at.checked_sub(1 + joint).filter(|&third| third >= floor && s.is(third, THIRDS)) {
        let (from, to) = third_named(s, third);
        // No number of so many digits begins with a zero.
        (start, low, high) = (third, one.max(from * one), high.min(to * one));
    }
    Some(Draft { measure: Measure::Money(None), ..between(start, at + 2 + hyphen, low, high) })
}

/// "a couple of weeks", "a couple hundred million".
fn couple(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, Sense::Couple) {
        return None;
    }
    let start = at - usize::from(at > floor && s.before(at, Sense::Article));
    let end = at + 1 + usize::from(s.is(at + 1, Sense::Of));
    let mut draft = between(start, end, Decimal::TWO, Decimal::TWO);
    unit(s, &mut draft);
    let measured = draft.measure != Measure::Bare || s.token(end).is_none() || draft.noun.is_some();
    measured.then_some(draft)
}

/// "several hundred", "a few million dollars": no bound is known.
fn several(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, Sense::Scale | Sense::Hundred) || at <= floor || !s.is_cue(at - 1, Cue::Several) {
        return None;
    }
    let start = at - 1 - usize::from(at > floor + 1 && s.before(at - 1, Sense::Article));
    let mut draft = Draft { unbounded: true, ..between(start, at, Decimal::ONE, Decimal::ONE) };
    unit(s, &mut draft);
    Some(draft)
}

/// "hundreds of", "tens of millions of dollars".
fn plural_scale(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, Sense::Scales) || at > floor && s.before(at, Sense::Determiner) {
        return None;
    }
    let mut scale = power_of_ten(u32::from(s.word(at).power))?;
    let mut high = if s.word(at).power <= 2 { Decimal::TEN } else { Decimal::ONE_THOUSAND };
    let mut end = at + 1;
    while s.is(end, Sense::Of) && s.is(end + 1, Sense::Scales) {
        scale = scale.checked_mul(power_of_ten(u32::from(s.word(end + 1).power))?)?;
        end += 2;
    }
    // Of whole numbers the last: hundreds run to 999, hundreds of millions to 999 million.
    let last = if s.word(at).power <= 2 { power_of_ten(u32::from(s.word(at).power))? } else { scale };
    high = scale.checked_mul(high)?.checked_sub(scale.checked_div(last)?)?;
    let mut draft = between(at, end, scale, high);
    draft.scale = scale;
    let of = usize::from(s.is(end, Sense::Of));
    if s.is(end + of, Sense::CurrencyWord) {
        draft.measure = Measure::Money(s.coin(end + of).currency);
        draft.end = end + of + 1;
    } else {
        draft.noun = noun::directly_behind(s, end + of);
        // "millions of people" are as many people; "millions of savings" are money.
        if of == 1 && draft.noun.is_some_and(|noun| !s.is(noun.start, Sense::MoneyCue)) {
            draft.measure = Measure::Count;
        }
    }
    Some(draft)
}

/// "double-digit", "low single digits", "mid-40 million", "high 70s", "low-to-mid teens", "low 7s".
fn third_of_ten(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    // Most numbers are none at a glance: neither "low" nor the like before them, nor an "s" behind.
    let is_third = |at: usize| s.is(at, THIRDS);
    if s.is_digits(at) && !s.glued(at + 1) && !(at.saturating_sub(3).max(floor)..at).any(is_third) {
        return None;
    }
    let currency = at > floor && s.before(at, Sense::CurrencySign);
    let thirds = Thirds::before(s, at, at - usize::from(currency), floor);
    let start = thirds.start;
    if s.before(start, Sense::Determiner) && s.says(start, &["high"]) && s.is_cue(start + 1, Cue::Even) {
        return None;
    }
    let ten = ten_at(s, at, &thirds)?;
    let tenth = ten.width.checked_div(Decimal::TEN)?;
    let (low, high) = match thirds.named {
        Some((first, last)) => {
            (ten.start + third_named(s, first).0 * tenth, ten.start + third_named(s, last).1 * tenth)
        }
        None => ten.all?,
    };
    let plus = s.is(ten.end, Sense::Plus) && s.is(ten.end + 1, Sense::Percent | Sense::Scale);
    let mut draft = between(start, ten.end + usize::from(plus), low, high);
    if currency {
        draft.measure = Measure::Money(s.coin(at - 1).currency);
    }
    unit(s, &mut draft);
    if s.is(at, Sense::DigitCount) && s.is(at + 1, Sense::Hyphen | Sense::DigitsNoun) && draft.measure == Measure::Bare
    {
        draft.measure = Measure::Percent;
    }
    Some(draft)
}

/// The "low", "mid" or "high" before a ten.
struct Thirds {
    /// Where they begin, or the ten does.
    start: usize,
    /// The first and the last of them: "mid-to-high".
    named: Option<(usize, usize)>,
    /// Whether a hyphen stands before the ten.
    hyphen: bool,
}

impl Thirds {
    /// Those before the ten at this token; with its sign of currency it begins at `start`.
    fn before(s: &Sentence, at: usize, start: usize, floor: usize) -> Thirds {
        let hyphen = start > floor && s.before(start, Sense::Hyphen);
        // "low-to-mid, single-digit".
        let comma = start > floor && s.before(start, Sense::Comma) && s.is(at, Sense::DigitCount);
        let end = start - usize::from(hyphen || comma);
        if end <= floor || !s.before(end, THIRDS) {
            return Thirds { start, named: None, hyphen };
        }
        let last = end - 1;
        // "mid-to-high", "low to mid", "mid- to high-".
        let mut joint = last;
        while joint > floor && joint + 3 > last && s.before(joint, Sense::Hyphen | Sense::To) {
            joint -= 1;
        }
        let joined = joint < last && (s.is(joint, Sense::To) || s.is(joint + 1, Sense::To));
        let first = if joined && joint > floor && s.before(joint, THIRDS) { joint - 1 } else { last };
        Thirds { start: first, named: Some((first, last)), hyphen }
    }
}

/// What "low", "mid" or "high" stand for, in tenths of the whole.
fn third_named(s: &Sentence, at: usize) -> (Decimal, Decimal) {
    if s.is(at, Sense::Low) {
        (Decimal::ZERO, Decimal::new(35, 1))
    } else if s.is(at, Sense::Mid) {
        (Decimal::from(4), Decimal::from(6))
    } else {
        (Decimal::new(65, 1), Decimal::TEN)
    }
}

/// A ten, as words leave it open where in it a value lies: "30s", "teens", "double digits".
struct Ten {
    start: Decimal,
    width: Decimal,
    /// What it stands for without "low" or "high"; none where it must be said.
    all: Option<(Decimal, Decimal)>,
    /// The place behind.
    end: usize,
}

impl Ten {
    fn new(start: Decimal, end: usize) -> Ten {
        Ten { start, width: Decimal::TEN, all: Some((start, start + Decimal::TEN)), end }
    }
}

fn ten_at(s: &Sentence, at: usize, thirds: &Thirds) -> Option<Ten> {
    if let Some(ten) = digits_at(s, at) {
        return Some(ten);
    }
    let number = Decimal::from(s.word(at).number);
    let qualified = thirds.named.is_some();
    if s.is(at, Sense::Decade) {
        let teens = number == Decimal::TEN;
        return (qualified || !teens).then(|| Ten::new(number, at + 1));
    }
    if !s.is_digits(at) && !s.is(at, Sense::Tens) {
        return None;
    }
    let value = if s.is_digits(at) { parse_digits(s.text(at))?.0 } else { number };
    if !value.fract().is_zero() || s.text(at).len() > 3 && s.is_digits(at) {
        return None;
    }
    let apostrophe = usize::from(s.is(at + 1, Sense::Apostrophe));
    let plural = s.is_digits(at) && s.glued(at + 1) && s.says(at + 1 + apostrophe, &["s"]);
    let round = (value % Decimal::TEN).is_zero() && !value.is_zero();
    let end = at + 1 + if plural { 1 + apostrophe } else { 0 };
    let measured = s.is(end, Sense::Percent | Sense::Scale | Sense::BasisPoints | Sense::Basis);
    let capital_m = s.glued(end) && s.is(end, Sense::LetterScale);
    if round && (plural || qualified && (thirds.hyphen || measured || capital_m)) {
        let ten = Ten::new(value, end);
        return Some(Ten { all: ten.all.filter(|_| plural && value < Decimal::ONE_HUNDRED), ..ten });
    }
    // "high-5%": a part of one.
    let of_one = plural || thirds.hyphen && (measured || s.is(end, Sense::TimesSign));
    (qualified && of_one && value < Decimal::ONE_HUNDRED).then_some(Ten {
        start: value,
        width: Decimal::ONE,
        all: None,
        end,
    })
}

/// "single digits", "double-digit".
fn digits_at(s: &Sentence, at: usize) -> Option<Ten> {
    let noun = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    if !s.is(at, Sense::DigitCount) || !s.is(noun, Sense::DigitsNoun) {
        return None;
    }
    let digits = u32::from(s.word(at).number);
    let low = power_of_ten(digits.checked_sub(1)?)?;
    let high = power_of_ten(digits)? - Decimal::ONE;
    let all = Some((low, high));
    if digits == 1 {
        return Some(Ten { all, ..Ten::new(Decimal::ZERO, noun + 1) });
    }
    // "low double digits" are the low tens; "high double digits" are not the high tens.
    let is_low = (1..=2).any(|back| at.checked_sub(back).is_some_and(|third| s.is(third, Sense::Low)));
    let width = if is_low { Decimal::TEN } else { high - low };
    Some(Ten { start: low, width, all, end: noun + 1 })
}

/// Scale and unit behind a vague number: "million range", "% range", "percent", "hundred million dollars".
fn unit(s: &Sentence, draft: &mut Draft) {
    let skip = |at: usize| at + usize::from(s.is(at, Sense::Hyphen));
    let mut end = draft.end;
    while s.is(skip(end), Sense::Scale | Sense::Scales | Sense::Hundred)
        || s.glued(end) && s.is(end, Sense::LetterScale)
    {
        end = skip(end);
        let power = if s.is(end, Sense::Hundred) { 2 } else { s.word(end).power };
        if let Some(scale) = power_of_ten(u32::from(power)) {
            draft.take_scale(scale);
        }
        end += 1;
    }
    let scaled = draft.scale != Decimal::ONE;
    if scaled && draft.measure == Measure::Bare {
        draft.measure = Measure::Money(None);
    }
    draft.end = end;
    let end = skip(end);
    let found = rate_at(s, draft, end).or_else(|| {
        let measure = if s.is(end, Sense::CurrencyWord) {
            let coin = s.coin(end);
            draft.multiply(coin.worth);
            Measure::Money(coin.currency)
        } else if s.is(end, Sense::Time) && !s.before(draft.end, Sense::DigitsNoun) {
            Measure::Time(s.word(end).unit)
        } else if s.is(end, Sense::Times) || s.is(end, Sense::TimesSign) && s.glued(end) {
            Measure::Multiple
        } else {
            return None;
        };
        Some((measure, end + 1))
    });
    if let Some((measure, end)) = found {
        draft.measure = measure;
        draft.end = end;
    } else if let Some(noun) = noun::directly_behind(s, draft.end)
        && !s.is(noun.start, Sense::Talk | Sense::RangeNoun | Sense::DigitsNoun)
    {
        draft.noun = Some(noun);
        if matches!(draft.measure, Measure::Money(None)) && scaled {
            draft.measure = Measure::Count;
        }
    }
}
