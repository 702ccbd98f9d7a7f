//! Ranges: a level against what was guided, a guidance against the one before, and the middle of either.

use tieout_figures::{Amount, Decimal};

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::signs::cues::Cue;
use crate::signs::lists::FORMER;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Token};

/// How many sentences before one that says "the midpoint" must have no other range.
const RANGE_REACH: usize = 3;

impl Clauses<'_> {
    /// What a word of change says of ranges: a range that was raised from another, or a level above an end of one. Says
    /// whether it was about ranges at all.
    pub(super) fn compare_with_range(
        &self,
        it: &Match,
        slot: Slot,
        (level, pairing): (usize, Pairing),
        prior: usize,
        found: &mut Found,
    ) -> bool {
        let sense = self.sense(it, slot);
        let (kind, role) = match (self.is_range(level), self.is_range(prior)) {
            (true, true) if self.says_narrower(it) => (Kind::Narrowing, Role::Prior),
            (true, true) => (Kind::Revision, Role::Prior),
            (false, true) => match self.end_meant(it, slot) {
                Some(end) => (Kind::Comparison, end),
                None => return false,
            },
            _ => return false,
        };
        let operands = vec![(Role::Level, level), (role, prior)];
        found.relations.push(Relation { kind, pairing, sense, operands });
        true
    }

    /// A level within a range.
    pub(super) fn within(&self, it: &Match, found: &mut Found) {
        let (Some(level), Some(range)) = (self.fact(it, Slot::Level), self.fact(it, Slot::Range)) else { return };
        if self.comparable(level, range) && !self.is_range(level) {
            let operands = vec![(Role::Level, level), (Role::Span, range)];
            let pairing = Pairing::Clause;
            found.relations.push(Relation { kind: Kind::Comparison, pairing, sense: None, operands });
        }
    }

    /// The middle of a range, which may stand in the sentence before. "The midpoint is $5 million above" says something
    /// else.
    pub(super) fn midpoint(&self, it: &Match, found: &mut Found) {
        let Some(midpoint) = self.fact(it, Slot::Midpoint) else { return };
        // "$0.15 of which at the midpoint is from tax"
        if self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Of)) {
            return;
        }
        // "$200 million to $220 million, call it $210 million at the midpoint": nothing else is named.
        if let (Some(range), [first, second, last]) = (self.fact(it, Slot::Range), self.symbols_of(it))
            && first.word.is_none()
            && second.word.is_none()
            && last.word == Some(Word::Midpoint)
        {
            let says = |token: &Token| is_any(self.sentence.words(token.range), &["call", "it", "call it", "say"]);
            let plain =
                |token: &Token| matches!(token.class, Class::Boundary(Boundary::Comma) | Class::Hedge) || says(token);
            // "At the midpoint of our plan".
            let next = self.sentence.reading.tokens.get(last.token + 1);
            let narrows = next.is_some_and(|next| matches!(next.class, Class::Link(_)));
            if narrows || !self.between(range, midpoint).all(plain) {
                return;
            }
        }
        let (range, pairing) = match self.fact(it, Slot::Range) {
            // "We lifted guidance to $4.00 to $4.20, or $0.10 at the midpoint": by that much.
            Some(range) if !self.is_of_one_size(range, midpoint) => return,
            Some(range) => (range, Pairing::Clause),
            None => match self.range_before(it, midpoint) {
                Some(range) => (range, Pairing::Near),
                None => return,
            },
        };
        let behind = it.slot(Slot::Midpoint).and_then(|at| self.stream.symbols.get(at + 1));
        // "Exceeded the midpoint of our $98 million to $104 million range by $2 million"; "a midpoint of $105 million, up 5%".
        let link = self.sentence.reading.token_from(self.figure(midpoint).range.start()).checked_sub(1);
        let link = link.and_then(|link| self.sentence.reading.tokens.get(link)).map(|link| link.class);
        let [by, of] = [Link::By, Link::Of].map(|it| link == Some(Class::Link(it)));
        let compares =
            by || !of && behind.is_some_and(|it| matches!(it.word, Some(Word::Up | Word::Above | Word::Raised)));
        if !compares && !self.is_middle_of_other(it, midpoint, range) {
            let operands = vec![(Role::Midpoint, midpoint), (Role::Span, range)];
            found.relations.push(Relation { kind: Kind::Midpoint, pairing, sense: None, operands });
        }
    }

    /// Whether the middle may be that of another range: "versus a midpoint of $98 million", "the midpoint of our prior range",
    /// or one of a range that the sentence says too.
    fn is_middle_of_other(&self, it: &Match, midpoint: usize, range: usize) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let from = it.slot(Slot::Range).and_then(|at| self.stream.symbols.get(at)).map_or(0, |symbol| symbol.token + 1);
        let to = self.sentence.reading.token_from(self.figure(midpoint).range.start());
        let between = tokens.get(from..to).unwrap_or_default();
        let based = |token: &Token| {
            matches!(token.class, Class::Link(Link::From | Link::Versus | Link::ComesFrom) | Class::Basis(_))
        };
        let former = |token: &Token| is_any(self.sentence.words(token.range), &FORMER);
        let in_sentence = |at: &usize| self.facts[*at].sentence == self.facts[midpoint].sentence;
        let mut others = (self.first..self.facts.len()).take_while(in_sentence).filter(|at| *at != range);
        let holds = |other: usize| match (self.figure(other).amount, self.figure(midpoint).amount) {
            (Amount::Range { low, high }, Amount::Single(it)) => low.value <= it.value && it.value <= high.value,
            _ => false,
        };
        between.iter().any(|token| based(token) || former(token))
            || self.behind(midpoint).next().is_some_and(based)
            || others.any(|other| holds(other) && same_unit(self.figure(other), self.figure(midpoint)))
    }

    /// The one range of the sentence before, where a sentence opens with its middle and says nothing else of it: "The
    /// midpoint is $410 million."
    fn range_before(&self, it: &Match, midpoint: usize) -> Option<usize> {
        let (here, said) = (self.facts.get(self.first)?, &self.facts[midpoint]);
        let near = (0..self.first).rev().take_while(|at| {
            let fact = &self.facts[*at];
            fact.sentence + RANGE_REACH >= here.sentence && fact.turn == here.turn
        });
        // Of two ranges, either may be meant.
        let mut alike = near.filter(|at| same_unit(self.figure(*at), self.figure(midpoint)));
        let range = alike.next().filter(|range| self.facts[*range].sentence + 1 == here.sentence)?;
        if alike.any(|other| self.is_range(other) || self.facts[other].sentence + 1 == here.sentence) {
            return None;
        }
        // "The midpoint was $2.10 before."
        let ends = self.behind(midpoint).next().is_none_or(|token| matches!(token.class, Class::Boundary(_)));
        if !ends || !self.is_of_one_size(range, midpoint) {
            return None;
        }
        // "The midpoint of our margin guidance is 5%."
        let same = said.metric.is_none() || said.metric_name() == self.facts[range].metric_name();
        let symbol = self.stream.symbols.get(it.slot(Slot::Midpoint)?)?;
        // "At the midpoint, $30 million comes from the acquisition."
        let equals = symbol.led
            || self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Is) || symbol.word == Some(Word::It));
        let close = equals && symbol.strange == 0 && symbol.subject == Subject::Unsaid;
        (it.start == 0 && same && close && self.is_range(range)).then_some(range)
    }

    /// Whether an amount is within ten times a range, so that it may be its middle: "$2.20" is none of "$400 million to $420
    /// million".
    fn is_of_one_size(&self, range: usize, single: usize) -> bool {
        let (Amount::Range { low, high }, Amount::Single(it)) = (self.figure(range).amount, self.figure(single).amount)
        else {
            return false;
        };
        let ten = |value: Decimal| value.checked_mul(Decimal::TEN);
        let within = ten(it.value).zip(ten(high.value)).map(|(up, most)| up >= low.value && it.value <= most);
        within == Some(true)
    }

    /// Whether a match says that a range came nearer to its middle.
    fn says_narrower(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let cue = |token: usize| self.sentence.reading.marks.cue(&self.sentence.reading.tokens[token]);
        symbols.iter().any(|symbol| cue(symbol.token) == Some(Cue::Narrow))
    }

    fn is_range(&self, fact: usize) -> bool {
        matches!(self.figure(fact).amount, Amount::Range { .. })
    }

    /// The end that is named between the word of change and the range: "above the high end of our guidance of".
    fn end_meant(&self, it: &Match, slot: Slot) -> Option<Role> {
        let at = it.slot(slot)?;
        let (from, to) = (self.stream.symbols.get(at.checked_sub(1)?)?.token, self.stream.symbols.get(at)?.token);
        let between = self.sentence.reading.tokens.get(from..to)?.iter();
        between.into_iter().find_map(|token| match self.sentence.reading.marks.cue(token)? {
            Cue::HighEnd => Some(Role::HighEnd),
            Cue::LowEnd => Some(Role::LowEnd),
            _ => None,
        })
    }
}
