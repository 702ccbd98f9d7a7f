//! `textDocument/documentSymbol`: call, sections, exchanges, turns and passages.
//!
//! The parts of a call are kept for as long as no edit touches it. What depends on the rest of the text is added when
//! they are written: on which line the call begins, and what makes the same name in several calls several names.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range as Span;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use text_size::TextRange;
use tieout_analysis::transcript::{Exchange, Passage, SectionKind};
use tieout_analysis::{CallAnalysis, Placed};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Location, SymbolInformation, SymbolKind, Uri};

use crate::client::Client;
use crate::exchanges::{exchange_lines, exchange_name, exchange_turns};
use crate::gist::gist;
use crate::made::{Outline, Part};
use crate::positions::down;
use crate::snapshot::{Snapshot, span_of_lines};
use crate::structure::{ShortNames, call_name, section_name, speaker_of};
use crate::wording::counted;

/// The outline, as a tree where the client takes one.
pub(crate) fn written(snapshot: &Snapshot, client: &Client) -> Result<String> {
    let names = RefCell::new(Names::default());
    let calls = snapshot.outlines().map(|(placed, outline)| {
        let builder = || {
            let names = ShortNames::new(&placed.call.call);
            Builder { snapshot, placed, call: &placed.call, names }
        };
        let part = outline.get_or_init(|| builder().outline());
        Symbol { part: &part.0, first_line: placed.first_line, names: &names }
    });
    if client.symbol_tree {
        return json(&calls.collect::<Vec<_>>());
    }
    let mut flat = Vec::new();
    calls.for_each(|symbol| symbol.flatten(&snapshot.uri, None, &mut flat));
    json(&flat)
}

fn json(symbols: &impl Serialize) -> Result<String> {
    serde_json::to_string(symbols).map_err(|error| {
        tracing::error!("cannot write an outline: {error}");
        Error::internal_error()
    })
}

/// A part at its place in the text.
struct Symbol<'a, 'n> {
    part: &'a Part,
    first_line: u32,
    names: &'n RefCell<Names<'a>>,
}

impl<'a, 'n> Symbol<'a, 'n> {
    fn children(&self) -> impl Iterator<Item = Symbol<'a, 'n>> + use<'a, 'n> {
        let (first_line, names) = (self.first_line, self.names);
        self.part.children.iter().map(move |part| Symbol { part, first_line, names })
    }

    fn name(&self) -> Cow<'a, str> {
        self.names.borrow_mut().unique(&self.part.name)
    }

    fn flatten(&self, uri: &Uri, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
        let name = self.name();
        #[allow(deprecated, reason = "the struct cannot be built without its deprecated field")]
        out.push(SymbolInformation {
            name: name.to_string(),
            kind: self.part.kind,
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: down(self.part.range, self.first_line) },
            container_name: container.map(str::to_owned),
        });
        self.children().for_each(|child| child.flatten(uri, Some(&name), out));
    }
}

/// As a `DocumentSymbol`.
impl Serialize for Symbol<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let part = self.part;
        let members = 4 + usize::from(part.detail.is_some()) + usize::from(!part.children.is_empty());
        let mut symbol = serializer.serialize_struct("DocumentSymbol", members)?;
        symbol.serialize_field("name", &*self.name())?;
        if let Some(detail) = &part.detail {
            symbol.serialize_field("detail", detail)?;
        }
        symbol.serialize_field("kind", &part.kind)?;
        symbol.serialize_field("range", &down(part.range, self.first_line))?;
        symbol.serialize_field("selectionRange", &down(part.selection, self.first_line))?;
        if !part.children.is_empty() {
            symbol.serialize_field("children", &Children(self))?;
        }
        symbol.end()
    }
}

struct Children<'s, 'a, 'n>(&'s Symbol<'a, 'n>);

impl Serialize for Children<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.children())
    }
}

/// The names given out so far. A flat picker shows names alone, so no two may be the same.
#[derive(Default)]
struct Names<'a>(HashMap<Cow<'a, str>, usize>);

impl<'a> Names<'a> {
    fn unique(&mut self, name: &'a str) -> Cow<'a, str> {
        let name = if name.trim().is_empty() { "(no words)" } else { name };
        let mut candidate = Cow::Borrowed(name);
        while self.0.contains_key(&candidate) {
            let count = self.0.entry(Cow::Borrowed(name)).or_insert(1);
            *count += 1;
            candidate = Cow::Owned(format!("{name} ({count})"));
        }
        self.0.insert(candidate.clone(), 1);
        candidate
    }
}

/// Makes the parts of a call.
struct Builder<'c> {
    snapshot: &'c Snapshot,
    placed: &'c Placed,
    call: &'c CallAnalysis,
    names: ShortNames<'c>,
}

