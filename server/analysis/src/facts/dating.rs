//! Dating: the period of each figure of a sentence, by what its words say and by what its speaker was on.

use std::ops::Range;

use super::clock::Clock;
use super::growth;
use super::moment::Moment;
use super::open_time::OpenTime;
use super::period::Period;
use super::statement::{Statement, View};
use super::when::{Setting, When};
use super::{FigureRole, Modality};
use crate::tokens::{Boundary, Class};

/// The period of each statement of the next sentence of the turn. `results` says that what is not said to be otherwise is
/// a result of the call's quarter.
pub(super) fn date(
    clock: &mut Clock,
    view: &View<'_>,
    statements: &[Statement],
    moods: &[Modality],
    results: bool,
) -> Vec<Option<Period>> {
    clock.begin(view, statements);
    let open = OpenTime::of(view);
    let mut periods = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let moment = Moment::next(clock, view, &open, (statements, moods), &periods, results);
        let period = moment.and_then(|moment| moment.period());
        let period = period.or_else(|| compared_growth(statements, index, &periods));
        if moods.get(index) == Some(&Modality::Guidance) && !statement.base {
            clock.guide(period);
        }
        periods.push(period);
    }
    share_out(clock, view, statements, &mut periods);
    clock.end(view, statements, moods, &periods);
    periods
}

/// Gives each figure of a list its own of the periods that follow: "5% and 9% for Q3 and the nine months respectively".
fn share_out(clock: &Clock, view: &View<'_>, statements: &[Statement], periods: &mut [Option<Period>]) {
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
            *period = when.resolve(clock.now, setting);
        }
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
