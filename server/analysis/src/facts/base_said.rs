//! Whether a period is that of what something is compared with: "up 5% from Q2", "versus last year".

use super::when::When;
use crate::signs::lists::COMPARABLES;
use crate::signs::words::{class, is_any, names_year};
use crate::tokens::{Boundary, Class, Direction, Form, Link, PeriodWord, Pronoun, Sense, Token};

/// How many tokens a figure may stand before "over the second quarter".
const CLAUSE: usize = 8;

/// Whether a word of comparison stands before a token.
pub(super) fn is_base(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut hedged = false;
    let is_pointer = class(tokens, at) == Some(Class::Period(PeriodWord::Pointer));
    for (index, token) in tokens[..at].iter().enumerate().rev() {
        let word = &text[token.range];
        let before = index.checked_sub(1).and_then(|before| class(tokens, before));
        match token.class {
            Class::Determiner | Class::Adverb => {}
            // "versus our first quarter"
            Class::Pronoun(Pronoun::We) if word.eq_ignore_ascii_case("our") => {}
            // "well above our prior quarter level"
            Class::Direction(Direction { form: Form::Preposition, sense: Sense::Up | Sense::Down }) if !hedged => {
                return true;
            }
            // "almost 2.3x of last year"
            Class::Link(Link::Of) if is_times(text, tokens, index) => return true,
            // "down 40% from the end of 2030"
            Class::Link(Link::Of) if before_is_end(text, tokens, index) => {}
            Class::Word if is_end(word) => {}
            // "$98 million over the past year" is what came in since.
            Class::Hedge if word.eq_ignore_ascii_case("over") => {
                hedged = !is_pointer || changes_by_figure(tokens, index);
            }
            // "$5 million less than the second quarter"
            Class::Hedge if word.ends_with(" than") && matches!(before, Some(Class::Figure(_))) => return true,
            Class::Hedge => {}
            Class::Link(Link::From | Link::Versus | Link::Than) => return true,
            // "flat with the second quarter"
            Class::Link(Link::With | Link::To)
                if matches!(before, Some(Class::Direction(Direction { sense: Sense::Flat, .. }))) =>
            {
                return true;
            }
            // "up 5% on the second quarter"
            Class::Link(Link::On) => return changes_by_figure(tokens, index),
            Class::Direction(Direction { sense: Sense::Flat, .. }) => return true,
            Class::Direction(Direction { form: Form::Particle | Form::Comparative | Form::Preposition, .. }) => {
                hedged = true
            }
            // "up 5% over the second quarter": behind a change only.
            // "more than double last year's $5 million"
            Class::Figure(_)
                if is_any(word, &["double", "triple", "twice", "half"])
                    && tokens[index + 1..at].iter().all(|token| token.class == Class::Determiner) =>
            {
                return true;
            }
            Class::Figure(_) | Class::Direction(_) | Class::Basis(_) => return hedged,
            // "higher than in the second quarter", "lower than at the end of 2030"
            Class::Link(Link::In | Link::At)
                if matches!(
                    before,
                    Some(
                        Class::Link(Link::Than | Link::Versus)
                            | Class::Direction(Direction { sense: Sense::Flat, form: Form::Particle })
                    )
                ) =>
            {
                return true;
            }
            // "higher than its share in the second quarter"
            Class::Link(Link::In) if is_of_compared(tokens, index) => return true,
            // "fell from its high last year"
            Class::Word if fell_from(tokens, index) => return true,
            // "grew $5 million on a taxable basis over the second quarter"
            _ => return hedged && text[tokens[index + 1].range].eq_ignore_ascii_case("over") && changes(tokens, index),
        }
    }
    false
}

/// Whether a multiple stands before a token: "2.3x", "3 times".
fn is_times(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| tokens[before]) else { return false };
    let said = &text[before.range];
    matches!(before.class, Class::Figure(_)) && (said.ends_with(['x', 'X']) || said.ends_with("times"))
}

/// Whether a word is for where a period ends or begins.
fn is_end(word: &str) -> bool {
    is_any(word, &["end", "beginning", "start"])
}

/// Whether such a word stands before a token.
fn before_is_end(text: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| is_end(&text[tokens[before].range]))
}

