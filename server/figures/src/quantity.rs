//! Quantities: a numeral with what stands directly around it — sign, currency, unit, rate.

use rust_decimal::Decimal;

use crate::chinese;
use crate::draft::{Draft, Form, Measure};
use crate::figure::{Currency, Displayed};
use crate::numeral::{self, numeral, power_of_ten};
use crate::sense::{Sense, Senses};
use crate::token::{Sentence, Shape};

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

/// What a currency to the left makes of a number.
struct Left {
    currency: Option<Currency>,
    worth: Decimal,
}

/// Signs and currencies before the number; moves the start of the draft.
fn left_of(s: &Sentence, draft: &mut Draft, floor: usize) -> Option<Left> {
    let mut found = None;
    minus(s, draft, floor);
    let start = draft.start;
    let has = |at: usize, senses: Senses| at > floor && s.before(at, senses);
    if has(start, Sense::CurrencySign.into()) {
        let mut coin = s.lexicon().coin(s.word(start - 1).currency);
        draft.start -= 1;
        let sign = draft.start;
        // "US$", "C $": capital letters directly before the sign, or the lone letter of Canada.
        if has(sign, Sense::CurrencyPrefix | Sense::CurrencyCode) {
            let prefix = s.text(sign - 1);
            let close = s.glued(sign) && prefix != "a" || prefix.eq_ignore_ascii_case("c");
            if close || prefix.len() > 1 && prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
                coin = s.lexicon().coin(s.word(sign - 1).currency);
                draft.start -= 1;
            }
        }
        found = Some(Left { currency: coin.currency, worth: coin.worth });
    } else {
        let dotted = has(start, Sense::FullStop.into()) && start > floor + 1 && s.glued(start - 1);
        let code = start - usize::from(dotted);
        if has(code, Sense::CurrencyCode | Sense::MillionCode) && is_code(s.text(code - 1)) {
            let word = s.word(code - 1);
            let mut left = s.lexicon().coin(word.currency);
            if word.senses.any(Sense::MillionCode.into()) {
                left.worth = Decimal::from(1_000_000);
            }
            draft.start = code - 1;
            found = Some(Left { currency: left.currency, worth: left.worth });
        } else if draft.is_scaled() && has(start, Sense::CurrencyWord.into()) && s.text(start - 1) == "dollar" {
            draft.start -= 1;
            found = Some(Left { currency: None, worth: Decimal::ONE });
        }
    }
    if found.is_some() {
        minus(s, draft, floor);
    }
    found
}

/// Currency codes are said in capitals; "Rs" and "rs" are the exception.
fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase()) || matches!(text, "Rs" | "rs" | "Re" | "usd" | "inr" | "eur")
}

