//! Explicit relations: those that a clause states in its own words.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Decimal, Figure, Kind as FigureKind};

use super::frames::{FRAMES, Match, Saying, Slot, standing};
use super::stream::{Stream, Symbol};
use super::words::Word;
use super::{Found, OpenShare, OpenStep, Relation};
use crate::facts::Fact;
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::signs::lists::TOLERANCES;
use crate::tokens::{Class, Form, Link, Pronoun, Sense};
use crate::turn::TurnReading;

/// What is said in a call, turn by turn.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) turns: &'a [TurnReading],
    pub(crate) sentences: &'a [Sentence],
    pub(crate) facts: &'a [Fact],
}

/// What the clauses of each turn say; facts are counted from the first of the turn. It is kept as long as the turn says
/// the same of the same.
#[derive(Debug, Default)]
pub(crate) struct Explicit(Vec<Arc<Found>>);

impl Explicit {
    /// Finds it, or takes it from what was found before.
    pub(super) fn find(said: Said<'_>, before: Option<(Said<'_>, &Explicit)>) -> Explicit {
        let mut stream = Stream::default();
        let find = |turn: usize| {
            let known = before.and_then(|(before, explicit)| explicit.known(before, said, turn));
            known.unwrap_or_else(|| {
                let sentences = said.turns[turn].sentences();
                let first = sentences.start;
                Arc::new(in_turn(&said.sentences[sentences], first, said.facts_of(turn), &mut stream))
            })
        };
        Explicit((0..said.turns.len()).map(find).collect())
    }

    /// What a turn was known to say that says the same as a new one: an edit leaves the turns before and behind it.
    fn known(&self, before: Said<'_>, said: Said<'_>, turn: usize) -> Option<Arc<Found>> {
        let from_end = (turn + before.turns.len()).checked_sub(said.turns.len());
        let is_same = |known: &usize| {
            let (one, other) = (before.facts_of(*known), said.facts_of(turn));
            before.turns.get(*known).is_some_and(|it| it.says_the_same(&said.turns[turn]))
                && one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.is_same_elsewhere(other))
        };
        let known = [Some(turn), from_end].into_iter().flatten().find(is_same)?;
        self.0.get(known).map(Arc::clone)
    }

    /// What all turns say; facts are counted in the call.
    pub(super) fn of_call(&self, said: Said<'_>) -> Found {
        let mut all = Found::default();
        let mut first = 0;
        for (turn, found) in self.0.iter().enumerate() {
            let placed = |relation: &Relation| {
                let operands = relation.operands.iter().map(|(role, fact)| (*role, fact + first));
                Relation { operands: operands.collect(), ..*relation }
            };
            let placed_step = |it: &OpenStep| OpenStep { level: it.level + first, by: it.by + first, ..*it };
            let placed_share = |it: &OpenShare| OpenShare { part: it.part + first, share: it.share + first, ..*it };
            all.relations.extend(found.relations.iter().map(placed));
            all.open.extend(found.open.iter().map(placed_step));
            all.shares.extend(found.shares.iter().map(placed_share));
            first += said.facts_of(turn).len();
        }
        all
    }
}

impl<'a> Said<'a> {
    /// The facts of a turn.
    fn facts_of(&self, turn: usize) -> &'a [Fact] {
        let before = |turn: usize| self.facts.partition_point(|fact| fact.turn < turn);
        &self.facts[before(turn)..before(turn + 1)]
    }
}

