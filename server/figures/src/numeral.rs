//! A numeral: what digits or number words say, up to and with the scale, without unit and sign.

use rust_decimal::Decimal;

use crate::figure::Hedge;
use crate::sense::Sense;
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

/// Stands for a number too long to be kept: more than any that is spoken of, so that it becomes no figure.
pub(crate) const TOO_LARGE: Decimal = Decimal::from_parts(0xA100_0000, 0x1BCE_CCED, 0xD3C2, false, 0);

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

/// "2 dozen".
pub(crate) fn add_dozen(s: &Sentence, numeral: &mut Numeral) {
    let at = numeral.end + usize::from(s.is(numeral.end, Sense::Hyphen));
    if s.is(at, Sense::Dozen)
        && let Some(mantissa) = numeral.mantissa.checked_mul(Decimal::from(12))
        && let Some(step) = numeral.step.checked_mul(Decimal::from(12))
    {
        (numeral.mantissa, numeral.step, numeral.end) = (mantissa, step, at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_too_long_for_a_quantity() {
        assert_eq!(parse_digits("1234567890123456789012345"), None);
    }
}
