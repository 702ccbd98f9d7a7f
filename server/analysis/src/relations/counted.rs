//! Amounts that a call counts in more than one way: "adjusted net income was $347 million" shows what an earlier "net
//! income of $347 million" left unsaid.
//!
//! Everything is noted once, so that a question costs the same however much a call says.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use tieout_figures::Ends;

use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::is_same_scope;
use super::surroundings::{is_as_in_accounts, is_part};
use crate::facts::Fact;

/// The amounts of a call with the metrics they are said of.
#[derive(Debug, Default)]
pub(super) struct CountedWays<'a> {
    /// The scopes that an amount of a metric is said with.
    scopes: FxHashMap<(Ends, &'a str), Scopes<'a>>,
    /// The metrics of an amount without their first words: "net income" of "adjusted net income".
    shortened: FxHashSet<(Ends, &'a str)>,
}

/// The scopes that are said, as far as it matters: the first, and whether there is another.
#[derive(Debug)]
struct Scopes<'a> {
    first: Vec<&'a Arc<str>>,
    differ: bool,
}

impl<'a> CountedWays<'a> {
    /// Notes them.
    pub(super) fn of(facts: &'a [Fact]) -> CountedWays<'a> {
        let mut ways = CountedWays::default();
        for fact in facts {
            let Some(metric) = &fact.metric else { continue };
            let (amount, name) = (fact.figure.amount.ends(), &*metric.name);
            let way = way(fact);
            match ways.scopes.entry((amount, name)) {
                Entry::Vacant(new) => drop(new.insert(Scopes { first: way, differ: false })),
                Entry::Occupied(mut known) => {
                    let differs = !is_same_scope(&known.get().first, &way);
                    known.get_mut().differ |= differs;
                }
            }
            // "Services revenue" is a part of the revenue, and no other way to count it.
            if fact.entry().is_some_and(|entry| entry.part) {
                continue;
            }
            let shorter = name.match_indices(' ').map(|(at, _)| (amount, &name[at + 1..]));
            ways.shortened.extend(shorter);
        }
        ways
    }

    /// Whether the call says the same amount of the same metric with another scope.
    pub(super) fn is_counted_otherwise(&self, fact: &Fact) -> bool {
        let Some(metric) = &fact.metric else { return false };
        let key = (fact.figure.amount.ends(), &*metric.name);
        let scopes = self.scopes.get(&key);
        scopes.is_some_and(|scopes| scopes.differ || !is_same_scope(&scopes.first, &way(fact)))
            || self.shortened.contains(&key)
    }
}

/// Whether a fact says that it is counted in another way than in the accounts.
pub(super) fn says_way(fact: &Fact) -> bool {
    !way(fact).is_empty()
}

/// Whether two facts say how they are counted, and in the same way, so that other ways explain no difference.
pub(super) fn says_same_way(one: &Fact, other: &Fact) -> bool {
    let [one, other] = [one, other].map(way);
    !one.is_empty() && is_same_scope(&one, &other)
}

/// The scopes of a fact that say how it is counted: what is counted as the accounts do says nothing new, and neither does
/// which part of the company it is of.
fn way(fact: &Fact) -> Vec<&Arc<str>> {
    fact.scope.iter().filter(|scope| !is_part(scope) && !is_as_in_accounts(scope)).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::{analyse, expect};

    use super::*;

    fn counted_otherwise(remarks: &str) -> Vec<bool> {
        let analysis = analyse(remarks);
        let facts = &analysis.calls()[0].call.facts;
        let ways = CountedWays::of(facts);
        facts.iter().map(|fact| ways.is_counted_otherwise(fact)).collect()
    }

    #[test]
    fn another_scope_or_a_longer_name_is_another_way_to_count() {
        let scoped = "Gross profit was $34.7 million. Organic gross profit was $34.7 million.";
        assert_eq!(counted_otherwise(scoped), [true, true]);
        let named = "Net income was $34.7 million. Adjusted net income was $34.7 million.";
        assert!(counted_otherwise(named)[0]);
    }

    #[test]
    fn who_says_the_way_twice_says_one_thing() {
        let said = |margin: &str| {
            format!(
                "Gross profit was $34.7 million. Third quarter organic gross profit was $34.7 million.\n\nJon Fry - Chief Executive Officer: Third quarter organic gross profit was {margin}."
            )
        };
        expect("restatement-conflict", &[&said("$43.7 million")], &[&said("$34.7 million")]);
        // The way is said but once.
        let once = said("$43.7 million")
            .replace("Third quarter organic gross profit was $43.7", "Third quarter gross profit was $43.7");
        expect("restatement-conflict", &[], &[&once]);
    }

    #[test]
    fn another_amount_or_another_metric_is_none() {
        let twice = "Gross profit was $34.7 million. As I said, gross profit was $34.7 million.";
        assert_eq!(counted_otherwise(twice), [false, false]);
        let other_amount = "Gross profit was $34.7 million. Organic gross profit was $33.1 million.";
        assert_eq!(counted_otherwise(other_amount), [false, false]);
        // Which part it is of does not say how it is counted, and may be said in many words.
        let of_parts = "Ferry gross profit was $34.7 million. Gross profit in Norway was $34.7 million.";
        assert_eq!(counted_otherwise(of_parts), [false, false]);
        let other_metric = "Gross profit was $34.7 million. Capital expenditures were $34.7 million.";
        assert_eq!(counted_otherwise(other_metric), [false, false]);
    }
}
