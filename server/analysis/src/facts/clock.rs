//! The clock: which period each figure is about.
//!
//! A figure's own period stands behind it ("$2 million in Q2"), a clause's before it ("In Q2, revenue was"). Where a
//! sentence says nothing, what its speaker was talking about goes on: the period guided in a passage on the outlook, a
//! full year opened by "for the full year", else the quarter of the call for results in prepared remarks.

use std::ops::Range;

use super::around_when::{
    announces, behind, counts_own_noun, is_adverbial, is_apart, is_behind_comma, is_fiscal_year, is_of_base,
    is_of_economy, is_of_exception, is_of_name, is_of_reason, opens_clause, speaks_of_long_run, speaks_of_now,
    speaks_of_plan,
};
use super::growth;
use super::naming::is_any;
use super::noun_phrase::is_standing;
use super::open_time::{OpenTime, compares_years, is_from, is_of_another, is_rate};
use super::period::{Now, Period};
use super::statement::{Statement, View};
use super::subject::Subject;
use super::when::{Said, Setting, When};
use super::{Basis, FigureRole, Modality};
use crate::tokens::{Boundary, Class, Direction, Link, Modal, Pronoun, Sense, Token};

/// Among how many tokens a sentence that opens a passage on the outlook names it.
const OPENING: usize = 14;

/// How many figures a row may have behind the one that its period goes for.
const LONGEST_ROW: usize = 8;

/// Keeps the periods that a turn is about, sentence by sentence.
pub(super) struct Clock {
    pub(super) now: Now,
    /// What results are about in this stretch of the turn, if not the quarter of the call.
    results: Option<Period>,
    /// Whether results of another period than the call's quarter were reported before, so that nothing is sure now.
    elsewhere: bool,
    /// Whether they were in a paragraph before, so that nothing is sure until another part of the company is spoken of.
    unsure: bool,
    /// What guidance is about in this stretch of the turn.
    guided: Option<Period>,
    /// Whether a sentence of the turn has opened a passage on the outlook.
    outlook: bool,
    /// Whether the sentence before announced guidance, or went on with a list of it.
    guides: bool,
}

/// What is done with a year that is over.
const CLOSING: [&str; 5] = ["closed", "ended", "finished", "completed", "concluded"];

impl Clock {
    /// At the beginning of a turn, which is about nothing in particular yet.
    pub(super) fn new(now: Now) -> Clock {
        Clock { now, results: None, elsewhere: false, unsure: false, guided: None, outlook: false, guides: false }
    }

    /// Whether the sentence before announced guidance, or went on with a list of it.
    pub(super) fn guides(&self) -> bool {
        self.guides
    }

    /// In a new paragraph, results of another period than the call's quarter may go on or not.
    pub(super) fn next_paragraph(&mut self) {
        self.unsure |= self.elsewhere;
        self.elsewhere =
            self.results.take().is_some_and(|period| Some(period) != self.now.quarter.map(Period::Quarter));
    }

    /// The period of each statement of the next sentence of the turn. `results` says that what is not said to be
    /// otherwise is a result of the call's quarter.
    pub(super) fn read(
        &mut self,
        view: &View<'_>,
        statements: &[Statement],
        moods: &[Modality],
        results: bool,
    ) -> Vec<Option<Period>> {
        self.listen(view, statements.is_empty());
        self.unsure &= !statements.iter().filter_map(|it| it.subject.as_ref()).any(Subject::is_of_part);
        let open = OpenTime::of(view);
        let mut periods = Vec::new();
        for (index, statement) in statements.iter().enumerate() {
            let mood = moods.get(index).copied().unwrap_or_default();
            let period = self.period(view, &open, statements, moods, index, &periods, results);
            let period = period.or_else(|| compared_growth(statements, index, &periods));
            if mood == Modality::Guidance && !statement.base && period.is_some_and(|period| self.lies_ahead(period)) {
                self.guided = period;
            }
            periods.push(period);
        }
        self.share_out(view, statements, &mut periods);
        let actual = || {
            let said = periods.iter().zip(statements).zip(moods);
            said.filter(|((_, it), mood)| **mood == Modality::Actual && !it.base).map(|((period, it), _)| (*period, it))
        };
        let is_quarter = |period: Option<Period>| period.is_some() && period == self.now.quarter.map(Period::Quarter);
        // A balance says nothing of the period of what is said around it.
        let balance = |it: &Statement| it.subject.as_ref().is_some_and(Subject::is_stock);
        if actual().any(|(period, it)| is_quarter(period) && !(self.unsure && balance(it))) {
            self.elsewhere = false;
            self.unsure = false;
        } else if self.results.is_none()
            && actual().any(|(period, _)| period.is_some_and(|period| self.holds_quarter(period)))
        {
            // "Full-year EPS was $4. We generated": what goes on without a period is of either.
            self.elsewhere = true;
        }
        if !statements.is_empty() || !view.tokens.is_empty() {
            self.guides = match moods.last() {
                Some(mood) => self.guides && *mood == Modality::Guidance,
                None => announces(view),
            };
        }
        periods
    }

