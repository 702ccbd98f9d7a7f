//! Totals: parts in one sentence, and what they are together in the next.

use tieout_figures::{Amount, Decimal, Kind as FigureKind};

use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole};
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};

/// The roles of parts.
const PARTS: [Role; 3] = [Role::Part, Role::SecondPart, Role::ThirdPart];

/// How many words may open the sentence before "together".
const OPENING: usize = 4;

/// How many times its parts a total is of something else.
const WILD: i64 = 3;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (1..around.sentences.len()).filter_map(|at| together(around, at)).collect()
}

/// The sum that a sentence draws from the one before: "We spent $8 million on land and $4 million on machines. Together,
/// that is $12 million."
fn together(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    if before.turn != sentence.turn || !(opens_with_sum(sentence) || says_total(sentence)) || compares(before) {
        return None;
    }
    let facts = around.facts;
    let whole = around.facts_of(at).find(|fact| is_amount(&facts[*fact]))?;
    let is_other = |fact: &usize| same_unit(&facts[*fact].figure, &facts[whole].figure);
    let parts: Vec<usize> = around.facts_of(at - 1).filter(is_other).collect();
    let alone = around.facts_of(at).filter(is_other).count() == 1;
    let is_part = |part: &Fact| {
        let periods = part.period.zip(facts[whole].period);
        is_amount(part) && part.modality == facts[whole].modality && periods.is_none_or(|(part, whole)| part == whole)
    };
    let alike = parts.iter().all(|part| is_part(&facts[*part]));
    if !alone || !alike || !(2..=PARTS.len()).contains(&parts.len()) || is_wild(facts, whole, &parts) {
        return None;
    }
    let operands = std::iter::once((Role::Whole, whole)).chain(PARTS.into_iter().zip(parts)).collect();
    Some(Relation { kind: Kind::Sum, pairing: Pairing::Near, sense: None, operands })
}

/// Whether a sentence begins with a word that adds up what stands before it, and nothing else: not "together with last
/// year", nor "combined headcount".
fn opens_with_sum(sentence: &Sentence) -> bool {
    let tokens = sentence.reading.tokens.iter().take(OPENING);
    let mut opening = tokens.take_while(|token| !matches!(token.class, Class::Figure(_)));
    let sums = opening.any(|token| sentence.reading.marks.cue(token) == Some(Cue::Together));
    sums && opening
        .next()
        .is_some_and(|next| matches!(next.class, Class::Boundary(Boundary::Comma) | Class::Pronoun(_) | Class::Copula))
}

/// Whether a sentence begins with what stands before it being a total: "That gives total revenue of", "That is a total of".
fn says_total(sentence: &Sentence) -> bool {
    let tokens = &sentence.reading.tokens;
    let refers = tokens.first().is_some_and(|it| {
        matches!(it.class, Class::Pronoun(Pronoun::This | Pronoun::Amount) | Class::Link(Link::Equals))
    });
    let opening = tokens.iter().take(TOTAL_REACH).take_while(|token| !matches!(token.class, Class::Figure(_)));
    let says = |token: &Token| {
        let mut words = sentence.text()[token.range].split(' ');
        words.any(|word| word.eq_ignore_ascii_case("total"))
    };
    refers && opening.skip(1).any(says)
}

/// How many words may open the sentence before "total".
const TOTAL_REACH: usize = 5;

/// Whether a sentence sets values against others, so that not all of them are parts.
fn compares(sentence: &Sentence) -> bool {
    let compares = |class: Class| {
        matches!(
            class,
            Class::Link(Link::From | Link::Versus | Link::Than | Link::Including | Link::Or) | Class::Direction(_)
        )
    };
    sentence.reading.tokens.iter().any(|token| compares(token.class))
}

fn is_amount(fact: &Fact) -> bool {
    matches!(fact.figure.kind, FigureKind::Money | FigureKind::Count)
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.figure.inferred.is_none()
        && !matches!(
            fact.role,
            Some(FigureRole::Change | FigureRole::PriorLevel | FigureRole::Price | FigureRole::Threshold)
        )
}

/// Whether a total is so far from its parts that it is one of something else.
fn is_wild(facts: &[Fact], whole: usize, parts: &[usize]) -> bool {
    let value = |fact: usize| match facts[fact].figure.amount {
        Amount::Single(it) => it.value,
        _ => Decimal::ZERO,
    };
    let sum: Decimal = parts.iter().map(|part| value(*part)).sum();
    let whole = value(whole);
    let most = Decimal::from(WILD);
    whole.checked_mul(most).is_none_or(|it| it < sum) || sum.checked_mul(most).is_none_or(|it| it < whole)
}
