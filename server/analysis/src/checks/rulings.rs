//! Rulings: what the checks made of the relations of a call, kept when it is edited.
//!
//! A ruling depends on the relation, on the facts of its operands and on their words, and on nothing else: where these
//! are the same in the new text, it stands. So a keystroke judges only what it changed, and the repairs of a finding,
//! for which hundreds of changes are tried, are looked for once.

use std::sync::{Arc, OnceLock};

use super::case::Case;
use super::repair::{Fit, search};
use super::verdict::{Outcome, would_break};
use super::wording::Words;
use super::{RULES, Rule};
use crate::facts::Fact;
use crate::relations::Relation;
use crate::sentence::Sentence;
use crate::settings::Severity;

/// The relations of a call with what was made of each, in the order they were found.
#[derive(Debug, Default)]
pub(crate) struct Rulings(Vec<Ruled>);

/// A relation and what the checks of its kind say.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) relation: Relation,
    /// Those that say something.
    pub(super) rulings: Vec<Ruling>,
}

/// What one check says of a relation.
#[derive(Clone, Debug)]
pub(super) struct Ruling {
    pub(super) rule: &'static Rule,
    pub(super) verdict: Verdict,
}

#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// It holds, and would not if an operand clearly changed. With the arithmetic in words.
    Ties(Arc<str>),
    /// It cannot hold. With its repairs, once they were looked for.
    Fails(Severity, OnceLock<Arc<[Fit]>>),
}

/// The rulings on the text before an edit, and what they were about.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) rulings: &'a Rulings,
    pub(crate) facts: &'a [Fact],
    pub(crate) sentences: &'a [Sentence],
}

/// How many of the earlier rulings are looked through for that on the next relation. An edit takes few relations away;
/// where it takes more, the rest is judged anew.
const AHEAD: usize = 32;

impl Rulings {
    /// Judges the relations.
    pub(super) fn of(
        relations: Vec<Relation>,
        facts: &[Fact],
        words: &Words<'_>,
        before: Option<Before<'_>>,
    ) -> Rulings {
        let mut earlier = before.map_or(&[][..], |before| &before.rulings.0);
        let mut earlier_ruling = |relation: &Relation| {
            let before = before?;
            let found =
                earlier.iter().take(AHEAD).position(|it| before.is_same(&it.relation, relation, facts, words))?;
            let rulings = earlier[found].rulings.clone();
            earlier = &earlier[found + 1..];
            Some(rulings)
        };
        let ruled = relations.into_iter().map(|relation| {
            let rulings = earlier_ruling(&relation).unwrap_or_else(|| rule_on(&relation, facts, words));
            Ruled { relation, rulings }
        });
        Rulings(ruled.collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Ruled> {
        self.0.iter()
    }
}

/// What the checks of its kind say of a relation.
fn rule_on(relation: &Relation, facts: &[Fact], words: &Words<'_>) -> Vec<Ruling> {
    let case = Case { relation, facts, supposed: None };
    let rules = RULES.iter().filter(|rule| rule.kinds.contains(&relation.kind));
    let ruling = |rule: &'static Rule| {
        let verdict = match (rule.judge)(&case) {
            Outcome::Holds if would_break(&case, rule.judge) => Verdict::Ties((rule.say)(&case, words).sum.into()),
            Outcome::Fails(severity) => Verdict::Fails(severity, OnceLock::new()),
            Outcome::Holds | Outcome::Unsure => return None,
        };
        Some(Ruling { rule, verdict })
    };
    rules.filter_map(ruling).collect()
}

impl Ruling {
    /// The repairs of a relation that fails.
    pub(super) fn fits(&self, case: &Case<'_>, words: &Words<'_>) -> Arc<[Fit]> {
        match &self.verdict {
            Verdict::Fails(_, fits) => Arc::clone(fits.get_or_init(|| search(case, words, self.rule.judge).into())),
            Verdict::Ties(_) => Arc::default(),
        }
    }
}

impl Before<'_> {
    /// Whether an earlier relation is the same as a new one, between facts and words that are the same.
    fn is_same(&self, earlier: &Relation, new: &Relation, facts: &[Fact], words: &Words<'_>) -> bool {
        let before = Words { sentences: self.sentences };
        let is_same_operand = |(earlier, new): (&(_, usize), &(_, usize))| {
            let ((one_role, one), (other_role, other)) = (earlier, new);
            let same = |one: &Fact, other: &Fact| one.is_same_elsewhere(other) && before.of(one) == words.of(other);
            one_role == other_role
                && self.facts.get(*one).zip(facts.get(*other)).is_some_and(|(one, other)| same(one, other))
        };
        (earlier.kind, earlier.pairing, earlier.sense) == (new.kind, new.pairing, new.sense)
            && earlier.operands.len() == new.operands.len()
            && earlier.operands.iter().zip(&new.operands).all(is_same_operand)
    }
}
