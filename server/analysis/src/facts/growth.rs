//! Growth of which only the part that grew is said: "our ferry business grew 9%", "in moorings, we grew at 12%".
//!
//! In what it grew is left open, unless the figure before is how revenue moved: then it is revenue.

use std::ops::Range;
use std::sync::Arc;

use tieout_figures::Kind;

use super::FigureRole;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::lists::{GROWING, GROWING_PARTS, INDUSTRY, NO_PARTS, REGISTERS};
use crate::signs::words::{is_any, is_vague, without_possessive};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense};

/// Nouns for growth and what is less than none.
const GROWTH: [&str; 2] = ["growth", "de-growth"];

/// Whether a subject is the growth of all who do the same business.
pub(super) fn is_of_others(subject: &Subject) -> bool {
    subject.is_growth() && subject.scope.iter().any(|scope| is_industry(scope))
}

/// Whether a scope is all who do the same business.
pub(crate) fn is_industry(scope: &str) -> bool {
    INDUSTRY.contains(&scope)
}

impl Place<'_> {
    /// Growth of what is not said, or of a part of the company: "we delivered 18% growth", "we grew by 14%", "our ferry
    /// business grew 9%", "as against the industry growth of 5%".
    pub(super) fn growth_alone(&self, before: &[Statement]) -> Option<Subject> {
        if !matches!(self.figure.kind, Kind::Percent | Kind::Vague) || self.is_said_by_others() {
            return None;
        }
        if let Some(others) = self.growth_of_others() {
            return Some(self.view.segment.iter().cloned().fold(others, Subject::narrowed_to));
        }
        if let Some(part) = self.part_that_moved() {
            return self.growth_of_part(part, before);
        }
        if let Some(rate) = self.growth_rate() {
            return Some(rate);
        }
        let (led, lead) = self.lead().unzip();
        if self.view.segment_said && self.is_led_by_growth() {
            return Some(Subject::growth_of(self.view.segment.clone()));
        }
        // "In Wealth, we had another quarter of double-digit growth"
        let of_part = lead == Some(Class::Link(Link::Of)) && self.view.segment_said;
        if matches!(lead, Some(Class::Link(Link::Of | Link::Than | Link::Versus))) && !of_part {
            return None;
        }
        let mut at = self.after.start;
        while matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb | Class::Scope(_))) {
            at += 1;
        }
        let noun = self.after.contains(&at) && self.word(at).eq_ignore_ascii_case("growth");
        let of = matches!(self.class(at + 1), Some(Class::Link(Link::Of | Link::In)));
        let verb = match lead {
            Some(Class::Direction(Direction { form: Form::Verb, .. })) => led,
            Some(Class::Link(Link::By | Link::At)) => led.and_then(|by| by.checked_sub(1)),
            _ => None,
        };
        let grew = verb.is_some_and(|verb| {
            let mut subject = (self.window.start..verb).rev();
            let subject =
                subject.find(|at| !matches!(self.class(*at), Some(Class::Copula | Class::Adverb | Class::Verb)));
            is_any(self.word(verb), &GROWING)
                && subject.is_some_and(|at| self.class(at) == Some(Class::Pronoun(Pronoun::We)))
        });
        // "growth across ferries and tours": of these, not of what is spoken of.
        let across = noun && self.word(at + 1).eq_ignore_ascii_case("across");
        let subject = || Subject::growth_of(self.view.segment.clone().filter(|_| !across));
        (noun && !of || grew).then(|| self.view.left_out.iter().cloned().fold(subject(), Subject::narrowed_to))
    }

    /// "Their quarterly growth rates were between 5% and 8%", "the ferry group's average growth rate is 11%".
    fn growth_rate(&self) -> Option<Subject> {
        let verb = self.predicate().filter(|verb| self.class(*verb) == Some(Class::Copula))?;
        let rate =
            verb.checked_sub(1).filter(|at| self.window.contains(at) && is_any(self.word(*at), &["rate", "rates"]))?;
        let growth = rate.checked_sub(1).filter(|at| self.window.contains(at) && is_any(self.word(*at), &GROWTH))?;
        let sort = |at: &usize| {
            matches!(self.class(*at), Some(Class::Basis(_) | Class::Adverb))
                || self.class(*at) == Some(Class::Word)
                    && is_any(self.word(*at), &["average", "quarterly", "annual", "sequential"])
        };
        let start = (self.window.start..growth).rev().take_while(sort).last().unwrap_or(growth);
        let before = start.checked_sub(1).filter(|at| self.window.contains(at))?;
        let text = self.view.tokens[start].range.cover(self.view.tokens[rate].range);
        // "the ferry group's", "their"
        let owner = self.word(before);
        let possessive = without_possessive(owner) != owner && self.class(before) == Some(Class::Word);
        let part = match possessive {
            true => {
                let noun =
                    is_any(without_possessive(owner), &GROWING_PARTS) || is_any(without_possessive(owner), &["group"]);
                let end = before + usize::from(!noun);
                let name = self.view.small_words(self.start_of_phrase(end)..end);
                Some(Arc::from(without_possessive(&name))).filter(|name: &Arc<str>| !name.is_empty())
            }
            false => {
                let ours = self.class(before) == Some(Class::Determiner) || is_any(owner, &["their", "its"]);
                self.view.segment.clone().filter(|_| ours)
            }
        };
        if part.is_none() && !(self.class(before) == Some(Class::Determiner) || is_any(owner, &["their", "its"])) {
            return None;
        }
        let mut growth = Subject::growth_of(part);
        growth.metric.text = self.view.text[text].into();
        Some(growth)
    }

    /// The part in which growth is said to have been: "growth in tugs at 3%, and de-growth in barges at 1%".
    pub(super) fn growth_within(&self) -> Option<Subject> {
        let (at, Class::Link(Link::At | Link::Of)) = self.lead()? else { return None };
        let start = self.start_of_phrase(at);
        let growth = start.checked_sub(2).filter(|growth| self.window.contains(growth))?;
        let within = self.class(start - 1) == Some(Class::Link(Link::In)) && is_any(self.word(growth), &GROWTH);
        let vague = (start..at).any(|at| is_vague(self.word(at)) || is_any(self.word(at), &NO_PARTS));
        let percent = matches!(self.figure.kind, Kind::Percent | Kind::Vague);
        if !percent || !within || start == at || vague {
            return None;
        }
        // "growth in ferry tickets of 3%" is that of a thing.
        let things = self.word(at - 1).ends_with('s') && at > start + 1;
        let thing = self.phrase_before(at, 2).flatten().filter(|_| things);
        let part = || Subject::growth_of(Some(self.view.small_words(start..at).into()));
        Some(thing.map_or_else(part, |thing| thing.with_noun("growth")))
    }

    /// Whether growth of others is what leads to the figure: "above the industry growth rate of 5%".
    pub(super) fn is_growth_of_others(&self) -> bool {
        let Some((of, Class::Link(Link::Of | Link::At))) = self.lead() else { return false };
        let mut said = (self.window.start..of).rev().map(|at| self.word(at)).skip_while(|word| *word == "rate");
        let growth = said.next().is_some_and(|word| is_any(word, &["growth", "growth rate"]));
        growth && said.next().is_some_and(|word| is_any(without_possessive(word), &INDUSTRY))
    }

    /// Whether a noun for growth leads to the figure: "registered a growth of 9%".
    fn is_led_by_growth(&self) -> bool {
        let Some((at, Class::Link(Link::Of | Link::At))) = self.lead() else { return false };
        let growth = at.checked_sub(1).filter(|at| self.window.contains(at));
        growth.is_some_and(|at| is_any(self.word(at), &["growth", "de-growth"]))
    }

    /// "as against the industry growth of 5%", "the industry grew at 5%", "the industry registered a growth of 5%": growth of
    /// others.
    fn growth_of_others(&self) -> Option<Subject> {
        let whose = match self.others_that_moved() {
            Some(whose) => whose,
            None => self.lead()?.0.checked_sub(2).filter(|at| self.window.contains(at) && self.is_led_by_growth())?,
        };
        // "registered a growth of"
        let verb = (self.class(whose) == Some(Class::Determiner)).then(|| whose.checked_sub(2)).flatten();
        let whose = match verb.filter(|verb| self.window.contains(verb)) {
            Some(noun) if is_any(self.word(noun + 1), &REGISTERS) => noun,
            _ => whose,
        };
        let others = INDUSTRY.iter().find(|it| self.word(whose).eq_ignore_ascii_case(it))?;
        let subject = Subject::growth_of(Some(Arc::from(*others)));
        Some(self.view.left_out.iter().cloned().fold(subject, Subject::narrowed_to))
    }

    /// All who do the same business, where they are said to have grown by the figure: "the industry grew at 5%".
    fn others_that_moved(&self) -> Option<usize> {
        let verb = self.predicate()?;
        let grows = matches!(self.class(verb), Some(Class::Direction(Direction { form: Form::Verb, .. })));
        let level = matches!(self.lead(), Some((_, Class::Link(Link::To))));
        let noun = verb.checked_sub(1).filter(|noun| self.window.contains(noun) && grows && !level)?;
        let article = noun.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Determiner));
        article.filter(|_| is_any(self.word(noun), &INDUSTRY)).map(|_| noun)
    }

    /// The part that ends with a noun for one before a token: "our ferry business".
    pub(super) fn part_before(&self, end: usize) -> Option<Arc<str>> {
        self.part_between(self.start_of_phrase(end)..end)
    }

    /// The part that words name which end with a noun for one.
    pub(super) fn part_between(&self, tokens: Range<usize>) -> Option<Arc<str>> {
        let noun = tokens.end.checked_sub(1).filter(|noun| is_any(self.word(*noun), &GROWING_PARTS))?;
        // "our total ferry business"
        let whole = usize::from(is_any(self.word(tokens.start), &["total", "overall", "combined"]));
        let name = tokens.start + whole..noun;
        let vague = name.clone().any(|at| is_vague(self.word(at)) || is_any(self.word(at), &NO_PARTS));
        (!name.is_empty() && !vague).then(|| without_possessive(&self.view.small_words(name)).into())
    }

    /// What a part is said to have grown in: in revenue, where the figure before is how revenue moved. What it is behind
    /// another metric is unsure.
    fn growth_of_part(&self, part: Arc<str>, before: &[Statement]) -> Option<Subject> {
        let moved = before.last().filter(|last| matches!(last.role, Some(FigureRole::Growth | FigureRole::Change)));
        let last = moved.and_then(|last| last.subject.as_ref());
        let subject = match last {
            Some(last) if !last.is_growth() => {
                let revenue = last.entry().is_some_and(|entry| &*entry.name == "revenue");
                Some(last.without_part().narrowed_to(part)).filter(|_| revenue)?
            }
            _ => Subject::growth_of(Some(part)),
        };
        Some(self.view.left_out.iter().cloned().fold(subject, Subject::narrowed_to))
    }

    /// The part of the company that is said to have moved by the figure: "our ferry business grew 9%", ", and Harbor
    /// Services was up 9%".
    pub(super) fn part_that_moved(&self) -> Option<Arc<str>> {
        let verb = self.predicate()?;
        let moves = (verb..self.token).any(|at| {
            let class = self.class(at);
            let level = matches!(class, Some(Class::Direction(Direction { sense: Sense::Flat | Sense::Free, .. })));
            matches!(class, Some(Class::Direction(_))) && !level
        });
        // "grew to 9%" is a level of something.
        let level = matches!(self.lead(), Some((_, Class::Link(Link::To))));
        let end = self.before_period(verb);
        let start = self.start_of_phrase(end);
        // "Internet of Tides grew"
        let of =
            start.checked_sub(1).filter(|of| *of > self.window.start && self.class(*of) == Some(Class::Link(Link::Of)));
        let within = of
            .is_some_and(|of| self.view.is_large(of - 1) && self.view.is_large(start) && !is_vague(self.word(of - 1)));
        let start = of.filter(|_| within).map_or(start, |of| self.start_of_phrase(of));
        // "homes in the north rose 9%", "both our cloud and our ferry business": it is no subject, or not all of it.
        let article = start.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Determiner)).unwrap_or(start);
        let before = article.checked_sub(1).and_then(|at| self.class(at));
        let joined = before == Some(Class::Boundary(Boundary::And))
            && matches!(article.checked_sub(2).and_then(|at| self.class(at)), Some(Class::Word | Class::Scope(_)));
        let opens = matches!(
            before,
            None | Some(Class::Boundary(_) | Class::Period(_) | Class::Pronoun(Pronoun::This | Pronoun::Which))
        ) && !joined;
        if !moves || level || !opens || start == end {
            return None;
        }
        let is_part = is_any(self.word(end - 1), &GROWING_PARTS);
        let whole = usize::from(is_part && is_any(self.word(start), &["total", "overall", "combined"]));
        let name = start + whole..end - usize::from(is_part);
        let capital = |at: usize| self.word(at).starts_with(char::is_uppercase);
        // What opens a sentence is written large, whether it is a name or not.
        let number = |at: usize| self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        let of = |at: usize| within && self.class(at) == Some(Class::Link(Link::Of));
        let named = capital(start) && name.clone().all(|at| capital(at) || number(at) || of(at));
        // "Harbor 365 grew"
        let numbered = self.word(start).ends_with(|last: char| last.is_ascii_digit());
        let known = name.len() > 1 && named
            || name.len() == 1 && (start == 0 && self.view.opens_with_name || capital(start) && numbered);
        // "Harbor Markets", "the Others business": written large, a word is part of a name.
        let name_word = |at: usize| at > 0 && capital(at);
        let vague =
            name.clone().any(|at| !name_word(at) && is_vague(self.word(at)) || is_any(self.word(at), &NO_PARTS));
        let named = is_part || known;
        (named && !name.is_empty() && !vague).then(|| without_possessive(&self.view.small_words(name)).into())
    }
}
