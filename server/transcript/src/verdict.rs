//! The verdict: whether a text is an earnings call, and what speaks for and against it.
//!
//! Evidence is weighed in points, and a text is a call from five on. Where turns have labels, the form of the text says
//! most: an operator who calls analysts is enough with a fiscal quarter or the name of the event. Where nobody is named,
//! the words alone must show that people speak, that they speak of a company's results, and that the steps of a call are
//! gone through. Whatever says that it is something else needs as much more.

use crate::call::{CallFacts, Evidence, Exchange, Options, Role, Speaker, TreatAs, Turn, Verdict};
use crate::heading::Heading;
use crate::near::Near;
use crate::page::Page;
use crate::row::Kind;
use crate::side;
use crate::signs::{self, COURSE, OTHERS, Signs, before};
use crate::tables::{BEGINS_WITH, GREETING, HELD, STRONG_FORWARD_LOOKING, WELCOME};

/// A text is a call from this much evidence on.
const ENOUGH: i32 = 5;

/// The event is named, and the safe harbor read, within so many bytes of the beginning.
const BEGINNING: usize = 6_000;

/// So many words of a thousand are said rather than written where people speak: calls have 10 to 60.
const SPOKEN: usize = 8;

/// In prepared speeches there are fewer.
const READ_OUT: usize = 2;

/// So many words of a thousand name results where an earnings call is held: calls have 5 to 50.
const RESULTS: usize = 4;

/// So many words of a thousand are "we" or "our" where a company speaks: calls have 15 to 80.
const COMPANY: usize = 12;

/// What the verdict is drawn from.
pub(crate) struct Seen<'a> {
    pub(crate) turns: &'a [Turn],
    pub(crate) speakers: &'a [Speaker],
    /// For each turn: whether an analyst is called.
    pub(crate) calls: &'a [bool],
    pub(crate) exchanges: &'a [Exchange],
    pub(crate) facts: &'a CallFacts,
    pub(crate) listed: usize,
    pub(crate) signs: &'a signs::Seen,
}

/// Weighs what was seen.
pub(crate) fn judge(page: &Page<'_>, seen: &Seen<'_>, options: &Options) -> Verdict {
    let given = |is_call, what: &str| Verdict {
        is_call,
        reasons: vec![Evidence { what: what.to_owned(), line: None, weight: 100 }],
    };
    match options.treat_as {
        TreatAs::Call => return given(true, "set by the user to be read as a call"),
        TreatAs::NotACall => return given(false, "set by the user not to be read as a call"),
        TreatAs::Detect | TreatAs::Prose => {}
    }
    let mut reasons = Reasons { page, list: Vec::new() };
    let labelled = seen.turns.iter().any(|turn| turn.label.is_some());
    let signs = Signs::count(page.text, seen.signs);
    form(seen, &mut reasons);
    let named = event(seen, labelled, &mut reasons);
    if labelled {
        words_of_the_named(seen, &signs, named && opens_brief(page, seen, &signs), &mut reasons);
    } else {
        words_alone(&signs, &mut reasons);
    }
    for ((_, sort), at) in OTHERS.iter().zip(signs.others) {
        if let Some(at) = at {
            reasons.at(at, if labelled { -4 } else { -6 }, format!("it says that it is {sort}"));
        }
    }
    let score: i32 = reasons.list.iter().map(|reason| reason.weight).sum();
    reasons.list.sort_by_key(|reason| std::cmp::Reverse(reason.weight.abs()));
    Verdict { is_call: score >= ENOUGH, reasons: reasons.list }
}

/// The reasons found so far.
struct Reasons<'p, 't> {
    page: &'p Page<'t>,
    list: Vec<Evidence>,
}

impl Reasons<'_, '_> {
    fn add(&mut self, line: Option<u32>, weight: i32, what: impl Into<String>) {
        self.list.push(Evidence { what: what.into(), line, weight });
    }

    /// Something seen at an offset of the text.
    fn at(&mut self, offset: usize, weight: i32, what: impl Into<String>) {
        let line = self.page.lines.line_at(crate::lines::size(offset)) as u32;
        self.add(Some(line), weight, what);
    }
}

/// How the text is laid out: labels, the operator, whom he calls, who is listed.
fn form(seen: &Seen<'_>, reasons: &mut Reasons<'_, '_>) {
    let labelled: Vec<_> = seen.turns.iter().filter(|turn| turn.label.is_some()).collect();
    let role = |turn: &Turn| turn.speaker.and_then(|speaker| seen.speakers.get(speaker)).map(|speaker| speaker.role);
    let mut of_labels = labelled.iter().filter_map(|turn| seen.speakers.get(turn.speaker?)).peekable();
    if of_labels.peek().is_some() && of_labels.all(|speaker| side::of_letter(&speaker.name).is_some()) {
        reasons.add(None, -3, "nobody is named, and no operator speaks");
    }
    if labelled.len() >= 3 {
        let first = labelled.first().map(|turn| turn.lines.start);
        reasons.add(first, 1, format!("{} turns with labels", labelled.len()));
    }
    if let Some(turn) = labelled.iter().find(|turn| role(turn) == Some(Role::Operator)) {
        reasons.add(Some(turn.lines.start), 2, "an operator speaks");
    }
    if seen.calls.iter().filter(|calls| **calls).count() >= 2 {
        let first = seen.calls.iter().position(|calls| *calls).and_then(|index| seen.turns.get(index));
        reasons.add(first.map(|turn| turn.lines.start), 2, "analysts are called by name");
    }
    if seen.exchanges.len() >= 2 {
        let weight = if seen.exchanges.len() >= 5 { 2 } else { 1 };
        reasons.add(None, weight, format!("{} exchanges with analysts", seen.exchanges.len()));
    }
    let opens = |row: &usize| reasons.page.kind(*row) == Kind::Heading(Heading::Questions);
    if !labelled.is_empty()
        && let Some(row) = (0..reasons.page.rows.len()).find(opens)
    {
        reasons.add(Some(row as u32), 1, "a heading opens questions and answers");
    }
    if seen.listed >= 3 {
        reasons.add(None, 1, "a list of participants");
    }
}

