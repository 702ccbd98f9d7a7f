//! Numerals: digits and number words up to and with the scale, without unit and sign.

use rust_decimal::Decimal;

use crate::figure::Hedge;
use crate::sense::{Sense, Senses};
use crate::token::Sentence;

/// A number as said, from its first token up to the one behind its last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number before its scale: 22.4 in "22.4 million".
    pub(crate) mantissa: Decimal,
    /// What one unit of the mantissa's last displayed digit is worth.
    pub(crate) step: Decimal,
    /// The scale, 1 where none was said.
    pub(crate) scale: Decimal,
    /// In words, and not in digits.
    pub(crate) in_words: bool,
    /// A part of something: "half", "two-thirds".
    pub(crate) fraction: bool,
    /// The hedge caught between number and scale or noun: "30-plus million", "25-odd markets".
    pub(crate) hedge: Option<Hedge>,
}

/// How coarse a fraction is when said: "a third" of customers may be 30 or 35 %.
pub(crate) const FRACTION_STEP: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const SMALL: Senses = Senses::NONE.and(Sense::Digit).and(Sense::Teen).and(Sense::Tens);
/// What a scale can be said with.
const SCALES: Senses = Senses::NONE.and(Sense::Scale).and(Sense::Scales);

impl Numeral {
    fn new(start: usize, end: usize, mantissa: Decimal, step: Decimal) -> Numeral {
        Numeral { start, end, mantissa, step, scale: Decimal::ONE, in_words: true, fraction: false, hedge: None }
    }
}

/// Ten to this power; none where a decimal cannot hold it.
pub(crate) fn power_of_ten(power: u32) -> Option<Decimal> {
    10i128.checked_pow(power).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// The value of a number in digits, and of one unit in its last digit; none where it is too long to be a quantity.
pub(crate) fn parse_digits(text: &str) -> Option<(Decimal, Decimal)> {
    let mut value: i128 = 0;
    let mut digits = 0;
    let mut decimals = 0;
    let mut behind_point = false;
    for character in text.chars() {
        let digit = match character {
            '0'..='9' => character as i128 - '0' as i128,
            '０'..='９' => character as i128 - '０' as i128,
            '.' | '．' => {
                behind_point = true;
                continue;
            }
            _ => continue,
        };
        value = value * 10 + digit;
        digits += 1;
        decimals += u32::from(behind_point);
        if digits > 24 {
            return None;
        }
    }
    let step = Decimal::try_from_i128_with_scale(1, decimals).ok()?;
    Some((Decimal::try_from_i128_with_scale(value, decimals).ok()?, step))
}

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
    } else if s.is(at, Sense::Quarter) && s.is(at, Sense::Part) && s.is(at + 1, Sense::Scale) {
        // "a quarter million".
        Numeral::new(at, at + 1, Decimal::new(25, 2), Decimal::new(25, 2))
    } else if s.is(at, SMALL | Sense::Hundred | Sense::Scale | Sense::Dozen) {
        in_words(s, at)?
    } else {
        return None;
    };
    add_plus(s, &mut numeral);
    add_odd(s, &mut numeral);
    add_scales(s, &mut numeral)?;
    Some(numeral)
}

/// "22", "22.4", "2 1/4", "22 point 4", "2 and a half".
fn in_digits(s: &Sentence, at: usize) -> Option<Numeral> {
    let (mantissa, step) = parse_digits(s.text(at))?;
    let mut numeral = Numeral { in_words: false, ..Numeral::new(at, at + 1, mantissa, step) };
    if let Some(value) = slash_fraction(s, at) {
        return Some(Numeral { end: at + 3, mantissa: value, step: FRACTION_STEP, fraction: true, ..numeral });
    }
    if let Some(value) = slash_fraction(s, at + 1)
        && value < Decimal::ONE
        && mantissa.scale() == 0
    {
        return Some(Numeral { end: at + 4, mantissa: mantissa.checked_add(value)?, step: FRACTION_STEP, ..numeral });
    }
    if let Some(value) = vulgar_fraction(s, at + 1)
        && s.glued(at + 1)
        && mantissa.scale() == 0
    {
        return Some(Numeral { end: at + 2, mantissa: mantissa.checked_add(value)?, step: FRACTION_STEP, ..numeral });
    }
    if s.is(at + 1, Sense::Point) {
        decimals(s, &mut numeral);
    }
    and_part(s, &mut numeral);
    Some(numeral)
}

/// "½", of "2½" and "½ point".
fn vulgar_fraction(s: &Sentence, at: usize) -> Option<Decimal> {
    s.is(at, Sense::VulgarFraction).then(|| Decimal::new(i64::from(s.word(at).number), 3))
}