/// "negative", "minus", or a minus sign directly before.
fn minus(s: &Sentence, draft: &mut Draft, floor: usize) {
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

/// "$10K", "15M", "$2.5 bn".
fn letter_scale(s: &Sentence, draft: &mut Draft, money: bool) {
    let at = draft.end;
    if draft.is_scaled() || draft.in_words || !s.is(at, Sense::LetterScale) || !(s.glued(at) || money) {
        return;
    }
    let word = s.word(at);
    if word.power == 12 && !money {
        return;
    }
    if let Some(scale) = power_of_ten(u32::from(word.power)) {
        draft.multiply(scale);
        draft.scale = scale;
        draft.end = at + 1;
    }
}

/// "$5 million US", "$20 US", "Rs 50 crore rupees".
fn currency_behind_sign(s: &Sentence, draft: &mut Draft) {
    let at = draft.end;
    if let Some(end) = add_cents(s, draft, at) {
        draft.end = end;
    } else if s.is(at, Sense::CurrencyCode) && is_code(s.text(at)) {
        draft.measure = Measure::Money(s.lexicon().coin(s.word(at).currency).currency);
        draft.end += 1;
        add_scale_behind(s, draft);
    } else if s.is(at, Sense::CurrencyWord)
        && draft.is_scaled()
        && s.lexicon().coin(s.word(at).currency).worth == Decimal::ONE
    {
        draft.end += 1;
    }
}

/// "75 USD million".
fn add_scale_behind(s: &Sentence, draft: &mut Draft) {
    if !draft.is_scaled()
        && s.is(draft.end, Sense::Scale)
        && let Some(scale) = power_of_ten(u32::from(s.word(draft.end).power))
    {
        draft.multiply(scale);
        draft.scale = scale;
        draft.end += 1;
    }
}

/// The unit behind the number, and a rate behind the unit.
fn unit(s: &Sentence, draft: &mut Draft, fraction: bool) {
    if !matches!(draft.measure, Measure::Money(_)) {
        let hyphen = usize::from(s.is(draft.end, Sense::Hyphen));
        if let Some((measure, end)) = unit_at(s, draft, draft.end + hyphen, fraction) {
            draft.measure = measure;
            draft.end = end;
        }
    }
    if matches!(draft.measure, Measure::Money(_)) {
        per_share(s, draft);
    }
    rate(s, draft);
}

/// The measure that the words at this token give, and the token behind them.
fn unit_at(s: &Sentence, draft: &mut Draft, at: usize, fraction: bool) -> Option<(Measure, usize)> {
    let hyphen = |at: usize| usize::from(s.is(at, Sense::Hyphen));
    if s.is(at, Sense::Percent) || s.is(at, Sense::Per) && s.is(at + 1, Sense::Cent) {
        let end = at + 1 + usize::from(s.is(at, Sense::Per));
        let points = end + hyphen(end);
        if s.is(points, Sense::Points | Sense::Point) {
            return Some((Measure::Points, points + 1));
        }
        return Some((Measure::Percent, end));
    }
    if s.is(at, Sense::Percentage) {
        let points = at + 1 + hyphen(at + 1);
        return s.is(points, Sense::Points | Sense::Point).then_some((Measure::Points, points + 1));
    }
    if s.is(at, Sense::Basis) {
        let points = at + 1 + hyphen(at + 1);
        return s.is(points, Sense::Points | Sense::Point).then_some((Measure::BasisPoints, points + 1));
    }
    if s.is(at, Sense::BasisPoints) {
        return Some((Measure::BasisPoints, at + 1));
    }
    if s.is(at, Sense::Points | Sense::Point) && !draft.is_scaled()
        || matches!(s.text(at), "pp" | "ppt" | "ppts" | "pts")
    {
        return Some((Measure::Points, at + 1));
    }
    if let Some(found) = currency_at(s, draft, at) {
        return Some(found);
    }
    // "13 quarter-carrying representatives": the hyphen makes another word of it.
    let compound = s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && at == draft.end;
    if s.is(at, Sense::Time) && !fraction && !compound {
        return Some((Measure::Time(s.word(at).unit), at + 1));
    }
    // "nine consecutive quarters".
    if s.is(at, Sense::TimeAdjective) && s.is(at + 1, Sense::Time) && !fraction {
        return Some((Measure::Time(s.word(at + 1).unit), at + 2));
    }
    if s.is(at, Sense::Times) {
        let occurrences = draft.is_scaled() || s.is(at + 1, Sense::Article | Sense::Per) && s.is(at + 2, Sense::Time);
        let measure = if occurrences { Measure::Count } else { multiple_or_ratio(s, draft.start, at + 1) };
        return Some((measure, at + 1));
    }
    if s.is(at, Sense::TimesSign) && !draft.in_words {
        return times_sign(s, draft, at);
    }
    if s.is(at, Sense::Fold) {
        return Some((Measure::Multiple, at + 1));
    }
    if s.is(at, Sense::Turns) {
        return Some((Measure::Ratio(s.word(at).unit), at + 1));
    }
    if let Some(end) = to_one(s, at) {
        return Some((Measure::Ratio(0), end));
    }
    if s.is(at, Sense::GluedTechnical) && s.glued(at) && !draft.in_words {
        return Some((Measure::Technical(s.word(at).unit), at + 1));
    }
    let technical = at + usize::from(s.is(at, Sense::TechnicalPrefix));
    if s.is(technical, Sense::Technical) && !fraction {
        let plain = s.word(technical).unit;
        // "square feet" is a unit of its own.
        let whole = (technical > at)
            .then(|| format!("{} {}", s.text(at), s.lexicon().unit(plain)))
            .and_then(|name| s.lexicon().unit_named(&name));
        return Some((Measure::Technical(whole.unwrap_or(plain)), technical + 1));
    }
    None
}

/// "dollars", "US dollars", "million RMB", "3 dollars 50 cents".
fn currency_at(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    if s.is(at, Sense::MillionCode) && s.text(at).bytes().all(|byte| byte.is_ascii_uppercase()) {
        let million = Decimal::from(1_000_000);
        draft.multiply(million);
        draft.scale = million;
        return Some((Measure::Money(s.lexicon().coin(s.word(at).currency).currency), at + 1));
    }
    if s.is(at, Sense::CurrencySign) && (s.glued(at) || !s.is_digits(at + 1)) {
        let mut coin = s.lexicon().coin(s.word(at).currency);
        if s.is(at + 1, Sense::CurrencyPrefix) && s.glued(at + 1) {
            coin = s.lexicon().coin(s.word(at + 1).currency);
            return Some((Measure::Money(coin.currency), at + 2));
        }
        return Some((Measure::Money(coin.currency), at + 1));
    }
    let code = s.is(at, Sense::CurrencyCode) && is_code(s.text(at)) && !s.is_digits(at + 1);
    if code {
        let measure = Measure::Money(s.lexicon().coin(s.word(at).currency).currency);
        draft.end = at + 1;
        add_scale_behind(s, draft);
        return Some((measure, draft.end));
    }
    // "us dollars", "U.S. dollars", "Hong Kong dollars".
    let mut word = at;
    while word < at + 4 && (s.is(word, Sense::CurrencyNation | Sense::FullStop) || matches!(s.text(word), "U" | "S")) {
        word += 1;
    }
    // "three US dollar rate cuts" are no dollars.
    let attributive =
        word > at && s.text(word) == "dollar" && s.is_word(word + 1) && !s.is(word + 1, Sense::Stop | Sense::Link);
    if !s.is(word, Sense::CurrencyWord) || attributive && !draft.is_scaled() {
        return None;
    }
    let coin = s.lexicon().coin(s.word(word).currency);
    let mut currency = coin.currency;
    if word > at {
        currency = s.lexicon().coin(s.word(at).currency).currency.or(currency);
    }
    if coin.worth != Decimal::ONE {
        draft.multiply(coin.worth);
    } else if let Some(end) = add_cents(s, draft, word + 1) {
        return Some((Measure::Money(currency), end));
    }
    Some((Measure::Money(currency), word + 1))
}

/// "3 dollars 50 cents", "thirteen dollars and forty-five cents", "$2 and 75 cents"; the place behind the cents.
fn add_cents(s: &Sentence, draft: &mut Draft, at: usize) -> Option<usize> {
    let cent = Decimal::new(1, 2);
    if draft.is_scaled() || !draft.low.value.fract().is_zero() {
        return None;
    }
    let cents = numeral(s, at + usize::from(s.is(at, Sense::And)))?;
    if !s.is(cents.end, Sense::CurrencyWord) || s.lexicon().coin(s.word(cents.end).currency).worth != cent {
        return None;
    }
    let value = draft.low.value.checked_add(cents.mantissa.checked_mul(cent)?)?;
    draft.low = Displayed { value, precision: cent };
    draft.high = draft.low;
    Some(cents.end + 1)
}

/// "7x", and "5 x 100G", whose product is meant.
fn times_sign(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    if !s.is_digits(at + 1) {
        return Some((multiple_or_ratio(s, draft.start, at + 1), at + 1));
    }
    let (each, _) = numeral::parse_digits(s.text(at + 1))?;
    let unit = at + 2;
    let technical = s.is(unit, Sense::GluedTechnical) && s.glued(unit) || s.is(unit, Sense::Technical);
    if !technical {
        return None;
    }
    draft.multiply(each);
    Some((Measure::Technical(s.word(unit).unit), unit + 1))
}

/// "three times leverage" is a ratio; "three times last year's" a multiple.
fn multiple_or_ratio(s: &Sentence, start: usize, end: usize) -> Measure {
    let near = (end..end + 3).chain(start.saturating_sub(5)..start);
    if near.into_iter().any(|at| s.is(at, Sense::RatioCue)) { Measure::Ratio(0) } else { Measure::Multiple }
}

/// "to one", "-to-1", ":1".
fn to_one(s: &Sentence, at: usize) -> Option<usize> {
    let one = |at: usize| matches!(s.text(at), "one" | "1");
    let end = if s.is(at, Sense::To) {
        at + 1 + usize::from(s.is(at + 1, Sense::Hyphen))
    } else if s.is(at, Sense::Colon) && s.glued(at) && s.glued(at + 1) {
        at + 1
    } else {
        return None;
    };
    let unit_follows =
        s.is(end + 1, Sense::Time | Sense::Percent | Sense::Scale | Sense::Noun | Sense::Hundred | Sense::Point);
    (one(end) && !unit_follows && !s.is_digits(end + 1)).then_some(end + 1)
}

/// "per share", "a share", "per diluted share", "/share", "- a - share".
fn per_share(s: &Sentence, draft: &mut Draft) {
    let mut at = draft.end;
    at += usize::from(s.is(at, Sense::Hyphen));
    if !s.is(at, Sense::Per | Sense::Article | Sense::Slash) {
        return;
    }
    at += 1;
    at += usize::from(s.is(at, Sense::Hyphen));
    while s.is(at, Sense::ShareAdjective) && !s.is(at, Sense::Share) {
        at += 1;
    }
    if s.is(at, Sense::Share)
        && let Measure::Money(currency) = draft.measure
    {
        draft.measure = Measure::PerShare(currency);
        draft.end = at + 1;
    }
}

/// "per year", "a quarter", "per seat per month", directly behind.
fn rate(s: &Sentence, draft: &mut Draft) {
    for _ in 0..2 {
        let at = draft.end;
        let past = matches!(s.text(at + 2), "ago" | "earlier" | "before" | "later" | "or" | "and" | "from");
        let each = s.is(at, Sense::Article)
            && s.is(at + 1, Sense::Time)
            && !past
            && !matches!(draft.measure, Measure::Time(_))
            // "$154 a unit".
            || s.is(at, Sense::Article) && s.is(at + 1, Sense::RateNoun) && matches!(draft.measure, Measure::Money(_));
        let per = s.is(at, Sense::Per | Sense::Slash)
            && s.is_word(at + 1)
            && !s.is(at + 1, Sense::Stop | Sense::Cent)
            && !draft.fraction;
        if !each && !per {
            break;
        }
        draft.end = at + 2;
        // "per kilowatt-hour".
        let hour = at + 3;
        if per && s.is(at + 2, Sense::Hyphen) && s.glued(at + 2) && s.is(hour, Sense::Time | Sense::Technical) {
            draft.end = hour + 1;
        }
    }
}

/// "by a factor of 10".
fn factor_of(s: &Sentence, draft: &mut Draft, floor: usize) {
    let factor = draft.start.checked_sub(2).filter(|&factor| factor >= floor);
    if let Some(factor) = factor
        && draft.is_bare()
        && s.is(factor + 1, Sense::Of)
        && s.text(factor) == "factor"
    {
        draft.measure = Measure::Multiple;
        draft.start = factor;
    }
}

/// "(4.8)", "(3.10 %)": accountants' negatives. What stands in parentheses behind a figure explains it instead.
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
}