    /// Gives each figure of a list its own of the periods that follow: "5% and 9% for Q3 and the nine months respectively".
    fn share_out(&self, view: &View<'_>, statements: &[Statement], periods: &mut [Option<Period>]) {
        let Some(end) = (0..view.tokens.len()).find(|at| view.word(*at).eq_ignore_ascii_case("respectively")) else {
            return;
        };
        let joins = |mut between: Range<usize>| {
            between.all(|at| {
                let class = view.tokens[at].class;
                matches!(class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Determiner)
            })
        };
        let mut start = end;
        let mut listed: Vec<&When> = Vec::new();
        for when in view.periods.iter().rev().skip_while(|when| when.end > end) {
            if !joins(when.end..start) || when.base {
                break;
            }
            start = when.start;
            listed.push(when);
        }
        let behind = statements.partition_point(|statement| statement.token < start);
        let Some(first) = behind.checked_sub(listed.len()).filter(|_| listed.len() > 1) else { return };
        let row = &statements[first..behind];
        if row.windows(2).all(|two| joins(two[0].token + 1..two[1].token)) {
            let setting = Setting { ahead: false, reference: None, guided: None, stock: None };
            for (period, when) in periods[first..behind].iter_mut().zip(listed.iter().rev()) {
                *period = when.resolve(self.now, setting);
            }
        }
    }

    /// What a result without a period is about; none where that is unsure.
    /// The state at a moment is that at the end of the quarter, also where a longer period was spoken of that ends with it.
    fn assumed(&self, stock: bool) -> Option<Period> {
        let quarter = self.now.quarter.map(Period::Quarter);
        self.results.or(quarter).filter(|_| !self.outlook && !self.elsewhere && (stock || !self.unsure))
    }

    /// Whether a period can be guided: it is not over when the call is held.
    fn lies_ahead(&self, period: Period) -> bool {
        let Some(call) = self.now.quarter else { return false };
        match period {
            Period::Quarter(quarter) => quarter > call,
            Period::Year(year) | Period::Half(year, _) => year >= call.year,
            _ => false,
        }
    }

    /// Whether a year was over before the one of the call began.
    fn is_over(&self, period: Period) -> bool {
        let Some(call) = self.now.quarter else { return false };
        match period {
            Period::Quarter(quarter) => quarter.year < call.year,
            Period::Year(year) => year < call.year,
            _ => false,
        }
    }

    /// Whether a period is a longer one that ends with the quarter of the call.
    fn holds_quarter(&self, period: Period) -> bool {
        let Some(call) = self.now.quarter else { return false };
        match period {
            Period::Year(year) => year == call.year && call.quarter == 4,
            Period::Half(year, half) => year == call.year && call.quarter == half * 2,
            Period::NineMonths(year) => year == call.year && call.quarter == 3,
            _ => false,
        }
    }