/// "3/4" at this token.
fn slash_fraction(s: &Sentence, at: usize) -> Option<Decimal> {
    if !(s.is_digits(at) && s.is(at + 1, Sense::Slash) && s.is_digits(at + 2) && !s.is(at + 3, Sense::Slash)) {
        return None;
    }
    let (over, _) = parse_digits(s.text(at))?;
    let (under, _) = parse_digits(s.text(at + 2))?;
    let plausible = over < under && under.scale() == 0 && under <= Decimal::from(16) && under >= Decimal::TWO;
    if plausible && !over.is_zero() { over.checked_div(under) } else { None }
}

/// "half a million", "half a dozen", "half a point", "half".
fn half(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut numeral = Numeral::new(at, at + 1, HALF, HALF);
    let of_scale = |at: usize| s.is(at, SCALES | Sense::Dozen | Sense::Hundred);
    let hyphen = usize::from(s.is(at + 1, Sense::Hyphen));
    let of_unit = |at: usize| {
        s.is(at, Sense::Percent | Sense::Percentage | Sense::Point | Sense::Time | Sense::Basis | Sense::CurrencyWord)
            && !s.is(at, Sense::Decade)
    };
    if of_scale(at + 1 + hyphen) {
        numeral.end = at + 1 + hyphen;
    } else if s.is(at + 1, Sense::Article) && (of_scale(at + 2) || of_unit(at + 2)) {
        numeral.end = at + 2;
    } else if hyphen == 0 && of_unit(at + 1) && !s.is(at + 1, Sense::Time) {
        numeral.end = at + 1;
    } else {
        numeral.fraction = true;
        numeral.step = FRACTION_STEP;
        return Some(numeral);
    }
    add_dozen(s, &mut numeral);
    Some(numeral)
}

/// Number words: "twenty-two point four", "three hundred and five", "seven hundred twenty-one thousand twelve".
fn in_words(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut at_token = at;
    let mut total: u64 = 0;
    let mut last_scale = u64::MAX;
    loop {
        let (value, end) = below_thousand(s, at_token, total == 0)?;
        let (scale, behind) = scale_run(s, end)?;
        let goes_on = scale > 1 && continues_behind_scale(s, behind, scale);
        if !goes_on && total == 0 {
            // A scale that ends the number is left to the caller, who keeps mantissa and scale apart.
            (total, at_token) = (value, end);
            break;
        }
        if scale >= last_scale {
            return None;
        }
        last_scale = scale;
        total = total.checked_add(value.checked_mul(scale)?)?;
        at_token = behind;
        if !goes_on {
            break;
        }
        at_token += usize::from(s.is(at_token, Sense::And));
    }
    let mut numeral = Numeral::new(at, at_token, Decimal::from(total), Decimal::ONE);
    if total < 100 && (part(s, &mut numeral) || out_of(s, &mut numeral)) {
        return Some(numeral);
    }
    add_dozen(s, &mut numeral);
    if s.is(numeral.end, Sense::Point) {
        decimals(s, &mut numeral);
    }
    and_part(s, &mut numeral);
    Some(numeral)
}

/// The scales at this token multiplied, 1 without any, and the token behind them.
fn scale_run(s: &Sentence, at: usize) -> Option<(u64, usize)> {
    let mut scale: u64 = 1;
    let mut end = at;
    while s.is(end, SCALES) {
        scale = scale.checked_mul(10u64.checked_pow(u32::from(s.word(end).power))?)?;
        end += 1;
    }
    Some((scale, end))
}

/// Whether the words at this token go on with a smaller number, as in "three million two hundred thousand".
fn continues_behind_scale(s: &Sentence, at: usize, scale: u64) -> bool {
    let joined = s.is(at, Sense::And);
    let at = at + usize::from(joined);
    if !s.is(at, SMALL) || s.is(at, Sense::Fold) {
        return false;
    }
    let Some((value, end)) = below_thousand(s, at, false) else { return false };
    let Some((factor, end)) = scale_run(s, end) else { return false };
    let Some(value) = value.checked_mul(factor) else { return false };
    // Behind "and", only what completes the number: "one thousand and five hundred", not "a million and five deals".
    value < scale && (!joined || scale < 1_000_000 || value >= 100) && !s.is(end, Sense::Percent)
}

