//! Amounts for each share that do not say so themselves: "EPS of $0.18", "$0.28 basic and $0.26 diluted loss per share".

use rust_decimal::Decimal;

use crate::draft::{Draft, Form, Measure};
use crate::sense::Sense;
use crate::sentence::Sentence;

/// "EPS of $0.18": a small amount of cents where the clause speaks of earnings for each share.
pub(crate) fn for_each_share(s: &Sentence, draft: &mut Draft, done: &[Draft]) {
    let Measure::Money(currency) = draft.measure else { return };
    let largest = draft.low.value.abs().max(draft.high.value.abs());
    let zero = draft.form == Form::Vague && draft.low.value.is_zero();
    if draft.is_scaled()
        || largest >= Decimal::ONE_HUNDRED
        || draft.low.precision > Decimal::new(1, 2)
        || draft.low.precision.is_zero() && !zero
    {
        return;
    }
    let partner = done.iter().rev().find(|previous| !previous.withdrawn && previous.measure.is_amount());
    let floor = done.last().map_or(0, |previous| previous.end);
    // "Earnings per share rose 12% to $1.35": what is named before the change is what has changed.
    let change = done.split_last().filter(|(change, _)| {
        let leads = s.is(change.end, Sense::To) || s.says(change.end, &["at"]);
        change.measure == Measure::Percent && leads && change.end + 1 == draft.start
    });
    let named_from = change.map_or(floor, |(_, before)| before.last().map_or(0, |it| it.end));
    let mut cue = None;
    for at in (draft.start.saturating_sub(14).max(named_from)..draft.start).rev() {
        if s.is(at, Sense::PriceCue) && !s.is(at, Sense::Share) {
            return;
        }
        let per_share = s.is(at, Sense::Per) && s.is(at + 1, Sense::Share | Sense::ShareAdjective);
        if per_share || s.is(at, Sense::ShareCue) {
            cue = Some(at);
            break;
        }
    }
    // "$102 million, and $0.03": an amount for each share goes with one for the company.
    let joint = floor + usize::from(s.is(floor, Sense::Comma));
    let beside_total = s.is(joint, Sense::And | Sense::Or)
        && joint + 1 == draft.start
        && partner.is_some_and(|previous| previous.low.value.abs() >= Decimal::from(100_000));
    let beside_share = partner.is_some_and(|previous| matches!(previous.measure, Measure::PerShare(_)));
    if cue.is_some()
        || beside_share
        || is_named_for_each_share(s, draft.end)
        || beside_total
        || done.iter().rev().take(8).any(|previous| matches!(previous.measure, Measure::PerShare(_)))
    {
        draft.measure = Measure::PerShare(currency);
    }
}

/// Whether what stands behind an amount names it as one for each share: "$0.90 in EPS", "$0.90 of adjusted EPS".
fn is_named_for_each_share(s: &Sentence, end: usize) -> bool {
    let leads = s.says(end, &["in", "of"]);
    let name = (end + 1..end + 4).take_while(|at| s.is_word(*at)).find(|at| s.is(*at, Sense::ShareCue));
    leads && name.is_some() || is_of_shares(s, end)
}

/// "$0.28 basic and $0.26 diluted loss per share", "$0.48 net loss per share": what is earned on a share stands between.
fn is_of_shares(s: &Sentence, end: usize) -> bool {
    // "SEK 5.45 (4.17) per share".
    if s.is(end, Sense::Open) {
        return s.is_digits(end + 1)
            && s.is(end + 2, Sense::Close)
            && s.is(end + 3, Sense::Per)
            && s.is(end + 4, Sense::Share);
    }
    let kind = |at: usize| s.says(at, &["basic", "diluted"]);
    let earned =
        Sense::ShareCue | Sense::ShareAdjective | Sense::Loss | Sense::And | Sense::MoneyCue | Sense::Adjective;
    let per = (end..end + MOST_OF_EARNINGS).find(|at| !s.is(*at, earned) && !s.says(*at, &["operating"]));
    let named = per
        .is_some_and(|per| per > end && s.is(per, Sense::Per) && s.is(per + 1, Sense::Share | Sense::ShareAdjective));
    named || kind(end) && (s.is(end + 1, Sense::And | Sense::Comma | Sense::Or) && s.is(end + 2, Sense::CurrencySign))
}

/// How many words may stand between an amount and "per share".
const MOST_OF_EARNINGS: usize = 7;
