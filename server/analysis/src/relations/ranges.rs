//! Ranges: a level against what was guided, and a guidance against the one before.

use tieout_figures::Amount;

use super::cues::Cue;
use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::{Found, Kind, Pairing, Relation, Role};

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
