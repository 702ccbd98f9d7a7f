//! Periods: quarters, halves and years, which are no figures.

use crate::cue::Cue;
use crate::date::{clock, clock_in_words, date_with_month, numeric_date};
use crate::other::{Found, OtherKind};
use crate::sense::{MEASURES, Sense, Senses};
use crate::sentence::Sentence;
use crate::token::Shape;
use crate::{chinese, noun};

/// What may stand between "third quarter" and its year.
const BEFORE_YEAR: Senses =
    Senses::NONE.and(Sense::Of).and(Sense::Fiscal).and(Sense::Year).and(Sense::Comma).and(Sense::Hyphen);

/// The period or date around the number at this token. Nothing before `floor` is looked at.
pub(crate) fn period(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    if s.is_digits(at) {
        return date_with_month(s, at, floor)
            .or_else(|| lettered(s, at, floor))
            .or_else(|| numeric_date(s, at))
            .or_else(|| clock(s, at))
            .or_else(|| chinese::period(s, at))
            .or_else(|| short_year(s, at))
            .or_else(|| counted_months(s, at, floor))
            .or_else(|| named_year(s, at, floor))
            .or_else(|| numbered_quarter(s, at, floor))
            .or_else(|| year(s, at));
    }
    if s.shape(at) == Some(Shape::Han) {
        return chinese::period_in_characters(s, at, floor);
    }
    if s.is(at, Sense::Half) {
        return half_year(s, at, floor);
    }
    if s.is(at, Sense::Ordinal)
        && let Some(found) = ordinal_period(s, at)
    {
        return Some(found);
    }
    date_with_month(s, at, floor)
        .or_else(|| clock_in_words(s, at))
        .or_else(|| counted_months(s, at, floor))
        .or_else(|| fiscal_year_in_words(s, at, floor))
        .or_else(|| year_in_words(s, at))
        .or_else(|| quarter_in_words(s, at, floor))
}

/// "fiscal twenty four", "fiscal year twenty-five".
fn fiscal_year_in_words(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let start = at.checked_sub(1).map(|before| before - usize::from(s.is(before, Sense::Year) && before > floor))?;
    if start < floor || !s.is(start, Sense::Fiscal) {
        return None;
    }
    let whole = year_in_words(s, at).map(|(_, end, _)| end);
    Some((start, whole.or_else(|| behind_short_year(s, at))?, OtherKind::Period))
}

/// The place behind the "twenty four" of "fiscal twenty four".
fn behind_short_year(s: &Sentence, at: usize) -> Option<usize> {
    let units = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    let end = if s.is(units, Sense::Digit) { units + 1 } else { at + 1 };
    (s.is(at, Sense::Tens) && !s.is(end, MEASURES)).then_some(end)
}

/// "Quarter 4", "Quarter 3 of 2031", written as a name.
fn numbered_quarter(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let quarter = at.checked_sub(1).filter(|&quarter| quarter >= floor)?;
    let is_name = s.is(quarter, Sense::Quarter) && s.capital(quarter) && matches!(s.text(at), "1" | "2" | "3" | "4");
    let counts = s.is(at + 1, MEASURES | Sense::Quarter) || quarter == 0 && noun::directly_behind(s, at + 1).is_some();
    (is_name && !s.glued(at) && !counts).then(|| (quarter, year_behind(s, at + 1), OtherKind::Period))
}

/// "quarter one", "quarter four of 2019", "q three".
fn quarter_in_words(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let quarter = at.checked_sub(1).filter(|&quarter| quarter >= floor)?;
    let named = s.is(quarter, Sense::Quarter) || s.is(quarter, Sense::QuarterLetter);
    let number =
        named && s.is(at, Sense::Digit) && (1..=4).contains(&s.word(at).number) && !s.is(at + 1, Sense::Quarter);
    let spoken_of = s.before(quarter, Sense::Digit | Sense::Article | Sense::Ordinal | Sense::Determiner);
    (number && !spoken_of).then(|| (quarter, year_behind(s, at + 1), OtherKind::Period))
}

/// "202" where speech recognition lost the last digit of a year.
fn is_cut_year(s: &Sentence, at: usize) -> bool {
    s.is_digits(at) && matches!(s.text(at), "200" | "201" | "202" | "203" | "199")
}

