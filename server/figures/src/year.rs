//! Years, as parts of a period and by themselves: "fiscal 2009", "of last year", "twenty twenty-five", "'07".

use crate::cue::Cue;
use crate::noun;
use crate::other::{Found, OtherKind};
use crate::sense::{MEASURES, Sense, Senses};
use crate::sentence::Sentence;

/// What may stand between "third quarter" and its year.
const BEFORE_YEAR: Senses =
    Senses::NONE.and(Sense::Of).and(Sense::Fiscal).and(Sense::Year).and(Sense::Comma).and(Sense::Hyphen);

/// "2005", "2005 and 2010", "1990s".
pub(crate) fn year(s: &Sentence, at: usize) -> Option<Found> {
    if !s.is_year(at) {
        return None;
    }
    let unit = MEASURES | Sense::Per | Sense::CurrencyCode;
    let per_cent = s.is(at + 1, Sense::Per) && !s.is(at + 2, Sense::Cent);
    // "the 2021 quarter", "the 2003 second quarter": of so many the plural would be said.
    if let Some(end) = quarter_of_year(s, at + 1) {
        return Some((at, end, OtherKind::Period));
    }
    if s.is(at + 1, unit) && !per_cent {
        return None;
    }
    // "2000 employees": a round number of something countable.
    let round = s.text(at).ends_with("00");
    let counted = s.is(at + 1, Sense::Noun | Sense::PluralNoun)
        || noun::is_counted(s, at + 1) && !s.is(at + 1, Sense::PeriodNoun | Sense::Stop | Sense::MoneyCue);
    if round && counted {
        return None;
    }
    let mut end = at + 1;
    if s.is(end, Sense::And | Sense::To | Sense::Through | Sense::Hyphen | Sense::Dash) && s.is_year(end + 1) {
        end += 2;
    }
    end += usize::from(matches!(s.text(end), "s" | "E" | "e" | "A" | "F") && s.glued(end));
    Some((at, end, OtherKind::Period))
}

/// "fiscal 2009", "fiscal year 09", "calendar 2007", "mid-2011".
pub(crate) fn named_year(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let mut start = at;
    while start > floor
        && start + 3 > at
        && (s.is(start - 1, Sense::Fiscal) || s.is(start - 1, Sense::Year) && s.before(start - 1, Sense::Fiscal))
    {
        start -= 1;
    }
    let plain = (matches!(s.text(at).len(), 2 | 4) || is_cut_year(s, at)) && s.is_plain(at);
    let mut end = at + 1;
    if plain && start < at {
        // "fiscal 2020 7" is a slip of the tongue; the number behind it is none.
        if s.is_year(at)
            && s.is_digits(end)
            && s.text(end).len() == 1
            && !s.glued(end)
            && s.is(end + 1, Sense::Comma | Sense::FullStop)
        {
            end += 1;
        }
        return Some((start, end, OtherKind::Period));
    }
    // "this year for 202.", "the remainder of 202."
    let garbled = at > floor + 1
        && is_cut_year(s, at)
        && s.is_word(at - 1)
        && (s.before(at - 1, Sense::Year) || s.before(at, Sense::Of) && s.is_cue(at - 2, Cue::RestOf));
    if garbled && !s.is_word(at + 1) {
        return Some((at, at + 1, OtherKind::Period));
    }
    let mid = at > floor + 1 && s.is(at - 1, Sense::Hyphen) && s.is(at - 2, Sense::Mid) && s.is_year(at);
    mid.then(|| (at - 2, at + 1, OtherKind::Period))
}

/// "202" where speech recognition lost the last digit of a year.
fn is_cut_year(s: &Sentence, at: usize) -> bool {
    s.is_digits(at) && matches!(s.text(at), "200" | "201" | "202" | "203" | "199")
}

/// "'07", "Q3'07".
pub(crate) fn short_year(s: &Sentence, at: usize) -> Option<Found> {
    let apostrophe = at.checked_sub(1).filter(|&before| s.is(before, Sense::Apostrophe) && s.glued(at))?;
    let stands_free = !s.glued(apostrophe)
        || s.before(apostrophe, Sense::QuarterLetter | Sense::Digits | Sense::Hyphen | Sense::Slash | Sense::Dash);
    // "FY'26".
    let fiscal = s.glued(apostrophe) && s.before(apostrophe, Sense::Fiscal);
    let is_year = s.is_two_digits(at) && (stands_free || fiscal) && !s.is(at + 1, Sense::Percent | Sense::Scale);
    // "fiscal '26", "fiscal year '26".
    let year = usize::from(!fiscal && s.before(apostrophe, Sense::Year));
    let named = usize::from(s.before(apostrophe - year, Sense::Fiscal));
    let start = apostrophe - named - if named == 1 { year } else { 0 };
    is_year.then_some((start, at + 1, OtherKind::Period))
}

