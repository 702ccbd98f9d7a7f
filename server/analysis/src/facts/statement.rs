//! Statements: what each figure of a sentence is about, by the grammar of its clause.
//!
//! A figure takes its metric from what follows it directly ("$2 million of revenue", "12% revenue growth"), else from
//! the nearest metric before it in its clause, else from the figure before it where nothing but links, words of change
//! and periods stand between. What fits none of these stays unbound.

use std::ops::Range;

use tieout_figures::{Figure, Kind, Unit};

use super::mention::{Mention, class};
use super::subject::Subject;
use super::when::When;
use super::{Basis, FigureRole};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Pronoun, Sense, Token};
use crate::vocabulary::{MetricEntry, MetricKind};

/// A sentence with all that can be read in it.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) figures: &'a [Figure],
    pub(super) mentions: Vec<Mention>,
    pub(super) periods: Vec<When>,
}

impl View<'_> {
    /// Whether the sentence pairs one list with another: "revenue and EBITDA grew 5% and 7%, respectively".
    fn pairs(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| token.class == Class::Adverb && self.text[token.range].eq_ignore_ascii_case("respectively"))
    }
}

/// What one figure of a sentence says.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    /// The token of the figure.
    pub(super) token: usize,
    pub(super) subject: Option<Subject>,
    pub(super) role: Option<FigureRole>,
    pub(super) basis: Option<Basis>,
    /// Whether it is what another figure is compared with.
    pub(super) base: bool,
    /// Whether it is the guidance that another figure is compared with.
    pub(super) guided: bool,
}

/// Reads the statements of a sentence, one for each figure. `topic` is what the sentence before was about.
pub(super) fn statements(view: &View<'_>, topic: Option<&Subject>) -> Vec<Statement> {
    let places: Vec<(usize, usize)> = view
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.class {
            Class::Figure(index) => Some((at, index as usize)),
            _ => None,
        })
        .collect();
    let mut found: Vec<Statement> = Vec::new();
    for (order, (token, index)) in places.iter().enumerate() {
        let Some(figure) = view.figures.get(*index) else { continue };
        let start = order.checked_sub(1).map_or(0, |before| places[before].0 + 1);
        let end = places.get(order + 1).map_or(view.tokens.len(), |next| next.0);
        let place = Place { view, figure, token: *token, window: start..*token, after: *token + 1..end };
        let statement = place.statement(&found, topic);
        if statement.role == Some(FigureRole::Threshold) {
            place.narrow(&mut found);
        }
        found.push(statement);
    }
    found
}

/// A figure in its sentence, with the tokens up to the figures beside it.
struct Place<'a> {
    view: &'a View<'a>,
    figure: &'a Figure,
    token: usize,
    window: Range<usize>,
    after: Range<usize>,
}

