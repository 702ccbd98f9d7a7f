//! Quantities: a numeral with what stands directly around it — sign, currency, unit, rate.

use rust_decimal::Decimal;

use crate::chinese;
use crate::currency::{add_scale_behind, currency_behind_sign, left_of, letter_scale, one_and_cents};
use crate::draft::{Draft, Measure};
use crate::multiple::{doubled, factor_of, full_unit, one_part, or_one, unit_and_part, unit_or_two};
use crate::numerals::{behind_point, numeral};
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::token::Shape;
use crate::unit::{money_rate, unit};

/// Number words that may take "a" for one.
const TAKES_ARTICLE: Senses =
    Senses::NONE.and(Sense::Hundred).and(Sense::Scale).and(Sense::Dozen).and(Sense::Full).and(Sense::Part);

/// Reads the quantity whose numeral starts at this token. Nothing before `floor` is looked at.
pub(crate) fn quantity(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if s.shape(at) == Some(Shape::Han) {
        return chinese::quantity(s, at, floor);
    }
    let whole = unit_and_part(s, at, floor)
        .or_else(|| unit_or_two(s, at, floor))
        .or_else(|| one_and_cents(s, at, floor))
        .or_else(|| one_part(s, at, floor))
        .or_else(|| doubled(s, at, floor))
        .or_else(|| full_unit(s, at, floor));
    if let Some(mut draft) = whole {
        money_rate(s, &mut draft);
        return Some(draft);
    }
    let numeral = behind_point(s, at, floor).or_else(|| numeral(s, at))?;
    let mut draft = Draft::from_numeral(&numeral);
    let article = numeral.start == at && at > floor && s.before(at, Sense::Article) && s.is(at, TAKES_ARTICLE);
    draft.start = numeral.start - usize::from(article);
    brackets(s, &mut draft, floor);
    let left = left_of(s, &mut draft, floor);
    if let Some(coin) = &left {
        draft.measure = Measure::Money(coin.currency);
    }
    letter_scale(s, &mut draft);
    if let Some(coin) = left {
        if coin.worth > Decimal::ONE {
            // "MSEK 398": the code is the scale.
            draft.take_scale(coin.worth);
        } else {
            draft.multiply(coin.worth);
        }
        currency_behind_sign(s, &mut draft);
    }
    unit(s, &mut draft);
    if s.shape(draft.end) == Some(Shape::Han) {
        chinese::measure(s, &mut draft);
    }
    // A scale alone is no number: "the million-user mark", but "million dollar deals".
    if s.is(at, Sense::Scale) && !article && !draft.measure.is_money() {
        return None;
    }
    if s.is(at, Sense::Dozen) && !article && draft.is_bare() {
        return None;
    }
    factor_of(s, &mut draft, floor);
    parentheses(s, &mut draft, floor);
    money_rate(s, &mut draft);
    if draft.negative {
        draft.negate();
    }
    or_one(s, &mut draft);
    if numeral.fraction && draft.is_bare() {
        draft.measure = Measure::Multiple;
    }
    Some(draft)
}

/// "$\[22\] million": the brackets of a transcriber, who was not sure of the number alone.
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
    // "(2)" counts, but "(2)%" and "$(2) million" are amounts.
    let sign = open > floor && s.before(open, Sense::CurrencySign);
    let amount = sign || s.is(draft.end + 1, Sense::Percent | Sense::Scale);
    let plain = draft.is_bare() && draft.low.value < Decimal::TEN && draft.low.precision == Decimal::ONE && !amount;
    if plain
        || draft.in_words
        || !matches!(draft.measure, Measure::Bare | Measure::Money(_) | Measure::PerShare(_) | Measure::Percent)
    {
        return;
    }
    draft.start = open - usize::from(sign);
    draft.end += 1;
    draft.negative = true;
    if sign {
        draft.measure = Measure::Money(s.coin(open - 1).currency);
    }
    // "($4.8) million".
    add_scale_behind(s, draft);
    if draft.is_bare() && s.is(draft.end, Sense::Percent) {
        draft.measure = Measure::Percent;
        draft.end += 1;
    }
}
