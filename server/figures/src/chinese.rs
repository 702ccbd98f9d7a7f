//! Chinese: numbers in characters, and the words that stand for scale, unit and direction around a number. They are
//! written without spaces, so the longest run of characters that the tables know is the word.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Measure};
use crate::figure::{Currency, Displayed};
use crate::fraction::FRACTION_STEP;
use crate::lexicon::Word;
use crate::numeral::{Numeral, parse_digits, power_of_ten};
use crate::other::{Found, OtherKind};
use crate::sense::Sense;
use crate::sentence::Sentence;
use crate::token::Shape;

/// The most characters of a word in the tables: sixteen bytes.
const LONGEST: usize = 5;

/// The longest known word that starts with this character, and the place behind it.
fn word_at(s: &Sentence, at: usize) -> Option<(Word, usize)> {
    let characters = (0..LONGEST).take_while(|&ahead| s.shape(at + ahead) == Some(Shape::Han)).count();
    (1..=characters).rev().find_map(|length| s.known_word(at, at + length).map(|word| (word, at + length)))
}

/// Whether a number in characters starts at this token.
pub(crate) fn is_number(s: &Sentence, at: usize) -> bool {
    s.shape(at) == Some(Shape::Han) && below_ten_thousand(s, at).is_some()
}

/// Reads the quantity whose number in characters starts at this token. A number without a unit, a scale or a counted
/// noun is mostly part of a word ("十分", "一些") and read only as the end of a range.
pub(crate) fn quantity(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if let Some(draft) = part(s, at) {
        return Some(draft);
    }
    // "千萬" is as often a plea.
    if !s.is(at, Sense::HanDigit) && s.text(at) != "十" {
        return None;
    }
    let mut draft = Draft::from_numeral(&numeral(s, at)?);
    measure(s, &mut draft);
    let one = draft.low.value == Decimal::ONE && draft.measure == Measure::Count;
    let joined = |joint: usize| s.is(joint, Sense::To | Sense::Hyphen);
    let of_range = at > floor && joined(at - 1) || joined(draft.end) && is_number(s, draft.end + 1);
    (!draft.is_bare() && !one || draft.is_scaled() || of_range).then_some(draft)
}

/// "百分之十五", "百分之 15", "三分之一".
fn part(s: &Sentence, at: usize) -> Option<Draft> {
    let (under, end) = below_ten_thousand(s, at)?;
    if s.text(end) != "分" || s.text(end + 1) != "之" {
        return None;
    }
    let over = if s.is_digits(end + 2) {
        let (value, step) = parse_digits(s.text(end + 2))?;
        Numeral::new(end + 2, end + 3, value, step)
    } else {
        numeral(s, end + 2)?
    };
    if under == 100 {
        let value = Displayed { value: over.mantissa, precision: over.step };
        return Some(Draft { measure: Measure::Percent, ..Draft::exactly(at, over.end, value) });
    }
    let value = over.mantissa.checked_div(Decimal::from(under)).filter(|value| *value < Decimal::ONE)?;
    let value = Displayed { value, precision: FRACTION_STEP };
    Some(Draft { measure: Measure::Multiple, fraction: true, ..Draft::exactly(at, over.end, value) })
}

/// "三千五百", "二十二億四千", "一點五": a number in characters, without its last scale.
fn numeral(s: &Sentence, at: usize) -> Option<Numeral> {
    let mut total: u64 = 0;
    let mut last_scale = u64::MAX;
    let mut start = at;
    let end = loop {
        let (value, end) = below_ten_thousand(s, start)?;
        let (scale, behind) = large_scales(s, end)?;
        let goes_on = scale > 1 && s.is(behind, Sense::HanDigit);
        if scale >= last_scale {
            return None;
        }
        if !goes_on {
            // The last scale is left to the caller, who keeps number and scale apart.
            total = (total / scale).checked_add(value)?;
            break end;
        }
        last_scale = scale;
        total = total.checked_add(value.checked_mul(scale)?)?;
        start = behind;
    };
    let mut numeral = Numeral::new(at, end, Decimal::from(total), Decimal::ONE);
    if matches!(s.text(end), "點" | "点") {
        let places = (1..7).take_while(|&ahead| s.is(end + ahead, Sense::HanDigit)).count();
        for place in 1..=places {
            numeral.step = Decimal::try_from_i128_with_scale(1, u32::try_from(place).ok()?).ok()?;
            numeral.mantissa += Decimal::from(s.word(end + place).number) * numeral.step;
        }
        numeral.end = if places == 0 { end } else { end + 1 + places };
    }
    Some(numeral)
}

/// A number below ten thousand, "三千五百", "十二", "三千五" for 3,500, and the place behind it; none for a run of
/// digits, as years are written, of zeros, or for units that don't fall: so no number is longer than its four places.
fn below_ten_thousand(s: &Sentence, at: usize) -> Option<(u64, usize)> {
    let unit = |at: usize| {
        let power = s.word(at).power;
        (s.is(at, Sense::HanScale) && power < 4).then(|| 10u64.pow(u32::from(power)))
    };
    let (mut value, mut end, mut last_unit) = (0, at, 1);
    // "十二" leaves the one out, "百分之" and "千萬" begin with their unit.
    if let Some(first) = unit(at) {
        (value, end, last_unit) = (first, at + 1, first);
    }
    let mut gap = false;
    while s.is(end, Sense::HanDigit) {
        let digit = u64::from(s.word(end).number);
        end += 1;
        if digit == 0 {
            if gap {
                return None;
            }
            gap = true;
            continue;
        }
        if let Some(unit) = unit(end) {
            if last_unit > 1 && unit >= last_unit {
                return None;
            }
            value += digit * unit;
            (last_unit, gap, end) = (unit, false, end + 1);
            continue;
        }
        if s.is(end, Sense::HanDigit) {
            return None;
        }
        value += digit * if gap || last_unit < 100 { 1 } else { last_unit / 10 };
        break;
    }
    (end > at).then_some((value, end))
}

