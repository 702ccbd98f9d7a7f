//! Fractions: "half", "two-thirds", "3/4", "½", "two out of five", and "and a half" behind a whole number.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::numeral::{Numeral, add_dozen, parse_digits};
use crate::sense::{SCALES, Sense, Senses};
use crate::sentence::Sentence;

/// How coarse a fraction is when said: "a third" of customers may be 30 or 35 %.
pub(crate) const FRACTION_STEP: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Units that are said in parts.
const PARTED: Senses = SCALES
    .and(Sense::Dozen)
    .and(Sense::Percent)
    .and(Sense::Percentage)
    .and(Sense::Point)
    .and(Sense::Basis)
    .and(Sense::CurrencyWord);

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// "½", of "2½" and "½ point".
pub(crate) fn vulgar_fraction(s: &Sentence, at: usize) -> Option<Decimal> {
    s.is(at, Sense::VulgarFraction).then(|| Decimal::new(i64::from(s.word(at).number), 3))
}

/// "3/4" at this token.
pub(crate) fn slash_fraction(s: &Sentence, at: usize) -> Option<Decimal> {
    if !(s.is_digits(at) && s.is(at + 1, Sense::Slash) && s.is_digits(at + 2) && !s.is(at + 3, Sense::Slash)) {
        return None;
    }
    let (over, _) = parse_digits(s.text(at))?;
    let (under, _) = parse_digits(s.text(at + 2))?;
    let plausible = over < under && under.scale() == 0 && under <= Decimal::from(16) && under >= Decimal::TWO;
    if plausible && !over.is_zero() { over.checked_div(under) } else { None }
}

/// "half a million", "half a dozen", "half a point", "half".
pub(crate) fn half(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut numeral = Numeral::new(at, at + 1, HALF, HALF);
    let of_scale = |at: usize| s.is(at, SCALES | Sense::Dozen | Sense::Hundred);
    let hyphen = usize::from(s.is(at + 1, Sense::Hyphen));
    let of_unit = |at: usize| {
        let unit = Sense::Percent | Sense::Percentage | Sense::Point | Sense::Time | Sense::Basis | Sense::CurrencyWord;
        s.is(at, unit) && !s.is(at, Sense::Decade)
    };
    let of_quantity = |at: usize| of_unit(at) || s.is(at, Sense::Technical) && s.text(at).len() > 3;
    if of_scale(at + 1 + hyphen) {
        numeral.end = at + 1 + hyphen;
    } else if s.is(at + 1, Sense::Article) && (of_scale(at + 2) || of_quantity(at + 2)) {
        numeral.end = at + 2;
    } else if hyphen == 0 && of_unit(at + 1) && (!s.is(at + 1, Sense::Time) || s.is_cue(at + 1, Cue::HalvedTime)) {
        numeral.end = at + 1;
    } else if let Some(unit) = unit_of_one(s, at + 1) {
        numeral.end = unit;
    } else if is_half_year(s, at) {
        return None;
    } else {
        numeral.fraction = true;
        numeral.step = FRACTION_STEP;
        return Some(numeral);
    }
    add_dozen(s, &mut numeral);
    Some(numeral)
}

/// "The half was stronger than we thought", "in the half, revenue rose": a part of the year.
fn is_half_year(s: &Sentence, at: usize) -> bool {
    let the = at.checked_sub(1).is_some_and(|before| s.says(before, &["the"]));
    let in_the = the && at.checked_sub(2).is_some_and(|before| s.is_cue(before, Cue::During));
    let is_subject = s.is(at + 1, Sense::Copula);
    let ends = s.is(at + 1, Sense::Comma | Sense::Stop) || at + 1 >= s.len();
    the && (is_subject || in_the && ends)
}

/// "two-thirds", "one-half", "a third of", "three quarters of a million".
pub(crate) fn part(s: &Sentence, numeral: &mut Numeral) -> bool {
    let hyphen = s.is(numeral.end, Sense::Hyphen);
    let at = numeral.end + usize::from(hyphen);
    let one = numeral.mantissa == Decimal::ONE;
    let fraction_of =
        s.is(at + 1, Sense::Of) && !s.is(at + 2, Sense::Year | Sense::Fiscal) && !s.is(at + 3, Sense::Year);
    let is_part = if s.is(at, Sense::Half) {
        one
    } else if s.is(at, Sense::Quarter) {
        // "one quarter" and "three quarters" are spans of time unless a hyphen or "of" says otherwise.
        let three = numeral.mantissa == Decimal::from(3) && s.is(at, Sense::Parts);
        let recent = s.before(numeral.start, Sense::HalfOf) || s.says(numeral.start.wrapping_sub(1), &["past"]);
        // "three quarters there".
        let done = s.is_cue(at + 1, Cue::Done);
        if one { s.is(at, Sense::Part) && fraction_of } else { three && (hyphen || fraction_of || done) && !recent }
    } else if s.is(at, Sense::Parts) {
        !one
    } else {
        one && s.is(at, Sense::Part) && (hyphen || fraction_of || !s.is_word(at + 1) || s.is(at + 1, Sense::Stop))
    };
    let under = Decimal::from(s.word(at).number);
    if !is_part || under.is_zero() || numeral.mantissa >= under {
        return false;
    }
    let Some(value) = numeral.mantissa.checked_div(under) else { return false };
    let unit = s.is(at + 1, Sense::Scale).then_some(at + 1).or_else(|| unit_of_one(s, at + 1));
    numeral.mantissa = value;
    numeral.step = FRACTION_STEP;
    numeral.fraction = unit.is_none();
    numeral.end = unit.unwrap_or(at + 1);
    true
}

