//! Positions: lines and columns as people count them.

use std::fmt;

use tieout_analysis::transcript::Lines;
use tieout_analysis::{TextRange, TextSize};

/// A place in a text. Both numbers count from 1; columns count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Turns byte offsets of a text into positions, at the same cost on a line of any length.
#[derive(Debug)]
pub struct Positions<'text> {
    text: &'text str,
    lines: Lines,
    /// How many code points begin before each block of bytes; empty where the text is ASCII.
    before_block: Vec<u32>,
}

/// How many bytes are counted at most for one position.
const BLOCK: usize = 1024;

impl<'text> Positions<'text> {
    /// Counts through a text once.
    pub fn new(text: &'text str) -> Positions<'text> {
        let mut before_block = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                before_block.push(count);
                count += code_points(block);
            }
        }
        Positions { text, lines: Lines::new(text), before_block }
    }

    /// The lines of the text.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Where an offset lies.
    pub fn position(&self, offset: TextSize) -> Position {
        let line = self.lines.line_at(offset);
        let start = self.lines.range(line).start();
        Position { line: line as u32 + 1, column: self.code_points_before(offset) - self.code_points_before(start) + 1 }
    }

    /// Where a range begins and where it ends, the end exclusive.
    pub fn range(&self, range: TextRange) -> (Position, Position) {
        (self.position(range.start()), self.position(range.end()))
    }

    fn code_points_before(&self, offset: TextSize) -> u32 {
        let offset = usize::from(offset).min(self.text.len());
        // The end of the text may lie behind the last block.
        let block = (offset / BLOCK).min(self.before_block.len().saturating_sub(1));
        let Some(before) = self.before_block.get(block) else { return offset as u32 };
        before + self.text.as_bytes().get(block * BLOCK..offset).map_or(0, code_points)
    }
}

/// How many code points begin in these bytes of UTF-8.
fn code_points(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let text = "Q3\r\n€5 million – “net”";
        let at = |needle: &str| {
            let offset = text.find(needle).unwrap() as u32;
            Positions::new(text).position(offset.into()).to_string()
        };
        assert_eq!(at("Q3"), "1:1");
        assert_eq!(at("€"), "2:1");
        assert_eq!(at("5 million"), "2:2");
        assert_eq!(at("net"), "2:15");
    }

    #[test]
    fn the_end_of_the_text_has_a_position() {
        assert_eq!(Positions::new("").position(0.into()).to_string(), "1:1");
        assert_eq!(Positions::new("a\n").position(2.into()).to_string(), "2:1");
        let block_of_wide = "é".repeat(BLOCK / 2);
        let end = TextSize::of(block_of_wide.as_str());
        assert_eq!(Positions::new(&block_of_wide).position(end).column, BLOCK as u32 / 2 + 1);
    }

    #[test]
    fn a_long_line_counts_as_a_short_one_does() {
        let text = "é€ab".repeat(BLOCK);
        let positions = Positions::new(&text);
        for (column, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(positions.position((offset as u32).into()).column, column as u32 + 1);
        }
    }
}
