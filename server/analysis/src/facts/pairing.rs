//! Pairing: lists of figures that go with lists of metrics, "respectively".
//!
//! "Revenue and EBITDA grew 5% and 7%, respectively"; "net income was $8 million and EPS was $0.13, up 21% and 24%,
//! respectively"; "GAAP and non-GAAP gross margin were 59% and 60%, respectively"; "$3 million and $2 million in Norway and
//! Sweden, respectively".

use std::ops::Range;
use std::sync::Arc;

use super::mention::Mention;
use super::statement::{Place, Statement, View};
use super::subject::Subject;
use crate::signs::words::{is_noun, is_vague};
use crate::tokens::{Boundary, Class, Link};
use crate::vocabulary::VOCABULARY;

impl View<'_> {
    /// The tokens from the first to the last figure of the list that "respectively" stands behind.
    fn paired_figures(&self) -> Option<Range<usize>> {
        let end = self.tokens.iter().enumerate().position(|(at, token)| {
            token.class == Class::Adverb && self.word(at).eq_ignore_ascii_case("respectively")
        })?;
        // "in Norway and Sweden, respectively": the figures stand before the parts.
        let end = self.parts_before(end).map_or(end, |parts| parts.start - 1);
        let list = self.tokens[..end].iter().rev().take_while(|token| {
            matches!(
                token.class,
                Class::Figure(_)
                    | Class::Boundary(Boundary::And | Boundary::Comma)
                    | Class::Hedge
                    | Class::Determiner
                    | Class::Basis(_)
                    | Class::Period(_)
                    | Class::Other(_)
            )
        });
        let start = end - list.count();
        let figure = |at: &usize| matches!(self.tokens[*at].class, Class::Figure(_));
        let (first, last) = ((start..end).find(figure)?, (start..end).rfind(figure)?);
        (first < last).then_some(first..last + 1)
    }
}

impl View<'_> {
    /// The tokens of a list of parts that ends at a token, behind "in" or "for".
    fn parts_before(&self, end: usize) -> Option<Range<usize>> {
        let end = end - usize::from(self.is_joint(end.checked_sub(1)?));
        let list = (0..end).rev().take(LONGEST_LIST).take_while(|at| self.is_of_part(*at) || self.is_joint(*at));
        let start = list.last()?;
        let leads = start
            .checked_sub(1)
            .is_some_and(|lead| matches!(self.tokens[lead].class, Class::Link(Link::In | Link::For | Link::From)));
        (leads && self.names(start..end).len() > 1).then_some(start..end)
    }

    fn is_joint(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|it| it.class), Some(Class::Boundary(Boundary::And | Boundary::Comma)))
    }

    fn is_of_part(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|it| it.class), Some(Class::Word | Class::Scope(_) | Class::Determiner))
    }

    /// The names of a list, in lower case; none where one of them is no name.
    fn names(&self, list: Range<usize>) -> Vec<Arc<str>> {
        let tokens: Vec<usize> = list.collect();
        let mut names: Vec<Arc<str>> = Vec::new();
        for name in tokens.split(|at| self.is_joint(*at)).filter(|name| !name.is_empty()) {
            let words = name.iter().filter(|at| self.tokens[**at].class != Class::Determiner).map(|at| self.word(*at));
            let words: Vec<&str> = words.collect();
            let named = words.iter().any(|word| word.starts_with(char::is_uppercase))
                || words.last().is_some_and(|last| (is_noun(last) || last.ends_with("ing")) && !is_vague(last));
            if !named || words.len() > LONGEST_NAME {
                return Vec::new();
            }
            names.push(words.join(" ").to_lowercase().into());
        }
        names
    }
}

/// The most tokens of a list of parts, and the most words of the name of one.
const LONGEST_LIST: usize = 24;
const LONGEST_NAME: usize = 4;

