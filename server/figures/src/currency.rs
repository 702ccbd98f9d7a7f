//! Currencies: signs, codes and words of money on both sides of a number, and the scales that only money has.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Measure};
use crate::figure::Displayed;
use crate::lexicon::Coin;
use crate::noun;
use crate::numeral::power_of_ten;
use crate::numerals::numeral;
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;
use crate::sign::minus;

/// What a cent is worth.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What the M of "MSEK" is worth.
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The sign and the currency before the number; moves the start of the draft.
pub(crate) fn left_of(s: &Sentence, draft: &mut Draft, floor: usize) -> Option<Coin> {
    minus(s, draft, floor);
    let (coin, start) = sign_before(s, draft.start, floor)
        .or_else(|| code_before(s, draft.start, floor))
        .or_else(|| {
            let letter = letter_before(s, draft).filter(|&letter| letter >= floor)?;
            Some((s.lexicon().coin(s.word(letter).letters), letter))
        })
        .or_else(|| dollar_before(s, draft, floor))?;
    draft.start = start;
    minus(s, draft, floor);
    Some(coin)
}

/// "$", "US$", "C $" before the number, and where it begins: capitals before the sign, or the lone letter of Canada.
fn sign_before(s: &Sentence, start: usize, floor: usize) -> Option<(Coin, usize)> {
    let sign = start.checked_sub(1).filter(|&sign| sign >= floor && s.is(sign, Sense::CurrencySign))?;
    let plain = (s.coin(sign), sign);
    let prefix = sign.checked_sub(1).filter(|&prefix| {
        let text = s.text(prefix);
        let close = s.glued(sign) && text != "a" || text.eq_ignore_ascii_case("c");
        prefix >= floor
            && s.is_cue(sign, Cue::Dollar)
            && s.is(prefix, Sense::CurrencyPrefix | Sense::CurrencyCode)
            && (close || text.len() > 1 && s.is_in_capitals(prefix))
    });
    Some(prefix.map_or(plain, |prefix| (s.coin(prefix), prefix)))
}

/// "INR", "Rs.", "MSEK" before the number, and where it begins.
fn code_before(s: &Sentence, start: usize, floor: usize) -> Option<(Coin, usize)> {
    let dotted = start > floor + 1 && s.before(start, Sense::FullStop) && s.glued(start - 1);
    let code = start.checked_sub(1 + usize::from(dotted)).filter(|&code| code >= floor && is_code(s.text(code)))?;
    if s.is(code, Sense::MillionCode) {
        return Some((Coin { worth: MILLION, ..s.coin(code) }, code));
    }
    s.is(code, Sense::CurrencyCode).then(|| (s.coin(code), code))
}

/// "dollar 5 million", as some say it.
fn dollar_before(s: &Sentence, draft: &Draft, floor: usize) -> Option<(Coin, usize)> {
    let dollar = draft.start.checked_sub(1).filter(|&dollar| dollar >= floor && s.says(dollar, &["dollar"]))?;
    let scaled = draft.is_scaled() && !s.is(draft.end, Sense::CurrencyWord | Sense::CurrencyCode);
    scaled.then_some((Coin::LOCAL, dollar))
}

/// The capital before a number that is a currency: "R8.7 billion", "R21 382m", "R13.95". A plain number behind it is a
/// name: "R12".
pub(crate) fn letter_before(s: &Sentence, draft: &Draft) -> Option<usize> {
    let letter =
        draft.start.checked_sub(1).filter(|&letter| s.is_cue(letter, Cue::CurrencyLetter) && s.capital(letter))?;
    let joined = s.glued(letter) && !s.before(letter, Sense::Open | Sense::Hyphen | Sense::Dash);
    let glued = s.glued(draft.start);
    let scale = draft.end;
    let scaled = draft.is_scaled() || glued && s.is(scale, Sense::LetterScale) && s.glued(scale);
    let grouped = draft.end > draft.start + 1 || s.text(draft.start).contains(',');
    let exact = draft.low.precision == CENT || grouped;
    (!draft.in_words && !joined && (scaled || glued && exact)).then_some(letter)
}

/// Currency codes are said in capitals; "Rs" and "rs" are the exception.
fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase()) || matches!(text, "Rs" | "rs" | "Re" | "usd" | "inr" | "eur")
}

