//! Implied: what is left of a year by what is guided for it and what has come in. "We have earned $3.00 in the first nine
//! months, so our guidance of $4.10 implies $1.10 in the fourth quarter."

use tieout_figures::{Amount, Decimal, Kind as FigureKind};

use super::cues::Cue;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::Fact;
use crate::sentence::Sentence;
use crate::tokens::{Class, Direction, Form, Link, Token};

/// What draws the rest of a year from its whole.
const IMPLIES: [&str; 3] = ["implies", "implying", "implied"];

/// What says of an amount that it has come in since the year began.
const SO_FAR: [&str; 9] = [
    "year-to-date",
    "year to date",
    "so far",
    "nine months",
    "first half",
    "first six months",
    "first three quarters",
    "through three quarters",
    "already",
];

/// What says of an amount that it is still to come in.
const TO_COME: [&str; 7] = [
    "fourth quarter",
    "fourth-quarter",
    "second half",
    "second-half",
    "rest of the year",
    "remainder of the year",
    "balance of the year",
];

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (0..around.sentences.len()).filter_map(|at| rest(around, at)).collect()
}

/// A sentence of three amounts of one kind: of the year, of what has passed, and of what is to come.
fn rest(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let is_amount = |fact: &Fact| matches!(fact.figure.kind, FigureKind::Money | FigureKind::PerShare);
    let mut amounts = around.facts_of(at).filter(|fact| is_amount(&around.facts[*fact]));
    let all = (amounts.next()?, amounts.next()?, amounts.next()?);
    // Few sentences have as many, and the words of these alone are searched.
    let sentence = around.sentences.get(at)?;
    // Few sentences do, and the others are not searched.
    if !sentence.text().contains("impl")
        || !says(sentence, &IMPLIES)
        || !says(sentence, &SO_FAR)
        || !says(sentence, &TO_COME)
    {
        return None;
    }
    // "Above the $40 million of last year" is of neither.
    let compares = |token: &Token| {
        matches!(
            token.class,
            Class::Link(Link::Versus | Link::Than | Link::From)
                | Class::Direction(Direction { form: Form::Preposition, .. })
        )
    };
    let of_end = sentence.reading.marks.cues().iter().any(|(_, cue)| matches!(cue, Cue::HighEnd | Cue::LowEnd));
    if of_end || sentence.reading.tokens.iter().any(compares) {
        return None;
    }
    let facts = [all.0, all.1, all.2];
    let [one, other, third] = facts.map(|fact| &around.facts[fact]);
    // "Our guidance of $4.10 implies $1.10 per share": what is for each share is not said each time.
    let alike = |other: &Fact| same_unit(&one.figure, &other.figure) || is_small(one) && is_small(other);
    let alike = alike(other) && alike(third);
    let names = |fact: &Fact| fact.known_metric().map(|metric| metric.name.clone());
    let named: Vec<_> = [one, other, third].into_iter().filter_map(names).collect();
    let one_metric = named.windows(2).all(|pair| pair[0] == pair[1]) && one.scope == other.scope;
    if amounts.next().is_some() || !alike || !one_metric {
        return None;
    }
    let value = |fact: usize| match around.facts[fact].figure.amount {
        Amount::Single(it) => Some(it.value),
        _ => None,
    };
    let mut values = Vec::new();
    for fact in facts {
        values.push((value(fact)?, fact));
    }
    values.sort_by_key(|(value, _)| std::cmp::Reverse(*value));
    let [(_, whole), (_, part), (_, rest)] = values[..] else { return None };
    let operands = vec![(Role::Whole, whole), (Role::Part, part), (Role::SecondPart, rest)];
    Some(Relation { kind: Kind::Sum, pairing: Pairing::Near, sense: None, operands })
}

/// Whether an amount may be one for each share.
fn is_small(fact: &Fact) -> bool {
    matches!(fact.figure.amount, Amount::Single(it) if it.value.abs() < Decimal::ONE_HUNDRED)
}

/// Whether a sentence says one of some phrases.
fn says(sentence: &Sentence, phrases: &[&str]) -> bool {
    let lower = sentence.text().to_ascii_lowercase();
    phrases.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn the_rest_of_the_year_is_what_is_left_of_it() {
        expect(
            "sum-mismatch",
            &[
                "We earned $3.00 per share in the first nine months, so our guidance of $4.10 per share implies $2.10 per share in the fourth quarter.",
                "Our full-year guidance of $410 million implies fourth-quarter revenue of $210 million, as revenue was $300 million year-to-date.",
            ],
            &[
                "We earned $3.00 per share in the first nine months, so our guidance of $4.10 per share implies $1.10 per share in the fourth quarter.",
                "Our full-year guidance of $410 million implies fourth-quarter revenue of $110 million, as revenue was $300 million year-to-date.",
                // a range
                "Our full-year guidance of $400 million to $420 million implies fourth-quarter revenue of $210 million, as revenue was $300 million year-to-date.",
                // of two things
                "Our full-year revenue guidance of $410 million implies fourth-quarter EBITDA of $30 million, as revenue was $300 million year-to-date.",
                // one more amount
                "Our full-year guidance of $410 million, up from $400 million, implies fourth-quarter revenue of $210 million, as revenue was $300 million year-to-date.",
                // of an end of the range
                "We earned $3.00 per share in the first nine months, so our guidance of $4.10 per share implies $1.05 per share in the fourth quarter at the low end.",
                // another time
                "We have spent $30 million so far, and guidance of $100 million implies spending in the fourth quarter above the $40 million of last year.",
                // nothing has come in
                "Our full-year guidance of $410 million implies fourth-quarter revenue of $210 million, up from $180 million.",
            ],
        );
    }
}