/// A number below a thousand (or "fifteen hundred"), and the token behind it. `first` allows a bare scale for one.
fn below_thousand(s: &Sentence, at: usize, first: bool) -> Option<(u64, usize)> {
    let (small, mut end) = match below_hundred(s, at) {
        Some(found) => found,
        None if s.is(at, Sense::Hundred) => (1, at),
        None if first && s.is(at, Sense::Scale | Sense::Dozen) => return Some((1, at)),
        None => return None,
    };
    if !s.is(end, Sense::Hundred) {
        return Some((small, end));
    }
    let mut value = small * 100;
    end += 1;
    let rest = end + usize::from(s.is(end, Sense::And));
    if let Some((small, rest_end)) = below_hundred(s, rest)
        && !s.is(rest_end, Sense::Hundred)
        && !(rest > end && s.is(rest_end, Sense::Percent))
        && !s.is(rest, Sense::Fold)
    {
        value += small;
        end = rest_end;
    }
    Some((value, end))
}

/// A number below a hundred, "one fifty" and "one oh five", and the token behind it.
fn below_hundred(s: &Sentence, at: usize) -> Option<(u64, usize)> {
    let number = |at: usize| u64::from(s.word(at).number);
    if s.is(at, Sense::Tens) {
        let units = behind_hesitation(s, at + 1 + usize::from(s.is(at + 1, Sense::Hyphen)));
        if s.is(units, Sense::Digit) && number(units) > 0 && !s.is(units, Sense::Fold) {
            return Some((number(at) + number(units), units + 1));
        }
        return Some((number(at), at + 1));
    }
    if s.is(at, Sense::Teen) {
        return Some((number(at), at + 1));
    }
    if !s.is(at, Sense::Digit) {
        return None;
    }
    // "one fifty basis points": hundreds are left out when a unit or scale makes clear that this is one number.
    if number(at) > 0 && number(at) < 10 && (s.is(at + 1, Sense::Teen | Sense::Tens) || s.is(at + 1, Sense::Oh)) {
        let rest = if s.is(at + 1, Sense::Oh) {
            s.is(at + 2, Sense::Digit).then(|| (number(at + 2), at + 3))
        } else {
            below_hundred(s, at + 1)
        };
        if let Some((rest, end)) = rest
            && s.is(end, Sense::Basis | Sense::BasisPoints | Sense::Scale | Sense::CurrencyWord)
        {
            return Some((number(at) * 100 + rest, end));
        }
    }
    Some((number(at), at + 1))
}

/// The place behind "uh" or ", um,", as speech recognition writes them down; the place itself where none is said.
fn behind_hesitation(s: &Sentence, at: usize) -> usize {
    let comma = usize::from(s.is(at, Sense::Comma));
    if !s.is(at + comma, Sense::Hesitation) {
        return at;
    }
    at + comma + 1 + usize::from(s.is(at + comma + 1, Sense::Comma))
}

/// "point four", "point two five", "point seventy-one", behind a whole number; also "22 point 4".
fn decimals(s: &Sentence, numeral: &mut Numeral) {
    let at = numeral.end + 1;
    if !numeral.mantissa.fract().is_zero() {
        return;
    }
    let mut fraction: i128 = 0;
    let mut places = 0;
    let mut end = at;
    if s.is_digits(at) && s.text(at).bytes().all(|byte| byte.is_ascii_digit()) && s.text(at).len() <= 6 {
        places = s.text(at).len() as u32;
        fraction = s.text(at).parse().unwrap_or(0);
        end = at + 1;
    } else {
        while places < 6 {
            let word = s.word(end);
            let (value, width, next) = if s.is(end, Sense::Digit) && word.number < 10 {
                (i128::from(word.number), 1, end + 1)
            } else if s.is(end, Sense::Oh) {
                (0, 1, end + 1)
            } else if s.is(end, Sense::Teen | Sense::Tens) && places == 0 {
                match below_hundred(s, end) {
                    Some((value, next)) => (i128::from(value), 2, next),
                    None => break,
                }
            } else {
                break;
            };
            fraction = fraction * 10i128.pow(width) + value;
            places += width;
            end = next;
        }
    }
    if places == 0 {
        return;
    }
    let (Ok(fraction), Ok(step)) =
        (Decimal::try_from_i128_with_scale(fraction, places), Decimal::try_from_i128_with_scale(1, places))
    else {
        return;
    };
    if let Some(mantissa) = numeral.mantissa.checked_add(fraction) {
        (numeral.mantissa, numeral.step, numeral.end) = (mantissa, step, end);
    }
}