/// Steps over "of fiscal year 2007", "2007", "'07", "of last year" behind a period; the place behind it.
fn year_behind(s: &Sentence, at: usize) -> usize {
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

/// "Q3", "1Q24", "FY2007", "H1", "2H25", "Q3 10", "Qs 1 and 2", "Q2 FY25".
fn lettered(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let number = s.text(at);
    let quarter = matches!(number, "1" | "2" | "3" | "4");
    let behind_letter = at > floor;
    if quarter && behind_letter && s.before(at, Sense::QuarterLetter) {
        let mut end = at + 1;
        let another = matches!(s.text(end + 1), "1" | "2" | "3" | "4");
        // "Q4 -- 3" corrects itself.
        let corrected =
            s.is(end, Sense::Dash) && !s.is(end + 2, MEASURES) && noun::behind_adjectives(s, end + 2).is_none();
        if another && (s.is(end, Sense::And | Sense::Through) && !s.glued(at) || corrected) {
            end += 2;
        }
        return Some((at - 1, behind_quarter(s, end), OtherKind::Period));
    }
    if quarter && s.is(at + 1, Sense::QuarterLetter) && s.glued(at + 1) && s.says(at + 1, &["q"]) {
        return Some((at, behind_quarter(s, at + 2), OtherKind::Period));
    }
    let half = matches!(number, "1" | "2");
    if half && behind_letter && s.before(at, Sense::HalfLetter) && s.glued(at) && s.capital(at - 1) {
        return Some((at - 1, behind_quarter(s, at + 1), OtherKind::Period));
    }
    if half && s.is(at + 1, Sense::HalfLetter) && s.glued(at + 1) && s.capital(at + 1) {
        return Some((at, behind_quarter(s, at + 2), OtherKind::Period));
    }
    // "9M FY2025", "Q3 & 9M": so many months.
    let months = matches!(number, "3" | "6" | "9" | "12") && s.text(at + 1) == "M" && s.glued(at + 1);
    if months {
        let beside = at > 1 && s.says(at - 1, &["&", "and"]) && s.is_digits(at - 2);
        let end = behind_quarter(s, at + 2);
        if end > at + 2 || beside || s.is(end, Sense::Fiscal) {
            return Some((at, end, OtherKind::Period));
        }
    }
    // "quarter 3 of 2025".
    let spelled = quarter && behind_letter && s.says(at - 1, &["quarter"]);
    let spoken_of =
        behind_letter && s.before(at - 1, Sense::Article | Sense::Ordinal | Sense::Determiner | Sense::Digit);
    let counts = s.is(at + 1, MEASURES) || noun::behind_adjectives(s, at + 1).is_some();
    if spelled && !spoken_of && !counts {
        return Some((at - 1, behind_quarter(s, at + 1), OtherKind::Period));
    }
    if behind_letter && s.before(at, Sense::Fiscal) && s.glued(at) && matches!(number.len(), 2 | 4) {
        let mut end = at + 1;
        // "FY2024-25".
        if s.is(end, Sense::Hyphen | Sense::Slash) && s.is_two_digits(end + 1) && s.glued(end + 1) {
            end += 2;
        }
        return Some((at - 1, end, OtherKind::Period));
    }
    None
}

/// The year behind a short name of a quarter: "10" in "Q3 10", "24" in "1Q24", "FY25".
fn behind_quarter(s: &Sentence, at: usize) -> usize {
    let bare_year = s.is_two_digits(at)
        && (s.glued(at) || s.text(at).starts_with(['0', '1', '2']))
        && !s.is(
            at + 1,
            Sense::Percent
                | Sense::Scale
                | Sense::Basis
                | Sense::BasisPoints
                | Sense::Points
                | Sense::Time
                | Sense::Noun
                | Sense::To
                | Sense::Hyphen
                | Sense::CurrencyWord
                | Sense::Technical,
        );
    if bare_year {
        return at + 1;
    }
    if s.is(at, Sense::Fiscal) && s.is_digits(at + 1) && s.glued(at + 1) {
        return at + 2;
    }
    year_behind(s, at)
}

/// "'07", "Q3'07".
fn short_year(s: &Sentence, at: usize) -> Option<Found> {
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

/// "fiscal 2009", "fiscal year 09", "calendar 2007", "mid-2011".
fn named_year(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
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
        && (s.before(at - 1, Sense::Year) || s.before(at, Sense::Of) && s.cues(at - 2, Cue::RestOf));
    if garbled && !s.is_word(at + 1) {
        return Some((at, at + 1, OtherKind::Period));
    }
    let mid = at > floor + 1 && s.is(at - 1, Sense::Hyphen) && s.is(at - 2, Sense::Mid) && s.is_year(at);
    mid.then(|| (at - 2, at + 1, OtherKind::Period))
}

/// "2005", "2005 and 2010", "1990s".
fn year(s: &Sentence, at: usize) -> Option<Found> {
    if !s.is_year(at) {
        return None;
    }
    let unit = Sense::Percent
        | Sense::Scale
        | Sense::Basis
        | Sense::BasisPoints
        | Sense::Per
        | Sense::CurrencyWord
        | Sense::CurrencyCode
        | Sense::Points
        | Sense::Technical
        | Sense::Times
        | Sense::Time
        | Sense::Hundred;
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

/// The place behind the "second quarter" or "period" that a year stands before; none where it does not.
fn quarter_of_year(s: &Sentence, at: usize) -> Option<usize> {
    let ordinal = usize::from(s.is(at, Sense::Ordinal));
    let hyphen = usize::from(ordinal == 1 && s.is(at + 1, Sense::Hyphen));
    let quarter = at + ordinal + hyphen;
    (s.cues(quarter, Cue::OfYear) && !s.glued(at)).then_some(quarter + 1)
}

/// "first half", "back half of the year", "half-year results".
fn half_year(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let hyphen = usize::from(s.before(at, Sense::Hyphen));
    if at > floor + hyphen && s.is(at - 1 - hyphen, Sense::HalfOf) {
        return Some((at - 1 - hyphen, behind_half(s, at + 1), OtherKind::Period));
    }
    let behind = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    if s.is(behind, Sense::Year) && s.glued(behind) || s.is(behind, Sense::Year) && s.is(behind + 1, Sense::PeriodNoun)
    {
        return Some((at, behind + 1, OtherKind::Period));
    }
    // "for the half year", "half year net profits": half of a year is said with an article.
    let counted = at > floor && s.before(at, Sense::Article | Sense::And | Sense::Digits | Sense::Digit);
    if s.is(behind, Sense::Year) && s.says(behind, &["year"]) && !counted {
        return Some((at, behind + 1, OtherKind::Period));
    }
    let of_year = s.is(at + 1, Sense::Of)
        && (s.is(at + 2, Sense::Year | Sense::Fiscal)
            || s.is_year(at + 2)
            || s.is(at + 3, Sense::Year | Sense::Fiscal));
    let over = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    if over_half(s, over) {
        return Some((at, behind_half(s, over), OtherKind::Period));
    }
    if of_year {
        return Some((at, year_behind(s, at + 1), OtherKind::Period));
    }
    is_the_half(s, at, floor).then(|| (at, at + 1, OtherKind::Period))
}

/// "In the half," as those say who report by halves: a span of time, and a part of nothing that was named.
fn is_the_half(s: &Sentence, at: usize, floor: usize) -> bool {
    let leads = at > floor + 1 && s.says(at - 1, &["the", "this", "that", "each"]) && s.cues(at - 2, Cue::During);
    let ends = s.text(at + 1).chars().next().is_none_or(|letter| matches!(letter, ',' | '.' | ';' | ':'));
    let goes_on =
        s.is_word(at + 1) && s.is(at + 1, Sense::Stop) && !s.is(at + 1, Sense::Of | Sense::Article | Sense::Or);
    let counts = s.is_digits(at + 1) || s.is(at + 1, Sense::CurrencySign);
    leads && (ends || goes_on || counts || s.cues(at + 1, Cue::Compared))
}

/// The place behind "over half" or "of the year 2007", where that follows a half.
fn behind_half(s: &Sentence, at: usize) -> usize {
    if over_half(s, at) { at + 2 + usize::from(s.is(at + 1, Sense::Hyphen)) } else { year_behind(s, at) }
}

/// "over half", "on-half": against the half before.
fn over_half(s: &Sentence, at: usize) -> bool {
    s.says(at, &["over", "on"]) && s.is(at + 1 + usize::from(s.is(at + 1, Sense::Hyphen)), Sense::Half)
}

/// "third quarter of fiscal 2007", "second and third quarters", "first nine months", "second half of the year".
fn ordinal_period(s: &Sentence, at: usize) -> Option<Found> {
    let mut end = at + 1;
    let hyphen = |at: usize| usize::from(s.is(at, Sense::Hyphen));
    while end < at + 7
        && s.is(end, Sense::And | Sense::Or | Sense::To | Sense::Comma | Sense::Through)
        && s.is(end + 1, Sense::Ordinal)
    {
        end += 2;
    }
    if s.is(end, Sense::Fiscal) || s.says(end, &["full"]) {
        end += 1;
    }
    end += hyphen(end);
    if s.is(end, Sense::Quarter) || s.is(end, Sense::Half) && s.word(at).number <= 2 {
        return Some((at, behind_half(s, end + 1), OtherKind::Period));
    }
    if !matches!(s.word(at).number, 1 | 2) {
        return None;
    }
    // "first nine months", "first three quarters of the year", "first 6 months of 2024".
    let number = s.is_digits(end) || s.is(end, Sense::Digit | Sense::Teen);
    let unit = end + 1 + hyphen(end + 1);
    if !number || !s.is(unit, Sense::Months | Sense::Quarter) {
        return None;
    }
    let of = s.is(unit + 1, Sense::Of);
    let months_of_year = matches!(s.word(end).number, 6 | 9) || matches!(s.text(end), "6" | "9" | "3");
    if of && year_behind(s, unit + 1) > unit + 2 || months_of_year && s.says(unit, &["months"]) {
        return Some((at, year_behind(s, unit + 1), OtherKind::Period));
    }
    None
}

/// "nine-month results", "six months ended June 30".
fn counted_months(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    if at < floor || !(s.is_digits(at) || s.is(at, Sense::Digit | Sense::Teen)) {
        return None;
    }
    let unit = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    if !s.is(unit, Sense::Months | Sense::Month) && !s.says(unit, &["month"]) {
        return None;
    }
    // "nine months of 2031", "9 months '25".
    let short = usize::from(s.is(unit + 1, Sense::Apostrophe) && s.is_two_digits(unit + 2)) * 2;
    let of_year = year_behind(s, unit + 1).max(unit + 1 + short);
    if of_year > unit + 1 {
        return Some((at, of_year, OtherKind::Period));
    }
    let singular = s.says(unit, &["month"]);
    let period = singular && s.is(unit + 1, Sense::PeriodNoun) && !s.is(unit + 1, Sense::Ended)
        || s.is(unit + 1, Sense::Ended) && s.says(unit, &["month", "months"]);
    let stands = s.is(unit, Sense::Months) && stands_for_year_so_far(s, at, floor) && !s.cues(unit + 1, Cue::SaysWhich);
    (period || stands).then_some((at, unit + 1, OtherKind::Period))
}

/// Whether so many months are those from the start of the year: "for the nine months, sales were".
fn stands_for_year_so_far(s: &Sentence, at: usize, floor: usize) -> bool {
    let of_year = matches!(s.word(at).number, 6 | 9) || matches!(s.text(at), "6" | "9");
    at >= floor + 2 && of_year && s.says(at - 1, &["the"]) && s.cues(at - 2, Cue::During)
}

/// "twenty twenty-five", "nineteen ninety-eight", "two thousand nineteen".
fn year_in_words(s: &Sentence, at: usize) -> Option<Found> {
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
    let unit = Sense::Percent
        | Sense::Scale
        | Sense::Basis
        | Sense::BasisPoints
        | Sense::Points
        | Sense::Point
        | Sense::Time
        | Sense::CurrencyWord
        | Sense::Noun
        | Sense::PluralNoun
        | Sense::Hundred;
    (!s.is(end, unit)).then_some((at, end, OtherKind::Period))
}
