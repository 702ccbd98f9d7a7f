//! Parts: which part of a company a figure is said of, by words beside it that are no modifier of its metric.
//!
//! "Revenue in Norway grew 31%, Sweden 27%": the next of a list is said of the same metric of another part. "Revenue
//! was up 6% in the Americas": the part stands behind the figure.

use std::sync::Arc;

use super::FigureRole;
use super::modifier::{excluded, scope_end};
use super::naming::{Name, name_at};
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::lists::MAKES_UP;
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Link};
use crate::vocabulary::{MetricKind, VOCABULARY};
use tieout_figures::Kind;

/// How many words the name of a part in a list may have.
const LONGEST: usize = 4;

impl Place<'_> {
    /// What the figure before is about, of the part that stands alone between the two.
    pub(super) fn next_in_list(&self, before: &[Statement]) -> Option<Statement> {
        let last = before.last()?;
        let of_metric = last.subject.as_ref().filter(|subject| subject.id().is_some() && !last.base)?;
        let same_kind = self.kind_of(last) == Some(self.figure.kind);
        let name = self.name_in_list().filter(|_| same_kind)?;
        let mut subject = of_metric.clone();
        // What the vocabulary knows to narrow a metric goes for the whole list, the part for its figure.
        subject.scope.retain(|scope| VOCABULARY.is_scope(scope));
        subject.scope.push(name);
        subject.scope.sort_unstable();
        Some(Statement {
            token: self.token,
            subject: Some(subject),
            role: last.role,
            basis: last.basis,
            ..Statement::default()
        })
    }

    /// The name between two figures of a list: ", Sweden", "; in Norway".
    fn name_in_list(&self) -> Option<Arc<str>> {
        let mut words = self.window.clone().skip_while(|at| {
            matches!(
                self.class(*at),
                Some(Class::Boundary(Boundary::Comma | Boundary::Semicolon | Boundary::And | Boundary::Dash))
            )
        });
        let mut start = words.next().filter(|start| *start > self.window.start)?;
        if matches!(self.class(start), Some(Class::Link(Link::In | Link::For))) {
            start += 1;
        }
        let end = (start..self.token).take_while(|at| self.view.is_large(*at)).last()? + 1;
        let links = (end..self.token)
            .all(|at| matches!(self.class(at), Some(Class::Hedge | Class::Copula | Class::Link(Link::At | Link::By))));
        if !links || end - start > LONGEST {
            return None;
        }
        Some(self.view.small_words(start..end).into())
    }

    /// The part of the figure before that this one is: "$9 million, $4 million of which was in Norway", "of which $4 million
    /// was in Norway". Some and none where it is not said which part.
    pub(super) fn part_of_which(&self, before: &[Statement]) -> Option<Option<Subject>> {
        // "which was" may be one.
        let which = |at: usize| self.word(at).split(' ').next().is_some_and(|it| it.eq_ignore_ascii_case("which"));
        let of = |at: usize| self.class(at) == Some(Class::Link(Link::Of));
        let behind = of(self.after.start) && which(self.after.start + 1);
        let ahead = self.lead().is_some_and(|(at, _)| which(at) && at.checked_sub(1).is_some_and(of));
        // "of which ferry gains were $4 million": it is theirs.
        if let Some((copula, Class::Copula)) = self.lead()
            && matches!(self.figure.kind, Kind::Money | Kind::Count)
            && is_any(self.word(copula), &["was", "were", "is", "are"])
        {
            let start = self.start_of_phrase(copula);
            let led = start.checked_sub(2).is_some_and(|of_which| of(of_which) && which(of_which + 1));
            if led && start < copula && !before.is_empty() {
                return Some(self.phrase(start..copula));
            }
        }
        let last =
            before.last().filter(|_| (behind || ahead) && matches!(self.figure.kind, Kind::Money | Kind::Count))?;
        let mut at = self.after.start + if behind { 2 } else { 0 };
        while matches!(self.class(at), Some(Class::Copula | Class::Adverb)) {
            at += 1;
        }
        if !matches!(self.class(at), Some(Class::Link(Link::In | Link::From | Link::ComesFrom))) {
            return Some(None);
        }
        let determined = usize::from(self.class(at + 1) == Some(Class::Determiner));
        let part = name_at(self.view, at + 1 + determined).filter(|_| self.after.contains(&(at + 1)));
        let level = last.role == Some(FigureRole::Level) && !last.base;
        let whole = last.subject.clone().filter(|_| level && self.is_alike(last));
        Some(whole.zip(part).map(|(whole, part)| whole.narrowed_to(part.words)))
    }

    /// The product that the figure before is said of, where the metric of this one is joined to it at once: "Harbor 365
    /// berths grew 45% and revenue grew 59%".
    pub(super) fn product_before(&self, before: &[Statement], subject: &Subject) -> Option<Arc<str>> {
        let last = before.last().filter(|last| last.role == Some(FigureRole::Growth))?;
        let named = last.subject.as_ref().filter(|named| !named.metric.known && !named.is_growth())?;
        let bare = subject.id().is_some() && subject.scope.iter().all(|scope| VOCABULARY.is_scope(scope));
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Basis(_)));
        let and = self.window.clone().find(|at| !skipped(at))?;
        let joined = self.class(and) == Some(Class::Boundary(Boundary::And))
            && self.view.mentions.iter().any(|mention| mention.tokens.start == and + 1);
        let (product, _) = named.metric.text.rsplit_once(' ').filter(|_| bare && joined)?;
        let large = |word: &str| word.starts_with(char::is_uppercase);
        let several = product.split(' ').filter(|word| large(word)).count() > 1;
        let numbered = large(product) && product.split(' ').any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        (several || numbered).then(|| product.to_lowercase().into())
    }

    /// Whether the figure is what something accounts for.
    pub(super) fn is_account(&self) -> bool {
        self.lead().is_some_and(|(verb, _)| is_any(self.word(verb), &MAKES_UP))
    }

    /// What a part of the company accounts for of what was said just before: "Revenue was $9 million. Norway accounted for
    /// $4 million". Only an amount has parts; the level of a ratio has none.
    pub(super) fn accounted_for(&self, before: &[Statement], topic: Option<&Subject>) -> Option<(Subject, FigureRole)> {
        let (verb, _) = self.lead()?;
        let start = (self.window.start..verb).rev().take_while(|at| self.view.is_large(*at)).last()?;
        // What a sentence begins with is written large, whether it is a name or not.
        let letters = self.word(start);
        let acronym = letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let sure = start > 0 || verb > 1 || self.view.opens_with_name || acronym;
        let whole = match before.last() {
            Some(last) => last.subject.as_ref().filter(|_| last.role == Some(FigureRole::Level) && !last.base)?,
            // "Revenue in the north was $35 million or 27% of all. EMEA accounted for $20 million": of the amount.
            None => topic.filter(|topic| !topic.is_share()).or_else(|| self.amount_said_before())?,
        };
        let amount = whole.entry().is_some_and(|entry| entry.kind == MetricKind::Money && !entry.whole);
        if !sure || !amount || verb - start > LONGEST {
            return None;
        }
        let part = self.view.small_words(start..verb).into();
        match self.figure.kind {
            Kind::Money => Some((whole.clone().narrowed_to(part), FigureRole::Level)),
            Kind::Percent if self.class(self.after.start) != Some(Class::Link(Link::Of)) => {
                Some((Subject::share_of(whole.clone()).narrowed_to(part), FigureRole::Share))
            }
            _ => None,
        }
    }

    /// What the one amount of the sentence before was of.
    fn amount_said_before(&self) -> Option<&Subject> {
        let mut amounts =
            self.view.said_before.iter().filter(|(kind, _)| *kind == Kind::Money).map(|(_, subject)| subject);
        amounts.next().filter(|_| amounts.next().is_none())
    }

    /// What the words behind the figure narrow it by: "5% organically", "5% in constant currency, excluding Fernhill".
    pub(super) fn scopes_behind(&self) -> (Vec<Arc<str>>, usize) {
        let mut found = Vec::new();
        let mut at = self.after.start;
        let mut behind = at;
        while self.after.contains(&at) {
            match self.class(at) {
                Some(Class::Scope(id)) if VOCABULARY.scope(id).opens => {
                    let end = scope_end(self.view.tokens, at + 1).min(self.after.end);
                    if end > at + 1 {
                        found.push(excluded(self.view.text, self.view.tokens, at + 1..end));
                        behind = end;
                    }
                    return (found, behind);
                }
                Some(Class::Scope(id)) => {
                    // "5% organic growth": the scope of the noun behind it.
                    if matches!(self.class(at + 1), Some(Class::Metric(_) | Class::Word | Class::Scope(_))) {
                        return (found, behind);
                    }
                    found.push(Arc::clone(&VOCABULARY.scope(id).name));
                }
                Some(Class::Basis(_) | Class::Adverb | Class::Period(_) | Class::Other(_)) => {}
                Some(Class::Boundary(Boundary::Comma)) if matches!(self.class(at + 1), Some(Class::Scope(id)) if VOCABULARY.scope(id).opens) =>
                    {}
                _ => return (found, behind),
            }
            at += 1;
        }
        (found, behind)
    }

    /// The part named behind the figure, and where it ends: "6% in the Americas", "$30 million for our ferry segment",
    /// "down 17% for charters and 8% for moorings".
    pub(super) fn part_behind(&self) -> Option<(Arc<str>, usize)> {
        let mut at = self.after.start;
        while matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb)) {
            at += 1;
        }
        if !matches!(self.class(at), Some(Class::Link(Link::In | Link::For))) || self.is_item() {
            return None;
        }
        let link = self.class(at);
        at += 1;
        while self.class(at) == Some(Class::Determiner) {
            at += 1;
        }
        let is_metric = |part: &Name| (at..part.end).all(|at| matches!(self.class(at), Some(Class::Metric(_))));
        if let Some(part) = name_at(self.view, at).filter(|part| !is_metric(part)) {
            let alone = !matches!(self.class(part.end), Some(Class::Word | Class::Metric(_) | Class::Figure(_)));
            return (alone && self.after.contains(&at)).then_some((part.words, part.end));
        }
        // A small word is a part where each figure of a list has one.
        let word = self.word(at);
        let listed = |next: usize| matches!(self.class(next), Some(Class::Boundary(Boundary::And | Boundary::Comma)));
        let goes_on = listed(at + 1) && self.after.end == at + 2 && at + 2 < self.view.tokens.len();
        let before = self.window.start.checked_sub(2).and_then(|at| self.class(at)) == link;
        let ends = before && matches!(self.class(at + 1), None | Some(Class::Boundary(_)));
        // "$4 million in cash" is cash.
        let metric = link == Some(Class::Link(Link::For)) && matches!(self.class(at), Some(Class::Metric(_)));
        let small = (metric || self.class(at) == Some(Class::Word)) && is_noun(word) && !is_vague(word);
        if small && (goes_on || ends) {
            return Some((word.into(), at + 1));
        }
        // "up 4% in cargo, 3% in ferries and 2% for night passengers"
        let small =
            |at: &usize| self.class(*at) == Some(Class::Word) && is_noun(self.word(*at)) && !is_vague(self.word(*at));
        let end = (at..at + LONGEST).take_while(small).last()? + 1;
        let listed = self.window.start.checked_sub(2).and_then(|at| self.class(at));
        let listed = matches!(listed, Some(Class::Link(Link::In | Link::For)));
        let closes = matches!(self.class(end), None | Some(Class::Boundary(_)));
        (listed && closes && end > at + 1).then(|| (self.view.small_words(at..end).into(), end))
    }
}
