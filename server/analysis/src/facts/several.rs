//! Parts that a sentence only touches on, of which nothing goes on: one of several, one that only grew.

use super::naming::name_at;
use super::statement::View;
use crate::signs::words::class;
use crate::tokens::{Boundary, Class, Direction, Form, Pronoun};

/// Whether a sentence goes on with another part of the company, of which it tells what it did.
pub(super) fn names_another(view: &View<'_>, from: usize) -> bool {
    let says = |at: usize| matches!(class(view.tokens, at), Some(Class::Verb | Class::Copula | Class::Direction(_)));
    let leads = |at: &usize| {
        matches!(
            class(view.tokens, *at),
            Some(Class::Boundary(Boundary::And) | Class::Determiner | Class::Pronoun(Pronoun::We))
        )
    };
    (from..view.tokens.len()).any(|at| {
        if !matches!(class(view.tokens, at), Some(Class::Boundary(Boundary::Comma | Boundary::And | Boundary::But))) {
            return false;
        }
        let start = (at + 1..view.tokens.len()).find(|at| !leads(at)).unwrap_or(at + 1);
        name_at(view, start).is_some_and(|name| says(name.end) && (name.is_part || view.is_large(start)))
    })
}

/// Whether all that a sentence says of a part is how much it grew, in what is not said, or what it is worth.
pub(super) fn only_grows(view: &View<'_>, end: usize) -> bool {
    let grew = matches!(class(view.tokens, end), Some(Class::Direction(Direction { form: Form::Verb, .. })));
    // "Our loan portfolio was $9 million": what it is worth.
    let was = class(view.tokens, end) == Some(Class::Copula)
        && (end + 1..view.tokens.len())
            .find(|at| class(view.tokens, *at) != Some(Class::Hedge))
            .is_some_and(|at| matches!(class(view.tokens, at), Some(Class::Figure(_))));
    was || grew && view.mentions.is_empty() && view.figures.len() == 1
}

/// The name of a part in what narrows a metric: "tug" in "tug segment".
pub(super) fn without_noun_for_part(scope: &str) -> Option<&str> {
    ["segment", "division", "business"].iter().find_map(|noun| scope.strip_suffix(noun)?.strip_suffix(' '))
}
