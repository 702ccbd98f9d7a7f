//! Reading numerals: digits and number words up to and with the scale, without unit and sign.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::figure::Hedge;
use crate::fraction::{FRACTION_STEP, and_part, half, out_of, part_of_unit, slash_fraction, vulgar_fraction};
use crate::noun;
use crate::number_words::{behind_hesitation, decimals, in_words};
use crate::numeral::{Numeral, TOO_LARGE, add_dozen, parse_digits, power_of_ten};
use crate::sense::{SCALES, SMALL, Sense, Senses};
use crate::sentence::Sentence;

/// Reads the numeral that starts at this token. An article before it ("a million") is the caller's to find.
pub(crate) fn numeral(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut numeral = if s.is_digits(at) {
        in_digits(s, at)?
    } else if s.is(at, Sense::Half) {
        half(s, at)?
    } else if let Some(value) = vulgar_fraction(s, at) {
        let end = at + 1 + usize::from(s.is(at + 1, Sense::Of) && s.is(at + 2, Sense::Article)) * 2;
        let measured = s.is(end, Sense::Percent | Sense::Point | Sense::Scale | Sense::Time | Sense::Basis);
        let end = if measured { end } else { at + 1 };
        Numeral { fraction: !measured, ..Numeral::new(at, end, value, FRACTION_STEP) }
    } else if let Some(unit) = part_of_unit(s, at) {
        let value = Decimal::ONE.checked_div(Decimal::from(s.word(at).number))?;
        Numeral::new(at, unit, value, if s.is(at, Sense::Quarter) { value } else { FRACTION_STEP })
    } else if s.is(at, SMALL | Sense::Hundred | Sense::Scale | Sense::Dozen) {
        in_words(s, at)?
    } else {
        return None;
    };
    add_plus(s, &mut numeral);
    add_odd(s, &mut numeral);
    add_scales(s, &mut numeral);
    Some(numeral)
}

/// "22", "22.4", "2 1/4", "22 point 4", "2 and a half".
fn in_digits(s: &Sentence, at: usize) -> Option<Numeral> {
    let (mantissa, step) = parse_digits(s.text(at)).unwrap_or((TOO_LARGE, Decimal::ONE));
    let mut numeral = Numeral { in_words: false, ..Numeral::new(at, at + 1, mantissa, step) };
    if let Some(written) = grouped_by_spaces(s, &numeral).or_else(|| behind_decimal_comma(s, &numeral)) {
        return Some(written);
    }
    if let Some(value) = slash_fraction(s, at) {
        return Some(Numeral { end: at + 3, mantissa: value, step: FRACTION_STEP, fraction: true, ..numeral });
    }
    // "2 1/4", "2-1/4".
    let over = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && s.glued(at + 2));
    if let Some(value) = slash_fraction(s, over)
        && value < Decimal::ONE
        && mantissa.scale() == 0
    {
        return Some(Numeral { end: over + 3, mantissa: mantissa.checked_add(value)?, step: FRACTION_STEP, ..numeral });
    }
    if let Some(value) = vulgar_fraction(s, at + 1)
        && s.glued(at + 1)
        && mantissa.scale() == 0
    {
        return Some(Numeral { end: at + 2, mantissa: mantissa.checked_add(value)?, step: FRACTION_STEP, ..numeral });
    }
    if mantissa.scale() == 0 && out_of(s, &mut numeral) {
        return Some(numeral);
    }
    if s.is(at + 1, Sense::Point) {
        decimals(s, &mut numeral);
    }
    if mantissa.scale() == 0 {
        add_dozen(s, &mut numeral);
    }
    and_part(s, &mut numeral);
    Some(numeral)
}

/// "1 000 000", "SEK 1 234", "1 352.1 cents": groups of three digits behind spaces. A single group needs a currency before
/// the number, or a scale or a coin behind it: "We have 12 500 seats" may be twelve of another kind.
fn grouped_by_spaces(s: &Sentence, first: &Numeral) -> Option<Numeral> {
    let whole = |at: usize| s.text(at).split_once('.').map_or(s.text(at), |(whole, _)| whole);
    let is_three_digits = |whole: &str| whole.len() == 3 && !whole.contains(',');
    let group = |at: &usize| s.is_digits(*at) && !s.glued(*at) && is_three_digits(whole(*at)) && s.is_plain(*at - 1);
    let lead = s.text(first.start);
    if lead.len() > 3 || !s.is_plain(first.start) || lead.starts_with('0') {
        return None;
    }
    let groups = (first.end..first.end + MOST_GROUPS).take_while(group).count();
    let end = first.end + groups;
    if groups == 0 {
        return None;
    }
    let (mut mantissa, mut step) = (first.mantissa, first.step);
    for at in first.end..end {
        let (group, finest) = parse_digits(s.text(at))?;
        mantissa = mantissa.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(group)?;
        step = finest;
    }
    let grouped = Numeral { end, mantissa, step, ..*first };
    let written = behind_decimal_comma(s, &grouped).unwrap_or(grouped);
    let is_amount = groups > 1 || has_currency_before(s, first.start) || has_unit_of_money(s, written.end);
    is_amount.then_some(written)
}

