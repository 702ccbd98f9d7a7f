//! Signs: losses, and changes by a word of decline. Levels are never signed by a direction.

use crate::cue::Cue;
use crate::draft::{Draft, Form, Measure};
use crate::lexicon::Evidence;
use crate::loss::{Losses, is_loss};
use crate::numeral::parse_digits;
use crate::sense::{EVIDENCE, Sense, Senses};
use crate::sentence::Sentence;
use crate::{chinese, hedge};

/// What may stand between a word of decline and its amount.
const STEP: Senses = Senses::NONE
    .and(Sense::Adverb)
    .and(Sense::Article)
    .and(Sense::Filler)
    .and(Sense::By)
    .and(Sense::Of)
    .and(Sense::Hyphen);

/// What is known of the signs of a sentence's figures, from one to the next.
pub(crate) struct Signs {
    /// What the sentence says of a loss, where it names one.
    losses: Option<Losses>,
    /// The figure directly before, where it is negative.
    before: Option<Draft>,
}

impl Signs {
    pub(crate) fn new(evidence: Evidence) -> Signs {
        Signs { losses: evidence.of_loss().then(Losses::default), before: None }
    }

    /// Gives the next figure its sign. `floor` is where the one before it ends.
    pub(crate) fn settle(&mut self, s: &Sentence, draft: &mut Draft, floor: usize) {
        let is_partner = self.before.take().is_some_and(|before| is_partner(s, draft, &before));
        let lost = self.losses.as_mut().and_then(|losses| losses.next(s, draft, floor));
        let is_loss = lost == Some(true) && draft.low.value.is_sign_positive();
        if is_partner && lost != Some(false) || is_loss || is_negative(s, draft, floor) {
            draft.negate();
            self.before = Some(*draft);
        }
    }
}

/// Whether the words around a draft make it negative. `floor` is where the draft before it ends.
fn is_negative(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    if draft.negative || matches!(draft.measure, Measure::Multiple | Measure::Ratio(_)) && draft.form != Form::Vague {
        return false;
    }
    chinese::declined(s, draft.start)
        || declined_before(s, draft, floor)
        || declined_behind(s, draft)
        || is_loss(s, draft, floor)
}

/// "negative", "minus", or a minus sign directly before.
pub(crate) fn minus(s: &Sentence, draft: &mut Draft, floor: usize) {
    let start = draft.start;
    if start <= floor || draft.negative {
        return;
    }
    if s.before(start, Sense::Negative) {
        let tolerance = s.before(start - 1, Sense::Or | Sense::Slash) && start > 2 && s.before(start - 2, Sense::Plus);
        if !tolerance {
            draft.negative = true;
            draft.start -= 1;
        }
    } else if s.before(start, Sense::Hyphen | Sense::Dash) && s.glued(start) && s.text(start - 1) != "--" {
        let alone = start - 1 == 0 || !s.glued(start - 1) || s.before(start - 1, Sense::Open | Sense::CurrencySign);
        let first = start - 1 == 0;
        if alone && !(first && s.before(start, Sense::Dash)) && !joins_numbers(s, start - 1) {
            draft.negative = true;
            draft.start -= 1;
        }
    }
}

/// "60 -65%", "$4 -$5 million": a hyphen between two numbers of which the second is larger joins them, whatever space is around it.
fn joins_numbers(s: &Sentence, hyphen: usize) -> bool {
    let value = |at: usize| s.is_digits(at).then(|| parse_digits(s.text(at))).flatten().map(|(value, _)| value);
    let before = hyphen.checked_sub(1).and_then(value);
    let behind = hyphen + 1 + usize::from(s.is(hyphen + 1, Sense::CurrencySign));
    before.zip(value(behind)).is_some_and(|(low, high)| low < high)
}

