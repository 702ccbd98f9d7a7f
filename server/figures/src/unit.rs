//! Units: what stands behind a number and says what it is a number of, with a rate behind it.

use crate::cue::Cue;
use crate::currency::currency_behind;
use crate::draft::{Draft, Measure};
use crate::numeral;
use crate::sense::{SMALL, Sense};
use crate::sentence::Sentence;

/// The unit behind the number, and a rate behind the unit.
pub(crate) fn unit(s: &Sentence, draft: &mut Draft) {
    if !draft.measure.is_money() {
        let hyphen = usize::from(s.is(draft.end, Sense::Hyphen));
        if let Some((measure, end)) = unit_at(s, draft, draft.end + hyphen) {
            draft.measure = measure;
            draft.end = end;
        }
    }
    per_share(s, draft);
    rate(s, draft);
}

/// "per share" or "a month" behind an amount that was read as a whole.
pub(crate) fn money_rate(s: &Sentence, draft: &mut Draft) {
    per_share(s, draft);
    if draft.measure.is_money() {
        rate(s, draft);
    }
}

/// "34.2p", "20pc", "145.3cps": letters that are a unit directly behind digits, in lower case.
pub(crate) fn is_glued_unit(s: &Sentence, at: usize) -> bool {
    s.glued(at)
        && (s.is_cue(at, Cue::CoinLetters) || s.is_cue(at, Cue::PercentLetters))
        // "3P" is a class of reserves, "15.94P" an amount.
        && (s.text(at).bytes().all(|byte| byte.is_ascii_lowercase()) || at > 0 && s.text(at - 1).contains('.'))
}

/// The measure of the letters directly behind the digits.
fn glued_unit(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    if draft.in_words || !is_glued_unit(s, at) {
        return None;
    }
    if s.is_cue(at, Cue::PercentLetters) {
        return Some((Measure::Percent, at + 1));
    }
    let coin = s.lexicon().coin(s.word(at).letters);
    draft.multiply(coin.worth);
    draft.worth = coin.worth;
    let each = s.text(at).ends_with("ps");
    Some((if each { Measure::PerShare(coin.currency) } else { Measure::Money(coin.currency) }, at + 1))
}