/// Whether a code or letter of a currency, or a sign other than the dollar's, stands before the number.
fn has_currency_before(s: &Sentence, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let code = s.is(before, Sense::CurrencyCode | Sense::MillionCode) && s.is_in_capitals(before);
    let sign = s.is(before, Sense::CurrencySign) && s.text(before) != "$";
    code || sign || s.is_cue(before, Cue::CurrencyLetter) && s.capital(before) && s.glued(start)
}

/// Whether a scale or a coin stands behind the number: "million", "m", "cents".
fn has_unit_of_money(s: &Sentence, end: usize) -> bool {
    s.is(end, Sense::Scale | Sense::CurrencyWord) || s.is(end, Sense::LetterScale) && s.glued(end)
}

/// How many groups of three digits a number has at most.
const MOST_GROUPS: usize = 5;

/// "1,5 million", "3,25 %": a comma that cannot group thousands, before a scale or a percent sign, is a decimal point.
fn behind_decimal_comma(s: &Sentence, first: &Numeral) -> Option<Numeral> {
    let (comma, digits, unit) = (first.end, first.end + 1, first.end + 2);
    if !s.is(comma, Sense::Comma) || !s.glued(digits) || !s.glued(comma) || !s.is_digits(digits) {
        return None;
    }
    let is_short = s.text(digits).len() < 3 && s.is_plain(digits) && s.is_plain(comma - 1);
    let letter = s.is(unit, Sense::LetterScale) && s.glued(unit);
    if !is_short || !letter && !s.is(unit, SCALES | Sense::Percent | Sense::Times | Sense::CurrencyWord) {
        return None;
    }
    let (part, _) = parse_digits(s.text(digits))?;
    let step = Decimal::try_from_i128_with_scale(1, s.text(digits).len() as u32).ok()?;
    let mantissa = first.mantissa.checked_add(part.checked_mul(step)?)?;
    Some(Numeral { end: unit, mantissa, step, ..*first })
}

/// "point five percent", at the number behind the point: a unit must follow, and nothing that the point belongs to
/// stand before it.
pub(crate) fn behind_point(s: &Sentence, at: usize, floor: usize) -> Option<Numeral> {
    let point = at.checked_sub(1).filter(|&point| point >= floor && s.is(point, Sense::Point))?;
    let free = point == 0
        || s.before(point, LEADS_TO_NUMBER)
            && !s.before(point, Sense::Determiner | Sense::Article | Sense::Ordinal | Sense::Digit);
    if !free || !s.is(at, Sense::Digit | Sense::Oh) {
        return None;
    }
    let mut numeral = Numeral::new(point, point, Decimal::ZERO, Decimal::ONE);
    decimals(s, &mut numeral);
    let measured = s.is(numeral.end, SCALES | Sense::Percent | Sense::Percentage | Sense::Points | Sense::Times);
    if !measured || numeral.end <= at {
        return None;
    }
    add_scales(s, &mut numeral);
    Some(numeral)
}

/// What a number may stand behind in a sentence.
const LEADS_TO_NUMBER: Senses = Senses::NONE
    .and(Sense::Stop)
    .and(Sense::Copula)
    .and(Sense::Rise)
    .and(Sense::Decline)
    .and(Sense::Filler)
    .and(Sense::Adverb)
    .and(Sense::HedgeBefore)
    .and(Sense::Link)
    .and(Sense::Negative)
    .and(Sense::Comma);

/// Units and scales that a hedge caught behind the number leads to.
const UNIT_OR_SCALE: Senses = SCALES
    .and(Sense::Percent)
    .and(Sense::Time)
    .and(Sense::Basis)
    .and(Sense::BasisPoints)
    .and(Sense::CurrencyWord)
    .and(Sense::Times)
    .and(Sense::Points)
    .and(Sense::Technical)
    .and(Sense::Noun);

