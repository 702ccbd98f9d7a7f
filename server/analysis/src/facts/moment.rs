//! The moment of a figure: the period that one figure of a sentence is about.
//!
//! Its own period stands behind it, that of its clause before it, that of a row behind the last of the row. Where none is
//! said, it is what the [`Clock`] assumes, unless the words around the figure tell against it.

use std::ops::Range;

use tieout_figures::Kind;

use super::around_when::{
    behind, counts_own_noun, is_adverbial, is_apart, is_behind_comma, is_compound, is_fiscal_year, is_in_past_year,
    is_of_base, is_of_economy, is_of_exception, is_of_included, is_of_name, is_of_noun_behind, is_of_reason,
    is_own_range, is_since_then, is_sort_of_noun, is_until_year_end, leads_into, looks_ahead, opens_clause,
    opens_own_clause, says_expected, speaks_of_long_run, speaks_of_past, speaks_of_plan, speaks_of_trial,
};
use super::clock::Clock;
use super::nouns::is_standing;
use super::open_time::{OpenTime, compares_years, is_from, is_of_another, is_rate};
use super::period::Period;
use super::statement::{Statement, View};
use super::subject::Subject;
use super::verbs::is_of_one;
use super::when::{Setting, When};
use super::{Basis, FigureRole, Modality};
use crate::signs::lists::{DEEDS_DONE, HOLDS, PAST};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Modal};

/// A figure among those of its sentence.
pub(super) struct Moment<'a> {
    clock: &'a Clock,
    pub(super) view: &'a View<'a>,
    open: &'a OpenTime,
    pub(super) statements: &'a [Statement],
    pub(super) moods: &'a [Modality],
    /// The periods of the statements before.
    before: &'a [Option<Period>],
    /// What is said of it.
    pub(super) statement: &'a Statement,
    pub(super) mood: Modality,
    /// The tokens between the figure before and this one.
    window: Range<usize>,
    /// Whether what is not said to be otherwise is a result of the call's quarter.
    results: bool,
    /// Whether it is sure whether it lies ahead: it is a result or guidance, or the sentence tells of what is over.
    is_told: bool,
    setting: Setting,
}

