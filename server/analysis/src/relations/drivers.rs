//! Drivers: growth that comes of how many and of how much each, in the table `drivers.txt`.
//!
//! "Comparable sales rose 4.5%, with traffic up 2.5% and a 2.0% increase in average ticket." Who buys more often and more
//! each time buys more by both together.

use std::sync::LazyLock;

use tieout_figures::{Amount, Kind as FigureKind};

use super::surroundings::{MOST_FIGURES, Surroundings};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::rows::rows;
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Token};

const TABLE: &str = include_str!("drivers.txt");

/// A metric with the words for how many and for how much each.
struct Drivers {
    metric: &'static str,
    /// What must be said beside it.
    scope: Option<&'static str>,
    many: Vec<&'static str>,
    much: Vec<&'static str>,
}

static DRIVERS: LazyLock<Vec<Drivers>> = LazyLock::new(|| rows(TABLE).filter_map(read).collect());

fn read(line: &'static str) -> Option<Drivers> {
    let (metric, words) = line.split_once(" = ")?;
    let (many, much) = words.split_once(" | ")?;
    let (metric, scope) = match metric.split_once(" (") {
        Some((metric, scope)) => (metric, Some(scope.strip_suffix(')')?)),
        None => (metric, None),
    };
    Some(Drivers { metric, scope, many: many.split(", ").collect(), much: much.split(", ").collect() })
}

/// How many words open the sentence behind before it names a driver.
const OPENING: usize = 4;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let wholes = around.facts.iter().enumerate().filter(|(_, fact)| is_growth(fact));
    wholes.filter_map(|(at, fact)| sum(around, at, fact)).collect()
}

fn is_growth(fact: &Fact) -> bool {
    fact.modality == Modality::Actual && is_percent(fact) && fact.known_metric().is_some()
}

/// A single value in percent.
fn is_percent(fact: &Fact) -> bool {
    matches!(fact.figure.kind, FigureKind::Percent | FigureKind::PercentagePoints)
        && matches!(fact.figure.amount, Amount::Single(_))
}

/// The sum whose whole is a fact.
fn sum(around: Surroundings<'_>, at: usize, whole: &Fact) -> Option<Relation> {
    let name = &*whole.metric.as_ref()?.name;
    let says = |scope: &&str| whole.scope.iter().any(|it| it.starts_with(*scope));
    let drivers = DRIVERS.iter().find(|it| it.metric == name && it.scope.as_ref().is_none_or(says))?;
    let is_level = drivers.scope.is_some() && whole.role != Some(FigureRole::Growth);
    let here = around.facts_of(whole.sentence);
    if is_level || here.len() > MOST_FIGURES || around.facts[here.start..at].iter().any(is_percent) {
        return None;
    }
    let behind: Vec<usize> = (at + 1..here.end).filter(|it| is_percent(&around.facts[*it])).collect();
    let parts = match behind.as_slice() {
        [] => {
            let next = whole.sentence + 1;
            let sentence = around.sentences.get(next).filter(|it| opens_with_driver(it, drivers))?;
            let same_turn = around.sentences.get(whole.sentence)?.turn == sentence.turn;
            let facts: Vec<usize> = around.facts_of(next).filter(|it| is_percent(&around.facts[*it])).collect();
            parts(around, drivers, &facts).filter(|_| same_turn)?
        }
        facts => parts(around, drivers, facts)?,
    };
    let operands = vec![(Role::Whole, at), (Role::Part, parts[0]), (Role::SecondPart, parts[1])];
    let is_of_whole = |part: usize| {
        let part = &around.facts[part];
        part.period.zip(whole.period).is_none_or(|(part, whole)| part == whole)
            && part.modality == whole.modality
            && part.figure.hedge.is_none()
    };
    let is_sum = parts.iter().all(|part| is_of_whole(*part)) && whole.figure.hedge.is_none();
    is_sum.then_some(Relation { kind: Kind::SumAbout, pairing: Pairing::Near, sense: None, operands })
}

/// What a percentage is said to be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Driver {
    Many,
    Much,
}

/// The two drivers that the first percentages are of; none where one of them is of anything else.
fn parts(around: Surroundings<'_>, drivers: &Drivers, facts: &[usize]) -> Option<[usize; 2]> {
    let [first, second, ..] = facts else { return None };
    let one = driver(around, drivers, *first)?;
    let other = driver(around, drivers, *second)?;
    // A third one may be a driver of its own.
    let third = facts.get(2).and_then(|third| driver(around, drivers, *third));
    (one != other && third.is_none()).then_some([*first, *second])
}

