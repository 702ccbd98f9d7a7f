//! Currency: a growth as reported, the same in constant currency, and by how many points the two differ. "Exchange rates
//! took 2 points from revenue growth; revenue rose 14%, and 16% in constant currency."

use std::sync::Arc;

use tieout_figures::{Amount, Kind as FigureKind};

use super::surroundings::{MOST_FIGURES, Surroundings, is_as_in_accounts};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::signs::lists::EXCHANGE_RATES;
use crate::signs::words::is_any;
use crate::tokens::Class;

/// The scope of what is counted at the rates of the year before.
const CONSTANT: &str = "constant currency";

/// The name of the metric that an effect is of where nothing else is named beside it.
const EFFECT: &str = "foreign exchange impact";

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let facts = around.facts.iter().enumerate();
    let points = facts.filter(|(_, fact)| is_in_points(fact) && matches!(fact.figure.amount, Amount::Single(_)));
    points.filter_map(|(at, _)| effect(around, at)).collect()
}

fn is_in_points(fact: &Fact) -> bool {
    matches!(fact.figure.kind, FigureKind::PercentagePoints | FigureKind::BasisPoints)
}

/// The two growths that differ by an effect given to exchange rates: those of its sentence, or where that has none, of
/// the one before.
fn effect(around: Surroundings<'_>, points: usize) -> Option<Relation> {
    let facts = around.facts;
    let at = facts[points].sentence;
    let here = Some(around.facts_of(at)).filter(|facts| facts.len() <= MOST_FIGURES)?;
    let is_percent = |fact: &usize| facts[*fact].figure.kind == FigureKind::Percent;
    let pair = |sentence: usize| {
        let mut percents = around.facts_of(sentence).filter(is_percent);
        let (one, other, None) = (percents.next()?, percents.next()?, percents.next()) else { return None };
        Some((one, other))
    };
    let before = || {
        let sentence = at.checked_sub(1).filter(|it| around.sentences[*it].turn == facts[points].turn)?;
        // "Last year currencies were a tailwind", "we expect a headwind next quarter": of another time.
        let tokens = &around.sentences[at].reading.tokens;
        let timed = tokens.iter().any(|token| matches!(token.class, Class::Period(_) | Class::Other(_)));
        pair(sentence).filter(|_| here.len() == 1 && !timed && facts[points].modality == Modality::Actual)
    };
    let (one, other) = pair(at).or_else(before)?;
    let constant = |fact: usize| facts[fact].scope.iter().any(|scope| &**scope == CONSTANT);
    let (reported, unchanged) = match (constant(one), constant(other)) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => return None,
    };
    let alone = here.filter(|fact| is_in_points(&facts[*fact])).count() == 1;
    let said = || around.sentences.get(at).is_some_and(|it| names_rates(it.text()));
    let operands = vec![(Role::Points, points), (Role::Level, reported), (Role::Prior, unchanged)];
    let relation = Relation { kind: Kind::Points, pairing: Pairing::Near, sense: None, operands };
    (alone && are_alike(&facts[reported], &facts[unchanged], &facts[points]) && said()).then_some(relation)
}

/// Whether two growths are of one thing, and an effect of nothing else.
fn are_alike(reported: &Fact, unchanged: &Fact, points: &Fact) -> bool {
    let name = reported.metric_name();
    let own = |fact: &Fact| {
        let narrows = |scope: &&Arc<str>| &***scope != CONSTANT && !is_as_in_accounts(scope);
        fact.scope.iter().filter(narrows).cloned().collect::<Vec<_>>()
    };
    let grows = |fact: &Fact| fact.role == Some(FigureRole::Growth);
    grows(reported)
        && grows(unchanged)
        && name.is_some()
        && name == unchanged.metric_name()
        && own(reported) == own(unchanged)
        && reported.period == unchanged.period
        && points.metric_name().is_none_or(|it| Some(it) == name || it == EFFECT)
}

/// Whether a sentence speaks of exchange rates, besides of what is counted without them.
fn names_rates(text: &str) -> bool {
    let words = || text.split(|letter: char| !letter.is_alphanumeric());
    let mut pairs = std::iter::once("").chain(words()).zip(words());
    pairs.any(|(before, word)| !before.eq_ignore_ascii_case("constant") && is_any(word, &EXCHANGE_RATES))
}
