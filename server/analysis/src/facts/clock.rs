//! The clock: which periods a turn is about, sentence by sentence.
//!
//! Where a sentence says nothing of the period of a figure, what its speaker was talking about goes on: the period guided in a passage on the outlook, a full year opened by "for the full year", else
//! the quarter of the call for results in prepared remarks.

use super::Modality;
use super::around_when::{announces, goes_back, speaks_of_now};
use super::period::{Now, Period};
use super::statement::{Statement, View};
use super::subject::Subject;
use super::when::{Said, Setting, When};
use crate::signs::lists::CLOSING;
use crate::signs::words::is_any;
use crate::tokens::{Class, Direction, Link, Modal, PeriodWord, Sense, Token};

/// Whether a sentence tells that guidance was raised or lowered: "to raise our revenue guidance".
fn is_raised(view: &View<'_>) -> bool {
    let guidance = view.tokens.iter().position(|token| matches!(token.class, Class::Modal(Modal::Guidance)));
    let before = guidance.map_or(0..0, |at| at.saturating_sub(4)..at);
    before
        .into_iter()
        .any(|at| is_any(view.word(at), &["raise", "raised", "increase", "increased", "lower", "lowered"]))
}

/// Among how many tokens a sentence that opens a passage on the outlook names it.
const OPENING: usize = 14;

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
    /// Whether a result of the call's quarter was told in this paragraph.
    of_quarter: bool,
    /// Whether the paragraph has gone back to a time counted from now: "Two years ago, we began".
    then: bool,
}

impl Clock {
    /// At the beginning of a turn, which is about nothing in particular yet.
    pub(super) fn new(now: Now) -> Clock {
        Clock {
            now,
            results: None,
            elsewhere: false,
            unsure: false,
            guided: None,
            outlook: false,
            guides: false,
            of_quarter: false,
            then: false,
        }
    }

    /// Whether the sentence before announced guidance, or went on with a list of it.
    pub(super) fn guides(&self) -> bool {
        self.guides
    }

    /// What guidance is about in this stretch of the turn.
    pub(super) fn guided(&self) -> Option<Period> {
        self.guided
    }

    /// In a new paragraph, results of another period than the call's quarter may go on or not.
    pub(super) fn next_paragraph(&mut self) {
        self.unsure |= self.elsewhere;
        self.of_quarter = false;
        self.then = false;
        self.elsewhere =
            self.results.take().is_some_and(|period| Some(period) != self.now.quarter.map(Period::Quarter));
    }

    /// Takes notice of the next sentence, before its figures are dated.
    pub(super) fn begin(&mut self, view: &View<'_>, statements: &[Statement]) {
        self.listen(view, statements.is_empty());
        self.unsure &= !statements.iter().filter_map(|it| it.subject.as_ref()).any(Subject::is_of_part);
    }

    /// Takes notice of a period that is guided.
    pub(super) fn guide(&mut self, period: Option<Period>) {
        if period.is_some_and(|period| self.lies_ahead(period)) {
            self.guided = period;
        }
    }

    /// Takes notice of a sentence whose figures are dated.
    pub(super) fn end(
        &mut self,
        view: &View<'_>,
        statements: &[Statement],
        moods: &[Modality],
        periods: &[Option<Period>],
    ) {
        let actual = || {
            let said = periods.iter().zip(statements).zip(moods);
            said.filter(|((_, it), mood)| **mood == Modality::Actual && !it.base).map(|((period, it), _)| (*period, it))
        };
        let is_quarter = |period: Option<Period>| period.is_some() && period == self.now.quarter.map(Period::Quarter);
        let of_quarter = actual().any(|(period, _)| is_quarter(period));
        self.of_quarter |= of_quarter;
        // "For the year, bookings grew 9%. Revenue was $5 million in the quarter.": what goes on may be of either.
        let turns_back = of_quarter && self.results.is_some_and(|results| !is_quarter(Some(results)));
        if turns_back {
            self.results = None;
            self.elsewhere = true;
        }
        // A balance says nothing of the period of what is said around it.
        let balance = |it: &Statement| it.subject.as_ref().is_some_and(Subject::is_stock);
        let is_sure = !turns_back && actual().any(|(period, it)| is_quarter(period) && !(self.unsure && balance(it)));
        let longer = || actual().any(|(period, _)| period.is_some_and(|period| self.holds_quarter(period)));
        if is_sure {
            self.elsewhere = false;
            self.unsure = false;
        } else if !turns_back && self.results.is_none() && longer() {
            // "Full-year EPS was $4. We generated": what goes on without a period is of either.
            self.elsewhere = true;
        }
        if !statements.is_empty() || !view.tokens.is_empty() {
            self.guides = match moods.last() {
                Some(mood) => self.guides && *mood == Modality::Guidance,
                None => announces(view),
            };
        }
    }

