//! Binding: what a figure is about, by the words around it.
//!
//! A figure takes its metric from what follows it directly ("$2 million of revenue", "12% revenue growth", "a 5% decline
//! in revenue"), else from the nearest metric before it in its clause, else from the figure before it where nothing but
//! links, words of change and periods stand between. What fits none of these stays unbound.

use tieout_figures::{Kind, Unit};

use super::mention::Mention;
use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{BUYS_SHARES, REPORTS, WHOLES};
use crate::signs::words::{class, is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense};
use crate::vocabulary::MetricKind;

impl Place<'_> {
    /// Whether the figure only says which thing the noun behind it is: "a $5 million provision", "two further plants".
    pub(super) fn modifies_noun(&self) -> bool {
        let amount = match self.figure.kind {
            Kind::Money | Kind::BasisPoints => true,
            Kind::Count => !self.says_noun(),
            _ => false,
        };
        let next = self.word(self.after.start);
        if amount && self.figure.kind == Kind::Money && self.sole_noun().is_some() {
            return true;
        }
        // "five new piers"
        let adjective = self.figure.kind == Kind::Count && is_any(next, &["new", "key"]) && {
            let named = self.noun_phrase_at(self.after.start);
            named.is_some_and(|subject| subject.metric.name.contains(' ') && subject.metric.name.ends_with('s'))
        };
        amount && self.class(self.after.start) == Some(Class::Word) && (is_noun(next) || adjective)
    }

    /// Whether the figure stands behind "of" and a noun that is not known to be measured: "effects of two rate cuts", "a
    /// bond for $5 million". What was named before is then not what it measures.
    pub(super) fn is_of_other_noun(&self) -> bool {
        let Some((at, lead)) = self.lead() else { return false };
        // "and currency of positive 2 points"
        let (at, lead) = match at.checked_sub(1).and_then(|of| self.class(of)) {
            Some(of) if is_any(self.word(at), &["positive", "negative"]) => (at - 1, of),
            _ => (at, lead),
        };
        let leads = lead == Class::Link(Link::Of) || lead == Class::Link(Link::For) && self.figure.kind == Kind::Money;
        if !leads {
            return false;
        }
        let Some(noun) = at.checked_sub(1).filter(|noun| self.window.contains(noun)) else { return false };
        let in_mention = self.view.mentions.iter().any(|mention| (mention.tokens.start..mention.end).contains(&noun));
        let word = self.word(noun);
        self.class(noun) == Some(Class::Word) && is_noun(word) && !is_vague(word) && !in_mention
    }

    /// What a figure is said to be of, where the vocabulary does not know it: "$160 million of new leasing", "$5 million
    /// in efficiencies". Some and none where it is of something that cannot be named.
    pub(super) fn of_thing(&self) -> Option<Option<Subject>> {
        let at = self.after.start;
        let of = self.class(at) == Some(Class::Link(Link::Of));
        // "$4 million in total reserves"
        let in_total = self.word(at).eq_ignore_ascii_case("in total") && self.class(at + 1) == Some(Class::Word);
        let within = (self.class(at) == Some(Class::Link(Link::In)) || in_total) && self.figure.kind == Kind::Money;
        // "Sales were $9 million in ferries, $4 million in moorings": each figure of a list has its part.
        let listed = within
            && matches!(self.lead(), Some((_, Class::Boundary(Boundary::And | Boundary::Comma))))
            && self.window.start.checked_sub(2).and_then(|at| self.class(at)) == Some(Class::Link(Link::In));
        // "which included $8 million from ferry adjustments"
        let from = self.class(at) == Some(Class::Link(Link::From))
            && self.figure.kind == Kind::Money
            && matches!(self.lead(), Some((_, Class::Link(Link::Including))));
        if from && self.mention_at(at + 1).is_none() {
            let determined = usize::from(self.class(at + 1) == Some(Class::Determiner));
            return self.noun_phrase_at(at + 1 + determined).map(Some);
        }
        // "we retired $5 million of shares" is what was spent on them.
        let bought = is_any(self.word(at + 1), &["shares", "stock", "units"])
            && self.lead().is_some_and(|(verb, _)| is_any(self.word(verb), &BUYS_SHARES));
        if of && bought && self.figure.kind == Kind::Money {
            return Some(Subject::said_by("share repurchases", "shares"));
        }
        if !of && !within || listed || !self.after.contains(&at) || self.mention_at(at + 1).is_some() {
            return None;
        }
        let mut object = at + 1;
        while matches!(self.class(object), Some(Class::Determiner | Class::Adverb | Class::Hedge)) {
            object += 1;
        }
        let fraction = matches!(self.figure.kind, Kind::Percent | Kind::Multiple);
        // "ten years of ferry service" measures the years.
        if of && self.figure.kind == Kind::Duration {
            return Some(None);
        }
        match self.class(object) {
            Some(Class::Direction(Direction { form: Form::Noun, .. })) if of && fraction => Some(None),
            // "with 4 points of growth from the south": what it brings to growth is no growth of the whole.
            Some(Class::Direction(Direction { form: Form::Noun, .. }))
                if of
                    && self.figure.kind == Kind::PercentagePoints
                    && self.class(object + 1) == Some(Class::Link(Link::From)) =>
            {
                Some(None)
            }
            Some(Class::Word | Class::Scope(_) | Class::Metric(_)) if of && !fraction => {
                Some(self.noun_phrase_at(object))
            }
            Some(Class::Word | Class::Scope(_) | Class::Metric(_)) if within && !self.has_subject() => {
                self.noun_phrase_at(object).map(Some)
            }
            _ => None,
        }
    }

    /// The last metric named before the figure and behind the figure before it. One that the figure cannot measure
    /// hides those before it.
    pub(super) fn window_mention(&self) -> Option<Subject> {
        // "moved capacity to 14-nanometer" is what sort of it.
        if self.figure.kind == Kind::Technical && self.view.text[self.figure.range].contains('-') {
            return None;
        }
        let fits = |mention: &&Mention| Subject::of(mention).measured_by(self.figure.kind).is_some();
        let mut named = self.view.mentions.iter().filter(|mention| {
            self.window.contains(&mention.head)
                && !self.is_whole(mention)
                && !self.is_included(mention)
                && !self.is_affected(mention)
        });
        if self.in_pair() && (named.clone().count() > 1 || self.lists_parts()) || self.is_of_other_noun() {
            return None;
        }
        let mention = named.next_back().filter(|mention| fits(mention) && self.counts(mention))?;
        let mention = self.defined(mention).filter(fits).unwrap_or(mention);
        let whole = self.ratio_to(mention);
        // What follows a reason or another verb is another statement.
        let said = whole.map_or(mention.end, |whole| whole.end);
        let between = &self.view.tokens[said.min(self.token)..self.token];
        let ends = |at: usize| match self.view.tokens[at].class {
            // "was flat, but up 4%"
            Class::Boundary(Boundary::But) => !self.leaves_out_subject(at) && !self.is_aside(mention, at),
            Class::Boundary(Boundary::Semicolon | Boundary::Reason) | Class::Link(Link::Resulting) => true,
            _ => false,
        };
        let strayed = between.iter().filter(|token| matches!(token.class, Class::Word | Class::Verb)).count() > 4
            || (said.min(self.token)..self.token).any(ends);
        if strayed
            || self.is_effect(mention)
            || self.is_cause(mention)
            || self.is_sort_of_business(mention)
            || self.is_of_another_noun()
            || self.is_put_toward()
            || self.is_growth_of_others()
            || self.is_item()
            || self.is_one_of_counted(mention)
            || self.is_added_by(mention)
            || self.covers()
            || self.is_of_several(mention)
            // "members spend 2.7 times what others do"
            || self.is_times() && between.iter().any(|token| token.class == Class::Verb)
            || self.is_sort()
            || self.has_new_subject(said.min(self.token))
            || self.goes_on_behind_reason(mention)
        {
            return None;
        }
        if self.is_price_of_shares(mention) {
            return Some(Subject::named("average price", None));
        }
        let subject = Subject::of(mention);
        Some(match whole {
            Some(whole) => Subject::share(Some(subject), whole),
            None => subject,
        })
    }

    /// Whether another clause with a subject of its own begins between a token and the figure: ", and our ferry line grew".
    pub(super) fn has_new_subject(&self, start: usize) -> bool {
        let says = |at: usize| {
            matches!(
                self.class(at),
                Some(
                    Class::Copula | Class::Verb | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. })
                )
            )
        };
        (start..self.token).any(|and| {
            let behind = self.class(and) == Some(Class::Boundary(Boundary::Comma));
            if !behind && self.class(and) != Some(Class::Boundary(Boundary::And)) {
                return false;
            }
            let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner | Class::Adverb));
            let subject = (and + 1..self.token).find(|at| !skipped(at)).unwrap_or(self.token);
            let is_word = |at: &usize| self.is_in_phrase(*at);
            // ", with new berths up 19%"
            if behind && self.class(and + 1) == Some(Class::Link(Link::With)) {
                let subject = (and + 2..self.token).find(|at| !skipped(at)).unwrap_or(self.token);
                let up = (subject..self.token).find(|at| !is_word(at)).unwrap_or(self.token);
                let moves = matches!(self.class(up), Some(Class::Direction(Direction { form: Form::Particle, .. })));
                // ", with Norway contributing $3 million"
                let adds = up == self.token
                    && up > subject + 1
                    && self.word(up - 1).ends_with("ing")
                    && self.word(subject).starts_with(char::is_uppercase);
                return adds || up > subject && is_noun(self.word(up - 1)) && moves && up < self.token;
            }
            let verb = (subject..self.token).find(|at| !is_word(at)).unwrap_or(self.token);
            // "Moving to fee income, Harbor Services was up": only a name is a subject behind a comma.
            if behind {
                let capital = |at: usize| self.word(at).starts_with(char::is_uppercase);
                let named = verb > subject + 1 && capital(subject) && capital(verb - 1);
                // "with the new buyback, our distributions are now at"
                let determined = verb > subject
                    && self.class(and + 1) == Some(Class::Determiner)
                    && self.class(verb) == Some(Class::Copula)
                    && is_noun(self.word(verb - 1));
                // ", cargo rose 9%", ", cargo was down 9%": right behind the figure before.
                let next = and == self.window.start
                    && verb > subject
                    && (verb..self.token).all(|at| says(at) || self.class(at) == Some(Class::Adverb))
                    && !(subject..verb).any(|at| is_vague(self.word(at)));
                return verb < self.token && (named && says(verb) || determined || next);
            }
            // "and we grew our berths by 5%": what we did it to is something else.
            if self.class(subject) == Some(Class::Pronoun(Pronoun::We)) && says(subject + 1) {
                return (subject + 2..self.token).any(|at| {
                    self.class(at) == Some(Class::Word) && is_noun(self.word(at)) && !is_vague(self.word(at))
                });
            }
            let comma = and > start && self.class(and - 1) == Some(Class::Boundary(Boundary::Comma));
            let determined = self.class(and + 1) == Some(Class::Determiner);
            // "and allocated $5 million": a verb that the tables don't know.
            let past = verb == self.token && verb == subject + 1 && self.word(subject).ends_with("ed");
            let named = (subject..verb).any(|at| self.class(at) == Some(Class::Word));
            // "we opened 9 new piers and closed 6"
            if self.class(and + 1) == Some(Class::Verb) && and + 2 == self.token {
                return self.word(and + 1).ends_with("ed");
            }
            // "premium revenue grew 9% and cargo tonnage reached $6 million"
            let is = and == self.window.start
                && matches!(
                    self.class(verb),
                    Some(Class::Copula | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. }))
                )
                && !(subject..verb).any(|at| is_vague(self.word(at)));
            past || (comma || determined || is) && named && verb < self.token && says(verb)
        })
    }

    /// Whether "while" opens no more than an aside between a subject and its verb: "originations, while still modest, were".
    fn is_aside(&self, mention: &Mention, at: usize) -> bool {
        let comma = |at: usize| self.class(at) == Some(Class::Boundary(Boundary::Comma));
        let closes = (at + 1..self.token).find(|at| comma(*at));
        let says = closes.and_then(|at| self.class(at + 1));
        at == mention.end + 1
            && comma(mention.end)
            && matches!(says, Some(Class::Copula | Class::Direction(Direction { form: Form::Verb, .. })))
    }

    /// Whether a figure that brings its own noun can be a number of what is mentioned: "shipments of 3,000 units".
    fn counts(&self, mention: &Mention) -> bool {
        match &self.figure.unit {
            Some(Unit::Named(unit)) if self.figure.kind == Kind::Count => {
                // What is shipped is counted in units.
                let units = &**unit == "unit" && mention.entry().kind == MetricKind::Count;
                self.own_noun().is_some() || mention.text.to_lowercase().contains(&**unit) || units
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
                    // "64% of deposits and were up 11%": the 11% are not of all deposits.
                    let part = before.checked_sub(1).and_then(|at| self.view.figure(at));
                    if part.is_some_and(|it| it.kind == Kind::Percent) {
                        return true;
                    }
                    let of = before.checked_sub(1).map_or("", |at| self.word(at));
                    return is_any(of, &WHOLES);
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
            Some(Class::Link(Link::In))
                if matches!(self.figure.kind, Kind::Money | Kind::PerShare) && !self.has_subject() =>
            {
                self.mention_at(at + 1)?
            }
            // "noncash expenses included $5 million for depreciation and $2 million for amortization"
            Some(Class::Link(Link::For)) if self.is_item() => self.mention_at(at + 1)?,
            // "$2 million in dividends and $5 million through share repurchases"
            Some(Class::Link(Link::On | Link::Other)) if self.is_of_another_noun() => self.mention_at(at + 1)?,
            // "exceeded our guidance by $2 million on the top line"
            Some(Class::Link(Link::On))
                if self.window.clone().any(|at| is_any(self.word(at), &["exceeded", "beat", "surpassed"]))
                    || self.class(self.window.start) == Some(Class::Link(Link::On)) =>
            {
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
            // "including $5 million through share repurchases"
            Some(Class::Link(Link::Other))
                if self.figure.kind == Kind::Money
                    && self.word(at).eq_ignore_ascii_case("through")
                    && matches!(self.lead(), Some((_, Class::Link(Link::Including)))) =>
            {
                self.mention_at(at + 1)?
            }
            // "we allocated $4 million toward dividends"
            Some(Class::Link(Link::Other)) if self.is_put_toward() => self.mention_at(at + 1)?,
            // "we doubled our revenue"
            Some(Class::Determiner) if self.multiplies() => match self.mention_at(at) {
                Some(mention) => mention,
                None => return self.noun_phrase_at(at + 1),
            },
            // "10-nanometer capacity" is a sort of capacity, not its size.
            Some(_) if self.figure.kind == Kind::Technical => return None,
            Some(Class::Word | Class::Scope(_) | Class::Metric(_)) => {
                self.view.mentions.iter().find(|mention| mention.tokens.start == at)?
            }
            _ => return None,
        };
        if self.is_one_loss(mention) {
            return None;
        }
        let subject = Subject::of(mention);
        // "$5 million of funding costs": what is else a rate may be an amount.
        let amount = self.figure.kind == Kind::Money && self.class(at) == Some(Class::Link(Link::Of));
        let rate = mention.entry().kind == MetricKind::Percent && mention.text.ends_with("costs");
        if amount && rate {
            return Some(Subject::named(&mention.text, self.view.segment.clone()));
        }
        // "$0.05 of restructuring charges" are those of a share.
        if self.figure.kind == Kind::PerShare && subject.clone().measured_by(Kind::PerShare).is_none() {
            let money = mention.entry().kind == MetricKind::Money;
            return money.then(|| Subject::named(&format!("{} per share", mention.text), self.view.segment.clone()));
        }
        subject.clone().measured_by(self.figure.kind).map(|_| subject)
    }

    /// Whether what the money is put toward stands behind it: "$4 million toward dividends".
    pub(super) fn is_put_toward(&self) -> bool {
        let at = self.after.start;
        self.figure.kind == Kind::Money && is_any(self.word(at), &["toward", "towards"])
    }

    /// Whether a loss behind the figure is a single one, and not what the company lost: "the sale led to a $3 million pre-tax
    /// loss".
    fn is_one_loss(&self, mention: &Mention) -> bool {
        let lost = self.class(self.after.start) != Some(Class::Link(Link::Of))
            && mention.text.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case("loss"));
        let article = (self.window.start..self.token).rev().find(|at| self.class(*at) != Some(Class::Hedge));
        let article = article.filter(|at| is_any(self.word(*at), &["a", "an"]));
        let Some(verb) = article.filter(|_| lost).and_then(|at| at.checked_sub(1)) else { return false };
        !is_any(self.word(verb), &REPORTS)
            && !matches!(self.class(verb), Some(Class::Copula | Class::Link(Link::Versus | Link::From | Link::To)))
    }

    /// Whether the figure is an item of what is included, each of which has behind "for" what it is of.
    pub(super) fn is_item(&self) -> bool {
        if self.figure.kind != Kind::Money || self.class(self.after.start) != Some(Class::Link(Link::For)) {
            return false;
        }
        let included = matches!(self.lead(), Some((_, Class::Link(Link::Including))));
        let joined = matches!(self.lead(), Some((_, Class::Boundary(Boundary::And | Boundary::Comma))))
            && self.class(self.window.start) == Some(Class::Link(Link::For));
        included || joined
    }

    /// Whether a metric stands before the figure as the subject of its verb.
    fn has_subject(&self) -> bool {
        let verb = matches!(self.lead(), Some((_, Class::Copula)));
        verb && self.window_mention().is_some()
    }

    /// Whether the figure is so much for each stretch of time, which no total of a period is: "$300,000 per year".
    pub(super) fn is_rate(&self) -> bool {
        const ENDINGS: [&str; 4] = [" a year", " a month", " a week", " a quarter"];
        let said = &self.view.text[self.figure.range];
        self.figure.kind == Kind::Money
            && (said.contains(" per ") || ENDINGS.iter().any(|ending| said.ends_with(ending)))
    }
}
