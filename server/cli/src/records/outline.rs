//! The record of a file's outline.

use std::ops::Range;

use serde::Serialize;
use tieout_analysis::transcript::{Call, Exchange, Passage, Speaker, Turn};
use tieout_analysis::{CallAnalysis, Placed};

use super::stretch::Location;
use crate::document::Document;

/// Who speaks where in a file. Lines count from 1, the end line belongs to it.
#[derive(Debug, Serialize)]
pub(crate) struct OutlineRecord<'a> {
    pub(crate) filename: &'a str,
    /// The first call of the file; none where there is no call.
    pub(crate) call: Option<CallRecord<'a>>,
    /// All calls, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) calls: Vec<CallRecord<'a>>,
    pub(crate) sections: Vec<SectionRecord>,
    pub(crate) turns: Vec<TurnRecord<'a>>,
    pub(crate) exchanges: Vec<ExchangeRecord<'a>>,
    pub(crate) passages: Vec<PassageRecord<'a>>,
    /// What spoke for and against a call; with `--why` only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) why: Vec<EvidenceRecord<'a>>,
}

/// What a call is about.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CallRecord<'a> {
    pub(crate) company: Option<&'a str>,
    pub(crate) ticker: Option<&'a str>,
    pub(crate) fiscal_year: Option<i32>,
    pub(crate) fiscal_quarter: Option<u8>,
    /// What a call reports on that names no quarter: "H1 FY2030", "9M FY2030", "FY2030".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fiscal_period: Option<String>,
    /// The month in which the fiscal year ends, by its English name.
    pub(crate) fiscal_year_end: Option<&'static str>,
    pub(crate) date: Option<String>,
    pub(crate) layout: &'static str,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
}

/// A section.
#[derive(Debug, Serialize)]
pub(crate) struct SectionRecord {
    pub(crate) kind: &'static str,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
}

/// A turn.
#[derive(Debug, Serialize)]
pub(crate) struct TurnRecord<'a> {
    pub(crate) line: u32,
    pub(crate) end_line: u32,
    pub(crate) label: Option<&'a str>,
    pub(crate) speaker: Option<&'a str>,
    pub(crate) role: &'static str,
    pub(crate) title: Option<&'a str>,
    pub(crate) firm: Option<&'a str>,
}

/// An exchange, from the analyst's first label on.
#[derive(Debug, Serialize)]
pub(crate) struct ExchangeRecord<'a> {
    pub(crate) analyst: Option<&'a str>,
    pub(crate) firm: Option<&'a str>,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
}

/// A passage.
#[derive(Debug, Serialize)]
pub(crate) struct PassageRecord<'a> {
    pub(crate) title: &'a str,
    pub(crate) location: Location,
    pub(crate) end_location: Location,
}

/// What was seen and what it speaks for.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceRecord<'a> {
    pub(crate) about: &'static str,
    pub(crate) what: &'a str,
    pub(crate) line: Option<u32>,
    pub(crate) weight: i32,
}

/// The outline of a document.
pub(crate) fn outline<'a>(document: &'a Document<'_>, why: bool) -> OutlineRecord<'a> {
    let calls: Vec<&Placed> =
        document.analysis.calls().iter().filter(|placed| placed.call.call.verdict.is_call).collect();
    let facts: Vec<CallRecord> = calls.iter().map(|placed| call_record(placed)).collect();
    let evidence = document.analysis.calls().iter().filter(|_| why);
    OutlineRecord {
        filename: document.name,
        call: facts.first().cloned(),
        sections: calls.iter().flat_map(|placed| sections(placed)).collect(),
        turns: calls.iter().flat_map(|placed| turns(placed)).collect(),
        exchanges: calls.iter().flat_map(|placed| exchanges(placed)).collect(),
        passages: calls.iter().flat_map(|placed| passages(document, placed)).collect(),
        why: evidence.flat_map(reasons).collect(),
        calls: if facts.len() > 1 { facts } else { Vec::new() },
    }
}