/// "two-thirds", "one-half", "a third of", "three quarters of a million".
fn part(s: &Sentence, numeral: &mut Numeral) -> bool {
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
        let recent = s.before(numeral.start, Sense::HalfOf) || s.text(numeral.start.wrapping_sub(1)) == "past";
        if one { s.is(at, Sense::Part) && fraction_of } else { three && (hyphen || fraction_of) && !recent }
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
    let scale_at = at + 1 + if s.is(at + 1, Sense::Of) && s.is(at + 2, Sense::Article) { 2 } else { 0 };
    let of_scale = s.is(scale_at, Sense::Scale);
    numeral.mantissa = value;
    numeral.step = FRACTION_STEP;
    numeral.fraction = !of_scale;
    numeral.end = if of_scale { scale_at } else { at + 1 };
    true
}

/// "two out of five", "one in three".
fn out_of(s: &Sentence, numeral: &mut Numeral) -> bool {
    let at = numeral.end;
    let one_in = numeral.mantissa == Decimal::ONE && s.text(at) == "in";
    let under_at = at + if one_in { 1 } else { 2 };
    if !(one_in || s.text(at) == "out" && s.is(at + 1, Sense::Of)) || !s.is(under_at, Sense::Digit | Sense::Teen) {
        return false;
    }
    let under = Decimal::from(s.word(under_at).number);
    let unit = s.is(under_at + 1, Sense::Time | Sense::Percent | Sense::Scale | Sense::Hundred);
    if under <= numeral.mantissa || unit {
        return false;
    }
    let Some(value) = numeral.mantissa.checked_div(under) else { return false };
    (numeral.mantissa, numeral.step) = (value, FRACTION_STEP);
    (numeral.fraction, numeral.end) = (true, under_at + 1);
    true
}

/// "and a half", "-and-a-half", "and three quarters" behind a whole number.
fn and_part(s: &Sentence, numeral: &mut Numeral) -> bool {
    let skip_hyphen = |at: usize| at + usize::from(s.is(at, Sense::Hyphen));
    let and = skip_hyphen(numeral.end);
    if !s.is(and, Sense::And) || !numeral.mantissa.fract().is_zero() {
        return false;
    }
    let first = skip_hyphen(and + 1);
    let over = if s.is(first, Sense::Article) {
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

/// "$30-plus million": a "plus" that unit or scale follow belongs to the figure.
fn add_plus(s: &Sentence, numeral: &mut Numeral) {
    let plus = numeral.end + usize::from(s.is(numeral.end, Sense::Hyphen));
    if !s.is(plus, Sense::Plus) || s.is(numeral.end, Sense::Negative) {
        return;
    }
    let next = plus + 1 + usize::from(s.is(plus + 1, Sense::Hyphen));
    let goes_on = SCALES
        | Sense::Percent
        | Sense::Time
        | Sense::Basis
        | Sense::BasisPoints
        | Sense::CurrencyWord
        | Sense::Times
        | Sense::Points
        | Sense::Technical
        | Sense::Noun;
    if s.is(next, goes_on) && !s.is(next, Sense::Link) {
        numeral.hedge = Some(Hedge::Plus);
        numeral.end = plus + 1;
    }
}

/// "25-odd markets", "40-odd million".
fn add_odd(s: &Sentence, numeral: &mut Numeral) {
    let odd = numeral.end + usize::from(s.is(numeral.end, Sense::Hyphen));
    if s.text(odd) == "odd" && s.is_word(odd + 1) {
        numeral.hedge = Some(Hedge::About);
        numeral.end = odd + 1;
    }
}

fn add_dozen(s: &Sentence, numeral: &mut Numeral) {
    let at = numeral.end + usize::from(s.is(numeral.end, Sense::Hyphen));
    if s.is(at, Sense::Dozen)
        && let Some(mantissa) = numeral.mantissa.checked_mul(Decimal::from(12))
        && let Some(step) = numeral.step.checked_mul(Decimal::from(12))
    {
        (numeral.mantissa, numeral.step, numeral.end) = (mantissa, step, at + 1);
    }
}

/// "million", "lakh crore", "hundred million", "[billion]" in a transcriber's brackets, "million and a half".
fn add_scales(s: &Sentence, numeral: &mut Numeral) -> Option<()> {
    if numeral.fraction {
        return Some(());
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
        if power > 18 {
            return None;
        }
    }
    if power == 0 {
        return Some(());
    }
    // "a million and a half".
    and_part(s, numeral);
    numeral.scale = power_of_ten(power)?;
    Some(())
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
            ("half a million", "500000 [half a million]"),
            ("half million", "500000 [half million]"),
            ("half a dozen", "6 [half a dozen]"),
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

    #[test]
    fn digits_too_long_for_a_quantity() {
        assert_eq!(parse_digits("1234567890123456789012345"), None);
    }
}
