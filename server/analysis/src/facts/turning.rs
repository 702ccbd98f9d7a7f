//! Turning: sentences that go on to another part of the company, or to another matter.
//!
//! "Turning to Asset Management", "Next, the ferry segment.", "Slide 16 - Harbor Services".

use std::sync::Arc;

use super::naming::name_at;
use super::statement::View;
use crate::signs::lists::{NO_PARTS, TURN_LEADS, TURN_OPENERS};
use crate::signs::words::{class, is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};

/// How many words the name may have that is a sentence of its own.
const FRAGMENT: usize = 4;

/// How many tokens a transition may have before the name.
const LEAD_IN: usize = 14;

/// The segment to which a sentence turns: none where it is no transition, and none inside where it turns to something
/// else.
pub(super) fn transition(view: &View<'_>) -> Option<Option<Arc<str>>> {
    let on_to = |at: usize| {
        class(view.tokens, at) == Some(Class::Link(Link::On))
            && class(view.tokens, at + 1) == Some(Class::Link(Link::To))
    };
    let leads = |at: usize| {
        matches!(class(view.tokens, at), Some(Class::Boundary(_) | Class::Adverb | Class::Pronoun(Pronoun::We)))
            || is_any(view.word(at), &TURN_LEADS)
    };
    let opener = (0..view.tokens.len()).find(|at| !leads(*at))?;
    if !on_to(opener) && !is_any(view.word(opener), &TURN_OPENERS) {
        return None;
    }
    // "We look forward to" goes nowhere.
    if is_any(view.word(opener + 1), &["forward"]) {
        return None;
    }
    let onto = view.word(opener).eq_ignore_ascii_case("onto");
    let to = (opener + 1..opener + 4).find(|at| {
        matches!(class(view.tokens, *at), Some(Class::Link(Link::To | Link::At | Link::With)))
            || view.word(*at).eq_ignore_ascii_case("onto")
    });
    let start = to.or(onto.then_some(opener))? + 1;
    for at in start..(start + LEAD_IN).min(view.tokens.len()) {
        if matches!(
            view.tokens[at].class,
            Class::Figure(_) | Class::Boundary(_) | Class::Copula | Class::Verb | Class::Modal(_)
        ) {
            break;
        }
        // "Moving to moorings, revenue was": small words are a part where its revenue follows at once.
        let first = start + usize::from(class(view.tokens, start) == Some(Class::Determiner));
        if let Some(name) = small_name(view, first).filter(|_| at == first) {
            return Some(Some(name));
        }
        if let Some(name) = name_at(view, at) {
            // "Turning to NII": to what is measured, of the whole company.
            let parts = at..name.end;
            let metric = !name.is_part && parts.clone().all(|at| !matches!(class(view.tokens, at), Some(Class::Word)));
            return Some(Some(name.words).filter(|_| !metric));
        }
    }
    Some(None)
}

/// "Now to our last segment, Harbor Services.": the segment that a sentence without figures announces by its name.
pub(super) fn announced(view: &View<'_>) -> Option<Arc<str>> {
    if !view.figures.is_empty() {
        return None;
    }
    let segment = (2..view.tokens.len().min(LEAD_IN)).find(|at| is_any(view.word(*at), &["segment", "division"]))?;
    let to = view.tokens[..segment].iter().any(|token| token.class == Class::Link(Link::To));
    let comma = matches!(class(view.tokens, segment + 1), Some(Class::Boundary(Boundary::Comma | Boundary::Dash)));
    let name = name_at(view, segment + 2).filter(|_| to && comma)?;
    matches!(class(view.tokens, name.end), None | Some(Class::Boundary(Boundary::Stop))).then_some(name.words)
}

/// The small words that end a sentence which turns to them: "Moving to data centers."
pub(super) fn turned_to(view: &View<'_>) -> Option<Arc<str>> {
    let stop = view.tokens.iter().position(|token| matches!(token.class, Class::Boundary(Boundary::Stop)))?;
    let is_word = |at: &usize| {
        class(view.tokens, *at) == Some(Class::Word) && !is_any(view.word(*at), &NO_PARTS) && !is_vague(view.word(*at))
    };
    let start = (0..stop).rev().take_while(is_word).last()?;
    let before = start.checked_sub(1).and_then(|at| class(view.tokens, at));
    let led = matches!(before, Some(Class::Link(Link::To | Link::At | Link::With) | Class::Determiner));
    let named = stop <= start + FRAGMENT && is_noun(view.word(stop - 1));
    (led && named).then(|| view.small_words(start..stop).into())
}

/// "Turning to moorings, we generated $6 million in revenue": the small words that a sentence turns to, of which it says
/// the revenue itself.
pub(super) fn turned_with_us(view: &View<'_>) -> Option<Arc<str>> {
    let comma = view.tokens.iter().position(|token| token.class == Class::Boundary(Boundary::Comma))?;
    let start = (1..comma).rev().find(|at| class(view.tokens, *at) == Some(Class::Link(Link::To)))? + 1;
    let is_word = |at: usize| {
        class(view.tokens, at) == Some(Class::Word) && !is_any(view.word(at), &NO_PARTS) && !is_vague(view.word(at))
    };
    let named =
        start < comma && comma <= start + FRAGMENT && (start..comma).all(is_word) && is_noun(view.word(comma - 1));
    let we = class(view.tokens, comma + 1) == Some(Class::Pronoun(Pronoun::We));
    let revenue = view
        .mentions
        .first()
        .is_some_and(|it| (comma..comma + LEAD_IN).contains(&it.tokens.start) && &*it.entry().name == "revenue");
    (named && we && revenue).then(|| view.small_words(start..comma).into())
}

