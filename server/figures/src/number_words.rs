//! Numbers in words: "twenty-two point four", "three hundred and five", "seven hundred twenty-one thousand twelve".

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::fraction::{and_part, out_of, part};
use crate::numeral::{Numeral, add_dozen};
use crate::sense::{SCALES, SMALL, Sense};
use crate::sentence::Sentence;

/// Number words: "twenty-two point four", "three hundred and five", "seven hundred twenty-one thousand twelve".
pub(crate) fn in_words(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut at_token = at;
    let mut total: u64 = 0;
    let mut last_scale = u64::MAX;
    loop {
        // A scale alone is one of it.
        let alone = total == 0 && s.is(at_token, Sense::Scale | Sense::Dozen);
        let (value, end) = if alone { (1, at_token) } else { below_thousand(s, at_token)? };
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
        if !goes_on && scale > 1 {
            // "three million two hundred thousand" is 3,200 thousand: the last scale is left to the caller.
            (total, at_token) = ((total / scale).checked_add(value)?, end);
            break;
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
    let Some((value, end)) = below_thousand(s, at) else { return false };
    let Some((factor, end)) = scale_run(s, end) else { return false };
    let Some(value) = value.checked_mul(factor) else { return false };
    // "a million two" is 1.2 million.
    if !joined && scale >= 1_000_000 && value < 10 {
        return false;
    }
    // Behind "and", only what completes the number: "one thousand and five hundred", not "a million and five deals".
    value < scale && (!joined || scale < 1_000_000 || value >= 100) && !s.is(end, Sense::Percent)
}

/// A number below a thousand (or "fifteen hundred"), and the token behind it.
fn below_thousand(s: &Sentence, at: usize) -> Option<(u64, usize)> {
    let (small, mut end) = match below_hundred(s, at) {
        Some(found) => found,
        None if s.is(at, Sense::Hundred) => (1, at),
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
pub(crate) fn behind_hesitation(s: &Sentence, at: usize) -> usize {
    let comma = usize::from(s.is(at, Sense::Comma));
    if !s.is_cue(at + comma, Cue::Hesitation) {
        return at;
    }
    at + comma + 1 + usize::from(s.is(at + comma + 1, Sense::Comma))
}

/// "point four", "point two five", "point seventy-one", behind a whole number; also "22 point 4".
pub(crate) fn decimals(s: &Sentence, numeral: &mut Numeral) {
    let at = behind_hesitation(s, numeral.end + 1);
    if !numeral.mantissa.fract().is_zero() {
        return;
    }
    let mut fraction: i128 = 0;
    let mut places = 0;
    let mut end = at;
    if s.is_plain(at) && s.text(at).len() <= 6 {
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
