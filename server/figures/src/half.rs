//! Halves of a year: "first half", "half-year results", "in the half".

use crate::cue::Cue;
use crate::other::{Found, OtherKind};
use crate::sense::Sense;
use crate::sentence::Sentence;
use crate::year::year_behind;

/// "first half", "back half of the year", "half-year results".
pub(crate) fn half_year(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
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
    let leads = at > floor + 1 && s.says(at - 1, &["the", "this", "that", "each"]) && s.is_cue(at - 2, Cue::During);
    let ends = s.text(at + 1).chars().next().is_none_or(|letter| matches!(letter, ',' | '.' | ';' | ':'));
    let goes_on =
        s.is_word(at + 1) && s.is(at + 1, Sense::Stop) && !s.is(at + 1, Sense::Of | Sense::Article | Sense::Or);
    let counts = s.is_digits(at + 1) || s.is(at + 1, Sense::CurrencySign);
    leads && (ends || goes_on || counts || s.is_cue(at + 1, Cue::Compared))
}

/// The place behind "over half" or "of the year 2007", where that follows a half.
pub(crate) fn behind_half(s: &Sentence, at: usize) -> usize {
    if over_half(s, at) { at + 2 + usize::from(s.is(at + 1, Sense::Hyphen)) } else { year_behind(s, at) }
}

/// "over half", "on-half": against the half before.
fn over_half(s: &Sentence, at: usize) -> bool {
    s.says(at, &["over", "on"]) && s.is(at + 1 + usize::from(s.is(at + 1, Sense::Hyphen)), Sense::Half)
}