/// Finds what the clauses of a turn say. Its sentences are counted from `first_sentence` in the call.
fn in_turn(sentences: &[Sentence], first_sentence: usize, facts: &[Fact], stream: &mut Stream) -> Found {
    let mut found = Found::default();
    let mut first = 0;
    let mut last_pair = None;
    for (index, sentence) in (first_sentence..).zip(sentences) {
        let here = facts[first..].iter().take_while(|fact| fact.sentence == index).count();
        if here > 0 {
            let clauses = Clauses { sentence, facts, first, stream };
            clauses.missing_units(here, &mut found);
            clauses.turned_ranges(here, &mut found);
            if here > 1 || sentence_refers_back(sentence) {
                stream.read(sentence.text(), &sentence.reading);
                let clauses = Clauses { sentence, facts, first, stream };
                clauses.reversed_ranges(&mut found);
                clauses.mixed_units(&mut found);
                clauses.bare_levels(&mut found);
                clauses.each_share(here, &mut last_pair, &mut found);
                clauses.say_all(&FRAMES.matches(stream, &sentence.reading.figures), &mut found);
            }
        }
        first += here;
    }
    found
}

fn sentence_refers_back(sentence: &Sentence) -> bool {
    let refers =
        |class: Class| matches!(class, Class::Pronoun(Pronoun::Amount | Pronoun::This) | Class::Link(Link::Equals));
    // "So a spread of 14 points." "The midpoint is $410 million."
    let is_gap = |(_, cue): &(_, Cue)| matches!(cue, Cue::Gap | Cue::Midpoint);
    sentence.reading.tokens.iter().any(|token| refers(token.class)) || sentence.reading.marks.cues().iter().any(is_gap)
}

/// The clauses of one sentence.
pub(super) struct Clauses<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) facts: &'a [Fact],
    /// The index of the sentence's first fact.
    pub(super) first: usize,
    pub(super) stream: &'a Stream,
}

