//! Amounts and what they are for each share: two pairs of one passage stand on one share count, or on two alike.

use tieout_figures::Kind as FigureKind;

use super::explicit::Clauses;
use super::stream::Word;
use super::{Found, Kind, Pairing, Relation, Role};

/// An amount and the same for each share: "$4.8 million, or $0.05 per share".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EachShare {
    amount: usize,
    per_share: usize,
}

/// How many sentences may lie between two pairs.
const REACH: usize = 2;

impl Clauses<'_> {
    /// Pairs each "or $0.05 per share" with the pair before it. `last` is the last pair of the call so far.
    pub(super) fn each_share(&self, last: &mut Option<EachShare>, found: &mut Found) {
        for window in self.stream.symbols.windows(3) {
            let [amount, or, per_share] = window else { continue };
            let (amount, each) = (self.first + amount.index, self.first + per_share.index);
            let says_or = or.word == Some(Word::Or) && window[0].word.is_none() && per_share.word.is_none();
            if !says_or || per_share.strange > 1 || each >= self.facts.len() {
                continue;
            }
            let kinds = (self.figure(amount).kind, self.figure(each).kind);
            if kinds != (FigureKind::Money, FigureKind::PerShare) {
                continue;
            }
            let pair = EachShare { amount, per_share: each };
            if let Some(other) = last.replace(pair) {
                let (here, before) = (&self.facts[amount], &self.facts[other.amount]);
                if here.turn == before.turn && here.sentence - before.sentence <= REACH {
                    let operands = vec![
                        (Role::PerShare, each),
                        (Role::Amount, amount),
                        (Role::OtherPerShare, other.per_share),
                        (Role::OtherAmount, other.amount),
                    ];
                    let pairing = Pairing::Near;
                    found.relations.push(Relation { kind: Kind::PerShare, pairing, sense: None, operands });
                }
            }
        }
    }
}
