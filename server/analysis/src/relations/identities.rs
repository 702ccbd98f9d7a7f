//! Identities: metrics that others add up to by what they mean, in the table `identities.txt`.
//!
//! "Credit costs were $2.3 billion. Net charge-offs were $1.2 billion, and the reserve build was $1.1 billion." Nothing
//! in the words says that two of the amounts make the third; that is what credit costs are.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Kind as FigureKind};

use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::rows::rows;
use crate::sentence::Sentence;
use crate::signs::lists::LESSENS;
use crate::vocabulary::MetricKind;

const TABLE: &str = include_str!("identities.txt");

/// A metric and those that make it.
struct Identity {
    kind: Kind,
    whole: &'static str,
    parts: Vec<&'static str>,
}

static IDENTITIES: LazyLock<Vec<Identity>> = LazyLock::new(|| rows(TABLE).filter_map(read).collect());

fn read(line: &'static str) -> Option<Identity> {
    let kinds = [(" = ", Kind::Sum), (" ~ ", Kind::SumAbout), (" > ", Kind::SumAtMost)];
    let (kind, (whole, parts)) = kinds.into_iter().find_map(|(sign, kind)| Some((kind, line.split_once(sign)?)))?;
    Some(Identity { kind, whole, parts: parts.split(" + ").collect() })
}

/// How many sentences may lie between the whole and its parts.
const REACH: usize = 2;
/// How many facts may stand between them.
const MOST_FACTS: usize = 12;
/// How many parts a sum has room for.
const PARTS: [Role; 3] = [Role::Part, Role::SecondPart, Role::ThirdPart];

/// Finds the sums; a whole whose parts a clause gives, in `known`, is not taken again.
pub(super) fn find(sentences: &[Sentence], facts: &[Fact], known: &[Relation]) -> Vec<Relation> {
    let summed: FxHashSet<usize> =
        known.iter().filter(|it| it.kind == Kind::Sum).filter_map(|it| it.fact(Role::Whole)).collect();
    let wholes = facts.iter().enumerate().filter(|(at, fact)| is_amount(fact) && !summed.contains(at));
    wholes.filter_map(|(at, fact)| sum(sentences, facts, at, fact)).collect()
}

/// The sum whose whole is a fact.
fn sum(sentences: &[Sentence], facts: &[Fact], at: usize, whole: &Fact) -> Option<Relation> {
    let name = &*whole.metric.as_ref()?.name;
    IDENTITIES.iter().filter(|identity| identity.whole == name).find_map(|identity| {
        let each: Option<Vec<Vec<usize>>> =
            identity.parts.iter().map(|part| parts(sentences, facts, at, part)).collect();
        let Some(parts) = each.map(|each| each.concat()) else { return turned(sentences, facts, at, identity) };
        // Each whole once: of two facts alike, the one that its parts stand nearest to.
        let alone = !near(facts, at, whole).any(|(_, other)| is_same(other, whole));
        let adjusted = |fact: usize| is_adjusted(&facts[fact]);
        let alike = parts.iter().all(|part| adjusted(*part) == adjusted(at));
        if !alone || !alike || parts.len() > PARTS.len() {
            return None;
        }
        let operands = PARTS.iter().copied().zip(parts);
        let operands = std::iter::once((Role::Whole, at)).chain(operands).collect();
        Some(Relation { kind: identity.kind, pairing: Pairing::Near, sense: None, operands })
    })
}

/// The sum where a part takes away, so that another part is the greatest: "credit costs were $2.0 billion, with net
/// charge-offs of $2.1 billion and a reserve release of $100 million". Where the whole is a benefit besides, what takes
/// away is the greatest.
fn turned(sentences: &[Sentence], facts: &[Fact], at: usize, identity: &Identity) -> Option<Relation> {
    let whole = facts.get(at)?;
    let [one, other] = identity.parts.as_slice() else { return None };
    let only = |metric: &str| {
        let of_metric = |fact: &Fact| fact.metric.as_ref().is_some_and(|it| *it.name == *metric);
        let here = |fact: &Fact| fact.sentence == whole.sentence && is_amount(fact);
        let mut all = near(facts, at, whole).filter(|(_, fact)| of_metric(fact) && here(fact));
        let ((only, fact), None) = (all.next()?, all.next()) else { return None };
        (is_of_same(fact, whole) && is_of_period(fact, whole)).then_some(only)
    };
    let (one, other) = (only(one)?, only(other)?);
    let amounts = near(facts, at, whole)
        .filter(|(_, fact)| fact.sentence == whole.sentence && fact.figure.kind == FigureKind::Money);
    if amounts.count() != identity.parts.len() {
        return None;
    }
    let (rest, lessens) = match (takes_away(&facts[one]), takes_away(&facts[other])) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => return None,
    };
    let alone = !near(facts, at, whole).any(|(_, other)| is_same(other, whole));
    let is_benefit = takes_away(whole) || sentences.get(whole.sentence).is_some_and(|it| says_benefit(it, whole));
    let (most, parts) = if is_benefit { (lessens, [at, rest]) } else { (rest, [at, lessens]) };
    let is_positive =
        |fact: usize| matches!(facts[fact].figure.amount, Amount::Single(it) if it.value.is_sign_positive());
    let positive = [at, one, other].into_iter().all(is_positive);
    let operands = vec![(Role::Whole, most), (Role::Part, parts[0]), (Role::SecondPart, parts[1])];
    let (kind, pairing) = (identity.kind, Pairing::Near);
    (alone && positive).then_some(Relation { kind, pairing, sense: None, operands })
}

