//! Thresholds: amounts that only say where counted things begin or end: "deals worth more than $1 million".

use std::ops::Range;

use text_size::TextRange;
use tieout_figures::Kind;

use super::statement::{Place, Statement};
use super::subject::Subject;
use crate::tokens::{Class, Direction, Form, Link};
use crate::vocabulary::MetricKind;

impl Place<'_> {
    /// "deals worth more than $1 million": the cut-off, and what it is one of where the vocabulary knows that.
    pub(super) fn threshold(&self, before: &[Statement]) -> Option<Option<Subject>> {
        if let Some(words) = self.size_of_customer() {
            return Some(Some(Subject::share_of_revenue(words)));
        }
        if self.figure.kind != Kind::Money {
            return None;
        }
        if self.is_size_of_deal() {
            return Some(Subject::deal_size());
        }
        // "including 8 with more than $1 million": of what is counted there, whatever it is.
        let with =
            before.last().map(|last| last.token + 1).filter(|at| self.class(*at) == Some(Class::Link(Link::With)));
        let hedged = with.is_some_and(|with| {
            with + 1 < self.token && (with + 1..self.token).all(|at| self.class(at) == Some(Class::Hedge))
        });
        if hedged && before.last().is_some_and(|last| self.is_count(last.token)) {
            return Some(None);
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

    /// "Our million dollar deals", "one $5 million deal": how large each of them is.
    fn is_size_of_deal(&self) -> bool {
        let deal = self.view.mentions.iter().find(|mention| mention.tokens.start == self.after.start);
        self.figure.kind == Kind::Money && deal.is_some_and(|deal| deal.entry().name.as_ref() == "deals")
    }

    /// "We had no 10% customers", "two 10% or greater customers": how much of revenue a customer of that size stands for.
    fn size_of_customer(&self) -> Option<&str> {
        let mut at = self.after.start;
        while matches!(self.class(at), Some(Class::Link(Link::Or) | Class::Hedge | Class::Direction(_))) {
            at += 1;
        }
        let customers = self.view.mentions.iter().find(|mention| mention.tokens.start == at);
        let customers = customers.filter(|mention| mention.entry().name.as_ref() == "customers")?;
        let said = TextRange::new(self.figure.range.start(), self.view.tokens.get(customers.head)?.range.end());
        let size = self.figure.kind == Kind::Percent && self.after.contains(&at);
        self.view.text.get(Range::<usize>::from(said)).filter(|_| size)
    }

    /// "Two 10% or greater customers": how many there are of that size.
    pub(super) fn customers_of_size(&self) -> Option<Subject> {
        let size = self.after.end;
        let percent = self.view.figure(size).is_some_and(|figure| figure.kind == Kind::Percent);
        let next = self.after.start == size && percent && self.figure.kind == Kind::Count && !self.says_noun();
        let mut at = size + 1;
        while matches!(self.class(at), Some(Class::Link(Link::Or) | Class::Hedge | Class::Direction(_))) {
            at += 1;
        }
        let customers = self.view.mentions.iter().find(|mention| mention.tokens.start == at && next)?;
        let mut counted = Subject::of(customers);
        // Of what size they are, is said of them where the size is read.
        counted.scope.clear();
        (customers.entry().name.as_ref() == "customers").then_some(counted)
    }

    /// Whether a token is a number of things.
    fn is_count(&self, token: usize) -> bool {
        self.view.figure(token).is_some_and(|figure| figure.kind == Kind::Count)
    }

    /// Adds the cut-off to what is counted just before it: "5 deals worth more than $1 million".
    pub(super) fn narrow(&self, before: &mut [Statement]) {
        // "one $5 million deal" narrows nothing before it.
        if self.is_size_of_deal() {
            return;
        }
        let Some(counted) = before.last_mut() else { return };
        let mention = self.view.mentions.iter().rfind(|mention| (counted.token..self.token).contains(&mention.head));
        let open = matches!(self.class(self.after.start), Some(Class::Hedge));
        let mut last = self.token + usize::from(open);
        // "two 10% or greater customers"
        if self.figure.kind == Kind::Percent {
            while matches!(self.class(last + 1), Some(Class::Link(Link::Or) | Class::Hedge | Class::Direction(_))) {
                last += 1;
            }
        }
        let from = mention.map_or(counted.token, |mention| mention.end - 1);
        let start = usize::from(self.view.tokens[from].range.end());
        let end = usize::from(self.view.tokens[last].range.end());
        counted.subject = counted.subject.take().map(|subject| match self.view.text.get(start..end) {
            Some(words) => subject.cut_off(words),
            None => subject,
        });
    }
}
