//! Bystanders: metrics that are named before a figure and are not what it measures, for it is their cause, their effect or
//! a part of another.

use super::mention::Mention;
use super::statement::Place;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense};

impl Place<'_> {
    /// Whether the figure is by how much something else moved the metric: "higher wages increased expenses by 2%".
    pub(super) fn is_effect(&self, mention: &Mention) -> bool {
        if !matches!(self.lead(), Some((_, Class::Link(Link::By)))) || mention.narrowed {
            return false;
        }
        let before = |at: usize| {
            let skipped = |class: &Class| {
                matches!(class, Class::Determiner | Class::Adverb | Class::Hedge | Class::Scope(_) | Class::Modal(_))
            };
            (self.window.start..at).rev().find(|at| !skipped(&self.view.tokens[*at].class))
        };
        let Some(verb) = before(mention.tokens.start) else { return false };
        let moves = matches!(self.class(verb), Some(Class::Direction(Direction { form: Form::Verb, .. })))
            || is_any(self.word(verb), &["helped", "hurt", "impacted", "affected"]);
        let Some(subject) = before(verb).filter(|_| moves) else { return false };
        let word = self.word(subject);
        // "Currency reduced revenue by 2%": what only opens the sentence is no name.
        let opens = subject == 0 && !self.view.opens_with_name;
        match self.class(subject) {
            Some(Class::Word) => {
                opens || word.starts_with(char::is_lowercase) || word.ends_with('s') || word.eq_ignore_ascii_case("FX")
            }
            Some(Class::Metric(_) | Class::Direction(_) | Class::Pronoun(Pronoun::Which)) => true,
            Some(Class::Boundary(Boundary::Dash | Boundary::Parenthesis)) => true,
            _ => false,
        }
    }

    /// Whether the figure is by how much the metric moves something else: "the buyback had an impact of 5 basis points".
    pub(super) fn is_cause(&self, mention: &Mention) -> bool {
        let Some((of, Class::Link(Link::Of))) = self.lead() else { return false };
        let free = of.checked_sub(1).and_then(|noun| self.class(noun));
        let effect = matches!(free, Some(Class::Direction(Direction { sense: Sense::Free, .. })))
            || of.checked_sub(1).is_some_and(|noun| self.word(noun).eq_ignore_ascii_case("effect"));
        let has = (mention.end..of).any(|at| is_any(self.word(at), &["has", "have", "had", "having"]));
        effect && has
    }

    /// Whether the figure goes on with the subject of the sentence behind a reason that names the metric: "down 3% year over
    /// year, driven by lower tolls, and down 1% quarter over quarter".
    pub(super) fn goes_on_behind_reason(&self, mention: &Mention) -> bool {
        let reason = |at: usize| self.class(at) == Some(Class::Boundary(Boundary::Reason));
        let particle = self
            .token
            .checked_sub(1)
            .filter(|at| matches!(self.class(*at), Some(Class::Direction(Direction { form: Form::Particle, .. }))));
        let and = particle.and_then(|at| at.checked_sub(1));
        and.is_some_and(|and| self.class(and) == Some(Class::Boundary(Boundary::And)))
            && matches!(self.class(self.after.start), Some(Class::Basis(_)))
            && matches!(self.class(self.window.start), Some(Class::Basis(_)))
            && (self.window.start..mention.tokens.start).any(reason)
    }

    /// Whether two single words that moved are sorts of what was spoken of: "fees grew, with debt up 58% and equity up 51%".
    pub(super) fn is_sort_of_business(&self, mention: &Mention) -> bool {
        let up = |at: usize| matches!(self.class(at), Some(Class::Direction(Direction { form: Form::Particle, .. })));
        let with = mention.head.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Link(Link::With));
        let and = self.after.start;
        with && mention.tokens.len() == 1
            && up(mention.end)
            && self.class(and) == Some(Class::Boundary(Boundary::And))
            && self.class(and + 1) == Some(Class::Word)
            && up(and + 2)
    }

    /// Whether a metric only names a part of the one before it: "cash and investments, including restricted cash, were".
    pub(super) fn is_included(&self, mention: &Mention) -> bool {
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner | Class::Adverb));
        let lead = (self.window.start..mention.tokens.start).rev().find(|at| !skipped(at));
        let closes = self.class(mention.end) == Some(Class::Boundary(Boundary::Comma));
        let opens = |lead: usize| {
            self.class(lead) == Some(Class::Link(Link::Including))
                && lead.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Boundary(Boundary::Comma))
        };
        closes && lead.is_some_and(opens)
    }

    /// Whether a metric behind the figure before is what that is an effect on: "2 points of FX impact on revenue, and 1 point".
    pub(super) fn is_affected(&self, mention: &Mention) -> bool {
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner | Class::Adverb | Class::Basis(_)));
        let mut before = (self.window.start..mention.tokens.start).rev().skip_while(skipped);
        let on = before.next().is_some_and(|at| self.class(at) == Some(Class::Link(Link::On)));
        let effect = before.next().filter(|_| on);
        effect.is_some_and(|at| {
            let free = matches!(self.class(at), Some(Class::Direction(Direction { sense: Sense::Free, .. })));
            let known =
                self.view.mentions.iter().any(|other| other.head == at && other.entry().name.ends_with("impact"));
            self.window.start > 0 && (free || known)
        })
    }
}
