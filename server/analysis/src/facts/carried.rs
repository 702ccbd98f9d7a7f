//! Carrying on: a figure that names nothing is about what the figure before it is about, or the sentence before.
//!
//! "Revenue was $5 million, up 8% year over year but down 2% sequentially." Only words that relate, move and date may stand
//! between; where another matter begins, nothing is carried.

use std::sync::Arc;

use super::FigureRole;
use super::mentions::is_sign;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::lists::{ANYBODY, GROWTHS, OTHERS};
use crate::signs::words::{is_any, says_each_share};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense};
use crate::vocabulary::{MetricKind, VOCABULARY};
use tieout_figures::Kind;

impl Place<'_> {
    /// The subject of the figure before, where the words between do not bring up another; the topic of the sentence
    /// before, where a pronoun stands for it.
    pub(super) fn carried(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Subject> {
        // "which was primarily the $3 million gain from the sale": an amount of its own.
        let gain = self.after.start;
        let article = self.token.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Determiner);
        if self.figure.kind == Kind::Money
            && article
            && is_any(self.word(gain), &["gain"])
            && matches!(self.class(gain + 1), Some(Class::Link(Link::From | Link::On)))
        {
            return None;
        }
        // ", raising $64 million": not what the shares were sold at.
        let raising = self.lead().is_some_and(|(at, _)| is_any(self.word(at), &["raising"]));
        // ", and a gain of $23 million": an amount of its own.
        let another = self.lead().is_some_and(|(of, lead)| {
            lead == Class::Link(Link::Of)
                && of >= self.window.start + 3
                && is_any(self.word(of - 1), &["gain"])
                && self.class(of - 2) == Some(Class::Determiner)
                && self.class(of - 3) == Some(Class::Boundary(Boundary::And))
        });
        if (raising || another) && self.figure.kind == Kind::Money {
            return None;
        }
        if self.is_growth_of_another()
            || self.is_sort()
            || self.covers()
            || self.is_of_left_out()
            || self.counts_next_noun()
            || self.is_from_verb()
        {
            return None;
        }
        let start = self.resumed().max(self.behind_left_out(before));
        let tokens = &self.view.tokens[start..self.token];
        if self.in_pair()
            || self.is_put_toward()
            || self.says_noun()
            || self.is_of_other_noun()
            || self.is_said_by_others()
        {
            return None;
        }
        if let Some(topic) = topic.filter(|topic| before.is_empty() && self.is_said_of_ratio(topic)) {
            return Some(topic.clone());
        }
        if let Some(said) = self.did_as_said().filter(|_| before.is_empty()) {
            return Some(said);
        }
        if let Some(part) = before.last().and_then(|last| self.part_of_share(last)) {
            return Some(part);
        }
        let strange = tokens.iter().filter(|token| matches!(token.class, Class::Word)).count();
        if self.breaks_off(start) || strange > 2 || self.has_new_subject(start) || self.part_that_moved().is_some() {
            return None;
        }
        if let Some(topic) = topic.filter(|_| before.is_empty()).and_then(|topic| self.in_other_scope(topic)) {
            return Some(topic);
        }
        if let Some(topic) = topic.filter(|topic| before.is_empty() && self.is_its_growth(topic)) {
            return Some(topic.clone());
        }
        // "$7 million, or $0.20 per share, up 8%": what is said for each share is an aside.
        let each_share = self.figure.kind == Kind::PerShare || self.is_said_for_each_share();
        let goes_on = |other: &&Statement| each_share || !other.each_share;
        let Some(last) = before.iter().rev().find(goes_on) else {
            let pronoun = tokens.iter().position(|token| {
                // "Their growth rates were" is said of theirs.
                matches!(token.class, Class::Pronoun(Pronoun::This | Pronoun::Amount | Pronoun::Which))
                    && !is_any(&self.view.text[token.range], &["its", "their"])
            })?;
            let says = tokens[pronoun..].iter().any(|token| {
                matches!(token.class, Class::Copula | Class::Direction(_) | Class::Link(Link::Versus | Link::Equals))
            });
            // "Excluding the merger, it was up 5%": behind what opens the sentence.
            // "And in Q2, it was $2 million"
            let dated = || {
                tokens[..pronoun].iter().all(|token| {
                    matches!(
                        token.class,
                        Class::Boundary(Boundary::And | Boundary::Comma)
                            | Class::Period(_)
                            | Class::Other(_)
                            | Class::Determiner
                            | Class::Adverb
                            | Class::Link(Link::In | Link::For | Link::Of)
                    )
                })
            };
            let opens = match self.view.left_out.is_empty() {
                true => pronoun < 3 || dated(),
                false => pronoun > 0 && tokens[pronoun - 1].class == Class::Boundary(Boundary::Comma),
            };
            let topic = topic.filter(|_| says && opens)?.clone();
            return Some(self.view.left_out.iter().cloned().fold(topic, Subject::narrowed_to));
        };
        // "and 45 were": the figure is what something else is said of.
        let leads_on = matches!(self.class(self.after.start), Some(Class::Copula | Class::Link(Link::ComesFrom)));
        let share = last.role == Some(FigureRole::Share);
        if leads_on && !share || strange > 0 && share {
            return None;
        }
        if self.is_of_another_noun() || self.is_item() {
            return None;
        }
        // "net debt was $94 million, or 4.15 times EBITDA": no growth of it.
        let money = matches!(self.kind_of(last), Some(Kind::Money | Kind::PerShare));
        let moves = self.window.clone().any(|at| matches!(self.class(at), Some(Class::Direction(_))));
        let says_year = self.view.periods.iter().any(|when| self.after.contains(&when.start));
        if self.figure.kind == Kind::Multiple && money && !moves && !says_year && !self.multiplies() {
            return None;
        }
        let last = before.iter().rev().find(|it| self.is_alike(it)).filter(|_| self.is_unlike(last)).unwrap_or(last);
        let subject = last.subject.clone().filter(|_| last.role != Some(FigureRole::Threshold))?;
        // "The ferry business was up 25% to $2 million": an amount is no growth.
        let fraction =
            matches!(self.figure.kind, Kind::Percent | Kind::Vague | Kind::PercentagePoints | Kind::BasisPoints);
        // "with private cars growing at 6%, tugs at 12%": each is of its own.
        let at_noun = self.lead().is_some_and(|(at, lead)| {
            let before = at.checked_sub(1).filter(|before| self.window.contains(before));
            let listed =
                matches!(self.class(self.window.start), Some(Class::Boundary(Boundary::And | Boundary::Comma)));
            listed
                && lead == Class::Link(Link::At)
                && before.is_some_and(|before| self.class(before) == Some(Class::Word))
        });
        if at_noun && subject.id().is_none() && !subject.is_growth() {
            return None;
        }
        // "growth in ferries at 4%, growth in four-wheelers at 3%": each is of its own.
        let grows = |at: usize| {
            is_any(self.word(at), &["growth", "de-growth"]) && self.class(at + 1) == Some(Class::Link(Link::In))
        };
        // "The ferry business was up 25% to $2 million": what it was up to is its revenue.
        let led_to = self.figure.kind == Kind::Money
            && last.role == Some(FigureRole::Growth)
            && self.kind_of(last) == Some(Kind::Percent)
            && self.class(self.window.start) == Some(Class::Link(Link::To));
        if subject.is_growth() && led_to && !subject.scope.is_empty() {
            let revenue = Subject::said_by("revenue", "revenue")?;
            return Some(subject.scope.into_iter().fold(revenue, Subject::narrowed_to));
        }
        if subject.is_growth() && (!fraction || self.window.clone().any(grows)) {
            return None;
        }
        // "a $5 million headwind from 2 fewer days": what is only named has no number and no length.
        let counts = matches!(self.figure.kind, Kind::Count | Kind::Duration);
        let other = self.kind_of(last).is_some_and(|kind| kind != self.figure.kind);
        // "152 sites run on 100% clean power": a part of what is counted is no number of it.
        let counted = self.kind_of(last) == Some(Kind::Count) && self.change() != Some(true);
        if (counts || counted) && other && subject.id().is_none() {
            return None;
        }
        Some(self.scope_of_clause(start).fold(subject, Subject::said_of))
    }

    /// "We guided to 12% growth. It looks like we did about 17%": of the one percentage that was spoken of.
    fn did_as_said(&self) -> Option<Subject> {
        let (did, _) = self.lead().filter(|(at, _)| is_any(self.word(*at), &["did"]))?;
        let we = did.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Pronoun(Pronoun::We));
        let closes = matches!(self.class(self.after.start), None | Some(Class::Boundary(_)));
        let mut said = self.view.said_before.iter().filter(|(kind, _)| *kind == Kind::Percent).map(|(_, it)| it);
        let subject = said.next().filter(|_| we && closes && self.figure.kind == Kind::Percent)?;
        said.next().is_none().then(|| subject.clone())
    }

    /// "This will put us at $102 million, and $0.30 for the full year": each of what the figure of its sort was of before.
    pub(super) fn brought_to(&self) -> Option<Subject> {
        let verb = (1..4).find(|at| is_any(self.word(*at), &["put", "puts", "bring", "brings", "get", "gets"]));
        let verb = verb.filter(|verb| *verb < self.token)?;
        let this = (0..verb).any(|at| is_any(self.word(at), &["this", "that", "which"]));
        let us = is_any(self.word(verb + 1), &["us"]) && is_any(self.word(verb + 2), &["at", "to"]);
        let listed = (verb + 3..self.token).all(|at| {
            matches!(
                self.class(at),
                Some(
                    Class::Figure(_)
                        | Class::Hedge
                        | Class::Adverb
                        | Class::Determiner
                        | Class::Boundary(Boundary::And | Boundary::Comma)
                )
            )
        });
        let mut alike = self.view.said_before.iter().filter(|(kind, _)| self.figure.kind == *kind).map(|(_, it)| it);
        let subject = alike.next().filter(|_| this && us && listed)?;
        alike.all(|other| other == subject).then(|| subject.clone())
    }

    /// Whether the words behind say what the figure is for each share: "a 36% increase per share", "up 26% on a per-share
    /// basis".
    fn is_said_for_each_share(&self) -> bool {
        let clause = self.after.clone().take_while(|at| !matches!(self.class(*at), Some(Class::Boundary(_))));
        // "33% per share" has it within.
        says_each_share(std::iter::once(&self.view.text[self.figure.range]).chain(clause.map(|at| self.word(at))))
    }

    /// The counted people or things that just grew to the figure, which calls them by a word for anybody.
    pub(super) fn same_people(&self, before: &[Statement]) -> Option<Subject> {
        let noun = self.noun_inside().filter(|noun| is_any(noun, &ANYBODY))?;
        let last = before.last().filter(|last| last.role == Some(FigureRole::Growth))?;
        let to = matches!(self.lead(), Some((at, Class::Link(Link::To))) if at == self.window.start);
        let subject = last.subject.clone()?;
        let counted = subject.entry().is_some_and(|entry| entry.kind == MetricKind::Count);
        (to && counted && !subject.metric.text.to_lowercase().contains(noun)).then_some(subject)
    }

    /// The level just before that an amount in apposition is the change of: "we returned $7 million through dividends, an
    /// increase of 17%".
    pub(super) fn change_of_level(&self, before: &[Statement]) -> Option<Subject> {
        let last = before.last().filter(|last| last.role == Some(FigureRole::Level) && !last.base)?;
        let (of, Class::Link(Link::Of)) = self.lead()? else { return None };
        let noun = of.checked_sub(1)?;
        let article = noun.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Determiner))?;
        let change = matches!(
            self.class(noun),
            Some(Class::Direction(Direction { form: Form::Noun, sense: Sense::Up | Sense::Down }))
        );
        let comma = article.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Boundary(Boundary::Comma));
        let along = matches!(self.class(self.window.start), Some(Class::Link(Link::To | Link::Other | Link::Of)))
            || self.word(self.window.start).eq_ignore_ascii_case("through");
        let says = (self.window.start..article).any(|at| {
            matches!(
                self.class(at),
                Some(Class::Copula | Class::Verb | Class::Boundary(Boundary::Reason | Boundary::But))
            )
        });
        last.subject.clone().filter(|_| change && comma && along && !says)
    }

    /// "Ferry revenue fell. Without the strike, the growth was 9%": growth of what was spoken of.
    fn is_its_growth(&self, topic: &Subject) -> bool {
        let amount = topic.is_growth() || topic.entry().is_some_and(|entry| entry.kind == MetricKind::Money);
        let at_once =
            |at: &usize| matches!(self.class(*at), Some(Class::Hedge | Class::Adverb | Class::Link(Link::At)));
        let mut said = self.window.clone().rev().skip_while(at_once);
        let was = said.next().is_some_and(|at| self.class(at) == Some(Class::Copula));
        let growth = said.next().is_some_and(|at| is_any(self.word(at), &GROWTHS));
        let the = said.next().filter(|at| self.class(*at) == Some(Class::Determiner));
        let opens = the.is_some_and(|the| {
            matches!(the.checked_sub(1).and_then(|at| self.class(at)), None | Some(Class::Boundary(Boundary::Comma)))
        });
        was && growth && opens && amount && self.figure.kind == Kind::Percent
    }

    /// The topic by another way to count, which is all that a sentence names: "GAAP churn was 4%. And non-GAAP was 3%."
    fn in_other_scope(&self, topic: &Subject) -> Option<Subject> {
        let mut said = (0..self.token).skip_while(|at| matches!(self.class(*at), Some(Class::Boundary(Boundary::And))));
        let Some(Class::Scope(id)) = said.next().and_then(|at| self.class(at)) else { return None };
        let scope = VOCABULARY.scope(id);
        let says = said.next().is_some_and(|at| self.class(at) == Some(Class::Copula));
        let at_once = said.all(|at| matches!(self.class(at), Some(Class::Hedge | Class::Adverb | Class::Determiner)));
        (says && at_once && !scope.opens).then(|| topic.clone().said_of(Arc::clone(&scope.name)))
    }

    /// Whether the figure before has its noun behind it and this one something else: "$4 million of cash and $5 million
    /// under our credit line".
    pub(super) fn is_of_another_noun(&self) -> bool {
        let at = self.window.start;
        let of = matches!(self.class(at), Some(Class::Link(Link::Of | Link::In)));
        let own = of && self.view.mentions.iter().any(|mention| (at + 1..at + 3).contains(&mention.tokens.start));
        let joined = self.lead().is_some_and(|(_, it)| matches!(it, Class::Boundary(Boundary::And | Boundary::Comma)));
        let behind = self.after.start;
        let led = matches!(
            self.class(behind),
            Some(Class::Word | Class::Verb | Class::Link(Link::Other | Link::On | Link::From))
        ) || self.word(behind).eq_ignore_ascii_case("under");
        own && joined && led && self.after.contains(&behind)
    }

    /// Whether a figure before is money where this one is, or for each share where this one is.
    pub(super) fn is_alike(&self, other: &Statement) -> bool {
        self.kind_of(other) == Some(self.figure.kind) && other.subject.is_some()
    }

    /// Whether the figure before is for each share and this one is not: "$7 million or $0.20 per share, compared with $6
    /// million".
    fn is_unlike(&self, last: &Statement) -> bool {
        matches!(
            (self.kind_of(last), self.figure.kind),
            (Some(Kind::PerShare), Kind::Money) | (Some(Kind::Money), Kind::PerShare)
        )
    }

    pub(super) fn kind_of(&self, other: &Statement) -> Option<Kind> {
        self.view.figure(other.token).map(|figure| figure.kind)
    }

    /// "64% of deposits and were up 11%": what has the share grew, not the share.
    fn part_of_share(&self, last: &Statement) -> Option<Subject> {
        let share = last.role == Some(FigureRole::Share) && self.figure.kind == Kind::Percent;
        let at = self.window.clone().rfind(|at| matches!(self.class(*at), Some(Class::Boundary(_) | Class::Verb)))?;
        let goes_on = self.class(at) == Some(Class::Boundary(Boundary::And))
            && matches!(self.class(at + 1), Some(Class::Copula | Class::Direction(_)));
        let part = self.view.mentions.iter().rfind(|mention| mention.end <= last.token)?;
        (share && goes_on && self.change() == Some(true)).then(|| Subject::of(part))
    }

    /// What narrows the subject in the clause of its own that a figure has: ", and non-GAAP was 64%".
    fn scope_of_clause(&self, start: usize) -> impl Iterator<Item = Arc<str>> {
        let joins = |at: &usize| matches!(self.class(*at), Some(Class::Boundary(_)));
        let scopes = (start..self.token).rfind(joins).map_or(0..0, |boundary| boundary + 1..self.token);
        scopes.filter_map(|at| match self.class(at) {
            Some(Class::Scope(id)) if !VOCABULARY.scope(id).opens => Some(Arc::clone(&VOCABULARY.scope(id).name)),
            _ => None,
        })
    }

    /// "lower than the 6% growth rate reported by Fernhill": somebody else's.
    pub(super) fn is_said_by_others(&self) -> bool {
        let said = ["reported", "forecast", "forecasted", "published", "estimated", "predicted"];
        let verb = self.after.clone().take(4).find(|at| is_any(self.word(*at), &said));
        verb.is_some_and(|verb| self.class(verb + 1) == Some(Class::Link(Link::By)))
    }

    /// Where the clause of a pronoun begins behind what the sentence leaves out: "Excluding the sale of Fernhill, it was up".
    fn behind_left_out(&self, before: &[Statement]) -> usize {
        if !before.is_empty() || self.view.left_out.is_empty() {
            return 0;
        }
        let comma = self.window.clone().rfind(|at| self.class(*at) == Some(Class::Boundary(Boundary::Comma)));
        comma.filter(|at| self.class(at + 1) == Some(Class::Pronoun(Pronoun::This))).unwrap_or(0)
    }

    /// Whether another matter begins between the figure before and this one.
    fn breaks_off(&self, start: usize) -> bool {
        (start..self.token).any(|at| match self.view.tokens[at].class {
            // "EBITDA of $21 million, posting a growth of 17%"
            Class::Verb => {
                // "and have now grown 8%"
                let grown = is_any(self.word(at), &["have", "has", "had"])
                    && (at + 1..self.token).find(|next| self.class(*next) != Some(Class::Adverb)).is_some_and(|next| {
                        matches!(self.class(next), Some(Class::Direction(Direction { form: Form::Verb, .. })))
                    });
                !(grown || self.word(at).ends_with("ing") && self.change() == Some(true))
            }
            Class::Boundary(Boundary::But) => !self.leaves_out_subject(at),
            // "plus another $9 million" is added, "plus or minus 2%" is how far off it may be.
            Class::Boundary(Boundary::And) => {
                self.word(at).eq_ignore_ascii_case("plus") && self.class(at + 1) != Some(Class::Link(Link::Or))
            }
            Class::Metric(_) => !is_sign(self.view.text, self.view.tokens, at),
            // "as against the industry growth of 5%": of somebody else.
            Class::Word => is_any(self.word(at), &OTHERS),
            Class::Link(Link::Including | Link::Resulting | Link::ComesFrom)
            | Class::Boundary(Boundary::Semicolon | Boundary::Reason) => true,
            _ => false,
        })
    }

    /// Whether "but" goes on with the same subject: "up 3% year over year but down 2% sequentially".
    pub(super) fn leaves_out_subject(&self, but: usize) -> bool {
        if !is_any(self.word(but), &["but", "yet", "though"]) {
            return false;
        }
        let mut rest = (but + 1..self.token).filter_map(|at| self.class(at)).skip_while(|class| {
            matches!(class, Class::Adverb | Class::Copula | Class::Boundary(Boundary::Comma) | Class::Hedge)
        });
        matches!(rest.next(), Some(Class::Direction(Direction { form: Form::Verb | Form::Particle, .. })))
    }

    /// Whether a verb of change is all that stands between a token and the figure.
    fn says_at_once(&self, start: usize) -> bool {
        (start + 1..self.token).all(|at| {
            matches!(
                self.class(at),
                Some(
                    Class::Adverb
                        | Class::Hedge
                        | Class::Copula
                        | Class::Boundary(Boundary::Comma)
                        | Class::Link(Link::By)
                        | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. })
                )
            )
        })
    }

    /// "We did 71%", "currently, we are at 71%": said of the ratio that the sentence before was about.
    fn is_said_of_ratio(&self, topic: &Subject) -> bool {
        let mut said = self.window.clone().skip_while(|at| {
            matches!(self.class(*at), Some(Class::Boundary(_) | Class::Adverb | Class::Period(_)))
                || self.word(*at) == "Currently"
        });
        let we = said.next().is_some_and(|at| self.class(at) == Some(Class::Pronoun(Pronoun::We)));
        let at_once = said.all(|at| {
            let did = self.word(at).eq_ignore_ascii_case("did");
            did || matches!(self.class(at), Some(Class::Copula | Class::Hedge | Class::Adverb | Class::Link(Link::At)))
        });
        let ratio = topic.entry().is_some_and(|entry| entry.kind == MetricKind::Percent);
        we && at_once && ratio && matches!(self.figure.kind, Kind::Percent | Kind::BasisPoints | Kind::PercentagePoints)
    }

    /// Where the words begin that lead on from the figure before. "Up from" goes on with it even where a reason stands
    /// between: "up from $2 million due to the acquisition, and up from $1 million a year ago"; so does ", up" behind
    /// words that say how: "$9 million on broad strength across regions, up 8%".
    fn resumed(&self) -> usize {
        let Some((lead, class)) = self.lead() else { return self.window.start };
        // "rose 8%, mostly from people whom we took on, but dropped 4%"
        let but = (self.window.start..self.token).rfind(|at| self.class(*at) == Some(Class::Boundary(Boundary::But)));
        if let Some(but) = but.filter(|but| self.leaves_out_subject(*but) && self.says_at_once(*but)) {
            return but;
        }
        if let Some(mention) = self.view.mentions.iter().rfind(|mention| self.window.contains(&mention.head))
            && self.goes_on_behind_reason(mention)
        {
            return self.token - 2;
        }
        let is_particle =
            |at: usize| matches!(self.class(at), Some(Class::Direction(Direction { form: Form::Particle, .. })));
        let before = |at: usize| at.checked_sub(1).filter(|at| self.window.contains(at));
        match class {
            Class::Link(Link::From) => before(lead).filter(|at| is_particle(*at)).unwrap_or(self.window.start),
            _ if is_particle(lead) => {
                let comma = before(lead).filter(|at| self.class(*at) == Some(Class::Boundary(Boundary::Comma)));
                let how = matches!(self.class(self.window.start), Some(Class::Link(Link::On | Link::With)));
                comma.filter(|_| how).unwrap_or(self.window.start)
            }
            _ => self.window.start,
        }
    }
}