/// "half a point or a point": the article is the one.
fn or_one(s: &Sentence, draft: &mut Draft) {
    let unit = draft.end + 2;
    let said = s.is(draft.end, Sense::Or) && s.is(draft.end + 1, Sense::Article);
    if !said || draft.low.value >= Decimal::ONE || draft.low.value.is_sign_negative() || draft.is_bare() {
        return;
    }
    if let Some((measure, end)) = unit_at(s, &mut draft.clone(), unit, false)
        && measure == draft.measure
    {
        draft.form = Form::Range;
        draft.high = Displayed { value: Decimal::ONE, ..draft.low };
        draft.end = end;
    }
}

/// Whether "third" or "quarter" is a part here, "a third of customers", and not a rank or a span of time.
pub(crate) fn is_part(s: &Sentence, at: usize) -> bool {
    if !s.is(at, Sense::Part) || !s.before(at, Sense::Article) {
        return false;
    }
    let of = s.is(at + 1, Sense::Of);
    let of_time =
        s.is(at + 2, Sense::Year | Sense::Fiscal | Sense::Quarter) || s.is(at + 3, Sense::Year | Sense::Fiscal);
    if s.is(at, Sense::Quarter) {
        return of && !of_time && !s.is(at + 2, Sense::Digits);
    }
    of && !of_time || !of && (!s.is_word(at + 1) || s.is(at + 1, Sense::Stop | Sense::Adverb | Sense::Link))
}

