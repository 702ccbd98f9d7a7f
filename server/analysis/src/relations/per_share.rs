//! Amounts and what they are for each share: beside the share count, or two pairs of one passage, which stand on one
//! share count or on two alike.

use tieout_figures::{Amount, Kind as FigureKind};

use super::explicit::Clauses;
use super::frames::is_share_count;
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::Fact;
use crate::tokens::{Class, Link, Modal};
use crate::vocabulary::VOCABULARY;

/// An amount and the same for each share: "$4.8 million, or $0.05 per share".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EachShare {
    amount: usize,
    per_share: usize,
    /// Whether it is for each of the "adjusted shares" that some companies count besides.
    of_adjusted: bool,
}

/// How many sentences may lie between two pairs.
const REACH: usize = 2;

/// The name of the metric that counts shares.
const SHARE_COUNT: &str = "share count";

impl Clauses<'_> {
    /// Pairs each amount for one share with the share count beside it, or else with the pair before it. `last` is the
    /// last pair of the call so far, `here` how many facts the sentence has.
    pub(super) fn each_share(&self, here: usize, last: &mut Option<EachShare>, found: &mut Found) {
        for per_share in self.first..self.first + here {
            let Some(amount) = self.amount_of(per_share) else { continue };
            let pair = EachShare { amount, per_share, of_adjusted: self.is_for_adjusted_share(per_share) };
            let before = last.replace(pair);
            let operands = match (self.shares(pair), before.filter(|other| self.is_near(pair, *other))) {
                (Some(shares), _) => {
                    vec![(Role::PerShare, per_share), (Role::Amount, amount), (Role::Units, shares)]
                }
                (None, Some(other)) => vec![
                    (Role::PerShare, per_share),
                    (Role::Amount, amount),
                    (Role::OtherPerShare, other.per_share),
                    (Role::OtherAmount, other.amount),
                ],
                (None, None) => continue,
            };
            found.relations.push(Relation { kind: Kind::PerShare, pairing: Pairing::Near, sense: None, operands });
        }
    }

    /// The amount that an amount for one share is the same as: said right before it, "or $0.05 per share", or named as
    /// what it is made of, "net income was $4.8 million, and EPS was $0.05".
    fn amount_of(&self, per_share: usize) -> Option<usize> {
        let each = self.facts.get(per_share).filter(|fact| fact.figure.kind == FigureKind::PerShare)?;
        // "Based on 40 million diluted shares, earnings were $0.21 per share."
        let before = per_share.checked_sub(1)?;
        let amount = if counts_shares(&self.facts[before]) { before.checked_sub(1)? } else { before };
        let whole = self.facts.get(amount).filter(|fact| is_money(fact))?;
        if whole.sentence == each.sentence && self.says_or(amount, per_share) {
            return Some(amount);
        }
        let adjacent = whole.sentence == each.sentence || whole.sentence + 1 == each.sentence;
        let counted_alike = whole.scope == each.scope || whole.sentence == each.sentence && each.scope.is_empty();
        // "We expect income of $8 million to $10 million. This would lead to EPS of $0.20 to $0.25."
        let guided = [whole, each].iter().all(|fact| matches!(fact.figure.amount, Amount::Range { .. }));
        let together = guided || counted_alike && whole.modality == each.modality;
        (adjacent && whole.turn == each.turn && together && is_made_of(each, whole)).then_some(amount)
    }

    /// Whether two facts stand side by side with "or" between them.
    fn says_or(&self, amount: usize, per_share: usize) -> bool {
        self.stream.symbols.windows(3).any(|window| {
            let [one, or, other] = window else { return false };
            let figures = one.word.is_none() && other.word.is_none() && or.word == Some(Word::Or);
            figures && other.strange <= 1 && (self.first + one.index, self.first + other.index) == (amount, per_share)
        })
    }

    /// The one share count said with a pair.
    fn shares(&self, pair: EachShare) -> Option<usize> {
        let (amount, each) = (&self.facts[pair.amount], &self.facts[pair.per_share]);
        // "Diluted shares outstanding were 42 million" may follow; what follows with an amount is what that is divided by.
        let last = each.sentence + 1;
        let behind = self.facts.get(pair.per_share..).unwrap_or_default().iter();
        let mut behind = behind.take_while(|fact| fact.sentence <= last).filter(|fact| fact.sentence == last);
        let has_pair = behind.any(|fact| is_money(fact) || fact.figure.kind == FigureKind::PerShare);
        let follows = |fact: &Fact| {
            fact.sentence == last
                && !has_pair
                && fact.modality == each.modality
                && (fact.period.is_none() || fact.period == each.period)
        };
        let near = |fact: &Fact| {
            let beside = (amount.sentence..=each.sentence).contains(&fact.sentence);
            fact.turn == each.turn && (beside || follows(fact))
        };
        // "A loss of $0.20 per share on 15 million shares, compared with $1.60 per share": there were others a year ago.
        let is_each = |at: usize| self.facts[at].figure.kind == FigureKind::PerShare;
        let is_of_pair = |at: usize| match at.checked_sub(1) {
            Some(before) if at < pair.amount => !is_each(before) || self.facts[before].sentence != each.sentence,
            _ => !(pair.per_share + 1..at).any(is_each),
        };
        let counts = |at: usize, fact: &Fact| {
            is_of_pair(at) && counts_shares(fact)
                || at == pair.per_share + 1 && is_share_count(&fact.figure) && self.is_basis(fact)
        };
        let start = pair.amount.saturating_sub(4);
        let around = self.facts.iter().enumerate().skip(start).take_while(|(_, fact)| fact.sentence <= last);
        let mut counted = around.filter(|(at, fact)| near(fact) && counts(*at, fact)).map(|(at, _)| at);
        match (counted.next(), counted.next()) {
            (Some(shares), None) => Some(shares),
            _ => None,
        }
    }

    /// Whether a figure is what another rests on: "based on 40 million shares".
    fn is_basis(&self, fact: &Fact) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let before = tokens.iter().rev().skip_while(|token| token.range.end() > fact.figure.range.start());
        let mut before = before.skip_while(|token| matches!(token.class, Class::Hedge | Class::Determiner));
        // "Assuming 42 million shares."
        before.next().is_some_and(|token| {
            matches!(token.class, Class::Link(Link::On | Link::Other) | Class::Modal(Modal::Hypothetical))
        })
    }

    fn is_near(&self, pair: EachShare, other: EachShare) -> bool {
        let (here, before) = (&self.facts[pair.amount], &self.facts[other.amount]);
        here.turn == before.turn && here.sentence - before.sentence <= REACH && pair.of_adjusted == other.of_adjusted
    }

    /// "$0.05 per adjusted share", of which there are not as many as of shares.
    fn is_for_adjusted_share(&self, per_share: usize) -> bool {
        let said = self.sentence.words(self.figure(per_share).range).to_ascii_lowercase();
        said.split_once(" per ").is_some_and(|(_, share)| share.starts_with("adjusted"))
    }
}

fn is_money(fact: &Fact) -> bool {
    fact.figure.kind == FigureKind::Money
}

/// Whether a fact is the number of a company's shares.
fn counts_shares(fact: &Fact) -> bool {
    let named = fact.metric.as_ref().is_some_and(|metric| &*metric.name == SHARE_COUNT);
    named && fact.figure.kind == FigureKind::Count
}

/// Whether the vocabulary says that a fact is another for each share.
fn is_made_of(each: &Fact, amount: &Fact) -> bool {
    let metric = |fact: &Fact| VOCABULARY.metric_named(&fact.metric.as_ref()?.name);
    let made_of = metric(each).and_then(|it| VOCABULARY.metric(it).ratio_of);
    made_of.is_some() && made_of == metric(amount)
}
