//! Losses: amounts that are negative since the words call them a loss.
//!
//! "A loss of $4 million" says so at the amount. Where the loss is what the sentence speaks of ("the net loss narrowed
//! 31% to $4.6 million, or $0.05 per share, from $6.6 million"), its levels and its bases are losses as far as the words
//! between speak of nothing else: a gain, another subject, or what the loss includes ends it. By how much a loss has
//! changed is no loss.

use crate::cue::Cue;
use crate::draft::{Draft, Measure};
use crate::sense::{Sense, Senses};
use crate::sentence::Sentence;
use crate::{hedge, noun};

/// What a sentence says of a loss, from one figure to the next.
#[derive(Clone, Copy, Default)]
pub(crate) struct Losses {
    said: Option<Said>,
    /// Whether the figure before was a level of the loss.
    level: bool,
    /// Behind "16.9% of", whose whole may be named.
    share: bool,
}

#[derive(Clone, Copy)]
struct Said {
    /// Whether the sentence speaks of the loss, and does not only compare with it: "from a loss of".
    subject: bool,
    /// Within ", which included ...".
    aside: bool,
}

/// What may stand between a loss and its amounts.
const CARRIES: Senses = Senses::NONE
    .and(Sense::Copula)
    .and(Sense::Adverb)
    .and(Sense::Filler)
    .and(Sense::HedgeBefore)
    .and(Sense::Article)
    .and(Sense::Determiner)
    .and(Sense::Comma)
    .and(Sense::To)
    .and(Sense::From)
    .and(Sense::Or)
    .and(Sense::Link)
    .and(Sense::Rise)
    .and(Sense::Decline)
    .and(Sense::Open)
    .and(Sense::Close)
    .and(Sense::Hyphen)
    .and(Sense::Between)
    .and(Sense::RangeNoun)
    .and(Sense::Digits)
    .and(Sense::Digit)
    .and(Sense::Ordinal)
    .and(Sense::Quarter)
    .and(Sense::Year)
    .and(Sense::Month)
    .and(Sense::Months)
    .and(Sense::Fiscal)
    .and(Sense::Half)
    .and(Sense::Ended)
    .and(Sense::HalfOf)
    .and(Sense::Time)
    .and(Sense::Per)
    .and(Sense::Share)
    .and(Sense::ShareAdjective);

/// What an amount is a loss behind, where the loss is what is spoken of.
const BASES: Senses = Senses::NONE.and(Sense::From).and(Sense::Link);

impl Losses {
    /// Whether an amount is one of the loss that the words before it speak of; none where they speak of none, or leave it
    /// open.
    pub(crate) fn next(&mut self, s: &Sentence, draft: &Draft, floor: usize) -> Option<bool> {
        for at in floor..draft.start {
            self.read(s, at);
        }
        let said = self.said.filter(|said| !said.aside);
        let is_level = match draft.measure {
            Measure::Money(_) | Measure::PerShare(_) => said.and_then(|said| self.is_level(s, draft, floor, said)),
            // "Operating loss was 1.0% of sales"; what else is said between, as a rate of change, ends nothing.
            Measure::Percent => {
                self.share = s.is(draft.end, Sense::Of);
                return (said.is_some() && self.share && is_stated(s, draft.start, floor)).then_some(true);
            }
            _ => return None,
        };
        self.level = is_level == Some(true);
        is_level
    }

    fn read(&mut self, s: &Sentence, at: usize) {
        if s.is(at, Sense::Loss) {
            self.said = is_named(s, at).then(|| Said { subject: !is_compared_with(s, at), aside: false });
            return;
        }
        let Some(said) = &mut self.said else { return };
        if self.share {
            self.share = !s.is(at, Sense::Comma | Sense::Link) || s.is(at, Sense::Of);
            return;
        }
        if !said.subject && self.level && s.is(at, Sense::Comma) && !s.is(at + 1, Sense::Or | Sense::CurrencySign) {
            // "income, including a loss of $2 million, was $9 million".
            self.said = None;
            return;
        }
        if said.aside {
            let resumes = s.is(at, Sense::Copula) && !s.is(at, Sense::Of)
                || s.is_cue(at, Cue::Told)
                || s.is_cue(at, Cue::Compared);
            said.aside = !(resumes && s.before(at, Sense::Comma));
        } else if s.is_cue(at, Cue::Aside) && s.before(at, Sense::Comma) {
            said.aside = true;
        } else if !s.is(at, CARRIES) && !s.is_cue(at, Cue::OfLoss) && !s.is_cue(at, Cue::Told) && !is_income_tax(s, at)
        {
            self.said = None;
        }
    }

