//! Hedges: words of approximation and limit next to a figure.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure};
use crate::figure::Hedge;
use crate::lexicon::HedgePhrase;
use crate::sense::{EVIDENCE, Sense, Senses};
use crate::sentence::Sentence;

/// What may stand between a hedge and its figure.
const BETWEEN: Senses = Senses::NONE.and(Sense::Article).and(Sense::Between).and(Sense::Filler);

/// The hedge of a draft: before it, or else behind.
pub(crate) fn hedge(s: &Sentence, draft: &Draft, floor: usize) -> Option<Hedge> {
    if let Some(hedge) = draft.hedge {
        return Some(hedge);
    }
    let before = before(s, draft, floor).map(|(hedge, _)| hedge);
    match before {
        // "about five hundred or more": the limit says more than the approximation.
        None | Some(Hedge::About | Hedge::Approximately | Hedge::Roughly) => {
            let limit = |hedge: &Hedge| before.is_none() || matches!(hedge, Hedge::AtLeast | Hedge::UpTo | Hedge::Plus);
            behind(s, draft).filter(limit).or(before)
        }
        Some(_) => before,
    }
}

/// The hedge before the draft, and its first token.
pub(crate) fn before(s: &Sentence, draft: &Draft, floor: usize) -> Option<(Hedge, usize)> {
    let mut end = draft.start;
    for _ in 0..4 {
        if end <= floor {
            return None;
        }
        if s.before(end, Sense::HedgeBefore)
            && let Some(phrase) = phrase_ending(s, end, floor)
            && !is_preposition(s, draft, end - phrase.words.len(), phrase)
        {
            return Some((phrase.hedge, end - phrase.words.len()));
        }
        // "higher than the 44%" compares with a level; only an approximation may stand before "the".
        if let Some(comma) = before_filler_in_commas(s, end) {
            end = comma;
            continue;
        }
        if !s.before(end, BETWEEN) || s.says(end - 1, &["the"]) {
            return None;
        }
        end -= 1;
    }
    None
}

/// The place before the commas of "roughly, say, 80" and behind the words of "call it, 35%", both of which the comma before
/// the figure ends.
fn before_filler_in_commas(s: &Sentence, end: usize) -> Option<usize> {
    let word = end.checked_sub(2).filter(|_| s.before(end, Sense::Comma))?;
    if s.says(word, &["say"]) {
        return Some(word - usize::from(s.before(word, Sense::Comma)));
    }
    (word > 0 && s.says(word - 1, &["call"]) && s.says(word, &["it"])).then_some(end - 1)
}

fn phrase_ending(s: &Sentence, end: usize, floor: usize) -> Option<&'static HedgePhrase> {
    s.lexicon().hedges(s.word_id(end - 1)).iter().find(|phrase| {
        phrase.before
            && end - floor >= phrase.words.len()
            && phrase.words.iter().rev().enumerate().all(|(back, &word)| s.word_id(end - 1 - back) == word)
    })
}

/// "an increase over $7.4 million", "over 24 months", "talked about 5 deals": the word is no hedge there.
fn is_preposition(s: &Sentence, draft: &Draft, start: usize, phrase: &HedgePhrase) -> bool {
    let before = start.wrapping_sub(1);
    // "went up to 1.8 million" rises.
    if phrase.hedge == Hedge::UpTo && s.is_cue(before, Cue::MovesUp) {
        return true;
    }
    // "20% higher than $39.56": by how much something is over its base, which is no limit.
    let last = start + phrase.words.len() - 1;
    let compared = Sense::Percent | Sense::Points | Sense::BasisPoints | Sense::Times;
    if s.before(start, compared) && s.says(last, &["than"]) {
        return true;
    }
    // "in the range of 5% to 6%" says no more than the range does.
    if last > 0 && s.says(last - 1, &["range"]) && s.says(last, &["of"]) {
        return draft.form == Form::Range;
    }
    // "the regulatory minimum of 10%" is what it is.
    let limit = s.says(last, &["of"]) && matches!(phrase.hedge, Hedge::AtLeast | Hedge::UpTo);
    if limit && (1..=2).any(|back| start > back && s.is(start - 1 - back, Sense::Article | Sense::Determiner)) {
        return true;
    }
    let is_over = phrase.hedge == Hedge::Over && s.says(last, &["over"]);
    // "not just over a two year horizon".
    if is_over && matches!(draft.measure, Measure::Time(_)) && s.is_cue(draft.end, Cue::Stretch) {
        return true;
    }
    if phrase.words.len() > 1 {
        return false;
    }
    match phrase.hedge {
        Hedge::Over => {
            let time = matches!(draft.measure, Measure::Time(_) | Measure::Technical(_)) && is_over;
            let age = s.says(draft.end, &["old"]);
            is_compared_over(s, start) || time && !age && !s.is_cue(before, Cue::Lasts)
        }
        // "near 60 stores" is a place.
        Hedge::Nearly if s.says(last, &["near"]) => {
            let counts = matches!(draft.measure, Measure::Bare | Measure::Count | Measure::Time(_));
            counts && draft.scale == Decimal::ONE
        }
        Hedge::About if s.says(start, &["about"]) => s.is_cue(before, Cue::Talked),
        _ => false,
    }
}

/// "an increase over $7.4 million", "5% over $7.4 million": over what something has grown. By how much it did stands behind
/// a verb: "grew over 20%".
fn is_compared_over(s: &Sentence, over: usize) -> bool {
    let Some(word) = over.checked_sub(1) else { return false };
    let is_noun = s.is(word, Sense::DeclineNoun) || s.is_cue(word, Cue::ChangeNoun);
    // "we expect to increase over 20%".
    let is_verb = s.before(word, Sense::To) || s.says(word.wrapping_sub(1), &["will", "would", "could", "we"]);
    s.is(word, Sense::Percent) || is_noun && !is_verb
}

/// The hedge behind the draft: "or so", "plus", "or better"; "in the 30 range".
fn behind(s: &Sentence, draft: &Draft) -> Option<Hedge> {
    if s.is(draft.end, Sense::HedgeBehind) {
        let phrase = s.lexicon().hedges(s.word_id(draft.end)).iter().find(|phrase| {
            !phrase.before && phrase.words.iter().enumerate().all(|(ahead, &word)| s.word_id(draft.end + ahead) == word)
        });
        if let Some(phrase) = phrase {
            let next = draft.end + phrase.words.len();
            // "5 plus 3" adds, "10% or more than 20" compares.
            let operator = s.is(next, EVIDENCE | Sense::CurrencySign | Sense::CurrencyCode)
                || phrase.words.len() > 1 && s.says(next, &["than"])
                || phrase.hedge == Hedge::Plus
                    && s.is(next, Sense::Article | Sense::Determiner | Sense::Stop)
                    // "1,000 plus in the pipeline".
                    && !s.says(next, &["in", "of", "across"]);
            if !operator {
                return Some(phrase.hedge);
            }
        }
    }
    let mut noun = draft.end;
    if s.says(noun, &["sort", "kind", "type"]) && s.is(noun + 1, Sense::Of) {
        noun += 2;
    }
    (draft.form == Form::Single && s.is(noun, Sense::RangeNoun)).then_some(Hedge::About)
}