impl Builder<'_> {
    fn outline(&self) -> Outline {
        let call = self.call;
        let findings = Some(call.findings.len()).filter(|count| *count > 0).map(|count| counted(count, "finding"));
        let range = span_of_lines(call, 0..call.lines.len() as u32);
        let children = (0..call.call.sections.len()).map(|index| self.section(index)).collect();
        let part = self.part(call_name(call), SymbolKind::FILE, range, span_of_lines(call, 0..1));
        Outline(Part { detail: findings, children, ..part })
    }

    fn section(&self, index: usize) -> Part {
        let call = &self.call.call;
        let section = &call.sections[index];
        let mut children = Vec::new();
        let mut covered = 0;
        let inside = |lines: &Span<u32>| lines.start < section.lines.end && section.lines.start < lines.end;
        let mut exchanges = call.exchanges.iter().enumerate().peekable();
        for (index, turn) in call.turns.iter().enumerate().filter(|(_, turn)| inside(&turn.lines)) {
            while exchanges.next_if(|(_, exchange)| exchange_turns(exchange).start < index).is_some() {}
            let opens = exchanges.peek().filter(|(_, exchange)| exchange_turns(exchange).start == index);
            if let Some((number, exchange)) = opens
                && let Some(lines) = exchange_lines(call, exchange)
            {
                children.push(self.exchange(number + 1, exchange, &lines));
                covered = exchange.turns.end.max(index + 1);
            }
            if index >= covered {
                let with_passages = section.kind == SectionKind::PreparedRemarks || turn.label.is_some();
                children.extend(self.turn(index, &section.lines, with_passages));
            }
        }
        let range = span_of_lines(self.call, section.lines.clone());
        let name = section_name(section.kind).to_owned();
        Part { children, ..self.part(name, SymbolKind::MODULE, range, self.first_words(&section.lines)) }
    }

    fn exchange(&self, number: usize, exchange: &Exchange, lines: &Span<u32>) -> Part {
        let range = span_of_lines(self.call, lines.clone());
        let first = span_of_lines(self.call, lines.start..lines.start + 1);
        let children = exchange.turns.clone().filter_map(|turn| self.turn(turn, lines, false)).collect();
        let name = exchange_name(self.call, &self.names, number, exchange);
        Part { children, ..self.part(name, SymbolKind::INTERFACE, range, first) }
    }

    /// A turn, or what of it lies in these lines; none where it says nothing worth a line.
    fn turn(&self, index: usize, within: &Span<u32>, with_passages: bool) -> Option<Part> {
        let turn = self.call.call.turns.get(index)?;
        let lines = turn.lines.start.max(within.start)..turn.lines.end.min(within.end);
        if lines.is_empty() {
            return None;
        }
        let range = span_of_lines(self.call, lines.clone());
        let words = gist(self.call, &self.names, index, range)?;
        let speaker = speaker_of(&self.call.call, index);
        let name = match turn.speaker {
            Some(speaker) => format!("{}: {words}", self.names.of(speaker)),
            None => words,
        };
        let label = turn.label.filter(|label| range.contains_range(*label));
        let selection = label.unwrap_or_else(|| self.first_words(&lines));
        Some(Part {
            detail: speaker.and_then(|speaker| speaker.title.clone().or(speaker.firm.clone())),
            children: if with_passages { self.passages(index, range) } else { Vec::new() },
            ..self.part(name, SymbolKind::METHOD, range, selection)
        })
    }

    /// The passages of a turn, or what of them lies in a range.
    fn passages(&self, turn: usize, within: TextRange) -> Vec<Part> {
        let passage = |passage: &Passage| {
            let range = passage.range.intersect(within).filter(|range| !range.is_empty())?;
            let line = self.call.lines.line_at(range.start()) as u32;
            let first = span_of_lines(self.call, line..line + 1).intersect(range).unwrap_or(range);
            Some(self.part(passage.title.clone(), SymbolKind::METHOD, range, first))
        };
        self.call.call.passages.iter().filter(|passage| passage.turn == turn).filter_map(passage).collect()
    }

    fn first_words(&self, lines: &Span<u32>) -> TextRange {
        let words = lines.clone().map(|line| span_of_lines(self.call, line..line + 1)).find(|range| !range.is_empty());
        words.unwrap_or_else(|| span_of_lines(self.call, lines.start..lines.start))
    }

    fn part(&self, name: String, kind: SymbolKind, range: TextRange, selection: TextRange) -> Part {
        // A client may reject the whole outline for one selection that reaches out of its range.
        let selection = selection.intersect(range).unwrap_or(TextRange::empty(range.start()));
        let place = |range| self.snapshot.range_in(self.placed, range);
        Part { name, detail: None, kind, range: place(range), selection: place(selection), children: Vec::new() }
    }
}