impl Clauses<'_> {
    pub(super) fn figure(&self, fact: usize) -> &Figure {
        &self.facts[fact].figure
    }

    /// The value of a figure that has one; none of a range.
    pub(super) fn value(&self, fact: usize) -> Option<Decimal> {
        match self.figure(fact).amount {
            Amount::Single(displayed) => Some(displayed.value),
            _ => None,
        }
    }

    /// Whether a figure says by how much: "by about $2 million".
    pub(super) fn is_behind_by(&self, fact: usize) -> bool {
        let reading = &self.sentence.reading;
        let before = reading.tokens.get(..reading.token_from(self.figure(fact).range.start())).unwrap_or_default();
        let said = before.iter().rev().find(|token| !matches!(token.class, Class::Hedge | Class::Determiner));
        said.is_some_and(|token| token.class == Class::Link(Link::By))
    }

    /// The symbols of a match.
    pub(super) fn symbols_of(&self, it: &Match) -> &[Symbol] {
        self.stream.symbols.get(it.start..it.end).unwrap_or_default()
    }

    pub(super) fn fact(&self, it: &Match, slot: Slot) -> Option<usize> {
        let symbol = self.stream.symbols.get(it.slot(slot)?)?;
        Some(self.first + symbol.index).filter(|fact| *fact < self.facts.len())
    }

    /// The word of change that stands nearest to a figure of a match.
    pub(super) fn sense(&self, it: &Match, near: Slot) -> Option<Sense> {
        let near = it.slot(near)?;
        let is_direction = |at: &usize| {
            matches!(
                self.stream.symbols[*at].word,
                Some(Word::Up | Word::UpTo | Word::Above | Word::Beyond | Word::Exceeds | Word::Passed | Word::Raised)
            )
        };
        let directions = (it.start..it.end).filter(is_direction);
        let nearest = directions.min_by_key(|at| at.abs_diff(near))?;
        match self.sentence.reading.tokens[self.stream.symbols[nearest].token].class {
            // Better may be more or less.
            Class::Direction(direction) if direction.form == Form::Preposition && self.says(nearest, "better") => {
                Some(Sense::Better)
            }
            Class::Direction(direction) => Some(direction.sense),
            Class::Hedge => Some(if self.says(nearest, "less") { Sense::Down } else { Sense::Up }),
            _ => matches!(self.stream.symbols[nearest].word, Some(Word::Exceeds | Word::Passed | Word::UpTo))
                .then_some(Sense::Up),
        }
    }

    fn says(&self, symbol: usize, word: &str) -> bool {
        let range = self.sentence.reading.tokens[self.stream.symbols[symbol].token].range;
        self.sentence.text()[range].to_ascii_lowercase().starts_with(word)
    }

    /// Whether a match takes by how much something may be missed for an operand: "$102 million, plus or minus $2 million, up
    /// 5%".
    fn has_tolerance(&self, it: &Match) -> bool {
        let is_tolerance = |symbol: &Symbol| {
            let at = usize::from(self.sentence.reading.tokens[symbol.token].range.start());
            let before = self.sentence.text().get(..at).unwrap_or_default().trim_end();
            symbol.word.is_none() && TOLERANCES.iter().any(|it| before.ends_with(it))
        };
        self.symbols_of(it).iter().any(is_tolerance)
    }

    /// What the matches say. Amounts that turn out to be no parts of a whole leave what they overlap to the others: "$20 million,
    /// down from $23 million, with $5 million from tolls and $4 million from fines".
    fn say_all(&self, matches: &[Match], found: &mut Found) {
        let mut said = vec![false; self.stream.symbols.len()];
        let mut empty: FxHashSet<usize> = FxHashSet::default();
        for it in standing(matches, |_| true) {
            let before = found.relations.len();
            self.say(&it, found);
            if it.saying == Saying::Sum && found.relations.len() == before {
                empty.insert(it.start);
            } else {
                said[it.start..it.end].fill(true);
            }
        }
        if empty.is_empty() {
            return;
        }
        let is_direction = |it: &Match| it.saying == Saying::Direction && it.slot(Slot::By).is_none();
        for it in standing(matches, |it| !empty.contains(&it.start)) {
            if is_direction(&it) && !said[it.start..it.end].contains(&true) {
                self.say(&it, found);
            }
        }
    }

    fn say(&self, it: &Match, found: &mut Found) {
        if self.has_tolerance(it) {
            return;
        }
        match it.saying {
            Saying::Step | Saying::Turned => self.step(it, found),
            Saying::Open => self.open(it, found),
            Saying::Direction => {
                self.direction(it, found);
                // "up 20%, and above our guidance of $11 million"
                if it.slot(Slot::By).is_some() {
                    self.open(it, found);
                }
            }
            Saying::Share => self.share(it, found),
            Saying::Sum => self.sum(it, found),
            Saying::Margin => self.margin(it, found),
            Saying::Product => self.product(it, found),
            Saying::Midpoint => self.midpoint(it, found),
            Saying::Pair => self.pair(it, found),
            Saying::Within => self.within(it, found),
            Saying::CountShare => self.count_share(it, found),
            Saying::Beat => self.beat(it, found),
            Saying::Gap => self.gap(it, found),
            Saying::Multiple => self.multiple(it, found),
        }
    }
}

/// Whether a figure is a number without sign, scale or noun.
pub(super) fn is_bare(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none()
}

#[cfg(test)]
mod tests {
    use text_size::{TextRange, TextSize};

    use super::*;
    use crate::{Analysis, Settings};

    #[test]
    fn what_the_other_turns_say_is_kept() {
        let text = "Operator: Welcome to the Acme Corp third quarter 2031 earnings conference call.\n\
            Ann Lee: Thank you. Revenue was $12 million, up 20% from $10 million.\n\
            Operator: Thank you. We have a question on services.\n\
            Ann Lee: Service revenue was $6 million, up 50% from $4 million.\n";
        let analysis = Analysis::new(text, &Settings::default());
        let at = TextSize::new(text.find("50%").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::at(at, TextSize::new(2)), "51");
        let (before, after) = (&analysis.calls()[0].call.explicit.0, &edited.calls()[0].call.explicit.0);
        assert!([1, 3].iter().all(|turn| !before[*turn].relations.is_empty()));
        let kept: Vec<bool> = before.iter().zip(after).map(|(before, after)| Arc::ptr_eq(before, after)).collect();
        assert_eq!(kept, [true, true, true, false]);
    }
}
