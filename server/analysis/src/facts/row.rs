//! Rows of figures, for which the period behind the last goes: "EBITDA of $2 and revenue of $9 for the fourth quarter".

use super::FigureRole;
use super::around_when::{behind, is_adverbial};
use super::moment::Moment;
use super::statement::Statement;
use super::when::When;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Pronoun};

/// How many figures a row may have behind the one that its period goes for.
const LONGEST_ROW: usize = 8;

impl<'a> Moment<'a> {
    /// "EBITDA of $2 and revenue of $9 for the fourth quarter": a period behind the last of a row goes for all of it.
    pub(super) fn distributed(&self) -> Option<&'a When> {
        let later = self.statements.iter().zip(self.moods).enumerate().skip(self.index() + 1).take(LONGEST_ROW);
        for (other, (statement, mood)) in later {
            let other_share =
                statement.role == Some(FigureRole::Share) && self.statement.role != Some(FigureRole::Share);
            let between = &self.view.tokens[self.statement.token..statement.token];
            let comma = between.iter().position(|token| token.class == Class::Boundary(Boundary::Comma));
            let behind_comma = comma.and_then(|comma| between.get(comma + 1));
            let apart = between.iter().any(|token| {
                let says = matches!(token.class, Class::Copula | Class::Verb | Class::Direction(_));
                let which = self.view.text[token.range].get(..5).is_some_and(|it| it.eq_ignore_ascii_case("which"));
                // "was $9, whereas it was $8 in 2030"
                let but = matches!(token.class, Class::Boundary(Boundary::But | Boundary::Reason));
                // "grew to $9, surpassing $50 for the year"
                let passing = behind_comma == Some(token) && self.view.text[token.range].ends_with("ing");
                // "fell 5%, following a rise of 4% last year"
                let follows = is_any(&self.view.text[token.range], &["following", "after"]);
                which
                    || but
                    || follows
                    || passing
                    || matches!(token.class, Class::Pronoun(Pronoun::Which | Pronoun::This))
                    || other_share && says
            });
            // "was $5 million, up 34%, and $16 million for the year": of one thing there are not two values in one time.
            let is_another = |before: &Statement| {
                [before, statement].iter().all(|it| it.role == Some(FigureRole::Level))
                    && before.subject.is_some()
                    && before.subject == statement.subject
                    && self.differ(before, statement)
            };
            let another = self.statements[..=self.index()].iter().any(is_another);
            if statement.base || *mood != self.mood || apart || another {
                return None;
            }
            if let Some(when) = behind(self.view, statement.token + 1..self.end_of(other)) {
                // "or 10% of last year's revenue": the year is that of the noun.
                let possessive = self.view.text[self.view.tokens[when.end - 1].range].ends_with("'s");
                // "or 27% of our full-year budget": the year is that of the budget.
                let of_noun = !is_adverbial(self.view, when);
                // "buybacks of $2 million, with $7 million left of what was authorized in 2029": it is that of another thing.
                let done = when.start.checked_sub(2).map_or("", |verb| self.view.word(verb));
                let aside = done.ends_with("ed") && self.view.word(when.start - 1).eq_ignore_ascii_case("in");
                return Some(when).filter(|when| !when.base && !possessive && !of_noun && !aside);
            }
        }
        None
    }

    /// Whether two figures say different amounts of one unit; "RMB 23 million (US$3 million)" says one amount in two.
    fn differ(&self, one: &Statement, other: &Statement) -> bool {
        let figures = self.view.figure(one.token).zip(self.view.figure(other.token));
        figures.is_some_and(|(one, other)| one.unit == other.unit && one.amount != other.amount)
    }
}