/// "$5 million US", "$20 US", "Rs 50 crore rupees".
pub(crate) fn currency_behind_sign(s: &Sentence, draft: &mut Draft) {
    let at = draft.end;
    // "$110 basis points": the sign is a slip.
    if s.is(at, Sense::BasisPoints) || s.is(at, Sense::Basis) && s.is(at + 1, Sense::Points | Sense::Point) {
        draft.measure = Measure::BasisPoints;
        draft.end = at + 1 + usize::from(s.is(at, Sense::Basis));
    } else if let Some(end) = add_cents(s, draft, at) {
        draft.end = end;
    } else if s.is(at, Sense::CurrencyCode) && is_code(s.text(at)) {
        draft.measure = Measure::Money(s.coin(at).currency);
        draft.end += 1;
        add_scale_behind(s, draft);
    } else if s.is(at, Sense::CurrencyWord) && draft.is_scaled() && s.coin(at).worth == Decimal::ONE {
        draft.end += 1;
    }
}

/// "dollars", "US dollars", "million RMB", "3 dollars 50 cents".
pub(crate) fn currency_behind(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    if s.is(at, Sense::MillionCode) && s.is_in_capitals(at) {
        draft.take_scale(MILLION);
        return Some((Measure::Money(s.coin(at).currency), at + 1));
    }
    // "5€", "$5US$".
    if s.is(at, Sense::CurrencySign) && (s.glued(at) || !s.is_digits(at + 1)) {
        let prefix = at + 1;
        let named = if s.is(prefix, Sense::CurrencyPrefix) && s.glued(prefix) { prefix } else { at };
        return Some((Measure::Money(s.coin(named).currency), named + 1));
    }
    let code = s.is(at, Sense::CurrencyCode) && is_code(s.text(at)) && !s.is_digits(at + 1);
    if code {
        let measure = Measure::Money(s.coin(at).currency);
        draft.end = at + 1;
        add_scale_behind(s, draft);
        return Some((measure, draft.end));
    }
    money_in_words(s, draft, at)
}

/// "dollars", "us dollars", "U.S. dollars", "Hong Kong dollars"; with the cents that follow.
fn money_in_words(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    let mut word = at;
    let initials = |at: usize| s.is(at, Sense::CurrencyPrefix) && s.text(at).len() > 1 && s.is_in_capitals(at);
    while word < at + 4
        && (s.is(word, Sense::CurrencyNation | Sense::FullStop) || matches!(s.text(word), "U" | "S") || initials(word))
    {
        word += 1;
    }
    // "three US dollar rate cuts" are no dollars.
    let attributive =
        word > at && s.says(word, &["dollar"]) && s.is_word(word + 1) && !s.is(word + 1, Sense::Stop | Sense::Link);
    if !s.is(word, Sense::CurrencyWord) || attributive && !draft.is_scaled() {
        return None;
    }
    if word == at && are_weighed(s, word) {
        return s.lexicon().unit_named("pounds").map(|unit| (Measure::Technical(unit), word + 1));
    }
    let coin = s.coin(word);
    let mut currency = coin.currency;
    if word > at {
        currency = s.coin(at).currency.or(currency);
    }
    // "HK91.75 cents".
    let prefix = draft.start.checked_sub(1).filter(|&prefix| word == at && s.glued(draft.start) && initials(prefix));
    if let Some(prefix) = prefix {
        currency = s.coin(prefix).currency.or(currency);
        draft.start = prefix;
    }
    if coin.worth != Decimal::ONE {
        draft.multiply(coin.worth);
        draft.worth = coin.worth;
    } else if let Some(end) = add_cents(s, draft, word + 1).or_else(|| add_unsaid_cents(s, draft, word + 1)) {
        return Some((Measure::Money(currency), end));
    }
    Some((Measure::Money(currency), word + 1))
}

/// "3 dollars 50 cents", "thirteen dollars and forty-five cents", "$2 and 75 cents"; the place behind the cents.
fn add_cents(s: &Sentence, draft: &mut Draft, at: usize) -> Option<usize> {
    if draft.is_scaled() || !draft.low.value.fract().is_zero() {
        return None;
    }
    let cents = numeral(s, at + usize::from(s.is(at, Sense::And)))?;
    if !s.is(cents.end, Sense::CurrencyWord) || s.coin(cents.end).worth != CENT {
        return None;
    }
    let value = draft.low.value.checked_add(cents.mantissa.checked_mul(CENT)?)?;
    draft.low = Displayed { value, precision: CENT };
    draft.high = draft.low;
    Some(cents.end + 1)
}