/// Which event it is: its quarter, its name, the welcome, the notice on forward-looking statements.
/// Whether it is named is told.
fn event(seen: &Seen<'_>, labelled: bool, reasons: &mut Reasons<'_, '_>) -> bool {
    static EVENT: Near = Near::in_sentence(&BEGINS_WITH, 60, &HELD);
    let beginning = before(reasons.page.text, BEGINNING);
    if seen.facts.quarter.is_some() {
        reasons.add(None, 2, "it says which fiscal quarter it is about");
    } else if seen.facts.stretch.is_some() {
        reasons.add(None, 2, "it says which part of a fiscal year it is about");
    }
    let named = EVENT.find(beginning).into_iter().chain(beginning.find("法說會")).min();
    if let Some(found) = named {
        reasons.at(found, 2, "it names an earnings call");
    }
    if let Some(found) = WELCOME.find(beginning) {
        reasons.at(found.start(), 1, "somebody welcomes to a call");
    }
    if let Some(found) = STRONG_FORWARD_LOOKING.find(beginning).filter(|_| labelled) {
        reasons.at(found.start(), 1, "it cautions about forward-looking statements");
    }
    named.is_some()
}

/// Whether a text is the beginning of something that somebody opens: few words, and the first to speak greets or gives thanks.
/// What is read from a script goes on for long without a word of speech, and the steps of a call come later: where it is
/// called an earnings call, that they are missing says nothing.
fn opens_brief(page: &Page<'_>, seen: &Seen<'_>, signs: &Signs) -> bool {
    const FIRST: usize = 2;
    const OPENING: usize = 120;
    let greets = |turn: &Turn| {
        let speech = turn.speech(page.text).text;
        let opening = before(&speech, OPENING);
        GREETING.find(opening).is_some() || opening.starts_with("Thank")
    };
    let welcomes = || WELCOME.find(before(page.text, BEGINNING)).is_some();
    signs.is_brief() && (welcomes() || seen.turns.iter().take(FIRST).any(greets))
}

/// The words of a text with labels.
fn words_of_the_named(seen: &Seen<'_>, signs: &Signs, opens_brief: bool, reasons: &mut Reasons<'_, '_>) {
    match signs.spoken() {
        ..READ_OUT if opens_brief => {}
        SPOKEN.. => reasons.add(None, 1, format!("it is spoken: {} words of a thousand are", signs.spoken())),
        READ_OUT..SPOKEN => {}
        few => {
            let operator = seen.speakers.iter().any(|speaker| speaker.role == Role::Operator);
            if !operator && (seen.exchanges.len() < 2 || few == 0) {
                reasons.add(None, -3, format!("it is written: {few} words of a thousand are those of speech"));
            }
        }
    }
    match signs.results() {
        RESULTS.. => reasons.add(None, 1, format!("it speaks of results: {} words of a thousand do", signs.results())),
        _ if !signs.mentions_results() => reasons.add(None, -2, "it does not speak of results"),
        _ => {}
    }
    match signs.steps() {
        0 | 1 if opens_brief => {}
        1 if signs.is_brief() => {}
        0 | 1 => reasons.add(None, -2, "it does not go through the steps of a call"),
        2 | 3 => {}
        steps => reasons.add(None, 1, format!("it goes through {steps} of {} steps of a call", COURSE.len())),
    }
}

/// The words of a text in which nobody is named.
fn words_alone(signs: &Signs, reasons: &mut Reasons<'_, '_>) {
    reasons.add(None, -3, "nobody is named as speaking");
    match signs.spoken() {
        SPOKEN.. => reasons.add(None, 3, format!("it is spoken: {} words of a thousand are", signs.spoken())),
        few if few > 0 && signs.with_one_more(few) >= SPOKEN => {}
        few => reasons.add(None, -5, format!("it is written: {few} words of a thousand are those of speech")),
    }
    match signs.company() {
        COMPANY.. => reasons.add(None, 1, format!("a company speaks: {} words of a thousand say so", signs.company())),
        few if few > 0 && signs.with_one_more(few) >= COMPANY => {}
        few => reasons.add(None, -4, format!("no company speaks: {few} words of a thousand are \"we\" or \"our\"")),
    }
    match signs.results() {
        few @ ..RESULTS => {
            reasons.add(None, -3, format!("it hardly speaks of results: {few} words of a thousand do"));
        }
        many => {
            let weight = if many >= 3 * RESULTS && !signs.is_brief() { 2 } else { 1 };
            reasons.add(None, weight, format!("it speaks of results: {many} words of a thousand do"));
        }
    }
    for ((_, meaning), at) in COURSE.iter().zip(signs.course) {
        if let Some(at) = at {
            reasons.at(at, 1, *meaning);
        }
    }
}
