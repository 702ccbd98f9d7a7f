//! Slips of the pen: ranges with their ends out of order, and numbers without sign or scale.

use tieout_figures::{Amount, Bound, Decimal, Figure, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::explicit::{Clauses, is_bare};
use super::stream::{Subject, Word, same_unit};
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::Modality;
use crate::tokens::{Class, Link, Modal};
use crate::vocabulary::{MetricKind, VOCABULARY};

impl Clauses<'_> {
    /// Ranges of guidance whose ends are out of order, which nobody reads as one figure: "$125 million to $118 million".
    pub(super) fn reversed_ranges(&self, found: &mut Found) {
        for (at, window) in self.stream.symbols.windows(3).enumerate() {
            let [low, to, high] = window else { continue };
            let adjacent = low.word.is_none() && to.word == Some(Word::To) && high.word.is_none();
            let before = at.checked_sub(1).and_then(|at| self.stream.symbols[at].word);
            let is_move = matches!(before, Some(Word::From | Word::Versus | Word::Up));
            let is_named = self.names_range(low.token);
            let (low, high) = (self.first + low.index, self.first + high.index);
            if !adjacent || is_move || to.strange > 0 || high >= self.facts.len() {
                continue;
            }
            let guided = [low, high].iter().all(|fact| self.facts[*fact].modality == Modality::Guidance);
            let is_named =
                is_named && [low, high].iter().all(|fact| self.figure(*fact).interval().low.is_some_and(is_several));
            if (guided || is_named) && same_unit(self.figure(low), self.figure(high)) {
                let operands = vec![(Role::Low, low), (Role::High, high)];
                let relation = Relation { kind: Kind::Range, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }
}

impl Clauses<'_> {
    /// Amounts that close a row of amounts for one share: "$0.42 per share compared to an outlook of $0.31 to $0.36, and
    /// compared to $9 million". "Or $0.22 per share" behind it would put it right.
    pub(super) fn mixed_units(&self, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        let kind = |at: usize| {
            let symbol = self.stream.symbols.get(at).filter(|symbol| symbol.word.is_none())?;
            Some(self.sentence.reading.figures.get(symbol.index)?.kind)
        };
        let word = |at: usize| self.stream.symbols.get(at).and_then(|symbol| symbol.word);
        for at in 0..self.stream.symbols.len() {
            let is_row = kind(at) == Some(FigureKind::PerShare)
                && is_base(word(at + 1))
                && kind(at + 2) == Some(FigureKind::PerShare)
                && word(at + 3) == Some(Word::And)
                && is_base(word(at + 4))
                && kind(at + 5) == Some(FigureKind::Money);
            let Some((level, other)) = self.stream.symbols.get(at).zip(self.stream.symbols.get(at + 5)) else { break };
            let said_for_one = word(at + 6) == Some(Word::Or) && kind(at + 7) == Some(FigureKind::PerShare);
            let (level, other) = (self.first + level.index, self.first + other.index);
            if is_row && !said_for_one && other < self.facts.len() && is_large(self.figure(other)) {
                let operands = vec![(Role::Bare, other), (Role::Neighbour, level)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }
}

impl Clauses<'_> {
    /// Whether the words right before a figure say that a range follows: "the guidance of 45 to 47", "gets you to the 45
    /// to 47".
    fn names_range(&self, figure: usize) -> bool {
        let before = self.sentence.reading.tokens.get(..figure).unwrap_or_default();
        let mut before = before.iter().rev().map(|token| token.class);
        let Some(last) = before.next() else { return false };
        let leads = |class: Class| matches!(class, Class::Link(Link::To | Link::Of | Link::At | Link::In));
        match last {
            Class::Modal(Modal::Guidance) => true,
            Class::Determiner => before.next().is_some_and(leads),
            _ => false,
        }
    }
}

/// Whether a number is more than one says of anything: "from 9 to 5".
fn is_several(low: Bound) -> bool {
    low.value >= Decimal::TEN
}

/// Whether a word leads to what a value is compared with.
fn is_base(word: Option<Word>) -> bool {
    matches!(word, Some(Word::From | Word::Versus))
}

/// Whether an amount is too large to be one for each share.
fn is_large(figure: &Figure) -> bool {
    matches!(figure.amount, Amount::Single(it) if it.value.abs() >= Decimal::from(LEAST_OF_ALL_SHARES))
}

/// Less than this may be an amount for one share.
const LEAST_OF_ALL_SHARES: i64 = 100_000;

/// Bare numbers beside amounts: those that took their scale from a neighbour, and those that are said of a metric
/// that is money.
impl Clauses<'_> {
    pub(super) fn missing_units(&self, here: usize, found: &mut Found) {
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

    /// Bare levels that are measured by an amount: "expense was 1.4, up from $1.8 million".
    pub(super) fn bare_levels(&self, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        for (at, level) in self.stream.symbols.iter().enumerate().filter(|(_, symbol)| symbol.word.is_none()) {
            let word = |at: usize| self.stream.symbols.get(at).and_then(|symbol| symbol.word);
            let base = if word(at + 1) == Some(Word::Up) { at + 2 } else { at + 1 };
            let prior = self.stream.symbols.get(base + 1).filter(|prior| is_base(word(base)) && prior.word.is_none());
            let Some(prior) = prior.filter(|prior| prior.subject == Subject::Unsaid) else { continue };
            let (bare, neighbour) = (self.first + level.index, self.first + prior.index);
            if neighbour >= self.facts.len() || !level.led || !self.is_behind_money(level.token) {
                continue;
            }
            let (figure, amount) = (self.figure(bare), self.figure(neighbour));
            let scaled = amount.kind == FigureKind::Money && amount.inferred.is_none() && is_large(amount);
            if is_bare(figure) && figure.inferred.is_none() && scaled {
                let operands = vec![(Role::Bare, bare), (Role::Neighbour, neighbour)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }

    /// Whether the first metric that a sentence names, before a token, is one that is money.
    fn is_behind_money(&self, token: usize) -> bool {
        let before = self.sentence.reading.tokens.get(..token).unwrap_or_default().iter();
        let mut metrics = before.filter_map(|token| match token.class {
            Class::Metric(metric) => Some(metric),
            _ => None,
        });
        metrics.next().is_some_and(|metric| VOCABULARY.metric(metric).kind == MetricKind::Money)
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
