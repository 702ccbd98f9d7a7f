//! Deeds: verbs that say by themselves what an amount is.
//!
//! "The segment earned $5 million", "we spent $2 million on new ferries", "we returned $9 million to shareholders".

use tieout_figures::{Kind, Unit};

use super::mention::Mention;
use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{CONTRIBUTES, MOVES, MOVES_IN, SPENDING};
use crate::signs::words::is_any;
use crate::tokens::{Class, Link, Pronoun};

/// Verbs with the metric of the vocabulary that they stand for, and the word that must follow close behind the amount.
const DEEDS: [(&str, &str, Option<&str>); 13] = [
    ("earned", "net income", None),
    ("returned", "capital returned to shareholders", Some("dividends")),
    ("returned", "capital returned to shareholders", Some("repurchases")),
    ("returned", "capital returned to shareholders", Some("buybacks")),
    ("returned", "capital returned to shareholders", Some("shareholders")),
    ("returned", "capital returned to shareholders", Some("stockholders")),
    ("returned", "capital returned to shareholders", Some("investors")),
    ("return", "capital returned to shareholders", Some("investors")),
    ("return", "capital returned to shareholders", Some("shareholders")),
    ("return", "capital returned to shareholders", Some("stockholders")),
    ("repurchased", "share repurchases", Some("shares")),
    ("repurchased", "share repurchases", Some("stock")),
    ("repurchased", "share repurchases", Some("common")),
];

/// How many tokens behind the amount the word that goes with a verb may stand.
const CLOSE: usize = 7;

impl Place<'_> {
    /// What came or went of something that is held: "generated $8 million of cash" says how much came in, and no balance.
    pub(super) fn moved(&self) -> Option<Subject> {
        if self.figure.kind != Kind::Money {
            return None;
        }
        let object = self.after.start;
        let of = matches!(self.class(object), Some(Class::Link(Link::Of | Link::In)));
        let held = self.mention_at(object + 1).filter(|_| of)?;
        if !held.entry().stock {
            return self.contributed(held);
        }
        let (at, lead) = self.lead()?;
        let before = at.checked_sub(1).filter(|before| self.window.contains(before));
        let (verb, moves) = match lead {
            Class::Verb | Class::Word | Class::Direction(_) => (at, is_any(self.word(at), &MOVES)),
            Class::Link(Link::In) => (before?, is_any(self.word(before?), &MOVES_IN)),
            _ => return None,
        };
        let said = |verb: &str| Subject::named(&format!("{} {verb}", held.text), self.view.segment.clone());
        moves.then(|| said(self.word(verb)))
    }

    /// What somebody or something adds to a metric, or takes from it: "the extra week added $7 million in sales" is not what
    /// the sales were.
    fn contributed(&self, to: &Mention) -> Option<Subject> {
        let (at, lead) = self.lead()?;
        let object = self.class(at) == Some(Class::Pronoun(Pronoun::We));
        let verb = if object || self.word(at).eq_ignore_ascii_case("us") { at.checked_sub(1)? } else { at };
        let adds = matches!(
            lead,
            Class::Verb
                | Class::Word
                | Class::Direction(_)
                | Class::Pronoun(_)
                | Class::Metric(_)
                | Class::Link(Link::ComesFrom)
        ) && is_any(self.word(verb), &CONTRIBUTES);
        // Who says "we" contributed it may mean all there is.
        let whole = || verb.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Pronoun(Pronoun::We));
        let adds = adds && !(lead == Class::Link(Link::ComesFrom) && whole());
        adds.then(|| Subject::named(&format!("contribution to {}", to.text), self.view.segment.clone()))
    }

    /// What the verb just before the figure says of it.
    pub(super) fn deed(&self) -> Option<Subject> {
        let (at, lead) = self.lead()?;
        // "repurchased 2 million shares", "the repurchase of 2 million shares"
        let shares = matches!(&self.figure.unit, Some(Unit::Named(unit)) if &**unit == "share");
        let verb = if lead == Class::Link(Link::Of) {
            at.checked_sub(1).map_or("", |at| self.word(at))
        } else {
            self.word(at)
        };
        let bought = is_any(verb, &["repurchased", "repurchase", "repurchasing", "bought"]);
        if self.figure.kind == Kind::Count && shares && bought {
            return Subject::said_by("shares repurchased", verb);
        }
        // "You earned $0.90 per share."
        if self.figure.kind == Kind::PerShare && lead == Class::Verb && is_any(verb, &["earned"]) {
            return Subject::said_by("EPS", verb);
        }
        if self.figure.kind != Kind::Money || !matches!(lead, Class::Verb | Class::Word) {
            return None;
        }
        let verb = self.word(at);
        let object = self.after.start;
        if is_any(verb, &SPENDING) {
            if !matches!(self.class(object), Some(Class::Link(Link::On | Link::In))) {
                return None;
            }
            let determined = usize::from(self.class(object + 1) == Some(Class::Determiner));
            let thing = self.noun_phrase_at(object + 1 + determined)?;
            return Some(Subject::named(&format!("spending on {}", thing.metric.text), self.view.segment.clone()));
        }
        // "We repurchased $7 million in the quarter": nothing else is said to be bought.
        if is_any(verb, &["repurchased", "repurchasing"])
            && !matches!(self.class(object), Some(Class::Word | Class::Metric(_) | Class::Link(Link::Of)))
        {
            return Subject::said_by("share repurchases", verb);
        }
        let close = self.after.clone().take(CLOSE);
        let (_, metric, _) = DEEDS.iter().find(|(deed, _, word)| {
            verb.eq_ignore_ascii_case(deed)
                && word.is_none_or(|word| close.clone().any(|at| self.word(at).eq_ignore_ascii_case(word)))
        })?;
        let mut subject = Subject::said_by(metric, verb)?;
        subject.scope.extend(self.view.segment.clone());
        Some(subject)
    }
}
