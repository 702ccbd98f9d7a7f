//! Explained: a level and the one before, of which the next sentence says which way it went and why: "It was $6 million
//! compared with $8 million a year ago. The decrease was primarily driven by lower rents."

use rustc_hash::FxHashSet;
use tieout_figures::Amount;

use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::sentence::Sentence;
use crate::signs::lists::{CAUSED, EXPLAINS, TURNS_SIGN};
use crate::signs::words::{is_any, says_any};
use crate::tokens::{Class, Direction, Form, Sense};

/// Finds those whose values nothing else relates.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let known: FxHashSet<_> =
        known.iter().filter_map(|it| Some((it.fact(Role::Level)?, it.fact(Role::Prior)?))).collect();
    let changes = (1..around.sentences.len()).filter_map(|at| Some((at - 1, explains(around.sentences.get(at)?)?)));
    let explained = changes.filter_map(|(before, sense)| {
        let (level, prior) = pair(around, before)?;
        let is_one_turn = around.sentences[before].turn == around.sentences[before + 1].turn;
        let operands = vec![(Role::Level, level), (Role::Prior, prior)];
        let relation = Relation { kind: Kind::Direction, pairing: Pairing::Near, sense: Some(sense), operands };
        (is_one_turn && !known.contains(&(level, prior))).then_some(relation)
    });
    explained.collect()
}

/// Which way something went, where a sentence begins with nothing but that and why: "The increase is due to".
fn explains(sentence: &Sentence) -> Option<Sense> {
    let mut tokens = sentence.reading.tokens.iter();
    let article = tokens.next()?;
    let mut tokens = tokens.skip_while(|token| matches!(token.class, Class::Adverb | Class::Basis(_)));
    let Class::Direction(Direction { sense: sense @ (Sense::Up | Sense::Down), form: Form::Noun }) =
        tokens.next()?.class
    else {
        return None;
    };
    let behind = tokens.next()?;
    // "The decrease is seen in the fourth quarter" says no cause.
    let says_why = match behind.class {
        Class::Copula => {
            let mut said = tokens.skip_while(|token| token.class == Class::Adverb);
            said.next().is_some_and(|token| is_any(first_word(sentence.words(token.range)), &CAUSED))
        }
        _ => is_any(sentence.words(behind.range), &EXPLAINS),
    };
    (says_why && is_any(sentence.words(article.range), &["the", "this", "that"])).then_some(sense)
}

fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

/// The level of a sentence and the one before, where it says one of each.
fn pair(around: Surroundings<'_>, sentence: usize) -> Option<(usize, usize)> {
    let of_role = |role: FigureRole| {
        let mut found = around.facts_of(sentence).filter(|fact| around.facts[*fact].role == Some(role));
        found.next().filter(|_| found.next().is_none())
    };
    let (level, prior) = (of_role(FigureRole::Level)?, of_role(FigureRole::PriorLevel)?);
    let (one, other) = (&around.facts[level], &around.facts[prior]);
    let is_plain = |fact: &Fact| {
        let is_positive = matches!(fact.figure.amount, Amount::Single(it) if it.value.is_sign_positive());
        is_positive && fact.figure.hedge.is_none() && fact.modality == Modality::Actual
    };
    // "Tax expense, compared with a benefit", "a use of cash": what is less then may be more.
    let text = around.sentences.get(sentence)?.text();
    let turns = says_any(text, &TURNS_SIGN) || says_any(text, &["income"]) && says_any(text, &["expense", "expenses"]);
    let are_of_one = one.metric.is_some() && one.metric_name() == other.metric_name() && one.scope == other.scope;
    // What stands elsewhere in the sentence may be what went up or down.
    let is_alone = around.facts_of(sentence).len() == 2;
    (is_alone && !turns && are_of_one && is_plain(one) && is_plain(other) && same_unit(&one.figure, &other.figure))
        .then_some((level, prior))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn what_the_next_sentence_explains_went_that_way() {
        expect(
            "direction-contradiction",
            &[
                "Third quarter operating expenses were $8.4 million compared with $6.2 million a year ago. The decrease was driven by lower rents.",
                "Third quarter capital expenditures were $14 million compared to $21 million in the third quarter of 2030. The increase reflects two new cranes.",
            ],
            &[
                "Third quarter operating expenses were $6.2 million compared with $8.4 million a year ago. The decrease was driven by lower rents.",
                // of something else
                "Third quarter operating expenses were $8.4 million compared with $6.2 million a year ago. The decrease in rents was driven by the new quay.",
                "Third quarter operating expenses were $8.4 million compared with $6.2 million a year ago. Rents were lower. The decrease was driven by the new quay.",
                // either of two may be meant
                "Third quarter operating expenses were $8.4 million, 40% of sales, compared with $6.2 million a year ago. The decrease was driven by sales.",
                // no cause, and of another time
                "Third quarter operating expenses were $8.4 million compared with $6.2 million a year ago. The decline was expected in the fourth quarter.",
                // the one adds what the other takes
                "Third quarter income tax expense was $8.4 million compared with an income tax benefit of $9.2 million a year ago. The increase was due to the release.",
                "Third quarter cash used in operations was $8.4 million compared with $6.2 million a year ago. The decrease was due to working capital.",
                // a loss
                "Third quarter net loss was $8.4 million compared with a net loss of $6.2 million a year ago. The decrease in net income was due to rents.",
            ],
        );
    }
}
