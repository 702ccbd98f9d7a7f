//! Names and idioms: numbers that stand for something and measure nothing.

use crate::code::{counter, spelled_digits, telephone, zero_led};
use crate::cue::Cue;
use crate::currency::letter_before;
use crate::draft::Draft;
use crate::idiom::{behind_idiom, is_million_of_idiom, one, split};
use crate::multiple::is_part;
use crate::noun;
use crate::numerals::numeral;
use crate::other::{Found, OtherKind, identifier};
use crate::sense::{EVIDENCE, MEASURES, Sense, Senses};
use crate::sentence::Sentence;
use crate::token::Shape;
use crate::unit::is_glued_unit;

/// The name, idiom, ordinal or code around the number at this token. Nothing before `floor` is looked at.
pub(crate) fn name(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    if s.shape(at) == Some(Shape::Version) {
        return Some((at, at + 1, OtherKind::Identifier));
    }
    if s.is_digits(at) {
        return listed(s, at)
            .or_else(|| zero_led(s, at, floor))
            .or_else(|| split(s, at))
            .or_else(|| ordinal(s, at))
            .or_else(|| inside_word(s, at, floor))
            .or_else(|| telephone(s, at, floor))
            .or_else(|| with_letter(s, at))
            .or_else(|| counter(s, at))
            .or_else(|| before_tail(s, at))
            .or_else(|| behind_head(s, at, floor))
            .or_else(|| behind_capital(s, at, floor));
    }
    if s.is(at, Sense::Ordinal) {
        return ordinal_word(s, at);
    }
    if s.is(at, Sense::Scale) && is_million_of_idiom(s, at) {
        return identifier(at, at + 1);
    }
    if s.is(at, Sense::Digit | Sense::Teen | Sense::Tens) {
        // "number two", "the top five customers".
        let named =
            at > floor && s.says(at - 1, &["number", "top", "bottom"]) && !s.is(at + 1, MEASURES | Sense::Hyphen);
        if let Some(end) = behind_idiom(s, at, floor).or_else(|| behind_filing(s, at, floor)) {
            return identifier(at, end);
        }
        if named {
            return Some((at, at + 1, OtherKind::Ordinal));
        }
        if let Some(end) = behind_capital_words(s, at) {
            return identifier(at, end);
        }
        return one(s, at, floor).or_else(|| spelled_digits(s, at)).or_else(|| behind_head(s, at, floor));
    }
    None
}

/// Names that the table holds whole: "3M", "4G", "401(k)", "24/7".
fn listed(s: &Sentence, at: usize) -> Option<Found> {
    if s.glued(at) && s.before(at, Sense::CurrencySign) {
        return None;
    }
    if s.glued(at + 1) && s.is_word(at + 1) {
        let digits = s.text(at);
        let letters = s.text(at + 1);
        let mut name = [0u8; 8];
        let length = digits.len() + letters.len();
        if let Some(room) = name.get_mut(..length) {
            let (first, second) = room.split_at_mut(digits.len());
            first.copy_from_slice(digits.as_bytes());
            second.copy_from_slice(letters.as_bytes());
            let id = s.lexicon().find(room);
            // "3M" is a company, "3m" may be three million, "45X" a section of the tax code and "45x" a multiple; "our
            // 10k" is a report, "10k" ten thousand.
            let filing = matches!(letters, "k") && matches!(digits, "10" | "8");
            let as_written =
                !matches!(letters, "m" | "x") && (!filing || s.before(at, Sense::Determiner | Sense::Article));
            if s.lexicon().word(id).senses.any(Sense::Name.into()) && as_written {
                return identifier(at, at + 2);
            }
        }
    }
    // "401(k)", "510(k)", "10(b)".
    let lettered = s.text(at + 1) == "(" && s.glued(at + 1) && s.text(at + 2).len() == 1 && s.is_word(at + 2);
    if lettered && s.text(at + 3) == ")" {
        return identifier(at, at + 4);
    }
    // "recognised on a 1/n basis".
    let letter = s.text(at + 1) == "/" && s.glued(at + 1) && s.glued(at + 2) && s.text(at + 2).len() == 1;
    if letter && s.is_word(at + 2) {
        return identifier(at, at + 3);
    }
    let pair = s.glued(at + 1) && s.glued(at + 2) && s.is(at + 1, Sense::Slash | Sense::TimesSign);
    if pair && matches!((s.text(at), s.text(at + 2)), ("24", "7") | ("9", "11")) {
        return identifier(at, at + 3);
    }
    None
}

