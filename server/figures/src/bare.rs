//! Bare numbers: what a neighbour or the clause says they measure.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure};
use crate::figure::Currency;
use crate::hedge;
use crate::noun::{self, Noun};
use crate::partner::{
    as_earlier_ratio, from_base, from_figure_before_parenthesis, from_next, from_previous, is_level, is_limit,
    scale_from, take_currency,
};
use crate::per_share::for_each_share;
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::unit::is_behind_time;

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
            from_figure_before_parenthesis(s, draft, previous);
            from_previous(s, draft, previous);
            scale_from(s, draft, previous);
        }
        as_earlier_ratio(s, draft, done);
        let floor = done.last().map_or(0, |previous| previous.end);
        from_clause(s, draft, floor);
        take_currency(s, draft, done);
        for_each_share(s, draft, done);
    }
}

/// What the clause says of a number that has no partner.
fn from_clause(s: &Sentence, draft: &mut Draft, floor: usize) {
    if !draft.is_bare() {
        return;
    }
    if draft.noun.is_none() {
        // "400 plus cities".
        let plus = usize::from(s.says(draft.end, &["plus"]));
        draft.noun = noun::behind_adjectives(s, draft.end + plus);
    }
    if is_vague_rate(s, draft, floor) {
        draft.measure = Measure::Percent;
    } else if let Some(noun) = counted_before(s, draft, floor) {
        draft.measure = Measure::Count;
        draft.noun = noun;
    } else if draft.low.value.is_zero() && draft.form == Form::Single {
        let rate = last_before(s, draft, floor, 8, Sense::RateCue.into()).is_some() || s.is(draft.end, Sense::RateCue);
        if rate {
            draft.measure = Measure::Percent;
        }
    } else if let Some(measure) = of_what_is_named(s, draft, floor) {
        draft.measure = measure;
    } else if !counts_otherwise(s, draft) {
        amount_in_full(s, draft, floor);
    }
}

/// The last word with one of these senses among so many before a number.
fn last_before(s: &Sentence, draft: &Draft, floor: usize, words: usize, senses: Senses) -> Option<usize> {
    (draft.start.saturating_sub(words).max(floor)..draft.start).rev().find(|&at| s.is(at, senses))
}

/// What a number of a size that people say without a unit is, by what is named before it: "a book-to-bill of 1.2",
/// "leverage was 2.5", "gross margin was 45.2", "DSOs were 42".
fn of_what_is_named(s: &Sentence, draft: &Draft, floor: usize) -> Option<Measure> {
    if draft.noun.is_some() || draft.is_scaled() {
        return None;
    }
    if let Some(measure) = stated_behind_name(s, draft, floor) {
        return Some(measure);
    }
    let value = draft.low.value;
    let stated = s.before(draft.start, Sense::Copula);
    let named = draft.start.checked_sub(2).filter(|&name| stated && name >= floor);
    let fraction = !value.fract().is_zero() && value < Decimal::from(20);
    let is_ratio = |name: usize| s.is(name, Sense::RatioCue) || s.says(name, &["ratio"]);
    if fraction && named.is_some_and(is_ratio) {
        return Some(Measure::Ratio(0));
    }
    let small = value.is_sign_positive() && value <= Decimal::ONE_HUNDRED;
    if small && !draft.in_words && named.is_some_and(|name| s.is(name, Sense::RateCue)) {
        return Some(Measure::Percent);
    }
    let turns = last_before(s, draft, floor, 4, Sense::Turns.into()).filter(|_| stated);
    if let Some(turns) = turns {
        return Some(Measure::Ratio(s.word(turns).unit));
    }
    let days = value < Decimal::from(1000) && last_before(s, draft, floor, 6, Sense::DaysMetric.into()).is_some();
    days.then(|| s.lexicon().unit_named("days").map(Measure::Time)).flatten()
}

/// Whether something other than money is counted: "19 thousand fewer" (money is less, things are fewer), "15 million
/// two-wheelers", "40,000 seats".
fn counts_otherwise(s: &Sentence, draft: &Draft) -> bool {
    let compound = s.is(draft.end, Sense::Digit) && s.is(draft.end + 1, Sense::Hyphen);
    let thing = draft.noun.is_some_and(|noun| !s.is(noun.start, Sense::MoneyCue));
    s.says(draft.end, &["fewer"]) || compound || thing && !s.is(draft.end, Sense::Of)
}

