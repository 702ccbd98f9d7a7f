//! Multiples and parts said without a numeral: "doubled", "a third of", "a full percent", "a year and a half".

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure};
use crate::figure::Displayed;
use crate::fraction::{FRACTION_STEP, part_of_unit};
use crate::noun;
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;
use crate::unit::unit_at;

/// "doubled", "tenfold", "halved".
pub(crate) fn doubled(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let exact = |value: Decimal| Displayed { value, precision: Decimal::ZERO };
    if s.is(at, Sense::Fold) && s.is(at, Sense::Digit) {
        let value = exact(Decimal::from(s.word(at).number));
        return Some(Draft { measure: Measure::Multiple, ..Draft::exactly(at, at + 1, value) });
    }
    if s.is(at, Sense::Halved) {
        return Some(Draft { measure: Measure::Multiple, ..Draft::exactly(at, at + 1, exact(Decimal::new(5, 1))) });
    }
    if !s.is(at, Sense::Multiple) {
        return None;
    }
    let occurrences = s.says(at, &["twice", "thrice"]) && !s.says(at + 1, &["as", "the", "what", "our", "that"]);
    let idiom = s.is_cue(at + 1, Cue::DoubleIdiom)
        || s.is(at + 1, Sense::Hyphen)
        || s.is(at + 1, Sense::DigitsNoun)
        || at > floor && s.is(at - 1, Sense::Hyphen);
    if occurrences || idiom {
        return None;
    }
    Some(Draft { measure: Measure::Multiple, ..Draft::exactly(at, at + 1, exact(Decimal::from(s.word(at).number))) })
}

/// Whether "third" or "quarter" is a part here, "a third of customers", and not a rank or a span of time.
pub(crate) fn is_part(s: &Sentence, at: usize) -> bool {
    if !s.is(at, Sense::Part) || !s.before(at, Sense::Article) {
        return false;
    }
    let of = s.is(at + 1, Sense::Of);
    let of_time =
        s.is(at + 2, Sense::Year | Sense::Fiscal | Sense::Quarter) || s.is(at + 3, Sense::Year | Sense::Fiscal);
    // "a quarter to a third of sales".
    let range = s.is(at + 1, Sense::To | Sense::Or)
        && (s.is(at + 2, Sense::Article) && s.is(at + 3, Sense::Part | Sense::Half) || s.is(at + 2, Sense::Half))
        && !s.is(at + 3, Sense::Quarter);
    if s.is(at, Sense::Quarter) {
        return range || of && !of_time && !s.is(at + 2, Sense::Digits);
    }
    of && !of_time || !of && (!s.is_word(at + 1) || s.is(at + 1, Sense::Stop | Sense::Adverb | Sense::Link))
}

/// "a third of".
pub(crate) fn one_part(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if at <= floor || !is_part(s, at) || part_of_unit(s, at).is_some() {
        return None;
    }
    let value = Decimal::ONE.checked_div(Decimal::from(s.word(at).number))?;
    let displayed = Displayed { value, precision: FRACTION_STEP };
    Some(Draft { measure: Measure::Multiple, fraction: true, ..Draft::exactly(at - 1, at + 1, displayed) })
}

/// "a full percent", "a full percentage point": the article is the number.
pub(crate) fn full_unit(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, Sense::Full) || at <= floor || !s.before(at, Sense::Article) {
        return None;
    }
    let one = Displayed { value: Decimal::ONE, precision: Decimal::ONE };
    let mut draft = Draft::exactly(at - 1, at + 1, one);
    if !s.is(at + 1, Sense::Percent | Sense::Percentage | Sense::Point | Sense::Basis | Sense::Turns) {
        return None;
    }
    let (measure, end) = unit_at(s, &mut draft, at + 1)?;
    Some(Draft { measure, end, ..draft })
}

/// "a year and a half", "a dollar and a quarter", at the part.
pub(crate) fn unit_and_part(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let start = at.checked_sub(4).filter(|&start| start >= floor)?;
    let said = s.is(at, Sense::Half | Sense::Part) && s.is(at - 1, Sense::Article) && s.is(at - 2, Sense::And);
    if !said || !(s.is(start, Sense::Article) || s.says(start, &["one"])) {
        return None;
    }
    let part = Decimal::ONE.checked_div(Decimal::from(s.word(at).number))?;
    let mut draft = Draft::exactly(start, at + 1, Displayed { value: Decimal::ONE + part, precision: part });
    if !s.is(at - 3, Sense::Time | Sense::Percent | Sense::Point | Sense::CurrencyWord) {
        return None;
    }
    let (measure, _) = unit_at(s, &mut draft, at - 3)?;
    Some(Draft { measure, worth: Decimal::ONE, ..draft }).filter(|draft| draft.low.value > Decimal::ONE)
}

/// "a year or two", "a point or two", at the number: the article is the one.
pub(crate) fn unit_or_two(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let start = at.checked_sub(3).filter(|&start| start >= floor && s.before(at, Sense::Or))?;
    let said = s.is(start, Sense::Article)
        && s.is(start + 1, Sense::Time | Sense::Percent | Sense::Point)
        && s.says(at, &["two", "2"]);
    // "a year or 2 years" says the unit again.
    let again = s.is(at + 1, Sense::Time) && s.word(at + 1).unit == s.word(start + 1).unit;
    let other = s.is(at + 1, MEASURES | Sense::Hyphen) || noun::directly_behind(s, at + 1).is_some();
    if !said || other && !again {
        return None;
    }
    let exact = |value| Displayed { value, precision: Decimal::ONE };
    let mut draft = Draft::exactly(start, at + 1 + usize::from(again), exact(Decimal::ONE));
    let (measure, _) = unit_at(s, &mut draft, start + 1)?;
    Some(Draft { measure, form: Form::Range, high: exact(Decimal::TWO), ..draft })
}

/// "by a factor of 10".
pub(crate) fn factor_of(s: &Sentence, draft: &mut Draft, floor: usize) {
    let factor = draft.start.checked_sub(2).filter(|&factor| factor >= floor);
    if let Some(factor) = factor
        && draft.is_bare()
        && s.is(factor + 1, Sense::Of)
        && s.says(factor, &["factor"])
    {
        draft.measure = Measure::Multiple;
        draft.start = factor;
    }
}

/// "half a point or a point": the article is the one.
pub(crate) fn or_one(s: &Sentence, draft: &mut Draft) {
    let unit = draft.end + 2;
    let said = s.is(draft.end, Sense::Or) && s.is(draft.end + 1, Sense::Article);
    if !said || draft.low.value >= Decimal::ONE || draft.low.value.is_sign_negative() || draft.is_bare() {
        return;
    }
    if let Some((measure, end)) = unit_at(s, &mut draft.clone(), unit)
        && measure == draft.measure
    {
        draft.form = Form::Range;
        draft.high = Displayed { value: Decimal::ONE, ..draft.low };
        draft.end = end;
    }
}
