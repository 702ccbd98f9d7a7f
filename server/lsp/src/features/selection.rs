//! `textDocument/selectionRange`: figure, clause, sentence, paragraph, turn, exchange, section, call.

use std::ops::Range;

use text_size::{TextRange, TextSize};
use tieout_analysis::{CallAnalysis, Class, Sentence};
use tower_lsp::ls_types::{Position, SelectionRange};

use crate::exchanges::exchange_lines;
use crate::snapshot::{Snapshot, span_of_lines, words};
use crate::target::{sentence_at, whole};

/// What to select around each position, from the inside out. Every position gets an answer, as the protocol wants.
pub(crate) fn around(snapshot: &Snapshot, positions: &[Position]) -> Vec<SelectionRange> {
    let empty = |position: Position| SelectionRange {
        range: tower_lsp::ls_types::Range { start: position, end: position },
        parent: None,
    };
    positions.iter().map(|position| one(snapshot, *position).unwrap_or_else(|| empty(*position))).collect()
}

fn one(snapshot: &Snapshot, position: Position) -> Option<SelectionRange> {
    let (placed, offset) = snapshot.locate(position)?;
    let mut selection: Option<SelectionRange> = None;
    for range in ranges(&placed.call, offset).into_iter().rev() {
        let range = snapshot.range(placed, range);
        selection = Some(SelectionRange { range, parent: selection.map(Box::new) });
    }
    selection
}

/// The ranges around an offset, each inside the next and smaller.
fn ranges(call: &CallAnalysis, offset: TextSize) -> Vec<TextRange> {
    let mut all: Vec<TextRange> = Vec::new();
    all.extend(call.fact_at(offset).map(|index| call.facts[index].range));
    let sentence = sentence_at(call, offset);
    if let Some(sentence) = sentence {
        all.extend(clause(sentence, offset));
        all.push(trimmed(call, sentence.in_call(whole(sentence))));
    }
    let line = call.lines.line_at(offset) as u32;
    let turn = call.call.turns.iter().position(|turn| turn.lines.contains(&line));
    if let Some(turn) = turn.map(|turn| &call.call.turns[turn]) {
        let mut paragraphs: Vec<TextRange> = Vec::new();
        for piece in &turn.pieces {
            match paragraphs.last_mut() {
                Some(last) if !piece.opens_paragraph => *last = last.cover(piece.range),
                _ => paragraphs.push(piece.range),
            }
        }
        all.extend(paragraphs.into_iter().find(|range| range.contains_inclusive(offset)));
        all.push(span_of_lines(call, turn.lines.clone()));
    }
    let exchanges = call.call.exchanges.iter().filter_map(|exchange| exchange_lines(&call.call, exchange));
    let sections = call.call.sections.iter().map(|section| section.lines.clone());
    let outer = exchanges.chain(sections).filter(|lines| lines.contains(&line));
    all.extend(outer.map(|lines: Range<u32>| span_of_lines(call, lines)));
    all.push(TextRange::up_to(TextSize::of(&*call.text)));
    let mut nested: Vec<TextRange> = Vec::new();
    for range in all {
        let grows = nested.last().is_none_or(|last| range.contains_range(*last) && range != *last);
        if grows && range.contains_inclusive(offset) {
            nested.push(range);
        }
    }
    nested
}

/// The words of a sentence between two boundaries.
fn clause(sentence: &Sentence, offset: TextSize) -> Option<TextRange> {
    let words = sentence.reading.tokens.split(|token| matches!(token.class, Class::Boundary(_)));
    let clauses = words.filter_map(|tokens| Some(tokens.first()?.range.cover(tokens.last()?.range)));
    clauses.map(|range| sentence.in_call(range)).find(|range| range.contains_inclusive(offset))
}

fn trimmed(call: &CallAnalysis, range: TextRange) -> TextRange {
    let words = words(call, range);
    let indent = TextSize::of(&words[..words.len() - words.trim_start().len()]);
    TextRange::at(range.start() + indent, TextSize::of(words.trim()))
}