/// Whether a draft says the same thing again as the negative one before it: "down $371 million or 4%", "down 12% and
/// 10%", "a loss of $4.8 million, or $0.05 per share, compared to $5.1 million".
fn is_partner(s: &Sentence, draft: &Draft, negative: &Draft) -> bool {
    if draft.low.value.is_sign_negative() || draft.form == Form::Vague {
        return false;
    }
    // "RMB66.2 million (US$9 million)": converted, it is as negative.
    let converted =
        matches!((negative.measure, draft.measure), (Measure::Money(one), Measure::Money(other)) if one != other);
    if converted && s.is(negative.end, Sense::Open) && negative.end + 1 == draft.start && s.is(draft.end, Sense::Close)
    {
        return true;
    }
    let mut at = negative.end + usize::from(s.is(negative.end, Sense::Comma));
    if s.is(at, Sense::Or) {
        let start = hedge::before(s, draft, at).map_or(draft.start, |(_, start)| start);
        return at + 1 == start;
    }
    if negative.measure.is_amount() && draft.measure.is_amount() {
        // A base is a loss too where it follows directly: "compared to $5.1 million".
        while at < draft.start
            && (s.is(at, Sense::Link | Sense::HedgeBefore | Sense::Article) && !s.is(at, Sense::And)
                || s.says(at, &["as"]))
        {
            at += 1;
        }
        // "a loss of $12 million, an $83 million swing": in apposition it is neither the loss nor its base.
        let apposed = s.is(negative.end, Sense::Comma) && s.before(draft.start, Sense::Article);
        if apposed && (negative.end + 1..draft.start).all(|at| s.is(at, Sense::Article)) {
            return false;
        }
        // "lowering our guidance by $10 million to $90 million", "fell by 2%, or $4 million, to": by how much is no level.
        let change = (negative.start.saturating_sub(7)..negative.start).any(|at| s.is(at, Sense::Decline | Sense::By));
        return at == draft.start && at > negative.end && !s.before(at, Sense::Comma) && !change;
    }
    // "down 34% for debt and 6% for equity": one word of decline for both.
    let counts = matches!(draft.measure, Measure::Bare | Measure::Count | Measure::Time(_));
    // "fell 41% in spring, 28% in summer and 9% in autumn".
    let listed = s.before(draft.start, Sense::Comma) && s.is(draft.end, Sense::Stop);
    let parallel = listed && s.text(negative.end) == s.text(draft.end);
    if counts || negative.measure != draft.measure || draft.start == 0 {
        return false;
    }
    if !parallel && !s.before(draft.start, Sense::And) {
        return false;
    }
    let joint = draft.start - 1;
    let comma =
        s.before(joint, Sense::Comma) && s.text(negative.end) == s.text(draft.end) && s.is(draft.end, Sense::Stop);
    let mut between = negative.end..joint - usize::from(comma);
    let new_clause = Sense::Comma | Sense::Dash | Sense::Rise | Sense::Decline | Sense::Copula | Sense::Stop;
    let plain = |at: usize| !s.is(at, new_clause) || s.says(at, &["for", "in", "on", "over"]) || s.capital(at);
    between.len() < 7 && between.all(plain)
}

/// What leads to an amount.
enum Lead {
    /// A word of decline directly before: "down 3 days".
    Decline,
    /// "by", behind which a verb of decline may stand further back: "trim headcount by 30%".
    By(usize),
    /// "of" or "was", behind which a noun of decline may: "a decrease in costs of 5%", "the decline was 5%".
    Stated(usize),
}

/// "down 3 days", "a decrease of about 5%", "trim headcount by 30%", "the decline was 5%".
fn declined_before(s: &Sentence, draft: &Draft, floor: usize) -> bool {
    let mut at = draft.start;
    if let Some((_, start)) = hedge::before(s, draft, floor) {
        // "fall below 2,400": the limit is a level.
        if s.says(start, &["below", "under", "above"]) {
            return false;
        }
        at = start;
    }
    // "a decline in expenses about 2%".
    if at < draft.start && at > floor + 2 {
        let noun = (at.saturating_sub(3).max(floor + 1)..at).find(|&at| s.says(at, &["in"]));
        if noun.is_some_and(|preposition| s.before(preposition, Sense::DeclineNoun)) {
            return true;
        }
    }
    match lead_to(s, draft, at, floor) {
        Some(Lead::Decline) => true,
        Some(Lead::By(by)) => {
            // "lower income was offset by", "driven by": something else is done by this amount.
            let other = by > floor && !s.before(by, Sense::Decline) && is_participle(s, by - 1);
            !other && declined_by(s, by, floor)
        }
        Some(Lead::Stated(link)) => is_stated_decline(s, link, floor),
        None => false,
    }
}

/// What leads to the amount that the place is the start of.
fn lead_to(s: &Sentence, draft: &Draft, mut at: usize, floor: usize) -> Option<Lead> {
    for _ in 0..7 {
        if at <= floor {
            return None;
        }
        if is_degrowth(s, at, floor) {
            return Some(Lead::Decline);
        }
        if s.before(at, Sense::Decline) {
            // "the lower 5% rate", "lower 14 nanometer costs" and "from a down 5%" name levels.
            let names_level = s.before(at - 1, Sense::Determiner) || matches!(draft.measure, Measure::Technical(_));
            return (!s.says(at - 1, &["lower"]) || !names_level).then_some(Lead::Decline);
        }
        if let Some(start) = before_aside(s, draft, at) {
            at = start;
            continue;
        }
        if s.before(at, Sense::Rise | Sense::To | Sense::From) {
            return None;
        }
        if s.before(at, Sense::By) {
            return Some(Lead::By(at - 1));
        }
        if s.before(at, Sense::Copula) && !s.before(at, Sense::Adverb) || s.before(at, Sense::Of) {
            return Some(Lead::Stated(at - 1));
        }
        if !s.before(at, STEP) {
            return None;
        }
        at -= 1;
    }
    None
}

/// How far before "by" or "was" the word of decline may stand.
const MOST_TO_DECLINE: usize = 9;

