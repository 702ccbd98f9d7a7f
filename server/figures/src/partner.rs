//! What a number without a unit takes from its neighbours: "64 quota carriers, up from 58", "5 or 10%", "SEK 1,030 million
//! (936)".

use rust_decimal::Decimal;

use crate::draft::{Draft, Form, Measure, Taken};
use crate::hedge;
use crate::noun;
use crate::sense::Sense;
use crate::sentence::Sentence;
use crate::unit::is_price_of_one;

/// What a number without a unit may be in percent at most, where only the number before it is a percentage.
const MOST_PERCENT: i64 = 500;

/// Whether neither of two numbers is so many times the other.
fn are_close(one: Decimal, other: Decimal, times: Decimal) -> bool {
    one < other * times && other < one * times
}

/// "5 deals over $1 million": the amount says which are counted, and what follows is of their number.
pub(crate) fn is_limit(s: &Sentence, counted: &Draft, limit: &Draft) -> bool {
    let hedged = (counted.end..limit.start).all(|at| s.is(at, Sense::HedgeBefore | Sense::Filler | Sense::Of));
    counted.measure == Measure::Count
        && limit.measure.is_money()
        && hedged
        && limit.start > counted.end
        && limit.start - counted.end <= 3
}

/// "Our count went to 287, up 5% from 274", "21.6 million buyers, a 9% increase from 19.8 million": what the level grew by is no measure of the base.
pub(crate) fn is_level(s: &Sentence, level: &Draft, step: &Draft) -> bool {
    let mut between = level.noun.map_or(level.end, |noun| noun.end.max(level.end))..step.start;
    let said =
        Sense::Comma | Sense::Rise | Sense::Decline | Sense::Filler | Sense::HedgeBefore | Sense::Article | Sense::Of;
    matches!(level.measure, Measure::Bare | Measure::Count | Measure::Technical(_) | Measure::Time(_))
        && step.measure == Measure::Percent
        && level.form == Form::Single
        && between.len() <= 5
        && between.clone().all(|at| s.is(at, said))
        && (between.any(|at| s.is(at, Sense::Rise | Sense::Decline)) || s.is(step.end, Sense::Rise | Sense::Decline))
}

/// "5 or 10 or 50%", "6 and 8%", "125 and 130 million, respectively": what the next number says goes for this one.
pub(crate) fn from_next(s: &Sentence, draft: &mut Draft, next: &Draft) {
    let joined = s.is(draft.end, Sense::Or | Sense::And | Sense::Comma | Sense::To | Sense::Hyphen);
    let beside = joined && next.start == draft.end + 1;
    if !beside || next.is_bare() || next.form == Form::Vague || draft.form != Form::Single {
        return;
    }
    // "from $0.50 to $0.55 per share": an amount of cents is for each share as its partner is.
    let cents = !draft.is_scaled() && draft.low.value.abs() < Decimal::ONE_HUNDRED;
    if let (Measure::Money(_), Measure::PerShare(_)) = (draft.measure, next.measure)
        && cents
        && s.is(draft.end, Sense::To)
    {
        draft.measure = next.measure;
    }
    if draft.is_bare() && noun::behind_adjectives(s, draft.end).is_none() && shares_measure(s, draft, next) {
        draft.measure = next.measure;
        draft.noun = next.noun;
        if next.measure.is_amount() {
            *draft = draft.in_coins_of(next);
        }
        let from = (next.start, next.end);
        draft.inferred = next.measure.is_amount().then_some(Taken { scale: false, unit: true, from });
    }
    scale_from_next(s, draft, next);
}

