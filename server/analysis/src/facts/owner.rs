//! Owners: whose metric it is, where a part of the company or somebody else is said to have it.

use std::sync::Arc;

use crate::signs::lists::{CAUSES, ONE_PART, OWN};
use crate::signs::words::{is_any, is_noun};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Token};

/// The most words that a modifier may have on either side.
pub(super) const REACH: usize = 5;

/// Whose metric it is, where a part of the company or somebody else is said to have it: "Fernhill reported revenue of",
/// "our gas utility posted earnings of", "Ferries increased revenue by".
pub(super) fn owner(text: &str, tokens: &[Token], start: usize) -> Option<Arc<str>> {
    let before = tokens[..start].iter().enumerate().rev();
    let mut before = before
        .skip_while(|(_, it)| matches!(it.class, Class::Determiner | Class::Adverb | Class::Hedge | Class::Scope(_)));
    let (verb, token) = before.next()?;
    let moves = matches!(token.class, Class::Direction(Direction { form: Form::Verb, .. }));
    let causes = is_any(&text[token.range], &CAUSES);
    if !moves && token.class != Class::Verb || causes {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    let mut definite = false;
    let mut part = false;
    let mut opens = verb == 0;
    for (at, token) in before.take(REACH + 2) {
        match token.class {
            Class::Word => words.push(&text[token.range]),
            Class::Determiner => {
                definite = true;
                break;
            }
            // "We at Fernhill reported": it is the speaker.
            Class::Pronoun(_) => return None,
            // "Personal and Commercial Banking delivered"
            Class::Boundary(Boundary::And) if !words.is_empty() && joins_large_and(text, tokens, at) => {
                words.push(&text[token.range]);
            }
            Class::Boundary(_) => {
                opens = true;
                break;
            }
            // "The ferry business in Harbor Services recorded": the part is meant.
            Class::Link(Link::In | Link::Of | Link::At) => {
                if let Some(part) = part_before(text, tokens, at) {
                    return Some(part);
                }
                break;
            }
            _ => break,
        }
        opens = at == 0;
    }
    words.reverse();
    // "the ferry segment reported": of what sort the part is, changes nothing.
    if words.len() > 1 && words.last().is_some_and(|last| ONE_PART.contains(last)) {
        words.pop();
        definite = true;
        part = true;
    }
    // "The segment reported": whichever is spoken of.
    let some = words.len() == 1 && is_any(words[0], &ONE_PART);
    let own = some || words.iter().any(|word| is_any(word, &OWN));
    let first = words.first()?;
    let own = own || words.len() == 1 && is_any(first, &["bank", "total", "fx", "currency"]);
    // A clause may open with a capital letter or without: "as marketing delivered earnings of".
    let bare = opens && words.len() == 1 && (is_noun(first) || first.ends_with("ing") && token.class == Class::Verb);
    let capital = first.starts_with(char::is_uppercase);
    // "Acquisitions increased revenue by", "an FX hedge decreased": what is only written so because it begins the sentence
    // or is cut short may be the reason.
    let acronym = first.chars().nth(1).is_some_and(|letter| letter.is_uppercase() || letter == '&');
    let named = match moves {
        true => {
            let whole = part || words.last().is_some_and(|last| last.starts_with(char::is_uppercase));
            capital && whole && (acronym || words.len() > 1 || verb > words.len())
        }
        false => capital || definite || bare,
    };
    (named && !own).then(|| words.join(" ").to_lowercase().into())
}

/// Whether "and" stands between two words that are written large.
fn joins_large_and(text: &str, tokens: &[Token], and: usize) -> bool {
    let large = |at: usize| {
        let token = tokens.get(at).filter(|token| token.class == Class::Word);
        token.is_some_and(|token| text[token.range].starts_with(char::is_uppercase))
    };
    and > 1 && large(and - 1) && large(and + 1)
}

/// The name of a part of the company that ends before a token: "The ferry business".
fn part_before(text: &str, tokens: &[Token], end: usize) -> Option<Arc<str>> {
    let noun = end.checked_sub(1).map(|noun| &text[tokens[noun].range])?;
    let named = tokens[..end - 1].iter().rev().take(REACH);
    let mut words: Vec<&str> = named
        .take_while(|token| {
            matches!(token.class, Class::Word | Class::Metric(_) | Class::Scope(_) | Class::Boundary(Boundary::And))
        })
        .map(|token| &text[token.range])
        .collect();
    words.reverse();
    let part = is_any(noun, &ONE_PART);
    (part && !words.is_empty()).then(|| words.join(" ").to_lowercase().into())
}