impl Place<'_> {
    fn statement(&self, before: &[Statement], topic: Option<&Subject>) -> Statement {
        let mut statement = Statement { token: self.token, ..Statement::default() };
        statement.base = self.is_base(before.last());
        statement.guided = statement.base && self.beside_guidance();
        statement.basis = self.basis();
        if let Some(threshold) = self.threshold(before) {
            statement.subject = threshold;
            statement.role = Some(FigureRole::Threshold);
            return statement;
        }
        if let Some(whole) = self.whole() {
            let part = self.window_mention().or_else(|| self.carried(before, topic));
            let subject = Subject::share(part, whole);
            statement.role = Some(if subject.is_margin() { FigureRole::Margin } else { FigureRole::Share });
            statement.subject = Some(subject);
            return statement;
        }
        let subject = self.following().or_else(|| self.own_noun()).or_else(|| self.window_mention());
        let direct = subject.is_some();
        let subject = subject.or_else(|| self.carried(before, topic));
        let Some(subject) = subject else { return statement };
        let counted = before.iter().rev().find(|other| other.role != Some(FigureRole::Threshold));
        let same_as_before = counted.and_then(|other| other.subject.as_ref());
        let subject = match same_as_before {
            Some(other) if statement.base && other.id() == subject.id() && subject.scope.is_empty() => other.clone(),
            _ => subject,
        };
        let continues_share = before.last().is_some_and(|last| last.role == Some(FigureRole::Share));
        if !direct && continues_share && self.figure.kind == Kind::Percent {
            statement.subject = Some(subject);
            statement.role = Some(FigureRole::Share);
            return statement;
        }
        let Some(subject) = subject.measured_by(self.figure.kind) else { return statement };
        statement.role = subject.entry().and_then(|entry| self.role(entry, &subject, &statement));
        if statement.role.is_some() {
            statement.subject = Some(subject);
        }
        statement
    }

    fn class(&self, at: usize) -> Option<Class> {
        class(self.view.tokens, at)
    }

    fn word(&self, at: usize) -> &str {
        self.view.tokens.get(at).map_or("", |token| &self.view.text[token.range])
    }

    /// The token before the figure that leads to it, past hedges and articles.
    fn lead(&self) -> Option<(usize, Class)> {
        self.window.clone().rev().find_map(|at| match self.view.tokens[at].class {
            Class::Hedge | Class::Determiner | Class::Adverb => None,
            class => Some((at, class)),
        })
    }

    /// The mention that begins at a token, articles and words that change nothing skipped.
    fn mention_at(&self, mut at: usize) -> Option<&Mention> {
        while self.after.contains(&at) {
            if let Some(mention) = self.view.mentions.iter().find(|mention| mention.tokens.contains(&at)) {
                return Some(mention);
            }
            match self.view.tokens[at].class {
                Class::Determiner
                | Class::Adverb
                | Class::Basis(_)
                | Class::Period(_)
                | Class::Other(_)
                | Class::Hedge => {
                    at += 1;
                }
                Class::Direction(Direction { form: Form::Comparative | Form::Preposition, .. }) => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// The last metric named before the figure and behind the figure before it. One that the figure cannot measure
    /// hides those before it.
    fn window_mention(&self) -> Option<Subject> {
        let fits = |mention: &&Mention| Subject::of(mention).measured_by(self.figure.kind).is_some();
        let mut named =
            self.view.mentions.iter().filter(|mention| self.window.contains(&mention.head) && !self.is_whole(mention));
        if self.view.pairs() && named.clone().count() > 1 {
            return None;
        }
        let mention = named.next_back().filter(|mention| fits(mention) && self.counts(mention))?;
        let mention = self.defined(mention).filter(fits).unwrap_or(mention);
        // What follows a reason or another verb is another statement.
        let between = &self.view.tokens[mention.end.min(self.token)..self.token];
        let strayed = between.iter().filter(|token| matches!(token.class, Class::Word | Class::Verb)).count() > 4
            || between.iter().any(|token| {
                matches!(token.class, Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Reason))
            });
        if strayed {
            return None;
        }
        Some(self.as_ratio(mention).unwrap_or_else(|| Subject::of(mention)))
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

    /// "EBITDA as a percent of revenue": the ratio of the two.
    fn as_ratio(&self, mention: &Mention) -> Option<Subject> {
        let whole =
            self.view.mentions.iter().find(|whole| whole.tokens.start > mention.head && self.is_whole(whole))?;
        (whole.head < self.token).then(|| Subject::share(Some(Subject::of(mention)), whole))
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
    fn following(&self) -> Option<Subject> {
        let mut at = self.after.start;
        while matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb)) && self.after.contains(&at) {
            at += 1;
        }
        let mention = match self.class(at) {
            Some(Class::Link(Link::Of)) if self.figure.kind != Kind::Percent => self.mention_at(at + 1)?,
            Some(Class::Link(Link::In)) if matches!(self.figure.kind, Kind::Money) => self.mention_at(at + 1)?,
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

    /// The counted noun inside of the figure: "77 customers".
    fn own_noun(&self) -> Option<Subject> {
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
    fn carried(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Subject> {
        let tokens = &self.view.tokens[self.window.clone()];
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

    /// What the figure is a percentage of: "27% of total revenue".
    fn whole(&self) -> Option<&Mention> {
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

    /// "deals worth more than $1 million": the cut-off, and what it is one of where the vocabulary knows that.
    fn threshold(&self, before: &[Statement]) -> Option<Option<Subject>> {
        if self.figure.kind != Kind::Money {
            return None;
        }
        // What is counted stands before the cut-off as a mention, or inside of the figure before it.
        let mention = self.view.mentions.iter().rfind(|mention| mention.head < self.token);
        let inside = before.last().filter(|last| mention.is_none_or(|mention| mention.head < last.token));
        let (start, entry) = match (inside, mention) {
            (Some(last), _) => (last.token + 1, last.subject.as_ref()?.entry()?),
            (None, Some(mention)) => (mention.head + 1, mention.entry()),
            (None, None) => return None,
        };
        let counted = entry.kind == MetricKind::Count && entry.name.as_ref() != "share count";
        let between = &self.view.tokens[start..self.token];
        let mut limits = false;
        for (offset, token) in between.iter().enumerate() {
            match token.class {
                Class::Hedge | Class::Direction(Direction { form: Form::Comparative | Form::Preposition, .. }) => {
                    limits = true
                }
                Class::Word if self.word(start + offset).eq_ignore_ascii_case("worth") => limits = true,
                Class::Word if offset < 2 => {}
                Class::Link(Link::Than | Link::Of | Link::With) => {}
                _ => return None,
            }
        }
        // "$1,000 or more"
        let open = matches!(self.class(self.after.start), Some(Class::Hedge));
        (counted && (limits || open)).then(|| (entry.name.as_ref() == "deals").then(Subject::deal_size).flatten())
    }

    /// Adds the cut-off to what is counted just before it: "5 deals worth more than $1 million".
    fn narrow(&self, before: &mut [Statement]) {
        let Some(counted) = before.last_mut() else { return };
        let mention = self.view.mentions.iter().rfind(|mention| (counted.token..self.token).contains(&mention.head));
        let open = matches!(self.class(self.after.start), Some(Class::Hedge));
        let last = self.token + usize::from(open);
        let from = mention.map_or(counted.token, |mention| mention.end - 1);
        let start = usize::from(self.view.tokens[from].range.end());
        let end = usize::from(self.view.tokens[last].range.end());
        counted.subject = counted.subject.take().map(|subject| match self.view.text.get(start..end) {
            Some(words) => subject.cut_off(words),
            None => subject,
        });
    }

    /// Whether the figure is what another is compared with.
    fn is_base(&self, before: Option<&Statement>) -> bool {
        let mut plain = true;
        for at in self.window.clone().rev() {
            match self.view.tokens[at].class {
                Class::Link(Link::Versus | Link::Than) => return true,
                Class::Link(Link::From) => {
                    return self.view.tokens[at + 1..self.token].iter().all(|token| {
                        !matches!(token.class, Class::Word | Class::Verb | Class::Copula | Class::Boundary(_))
                    });
                }
                Class::Copula | Class::Boundary(Boundary::But | Boundary::Semicolon) | Class::Link(Link::To) => {
                    return false;
                }
                Class::Boundary(Boundary::Comma | Boundary::And) => {}
                Class::Determiner
                | Class::Hedge
                | Class::Adverb
                | Class::Period(_)
                | Class::Other(_)
                | Class::Link(_) => {}
                Class::Basis(_) | Class::Verb | Class::Direction(_) => plain = false,
                _ => plain = false,
            }
            // A comparison does not reach over a comma with words behind it.
            if !plain && matches!(self.view.tokens[at].class, Class::Boundary(_)) {
                return false;
            }
        }
        // "from $2 million in the prior quarter, and $1 million a year ago"
        before.is_some_and(|last| last.base)
            && plain
            && self.view.periods.iter().any(|when| self.after.contains(&when.start))
    }

    /// Whether the figure is one that was guided: "versus our guidance of", "our $26 million expectation".
    fn beside_guidance(&self) -> bool {
        let before = self.view.tokens[self.window.clone()].iter().rev().take(8);
        let after = self.view.tokens[self.after.clone()].iter().take(2);
        before.chain(after).any(|token| token.class == Class::Modal(Modal::Guidance))
    }

    /// What a change is measured against, by words beside the figure.
    fn basis(&self) -> Option<Basis> {
        // "beat our guidance by $2 million"
        let mut before = self.view.tokens[self.window.clone()].iter().skip_while(|token| {
            !matches!(token.class, Class::Direction(Direction { sense: Sense::Better | Sense::Worse, .. }))
        });
        if before.any(|token| token.class == Class::Modal(Modal::Guidance)) {
            return Some(Basis::VersusGuidance);
        }
        let after = self.view.tokens[self.after.clone()].iter();
        let after = after.take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Copula));
        let found = after.filter_map(|token| basis_of(token.class)).next();
        found.or_else(|| {
            let before = self.view.tokens[self.window.clone()].iter().rev();
            let mut before = before.take_while(|token| {
                !matches!(
                    token.class,
                    Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Comma | Boundary::And)
                )
            });
            before.find_map(|token| basis_of(token.class))
        })
    }

    /// Whether a word of change goes with the figure, and whether the figure is then the change itself rather than
    /// where it led to.
    fn change(&self) -> Option<bool> {
        let mut at = self.after.start;
        while self.after.contains(&at)
            && matches!(self.class(at), Some(Class::Basis(_) | Class::Adverb | Class::Scope(_) | Class::Word))
            && at < self.after.start + 3
        {
            at += 1;
        }
        if let Some(Class::Direction(Direction { form: Form::Noun | Form::Comparative | Form::Preposition, .. })) =
            self.class(at)
            && self.after.contains(&at)
        {
            return Some(true);
        }
        let (at, lead) = self.lead()?;
        match lead {
            Class::Link(Link::By) | Class::Direction(_) => Some(true),
            Class::Link(Link::Of) => {
                let noun = at.checked_sub(1).and_then(|at| self.class(at));
                matches!(noun, Some(Class::Direction(_))).then_some(true)
            }
            _ => self.view.tokens[self.window.clone()]
                .iter()
                .any(|token| matches!(token.class, Class::Direction(_)))
                .then_some(false),
        }
    }

    /// What the figure is to its metric; none where the words do not say it.
    fn role(&self, entry: &MetricEntry, subject: &Subject, statement: &Statement) -> Option<FigureRole> {
        let aims = self.view.tokens[self.window.clone()].iter().any(|token| token.class == Class::Modal(Modal::Target));
        if aims {
            return Some(FigureRole::Target);
        }
        let prior = if statement.guided { FigureRole::PriorGuidance } else { FigureRole::PriorLevel };
        let ratio = entry.kind == MetricKind::Percent;
        let level = if ratio && entry.name.contains("margin") { FigureRole::Margin } else { FigureRole::Level };
        match self.figure.kind {
            Kind::PercentagePoints | Kind::BasisPoints => Some(FigureRole::Change),
            Kind::Multiple if entry.kind == MetricKind::Ratio => Some(level),
            Kind::Multiple => Some(FigureRole::Growth),
            Kind::Percent | Kind::Vague if ratio => match self.change() {
                Some(true) => Some(FigureRole::Change),
                _ if statement.base => Some(prior),
                _ => Some(level),
            },
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
}

fn basis_of(class: Class) -> Option<Basis> {
    match class {
        Class::Basis(basis) => Some(basis),
        _ => None,
    }
}
