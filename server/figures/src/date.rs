//! Dates and times of day: "September 28th, 2006", "12/31/2006", "8.30 am".

use crate::other::{Found, OtherKind};
use crate::sense::Sense;
use crate::sentence::Sentence;

/// "September 28th, 2006", "1 March 2010", "March 2010".
pub(crate) fn date_with_month(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let small = |at: usize| s.text(at).len() <= 2 || !s.is_digits(at);
    // "may" and "march" are words too; "may fifth" is a day.
    let verb = |at: usize| ["may", "march", "mar"].iter().any(|verb| s.text(at) == *verb);
    let month = |at: usize| {
        s.is(at, Sense::Month) && (s.capital(at) || !verb(at) && s.text(at).len() > 3 || s.is(at + 1, Sense::Ordinal))
    };
    let dotted = usize::from(s.before(at, Sense::FullStop | Sense::Comma));
    if at > floor + dotted && month(at - 1 - dotted) {
        let month = at - 1 - dotted;
        if s.is_year(at) {
            return Some((month, at + 1, OtherKind::Date));
        }
        let day_word = s.is(at, Sense::Ordinal | Sense::Digit | Sense::Teen | Sense::Tens);
        if !small(at) || s.is(at + 1, Sense::Percent | Sense::Scale | Sense::Quarter) || !(s.is_digits(at) || day_word)
        {
            return None;
        }
        let mut end = at + 1;
        if s.is(at, Sense::Tens) && s.is(end + usize::from(s.is(end, Sense::Hyphen)), Sense::Ordinal | Sense::Digit) {
            end += 1 + usize::from(s.is(end, Sense::Hyphen));
        }
        end += usize::from(s.is(end, Sense::OrdinalEnding) && s.glued(end));
        let comma = usize::from(s.is(end, Sense::Comma));
        if s.is_year(end + comma) {
            end += 1 + comma;
        }
        return Some((month, end, OtherKind::Date));
    }
    if !s.is_digits(at) || !small(at) {
        return None;
    }
    let ending = usize::from(s.is(at + 1, Sense::OrdinalEnding) && s.glued(at + 1));
    let of = usize::from(s.is(at + 1 + ending, Sense::Of));
    let at_month = at + 1 + ending + of;
    if month(at_month) && (of == 0 || ending == 1) {
        let comma = usize::from(s.is(at_month + 1, Sense::Comma));
        let year = at_month + 1 + comma;
        let end = if s.is_year(year) { year + 1 } else { at_month + 1 };
        return Some((at, end, OtherKind::Date));
    }
    None
}

/// "12/31/2006", "2024-07-30", "05/02/17".
pub(crate) fn numeric_date(s: &Sentence, at: usize) -> Option<Found> {
    let separator = s.text(at + 1);
    if !matches!(separator, "/" | "-") || !s.is_digits(at + 2) || !s.glued(at + 1) || !s.glued(at + 2) {
        return None;
    }
    let part = |at: usize| s.text(at).parse::<u32>().ok();
    let (first, second) = (part(at)?, part(at + 2)?);
    if s.text(at + 3) == separator && s.is_digits(at + 4) && s.glued(at + 3) {
        let third = part(at + 4)?;
        let day_first = first <= 31 && second <= 31 && (s.is_two_digits(at + 4) || s.is_year(at + 4));
        if day_first && s.text(at).len() <= 2 && s.text(at + 2).len() <= 2
            || s.is_year(at) && second <= 12 && third <= 31
        {
            return Some((at, at + 5, OtherKind::Date));
        }
        return None;
    }
    let month_and_day = separator == "/" && (1..=12).contains(&first) && (13..=31).contains(&second);
    if month_and_day {
        return Some((at, at + 3, OtherKind::Date));
    }
    // "2005-2010" and "2009/10" are spans of years.
    let span = s.is_year(at) && (s.is_year(at + 2) || s.is_two_digits(at + 2) && second < 60);
    span.then_some((at, at + 3, OtherKind::Period))
}

fn is_oclock(s: &Sentence, at: usize) -> bool {
    s.says(at, &["o'clock", "o’clock"])
}

/// The "a.m." or "p.m." of a time of day.
fn is_dotted_half(s: &Sentence, at: usize) -> bool {
    s.says(at, &["a", "p"]) && s.text(at + 1) == "." && s.says(at + 2, &["m"])
}

/// "four thirty pm", "nine o'clock", "five p.m.".
pub(crate) fn clock_in_words(s: &Sentence, at: usize) -> Option<Found> {
    if !s.is(at, Sense::Digit | Sense::Teen) {
        return None;
    }
    let minutes = s.is(at + 1, Sense::Tens | Sense::Teen);
    let units = usize::from(minutes && s.is(at + 2, Sense::Digit));
    let end = at + 1 + usize::from(minutes) + units;
    if s.is(end, Sense::ClockHalf) || is_oclock(s, end) {
        return Some((at, end + 1, OtherKind::Date));
    }
    is_dotted_half(s, end).then_some((at, end + 3, OtherKind::Date))
}

/// "10:30", "5 p.m.", "(00:12:04)".
pub(crate) fn clock(s: &Sentence, at: usize) -> Option<Found> {
    let mut end = at + 1;
    while s.is(end, Sense::Colon)
        && s.glued(end)
        && s.is_digits(end + 1)
        && s.glued(end + 1)
        && s.text(end + 1).len() == 2
    {
        end += 2;
    }
    let timed = end > at + 1;
    // "8 am", "8.30 am".
    let (hours, minutes) = s.text(at).split_once('.').unwrap_or((s.text(at), "00"));
    let hour = hours.len() <= 2 && minutes.len() == 2;
    if hour && (s.is(end, Sense::ClockHalf) || is_oclock(s, end)) {
        return Some((at, end + 1, OtherKind::Date));
    }
    if is_dotted_half(s, end) && s.text(at).len() <= 2 {
        return Some((at, end + 3, OtherKind::Date));
    }
    timed.then_some((at, end, OtherKind::Date))
}
