//! Second steps: what is said of a level behind "and", or said of it again, and whether it is surely said of that level and
//! over that base.

use tieout_figures::Kind as FigureKind;
use tieout_transcript::Month;

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, Symbol, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::Basis;
use crate::signs::lists::EXPECTATIONS;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, PeriodWord, Token};

/// How many words beside a figure are asked when it was, or over what base.
const BASE_REACH: usize = 5;
impl Clauses<'_> {
    /// Whether a step behind "and" may be that of something else: "deposits were $12 million and borrowings increased 20%
    /// compared to $10 million".
    pub(super) fn is_said_of_other(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let Some(and) = symbols.iter().position(|symbol| symbol.word == Some(Word::And)) else { return false };
        let own = |symbol: &Symbol| symbol.strange == 0 && symbol.subject == Subject::Unsaid && !symbol.led;
        let goes_on = symbols.get(and + 1).is_some_and(own);
        let is_at = |slot: Slot, at: usize| it.slot(slot) == Some(it.start + at);
        // "... was $12 million and increased 20% compared to $10 million".
        if and == 1 && is_at(Slot::Level, 0) && is_at(Slot::By, 3) {
            return !(goes_on && self.is_all_said_of(it) && self.is_right_beside(it, Slot::By, Slot::Prior));
        }
        // "Rose 20% to $12 million from $10 million, and increased 50% compared to $8 million".
        let opens = symbols.first().is_some_and(|symbol| symbol.word == Some(Word::Up));
        opens && it.slot(Slot::Prior2).is_some() && !(goes_on && self.is_right_beside(it, Slot::By2, Slot::Prior2))
    }

    /// The steps of two levels that are listed with two bases, each of which is that of the level in its place: "sales of the
    /// two were $100 million and $80 million, up 25% and 60% from $80 million and $50 million". True where a level stands
    /// before that of the match, whatever comes of it.
    pub(super) fn steps_of_two_levels(&self, it: &Match, found: &mut Found) -> bool {
        let (Some(first), Some(second)) = (self.listed_before(it), self.fact(it, Slot::Level)) else { return false };
        let paired = it.slot(Slot::Prior2).is_some() && it.slot(Slot::By2).is_some();
        if !self.is_listed(it) {
            // "Revenue was $100 million and EBITDA $40 million, up 25% and 33% from $80 million and $30 million."
            return paired && !self.follows_base(it, Slot::Prior2);
        }
        // "Up a combined 38% from $80 million and $50 million", "up 20% and 50% in constant currency".
        if !paired || self.restates(first) || self.restates(second) {
            return true;
        }
        // "$100 million and $80 million, up 25% from $80 million and 60% from $50 million" says the same.
        for (level, by, prior) in [(first, Slot::By, Slot::Prior), (second, Slot::By2, Slot::Prior2)] {
            if let (Some(growth), Some(base)) = (self.fact(it, by), self.fact(it, prior))
                && self.figure(growth).kind == FigureKind::Percent
                && self.figure(level).kind != FigureKind::Percent
                && self.comparable(level, base)
            {
                let operands = vec![(Role::Growth, growth), (Role::Level, level), (Role::Prior, base)];
                let sense = self.sense(it, by);
                found.relations.push(Relation { kind: Kind::Growth, pairing: Pairing::Near, sense, operands });
            }
        }
        true
    }

    /// The same where only the bases are said: "sales of the two were $100 million and $40 million, up from $80 million and $35
    /// million". Of two levels with names of their own nothing is said.
    pub(super) fn directions_of_two_levels(&self, it: &Match, found: &mut Found) -> bool {
        let (Some(first), Some(second)) = (self.listed_before(it), self.fact(it, Slot::Level)) else { return false };
        // "Up from $80 million and down from $45 million": the first base is that of the first level.
        let (Some(prior), Some(prior2)) = (self.fact(it, Slot::Prior), self.fact(it, Slot::Prior2)) else {
            return self.is_listed(it);
        };
        let apart = self.sentence.text().contains("respectively");
        let listed = self.is_listed(it) && !self.follows_base(it, Slot::Prior2);
        // "Up from $10 million in June and $14 million a year ago": two bases of either.
        let dated = self.is_dated(prior) || self.is_dated(prior2) && !apart;
        if listed && !dated {
            for (level, prior, slot) in [(first, prior, Slot::Prior), (second, prior2, Slot::Prior2)] {
                if self.comparable(level, prior) {
                    let operands = vec![(Role::Level, level), (Role::Prior, prior)];
                    let (kind, pairing, sense) = (Kind::Direction, Pairing::Near, self.sense(it, slot));
                    found.relations.push(Relation { kind, pairing, sense, operands });
                }
            }
        }
        self.is_listed(it) || apart
    }

    /// Whether a word for a base stands right before a figure.
    fn follows_base(&self, it: &Match, slot: Slot) -> bool {
        let before = it.slot(slot).and_then(|at| self.stream.symbols.get(at.checked_sub(1)?));
        before.is_some_and(|before| matches!(before.word, Some(Word::From | Word::Versus)))
    }

    /// The level that stands before that of a match, with nothing but "and" and words between them.
    fn listed_before(&self, it: &Match) -> Option<usize> {
        let level = self.fact(it, Slot::Level).filter(|_| it.slot(Slot::Level) == Some(it.start))?;
        let [first, and] = self.stream.symbols.get(..it.start)?.last_chunk::<2>()?;
        let first_fact = self.facts.get(self.first + first.index).filter(|_| first.word.is_none())?;
        let listed = and.word == Some(Word::And) && same_unit(&first_fact.figure, self.figure(level));
        listed.then_some(self.first + first.index)
    }

    /// Whether nothing is named between "and" and the level behind it.
    fn is_listed(&self, it: &Match) -> bool {
        let level = self.stream.symbols.get(it.start);
        level.is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid && !it.led)
    }

    /// Whether nothing but words for a change and a base stands before a step and between it and its base: "increased 2%
    /// compared to $10 million", not "increased by 2% the reserve from $10 million".
    fn is_right_beside(&self, it: &Match, by: Slot, prior: Slot) -> bool {
        let symbol = |at: usize| self.stream.symbols.get(at);
        let Some((by, prior)) = it.slot(by).zip(it.slot(prior)) else { return false };
        let own = |at: usize| symbol(at).is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid);
        let places = symbol(by).zip(symbol(by + 1)).map(|(by, link)| by.token + 1 == link.token);
        prior == by + 2 && own(by) && own(prior) && places == Some(true)
    }

    /// Whether a step is said of something else than the levels beside it: "versus $6 million, a decline in volume of $1 million",
    /// "versus the $6 million we had planned, a decline of 19% from last year".
    pub(super) fn is_over_base_of_its_own(&self, it: &Match) -> bool {
        let (Some(level), Some(prior)) = (it.slot(Slot::Level), it.slot(Slot::Prior)) else { return false };
        let by = it.slot(Slot::By).filter(|by| level < prior && prior < *by && it.slot(Slot::Prior2).is_none());
        let symbol = |at: usize| self.stream.symbols.get(at).map(|symbol| symbol.token);
        let (Some(prior), Some(first)) = (symbol(prior), by.and_then(symbol)) else { return false };
        let last = self.symbols_of(it).last().map_or(first, |symbol| symbol.token);
        let tokens = &self.sentence.reading.tokens;
        let is_up = |at: &usize| matches!(tokens[*at].class, Class::Direction(_));
        let up = (prior + 1..first).rev().find(is_up);
        let is_part = up.is_some_and(|up| self.is_in_something(up, first));
        is_part || self.names_base(last) && self.is_of_other_time(prior)
    }

    /// Whether a change is one in something: "an increase in services of $2 million".
    fn is_in_something(&self, up: usize, by: usize) -> bool {
        let between = self.sentence.reading.tokens.get(up + 1..by).unwrap_or_default();
        between.iter().any(|token| token.class == Class::Link(Link::In))
    }

    /// Whether what stands behind a figure says over what base it is: "from last year", "year over year".
    fn names_base(&self, at: usize) -> bool {
        let behind = self.sentence.reading.tokens.get(at + 1..).unwrap_or_default().iter();
        let mut behind = behind.take(BASE_REACH).take_while(|token| !matches!(token.class, Class::Boundary(_)));
        behind.any(|token| matches!(token.class, Class::Basis(_) | Class::Period(_)))
    }

    /// Whether a growth stands beside a level that was only forecast, over which it is not: "fell 6% to $1.16 billion, compared
    /// with $1.12 billion in the poll".
    pub(super) fn is_beside_forecast(&self, it: &Match) -> bool {
        let Some((by, prior)) = self.fact(it, Slot::By).zip(it.slot(Slot::Prior)) else { return false };
        let symbol = |at: usize| self.stream.symbols.get(at);
        let link = prior.checked_sub(1).and_then(symbol).filter(|link| link.word == Some(Word::Versus));
        let (Some(link), Some(prior)) = (link, symbol(prior)) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let ends = |token: &&Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_));
        let before = tokens.get(link.token + 1..prior.token).unwrap_or_default().iter();
        let behind = tokens.get(prior.token + 1..).unwrap_or_default().iter().take(BASE_REACH).take_while(ends);
        let is_percent = self.figure(by).kind == FigureKind::Percent;
        is_percent && before.chain(behind).any(|token| self.is_thought_of(token))
    }

    /// Whether a word says that a level was only thought of.
    fn is_thought_of(&self, token: &Token) -> bool {
        let word = self.sentence.words(token.range);
        matches!(token.class, Class::Modal(_)) || is_any(word, &EXPECTATIONS)
    }

    /// Whether a level is said to be of what was planned, or of a time that is not a year ago.
    fn is_of_other_time(&self, prior: usize) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let ends = |token: &&Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_));
        let before = tokens.get(..prior).unwrap_or_default().iter().rev().take(BASE_REACH).take_while(ends);
        let behind = tokens.get(prior + 1..).unwrap_or_default().iter().take(BASE_REACH).take_while(ends);
        before.chain(behind).any(|token| match token.class {
            _ if self.is_thought_of(token) => true,
            Class::Period(PeriodWord::SamePeriod(away) | PeriodWord::Year(away)) => away >= 0,
            Class::Period(_) => true,
            Class::Basis(basis) => basis != Basis::YearOverYear,
            Class::Word => {
                // A time of a year that is named without the year.
                Month::named(self.sentence.words(token.range)).is_some()
            }
            // A year, or a quarter of one, is mostly the one before.
            Class::Other(_) => !self.sentence.words(token.range).contains("20"),
            _ => false,
        })
    }

    /// Whether an amount and a percentage behind "or" are those of a part: "an increase in services of $2 million or 12%", "an
    /// increase of $4 million or 12% in prices".
    pub(super) fn is_change_of_part(&self, it: &Match) -> bool {
        let symbol = |slot: Slot| Some(self.stream.symbols.get(it.slot(slot)?)?.token);
        let Some((by, by2)) = symbol(Slot::By).zip(symbol(Slot::By2)) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let is_up = |at: &usize| matches!(tokens[*at].class, Class::Direction(_));
        let first = self.symbols_of(it).first().map_or(by, |symbol| symbol.token);
        let up = (first..by).rev().find(is_up);
        let mut behind = tokens.get(by2 + 1..).unwrap_or_default().iter();
        let leads = behind.next().is_some_and(|token| {
            matches!(token.class, Class::Link(Link::In | Link::Of | Link::At | Link::On | Link::For | Link::With))
        });
        let mut behind = behind.skip_while(|token| token.class == Class::Determiner);
        let is_time = |token: &Token| matches!(token.class, Class::Period(_) | Class::Other(_) | Class::Basis(_));
        up.is_some_and(|up| self.is_in_something(up, by)) || leads && !behind.next().is_some_and(is_time)
    }

    /// Whether the level that a match begins with is the first figure of its sentence and what its subject is: "deposits were
    /// $12 million", not "with deposits of $12 million".
    fn is_all_said_of(&self, it: &Match) -> bool {
        let symbols = self.stream.symbols.get(..=it.start).unwrap_or_default();
        let before = symbols.iter().filter(|symbol| symbol.word.is_none()).count();
        symbols.last().is_some_and(|level| level.led) && before == 1
    }

    /// Whether the words right behind a figure say when it was: "from $10 million in June". Growth that is said without that
    /// may be over another base.
    fn is_dated(&self, fact: usize) -> bool {
        let near = self.behind(fact).take(BASE_REACH);
        let mut near = near.take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Figure(_)));
        near.any(|token| matches!(token.class, Class::Period(_) | Class::Other(_)) || self.is_month(token))
    }

    pub(super) fn is_month(&self, token: &Token) -> bool {
        Month::named(self.sentence.words(token.range)).is_some()
    }

    /// Whether a growth before a level and an amount behind it are said over one base: nothing stands beside the growth that
    /// would give it another, and the two go the same way.
    pub(super) fn is_over_one_base(&self, it: &Match, growth: usize, change: usize) -> bool {
        let basis = |fact: usize| self.facts.get(fact).and_then(|fact| fact.basis);
        let level = self.fact(it, Slot::Level);
        let of_two_kinds = level.is_some_and(|level| {
            same_unit(self.figure(level), self.figure(change)) && !same_unit(self.figure(level), self.figure(growth))
        });
        let token = |slot: Slot| Some(self.stream.symbols.get(it.slot(slot)?)?.token);
        let Some((from, to)) = token(Slot::By2).zip(token(Slot::Level)) else { return false };
        let between = self.sentence.reading.tokens.get(from + 1..to).unwrap_or_default();
        let says_more = |token: &Token| {
            matches!(
                token.class,
                Class::Period(_) | Class::Other(_) | Class::Basis(_) | Class::Word | Class::Boundary(Boundary::Comma)
            )
        };
        of_two_kinds
            && (basis(growth) == basis(change) || basis(growth).is_none() && basis(change) == Some(Basis::YearOverYear))
            && (basis(change).is_some() || !self.fact(it, Slot::Prior).is_some_and(|prior| self.is_dated(prior)))
            && !between.iter().any(says_more)
            && self.sense(it, Slot::By2) == self.sense(it, Slot::By)
    }
}
