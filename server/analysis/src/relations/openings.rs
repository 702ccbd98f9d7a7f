//! Openings: what came to what is counted, what went from it, and what that makes.
//!
//! "We opened 12 stores and closed 3, for a net increase of 9." "We added 9 net new stores, to 409 from 400." Stores that
//! closed may be left unsaid beside those that opened, so only what says to be net leads from one count to another.

use std::sync::LazyLock;

use tieout_figures::{Amount, Kind as FigureKind, Unit};

use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Basis, Fact, Modality};
use crate::rows::phrases;
use crate::sentence::Sentence;
use crate::signs::Lookup;
use crate::tokens::{Boundary, Class, PeriodWord, Token};

/// What a word says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Came,
    Went,
    Net,
    Fewer,
    Ended,
    Began,
}

impl Count {
    /// What this name stands for in the table.
    fn named(name: &str) -> Option<Count> {
        Some(match name {
            "came" => Count::Came,
            "went" => Count::Went,
            "net" => Count::Net,
            "fewer" => Count::Fewer,
            "ended" => Count::Ended,
            "began" => Count::Began,
            _ => return None,
        })
    }
}

const TABLE: &str = include_str!("openings.txt");

static WORDS: LazyLock<Lookup<Count>> = LazyLock::new(|| Lookup::new(phrases(TABLE, Count::named).0));

/// How many words before a number, and behind it, can say what it counts of.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// How many counts a sentence has at most.
const MOST: usize = 5;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (0..around.sentences.len()).filter_map(|at| sum(around, at)).collect()
}

fn sum(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let sentence = around.sentences.get(at)?;
    let counts: Vec<usize> = around.facts_of(at).filter(|it| is_count(&around.facts[*it])).collect();
    let things = around.facts_of(at).filter(|it| around.facts[*it].figure.kind == FigureKind::Count).count();
    if !(3..=MOST).contains(&counts.len()) || things > counts.len() || !are_same_things(around, &counts) {
        return None;
    }
    let said: Vec<(usize, Count)> =
        counts.iter().filter_map(|it| Some((*it, of(sentence, &around.facts[*it])?))).collect();
    // "With the 9 we bought": came or went as well, however it is said.
    if said.len() < counts.len() {
        return None;
    }
    let only = |count: Count| {
        let mut all = said.iter().filter(|(_, it)| *it == count);
        all.next().filter(|_| all.next().is_none()).map(|(fact, _)| *fact)
    };
    let net = only(Count::Net).or_else(|| only(Count::Fewer))?;
    let operands = match (only(Count::Came), only(Count::Went)) {
        (Some(came), Some(went)) => {
            // "A net decrease of 9" is less by its sign already, "net closures of 9" are not.
            let is_less = only(Count::Fewer).is_some() && !is_negative(&around.facts[net]);
            let (whole, part) = if is_less { (went, came) } else { (came, went) };
            vec![(Role::Whole, whole), (Role::Part, part), (Role::SecondPart, net)]
        }
        // "409 stores, from 400 a year ago" had four quarters of openings.
        (None, None) if only(Count::Net).is_some() && !compares_years(sentence) => {
            vec![(Role::Whole, only(Count::Ended)?), (Role::Part, only(Count::Began)?), (Role::SecondPart, net)]
        }
        _ => return None,
    };
    Some(Relation { kind: Kind::Sum, pairing: Pairing::Near, sense: None, operands })
}

/// Whether a fact is a number of things as they were.
fn is_count(fact: &Fact) -> bool {
    fact.figure.kind == FigureKind::Count
        && fact.figure.hedge.is_none()
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.modality == Modality::Actual
}

fn is_negative(fact: &Fact) -> bool {
    matches!(fact.figure.amount, Amount::Single(it) if it.value.is_sign_negative())
}

