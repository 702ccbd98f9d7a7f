//! The outline as a tree.

use std::fmt::Write;

use crate::document::Document;
use crate::records::{OutlineRecord, TurnRecord, outline as record};

/// Sections with their turns, indented.
pub(crate) fn outline(document: &Document<'_>, why: bool) -> String {
    let outline = record(document, why);
    let mut tree = String::new();
    let _ = write_tree(&mut tree, &outline);
    tree
}

fn write_tree(out: &mut String, outline: &OutlineRecord<'_>) -> std::fmt::Result {
    let Some(call) = &outline.call else {
        writeln!(out, "{}: not an earnings call", outline.filename)?;
        return write_reasons(out, outline);
    };
    let quarter = call.fiscal_quarter.zip(call.fiscal_year).map(|(quarter, year)| format!("Q{quarter} FY{year}"));
    let year_end = call.fiscal_year_end.map(|month| format!("fiscal year to {month}"));
    let facts = [call.company.map(str::to_owned), quarter, year_end, call.date.clone(), Some(call.layout.to_owned())];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    writeln!(out, "{}: {}", outline.filename, facts.join(" · "))?;
    write_reasons(out, outline)?;
    let mut turns = outline.turns.iter().peekable();
    for section in &outline.sections {
        writeln!(out, "  {} ({}-{})", section.kind, section.start_line, section.end_line)?;
        while let Some(turn) = turns.next_if(|turn| turn.line <= section.end_line) {
            writeln!(out, "    {:>5}  {}", turn.line, speaker(turn))?;
        }
    }
    Ok(())
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
