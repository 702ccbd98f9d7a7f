//! Periods: quarters, months and what stands for them, which are no figures.

use crate::cue::Cue;
use crate::date::{clock, clock_in_words, date_with_month, numeric_date};
use crate::half::{behind_half, half_year};
use crate::other::{Found, OtherKind};
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;
use crate::token::Shape;
use crate::year::{fiscal_year_in_words, named_year, short_year, year, year_behind, year_in_words};
use crate::{chinese, noun};

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
        && !s.is(at + 1, MEASURES | Sense::Noun | Sense::To | Sense::Hyphen);
    if bare_year {
        return at + 1;
    }
    if s.is(at, Sense::Fiscal) && s.is_digits(at + 1) && s.glued(at + 1) {
        return at + 2;
    }
    year_behind(s, at)
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
    let stands =
        s.is(unit, Sense::Months) && stands_for_year_so_far(s, at, floor) && !s.is_cue(unit + 1, Cue::SaysWhich);
    (period || stands).then_some((at, unit + 1, OtherKind::Period))
}

/// Whether so many months are those from the start of the year: "for the nine months, sales were".
fn stands_for_year_so_far(s: &Sentence, at: usize, floor: usize) -> bool {
    let of_year = matches!(s.word(at).number, 6 | 9) || matches!(s.text(at), "6" | "9");
    at >= floor + 2 && of_year && s.says(at - 1, &["the"]) && s.is_cue(at - 2, Cue::During)
}
