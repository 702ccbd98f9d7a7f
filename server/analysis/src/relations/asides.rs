//! Asides: an amount in parentheses behind a figure. One in another currency says the figure again, and the clause goes on
//! behind it: "NIS 1,448 million ($370 million), down from NIS 1,665 million ($426 million)". One behind a time that is over
//! is what the figure was then: "£12 million (2030: £10 million)". Their words are in the table `asides.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use tieout_figures::{Figure, Kind, OtherKind};

use crate::rows::phrases;
use crate::sentence::SentenceReading;
use crate::signs::words::{is_any, names_year};
use crate::tokens::{Boundary, Class, Link, PeriodWord, Token};

/// How many tokens behind an aside the next amount is looked for.
const REACH: usize = 40;

/// How many tokens the time before an amount in parentheses may take.
const LABEL: usize = 12;

/// Words that a stretch of time ends with.
const ENDS: [&str; 2] = ["ended", "ending"];

/// What words beside an aside say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// That the amount in parentheses is the one before it.
    Again,
    /// Which currency is meant elsewhere in the sentence, which leaves open what its growths are of.
    Open,
    /// Of what time the amount is.
    Label,
}

impl Says {
    /// What this name stands for in the table.
    fn named(name: &str) -> Option<Says> {
        Some(match name {
            "again" => Says::Again,
            "open" => Says::Open,
            "label" => Says::Label,
            _ => return None,
        })
    }
}

const TABLE: &str = include_str!("asides.txt");

static WORDS: LazyLock<Vec<(&str, Says)>> = LazyLock::new(|| phrases(TABLE, Says::named).0);

/// Whether a word says something beside an aside.
fn says(word: &str, what: Says) -> bool {
    WORDS.iter().any(|(other, says)| *says == what && word.eq_ignore_ascii_case(other))
}

/// The asides of a sentence, asked for from its start to its end.
#[derive(Default)]
pub(super) struct Asides {
    /// Whether the sentence leaves it open what its growths are of; none until it was asked.
    is_open: Option<bool>,
}

impl Asides {
    /// The token that closes the aside that a token opens; none where it opens none.
    pub(super) fn closing(&mut self, text: &str, reading: &SentenceReading, opening: usize) -> Option<usize> {
        let closing = conversion(text, reading, opening)?;
        let names = |token: &Token| {
            matches!(token.class, Class::Word | Class::Adverb)
                && words(text, token).is_some_and(|it| {
                    let last = it.rsplit([' ', '-']).next().unwrap_or_default();
                    says(last, Says::Open)
                })
        };
        let is_open = *self.is_open.get_or_insert_with(|| reading.tokens.iter().any(names));
        (!is_open).then_some(closing)
    }
}