/// "$30-plus million": a "plus" that unit or scale follow belongs to the figure.
fn add_plus(s: &Sentence, numeral: &mut Numeral) {
    let plus = numeral.end + usize::from(s.is(numeral.end, Sense::Hyphen));
    if !s.is(plus, Sense::Plus) || s.is(numeral.end, Sense::Negative) {
        return;
    }
    let next = plus + 1 + usize::from(s.is(plus + 1, Sense::Hyphen));
    // "900-plus stores".
    let counted = s.is(numeral.end, Sense::Hyphen) && noun::directly_behind(s, next).is_some();
    if (s.is(next, UNIT_OR_SCALE) || counted) && !s.is(next, Sense::Link) {
        numeral.hedge = Some(Hedge::Plus);
        numeral.end = plus + 1;
    }
}

/// "25-odd markets", "twenty-some stores", "thirty some odd million", "50 or so percent".
fn add_odd(s: &Sentence, numeral: &mut Numeral) {
    let hyphen = usize::from(s.is(numeral.end, Sense::Hyphen));
    let odd = numeral.end + hyphen;
    let end = if s.says(odd, &["odd"]) {
        odd + 1
    } else if s.says(odd, &["some"]) && s.says(odd + 1, &["odd"]) {
        odd + 2
    } else if s.says(odd, &["some", "something"]) && hyphen == 1 {
        odd + 1
    } else if s.says(odd, &["or"]) && s.says(odd + 1, &["so"]) && s.is(odd + 2, UNIT_OR_SCALE) {
        odd + 2
    } else {
        return;
    };
    if s.is_word(end) || s.is(end, Sense::Percent) {
        numeral.hedge = Some(Hedge::About);
        numeral.end = end;
    }
}

/// "million", "lakh crore", "hundred million", "\[billion\]" in a transcriber's brackets, "million and a half".
fn add_scales(s: &Sentence, numeral: &mut Numeral) {
    if numeral.fraction {
        return;
    }
    let mut power = 0;
    loop {
        let at = numeral.end;
        let hyphen = usize::from(s.is(at, Sense::Hyphen) && s.is(at + 1, SCALES | Sense::Hundred));
        let at = behind_hesitation(s, at + hyphen);
        let bracket = s.is(at, Sense::Open) && s.is(at + 1, SCALES) && s.is(at + 2, Sense::Close);
        let word = at + usize::from(bracket);
        if s.is(word, SCALES) && !(power == 0 && s.is(word, Sense::Scales) && numeral.end == numeral.start) {
            power += u32::from(s.word(word).power);
        } else if s.is(word, Sense::Hundred) {
            power += 2;
        } else {
            break;
        }
        numeral.end = word + 1 + usize::from(bracket);
    }
    if power == 0 {
        return;
    }
    let Some(scale) = power_of_ten(power).filter(|_| power <= MOST_POWER) else {
        numeral.mantissa = TOO_LARGE;
        return;
    };
    // "a million and a half", "a million two".
    and_part(s, numeral);
    add_tenths(s, numeral, power);
    add_lower_scale(s, numeral, power);
    numeral.scale = scale;
}

/// The largest power of ten that is said in scales: "a million trillion".
const MOST_POWER: u32 = 18;

/// "a million two", "two billion three": a lone digit behind a large scale is tenths of it.
fn add_tenths(s: &Sentence, numeral: &mut Numeral, power: u32) {
    let at = numeral.end;
    let tenths = Decimal::new(i64::from(s.word(at).number), 1);
    let lone =
        s.is(at, Sense::Digit) && !s.is(at + 1, SMALL | UNIT_OR_SCALE | Sense::Hundred | Sense::Point | Sense::Hyphen);
    if numeral.in_words
        && power >= 6
        && lone
        && !tenths.is_zero()
        && numeral.mantissa.fract().is_zero()
        && let Some(mantissa) = numeral.mantissa.checked_add(tenths)
    {
        (numeral.mantissa, numeral.step, numeral.end) = (mantissa, Decimal::new(1, 1), at + 1);
    }
}