    fn is_level(&mut self, s: &Sentence, draft: &Draft, floor: usize, said: Said) -> Option<bool> {
        // "against $3 million of profit".
        if (draft.end..draft.end + MOST_TO_GAIN).take_while(|at| s.is_word(*at)).any(|at| is_gain(s, at)) {
            self.said = None;
            return Some(false);
        }
        // "was $2 million better".
        if s.is_cue(draft.end, Cue::Difference) {
            return None;
        }
        let mut lead = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
        while lead > floor && s.before(lead, Sense::Article | Sense::Between) {
            lead -= 1;
        }
        let before = lead.checked_sub(1).filter(|before| *before >= floor)?;
        if s.is(before, Sense::Loss) {
            return Some(true);
        }
        if s.is(before, Sense::Or | Sense::And | Sense::Open) {
            return self.level.then_some(true);
        }
        if s.is(before, Sense::Comma) {
            // "a loss of $12 million, an $83 million swing" is neither the loss nor its base.
            return (self.level && matches!(draft.measure, Measure::PerShare(_))).then_some(true);
        }
        if is_stated(s, draft.start, floor) {
            return Some(true);
        }
        if s.is(before, BASES | Sense::To) {
            // "improved from a loss of $2 million to $3 million": what was compared with the loss is none.
            if !said.subject {
                self.said = None;
            }
            return Some(said.subject);
        }
        None
    }
}

/// How far behind an amount a gain is named that it is one of.
const MOST_TO_GAIN: usize = 5;

/// Whether an amount is what the loss is said to be: "was", "of", "totaled", but not "a decrease of".
fn is_stated(s: &Sentence, start: usize, floor: usize) -> bool {
    let mut at = start;
    while at > floor
        && (s.before(at, Sense::HedgeBefore | Sense::Article | Sense::Filler | Sense::Between)
            && !s.before(at, Sense::Of))
    {
        at -= 1;
    }
    let Some(link) = at.checked_sub(1).filter(|link| *link >= floor && s.is(*link, Sense::Copula)) else {
        return false;
    };
    let of_change = s.is(link, Sense::Of) && s.before(link, Sense::Rise | Sense::DeclineNoun | Sense::Decline);
    !of_change
}

/// Whether a word names a loss that a company makes, and no ratio, reserve or loss of loans; several losses only where they
/// are net, or of what a company does.
fn is_named(s: &Sentence, at: usize) -> bool {
    let several = s.says(at, &["losses"]) && !at.checked_sub(1).is_some_and(|kind| s.is_cue(kind, Cue::LossKind));
    !is_of_loans(s, at) && !several
}

/// "from a loss of", "compared to a net loss of".
fn is_compared_with(s: &Sentence, at: usize) -> bool {
    let is_part =
        |at: usize| s.is_cue(at, Cue::LossKind) || s.is(at, Sense::Article | Sense::Determiner | Sense::Hyphen);
    let start = (0..at).rev().find(|at| !is_part(*at));
    start.is_some_and(|before| {
        let compared = s.is(before, Sense::To | Sense::From | Sense::Link) && !s.is(before, Sense::And | Sense::Or);
        compared || s.is_cue(before, Cue::Aside) || s.is(before, Sense::By)
    })
}

fn is_gain(s: &Sentence, at: usize) -> bool {
    s.is_cue(at, Cue::Gain) && !is_income_tax(s, at)
}

/// The "income" of "loss before income taxes".
fn is_income_tax(s: &Sentence, at: usize) -> bool {
    s.says(at, &["income"]) && s.says(at + 1, &["tax", "taxes", "taxation"])
}

/// Whether a loss is one of loans or claims, or only a part of a name: "loan losses", "the loss ratio", "profit and loss".
fn is_of_loans(s: &Sentence, at: usize) -> bool {
    let gain = at.checked_sub(2).filter(|_| s.before(at, Sense::And | Sense::Or | Sense::Slash));
    s.before(at, Sense::CreditLoss) || s.is_cue(at + 1, Cue::LossName) || gain.is_some_and(|gain| is_gain(s, gain))
}

/// "a net loss of $4.8 million", "net loss was $4.8 million", "$80,000 of loss".
pub(crate) fn is_loss(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    if !draft.measure.is_amount() {
        return false;
    }
    if s.is(draft.end, Sense::Of) {
        let ends = |at: usize| !s.is_word(at) || s.is(at, Sense::And | Sense::Or);
        let loss = (draft.end + 1..draft.end + 5).find(|&at| s.is(at, Sense::Loss | Sense::CreditLoss) || ends(at));
        if loss.is_some_and(|at| s.is(at, Sense::Loss) && !is_of_loans(s, at)) {
            return true;
        }
    }
    // "$5 million loss", "a $5 million net operating loss".
    let kind = |at: usize| s.is_cue(at, Cue::LossKind);
    // "$0.36 basic and diluted loss per share".
    let both = |at: usize| s.is(at, Sense::And) && at > draft.end && kind(at - 1) && kind(at + 1);
    let loss = (draft.end..draft.end + 6).find(|&at| !kind(at) && !both(at) && !s.is(at, Sense::Hyphen));
    if loss.is_some_and(|at| s.is(at, Sense::Loss) && !is_of_loans(s, at)) {
        return true;
    }
    // "we lost $5 million", but not "we lost a $5 million contract".
    let hedged = hedge::before(s, draft, floor).map_or(draft.start, |(_, start)| start);
    if hedged > floor && s.says(hedged - 1, &["lost"]) {
        return noun::directly_behind(s, draft.end).is_none();
    }
    // "a loss of up to $5 million": the "to" of a limit leads nowhere.
    let mut at = hedged;
    let mut linked = false;
    for _ in 0..11 {
        if at <= floor {
            return false;
        }
        let word = at - 1;
        if s.is(word, Sense::Loss) {
            return linked && !is_of_loans(s, word);
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
