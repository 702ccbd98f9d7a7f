//! Chinese: the words that stand for scale, unit and direction around digits. They are written without spaces, so the
//! longest run of characters that the tables know is the word.

use crate::draft::{Draft, Measure};
use crate::figure::Currency;
use crate::lexicon::Word;
use crate::numeral::power_of_ten;
use crate::period::Found;
use crate::read::OtherKind;
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

/// Takes scale and unit behind the digits into the draft: "2,240 萬美元", "3.5 個百分點".
pub(crate) fn measure(s: &Sentence, draft: &mut Draft) {
    while let Some((word, end)) = word_at(s, draft.end) {
        if !word.senses.any(Sense::HanScale.into()) {
            break;
        }
        let Some(scale) = power_of_ten(u32::from(word.power)) else { break };
        let Some(product) = draft.scale.checked_mul(scale) else { break };
        draft.multiply(scale);
        draft.scale = product;
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
    let unit = matches!(s.text(at + 1), "年" | "月" | "日" | "季" | "頁" | "號" | "号" | "页");
    // "3 年" is a span of time, "2031 年" and "第 3 年" are not.
    let span =
        s.text(at + 1) == "年" && s.text(at).len() < 4 && at.checked_sub(1).is_none_or(|before| s.text(before) != "第");
    (unit && !span).then_some((at, at + 2, OtherKind::Period))
}

/// Whether a word of decline ends directly before this token: "下降 3%".
pub(crate) fn declined(s: &Sentence, at: usize) -> bool {
    let known = at.checked_sub(2).and_then(|start| s.known_word(start, at));
    s.shape(at.wrapping_sub(1)) == Some(Shape::Han) && known.is_some_and(|word| word.senses.any(Sense::Decline.into()))
}
