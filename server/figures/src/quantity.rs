//! Quantities: a numeral with what stands directly around it — sign, currency, unit, rate.

use rust_decimal::Decimal;

use crate::chinese;
use crate::currency::{add_scale_behind, currency_behind_sign, left_of, letter_scale};
use crate::draft::{Draft, Measure};
use crate::multiple::{doubled, factor_of, full_unit, one_part, or_one, unit_and_half};
use crate::numeral::numeral;
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::token::Shape;
use crate::unit::unit;

/// Number words that may take "a" for one.
const TAKES_ARTICLE: Senses =
    Senses::NONE.and(Sense::Hundred).and(Sense::Scale).and(Sense::Dozen).and(Sense::Full).and(Sense::Part);

/// Reads the quantity whose numeral starts at this token. Nothing before `floor` is looked at.
pub(crate) fn quantity(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let whole = one_part(s, at, floor)
        .or_else(|| doubled(s, at, floor))
        .or_else(|| full_unit(s, at, floor))
        .or_else(|| unit_and_half(s, at, floor));
    if whole.is_some() {
        return whole;
    }
    let numeral = numeral(s, at)?;
    let mut draft = Draft::from_numeral(&numeral)?;
    let article = at > floor && s.before(at, Sense::Article) && s.is(at, TAKES_ARTICLE);
    draft.start = at - usize::from(article);
    brackets(s, &mut draft, floor);
    let left = left_of(s, &mut draft, floor);
    letter_scale(s, &mut draft, left.is_some());
    if let Some(coin) = left {
        draft.measure = Measure::Money(coin.currency);
        if !coin.worth.is_zero() && coin.worth != Decimal::ONE {
            draft.multiply(coin.worth);
        }
        currency_behind_sign(s, &mut draft);
    }
    unit(s, &mut draft, numeral.fraction);
    if s.shape(draft.end) == Some(Shape::Han) {
        chinese::measure(s, &mut draft);
    }
    // A scale alone is no number: "the million-user mark", but "million dollar deals".
    if s.is(at, Sense::Scale) && !article && !matches!(draft.measure, Measure::Money(_)) {
        return None;
    }
    if s.is(at, Sense::Dozen) && !article && draft.is_bare() {
        return None;
    }
    factor_of(s, &mut draft, floor);
    parentheses(s, &mut draft, floor);
    if draft.negative {
        draft.negate();
    }
    or_one(s, &mut draft);
    if numeral.fraction && draft.is_bare() {
        draft.measure = Measure::Multiple;
    }
    Some(draft)
}

/// "negative", "minus", or a minus sign directly before.
pub(crate) fn minus(s: &Sentence, draft: &mut Draft, floor: usize) {
    let start = draft.start;
    if start <= floor || draft.negative {
        return;
    }
    if s.before(start, Sense::Negative) {
        let tolerance = s.before(start - 1, Sense::Or | Sense::Slash) && start > 2 && s.before(start - 2, Sense::Plus);
        if !tolerance {
            draft.negative = true;
            draft.start -= 1;
        }
    } else if s.before(start, Sense::Hyphen | Sense::Dash) && s.glued(start) && s.text(start - 1) != "--" {
        let alone = start - 1 == 0 || !s.glued(start - 1) || s.before(start - 1, Sense::Open | Sense::CurrencySign);
        let first = start - 1 == 0;
        if alone && !(first && s.before(start, Sense::Dash)) {
            draft.negative = true;
            draft.start -= 1;
        }
    }
}

/// "$[22] million": the brackets of a transcriber, who was not sure of the number alone.
fn brackets(s: &Sentence, draft: &mut Draft, floor: usize) {
    let open = draft.start.checked_sub(1).filter(|&open| open >= floor && s.text(open) == "[");
    if let Some(open) = open
        && s.text(draft.end) == "]"
    {
        draft.start = open;
        draft.end += 1;
        add_scale_behind(s, draft);
    }
}

/// "(4.8)", "(3.10 %)", "(3.5)%": accountants' negatives. What stands in parentheses behind a figure explains it instead.
fn parentheses(s: &Sentence, draft: &mut Draft, floor: usize) {
    let open = draft.start.checked_sub(1).filter(|&open| open >= floor && s.text(open) == "(");
    let Some(open) = open else { return };
    let explains = floor == open && floor > 0;
    if s.text(draft.end) != ")" || explains || draft.scale >= Decimal::from(1_000_000) && !s.glued(draft.end - 1) {
        return;
    }
    let plain = draft.is_bare() && draft.low.value < Decimal::TEN && draft.low.precision == Decimal::ONE;
    if plain
        || draft.in_words
        || !matches!(draft.measure, Measure::Bare | Measure::Money(_) | Measure::PerShare(_) | Measure::Percent)
    {
        return;
    }
    draft.start = open;
    draft.end += 1;
    draft.negative = true;
    // "($4.8) million".
    add_scale_behind(s, draft);
    if draft.is_bare() && s.is(draft.end, Sense::Percent) {
        draft.measure = Measure::Percent;
        draft.end += 1;
    }
}
