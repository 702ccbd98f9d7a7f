//! Explicit relations: those that a clause states in its own words.

use text_size::TextRange;
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
                stream.read(sentence.text(), &sentence.reading);
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
    let refers =
        |class: Class| matches!(class, Class::Pronoun(Pronoun::Amount | Pronoun::This) | Class::Link(Link::Equals));
    sentence.reading.tokens.iter().any(|token| refers(token.class))
}

/// Words that set a sentence against the one before.
const NOW: [&str; 4] = ["today", "now", "currently", "presently"];

/// A step from a prior level to a level.
#[derive(Clone, Copy)]
struct Step {
    level: usize,
    prior: usize,
    by: usize,
    sense: Option<Sense>,
    pairing: Pairing,
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
        let is_direction =
            |at: &usize| matches!(self.stream.symbols[*at].word, Some(Word::Up | Word::Above | Word::Raised));
        let directions = (it.start..it.end).filter(is_direction);
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

    /// The level of a match, and how surely it is that: in the match itself, or the one amount of the sentence before
    /// where "that was" opens the sentence.
    fn level(&self, it: &Match) -> Option<(usize, Pairing)> {
        if let Some(level) = self.fact(it, Slot::Level) {
            return Some((level, Pairing::Clause));
        }
        let (before, rest) = self.stream.symbols.split_at_checked(it.start)?;
        let opens = before.iter().all(|symbol| symbol.word == Some(Word::And));
        if !opens || !matches!(rest.first()?.word, Some(Word::It | Word::Is)) {
            return None;
        }
        let like = self.fact(it, Slot::Prior).or_else(|| self.fact(it, Slot::By))?;
        Some((antecedent::level(self.facts, self.first, self.figure(like))?, Pairing::Near))
    }

