//! Multiples that say how something stands to what it was: "we expect to double that", "which was double the prior quarter".

use tieout_figures::Kind;

use super::FigureRole;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::words::is_any;
use crate::tokens::{Class, Link, Pronoun};

impl Place<'_> {
    /// What a multiple is said of: what was just spoken of, where "that" stands behind it, and the figure before it, where the
    /// time does that it is a multiple of.
    pub(super) fn multiple_of_said(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Statement> {
        let said = self.view.text[self.figure.range].to_ascii_lowercase();
        let times = ["double", "triple", "quadruple", "twice"].iter().any(|word| said == *word);
        if self.figure.kind != Kind::Multiple || !times {
            return None;
        }
        let behind = self.after.start;
        // "to double that to 12%"
        let that = is_any(self.word(behind), &["that", "this", "it"])
            && self.class(behind) == Some(Class::Pronoun(Pronoun::This))
            && !matches!(self.class(behind + 1), Some(Class::Word | Class::Metric(_)));
        let verb = self.lead().is_some_and(|(_, lead)| matches!(lead, Class::Link(Link::To) | Class::Modal(_)));
        // "which was roughly double the prior quarter"
        let base = self.view.periods.iter().any(|when| when.start == behind || when.start == behind + 1);
        let which = (self.window.start..self.token).any(|at| {
            self.class(at) == Some(Class::Pronoun(Pronoun::Which))
                || self.word(at).split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("which"))
        });
        let plain = self.window.clone().all(|at| !matches!(self.class(at), Some(Class::Word | Class::Metric(_))));
        let subject = match before.last() {
            Some(last) if (that && verb || base && which) && plain => {
                last.subject.clone().filter(|_| matches!(last.role, Some(FigureRole::Level | FigureRole::Margin)))
            }
            None if that && verb => topic.cloned(),
            _ => None,
        };
        subject.map(|subject| Statement {
            token: self.token,
            subject: Some(subject),
            role: Some(FigureRole::Growth),
            ..Statement::default()
        })
    }
}