    /// Takes notice of what a sentence says the next ones are about.
    fn listen(&mut self, view: &View<'_>, heading: bool) {
        if speaks_of_now(view) {
            self.results = None;
            self.elsewhere = false;
            self.unsure = false;
        }
        if view.moves_on {
            self.results = None;
            self.elsewhere = false;
            self.unsure = false;
            self.outlook = false;
        }
        // "We see the same in 2032.": what is expected next may be of either.
        if heading && self.guided.is_some() && self.names_other(view) {
            self.guided = None;
        }
        let Some(first) = view.periods.first().filter(|first| !first.base) else { return };
        let guidance = |token: &Token| matches!(token.class, Class::Modal(Modal::Guidance));
        let expects = |token: &Token| matches!(token.class, Class::Modal(Modal::Guidance | Modal::Expect));
        // "Our full-year outlook remains unchanged." touches on it.
        let flat = |token: &Token| matches!(token.class, Class::Direction(Direction { sense: Sense::Flat, .. }));
        if heading && view.tokens.iter().any(guidance) && view.tokens.iter().any(flat) {
            return;
        }
        if heading && view.tokens.iter().any(guidance) {
            // "Our outlook for the fourth quarter is as follows."
            let around = first.start.saturating_sub(3)..(first.end + 3).min(view.tokens.len());
            let near = first.start <= 3 || view.tokens[around].iter().any(guidance);
            // What is only touched on along the way opens no passage.
            let near = near && view.tokens.iter().take(OPENING).any(guidance);
            let setting = Setting { ahead: true, reference: None, guided: self.guided, stock: None };
            let period = first.resolve(self.now, setting).filter(|period| near && self.lies_ahead(*period));
            if period.is_some() {
                self.guided = period;
                self.outlook = true;
            }
            return;
        }
        // "Now back to the quarter."
        if heading && first.is_reported_quarter() && !view.tokens.iter().any(expects) {
            self.results = None;
            self.elsewhere = false;
            self.unsure = false;
            self.outlook = false;
        }
        // "In 2004, churn was" and "For the full year, ..." open a stretch of their own.
        let before = view.tokens[..first.start].iter().rev().find(|token| !matches!(token.class, Class::Determiner));
        let adverbial = before.is_none_or(|token| matches!(token.class, Class::Link(Link::In | Link::For)));
        let leads = first.start <= 4
            && adverbial
            && matches!(view.tokens.get(first.end).map(|it| it.class), None | Some(Class::Boundary(_) | Class::Word));
        if leads && !view.tokens.iter().any(expects) {
            let setting = Setting { ahead: false, reference: None, guided: None, stock: None };
            self.results = first.resolve(self.now, setting);
            self.elsewhere = self.results.is_none();
            self.outlook = false;
        }
        // "We closed 2032 with earnings of $4.12 per share": what is said next may be of the year as well.
        let with = view.tokens.get(first.end).is_some_and(|it| it.class == Class::Link(Link::With));
        let closes = view.tokens[..first.start].last().is_some_and(|it| is_any(&view.text[it.range], &CLOSING));
        if first.start <= 4
            && closes
            && with
            && view.periods.iter().all(|it| it.base || matches!(it.said, Said::Year(_)))
        {
            self.results = None;
            self.elsewhere = true;
        }
    }

    /// Whether a sentence names a period that can be guided, and in another year than the one that is.
    fn names_other(&self, view: &View<'_>) -> bool {
        let setting = Setting { ahead: true, reference: None, guided: self.guided, stock: None };
        let meant = |when: &When| when.resolve(self.now, setting);
        let guided = self.guided.and_then(Period::fiscal_year);
        let ahead = |period: Period| self.lies_ahead(period) && period.fiscal_year() != guided;
        view.periods.iter().filter(|when| !when.base && when.names_year()).filter_map(meant).any(ahead)
    }

