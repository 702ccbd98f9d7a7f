//! Shares: what a fraction is a part of, and what has that part.
//!
//! "Cloud revenue was 20% of total revenue"; "two-thirds of renters"; "$8 million of bookings, two-thirds of that from".

use tieout_figures::Kind;

use super::FigureRole;
use super::mention::Mention;
use super::modifier::is_unheard;
use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::signs::lists::HOLDINGS;
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Link, Pronoun};
use crate::vocabulary::MetricKind;

/// How many words may stand before "top" in the name of a whole: "the world's top 500".
const LONGEST_TOP: usize = 3;

impl Place<'_> {
    /// What share the figure is, where it is one. Some and none where it is one of something that cannot be told.
    pub(super) fn share(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Option<Subject>> {
        if let Some(whole) = self.whole() {
            // "we returned $9 million through dividends, or 112% of free cash flow": the amount in other words.
            let again = matches!(self.lead(), Some((_, Class::Link(Link::Or))));
            let level = before.last().filter(|last| again && last.role == Some(FigureRole::Level) && !last.base);
            let again = level.and_then(|last| last.subject.clone());
            let part = again.or_else(|| self.noun_phrase()).or_else(|| self.linked_mention());
            let part = part.or_else(|| self.carried(before, topic));
            return Some(Some(Subject::share(part, whole)));
        }
        if self.is_part_of_ratio() {
            return Some(None);
        }
        self.share_of_pronoun(before)
            .or_else(|| self.share_of_unknown().map(Some))
            .or_else(|| self.next_share(before, topic).map(Some))
            .or_else(|| self.as_percentage_of().map(Some))
    }

    /// "The fleet as a percentage of all ferries was 40%": a share of a whole that is named before.
    fn as_percentage_of(&self) -> Option<Subject> {
        let of = self.window.clone().rev().find(|at| {
            let percentage = ["percentage", "percent", "proportion", "share", "%"];
            let word = at.checked_sub(1).map_or("", |before| self.word(before));
            self.class(*at) == Some(Class::Link(Link::Of)) && percentage.iter().any(|it| word.eq_ignore_ascii_case(it))
        });
        let mut object = of.filter(|_| self.figure.kind == Kind::Percent)? + 1;
        while matches!(self.class(object), Some(Class::Determiner | Class::Adverb)) {
            object += 1;
        }
        if let Some(whole) = self.view.mentions.iter().find(|mention| mention.tokens.contains(&object)) {
            let named = self.view.mentions.iter().any(|other| self.window.contains(&other.head) && other != whole);
            return (!named).then(|| Subject::share(None, whole));
        }
        self.noun_phrase_at(object).map(Subject::share_of)
    }

    /// The next part of the whole that the figure before was a share of: "62% of bookings came from Norway, and 38% were
    /// renewals", "compared to 14% in Q2"; "the remaining 70%" of the sentence before.
    fn next_share(&self, before: &[Statement], topic: Option<&Subject>) -> Option<Subject> {
        let (lead, class) = self.lead()?;
        let last = match before.last() {
            Some(last) => last.subject.as_ref().filter(|_| last.role == Some(FigureRole::Share))?,
            None if class == Class::Pronoun(Pronoun::Rest) && lead < 4 => topic.filter(|topic| topic.is_share())?,
            None => return None,
        };
        let says = matches!(
            self.class(self.after.start),
            Some(Class::Copula | Class::Verb | Class::Link(Link::ComesFrom | Link::From | Link::In | Link::For))
        );
        let joins = matches!(
            class,
            Class::Boundary(Boundary::Comma | Boundary::And | Boundary::Semicolon) | Class::Pronoun(Pronoun::Rest)
        );
        let compares =
            matches!(class, Class::Link(Link::Versus)) || class == Class::Link(Link::From) && self.is_up_from(lead);
        let fraction = matches!(self.figure.kind, Kind::Percent | Kind::Multiple);
        let next = fraction && (joins && says || compares);
        next.then(|| if compares { last.clone() } else { last.without_part() })
    }

    /// Whether "from" stands behind a word of change: "up from".
    fn is_up_from(&self, from: usize) -> bool {
        from.checked_sub(1).is_some_and(|at| matches!(self.class(at), Some(Class::Direction(_))))
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
        // "half our customers", "one in three customers"
        let said = &self.view.text[self.figure.range];
        let one_in = said.contains(" in ") || said.contains(" out of ");
        let bare = self.figure.kind == Kind::Multiple
            && !self.multiplies()
            && !self.view.text[self.figure.range].ends_with(['x', 'X'])
            && (matches!(self.class(at), Some(Class::Determiner)) || one_in && self.mention_at(at).is_some());
        if !of && !bare {
            return None;
        }
        at += usize::from(of);
        let mention = self.mention_at(at)?;
        let points = mention.entry().kind == MetricKind::Percent;
        (!points).then_some(mention)
    }

    /// Whether the figure is a verb for how often something became as much: "doubled our revenue".
    pub(super) fn multiplies(&self) -> bool {
        let said = self.view.text[self.figure.range].to_ascii_lowercase();
        ["doubl", "tripl", "quadrupl"].iter().any(|verb| said.starts_with(verb))
            && ["ed", "ing"].iter().any(|ending| said.ends_with(ending))
    }

    /// What share of something unknown the figure is: "66% of renters".
    fn share_of_unknown(&self) -> Option<Subject> {
        // "5% or 10% of the fleet": of the same.
        let percent = |at: usize| self.view.figure(at).is_some_and(|figure| figure.kind == self.figure.kind);
        let mut of = self.after.start;
        while self.class(of) == Some(Class::Link(Link::Or)) && percent(of + 1) {
            of += 2;
        }
        if !matches!(self.figure.kind, Kind::Percent | Kind::Multiple) || self.class(of) != Some(Class::Link(Link::Of))
        {
            return None;
        }
        let mut object = of + 1;
        while matches!(self.class(object), Some(Class::Determiner | Class::Adverb)) {
            object += 1;
        }
        // "10% of the top 50 companies"
        let top = (object..object + LONGEST_TOP).find(|at| is_any(self.word(*at), &["top", "largest", "biggest"]));
        let number = |at: &usize| self.view.text[self.view.tokens[*at].range].bytes().all(|byte| byte.is_ascii_digit());
        let ranked = |at: &usize| matches!(self.class(*at), Some(Class::Other(_))) && number(at);
        let noun = top.map(|top| top + 2).filter(|noun| ranked(&(noun - 1)) && self.class(*noun) == Some(Class::Word));
        if let Some(noun) = noun {
            let whole = self.view.tokens[object].range.cover(self.view.tokens[noun].range);
            return Some(Subject::share_of(Subject::named(&self.view.text[whole], None)));
        }
        // "of our data center and client drives": of both.
        let last = self.after.end.max(of);
        let end = (object..last).find(|at| !self.is_in_phrase(*at)).unwrap_or(last.max(object));
        let joined = self.class(end) == Some(Class::Boundary(Boundary::And))
            && matches!(self.class(end + 1), Some(Class::Word | Class::Metric(_)));
        if joined {
            return None;
        }
        self.noun_phrase_at(object).or_else(|| self.holding_at(object)).map(Subject::share_of)
    }

    /// What is held of which the words at a token say the sort: "our payment holiday portfolio".
    fn holding_at(&self, start: usize) -> Option<Subject> {
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner));
        let start = (start..self.after.end).find(|at| !skipped(at))?;
        // "20% of the pipeline": of all there is.
        let determined = start.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Determiner);
        let alone = is_any(self.word(start), &["pipeline", "fleet", "workforce"]) && determined;
        let noun = (start + usize::from(!alone)..self.after.end.min(start + 4))
            .find(|at| is_any(self.word(*at), &HOLDINGS))?;
        let named = (start..noun).all(|at| {
            self.class(at) == Some(Class::Word)
                && is_noun(&self.word(at).to_lowercase())
                && !is_vague(self.word(at))
                && !is_unheard(self.word(at))
        });
        named.then(|| Subject::named(&self.view.small_words(start..noun + 1), self.view.segment.clone()))
    }

    /// What share of something just spoken of the figure is: "two-thirds of that". Some and none where that is unsure.
    fn share_of_pronoun(&self, before: &[Statement]) -> Option<Option<Subject>> {
        let at = self.after.start;
        let fraction = matches!(self.figure.kind, Kind::Percent | Kind::Multiple);
        let pronoun = matches!(self.class(at + 1), Some(Class::Pronoun(Pronoun::This | Pronoun::Amount)))
            || is_any(self.word(at + 1), &["them", "those", "which"]);
        if !fraction || self.class(at) != Some(Class::Link(Link::Of)) || !pronoun || !self.after.contains(&(at + 1)) {
            return None;
        }
        // "of that revenue" names it after all.
        if matches!(self.class(at + 2), Some(Class::Metric(_) | Class::Word)) {
            return None;
        }
        let last = before.last().and_then(|last| last.subject.clone());
        Some(last.filter(|subject| subject.id().is_some()).map(Subject::share_of))
    }

    /// The metric before the figure, where a verb or a link leads from it to the figure.
    fn linked_mention(&self) -> Option<Subject> {
        let last = self.view.mentions.iter().rfind(|mention| self.window.contains(&mention.head))?;
        let linked = self.view.tokens[last.end.min(self.token)..self.token].iter().any(|token| {
            matches!(
                token.class,
                Class::Copula
                    | Class::Verb
                    | Class::Direction(_)
                    | Class::Link(Link::Equals | Link::ComesFrom | Link::Or | Link::At)
            )
        });
        // "capital expenditures of 5% of revenue"
        let of = self.lead().is_some_and(|(at, lead)| lead == Class::Link(Link::Of) && at == last.end);
        self.window_mention().filter(|_| linked || of)
    }

    /// Whether the figure takes so much off a ratio or adds it: "consuming 5% of margin" is no margin.
    fn is_part_of_ratio(&self) -> bool {
        self.figure.kind == Kind::Percent
            && self.class(self.after.start) == Some(Class::Link(Link::Of))
            && self.mention_at(self.after.start + 1).is_some_and(|of| of.entry().kind == MetricKind::Percent)
    }
}
