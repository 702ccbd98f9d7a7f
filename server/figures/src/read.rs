//! Reading: text in, figures out.

use rust_decimal::Decimal;

use crate::context::Context;
use crate::draft::{Draft, Form};
use crate::flat::reach_flat;
use crate::lexicon::Evidence;
use crate::name::name;
use crate::other::{Found, Other, OtherKind};
use crate::period::period;
use crate::quantity::quantity;
use crate::sense::Sense;
use crate::sentence::Sentence;
use crate::sign::Signs;
use crate::token::Tokenizer;
use crate::vague::vague;
use crate::{bare, hedge, joint, range};

use crate::figure::Figure;

/// All that was read in a text, in the order of the text; nothing in it overlaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The figures.
    pub figures: Vec<Figure>,
    /// Number expressions that are no figures.
    pub others: Vec<Other>,
}

/// Reads a text. A line break inside it is read as a space.
pub fn read(text: &str, context: &Context) -> Reading {
    let mut reading = Reading::default();
    if u32::try_from(text.len()).is_err() {
        return reading;
    }
    let mut tokenizer = Tokenizer::new(text);
    // A sentence seldom has more tokens than this: grown once, they are used for all sentences.
    let mut tokens = Vec::with_capacity((text.len() / 4).min(64));
    let mut drafts = Vec::new();
    while let Some(evidence) = tokenizer.next_sentence(&mut tokens) {
        if evidence.of_number() {
            read_sentence(&Sentence::new(text, &tokens), evidence, context, &mut drafts, &mut reading);
        }
    }
    reading
}

fn read_sentence(s: &Sentence, evidence: Evidence, context: &Context, drafts: &mut Vec<Draft>, reading: &mut Reading) {
    drafts.clear();
    let first_other = reading.others.len();
    let first_figure = reading.figures.len();
    if context.page_numbers && is_page_number(s) {
        reading.others.extend(s.range(0, 1).map(|range| Other { range, kind: OtherKind::Identifier }));
        return;
    }
    scan(s, drafts, reading);
    if drafts.is_empty() {
        return;
    }
    withdraw(s, drafts);
    range::join(s, drafts);
    bare::settle(s, drafts);
    let mut signs = Signs::new(evidence);
    let mut floor = 0;
    for draft in drafts.iter_mut() {
        draft.hedge = hedge::hedge(s, draft, floor);
        signs.settle(s, draft, floor);
        reach_flat(s, draft, floor);
        floor = draft.end;
        if !draft.withdrawn
            && !is_idle(s, draft)
            && let Some(figure) = draft.finish(s, context)
        {
            reading.figures.push(figure);
        }
    }
    drop_overlapped(&reading.figures[first_figure..], &mut reading.others, first_other);
}

/// A number of one to three digits, and nothing else.
fn is_page_number(s: &Sentence) -> bool {
    s.len() == 1 && s.is_plain(0) && s.text(0).len() <= 3
}

/// Removes the names, from the given one on, that a figure has grown into: the figure has the better claim.
fn drop_overlapped(figures: &[Figure], others: &mut Vec<Other>, first: usize) {
    let mut figures = figures.iter().peekable();
    let mut kept = first;
    for at in first..others.len() {
        let other = others[at];
        while figures.next_if(|figure| figure.range.end() <= other.range.start()).is_some() {}
        if figures.peek().is_none_or(|figure| figure.range.start() >= other.range.end()) {
            others[kept] = other;
            kept += 1;
        }
    }
    others.truncate(kept);
}

/// Finds the numbers of a sentence, from left to right: periods and names first, then what is vague, then quantities.
fn scan(s: &Sentence, drafts: &mut Vec<Draft>, reading: &mut Reading) {
    let mut at = 0;
    let mut floor = 0;
    while at < s.len() {
        if !s.is_evidence(at) {
            at += 1;
            continue;
        }
        if let Some((start, end, kind)) = other(s, at, floor) {
            if let Some(range) = s.range(start, end) {
                reading.others.push(Other { range, kind });
            }
            (at, floor) = (end, end);
            continue;
        }
        let found = vague(s, at, floor).or_else(|| quantity(s, at, floor));
        match found {
            Some(mut draft) if draft.start >= floor && draft.end > at => {
                bare::take_nouns(s, &mut draft);
                (at, floor) = (draft.end, draft.end);
                drafts.push(draft);
            }
            _ => at += 1,
        }
    }
}

/// The period, date or name around the number at this token.
fn other(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    period(s, at, floor).or_else(|| name(s, at, floor)).filter(|&(start, end, _)| start >= floor && end > at)
}

/// Marks what is taken back in the same breath: "six to -- I'm sorry -- eight to nine", "26 -- 36%".
fn withdraw(s: &Sentence, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (done, rest) = drafts.split_at_mut(at);
        let (Some(first), Some(second)) = (done.last_mut(), rest.first()) else { continue };
        let between = first.end..second.start;
        if between.len() > 8 {
            continue;
        }
        let words = between.clone().filter(|&at| s.is_word(at)).count();
        let dash = between
            .clone()
            .any(|at| s.is(at, Sense::Dash) && !(s.glued(at) && s.glued(at + 1)) && s.text(at) != joint::EN_DASH);
        let correction = between.clone().any(|at| s.is(at, Sense::Correction));
        // "$18 million, sorry, $19 million": nothing else stands between the commas.
        let aside = correction
            && s.is(first.end, Sense::Comma)
            && s.before(second.start, Sense::Comma)
            && between.clone().all(|at| s.is(at, Sense::Correction | Sense::Comma | Sense::Filler | Sense::Or))
            && (first.is_bare() || second.is_bare() || first.measure == second.measure);
        let alike = first.measure == second.measure;
        let repeats = first.is_bare()
            || alike && (first.low == second.low || second.is_scaled() && !first.is_scaled() && !first.is_bare());
        let broken_off = dash && words == 0 && repeats;
        let trailing = s.says(second.end, &["rather"]) && first.measure == second.measure && dash;
        first.withdrawn |= correction && dash || aside || broken_off && first.noun.is_none() || trailing;
    }
}

/// Numbers that say nothing to a reader: a lone "one", counts of what is being talked about.
fn is_idle(s: &Sentence, draft: &Draft) -> bool {
    if draft.form == Form::Vague || !draft.measure.counts() {
        return false;
    }
    // "zero trust", "there is zero".
    let zero = draft.in_words && draft.low.value.is_zero() && draft.noun.is_none_or(|noun| noun.start >= draft.end);
    let lone = draft.in_words && draft.low.value == Decimal::ONE && !draft.is_scaled() || zero;
    let talk = draft.noun.is_some_and(|noun| s.is(noun.end - 1, Sense::Talk)) && draft.high.value < Decimal::TEN;
    lone && draft.form == Form::Single || talk
}