    #[expect(clippy::too_many_arguments, reason = "a period depends on all that the sentence says around its figure")]
    fn period(
        &self,
        view: &View<'_>,
        open: &OpenTime,
        statements: &[Statement],
        moods: &[Modality],
        index: usize,
        before: &[Option<Period>],
        results: bool,
    ) -> Option<Period> {
        let statement = &statements[index];
        let mood = moods.get(index).copied().unwrap_or_default();
        let window = index.checked_sub(1).map_or(0, |last| statements[last].token + 1)..statement.token;
        let after = statement.token + 1..statements.get(index + 1).map_or(view.tokens.len(), |next| next.token);
        let own = behind(view, after);
        let stock = statement.subject.as_ref().map(Subject::is_stock);
        // What is compared with, for "a year ago".
        let compared = before.iter().zip(statements).rev().find(|(_, other)| !other.base);
        let reference = match compared {
            Some((period, _)) => *period,
            None => self.assumed(stock == Some(true)),
        };
        // "the Q1 guide of 61%" looks ahead, whoever speaks of it.
        let guide = window.clone().skip(1).rev().take(3).any(|at| {
            view.tokens[at].class == Class::Modal(Modal::Guidance)
                && matches!(view.tokens[at - 1].class, Class::Other(_) | Class::Period(_))
        });
        let ahead = (mood == Modality::Guidance || guide) && !statement.base;
        let setting = Setting { ahead, reference, guided: self.guided, stock };
        if statement.base {
            let own = own.or_else(|| view.periods.iter().rfind(|when| window.contains(&when.start)));
            if let Some(own) = own {
                return own.compared().resolve(self.now, setting);
            }
            if statement.guided {
                return reference;
            }
            // "compared to 82% quarter on quarter and 80% year on year": each says itself from when it is.
            let itself = match view.tokens.get(statement.token + 1).map(|token| token.class) {
                Some(Class::Basis(basis)) => Some(basis),
                _ => None,
            };
            let growth = itself.or_else(|| index.checked_sub(1).and_then(|last| statements[last].basis));
            return match growth? {
                Basis::YearOverYear => Some(reference?.plus_years(-1)),
                Basis::QuarterOverQuarter => reference?.before(),
                Basis::YearToDate | Basis::VersusGuidance => None,
            };
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
            // "on a year-over-year basis, it was $2 million last year": the quarter of either year is meant.
            if own.is_relative_year() && compares_years(view, own) {
                return None;
            }
            if statement.subject.is_none() && !is_adverbial(view, own) {
                return None;
            }
            // "from 81% last year to 80% this year": the quarters of both.
            let last = index.checked_sub(1).filter(|last| statements[*last].base);
            if let Some(Some(Period::Quarter(base))) = last.and_then(|last| before.get(last))
                && own.is_this_year()
            {
                return Some(Period::Quarter(base.plus(4)));
            }
            return self.meaning(view, own, setting);
        }
        // "$9 million on a year-to-date basis"
        if statement.basis == Some(Basis::YearToDate) {
            return When::year_to_date().resolve(self.now, setting);
        }
        // "in line with our long-term plan of 75%": it is of no quarter.
        if speaks_of_plan(view, window.clone()) {
            return None;
        }
        // "a $5 million bond": it is of a period only where one is said of it.
        let named = statement.subject.as_ref().filter(|subject| !subject.metric.known);
        if named.is_some_and(|subject| is_standing(&subject.metric.name) || is_of_name(view, statement.token)) {
            return None;
        }
        // What changed is what the level before it is about.
        let change = matches!(statement.role, Some(FigureRole::Growth | FigureRole::Change));
        let leading = self.leading(view, statements, statement, mood, setting);
        if change
            && compared.is_some()
            && !open.spans(view, statement.token)
            && !leading.is_some_and(|when| window.contains(&when.start))
            && reference.is_some()
        {
            return reference;
        }
        // "In the quarter, we gathered $2 million over the past 12 months."
        if open.stretches_behind(view, statement.token) {
            return None;
        }
        if let Some(leading) = leading {
            if leading.is_relative_year() && compares_years(view, leading) || is_of_another(view, leading, statement) {
                return None;
            }
            // "savings of $2 million in 2032, and annual run-rate savings of $3 million": in which year is not said.
            let behind = statements[..index].iter().any(|other| other.token < leading.start);
            let rate = statement.subject.as_ref().is_some_and(Subject::is_run_rate);
            if rate && behind && is_apart(view, leading.end..statement.token) {
                return None;
            }
            // Of a figure of which nothing is known, only a period of its own clause is believed.
            let mut between = view.tokens[leading.end..statement.token].iter().skip(1);
            if statement.subject.is_none() && between.any(|token| matches!(token.class, Class::Boundary(_))) {
                return None;
            }
            let same_mood = statements.iter().zip(moods).all(|(other, other_mood)| {
                *other_mood == mood || !(leading.end..statement.token).contains(&other.token)
            });
            return same_mood.then(|| self.meaning(view, leading, setting)).flatten();
        }
        if let Some(later) = self.distributed(view, statements, moods, index) {
            return later.resolve(self.now, setting);
        }
        self.unsaid(view, open, statements, statement, mood, results)
    }

