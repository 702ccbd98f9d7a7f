//! Numerals: digits and number words up to and with the scale, without unit and sign.

use rust_decimal::Decimal;

use crate::figure::Hedge;
use crate::fraction::{FRACTION_STEP, and_part, half, slash_fraction, vulgar_fraction};
use crate::number_words::{SMALL, behind_hesitation, decimals, in_words};
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;

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

/// What a scale can be said with.
pub(crate) const SCALES: Senses = Senses::NONE.and(Sense::Scale).and(Sense::Scales);

impl Numeral {
    pub(crate) fn new(start: usize, end: usize, mantissa: Decimal, step: Decimal) -> Numeral {
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

pub(crate) fn add_dozen(s: &Sentence, numeral: &mut Numeral) {
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
