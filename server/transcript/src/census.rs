//! The census: what the lines of a document are like as a whole. From it follows how the document is read: whether lines are
//! wrapped, hold a sentence each, or are translated.

use crate::row::{Known, Row, ends_sentence};

/// Lines of so many bytes and more are long.
const LONG: usize = 50;

/// What the lines are like as a whole.
#[derive(Default)]
pub(crate) struct Census {
    lines: u32,
    /// Lines by length in steps of ten, up to 300.
    lengths: [u32; 31],
    /// Long lines, and those among them that end a sentence.
    long: u32,
    ended: u32,
    /// Long lines that begin with a small letter, as lines within a sentence mostly do.
    small: u32,
    /// Lines with a full stop inside.
    several_sentences: u32,
    bytes: u64,
    /// Lines in Latin script that end a sentence, as labels do not.
    own_sentences: u32,
    /// Lines in another script.
    foreign: u32,
    /// Lines in another script that follow a line that is not.
    follows: u32,
    last_foreign: bool,
}

impl Census {
    /// Counts a line; whether it is in another script.
    pub(crate) fn count(&mut self, text: &str, row: &mut Row) -> bool {
        if !row.known.has(Known::COUNTED) {
            look(&text[row.range()], &mut row.known);
        }
        self.lines += 1;
        let is_foreign = row.known.has(Known::FOREIGN);
        if is_foreign {
            self.foreign += 1;
            self.follows += u32::from(!self.last_foreign);
        }
        self.last_foreign = is_foreign;
        if is_foreign {
            return true;
        }
        let ended = u32::from(row.known.has(Known::ENDS_SENTENCE));
        self.own_sentences += ended;
        self.lengths[(row.len() / 10).min(30)] += 1;
        self.bytes += row.len() as u64;
        if row.len() >= LONG {
            self.long += 1;
            self.ended += ended;
            self.small += u32::from(row.known.has(Known::BEGINS_SMALL));
            self.several_sentences += u32::from(row.known.has(Known::SEVERAL_SENTENCES));
        }
        false
    }

    /// Lines are wrapped where most long ones end within a sentence, many begin within one, and hardly any is much longer
    /// than the rest.
    pub(crate) fn wrap(&self) -> Option<u32> {
        if self.long < 8 || self.ended * 10 > self.long * 6 || self.small * 10 < self.long {
            return None;
        }
        let mut seen = 0;
        for (step, count) in self.lengths.iter().enumerate().rev() {
            seen += count;
            if seen * 50 > self.lines {
                return (step < 20).then_some(step as u32 * 10 + 10);
            }
        }
        None
    }

    pub(crate) fn sentence_per_line(&self) -> bool {
        self.long >= 8
            && self.several_sentences * 5 < self.long
            && (self.ended * 10 > self.long * 8 || self.small * 10 < self.long)
            && self.bytes < u64::from(self.lines) * 220
    }

    pub(crate) fn punctuated(&self) -> bool {
        self.long < 8 || self.own_sentences * 10 >= self.lines
    }

    pub(crate) fn bilingual(&self) -> bool {
        let own = self.lines - self.foreign;
        // Where only the labels are in Latin script, nothing is translated.
        let spoken = self.own_sentences * 3 > self.foreign;
        spoken && self.foreign >= 4 && own >= 4 && self.foreign * 5 > own && self.follows * 10 > self.foreign * 6
    }
}

/// Finds out what is counted of a line.
fn look(words: &str, known: &mut Known) {
    known.add(Known::COUNTED, true);
    if is_foreign(words) {
        known.add(Known::FOREIGN, true);
        return;
    }
    known.add(Known::ENDS_SENTENCE, ends_sentence(words));
    if words.len() >= LONG {
        known.add(Known::BEGINS_SMALL, words.starts_with(char::is_lowercase));
        let inner = words.as_bytes().get(..words.len() - 2).unwrap_or_default();
        let ends = |at: usize| inner.get(at + 1) == Some(&b' ');
        known.add(Known::SEVERAL_SENTENCES, memchr::memchr_iter(b'.', inner).any(ends));
    }
}

/// Whether words are mostly Chinese, Japanese or Korean.
fn is_foreign(words: &str) -> bool {
    if words.is_ascii() {
        return false;
    }
    // Every letter of these scripts is three bytes, the first of which lies in this range.
    let letters = words.bytes().filter(|byte| (0xe3..=0xed).contains(byte)).count();
    letters * 3 * 10 > words.len() * 3
}
