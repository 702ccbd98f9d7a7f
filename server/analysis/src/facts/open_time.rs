//! Time left open: words that say when a figure is from, but not in which period of the company.
//!
//! "Five years from now", "over the past 12 months", "already" and "from the first quarter of 2030" tell against the
//! quarter that a result would else be about, and name no other.

use tieout_figures::Kind;
use tieout_transcript::Month;

use super::Basis;
use super::around_when::is_apart;
use super::statement::{Statement, View};
use super::when::When;
use crate::signs::lists::{BEFORE_MONTHS, HABITS, SAYING, STRETCHED, TIME_SPANS};
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Link, Token};

/// What a sentence says of times that are no fiscal periods.
#[derive(Debug, Default)]
pub(super) struct OpenTime {
    /// The first figure that is counted from now: "24 months ago", "five years from now".
    counted: Option<usize>,
    /// Time spans that something went on for: "the past 12 months".
    stretches: Vec<usize>,
    /// Whether the sentence begins with a month: "In January, we shipped", "So far in January, bookings are up".
    begins_with_month: bool,
    /// Months in which something was so: "orders rose 6% in July", "for the month of July".
    months: Vec<usize>,
    /// Whether it says what happens again and again: "typically, in the third quarter, bookings fall".
    pub(super) is_habit: bool,
}

/// Among how many tokens a sentence begins with such a word.
const HABIT_REACH: usize = 2;

/// Among how many tokens a month goes for all of its sentence.
const MONTH_REACH: usize = 5;

/// How many tokens a figure may stand from the time span that it is of.
const REACH: usize = 40;

/// Among how many tokens a time span goes for all of its sentence.
const OPENING: usize = 4;

impl OpenTime {
    pub(super) fn of(view: &View<'_>) -> OpenTime {
        let mut open = OpenTime::default();
        if view.figures.is_empty() {
            return open;
        }
        let is = |at: usize, words: &[&str]| is_any(view.word(at), words);
        open.is_habit = (0..HABIT_REACH).any(|at| is(at, &HABITS));
        open.months = (0..view.tokens.len()).filter(|at| is_in_month(view, *at)).collect();
        open.begins_with_month = open.months.first().is_some_and(|at| *at < MONTH_REACH);
        for (at, token) in view.tokens.iter().enumerate() {
            let Class::Figure(index) = token.class else {
                continue;
            };
            let from_now = is(at + 1, &["from"]) && is(at + 2, &["now", "today"]);
            if open.counted.is_none() && (from_now || is(at + 1, &["ago", "from now"])) {
                open.counted = Some(at);
            }
            // "synergies of $5 million in year three"
            let ordinal =
                at > 1 && is(at - 1, &["year", "month", "quarter"]) && is(at - 2, &["in", "by", "of", "from"]);
            let duration = view.figures.get(index as usize).is_some_and(|figure| figure.kind == Kind::Duration);
            let before = at.checked_sub(1).filter(|_| duration);
            // "Over a three-year period", "in the first six weeks"
            // "our nine-month revenue"
            let brought =
                view.word(at).ends_with("-month") && matches!(class(view.tokens, at + 1), Some(Class::Metric(_)));
            // "for the 52-week year"
            let year = is(at + 1, &["year", "fiscal year"]) && view.word(at).contains("week");
            let whole = duration && (brought || year || is(at + 1, &["period", "stretch", "span", "horizon"]));
            if before.is_some_and(|before| is(before, &STRETCHED)) || whole || ordinal {
                open.stretches.push(at);
            }
        }
        open
    }

    /// Whether a figure is that of a time counted from now, or of a stretch of time: "24 months ago, churn was", "five
    /// years from now", "grew 8% over the past 12 months". "Over the last three years, we have" goes for all that follows.
    pub(super) fn spans(&self, view: &View<'_>, figure: usize) -> bool {
        let near = |at: &usize| {
            let range = figure.min(*at)..figure.max(*at);
            // "during the next eight quarters, we expect"
            let fronted = *at < figure && class(view.tokens, at + 1) == Some(Class::Boundary(Boundary::Comma));
            let range = if fronted { at + 2..figure.max(at + 2) } else { range };
            range.len() <= REACH && !is_apart(view, range)
        };
        let opens = self.stretches.first().is_some_and(|at| *at <= OPENING);
        let from = self.stretches.partition_point(|at| at + REACH < figure);
        let around = self.stretches[from..].iter().take_while(|at| **at <= figure + REACH);
        self.begins_with_month
            || self.is_in_month(view, figure)
            || self.counted.is_some_and(|at| at < figure)
            || opens
            || around.into_iter().any(near)
    }

