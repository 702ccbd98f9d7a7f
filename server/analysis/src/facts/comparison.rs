//! Comparison: whether a figure is what another is compared with, against what a change is measured, and whether it is
//! the change itself.

use tieout_figures::Kind;
use tieout_transcript::Month;

use super::Basis;
use super::statement::{Place, Statement};
use crate::signs::cues::{self, Cue};
use crate::signs::lists::GROWING;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Pronoun, Sense, Token};

impl Place<'_> {
    /// Whether the figure is what another is compared with.
    pub(super) fn is_base(&self, before: Option<&Statement>) -> bool {
        if let Some(last) = before.filter(|last| self.is_for_each_share_of(last)) {
            return last.base;
        }
        if before.is_some() && (self.is_behind_step_over() || self.is_labelled()) || self.is_passed_guidance() {
            return true;
        }
        let mut plain = true;
        // "and 3 fewer than in 2030" is compared itself.
        let itself = matches!(
            self.class(self.after.start),
            Some(Class::Direction(Direction { form: Form::Comparative | Form::Noun, .. }))
        );
        let against = matches!(self.class(self.after.start), Some(Class::Basis(_)));
        let in_mention =
            |at: usize| self.view.mentions.iter().any(|mention| (mention.tokens.start..mention.end).contains(&at));
        for at in self.window.clone().rev() {
            match self.view.tokens[at].class {
                Class::Boundary(_) if itself => return false,
                // "income from operations"
                Class::Link(Link::From) if in_mention(at) => plain = false,
                // "higher than we expected at $5 million"
                Class::Modal(Modal::Expect)
                    if matches!(
                        at.checked_sub(1).and_then(|before| self.class(before)),
                        Some(Class::Pronoun(Pronoun::We) | Class::Link(Link::Than))
                    ) && matches!(self.lead(), Some((_, Class::Link(Link::At)))) =>
                {
                    return false;
                }
                // "compared to 82% quarter on quarter and 80% year on year"
                Class::Basis(_) if against && at == self.window.start => {}
                Class::Link(Link::Versus | Link::Than) => return true,
                Class::Link(Link::From) => {
                    return self.view.tokens[at + 1..self.token].iter().all(|token| {
                        !matches!(token.class, Class::Word | Class::Verb | Class::Copula | Class::Boundary(_))
                    });
                }
                Class::Copula | Class::Boundary(Boundary::But | Boundary::Semicolon) | Class::Link(Link::To) => {
                    return false;
                }
                Class::Boundary(Boundary::Comma | Boundary::And) => {}
                Class::Determiner
                | Class::Hedge
                | Class::Adverb
                | Class::Period(_)
                | Class::Other(_)
                | Class::Link(_) => {}
                Class::Basis(_) | Class::Verb | Class::Direction(_) => plain = false,
                // "up from $4 million in March and $3 million last year"
                Class::Word if Month::named(self.word(at)).is_some() => {}
                _ => plain = false,
            }
            // A comparison does not reach over a comma with words behind it.
            if !plain && matches!(self.view.tokens[at].class, Class::Boundary(_)) {
                return false;
            }
        }
        // "from $2 million in the prior quarter, and $1 million a year ago", "and 80% year on year"
        !itself
            && before.is_some_and(|last| last.base)
            && plain
            && (against || self.view.periods.iter().any(|when| self.after.contains(&when.start)))
    }

    /// Whether the figure says the amount just before it for each share: "$4 million, or $0.20 per share".
    pub(super) fn is_for_each_share_of(&self, last: &Statement) -> bool {
        let joins = |token: &Token| {
            matches!(
                token.class,
                Class::Boundary(Boundary::Comma) | Class::Link(Link::Or) | Class::Hedge | Class::Determiner
            )
        };
        self.figure.kind == Kind::PerShare
            && self.kind_of(last) == Some(Kind::Money)
            && self.view.tokens[self.window.clone()].iter().all(joins)
    }

    /// Whether a change leads over to the figure: "an increase over the $4 million", "a drop of 8% below the 24%".
    fn is_behind_step_over(&self) -> bool {
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner | Class::Adverb));
        let mut before = self.window.clone().rev().skip_while(skipped);
        let over = before.next().filter(|at| is_any(self.word(*at), &["over", "above", "below"]));
        let change = over.and_then(|over| over.checked_sub(1)).and_then(|at| self.class(at));
        let the = over.is_some_and(|over| self.class(over + 1) == Some(Class::Determiner));
        match change {
            // "An increase over $4 million", not "growth over 20%", which is more than that.
            Some(Class::Direction(Direction { form: Form::Noun | Form::Comparative, .. })) => {
                the || matches!(self.figure.kind, Kind::Money | Kind::PerShare)
            }
            // "An increase of 900 ounces over the 11,000", not "up 9%, over 11,000".
            Some(Class::Figure(_)) => the,
            _ => false,
        }
    }

    /// Whether the figure stands in parentheses behind the time that it is of: "rose to £12 million (H1 2030: £10 million)".
    pub(super) fn is_labelled(&self) -> bool {
        let opens = self.word(self.window.start).starts_with('(') && self.window.start + 1 < self.token;
        let closes = self.word(self.after.start).starts_with(')');
        let names = |at: usize| {
            let in_period = self.view.periods.iter().any(|when| (when.start..when.end).contains(&at));
            in_period || matches!(self.class(at), Some(Class::Determiner | Class::Boundary(_)))
        };
        let says_when = self.view.periods.iter().any(|when| when.base && self.window.contains(&when.start));
        opens && closes && says_when && self.window.clone().all(names)
    }

    /// Whether the figure is what was guided or expected by others, and passed or missed: "beat the consensus of $0.33", "above
    /// the consensus estimate of $355 million".
    fn is_passed_guidance(&self) -> bool {
        let mut before = self.window.clone().rev().skip_while(|at| {
            matches!(self.class(*at), Some(Class::Determiner | Class::Adverb | Class::Hedge | Class::Link(Link::Of)))
        });
        let guided = before.next().is_some_and(|at| self.class(at) == Some(Class::Modal(Modal::Guidance)));
        let mut passed = before.skip_while(|at| {
            matches!(self.class(*at), Some(Class::Determiner | Class::Word | Class::Metric(_) | Class::Pronoun(_)))
                || self.class(*at) == Some(Class::Modal(Modal::Guidance))
        });
        guided
            && passed.next().is_some_and(|at| {
                matches!(self.class(at), Some(Class::Direction(Direction { form: Form::Preposition, .. })))
                    || cues::of(self.word(at)) == Some(Cue::Exceeds)
                    || is_any(self.word(at), &["missed", "outperformed"])
            })
    }

    /// Whether the figure is one that was guided: "versus our guidance of", "our $26 million expectation".
    pub(super) fn beside_guidance(&self) -> bool {
        let before = self.view.tokens[self.window.clone()].iter().rev().take(8);
        let after = self.view.tokens[self.after.clone()].iter().take(2);
        before.chain(after).any(|token| token.class == Class::Modal(Modal::Guidance))
    }

    /// Whether a change is from what was guided: "down $100 million from our guidance", "$0.02 above our prior outlook".
    fn is_step_from_guidance(&self) -> bool {
        let link = self.after.start;
        let steps = matches!(
            self.class(link),
            Some(
                Class::Link(Link::From | Link::Versus | Link::Than)
                    | Class::Direction(Direction { form: Form::Preposition, .. })
            )
        ) || is_any(self.word(link), &["above", "below", "over"]);
        let moved = matches!(self.lead(), Some((_, Class::Direction(_))))
            || matches!(self.class(link), Some(Class::Direction(_)))
            || is_any(self.word(link), &["above", "below"]);
        let mut behind = (link + 1..self.after.end.min(link + 5)).skip_while(|at| {
            matches!(self.class(*at), Some(Class::Determiner | Class::Pronoun(_)))
                || is_any(self.word(*at), &["prior", "previous", "earlier", "original", "last", "initial"])
        });
        let guidance = behind.next().is_some_and(|at| self.class(at) == Some(Class::Modal(Modal::Guidance)));
        steps && moved && guidance
    }

    /// What a change is measured against, by words beside the figure.
    pub(super) fn basis(&self) -> Option<Basis> {
        // "beat our guidance by $2 million"
        let mut before = self.view.tokens[self.window.clone()].iter().skip_while(|token| {
            !matches!(token.class, Class::Direction(Direction { sense: Sense::Better | Sense::Worse, .. }))
        });
        // "beat our expectations, with volumes up 12%": the volumes grew by it.
        let near = |at: usize| !self.view.mentions.iter().any(|mention| (at..self.token).contains(&mention.head));
        let guided = self.window.clone().rfind(|at| self.class(*at) == Some(Class::Modal(Modal::Guidance)));
        if before.any(|token| token.class == Class::Modal(Modal::Guidance)) && guided.is_some_and(near) {
            return Some(Basis::VersusGuidance);
        }
        if self.is_step_from_guidance() {
            return Some(Basis::VersusGuidance);
        }
        // "up 8% and 9% year over year, respectively": of each in the list.
        let after = self.paired_end().map_or(self.after.clone(), |end| end..self.view.tokens.len());
        let after = self.view.tokens[after].iter();
        let after = after.take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Copula));
        let found = after.filter_map(|token| basis_of(token.class)).next();
        found.or_else(|| {
            let before = self.view.tokens[self.window.clone()].iter().rev();
            let mut before = before.take_while(|token| {
                !matches!(
                    token.class,
                    Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Comma | Boundary::And)
                )
            });
            before.find_map(|token| basis_of(token.class))
        })
    }

    /// Whether a word of change goes with the figure, and whether the figure is then the change itself rather than
    /// where it led to.
    pub(super) fn change(&self) -> Option<bool> {
        if self.is_behind_step_over() {
            return Some(false);
        }
        let mut at = self.after.start;
        while self.after.contains(&at)
            && matches!(
                self.class(at),
                Some(Class::Basis(_) | Class::Adverb | Class::Scope(_) | Class::Word | Class::Metric(_))
            )
            && at < self.after.start + 3
        {
            at += 1;
        }
        // "a 2% revenue impact" is no change of revenue by itself.
        let effect = matches!(self.class(at), Some(Class::Direction(Direction { sense: Sense::Free, .. })));
        if effect && at > self.after.start && matches!(self.class(at - 1), Some(Class::Metric(_))) {
            at = self.after.start;
        }
        // "$4 million less than the second quarter"
        if self.class(self.after.start) == Some(Class::Hedge) && self.word(self.after.start).ends_with(" than") {
            return Some(true);
        }
        // "$0.34 beat the consensus", not "a $0.02 beat"
        let beats =
            matches!(self.class(at + 1), Some(Class::Determiner | Class::Modal(Modal::Guidance) | Class::Pronoun(_)))
                && is_any(self.word(at), &["beat", "surpassed", "surpass", "outperformed"]);
        if let Some(Class::Direction(Direction { form: Form::Noun | Form::Comparative | Form::Preposition, .. })) =
            self.class(at).filter(|_| !beats)
            && self.after.contains(&at)
        {
            return Some(true);
        }
        let (at, lead) = self.lead()?;
        match lead {
            Class::Link(Link::By) | Class::Direction(_) => Some(true),
            // "private cars growing at 6%"
            Class::Link(Link::At)
                if matches!(
                    at.checked_sub(1).and_then(|verb| self.class(verb)),
                    Some(Class::Direction(Direction { form: Form::Verb, sense: Sense::Up | Sense::Down }))
                ) && (self.word(at - 1).ends_with("ing") || is_any(self.word(at - 1), &GROWING)) =>
            {
                Some(true)
            }
            Class::Link(Link::Of) => {
                // "an increase in revenue of 3%"
                let changed = self.view.mentions.iter().rfind(|mention| mention.end == at);
                let of_changed = changed
                    .and_then(|mention| self.before_phrase(mention.tokens.start))
                    .filter(|link| matches!(self.class(*link), Some(Class::Link(Link::In | Link::Of | Link::To))));
                let noun = of_changed.unwrap_or(at).checked_sub(1).and_then(|at| self.class(at));
                match of_changed {
                    Some(_) => matches!(noun, Some(Class::Direction(Direction { form: Form::Noun, .. }))),
                    None => matches!(noun, Some(Class::Direction(_))),
                }
                .then_some(true)
            }
            _ => self.view.tokens[self.window.clone()]
                .iter()
                .any(|token| matches!(token.class, Class::Direction(_)))
                .then_some(false),
        }
    }
}

impl Place<'_> {
    /// The token before a phrase and what leads to it, articles left out.
    fn before_phrase(&self, start: usize) -> Option<usize> {
        (self.window.start..start)
            .rev()
            .find(|at| !matches!(self.class(*at), Some(Class::Determiner | Class::Adverb | Class::Hedge)))
    }
}

fn basis_of(class: Class) -> Option<Basis> {
    match class {
        Class::Basis(basis) => Some(basis),
        _ => None,
    }
}