/// Whether a bare number measures what the number behind it does.
fn shares_measure(s: &Sentence, draft: &Draft, next: &Draft) -> bool {
    let comma = s.is(draft.end, Sense::Comma);
    match next.measure {
        // "We have 900 people, 100 or 10% fewer" says a step twice.
        Measure::Percent if s.is(draft.end, Sense::Or) && draft.mantissa() > next.mantissa() * Decimal::TWO => false,
        Measure::Percent | Measure::Points | Measure::BasisPoints => !comma && !draft.is_scaled(),
        Measure::Money(_) | Measure::PerShare(_) if next.worth != Decimal::ONE => !draft.is_scaled(),
        Measure::Money(_) => next.is_scaled() && draft.mantissa() < Decimal::ONE_THOUSAND,
        Measure::Time(_) | Measure::Technical(_) | Measure::Multiple => {
            !comma && !s.is(draft.end, Sense::And) && !draft.is_scaled()
        }
        Measure::Count => s.is(draft.end, Sense::Or | Sense::To),
        _ => false,
    }
}

/// "$5 and $6 million": the scale of the next amount, where both are of one size.
fn scale_from_next(s: &Sentence, draft: &mut Draft, next: &Draft) {
    let money = draft.measure.is_money() && next.measure.is_money();
    let close = are_close(draft.mantissa(), next.mantissa(), Decimal::TEN);
    let whole = !s.is(draft.end, Sense::Comma) && draft.low.precision > Decimal::new(1, 2);
    if money && next.is_scaled() && !draft.is_scaled() && close && whole {
        draft.take_scale(next.scale);
        let unit = draft.inferred.is_some_and(|taken| taken.unit);
        draft.inferred = Some(Taken { scale: true, unit, from: (next.start, next.end) });
    }
}

/// "Expense was 1.4, up from $1.8 million": a level takes sign and scale from the base that it is measured by.
pub(crate) fn from_base(s: &Sentence, draft: &mut Draft, base: &Draft) {
    let amount = base.measure.is_money() && base.is_scaled() && base.form == Form::Single;
    let level = draft.is_bare() && draft.form == Form::Single && !draft.low.value.fract().is_zero();
    let close = are_close(draft.mantissa().abs(), base.mantissa().abs(), Decimal::TEN);
    if !amount || !level || !close || draft.is_scaled() || draft.withdrawn || !s.before(draft.start, Sense::Copula) {
        return;
    }
    if is_linked(s, base, draft) && noun::behind_adjectives(s, draft.end).is_none() {
        draft.measure = base.measure;
        draft.take_scale(base.scale);
        draft.inferred = Some(Taken { scale: true, unit: true, from: (base.start, base.end) });
    }
}

/// Words that tie a number to the one before: versus, up from, compared to, to.
fn is_linked(s: &Sentence, draft: &Draft, previous: &Draft) -> bool {
    let mut at = draft.start;
    // ", and headcount from 210": a new subject ends the reach.
    let noun = Sense::Noun | Sense::PluralNoun | Sense::CountCue | Sense::MoneyCue | Sense::RateCue;
    let new_subject = (previous.end..draft.start).any(|at| s.is(at, Sense::And) && s.is(at + 1, noun));
    if at.saturating_sub(previous.end) > 14 || new_subject {
        return false;
    }
    for _ in 0..4 {
        if at <= previous.end {
            return false;
        }
        if s.before(at, Sense::Link | Sense::To) {
            return true;
        }
        if !s.before(
            at,
            Sense::Filler
                | Sense::HedgeBefore
                | Sense::Article
                | Sense::Rise
                | Sense::Decline
                | Sense::Comma
                | Sense::Adverb,
        ) {
            return false;
        }
        at -= 1;
    }
    false
}

