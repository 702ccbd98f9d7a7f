//! Within a part: where a clause says of which part of a company it is: "in Norway, where", "our ferry business went on, as".

use std::sync::Arc;

use super::naming::{LONGEST, name_at};
use super::statement::View;
use crate::signs::lists::{NO_PARTS, PARTS};
use crate::signs::words::{class, is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Link};

/// The name in a sentence of which a clause says more, and where the clause begins: "in Norway, where".
pub(super) fn within(view: &View<'_>) -> Option<(Arc<str>, usize)> {
    // "in Norway, with revenue up 5%"
    let with = |at: usize| {
        class(view.tokens, at) == Some(Class::Link(Link::With))
            && class(view.tokens, at - 1) == Some(Class::Boundary(Boundary::Comma))
            && view.mentions.iter().any(|mention| mention.tokens.start == at + 1)
    };
    let clause = (2..view.tokens.len()).find(|at| view.word(*at) == "where" || with(*at))?;
    let comma = usize::from(class(view.tokens, clause - 1) == Some(Class::Boundary(Boundary::Comma)));
    let end = clause - comma;
    let start = (1..end).rev().take_while(|at| view.is_large(*at)).last()?;
    let determined = usize::from(class(view.tokens, start - 1) == Some(Class::Determiner));
    let lead = start.checked_sub(1 + determined)?;
    let leads = match class(view.tokens, lead) {
        Some(Class::Link(Link::In | Link::By) | Class::Boundary(Boundary::Reason)) => determined == 0,
        // "on the strong performance of the Harbor Shop, with revenue up 35%"
        Some(Class::Link(Link::Of)) => {
            lead.checked_sub(1).is_some_and(|at| is_any(view.word(at), &["performance", "momentum", "strength"]))
        }
        _ => false,
    };
    let name = name_at(view, start).filter(|name| leads && name.end == end)?;
    Some((name.words, clause))
}

/// The one business of which a clause says more: "momentum in our ferry business went on, as revenue increased".
pub(super) fn within_business(view: &View<'_>) -> Option<(Arc<str>, usize)> {
    let comma = (3..view.tokens.len()).find(|at| {
        class(view.tokens, *at) == Some(Class::Boundary(Boundary::Comma))
            && (class(view.tokens, at + 1) == Some(Class::Link(Link::With)) || is_any(view.word(at + 1), &["as"]))
            && view.mentions.iter().any(|mention| mention.tokens.start == at + 2)
    })?;
    let silent = !view.tokens[..comma].iter().any(|token| matches!(token.class, Class::Figure(_)));
    let noun = (1..comma).find(|at| is_any(view.word(*at), &["business", "segment", "division"]))?;
    let alone = !(noun + 1..comma).any(|at| is_any(view.word(at), &PARTS));
    let start = (noun.saturating_sub(LONGEST)..noun).find(|start| {
        let led = start.checked_sub(1).is_none_or(|before| class(view.tokens, before) == Some(Class::Determiner));
        led && name_at(view, *start).is_some_and(|name| name.end == noun + 1)
    })?;
    let name = name_at(view, start).filter(|_| silent && alone)?;
    Some((name.words, comma))
}

/// The one small word of which a clause says more: "due to moorings, where revenue fell".
pub(super) fn within_small(view: &View<'_>) -> Option<(Arc<str>, usize)> {
    let clause = (3..view.tokens.len()).find(|at| view.word(*at) == "where")?;
    let noun = clause.checked_sub(2)?;
    let comma = class(view.tokens, clause - 1) == Some(Class::Boundary(Boundary::Comma));
    let leads = matches!(
        class(view.tokens, noun - 1),
        Some(Class::Link(Link::In | Link::By) | Class::Boundary(Boundary::Reason))
    );
    let word = view.word(noun);
    let named = class(view.tokens, noun) == Some(Class::Word) && is_noun(word) && !is_vague(word);
    let metric = view.mentions.iter().any(|mention| mention.tokens.start == clause + 1);
    (comma && leads && named && metric && !is_any(word, &NO_PARTS)).then(|| (word.into(), clause))
}
