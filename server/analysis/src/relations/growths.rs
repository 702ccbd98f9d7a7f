//! Growths of parts: how much a part of the company grew, said without its metric by one and with it by another.
//!
//! "In Ferries, we grew 9.4%", says the one, and the other "revenue of Ferries rose 9.4%". What a part grows by is its
//! revenue unless somebody says else, so both say one thing where the call says revenue of that part and period, and one
//! growth of it.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Kind as FigureKind};

use super::comparable::can_be_one_value;
use super::keys::is_same_scope;
use super::surroundings::{Surroundings, is_part};
use crate::facts::{Basis, Fact, FigureRole, Metric, Modality, Period, is_industry};
use crate::signs::lists::NARROWING;
use crate::signs::words::is_any;

/// More growths in a period are not looked at.
const MOST: usize = 40;

/// Finds them, as pairs of the earlier and the later statement.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut of_period: FxHashMap<(Period, &str), Vec<usize>> = FxHashMap::default();
    for (index, fact) in around.facts.iter().enumerate() {
        if let Some((period, word)) = key(fact) {
            of_period.entry((period, word)).or_default().push(index);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for group in of_period.values().filter(|group| group.len() > 1 && group.len() <= MOST) {
        for at in group.iter().copied().filter(|it| is_unnamed(&around.facts[*it])) {
            pairs.extend(named(around, group, at).map(|named| (named.min(at), named.max(at))));
            pairs.extend(of_others(around, group, at).map(|first| (first, at)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The growth of the revenue of a part that a growth without a metric says as well.
fn named(around: Surroundings<'_>, group: &[usize], at: usize) -> Option<usize> {
    let fact = &around.facts[at];
    let like = || {
        let others = group.iter().copied().filter(|it| *it != at);
        others.filter(|it| can_be_same(&around.facts[*it], fact))
    };
    let mut names = like().filter(|it| !is_unnamed(&around.facts[*it]));
    let first = names.next()?;
    let agree = |one: usize, other: usize| can_be_one_value(&around.facts[one].figure, &around.facts[other].figure);
    let is_one = names.all(|it| around.facts[it].metric == around.facts[first].metric && agree(it, first));
    // Whatever else grew without a name may be what is meant.
    let is_only = like().filter(|it| is_unnamed(&around.facts[*it])).all(|it| agree(it, at));
    let voices = around.facts[first].turn != fact.turn && around.facts[first].speaker != fact.speaker;
    (is_one && is_only && voices).then_some(first)
}

/// The first growth of the same others, where all that are said of them agree but one at most: "the industry grew 8%".
fn of_others(around: Surroundings<'_>, group: &[usize], at: usize) -> Option<usize> {
    let fact = &around.facts[at];
    let is_of_others = fact.scope.iter().any(|scope| is_industry(scope));
    let says_all = |it: &usize| !is_narrowed_by_opening(around, &around.facts[*it]);
    let like = || group.iter().copied().filter(|it| can_be_same(&around.facts[*it], fact)).filter(says_all);
    let agree = |one: usize, other: usize| can_be_one_value(&around.facts[one].figure, &around.facts[other].figure);
    let differing = |one: usize| like().filter(|it| !agree(one, *it)).count();
    let first = like().next().filter(|first| *first < at && is_of_others && says_all(&at))?;
    let is_one = differing(first) <= 1 && (agree(first, at) || differing(at) > 1 || like().count() == 2);
    (is_one && around.facts[first].sentence != fact.sentence).then_some(first)
}

/// Whether a sentence opens with a part of the business that a growth's scope does not name: "Under ferry insurance, the
/// industry grew 8%".
fn is_narrowed_by_opening(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return true };
    let opening = sentence.text().split_whitespace().next().unwrap_or_default();
    fact.scope.len() == 1 && is_any(opening, &NARROWING)
}

/// Whether nothing that is known of two growths tells them apart.
fn can_be_same(one: &Fact, other: &Fact) -> bool {
    let is_basis = one.basis.is_none() || other.basis.is_none() || one.basis == other.basis;
    is_same_scope(&one.scope, &other.scope) && is_basis
}

/// Whether a growth is said of a part and of nothing that is measured of it.
fn is_unnamed(fact: &Fact) -> bool {
    fact.metric.as_ref().is_some_and(Metric::is_growth)
}

/// When a part grew, and the first word of its name.
fn key(fact: &Fact) -> Option<(Period, &str)> {
    let part: &Arc<str> = fact.scope.iter().find(|scope| is_part(scope))?;
    let is_growth = fact.role == Some(FigureRole::Growth)
        && fact.modality == Modality::Actual
        && fact.figure.kind == FigureKind::Percent
        && fact.figure.hedge.is_none()
        && matches!(fact.figure.amount, Amount::Single(_))
        && matches!(fact.basis, None | Some(Basis::YearOverYear | Basis::QuarterOverQuarter));
    let is_top_line = is_unnamed(fact) || fact.entry().is_some_and(|entry| entry.top_line);
    (is_growth && is_top_line).then_some((fact.period?, part.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn what_the_industry_grows_by_is_said_of_all() {
        let said = |opening: &str, growth: &str| {
            format!(
                "{opening} industry grew at 5.7% in the third quarter. Written premium was $62 million in the third quarter as against $65 million a year ago, a de-growth of 4.6% as against the industry growth of {growth}."
            )
        };
        expect(
            "restatement-conflict",
            &[&said("The", "7.5%"), &said("During the quarter, the", "7.5%")],
            &[
                &said("The", "5.7%"),
                // of a part of it
                &said("Under ferry insurance, the", "7.5%"),
                &said("Excluding cargo, the", "7.5%"),
                // of another time
                &said("The", "7.5%").replace("5.7% in the third", "5.7% in the second"),
            ],
        );
    }

    #[test]
    fn what_a_part_grows_by_is_its_revenue() {
        let said = |details: &str| {
            format!(
                "In Ferries, we grew 9.4% in the third quarter. The sea was calm.\n\nJon Fry - Chief Executive Officer: {details}"
            )
        };
        expect(
            "restatement-conflict",
            &[&said("Ferries revenue rose 4.9% in the third quarter.")],
            &[
                &said("Ferries revenue rose 9.4% in the third quarter."),
                // of another part, another time, or something else
                &said("Moorings revenue rose 4.9% in the third quarter."),
                &said("Ferries revenue rose 4.9% in the second quarter."),
                &said("Ferries operating income rose 4.9% in the third quarter."),
                // against the quarter before, or the year
                &said("Ferries revenue rose 4.9% sequentially and 9.4% year over year in the third quarter."),
                // which of two growths it is, is not said
                &format!(
                    "In Ferries, we grew 12.1% in the third quarter. {}",
                    said("Ferries revenue rose 4.9% in the third quarter.")
                ),
            ],
        );
    }
}
