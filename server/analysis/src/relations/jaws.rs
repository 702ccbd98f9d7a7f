//! Jaws: by how much revenue grows faster than what it costs. "Revenue was up 9% and expenses were up 5%, so we delivered 400
//! basis points of operating leverage."

use tieout_figures::{Amount, Kind as FigureKind};

use super::surroundings::{MOST_FIGURES, Surroundings};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::tokens::{Class, Sense};

/// The name of the metric.
const OPERATING_LEVERAGE: &str = "operating leverage";

/// What revenue is held against.
const COSTS: [&str; 4] = ["expenses", "operating expenses", "noninterest expense", "operating costs"];

/// How many sentences before the one that draws the difference may say the growths.
const REACH: usize = 2;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let facts = around.facts.iter().enumerate();
    let leverage = facts.filter(|(_, fact)| name(fact) == Some(OPERATING_LEVERAGE) && is_single(fact));
    leverage.filter_map(|(at, fact)| jaws(around, at, fact)).collect()
}

fn jaws(around: Surroundings<'_>, at: usize, leverage: &Fact) -> Option<Relation> {
    let in_points =
        matches!(leverage.figure.kind, FigureKind::Percent | FigureKind::PercentagePoints | FigureKind::BasisPoints);
    let changes =
        leverage.modality != Modality::Actual || around.sentences.get(leverage.sentence)?.text().contains('?');
    if !in_points || changes {
        return None;
    }
    let first = leverage.sentence.saturating_sub(REACH);
    let sentences = (first..=leverage.sentence).filter(|it| around.sentences[*it].turn == leverage.turn);
    // What fell has its sign in the words.
    let falls = |sentence: usize| {
        around.sentences[sentence].reading.tokens.iter().any(|token| match token.class {
            Class::Direction(it) => matches!(it.sense, Sense::Down | Sense::Worse | Sense::Flat),
            class => matches!(class, Class::Negation | Class::Basis(_) | Class::Scope(_)),
        })
    };
    let mut revenue = Vec::new();
    let mut costs = Vec::new();
    for sentence in sentences {
        let facts = around.facts_of(sentence);
        let growths: Vec<usize> = facts.filter(|it| *it != at && is_growth(&around.facts[*it], leverage)).collect();
        if growths.len() > MOST_FIGURES || !growths.is_empty() && falls(sentence) {
            return None;
        }
        for growth in growths {
            match name(&around.facts[growth]) {
                Some("revenue") => revenue.push(growth),
                Some(other) if COSTS.contains(&other) => costs.push(growth),
                _ => {}
            }
        }
    }
    let ([revenue], [costs]) = (&revenue[..], &costs[..]) else { return None };
    let operands = vec![(Role::Points, at), (Role::Level, *revenue), (Role::Prior, *costs)];
    Some(Relation { kind: Kind::Points, pairing: Pairing::Near, sense: None, operands })
}

fn name(fact: &Fact) -> Option<&str> {
    fact.known_metric().map(|metric| &*metric.name)
}

fn is_single(fact: &Fact) -> bool {
    matches!(fact.figure.amount, Amount::Single(_)) && fact.scope.is_empty()
}

/// Whether a fact is a growth of the time that operating leverage is of.
fn is_growth(fact: &Fact, leverage: &Fact) -> bool {
    let one_period = fact.period.zip(leverage.period).is_none_or(|(one, other)| one == other);
    fact.figure.kind == FigureKind::Percent
        && fact.role == Some(FigureRole::Growth)
        && fact.modality == Modality::Actual
        && is_single(fact)
        && one_period
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn operating_leverage_is_what_revenue_grows_faster() {
        expect(
            "points-mismatch",
            &[
                "Revenue was up 9% and expenses were up 5%, so we delivered 900 basis points of operating leverage.",
                "Revenue grew 9%. Expenses grew 5%. That is 9 points of positive operating leverage.",
                "We generated positive operating leverage of 9%, with revenue up 9% and expenses up 5%.",
            ],
            &[
                "Revenue was up 9% and expenses were up 5%, so we delivered 400 basis points of operating leverage.",
                "Revenue grew 9%. Expenses grew 5%. That is 4 points of positive operating leverage.",
                "We generated positive operating leverage of 4%, with revenue up 9% and expenses up 5%.",
                // of the year
                "Revenue was up 9% and expenses were up 5%. For the full year 2030, operating leverage was 2%.",
                // one of them fell
                "Revenue was up 9% and expenses were down 5%, so we delivered 14 points of operating leverage.",
                // counted in another way
                "Revenue was up 9% and expenses were up 5%, and excluding charges, operating leverage was 7%.",
                // what is aimed at
                "Revenue was up 9% and expenses were up 5%, and we aim at operating leverage of 2%.",
                // of a part
                "Revenue was up 9% and expenses were up 5%. In cards, operating leverage was 2%.",
                // which growth is meant is left open
                "Revenue was up 9% in the quarter and revenue was up 7% in June, expenses were up 5%, and operating leverage was 2%.",
            ],
        );
    }
}