/// The words at a token that are the name of a part, though small, for its revenue follows them at once.
fn small_name(view: &View<'_>, start: usize) -> Option<Arc<str>> {
    let is_word = |at: &usize| {
        class(view.tokens, *at) == Some(Class::Word) && !is_any(view.word(*at), &NO_PARTS) && !is_vague(view.word(*at))
    };
    let end = (start..start + FRAGMENT).find(|at| !is_word(at))?;
    let named = end > start && is_noun(view.word(end - 1));
    let revenue = view
        .mentions
        .first()
        .is_some_and(|mention| (end..end + 3).contains(&mention.tokens.start) && &*mention.entry().name == "revenue");
    (named && revenue).then(|| view.small_words(start..end).into())
}

/// The name in a sentence that is nothing but one, and whether a noun for a part follows: "Next, Ferries.", "In moorings."
pub(super) fn fragment(view: &View<'_>) -> Option<(Arc<str>, bool)> {
    let mut at = 0;
    let mut led = false;
    loop {
        match class(view.tokens, at) {
            Some(Class::Boundary(_) | Class::Adverb | Class::Determiner) => {}
            Some(Class::Link(Link::In | Link::On | Link::For)) => led = true,
            _ if is_any(view.word(at), &TURN_LEADS) => led = true,
            _ => break,
        }
        at += 1;
    }
    if !led {
        return None;
    }
    let is_word = |at: &usize| {
        let class = class(view.tokens, *at);
        let capital = view.word(*at).starts_with(char::is_uppercase);
        let name = matches!(class, Some(Class::Word | Class::Boundary(Boundary::And)));
        (name || capital && matches!(class, Some(Class::Hedge | Class::Direction(_) | Class::Adverb)))
            && !is_any(view.word(*at), &NO_PARTS)
    };
    let mut end = (at..view.tokens.len()).find(|at| !is_word(at)).unwrap_or(view.tokens.len());
    let stops =
        (end..view.tokens.len()).all(|at| matches!(class(view.tokens, at), Some(Class::Boundary(Boundary::Stop))));
    // "Next, the ferry segment."
    let is_part = end > at + 1 && is_any(view.word(end - 1), &["segment", "business", "division"]);
    // "Next, the ferry segment, which includes the tours."
    let goes_on = is_part
        && class(view.tokens, end) == Some(Class::Boundary(Boundary::Comma))
        && view.word(end + 1).split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("which"))
        && view.figures.is_empty();
    let stops = stops || goes_on;
    end -= usize::from(is_part);
    let last = view.word(end.saturating_sub(1));
    let noun = is_noun(last) || last.starts_with(char::is_uppercase);
    let named = end > at && end <= at + FRAGMENT && !is_vague(last) && noun;
    (stops && named).then(|| (view.small_words(at..end).into(), is_part))
}

/// The name in a heading, which the text may go on with as if it were one sentence: "Slide 16 - Harbor Services".
pub(super) fn heading(view: &View<'_>) -> Option<Arc<str>> {
    let number = usize::from(view.word(0).eq_ignore_ascii_case("slide") || view.word(0).eq_ignore_ascii_case("page"));
    let dash = if number == 1 {
        2
    } else {
        usize::from(view.notes.shows_slide && matches!(class(view.tokens, 0), Some(Class::Other(_))))
    };
    if dash == 0 || class(view.tokens, dash) != Some(Class::Boundary(Boundary::Dash)) {
        return None;
    }
    name_at(view, dash + 1).map(|name| name.words)
}

/// The part whose results a sentence without figures shows: "On slide 5, we show the results for Harbor Services."
pub(super) fn shown(view: &View<'_>) -> Option<Arc<str>> {
    if !view.notes.shows_slide || !view.figures.is_empty() {
        return None;
    }
    let results = (0..view.tokens.len()).find(|at| is_any(view.word(*at), &["results"]))?;
    let leads = matches!(class(view.tokens, results + 1), Some(Class::Link(Link::For | Link::Of)));
    let start = results + 2 + usize::from(class(view.tokens, results + 2) == Some(Class::Determiner));
    name_at(view, start).filter(|_| leads).map(|name| name.words)
}

/// Whether a sentence says no more than that something else comes next: "Now to the rest of it."
pub(super) fn leads_elsewhere(view: &View<'_>) -> bool {
    let leads = |at: usize| {
        matches!(class(view.tokens, at), Some(Class::Boundary(_) | Class::Adverb)) || is_any(view.word(at), &TURN_LEADS)
    };
    let first = (0..view.tokens.len()).find(|at| !leads(*at)).unwrap_or(0);
    let to = first > 0 && class(view.tokens, first - 1) == Some(Class::Link(Link::To));
    let says = |token: &Token| {
        matches!(token.class, Class::Figure(_) | Class::Verb | Class::Copula | Class::Modal(_) | Class::Pronoun(_))
    };
    to && !view.tokens.iter().any(says)
}
