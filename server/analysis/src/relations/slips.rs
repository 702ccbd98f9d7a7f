//! Slips of the pen: ranges with their ends out of order, and numbers without sign or scale.

use tieout_figures::{Figure, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::explicit::{Clauses, is_bare};
use super::stream::{Word, same_unit};
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::Modality;
use crate::tokens::{Class, Link};
use crate::vocabulary::{MetricKind, VOCABULARY};

impl Clauses<'_> {
    /// Ranges of guidance whose ends are out of order, which nobody reads as one figure: "$125 million to $118 million".
    pub(super) fn reversed_ranges(&self, found: &mut Found) {
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