/// "form ten k", "our ten-q", as speech recognition writes filings; the place behind the letter.
fn behind_filing(s: &Sentence, at: usize, floor: usize) -> Option<usize> {
    let letter = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    let named = at > floor && (s.before(at, Sense::Determiner | Sense::Article) || s.says(at - 1, &["form"]));
    let filing = s.says(letter, &["q"]) || s.says(letter, &["k"]) && named;
    (filing && matches!(s.word(at).number, 8 | 10)).then_some(letter + 1)
}

/// "28th", "top 10", "number 1", "#1".
fn ordinal(s: &Sentence, at: usize) -> Option<Found> {
    if s.is(at + 1, Sense::OrdinalEnding) && s.glued(at + 1) {
        return Some((at, at + 2, OtherKind::Ordinal));
    }
    if s.is(at + 1, MEASURES) {
        return None;
    }
    if at > 0 && (s.before(at, Sense::NumberSign) || s.before(at, Sense::Rank) && s.text(at).len() <= 3) {
        return Some((at, at + 1, OtherKind::Ordinal));
    }
    let dotted = at > 1 && s.before(at, Sense::FullStop) && s.says(at - 2, &["no"]) && s.glued(at - 1);
    dotted.then_some((at, at + 1, OtherKind::Ordinal))
}

/// "H20", "GB300", "CET1", "COVID-19", "A350-900": letters directly before the digits, other than a currency.
fn inside_word(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    if at <= floor || !s.glued(at) {
        return glued_behind(s, at);
    }
    let hyphen = usize::from(s.before(at, Sense::Hyphen));
    let word = at.checked_sub(1 + hyphen)?;
    if word < floor
        || !s.is_word(word)
        || hyphen == 1 && (!s.glued(at - 1) || s.is(word, Sense::Low | Sense::Mid | Sense::High | Sense::Between))
    {
        return None;
    }
    // "USD254", "Rs20" are money; "sub-5%" and "post-2010" are what they say.
    if s.is(word, Sense::CurrencyCode | Sense::MillionCode | Sense::CurrencyPrefix)
        && hyphen == 0
        && s.text(word).len() > 1
    {
        return None;
    }
    // "R8.7 billion".
    if hyphen == 0 && s.is_cue(word, Cue::CurrencyLetter) {
        let amount = numeral(s, at).map(|numeral| Draft::from_numeral(&numeral));
        if amount.is_some_and(|amount| letter_before(s, &amount).is_some()) {
            return None;
        }
    }
    let lower = s.text(word).bytes().all(|byte| byte.is_ascii_lowercase());
    if hyphen == 1 && (lower || s.is(at + 1, MEASURES)) {
        return None;
    }
    if s.is(at + 1, Sense::Percent) {
        return None;
    }
    let mut end = s.behind_name(at + 1);
    // "CDK4/6", "PCIe4/5".
    if s.is(end, Sense::Slash) && s.glued(end) && s.glued(end + 1) && s.is_digits(end + 1) && hyphen == 0 {
        end += 2;
    }
    identifier(word, end)
}

/// Letters directly behind the digits that are no unit: "27A", "10b5-1", "3GPP".
fn glued_behind(s: &Sentence, at: usize) -> Option<Found> {
    let units = MEASURES
        | Sense::LetterScale
        | Sense::TimesSign
        | Sense::GluedTechnical
        | Sense::Scales
        | Sense::CurrencyCode
        | Sense::MillionCode
        | Sense::OrdinalEnding
        | Sense::QuarterLetter
        | Sense::HalfLetter
        | Sense::ClockHalf
        | Sense::Plus
        | Sense::Fold;
    let letters = at + 1;
    let coded = s.is(letters, Sense::LetterScale) && s.glued(letters + 1) && s.is_digits(letters + 1);
    if !s.glued(letters)
        || !s.is_word(letters)
        || s.is(letters, units) && !coded
        || s.text(letters).starts_with(['s', '\''])
    {
        return None;
    }
    if s.is_cue(letters, Cue::PointsLetters) || s.says(letters, &["ish"]) || is_glued_unit(s, letters) {
        return None;
    }
    identifier(at, s.behind_name(letters + 1))
}

/// "10-K", "8-K", "20-F": a hyphen and lone capitals.
fn with_letter(s: &Sentence, at: usize) -> Option<Found> {
    let letters = at + 2;
    let lone = s.is(at + 1, Sense::Hyphen)
        && s.glued(at + 1)
        && s.is_word(letters)
        && s.glued(letters)
        && s.text(letters).len() <= 2;
    let form = matches!(s.text(letters), "k" | "q" | "f");
    let filing = lone
        && (s.capital(letters) || form)
        && !s.is(letters, Sense::Technical | Sense::BasisPoints | Sense::TimesSign);
    // "10-Series" and "7-Eleven", but not "12-Month".
    let series = s.is(at + 1, Sense::Hyphen)
        && s.glued(at + 1)
        && s.glued(letters)
        && s.is_word(letters)
        && s.capital(letters)
        && (s.lexicon().word(s.word_id(letters)).senses == Senses::NONE
            || s.is(letters, Sense::NameHead | Sense::Digit | Sense::Teen));
    (filing || series).then_some((at, letters + 1, OtherKind::Identifier))
}

