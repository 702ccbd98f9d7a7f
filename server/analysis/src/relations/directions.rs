//! Directions: a word that says which way something went, between what it was and what it is.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use tieout_figures::{Kind as FigureKind, Unit};

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::rows::rows;
use crate::signs::lists::TIMES_BACK;
use crate::tokens::{Boundary, Class, Form, Link, Sense, Token};

/// Units that output is measured in.
static OUTPUTS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| rows(include_str!("outputs.txt")).collect());

impl Clauses<'_> {
    /// Relates a level to the levels before it that the word was said of.
    pub(super) fn direction(&self, it: &Match, found: &mut Found) {
        let Some((level, pairing)) = self.level(it).filter(|_| !self.runs_on(it) && !self.is_range_behind_level(it))
        else {
            return;
        };
        if self.may_leave_label(it) || self.goes_on_with_change(it) || self.directions_of_two_levels(it, found) {
            return;
        }
        // "Rose to £12 million (2030: £10 million)": it may have risen since a time between.
        let pairing = if self.has_label(it) { pairing.min(Pairing::Likely) } else { pairing };
        for slot in [Slot::Prior, Slot::Prior2] {
            let Some(prior) = self.fact(it, slot).filter(|prior| self.comparable(level, *prior)) else { continue };
            // "Lower than 14" beside "10-nanometer" compares names of things as often as amounts.
            let names = self.figure(level).kind == FigureKind::Technical && !self.is_output(it, slot, (level, prior));
            if names || self.is_bare_count(level, prior) {
                continue;
            }
            if self.is_time_back(prior) || slot == Slot::Prior2 && !self.is_base_too(it) {
                continue;
            }
            let sense = self.sense(it, slot);
            if self.compare_with_range(it, slot, (level, pairing), prior, found) {
                continue;
            }
            let role = self.prior_role(it, slot);
            let is_no_mark = self.is_of_other_period(level, prior) || self.is_how_long(it, slot);
            if role == Role::Mark && is_no_mark || self.leaves_out_behind(prior) {
                continue;
            }
            let operands = vec![(Role::Level, level), (role, prior)];
            found.relations.push(Relation { kind: Kind::Direction, pairing, sense, operands });
            found.pair = Some((level, prior));
        }
    }

    /// Whether a word of change behind two levels is not all that is said of them: "compared to $10 million, a decline in
    /// costs", "versus $10 million, and profit grew". "Versus 93% a year ago, an improvement" is.
    fn goes_on_with_change(&self, it: &Match) -> bool {
        let [.., before, last] = self.symbols_of(it) else { return false };
        if last.word != Some(Word::Up) || it.slot(Slot::Prior) != it.end.checked_sub(2) {
            return false;
        }
        let tokens = &self.sentence.reading.tokens;
        let around = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default();
        let between = around(before.token + 1, last.token);
        let apposed = match between {
            [time @ .., comma, article] => {
                let timed = |token: &Token| {
                    matches!(token.class, Class::Period(_) | Class::Basis(_) | Class::Other(_) | Class::Determiner)
                        || matches!(token.class, Class::Link(Link::In | Link::For))
                };
                comma.class == Class::Boundary(Boundary::Comma)
                    && article.class == Class::Determiner
                    && time.iter().all(timed)
            }
            _ => false,
        };
        let noun = tokens.get(last.token).is_some_and(|token| match token.class {
            // "Inventory was $12 million versus $19 million, an improvement": what is better is not known of amounts.
            Class::Direction(direction) if matches!(direction.sense, Sense::Better | Sense::Worse) => {
                let level = self.fact(it, Slot::Level);
                direction.form == Form::Noun && level.is_some_and(|it| self.figure(it).kind == FigureKind::Percent)
            }
            Class::Direction(direction) => direction.form == Form::Noun,
            _ => false,
        });
        let ends = tokens.get(last.token + 1).is_none_or(|it| it.class == Class::Boundary(Boundary::Stop));
        !(apposed && noun && ends)
    }

    /// Whether two figures measure what was made or is held, "106,000 BOE per day, up from 100,000". "From 90 to 100 thousand
    /// ounces" may be a range.
    fn is_output(&self, it: &Match, slot: Slot, (level, prior): (usize, usize)) -> bool {
        let symbol = |at: usize| self.stream.symbols.get(at);
        let unit = match &self.figure(level).unit {
            Some(Unit::Named(name)) => Some(&**name),
            _ => None,
        };
        let Some(at) = it.slot(slot) else { return false };
        let from = at.checked_sub(1).and_then(symbol).is_some_and(|link| link.word == Some(Word::From));
        let beside = symbol(at).is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid);
        let prior = self.figure(prior);
        let said = prior.inferred.is_none_or(|inferred| inferred.from.start() < prior.range.start());
        let behind = it.slot(Slot::Level) < Some(at);
        behind && from && beside && said && unit.is_some_and(|unit| OUTPUTS.contains(unit))
    }

    /// Whether another level follows the last of a match, so that the two in it may be ends of a range, "from 3% to 4% to 2%
    /// to 3%", or the last has a base of its own: "sales grew 8%, so costs fell to 19.2% of sales from 19.7%".
    pub(super) fn runs_on(&self, it: &Match) -> bool {
        let Some(last) = it.slot(Slot::Level) else { return false };
        let behind = self.stream.symbols.get(last + 1..).unwrap_or_default().iter();
        let mut behind = behind.skip_while(|symbol| symbol.is_soft());
        let link = behind.next().and_then(|symbol| symbol.word);
        let figure = behind.next().filter(|symbol| symbol.word.is_none());
        let like = figure.is_some_and(|figure| {
            let next = self.sentence.reading.figures.get(figure.index);
            let level = self.fact(it, Slot::Level).map(|level| self.figure(level));
            figure.strange == 0 && next.zip(level).is_some_and(|(next, level)| same_unit(next, level))
        });
        let mut others = [Slot::Prior, Slot::Prior2, Slot::By].into_iter().filter_map(|slot| it.slot(slot));
        others.all(|other| other < last) && matches!(link, Some(Word::To | Word::From)) && like
    }

    /// Whether what follows the base behind "and" is another base: after a word for one, or where it says when that was.
    /// "Down from 55%, and 38% without trainees" is another level, "up from 31, and 14 of those" a part.
    fn is_base_too(&self, it: &Match) -> bool {
        let Some(at) = it.slot(Slot::Prior2) else { return false };
        let before = at.checked_sub(1).and_then(|before| self.stream.symbols.get(before));
        if before.is_some_and(|before| matches!(before.word, Some(Word::From | Word::Versus))) {
            return true;
        }
        let Some(prior) = self.fact(it, Slot::Prior2) else { return false };
        // "Up from $1.42 last year, and $2.53 for the first six months" goes on to another level.
        let first = self.fact(it, Slot::Prior);
        let is_comma = |token: &Token| token.class == Class::Boundary(Boundary::Comma);
        if first.is_some_and(|first| self.between(first, prior).any(is_comma)) {
            return false;
        }
        let phrase =
            self.behind(prior).take_while(|token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_)));
        phrase.into_iter().any(|token| matches!(token.class, Class::Period(_) | Class::Basis(_) | Class::Other(_)))
    }

    /// Whether a duration says since when: "14 higher than two years ago".
    fn is_time_back(&self, fact: usize) -> bool {
        let next = self.behind(fact).next();
        let said = next.map(|token| self.sentence.words(token.range));
        self.figure(fact).kind == FigureKind::Duration && said.is_some_and(|it| TIMES_BACK.contains(&it))
    }

    /// Whether a mark is how long it was so: "above sales for two quarters, after being below for six quarters".
    pub(super) fn is_how_long(&self, it: &Match, slot: Slot) -> bool {
        let Some(symbol) = it.slot(slot).and_then(|at| self.stream.symbols.get(at)) else { return false };
        let before = symbol.token.checked_sub(1).and_then(|before| self.sentence.reading.tokens.get(before));
        before.is_some_and(|token| token.class == Class::Link(Link::For))
    }
}
