//! A snapshot: a document at one version with all that is known of it, as requests see it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use text_size::{TextRange, TextSize};
use tieout_analysis::{Analysis, CallAnalysis, Placed};
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use crate::made::{Made, Outline, WrittenFindings};
use crate::positions::{Columns, Encoding, down};
use crate::workspace::Nearest;

/// So many bytes of a line are counted at once; a paragraph is shorter.
const LONG: usize = 4096;

/// A document at one version.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The client's name for it.
    pub(crate) uri: Uri,
    /// The file, where it is one.
    pub(crate) path: Option<PathBuf>,
    /// The client's number of the version.
    pub(crate) version: i32,
    /// The server's own count of the texts it has seen under this name.
    pub(crate) generation: u64,
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// What is known of the text.
    pub(crate) analysis: Analysis,
    /// The `tieout.toml` that its settings were taken from; none where they do not depend on any.
    pub(crate) nearest: Option<Nearest>,
    /// What was made of its calls.
    made: Vec<Made>,
}

impl Snapshot {
    /// A document with what is known of it. What was made of calls that it shares with the version before is kept.
    pub(crate) fn new(
        uri: Uri,
        path: Option<PathBuf>,
        (version, generation): (i32, u64),
        encoding: Encoding,
        analysis: Analysis,
        before: Option<&Snapshot>,
    ) -> Snapshot {
        let known: Vec<_> = before.into_iter().flat_map(|it| it.analysis.calls().iter().zip(&it.made)).collect();
        let made = |(index, placed): (usize, &Placed)| {
            // Calls stay in their order; where their number changes, those behind are found from the end.
            let from_end = index + known.len();
            let candidates = [known.get(index), known.get(from_end.wrapping_sub(analysis.calls().len()))];
            let same = candidates.into_iter().flatten().find(|(before, _)| Arc::ptr_eq(&before.call, &placed.call));
            let Some((before, made)) = same else { return Made::default() };
            let stays = before.first_line == placed.first_line;
            Made {
                alone: Arc::clone(&made.alone),
                findings: if stays { Arc::clone(&made.findings) } else { Arc::default() },
            }
        };
        let made = analysis.calls().iter().enumerate().map(made).collect();
        Snapshot { uri, path, version, generation, encoding, analysis, nearest: None, made }
    }

    /// Whether anything may be said about it at all.
    pub(crate) fn is_transcript(&self) -> bool {
        self.calls().next().is_some()
    }

    /// The calls in it; none where the text is no transcript.
    pub(crate) fn calls(&self) -> impl Iterator<Item = &Placed> {
        self.analysis.calls().iter().filter(|placed| placed.call.call.verdict.is_call)
    }

    /// The calls in it, each with its outline or the place for it.
    pub(crate) fn outlines(&self) -> impl Iterator<Item = (&Placed, &OnceLock<Outline>)> {
        let calls = self.analysis.calls().iter().zip(&self.made);
        calls.filter(|(placed, _)| placed.call.call.verdict.is_call).map(|(placed, made)| (placed, &made.alone.outline))
    }

    /// The calls in it, each with its findings as they are sent or the place for them.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&Placed, &OnceLock<WrittenFindings>)> {
        self.analysis.calls().iter().zip(&self.made).map(|(placed, made)| (placed, &*made.findings))
    }

    /// The call that a position lies in, and where; none outside of calls.
    pub(crate) fn locate(&self, position: Position) -> Option<(&Placed, TextSize)> {
        let calls = self.analysis.calls();
        let after = calls.partition_point(|placed| placed.first_line <= position.line);
        let placed = calls.get(after.checked_sub(1)?)?;
        if !placed.call.call.verdict.is_call {
            return None;
        }
        let call = &placed.call;
        let range = call.lines.range((position.line - placed.first_line) as usize);
        let line = content(call, range);
        let column = self.encoding.byte(line, position.character);
        Some((placed, range.start() + TextSize::of(&line[..column])))
    }

    /// Where an offset of a call stands.
    pub(crate) fn position(&self, placed: &Placed, offset: TextSize) -> Position {
        let place = self.position_in(placed, offset);
        Position { line: placed.first_line + place.line, ..place }
    }

    /// Where a range of a call stands.
    pub(crate) fn range(&self, placed: &Placed, range: TextRange) -> Range {
        down(self.range_in(placed, range), placed.first_line)
    }

    /// Where a range of a call stands, counted from where the call begins.
    pub(crate) fn range_in(&self, placed: &Placed, range: TextRange) -> Range {
        Range { start: self.position_in(placed, range.start()), end: self.position_in(placed, range.end()) }
    }

    fn position_in(&self, placed: &Placed, offset: TextSize) -> Position {
        let call = &placed.call;
        let line = call.lines.line_at(offset);
        let before = usize::from(call.lines.range(line).start())..usize::from(offset);
        let columns = if before.len() > LONG { self.columns(placed) } else { None };
        let character = match columns {
            Some(columns) => columns.between(&call.text, before),
            None => self.encoding.width(call.text.get(before).unwrap_or_default()),
        };
        Position { line: line as u32, character }
    }

    fn columns(&self, placed: &Placed) -> Option<&Columns> {
        let index = self.analysis.calls().partition_point(|it| it.first_line < placed.first_line);
        let made = self.made.get(index)?;
        Some(made.alone.columns.get_or_init(|| Columns::new(&placed.call.text, self.encoding)))
    }

    /// The bytes of a call that a range covers; none where it lies outside of the call.
    pub(crate) fn bytes(&self, placed: &Placed, range: Range) -> Option<TextRange> {
        let first = placed.first_line;
        let last = first + placed.call.lines.len() as u32;
        if range.end.line < first || range.start.line >= last {
            return None;
        }
        let offset = |position: Position| {
            if position.line < first {
                return TextSize::new(0);
            }
            let line = placed.call.lines.range((position.line - first) as usize);
            let content = content(&placed.call, line);
            line.start() + TextSize::of(&content[..self.encoding.byte(content, position.character)])
        };
        let (start, end) = (offset(range.start), offset(range.end));
        Some(TextRange::new(start.min(end), start.max(end)))
    }

    /// A range of a call as a place that can be shown.
    pub(crate) fn location(&self, placed: &Placed, range: TextRange) -> Location {
        Location { uri: self.uri.clone(), range: self.range(placed, range) }
    }

    /// The 1-based number of the line that an offset of a call lies in, as people count.
    pub(crate) fn line_number(placed: &Placed, offset: TextSize) -> u32 {
        placed.first_line + placed.call.lines.line_at(offset) as u32 + 1
    }
}

/// The words of a range of a call.
pub(crate) fn words(call: &CallAnalysis, range: TextRange) -> &str {
    call.text.get(std::ops::Range::<usize>::from(range)).unwrap_or_default()
}

/// The words of some lines of a call, from the first letter to the last, without the final line break.
pub(crate) fn span_of_lines(call: &CallAnalysis, lines: std::ops::Range<u32>) -> TextRange {
    let span = call.lines.span(lines.start as usize..lines.end as usize);
    TextRange::at(span.start(), TextSize::of(words(call, span).trim_end()))
}

fn content(call: &CallAnalysis, line: TextRange) -> &str {
    words(call, line).trim_end_matches(['\r', '\n'])
}
