//! Lines: where each begins.

use std::ops::Range;

use text_size::{TextRange, TextSize};

/// The starts of the lines of a text. Lines end at LF, CRLF or CR only: a form feed is a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<TextSize>,
    end: TextSize,
}

impl Lines {
    /// Finds the lines of a text. A text has at least one line, and a final line break opens an empty last line.
    pub fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![TextSize::new(0)];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(size(at + 1));
        }
        Lines { starts, end: TextSize::of(text) }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: a text has at least one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The range of a line with its line break; the empty range at the end for a line that does not exist.
    pub fn range(&self, line: usize) -> TextRange {
        let start = self.starts.get(line).copied().unwrap_or(self.end);
        let end = self.starts.get(line + 1).copied().unwrap_or(self.end);
        TextRange::new(start, end)
    }

    /// How many lines begin at or before an offset.
    pub(crate) fn starts_until(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| usize::from(*start) <= offset)
    }

    /// The range that a run of lines covers.
    pub fn span(&self, lines: Range<usize>) -> TextRange {
        let start = self.range(lines.start).start();
        TextRange::new(start, self.range(lines.end).start().max(start))
    }

    /// The 0-based line that an offset lies in.
    pub fn line_at(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

/// Texts of 4 GiB and more are refused where they are read; below that no offset is cut.
pub(crate) fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
