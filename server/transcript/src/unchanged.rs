//! What an edit has not touched: the lines before and behind it, and where they stand now.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::call::{Call, Evidence};
use crate::lines::Lines;
use crate::row::Row;

/// Whole lines that an edit touched. All before them and all behind them is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Where they stand in the text.
    pub now: TextRange,
    /// Where those stood whose place they take.
    pub before: TextRange,
}

impl Touched {
    /// Where what stood in some range stands now; none where it was touched.
    pub fn moved(&self, range: TextRange) -> Option<TextRange> {
        if range.end() <= self.before.start() {
            return Some(range);
        }
        (range.start() >= self.before.end()).then(|| range - self.before.end() + self.now.end())
    }
}

/// A text with what its lines are and what call it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a Lines,
    pub(crate) call: &'a Call,
    /// What is kept of the lines; nothing where the text was not read line by line.
    pub(crate) rows: &'a [Row],
}

/// The lines at the beginning and at the end of a text that are those of an earlier state.
pub(crate) struct Unchanged<'a> {
    pub(crate) before: State<'a>,
    /// The lines between.
    pub(crate) touched: Touched,
    /// How many lines at the beginning are the same.
    front: usize,
    /// The first of the lines that are the same up to the end.
    back: usize,
    /// By how much more lines those are preceded in the earlier state.
    moved_lines: isize,
}

impl<'a> Unchanged<'a> {
    /// Compares two states; none where nothing was kept of the earlier.
    pub(crate) fn find(before: State<'a>, text: &str, lines: &Lines) -> Option<Unchanged<'a>> {
        if before.rows.len() != before.lines.len() {
            return None;
        }
        let prefix = common(before.text.as_bytes(), text.as_bytes());
        let longest = text.len().min(before.text.len()) - prefix;
        let suffix = common_end(before.text.as_bytes(), text.as_bytes(), longest);
        // A line is the same if the byte beside it is too: the halves of a line break of two bytes may have been parted.
        let front = lines.starts_until(prefix.saturating_sub(1)).saturating_sub(1);
        let back = lines.starts_until(text.len() - suffix);
        let moved_lines = before.lines.len() as isize - lines.len() as isize;
        let now = lines.span(front..back);
        let behind = TextSize::of(text) - now.end();
        let touched = Touched { now, before: TextRange::new(now.start(), TextSize::of(before.text) - behind) };
        Some(Unchanged { before, touched, front, back, moved_lines })
    }

    /// What is kept of a line.
    pub(crate) fn row(&self, line: usize) -> Option<Row> {
        let rows = self.before.rows;
        if line < self.front {
            return rows.get(line).map(Row::alone);
        }
        if line < self.back {
            return None;
        }
        let row = rows.get(line.checked_add_signed(self.moved_lines)?)?.alone();
        let range = self.touched.moved(row.range())?;
        Some(Row { start: range.start().into(), end: range.end().into(), ..row })
    }

    /// The lines that are not the same.
    pub(crate) fn lines(&self) -> Range<usize> {
        self.front..self.back
    }

    /// The number of a line of the earlier state, if it is not among those that were touched; one that was has the number
    /// of one in its place.
    pub(crate) fn line(&self, line: u32) -> u32 {
        let moved = (line as usize).checked_add_signed(-self.moved_lines).filter(|moved| *moved >= self.back);
        moved.map_or(line, |moved| moved as u32)
    }

    /// The same piece of evidence in the text as it is now; none where its line was touched and lines came or went.
    pub(crate) fn evidence(&self, evidence: &Evidence) -> Option<Evidence> {
        let touched = |line: u32| {
            let line = line as usize;
            line >= self.front && line.checked_add_signed(-self.moved_lines).is_none_or(|line| line < self.back)
        };
        let lost = self.moved_lines != 0 && evidence.line.is_some_and(touched);
        (!lost).then(|| Evidence { line: evidence.line.map(|line| self.line(line)), ..evidence.clone() })
    }

    /// Whether so many lines at the beginning are what they were, by themselves and beside others.
    pub(crate) fn same_kinds(&self, rows: &[Row]) -> bool {
        rows.len() <= self.front && rows.iter().zip(self.before.rows).all(|(row, before)| row.kind == before.kind)
    }
}

/// How many bytes two texts have in common at the beginning.
fn common(one: &[u8], other: &[u8]) -> usize {
    const BLOCK: usize = 256;
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK)).take_while(|(one, other)| one == other).count();
    let same = blocks * BLOCK;
    same + one[same..].iter().zip(&other[same..]).take_while(|(one, other)| one == other).count()
}

/// How many bytes two texts have in common at the end, up to so many.
fn common_end(one: &[u8], other: &[u8], most: usize) -> usize {
    const BLOCK: usize = 256;
    let end = |text: &[u8]| -> Range<usize> { text.len() - most..text.len() };
    let (one, other) = (&one[end(one)], &other[end(other)]);
    let blocks =
        one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK)).take_while(|(one, other)| one == other).count();
    let left = most - blocks * BLOCK;
    let rest = one[..left].iter().rev().zip(other[..left].iter().rev());
    blocks * BLOCK + rest.take_while(|(one, other)| one == other).count()
}