    fn step(&self, it: &Match, found: &mut Found) {
        let Some((level, pairing)) = self.level(it) else { return };
        let said_twice = self.fact(it, Slot::By2).filter(|_| it.slot(Slot::Prior2).is_none());
        let mut push = |prior, by, near| {
            let step = Step { level, prior, by, sense: self.sense(it, near), pairing };
            self.push_step(&step, found);
        };
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior), self.fact(it, Slot::By)) {
            for by in std::iter::once(by).chain(said_twice) {
                push(prior, by, Slot::By);
            }
        }
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior2), self.fact(it, Slot::By2)) {
            push(prior, by, Slot::By2);
        }
        if let (None, Some(by), Some(by2)) = (it.slot(Slot::Prior), self.fact(it, Slot::By), said_twice) {
            self.push_change_share((level, pairing), by, by2, self.sense(it, Slot::By), found);
        }
    }

    fn push_step(&self, step: &Step, found: &mut Found) {
        let Step { level, prior, by, sense, pairing } = *step;
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
        found.relations.push(Relation { kind, pairing, sense, operands });
        // Points have no sign of their own, so that the word beside them is another claim.
        if kind == Kind::Points {
            let operands = vec![(Role::Level, level), (Role::Prior, prior)];
            found.relations.push(Relation { kind: Kind::Direction, pairing, sense, operands });
        }
    }

    fn push_change_share(
        &self,
        (level, pairing): (usize, Pairing),
        by: usize,
        by2: usize,
        sense: Option<Sense>,
        found: &mut Found,
    ) {
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
        found.relations.push(Relation { kind: Kind::ChangeShare, pairing, sense, operands });
    }

    fn open(&self, it: &Match, found: &mut Found) {
        let Some(level) = self.fact(it, Slot::Level) else { return };
        for slot in [Slot::By, Slot::By2] {
            let Some(by) = self.fact(it, slot) else { continue };
            let sense = self.sense(it, slot);
            let prior = self.earlier(level, by).filter(|_| self.facts[by].basis.is_none());
            match prior {
                Some(prior) => self.push_step(&Step { level, prior, by, sense, pairing: Pairing::Near }, found),
                None => found.open.push(OpenStep { level, by, sense }),
            }
        }
    }

    /// The level of the sentence before that a sentence sets its own against: "In 2004, attrition was 2.5%. Today it is
    /// 1.7%, a 35% decrease."
    fn earlier(&self, level: usize, by: usize) -> Option<usize> {
        let text = self.sentence.text();
        let opening = self.sentence.reading.tokens.iter().take(2);
        let is_now = |range: TextRange| {
            let said = text.get(std::ops::Range::from(range)).unwrap_or_default();
            NOW.iter().any(|now| said.eq_ignore_ascii_case(now))
        };
        let says_now = opening.map(|token| token.range).any(is_now);
        says_now.then(|| antecedent::earlier(self.facts, self.first, level, by)).flatten()
    }

    fn direction(&self, it: &Match, found: &mut Found) {
        let Some((level, pairing)) = self.level(it) else { return };
        for slot in [Slot::Prior, Slot::Prior2] {
            let Some(prior) = self.fact(it, slot).filter(|prior| self.comparable(level, *prior)) else { continue };
            // "Lower than 14" beside "10-nanometer" compares names of things as often as amounts.
            if self.figure(level).kind == FigureKind::Technical || self.is_bare_count(level, prior) {
                continue;
            }
            let is_mark = self.is_mark(it, slot);
            let operands = vec![(Role::Level, level), (if is_mark { Role::Mark } else { Role::Prior }, prior)];
            let sense = self.sense(it, slot);
            found.relations.push(Relation { kind: Kind::Direction, pairing, sense, operands });
        }
    }

    /// Whether a figure is what a level is measured by: "above $10 million", "higher than $10 million".
    fn is_mark(&self, it: &Match, slot: Slot) -> bool {
        let before = it.slot(slot).and_then(|at| self.stream.symbols.get(at.checked_sub(1)?));
        let than = |token: usize| self.sentence.reading.tokens[token].class == Class::Link(Link::Than);
        before.is_some_and(|it| it.word == Some(Word::Above) || it.word == Some(Word::Versus) && than(it.token))
    }

    /// Whether both figures are counts of nothing in particular.
    fn is_bare_count(&self, level: usize, prior: usize) -> bool {
        [level, prior].iter().all(|it| is_bare(self.figure(*it)) && self.facts[*it].metric.is_none())
    }

    fn share(&self, it: &Match, found: &mut Found) {
        let Some(share) = self.fact(it, Slot::Share) else { return };
        if let Some(rest) = self.fact(it, Slot::Rest) {
            if let Some(role) = self.part_beside(it, rest) {
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

    /// What a second percentage is to the whole of the first: what is left of it, where the first is the only part said
    /// before; another part, where both are said to come from somewhere. Of other percentages, two may be true of the
    /// same thing: "86% of our debt is fixed and 96% is unsecured".
    fn part_beside(&self, it: &Match, rest: usize) -> Option<Role> {
        if self.is_rest(rest) {
            let before = self.facts.get(self.first..rest)?.iter();
            let parts = before.filter(|fact| fact.figure.kind == FigureKind::Percent).count();
            return (parts == 1).then_some(Role::Rest);
        }
        let symbols = self.stream.symbols.get(it.start..it.end)?;
        let own_whole = self.stream.is_share(it.slot(Slot::Rest)?);
        let exclusive = symbols.iter().any(|symbol| symbol.word == Some(Word::Comes));
        (exclusive && !own_whole).then_some(Role::OtherShare)
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
        // What stands between them a match has looked at.
        let same_metric = match (metric_of_unit(level), metric_of_unit(prior)) {
            (Some(level), Some(prior)) => level == prior,
            _ => true,
        };
        (same_metric || !self.names_metric(prior)) && same_unit(&level.figure, &prior.figure)
    }

    /// Whether a metric is named right behind a figure: "compared to $10 million in bookings".
    fn names_metric(&self, fact: &Fact) -> bool {
        let behind = self.sentence.reading.tokens.iter().skip_while(|token| token.range != fact.figure.range).skip(1);
        let clause = behind.take(5).take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Figure(_)));
        clause.into_iter().any(|token| matches!(token.class, Class::Metric(_)))
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

/// The name of a fact's metric, where its figure can be a value of it: an amount is no EPS.
fn metric_of_unit(fact: &Fact) -> Option<&str> {
    let metric = fact.metric.as_ref()?;
    let per_share = VOCABULARY.metric_named(&metric.name).map(|id| VOCABULARY.metric(id).kind == MetricKind::PerShare);
    let fits = per_share.is_none_or(|it| it == (fact.figure.kind == FigureKind::PerShare));
    fits.then_some(&*metric.name)
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