/// "the 1070 Ti", "350 Fifth Avenue": a number that a word behind it, or behind capitals, makes a name.
fn before_tail(s: &Sentence, at: usize) -> Option<Found> {
    let plain = s.text(at).len() <= 5 && s.is_plain(at);
    let capital = |at: usize| s.is_word(at) && s.capital(at) && !s.glued(at);
    let tail = (at + 1..at + 4).take_while(|&word| capital(word)).find(|&word| s.is(word, Sense::NameTail));
    plain.then_some((at, tail? + 1, OtherKind::Identifier))
}

/// "level 3", "slide 12", "page 2 of 12", "Q&A session 1": a word that makes a name of the number behind it.
fn behind_head(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let head = head_before(s, at, floor)?;
    let behind = at + 1;
    let in_words = !s.is_digits(at);
    let plain = in_words || s.text(at).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let joins = usize::from(s.is(behind, Sense::Hyphen));
    // "Phase 2b" is a name, "line 5m" need not be.
    let lettered = s.capital(head) && s.text(at).len() == 1 && s.text(behind).len() == 1;
    if !plain || s.is(behind + joins, MEASURES) || s.is(behind, Sense::LetterScale) && s.glued(behind) && !lettered {
        return None;
    }
    let counts = noun::directly_behind(s, behind).is_some();
    if in_words && (counts || s.is(behind, Sense::Digit | Sense::Teen | Sense::Tens)) {
        return None;
    }
    // A lower-case head and a counted noun: "the model 5 customers use" stays a name only before no plural.
    if counts && !s.capital(head) && s.text(at).len() > 2 {
        return None;
    }
    identifier(head, behind_numbers(s, head, behind))
}

/// The word before a number that makes a name of it.
fn head_before(s: &Sentence, at: usize, floor: usize) -> Option<usize> {
    let before = |at: usize| at.checked_sub(1).filter(|&before| before >= floor);
    let mut head = before(at - usize::from(s.before(at, Sense::Hyphen)))?;
    // "then "0" on your telephone": what is pressed may stand in quotation marks.
    if matches!(s.text(head), "\"" | "“" | "'" | "‘") && s.glued(at) {
        head = before(head)?;
    }
    // "press star, then two", "the star key followed by zero".
    if s.says(head, &["then", "by"]) {
        let mut keys = (head.saturating_sub(5).max(floor)..head).rev();
        head = keys.find(|&at| s.is_cue(at, Cue::Key)).unwrap_or(head);
    }
    // "year 4 of food delivery", "week 52", but not "this year 5 deals".
    let year = s.is_digits(at)
        && s.text(at).len() <= 2
        && s.says(head, &["year", "week", "month"])
        && !s.is(at + 1, Sense::Adjective)
        && noun::directly_behind(s, at + 1).is_none()
        && !s.before(head, Sense::Determiner | Sense::HalfOf);
    // "the Securities Act of 33", "the rule of 40".
    let statute = s.is(head, Sense::Of) && head > floor && matches!(s.text(head - 1), "Act" | "Rule" | "rule");
    head -= usize::from(statute);
    let bracket = s.before(at, Sense::Open) && s.text(at + 1) == ")";
    let is_head = s.is(head, Sense::NameHead) || s.text(head) == "*" || year;
    (is_head && !bracket).then_some(head)
}

/// The place behind the numbers and letters that go on with a name: "page 2 of 12", "slides 26, 28, and 30", "FAS-123R".
fn behind_numbers(s: &Sentence, head: usize, mut end: usize) -> usize {
    if s.says(head, &["page", "slide"]) && s.is(end, Sense::Of) && s.is_digits(end + 1) {
        end += 2;
    }
    // "lines 1 through 4".
    if s.is(end, Sense::Through) && s.is_digits(end + 1) && s.text(head).ends_with('s') {
        end += 2;
    }
    let is_short = |at: usize| s.is_digits(at) && s.text(at).len() <= 3;
    let joints = Sense::And | Sense::Or | Sense::Comma | Sense::To | Sense::Slash | Sense::Hyphen;
    loop {
        let comma = usize::from(s.is(end, Sense::Comma) && s.is(end + 1, Sense::And | Sense::Or));
        let next = end + comma + 1;
        let listed = s.is(end + comma, joints)
            && is_short(next)
            && !s.is(next + 1, MEASURES | Sense::Comma)
            && noun::directly_behind(s, next + 1).is_none();
        let more = s.is(end, Sense::Comma) && is_short(next) && s.is(next + 1, Sense::Comma);
        if !listed && !more {
            break;
        }
        end = next + 1;
    }
    // "Tier 1's", "FAS-123R".
    while s.glued(end) && (s.is_word(end) || s.is(end, Sense::Apostrophe) && s.glued(end + 1)) {
        end += 1;
    }
    end
}