/// "two dollars ten", "one dollar twenty-five"; the place behind the cents.
fn add_unsaid_cents(s: &Sentence, draft: &mut Draft, at: usize) -> Option<usize> {
    if draft.is_scaled() || !draft.in_words || !draft.low.value.fract().is_zero() {
        return None;
    }
    let (cents, end) = unsaid_cents(s, at)?;
    let value = draft.low.value.checked_add(cents)?;
    draft.low = Displayed { value, precision: CENT };
    draft.high = draft.low;
    Some(end)
}

/// "a dollar ten", "a buck fifty", at the number: the article is the one.
pub(crate) fn one_and_cents(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let start = at.checked_sub(2).filter(|&start| start >= floor && s.is(start, Sense::Article))?;
    let coin = s.is(at - 1, Sense::CurrencyWord).then(|| s.coin(at - 1))?;
    let (cents, end) = unsaid_cents(s, at).filter(|_| coin.worth == Decimal::ONE)?;
    let value = Displayed { value: Decimal::ONE + cents, precision: CENT };
    Some(Draft { measure: Measure::Money(coin.currency), ..Draft::exactly(start, end, value) })
}

/// The cents that a number of up to two digits directly behind a dollar is, and the place behind them; none where the
/// number measures or counts something else.
fn unsaid_cents(s: &Sentence, at: usize) -> Option<(Decimal, usize)> {
    let cents = numeral(s, at)?;
    let least = if cents.in_words { Decimal::ONE } else { Decimal::TEN };
    let two_digits = cents.mantissa >= least && cents.mantissa < Decimal::ONE_HUNDRED;
    let whole = cents.step == Decimal::ONE && cents.scale == Decimal::ONE;
    let other = s.is(cents.end, MEASURES | Sense::CurrencySign) || noun::behind_adjectives(s, cents.end).is_some();
    (two_digits && whole && !other).then_some((cents.mantissa * CENT, cents.end))
}

/// "75 USD million".
pub(crate) fn add_scale_behind(s: &Sentence, draft: &mut Draft) {
    if !draft.is_scaled()
        && s.is(draft.end, Sense::Scale)
        && let Some(scale) = power_of_ten(u32::from(s.word(draft.end).power))
    {
        draft.take_scale(scale);
        draft.end += 1;
    }
}

/// "$10K", "15M", "$2.5 bn".
pub(crate) fn letter_scale(s: &Sentence, draft: &mut Draft) {
    let at = draft.end;
    let money = draft.measure.is_money();
    if draft.is_scaled() || draft.in_words || !s.is(at, Sense::LetterScale) || !(s.glued(at) || money) {
        return;
    }
    let word = s.word(at);
    if !money && s.text(at) == "mm" && are_millimetres(s, draft) {
        return;
    }
    // "1.6T" is a speed of optics; "5t operations" and "$1.6T" are trillions.
    if word.power == 12 && !money && s.capital(at) {
        return;
    }
    if let Some(scale) = power_of_ten(u32::from(word.power)) {
        draft.take_scale(scale);
        draft.end = at + 1;
    }
}

/// "200mm platforms", "200mm and 300mm wafers": sizes of what is named behind them, and no millions.
fn are_millimetres(s: &Sentence, draft: &Draft) -> bool {
    let behind = draft.end + 1;
    let mut named = (behind..behind + REACH_OF_SIZE).take_while(|at| {
        s.is_word(*at) && !s.is(*at, Sense::Noun | Sense::Share | Sense::MoneyCue) || s.is_digits(*at)
    });
    named.any(|at| s.is_cue(at, Cue::Millimetres))
}

/// How far behind its size the thing is named at most.
const REACH_OF_SIZE: usize = 5;

/// "44 million pounds at $1.96 per pound", "copper production was 38 million pounds": a weight, and no money.
fn are_weighed(s: &Sentence, pounds: usize) -> bool {
    let weighs =
        |at: usize| s.is_cue(at, Cue::Weighed) || s.is(at, Sense::Per | Sense::Slash) && s.says(at + 1, &["pound"]);
    s.says(pounds, &["pounds", "pound"])
        && (pounds.saturating_sub(REACH_OF_WEIGHT)..pounds + REACH_OF_WEIGHT).any(weighs)
}

/// How far from the pounds the thing is named at most that is weighed in them.
const REACH_OF_WEIGHT: usize = 24;