    /// The period said before a figure that may go for it.
    fn leading<'v>(
        &self,
        view: &'v View<'_>,
        statements: &[Statement],
        statement: &Statement,
        mood: Modality,
        setting: Setting,
    ) -> Option<&'v When> {
        view.periods
            .iter()
            .rfind(|when| {
                let before = !when.base && when.end <= statement.token;
                let exception = when.is_prior() && is_of_exception(view, when, statement.token);
                before && !is_of_base(view, when, statements) && !exception
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
                let over = || when.resolve(self.now, setting).is_some_and(|period| self.is_over(period));
                mood != Modality::Guidance || !is_apart(view, when.end..statement.token) || !over()
            })
    }

    /// The period of a figure of which none is said.
    fn unsaid(
        &self,
        view: &View<'_>,
        open: &OpenTime,
        statements: &[Statement],
        statement: &Statement,
        mood: Modality,
        results: bool,
    ) -> Option<Period> {
        let subject = statement.subject.as_ref()?;
        if !subject.metric.known && (counts_own_noun(view, statement) || is_of_economy(&subject.metric.name)) {
            return None;
        }
        // What each customer brings a month is that of a quarter all the same.
        let entry = subject.entry();
        let total = entry.is_none_or(|entry| entry.stock);
        // "we have already found $5 million of savings": since when, is not said.
        let stock = subject.is_stock();
        if !stock && view.notes.is_until_now {
            return None;
        }
        if open.spans(view, statement.token) || total && is_rate(view, statement.token) {
            return None;
        }
        // "up against a hard year-ago compare, when revenue grew": in that year.
        if view.periods.iter().any(|when| when.end <= statement.token && opens_clause(view, when)) {
            return None;
        }
        match mood {
            _ if statement.role == Some(FigureRole::Target) => None,
            Modality::Guidance if speaks_of_long_run(view) => None,
            Modality::Guidance => self.guided,
            // "Compared to the prior fiscal year, revenue grew to $14 million": of a year as well.
            Modality::Actual if view.periods.iter().any(|when| when.base && is_fiscal_year(view, when)) => None,
            Modality::Actual
                if results
                    && view.periods.iter().all(|when| {
                        when.base
                            || is_of_base(view, when, statements)
                            || when.is_reported_quarter()
                            || self.is_quarter_of_call(when)
                            || is_of_reason(view, when, statement)
                            || when.is_prior() && is_of_exception(view, when, statement.token)
                    }) =>
            {
                self.assumed(stock)
            }
            _ => None,
        }
    }

    /// Whether a period is the quarter of the call under another name: "a June quarter record".
    fn is_quarter_of_call(&self, when: &When) -> bool {
        let setting = Setting { ahead: false, reference: None, guided: None, stock: None };
        let quarter = self.now.quarter.map(Period::Quarter);
        quarter.is_some() && when.resolve(self.now, setting) == quarter
    }

    /// What a period expression means. "In 2004 growth was 5% and revenue for the year was $2 million": the year is the
    /// one named before.
    fn meaning(&self, view: &View<'_>, when: &When, setting: Setting) -> Option<Period> {
        let named = view.periods.iter().rfind(|other| !other.base && other.end <= when.start && !other.is_bare());
        let period = when.resolve(self.now, setting);
        let Some(named) = named.filter(|_| when.is_bare()) else { return period };
        let named = named.resolve(self.now, setting)?;
        match (named, period?) {
            (Period::Year(_) | Period::CalendarYear(_), Period::Year(_)) => Some(named),
            (Period::Quarter(_), Period::Quarter(_)) => Some(named),
            _ => None,
        }
    }

    /// "EBITDA of $2 and revenue of $9 for the fourth quarter": a period behind the last of a row goes for all of it.
    fn distributed<'v>(
        &self,
        view: &'v View<'_>,
        statements: &[Statement],
        moods: &[Modality],
        index: usize,
    ) -> Option<&'v When> {
        let later = statements.iter().zip(moods).enumerate().skip(index + 1).take(LONGEST_ROW);
        for (other, (statement, mood)) in later {
            let other_share =
                statement.role == Some(FigureRole::Share) && statements[index].role != Some(FigureRole::Share);
            let between = &view.tokens[statements[index].token..statement.token];
            let comma = between.iter().position(|token| token.class == Class::Boundary(Boundary::Comma));
            let behind_comma = comma.and_then(|comma| between.get(comma + 1));
            let apart = between.iter().any(|token| {
                let says = matches!(token.class, Class::Copula | Class::Verb | Class::Direction(_));
                let which = view.text[token.range].get(..5).is_some_and(|it| it.eq_ignore_ascii_case("which"));
                // "grew to $9, surpassing $50 for the year"
                let passing = behind_comma == Some(token) && view.text[token.range].ends_with("ing");
                let but = token.class == Class::Boundary(Boundary::But);
                which
                    || but
                    || passing
                    || matches!(token.class, Class::Pronoun(Pronoun::Which | Pronoun::This))
                    || other_share && says
            });
            if statement.base || Some(mood) != moods.get(index) || apart {
                return None;
            }
            let after = statement.token + 1..statements.get(other + 1).map_or(view.tokens.len(), |next| next.token);
            if let Some(when) = behind(view, after) {
                // "or 10% of last year's revenue": the year is that of the noun.
                let possessive = view.text[view.tokens[when.end - 1].range].ends_with("'s");
                return Some(when).filter(|when| !when.base && !possessive);
            }
        }
        None
    }
}
/// The period of the growth that growth of others is compared with: "we grew 9% in the quarter, as against the industry
/// growth of 5%".
fn compared_growth(statements: &[Statement], index: usize, periods: &[Option<Period>]) -> Option<Period> {
    let others = statements[index].subject.as_ref().is_some_and(growth::is_of_others);
    let before = index.checked_sub(1).filter(|_| others)?;
    let grew = statements[before].role == Some(FigureRole::Growth);
    periods[before].filter(|_| grew)
}
