//! Explicit relations: those that a clause states in its own words.

use tieout_figures::{Amount, Figure, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::frames::{FRAMES, Match, Saying, Slot};
use super::stream::{Stream, Word, same_unit};
use super::{Found, Kind, OpenShare, OpenStep, Pairing, Relation, Role, antecedent};
use crate::facts::{Fact, Modality};
use crate::sentence::Sentence;
use crate::tokens::{Class, Link, Pronoun, Sense};
use crate::vocabulary::{MetricKind, VOCABULARY};

/// Finds them in all sentences.
pub(super) fn find(sentences: &[Sentence], facts: &[Fact]) -> Found {
    let mut found = Found::default();
    let mut stream = Stream::default();
    let mut first = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        let here = facts[first..].iter().take_while(|fact| fact.sentence == index).count();
        if here > 0 {
            let clauses = Clauses { sentence, facts, first, stream: &stream };
            clauses.missing_units(here, &mut found);
            if here == 1 {
                clauses.rest_of_sentence_before(&mut found);
            }
            if here > 1 || sentence_refers_back(sentence) {
                stream.read(&sentence.reading);
                let clauses = Clauses { sentence, facts, first, stream: &stream };
                clauses.reversed_ranges(&mut found);
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
    sentence.reading.tokens.iter().any(|token| matches!(token.class, Class::Pronoun(Pronoun::Amount)))
}

/// The clauses of one sentence.
struct Clauses<'a> {
    sentence: &'a Sentence,
    facts: &'a [Fact],
    /// The index of the sentence's first fact.
    first: usize,
    stream: &'a Stream,
}

impl Clauses<'_> {
    fn figure(&self, fact: usize) -> &Figure {
        &self.facts[fact].figure
    }

    fn fact(&self, it: &Match, slot: Slot) -> Option<usize> {
        let symbol = self.stream.symbols.get(it.slot(slot)?)?;
        Some(self.first + symbol.index).filter(|fact| *fact < self.facts.len())
    }

    /// The word of change that stands nearest to a figure of a match.
    fn sense(&self, it: &Match, near: Slot) -> Option<Sense> {
        let near = it.slot(near)?;
        let directions = (it.start..it.end).filter(|at| self.stream.symbols[*at].word == Some(Word::Up));
        let nearest = directions.min_by_key(|at| at.abs_diff(near))?;
        match self.sentence.reading.tokens[self.stream.symbols[nearest].token].class {
            Class::Direction(direction) => Some(direction.sense),
            _ => None,
        }
    }

    fn say(&self, it: &Match, found: &mut Found) {
        match it.saying {
            Saying::Step => self.step(it, found),
            Saying::Open => self.open(it, found),
            Saying::Direction => self.direction(it, found),
            Saying::Share => self.share(it, found),
        }
    }

    fn step(&self, it: &Match, found: &mut Found) {
        let Some(level) = self.fact(it, Slot::Level) else { return };
        let said_twice = self.fact(it, Slot::By2).filter(|_| it.slot(Slot::Prior2).is_none());
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior), self.fact(it, Slot::By)) {
            let sense = self.sense(it, Slot::By);
            for by in std::iter::once(by).chain(said_twice) {
                self.push_step(level, prior, by, sense, found);
            }
        } else if let (Some(by), Some(by2)) = (self.fact(it, Slot::By), said_twice) {
            self.push_change_share(level, by, by2, self.sense(it, Slot::By), found);
        }
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior2), self.fact(it, Slot::By2)) {
            self.push_step(level, prior, by, self.sense(it, Slot::By2), found);
        }
    }

    fn push_step(&self, level: usize, prior: usize, by: usize, sense: Option<Sense>, found: &mut Found) {
        if !self.comparable(level, prior) {
            return;
        }
        let (kind, role) = match (self.figure(by).kind, self.figure(level).kind) {
            (FigureKind::PercentagePoints | FigureKind::BasisPoints, _) => (Kind::Points, Role::Points),
            (FigureKind::Percent, FigureKind::Percent) => (Kind::Points, Role::Points),
            (FigureKind::Percent, _) => (Kind::Growth, Role::Growth),
            (FigureKind::Multiple, _) => (Kind::Multiple, Role::Multiple),
            _ => (Kind::Change, Role::Change),
        };
        if matches!(kind, Kind::Growth | Kind::Change) && self.restates(by) {
            return;
        }
        // "Raising the outlook to $385 to $393 million, from $378 million": a range is where it went, not by how much.
        if kind == Kind::Change && matches!(self.figure(by).amount, Amount::Range { .. }) {
            return;
        }
        let operands = vec![(role, by), (Role::Level, level), (Role::Prior, prior)];
        found.relations.push(Relation { kind, pairing: Pairing::Clause, sense, operands });
    }

    fn push_change_share(&self, level: usize, by: usize, by2: usize, sense: Option<Sense>, found: &mut Found) {
        let (change, growth) = match (self.figure(by).kind, self.figure(by2).kind) {
            (FigureKind::Percent, FigureKind::Percent) => return,
            (FigureKind::Percent, _) => (by2, by),
            (_, FigureKind::Percent) => (by, by2),
            _ => return,
        };
        if !same_unit(self.figure(level), self.figure(change)) || self.restates(growth) {
            return;
        }
        let operands = vec![(Role::Growth, growth), (Role::Change, change), (Role::Level, level)];
        found.relations.push(Relation { kind: Kind::ChangeShare, pairing: Pairing::Clause, sense, operands });
    }

    fn open(&self, it: &Match, found: &mut Found) {
        let Some(level) = self.fact(it, Slot::Level) else { return };
        for slot in [Slot::By, Slot::By2] {
            if let Some(by) = self.fact(it, slot) {
                found.open.push(OpenStep { level, by, sense: self.sense(it, slot) });
            }
        }
    }

    fn direction(&self, it: &Match, found: &mut Found) {
        let Some(level) = self.fact(it, Slot::Level) else { return };
        for slot in [Slot::Prior, Slot::Prior2] {
            let Some(prior) = self.fact(it, slot).filter(|prior| self.comparable(level, *prior)) else { continue };
            // "Lower than 14" beside "10-nanometer" compares names of things as often as amounts.
            if self.figure(level).kind == FigureKind::Technical || self.is_bare_count(level, prior) {
                continue;
            }
            let operands = vec![(Role::Level, level), (Role::Prior, prior)];
            let sense = self.sense(it, slot);
            found.relations.push(Relation { kind: Kind::Direction, pairing: Pairing::Clause, sense, operands });
        }
    }

    /// Whether both figures are counts of nothing in particular.
    fn is_bare_count(&self, level: usize, prior: usize) -> bool {
        [level, prior].iter().all(|it| self.figure(*it).kind == FigureKind::Count && self.figure(*it).unit.is_none())
    }

    fn share(&self, it: &Match, found: &mut Found) {
        let Some(share) = self.fact(it, Slot::Share) else { return };
        if let Some(rest) = self.fact(it, Slot::Rest) {
            let role = if self.is_rest(rest) { Role::Rest } else { Role::OtherShare };
            // Beside further figures, the second percentage may belong to them.
            if self.sentence.reading.figures.len() == 2 {
                let operands = vec![(role, rest), (Role::Share, share)];
                let relation = Relation { kind: Kind::Parts, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
            return;
        }
        let Some(part) = self.fact(it, Slot::Part) else { return };
        if let Some(whole) = self.fact(it, Slot::Whole) {
            let operands = vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)];
            found.relations.push(Relation { kind: Kind::Share, pairing: Pairing::Clause, sense: None, operands });
            return;
        }
        match self.whole(it) {
            Some(Whole::ThisAmount) => {
                if let Some(whole) = antecedent::amount(self.facts, part) {
                    let operands = vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)];
                    let relation = Relation { kind: Kind::Share, pairing: Pairing::Clause, sense: None, operands };
                    found.relations.push(relation);
                }
            }
            Some(Whole::Metric(whole)) => found.shares.push(OpenShare { part, share, whole }),
            None => {}
        }
    }

    /// What the words behind "16% of" name as the whole.
    fn whole(&self, it: &Match) -> Option<Whole> {
        let symbol = self.stream.symbols.get(it.slot(Slot::Share)?)?;
        for token in self.sentence.reading.tokens.get(symbol.token + 2..)?.iter().take(4) {
            match token.class {
                Class::Pronoun(Pronoun::Amount) => return Some(Whole::ThisAmount),
                Class::Metric(metric) => return Some(Whole::Metric(metric)),
                Class::Determiner | Class::Scope(_) | Class::Adverb => {}
                Class::Word => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether a figure is said to be what is left: "the remaining 75%".
    fn is_rest(&self, fact: usize) -> bool {
        let at = self.figure(fact).range;
        let mut before = self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range != at).skip(1);
        before.next().is_some_and(|token| token.class == Class::Pronoun(Pronoun::Rest))
    }

    /// A sentence that says what is left of the whole that the sentence before shared out: "And the remaining 75% …".
    fn rest_of_sentence_before(&self, found: &mut Found) {
        let Some(share) = self.first.checked_sub(1) else { return };
        let [before, here] = [share, self.first].map(|fact| &self.facts[fact]);
        let percent = |fact: &Fact| fact.figure.kind == FigureKind::Percent;
        let alone = share.checked_sub(1).is_none_or(|fact| self.facts[fact].sentence != before.sentence);
        let adjacent = before.sentence + 1 == here.sentence && before.turn == here.turn;
        if adjacent && alone && percent(before) && percent(here) && self.is_rest(self.first) {
            let operands = vec![(Role::Rest, self.first), (Role::Share, share)];
            let relation = Relation { kind: Kind::Parts, pairing: Pairing::Clause, sense: None, operands };
            found.relations.push(relation);
        }
    }

    /// Whether two facts can be values of one metric at two times.
    fn comparable(&self, level: usize, prior: usize) -> bool {
        let (level, prior) = (&self.facts[level], &self.facts[prior]);
        let same_metric = match (&level.metric, &prior.metric) {
            (Some(level), Some(prior)) => level.name == prior.name,
            _ => true,
        };
        same_metric && same_unit(&level.figure, &prior.figure)
    }

    /// Whether the clause of a step says that it is not the step between the amounts as reported: "in constant
    /// currency", "excluding the acquisition".
    fn restates(&self, by: usize) -> bool {
        let at = self.figure(by).range;
        let tokens = &self.sentence.reading.tokens;
        let Some(index) = tokens.iter().position(|token| token.range == at) else { return false };
        let restates = |class: &Class| match class {
            Class::Scope(scope) => {
                let scope = VOCABULARY.scope(*scope);
                scope.restates || scope.opens
            }
            _ => false,
        };
        tokens.iter().any(|token| restates(&token.class)) && index < tokens.len()
    }

    /// Ranges of guidance whose ends are out of order, which nobody reads as one figure: "$125 million to $118 million".
    fn reversed_ranges(&self, found: &mut Found) {
        for (at, window) in self.stream.symbols.windows(3).enumerate() {
            let [low, to, high] = window else { continue };
            let adjacent = low.word.is_none() && to.word == Some(Word::To) && high.word.is_none();
            let before = at.checked_sub(1).and_then(|at| self.stream.symbols[at].word);
            let is_move = matches!(before, Some(Word::From | Word::Versus | Word::Up));
            let (low, high) = (self.first + low.index, self.first + high.index);
            if !adjacent || is_move || to.strange > 0 || high >= self.facts.len() {
                continue;
            }
            let guided = [low, high].iter().all(|fact| self.facts[*fact].modality == Modality::Guidance);
            if guided && same_unit(self.figure(low), self.figure(high)) {
                let operands = vec![(Role::Low, low), (Role::High, high)];
                let relation = Relation { kind: Kind::Range, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }
}

/// Bare numbers beside amounts: those that took their scale from a neighbour, and those that are said of a metric
/// that is money.
impl Clauses<'_> {
    fn missing_units(&self, here: usize, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        let facts = self.first..self.first + here;
        let is_amount = |fact: &usize| {
            let figure = self.figure(*fact);
            figure.kind == FigureKind::Money && figure.inferred.is_none()
        };
        for bare in facts.clone() {
            let figure = self.figure(bare);
            let neighbour = match figure.inferred {
                Some(inferred) if inferred.scale && figure.kind == FigureKind::Money => {
                    facts.clone().find(|fact| *fact != bare && self.figure(*fact).range == inferred.from)
                }
                None if is_bare(figure) && self.is_said_of_money(figure) => {
                    // One amount may be of another metric; where several carry sign and scale, they are the custom.
                    facts.clone().filter(is_amount).nth(1)
                }
                _ => None,
            };
            if let Some(neighbour) = neighbour {
                let operands = vec![(Role::Bare, bare), (Role::Neighbour, neighbour)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }

    /// Whether the words right before a figure name a metric that is money: "revenues of approximately 115".
    fn is_said_of_money(&self, figure: &Figure) -> bool {
        let mut before =
            self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range != figure.range).skip(1);
        let named = before.find(|token| {
            !matches!(token.class, Class::Hedge | Class::Copula | Class::Link(Link::Of | Link::At | Link::Between))
        });
        match named.map(|token| token.class) {
            Some(Class::Metric(metric)) => VOCABULARY.metric(metric).kind == MetricKind::Money,
            _ => false,
        }
    }
}

/// Whether a figure is a number without sign, scale or noun.
fn is_bare(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none()
}

/// The whole that a share is of.
enum Whole {
    /// The amount just said.
    ThisAmount,
    /// A metric.
    Metric(crate::vocabulary::MetricId),
}
