//! Statements: what each figure of a sentence is about, by the grammar of its clause.
//!
//! Each is put together here: whether the figure is a cut-off (`threshold`), what it is about (`binding`, and
//! `noun_phrase` for what the vocabulary does not know), what it is compared with (`comparison`), and from all of these
//! what it is to its metric (`role`).

use std::ops::Range;
use std::sync::Arc;

use tieout_figures::{Figure, Kind};

use super::mention::Mention;
use super::subject::Subject;
use super::when::When;
use super::{Basis, FigureRole};
use crate::signs::Notes;
use crate::signs::lists::TIME_SPANS;
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Token};

/// A sentence with all that can be read in it.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) figures: &'a [Figure],
    pub(super) notes: &'a Notes,
    pub(super) mentions: Vec<Mention>,
    pub(super) periods: Vec<When>,
    /// The segment, region or product that the sentence is about, in lower case.
    pub(super) segment: Option<Arc<str>>,
    /// Whether the sentence itself names it.
    pub(super) segment_said: bool,
    /// What is left out in all that the sentence says: "excluding the acquisition".
    pub(super) left_out: Vec<Arc<str>>,
    /// Whether the sentence turns to another matter: "moving to our results", "as you see on slide 5".
    pub(super) moves_on: bool,
    /// What the figures of the sentence before were about.
    pub(super) said_before: Vec<(Kind, Subject)>,
    /// Whether its first word is a name: it is written large in the middle of other sentences.
    pub(super) opens_with_name: bool,
}

impl View<'_> {
    /// The words of a token; none behind the last.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range])
    }

    /// The figure that a token is.
    pub(super) fn figure(&self, at: usize) -> Option<&Figure> {
        self.tokens.get(at)?.class.figure(self.figures)
    }

    /// Whether a token is a word that is written large, as names are.
    pub(super) fn is_large(&self, at: usize) -> bool {
        class(self.tokens, at) == Some(Class::Word) && self.word(at).starts_with(char::is_uppercase)
    }

    /// The words of some tokens in small letters, with a space between.
    pub(super) fn small_words(&self, tokens: Range<usize>) -> String {
        let words: Vec<&str> = tokens.map(|at| self.word(at)).collect();
        words.join(" ").to_lowercase()
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
    /// Whether it says the amount just before it for each share.
    pub(super) each_share: bool,
    /// What words behind the figure narrow its subject by, beside those of the metric.
    pub(super) behind: Vec<Arc<str>>,
    /// Behind the words that name a part of the company behind the figure.
    pub(super) behind_end: usize,
}

/// Reads the statements of a sentence, one for each figure. `topic` is what the sentence before was about.
pub(super) fn statements(view: &View<'_>, topic: Option<&Subject>) -> Vec<Statement> {
    if view.figures.is_empty() {
        return Vec::new();
    }
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
    let mut opening = 0;
    for (order, (token, index)) in places.iter().enumerate() {
        let Some(figure) = view.figures.get(*index) else { continue };
        let start = order.checked_sub(1).map_or(0, |before| places[before].0 + 1);
        // "Sales over the last 12 months rose 3%": a time span hides nothing.
        let start = if found.last().is_some_and(|last| is_stretch(view, last)) { opening } else { start };
        opening = start;
        // What names a part behind the figure before says nothing of this one.
        let start = found.last().map_or(start, |last| last.behind_end.clamp(start, *token));
        let end = places.get(order + 1).map_or(view.tokens.len(), |next| next.0);
        let window = start..*token;
        let place = Place { view, figure, token: *token, window, after: *token + 1..end };
        let statement = place.statement(&found, topic);
        if statement.role == Some(FigureRole::Threshold) {
            place.narrow(&mut found);
        }
        found.push(statement);
    }
    found
}

/// Whether a statement is no more than the time span that something went on for: "over the last 12 months".
fn is_stretch(view: &View<'_>, statement: &Statement) -> bool {
    let duration = view.figure(statement.token).is_some_and(|it| it.kind == Kind::Duration);
    let before = statement.token.checked_sub(1).map_or("", |at| view.word(at));
    let stretch = is_any(before, &["last", "past", "trailing", "the last", "these", "those"]);
    duration && stretch && statement.subject.is_none()
}

/// A figure in its sentence, with the tokens up to the figures beside it.
pub(super) struct Place<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) figure: &'a Figure,
    pub(super) token: usize,
    /// The tokens from the figure before.
    pub(super) window: Range<usize>,
    /// The tokens to the figure behind.
    pub(super) after: Range<usize>,
}