/// "1 million 200 thousand", "5 crore 20 lakh": a smaller scale, in digits again, completes the number.
fn add_lower_scale(s: &Sentence, numeral: &mut Numeral, power: u32) {
    let at = numeral.end;
    let lower = u32::from(s.word(at + 1).power);
    if numeral.in_words || !s.is_digits(at) || !s.is(at + 1, Sense::Scale) || lower >= power {
        return;
    }
    let Some((value, step)) = parse_digits(s.text(at)) else { return };
    let (Some(higher), Some(lower)) = (power_of_ten(power), power_of_ten(lower)) else { return };
    let share = |of: Decimal| of.checked_mul(lower)?.checked_div(higher);
    if let (Some(rest), Some(step)) = (share(value), share(step))
        && rest < Decimal::ONE
        && numeral.mantissa.fract().is_zero()
        && let Some(mantissa) = numeral.mantissa.checked_add(rest)
    {
        (numeral.mantissa, numeral.step, numeral.end) = (mantissa, step, at + 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Tokenizer;

    fn read(text: &str) -> Option<String> {
        let mut tokens = Vec::new();
        Tokenizer::new(text).next_sentence(&mut tokens);
        let sentence = Sentence::new(text, &tokens);
        let numeral = numeral(&sentence, 0)?;
        let value = (numeral.mantissa * numeral.scale).normalize();
        Some(format!("{value} [{}]", &text[sentence.range(0, numeral.end).unwrap()]))
    }

    #[test]
    fn numerals() {
        for (text, expected) in [
            ("28.4", "28.4 [28.4]"),
            (".7 million", "700000 [.7 million]"),
            ("9,22,000 customers", "922000 [9,22,000]"),
            ("12,34,567.89", "1234567.89 [12,34,567.89]"),
            ("117, 118", "117 [117]"),
            ("1 lakh crore", "1000000000000 [1 lakh crore]"),
            ("2 1/4", "2.25 [2 1/4]"),
            ("3/4", "0.75 [3/4]"),
            ("twenty two point four million", "22400000 [twenty two point four million]"),
            ("twenty-four months", "24 [twenty-four]"),
            ("one point two five percent", "1.25 [one point two five]"),
            ("two hundred point seventy-one", "200.71 [two hundred point seventy-one]"),
            ("two hundred point zero three", "200.03 [two hundred point zero three]"),
            ("1 000 000 users", "1000000 [1 000 000]"),
            ("12 500 000 users", "12500000 [12 500 000]"),
            ("12 500 users", "12 [12]"),
            ("1,5 million", "1500000 [1,5 million]"),
            ("3,25 % of it", "3.25 [3,25]"),
            ("1,5 users", "1 [1]"),
            ("two and a half billion", "2500000000 [two and a half billion]"),
            ("two-and-a-half months", "2.5 [two-and-a-half]"),
            ("hundred and fifty basis points", "150 [hundred and fifty]"),
            ("one hundred and sixty-one", "161 [one hundred and sixty-one]"),
            ("one fifty basis points", "150 [one fifty]"),
            ("fifteen hundred", "1500 [fifteen hundred]"),
            ("two hundred and two thousand", "202000 [two hundred and two thousand]"),
            ("twenty-one trillion and three hundred", "21000000000300 [twenty-one trillion and three hundred]"),
            ("seven hundred twenty-one thousand twelve", "721012 [seven hundred twenty-one thousand twelve]"),
            ("three million two hundred thousand", "3200000 [three million two hundred thousand]"),
            (
                "three crore twelve lakh fifty-six thousand seven hundred twenty-one",
                "31256721 [three crore twelve lakh fifty-six thousand seven hundred twenty-one]",
            ),
            ("one thousand and five hundred", "1500 [one thousand and five hundred]"),
            ("three million and five deals", "3000000 [three million]"),
            ("three million five", "3500000 [three million five]"),
            ("two thousand five", "2005 [two thousand five]"),
            ("1 million 200 thousand", "1200000 [1 million 200 thousand]"),
            ("5 crore 20 lakh", "52000000 [5 crore 20 lakh]"),
            ("2-1/2 percent", "2.5 [2-1/2]"),
            ("nine in ten", "0.9 [nine in ten]"),
            ("9 out of 10", "0.9 [9 out of 10]"),
            ("one out of every four", "0.25 [one out of every four]"),
            ("two in five countries", "2 [two]"),
            ("half of one percent", "0.5 [half of one]"),
            ("thirty some odd million", "30000000 [thirty some odd million]"),
            ("twenty-some stores", "20 [twenty-some]"),
            ("50 or so percent", "50 [50 or so]"),
            ("half a million", "500000 [half a million]"),
            ("half million", "500000 [half million]"),
            ("half a dozen", "6 [half a dozen]"),
            ("2 dozen", "24 [2 dozen]"),
            ("half of them", "0.5 [half]"),
            ("million and a half", "1500000 [million and a half]"),
            ("two-thirds", "0.6666666666666666666666666667 [two-thirds]"),
            ("three quarters ago", "3 [three]"),
            ("three quarters of a million", "750000 [three quarters of a million]"),
            ("30-plus million", "30000000 [30-plus million]"),
            ("2.4 [billion]", "2400000000 [2.4 [billion]]"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }
}