/// "the Forty Two Bar", the place behind: number words that are written with capitals within a sentence are a
/// name, as the word behind them is, unless that measures.
fn behind_capital_words(s: &Sentence, at: usize) -> Option<usize> {
    let lower = |at: usize| s.is_word(at) && !s.capital(at);
    if !s.capital(at) || !at.checked_sub(1).is_some_and(lower) {
        return None;
    }
    let mut end = at;
    while s.is_word(end) && s.capital(end) && end < at + 4 && !s.is(end, MEASURES | Sense::Month | Sense::Quarter) {
        end += 1;
    }
    (end >= at + 2 && !s.is(end, MEASURES | Sense::Hyphen)).then_some(end)
}

/// "the Lumen 615-200", at the first number; the place behind the model, whose second number is smaller, as the end of
/// no range is.
fn behind_model(s: &Sentence, at: usize) -> Option<usize> {
    let joined = s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && s.glued(at + 2) && s.is_digits(at + 2);
    let plain = |at: usize| s.text(at).len() > 1 && s.is_plain(at);
    let number = |at: usize| s.text(at).parse::<u32>().ok();
    let falls = number(at).zip(number(at + 2)).is_some_and(|(model, variant)| model > variant);
    (joined && plain(at) && plain(at + 2) && falls && !s.is(at + 3, MEASURES | Sense::Hyphen)).then_some(at + 3)
}

/// "a Lumen 15", "the Harbor 737": a capitalised word inside a sentence, then a plain number that counts nothing.
fn behind_capital(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let word = at.checked_sub(1).filter(|&word| word >= floor)?;
    let common = Sense::MillionCode
        | Sense::MoneyCue
        | Sense::Noun
        | Sense::Month
        | Sense::CurrencyCode
        | Sense::HedgeBefore
        | Sense::CurrencyWord
        | Sense::Decline
        | Sense::Rise
        | Sense::PeriodNoun
        | Sense::Quarter
        | Sense::Digit
        | Sense::ShareCue
        | Sense::DaysMetric
        | Sense::RatioCue
        | Sense::Fiscal
        | Sense::Turns;
    let text = s.text(word);
    let mixed = text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    let acronym = text.len() > 2 && s.is_in_capitals(word);
    // "the S&P 500".
    let initials = word > 1 && s.text(word - 1) == "&" && s.glued(word) && s.glued(word - 1) && s.capital(word);
    let proper = s.is_word(word) && (text.len() > 2 || initials) && (s.capital(word) || mixed) && !s.is(word, common);
    let starts = s.before(word, Sense::FullStop | Sense::Colon);
    let number = s.text(at);
    let plain = number.len() <= 4 && !number.contains(',') && (!number.contains('.') || number.len() == 3);
    // "at Acme 5 to 6 deals", "Acme 5 servers" count.
    let range = s.is(at + 1, Sense::Link) && s.is(at + 2, EVIDENCE) && !s.is(at + 1, Sense::And);
    // "the iPhone 7 Plus".
    let plus = s.is(at + 1, Sense::Plus) && s.capital(at + 1);
    let measured = s.is(at + 1, MEASURES | Sense::Hyphen | Sense::Plus | Sense::Points | Sense::Slash) && !plus
        || range
        || noun::directly_behind(s, at + 1).is_some() && !mixed
        || s.glued(at + 1) && s.is_word(at + 1);
    if let Some(end) = behind_model(s, at).filter(|_| proper && !starts && word > 0) {
        return identifier(word, end);
    }
    if !proper || starts || !plain || measured || word == 0 && !acronym {
        return None;
    }
    let word = if initials { word - 2 } else { word };
    let mut end = at + 1 + usize::from(plus);
    // "the 1080 and 1070" go on with the name.
    while s.is(end, Sense::And | Sense::Or | Sense::Slash)
        && s.is_digits(end + 1)
        && s.text(end + 1).len() == number.len()
        && !s.is(end + 2, MEASURES | Sense::Comma)
    {
        end += 2;
    }
    identifier(word, end)
}

/// "the second time": ordinals in prose.
fn ordinal_word(s: &Sentence, at: usize) -> Option<Found> {
    (!is_part(s, at)).then_some((at, at + 1, OtherKind::Ordinal))
}
