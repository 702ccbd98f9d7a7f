//! Remainders: what is left of a whole that the sentence before began to share out. "About 60% of this will be paid next
//! year. The remaining 40% is due later." "We spent $8 million of the $12 million on land. The remaining $4 million went
//! into machines."

use tieout_figures::{Amount, Kind as FigureKind};

use super::keys::only;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole};
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};

/// How many words may open the sentence before "the remaining".
const OPENING: usize = 2;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (1..around.sentences.len()).filter_map(|at| remainder(around, at)).collect()
}

fn remainder(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    let leaves = says_leaves(sentence);
    if around.facts_of(at).is_empty() || before.turn != sentence.turn || !(opens_with_rest(sentence) || leaves) {
        return None;
    }
    // What was spent in the quarter may not be all that was spent.
    let is_timed = |token: &Token| matches!(token.class, Class::Period(_) | Class::Other(_));
    if leaves && before.reading.tokens.iter().any(is_timed) {
        return None;
    }
    let facts = around.facts;
    let rest = around.facts_of(at).start;
    // "The remaining 30% of the year", "the remaining $3 million of debt".
    if is_of(sentence, &facts[rest]) {
        return None;
    }
    let said = around.facts_of(at - 1).filter(|fact| is_single(&facts[*fact]));
    if facts[rest].figure.kind == FigureKind::Percent {
        let is_share = |fact: &usize| facts[*fact].figure.kind == FigureKind::Percent && is_of(before, &facts[*fact]);
        let share = only(said.filter(is_share))?;
        let operands = vec![(Role::Rest, rest), (Role::Share, share)];
        return Some(Relation { kind: Kind::Parts, pairing: Pairing::Near, sense: None, operands });
    }
    let mut amounts = said.filter(|fact| same_unit(&facts[*fact].figure, &facts[rest].figure));
    let (one, other, None) = (amounts.next()?, amounts.next()?, amounts.next()) else { return None };
    let larger = match (facts[one].figure.amount, facts[other].figure.amount) {
        (Amount::Single(one), Amount::Single(other)) => one.value > other.value,
        _ => return None,
    };
    let (whole, part) = if larger { (one, other) } else { (other, one) };
    let shares_out = says_of(before, &facts[one], &facts[other]);
    let operands = vec![(Role::Whole, whole), (Role::Part, part), (Role::SecondPart, rest)];
    shares_out.then_some(Relation { kind: Kind::Sum, pairing: Pairing::Near, sense: None, operands })
}

/// Whether a sentence opens with an amount that is what is left: "The remaining 40%", "And the other $4 million".
fn opens_with_rest(sentence: &Sentence) -> bool {
    let tokens = &sentence.reading.tokens;
    let is_word = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| sentence.words(token.range).eq_ignore_ascii_case(word))
    };
    // "The other $4 million", not "our other $4 million plant".
    let the_other = |at: usize| is_word(at, "other") && at.checked_sub(1).is_some_and(|before| is_word(before, "the"));
    let is_rest = |at: &usize| tokens[*at].class == Class::Pronoun(Pronoun::Rest) || the_other(*at);
    let rest = (0..tokens.len().min(OPENING)).find(is_rest);
    let mut behind = rest.into_iter().flat_map(|at| &tokens[at + 1..]).skip_while(|token| token.class == Class::Hedge);
    behind.next().is_some_and(|token| matches!(token.class, Class::Figure(_)))
}

/// Whether a sentence opens with what the one before leaves: "That leaves $180 million", "Which leaves us with".
fn says_leaves(sentence: &Sentence) -> bool {
    let tokens = &sentence.reading.tokens;
    let refers = tokens.first().is_some_and(|it| matches!(it.class, Class::Pronoun(Pronoun::This | Pronoun::Which)));
    let verb = tokens.get(usize::from(refers)).filter(|it| it.class == Class::Link(Link::Resulting));
    let said = verb.is_some_and(|it| {
        let words = sentence.words(it.range).to_ascii_lowercase();
        words.starts_with("leaves") || words.starts_with("which leaves")
    });
    let mut behind = tokens.iter().skip(usize::from(refers) + 1).skip_while(|token| token.class == Class::Hedge);
    said && behind.next().is_some_and(|token| matches!(token.class, Class::Figure(_)))
}

/// Whether a figure is said to be one of something: "60% of this".
fn is_of(sentence: &Sentence, fact: &Fact) -> bool {
    let behind = sentence.reading.token_from(fact.figure.range.end());
    sentence.reading.tokens.get(behind).is_some_and(|token| token.class == Class::Link(Link::Of))
}

/// Whether one of two figures is said to be of the other: "$8 million of the $12 million", "$12 million of debt, of which
/// $8 million".
fn says_of(sentence: &Sentence, one: &Fact, other: &Fact) -> bool {
    let tokens = &sentence.reading.tokens;
    let from = sentence.reading.token_from(one.figure.range.end());
    let to = sentence.reading.token_from(other.figure.range.start());
    let between = tokens.get(from..to).unwrap_or_default().iter().rev();
    let mut between = between.filter(|token| !matches!(token.class, Class::Determiner | Class::Hedge)).peekable();
    let which = between.next_if(|token| token.class == Class::Pronoun(Pronoun::Which)).is_some();
    let of = between.next().is_some_and(|token| token.class == Class::Link(Link::Of));
    let is_named =
        |token: &Token| matches!(token.class, Class::Word | Class::Metric(_) | Class::Link(Link::Of | Link::In));
    let comma = between.next_if(|token| token.class == Class::Boundary(Boundary::Comma)).is_some();
    // "Of the $12 million, $8 million was spent."
    let opens = tokens.first().is_some_and(|token| token.class == Class::Link(Link::Of));
    let leads = tokens.get(1..from).unwrap_or_default().iter();
    let opens = opens && leads.into_iter().all(|it| matches!(it.class, Class::Determiner | Class::Figure(_)));
    opens || of && (!which && between.peek().is_none() || which && comma && between.all(is_named))
}

fn is_single(fact: &Fact) -> bool {
    matches!(fact.figure.amount, Amount::Single(_)) && fact.role != Some(FigureRole::Growth)
}
