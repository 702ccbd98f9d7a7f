//! Echoes: a figure that somebody says again, known by the words beside it.
//!
//! Most of what is said in a call has no name in the vocabulary: "the $40 million stipulation", "120 days for the
//! commission". Two voices that say it in the same rare words speak of the same; so does "the" or "that" before a figure
//! in the questions, which points back to what was said. The values compared decide nothing about the pairing. Where
//! another statement would do as well, or the value that differs has been said of something else, there is no pair.

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::{Amount, Decimal, Ends, Figure, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::Values;
use super::comparable::{
    amount_of, are_limits, are_same_things, can_be_one_value, in_percent, is_fraction, range_ends, share_end,
};
use super::pointing::Pointing;
use super::same_saying::{can_be_same, is_expected_for_one_time};
use super::sayings::{Common, Saying, Sayings, family};
use super::stream::same_unit;
use super::surroundings::{MOST_FIGURES, Surroundings};
use super::telling::{agree_roughly, telling};
use crate::facts::{Fact, FigureRole, Metric};

/// How much two sayings must have in common: three rare words, or two and more.
const NEEDED: usize = 11;

/// How much two rare words tell: enough where two people of the company say them in the remarks.
const TWO_RARE_WORDS: usize = 8;

/// How much where the later one points back.
const NEEDED_TO_REFER: usize = 4;

/// How much where the later one is quoted, wherever the first one stands.
const NEEDED_TO_QUOTE: usize = 6;

/// What it adds for a figure that is quoted that both are of one metric of the vocabulary.
const SAME_METRIC: usize = 3;

/// By how much another statement must be less alike, so that it is not meant.
const MARGIN: usize = 3;

/// What it adds that two ranges share an end.
const SHARED_END: usize = 5;

/// What it adds that a statement has been said twice.
const SAID_TWICE: usize = 3;

/// What it adds that both are expected for the same period.
const SAME_FUTURE: usize = 3;

/// The most that other figures said in both sentences add.
const MOST_BESIDE: usize = 8;

/// How many figures back one can point without a word in common.
const REACH: usize = 120;

/// How many sayings of one amount are looked at.
const MOST_ALIKE: usize = 16;

/// How much an amount tells that is not said twice by chance.
const PARTICULAR: usize = 2;

/// Finds them, as pairs of the earlier and the later fact.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let sayings = Sayings::read(around);
    let mut of_amount: FxHashMap<(FigureKind, Ends), Vec<usize>> = FxHashMap::default();
    of_amount.reserve(sayings.all.len());
    for (place, saying) in sayings.all.iter().enumerate() {
        of_amount.entry(amount_of(&around.facts[saying.fact].figure)).or_default().push(place);
    }
    let mut of_end: FxHashMap<Decimal, Vec<usize>> = FxHashMap::default();
    for (place, saying) in sayings.all.iter().enumerate() {
        for end in range_ends(around.facts[saying.fact].figure.amount) {
            of_end.entry(end).or_default().push(place);
        }
    }
    let echoes = Echoes { around, sayings: &sayings, of_amount, of_end };
    let mut held: FxHashSet<usize> = FxHashSet::default();
    let mut common = Common::new(sayings.all.len());
    let mut pairs = Vec::new();
    for again in 0..sayings.all.len() {
        if let Some(statement) = echoes.statement(again, &held, &mut common) {
            held.extend([statement, again]);
            pairs.push((sayings.all[statement].fact, sayings.all[again].fact));
        }
    }
    pairs
}

struct Echoes<'a> {
    around: Surroundings<'a>,
    sayings: &'a Sayings,
    /// The sayings of each amount.
    of_amount: FxHashMap<(FigureKind, Ends), Vec<usize>>,
    /// The ranges with each end.
    of_end: FxHashMap<Decimal, Vec<usize>>,
}

