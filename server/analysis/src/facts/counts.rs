//! Counts and prices that are said of another thing than their own noun: "our backlog was 3,000 tugs", "bought at an average
//! price of $47".

use tieout_figures::{Kind, Unit};

use super::mention::Mention;
use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{MOVEMENTS, SHARES_OF_STOCK};
use crate::signs::words::{is_any, is_noun};
use crate::tokens::{Boundary, Class, Direction, Form, Link};
use crate::vocabulary::MetricKind;

impl Place<'_> {
    /// What a count with a noun of its own is said to be: "our backlog was 3,000 tugs" counts no tugs that there are. Some and
    /// none where that cannot be named: "the pace was 2.6 tugs".
    pub(super) fn of_counted(&self) -> Option<Option<Subject>> {
        if self.figure.kind != Kind::Count || !self.says_noun() {
            return None;
        }
        let (copula, Class::Copula) = self.lead()? else { return None };
        let start = (self.window.start..copula)
            .rev()
            .take_while(|at| matches!(self.class(*at), Some(Class::Copula | Class::Adverb | Class::Modal(_))))
            .last()
            .unwrap_or(copula);
        let end = self.before_period(start);
        if let Some(mention) = self.view.mentions.iter().find(|it| it.end == end && self.window.contains(&it.head)) {
            let subject = Subject::of(mention);
            if subject.clone().measured_by(Kind::Count).is_some() {
                return None;
            }
            // What is else an amount is here a number; growth by things is none of what is earned.
            if !mention.entry().stock {
                return Some(None);
            }
            let name = &mention.entry().name;
            let counted = Subject::named(name, None);
            return Some(Some(mention.scope.iter().cloned().fold(counted, Subject::narrowed_to)));
        }
        let noun = end.checked_sub(1).filter(|at| self.window.contains(at) && self.class(*at) == Some(Class::Word))?;
        let word = self.word(noun);
        // "our team was 40 pilots": what is made up of them.
        let made_up = is_any(word, &["team", "group", "fleet", "network", "base", "list", "panel", "there"]);
        let singular = is_noun(word) && !word.ends_with('s') && word.starts_with(char::is_lowercase);
        (singular && !made_up).then_some(None)
    }

    /// Whether an average price is that of the company's own shares: "we bought 2 million shares at an average price of $47".
    pub(super) fn is_price_of_shares(&self, mention: &Mention) -> bool {
        let price = &*mention.entry().name == "average selling price";
        let words = |at: usize| self.word(at).split([' ', '-']).any(|word| is_any(word, &SHARES_OF_STOCK));
        price && (0..self.view.tokens.len()).any(words)
    }

    /// Whether one of the counted things is meant, and not how many there are: "the customer has grown 6x".
    pub(super) fn is_one_of_counted(&self, mention: &Mention) -> bool {
        let entry = mention.entry();
        let text = mention.text.to_lowercase();
        let last = text.rsplit([' ', '-']).next().unwrap_or_default();
        let several = entry.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let one = entry.kind == MetricKind::Count && several.strip_suffix('s') == Some(last);
        let article = mention.tokens.start.checked_sub(1).map_or("", |at| self.word(at));
        // "the active user growth of 12%"
        let does = matches!(
            self.class(mention.head + 1),
            Some(Class::Copula | Class::Verb | Class::Direction(Direction { form: Form::Verb, .. }))
        );
        one && does && is_any(article, &["the", "a", "an", "this", "that", "each", "one", "our"])
    }

    /// Whether the figure is part of a rule of thumb, which measures nothing that was: "every 1% change in fuel is worth $18
    /// million".
    pub(super) fn is_rule_of_thumb(&self) -> bool {
        let ends = |at: usize| matches!(self.class(at), Some(Class::Boundary(Boundary::Semicolon)));
        let clause = (0..self.token).rfind(|at| ends(*at)).map_or(0, |at| at + 1);
        (clause..self.token + 1).any(|at| {
            let next = at + 1;
            let one = is_any(self.word(at), &["a", "an", "one"]) && at <= clause + 2 && self.has_effect(next);
            if !is_any(self.word(at), &["every", "each"]) && !one || next > self.token {
                return false;
            }
            let points =
                is_any(self.word(next), &["point", "percent", "percentage", "basis", "penny", "turn", "dollar"]);
            let behind = next + 1 + usize::from(points);
            let fraction = self.view.figure(next).is_some_and(|figure| {
                matches!(
                    figure.kind,
                    Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints | Kind::Money | Kind::Multiple
                )
            });
            let moves = matches!(self.class(next + 1), Some(Class::Direction(_)))
                || is_any(self.word(next + 1), &MOVEMENTS)
                || points && matches!(self.class(behind - 1), Some(Class::Link(Link::Of | Link::In)));
            (fraction || points) && moves
        })
    }

    /// Whether what begins at a token is said to have an effect whenever it happens: "a one-yen move affects".
    fn has_effect(&self, at: usize) -> bool {
        let effects = ["affects", "impacts", "changes", "moves", "equates", "adds", "means", "worth", "translates"];
        (at..self.view.tokens.len().min(at + 9)).any(|at| {
            let word = self.word(at);
            is_any(word, &effects) || is_any(word.split(' ').next().unwrap_or_default(), &effects)
        })
    }

    /// Whether a percentage says how far something is from what is usual: "rents were 19% below market".
    pub(super) fn is_gap_to_others(&self) -> bool {
        let at = self.after.start;
        let off = is_any(self.word(at), &["below", "above"]);
        let next = at + 1 + usize::from(matches!(self.class(at + 1), Some(Class::Determiner)));
        let others = self.word(next).split([' ', '-', '\'', '\u{2019}']).next().unwrap_or_default();
        let usual =
            ["market", "peers", "peer", "industry", "average", "historical", "par", "replacement", "list", "normal"];
        let average = (next..next + 3).any(|at| is_any(self.word(at), &["average", "averages"]));
        self.figure.kind == Kind::Percent && off && (is_any(others, &usual) || average)
    }

    /// Whether the figure is the number in a name, before which others only say the sort of what follows: "the Harbor 10 design win
    /// pipeline".
    pub(super) fn is_number_of_name(&self) -> bool {
        let named = self.token.checked_sub(1).is_some_and(|before| self.view.is_large(before));
        let several = self.view.text[self.figure.range].ends_with(['s', 'S']);
        let noun = self.class(self.after.start) == Some(Class::Word) && is_noun(self.word(self.after.start));
        self.figure.kind == Kind::Count && self.says_noun() && named && !several && noun
    }

    /// Whether "breakeven" is a noun of its own and no value of the one before it: "our cash breakeven is".
    pub(super) fn is_breakeven_of(&self) -> bool {
        let breaks_even = self.view.text[self.figure.range].to_ascii_lowercase().starts_with("break");
        let before = self.token.checked_sub(1).map_or("", |at| self.word(at));
        breaks_even && is_any(before, &["cash"])
    }

    /// Whether the figure is what one currency is worth in another: "145 yen to the dollar".
    pub(super) fn is_exchange_rate(&self) -> bool {
        let at = self.after.start;
        let to = is_any(self.word(at), &["to", "per", "against", "versus"])
            || self.class(at) == Some(Class::Link(Link::Versus));
        let next = at + 1 + usize::from(self.class(at + 1) == Some(Class::Determiner));
        let next = next + usize::from(is_any(self.word(next), &["u.s", "us", "american"]));
        let currency =
            ["dollar", "euro", "pound", "yen", "sterling", "rupee", "yuan", "renminbi", "franc", "real", "peso"];
        self.figure.kind == Kind::Money && to && is_any(self.word(next), &currency)
    }

    /// Whether the figure only says how many digits an amount has: "a seven-figure deal".
    pub(super) fn is_number_of_digits(&self) -> bool {
        let said = self.view.text[self.figure.range].to_ascii_lowercase();
        said.ends_with("-figure") || said.ends_with("-figures")
    }

    /// The counted noun inside of the figure: "77 customers".
    pub(super) fn own_noun(&self) -> Option<Subject> {
        let counted = Subject::counted(self.noun_inside()?)?;
        // "We opened 14 branches" is not how many there are.
        let verb = self.lead().map_or("", |(at, _)| self.word(at));
        let stores = &*counted.metric.name == "store count";
        match stores && is_any(verb, &["open", "opened", "opening", "opens"]) {
            true => Subject::said_by("store openings", &counted.metric.text),
            false => Some(counted).filter(|_| !(stores && is_any(verb, &["close", "closed", "closing"]))),
        }
    }

    /// Whether the words of the figure themselves say what is counted; a bare figure takes the noun of the one beside it.
    pub(super) fn says_noun(&self) -> bool {
        self.noun_inside().is_some()
    }

    /// The words of a count from its noun on.
    pub(super) fn noun_inside(&self) -> Option<&str> {
        let Some(Unit::Named(unit)) = self.figure.unit.as_ref().filter(|_| self.figure.kind == Kind::Count) else {
            return None;
        };
        let said = &self.view.text[self.figure.range];
        // The unit is in the singular: "company" for "companies".
        let first = unit.split(' ').next()?.to_ascii_lowercase();
        let stem = first.strip_suffix('y').unwrap_or(&first);
        let start = said.to_ascii_lowercase().find(stem)?;
        said.get(start..)
    }

    /// Whether a metric is the last of several that the figure is the sum of: "combined toll and harbor costs of $5 million".
    pub(super) fn is_of_several(&self, mention: &Mention) -> bool {
        let and = mention.tokens.start.checked_sub(1);
        let before = and.filter(|and| self.class(*and) == Some(Class::Boundary(Boundary::And)));
        let first = before.and_then(|and| self.view.mentions.iter().find(|first| first.end == and));
        first.is_some_and(|first| {
            (first.tokens.start.saturating_sub(2)..=first.head)
                .any(|at| is_any(self.word(at), &["combined", "together"]))
        })
    }

    /// Whether the figure is so many times something: "2.7x", "3 times".
    pub(super) fn is_times(&self) -> bool {
        let said = &self.view.text[self.figure.range];
        self.figure.kind == Kind::Multiple && (said.ends_with(['x', 'X']) || said.ends_with("times"))
    }
}
