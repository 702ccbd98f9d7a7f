//! A change and the level that it led to: "rose $4 million to $9 million" are two figures, and no range.
//!
//! What has happened is known: behind a verb that tells it ("rose", "was up", "narrowed") the amount is by how much, and
//! "to" leads to where. What is expected is said as a range ("will rise $2 million to $3 million"), unless the second
//! number is so large that nothing rises by so much. Where a change is more than half of the level, only the base said
//! behind ("to $3 million from $1 million") or decimals tell the two apart; percentages hardly ever lead to a level.

use rust_decimal::Decimal;

use crate::cue::Cue;
use crate::draft::{Draft, Form};
use crate::hedge;
use crate::sense::Sense;
use crate::sentence::Sentence;

/// What stands around two numbers that may be a range.
pub(crate) struct Around<'a> {
    /// The number before them.
    pub(crate) before: Option<Draft>,
    /// Where the number before them ends.
    pub(crate) floor: usize,
    /// Where the number before that one ends.
    pub(crate) floor_before: usize,
    /// The number behind them.
    pub(crate) behind: Option<&'a Draft>,
    /// Whether a range stands before them that moved from them.
    pub(crate) is_base: bool,
}

/// Two numbers of which the first may be by how much something changed, and the second the level that this led to.
struct Step<'a> {
    first: &'a Draft,
    second: &'a Draft,
    /// The two as one range.
    range: &'a Draft,
    /// The number behind them.
    behind: Option<&'a Draft>,
}

/// How far back a sentence is asked whether it speaks of what is expected.
const REACH: usize = 24;

/// How far behind a verb of change its amount stands at most.
const STEPS: usize = 5;

/// "from 14% to 19%", "by $1.2 million to $3 million", "fell 3 days to 74", "an increase in sales of $2 million to $9
/// million": two figures, a change or a way between.
pub(crate) fn is_change(s: &Sentence, first: &Draft, second: &Draft, range: &Draft, around: &Around) -> bool {
    // "the move from what I thought it was, maybe 27 to 30".
    let question_words = ["what", "where", "which", "when", "whatever", "wherever"];
    if (first.start.saturating_sub(16).max(around.floor)..first.start)
        .any(|at| s.is(at, Sense::From) && s.says(at + 1, &question_words))
    {
        return true;
    }
    let step = Step { first, second, range, behind: around.behind };
    // "up more than 3 million to 42.7 million".
    let at = hedge::before(s, first, around.floor).map_or(first.start, |(_, start)| start);
    match said_otherwise(s, at, around) {
        // "rose 7.0% or $9 million to $150 million": the change is said twice before the level it led to.
        Some(before) => {
            let start = hedge::before(s, before, around.floor_before).map_or(before.start, |(_, start)| start);
            let two = [first.low.value, first.high.value, second.low.value];
            let amounts =
                first.measure.is_amount() && first.measure == second.measure && two.iter().all(|it| !it.is_zero());
            amounts && step.is_led_to(s, start, around.floor_before)
        }
        None => step.is_led_to(s, at, around.floor),
    }
}

/// The number before, where "or" says it again as this one: the 7% of "7% or $9 million".
fn said_otherwise<'a>(s: &Sentence, start: usize, around: &'a Around) -> Option<&'a Draft> {
    let before = around.before.as_ref().filter(|before| before.form == Form::Single)?;
    let or = start.checked_sub(1).filter(|or| s.is(*or, Sense::Or))?;
    let end = before.end + usize::from(s.is(before.end, Sense::Comma));
    (end == or).then_some(before)
}

