//! What the verb before a figure says that it is of its subject.
//!
//! "Each ferry ticket costs $3", "the strike lasted six weeks", "our average skipper pays us $9,000 per year".

use std::ops::Range;

use tieout_figures::Kind;

use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{LASTING, PATRONS, PAYING};
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Class, Form, Link, Pronoun, Sense};

/// How what a verb says is called.
const MEASURES: [&str; 2] = ["cost per", "length of"];

/// Whether a metric is what one of a thing costs or how long it goes on, which is of no period by itself.
pub(super) fn is_of_one(name: &str) -> bool {
    MEASURES.iter().any(|of| name.starts_with(of))
}

/// How many tokens may stand from "average" to who pays, and from there to the verb.
const CLOSE: usize = 4;

impl Place<'_> {
    /// What a verb with a subject of its own says.
    pub(super) fn said_by_verb(&self) -> Option<Subject> {
        self.cost_of_one().or_else(|| self.length()).or_else(|| self.paid_on_average())
    }

    /// "Each call costs $3", "a chat cost only $1": what one of them costs.
    fn cost_of_one(&self) -> Option<Subject> {
        let (verb, _) = self.lead().filter(|_| matches!(self.figure.kind, Kind::Money))?;
        if !is_any(self.word(verb), &["cost", "costs"]) {
            return None;
        }
        let mut thing = self.thing_before(verb)?;
        if is_any(self.word(thing.start), &["each", "every"]) && thing.len() > 1 {
            thing.start += 1;
        }
        let one = thing.start.checked_sub(1).map_or("", |at| self.word(at));
        is_any(one, &["a", "an", "each", "every", "per", "one"]).then(|| self.measure("cost per", thing))
    }

    /// "The strike lasted six weeks", "the pause could extend six months": how long it is.
    fn length(&self) -> Option<Subject> {
        let (verb, _) = self.lead().filter(|_| self.figure.kind == Kind::Duration)?;
        // "In the last two years" is none.
        let plain = is_any(self.word(verb), &["last"]);
        let led = verb.checked_sub(1).and_then(|at| self.class(at));
        if !is_any(self.word(verb), &LASTING) || plain && !matches!(led, Some(Class::Adverb | Class::Modal(_))) {
            return None;
        }
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Adverb | Class::Modal(_) | Class::Copula));
        let end = (self.window.start..verb).rev().find(|at| !skipped(at))? + 1;
        let thing = self.thing_before(end)?;
        let such = usize::from(self.word(thing.start).eq_ignore_ascii_case("such"));
        (thing.len() > such).then(|| self.measure("length of", thing.start + such..thing.end))
    }

    /// "Our average skipper pays us $9,000 per year", "the average user generates revenue of $3": what one brings.
    fn paid_on_average(&self) -> Option<Subject> {
        if self.figure.kind != Kind::Money {
            return None;
        }
        let average = self.window.clone().find(|at| self.word(*at).eq_ignore_ascii_case("average"))?;
        let patron = (average + 1..self.token.min(average + 1 + CLOSE)).find(|at| is_any(self.word(*at), &PATRONS))?;
        let named = (average + 1..patron).all(|at| matches!(self.class(at), Some(Class::Word | Class::Metric(_))));
        let skipped = |at: &usize| {
            matches!(self.class(*at), Some(Class::Adverb | Class::Copula | Class::Period(_)))
                || is_any(self.word(*at), &["now"])
        };
        let verb = (patron + 1..self.token.min(patron + 1 + CLOSE)).find(|at| !skipped(at))?;
        let pays = named && is_any(self.word(verb), &PAYING);
        // "pays us", "generates revenue of"
        let plain = (verb + 1..self.token).all(|at| match self.class(at) {
            Some(
                Class::Pronoun(Pronoun::We) | Class::Hedge | Class::Adverb | Class::Determiner | Class::Link(Link::Of),
            ) => true,
            Some(Class::Metric(_)) => is_any(self.word(at), &["revenue", "revenues", "sales"]),
            _ => false,
        });
        let text = self
            .view
            .text
            .get(self.view.tokens[average].range.start().into()..self.view.tokens[patron].range.end().into())?;
        let subject = Subject::said_by("ARPU", text).filter(|_| pays && plain)?;
        Some(self.view.segment.iter().cloned().fold(subject, Subject::narrowed_to))
    }

    /// The thing named before a token, which may be one in the singular.
    fn thing_before(&self, end: usize) -> Option<Range<usize>> {
        let head = end.checked_sub(1).filter(|head| self.window.contains(head))?;
        // "each phone call": what is else a verb is a noun behind another.
        let call = self.class(head) == Some(Class::Verb)
            && head
                .checked_sub(1)
                .is_some_and(|noun| self.class(noun) == Some(Class::Word) && is_noun(self.word(noun)));
        let start = self.start_of_phrase(head + usize::from(!call));
        let noun = start <= head && (call || self.class(head) == Some(Class::Word)) && is_noun(self.word(head));
        let vague = (start..end).any(|at| is_vague(self.word(at)) && !is_any(self.word(at), &["period", "call"]));
        let opens = start.checked_sub(1).is_none_or(|at| {
            matches!(self.class(at), Some(Class::Determiner | Class::Boundary(_) | Class::Pronoun(_) | Class::Hedge))
                || is_any(self.word(at), &["each", "every", "per", "that"])
        });
        (noun && !vague && opens).then_some(start..end)
    }

    /// What one of a thing costs, and how long it is.
    fn measure(&self, of: &str, thing: Range<usize>) -> Subject {
        Subject::named(&format!("{of} {}", self.view.small_words(thing)), self.view.segment.clone())
    }

    /// Whether the figure is how much a profit was of revenue, since it went from one percentage to another: "net income
    /// increased from 5% to 11%".
    pub(super) fn is_from_ratio_to_ratio(&self) -> bool {
        let percent = |at: usize| self.view.figure(at).is_some_and(|figure| figure.kind == Kind::Percent);
        let skipped = |class: Option<Class>| matches!(class, Some(Class::Hedge | Class::Determiner | Class::Adverb));
        let moves = |from: usize| {
            from.checked_sub(1).and_then(|verb| self.class(verb)).is_some_and(|class| match class {
                Class::Direction(direction) => direction.form == Form::Verb && direction.sense != Sense::Flat,
                _ => false,
            })
        };
        if self.figure.kind != Kind::Percent {
            return false;
        }
        let Some((lead, Class::Link(link))) = self.lead() else { return false };
        match link {
            Link::From => {
                let to = self.after.start;
                let next = (to + 1..=self.after.end).find(|at| !skipped(self.class(*at)));
                moves(lead) && self.class(to) == Some(Class::Link(Link::To)) && next.is_some_and(percent)
            }
            Link::To => {
                let first = lead.checked_sub(1).filter(|at| *at + 1 == self.window.start && percent(*at));
                let from = first.and_then(|first| (0..first).rev().find(|at| !skipped(self.class(*at))));
                from.is_some_and(|from| self.class(from) == Some(Class::Link(Link::From)) && moves(from))
            }
            _ => false,
        }
    }
}
