//! Growth that does not say against what: "12% organic growth this quarter".
//!
//! It may be that of the quarter or of the year. Where the call says both of the same thing and it is neither, it is of
//! something else or wrong.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::Kind as FigureKind;

use super::surroundings::Surroundings;
use super::telling::agree_roughly;
use super::{Values, keys};
use crate::facts::{Basis, Fact, FigureRole, Modality, Period};

/// Growth that is said more often is that of several things.
const MOST_SAID: usize = 5;

/// What grows, and when.
type Key<'a> = (&'a str, &'a [Arc<str>], Period);

/// What a call says of one growth: the first statement against each base.
#[derive(Debug, Default)]
struct Growths {
    of_quarter: Vec<usize>,
    of_year: Vec<usize>,
}

/// Finds growth that contradicts both, as pairs of the earlier statement and the growth.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut growths: FxHashMap<Key<'_>, Growths> = FxHashMap::default();
    for (index, fact) in around.facts.iter().enumerate() {
        let Some(key) = key(fact) else { continue };
        let known = growths.entry(key).or_default();
        match fact.basis {
            Some(Basis::QuarterOverQuarter) => known.of_quarter.push(index),
            Some(Basis::YearOverYear) => known.of_year.push(index),
            _ => {}
        }
    }
    let unsaid =
        around.facts.iter().enumerate().filter(|(_, fact)| fact.basis.is_none() && fact.figure.hedge.is_none());
    // What the call says of each, where it says one thing.
    let growths: FxHashMap<Key<'_>, [usize; 2]> = growths
        .into_iter()
        .filter_map(|(key, it)| Some((key, [only(around, &it.of_quarter)?, only(around, &it.of_year)?])))
        .collect();
    let conflict = |(again, fact): (usize, &Fact)| {
        let [quarter, year] = *growths.get(&key(fact)?)?;
        let differs = [quarter, year].iter().all(|it| {
            let other = &around.facts[*it];
            !may_agree(fact, other) && other.sentence != fact.sentence
        });
        let statement = if quarter < again { quarter } else { year };
        (differs && statement < again && says_scope(around, fact)).then_some((statement, again))
    };
    unsaid.filter_map(conflict).collect()
}