impl Place<'_> {
    fn statement(&self, before: &[Statement], topic: Option<&Subject>) -> Statement {
        let mut statement = Statement { token: self.token, ..Statement::default() };
        statement.base = self.is_base(before.last());
        statement.guided = statement.base && self.beside_guidance();
        statement.each_share = before.last().is_some_and(|last| self.is_for_each_share_of(last));
        statement.basis = self.basis();
        if self.is_part_of_word()
            || self.is_vague_time()
            || self.is_number_of_digits()
            || self.is_breakeven_of()
            || self.is_number_of_name()
            || self.is_rule_of_thumb()
            || self.is_gap_to_others()
            || self.is_exchange_rate()
        {
            return statement;
        }
        // "rose to £12 million (H1 2030: £10 million)": of the same.
        let labelled = || before.iter().rev().find(|other| self.is_alike(other));
        if let Some(level) = self.is_labelled().then(labelled).flatten() {
            return Statement { subject: level.subject.clone(), role: Some(FigureRole::PriorLevel), ..statement };
        }
        if let Some(threshold) = self.threshold(before) {
            statement.subject = threshold;
            statement.role = Some(FigureRole::Threshold);
            return statement;
        }
        if let Some(part) = self.part_of_which(before) {
            statement.role = before.last().and_then(|last| last.role).filter(|_| part.is_some());
            statement.subject = part;
            return statement;
        }
        if let Some(share) = self.share(before, topic) {
            let margin = share.as_ref().is_some_and(Subject::is_margin);
            statement.role = share.is_some().then_some(if margin { FigureRole::Margin } else { FigureRole::Share });
            statement.subject = share;
            return statement;
        }
        // "our platform subscribers went up by 18% to 17 million users": of the same people.
        if let Some(same) = self.same_people(before) {
            return Statement { subject: Some(same), role: Some(FigureRole::Level), ..statement };
        }
        if let Some(customers) = self.customers_of_size() {
            return Statement { subject: Some(customers), role: Some(FigureRole::Level), ..statement };
        }
        if let Some(sum) = self.brought_to() {
            return Statement { subject: Some(sum), role: Some(FigureRole::Level), ..statement };
        }
        if let Some(multiple) = self.multiple_of_said(before, topic) {
            return Statement { basis: statement.basis, ..multiple };
        }
        let named = || {
            let beside = self.moved().or_else(|| self.following()).or_else(|| self.own_noun()).or_else(|| self.deed());
            let beside = beside.or_else(|| self.ratio_behind());
            beside.or_else(|| self.window_mention())
        };
        let effect = self.effect(before).or_else(|| self.of_change()).or_else(|| self.of_counted());
        let subject = match effect.or_else(|| self.of_thing()).or_else(|| self.of_own_change()) {
            Some(None) => return statement,
            Some(named) => named,
            None if self.modifies_noun() => {
                let noun = self.following().or_else(|| self.sole_noun());
                let noun = noun.or_else(|| self.noun_phrase_at(self.after.start));
                if noun.is_none() {
                    return statement;
                }
                noun
            }
            None => {
                let direct = self
                    .said_by_verb()
                    .or_else(|| self.paired(before))
                    .or_else(|| self.change_of_level(before))
                    .or_else(named)
                    .or_else(|| self.noun_phrase());
                direct.or_else(|| self.amount_before()).or_else(|| self.growth_within())
            }
        };
        let direct = subject.is_some();
        if !direct && self.is_account() {
            let (subject, role) = self.accounted_for(before, topic).unzip();
            return Statement { subject, role, ..statement };
        }
        if let Some(next) = self.next_in_list(before).filter(|_| !direct) {
            return next;
        }
        let subject = subject.or_else(|| self.carried(before, topic)).or_else(|| self.growth_alone(before));
        let subject = subject.or_else(|| self.counted_noun());
        let Some(subject) = subject.filter(|subject| !(self.is_rate() && subject.is_total() || subject.is_bare_pace()))
        else {
            return statement;
        };
        let counted = before.iter().rev().find(|other| other.role != Some(FigureRole::Threshold));
        let same_as_before = counted.and_then(|other| other.subject.as_ref());
        let subject = match same_as_before {
            Some(other) if statement.base && other.id() == subject.id() && subject.scope.is_empty() => other.clone(),
            _ => subject,
        };
        let subject = match self.product_before(before, &subject) {
            Some(product) => subject.narrowed_to(product),
            None => subject,
        };
        let continues_share = before.last().is_some_and(|last| last.role == Some(FigureRole::Share));
        if !direct && continues_share && subject.is_share() && self.figure.kind == Kind::Percent {
            statement.subject = Some(subject);
            statement.role = Some(FigureRole::Share);
            return statement;
        }
        // "net income increased from 5% to 11%" of revenue.
        let ratio = self.is_from_ratio_to_ratio().then(|| subject.of_revenue()).flatten();
        let subject = ratio.unwrap_or(subject);
        // "online seats doubled" is how they grew.
        let kind = match self.kind_measured() {
            Kind::Multiple if direct && self.multiplies() && !subject.metric.known => Kind::Percent,
            kind => kind,
        };
        let Some(subject) = subject.measured_by(kind) else { return statement };
        statement.role = self.role(&subject, &statement);
        // "beat our guidance by $2 million on the top line and $0.40 on the bottom line": by so much each.
        let next_beat = before.last().filter(|last| {
            let on = |at: usize| self.class(at) == Some(Class::Link(Link::On));
            last.role == Some(FigureRole::Change) && on(self.window.start) && on(self.after.start)
        });
        if next_beat.is_some() {
            statement.role = Some(FigureRole::Change);
        }
        if let Some(last) = before.last().filter(|last| self.goes_on_list(last, &statement)) {
            // The verb before the first of a list goes for all of it.
            statement.role = last.role;
            statement.basis = statement.basis.or(last.basis);
        }
        if let Some(last) = before.last().filter(|_| !direct && matches!(self.lead(), Some((_, Class::Link(Link::Or)))))
        {
            statement.role = self.said_again(last, &subject).or(statement.role);
        }
        if let (None, false, Some(last)) = (statement.role, direct, before.last().filter(|_| self.is_joined())) {
            statement.role = last.role.filter(|role| *role == FigureRole::Growth);
        }
        if statement.role.is_some() {
            let part = self.part_behind().filter(|_| !self.in_pair());
            // "reserve builds of $3 million in Norway": of the part that is named, not of the one spoken of.
            let mut subject = subject;
            let elsewhere = self.window.clone().any(|at| self.class(at) == Some(Class::Boundary(Boundary::But)));
            if let (Some(_), Some(segment)) = (&part, &self.view.segment)
                && (!self.view.segment_said || elsewhere)
            {
                subject.scope.retain(|scope| scope != segment);
            }
            let (scopes, behind) = self.scopes_behind();
            statement.behind_end = part.as_ref().map_or(self.after.start, |(_, end)| *end).max(behind);
            statement.behind = part.map(|(words, _)| words).into_iter().chain(scopes).collect();
            // "up 6% in Norway and 5% in Sweden": each has its own.
            if let Some(last) = before.last().filter(|_| !direct && !statement.behind.is_empty()) {
                subject.scope.retain(|scope| !last.behind.contains(scope));
            }
            statement.subject = Some(statement.behind.iter().cloned().fold(subject, Subject::narrowed_to));
        }
        statement
    }

    /// What the figure measures: earnings of a few dollars are those of a share.
    fn kind_measured(&self) -> Kind {
        let cents = self.figure.kind == Kind::Money && self.view.text[self.figure.range].contains('.');
        let words = self.view.text[self.figure.range].contains(char::is_alphabetic);
        let earnings = self.view.tokens[self.after.clone()]
            .iter()
            .take(3)
            .any(|token| is_any(&self.view.text[token.range], &["earnings", "EPS", "bottom line"]));
        if cents && !words && earnings { Kind::PerShare } else { self.figure.kind }
    }

    /// Whether the figure only says which sort the word is that it is joined to: "128-layer devices".
    fn is_part_of_word(&self) -> bool {
        let behind = &self.view.text[usize::from(self.figure.range.end())..];
        let joined = behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        joined && matches!(self.figure.kind, Kind::Count | Kind::Duration)
    }

    /// Whether the figure is a time span without a number: "a couple of months".
    fn is_vague_time(&self) -> bool {
        let said = &self.view.text[self.figure.range];
        let last = said.rsplit(' ').next().unwrap_or_default();
        self.figure.kind == Kind::Vague && TIME_SPANS.contains(&last.trim_end_matches('s'))
    }

    /// Whether the figure is one of a list that goes with a list of metrics, and what it is to its own is said of the first.
    fn goes_on_list(&self, last: &Statement, statement: &Statement) -> bool {
        // "Grew $8 million and $9 million, respectively".
        let moved = statement.role == Some(FigureRole::Level)
            && last.role == Some(FigureRole::Change)
            && self.kind_of(last) == Some(self.figure.kind)
            && self.is_joined();
        (statement.role.is_none() || moved) && self.in_pair()
    }

    /// Whether nothing but "and" or a comma stands between the figure before and this one.
    fn is_joined(&self) -> bool {
        let mut between = self.view.tokens[self.window.clone()]
            .iter()
            .rev()
            .take_while(|token| !matches!(token.class, Class::Scope(_) | Class::Basis(_) | Class::Period(_)));
        between.all(|token| {
            matches!(token.class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Hedge | Class::Adverb)
        })
    }

    pub(super) fn class(&self, at: usize) -> Option<Class> {
        class(self.view.tokens, at)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.view.word(at)
    }

    /// The token before the figure that leads to it, past hedges and articles.
    pub(super) fn lead(&self) -> Option<(usize, Class)> {
        self.window.clone().rev().find_map(|at| match self.view.tokens[at].class {
            Class::Hedge | Class::Determiner | Class::Adverb => None,
            class => Some((at, class)),
        })
    }

    /// The mention that begins at a token, articles and words that change nothing skipped.
    pub(super) fn mention_at(&self, mut at: usize) -> Option<&Mention> {
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
                // "52% of the company's revenue"
                Class::Pronoun(_) if self.word(at).ends_with("'s") || self.word(at).ends_with("\u{2019}s") => at += 1,
                _ => return None,
            }
        }
        None
    }
}