/// The first and the last line of a run of a call's lines, as the file counts them.
fn lines_of(placed: &Placed, lines: &Range<u32>) -> (u32, u32) {
    let start = placed.first_line + lines.start + 1;
    // What a final line break opens is no line of the file to a reader.
    let last = placed.call.lines.len() as u32 - u32::from(placed.call.text.ends_with(['\n', '\r']));
    (start, (placed.first_line + lines.end.min(last)).max(start))
}

fn call_record(placed: &Placed) -> CallRecord<'_> {
    let CallAnalysis { call, lines, .. } = &*placed.call;
    let (start_line, end_line) = lines_of(placed, &(0..lines.len() as u32));
    CallRecord {
        company: call.facts.company.as_deref(),
        ticker: call.facts.ticker.as_deref(),
        fiscal_year: call.facts.quarter.map(|it| it.year).or(call.facts.stretch.map(|it| it.year())),
        fiscal_quarter: call.facts.quarter.map(|quarter| quarter.quarter),
        fiscal_period: call.facts.stretch.map(|stretch| stretch.to_string()),
        fiscal_year_end: call.facts.calendar.map(|calendar| calendar.year_end.name()),
        date: call.facts.date.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        layout: call.layout,
        start_line,
        end_line,
    }
}

fn sections(placed: &Placed) -> impl Iterator<Item = SectionRecord> {
    placed.call.call.sections.iter().map(|section| {
        let (start_line, end_line) = lines_of(placed, &section.lines);
        SectionRecord { kind: section.kind.as_str(), start_line, end_line }
    })
}

fn turns(placed: &Placed) -> impl Iterator<Item = TurnRecord<'_>> {
    let call = &placed.call.call;
    call.turns.iter().filter(|turn| turn.label.is_some()).map(move |turn: &Turn| {
        let (line, end_line) = lines_of(placed, &turn.lines);
        let speaker: Option<&Speaker> = turn.speaker.and_then(|speaker| call.speakers.get(speaker));
        TurnRecord {
            line,
            end_line,
            label: turn.label.map(|label| &placed.call.text[label]),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            role: speaker.map_or("unknown", |speaker| speaker.role.as_str()),
            title: speaker.and_then(|speaker| speaker.title.as_deref()),
            firm: speaker.and_then(|speaker| speaker.firm.as_deref()),
        }
    })
}

fn exchanges(placed: &Placed) -> impl Iterator<Item = ExchangeRecord<'_>> {
    let call: &Call = &placed.call.call;
    call.exchanges.iter().filter_map(move |exchange: &Exchange| {
        let turns = call.turns.get(exchange.turns.clone())?;
        let lines = turns.first()?.lines.start..turns.last()?.lines.end;
        let (start_line, end_line) = lines_of(placed, &lines);
        let analyst = exchange.analyst.and_then(|analyst| call.speakers.get(analyst));
        Some(ExchangeRecord {
            analyst: analyst.map(|analyst| analyst.name.as_str()),
            firm: analyst.and_then(|analyst| analyst.firm.as_deref()),
            start_line,
            end_line,
        })
    })
}

fn passages<'a>(document: &'a Document<'_>, placed: &'a Placed) -> impl Iterator<Item = PassageRecord<'a>> {
    placed.call.call.passages.iter().map(|passage: &Passage| {
        let (start, end) = document.positions.range(placed.in_text(passage.range));
        PassageRecord { title: &passage.title, location: start.into(), end_location: end.into() }
    })
}

fn reasons(placed: &Placed) -> impl Iterator<Item = EvidenceRecord<'_>> {
    let call = &placed.call.call;
    let verdict = call.verdict.reasons.iter().map(|it| ("verdict", it));
    let facts = call.facts.evidence.iter().map(|it| ("call", it));
    let calendar = call.facts.calendar_evidence.iter().map(|it| ("calendar", it));
    verdict.chain(facts).chain(calendar).map(|(about, it)| EvidenceRecord {
        about,
        what: &it.what,
        line: it.line.map(|line| placed.first_line + line + 1),
        weight: it.weight,
    })
}