/// The facts of a part: the only one with the scope of the whole, or else all with narrower scopes.
fn parts(sentences: &[Sentence], facts: &[Fact], at: usize, metric: &str) -> Option<Vec<usize>> {
    let whole = facts.get(at)?;
    let widened = |fact: &Fact| sentences.get(fact.sentence).is_some_and(|it| is_widened(it, fact));
    let of_metric = |fact: &Fact| fact.metric.as_ref().is_some_and(|it| *it.name == *metric) && !widened(fact);
    let all = || near(facts, at, whole).filter(|(_, fact)| of_metric(fact));
    // "A release of $20 million" takes away, whatever its sign.
    if all().any(|(_, fact)| takes_away(fact) || !is_amount(fact) && fact.role == Some(FigureRole::Level)) {
        return None;
    }
    let mut own = all().filter(|(_, fact)| is_amount(fact) && fact.scope == whole.scope && is_of_period(fact, whole));
    if let Some((own, _)) = own.next().filter(|_| own.next().is_none()) {
        return Some(vec![own]);
    }
    let within = |fact: &Fact| whole.scope.iter().all(|scope| fact.scope.contains(scope));
    let narrower: Vec<usize> = all()
        .filter(|(_, fact)| is_amount(fact) && within(fact) && fact.scope != whole.scope && is_of_period(fact, whole))
        .map(|(at, _)| at)
        .collect();
    (narrower.len() == 2).then_some(narrower)
}

/// The other facts of the turn around a fact.
fn near<'a>(facts: &'a [Fact], at: usize, whole: &'a Fact) -> impl Iterator<Item = (usize, &'a Fact)> {
    let start = at.saturating_sub(MOST_FACTS);
    let around = facts.iter().enumerate().skip(start).take(2 * MOST_FACTS + 1);
    around.filter(move |(other, fact)| {
        *other != at && fact.turn == whole.turn && fact.sentence.abs_diff(whole.sentence) <= REACH
    })
}

/// Whether a fact is an amount as it was.
fn is_amount(fact: &Fact) -> bool {
    (fact.figure.kind == FigureKind::Money || is_ratio(fact))
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.figure.inferred.is_none()
        && fact.role == Some(FigureRole::Level)
        && fact.modality == Modality::Actual
}

/// Whether a fact is a percentage that is one of its metric: a loss ratio.
fn is_ratio(fact: &Fact) -> bool {
    fact.figure.kind == FigureKind::Percent && fact.entry().is_some_and(|entry| entry.kind == MetricKind::Percent)
}

fn is_of_period(fact: &Fact, whole: &Fact) -> bool {
    whole.period.is_some() && fact.period == whole.period
}

fn is_same(fact: &Fact, whole: &Fact) -> bool {
    is_amount(fact)
        && fact.metric_name() == whole.metric_name()
        && fact.scope == whole.scope
        && fact.period == whole.period
}

/// Whether two facts are of one part of the company, "Commercial Bank" and "Commercial Banking".
fn is_of_same(fact: &Fact, whole: &Fact) -> bool {
    let alike = |(one, other): (&Arc<str>, &Arc<str>)| one.starts_with(&**other) || other.starts_with(&**one);
    fact.scope.len() == whole.scope.len() && fact.scope.iter().zip(&whole.scope).all(alike)
}

/// Whether a metric is said to be counted in a way of its own: "adjusted free cash flow".
fn is_adjusted(fact: &Fact) -> bool {
    fact.metric.as_ref().is_some_and(|metric| metric.says(&["adjusted"]))
}

/// Whether the words between a metric and its amount take in something else: "capital expenditures, including leases, were".
fn is_widened(sentence: &Sentence, fact: &Fact) -> bool {
    let Some(metric) = &fact.metric else { return false };
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    let between = before.rfind(&*metric.text).and_then(|at| before.get(at + metric.text.len()..));
    between.is_some_and(|between| between.split(' ').any(|word| word.eq_ignore_ascii_case("including")))
}

/// Whether a part is said to lessen its whole.
fn takes_away(fact: &Fact) -> bool {
    fact.metric.as_ref().is_some_and(|metric| metric.says(&LESSENS))
}

/// Whether the words right before an amount say that it is the opposite of a cost: "a net benefit of $35 million".
fn says_benefit(sentence: &Sentence, fact: &Fact) -> bool {
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    before.split_whitespace().rev().take(3).any(|word| LESSENS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::VOCABULARY;

    #[test]
    fn every_line_of_the_table_names_metrics() {
        let lines = rows(TABLE).count();
        assert_eq!(IDENTITIES.len(), lines);
        for identity in IDENTITIES.iter() {
            for name in identity.parts.iter().copied().chain([identity.whole]) {
                let is_known = VOCABULARY.metric_named(name).is_some();
                assert!(is_known, "no metric {name:?}");
            }
        }
    }
}
