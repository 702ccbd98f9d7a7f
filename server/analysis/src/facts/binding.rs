//! Binding: what a figure is about, by the words around it.
//!
//! A figure takes its metric from what follows it directly ("$2 million of revenue", "12% revenue growth", "a 5% decline
//! in revenue"), else from the nearest metric before it in its clause, else from the figure before it where nothing but
//! links, words of change and periods stand between. What fits none of these stays unbound.

use tieout_figures::{Kind, Unit};

use super::FigureRole;
use super::mention::{Mention, class, is_noun};
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense};
use crate::vocabulary::MetricKind;

impl Place<'_> {
    /// What changed, where the figure says by how much and its noun stands behind it: "a 5% reduction in expenses". Some
    /// and none where something changed that is not known.
    pub(super) fn of_change(&self) -> Option<Option<Subject>> {
        let mut at = self.after.start;
        while self.after.contains(&at)
            && at < self.after.start + 3
            && matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb | Class::Scope(_) | Class::Word))
        {
            at += 1;
        }
        let noun = matches!(self.class(at), Some(Class::Direction(Direction { form: Form::Noun, .. })));
        let of = matches!(self.class(at + 1), Some(Class::Link(Link::In | Link::Of | Link::To)));
        if !noun || !of || !self.after.contains(&(at + 1)) {
            return None;
        }
        if let Some(mention) = self.mention_at(at + 2) {
            return Some(Subject::of(mention).measured_by(self.figure.kind));
        }
        let mut object = at + 2;
        while matches!(self.class(object), Some(Class::Determiner | Class::Adverb | Class::Pronoun(_))) {
            object += 1;
        }
        // "5% growth in the quarter" leaves open what grew.
        let named = matches!(self.class(object), Some(Class::Word | Class::Scope(_)));
        named.then(|| self.noun_phrase_at(object))
    }

    /// Whether the figure only says which thing the noun behind it is: "a $5 million provision", "two further plants".
    pub(super) fn modifies_noun(&self) -> bool {
        let amount = match self.figure.kind {
            Kind::Money | Kind::BasisPoints => true,
            Kind::Count => self.figure.unit.is_none(),
            _ => false,
        };
        let next = self.word(self.after.start);
        amount && self.class(self.after.start) == Some(Class::Word) && is_noun(next)
    }

    /// The metric of the same place in a list that is paired with a list of figures: "cash and liquidity were $2 billion
    /// and $3 billion, respectively".
    pub(super) fn paired(&self) -> Option<Subject> {
        if !self.view.pairs() {
            return None;
        }
        let first = self.view.tokens.iter().position(|token| matches!(token.class, Class::Figure(_)))?;
        let named: Vec<&Mention> = self.view.mentions.iter().filter(|mention| mention.head < first).collect();
        let list = named.len().checked_sub(self.count).and_then(|from| named.get(from..))?;
        let joined = list.windows(2).all(|pair| {
            self.view.tokens[pair[0].end..pair[1].tokens.start].iter().all(|token| {
                matches!(token.class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Determiner)
            })
        });
        let mention = list.get(self.order).filter(|_| joined && self.count > 1)?;
        Subject::of(mention).measured_by(self.figure.kind)
    }

    /// The last metric named before the figure and behind the figure before it. One that the figure cannot measure
    /// hides those before it.
    pub(super) fn window_mention(&self) -> Option<Subject> {
        let fits = |mention: &&Mention| Subject::of(mention).measured_by(self.figure.kind).is_some();
        let mut named =
            self.view.mentions.iter().filter(|mention| self.window.contains(&mention.head) && !self.is_whole(mention));
        if self.view.pairs() && named.clone().count() > 1 {
            return None;
        }
        let mention = named.next_back().filter(|mention| fits(mention) && self.counts(mention))?;
        let mention = self.defined(mention).filter(fits).unwrap_or(mention);
        let whole = self.ratio_to(mention);
        // What follows a reason or another verb is another statement.
        let said = whole.map_or(mention.end, |whole| whole.end);
        let between = &self.view.tokens[said.min(self.token)..self.token];
        let strayed = between.iter().filter(|token| matches!(token.class, Class::Word | Class::Verb)).count() > 4
            || between.iter().any(|token| {
                matches!(token.class, Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Reason))
            });
        if strayed {
            return None;
        }
        let subject = Subject::of(mention);
        Some(match whole {
            Some(whole) => Subject::share(Some(subject), whole),
            None => subject,
        })
    }

    /// Whether a figure that brings its own noun can be a number of what is mentioned: "shipments of 3,000 units".
    fn counts(&self, mention: &Mention) -> bool {
        match &self.figure.unit {
            Some(Unit::Named(unit)) if self.figure.kind == Kind::Count => {
                self.own_noun().is_some() || mention.text.to_lowercase().contains(&**unit)
            }
            _ => true,
        }
    }

    /// The metric that another one explains: "EBITDA, or earnings before interest, taxes and depreciation, was".
    fn defined(&self, mention: &Mention) -> Option<&Mention> {
        let tokens = self.view.tokens;
        self.view.mentions.iter().find(|defined| {
            defined.head < mention.head
                && class(tokens, defined.end) == Some(Class::Boundary(Boundary::Comma))
                && class(tokens, defined.end + 1) == Some(Class::Link(Link::Or))
                && !tokens[defined.end..mention.head]
                    .iter()
                    .any(|token| matches!(token.class, Class::Copula | Class::Figure(_)))
        })
    }

    /// What a metric is said to be a part of before the figure: "EBITDA as a percent of revenue was".
    fn ratio_to(&self, mention: &Mention) -> Option<&Mention> {
        let whole =
            self.view.mentions.iter().find(|whole| whole.tokens.start > mention.head && self.is_whole(whole))?;
        (whole.head < self.token).then_some(whole)
    }

    /// Whether a metric is what another is a percentage of.
    fn is_whole(&self, mention: &Mention) -> bool {
        let mut at = mention.tokens.start;
        while let Some(before) = at.checked_sub(1) {
            match self.view.tokens[before].class {
                Class::Determiner => at = before,
                Class::Link(Link::Of) => {
                    let of = before.checked_sub(1).map_or("", |at| self.word(at));
                    return ["percent", "percentage", "%", "portion", "proportion"]
                        .iter()
                        .any(|word| of.eq_ignore_ascii_case(word));
                }
                _ => return false,
            }
        }
        false
    }

    /// The metric that follows the figure as its noun: "12% sequential revenue growth", "$10 million of revenue".
    pub(super) fn following(&self) -> Option<Subject> {
        let mut at = self.after.start;
        while matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb)) && self.after.contains(&at) {
            at += 1;
        }
        let mention = match self.class(at) {
            Some(Class::Link(Link::Of)) if self.figure.kind != Kind::Percent => self.mention_at(at + 1)?,
            // "The market totals $9 million in annual revenue": the subject says what it is.
            Some(Class::Link(Link::In)) if self.figure.kind == Kind::Money && !self.has_subject() => {
                self.mention_at(at + 1)?
            }
            // "an impact of 3.5% on gross margin"
            Some(Class::Link(Link::On))
                if self.view.tokens[self.window.clone()]
                    .iter()
                    .any(|token| matches!(token.class, Class::Direction(Direction { sense: Sense::Free, .. }))) =>
            {
                self.mention_at(at + 1)?
            }
            Some(Class::Word | Class::Scope(_) | Class::Metric(_)) => {
                self.view.mentions.iter().find(|mention| mention.tokens.start == at)?
            }
            _ => return None,
        };
        let subject = Subject::of(mention);
        subject.clone().measured_by(self.figure.kind).map(|_| subject)
    }

    /// Whether a metric stands before the figure as the subject of its verb.
    fn has_subject(&self) -> bool {
        let verb = matches!(self.lead(), Some((_, Class::Copula)));
        verb && self.window_mention().is_some()
    }

    /// Whether the figure takes so much off a ratio or adds it: "consuming 5% of margin" is no margin.
    pub(super) fn is_part_of_ratio(&self) -> bool {
        self.figure.kind == Kind::Percent
            && self.class(self.after.start) == Some(Class::Link(Link::Of))
            && self.mention_at(self.after.start + 1).is_some_and(|of| of.entry().kind == MetricKind::Percent)
    }

    /// Whether the figure is so much for each stretch of time, which no total of a period is: "$300,000 per year".
    pub(super) fn is_rate(&self) -> bool {
        const ENDINGS: [&str; 4] = [" a year", " a month", " a week", " a quarter"];
        let said = &self.view.text[self.figure.range];
        self.figure.kind == Kind::Money
            && (said.contains(" per ") || ENDINGS.iter().any(|ending| said.ends_with(ending)))
    }

    /// The counted noun inside of the figure: "77 customers".
    pub(super) fn own_noun(&self) -> Option<Subject> {
        let Some(Unit::Named(unit)) = self.figure.unit.as_ref().filter(|_| self.figure.kind == Kind::Count) else {
            return None;
        };
        let said = &self.view.text[self.figure.range];
        let first = unit.split(' ').next()?;
        let start = said.to_ascii_lowercase().find(&first.to_ascii_lowercase())?;
        Subject::counted(&said[start..])
    }

    /// The subject of the figure before, where the words between do not bring up another; the topic of the sentence
    /// before, where a pronoun stands for it.
    pub(super) fn carried(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Subject> {
        let tokens = &self.view.tokens[self.resumed()..self.token];
        let named = matches!(self.figure.unit, Some(Unit::Named(_))) && self.figure.kind == Kind::Count;
        if self.view.pairs() || named {
            return None;
        }
        let strange = tokens.iter().filter(|token| matches!(token.class, Class::Word)).count();
        let breaks = tokens.iter().any(|token| {
            matches!(
                token.class,
                Class::Verb
                    | Class::Link(Link::Including | Link::Resulting | Link::ComesFrom)
                    | Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Reason)
                    | Class::Metric(_)
            )
        });
        if breaks || strange > 2 {
            return None;
        }
        let Some(last) = before.last() else {
            let pronoun = tokens.iter().position(|token| {
                matches!(token.class, Class::Pronoun(Pronoun::This | Pronoun::Amount | Pronoun::Which))
            })?;
            let says = tokens[pronoun..].iter().any(|token| {
                matches!(token.class, Class::Copula | Class::Direction(_) | Class::Link(Link::Versus | Link::Equals))
            });
            return topic.filter(|_| says && pronoun < 3).cloned();
        };
        // "and 45 were": the figure is what something else is said of.
        let leads_on = matches!(self.class(self.after.start), Some(Class::Copula | Class::Link(Link::ComesFrom)));
        let share = last.role == Some(FigureRole::Share);
        if leads_on && !share || strange > 0 && share {
            return None;
        }
        last.subject.clone().filter(|_| last.role != Some(FigureRole::Threshold))
    }

    /// Where the words begin that lead on from the figure before. "Up from" goes on with it even where a reason stands
    /// between: "up from $2 million due to the acquisition, and up from $1 million a year ago".
    fn resumed(&self) -> usize {
        let Some((from, Class::Link(Link::From))) = self.lead() else { return self.window.start };
        let change = from.checked_sub(1).filter(|at| self.window.contains(at));
        match change.and_then(|at| Some((at, self.class(at)?))) {
            Some((at, Class::Direction(Direction { form: Form::Particle, .. }))) => at,
            _ => self.window.start,
        }
    }

    /// What the figure is a percentage of: "27% of total revenue".
    pub(super) fn whole(&self) -> Option<&Mention> {
        let fraction = self.figure.kind == Kind::Percent || self.figure.kind == Kind::Multiple;
        if !fraction || self.lead().is_some_and(|(_, class)| matches!(class, Class::Link(Link::By))) {
            return None;
        }
        let mut at = self.after.start;
        if self.class(at) == Some(Class::Link(Link::To))
            && self.view.tokens[self.window.clone()].iter().any(|token| token.class == Class::Link(Link::ComesFrom))
        {
            return self.mention_at(at + 1);
        }
        let of = self.class(at) == Some(Class::Link(Link::Of));
        // "half our customers"
        let bare = self.figure.kind == Kind::Multiple && matches!(self.class(at), Some(Class::Determiner));
        if !of && !bare {
            return None;
        }
        at += usize::from(of);
        let mention = self.mention_at(at)?;
        let points = mention.entry().kind == MetricKind::Percent;
        (!points).then_some(mention)
    }
}
