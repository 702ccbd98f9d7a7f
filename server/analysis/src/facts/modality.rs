//! Modality: whether a figure happened, is expected, is supposed or is asked about.

use super::statement::View;
use super::{FigureRole, Modality};
use crate::signs::lists::{NOTING, PLANNED};
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Pronoun, Sense, Token};

/// The modality of each figure of a sentence, in order. `guiding` says that the sentence before guided, so that a list
/// of figures without any verb goes on with it.
pub(super) fn moods(view: &View<'_>, analyst: bool, guiding: bool) -> Vec<Modality> {
    let mut moods = Vec::with_capacity(view.figures.len());
    if view.figures.is_empty() {
        return moods;
    }
    let mut mood = Modality::Actual;
    // A list has no verb and begins with a metric.
    let mut said = view.mentions.first().is_none_or(|mention| mention.tokens.start > 1);
    for (at, token) in view.tokens.iter().enumerate() {
        match token.class {
            Class::Modal(Modal::Expect) if is_what_you_note(view, at) => {}
            Class::Modal(Modal::Expect | Modal::Target)
                if !is_comparison(view.tokens, at) || is_moved_plan(view, at) =>
            {
                mood = Modality::Guidance;
                said = true;
            }
            Class::Modal(Modal::Guidance) if introduces(view.text, view.tokens, at) => {
                mood = Modality::Guidance;
                said = true;
            }
            Class::Modal(Modal::Hypothetical) if mood != Modality::Guidance => {
                mood = Modality::Hypothetical;
                said = true;
            }
            // A new clause of its own: what was expected before it is over.
            Class::Boundary(Boundary::Semicolon) if mood == Modality::Guidance && lists_on(view, at) => {}
            Class::Boundary(Boundary::Semicolon | Boundary::But) => mood = Modality::Actual,
            Class::Boundary(Boundary::Comma | Boundary::And | Boundary::Dash)
                if matches!(class(view.tokens, at + 1), Some(Class::Pronoun(Pronoun::We))) =>
            {
                mood = Modality::Actual;
            }
            Class::Copula | Class::Verb | Class::Direction(_) => said = true,
            Class::Figure(_) => moods.push(match mood {
                _ if analyst => Modality::Question,
                Modality::Actual if guiding && !said => Modality::Guidance,
                mood => mood,
            }),
            _ => {}
        }
    }
    moods
}

/// "You will note that margins were 43%": what is there already.
fn is_what_you_note(view: &View<'_>, at: usize) -> bool {
    let you = at.checked_sub(1).is_some_and(|before| is_any(view.word(before), &["you"]));
    let said = view.word(at);
    let will = is_any(said, &["will", "would"]) && is_any(view.word(at + 1), &NOTING);
    let whole = said.split_once(' ').is_some_and(|(_, verb)| is_any(verb, &NOTING));
    you && (will || whole) || is_any(said, &["you'll"]) && is_any(view.word(at + 1), &NOTING)
}

/// "We increased our planned capital spend to $4 million": the plan is new, and what it says is to come.
fn is_moved_plan(view: &View<'_>, at: usize) -> bool {
    let mut before = view.tokens[..at].iter().rev().skip_while(|token| token.class == Class::Determiner);
    let moved = before.next().is_some_and(|token| {
        matches!(token.class, Class::Direction(Direction { sense: Sense::Up | Sense::Down, form: Form::Verb }))
    });
    moved && is_any(view.word(at), &PLANNED)
}

/// Whether what stands behind a semicolon is the next of a list, without a verb of its own: "revenue of $2 million;
/// operating margin of 9%".
fn lists_on(view: &View<'_>, semicolon: usize) -> bool {
    let joins = |class: Class| matches!(class, Class::Boundary(_) | Class::Adverb | Class::Determiner);
    let tokens = view.tokens.iter().enumerate().skip(semicolon + 1);
    let mut rest =
        tokens.skip_while(|(_, token)| joins(token.class) || view.text[token.range].eq_ignore_ascii_case("finally"));
    let mut clause = rest.clone().take_while(|(_, token)| !matches!(token.class, Class::Figure(_)));
    let metric = rest.next().is_some_and(|(at, _)| view.mentions.iter().any(|mention| mention.tokens.contains(&at)));
    metric && !clause.any(|(_, token)| matches!(token.class, Class::Copula | Class::Verb | Class::Direction(_)))
}