/// Growth that says it is of the year, or leaves that unsaid, as pairs of what two people say plainly. Where somebody says
/// growth of the quarter as well, or anything else of it, the one that leaves it unsaid may be that.
pub(super) fn of_year(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let sequential: FxHashSet<(&str, &[Arc<str>])> = around.facts.iter().filter_map(sequential).collect();
    let mut groups: FxHashMap<keys::Key<'_>, Vec<usize>> = FxHashMap::default();
    for (index, fact) in around.facts.iter().enumerate() {
        let Some(metric) = fact.metric.as_ref().filter(|_| fact.role == Some(FigureRole::Growth)) else { continue };
        if !sequential.contains(&(&*metric.name, &*fact.scope))
            && let Some(key) = keys::Key::of(fact, fact.basis.or(Some(Basis::YearOverYear)))
        {
            groups.entry(key).or_default().push(index);
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        groups.values().filter_map(|group| of_group(around, group)).flatten().collect();
    pairs.sort_unstable();
    pairs
}

/// The first of some growths with each of the others, where all that are said agree but one at most.
fn of_group(around: Surroundings<'_>, group: &[usize]) -> Option<Vec<(usize, usize)>> {
    let agree = |one: usize, other: usize| may_agree(&around.facts[one], &around.facts[other]);
    let differing = |it: usize| group.iter().filter(move |other| !agree(it, **other)).count();
    let is_said_often = !(2..=MOST_SAID).contains(&group.len());
    let is_unsaid = group.iter().any(|it| around.facts[*it].basis.is_none());
    let statement = *group.iter().take(2).find(|it| differing(**it) <= 1).filter(|_| is_unsaid && !is_said_often)?;
    let others = group.iter().copied().filter(|it| *it != statement).map(|it| (statement.min(it), statement.max(it)));
    let told = |(one, again): &(usize, usize)| {
        let are_plain = || around.is_plain(*one) && around.is_plain(*again);
        keys::are_two_voices(&around.facts[*one], &around.facts[*again]) && are_plain()
    };
    Some(others.filter(told).collect())
}

/// What is said to have changed over the quarter before.
fn sequential(fact: &Fact) -> Option<(&str, &[Arc<str>])> {
    let metric = fact.metric.as_ref()?;
    (fact.basis == Some(Basis::QuarterOverQuarter)).then_some((&*metric.name, &*fact.scope))
}

/// The first of some statements that all agree.
fn only(around: Surroundings<'_>, statements: &[usize]) -> Option<usize> {
    let first = *statements.first()?;
    statements.iter().all(|it| may_agree(&around.facts[*it], &around.facts[first])).then_some(first)
}

/// Whether the words of a sentence say what its growth is of, rather than those before it.
fn says_scope(around: Surroundings<'_>, fact: &Fact) -> bool {
    let sentence = around.sentences.get(fact.sentence).map(|sentence| sentence.text().to_lowercase());
    sentence.is_some_and(|text| fact.scope.iter().all(|scope| text.contains(&scope.to_lowercase())))
}

fn may_agree(one: &Fact, other: &Fact) -> bool {
    let [low, high] = [one, other].map(|fact| Values::from(fact.figure.interval()));
    low.meets(high) != Some(false) || agree_roughly(one.figure.amount, other.figure.amount)
}

/// The key of growth that is said to have been; whose it is must be said, for all things grow. Growth
/// of nothing said is that of revenue.
fn key(fact: &Fact) -> Option<Key<'_>> {
    let is_growth = fact.role == Some(FigureRole::Growth)
        && fact.modality == Modality::Actual
        && fact.figure.kind == FigureKind::Percent
        && !fact.scope.is_empty();
    let metric = fact.metric.as_ref()?;
    let of_what = if metric.is_growth() { "revenue" } else { &*metric.name };
    is_growth.then_some((of_what, &*fact.scope, fact.period?))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn growth_that_is_neither_of_the_quarter_nor_of_the_year_is_a_slip() {
        expect(
            "restatement-conflict",
            &[
                "Organic revenue grew 12% sequentially and 45% year over year in the third quarter.\n\nJon Fry - Chief Executive Officer: We are proud of our 26% organic revenue growth this quarter.",
            ],
            &[
                // that of the year
                "Organic revenue grew 12% sequentially and 45% year over year in the third quarter.\n\nJon Fry - Chief Executive Officer: We are proud of our 45% organic revenue growth this quarter.",
                // it may be that of the year
                "Organic revenue grew 12% sequentially in the third quarter.\n\nJon Fry - Chief Executive Officer: We are proud of our 26% organic revenue growth this quarter.",
                // whose growth it is, is not said
                "Revenue grew 12% sequentially and 45% year over year in the third quarter.\n\nJon Fry - Chief Executive Officer: We are proud of our 26% revenue growth this quarter.",
                // hedged
                "Organic revenue grew 12% sequentially and 45% year over year in the third quarter.\n\nJon Fry - Chief Executive Officer: We are proud of our organic revenue growth of about 26% this quarter.",
            ],
        );
    }

    #[test]
    fn growth_is_that_of_the_year_where_nobody_says_that_of_the_quarter() {
        let said = |details: &str| {
            format!("Ferry revenue grew 48% in the third quarter.\n\nJon Fry - Chief Executive Officer: {details}")
        };
        expect(
            "restatement-conflict",
            &[&said("In the third quarter, Ferry revenue was up 84% year over year.")],
            &[
                &said("In the third quarter, Ferry revenue was up 48% year over year."),
                // that of the quarter is said as well
                &said("In the third quarter, Ferry revenue was up 84% year over year and 48% sequentially."),
                // of more than that part
                &said("In the third quarter, Ferry and Mooring revenue was up 84% year over year."),
                // counted in another way
                &said("In the third quarter, Ferry revenue was up 84% year over year in constant currency."),
            ],
        );
    }
    #[test]
    fn growth_may_be_said_more_than_twice() {
        let said = |last: &str| {
            format!(
                "Same-store revenue in the third quarter was up 4% year over year.\n\nJon Fry - Chief Executive Officer: Same-store revenue growth was 4% in the third quarter.\n\nAnn Lee - Chief Financial Officer: {last}"
            )
        };
        expect(
            "restatement-conflict",
            &[&said("We reported third quarter same-store revenue growth of 9%.")],
            &[
                &said("We reported third quarter same-store revenue growth of 4%."),
                // of all stores
                &said("We reported third quarter revenue growth of 9%."),
                // of another quarter
                &said("We reported second quarter same-store revenue growth of 9%."),
            ],
        );
    }
}
