//! Positions: from the columns of the protocol to bytes and back.
//!
//! A column counts code units of the negotiated encoding. Columns and lines beyond the end are moved to the end, and
//! one inside a character to its beginning: clients send such positions after edits they have not told yet.

use ropey::Rope;
use text_size::{TextRange, TextSize};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the protocol's default.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first of the client's list that is known, else UTF-16.
    pub(crate) fn negotiate(offered: &[PositionEncodingKind]) -> Encoding {
        offered.iter().find_map(Encoding::of).unwrap_or_default()
    }

    fn of(kind: &PositionEncodingKind) -> Option<Encoding> {
        match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        }
    }

    /// The protocol's name.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many code units a text has.
    pub(crate) fn width(self, text: &str) -> u32 {
        self.width_of_bytes(text.as_bytes())
    }

    /// How many code units these bytes of UTF-8 are; a character counts where it begins.
    fn width_of_bytes(self, bytes: &[u8]) -> u32 {
        let count = match self {
            Encoding::Utf8 => bytes.len(),
            // Every character begins with a byte that does not continue another; those of four bytes are two units.
            Encoding::Utf16 => bytes.iter().map(|it| usize::from(!continues(*it)) + usize::from(*it >= 0xf0)).sum(),
            Encoding::Utf32 => bytes.iter().filter(|byte| !continues(**byte)).count(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The byte that a column of a line stands for. The line is given without its line break.
    pub(crate) fn byte(self, line: &str, column: u32) -> usize {
        let mut rest = column;
        for (at, character) in line.char_indices() {
            let width = self.width_of(character);
            if rest < width {
                return at;
            }
            rest -= width;
        }
        line.len()
    }

    fn width_of(self, character: char) -> u32 {
        match self {
            Encoding::Utf8 => character.len_utf8() as u32,
            Encoding::Utf16 => character.len_utf16() as u32,
            Encoding::Utf32 => 1,
        }
    }
}

/// Counts the units between two offsets of a text at the same cost however far apart they are.
#[derive(Debug)]
pub(crate) struct Columns {
    encoding: Encoding,
    /// How many units are in front of each block of bytes.
    before_block: Vec<u32>,
}

impl Columns {
    const BLOCK: usize = 1024;

    /// Counts through a text once.
    pub(crate) fn new(text: &str, encoding: Encoding) -> Columns {
        let mut count = 0;
        let blocks = text.as_bytes().chunks(Columns::BLOCK);
        let before_block = blocks.map(|block| {
            let before = count;
            count += encoding.width_of_bytes(block);
            before
        });
        Columns { encoding, before_block: before_block.collect() }
    }

    /// How many units lie between two offsets of the text that was counted.
    pub(crate) fn between(&self, text: &str, span: std::ops::Range<usize>) -> u32 {
        self.before(text, span.end).saturating_sub(self.before(text, span.start))
    }

    fn before(&self, text: &str, offset: usize) -> u32 {
        let block = (offset / Columns::BLOCK).min(self.before_block.len().saturating_sub(1));
        let inside = text.as_bytes().get(block * Columns::BLOCK..offset).unwrap_or_default();
        self.before_block.get(block).map_or(0, |before| before + self.encoding.width_of_bytes(inside))
    }
}

fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The bytes of a text that a range of the protocol covers; the ends may come in either order.
pub(crate) fn range_in(text: &Rope, range: Range, encoding: Encoding) -> TextRange {
    let start = byte_in(text, range.start, encoding);
    let end = byte_in(text, range.end, encoding);
    text_range(start.min(end)..start.max(end))
}

/// A range so many lines further down.
pub(crate) fn down(range: Range, lines: u32) -> Range {
    let down = |place: Position| Position { line: place.line + lines, ..place };
    Range { start: down(range.start), end: down(range.end) }
}

fn byte_in(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_bytes();
    }
    let start = text.line_to_byte(line);
    let slice = text.line(line);
    // Only as much of the line is looked at as the column can need: at most four bytes a unit.
    let mut rest = position.character;
    let mut byte = start;
    for chunk in slice.chunks() {
        let content = chunk.trim_end_matches(['\r', '\n']);
        let width = encoding.width(content);
        if rest <= width || content.len() < chunk.len() {
            return byte + encoding.byte(content, rest);
        }
        rest -= width;
        byte += chunk.len();
    }
    byte
}

/// Some bytes of a text as a range. No text that is analysed has more than fit.
pub(crate) fn text_range(bytes: std::ops::Range<usize>) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(bytes.start), size(bytes.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\u{c}é€\u{2028}x\r\n😀 two\rthree\n";

    fn byte(line: u32, character: u32, encoding: Encoding) -> usize {
        byte_in(&Rope::from_str(TEXT), Position { line, character }, encoding)
    }

    #[test]
    fn columns_count_units_of_the_encoding() {
        for (encoding, column) in [(Encoding::Utf8, 10), (Encoding::Utf16, 5), (Encoding::Utf32, 5)] {
            assert_eq!(&TEXT[byte(0, column, encoding)..][..1], "x", "{encoding:?}");
        }
        for (encoding, column) in [(Encoding::Utf8, 5), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            assert_eq!(&TEXT[byte(1, column, encoding)..][..3], "two", "{encoding:?}");
        }
        assert_eq!(&TEXT[byte(2, 0, Encoding::Utf16)..], "three\n");
    }

    #[test]
    fn positions_outside_are_moved_to_the_end() {
        let end_of_first = TEXT.find('\r').unwrap();
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(byte(0, u32::MAX, encoding), end_of_first);
            assert_eq!(byte(99, 0, encoding), TEXT.len());
            assert_eq!(byte(3, 7, encoding), TEXT.len());
        }
    }

    #[test]
    fn positions_inside_a_character_are_moved_to_its_start() {
        let smile = TEXT.find('😀').unwrap();
        assert_eq!(byte(1, 1, Encoding::Utf16), smile);
        assert_eq!(byte(1, 3, Encoding::Utf8), smile);
    }

    #[test]
    fn widths_add_up() {
        for line in ["", "plain", "é€😀", "\u{feff}\u{2028}"] {
            assert_eq!(Encoding::Utf8.width(line) as usize, line.len());
            assert_eq!(Encoding::Utf16.width(line) as usize, line.encode_utf16().count());
            assert_eq!(Encoding::Utf32.width(line) as usize, line.chars().count());
        }
    }

    #[test]
    fn a_long_text_counts_as_a_short_one_does() {
        for text in ["é€😀 ab".repeat(Columns::BLOCK), "x".repeat(2 * Columns::BLOCK), String::new()] {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let columns = Columns::new(&text, encoding);
                let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                for end in ends.step_by(97).chain([text.len()]) {
                    let start = text.floor_char_boundary(end / 3);
                    assert_eq!(columns.between(&text, start..end), encoding.width(&text[start..end]));
                }
            }
        }
    }

    #[test]
    fn the_ends_of_a_range_may_come_in_either_order() {
        let text = Rope::from_str("one\ntwo\n");
        let (start, end) = (Position { line: 0, character: 1 }, Position { line: 1, character: 2 });
        let forward = range_in(&text, Range { start, end }, Encoding::Utf16);
        assert_eq!(forward, range_in(&text, Range { start: end, end: start }, Encoding::Utf16));
        assert_eq!(forward, TextRange::new(1.into(), 6.into()));
    }

    #[test]
    fn the_first_known_encoding_of_the_client_is_taken() {
        let negotiate = |names: &[&'static str]| {
            let kinds: Vec<_> = names.iter().copied().map(PositionEncodingKind::from).collect();
            Encoding::negotiate(&kinds)
        };
        assert_eq!(negotiate(&[]), Encoding::Utf16);
        assert_eq!(negotiate(&["utf-32", "utf-8"]), Encoding::Utf32);
        assert_eq!(negotiate(&["utf-7", "utf-8", "utf-16"]), Encoding::Utf8);
        assert_eq!(negotiate(&["latin-1"]), Encoding::Utf16);
    }
}