/// The measure that the words at this token give, and the token behind them.
pub(crate) fn unit_at(s: &Sentence, draft: &mut Draft, at: usize) -> Option<(Measure, usize)> {
    if let Some(found) = rate_at(s, draft, at)
        .or_else(|| glued_unit(s, draft, at))
        .or_else(|| currency_behind(s, draft, at))
        .or_else(|| time_at(s, draft, at))
    {
        return Some(found);
    }
    if s.is(at, Sense::Times) {
        let occurrences = draft.is_scaled()
            || s.says(at + 1, &["out"])
            || s.is(at + 1, Sense::Article | Sense::Per) && s.is(at + 2, Sense::Time);
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
    technical_at(s, draft, at)
}

/// "%", "per cent", "percent points", "percentage points", "pts", "basis points".
pub(crate) fn rate_at(s: &Sentence, draft: &Draft, at: usize) -> Option<(Measure, usize)> {
    if s.is(at, Sense::Percentage) {
        return points_at(s, at + 1).map(|end| (Measure::Points, end));
    }
    if s.is(at, Sense::Basis) {
        return points_at(s, at + 1).map(|end| (Measure::BasisPoints, end));
    }
    if s.is(at, Sense::Percent) || s.is(at, Sense::Per) && s.is(at + 1, Sense::Cent) {
        let end = at + 1 + usize::from(s.is(at, Sense::Per));
        let letters = end + usize::from(s.is(end, Sense::Hyphen));
        let letters = s.is_cue(letters, Cue::PointsLetters).then_some(letters + 1);
        return Some(match points_at(s, end).or(letters) {
            Some(end) => (Measure::Points, end),
            None => (Measure::Percent, end),
        });
    }
    if s.is(at, Sense::BasisPoints) {
        return Some((Measure::BasisPoints, at + 1));
    }
    let points = s.is(at, Sense::Points | Sense::Point) && !draft.is_scaled() || s.is_cue(at, Cue::PointsLetters);
    points.then_some((Measure::Points, at + 1))
}

/// The place behind "points" or "-point".
fn points_at(s: &Sentence, at: usize) -> Option<usize> {
    let points = at + usize::from(s.is(at, Sense::Hyphen));
    s.is(points, Sense::Points | Sense::Point).then_some(points + 1)
}

/// "days", "consecutive quarters".
fn time_at(s: &Sentence, draft: &Draft, at: usize) -> Option<(Measure, usize)> {
    if draft.fraction {
        return None;
    }
    // "13 quarter-carrying representatives": the hyphen makes another word of it.
    let compound = s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && at == draft.end;
    if s.is(at, Sense::Time) && !compound {
        return Some((Measure::Time(s.word(at).unit), at + 1));
    }
    let unit = at + 1;
    (s.is(at, Sense::TimeAdjective) && s.is(unit, Sense::Time)).then(|| (Measure::Time(s.word(unit).unit), unit + 1))
}

/// "100G", "megawatts", "square feet", "megawatt-hours".
fn technical_at(s: &Sentence, draft: &Draft, at: usize) -> Option<(Measure, usize)> {
    if s.is(at, Sense::GluedTechnical) && s.glued(at) && !draft.in_words && !draft.is_scaled() {
        return Some((Measure::Technical(s.word(at).unit), at + 1));
    }
    let technical = at + usize::from(s.is(at, Sense::TechnicalPrefix));
    if !s.is(technical, Sense::Technical) || draft.fraction {
        return None;
    }
    let plain = s.word(technical).unit;
    // "300 megawatt-hours", "20 gigawatt hours".
    let hours = technical + 1 + usize::from(s.is(technical + 1, Sense::Hyphen));
    let energy = s.says(hours, &["hour", "hours"]).then(|| format!("{}h", s.lexicon().unit(plain)));
    if let Some(energy) = energy.and_then(|name| s.lexicon().unit_named(&name)) {
        return Some((Measure::Technical(energy), hours + 1));
    }
    // "square feet" is a unit of its own.
    let whole = (technical > at).then(|| format!("{} {}", s.text(at).to_ascii_lowercase(), s.lexicon().unit(plain)));
    let whole = whole.and_then(|name| s.lexicon().unit_named(&name));
    Some((Measure::Technical(whole.unwrap_or(plain)), technical + 1))
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
    // "coverage improved from 2x to 4x": the words before the first of two are those before the second.
    let reach = if s.before(start, Sense::To) { 9 } else { 5 };
    let near = (end..end + 3).chain(start.saturating_sub(reach)..start);
    if near.into_iter().any(|at| s.is(at, Sense::RatioCue) || s.says(at, &["ratio"])) {
        Measure::Ratio(0)
    } else {
        Measure::Multiple
    }
}

/// "to one", "-to-1", ":1", "-for-one".
fn to_one(s: &Sentence, at: usize) -> Option<usize> {
    let one = |at: usize| s.says(at, &["one", "1"]);
    let split = s.says(at, &["for"]) && s.before(at, Sense::Hyphen) && s.is(at + 1, Sense::Hyphen);
    let end = if s.is(at, Sense::To) || split {
        at + 1 + usize::from(s.is(at + 1, Sense::Hyphen))
    } else if s.is(at, Sense::Colon) && s.glued(at) == s.glued(at + 1) && (s.glued(at) || s.text(at - 1).contains('.'))
    {
        at + 1
    } else {
        return None;
    };
    // "one to one hundred", "one-third to one-half", "one to one and a half billion" go on.
    let next = end + 1 + usize::from(s.is(end + 1, Sense::Hyphen));
    let goes_on = s
        .is(next, SMALL | Sense::Time | Sense::Percent | Sense::Scale | Sense::Noun | Sense::Hundred | Sense::Point)
        || s.is(next, Sense::Half | Sense::Part | Sense::Parts)
        || s.is(next, Sense::And) && s.is(next + 1, Sense::Article)
        || s.is_digits(next);
    (one(end) && !goes_on).then_some(end + 1)
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
    // "per basic and diluted share".
    let joins = |at: usize| s.is(at, Sense::And | Sense::Or | Sense::Slash) && s.is(at + 1, Sense::ShareAdjective);
    while (s.is(at, Sense::ShareAdjective) || joins(at)) && !s.is(at, Sense::Share) {
        at += 1;
    }
    // "0.05 per share" is money without saying so; "three a share" need not be.
    let currency = match draft.measure {
        Measure::Money(currency) => currency,
        Measure::Bare if !draft.low.value.fract().is_zero() && !draft.is_scaled() => None,
        _ => return,
    };
    if s.is(at, Sense::Share) {
        draft.measure = Measure::PerShare(currency);
        draft.end = at + 1;
    }
}

/// "per year", "a quarter", "per seat per month", directly behind.
fn rate(s: &Sentence, draft: &mut Draft) {
    for _ in 0..2 {
        let at = draft.end;
        let each = s.is(at, Sense::Article)
            && s.is(at + 1, Sense::Time)
            && !is_behind_time(s, at + 2)
            && !matches!(draft.measure, Measure::Time(_))
            // "$154 a unit".
            || s.is(at, Sense::Article) && s.is(at + 1, Sense::RateNoun) && draft.measure.is_money();
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
        // "per square foot", "per cubic meter".
        if per && s.is(at + 1, Sense::TechnicalPrefix) && s.is_word(at + 2) {
            draft.end = at + 3;
        }
    }
}

/// Whether the word behind "a year" makes it a time and no rate: "a year ago".
pub(crate) fn is_behind_time(s: &Sentence, at: usize) -> bool {
    s.is_cue(at, Cue::BehindYear)
}

/// Whether an amount is said to be for one of a thing, and not of a span of time: "$85 per barrel", "$300 a ton".
pub(crate) fn is_price_of_one(s: &Sentence, draft: &Draft) -> bool {
    let each = Sense::Per | Sense::Slash | Sense::Article;
    (draft.start + 1..draft.end).any(|at| s.is(at, each) && !s.is(at + 1, Sense::Time))
}
