//! Amounts of a part of the year carried on through the year: "a quarterly dividend of $0.25 per share, or $1.00 per share
//! annualized", in the words of the table `annualized.txt`.

use std::sync::LazyLock;

use tieout_figures::{Amount, Kind as FigureKind};

use super::stream::same_unit;
use super::surroundings::{MOST_FIGURES, Surroundings};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::FigureRole;
use crate::rows::phrases;
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Link};

const TABLE: &str = include_str!("annualized.txt");

/// What words say of the time that an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// "a quarter"
    Quarter,
    /// "a month"
    Month,
    /// "a year"
    Year,
    /// "in the third quarter"
    OneQuarter,
    /// "for the year"
    WholeYear,
    /// "annualized"
    Carried,
}

impl Of {
    /// What this name stands for in the table.
    fn named(name: &str) -> Option<Of> {
        Some(match name {
            "quarter" => Of::Quarter,
            "month" => Of::Month,
            "year" => Of::Year,
            "quarter of" => Of::OneQuarter,
            "whole" => Of::WholeYear,
            "carried" => Of::Carried,
            _ => return None,
        })
    }
}

static PHRASES: LazyLock<Vec<(&'static str, Of)>> = LazyLock::new(|| phrases(TABLE, Of::named).0);

/// How many words may say of an amount what time it is of, before it and behind it.
const BEFORE: usize = 5;
const BEHIND: usize = 4;

/// How many words may stand between the two amounts.
const BETWEEN: usize = 9;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let sentences = (0..around.sentences.len()).map(|at| around.facts_of(at));
    let pairs = sentences.filter(|facts| facts.len() <= MOST_FIGURES).flat_map(|facts| facts.skip(1));
    pairs.filter_map(|at| carried(around, at - 1, at).or_else(|| shared_out(around, at - 1, at))).collect()
}

/// What stands around two amounts that are said to be the same in other words.
fn said_equal(around: Surroundings<'_>, first: usize, second: usize) -> Option<Said> {
    let [one, other] = [first, second].map(|it| &around.facts[it]);
    let is_amount = |kind: FigureKind| matches!(kind, FigureKind::Money | FigureKind::PerShare);
    // So many of a thing at so much for each make another product.
    let counts = |it: usize| around.facts[it].figure.kind == FigureKind::Count;
    let single = [one, other].iter().all(|it| matches!(it.figure.amount, Amount::Single(_)));
    if one.sentence != other.sentence
        || !is_amount(one.figure.kind)
        || !same_unit(&one.figure, &other.figure)
        || !single
        || one.modality != other.modality
        || one.role == Some(FigureRole::Change)
        || around.facts_of(one.sentence).any(counts)
    {
        return None;
    }
    let sentence = around.sentences.get(one.sentence)?;
    Said::of(sentence, one.figure.range.into(), other.figure.range.into()).filter(|said| said.are_equal)
}

/// An amount of a year and what it is for a part of it: "$40 million for the year, or $10 million a quarter".
fn shared_out(around: Surroundings<'_>, year: usize, part: usize) -> Option<Relation> {
    let said = said_equal(around, year, part)?;
    let fact = &around.facts[part];
    let reading = &around.sentences.get(fact.sentence)?.reading;
    let behind = reading.token_from(fact.figure.range.end());
    // "Or $20 million a quarter by year end", "a quarter in maintenance".
    if reading.tokens.get(behind).is_some_and(|token| !matches!(token.class, Class::Boundary(_))) {
        return None;
    }
    let (of_year, of_part) = (said.of_part, said.of_year);
    let kind = match (says(Of::Quarter, &of_part), says(Of::Month, &of_part)) {
        (true, false) => Kind::OfQuarter,
        (false, true) => Kind::OfMonth,
        _ => return None,
    };
    let is_year = says(Of::Year, &of_year) || says(Of::WholeYear, &of_year);
    let is_other = says(Of::Quarter, &of_year) || says(Of::Month, &of_year) || says(Of::Carried, &of_part);
    let operands = vec![(Role::Amount, year), (Role::Price, part)];
    (is_year && !is_other).then_some(Relation { kind, pairing: Pairing::Near, sense: None, operands })
}

