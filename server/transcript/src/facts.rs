//! What the call is about: company, ticker, fiscal quarter, date, time and calendar. Each is left out unless the text
//! shows it.

use crate::call::{CallFacts, Evidence, Options, Turn};
use crate::clues::Marks;
use crate::earlier::Earlier;
use crate::page::Page;
use crate::sources::{OPENING_BYTES, OPENING_TURNS, Sources, front_rows};
use crate::{calendar, company, date, quarter};

/// Finds the facts of a call. Those that its front matter and its first speeches tell are kept as long as these stay as
/// they were; an earlier state for which more had to be looked at tells nothing. Whether more was looked at is told as
/// well.
pub(crate) fn find(
    page: &Page<'_>,
    turns: &[Turn],
    options: &Options,
    marks: &Marks,
    earlier: Option<&Earlier<'_>>,
) -> (CallFacts, bool) {
    let (mut facts, of_all) = match earlier.and_then(|earlier| kept(page, turns, earlier)) {
        Some(facts) => (facts, false),
        None => told(page, turns, options),
    };
    calendar::find(page, turns, options, marks, &mut facts);
    (facts, of_all)
}

/// What the front matter and the first speeches tell, and whether more was looked at.
fn told(page: &Page<'_>, turns: &[Turn], options: &Options) -> (CallFacts, bool) {
    let sources = Sources::new(page, turns);
    let mut facts = CallFacts::default();
    quarter::find(&sources, &mut facts);
    company::find(&sources, &mut facts);
    company::find_ticker(&sources, &mut facts);
    date::find(&sources, &mut facts);
    let given = |what: &str| Evidence { what: format!("{what} is set by the user"), line: None, weight: 10 };
    if let Some(company) = &options.company {
        facts.company = Some(company.clone());
        facts.evidence.push(given("the company"));
    }
    if let Some(ticker) = &options.ticker {
        facts.ticker = Some(ticker.clone());
        facts.evidence.push(given("the ticker"));
    }
    (facts, sources.were_all_asked_for())
}

/// The facts of an earlier state but for the calendar, where what told them has not changed.
fn kept(page: &Page<'_>, turns: &[Turn], earlier: &Earlier<'_>) -> Option<CallFacts> {
    let front = front_rows(page, turns);
    let same = front <= earlier.unchanged.lines().start && earlier.opens_the_same(turns, OPENING_TURNS, OPENING_BYTES);
    if !same {
        return None;
    }
    let before = &earlier.call().facts;
    let evidence = before.evidence.iter().map(|it| earlier.unchanged.evidence(it)).collect::<Option<_>>()?;
    // A quarter that is named by its month alone is told by the calendar.
    let quarter = before.quarter.filter(|_| before.ends_in.is_none());
    Some(CallFacts { quarter, calendar: None, calendar_evidence: Vec::new(), evidence, ..before.clone() })
}
