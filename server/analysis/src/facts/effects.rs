//! Effects: how much one thing moved another, which is no value of what it moved.
//!
//! "Currency decreased revenue by 2%", "Fernhill contributed 5 points of revenue growth", "a 4-point drag on operating
//! income".

use tieout_figures::Kind;

use super::mention::Mention;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::lists::{ADDS, DRAGS, EFFECTS, EXCHANGE_RATES, RATES};
use crate::signs::words::{is_any, without_possessive};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Sense};
use crate::vocabulary::MetricKind;

/// The metric of what exchange rates did.
const CURRENCY_EFFECT: &str = "foreign exchange impact";

/// How many tokens what is affected may stand behind the figure.
const REACH: usize = 4;

/// How many words the name of what adds to a whole may have.
const LONGEST: usize = 4;

impl Place<'_> {
    /// What the figure is the effect of, where it is one. Some and none where it is one that cannot be named.
    pub(super) fn effect(&self, before: &[Statement]) -> Option<Option<Subject>> {
        self.next_currency_effect(before)
            .or_else(|| self.currency_effect())
            .map(Some)
            .or_else(|| self.contribution().map(Some))
            .or_else(|| self.impact().map(Some))
            .or_else(|| self.drag())
    }

    /// "FX increased revenue growth by 1 point", "currency had an impact of $2 million on revenue".
    fn currency_effect(&self) -> Option<Subject> {
        if !matches!(self.figure.kind, Kind::Money | Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints) {
            return None;
        }
        let (lead, class) = self.lead()?;
        let effect = |at: usize| {
            matches!(
                self.class(at),
                Some(Class::Direction(Direction { sense: Sense::Up | Sense::Down | Sense::Free, .. }))
            ) || is_any(self.word(at), &EFFECTS)
        };
        let moved = match class {
            Class::Link(Link::By) => (self.window.start..lead).rev().find(|at| effect(*at))?,
            // "FX added 1 point of growth to operating expenses"
            _ if is_any(self.word(lead), &ADDS) && self.figure.kind != Kind::Money => lead,
            Class::Link(Link::Of) => lead.checked_sub(1).filter(|at| self.window.contains(at) && effect(*at))?,
            _ => return None,
        };
        let known = |mention: &Mention| &*mention.entry().name == CURRENCY_EFFECT;
        let clause = (self.window.start..moved).rev().take_while(|at| {
            !matches!(
                self.class(*at),
                Some(Class::Boundary(
                    Boundary::Comma | Boundary::Semicolon | Boundary::But | Boundary::Reason | Boundary::Parenthesis
                ))
            )
        });
        let start = clause.last().unwrap_or(moved);
        let currency = (start..moved).any(|at| is_any(self.word(at), &EXCHANGE_RATES) && self.acts(at))
            || self.view.mentions.iter().any(|mention| (start..moved).contains(&mention.head) && known(mention));
        let subject = Subject::said_by(CURRENCY_EFFECT, CURRENCY_EFFECT)?;
        // That on revenue is not that on expenses.
        let on = match class {
            Class::Link(Link::By) => self.view.mentions.iter().rfind(|it| (moved..lead).contains(&it.head)),
            _ => (self.after.start..self.after.end.min(self.after.start + REACH))
                .find(|at| matches!(self.class(*at), Some(Class::Link(Link::On | Link::To))))
                .and_then(|at| self.mention_at(at + 1)),
        };
        let on = on.filter(|on| !known(on)).map(|on| {
            let parts = on.scope.iter().cloned();
            parts.fold(subject.clone(), Subject::narrowed_to).narrowed_to(format!("on {}", on.entry().name).into())
        });
        currency.then(|| on.unwrap_or(subject))
    }

    /// "The storm had an impact of 3% on gross margin", "the impact on revenue was $2 million", "a $2 million impact on revenue":
    /// how much it moved them, and no value of theirs.
    fn impact(&self) -> Option<Subject> {
        let effect = |at: usize| {
            matches!(self.class(at), Some(Class::Direction(Direction { sense: Sense::Free, form: Form::Noun })))
                && is_any(self.word(at), &["impact", "effect"])
        };
        let (lead, class) = self.lead()?;
        let noun = lead.checked_sub(1).filter(|at| self.window.contains(at) && effect(*at));
        let on = match class {
            Class::Link(Link::Of) if noun.is_some() => self.after.start,
            Class::Copula => {
                let moved = self.view.mentions.iter().rfind(|it| it.end <= lead && self.window.contains(&it.head))?;
                let led = |at: &usize| !matches!(self.class(*at), Some(Class::Determiner | Class::Adverb));
                let on = (self.window.start..moved.tokens.start).rev().find(led)?;
                let caused = on.checked_sub(1).is_some_and(effect) && self.class(on) == Some(Class::Link(Link::On));
                return (caused && moved.end == lead).then(|| Subject::impact_on(moved));
            }
            _ if effect(self.after.start) => self.after.start + 1,
            _ => return None,
        };
        let moved = self.mention_at(on + 1).filter(|_| self.class(on) == Some(Class::Link(Link::On)))?;
        Some(Subject::impact_on(moved))
    }

    /// "FX reduced tolls by 2 points and dues by 1 point": the next of what it moved.
    fn next_currency_effect(&self, before: &[Statement]) -> Option<Subject> {
        let last = before.last()?.subject.as_ref().filter(|last| &*last.metric.name == CURRENCY_EFFECT)?;
        let by = matches!(self.lead(), Some((_, Class::Link(Link::By))));
        let joined = matches!(self.class(self.window.start), Some(Class::Boundary(Boundary::And | Boundary::Comma)));
        let says = |at: usize| matches!(self.class(at), Some(Class::Copula | Class::Verb | Class::Pronoun(_)));
        let on = self.view.mentions.iter().rfind(|mention| self.window.contains(&mention.head));
        let on = on.filter(|_| by && joined && !self.window.clone().any(says))?;
        let mut subject = last.clone();
        subject.scope.retain(|scope| !scope.starts_with("on "));
        Some(subject.narrowed_to(format!("on {}", on.entry().name).into()))
    }

    /// Whether a word for exchange rates is what does something, not what sort another thing is: "an FX hedge decreased it".
    fn acts(&self, at: usize) -> bool {
        let modifies = self.view.mentions.iter().any(|mention| mention.tokens.contains(&at));
        let noun = matches!(self.class(at + 1), Some(Class::Word | Class::Scope(_) | Class::Metric(_)));
        !modifies && (!noun || is_any(self.word(at + 1), &RATES) || is_any(self.word(at + 1), &EFFECTS))
    }

    /// "Fernhill contributed 5 points of revenue growth", "Fernhill added $7 million to operating income".
    fn contribution(&self) -> Option<Subject> {
        let points = matches!(self.figure.kind, Kind::PercentagePoints | Kind::BasisPoints);
        if !points && self.figure.kind != Kind::Money {
            return None;
        }
        let (verb, _) = self.lead().filter(|(verb, _)| is_any(self.word(*verb), &ADDS))?;
        let to = match self.class(self.after.start)? {
            Class::Link(Link::To) => self.after.start + 1,
            Class::Link(Link::Of) if points => self.after.start + 1,
            _ => return None,
        };
        let whole = self.mention_at(to)?;
        // "added 20 basis points of gross margin" is how it moved.
        if points && to > self.after.start && whole.entry().kind == MetricKind::Percent && self.word(to - 1) == "of" {
            return None;
        }
        let subject = Subject::named(&format!("contribution to {}", whole.text), None);
        let start = (self.window.start..verb).rev().take_while(|at| self.view.is_large(*at)).last();
        Some(
            match start.filter(|start| {
                verb - start <= LONGEST && (*start > 0 || verb - start > 1 || self.view.opens_with_name)
            }) {
                Some(start) => subject.narrowed_to(without_possessive(&self.view.small_words(start..verb)).into()),
                None => subject,
            },
        )
    }

    /// Whether what is mentioned added the figure to something that is not said: "rate base growth added $0.09".
    pub(super) fn is_added_by(&self, mention: &Mention) -> bool {
        let adds = self.lead().is_some_and(|(at, _)| is_any(self.word(at), &["added", "adds", "adding"]));
        adds && mention.head < self.token
    }

    /// "a 4-point drag on operating income": so many points of the drag, and none of a margin named before.
    fn drag(&self) -> Option<Option<Subject>> {
        let points = matches!(self.figure.kind, Kind::PercentagePoints | Kind::BasisPoints);
        let noun = self.after.start;
        if !points || !self.after.contains(&noun) || !is_any(self.word(noun), &DRAGS) {
            return None;
        }
        if !matches!(self.class(noun + 1), Some(Class::Link(Link::On | Link::To))) {
            return Some(None);
        }
        let on = self.mention_at(noun + 2);
        Some(on.map(|on| Subject::named(&format!("{} {} {}", self.word(noun), self.word(noun + 1), on.text), None)))
    }
}