/// "a third of".
fn one_part(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if at <= floor || !is_part(s, at) {
        return None;
    }
    let value = Decimal::ONE.checked_div(Decimal::from(s.word(at).number))?;
    let displayed = Displayed { value, precision: numeral::FRACTION_STEP };
    Some(Draft { measure: Measure::Multiple, fraction: true, ..Draft::exactly(at - 1, at + 1, displayed) })
}

/// "doubled", "tenfold", "halved".
fn doubled(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
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
    let next = s.text(at + 1).to_ascii_lowercase();
    let occurrences = matches!(s.text(at), "twice" | "thrice" | "Twice")
        && !matches!(next.as_str(), "as" | "the" | "what" | "our" | "that");
    let idiom = matches!(
        next.as_str(),
        "down"
            | "click"
            | "check"
            | "checking"
            | "digit"
            | "digits"
            | "counting"
            | "count"
            | "clicking"
            | "whammy"
            | "edged"
            | "a"
            | "aa"
            | "b"
            | "net"
            | "play"
            | "bottom"
            | "crown"
            | "header"
            | "stack"
            | "eagle"
            | "dip"
            | "dipping"
            | "tree"
    ) || s.is(at + 1, Sense::Hyphen)
        || s.is(at + 1, Sense::DigitsNoun)
        || at > floor && s.is(at - 1, Sense::Hyphen);
    if occurrences || idiom {
        return None;
    }
    Some(Draft { measure: Measure::Multiple, ..Draft::exactly(at, at + 1, exact(Decimal::from(s.word(at).number))) })
}

