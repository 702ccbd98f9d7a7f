//! `textDocument/documentSymbol`: call, sections, exchanges, turns and passages.

use std::collections::HashMap;
use std::ops::Range;

use text_size::TextRange;
use tieout_analysis::Placed;
use tieout_analysis::transcript::SectionKind;
use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, SymbolInformation, SymbolKind};

use crate::client::Client;
use crate::gist::gist;
use crate::snapshot::{Snapshot, span_of_lines};
use crate::structure::{call_name, exchange_lines, exchange_name, exchange_turns, section_name, speaker_of, surname};

/// The outline, as a tree where the client takes one.
pub(crate) fn symbols(snapshot: &Snapshot, client: &Client) -> DocumentSymbolResponse {
    let mut names = Names::default();
    let tree: Vec<Part> = snapshot.calls().map(|placed| call(placed, &mut names)).collect();
    if client.symbol_tree {
        let tree = snapshot.calls().zip(tree).map(|(placed, part)| part.symbol(snapshot, placed)).collect();
        return DocumentSymbolResponse::Nested(tree);
    }
    let mut flat = Vec::new();
    for (placed, part) in snapshot.calls().zip(tree) {
        part.flatten(snapshot, placed, None, &mut flat);
    }
    DocumentSymbolResponse::Flat(flat)
}

/// A part of a call, as the outline shows it.
struct Part {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: TextRange,
    selection: TextRange,
    children: Vec<Part>,
}

/// The names given out so far. A flat picker shows names alone, so no two may be the same.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn unique(&mut self, name: String) -> String {
        let name = if name.trim().is_empty() { "(no words)".to_owned() } else { name };
        let mut candidate = name.clone();
        while self.0.contains_key(&candidate) {
            let count = self.0.entry(name.clone()).or_insert(1);
            *count += 1;
            candidate = format!("{name} ({count})");
        }
        self.0.insert(candidate.clone(), 1);
        candidate
    }
}

fn call(placed: &Placed, names: &mut Names) -> Part {
    let call = &placed.call;
    let findings = match call.findings.len() {
        0 => None,
        1 => Some("1 finding".to_owned()),
        count => Some(format!("{count} findings")),
    };
    let range = span_of_lines(call, 0..call.lines.len() as u32);
    let name = names.unique(call_name(call));
    let children = (0..call.call.sections.len()).map(|index| section(placed, index, names)).collect();
    Part { name, detail: findings, kind: SymbolKind::FILE, range, selection: span_of_lines(call, 0..1), children }
}

fn section(placed: &Placed, index: usize, names: &mut Names) -> Part {
    let call = &placed.call.call;
    let section = &call.sections[index];
    let name = names.unique(section_name(section.kind).to_owned());
    let mut children = Vec::new();
    let mut covered = 0;
    let inside = |lines: &Range<u32>| lines.start < section.lines.end && section.lines.start < lines.end;
    let mut exchanges = call.exchanges.iter().enumerate().peekable();
    for (index, turn) in call.turns.iter().enumerate().filter(|(_, turn)| inside(&turn.lines)) {
        while exchanges.next_if(|(_, exchange)| exchange_turns(exchange).start < index).is_some() {}
        let opens = exchanges.peek().filter(|(_, exchange)| exchange_turns(exchange).start == index);
        if let Some((number, exchange)) = opens
            && let Some(lines) = exchange_lines(call, exchange)
        {
            let part = Part {
                name: names.unique(exchange_name(call, number + 1, exchange)),
                detail: None,
                kind: SymbolKind::INTERFACE,
                range: span_of_lines(&placed.call, lines.clone()),
                selection: span_of_lines(&placed.call, lines.start..lines.start + 1),
                children: exchange
                    .turns
                    .clone()
                    .filter_map(|turn| turn_in(placed, turn, &lines, false, names))
                    .collect(),
            };
            covered = exchange.turns.end.max(index + 1);
            children.push(part);
        }
        if index >= covered {
            let with_passages = section.kind == SectionKind::PreparedRemarks || turn.label.is_some();
            children.extend(turn_in(placed, index, &section.lines, with_passages, names));
        }
    }
    let range = span_of_lines(&placed.call, section.lines.clone());
    let first = first_words(placed, &section.lines);
    Part { name, detail: None, kind: SymbolKind::MODULE, range, selection: first, children }
}

/// A turn, or what of it lies in these lines; none where it says nothing worth a line.
fn turn_in(placed: &Placed, index: usize, within: &Range<u32>, passages: bool, names: &mut Names) -> Option<Part> {
    let call = &placed.call;
    let turn = call.call.turns.get(index)?;
    let lines = turn.lines.start.max(within.start)..turn.lines.end.min(within.end);
    if lines.is_empty() {
        return None;
    }
    let range = span_of_lines(call, lines.clone());
    let words = gist(call, index, range)?;
    let name = match speaker_of(&call.call, index) {
        Some(speaker) => format!("{}: {words}", surname(&speaker.name)),
        None => words,
    };
    let detail = speaker_of(&call.call, index).and_then(|speaker| speaker.title.clone().or(speaker.firm.clone()));
    let selection = turn.label.filter(|label| range.contains_range(*label));
    let name = names.unique(name);
    let children = call.call.passages.iter().filter(|passage| passages && passage.turn == index);
    let children = children.filter_map(|passage| {
        let range = passage.range.intersect(range).filter(|range| !range.is_empty())?;
        let line = call.lines.line_at(range.start()) as u32;
        let first = span_of_lines(call, line..line + 1).intersect(range).unwrap_or(range);
        Some(Part {
            name: names.unique(passage.title.clone()),
            detail: None,
            kind: SymbolKind::METHOD,
            range,
            selection: first,
            children: Vec::new(),
        })
    });
    Some(Part {
        name,
        detail,
        kind: SymbolKind::METHOD,
        range,
        selection: selection.unwrap_or_else(|| first_words(placed, &lines)),
        children: children.collect(),
    })
}

fn first_words(placed: &Placed, lines: &Range<u32>) -> TextRange {
    lines
        .clone()
        .map(|line| span_of_lines(&placed.call, line..line + 1))
        .find(|range| !range.is_empty())
        .unwrap_or_else(|| span_of_lines(&placed.call, lines.start..lines.start))
}

impl Part {
    #[allow(deprecated, reason = "the struct cannot be built without its deprecated field")]
    fn symbol(self, snapshot: &Snapshot, placed: &Placed) -> DocumentSymbol {
        let children: Vec<_> = self.children.into_iter().map(|part| part.symbol(snapshot, placed)).collect();
        // A client may reject the whole outline for one selection that reaches out of its range.
        let selection = self.selection.intersect(self.range).unwrap_or(TextRange::empty(self.range.start()));
        DocumentSymbol {
            name: self.name,
            detail: self.detail,
            kind: self.kind,
            tags: None,
            deprecated: None,
            range: snapshot.range(placed, self.range),
            selection_range: snapshot.range(placed, selection),
            children: Some(children).filter(|children| !children.is_empty()),
        }
    }

    #[allow(deprecated, reason = "the struct cannot be built without its deprecated field")]
    fn flatten(self, snapshot: &Snapshot, placed: &Placed, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
        out.push(SymbolInformation {
            name: self.name.clone(),
            kind: self.kind,
            tags: None,
            deprecated: None,
            location: snapshot.location(placed, self.range),
            container_name: container.map(str::to_owned),
        });
        for part in self.children {
            part.flatten(snapshot, placed, Some(&self.name), out);
        }
    }
}