/// The token of what a figure was at the time that stands before it in the parentheses that a token opens; none where
/// anything else stands in them.
pub(super) fn labelled(text: &str, reading: &SentenceReading, opening: usize) -> Option<usize> {
    figure(reading, opening.checked_sub(1)?)?;
    let behind = reading.tokens.get(opening..)?.iter().take(LABEL);
    let at = opening + behind.into_iter().position(|token| matches!(token.class, Class::Figure(_)))?;
    let label = reading.tokens.get(opening + 1..at).filter(|_| is_sign(text, reading, opening, "("))?;
    let is_time = |token: &Token| match token.class {
        Class::Other(other) => {
            let other = reading.others.get(other as usize);
            other.is_some_and(|it| matches!(it.kind, OtherKind::Period | OtherKind::Date))
        }
        Class::Period(PeriodWord::Quarter(away) | PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => away < 0,
        Class::Period(PeriodWord::Half(_) | PeriodWord::NumberedQuarter(_) | PeriodWord::MonthQuarter(_)) => true,
        _ => false,
    };
    let is_sign_or_word = |token: &Token| {
        matches!(
            token.class,
            Class::Boundary(Boundary::Semicolon | Boundary::Comma | Boundary::Parenthesis)
                | Class::Determiner
                | Class::Link(Link::In)
        ) || words(text, token).is_some_and(|it| says(it, Says::Label))
    };
    // "Full-year revenue rose 8% to £48 million (Q4: £13 million)": what names no year may be a part of the level.
    let is_earlier = |token: &Token| words(text, token).is_some_and(|said| names_year(token, said));
    let says_when = label.iter().any(is_earlier) && label.iter().all(|it| is_time(it) || is_sign_or_word(it));
    (says_when && is_sign(text, reading, at + 1, ")")).then_some(at)
}

/// Whether a figure says how long a stretch of time was whose end follows: "the 13 weeks ended May 3".
pub(super) fn is_stretch(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let next = reading.tokens.get(token + 1).and_then(|next| words(text, next));
    let before = reading.tokens.get(..token).unwrap_or_default().iter().rev();
    let before = before.skip_while(|it| it.class == Class::Determiner).map(|it| it.class).next();
    // "Up 12% from the 12 weeks ended April 26" names its base.
    let is_base = matches!(before, Some(Class::Link(Link::From | Link::Versus | Link::Than)));
    figure(reading, token).is_some_and(|it| it.kind == Kind::Duration)
        && !is_base
        && next.is_some_and(|it| is_any(it, &ENDS))
}

/// Whether a token is a sign of its own.
fn is_sign(text: &str, reading: &SentenceReading, token: usize, sign: &str) -> bool {
    reading
        .tokens
        .get(token)
        .is_some_and(|it| it.class == Class::Boundary(Boundary::Parenthesis) && words(text, it) == Some(sign))
}

/// The token that closes an amount in parentheses that says the one before again in another currency.
fn conversion(text: &str, reading: &SentenceReading, opening: usize) -> Option<usize> {
    let said = figure(reading, opening.checked_sub(1)?)?;
    let closing = closing(text, reading, opening)?;
    let (at, converted) = only_figure(reading, opening + 1..closing)?;
    let like = |other: &Figure| other.kind == converted.kind && other.unit == converted.unit;
    let is_money = matches!(said.kind, Kind::Money | Kind::PerShare) && said.kind == converted.kind;
    let inside = (opening + 1..closing).filter(|inside| *inside != at);
    let alone = inside.filter_map(|at| reading.tokens.get(at)).all(|token| says_again(text, token));
    // "59 million shekels ($15 million), up from $12 million" goes on in the other currency.
    let behind = reading.tokens.get(closing + 1..)?.iter().take(REACH);
    let mut figures = behind.filter_map(|token| token.class.figure(&reading.figures));
    let next = figures.find(|it| it.kind == converted.kind);
    let goes_on = |next: &Figure| like(next) && text.get(Range::from(next.range)).is_some_and(says_currency);
    (is_money && !like(said) && alone && !next.is_some_and(goes_on)).then_some(closing)
}

/// The figure that a token is.
fn figure(reading: &SentenceReading, token: usize) -> Option<&Figure> {
    reading.tokens.get(token)?.class.figure(&reading.figures)
}

/// The token that closes the parenthesis that a token opens; none where another opens before.
fn closing(text: &str, reading: &SentenceReading, opening: usize) -> Option<usize> {
    let is = |at: usize, sign: &str| is_sign(text, reading, at, sign);
    let next = (opening + 1..reading.tokens.len()).find(|at| is(*at, "(") || is(*at, ")"));
    next.filter(|next| is(opening, "(") && is(*next, ")"))
}

/// The one figure among some tokens.
fn only_figure(reading: &SentenceReading, tokens: Range<usize>) -> Option<(usize, &Figure)> {
    let mut figures = tokens.filter_map(|at| Some((at, figure(reading, at)?)));
    figures.next().filter(|_| figures.next().is_none())
}

/// Whether a token says nothing beside an amount that is said again: "approximately", "equivalent to".
fn says_again(text: &str, token: &Token) -> bool {
    matches!(token.class, Class::Hedge | Class::Determiner | Class::Adverb | Class::Link(Link::Or | Link::Equals))
        || words(text, token).is_some_and(|it| says(it, Says::Again))
}

/// Whether the words of an amount say of which currency it is.
fn says_currency(words: &str) -> bool {
    words.chars().next().is_some_and(|first| !first.is_ascii_digit())
}

fn words<'a>(text: &'a str, token: &Token) -> Option<&'a str> {
    text.get(Range::from(token.range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(phrases(TABLE, Says::named).1, Vec::<String>::new());
    }
}
