//! Edges of time: periods that only say where something began or will end.
//!
//! "Since the end of 2030", "since our listing in 2019", "through 2035", "notes due 2033", "a contract that expires in 2033".
//! What a figure beside them measures is of another time, and of which, they do not say.

use crate::signs::lists::{ENDING, NOT_BEFORE};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Token};

/// How many tokens "since" may stand before the period in which its clause says that something happened.
const CLAUSE: usize = 7;

/// Whether a period is only where something began or ends.
pub(super) fn is_edge(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |token: &Token| &text[token.range];
    let mut before = tokens[..at].iter().rev().take(4).skip_while(|token| {
        matches!(
            token.class,
            Class::Determiner | Class::Link(Link::Of | Link::In | Link::At | Link::On | Link::Between)
        ) || is_any(word(token), &["end", "start", "beginning", "early", "late", "mid"])
    });
    let begins = before.next().is_some_and(|token| {
        let last = word(token).rsplit(' ').next().unwrap_or_default();
        is_any(last, &NOT_BEFORE) || is_any(last, &ENDING)
    });
    begins || is_stretch_of(text, &tokens[..at]) || is_behind_since(text, &tokens[..at])
}

/// Whether only some weeks of a period are meant: "in the first five weeks of the fourth quarter".
fn is_stretch_of(text: &str, before: &[Token]) -> bool {
    let mut before = before.iter().rev().skip_while(|token| token.class == Class::Determiner);
    let of = before.next().is_some_and(|token| token.class == Class::Link(Link::Of));
    let said = before.next().map_or("", |token| &text[token.range]);
    let last = said.rsplit([' ', '-']).next().unwrap_or_default();
    of && is_any(last, &["day", "days", "week", "weeks", "month", "months"])
}

/// Whether a clause with "since" says what happened in a period: "since our listing in 2019".
fn is_behind_since(text: &str, before: &[Token]) -> bool {
    let clause = before.iter().rev().take(CLAUSE).take_while(|token| {
        !matches!(token.class, Class::Figure(_))
            && (!matches!(token.class, Class::Boundary(_)) || token.class == Class::Boundary(Boundary::Reason))
    });
    clause.into_iter().any(|token| is_any(&text[token.range], &["since"]))
}
