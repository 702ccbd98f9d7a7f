//! Bare numbers: what a neighbour or the clause says they measure.

use rust_decimal::Decimal;

use crate::draft::{Draft, Form, Measure, Taken};
use crate::figure::Currency;
use crate::hedge;
use crate::noun::{self, Noun};
use crate::per_share::for_each_share;
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::unit::{is_behind_time, is_price_of_one};

/// Gives counts the noun that directly follows.
pub(crate) fn take_nouns(s: &Sentence, draft: &mut Draft) {
    if !draft.is_bare() {
        return;
    }
    // "a 235-unit property": what the hyphen binds to the number is what it counts.
    let bound = draft.end + 1;
    if s.is(draft.end, Sense::Hyphen)
        && s.glued(draft.end)
        && s.glued(bound)
        && noun::is_listed(s, bound)
        && !s.is(bound + 1, Sense::Hyphen)
    {
        draft.measure = Measure::Count;
        draft.noun = Some(Noun { start: bound, end: bound + 1 });
        draft.end = bound + 1;
        return;
    }
    let Some(noun) = noun::directly_behind(s, draft.end) else { return };
    // "2 million revenue contributions" is money, whatever is counted behind it.
    let money = draft.is_scaled() && s.is(noun.start, Sense::MoneyCue);
    let range_word = s.is(noun.start, Sense::RangeNoun);
    if !money && !range_word {
        draft.measure = Measure::Count;
        draft.noun = Some(noun);
        draft.end = noun.end;
        // "76 million shares a year ago" are not as many in each year.
        let each = s.is(draft.end, Sense::Per | Sense::Article) && s.is(draft.end + 1, Sense::Time);
        if each && !is_behind_time(s, draft.end + 2) {
            draft.end += 2;
        }
    }
}

/// What a number without a unit may be in percent at most, where only the number before it is a percentage.
const MOST_PERCENT: i64 = 500;

/// Settles what bare numbers measure: first by their partners, then by the clause.
pub(crate) fn settle(s: &Sentence, drafts: &mut [Draft]) {
    for at in (0..drafts.len()).rev() {
        if let Some(&next) = drafts.get(at + 1) {
            from_next(s, &mut drafts[at], &next);
            from_base(s, &mut drafts[at], &next);
        }
    }
    for at in 0..drafts.len() {
        let (done, rest) = drafts.split_at_mut(at);
        let Some(draft) = rest.first_mut() else { continue };
        let mut before = done.iter().rev().take(8).filter(|draft| !draft.withdrawn);
        let nearest = before.next();
        let counted = before
            .next()
            .filter(|counted| nearest.is_some_and(|limit| is_limit(s, counted, limit) || is_level(s, counted, limit)));
        if let Some(previous) = counted.or(nearest) {
            as_previous_ratio(s, draft, previous);
            from_previous(s, draft, previous);
            scale_from(s, draft, previous);
        }
        let floor = done.last().map_or(0, |previous| previous.end);
        from_clause(s, draft, floor);
        for_each_share(s, draft, done);
    }
}

/// "5 deals over $1 million": the amount says which are counted, and what follows is of their number.
fn is_limit(s: &Sentence, counted: &Draft, limit: &Draft) -> bool {
    let hedged = (counted.end..limit.start).all(|at| s.is(at, Sense::HedgeBefore | Sense::Filler | Sense::Of));
    counted.measure == Measure::Count
        && matches!(limit.measure, Measure::Money(_))
        && hedged
        && limit.start > counted.end
        && limit.start - counted.end <= 3
}

