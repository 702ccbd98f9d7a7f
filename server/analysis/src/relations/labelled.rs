//! Levels in parentheses behind the time they are of, "£12 million (2030: £10 million)": whether what is said beside them is
//! by how much the level before them differs from them.

use tieout_figures::Kind as FigureKind;

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, Symbol};
use super::words::Word;
use crate::facts::Basis;
use crate::tokens::{Boundary, Class, Form, Link, Token};
use crate::vocabulary::VOCABULARY;

impl Clauses<'_> {
    /// Whether a match holds a level against one in parentheses.
    pub(super) fn has_label(&self, it: &Match) -> bool {
        self.label(it).is_some()
    }

    /// Whether a step to a level before parentheses may be over a shorter time than they are: what is owed or held is often said
    /// to have changed since the last report, beside what it was a year ago.
    pub(super) fn may_be_since_last(&self, it: &Match) -> bool {
        let metric = self.fact(it, Slot::Level).and_then(|level| self.facts.get(level)?.known_metric());
        let flows =
            metric.and_then(|it| VOCABULARY.metric_named(&it.name)).is_some_and(|id| !VOCABULARY.metric(id).stock);
        let by = self.fact(it, Slot::By);
        let is_points =
            |by: usize| matches!(self.figure(by).kind, FigureKind::PercentagePoints | FigureKind::BasisPoints);
        self.has_label(it)
            && !(flows && by.is_some_and(|by| self.figure(by).kind == FigureKind::Percent || is_points(by)))
    }

    /// Where the time stands, in the symbols of a match.
    fn label(&self, it: &Match) -> Option<usize> {
        self.symbols_of(it).iter().position(|symbol| symbol.word == Some(Word::Label))
    }

    /// Whether what is said of a level may be held against something else than the level in parentheses: another time,
    /// another measure, what was planned.
    pub(super) fn may_leave_label(&self, it: &Match) -> bool {
        let Some(label) = self.label(it) else { return false };
        let Some((level, prior)) = self.fact(it, Slot::Level).zip(self.fact(it, Slot::Prior)) else { return true };
        let steps = [Slot::By, Slot::By2].into_iter().filter_map(|slot| self.fact(it, slot));
        self.restates(level)
            || self.says_otherwise()
            || self.names_time(it, label)
            || self.goes_on_to_base(it)
            || self.is_apart(it)
            || self.is_measured_otherwise(it)
            || steps.into_iter().any(|by| self.may_be_of_step(it, by, (level, prior)))
    }

    /// Whether the sentence speaks of what is expected, or sets several values against several others.
    fn says_otherwise(&self) -> bool {
        self.sentence.reading.tokens.iter().any(|token| {
            matches!(token.class, Class::Modal(_) | Class::Negation)
                || self.sentence.words(token.range).eq_ignore_ascii_case("respectively")
        })
    }

    /// Whether a time is named beside the level or the step: "up 3% in the second half to £12 million (2030: £10 million)".
    fn names_time(&self, it: &Match, label: usize) -> bool {
        let symbols = self.symbols_of(it);
        let (Some(first), Some(label), Some(last)) = (symbols.first(), symbols.get(label), symbols.last()) else {
            return true;
        };
        let tokens = &self.sentence.reading.tokens;
        // Without a step, a time named before it may be that since which it went where it is.
        let from = if it.slot(Slot::By).is_some() { first.token } else { 0 };
        let before = tokens.get(from..label.token).unwrap_or_default().iter();
        let behind = tokens.get(last.token + 1..).unwrap_or_default().iter();
        let ends = |token: &&Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::Stop));
        let behind = behind.take_while(ends).filter(|_| it.slot(Slot::By) > it.slot(Slot::Prior));
        before.chain(behind).any(|token| match token.class {
            Class::Basis(basis) => basis != Basis::YearOverYear,
            Class::Period(_) | Class::Other(_) => true,
            _ => false,
        })
    }

    /// Whether another base follows: "(2030: £10 million) from £11 million", "up 20% on budget".
    fn goes_on_to_base(&self, it: &Match) -> bool {
        let next = self.stream.symbols.get(it.end).and_then(|symbol| symbol.word);
        let last = self.symbols_of(it).last().map_or(0, |symbol| symbol.token);
        let behind = self.sentence.reading.tokens.get(last + 1..).unwrap_or_default().iter();
        let mut behind = behind
            .skip_while(|token| token.class == Class::Boundary(Boundary::Parenthesis))
            .take_while(|token| !matches!(token.class, Class::Boundary(_)));
        matches!(next, Some(Word::From | Word::Versus | Word::Over | Word::Label))
            || behind.any(|token| {
                matches!(token.class, Class::Link(Link::On | Link::From | Link::Versus | Link::Than | Link::Other))
            })
    }

    /// Whether something stands beside a step that it may be measured by: "up 11% at CER to", "5 points above", "(2030: £10
    /// million), up 25% in Europe".
    fn is_measured_otherwise(&self, it: &Match) -> bool {
        let Some((by, level)) = it.slot(Slot::By).zip(it.slot(Slot::Level)) else { return false };
        let tokens = &self.sentence.reading.tokens;
        if by < level {
            return self.stream.symbols.get(by + 1..=level).unwrap_or_default().iter().any(|it| it.strange > 0);
        }
        let compares = |symbol: &Symbol| {
            let class = tokens.get(symbol.token).map(|token| token.class);
            matches!(class, Some(Class::Direction(direction)) if direction.form == Form::Preposition)
        };
        let is_last = Some(by) > it.slot(Slot::Prior);
        let last = self.symbols_of(it).last().map_or(0, |symbol| symbol.token);
        let behind = tokens.get(last + 1..).unwrap_or_default().iter();
        let mut behind = behind.take_while(|token| !matches!(token.class, Class::Boundary(_)));
        self.symbols_of(it).iter().any(compares)
            || is_last && behind.any(|token| !matches!(token.class, Class::Basis(Basis::YearOverYear) | Class::Adverb))
    }

    /// Whether a step behind the parentheses may be that of something else: "(2030: £10 million), enquiries up 20%".
    fn is_apart(&self, it: &Match) -> bool {
        let (Some(prior), Some(by)) = (it.slot(Slot::Prior), it.slot(Slot::By)) else { return false };
        let between = self.stream.symbols.get(prior + 1..=by).unwrap_or_default();
        let strange = |symbol: &Symbol| symbol.strange > 0 || symbol.subject != Subject::Unsaid;
        between.iter().any(strange)
    }

    /// Whether the parentheses may give by how much it was then, and not how much: "£12 million, up £2 million (2030: £1
    /// million)", "94%, up 2% (2030: 3%)".
    fn may_be_of_step(&self, it: &Match, by: usize, (level, prior): (usize, usize)) -> bool {
        let basis = self.facts.get(by).and_then(|by| by.basis);
        let behind_step = it.slot(Slot::By).map(|by| by + 2) == it.slot(Slot::Prior);
        let kind = |fact: usize| self.figure(fact).kind;
        basis.is_some_and(|basis| basis != Basis::YearOverYear)
            || kind(by) == FigureKind::Percent && kind(level) == FigureKind::Percent
            || behind_step && kind(by) == kind(prior)
            || kind(by) == FigureKind::Count
    }
}