    /// What a result without a period is about; none where that is unsure.
    /// The state at a moment is that at the end of the quarter, also where a longer period was spoken of that ends with it.
    pub(super) fn assumed(&self, stock: bool) -> Option<Period> {
        let quarter = self.now.quarter.map(Period::Quarter);
        let sure = !self.outlook && !self.elsewhere && !self.then && (stock || !self.unsure);
        self.results.or(quarter).filter(|_| sure)
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
    pub(super) fn is_over(&self, period: Period) -> bool {
        let Some(call) = self.now.quarter else { return false };
        match period {
            Period::Quarter(quarter) => quarter.year < call.year,
            Period::Year(year) => year < call.year,
            _ => false,
        }
    }

    /// Whether a period is the quarter of the call under another name: "a June quarter record".
    pub(super) fn is_quarter_of_call(&self, when: &When) -> bool {
        let setting = Setting { ahead: false, reference: None, guided: None, stock: None };
        let quarter = self.now.quarter.map(Period::Quarter);
        quarter.is_some() && when.resolve(self.now, setting) == quarter
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
        if goes_back(view) {
            self.then = true;
        } else if speaks_of_now(view) || !view.periods.is_empty() {
            self.then = false;
        }
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
            // "As we move ahead into the fourth quarter, I'd like to review our outlook."
            let into = first.start.checked_sub(1).is_some_and(|at| is_any(view.word(at), &["into"]));
            let near = first.start <= 3 || into || view.tokens[around].iter().any(guidance);
            // What is only touched on along the way opens no passage.
            let near = near && view.tokens.iter().take(OPENING).any(guidance);
            let setting = Setting { ahead: true, reference: None, guided: self.guided, stock: None };
            let period = first.resolve(self.now, setting).filter(|period| near && self.lies_ahead(*period));
            if period.is_some() {
                self.guided = period;
                // "This enables us to raise our guidance for the year" tells of it, and results go on.
                self.outlook |= !is_raised(view);
            }
            return;
        }
        // "Now let's move to the outlook. For Q3, first the exchange rates."
        if heading && self.guides && first.start <= 2 && !view.tokens.iter().any(expects) {
            let setting = Setting { ahead: true, reference: None, guided: self.guided, stock: None };
            if let Some(period) = first.resolve(self.now, setting).filter(|period| self.lies_ahead(*period)) {
                self.guided = Some(period);
                self.outlook = true;
                return;
            }
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
        // "Revenue was $5 million in the second quarter." is of that alone.
        let told = view.tokens[..first.start].iter().any(|token| matches!(token.class, Class::Figure(_)));
        let leads = first.start <= 4
            && adverbial
            && !told
            && matches!(view.tokens.get(first.end).map(|it| it.class), None | Some(Class::Boundary(_) | Class::Word));
        if leads && !view.tokens.iter().any(expects) {
            let setting = Setting { ahead: false, reference: None, guided: None, stock: None };
            // "Year to date, churn was 4%.", amid results of the quarter: what is said next may be of the quarter again.
            let meant = first.resolve(self.now, setting);
            let longer = first.said == Said::Word(PeriodWord::YearToDate)
                || matches!(meant, Some(Period::Half(..) | Period::NineMonths(_)))
                || meant.is_some_and(|period| self.holds_quarter(period));
            let to_date = longer && self.of_quarter;
            // "So far in the fourth quarter, bookings are up.": of a quarter that is not over nothing is reported.
            let ahead = |period: &Period| match (period, self.now.quarter) {
                (Period::Quarter(quarter), Some(call)) => *quarter > call,
                _ => false,
            };
            // "In last year's third quarter, sales grew 9%.": what is said next may be of this year again.
            let turns_back = first.is_of_relative_year();
            self.results = meant.filter(|period| !to_date && !ahead(period) && !turns_back);
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
}
