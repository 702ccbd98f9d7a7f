//! Explicit relations: those that a clause states in its own words.

use tieout_figures::{Figure, Kind as FigureKind};

use super::Found;
use super::frames::{FRAMES, Match, Saying, Slot};
use super::stream::{Stream, Word};
use crate::facts::Fact;
use crate::sentence::Sentence;
use crate::tokens::{Class, Form, Link, Pronoun, Sense};

/// Finds them in all sentences.
pub(super) fn find(sentences: &[Sentence], facts: &[Fact]) -> Found {
    let mut found = Found::default();
    let mut stream = Stream::default();
    let mut first = 0;
    let mut last_pair = None;
    for (index, sentence) in sentences.iter().enumerate() {
        let here = facts[first..].iter().take_while(|fact| fact.sentence == index).count();
        if here > 0 {
            let clauses = Clauses { sentence, facts, first, stream: &stream };
            clauses.missing_units(here, &mut found);
            clauses.turned_ranges(here, &mut found);
            if here > 1 || sentence_refers_back(sentence) {
                stream.read(sentence.text(), &sentence.reading);
                let clauses = Clauses { sentence, facts, first, stream: &stream };
                clauses.reversed_ranges(&mut found);
                clauses.mixed_units(&mut found);
                clauses.bare_levels(&mut found);
                clauses.each_share(here, &mut last_pair, &mut found);
                for it in FRAMES.find(&stream, &sentence.reading.figures) {
                    clauses.say(&it, &mut found);
                }
            }
        }
        first += here;
    }
    found
}

fn sentence_refers_back(sentence: &Sentence) -> bool {
    let refers =
        |class: Class| matches!(class, Class::Pronoun(Pronoun::Amount | Pronoun::This) | Class::Link(Link::Equals));
    sentence.reading.tokens.iter().any(|token| refers(token.class))
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
            Class::Direction(direction) if direction.form == Form::Preposition && self.says_better(nearest) => {
                Some(Sense::Better)
            }
            Class::Direction(direction) => Some(direction.sense),
            _ => matches!(self.stream.symbols[nearest].word, Some(Word::Exceeds | Word::Passed | Word::UpTo))
                .then_some(Sense::Up),
        }
    }

    fn says_better(&self, symbol: usize) -> bool {
        let range = self.sentence.reading.tokens[self.stream.symbols[symbol].token].range;
        self.sentence.text()[range].to_ascii_lowercase().starts_with("better")
    }

    fn say(&self, it: &Match, found: &mut Found) {
        match it.saying {
            Saying::Step => self.step(it, found),
            Saying::Open => self.open(it, found),
            Saying::Direction => self.direction(it, found),
            Saying::Share => self.share(it, found),
            Saying::Sum => self.sum(it, found),
            Saying::Margin => self.margin(it, found),
            Saying::Product => self.product(it, found),
            Saying::Midpoint => self.midpoint(it, found),
            Saying::Pair => self.pair(it, found),
            Saying::Within => self.within(it, found),
            Saying::CountShare => self.count_share(it, found),
            Saying::Beat => self.beat(it, found),
        }
    }
}

/// Whether a figure is a number without sign, scale or noun.
pub(super) fn is_bare(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none()
}