/// The role of a figure in the light of its modality: an expected level is guidance.
pub(super) fn role(role: FigureRole, modality: Modality) -> FigureRole {
    match (role, modality) {
        (FigureRole::Level | FigureRole::Growth | FigureRole::Margin, Modality::Guidance) => FigureRole::Guidance,
        (role, _) => role,
    }
}

/// "better than expected", "as expected", "our expected range": said of something that happened.
fn is_comparison(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(
            tokens[before].class,
            Class::Direction(Direction { form: Form::Comparative | Form::Preposition, .. })
                | Class::Link(Link::Than | Link::Versus | Link::Of)
                | Class::Determiner
                | Class::Boundary(Boundary::But)
        ) || tokens[before].class == Class::Link(Link::To) && !continues(tokens, before)
            || is_what_we_thought(tokens, before)
    }) && !is_aim(tokens, at)
}

/// "higher than we expected": what we had thought.
fn is_what_we_thought(tokens: &[Token], we: usize) -> bool {
    let than = we.checked_sub(1).map(|before| tokens[before].class);
    matches!(tokens[we].class, Class::Pronoun(Pronoun::We)) && matches!(than, Some(Class::Link(Link::Than)))
}

/// "we continue to expect": the "to" of a verb.
fn continues(tokens: &[Token], to: usize) -> bool {
    to.checked_sub(1).is_some_and(|verb| matches!(tokens[verb].class, Class::Verb))
}

/// "our target is 5%": an aim that is named outright.
fn is_aim(tokens: &[Token], at: usize) -> bool {
    let mut behind = tokens[at + 1..].iter().take(3);
    tokens[at].class == Class::Modal(Modal::Target) && behind.any(|token| matches!(token.class, Class::Copula))
}

/// "our guidance for the year is", "outlook assumes": the figures that follow are what is expected. A word of
/// comparison before it makes them what had been expected.
fn introduces(text: &str, tokens: &[Token], at: usize) -> bool {
    // "We raised our revenue guidance to 5%."
    let of_what = |token: &&Token| {
        matches!(token.class, Class::Determiner | Class::Metric(_) | Class::Scope(_) | Class::Period(_))
    };
    let mut before = tokens[..at].iter().rev().skip_while(of_what);
    let moved = before.next().is_some_and(|token| {
        matches!(token.class, Class::Direction(Direction { sense: Sense::Up | Sense::Down, form: Form::Verb }))
    });
    if moved {
        return true;
    }
    let compared = tokens[..at].iter().rev().take(4).any(|token| {
        matches!(
            token.class,
            Class::Link(Link::Versus | Link::Than | Link::From) | Class::Direction(_) | Class::Figure(_)
        )
    }) || is_over(text, tokens, at);
    // "the outlook also includes"
    let mut behind = tokens[at + 1..].iter().skip_while(|token| token.class == Class::Adverb);
    let includes = behind.next().is_some_and(|token| is_any(&text[token.range], &["includes", "include", "assumes"]));
    let says = includes
        || text[tokens[at].range].ends_with(" of")
        || tokens[at + 1..]
            .iter()
            .take(9)
            .any(|token| matches!(token.class, Class::Copula | Class::Modal(_) | Class::Link(Link::For | Link::Of)));
    !compared && says
}

/// Whether what came out is said to be over or under what was guided: "came in over the midpoint of our guidance".
fn is_over(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().skip_while(|token| {
        matches!(token.class, Class::Determiner | Class::Modal(Modal::Guidance) | Class::Link(Link::Of))
    });
    let over = before
        .next()
        .is_some_and(|token| token.class == Class::Hedge && is_any(&text[token.range], &["over", "under"]));
    over && !before.take(2).any(|token| matches!(token.class, Class::Modal(_)))
}
