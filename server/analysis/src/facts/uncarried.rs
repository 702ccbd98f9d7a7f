//! Figures that carry on nothing, since their own words say what else they measure.
//!
//! "Excluding last year's $0.06 charge", "4 more campuses", "we now trade from 612", ", fee growth of 3%", "and a 53% equity
//! ratio", "covering the dividend 1.8 times".

use tieout_figures::Kind;

use super::statement::Place;
use crate::signs::lists::{COVERING, ENDINGS, GROWTHS, SORTS};
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Class, Direction, Form, Link};
use crate::vocabulary::VOCABULARY;

impl Place<'_> {
    /// Whether the figure is part of what is left out: "excluding last year's $0.06 charge".
    pub(super) fn is_of_left_out(&self) -> bool {
        let skipped = |at: &usize| {
            matches!(self.class(*at), Some(Class::Determiner | Class::Period(_) | Class::Hedge | Class::Other(_)))
        };
        let lead = self.window.clone().rev().find(|at| !skipped(at)).and_then(|at| self.class(at));
        matches!(lead, Some(Class::Scope(id)) if VOCABULARY.scope(id).opens)
            && matches!(self.class(self.after.start), Some(Class::Word | Class::Metric(_)))
    }

    /// Whether what is counted stands behind the figure: "4 more campuses".
    pub(super) fn counts_next_noun(&self) -> bool {
        let mut at = self.after.start;
        while is_any(self.word(at), &["more", "additional", "new", "further", "other"]) {
            at += 1;
        }
        self.figure.kind == Kind::Count
            && at > self.after.start
            && self.class(at) == Some(Class::Word)
            && self.word(at).ends_with('s')
    }

    /// Whether "from" belongs to a verb that is none of change: "we now trade from 612".
    pub(super) fn is_from_verb(&self) -> bool {
        let Some((from, Class::Link(Link::From))) = self.lead() else { return false };
        let verb = from.checked_sub(1).filter(|verb| self.window.contains(verb));
        self.figure.kind == Kind::Count
            && verb.is_some_and(|verb| matches!(self.class(verb), Some(Class::Verb | Class::Word)))
    }

    /// Whether a noun says of what the growth is that the figure measures: ", fee growth of 3%".
    pub(super) fn is_growth_of_another(&self) -> bool {
        let Some((of, Class::Link(Link::Of))) = self.lead() else { return false };
        let Some(growth) = of.checked_sub(1).filter(|growth| self.window.contains(growth)) else { return false };
        // A set phrase may be one token.
        let (noun, class) = match self.word(growth).rsplit_once(' ') {
            Some((noun, last)) if is_any(last, &GROWTHS) => (noun, self.class(growth)),
            _ if is_any(self.word(growth), &GROWTHS) && growth > self.window.start => {
                (self.word(growth - 1), self.class(growth - 1))
            }
            _ => return false,
        };
        let sort = is_any(noun, &SORTS) || ENDINGS.iter().any(|end| noun.to_lowercase().ends_with(end));
        let named = is_noun(noun) || noun.len() == 3 && !is_any(noun, &["net", "new", "top", "raw"]);
        class == Some(Class::Word) && named && !is_vague(noun) && !sort
    }

    /// Whether the figure says which sort the noun behind it is: "and a 53% equity ratio".
    pub(super) fn is_sort(&self) -> bool {
        let article = self.token.checked_sub(1).is_some_and(|at| is_any(self.word(at), &["a", "an"]));
        // "and a 1.9% higher rate"
        let comparative =
            matches!(self.class(self.after.start), Some(Class::Direction(Direction { form: Form::Comparative, .. })));
        let noun = self.after.start + usize::from(comparative);
        self.figure.kind == Kind::Percent
            && article
            && matches!(self.class(noun), Some(Class::Word | Class::Metric(_)))
            && !is_any(self.word(noun), &GROWTHS)
    }

    /// Whether the figure says how often something is covered: "covering the dividend 1.8 times".
    pub(super) fn covers(&self) -> bool {
        self.figure.kind == Kind::Multiple && self.window.clone().any(|at| is_any(self.word(at), &COVERING))
    }
}