/// What a percentage is of by the words between it and the next figure or boundary on each side.
fn driver(around: Surroundings<'_>, drivers: &Drivers, fact: usize) -> Option<Driver> {
    let fact = &around.facts[fact];
    let sentence = around.sentences.get(fact.sentence)?;
    let tokens = &sentence.reading.tokens;
    let at = sentence.reading.token_from(fact.figure.range.start());
    let ends = |token: &&Token| {
        matches!(token.class, Class::Figure(_))
            || matches!(token.class, Class::Boundary(boundary) if boundary != Boundary::Parenthesis)
    };
    let from = tokens.get(..at)?.iter().rev().take_while(|token| !ends(token)).last();
    let to = tokens.get(at + 1..)?.iter().take_while(|token| !ends(token)).last();
    let from = from.map_or(fact.figure.range.start(), |token| token.range.start());
    let to = to.map_or(fact.figure.range.end(), |token| token.range.end());
    let words = sentence.text().get(usize::from(from)..usize::from(to))?;
    match (names(words, &drivers.many), names(words, &drivers.much)) {
        (true, false) => Some(Driver::Many),
        (false, true) => Some(Driver::Much),
        _ => None,
    }
}

/// Whether words name one of some drivers.
fn names(words: &str, drivers: &[&str]) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let lower = words.to_lowercase();
    drivers.iter().any(|driver| {
        let driver = driver.to_lowercase();
        lower.match_indices(&driver).any(|(at, found)| {
            !is_letter(lower[..at].chars().next_back()) && !is_letter(lower[at + found.len()..].chars().next())
        })
    })
}

/// Whether a sentence begins with a driver, so that it goes on from the one before.
fn opens_with_driver(sentence: &Sentence, drivers: &Drivers) -> bool {
    let end =
        sentence.reading.tokens.iter().take(OPENING).next_back().map_or(0, |token| usize::from(token.range.end()));
    let opening = sentence.text().get(..end).unwrap_or_default();
    let places = ["in ", "for ", "across "];
    let is_elsewhere =
        places.iter().any(|it| opening.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)));
    !is_elsewhere && (names(opening, &drivers.many) || names(opening, &drivers.much))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::expect;
    use crate::vocabulary::VOCABULARY;

    #[test]
    fn every_line_of_the_table_names_a_metric() {
        assert_eq!(DRIVERS.len(), rows(TABLE).count());
        assert!(DRIVERS.iter().all(|it| VOCABULARY.metric_named(it.metric).is_some()));
    }

    #[test]
    fn growth_is_that_of_its_drivers_together() {
        expect(
            "sum-mismatch",
            &[
                "Comparable sales increased 4.5%, with a 2.5% increase in traffic and a 6.0% increase in average ticket.",
                "Comparable store sales rose 3.2%, driven by ticket growth of 4.2%, partially offset by a 3.0% decline in transactions.",
                "Same-store sales were up 7%, reflecting traffic up 1% and check up 2%.",
                "Organic sales grew 6%, with volume growth of 2% and pricing of 9%.",
                "Comparable sales declined 2.0%. Transactions were down 3.1% and average ticket grew 4.1%.",
            ],
            &[
                "Comparable sales increased 4.5%, with a 2.5% increase in traffic and a 2.0% increase in average ticket.",
                "Comparable store sales rose 3.2%, driven by ticket growth of 4.2%, partially offset by a 1.0% decline in transactions.",
                // both together are a little more than their sum
                "Comparable sales rose 21.0%, with traffic up 10.0% and average ticket up 10.0%.",
                // of a part
                "Comparable sales declined 2.0%. In the islands, transactions were down 3.1% and average ticket grew 4.1%.",
                // something else besides
                "Organic sales grew 9%, with volume growth of 2%, pricing of 4% and mix of 3%.",
                "Comparable sales increased 9.5%, with 4% from new formats, a 2.5% increase in traffic and a 2.0% increase in ticket.",
                // reported sales move with currencies
                "Net sales grew 1%, with volume growth of 2% and pricing of 4%.",
                // which one is of which is not said
                "Comparable sales grew 9%, with traffic and ticket up 1% and 2%.",
                // hedged
                "Comparable sales increased about 9%, with a 2.5% increase in traffic and a 2.0% increase in average ticket.",
                // of another quarter
                "Comparable sales increased 9.5% in the third quarter. Traffic in the second quarter increased 2.5% and ticket increased 2.0%.",
            ],
        );
    }
}