    /// Whether a month is said of a figure in its clause, which is no quarter: "the margin was 4% in July".
    pub(super) fn is_in_month(&self, view: &View<'_>, figure: usize) -> bool {
        self.months.iter().any(|at| {
            let between = figure.min(*at)..figure.max(*at);
            let says = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Boundary(_));
            // "In the month of June, we were at 44%".
            let comma = *at < figure && class(view.tokens, at + 1) == Some(Class::Boundary(Boundary::Comma));
            between.len() <= REACH && !view.tokens[between].iter().skip(1 + usize::from(comma)).any(says)
        })
    }

    /// Whether the time span that the next figure is goes for a figure: "$2 million of inflows over the past 12 months".
    pub(super) fn stretches_behind(&self, view: &View<'_>, figure: usize) -> bool {
        let next = (figure + 1..view.tokens.len().min(figure + REACH))
            .find(|at| matches!(view.tokens[*at].class, Class::Figure(_)));
        next.is_some_and(|next| self.stretches.binary_search(&next).is_ok() && !is_apart(view, figure..next))
    }
}

/// Whether a token is a month in which something was so: "in July", "for the month of July", "July and August".
fn is_in_month(view: &View<'_>, at: usize) -> bool {
    // Most words are none, which is soon told.
    if !view.is_large(at) || Month::named(view.word(at)).is_none() {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |before| view.word(before));
    let of_month = is_any(before.rsplit(' ').next().unwrap_or_default(), &BEFORE_MONTHS);
    // "as of the end of July": the state at the end of a quarter.
    let end = at.checked_sub(2).map_or("", |noun| view.word(noun));
    let of_month = of_month && !(is_any(before, &["of"]) && is_any(end, &["end", "close"]));
    // "versus our expectations in July": of the figure they say nothing.
    let said = at.checked_sub(2).map(|noun| view.tokens[noun]);
    let expected =
        said.is_some_and(|token| matches!(token.class, Class::Modal(_)) || is_any(&view.text[token.range], &SAYING));
    // "the storm reduced July bookings", "July bookings are up"
    let next = view.word(at + 1);
    let owned = at.checked_sub(1).and_then(|before| class(view.tokens, before));
    let sort = matches!(class(view.tokens, at + 1), Some(Class::Metric(_) | Class::Word))
        && !is_any(next, &["quarter"])
        // "our July revenue" may be that of the July quarter.
        && !matches!(owned, Some(Class::Determiner | Class::Pronoun(_)));
    of_month && !expected || sort
}

/// Whether an amount or growth is so much for each stretch of time: "$5 million a quarter", "8% a year".
pub(super) fn is_rate(view: &View<'_>, token: usize) -> bool {
    let Some((before, last)) = view.word(token).rsplit_once(' ') else { return false };
    view.figure(token).is_some_and(|figure| matches!(figure.kind, Kind::Money | Kind::Percent))
        && is_any(last, &TIME_SPANS)
        && [" a", " per", " each", " every"].iter().any(|each| before.ends_with(each))
}

/// Whether nothing but a noun and "from" stands between a figure and the period it is from.
pub(super) fn is_from(view: &View<'_>, figure: usize, own: &When) -> bool {
    let between = &view.tokens[figure + 1..own.start];
    let from = between.iter().rposition(|token| token.class == Class::Link(Link::From));
    let Some(nouns) = from.and_then(|from| between.get(..from)).filter(|nouns| !nouns.is_empty()) else { return false };
    nouns.iter().all(|token| matches!(token.class, Class::Word | Class::Metric(_) | Class::Scope(_)))
}

/// Whether years are compared before a period is named: "on a year-over-year basis".
pub(super) fn compares_years(view: &View<'_>, when: &When) -> bool {
    let before = view.tokens[..when.start].iter().rev();
    let mut clause = before.take_while(|token| !matches!(token.class, Class::Figure(_)));
    clause.any(|token| token.class == Class::Basis(Basis::YearOverYear))
}

/// Whether a period that leads a clause is the last of several that figures before it have: "$2 million in Q2 and $3
/// million in Q3, the ratio was".
pub(super) fn is_of_another(view: &View<'_>, leading: &When, statement: &Statement) -> bool {
    let of_figure = |when: &When| {
        let clause = view.tokens[..when.start].iter().rev().take(REACH);
        let mut clause = clause.take_while(|token| !matches!(token.class, Class::Boundary(_)));
        clause.any(|token| matches!(token.class, Class::Figure(_)))
    };
    let before = view.periods.iter().rfind(|other| !other.base && other.end <= leading.start);
    before.is_some_and(of_figure) && of_figure(leading) && is_apart(view, leading.end..statement.token)
}