/// "Our count went to 287, up 5% from 274", "21.6 million buyers, a 9% increase from 19.8 million": what the level grew by is no measure of the base.
fn is_level(s: &Sentence, level: &Draft, step: &Draft) -> bool {
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
fn from_next(s: &Sentence, draft: &mut Draft, next: &Draft) {
    if next.is_bare() || next.form == Form::Vague || draft.form != Form::Single {
        return;
    }
    let beside = next.start == draft.end + 1;
    if !beside || !s.is(draft.end, Sense::Or | Sense::And | Sense::Comma | Sense::To | Sense::Hyphen) {
        return;
    }
    let comma = s.is(draft.end, Sense::Comma);
    let from = (next.start, next.end);
    // "from $0.50 to $0.55 per share": an amount of cents is for each share as its partner is.
    let cents = !draft.is_scaled() && draft.low.value.abs() < Decimal::ONE_HUNDRED;
    if let (Measure::Money(_), Measure::PerShare(_)) = (draft.measure, next.measure)
        && cents
        && s.is(draft.end, Sense::To)
    {
        draft.measure = next.measure;
    }
    if draft.is_bare() && noun::behind_adjectives(s, draft.end).is_none() {
        let shares = match next.measure {
            // "We have 900 people, 100 or 10% fewer" says a step twice.
            Measure::Percent if s.is(draft.end, Sense::Or) && draft.mantissa() > next.mantissa() * Decimal::TWO => {
                false
            }
            Measure::Percent | Measure::Points | Measure::BasisPoints => !comma && !draft.is_scaled(),
            Measure::Money(_) | Measure::PerShare(_) if next.worth != Decimal::ONE => !draft.is_scaled(),
            Measure::Money(_) => next.is_scaled() && draft.mantissa() < Decimal::ONE_THOUSAND,
            Measure::Time(_) | Measure::Technical(_) | Measure::Multiple => {
                !comma && !s.is(draft.end, Sense::And) && !draft.is_scaled()
            }
            Measure::Count => s.is(draft.end, Sense::Or | Sense::To),
            _ => false,
        };
        if shares {
            draft.measure = next.measure;
            draft.noun = next.noun;
            let money = matches!(next.measure, Measure::Money(_) | Measure::PerShare(_));
            if money {
                *draft = draft.in_coins_of(next);
            }
            draft.inferred = money.then_some(Taken { scale: false, unit: true, from });
        }
    }
    // "$5 and $6 million".
    let close = draft.mantissa() < next.mantissa() * Decimal::TEN && next.mantissa() < draft.mantissa() * Decimal::TEN;
    let money = matches!((draft.measure, next.measure), (Measure::Money(_), Measure::Money(_)));
    if money && next.is_scaled() && !draft.is_scaled() && close && !comma && draft.low.precision > Decimal::new(1, 2) {
        draft.multiply(next.scale);
        draft.scale = next.scale;
        let unit = draft.inferred.is_some_and(|taken| taken.unit);
        draft.inferred = Some(Taken { scale: true, unit, from });
    }
}

/// "Expense was 1.4, up from $1.8 million": a level takes sign and scale from the base that it is measured by.
fn from_base(s: &Sentence, draft: &mut Draft, base: &Draft) {
    let amount = matches!(base.measure, Measure::Money(_)) && base.is_scaled() && base.form == Form::Single;
    let level = draft.is_bare() && draft.form == Form::Single && !draft.low.value.fract().is_zero();
    let (one, other) = (draft.mantissa().abs(), base.mantissa().abs());
    let close = one < other * Decimal::TEN && other < one * Decimal::TEN;
    if !amount || !level || !close || draft.is_scaled() || draft.withdrawn || !s.before(draft.start, Sense::Copula) {
        return;
    }
    if is_linked(s, base, draft) && noun::behind_adjectives(s, draft.end).is_none() {
        draft.measure = base.measure;
        draft.multiply(base.scale);
        draft.scale = base.scale;
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
fn from_previous(s: &Sentence, draft: &mut Draft, previous: &Draft) {
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
                && !s.text(previous.end).eq_ignore_ascii_case("each")
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
        if matches!(draft.measure, Measure::Money(_)) {
            draft.inferred = Some(Taken { scale: false, unit: true, from: (previous.start, previous.end) });
        }
    }
}

/// "Leverage was 2.4 times, improved from 2.6 times": both sides of a comparison are ratios, or neither is.
fn as_previous_ratio(s: &Sentence, draft: &mut Draft, previous: &Draft) {
    let is_ratio = matches!(previous.measure, Measure::Ratio(_)) && draft.measure == Measure::Multiple;
    if is_ratio && !draft.fraction && is_linked(s, draft, previous) {
        draft.measure = previous.measure;
    }
}

/// "Ticket was up 210 basis points and traffic up 110": two changes said in the same way.
fn is_parallel(s: &Sentence, draft: &Draft, previous: &Draft) -> bool {
    let is_change = |draft: &Draft| s.before(draft.start, Sense::Rise | Sense::Decline);
    let between = previous.end..draft.start;
    // "Revenue was up 12% and headcount up 7."
    let counted = Sense::Noun | Sense::PluralNoun | Sense::CountCue | Sense::MoneyCue | Sense::Share;
    matches!(previous.measure, Measure::Percent | Measure::Points | Measure::BasisPoints)
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
        && s.text(previous.end) == "for"
}

/// "$2.9 million …, up from $1.7": the scale of the partner, where the numbers are of one size.
fn scale_from(s: &Sentence, draft: &mut Draft, previous: &Draft) {
    let money = |draft: &Draft| matches!(draft.measure, Measure::Money(_));
    if !money(draft) || !money(previous) || draft.is_scaled() || !previous.is_scaled() || draft.form != Form::Single {
        return;
    }
    let (one, other) = (draft.mantissa().abs(), previous.mantissa().abs());
    let close = one < other * Decimal::TEN && other < one * Decimal::TEN;
    let cents = draft.low.precision == Decimal::new(1, 2);
    // "We sold them for $90 million, or $85 per barrel."
    let each = is_price_of_one(s, draft) && !is_price_of_one(s, previous);
    if close && !cents && !each && is_linked(s, draft, previous) {
        draft.multiply(previous.scale);
        draft.scale = previous.scale;
        let unit = draft.inferred.is_some_and(|taken| taken.unit);
        draft.inferred = Some(Taken { scale: true, unit, from: (previous.start, previous.end) });
    }
}

/// What the clause says of a number that has no partner.
fn from_clause(s: &Sentence, draft: &mut Draft, floor: usize) {
    if !draft.is_bare() {
        return;
    }
    if draft.noun.is_none() {
        // "400 plus cities".
        let plus = usize::from(s.text(draft.end).eq_ignore_ascii_case("plus"));
        draft.noun = noun::behind_adjectives(s, draft.end + plus);
    }
    if is_vague_rate(s, draft, floor) {
        draft.measure = Measure::Percent;
        return;
    }
    if let Some(noun) = counted_before(s, draft, floor) {
        draft.measure = Measure::Count;
        draft.noun = noun;
        return;
    }
    let back = |words: usize, senses: Senses| {
        (draft.start.saturating_sub(words).max(floor)..draft.start).rev().find(|&at| s.is(at, senses))
    };
    if draft.low.value.is_zero() && draft.form == Form::Single {
        if back(8, Sense::RateCue.into()).is_some() || s.is(draft.end, Sense::RateCue) {
            draft.measure = Measure::Percent;
        }
        return;
    }
    if draft.noun.is_none() && !draft.is_scaled() {
        // "a book-to-bill of 1.2", "leverage was 2.5".
        let fraction = !draft.low.value.fract().is_zero() && draft.low.value < Decimal::from(20);
        let cue = |at: usize| s.is(at, Sense::RatioCue) || s.text(at).eq_ignore_ascii_case("ratio");
        // "our book-to-bill was above 1".
        let start = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
        let bill = start.checked_sub(2).filter(|bill| *bill >= floor && s.text(*bill) == "bill");
        let book = bill
            .and_then(|bill| bill.checked_sub(2))
            .is_some_and(|to| (to.saturating_sub(2)..=to).any(|at| s.text(at).eq_ignore_ascii_case("book")));
        if book && s.before(start, Sense::Copula) && draft.low.value < Decimal::from(20) {
            draft.measure = Measure::Ratio(0);
            return;
        }
        if fraction
            && s.before(draft.start, Sense::Copula)
            && (back(1, Sense::Copula.into()).is_some_and(|at| at > floor && cue(at - 1)))
        {
            draft.measure = Measure::Ratio(0);
            return;
        }
        // "Gross margin was 45.2."
        let small = draft.low.value.is_sign_positive() && draft.low.value <= Decimal::ONE_HUNDRED;
        let rate = draft.start.checked_sub(2).is_some_and(|at| at >= floor && s.is(at, Sense::RateCue));
        if small && rate && s.before(draft.start, Sense::Copula) && !draft.in_words {
            draft.measure = Measure::Percent;
            return;
        }
        if let Some(turns) = back(4, Sense::Turns.into())
            && s.before(draft.start, Sense::Copula)
        {
            draft.measure = Measure::Ratio(s.word(turns).unit);
            return;
        }
        if back(6, Sense::DaysMetric.into()).is_some() && draft.low.value < Decimal::from(1000) {
            if let Some(unit) = s.lexicon().unit_named("days") {
                draft.measure = Measure::Time(unit);
            }
            return;
        }
    }
    // "19 thousand fewer": money is less, things are fewer; "15 million two-wheelers".
    let compound = s.is(draft.end, Sense::Digit) && s.is(draft.end + 1, Sense::Hyphen);
    if s.text(draft.end) == "fewer" || compound {
        return;
    }
    let large = draft.is_scaled() && draft.scale >= Decimal::ONE_THOUSAND;
    let full = draft.low.value >= Decimal::from(10_000) && draft.low.precision >= Decimal::ONE;
    if draft.noun.is_some_and(|noun| !s.is(noun.start, Sense::MoneyCue)) && !s.is(draft.end, Sense::Of) {
        return;
    }
    let money_behind = s.is(draft.end, Sense::MoneyCue)
        || s.is(draft.end, Sense::Of | Sense::Stop) && s.is(draft.end + 1, Sense::MoneyCue);
    if large {
        let cues = Sense::CountCue | Sense::MoneyCue;
        // "a fan base of 350 million" counts, a cost base does not.
        let base = |at: usize| s.text(at) == "base" && s.before(at, Sense::Noun | Sense::CountCue);
        let counted = (draft.start.saturating_sub(14)..draft.start).rev().find(|&at| s.is(at, cues) || base(at));
        let hedged = !counted.is_some_and(base)
            && hedge::before(s, draft, floor).is_some()
            && counted.is_some_and(|at| at + 4 > draft.start);
        let count = counted.is_some_and(|at| (s.is(at, Sense::CountCue) || base(at)) && !hedged);
        if !count || money_behind {
            // Crores and lakhs are of rupees, whatever the currency of the call.
            let indian = (draft.start..draft.end).any(|at| s.is(at, Sense::Scale) && matches!(s.word(at).power, 5 | 7));
            draft.measure = Measure::Money(if indian { Currency::from_code("INR") } else { None });
            draft.noun = None;
        } else if let Some(at) = counted {
            let start = at - usize::from(base(at));
            draft.noun = Some(Noun { start, end: start + 1 });
        }
    } else if full {
        let sized = hedge::before(s, draft, floor).is_some()
            && (draft.start.saturating_sub(4)..draft.start).any(|at| noun::is_listed(s, at));
        if money_behind || sized || back(7, Sense::MoneyCue.into()).is_some() {
            draft.measure = Measure::Money(None);
            draft.noun = None;
        }
    }
}

/// "mid-teens revenue growth", "margins in the low 20s", "grew in the mid-teens": tens of percent.
fn is_vague_rate(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    let decade = draft.form == Form::Vague
        && !draft.is_scaled()
        && draft.low.value >= Decimal::TEN
        && draft.high.value <= Decimal::ONE_HUNDRED;
    let before = draft.start.saturating_sub(6).max(floor)..draft.start;
    let counts = Sense::DaysMetric | Sense::PriceCue | Sense::CountCue | Sense::ShareCue;
    if !decade || before.clone().any(|at| s.is(at, counts)) {
        return false;
    }
    let is_rate = |at: usize| s.is(at, Sense::RateCue) || matches!(s.text(at), "growth" | "grow" | "grew" | "growing");
    let mut behind = (draft.end..draft.end + 4).take_while(|at| s.is_word(*at) && !s.is(*at, Sense::Stop));
    behind.any(|at| is_rate(at) || s.is(at, Sense::DeclineNoun)) || before.rev().any(is_rate)
}

/// "The number of new cases will be 30 million", "we sold 10 million": what a number of millions counts, as far as it is said.
fn counted_before(s: &Sentence, draft: &Draft, floor: usize) -> Option<Option<Noun>> {
    if !draft.is_scaled() || draft.scale < Decimal::ONE_THOUSAND || draft.noun.is_some() || s.is(draft.end, Sense::Of) {
        return None;
    }
    let start = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
    if start > floor && matches!(s.text(start - 1), "sold" | "shipped" | "delivered") {
        return Some(None);
    }
    let is_number_of = |at: &usize| s.text(*at).eq_ignore_ascii_case("number") && s.is(at + 1, Sense::Of);
    let number = (draft.start.saturating_sub(16).max(floor)..draft.start).rev().find(is_number_of)?;
    Some(noun::behind_adjectives(s, number + 2).filter(|noun| noun.end <= draft.start))
}
