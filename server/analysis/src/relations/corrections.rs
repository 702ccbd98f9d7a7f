//! Corrections: what somebody has just said, put right by another: "that target is 2.3%, not 1.3%".
//!
//! Who says what a value is not says that it was wrong, so nothing else has to show that both are of one fact. What one
//! says against one's own words is left alone: "it was 5%, not 3%, that we lost" may be of anything. So is the answer to a
//! guess, which nobody has said is so: "Does it go to 3%?" "More like 2%, not 3%."
//!
//! What was asked may be an assumption, and the answer may be of another time or place, so the answer must say nothing but
//! that: "it's 2.3%, not 1.3%", not "in Asia it is", "today it is", "the new target is".

use super::comparable::amount_of;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use crate::facts::Fact;
use crate::sentence::Sentence;
use crate::signs::lists::{EXPECTATIONS, SUPPOSED};
use crate::signs::words::{is_any, says_any, without_possessive};
use crate::tokens::{Boundary, Class, Link, Modal, Token};

/// How many turns before can have said it, and how many figures back it is looked for.
const TURNS: usize = 2;
const REACH: usize = 120;

/// How many words may stand between what points back and the figure that is right.
const WORDS: usize = 3;

/// Finds them, as pairs of what is right and what was said before.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let facts = around.facts;
    let beside = facts.windows(2).enumerate().filter(|(_, pair)| pair[0].sentence == pair[1].sentence);
    let corrected = beside.filter(|(_, pair)| is_put_right(around, &pair[0], &pair[1]));
    corrected.filter_map(|(right, _)| Some((right, said_before(around, right + 1)?))).collect()
}

/// Whether a sentence says that something is one figure and, right behind it, which one it is not.
fn is_put_right(around: Surroundings<'_>, right: &Fact, wrong: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(right.sentence) else { return false };
    let tokens = &sentence.reading.tokens;
    let [from, to] = [right.figure.range.end(), wrong.figure.range.start()].map(|at| sentence.reading.token_from(at));
    let between = tokens.get(from..to).unwrap_or_default();
    let is_idle = |token: &Token| {
        matches!(token.class, Class::Negation | Class::Determiner | Class::Boundary(Boundary::Comma | Boundary::And))
    };
    // "That target's 2.3%."
    let is = |token: &Token| {
        let word = sentence.words(token.range);
        token.class == Class::Copula || without_possessive(word).len() < word.len()
    };
    // "Not 3%, that we are comfortable with".
    let ends = |token: &Token| token.class == Class::Boundary(Boundary::Stop);
    let is_said = before(sentence, right).is_some_and(is);
    is_said
        && points_back(sentence, right)
        && tokens.get(sentence.reading.token_from(wrong.figure.range.end())..).unwrap_or_default().iter().all(ends)
        && right.figure.kind == wrong.figure.kind
        && same_unit(&right.figure, &wrong.figure)
        && amount_of(&right.figure) != amount_of(&wrong.figure)
        && between.iter().any(|token| token.class == Class::Negation)
        && between.iter().all(is_idle)
}

/// Whether nothing but what points back leads to a figure, behind a comma or from the start: "first of all, that target's".
/// "In Asia it is", "our model is", "the new target is" are of something else.
fn points_back(sentence: &Sentence, right: &Fact) -> bool {
    let tokens = sentence.reading.tokens.get(..sentence.reading.token_from(right.figure.range.start()));
    let tokens = tokens.unwrap_or_default();
    let opening = tokens.iter().rposition(|token| token.class == Class::Boundary(Boundary::Comma));
    let (opening, clause) = tokens.split_at(opening.map_or(0, |comma| comma + 1));
    let timed = |token: &Token| matches!(token.class, Class::Period(_) | Class::Basis(_) | Class::Link(Link::In));
    let plain = |token: &Token| {
        matches!(
            token.class,
            Class::Word | Class::Metric(_) | Class::Copula | Class::Hedge | Class::Modal(Modal::Target)
        )
    };
    let Some((first, rest)) = clause.split_first() else { return false };
    let first = sentence.words(first.range);
    let first = first.split(['\'', '\u{2019}']).next().unwrap_or(first);
    is_any(first, &["that", "it"]) && rest.len() <= WORDS && rest.iter().all(plain) && !opening.iter().any(timed)
}

/// The word before a figure and what qualifies it.
fn before<'a>(sentence: &'a Sentence, fact: &Fact) -> Option<&'a Token> {
    let tokens = sentence.reading.tokens.get(..sentence.reading.token_from(fact.figure.range.start()))?;
    tokens.iter().rev().find(|token| token.class != Class::Hedge)
}

/// Whether a figure is taken as known: "the target of 1.3%", "your 1.3%".
fn is_taken_as_known(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let is_known = |token: &Token| matches!(token.class, Class::Determiner | Class::Link(Link::Of));
    before(sentence, fact).is_some_and(is_known)
        && !says_any(sentence.text(), &SUPPOSED)
        && !says_any(sentence.text(), &EXPECTATIONS)
}

/// The fact that another said just before, of the amount that is said to be wrong; none where several did.
fn said_before(around: Surroundings<'_>, wrong: usize) -> Option<usize> {
    let fact = &around.facts[wrong];
    let talk = around.facts[..wrong].iter().enumerate().rev().take(REACH);
    let talk = talk.take_while(|(_, it)| it.turn + TURNS >= fact.turn);
    let mut said = talk.filter(|(_, it)| {
        it.turn < fact.turn
            && it.speaker != fact.speaker
            && amount_of(&it.figure) == amount_of(&fact.figure)
            && is_taken_as_known(around, it)
            && same_unit(&it.figure, &fact.figure)
    });
    let (first, _) = said.next()?;
    said.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::checks::{exchange, expect};

    #[test]
    fn what_another_puts_right_was_wrong() {
        let said = |asked: &str, answer: &str| exchange("We have berths to let.", asked, answer);
        let asked = "Is it hard to reach the mooring margin of 1.3% by the end of next year?";
        expect(
            "restatement-conflict",
            &[
                &said(asked, "First of all, that target's 2.3%, not 1.3%."),
                &said("Will you spend the $40 million on cranes?", "It is $14 million, and not $40 million."),
            ],
            &[
                // nobody had said so
                &said("Is it hard to reach the margin?", "First of all, that target is 2.3%, not 1.3%."),
                // a guess
                &said("Does the mooring margin go to 1.3% next year?", "The target is 2.3%, not 1.3%."),
                &said("What of a mooring margin of 1.3%?", "More like 2.3%, not 1.3%."),
                // a guess, or of another time, place or program
                &said("My model has a mooring margin of 1.3%. Too high?", "It's 2.3%, not 1.3%."),
                &said(asked, "In tolls it is 2.3%, not 1.3%."),
                &said(
                    "On the $40 million of buybacks, will you do more?",
                    "The new limit is $60 million, not $40 million.",
                ),
                &said(asked, "Today it is 2.3%, not 1.3%, and we get there in 2033."),
                // of another sort
                &said(asked, "That is a target of 2.3%, not $1.3 million."),
                // said of two things
                &said(asked, "We do 2.3%, which is not far from 1.3%."),
            ],
        );
    }
}