/// Whether a noun that something is compared with stands before a token.
fn is_of_compared(tokens: &[Token], end: usize) -> bool {
    let phrase = |token: &&Token| {
        matches!(
            token.class,
            Class::Word
                | Class::Determiner
                | Class::Pronoun(_)
                | Class::Metric(_)
                | Class::Scope(_)
                | Class::Link(Link::Of)
        )
    };
    let nouns = tokens[..end].iter().rev().take_while(phrase).count();
    let before = end.checked_sub(nouns + 1).map(|before| tokens[before].class);
    (1..=6).contains(&nouns) && matches!(before, Some(Class::Link(Link::Than | Link::Versus)))
}

/// Whether a noun stands behind a word of change and "from".
fn fell_from(tokens: &[Token], noun: usize) -> bool {
    let phrase = |token: &&Token| matches!(token.class, Class::Word | Class::Determiner | Class::Pronoun(_));
    let mut before = tokens[..=noun].iter().rev().skip_while(phrase);
    before.next().is_some_and(|token| token.class == Class::Link(Link::From))
        && before.next().is_some_and(|token| matches!(token.class, Class::Direction(_)))
}

/// Whether the last figure before a token, in its clause, is by how much something changed.
fn changes(tokens: &[Token], at: usize) -> bool {
    let clause = tokens[..=at].iter().enumerate().rev().take(CLAUSE);
    let mut clause = clause.take_while(|(_, token)| !matches!(token.class, Class::Boundary(_) | Class::Copula));
    clause
        .find(|(_, token)| matches!(token.class, Class::Figure(_)))
        .is_some_and(|(figure, _)| changes_by_figure(tokens, figure + 1))
}

/// Whether the token before is a figure by which something changed: "up 5%", "grew by about $2 million".
fn changes_by_figure(tokens: &[Token], end: usize) -> bool {
    let mut before = tokens[..end].iter().rev();
    let figure = before.next().is_some_and(|token| matches!(token.class, Class::Figure(_)));
    let mut lead = before.skip_while(|token| {
        matches!(token.class, Class::Hedge | Class::Adverb | Class::Determiner | Class::Link(Link::By))
    });
    figure && lead.next().is_some_and(|token| matches!(token.class, Class::Direction(_)))
}

/// Whether a period stands in parentheses before what was so then: "rose to £12 million (H1 2030: £10 million)".
pub(super) fn is_label(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let sign = |at: Option<usize>, sign: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| text[token.range].starts_with(sign))
    };
    let figure = |at: usize| matches!(class(tokens, at), Some(Class::Figure(_)));
    let opens = sign(at.checked_sub(1), "(") && at.checked_sub(2).is_some_and(figure);
    let behind = tokens.iter().skip(end).take_while(|token| matches!(token.class, Class::Boundary(_))).count();
    // "rose to £48 million (Q4: £13 million)": what names no year may be a part of it.
    let said = tokens.get(at..end).unwrap_or_default();
    let is_earlier = said.iter().any(|token| names_year(token, &text[token.range]));
    opens && is_earlier && figure(end + behind) && sign(Some(end + behind + 1), ")")
}

/// Whether a period is only that of what is compared: "on a strong prior-year comparable".
pub(super) fn is_of_comparable(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let noun = tokens.get(end).map_or("", |token| &text[token.range]);
    let before = at.checked_sub(1).map_or("", |before| &text[tokens[before].range]);
    // "in the comparable second quarter"
    let is_adjective = before.eq_ignore_ascii_case("comparable")
        && matches!(class(tokens, at), Some(Class::Other(_) | Class::Period(PeriodWord::NumberedQuarter(_))));
    is_any(noun, &COMPARABLES)
        || is_any(before, &COMPARABLES) && !is_adjective
        || is_any(text[tokens[at].range].rsplit([' ', '-']).next().unwrap_or(""), &COMPARABLES)
}

/// Whether a period is the next of those that something is compared with: "compared to the prior year and to the first
/// quarter".
pub(super) fn is_next_base(found: &[When], tokens: &[Token], at: usize) -> bool {
    let period = found.last().filter(|last| last.base).map_or(0, |last| last.end);
    let basis =
        tokens[..at].iter().rposition(|token| matches!(token.class, Class::Basis(_))).map_or(0, |basis| basis + 1);
    let last = period.max(basis);
    if last == 0 || last >= at {
        return false;
    }
    let between = &tokens[last..at];
    let joins = |token: &Token| {
        matches!(token.class, Class::Determiner | Class::Link(Link::To | Link::With | Link::From | Link::Versus))
    };
    let and = between.first().is_some_and(|token| token.class == Class::Boundary(Boundary::And));
    and && between.iter().skip(1).all(joins) && between.len() > 1
}
