//! What changed, where the noun of the change says it: "a 5% reduction in expenses", "a 3% toll reduction", "card balance
//! growth of 9%".

use tieout_figures::Kind;
use tieout_transcript::Month;

use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{ENDINGS, SORTS};
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Class, Direction, Form, Link, Sense};

impl Place<'_> {
    /// What changed, where the figure says by how much and its noun stands behind it: "a 5% reduction in expenses". Some
    /// and none where something changed that is not known.
    pub(super) fn of_change(&self) -> Option<Option<Subject>> {
        let mut at = self.after.start;
        while self.after.contains(&at)
            && at < self.after.start + 3
            && matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb | Class::Scope(_) | Class::Word))
        {
            at += 1;
        }
        let noun = matches!(self.class(at), Some(Class::Direction(Direction { form: Form::Noun, .. })));
        let of = matches!(self.class(at + 1), Some(Class::Link(Link::In | Link::Of | Link::To | Link::On)));
        if noun && !of && at > self.after.start && self.figure.kind == Kind::Percent {
            return self.changed_before_noun().map(Some);
        }
        if !noun || !of || !self.after.contains(&(at + 1)) {
            return None;
        }
        if let Some(mention) = self.mention_at(at + 2) {
            return Some(Subject::of(mention).measured_by(self.figure.kind));
        }
        let mut object = at + 2;
        while matches!(self.class(object), Some(Class::Determiner | Class::Adverb | Class::Pronoun(_))) {
            object += 1;
        }
        // "5% growth in the quarter" leaves open what grew.
        let named = matches!(self.class(object), Some(Class::Word | Class::Scope(_)));
        // "16% growth in our ferry businesses"
        let part = || {
            let end = (object..self.after.end).take_while(|at| self.is_in_phrase(*at)).last()? + 1;
            // "double-digit growth in Personal Tours"
            let large = |at: usize| self.word(at).starts_with(char::is_uppercase) && !is_vague(self.word(at));
            let month = Month::named(self.word(object)).is_some();
            if end > object + 1 && (object..end).all(large) && !month {
                return Some(Subject::growth_of(Some(self.view.small_words(object..end).into())));
            }
            self.part_between(object..end).map(|part| Subject::growth_of(Some(part)))
        };
        let part = || part().filter(|_| matches!(self.figure.kind, Kind::Percent | Kind::Vague));
        named.then(|| self.noun_phrase_at(object).or_else(part))
    }

    /// What changed, where its own words stand between the figure and the noun of the change: "a 3% ferry toll reduction".
    fn changed_before_noun(&self) -> Option<Subject> {
        let start = self.after.start;
        let end = (start..self.after.end).find(|at| self.class(*at) != Some(Class::Word))?;
        let noun = matches!(
            self.class(end),
            Some(Class::Direction(Direction { form: Form::Noun, sense: Sense::Up | Sense::Down }))
        );
        let of = matches!(self.class(end + 1), Some(Class::Link(Link::Of | Link::In)));
        if !noun || of || end > start + 3 {
            return None;
        }
        self.noun_phrase_at(start).or_else(|| self.grown(start, end))
    }

    /// "13% Harbor Services growth" is that of a part, "27% seat growth" that of seats.
    fn grown(&self, start: usize, end: usize) -> Option<Subject> {
        let capital = |at: usize| self.word(at).starts_with(char::is_uppercase) && !is_vague(self.word(at));
        if (start..end).all(capital) {
            return Some(Subject::growth_of(Some(self.view.small_words(start..end).into())));
        }
        let word = self.word(start);
        let thing = end == start + 1 && is_noun(word) && !is_vague(word) && !describes(word);
        thing.then(|| Subject::named(word, self.view.segment.clone()).with_noun(self.word(end)))
    }

    /// What grew, where it stands before the noun of the change: "reflecting card balance growth of 9%". Some and none where
    /// it cannot be named.
    pub(super) fn of_own_change(&self) -> Option<Option<Subject>> {
        let (of, Class::Link(Link::Of)) = self.lead()? else { return None };
        let change = of.checked_sub(1).filter(|change| self.window.contains(change))?;
        if !matches!(self.class(change), Some(Class::Direction(Direction { form: Form::Noun, .. }))) {
            return None;
        }
        let end = (self.window.start..change)
            .rev()
            .find(|at| !matches!(self.class(*at), Some(Class::Basis(_) | Class::Adverb)))
            .map_or(change, |last| last + 1);
        // "a toll impact of $5 million" is that impact.
        let effect = matches!(self.class(change), Some(Class::Direction(Direction { sense: Sense::Free, .. })));
        // "driven by Harbor 365 growth of 38%": a name in the middle of a sentence is that of a part.
        let name = self.start_of_phrase(end);
        let capital = |at: usize| self.word(at).starts_with(char::is_uppercase);
        if !effect && name > 0 && name < end && self.figure.kind == Kind::Percent && (name..end).all(capital) {
            return Some(Some(Subject::growth_of(Some(self.view.small_words(name..end).into()))));
        }
        let phrase = self.phrase_before(end, if effect { 1 } else { 2 })?;
        let last = end.checked_sub(1)?;
        let mentioned = self.view.mentions.iter().any(|mention| (mention.tokens.start..mention.end).contains(&last));
        let last = self.word(last);
        // "our ferry business growth of 9%"
        if let Some(part) = self.part_before(end).filter(|_| !effect) {
            return Some(Some(Subject::growth_of(Some(part))));
        }
        let phrase = if effect { phrase.map(|it| it.with_noun(self.word(change))) } else { phrase };
        (!describes(last) && !mentioned).then_some(phrase)
    }
}

/// Whether a word says how something grew, not what: "an impressive growth of 9%", "truly impressive growth".
fn describes(word: &str) -> bool {
    ENDINGS.iter().any(|ending| word.ends_with(ending)) || is_any(word, &SORTS)
}