/// Whether counts are of the same things: "12 stores", "9 net new stores", and "3" of what was named.
fn are_same_things(around: Surroundings<'_>, counts: &[usize]) -> bool {
    let mut nouns = counts.iter().filter_map(|it| match &around.facts[*it].figure.unit {
        Some(Unit::Named(noun)) => Some(noun.rsplit(' ').next().unwrap_or(noun)),
        _ => None,
    });
    let first = nouns.next();
    first.is_some() && nouns.all(|noun| Some(noun) == first)
}

/// What the words beside a number say of it.
fn of(sentence: &Sentence, fact: &Fact) -> Option<Count> {
    let tokens = &sentence.reading.tokens;
    let at = sentence.reading.token_from(fact.figure.range.start());
    // "Net additions" is one token, as a metric.
    let words = |token: &Token| {
        let said = sentence.words(token.range);
        WORDS.of(said).or_else(|| WORDS.of(said.split(' ').next().unwrap_or_default()))
    };
    let ends =
        |token: &&Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::And | Boundary::Comma));
    let before: Vec<&Token> = tokens.get(..at)?.iter().rev().take(BEFORE).take_while(ends).collect();
    // "10 net new stores" has its noun within the figure.
    let own = sentence.words(fact.figure.range);
    let behind: Vec<&Token> = tokens.get(at + 1..)?.iter().take(BEHIND).take_while(ends).collect();
    let beside = || before.iter().chain(&behind).filter_map(|token| words(token));
    let is_net = own.split(' ').any(|word| word == "net") || beside().any(|it| it == Count::Net);
    if is_net {
        let is_fewer = beside().any(|it| it == Count::Fewer);
        return Some(if is_fewer { Count::Fewer } else { Count::Net });
    }
    // "Closed 3", and not "closed the quarter with 409".
    let verb = before.iter().find(|token| !matches!(token.class, Class::Adverb | Class::Determiner | Class::Hedge));
    match verb.and_then(|token| words(token)) {
        Some(count @ (Count::Came | Count::Went | Count::Began)) => Some(count),
        _ => before.iter().filter_map(|token| words(token)).find(|it| *it == Count::Ended),
    }
}

/// Whether a sentence speaks of another year.
fn compares_years(sentence: &Sentence) -> bool {
    sentence.reading.tokens.iter().any(|token| {
        matches!(
            token.class,
            Class::Basis(Basis::YearOverYear | Basis::YearToDate)
                | Class::Period(PeriodWord::SamePeriod(_) | PeriodWord::Year(_) | PeriodWord::YearToDate)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::expect;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(phrases(TABLE, Count::named).1, Vec::<String>::new());
    }

    #[test]
    fn what_came_is_what_went_and_what_is_left() {
        expect(
            "sum-mismatch",
            &[
                "We opened 12 stores and closed 3, for a net increase of 19 stores.",
                "During the quarter, we opened 12 new stores and closed 3 stores, for net openings of 19.",
                "We signed 14 customers and lost 4, so net additions were 30.",
                "We opened 3 stores and closed 12, for a net decrease of 19 stores.",
                "We added 12 net new stores, bringing us to 421 stores from 400.",
            ],
            &[
                "We opened 12 stores and closed 3, for a net increase of 9 stores.",
                "We opened 3 stores and closed 12, for a net decrease of 9 stores.",
                "We opened 3 stores and closed 12, for net closures of 9.",
                "We added 12 net new stores, bringing us to 412 stores from 400.",
                // some closed, of which nothing is said
                "We opened 12 stores, bringing us to 421 stores from 400.",
                // over a year
                "We added 12 net new stores, bringing us to 421 stores from 400 a year ago.",
                // other things
                "We opened 12 stores and closed 3 depots, for a net increase of 19 employees.",
                // about
                "We opened about 12 stores and closed 3, for a net increase of 19 stores.",
                // expected
                "We expect to open 12 stores and close 3, for a net increase of 19 stores.",
            ],
        );
    }
}