impl<'a> Moment<'a> {
    /// The statement behind those whose periods are known; none where there is no more.
    pub(super) fn next(
        clock: &'a Clock,
        view: &'a View<'a>,
        open: &'a OpenTime,
        (statements, moods): (&'a [Statement], &'a [Modality]),
        before: &'a [Option<Period>],
        results: bool,
    ) -> Option<Moment<'a>> {
        let index = before.len();
        let statement = statements.get(index)?;
        let mood = moods.get(index).copied().unwrap_or_default();
        let window = index.checked_sub(1).map_or(0, |last| statements[last].token + 1)..statement.token;
        let stock = statement.subject.as_ref().map(Subject::is_stock);
        // "the Q1 guide of 61%" looks ahead, whoever speaks of it.
        let guide = window.clone().skip(1).rev().take(3).any(|at| {
            view.tokens[at].class == Class::Modal(Modal::Guidance)
                && matches!(view.tokens[at - 1].class, Class::Other(_) | Class::Period(_))
        });
        let ahead = (mood == Modality::Guidance || guide) && !statement.base;
        // What is compared with, for "a year ago".
        let reference = match before.iter().zip(statements).rev().find(|(_, other)| !other.base) {
            Some((period, _)) => *period,
            None => clock.assumed(stock == Some(true)),
        };
        let setting = Setting { ahead, reference, guided: clock.guided(), stock };
        let is_told = match mood {
            Modality::Actual if results => true,
            _ if guide => true,
            Modality::Guidance => true,
            _ => {
                let end = statements.get(index + 1).map_or(view.tokens.len(), |next| next.token);
                speaks_of_past(view, end) && !looks_ahead(view, window.start..end)
            }
        };
        let moment =
            Moment { clock, view, open, statements, moods, before, statement, mood, window, results, is_told, setting };
        Some(moment)
    }

    /// The period that the figure is about; none where that is unsure.
    pub(super) fn period(&self) -> Option<Period> {
        let (view, statement) = (self.view, self.statement);
        // "a compound annual growth rate of 8%" is that of several years.
        if is_compound(view, self.window.start, statement.token) {
            return None;
        }
        let own = behind(view, statement.token + 1..self.end());
        if statement.base {
            return self.of_base(own);
        }
        // "more than double last year's $4 million"
        if let Some(prior) = view.periods.iter().find(|when| when.base && when.end == statement.token) {
            return self.resolve(prior);
        }
        // "inside our range of 3.0x to 3.5x": it is of no quarter.
        if own.is_none() && is_own_range(view, statement.token) {
            return None;
        }
        // "on a comp a year ago that was up 81%"
        if let Some(compared) = self.of_comparable() {
            return self.resolve(&compared.compared());
        }
        // "towards our $4 million target": when it is to be reached is not said.
        let target =
            matches!(view.tokens.get(statement.token + 1).map(|it| it.class), Some(Class::Modal(Modal::Target)));
        if target && own.is_none() {
            return None;
        }
        // "a $5 million credit from the first quarter of 2030": it is that of another period.
        if own.is_some_and(|own| own.base && is_from(view, statement.token, own)) {
            return None;
        }
        if let Some(own) = own.filter(|own| !own.base) {
            return self.said_behind(own);
        }
        // "$9 million on a year-to-date basis"
        if statement.basis == Some(Basis::YearToDate) {
            return self.resolve(&When::year_to_date());
        }
        if self.open.is_habit {
            return None;
        }
        // "in line with our long-term plan of 75%": it is of no quarter.
        if speaks_of_plan(view, self.window.clone()) {
            return None;
        }
        // "a $5 million bond": it is of a period only where one is said of it.
        let named = statement.subject.as_ref().filter(|subject| !subject.metric.known);
        // "our $20 million annual contract"
        let behind = |name: &str| {
            let behind = view.tokens.get(statement.token + 1..statement.token + 3).unwrap_or_default();
            let said: Vec<&str> = behind.iter().map(|token| &view.text[token.range]).collect();
            said.join(" ").eq_ignore_ascii_case(name) && said.last().is_some_and(|noun| is_standing(noun))
        };
        let of_none = |name: &str| is_standing(name) || is_of_one(name) || self.is_money() && behind(name);
        if named.is_some_and(|subject| of_none(&subject.metric.name) || is_of_name(view, statement.token)) {
            return None;
        }
        // "the margin was 4% in July", "orders rose 6% in July"
        if self.open.is_in_month(view, statement.token) {
            return None;
        }
        // "1.2 million guests since its opening": of all the time since then.
        let changed = matches!(statement.role, Some(FigureRole::Change | FigureRole::Growth));
        if !changed && is_since_then(view, statement.token) {
            return None;
        }
        // "the $5 million share buyback, which began last year": what is allowed is of no quarter.
        if self.is_of_buyback() {
            return None;
        }
        let leading = self.leading();
        if let Some(period) = self.of_level(leading) {
            return Some(period);
        }
        // "In the quarter, we gathered $2 million over the past 12 months."
        if self.open.stretches_behind(view, statement.token) {
            return None;
        }
        match leading {
            Some(leading) => self.said_before(leading),
            None => match self.distributed() {
                Some(later) => self.resolve(later),
                None => self.unsaid(),
            },
        }
    }

    fn resolve(&self, when: &When) -> Option<Period> {
        // "another 8 pilots to hire by the end of this year": it lies ahead, whoever says so.
        let by = is_until_year_end(self.view, when);
        // Once the year is over, "we are investing $5 million this year" is of the next.
        let this = when.is_this_year() && self.view.word(when.start).to_ascii_lowercase().starts_with("this");
        let over = self.clock.now.quarter.is_some_and(|call| call.quarter == 4);
        if this && over && !speaks_of_past(self.view, self.end()) {
            return None;
        }
        let meant = when.resolve(self.clock.now, Setting { ahead: self.setting.ahead || by, ..self.setting });
        // "You guide to 20% in Q1", "it moves out of Q1": of which year depends on whether it is ahead.
        if !self.is_told && !when.base && !self.statement.base {
            let ahead = Setting { ahead: !self.setting.ahead, ..self.setting };
            return meant.filter(|_| !when.is_bare_part() || when.resolve(self.clock.now, ahead) == meant);
        }
        meant
    }

    /// Whether the figure only says which buyback is spoken of: "the $5 million share buyback".
    fn is_of_buyback(&self) -> bool {
        let token = self.statement.token;
        let bought = self.statement.subject.as_ref().is_some_and(|it| &*it.metric.name == "share repurchases");
        let the = token.checked_sub(1).is_some_and(|before| is_any(self.view.word(before), &["the", "our", "this"]));
        bought
            && the
            && matches!(self.view.tokens.get(token + 1).map(|it| it.class), Some(Class::Metric(_) | Class::Word))
    }

    fn is_money(&self) -> bool {
        let figure = self.view.figure(self.statement.token);
        figure.is_some_and(|figure| matches!(figure.kind, Kind::Money | Kind::PerShare))
    }

    /// What a part of a year means behind a year that the sentence names; none where it may be of another.
    fn part_of(&self, part: &When, year: &When) -> Option<Period> {
        let within = match self.resolve(year)? {
            Period::Year(year) => part.in_year(self.clock.now, year)?,
            _ => return None,
        };
        let alone = self.resolve(part).filter(|_| !is_in_past_year(self.view, part));
        let ahead = self.mood == Modality::Guidance && !self.statement.base;
        (ahead || alone == Some(within)).then_some(within)
    }

    pub(super) fn index(&self) -> usize {
        self.before.len()
    }

    /// Behind the tokens that stand before the next figure.
    fn end(&self) -> usize {
        self.end_of(self.index())
    }

    pub(super) fn end_of(&self, index: usize) -> usize {
        // "$4 million for the three months ended June 30": the time span is no other figure.
        let is_period = |next: &&Statement| self.view.periods.iter().any(|when| when.start == next.token);
        let next = self.statements.iter().skip(index + 1).find(|next| !is_period(next));
        next.map_or(self.view.tokens.len(), |next| next.token)
    }

    /// The period of what something is compared with.
    fn of_base(&self, own: Option<&When>) -> Option<Period> {
        let reference = self.setting.reference;
        // "was $5 million year to date, compared to $4 million": the period stands behind the figure before.
        let leads = |when: &&When| {
            let behind = when.end..self.statement.token;
            let compares = |at: usize| matches!(self.view.tokens[at].class, Class::Link(Link::Versus | Link::From));
            self.window.contains(&when.start) && !(is_apart(self.view, behind.clone()) && behind.clone().any(compares))
        };
        let own = own.or_else(|| self.view.periods.iter().rfind(leads));
        if let Some(own) = own {
            return self.resolve(&own.compared()).filter(|_| !is_in_past_year(self.view, own));
        }
        if self.statement.guided {
            return reference;
        }
        // "compared to 82% quarter on quarter and 80% year on year": each says itself from when it is.
        let itself = match self.view.tokens.get(self.statement.token + 1).map(|token| token.class) {
            Some(Class::Basis(basis)) => Some(basis),
            _ => None,
        };
        let growth = itself.or_else(|| self.index().checked_sub(1).and_then(|last| self.statements[last].basis));
        match growth? {
            Basis::YearOverYear => Some(reference?.plus_years(-1)),
            Basis::QuarterOverQuarter => reference?.before(),
            Basis::YearToDate | Basis::VersusGuidance => None,
        }
    }

    /// The period of what something was compared with, where the figure is said of that.
    fn of_comparable(&self) -> Option<&'a When> {
        let when = self.view.periods.iter().rfind(|when| when.end <= self.statement.token && when.base)?;
        let between = &self.view.tokens[when.end..self.statement.token];
        let begins = between.first().is_some_and(|token| {
            is_any(&self.view.text[token.range], &["that", "which"]) && when.start >= self.window.start
        });
        (begins && !is_apart(self.view, when.end..self.statement.token)).then_some(when)
    }

    /// What a period behind the figure means for it.
    fn said_behind(&self, own: &When) -> Option<Period> {
        // "on a year-over-year basis, it was $2 million last year": the quarter of either year is meant.
        if own.is_relative_year() && compares_years(self.view, own) {
            return None;
        }
        // "66% was high, going into the fourth quarter"
        if self.statement.subject.is_none() && !is_adverbial(self.view, own)
            || self.mood == Modality::Actual && leads_into(self.view, own)
        {
            return None;
        }
        // "from 81% last year to 80% this year": the quarters of both.
        let last = self.index().checked_sub(1).filter(|last| self.statements[*last].base);
        if let Some(Some(Period::Quarter(base))) = last.and_then(|last| self.before.get(last))
            && own.is_this_year()
        {
            return Some(Period::Quarter(base.plus(4)));
        }
        self.meaning(own)
    }

    /// What changed is what the level before it is about.
    fn of_level(&self, leading: Option<&When>) -> Option<Period> {
        let change = matches!(self.statement.role, Some(FigureRole::Growth | FigureRole::Change));
        let level = self.statements[..self.index()].iter().any(|other| !other.base);
        let itself = leading.is_some_and(|when| self.window.contains(&when.start));
        self.setting
            .reference
            .filter(|_| change && level && !itself && !self.open.spans(self.view, self.statement.token))
    }

    /// The period said before a figure that may go for it.
    fn leading(&self) -> Option<&'a When> {
        let (view, statement) = (self.view, self.statement);
        view.periods
            .iter()
            .rfind(|when| {
                let before = !when.base && when.end <= statement.token;
                let exception = when.is_prior() && is_of_exception(view, when, statement.token);
                before
                    && !is_of_base(view, when, self.statements)
                    && !exception
                    && !is_of_included(view, when, statement)
                    && !is_sort_of_noun(view, when)
            })
            // "mainly from a sale in the prior year, profit rose by": of the sale.
            .filter(|when| {
                let apart = match when.is_relative_year() {
                    true => is_behind_comma(view, when.end..statement.token),
                    false => is_apart(view, when.end..statement.token),
                };
                !when.is_prior() || when.start <= 3 || !apart
            })
            // "our cuts of 2030, and new ones, will reduce costs by": what is expected is in no year that is over.
            .filter(|when| {
                let over = || self.resolve(when).is_some_and(|period| self.clock.is_over(period));
                self.mood != Modality::Guidance || !is_apart(view, when.end..statement.token) || !over()
            })
    }

    /// What a period before the figure means for it.
    fn said_before(&self, leading: &When) -> Option<Period> {
        let (view, statement) = (self.view, self.statement);
        if leading.is_relative_year() && compares_years(view, leading) || is_of_another(view, leading, statement) {
            return None;
        }
        // "savings of $2 million in 2032, and annual run-rate savings of $3 million": in which year is not said.
        let behind = self.statements[..self.index()].iter().any(|other| other.token < leading.start);
        let rate = statement.subject.as_ref().is_some_and(Subject::is_run_rate);
        if rate && behind && is_apart(view, leading.end..statement.token) {
            return None;
        }
        // Of a figure of which nothing is known, only a period of its own clause is believed.
        let mut between = view.tokens[leading.end..statement.token].iter().skip(1);
        if statement.subject.is_none() && between.any(|token| matches!(token.class, Class::Boundary(_))) {
            return None;
        }
        // "It was 11% at March 31, and we would be comfortable at 10%": of a time that is not said.
        let of_other = self.mood == Modality::Hypothetical
            && self.statements[..self.index()].iter().any(|it| it.token < leading.start);
        if of_other && is_apart(view, leading.end..statement.token) {
            return None;
        }
        let same_mood = self.statements.iter().zip(self.moods).all(|(other, other_mood)| {
            *other_mood == self.mood || !(leading.end..statement.token).contains(&other.token)
        });
        same_mood.then(|| self.meaning(leading)).flatten()
    }

    /// The period of a figure of which none is said.
    fn unsaid(&self) -> Option<Period> {
        let (view, statement) = (self.view, self.statement);
        let subject = statement.subject.as_ref()?;
        if self.is_held_now() && view.periods.iter().all(|when| self.is_of_others(when)) {
            return self.clock.assumed(true);
        }
        if self.is_so_now() && view.periods.iter().all(|when| self.is_of_others(when)) {
            return self.clock.assumed(true);
        }
        if self.is_compared_with_quarter() {
            return self.clock.now.quarter.map(Period::Quarter);
        }
        let counted = counts_own_noun(view, statement) && !self.is_deed();
        if !subject.metric.known && (counted || is_of_economy(&subject.metric.name)) {
            return None;
        }
        // What each customer brings a month is that of a quarter all the same.
        let total = subject.entry().is_none_or(|entry| entry.stock);
        // "we have already found $5 million of savings": since when, is not said.
        if !subject.is_stock() && view.notes.is_until_now {
            return None;
        }
        // "in the Phase 1 study, the response rate was 64%"
        if !self.is_money() && speaks_of_trial(view, statement.token) {
            return None;
        }
        if self.open.spans(view, statement.token) || total && is_rate(view, statement.token) {
            return None;
        }
        // "up against a hard year-ago compare, when revenue grew": in that year.
        if view.periods.iter().any(|when| when.end <= statement.token && opens_clause(view, when)) {
            return None;
        }
        // "rose to £12 million (2030: £10 million)": of a year as well.
        let is_longer = |when: &When| {
            let label = when.start.checked_sub(1).is_some_and(|before| view.word(before).starts_with('('));
            when.base && label && !matches!(self.resolve(when), None | Some(Period::Quarter(_)))
        };
        if view.periods.iter().any(is_longer) {
            return None;
        }
        match self.mood {
            _ if statement.role == Some(FigureRole::Target) => None,
            // "with an expected yield of 7%": when it is to be reached, is not said.
            Modality::Actual if says_expected(view, self.window.clone()) => None,
            Modality::Guidance if speaks_of_long_run(view) => None,
            Modality::Guidance => self.clock.guided(),
            // "Compared to the prior fiscal year, revenue grew to $14 million": of a year as well.
            Modality::Actual if view.periods.iter().any(|when| when.base && is_fiscal_year(view, when)) => None,
            Modality::Actual if self.results && view.periods.iter().all(|when| self.is_of_others(when)) => {
                self.clock.assumed(subject.is_stock())
            }
            // "Traffic was up 27% year on year": told in an answer, it is that of the quarter as well.
            Modality::Actual if self.is_growth_told() && view.periods.iter().all(|when| self.is_of_others(when)) => {
                self.clock.assumed(subject.is_stock())
            }
            _ => None,
        }
    }

    /// Whether a period of the sentence is that of other things than the figure, or the quarter of the call by another name.
    fn is_of_others(&self, when: &When) -> bool {
        let (view, statement) = (self.view, self.statement);
        when.base
            || is_of_base(view, when, self.statements)
            || when.start > statement.token && is_of_noun_behind(view, when)
            || when.is_reported_quarter()
            || self.clock.is_quarter_of_call(when)
            || is_of_reason(view, when, statement)
            || self.is_of_another_clause(when)
            || when.is_prior() && is_of_exception(view, when, statement.token)
    }

    /// Whether the figure counts what there is at the time of the call: "we currently have 64 ferry pilots".
    fn is_held_now(&self) -> bool {
        let (view, token) = (self.view, self.statement.token);
        let count = view.figure(token).is_some_and(|figure| figure.kind == Kind::Count);
        let skipped = |at: &usize| matches!(view.tokens[*at].class, Class::Hedge | Class::Adverb | Class::Determiner);
        let mut before = self.window.clone().rev().skip_while(skipped);
        let has = before.next().is_some_and(|at| is_any(view.word(at), &HOLDS));
        let mut before = before.skip_while(skipped);
        let we = before.next().is_some_and(|at| is_any(view.word(at), &["we"]));
        count && has && we && self.mood == Modality::Actual && self.statement.role == Some(FigureRole::Level)
    }

    /// Whether the figure is growth from a year or a quarter before that is over. Once the year is over, it may be that of the
    /// year.
    fn is_growth_told(&self) -> bool {
        let basis = matches!(self.statement.basis, Some(Basis::YearOverYear | Basis::QuarterOverQuarter));
        let year_over = self.clock.now.quarter.is_none_or(|call| call.quarter == 4);
        let told = self.statement.role == Some(FigureRole::Growth) && speaks_of_past(self.view, self.end());
        basis && told && !year_over
    }

    /// Whether the sentence says that a share is what it says now: "half of our customers now have a berth".
    fn is_so_now(&self) -> bool {
        let (view, statement) = (self.view, self.statement);
        let told = matches!(self.mood, Modality::Actual | Modality::Question);
        let now = (self.window.start..self.end()).any(|at| is_any(view.word(at), &["now", "currently", "today"]));
        let clause = (self.window.start..statement.token)
            .rfind(|at| matches!(view.tokens[*at].class, Class::Boundary(_)))
            .unwrap_or(self.window.start);
        let past = (clause..self.end()).any(|at| is_any(view.word(at), &PAST));
        told && now && statement.role == Some(FigureRole::Share) && !past && !view.notes.is_until_now
    }

    /// Whether the figure, or what it is compared with, is said to be compared with the quarter before that of the call:
    /// "improved to 79%, compared to 78% in the prior quarter".
    fn is_compared_with_quarter(&self) -> bool {
        let (view, statement) = (self.view, self.statement);
        let prior = |when: &When| {
            let base = when.base || is_of_base(view, when, self.statements);
            base && when.is_quarter_before() && when.start > statement.token
        };
        let compared = view.periods.iter().any(prior) && view.periods.iter().all(|when| self.is_of_others(when));
        let clause = |when: &When| {
            !view.tokens[statement.token..when.start].iter().any(|token| {
                matches!(
                    token.class,
                    Class::Boundary(Boundary::Semicolon | Boundary::But | Boundary::Reason) | Class::Verb
                )
            })
        };
        let told = matches!(self.mood, Modality::Actual | Modality::Hypothetical) && speaks_of_past(view, self.end());
        told && compared && view.periods.iter().filter(|when| prior(when)).any(clause)
    }

    /// Whether the company is told to have done what the figure counts: "we completed five new piers".
    fn is_deed(&self) -> bool {
        let (view, token) = (self.view, self.statement.token);
        let skipped = |at: &usize| matches!(view.tokens[*at].class, Class::Hedge | Class::Adverb | Class::Determiner);
        let mut before = self.window.clone().rev().skip_while(skipped);
        let did = before.next().is_some_and(|at| is_any(view.word(at), &DEEDS_DONE));
        let mut before = before.skip_while(skipped);
        let we = before.next().is_some_and(|at| is_any(view.word(at), &["we"]));
        let count = view.figure(token).is_some_and(|figure| figure.kind == Kind::Count);
        count && did && we && self.mood == Modality::Actual
    }

    /// Whether a period behind the figure is that of another clause: "we have 64 berths, and expect to reach 70 by year end".
    fn is_of_another_clause(&self, when: &When) -> bool {
        let token = self.statement.token;
        let own = |other: &&Statement| other.token > token && other.token < when.start;
        let last = self.statements.iter().zip(self.moods).rfind(|(other, _)| own(other));
        let looks_ahead = last.is_some_and(|(other, mood)| {
            *mood == Modality::Guidance && self.mood == Modality::Actual && is_apart(self.view, token..other.token)
        });
        // "and we saw a June quarter record": which quarter is then meant is unsure.
        let quarter = || matches!(self.resolve(when), Some(Period::Quarter(_)));
        when.start > token && (looks_ahead || opens_own_clause(self.view, token..when.start) && !quarter())
    }

    /// What a period expression means. "In 2004 growth was 5% and revenue for the year was $2 million": the year is the
    /// one named before.
    fn meaning(&self, when: &When) -> Option<Period> {
        let periods = &self.view.periods;
        // "In 2032, we expect $9 million, with half of it in the second half": of the year named before.
        if when.is_bare_part()
            && let Some(year) = periods.iter().rfind(|other| !other.base && other.end <= when.start && other.is_year())
        {
            return self.part_of(when, year);
        }
        let named = periods.iter().rfind(|other| !other.base && other.end <= when.start && !other.is_bare());
        let period = self.resolve(when).filter(|_| !is_in_past_year(self.view, when));
        let Some(named) = named.filter(|_| when.is_bare()) else { return period };
        let named = self.resolve(named)?;
        match (named, period?) {
            (Period::Year(_) | Period::CalendarYear(_), Period::Year(_)) => Some(named),
            (Period::Quarter(_), Period::Quarter(_)) => Some(named),
            _ => None,
        }
    }
}