impl<'a> Echoes<'a> {
    fn saying(&self, place: usize) -> &'a Saying {
        &self.sayings.all[place]
    }

    fn fact(&self, place: usize) -> &'a Fact {
        &self.around.facts[self.saying(place).fact]
    }

    /// The one earlier saying that a saying repeats; `held` are those that are held against another already.
    fn statement(&self, again: usize, held: &FxHashSet<usize>, common: &mut Common) -> Option<usize> {
        let candidates = self.candidates(again, common);
        let (statement, likeness) =
            candidates.iter().copied().reduce(|best, it| if it.1 > best.1 { it } else { best })?;
        let is_close = |other: usize| other + MARGIN > likeness;
        let is_ambiguous = candidates.iter().any(|(it, other)| is_close(*other) && !self.are_one_value(statement, *it));
        let pairs = !is_ambiguous
            && !self.has_rival(statement, again, likeness)
            && (self.saying(again).pointing.is_any() || !self.is_said_better(statement, again, likeness))
            && self.would_tell(statement, again)
            && !self.is_said_elsewhere(statement, again)
            && match self.agree(statement, again) {
                _ if self.is_equal(statement, again) => true,
                true => likeness >= NEEDED && self.is_refined(statement, again),
                false => self.is_conflict(statement, again),
            };
        // Of several statements that it repeats, one that is held against another itself.
        let mut close = candidates.iter().filter(|(_, other)| is_close(*other)).map(|(it, _)| *it);
        let alone = close.clone().nth(1).is_none() || !self.agree(statement, again);
        let statement = if alone { Some(statement) } else { close.find(|it| held.contains(it)) };
        statement.filter(|_| pairs)
    }

    /// The earlier sayings that are like a saying, in order, with how much they are.
    fn candidates(&self, again: usize, common: &mut Common) -> Vec<(usize, usize)> {
        let saying = self.saying(again);
        for word in saying.words.iter().filter(|word| self.sayings.weight(**word) > 0) {
            let weight = self.sayings.weight(*word);
            for place in self.sayings.with_word(*word).iter().map(|it| *it as usize).take_while(|it| *it < again) {
                common.add(place, weight);
            }
        }
        for place in self.of_end(self.fact(again).figure.amount).filter(|it| *it < again) {
            common.add(place, 0);
        }
        if saying.pointing.is_any() {
            let kind = |place: usize| family(self.fact(place).figure.kind);
            for place in (again.saturating_sub(REACH)..again).filter(|place| kind(*place) == kind(again)) {
                common.add(place, 0);
            }
        }
        let needed = match saying.pointing {
            Pointing { is_back: true, .. } | Pointing { is_on_things: true, .. } => NEEDED_TO_REFER,
            Pointing { is_quoted: true, .. } => NEEDED_TO_QUOTE,
            _ => NEEDED,
        };
        let mut found: Vec<(usize, usize)> = common
            .drain()
            .filter(|(place, _)| self.can_be_same(*place, again))
            .map(|(place, words)| (place, words + self.beside_words(place, again)))
            .filter(|(place, likeness)| {
                let is_told = *likeness >= TWO_RARE_WORDS
                    && (self.is_told(self.fact(*place), self.fact(again))
                        || are_of_one_time(self.fact(*place), self.fact(again)));
                *likeness >= needed || is_told
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether two people of the company say two figures of one metric, or of none, in the remarks. Less must then be said
    /// beside them.
    fn is_told(&self, one: &Fact, other: &Fact) -> bool {
        let in_remarks = |fact: &Fact| fact.section != SectionKind::QuestionsAndAnswers;
        let are_named = one.speaker.is_some() && other.speaker.is_some() && one.speaker != other.speaker;
        one.known_name() == other.known_name() && are_named && in_remarks(one) && in_remarks(other)
    }

    /// What speaks for two sayings being of one fact beside their words: an end in common, figures that both sentences
    /// say, and that the statement has been said twice.
    fn beside_words(&self, statement: usize, again: usize) -> usize {
        let (one, other) = (self.fact(statement), self.fact(again));
        let near = |place: usize| {
            let own = self.saying(place).fact;
            self.around
                .facts_of(self.fact(place).sentence)
                .filter(move |it| *it != own)
                .map(|it| &self.around.facts[it].figure)
        };
        let is_near = |figure: &&Figure| near(statement).any(|it| it.kind == figure.kind && it.amount == figure.amount);
        let beside: usize = near(again).filter(is_near).map(|figure| 2 * telling(figure)).sum();
        let said_twice = telling(&one.figure) >= PARTICULAR
            && self.alike(&one.figure).any(|it| {
                it < again
                    && self.fact(it).sentence != one.sentence
                    && self.can_be_same(it, again)
                    && self.sayings.in_common(self.saying(it), self.saying(statement)) >= 2
            });
        let ends = if share_end(&one.figure, &other.figure) { SHARED_END } else { 0 };
        let pointed_at = if self.saying(again).pointing.is_any() { self.pointed_at(statement, again) } else { 0 };
        let expected = if is_expected_for_one_time(one, other) { SAME_FUTURE } else { 0 };
        ends + pointed_at + expected + beside.min(MOST_BESIDE) + if said_twice { SAID_TWICE } else { 0 }
    }

    /// What it adds for a figure that points back that it has the key of what it points at.
    fn pointed_at(&self, statement: usize, again: usize) -> usize {
        let (one, other) = (self.fact(statement), self.fact(again));
        let is_quoted = self.saying(again).pointing.is_quoted;
        let is_change = self.saying(again).is_change;
        // "That 18% sequential growth", of whatever grew sequentially.
        let of_nothing = other.metric.as_ref().is_none_or(Metric::is_growth);
        let grows = of_nothing && is_change && one.role == Some(FigureRole::Growth) && other.basis.is_some();
        if grows && one.basis == other.basis || self.saying(again).pointing.is_on_things && is_counted_near(one, other)
        {
            return NEEDED_TO_REFER;
        }
        let Some(metric) = one.known_metric() else { return 0 };
        match &other.metric {
            Some(meant) if meant.name != metric.name => 0,
            Some(_) if is_change && one.role == Some(FigureRole::Change) => NEEDED_TO_REFER,
            Some(_) if is_quoted => SAME_METRIC,
            None if is_quoted && are_same_things(&one.figure, &other.figure) => SAME_METRIC,
            _ => 0,
        }
    }

    /// Sayings of the same amount.
    fn alike(&self, figure: &Figure) -> impl Iterator<Item = usize> {
        let all = self.of_amount.get(&amount_of(figure));
        all.into_iter().flatten().copied().take(MOST_ALIKE)
    }

    /// The first ranges that have an end in common with an amount.
    fn of_end(&self, amount: Amount) -> impl Iterator<Item = usize> {
        let places = range_ends(amount).filter_map(|end| self.of_end.get(&end));
        places.flat_map(|places| places.iter().copied().take(MOST_ALIKE))
    }

    /// Whether another figure of the same sentence repeats the statement as well.
    fn has_rival(&self, statement: usize, again: usize, likeness: usize) -> bool {
        let sentence = self.fact(again).sentence;
        let here = |place: &usize| self.fact(*place).sentence == sentence;
        let before = (0..again).rev().take_while(here);
        let behind = (again + 1..self.sayings.all.len()).take_while(here);
        before.chain(behind).any(|it| {
            self.can_be_same(statement, it)
                && !self.agree(it, again)
                && self.sayings.in_common(self.saying(statement), self.saying(it)) + MARGIN > likeness
        })
    }

    /// Whether another sentence repeats the statement in words much more like it.
    fn is_said_better(&self, statement: usize, again: usize, likeness: usize) -> bool {
        let words = self.saying(statement).words.iter().filter(|word| self.sayings.weight(**word) > 0);
        let mut others = words.flat_map(|word| self.sayings.with_word(*word)).map(|it| *it as usize);
        others.any(|it| {
            it != statement
                && self.fact(it).sentence != self.fact(again).sentence
                && self.sayings.in_common(self.saying(statement), self.saying(it)) > likeness + MARGIN
                && self.can_be_same(statement, it)
                && !self.agree(it, again)
        })
    }

    /// Whether the later value is said elsewhere, so that it is of something else where it is not that of the statement.
    fn is_said_elsewhere(&self, statement: usize, again: usize) -> bool {
        let fact = self.fact(again);
        let mut alike = self.alike(&fact.figure).filter(|it| *it != again && *it != statement);
        alike.any(|it| {
            let quoted = self.saying(again).pointing.is_quoted;
            let least = if quoted { NEEDED_TO_QUOTE } else { MARGIN };
            let shares_word = || self.sayings.in_common(self.saying(it), self.saying(again)) >= least;
            let particular = telling(&fact.figure) >= PARTICULAR && !quoted;
            // Who quotes may go on with it: "It is hardly 20% of the rest."
            let goes_on = quoted && self.fact(it).turn == fact.turn;
            // Who says it in the words of the statement as well says the same, and not something else.
            let is_same = self.sayings.in_common(self.saying(it), self.saying(statement)) >= TWO_RARE_WORDS;
            let is_alike = same_unit(&self.fact(it).figure, &fact.figure) && !goes_on && !is_same;
            // "Eight of those 20": of a number, those that were said to be so many.
            let pointing = self.saying(again).pointing;
            let is_pointed_at = fact.figure.kind == FigureKind::Count && pointing.is_back && !quoted && it < again;
            is_alike && (particular || is_pointed_at || shares_word())
        })
    }

    /// Whether two sayings whose values differ are of one fact nevertheless, and not one round number.
    fn is_conflict(&self, statement: usize, again: usize) -> bool {
        let (one, other) = (&self.fact(statement).figure, &self.fact(again).figure);
        // "Four vessels on charter" may be any four of the fleet.
        let is_few = other.kind == FigureKind::Count
            && telling(other) < PARTICULAR
            && telling(one) > telling(other)
            && !self.saying(again).pointing.is_any();
        is_fraction(other) || !is_few && !agree_roughly(one.amount, other.amount)
    }

    /// Whether a pair would be one if its values differed; where it would not, that they agree says nothing. A hedge
    /// explains any difference unless it is pointed at, and a sentence may say two values of one metric.
    fn would_tell(&self, statement: usize, again: usize) -> bool {
        let (one, fact) = (self.fact(statement), self.fact(again));
        let here = self.around.facts_of(fact.sentence);
        let is_list = here.len() > MOST_FIGURES;
        let mut here = here.take(MOST_FIGURES).map(|it| &self.around.facts[it]);
        let is_one_of_two = here.any(|it| {
            it.metric.is_some()
                && it.metric == fact.metric
                && it.figure.kind == fact.figure.kind
                && it.figure.amount != fact.figure.amount
        });
        // "About $154" is not twice as much; "over $154" may be.
        let allows_all = |fact: &Fact| {
            let is_bounded = Values::from(fact.figure.interval()).is_bounded();
            fact.figure.hedge.is_some() && !(is_bounded && self.is_told(one, self.fact(again)))
        };
        let is_open = (allows_all(one) || allows_all(fact)) && !are_limits(&one.figure, &fact.figure);
        !is_list && !is_one_of_two && (!is_open || self.saying(again).pointing.is_any())
    }

    fn is_equal(&self, one: usize, other: usize) -> bool {
        amount_of(&self.fact(one).figure) == amount_of(&self.fact(other).figure)
    }

    /// Whether one of two values is displayed more finely: "0.2" and "0.3" agree by their rounding and are two values.
    fn is_refined(&self, one: usize, other: usize) -> bool {
        let fineness = |place: usize| match self.fact(place).figure.amount {
            Amount::Single(it) => Some(it.precision),
            _ => None,
        };
        fineness(one) != fineness(other)
    }

    /// Whether two sayings can be of one value; of two ranges, both ends must.
    fn agree(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.fact(one).figure, &self.fact(other).figure);
        if one.kind != other.kind && family(one.kind) == family(other.kind) {
            return in_percent(one).zip(in_percent(other)).and_then(|(one, other)| one.meets(other)) == Some(true);
        }
        can_be_one_value(one, other)
    }

    /// Whether two sayings say one value; "over $2 million" and "$4 million" are two that agree.
    fn are_one_value(&self, one: usize, other: usize) -> bool {
        let is_bounded = |place: usize| Values::from(self.fact(place).figure.interval()).is_bounded();
        // "300,000" and then "301,000".
        let [amount, again] = [one, other].map(|it| self.fact(it).figure.amount);
        let is_many = |amount: Amount| matches!(amount, Amount::Single(it) if it.value > Decimal::ONE_THOUSAND);
        if self.fact(one).figure.kind == FigureKind::Count && is_many(amount) && agree_roughly(amount, again) {
            return true;
        }
        self.agree(one, other) && (is_bounded(one) && is_bounded(other) || self.is_equal(one, other))
    }

    fn can_be_same(&self, one: usize, other: usize) -> bool {
        can_be_same((self.saying(one), self.fact(one)), (self.saying(other), self.fact(other)))
    }
}

/// Whether both are said to be of the same period, and are no few things: any two can be "five deals".
fn are_of_one_time(one: &Fact, other: &Fact) -> bool {
    let is_few =
        one.figure.kind == FigureKind::Count && one.figure.interval().high.is_some_and(|it| it.value <= Decimal::TEN);
    one.period.is_some() && one.period == other.period && !is_few
}

/// Whether things were counted just before, in the same conversation.
fn is_counted_near(one: &Fact, other: &Fact) -> bool {
    let things = one.figure.kind == FigureKind::Count && one.figure.unit.is_some();
    things && one.section == other.section && one.turn + CONVERSATION >= other.turn
}

/// How many turns a conversation on the same things lasts.
const CONVERSATION: usize = 4;

#[cfg(test)]
mod tests {
    use crate::checks::{exchange, expect};
    use crate::{Analysis, Settings};

    #[test]
    fn two_rare_words_do_where_both_say_when() {
        let said = |remarks: &str, answer: &str| exchange(remarks, "What is new?", answer);
        let remarks = "The lagoon permit came to $41.5 million in the third quarter.";
        expect(
            "restatement-conflict",
            &[&said(remarks, "In the third quarter, we paid $14.5 million for the lagoon permit.")],
            &[
                &said(remarks, "In the third quarter, we paid $41.5 million for the lagoon permit."),
                // one leaves unsaid when
                &said(remarks, "We once paid $14.5 million for the lagoon permit."),
                // few things
                &said(
                    "We won 3 lagoon permits in the third quarter.",
                    "The 7 lagoon permits of the third quarter help.",
                ),
            ],
        );
    }

    #[test]
    fn a_range_is_expected_however_it_is_said() {
        let said = |answer: &str| {
            exchange("Our barge spending should drive berth growth of 7% to 8%.", "What is new?", answer)
        };
        expect(
            "restatement-conflict",
            &[&said("Barge spending is what drives our berth growth of 7% to 18%.")],
            &[
                &said("Barge spending is what drives our berth growth of 7% to 8%."),
                // what came in
                &said("Barge spending is what drives our berth growth of 18%."),
            ],
        );
    }

    #[test]
    fn what_is_left_out_is_not_narrowed_by_that() {
        let said = |detail: &str| {
            format!(
                "Expenses included a $41.5 million provision for the flooded lagoon quay.\n\nJon Fry - Chief Executive Officer: {detail}"
            )
        };
        expect(
            "restatement-conflict",
            &[&said("Excluding the impact of the $14.5 million provision for the flooded lagoon quay, we broke even.")],
            &[
                &said(
                    "Excluding the impact of the $41.5 million provision for the flooded lagoon quay, we broke even.",
                ),
                // what is left of it
                &said("Excluding insurance, the provision for the flooded lagoon quay was $14.5 million."),
            ],
        );
    }

    #[test]
    fn what_was_guided_is_not_what_came_in() {
        let said = |verb: &str| {
            exchange(
                "Net new assets from barge owners were $21 billion in the third quarter.",
                "What is new?",
                &format!("We {verb} net new assets from barge owners of $52 billion."),
            )
        };
        expect("restatement-conflict", &[&said("mentioned")], &[&said("guided")]);
    }

    #[test]
    fn where_nobody_has_a_label_the_questions_repeat_the_remarks() {
        let conflicts = |later: &str| {
            let text = format!(
                "Good morning, and welcome to the Example Instruments third quarter 2031 earnings conference call.\n\
                 Please note that this conference is being recorded.\n\
                 Good morning, everyone, and thank you for joining us today.\n\
                 We leased 40 berths in the lagoon at an average premium of $154 for each berth.\n\
                 We would like to open the call for questions.\n\
                 Thanks for taking my question, and congratulations on the quarter.\n\
                 {later}\n\
                 Thank you, this concludes today's conference call.\n"
            );
            let analysis = Analysis::new(&text, &Settings::default());
            assert!(analysis.calls()[0].call.call.verdict.is_call);
            analysis.findings().count()
        };
        assert_eq!(conflicts("You said the premium in the lagoon was $451 for each berth, is there more to come?"), 1);
        assert_eq!(conflicts("You said the premium in the lagoon was $154 for each berth, is there more to come?"), 0);
        // of something else
        assert_eq!(conflicts("Could the rent of a barge in Norway be $451 for each week?"), 0);
    }
}
