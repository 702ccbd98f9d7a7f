//! The verdict: whether a text is an earnings call, and what speaks for and against it.

use std::sync::LazyLock;

use regex::Regex;

use crate::call::{CallFacts, Evidence, Exchange, Options, Role, Speaker, TreatAs, Turn, Verdict};
use crate::introductions::Called;
use crate::page::Page;
use crate::tables::{STRONG_FORWARD_LOOKING, WELCOME};

/// A text is a call from this much evidence on.
const ENOUGH: i32 = 5;

/// What the verdict is drawn from.
pub(crate) struct Seen<'a> {
    pub(crate) turns: &'a [Turn],
    pub(crate) speakers: &'a [Speaker],
    pub(crate) calls: &'a [Option<Called>],
    pub(crate) exchanges: &'a [Exchange],
    pub(crate) facts: &'a CallFacts,
    pub(crate) listed: usize,
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
    let mut reasons = Vec::new();
    let mut add = |what: String, line: Option<u32>, weight: i32| reasons.push(Evidence { what, line, weight });
    let labelled: Vec<_> = seen.turns.iter().filter(|turn| turn.label.is_some()).collect();
    let role = |turn: &Turn| turn.speaker.and_then(|speaker| seen.speakers.get(speaker)).map(|speaker| speaker.role);
    if labelled.len() >= 3 {
        add(format!("{} turns with labels", labelled.len()), labelled.first().map(|turn| turn.lines.start), 1);
    }
    let operator = labelled.iter().find(|turn| role(turn) == Some(Role::Operator));
    if let Some(turn) = operator {
        add("an operator speaks".to_owned(), Some(turn.lines.start), 2);
    }
    if seen.calls.iter().flatten().count() >= 2 {
        let at = seen.calls.iter().position(Option::is_some).and_then(|index| seen.turns.get(index));
        add("the operator calls analysts".to_owned(), at.map(|turn| turn.lines.start), 2);
    }
    if seen.exchanges.len() >= 2 {
        add(format!("{} exchanges with analysts", seen.exchanges.len()), None, 1);
    }
    if seen.listed >= 3 {
        add("a list of participants".to_owned(), None, 1);
    }
    if seen.facts.quarter.is_some() {
        add("it says which fiscal quarter it is about".to_owned(), None, 2);
    }
    speech_evidence(page, seen, &mut add);
    let score: i32 = reasons.iter().map(|reason| reason.weight).sum();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight.abs()));
    Verdict { is_call: score >= ENOUGH, reasons }
}

/// What is said: the name of the event, the welcome, the safe harbor, the talk of results; and what only other texts have.
fn speech_evidence(page: &Page<'_>, seen: &Seen<'_>, add: &mut impl FnMut(String, Option<u32>, i32)) {
    static EVENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:earnings|results|quarter\w*|investment community|analyst|investor)\b[^.?!\n]{0,60}\b(?:conference call|call|webcast|teleconference)\b|法說會|earnings (?:conference )?call",
        )
        .expect("a constant expression")
    });
    static RESULTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:revenues?|earnings|margins?|guidance|EPS|EBITDA|cash flow|net income|year-over-year|quarter)\b",
        )
        .expect("a constant expression")
    });
    static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:thank you,? operator|thanks for (?:taking|the question)|thank you for (?:taking|the question)|my (?:first|second) question|we (?:saw|expect|delivered)|good (?:morning|afternoon),? everyone)\b")
            .expect("a constant expression")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bpodcast\b|welcome back to the (?:show|program)|\bepisode\b|FOR IMMEDIATE RELEASE|price target|we (?:reiterate|maintain) our (?:buy|sell|hold|neutral|outperform)|UNITED STATES\s+SECURITIES AND EXCHANGE COMMISSION|\bfn main\b|#include|MIT License|Apache License|WITHOUT WARRANTY|\[(?:INFO|ERROR|WARN|DEBUG)\]")
            .expect("a constant expression")
    });
    let head = head(page.text, 6000);
    let labelled = seen.turns.iter().any(|turn| turn.label.is_some());
    if let Some(found) = EVENT.find(head) {
        add("it names an earnings call".to_owned(), line(page, found.start()), 2);
    }
    if let Some(found) = WELCOME.find(head) {
        add("somebody welcomes to a call".to_owned(), line(page, found.start()), 1);
    }
    if let Some(found) = STRONG_FORWARD_LOOKING.find(head).filter(|_| labelled) {
        add("it cautions about forward-looking statements".to_owned(), line(page, found.start()), 1);
    }
    let sample = sample(page.text);
    let results = RESULTS.find_iter(sample).take(200).count();
    if results >= 15 && labelled || results * 400 > sample.len() && results >= 10 {
        add("it speaks of results".to_owned(), None, 1);
    }
    let spoken = SPOKEN.find_iter(sample).take(50).count();
    if spoken >= 4 {
        add("it is spoken".to_owned(), None, if labelled { 1 } else { 3 });
    }
    if let Some(found) = OTHER.find(head) {
        add("it says that it is something else".to_owned(), line(page, found.start()), -3);
    }
    if !labelled && spoken < 4 {
        add("nobody is named as speaking".to_owned(), None, -3);
    }
}

fn head(text: &str, length: usize) -> &str {
    let mut end = text.len().min(length);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// A part of the text from which its tone can be told.
fn sample(text: &str) -> &str {
    head(text, 60_000)
}

fn line(page: &Page<'_>, offset: usize) -> Option<u32> {
    Some(page.lines.line_at(crate::lines::size(offset)) as u32)
}
