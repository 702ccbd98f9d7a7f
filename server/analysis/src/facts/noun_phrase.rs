//! Noun phrases of which the vocabulary knows nothing, as what a figure is about.
//!
//! They are taken only where the grammar leaves no doubt: as the subject of a clause that says nothing else of it ("Card
//! spend was up 13%"), before "of" and the figure ("a wallet share of 8.7%"), and as what changed ("a 2% decline in
//! business deposits").

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use text_size::TextRange;
use tieout_figures::Kind;

use super::statement::Place;
use super::subject::Subject;
use crate::tokens::{Boundary, Class, Direction, Form, Link};

/// The most words of a phrase.
const LONGEST: usize = 5;

/// Words that name nothing which could be measured.
static VAGUE_NOUNS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../vocabulary/vague_nouns.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_ascii_whitespace).collect()
});

/// How verbs begin that say what part of a whole a thing is.
const PARTS_OF_WHOLE: [&str; 5] = ["account", "contribut", "compris", "made", "makes"];

impl Place<'_> {
    /// The phrase that the figure measures, before it in its clause.
    pub(super) fn noun_phrase(&self) -> Option<Subject> {
        let measures = match self.figure.kind {
            Kind::Money | Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints => true,
            Kind::Count => self.figure.unit.is_none(),
            _ => false,
        };
        if !measures {
            return None;
        }
        let (at, lead) = self.lead()?;
        let of = lead == Class::Link(Link::Of);
        let end = if of { at } else { self.predicate()? };
        let start = self.start_of_phrase(end);
        let subject = self.phrase(start..end)?;
        // A subject opens its clause; what follows "of" may stand anywhere behind an article.
        let before = |at: usize| at.checked_sub(1).and_then(|at| self.class(at));
        let determined = before(start) == Some(Class::Determiner);
        let clause = match before(start - usize::from(determined)) {
            None => true,
            Some(Class::Boundary(boundary)) => {
                !matches!(boundary, Boundary::And | Boundary::Reason | Boundary::Parenthesis)
            }
            _ => false,
        };
        let opens = clause || of && (determined || before(start) == Some(Class::Link(Link::With)));
        // "Norway accounted for $5 million": of what, is not said.
        let parts = end < self.token && PARTS_OF_WHOLE.iter().any(|verb| self.word(end).starts_with(verb));
        (opens && !parts).then_some(subject)
    }

    /// The phrase that begins at a token.
    pub(super) fn noun_phrase_at(&self, start: usize) -> Option<Subject> {
        let mut end = start;
        while end < start + LONGEST && matches!(self.class(end), Some(Class::Word | Class::Scope(_))) {
            end += 1;
        }
        self.phrase(start..end)
    }

    /// Where the verb of the clause begins that leads to the figure with nothing else between: "was up", "increased by".
    fn predicate(&self) -> Option<usize> {
        let mut verb = None;
        for at in self.window.clone().rev() {
            match self.view.tokens[at].class {
                Class::Copula | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. }) => {
                    verb = Some(at)
                }
                Class::Hedge | Class::Adverb | Class::Basis(_) => {}
                Class::Determiner | Class::Link(Link::By | Link::At | Link::To) if verb.is_none() => {}
                _ => break,
            }
        }
        verb
    }

    /// Where the phrase begins that ends at a token.
    fn start_of_phrase(&self, end: usize) -> usize {
        let mut start = end;
        while start > self.window.start
            && end - start < LONGEST
            && matches!(self.class(start - 1), Some(Class::Word | Class::Scope(_)))
        {
            start -= 1;
        }
        start
    }

    /// The subject that a phrase names; none for words that name nothing.
    fn phrase(&self, tokens: Range<usize>) -> Option<Subject> {
        if tokens.is_empty() {
            return None;
        }
        let first = self.view.tokens.get(tokens.start)?;
        let last = self.view.tokens.get(tokens.end.checked_sub(1)?)?;
        let words: Vec<&str> = tokens.clone().map(|at| self.word(at)).collect();
        let head = *words.last()?;
        let vague = |word: &&str| VAGUE_NOUNS.contains(word.to_lowercase().as_str());
        // A name alone is that of a part of the company, not of what is measured there.
        let acronym = head.len() > 2 && head.chars().filter(|letter| letter.is_uppercase()).count() > 2;
        let names = acronym || head.starts_with(char::is_lowercase) && (words.len() > 1 || head.ends_with('s'));
        if last.class != Class::Word || !names || words.iter().any(vague) || words.iter().any(|word| word.contains(' '))
        {
            return None;
        }
        let said = TextRange::new(first.range.start(), last.range.end());
        Some(Subject::named(self.view.text.get(Range::<usize>::from(said))?, self.view.segment.clone()))
    }
}
