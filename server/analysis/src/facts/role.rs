//! The role of a figure: what it is to its metric.

use tieout_figures::Kind;

use super::FigureRole;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::tokens::{Class, Direction, Form, Link, Modal};
use crate::vocabulary::MetricKind;

impl Place<'_> {
    /// What the figure is to its metric; none where the words do not say it.
    pub(super) fn role(&self, subject: &Subject, statement: &Statement) -> Option<FigureRole> {
        let aims = self.view.tokens[self.window.clone()].iter().any(|token| token.class == Class::Modal(Modal::Target));
        if aims {
            return Some(FigureRole::Target);
        }
        let prior = if statement.guided { FigureRole::PriorGuidance } else { FigureRole::PriorLevel };
        let Some(entry) = subject.entry() else { return self.role_of_unknown(subject, statement, prior) };
        let ratio = entry.kind == MetricKind::Percent;
        let level = if ratio && entry.name.contains("margin") { FigureRole::Margin } else { FigureRole::Level };
        match self.figure.kind {
            Kind::PercentagePoints | Kind::BasisPoints => Some(FigureRole::Change),
            Kind::Multiple if entry.kind == MetricKind::Ratio || ratio => {
                Some(if statement.base { prior } else { level })
            }
            Kind::Multiple => Some(FigureRole::Growth),
            Kind::Percent | Kind::Vague if ratio => match self.change() {
                Some(true) => Some(FigureRole::Change),
                _ if statement.base => Some(prior),
                _ => Some(level),
            },
            // "a leverage ratio of 4.8%"
            Kind::Percent if entry.kind == MetricKind::Ratio && entry.stock && self.change().is_none() => {
                Some(if statement.base { prior } else { level })
            }
            // "net income increased from 5% to 11%": of what, is not said.
            Kind::Percent
                if self.lead().is_some_and(|(_, lead)| matches!(lead, Class::Link(Link::From | Link::To)))
                    && !self.view.tokens[self.after.clone()]
                        .iter()
                        .take(3)
                        .any(|it| matches!(it.class, Class::Direction(_))) =>
            {
                None
            }
            // "capacity above the 13%": of what, is not said.
            Kind::Percent
                if self.lead().is_some_and(|(at, lead)| {
                    // "growth of well above 7%" is growth.
                    let of = (self.window.start..at).rev().find(|at| self.class(*at) != Some(Class::Adverb));
                    matches!(lead, Class::Direction(Direction { form: Form::Preposition, .. }))
                        && of.and_then(|of| self.class(of)) != Some(Class::Link(Link::Of))
                }) =>
            {
                None
            }
            Kind::Percent => {
                let grows = self.change().is_some()
                    || statement.basis.is_some()
                    || subject.metric.text.to_lowercase().contains("growth");
                match grows {
                    true if statement.guided => Some(FigureRole::PriorGuidance),
                    true => Some(FigureRole::Growth),
                    false => None,
                }
            }
            _ if statement.base => Some(prior),
            _ if self.change() == Some(true) => Some(FigureRole::Change),
            _ => Some(level),
        }
    }

    /// What a figure is that says the change before it in another unit: "up $9 million or 8%", "up 8% or $9 million".
    pub(super) fn said_again(&self, last: &Statement, subject: &Subject) -> Option<FigureRole> {
        if !matches!(last.role, Some(FigureRole::Change | FigureRole::Growth)) {
            return None;
        }
        let ratio = subject.entry().is_some_and(|entry| entry.kind == MetricKind::Percent);
        match self.figure.kind {
            Kind::Percent if !ratio => Some(FigureRole::Growth),
            Kind::Money | Kind::Count | Kind::PercentagePoints | Kind::BasisPoints => Some(FigureRole::Change),
            _ => None,
        }
    }

    /// What the figure is to a metric of which nothing is known but its name; to a share, nothing is known here.
    fn role_of_unknown(&self, subject: &Subject, statement: &Statement, prior: FigureRole) -> Option<FigureRole> {
        if subject.metric.known {
            return None;
        }
        if subject.is_impact() {
            return Some(FigureRole::Change);
        }
        let doubles = self.figure.kind == Kind::Multiple && self.multiplies();
        let grown = || self.lead().and_then(|(at, _)| self.object_of_deed(at)).is_some();
        let change = self.change() == Some(true)
            || subject.is_growth()
            || doubles
            || subject.metric.name.ends_with(" growth")
            || grown();
        Some(match self.figure.kind {
            Kind::PercentagePoints => FigureRole::Change,
            Kind::Percent if change => FigureRole::Growth,
            Kind::Multiple if doubles => FigureRole::Growth,
            Kind::Vague if subject.is_growth() => FigureRole::Growth,
            _ if change => FigureRole::Change,
            _ if statement.base => prior,
            _ => FigureRole::Level,
        })
    }
}
