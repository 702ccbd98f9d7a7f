//! What the call is about: company, ticker, fiscal quarter, date, time and calendar. Each is left out unless the text
//! shows it.

use crate::call::{CallFacts, Evidence, Options, Turn};
use crate::clues::Marks;
use crate::earlier::Earlier;
use crate::near::Near;
use crate::page::{Kind, Page};
use crate::tables::{EVENT_IS, EVENT_IS_ABOUT, NAMES_RESULTS};
use crate::{calendar, company, date, quarter};
use std::cell::Cell;

/// So many lines before the first turn are searched, and so many turns behind it.
const FRONT_LINES: usize = 150;
const OPENING_TURNS: usize = 3;
const OPENING_BYTES: usize = 2500;

/// Whether a line names the event.
pub(crate) fn names_call(words: &str) -> bool {
    static CALL: Near = Near::new(&EVENT_IS_ABOUT, 40, &EVENT_IS);
    CALL.is_match(words) || words.contains("法說會")
}

/// Finds the facts of a call. Those that its front matter and its first speeches tell are kept as long as these stay as
/// they were, unless more had to be looked at. Whether that is so is told as well.
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
    (facts, sources.asked_for_all.get())
}

/// The facts of an earlier state but for the calendar, where what told them has not changed.
fn kept(page: &Page<'_>, turns: &[Turn], earlier: &Earlier<'_>) -> Option<CallFacts> {
    let front = front_rows(page, turns);
    let same = !earlier.found().facts_of_all
        && front <= earlier.unchanged.lines().start
        && earlier.opens_the_same(turns, OPENING_TURNS, OPENING_BYTES);
    if !same {
        return None;
    }
    let before = &earlier.call().facts;
    let evidence = before.evidence.iter().map(|it| earlier.unchanged.evidence(it)).collect::<Option<_>>()?;
    // A quarter that is named by its month alone is told by the calendar.
    let quarter = before.quarter.filter(|_| before.ends_in.is_none());
    Some(CallFacts { quarter, calendar: None, calendar_evidence: Vec::new(), evidence, ..before.clone() })
}

/// How many lines stand before the first turn, as far as they are searched.
fn front_rows(page: &Page<'_>, turns: &[Turn]) -> usize {
    let first = turns.first().filter(|turn| turn.label.is_some() || turns.len() > 1);
    first.map_or(12, |turn| turn.lines.start as usize).min(FRONT_LINES).min(page.rows.len())
}

/// The texts in which a call says what it is: the lines before the first turn, and the first speeches.
pub(crate) struct Sources<'t> {
    /// The whole document.
    text: &'t str,
    /// Whether anybody asked for it.
    asked_for_all: Cell<bool>,
    /// Lines of the front matter, with their numbers.
    pub(crate) front: Vec<(u32, &'t str)>,
    /// The beginnings of the first speeches, each with the line it begins on.
    pub(crate) opening: Vec<(u32, String)>,
}

impl<'t> Sources<'t> {
    fn new(page: &Page<'t>, turns: &[Turn]) -> Sources<'t> {
        let front = (0..front_rows(page, turns))
            .filter(|row| !matches!(page.kind(*row), Kind::Blank | Kind::Rule))
            .map(|row| (row as u32, page.words(row)))
            .filter(|(_, words)| words.len() < 400)
            .collect();
        let opening = turns
            .iter()
            .take(OPENING_TURNS)
            .map(|turn| {
                let mut speech = String::new();
                for piece in &turn.pieces {
                    if speech.len() > OPENING_BYTES {
                        break;
                    }
                    speech.push_str(&page.text[piece.range]);
                    speech.push(' ');
                }
                let mut end = speech.len().min(OPENING_BYTES);
                while !speech.is_char_boundary(end) {
                    end -= 1;
                }
                speech.truncate(end);
                (turn.lines.start, speech)
            })
            .collect();
        Sources { text: page.text, asked_for_all: Cell::new(false), front, opening }
    }

    /// The whole document, for what front matter and opening leave open.
    pub(crate) fn all(&self) -> &'t str {
        self.asked_for_all.set(true);
        self.text
    }

    /// The lines of the front matter that name the event.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &(u32, &'t str)> {
        let of_a_year =
            |words: &str| words.len() < 100 && crate::label::has_year(words) && NAMES_RESULTS.is_match(words);
        self.front.iter().filter(move |(_, words)| names_call(words) || of_a_year(words))
    }
}

/// Something the text shows.
pub(crate) fn seen(what: String, line: u32) -> Evidence {
    Evidence { what, line: Some(line), weight: 3 }
}
