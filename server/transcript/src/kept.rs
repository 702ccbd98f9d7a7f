//! What one reading of a text leaves for the next, when little of the text has changed.
//!
//! Most of what is asked of a line is a question of its words alone. As long as they stay, so does the answer.

use std::ops::Range;

use crate::lines::Lines;
use crate::page::Row;

/// What was found out about the lines of a text by themselves.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    rows: Vec<Row>,
    read: usize,
}

impl Kept {
    pub(crate) fn new(rows: Vec<Row>, read: usize) -> Kept {
        Kept { rows, read }
    }

    /// How many lines had to be read.
    pub fn lines_read(&self) -> usize {
        self.read
    }
}

/// An earlier state of a text, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// What its reading left.
    pub kept: &'a Kept,
}

/// The lines at the beginning and at the end of a text that are those of an earlier state.
pub(crate) struct Unchanged<'a> {
    before: Before<'a>,
    /// How many lines at the beginning are the same.
    front: usize,
    /// The first of the lines that are the same up to the end.
    back: usize,
    /// By how much more lines, and bytes, those are preceded in the earlier state.
    moved_lines: isize,
    moved_bytes: i64,
}

impl<'a> Unchanged<'a> {
    /// Compares two states; none where nothing was kept of the earlier.
    pub(crate) fn find(before: Before<'a>, text: &str, lines: &Lines) -> Option<Unchanged<'a>> {
        if before.kept.rows.len() != before.lines.len() {
            return None;
        }
        let prefix = common(before.text.as_bytes(), text.as_bytes());
        let longest = text.len().min(before.text.len()) - prefix;
        let suffix = common_end(before.text.as_bytes(), text.as_bytes(), longest);
        // A line is the same if the byte beside it is too: the halves of a line break of two bytes may have been parted.
        let front = lines.starts_until(prefix.saturating_sub(1)).saturating_sub(1);
        let back = lines.starts_until(text.len() - suffix);
        let moved_lines = before.lines.len() as isize - lines.len() as isize;
        let moved_bytes = before.text.len() as i64 - text.len() as i64;
        Some(Unchanged { before, front, back, moved_lines, moved_bytes })
    }

    /// What is kept of a line.
    pub(crate) fn row(&self, line: usize) -> Option<Row> {
        let rows = &self.before.kept.rows;
        if line < self.front {
            return rows.get(line).map(Row::alone);
        }
        if line < self.back {
            return None;
        }
        let row = rows.get(line.checked_add_signed(self.moved_lines)?)?.alone();
        let moved = |offset: u32| u32::try_from(i64::from(offset) - self.moved_bytes).ok();
        Some(Row { start: moved(row.start)?, end: moved(row.end)?, ..row })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::page::Known;
    use crate::{Call, Options};

    const CALL: &str = "Acme Corp Q3 2031 Earnings Call\r\n\r\nOperator\r\n\r\nWelcome to the call. Please go ahead.\r\n\r\n\
        Ann Lee - CFO\r\n\r\nThank you. 收入增長。 Revenue was $12 million.\n收入增長為一千萬\nWe grew in every market that we \
        are in, and the teams were very good at what they do every day.\r\nPage 2 of 9\n\n7\n\nOperator:\n\nThank you.";

    fn read(text: &str, before: Option<Before<'_>>) -> (Lines, Call, Kept) {
        let lines = Lines::new(text);
        let (call, kept) = Call::reread(text, &lines, &Options::default(), before);
        (lines, call, kept)
    }

    /// What the lines look like; more may be known of one that has been looked at before.
    fn looks(kept: &Kept) -> Vec<String> {
        kept.rows.iter().map(|row| format!("{:?}", Row { known: Known::default(), ..*row })).collect()
    }

    #[test]
    fn an_edit_within_a_paragraph_reads_one_line() {
        let (lines, _, kept) = read(CALL, None);
        assert_eq!(kept.lines_read(), lines.len());
        let text = CALL.replace("every market", "each market");
        let before = Before { text: CALL, lines: &lines, kept: &kept };
        let (_, call, kept) = read(&text, Some(before));
        assert_eq!(kept.lines_read(), 1);
        assert_eq!(call, Call::read(&text, &Options::default()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_kept_changes_nothing(
            edits in prop::collection::vec((0usize..600, 0usize..40, "[a-zA-Z .:\r\n收\u{feff}]{0,8}"), 1..6),
        ) {
            let mut text = CALL.to_owned();
            let (mut lines, _, mut kept) = read(&text, None);
            for (at, length, words) in edits {
                let start = text.floor_char_boundary(at.min(text.len()));
                let end = text.floor_char_boundary((start + length).min(text.len()));
                let mut edited = text.clone();
                edited.replace_range(start..end, &words);
                let before = Before { text: &text, lines: &lines, kept: &kept };
                let (new_lines, call, new_kept) = read(&edited, Some(before));
                let (_, fresh, fresh_kept) = read(&edited, None);
                prop_assert_eq!(&call, &fresh, "{:?}", edited);
                prop_assert_eq!(looks(&new_kept), looks(&fresh_kept), "{:?}", edited);
                (text, lines, kept) = (edited, new_lines, new_kept);
            }
        }
    }
}
