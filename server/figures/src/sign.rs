//! Signs: losses, and changes by a word of decline. Levels are never signed by a direction.

use crate::draft::{Draft, Form, Measure};
use crate::hedge;
use crate::sense::{Sense, Senses};
use crate::token::{EVIDENCE, Sentence};

/// What may stand between a word of decline and its amount.
const STEP: Senses = Senses::NONE
    .and(Sense::Adverb)
    .and(Sense::Article)
    .and(Sense::Filler)
    .and(Sense::By)
    .and(Sense::Of)
    .and(Sense::Hyphen);

/// Whether the words around a draft make it negative. `floor` is where the draft before it ends.
pub(crate) fn is_negative(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    if draft.negative || matches!(draft.measure, Measure::Multiple | Measure::Ratio(_)) && draft.form == Form::Single {
        return false;
    }
    declined_before(s, draft, floor) || declined_behind(s, draft) || is_loss(s, draft, floor)
}

/// "down 3 days", "a decrease of about 5%", "trim headcount by 30%", "the decline was 5%".
fn declined_before(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    let mut at = draft.start;
    if let Some((_, start)) = hedge::before(s, draft, floor) {
        // "fall below 2,400": the limit is a level.
        if matches!(s.text(start), "below" | "under" | "above") {
            return false;
        }
        at = start;
    }
    let mut reached = None;
    for _ in 0..7 {
        if at <= floor {
            return false;
        }
        if s.before(at, Sense::Decline) {
            // "the lower 5% rate" and "from a down 5%" name levels.
            return !(s.text(at - 1).eq_ignore_ascii_case("lower") && s.before(at - 1, Sense::Determiner));
        }
        if s.before(at, Sense::Rise | Sense::To | Sense::From) {
            return false;
        }
        if s.before(at, Sense::By) {
            reached = Some(Sense::Decline);
            at -= 1;
            break;
        }
        if s.before(at, Sense::Copula) && reached.is_none() && !s.before(at, Sense::Adverb) || s.before(at, Sense::Of) {
            reached = Some(Sense::DeclineNoun);
            at -= 1;
            break;
        }
        if !s.before(at, STEP) {
            return false;
        }
        at -= 1;
    }
    let Some(sense) = reached else { return false };
    for _ in 0..9 {
        if at <= floor || s.before(at, Sense::Rise | Sense::Comma | Sense::Dash | Sense::To | Sense::Between) {
            return false;
        }
        let lower = s.text(at - 1).eq_ignore_ascii_case("lower") || s.text(at - 1).eq_ignore_ascii_case("less");
        if s.before(at, sense) && !(sense == Sense::DeclineNoun && lower) {
            return true;
        }
        if s.before(at, EVIDENCE) && !s.before(at, Sense::Part | Sense::Ordinal) {
            return false;
        }
        at -= 1;
    }
    false
}

/// "a 35% decrease", "45% lower", "a 5% sequential decline".
fn declined_behind(s: &Sentence, draft: &Draft) -> bool {
    for at in draft.end..draft.end + 5 {
        if s.is(at, Sense::DeclineNoun) {
            // "5% lower end", "10% or less" are no declines.
            let end = matches!(s.text(at + 1), "end" | "half" | "bound" | "limit") || s.before(at, Sense::Or);
            let less = matches!(s.text(at), "less" | "fewer") && !s.text(at + 1).eq_ignore_ascii_case("than");
            return !end && !less;
        }
        let qualifies = s.is(at, Sense::Adjective | Sense::Hyphen)
            || matches!(
                s.text(at),
                "sequential"
                    | "year"
                    | "over"
                    | "quarter"
                    | "on"
                    | "organic"
                    | "annual"
                    | "revenue"
                    | "sequentially"
                    | "yoy"
                    | "net"
                    | "volume"
            );
        if !qualifies {
            return false;
        }
    }
    false
}

/// "a net loss of $4.8 million", "net loss was $4.8 million", "$80,000 of loss".
fn is_loss(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    if !matches!(draft.measure, Measure::Money(_) | Measure::PerShare(_)) {
        return false;
    }
    let credit = |at: usize| {
        s.before(at, Sense::CreditLoss)
            || matches!(
                s.text(at + 1),
                "ratio"
                    | "ratios"
                    | "rate"
                    | "rates"
                    | "reserve"
                    | "reserves"
                    | "provision"
                    | "provisions"
                    | "allowance"
                    | "absorbing"
                    | "adjustment"
            )
    };
    if s.is(draft.end, Sense::Of) {
        let loss = draft.end + 1 + usize::from(s.is(draft.end + 1, Sense::Article) || s.text(draft.end + 1) == "net");
        if s.is(loss, Sense::Loss) && !credit(loss) {
            return true;
        }
    }
    // "$5 million loss".
    if s.is(draft.end, Sense::Loss) && !credit(draft.end) {
        return true;
    }
    let mut at = draft.start;
    let mut linked = false;
    for _ in 0..11 {
        if at <= floor {
            return false;
        }
        let word = at - 1;
        if s.is(word, Sense::Loss) {
            return linked && !credit(word);
        }
        // "from a loss", "to income": what stands between must not say that something else is meant.
        if s.is(word, Sense::Comma | Sense::Dash | Sense::By | Sense::To | Sense::ShareCue | Sense::MoneyCue)
            && !s.is(word, Sense::Share)
            && !(s.is(word, Sense::Copula))
        {
            return false;
        }
        linked |= s.is(word, Sense::Copula);
        at = word;
    }
    false
}