/// "64 quota carriers, up from 58", "45 days, up from 42", "declined 3 days to 74".
pub(crate) fn from_previous(s: &Sentence, draft: &mut Draft, previous: &Draft) {
    if !draft.is_bare() || previous.is_bare() || previous.form == Form::Vague {
        return;
    }
    if is_price_of_shares(s, draft, previous) {
        draft.measure = Measure::Money(None);
        return;
    }
    let is_parallel = is_parallel(s, draft, previous);
    if !is_parallel && !is_linked(s, draft, previous) || noun::behind_adjectives(s, draft.end).is_some() {
        return;
    }
    let shares = match previous.measure {
        // A bare whole number beside an amount is as often a count; in words, "$10 million to ten charitable", it is one.
        Measure::Money(_) => {
            // "300 branches with $40 million each, up from 280"
            previous.is_scaled()
                && !s.says(previous.end, &["each"])
                && !draft.in_words
                && (!draft.low.value.fract().is_zero() || s.before(draft.start, Sense::To | Sense::From))
        }
        Measure::PerShare(_) | Measure::Multiple => false,
        Measure::Percent | Measure::Points | Measure::BasisPoints => {
            // "1,260 employees, up 26% from 1,000": no rate.
            let size = draft.low.value < Decimal::from(MOST_PERCENT);
            size && (is_parallel || !s.before(draft.start, Sense::And)) && !draft.is_scaled()
        }
        Measure::Count => true,
        _ => !draft.is_scaled(),
    };
    if shares {
        // "The headwind goes from 2 points to 1."
        let is_level = s.before(draft.start, Sense::To)
            && !s.before(previous.start, Sense::From)
            && draft.low.value > Decimal::ONE;
        draft.measure = match previous.measure {
            // "improved 2 points to 93.6", "fell 6 basis points to 3.14": what changed by points is a percentage.
            Measure::Points if is_level => Measure::Percent,
            Measure::BasisPoints if is_level && !draft.low.value.fract().is_zero() => Measure::Percent,
            measure => measure,
        };
        draft.noun = previous.noun;
        if draft.measure.is_money() {
            draft.inferred = Some(Taken { scale: false, unit: true, from: (previous.start, previous.end) });
        }
    }
}

/// "SEK 1,030 million (936)", "6.2 per cent (6.5)": as reports write it, the same a year before, in the same unit and with
/// as many decimals.
pub(crate) fn from_figure_before_parenthesis(s: &Sentence, draft: &mut Draft, previous: &Draft) {
    let within = s.is(previous.end, Sense::Open) && previous.end + 1 == draft.start && s.is(draft.end, Sense::Close);
    let measured = previous.measure.is_amount() || previous.measure == Measure::Percent;
    let single = draft.form == Form::Single && previous.form == Form::Single;
    if !within || !measured || !single || !draft.is_bare() || draft.is_scaled() || draft.in_words {
        return;
    }
    let one = draft.low.value.abs();
    let as_fine = previous.low.precision == draft.low.precision * previous.scale;
    // "(2)" is a note, and "(12)" may be one.
    let whole = draft.low.precision == Decimal::ONE;
    let note = whole && one < Decimal::TEN;
    let most = if whole && one < Decimal::ONE_HUNDRED { Decimal::from(4) } else { Decimal::TEN };
    let close = are_close(one, previous.mantissa().abs(), most);
    if close && as_fine && !note {
        draft.measure = previous.measure;
        draft.take_scale(previous.scale);
        let from = (previous.start, previous.end);
        draft.inferred = Some(Taken { scale: previous.is_scaled(), unit: true, from });
    }
}

/// "Leverage was 2.4 times, improved from 2.6 times", "fell to 3.9x (2Q30: 4.7x)": both sides of a comparison are ratios.
pub(crate) fn as_earlier_ratio(s: &Sentence, draft: &mut Draft, done: &[Draft]) {
    if draft.measure != Measure::Multiple || draft.fraction || draft.in_words {
        return;
    }
    let compared = Sense::Link | Sense::From | Sense::Colon | Sense::Open | Sense::And | Sense::Or;
    let floor = done.last().map_or(0, |previous| previous.end);
    let start = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
    let earlier = done.iter().rev().take(MOST_BETWEEN).find(|it| matches!(it.measure, Measure::Ratio(_)));
    let Some(earlier) = earlier.filter(|_| s.before(start, compared)) else { return };
    // ", and customers went from 2x": another subject.
    let other = |at: usize| {
        let goes_on = Sense::Rise | Sense::Decline | Sense::Stop | Sense::Link | Sense::HedgeBefore | Sense::Digit;
        s.is(at, Sense::And) && s.is_word(at + 1) && !s.is(at + 1, goes_on)
    };
    if !(earlier.end..start).any(other) {
        draft.measure = earlier.measure;
    }
}

