//! The outline as a tree, for people.

use std::fmt::Write;
use std::iter::{Enumerate, Peekable};
use std::slice::Iter;

use crate::document::Document;
use crate::records::{CallRecord, ExchangeRecord, OutlineRecord, PassageRecord, TurnRecord, outline as record};

/// Calls with their sections, exchanges and turns, indented.
pub(crate) fn outline(document: &Document<'_>, why: bool) -> String {
    let outline = record(document, why);
    let mut tree = String::new();
    let _ = write_tree(&mut tree, &outline);
    tree
}

fn write_tree(out: &mut String, outline: &OutlineRecord<'_>) -> std::fmt::Result {
    let Some(first) = &outline.call else {
        writeln!(out, "{}: not an earnings call", outline.filename)?;
        return write_reasons(out, outline);
    };
    let calls = if outline.calls.is_empty() { std::slice::from_ref(first) } else { &outline.calls };
    let mut sections = outline.sections.iter().peekable();
    let mut spoken = Spoken {
        turns: outline.turns.iter().peekable(),
        exchanges: outline.exchanges.iter().enumerate().peekable(),
        passages: outline.passages.iter().peekable(),
    };
    for call in calls {
        let lines = if calls.len() == 1 { String::new() } else { format!(" ({}-{})", call.start_line, call.end_line) };
        writeln!(out, "{}{lines}: {}", outline.filename, facts(call))?;
        if call.start_line == first.start_line {
            write_reasons(out, outline)?;
        }
        while let Some(section) = sections.next_if(|section| section.start_line <= call.end_line) {
            let kind = if section.kind == "qa" { "questions and answers" } else { section.kind };
            writeln!(out, "  {kind} ({}-{})", section.start_line, section.end_line)?;
            spoken.write_until(out, section.end_line)?;
        }
    }
    Ok(())
}

/// What a call is about, in one line.
fn facts(call: &CallRecord<'_>) -> String {
    let quarter = call.fiscal_quarter.zip(call.fiscal_year).map(|(quarter, year)| format!("Q{quarter} FY{year}"));
    let quarter = quarter.or_else(|| call.fiscal_period.clone());
    let year_end = call.fiscal_year_end.map(|month| format!("fiscal year to {month}"));
    let facts = [call.company.map(str::to_owned), quarter, year_end, call.date.clone(), Some(call.layout.to_owned())];
    facts.into_iter().flatten().collect::<Vec<String>>().join(" · ")
}

/// What is still to be written of a file, in the order of the text.
struct Spoken<'a> {
    turns: Peekable<Iter<'a, TurnRecord<'a>>>,
    exchanges: Peekable<Enumerate<Iter<'a, ExchangeRecord<'a>>>>,
    passages: Peekable<Iter<'a, PassageRecord<'a>>>,
}

impl Spoken<'_> {
    /// The turns up to a line: each under the exchange that it belongs to, and under it the passages that it opens.
    fn write_until(&mut self, out: &mut String, end_line: u32) -> std::fmt::Result {
        let mut exchange_ends = 0;
        while let Some(turn) = self.turns.next_if(|turn| turn.line <= end_line) {
            if let Some((index, exchange)) = self.exchanges.next_if(|(_, exchange)| exchange.start_line <= turn.line) {
                let who: Vec<&str> = [exchange.analyst, exchange.firm].into_iter().flatten().collect();
                let lines = format!("({}-{})", exchange.start_line, exchange.end_line);
                writeln!(out, "    exchange {}: {} {lines}", index + 1, who.join(", "))?;
                exchange_ends = exchange.end_line;
            }
            let indent = if turn.line <= exchange_ends { "      " } else { "    " };
            writeln!(out, "{indent}{:>5}  {}", turn.line, speaker(turn))?;
            while let Some(passage) = self.passages.next_if(|passage| passage.location.line <= turn.end_line) {
                writeln!(out, "{indent}{:>5}    {}", passage.location.line, passage.title)?;
            }
        }
        Ok(())
    }
}

fn write_reasons(out: &mut String, outline: &OutlineRecord<'_>) -> std::fmt::Result {
    for reason in &outline.why {
        let line = reason.line.map(|line| format!(" (line {line})")).unwrap_or_default();
        writeln!(out, "  {:+4} {}: {}{line}", reason.weight, reason.about, reason.what)?;
    }
    Ok(())
}

fn speaker(turn: &TurnRecord<'_>) -> String {
    let name = turn.speaker.or(turn.label).unwrap_or("?");
    let more: Vec<&str> = [turn.title, turn.firm].into_iter().flatten().collect();
    if more.is_empty() { name.to_owned() } else { format!("{name}, {}", more.join(", ")) }
}
