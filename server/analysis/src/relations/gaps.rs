//! Gaps: by how much two values differ that need not be of one thing, "yields of 5.5% and costs of 2.3%, a spread of 320
//! basis points"; and how many times one is the other.

use tieout_figures::{Amount, Kind as FigureKind};

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Symbol, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::{Basis, Fact};
use crate::signs::cues::Cue;
use crate::tokens::{Boundary, Class, Form, Link, Modal, PeriodWord, Sense, Token};

impl Clauses<'_> {
    /// Two values and by how much they differ. Which of them is the greater, the words leave open.
    pub(super) fn gap(&self, it: &Match, found: &mut Found) {
        let Some(by) = self.fact(it, Slot::By).filter(|_| self.is_gap_of_these(it)) else { return };
        let symbols = self.symbols_of(it);
        // What a charge takes from a profit, taxes may have a part in.
        if symbols.iter().any(|symbol| symbol.word == Some(Word::Without)) {
            let adds = self.fact(it, Slot::Level).is_some_and(|level| self.is_sum_of_positives(level));
            let goes_on = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::But));
            if !adds || self.behind(by).any(goes_on) {
                return;
            }
        }
        // "We guided to $10 million and delivered $12 million, a beat of $2 million."
        let is_gap = |symbol: &Symbol| matches!(symbol.word, Some(Word::Gap | Word::Without));
        if !symbols.iter().any(is_gap) && !self.delivers(it) {
            return self.growth_since_past(it, by, found);
        }
        let here = self.fact(it, Slot::Level).zip(self.fact(it, Slot::Prior));
        let before = || self.only_two_before(it).map(|pair| (pair, Pairing::Near));
        let Some(((level, prior), pairing)) = here.map(|pair| (pair, Pairing::Clause)).or_else(before) else { return };
        // "We guided to $98 million to $104 million, and at $103 million we were $2 million above the midpoint."
        let is_range = |fact: usize| matches!(self.figure(fact).amount, Amount::Range { .. });
        let marks = &self.sentence.reading.marks;
        let of_middle = self.sentence.reading.tokens.iter().any(|token| marks.cue(token) == Some(Cue::Midpoint));
        if of_middle && (is_range(level) || is_range(prior)) {
            return;
        }
        // From a value to either end of a range, the greater gap is the one to the lower end.
        if [level, prior, by].iter().filter(|it| is_range(**it)).count() > 1 {
            return;
        }
        let kinds = (self.figure(level).kind, self.figure(by).kind);
        let (kind, role) = match kinds {
            (FigureKind::Percent, FigureKind::PercentagePoints | FigureKind::BasisPoints | FigureKind::Percent) => {
                (Kind::Points, Role::Points)
            }
            (level, by) if level == by => (Kind::Change, Role::Change),
            _ => return,
        };
        let operands = vec![(role, by), (Role::Level, level), (Role::Prior, prior)];
        found.relations.push(Relation { kind, pairing, sense: None, operands });
    }

    /// A level and what it was at a time that is over, side by side, with the growth between them: "revenue was $120 million
    /// and last year it was $100 million, so growth of 20%".
    fn growth_since_past(&self, it: &Match, by: usize, found: &mut Found) {
        let (Some(first), Some(second)) = (self.fact(it, Slot::Level), self.fact(it, Slot::Prior)) else { return };
        // "Last quarter it was $110 million, so growth of 20% year over year" is over another base.
        let yearly = |token: &Token| token.class == Class::Basis(Basis::YearOverYear);
        let quarters = !self.behind(by).take(3).any(yearly);
        let (level, prior) = match (self.is_of_past(first, quarters), self.is_of_past(second, quarters)) {
            (false, true) => (first, second),
            (true, false) => (second, first),
            _ => return,
        };
        let concludes = self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Is));
        let names = |token: &Token| {
            matches!(token.class, Class::Metric(_) | Class::Word | Class::Modal(_) | Class::Scope(_))
                || matches!(token.class, Class::Link(it) if !matches!(it, Link::Of | Link::Equals))
        };
        // "So growth of 20% in units" is another.
        let ends = self.behind(by).find(|token| !matches!(token.class, Class::Basis(_) | Class::Direction(_)));
        let ends = ends.is_none_or(|token| matches!(token.class, Class::Boundary(_)));
        let named = self.between(first, second).any(names) || self.between(second, by).any(names);
        let grows = self.figure(by).kind == FigureKind::Percent && self.figure(level).kind != FigureKind::Percent;
        if concludes && grows && ends && !named && self.comparable(level, prior) {
            let operands = vec![(Role::Growth, by), (Role::Level, level), (Role::Prior, prior)];
            let (kind, pairing, sense) = (Kind::Growth, Pairing::Near, self.sense(it, Slot::By));
            found.relations.push(Relation { kind, pairing, sense, operands });
        }
    }

    /// Whether the words before a figure in its clause, or those right behind it, say that it is of a time that is over.
    fn is_of_past(&self, fact: usize, quarters: bool) -> bool {
        let is_past = |token: &Token| match token.class {
            Class::Period(PeriodWord::Quarter(away)) => away < 0 && quarters,
            Class::Period(PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => away < 0,
            _ => false,
        };
        let at = self.sentence.reading.token_from(self.figure(fact).range.start());
        let before = self.sentence.reading.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut clause = before.take_while(|token| {
            !matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::And | Boundary::But))
        });
        let mut behind = self.behind(fact).take(2).take_while(|token| !matches!(token.class, Class::Boundary(_)));
        clause.any(is_past) || behind.any(is_past)
    }

    /// Whether nothing says of the gap what else it is one between: "a spread of 40 basis points", not "the spread to peers
    /// was 40 basis points".
    fn is_gap_of_these(&self, it: &Match) -> bool {
        let Some(at) = it.slot(Slot::By) else { return false };
        let says_gap = |symbol: &Symbol| symbol.word == Some(Word::Gap);
        if !self.symbols_of(it).iter().any(says_gap) {
            return true;
        }
        let symbol = |at: usize| self.stream.symbols.get(at);
        let behind = at.checked_sub(1).and_then(symbol).is_some_and(|before| before.word == Some(Word::Gap));
        let near = !behind || symbol(at).is_some_and(|by| !by.led && by.strange == 0);
        let prior = it.slot(Slot::Prior).filter(|prior| *prior > at).and_then(symbol);
        let tokens = &self.sentence.reading.tokens;
        let Some(by) = symbol(at) else { return false };
        let own = match prior {
            // "A cushion of 120 basis points over the minimum, against 12.3% for peers."
            Some(prior) => {
                let between = tokens.get(by.token + 1..prior.token).unwrap_or_default();
                between.iter().all(|token| !matches!(token.class, Class::Boundary(_)))
            }
            // "A spread of 150 basis points to the benchmark", "over Treasuries".
            None => {
                let last = symbol(it.end.saturating_sub(1)).map_or(by.token, |last| last.token.max(by.token));
                let next = tokens.get(last + 1).map(|token| token.class);
                !matches!(next, Some(Class::Link(_) | Class::Hedge | Class::Basis(_)))
            }
        };
        near && own
    }

    /// Whether the first of two amounts is what was expected, and the second what came of it: nothing else is named
    /// between them.
    fn delivers(&self, it: &Match) -> bool {
        let place = |slot| Some(self.stream.symbols.get(it.slot(slot)?)?.token);
        let (Some(expected), Some(came)) = (place(Slot::Level), place(Slot::Prior)) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let expects =
            |token: &Token| matches!(token.class, Class::Modal(Modal::Guidance | Modal::Expect | Modal::Target));
        let names = |token: &Token| matches!(token.class, Class::Metric(_) | Class::Word | Class::Modal(_));
        let before = tokens.get(..expected).unwrap_or_default();
        let between = tokens.get(expected + 1..came).unwrap_or_default();
        // "Up $2 million from last year" is measured by something else.
        let beats = |token: &Token| match token.class {
            Class::Direction(it) => matches!(it.sense, Sense::Better | Sense::Worse) || it.form == Form::Preposition,
            _ => false,
        };
        let cue = |token: &Token| self.sentence.reading.marks.cue(token) == Some(Cue::Exceeds);
        let mut behind = tokens.get(came..).unwrap_or_default().iter();
        before.iter().any(expects) && !between.iter().any(names) && behind.any(|token| beats(token) || cue(token))
    }

    /// The two percentages of the sentence before, where a sentence opens with by how much they differ: "So that is a
    /// spread of 14 points". It says none of its own.
    fn only_two_before(&self, it: &Match) -> Option<(usize, usize)> {
        let opens = self.stream.symbols.get(..it.start)?.iter().all(|symbol| symbol.word.is_some());
        let here = self.facts.get(self.first)?;
        let is_before = |fact: &Fact| fact.sentence + 1 == here.sentence && fact.turn == here.turn;
        let before = (0..self.first).rev().take_while(|at| is_before(&self.facts[*at]));
        let mut percents = before.filter(|at| self.figure(*at).kind == FigureKind::Percent);
        let (prior, level, None) = (percents.next()?, percents.next()?, percents.next()) else { return None };
        let own = self.sentence.reading.figures.iter().any(|figure| figure.kind == FigureKind::Percent);
        (opens && !own).then_some((level, prior))
    }

    /// An amount and how many times it is another: "net debt was $300 million, or 2.5 times EBITDA of $120 million".
    pub(super) fn multiple(&self, it: &Match, found: &mut Found) {
        let facts = (self.fact(it, Slot::Level), self.fact(it, Slot::Times), self.fact(it, Slot::Prior));
        let (Some(level), Some(times), Some(prior)) = facts else { return };
        // "Is 2.5 times that of last year, and EBITDA was $120 million."
        let (from, to) = (self.figure(times).range.end(), self.figure(prior).range.start());
        let tokens = self.sentence.reading.tokens.iter();
        let mut between = tokens.filter(|token| token.range.start() >= from && token.range.end() <= to);
        if between.any(|token| matches!(token.class, Class::Boundary(_) | Class::Period(_))) {
            return;
        }
        if same_unit(self.figure(level), self.figure(prior)) {
            let operands = vec![(Role::Multiple, times), (Role::Level, level), (Role::Prior, prior)];
            found.relations.push(Relation { kind: Kind::Multiple, pairing: Pairing::Clause, sense: None, operands });
        }
    }
}