/// How many numbers may stand between a ratio and what it is compared with.
const MOST_BETWEEN: usize = 4;

/// "Ticket was up 210 basis points and traffic up 110": two changes said in the same way.
fn is_parallel(s: &Sentence, draft: &Draft, previous: &Draft) -> bool {
    let is_change = |draft: &Draft| s.before(draft.start, Sense::Rise | Sense::Decline);
    let between = previous.end..draft.start;
    // "Revenue was up 12% and headcount up 7."
    let counted = Sense::Noun | Sense::PluralNoun | Sense::CountCue | Sense::MoneyCue | Sense::Share;
    previous.measure.is_rate()
        && is_change(draft)
        && is_change(previous)
        && between.len() <= 6
        && between.clone().any(|at| s.is(at, Sense::And | Sense::Comma))
        && !between.clone().any(|at| s.is(at, counted))
        && draft.form == Form::Single
        && !draft.is_scaled()
}

/// "We repurchased 3 million shares for 120 million."
fn is_price_of_shares(s: &Sentence, draft: &Draft, previous: &Draft) -> bool {
    let of_shares = previous.noun.is_some_and(|noun| s.is(noun.end - 1, Sense::Share));
    previous.measure == Measure::Count
        && of_shares
        && draft.is_scaled()
        && draft.start == previous.end + 1
        && s.says(previous.end, &["for"])
}

/// "$2.9 million …, up from $1.7": the scale of the partner, where the numbers are of one size.
pub(crate) fn scale_from(s: &Sentence, draft: &mut Draft, previous: &Draft) {
    if !draft.measure.is_money()
        || !previous.measure.is_money()
        || draft.is_scaled()
        || !previous.is_scaled()
        || draft.form != Form::Single
    {
        return;
    }
    let close = are_close(draft.mantissa().abs(), previous.mantissa().abs(), Decimal::TEN);
    let cents = draft.low.precision == Decimal::new(1, 2);
    // "We sold them for $90 million, or $85 per barrel."
    let each = is_price_of_one(s, draft) && !is_price_of_one(s, previous);
    if close && !cents && !each && is_linked(s, draft, previous) {
        draft.take_scale(previous.scale);
        let unit = draft.inferred.is_some_and(|taken| taken.unit);
        draft.inferred = Some(Taken { scale: true, unit, from: (previous.start, previous.end) });
    }
}

/// "59 million shekels ($15 million), up from 26 million": an amount without a currency is in that of the amount which it
/// is compared with, and not in what that was converted to.
pub(crate) fn take_currency(s: &Sentence, draft: &mut Draft, done: &[Draft]) {
    let own = Sense::CurrencySign | Sense::CurrencyWord | Sense::CurrencyCode;
    if draft.measure != Measure::Money(None) || (draft.start..draft.end).any(|at| s.is(at, own)) {
        return;
    }
    let converted = |it: &&Draft| s.before(it.start, Sense::Open) && s.is(it.end, Sense::Close);
    let level = done.iter().rev().take(MOST_BETWEEN).filter(|it| !it.withdrawn).find(|it| !converted(it));
    if let Some(level) = level.filter(|level| matches!(level.measure, Measure::Money(Some(_))))
        && is_linked(s, draft, level)
    {
        draft.measure = level.measure;
        let scale = draft.inferred.is_some_and(|taken| taken.scale);
        draft.inferred = Some(Taken { scale, unit: true, from: (level.start, level.end) });
    }
}