/// Whether the clause up to "by" has a word of decline.
fn declined_by(s: &Sentence, by: usize, floor: usize) -> bool {
    for at in (floor + 1..=by).rev().take(MOST_TO_DECLINE) {
        if is_degrowth(s, at, floor) {
            return true;
        }
        if ends_reach(s, at) {
            return false;
        }
        if s.before(at, Sense::Decline) {
            return true;
        }
    }
    false
}

/// Whether the clause up to "was" or "of" has a noun of decline.
fn is_stated_decline(s: &Sentence, link: usize, floor: usize) -> bool {
    for at in (floor + 1..=link).rev().take(MOST_TO_DECLINE) {
        if is_degrowth(s, at, floor) {
            return true;
        }
        // "negative growth of 5%", but negative goodwill is a gain.
        let negative = at > floor + 1 && s.before(at - 1, Sense::Negative);
        if negative || s.before(at, Sense::Negative) {
            return (at - 1..at + 2).any(|at| s.is_cue(at, Cue::CanBeNegative));
        }
        if ends_reach(s, at) {
            return false;
        }
        if s.before(at, Sense::DeclineNoun) && !s.says(at - 1, &["lower", "less"]) {
            return true;
        }
        // "decreased Tier 1 by 17 basis points": what is changed by an amount may have a number in its name.
        if s.before(at, EVIDENCE) && !s.before(at, Sense::Part | Sense::Ordinal) {
            return false;
        }
    }
    false
}

/// Whether a word of decline further back says nothing of the amount.
fn ends_reach(s: &Sentence, at: usize) -> bool {
    s.before(at, Sense::Rise | Sense::Comma | Sense::Dash | Sense::To | Sense::Between) || s.text(at - 1) == ";"
}

/// The place before what may stand between a word of decline and its amount: "down between 5% and 10%", "down anywhere from 5%
/// to 10%", "down I think another $4 million".
fn before_aside(s: &Sentence, draft: &Draft, at: usize) -> Option<usize> {
    let before = at.checked_sub(2)?;
    if draft.form == Form::Range && s.before(at, Sense::Between) {
        return Some(at - 1);
    }
    let from = draft.form == Form::Range && s.before(at, Sense::From) && s.is(before, Sense::RangeCue);
    let thought = s.says(before, &["I"]) && s.is_cue(at - 1, Cue::Thought)
        || s.says(before, &["you"]) && s.says(at - 1, &["know"]);
    (from || thought).then_some(before)
}

/// Whether "de-growth" or "de-grew" ends at this place: a rise turned into a decline, as it is said in India.
fn is_degrowth(s: &Sentence, end: usize, floor: usize) -> bool {
    end > floor + 2 && s.before(end, Sense::Rise) && s.before(end - 1, Sense::Hyphen) && s.says(end - 3, &["de"])
}

/// "driven", before "by": something is done by an amount.
fn is_participle(s: &Sentence, at: usize) -> bool {
    let word = s.text(at);
    word.len() > 4 && word.ends_with("ed") || s.is_cue(at, Cue::DoneBy)
}

/// "a 35% decrease", "45% lower", "a 5% sequential decline".
fn declined_behind(s: &Sentence, draft: &Draft) -> bool {
    // "a $7 million negative impact".
    if s.says(draft.end, &["negative"]) && s.is_word(draft.end + 1) && !s.is_evidence(draft.end + 1) {
        return draft.measure.is_amount() || draft.measure == Measure::Percent;
    }
    let count = draft.measure.counts();
    // "2 fewer days".
    if (draft.start..draft.end).any(|at| s.says(at, &["fewer"])) {
        return true;
    }
    // "30 basis points of decline".
    let of_decline = s.is(draft.end, Sense::Of) && s.is(draft.end + 1, Sense::DeclineNoun);
    // "Seven years of decline" are as many years.
    let declines = !count && !matches!(draft.measure, Measure::Time(_) | Measure::Technical(_));
    if of_decline && declines && !s.is_cue(draft.end + 1, Cue::Comparative) {
        return true;
    }
    let mut nouns = 0;
    for at in draft.end..draft.end + 6 {
        if s.is(at, Sense::DeclineNoun) {
            // "5% lower end", "10% or less" are no declines, nor are "three rate cuts".
            let end = s.says(at + 1, &["end", "half", "bound", "limit"]) || s.before(at, Sense::Or);
            let less = s.says(at, &["less"]) && !s.says(at + 1, &["than"]);
            return !end && !less && (!count || s.says(at, &["fewer"]));
        }
        let qualifies = s.is(at, Sense::Adjective | Sense::Hyphen | Sense::Percentage | Sense::Year | Sense::Quarter)
            || at == draft.end + 1 && s.is(at, Sense::Plus)
            || s.is_cue(at, Cue::OfChange);
        // "a 3% headcount reduction".
        nouns += usize::from(!qualifies);
        if nouns > 2 || !qualifies && (!s.is_word(at) || s.is(at, Sense::Stop | Sense::Rise | Sense::Link | Sense::Of))
        {
            return false;
        }
    }
    false
}