/// "a full percent", "a full percentage point": the article is the number.
fn full_unit(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    if !s.is(at, Sense::Full) || at <= floor || !s.before(at, Sense::Article) {
        return None;
    }
    let one = Displayed { value: Decimal::ONE, precision: Decimal::ONE };
    let mut draft = Draft::exactly(at - 1, at + 1, one);
    if !s.is(at + 1, Sense::Percent | Sense::Percentage | Sense::Point | Sense::Basis | Sense::Turns) {
        return None;
    }
    let (measure, end) = unit_at(s, &mut draft, at + 1, false)?;
    Some(Draft { measure, end, ..draft })
}

/// "a year and a half", "a point and a half", at the word "half".
fn unit_and_half(s: &Sentence, at: usize, floor: usize) -> Option<Draft> {
    let start = at.checked_sub(4).filter(|&start| start >= floor)?;
    let said = s.is(at, Sense::Half) && s.is(at - 1, Sense::Article) && s.is(at - 2, Sense::And);
    if !said || !(s.is(start, Sense::Article) || s.text(start).eq_ignore_ascii_case("one")) {
        return None;
    }
    let value = Displayed { value: Decimal::new(15, 1), precision: Decimal::new(5, 1) };
    let mut draft = Draft::exactly(start, at + 1, value);
    if !s.is(at - 3, Sense::Time | Sense::Percent | Sense::Point) {
        return None;
    }
    let (measure, _) = unit_at(s, &mut draft, at - 3, false)?;
    Some(Draft { measure, ..draft })
}
