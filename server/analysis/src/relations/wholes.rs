//! Wholes: parts in percent of a whole, and parts that add up to one.

use tieout_figures::Kind as FigureKind;

use super::complements;
use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Word, same_unit};
use super::{Found, Kind, OpenShare, Pairing, Relation, Role, antecedent};
use crate::facts::Fact;
use crate::tokens::{Class, Pronoun};
use crate::vocabulary::VOCABULARY;

impl Clauses<'_> {
    pub(super) fn share(&self, it: &Match, found: &mut Found) {
        let Some(share) = self.fact(it, Slot::Share) else { return };
        if let Some(rest) = self.fact(it, Slot::Rest) {
            if let Some(role) = self.part_beside(it, rest) {
                let operands = vec![(role, rest), (Role::Share, share)];
                // What is only known to be the rest by what it names is a slip at most.
                let said = role == Role::OtherShare || self.is_rest(rest);
                let pairing = if said { Pairing::Clause } else { Pairing::Near };
                found.relations.push(Relation { kind: Kind::Parts, pairing, sense: None, operands });
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
        if !exclusive || own_whole {
            return None;
        }
        let leaves_nothing = self.fact(it, Slot::Share).is_some_and(|share| self.leave_nothing(share, rest));
        Some(if leaves_nothing { Role::Rest } else { Role::OtherShare })
    }

    /// Whether what two shares are said to come from is all there is: "from new customers" and "from existing ones". A
    /// third share in the sentence would be a third part.
    fn leave_nothing(&self, share: usize, rest: usize) -> bool {
        let text = self.sentence.text();
        let (share, rest) = (self.figure(share).range, self.figure(rest).range);
        let percents = self.sentence.reading.figures.iter().filter(|it| it.kind == FigureKind::Percent).count();
        let between = text.get(usize::from(share.end())..usize::from(rest.start())).unwrap_or_default();
        let behind = text.get(usize::from(rest.end())..).unwrap_or_default();
        percents == 2 && complements::leave_nothing(between, behind)
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
    pub(super) fn rest_of_sentence_before(&self, found: &mut Found) {
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

    /// Parts that add up to a whole. A list that goes on before or behind the match is not all here.
    pub(super) fn sum(&self, it: &Match, found: &mut Found) {
        let slots = [
            (Slot::Whole, Role::Whole),
            (Slot::Part, Role::Part),
            (Slot::Part2, Role::SecondPart),
            (Slot::Part3, Role::ThirdPart),
        ];
        let operands: Vec<(Role, usize)> =
            slots.iter().filter_map(|(slot, role)| Some((*role, self.fact(it, *slot)?))).collect();
        let Some((_, whole)) = operands.first().copied() else { return };
        let goes_on = |at: Option<usize>| {
            let figure = at.and_then(|at| self.stream.symbols.get(at)).filter(|symbol| symbol.word.is_none());
            figure.is_some_and(|it| same_unit(self.figure(self.first + it.index), self.figure(whole)))
        };
        let before = [it.start.checked_sub(1), it.start.checked_sub(2)];
        let and = |at: Option<usize>| {
            at.and_then(|at| self.stream.symbols.get(at)).is_some_and(|it| it.word == Some(Word::And))
        };
        let opens_late = goes_on(before[0]) || and(before[0]) && goes_on(before[1]);
        let ends_early = goes_on(Some(it.end)) || and(Some(it.end)) && goes_on(Some(it.end + 1));
        let lists_behind = it.slot(Slot::Whole) == Some(it.start);
        if operands.len() >= 3 && !(if lists_behind { ends_early } else { opens_late }) {
            found.relations.push(Relation { kind: Kind::Sum, pairing: Pairing::Clause, sense: None, operands });
        }
    }

    /// A margin beside the two amounts that make it: "operating income of $2 million on revenue of $10 million, for an
    /// operating margin of 20%". All three must be known to be what they are.
    pub(super) fn margin(&self, it: &Match, found: &mut Found) {
        let fact = |slot| self.fact(it, slot);
        let (Some(share), Some(part), Some(whole)) = (fact(Slot::Share), fact(Slot::Part), fact(Slot::Whole)) else {
            return;
        };
        let metric = |fact: usize| VOCABULARY.metric_named(&self.facts[fact].metric.as_ref()?.name);
        let Some(margin) = metric(share).map(|id| VOCABULARY.metric(id)) else { return };
        let is_made_of =
            margin.ratio_of.is_some() && margin.ratio_of == metric(part) && margin.ratio_to == metric(whole);
        if is_made_of && self.facts[part].scope == self.facts[whole].scope {
            let operands = vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)];
            found.relations.push(Relation { kind: Kind::Share, pairing: Pairing::Clause, sense: None, operands });
        }
    }

    /// Shares at a price.
    pub(super) fn product(&self, it: &Match, found: &mut Found) {
        let fact = |slot| self.fact(it, slot);
        let (Some(amount), Some(units), Some(price)) = (fact(Slot::Amount), fact(Slot::Units), fact(Slot::Price))
        else {
            return;
        };
        let operands = vec![(Role::Amount, amount), (Role::Units, units), (Role::Price, price)];
        found.relations.push(Relation { kind: Kind::Product, pairing: Pairing::Clause, sense: None, operands });
    }

    /// The middle of a range. "The midpoint is $5 million above" says something else.
    pub(super) fn midpoint(&self, it: &Match, found: &mut Found) {
        let (Some(midpoint), Some(range)) = (self.fact(it, Slot::Midpoint), self.fact(it, Slot::Range)) else { return };
        let behind = it.slot(Slot::Midpoint).and_then(|at| self.stream.symbols.get(at + 1));
        let compares = behind.is_some_and(|it| matches!(it.word, Some(Word::Up | Word::Above | Word::Raised)));
        if !compares {
            let operands = vec![(Role::Midpoint, midpoint), (Role::Span, range)];
            found.relations.push(Relation { kind: Kind::Midpoint, pairing: Pairing::Clause, sense: None, operands });
        }
    }
}

/// The whole that a share is of.
enum Whole {
    /// The amount just said.
    ThisAmount,
    /// A metric.
    Metric(crate::vocabulary::MetricId),
}