impl Place<'_> {
    /// "$3 million and $2 million in Norway and Sweden", "revenue in Norway and Sweden was $3 million and $2 million":
    /// one metric of as many parts as figures.
    fn paired_part(&self, order: usize, count: usize, first: usize) -> Option<Subject> {
        let mention = self.view.mentions.iter().rfind(|mention| mention.head < first)?;
        let respectively =
            (first..self.view.tokens.len()).find(|at| self.word(*at).eq_ignore_ascii_case("respectively"))?;
        let behind = self.view.parts_before(respectively);
        let before = || {
            let start = mention.head + 1;
            let end = (start + 1..first).find(|at| !self.view.is_of_part(*at) && !self.view.is_joint(*at))?;
            let leads = matches!(self.class(start), Some(Class::Link(Link::In | Link::For | Link::From)));
            leads.then_some(start + 1..end)
        };
        let names = self.view.names(behind.or_else(before)?);
        let name = names.get(order).filter(|_| names.len() == count)?;
        let mut subject = Subject::of(mention);
        subject.scope.retain(|scope| !names.iter().any(|name| scope.contains(&**name)));
        Some(subject.narrowed_to(Arc::clone(name)))
    }

    /// Whether the figure is one of a list that goes with a list of metrics.
    pub(super) fn in_pair(&self) -> bool {
        self.pair().is_some()
    }

    /// Whether the list of figures goes with a list of parts behind it.
    pub(super) fn lists_parts(&self) -> bool {
        let respectively =
            || (self.token..self.view.tokens.len()).find(|at| self.word(*at).eq_ignore_ascii_case("respectively"));
        self.in_pair() && respectively().and_then(|at| self.view.parts_before(at)).is_some()
    }

    /// Behind the last figure of the list that goes with a list of metrics.
    pub(super) fn paired_end(&self) -> Option<usize> {
        self.view.paired_figures().filter(|list| list.contains(&self.token)).map(|list| list.end)
    }

    /// Which figure of its list it is, of how many, and where the first stands.
    fn pair(&self) -> Option<(usize, usize, usize)> {
        let list = self.view.paired_figures().filter(|list| list.contains(&self.token))?;
        let figures = |range: Range<usize>| {
            self.view.tokens[range].iter().filter(|token| matches!(token.class, Class::Figure(_))).count()
        };
        Some((figures(list.start..self.token), figures(list.clone()), list.start))
    }

    /// The metric of the same place in the list that the figures are paired with.
    pub(super) fn paired(&self, before: &[Statement]) -> Option<Subject> {
        let (order, count, first) = self.pair()?;
        let subject = self
            .paired_mention(order, count, first)
            .or_else(|| self.paired_part(order, count, first))
            .or_else(|| self.paired_scope(order, count, first))
            .or_else(|| self.paired_statement(order, count, first, before))?;
        subject.measured_by(self.figure.kind)
    }

    /// "Revenue and EBITDA grew 5% and 7%": as many metrics as figures, joined.
    fn paired_mention(&self, order: usize, count: usize, first: usize) -> Option<Subject> {
        let named: Vec<&Mention> = self.view.mentions.iter().filter(|mention| mention.head < first).collect();
        let list = named.len().checked_sub(count).and_then(|from| named.get(from..))?;
        let joined = list.windows(2).all(|pair| {
            self.view.tokens[pair[0].end..pair[1].tokens.start].iter().all(|token| {
                matches!(token.class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Determiner)
            })
        });
        let figures_between = list.last().is_some_and(|last| {
            self.view.tokens[last.head..first].iter().any(|token| matches!(token.class, Class::Figure(_)))
        });
        let mention = list.get(order).filter(|_| joined && !figures_between)?;
        // "Ferry revenue and operating income": both are those of ferries.
        let first = list.first().filter(|first| first.narrowed && !mention.narrowed && !mention.entry().whole);
        let scopes = first.iter().flat_map(|first| first.scope.iter().cloned());
        Some(scopes.fold(Subject::of(mention), Subject::narrowed_to))
    }

    /// "GAAP and non-GAAP gross margin were 59% and 60%": one metric in two scopes.
    fn paired_scope(&self, order: usize, count: usize, first: usize) -> Option<Subject> {
        let mention = self.view.mentions.iter().rfind(|mention| mention.head < first).filter(|_| count == 2)?;
        let and = mention.tokens.start.checked_sub(1)?;
        let (Some(Class::Boundary(Boundary::And)), Some(Class::Scope(one)), Some(Class::Scope(other))) =
            (self.class(and), and.checked_sub(1).and_then(|at| self.class(at)), self.class(mention.tokens.start))
        else {
            return None;
        };
        let mut subject = Subject::of(mention);
        if order == 0 {
            let (one, other) = (&VOCABULARY.scope(one).name, &VOCABULARY.scope(other).name);
            subject.scope.retain(|scope| scope != other);
            subject.scope.push(Arc::clone(one));
            subject.scope.sort_unstable();
        }
        Some(subject)
    }

    /// "Net income was $8 million and EPS was $0.13, up 21% and 24%": as many levels as figures, just before.
    fn paired_statement(&self, order: usize, count: usize, first: usize, before: &[Statement]) -> Option<Subject> {
        let levels: Vec<&Statement> = before.iter().filter(|statement| statement.token < first).collect();
        let list = levels.len().checked_sub(count).and_then(|from| levels.get(from..))?;
        let last = list.last()?.token;
        let named_behind = self.view.mentions.iter().any(|mention| (last..first).contains(&mention.head));
        list.get(order).filter(|_| !named_behind && list.iter().all(|it| it.subject.is_some()))?.subject.clone()
    }
}
