//! Keys: what two statements of one fact have in common, and whether two people say them.

use std::sync::Arc;

use tieout_figures::Kind as FigureKind;
use tieout_transcript::SectionKind;

use super::surroundings::{are_unlabelled, compares_like, is_of_whole, is_part, says_total};
use crate::facts::{Basis, Fact, FigureRole, Modality, Period};
use crate::vocabulary::VOCABULARY;

/// Whether two people of the company say it, or one in the remarks and again, or an analyst, in the questions.
pub(super) fn are_two_voices(one: &Fact, other: &Fact) -> bool {
    let questions = SectionKind::QuestionsAndAnswers;
    let two = one.speaker.is_some() && other.speaker.is_some() && one.speaker != other.speaker;
    let asked = one.section != questions && other.section == questions;
    are_unlabelled(one, other)
        || one.turn != other.turn && (asked || two && one.section != questions && other.section != questions)
}

/// The metric and the scope of a fact. Where a metric of its own has the name of both, it is that one: "Turning to services.
/// Revenue was $27 million" is the same as "services revenue was $27 million".
pub(super) fn name_and_scope(fact: &Fact) -> Option<(&str, &[Arc<str>])> {
    let metric = &fact.metric.as_ref()?.name;
    let of_part = |scope: &str| {
        let named = VOCABULARY.metric_named(&format!("{scope} {metric}")).map(|id| VOCABULARY.metric(id));
        named.filter(|entry| entry.part).map(|entry| &*entry.name)
    };
    let part = match &*fact.scope {
        [scope] if is_part(scope) => {
            let scope = scope.to_lowercase();
            of_part(&scope).or_else(|| of_part(scope.strip_suffix('s')?))
        }
        _ => None,
    };
    Some(part.map_or((&**metric, &*fact.scope), |part| (part, &[])))
}

/// Whether two scopes are one, said in full or in short: "non-EDS derived", "non-EDS".
pub(super) fn is_same_scope<S: AsRef<str>>(one: &[S], other: &[S]) -> bool {
    // "Catering and tourism" is no longer name of "catering".
    let goes_on = |rest: &str| rest.starts_with(" and ") || rest.starts_with(" & ") || rest.starts_with(',');
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| !goes_on(rest));
    let alike = |one: &str, other: &str| begins(one, other) || begins(other, one);
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one.as_ref(), other.as_ref()))
}

/// The one item; none where there are none or several.
pub(super) fn only(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// What is measured of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    Level,
    Guidance,
    Share,
    Change(Basis),
    Growth(Basis),
}

impl Measure {
    /// None where a fact measures nothing, or does not say against what.
    pub(super) fn of(fact: &Fact) -> Option<Measure> {
        Some(match fact.role? {
            FigureRole::Level | FigureRole::PriorLevel | FigureRole::Margin => Measure::Level,
            FigureRole::Guidance | FigureRole::PriorGuidance => Measure::Guidance,
            FigureRole::Share => Measure::Share,
            FigureRole::Change => Measure::Change(fact.basis?),
            FigureRole::Growth => Measure::Growth(fact.basis?),
            _ => return None,
        })
    }
}

/// What two statements of one fact have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    metric: &'a str,
    scope: &'a [Arc<str>],
    period: Period,
    measure: Measure,
    kind: FigureKind,
    unit: Option<&'a tieout_figures::Unit>,
}

impl<'a> Key<'a> {
    /// The key of a fact that grew over this; none where not all of it is known. Of growth the words must say whose it is: all things grow.
    pub(super) fn of(fact: &'a Fact, basis: Option<Basis>) -> Option<Key<'a>> {
        let measure = match fact.role? {
            FigureRole::Growth => Measure::Growth(basis?),
            _ => Measure::of(fact)?,
        };
        let says_whose = !fact.scope.is_empty() || says_total(fact) || is_of_whole(fact) || compares_like(fact);
        if fact.modality == Modality::Hypothetical || measure != Measure::Level && !says_whose {
            return None;
        }
        let (metric, scope) = name_and_scope(fact)?;
        Some(Key {
            metric,
            scope,
            period: fact.period?,
            measure,
            kind: fact.figure.kind,
            unit: fact.figure.unit.as_ref(),
        })
    }
}