/// What a large number without a unit is: an amount of money, unless the clause counts something.
fn amount_in_full(s: &Sentence, draft: &mut Draft, floor: usize) {
    let money_behind = s.is(draft.end, Sense::MoneyCue)
        || s.is(draft.end, Sense::Of | Sense::Stop) && s.is(draft.end + 1, Sense::MoneyCue);
    if draft.is_scaled() && draft.scale >= Decimal::ONE_THOUSAND {
        let counted = counted_by_cue(s, draft, floor).filter(|_| !money_behind);
        if counted.is_some() {
            draft.noun = counted;
            return;
        }
        // Crores and lakhs are of rupees, whatever the currency of the call.
        let indian = (draft.start..draft.end).any(|at| s.is(at, Sense::Scale) && matches!(s.word(at).power, 5 | 7));
        draft.measure = Measure::Money(if indian { Currency::from_code("INR") } else { None });
        draft.noun = None;
        return;
    }
    let size = draft.low.value.abs();
    let huge = size >= Decimal::from(1_000_000) && !draft.is_scaled();
    if size < Decimal::from(10_000) || !huge && draft.low.precision < Decimal::ONE {
        return;
    }
    let sized = hedge::before(s, draft, floor).is_some()
        && (draft.start.saturating_sub(4)..draft.start).any(|at| noun::is_listed(s, at));
    // "Our total debt at the end of the quarter was 11,160,000,000."
    let cues = Sense::MoneyCue | Sense::CountCue | Sense::Share;
    let far = huge && last_before(s, draft, floor, 14, cues).is_some_and(|at| s.is(at, Sense::MoneyCue));
    if money_behind || sized || far || last_before(s, draft, floor, 7, Sense::MoneyCue.into()).is_some() {
        draft.measure = Measure::Money(None);
        draft.noun = None;
    }
}

/// What thousands and millions count where the last cue before them is one of counting, and not right beside a hedge: "a fan
/// base of 350 million", but not a cost base.
fn counted_by_cue(s: &Sentence, draft: &Draft, floor: usize) -> Option<Noun> {
    let is_base = |at: usize| s.says(at, &["base"]) && s.before(at, Sense::Noun | Sense::CountCue);
    let is_cue = |at: usize| s.is(at, Sense::CountCue | Sense::MoneyCue) || is_base(at);
    let cue = (draft.start.saturating_sub(14)..draft.start).rev().find(|&at| is_cue(at))?;
    if is_base(cue) {
        return Some(Noun { start: cue - 1, end: cue });
    }
    let hedged = cue + 4 > draft.start && hedge::before(s, draft, floor).is_some();
    (s.is(cue, Sense::CountCue) && !hedged).then_some(Noun { start: cue, end: cue + 1 })
}

/// What a number is that is said to be what is named before it: "our book-to-bill was above 1", "loss per share was negative
/// 0.13".
fn stated_behind_name(s: &Sentence, draft: &Draft, floor: usize) -> Option<Measure> {
    let start = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
    if !s.before(start, Sense::Copula) {
        return None;
    }
    let named = start.saturating_sub(7).max(floor)..start;
    let is_bill = |at: usize| s.says(at, &["bill"]) && at >= 4 && s.says(at - 4, &["book"]);
    if named.clone().any(is_bill) && draft.low.value < Decimal::from(20) {
        return Some(Measure::Ratio(0));
    }
    let of_share = |at: usize| s.is(at, Sense::Per) && s.is(at + 1, Sense::Share) || s.says(at, &["eps"]);
    let near = named.end.saturating_sub(4).max(named.start)..named.end;
    let cents = draft.form == Form::Single && draft.low.precision == Decimal::new(1, 2);
    (cents && near.into_iter().any(of_share)).then_some(Measure::PerShare(None))
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
    let is_rate = |at: usize| s.is(at, Sense::RateCue) || s.is_cue(at, Cue::Growth);
    let mut behind = (draft.end..draft.end + 4).take_while(|at| s.is_word(*at) && !s.is(*at, Sense::Stop));
    behind.any(|at| is_rate(at) || s.is(at, Sense::DeclineNoun)) || before.rev().any(is_rate)
}

/// "The number of new cases will be 30 million", "we sold 10 million": what a number of millions counts, as far as it is said.
fn counted_before(s: &Sentence, draft: &Draft, floor: usize) -> Option<Option<Noun>> {
    if !draft.is_scaled() || draft.scale < Decimal::ONE_THOUSAND || draft.noun.is_some() || s.is(draft.end, Sense::Of) {
        return None;
    }
    let start = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
    if start > floor && s.is_cue(start - 1, Cue::Sold) {
        return Some(None);
    }
    let is_number_of = |at: &usize| s.says(*at, &["number"]) && s.is(at + 1, Sense::Of);
    let number = (draft.start.saturating_sub(16).max(floor)..draft.start).rev().find(is_number_of)?;
    Some(noun::behind_adjectives(s, number + 2).filter(|noun| noun.end <= draft.start))
}