fn carried(around: Surroundings<'_>, part: usize, year: usize) -> Option<Relation> {
    let said = said_equal(around, part, year)?;
    let carries = says(Of::Carried, &said.of_year) || says(Of::Carried, &said.between);
    let of_year = carries || says(Of::Year, &said.of_year) && !said.of_year.contains(" ago");
    let kind = match (says(Of::Quarter, &said.of_part), says(Of::Month, &said.of_part)) {
        (true, false) => Kind::OfQuarter,
        (false, true) => Kind::OfMonth,
        (false, false) if carries && says(Of::OneQuarter, &said.of_part) => Kind::OfQuarter,
        _ => return None,
    };
    let is_part_of_year = says(Of::Quarter, &said.of_year) || says(Of::Year, &said.of_part);
    // Who leaves a quarter at a pace may run faster than all of it did.
    let exits = around
        .sentences
        .get(around.facts[part].sentence)
        .is_some_and(|it| ["exit", "includ"].iter().any(|word| it.text().contains(word)));
    let operands = vec![(Role::Amount, year), (Role::Price, part)];
    (!exits && of_year && !is_part_of_year).then_some(Relation { kind, pairing: Pairing::Near, sense: None, operands })
}

/// The words around two amounts that stand one after the other.
struct Said {
    of_part: String,
    of_year: String,
    between: String,
    /// Whether the second is said to be the first in other words.
    are_equal: bool,
}

impl Said {
    fn of(sentence: &Sentence, part: std::ops::Range<usize>, year: std::ops::Range<usize>) -> Option<Said> {
        let text = sentence.text();
        let tokens = &sentence.reading.tokens;
        let is_between = |at: usize| part.end <= at && at < year.start;
        let links: Vec<_> = tokens.iter().filter(|it| is_between(it.range.start().into())).collect();
        let equals = |class: Class| matches!(class, Class::Link(Link::Or | Link::Equals | Link::Resulting));
        let link = links.iter().find(|it| equals(it.class));
        // "Revenue was $50 million, a $200 million annual run rate."
        let is_apposition = matches!(links[..], [comma, article]
            if comma.class == Class::Boundary(Boundary::Comma) && article.class == Class::Determiner);
        let differs = links.iter().any(|it| {
            matches!(
                it.class,
                Class::Direction(_) | Class::Link(Link::From | Link::Versus | Link::Than) | Class::Negation
            )
        });
        let split = link.map_or(year.start, |link| link.range.start().into());
        let before = text.get(..part.start)?.rsplit(' ').filter(|it| !it.is_empty()).take(BEFORE);
        let before: Vec<&str> = before.collect();
        let before = before.into_iter().rev().collect::<Vec<_>>().join(" ");
        let behind =
            text.get(year.end..)?.split(' ').filter(|it| !it.is_empty()).take(BEHIND).collect::<Vec<_>>().join(" ");
        Some(Said {
            of_part: format!("{before} {}", text.get(part.start..split)?).to_lowercase(),
            of_year: format!("{} {behind}", text.get(split..year.end)?).to_lowercase(),
            between: text.get(part.end..year.start)?.to_lowercase(),
            are_equal: (link.is_some() || is_apposition) && !differs && links.len() <= BETWEEN,
        })
    }
}

/// Whether words hold a phrase that says so.
fn says(of: Of, words: &str) -> bool {
    let edge = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric());
    PHRASES.iter().filter(|(_, it)| *it == of).any(|(phrase, _)| {
        words
            .match_indices(phrase)
            .any(|(at, _)| edge(words[..at].chars().next_back()) && edge(words[at + phrase.len()..].chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(phrases(TABLE, Of::named).1, Vec::<String>::new());
    }
}