/// The scales from ten thousand up at this token multiplied, 1 without any, and the place behind them.
fn large_scales(s: &Sentence, at: usize) -> Option<(u64, usize)> {
    let (mut scale, mut end) = (1u64, at);
    while s.is(end, Sense::HanScale) && s.word(end).power >= 4 {
        scale = scale.checked_mul(10u64.checked_pow(u32::from(s.word(end).power))?)?;
        end += 1;
    }
    Some((scale, end))
}

/// Takes scale and unit behind the number into the draft: "2,240 萬美元", "3.5 個百分點".
pub(crate) fn measure(s: &Sentence, draft: &mut Draft) {
    while let Some((word, end)) = word_at(s, draft.end) {
        if !word.senses.any(Sense::HanScale.into()) {
            break;
        }
        let Some(scale) = power_of_ten(u32::from(word.power)) else { break };
        draft.take_scale(scale);
        draft.end = end;
    }
    let Some((word, end)) = word_at(s, draft.end) else { return };
    let has = |sense: Sense| word.senses.any(sense.into());
    let measure = if has(Sense::CurrencyWord) {
        let coin = s.lexicon().coin(word.currency);
        draft.multiply(coin.worth);
        let currency = coin.currency.or_else(|| currency_before(s, draft.start));
        if for_each_share(s, draft.start) { Measure::PerShare(currency) } else { Measure::Money(currency) }
    } else if has(Sense::Points) {
        Measure::Points
    } else if has(Sense::BasisPoints) {
        Measure::BasisPoints
    } else if has(Sense::Time) {
        Measure::Time(word.unit)
    } else if has(Sense::Times) {
        Measure::Multiple
    } else if has(Sense::Percent) {
        Measure::Percent
    } else if has(Sense::Noun) {
        // What is counted needs no name: 名, 家 and 位 go with whatever follows.
        draft.measure = Measure::Count;
        return;
    } else {
        return;
    };
    draft.measure = measure;
    draft.end = end;
}

/// The currency that stands directly before a number: "新台幣 3,862 億元".
fn currency_before(s: &Sentence, at: usize) -> Option<Currency> {
    let known = |length: usize| s.known_word(at.checked_sub(length)?, at);
    let word =
        (2..=LONGEST).rev().find_map(|length| known(length).filter(|word| word.senses.any(Sense::CurrencyWord.into())));
    word.and_then(|word| s.lexicon().coin(word.currency).currency)
}

/// Whether 每股 stands shortly before a number: "每股盈餘 2.85 元".
fn for_each_share(s: &Sentence, at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|at| s.text(at) == "每" && s.text(at + 1) == "股")
}

/// Digits before 年, 月, 日 or 季 are of the calendar: "2031 年第 3 季".
pub(crate) fn period(s: &Sentence, at: usize) -> Option<Found> {
    let unit = s.is_cue(at + 1, Cue::HanCalendar) || matches!(s.text(at + 1), "年" | "頁" | "页");
    // "3 年" is a span of time, "2031 年" and "第 3 年" are not.
    let span =
        s.text(at + 1) == "年" && s.text(at).len() < 4 && at.checked_sub(1).is_none_or(|before| s.text(before) != "第");
    (unit && !span).then_some((at, at + 2, OtherKind::Period))
}

/// "第三季", "二〇三一年", "十二月", "三季度": a number in characters that is of the calendar, or a rank.
pub(crate) fn period_in_characters(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let digits = (at..at + 5).take_while(|&at| s.is(at, Sense::HanDigit)).count();
    if digits == 4 && s.text(at + 4) == "年" {
        return Some((at, at + 5, OtherKind::Period));
    }
    let (_, end) = below_ten_thousand(s, at)?;
    let calendar = s.is_cue(end, Cue::HanCalendar);
    if at > floor && s.text(at - 1) == "第" {
        let kind = if calendar { OtherKind::Period } else { OtherKind::Ordinal };
        return Some((at - 1, end + usize::from(calendar), kind));
    }
    calendar.then_some((at, end + 1, OtherKind::Period))
}

/// Whether a word of decline or loss ends directly before this token: "下降 3%", "下降了約 3%", "淨虧損 2 億元".
pub(crate) fn declined(s: &Sentence, at: usize) -> bool {
    let mut end = at;
    while end > 0 && s.is_cue(end - 1, Cue::HanFiller) {
        end -= 1;
    }
    if s.shape(end.wrapping_sub(1)) != Some(Shape::Han) {
        return false;
    }
    let known = end.checked_sub(2).and_then(|start| s.known_word(start, end));
    known.is_some_and(|word| word.senses.any(Sense::Decline.into()))
}
