//! Hedges: words of approximation and limit next to a figure.

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
        if !s.before(end, BETWEEN) || s.text(end - 1).eq_ignore_ascii_case("the") {
            return None;
        }
        end -= 1;
    }
    None
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
    // "went up to 1.8 million" rises.
    if phrase.hedge == Hedge::UpTo
        && matches!(s.text(start.wrapping_sub(1)), "went" | "go" | "goes" | "moved" | "came" | "back")
    {
        return true;
    }
    if phrase.words.len() > 1 {
        return false;
    }
    match phrase.hedge {
        Hedge::Over => {
            let comparison =
                start > 0 && s.is(start - 1, Sense::Rise | Sense::DeclineNoun | Sense::Decline | Sense::Percent);
            let time = matches!(draft.measure, Measure::Time(_) | Measure::Technical(_))
                && s.text(start).eq_ignore_ascii_case("over");
            let age = s.text(draft.end).eq_ignore_ascii_case("old");
            comparison
                || time && !age && !matches!(s.text(start.wrapping_sub(1)), "for" | "of" | "been" | "was" | "lasted")
        }
        Hedge::About if s.text(start).eq_ignore_ascii_case("about") => matches!(
            s.text(start.wrapping_sub(1)),
            "talk" | "talked" | "talking" | "talks" | "think" | "thinking" | "asked" | "speak" | "spoke" | "know"
        ),
        _ => false,
    }
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
                || phrase.words.len() > 1 && s.text(next).eq_ignore_ascii_case("than")
                || phrase.hedge == Hedge::Plus && s.is(next, Sense::Article | Sense::Determiner | Sense::Stop);
            if !operator {
                return Some(phrase.hedge);
            }
        }
    }
    let mut noun = draft.end;
    if matches!(s.text(noun), "sort" | "kind" | "type") && s.is(noun + 1, Sense::Of) {
        noun += 2;
    }
    (draft.form == Form::Single && s.is(noun, Sense::RangeNoun)).then_some(Hedge::About)
}