impl Step<'_> {
    /// Whether what stands before the place makes the amount there a change that led to the second.
    fn is_led_to(&self, s: &Sentence, mut at: usize, floor: usize) -> bool {
        for _ in 0..STEPS {
            if at <= floor {
                return false;
            }
            if s.before(at, Sense::From) {
                // "anywhere from", "the number is from".
                let cue = (at.saturating_sub(4)..at - 1).any(|word| s.is(word, Sense::RangeCue));
                let stated = at > 1 && s.says(at - 2, &["is", "are", "be", "was", "were", "of"]);
                return !cue && !stated;
            }
            if s.before(at, Sense::By) {
                return self.is_behind_by(s, at);
            }
            if s.before(at, Sense::Rise | Sense::Decline) || s.is_cue(at - 1, Cue::Told) {
                // A change is small beside the level it leads to.
                let known = self.is_level_times(2) || has_decimals(self.first, self.second);
                let told = self.first.measure.is_amount() && known && is_told(s, at - 1, self.first.start);
                let small = Decimal::from(3) * self.range.low.value < self.range.high.value;
                return self.is_far() || self.is_based(s) || self.is_full() && (told || small);
            }
            if s.before(at, Sense::Of) && is_from_loss(s, at - 1, floor) {
                return true;
            }
            if s.before(at, Sense::Of) && is_change_of(s, at - 1, floor) {
                // "Growth of 6% to 8%, up from 5% to 7%" stays one, as does what is expected.
                let known = self.is_based(s) || self.is_full() && self.is_level_times(2);
                return self.first.measure.is_amount() && !is_expected(s, at - 1, self.second.end) && known;
            }
            if !s.before(at, Sense::Filler | Sense::HedgeBefore | Sense::Adverb | Sense::Article | Sense::Determiner) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// "by $1.2 million to $3 million": a level is mostly more than twice its change.
    fn is_behind_by(&self, s: &Sentence, at: usize) -> bool {
        let twice = Decimal::TWO * self.range.low.value;
        let level = self.range.high.value;
        let large = if self.first.measure.is_rate() { level > twice } else { level >= twice };
        let told = self.first.measure.is_amount()
            && has_decimals(self.first, self.second)
            && at.checked_sub(2).is_some_and(|verb| is_told(s, verb, self.first.start));
        self.is_far() || self.is_based(s) || self.is_full() && (told || large)
    }

    /// Whether both say what they measure, and in one size.
    fn is_full(&self) -> bool {
        let Step { first, second, .. } = self;
        let one_size = first.is_scaled() == second.is_scaled() || are_in_full(first, second);
        !first.is_bare() && !second.is_bare() && one_size
    }

    /// "By 12 to 1,040 buses": nothing rises by so little or by so much.
    fn is_far(&self) -> bool {
        self.first.is_bare()
            && self.second.measure.counts()
            && self.range.high.value >= Decimal::ONE_HUNDRED
            && self.range.high.value >= Decimal::TEN * self.range.low.value
    }

    /// Whether the level is at least so many times its change.
    fn is_level_times(&self, many: i64) -> bool {
        Decimal::from(many) * self.range.low.value.abs() <= self.range.high.value.abs()
    }

    /// "to $3 million from $1 million": the base that is said behind makes the first number the way to the second.
    fn is_based(&self, s: &Sentence) -> bool {
        let Step { first, second, .. } = self;
        let base = self.behind.filter(|base| base.form == Form::Single && base.measure == second.measure);
        let Some(base) = base.filter(|_| self.is_full()) else { return false };
        let leads = base.start - second.end <= MOST_TO_BASE
            && (second.end..base.start).any(|at| s.is(at, Sense::From) || s.is_cue(at, Cue::Compared));
        let way = (second.low.value.abs() - base.low.value.abs()).abs();
        let within = first.low.precision + second.low.precision + base.low.precision;
        leads && (way - first.low.value.abs()).abs() <= within
    }
}

/// How many words may lead from a level to its base.
const MOST_TO_BASE: usize = 10;

/// "$4.7 million to $9.3 million": both are known to the last digit, as no estimate is.
fn has_decimals(first: &Draft, second: &Draft) -> bool {
    let is_fine = |draft: &Draft| draft.is_scaled() && draft.low.precision < draft.scale;
    is_fine(first) && is_fine(second)
}

/// "$858,000 to $1.2 million": one with a scale and one that needs none.
fn are_in_full(first: &Draft, second: &Draft) -> bool {
    let is_full = |draft: &Draft| draft.is_scaled() || draft.low.value.abs() >= Decimal::from(10_000);
    first.measure.is_amount() && second.measure.is_amount() && is_full(first) && is_full(second)
}

/// Whether the verb tells what has happened.
fn is_told(s: &Sentence, verb: usize, end: usize) -> bool {
    (s.is_cue(verb, Cue::Told) || s.is_cue(verb, Cue::ToldDirection)) && !is_expected(s, verb, end)
}

/// Whether the sentence up to this place, or directly behind the amounts, speaks of what is still to come.
fn is_expected(s: &Sentence, at: usize, end: usize) -> bool {
    let clause = (at.saturating_sub(REACH)..at).rev().take_while(|at| s.text(*at) != ";");
    clause.clone().any(|at| s.is_cue(at, Cue::Expected))
        || s.before(at, Sense::To)
        || (end..end + 4).any(|at| s.is_cue(at, Cue::ExpectedBehind))
}

/// "from a net loss of": the way from a loss leads to something else.
fn is_from_loss(s: &Sentence, of: usize, floor: usize) -> bool {
    let is_part = |at: usize| s.is(at, Sense::Loss | Sense::Article) || s.is_cue(at, Cue::LossKind);
    let before = (floor..of).rev().find(|at| !is_part(*at));
    s.before(of, Sense::Loss) && before.is_some_and(|from| s.is(from, Sense::From))
}

/// "an increase of", "a 25% increase in core income of": a noun of change before the "of".
fn is_change_of(s: &Sentence, of: usize, floor: usize) -> bool {
    let is_noun = |at: usize| {
        let noun = s.is(at, Sense::DeclineNoun) && !s.is_cue(at, Cue::Comparative);
        noun || s.is(at, Sense::Rise) && s.is_cue(at, Cue::ChangeNoun)
    };
    let Some(last) = of.checked_sub(1).filter(|last| *last >= floor) else { return false };
    if is_noun(last) {
        return true;
    }
    let first = of.saturating_sub(8).max(floor);
    let mut name =
        (first..of).rev().take_while(|at| !s.is(*at, Sense::Comma | Sense::Copula) || s.is(*at, Sense::Filler));
    name.any(|at| s.says(at, &["in", "of", "to"]) && at > floor && is_noun(at - 1))
}