/// The place of the unit in "of a million", "of a point", "of 1%", "of one percent", which a fraction is a part of.
fn unit_of_one(s: &Sentence, at: usize) -> Option<usize> {
    let one = s.is(at, Sense::Of) && (s.is(at + 1, Sense::Article) || s.says(at + 1, &["one", "1"]));
    (one && s.is(at + 2, PARTED)).then_some(at + 2)
}

/// "a quarter of a million", "a quarter point", "a third of a percent", at the part; the place of the unit.
pub(crate) fn part_of_unit(s: &Sentence, at: usize) -> Option<usize> {
    if !s.is(at, Sense::Part) {
        return None;
    }
    let hyphen = s.is(at + 1, Sense::Hyphen);
    let direct = at + 1 + usize::from(hyphen);
    let fourth = s.is(at, Sense::Quarter)
        && s.is(direct, Sense::Scale | Sense::Percent | Sense::Percentage | Sense::Point)
        && (hyphen || s.before(at, Sense::Article) || s.is(direct, Sense::Scale));
    if fourth { Some(direct) } else { unit_of_one(s, at + 1).filter(|_| s.before(at, Sense::Article)) }
}

/// "two out of five", "one in three", "nine in ten", "1 out of every 4".
pub(crate) fn out_of(s: &Sentence, numeral: &mut Numeral) -> bool {
    let at = numeral.end;
    let joint = if s.says(at, &["in"]) {
        1
    } else if s.says(at, &["out"]) && s.is(at + 1, Sense::Of) {
        2
    } else {
        return false;
    };
    let under_at = at + joint + usize::from(s.says(at + joint, &["every"]));
    let under = if s.is(under_at, Sense::Digit | Sense::Teen) {
        Decimal::from(s.word(under_at).number)
    } else if s.is_digits(under_at) && s.text(under_at).len() <= 3 {
        let Some((under, _)) = parse_digits(s.text(under_at)) else { return false };
        under
    } else {
        return false;
    };
    // "we opened two in five countries" is no fraction.
    if joint == 1 && numeral.mantissa != Decimal::ONE && under != Decimal::TEN {
        return false;
    }
    let unit = s.is(under_at + 1, Sense::Time | Sense::Percent | Sense::Scale | Sense::Hundred | Sense::Hyphen);
    if under <= numeral.mantissa || unit {
        return false;
    }
    let Some(value) = numeral.mantissa.checked_div(under) else { return false };
    (numeral.mantissa, numeral.step) = (value, FRACTION_STEP);
    (numeral.fraction, numeral.end) = (true, under_at + 1);
    true
}

/// "and a half", "-and-a-half", "and three quarters" behind a whole number.
pub(crate) fn and_part(s: &Sentence, numeral: &mut Numeral) -> bool {
    let skip_hyphen = |at: usize| at + usize::from(s.is(at, Sense::Hyphen));
    let and = skip_hyphen(numeral.end);
    if !s.is(and, Sense::And) || !numeral.mantissa.fract().is_zero() {
        return false;
    }
    let first = skip_hyphen(and + 1);
    // "8 and half billion", as it is said in India.
    let half = s.is(first, Sense::Half) && s.is(first + 1, SCALES | Sense::Percent | Sense::Time | Sense::Basis);
    let first = if half { first - 1 } else { first };
    let over = if half || s.is(first, Sense::Article) {
        1
    } else if s.is(first, Sense::Digit) {
        s.word(first).number
    } else {
        return false;
    };
    let at = skip_hyphen(first + 1);
    let named = if over == 1 { s.is(at, Sense::Half | Sense::Part) } else { s.is(at, Sense::Parts) };
    let under = s.word(at).number;
    if !named || under <= over {
        return false;
    }
    // "and a quarter" is a fraction only where the unit is still to come.
    if !s.is(at, Sense::Half) && !s.is(skip_hyphen(at + 1), SCALES | Sense::Percent | Sense::CurrencyWord | Sense::Time)
    {
        return false;
    }
    let Some(value) = Decimal::from(over).checked_div(Decimal::from(under)) else { return false };
    let Some(mantissa) = numeral.mantissa.checked_add(value) else { return false };
    numeral.mantissa = mantissa;
    numeral.step = if under == 2 { HALF } else { Decimal::new(25, 2) };
    numeral.end = at + 1;
    true
}