/// The place behind the "second quarter" or "period" that a year stands before; none where it does not.
fn quarter_of_year(s: &Sentence, at: usize) -> Option<usize> {
    let ordinal = usize::from(s.is(at, Sense::Ordinal));
    let hyphen = usize::from(ordinal == 1 && s.is(at + 1, Sense::Hyphen));
    let quarter = at + ordinal + hyphen;
    (s.is_cue(quarter, Cue::OfYear) && !s.glued(at)).then_some(quarter + 1)
}

/// "fiscal twenty four", "fiscal year twenty-five".
pub(crate) fn fiscal_year_in_words(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let start = at.checked_sub(1).map(|before| before - usize::from(s.is(before, Sense::Year) && before > floor))?;
    if start < floor || !s.is(start, Sense::Fiscal) {
        return None;
    }
    let whole = year_in_words(s, at).map(|(_, end, _)| end);
    Some((start, whole.or_else(|| behind_short_year(s, at))?, OtherKind::Period))
}

/// "twenty twenty-five", "nineteen ninety-eight", "two thousand nineteen".
pub(crate) fn year_in_words(s: &Sentence, at: usize) -> Option<Found> {
    let number = s.word(at).number;
    let mut end = at + 1;
    if s.is(at, Sense::Digit) && number == 2 && s.says(end, &["thousand"]) {
        end += 1 + usize::from(s.is(end + 1, Sense::And));
        if !s.is(end, Sense::Digit | Sense::Teen | Sense::Tens)
            || s.is(end, Sense::Digit) && s.is(end + 1, Sense::Hundred)
        {
            return None;
        }
    } else if !(s.is(at, Sense::Tens) && number == 20 || s.is(at, Sense::Teen) && number == 19) {
        return None;
    }
    let tens = s.is(end, Sense::Tens);
    if !(tens || s.is(end, Sense::Teen) || end > at + 1 && s.is(end, Sense::Digit)) {
        return None;
    }
    end += 1;
    if tens {
        let units = end + usize::from(s.is(end, Sense::Hyphen));
        if s.is(units, Sense::Digit) && s.word(units).number > 0 {
            end = units + 1;
        }
    }
    let unit = MEASURES | Sense::Point | Sense::Noun | Sense::PluralNoun;
    (!s.is(end, unit)).then_some((at, end, OtherKind::Period))
}

/// The place behind the "twenty four" of "fiscal twenty four".
pub(crate) fn behind_short_year(s: &Sentence, at: usize) -> Option<usize> {
    let units = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    let end = if s.is(units, Sense::Digit) { units + 1 } else { at + 1 };
    (s.is(at, Sense::Tens) && !s.is(end, MEASURES)).then_some(end)
}

/// Steps over "of fiscal year 2007", "2007", "'07", "of last year" behind a period; the place behind it.
pub(crate) fn year_behind(s: &Sentence, at: usize) -> usize {
    let mut next = at;
    while next < at + 5 && (s.is(next, BEFORE_YEAR) || s.says(next, &["the", "this", "last", "our", "full"])) {
        next += 1;
    }
    if (s.is_year(next) || next > at && is_cut_year(s, next)) && !s.is(next + 1, Sense::Percent) {
        return next + 1;
    }
    if next > at
        && let Some((_, end, _)) = year_in_words(s, next)
    {
        return end;
    }
    // "the second quarter of 19".
    let short = next == at + 1 && s.is(at, Sense::Of) && s.is_two_digits(next) && s.text(next) < "40";
    if short && !s.is(next + 1, MEASURES | Sense::Hyphen) && noun::behind_adjectives(s, next + 1).is_none() {
        return next + 1;
    }
    if s.is(next, Sense::Apostrophe) && s.is_two_digits(next + 1) && s.glued(next + 1) {
        return next + 2;
    }
    if next > at && s.before(next, Sense::Year | Sense::Fiscal) {
        if let Some(end) = behind_short_year(s, next) {
            return end;
        }
        if s.is_two_digits(next) && s.before(next, Sense::Fiscal) {
            return next + 1;
        }
        return next;
    }
    at
}
