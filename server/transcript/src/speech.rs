//! Speech: what a turn says, as running text.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::tables::{ABBREVIATION, LOOSE_ABBREVIATION, SENTENCE_OPENER};

/// A run of the document that belongs to a turn's speech: the words of one line, without bullet and indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the document.
    pub range: TextRange,
    /// Whether a new paragraph begins here; otherwise the words continue the piece before.
    pub opens_paragraph: bool,
}

/// The speech of a turn as one text, with page furniture, bullets and line breaks taken out, split into sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// The words. Pieces are joined by a space, paragraphs by a line feed; a word cut by a hyphen at the end of a line is
    /// joined without either.
    pub text: String,
    /// The sentences, in order, as ranges of `text`, without the white space around them.
    pub sentences: Vec<TextRange>,
    /// For each piece: where it begins in `text`, and its range in the document.
    origins: Vec<(TextSize, TextRange)>,
}

impl Speech {
    /// Joins the pieces of a document and splits them into sentences.
    pub fn new(document: &str, pieces: &[Piece]) -> Speech {
        let mut speech = Speech { origins: Vec::with_capacity(pieces.len()), ..Speech::default() };
        speech.text.reserve(pieces.iter().map(|piece| usize::from(piece.range.len()) + 1).sum());
        for piece in pieces {
            let start = append(&mut speech.text, document, piece);
            speech.origins.push((start, piece.range));
        }
        speech.sentences = sentences(&speech.text);
        speech
    }

    /// The same speech with its places counted from an offset of the document that no piece begins before.
    pub fn counted_from(mut self, start: TextSize) -> Speech {
        self.origins.iter_mut().for_each(|(_, range)| *range -= start);
        self
    }

    /// Where a range of the speech stands in the document. A range that spans several pieces runs from the start of
    /// the first word to the end of the last.
    pub fn in_document(&self, range: TextRange) -> TextRange {
        let start = self.offset_in_document(range.start());
        if range.is_empty() {
            return TextRange::empty(start);
        }
        let end = self.offset_in_document(range.end() - TextSize::new(1)) + TextSize::new(1);
        TextRange::new(start, end.max(start))
    }

    /// Where an offset of the document stands in the speech; none where it lies outside of every piece.
    pub fn from_document(&self, offset: TextSize) -> Option<TextSize> {
        let index = self.origins.partition_point(|(_, range)| range.start() <= offset).checked_sub(1)?;
        let (start, range) = self.origins.get(index)?;
        (offset <= range.end()).then(|| *start + (offset - range.start()))
    }

    fn offset_in_document(&self, offset: TextSize) -> TextSize {
        let index = self.origins.partition_point(|(start, _)| *start <= offset).checked_sub(1);
        let Some((start, range)) = index.and_then(|index| self.origins.get(index)) else {
            return TextSize::new(0);
        };
        range.start() + (offset - *start).min(range.len())
    }
}

/// The running text of pieces, without its sentences.
pub(crate) fn join<'p>(document: &str, pieces: impl IntoIterator<Item = &'p Piece>) -> String {
    let mut text = String::new();
    for piece in pieces {
        append(&mut text, document, piece);
    }
    text
}

/// Adds the words of a piece, joined as they are spoken; returns where they begin.
fn append(text: &mut String, document: &str, piece: &Piece) -> TextSize {
    let words = &document[piece.range];
    if !text.is_empty() {
        if piece.opens_paragraph {
            text.push('\n');
        } else if !is_cut_word(text, words) {
            text.push(' ');
        }
    }
    let start = TextSize::of(text.as_str());
    text.push_str(words);
    start
}

/// "year-" and "on-year": a hyphen at the end of a line within a word.
fn is_cut_word(before: &str, after: &str) -> bool {
    before.ends_with('-')
        && !before.ends_with("--")
        && before[..before.len() - 1].ends_with(char::is_alphanumeric)
        && after.starts_with(|c: char| c.is_lowercase())
}

/// What ends a sentence of Chinese, with no space behind it.
const WIDE_STOPS: [char; 3] = ['。', '！', '？'];

/// Splits running text into sentences: at ends of paragraphs, and behind full stops, question and exclamation marks that
/// neither abbreviate a word nor stand within a number.
fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if text[start..end].is_ascii() {
            sentences_of_paragraph(text, start..end, &mut found);
        } else {
            let mut from = start;
            for part in text[start..end].split_inclusive(WIDE_STOPS) {
                sentences_of_paragraph(text, from..from + part.len(), &mut found);
                from += part.len();
            }
        }
        start = end + 1;
    }
    found
}

fn sentences_of_paragraph(text: &str, paragraph: Range<usize>, found: &mut Vec<TextRange>) {
    let Some(bytes) = text.as_bytes().get(paragraph.clone()) else { return };
    let mut start = paragraph.start;
    for mark in memchr::memchr3_iter(b'.', b'?', b'!', bytes).map(|at| paragraph.start + at) {
        let rest = &text[mark + 1..paragraph.end];
        let after = rest.trim_start_matches(['"', '\'', ')', ']', '”', '’']);
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            continue;
        }
        if text.as_bytes()[mark] != b'.' || ends_here(&text[start..mark], after) {
            let end = paragraph.end - after.len();
            push(text, start..end, found);
            start = end;
        }
    }
    push(text, start..paragraph.end, found);
}

/// A sentence with more bytes is cut: whatever has no full stop for so long is a list or a fault, and what is read of a
/// sentence takes longer for each word the longer it is.
const LONGEST: usize = 4096;

/// Adds a sentence, in pieces where it is too long, without the white space around it.
fn push(text: &str, mut range: Range<usize>, found: &mut Vec<TextRange>) {
    while range.len() > LONGEST {
        let limit = text.floor_char_boundary(range.start + LONGEST);
        let cut = text[range.start..limit].rfind(char::is_whitespace).filter(|at| *at > 0);
        let end = cut.map_or(limit, |at| range.start + at);
        push_piece(text, range.start..end, found);
        range.start = end;
    }
    push_piece(text, range, found);
}

fn push_piece(text: &str, range: Range<usize>, found: &mut Vec<TextRange>) {
    let sentence = &text[range.clone()];
    let words = sentence.trim_start();
    let begin = crate::lines::size(range.start + (sentence.len() - words.len()));
    let words = words.trim_end();
    if !words.is_empty() {
        found.push(TextRange::at(begin, TextSize::of(words)));
    }
}

/// Whether a full stop ends a sentence, from the words before it and those behind it.
fn ends_here(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '/'))
        .next()
        .unwrap_or_default();
    if ABBREVIATION.has(word) {
        return false;
    }
    let opener = next.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    let opener = opener.split(['\'', '’']).next().unwrap_or_default();
    if next.starts_with(char::is_lowercase) {
        return !(LOOSE_ABBREVIATION.has(word) || is_initials(word)) && before.len() > 1;
    }
    if LOOSE_ABBREVIATION.has(word) || is_initials(word) {
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        // "No. 2", "Jan. 31", but "in the U.S. 40% of"
        return if number { is_initials(word) && word.len() > 2 } else { SENTENCE_OPENER.has(opener) };
    }
    true
}

/// "J", "U.S", "J.P".
pub(crate) fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    for part in word.split('.') {
        let mut chars = part.chars();
        if !chars.next().is_some_and(char::is_uppercase) || chars.next().is_some() {
            return false;
        }
        letters += 1;
    }
    // "I" is a word, and "Plan A." may end a sentence: one letter counts where it can be an initial.
    letters > 1 || (letters == 1 && word != "I")
}

/// Whether words end in an abbreviation that something must follow: "over to Dr.".
pub(crate) fn ends_in_abbreviation(words: &str) -> bool {
    let Some(rest) = words.strip_suffix('.') else { return false };
    let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    ABBREVIATION.has(word) && word.starts_with(char::is_uppercase)
}

/// Whether words end in an abbreviation that a sentence may go on behind: "in Spain, the U.S.".
pub(crate) fn may_go_on(words: &str) -> bool {
    let Some(rest) = words.strip_suffix('.') else { return false };
    let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    LOOSE_ABBREVIATION.has(word) || is_initials(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_full_stop_only() {
        for (text, count) in [
            ("Thank you, Mr. Kern. Revenue rose 3.5% to $2.4 million. Was it seasonal?", 3),
            ("In the U.S. government business we grew. We expect more.", 2),
            ("We sold it in the U.S. We expect more.", 2),
            ("Next is Ann Lee of Miller & Co. Please go ahead.", 2),
            ("Acme Inc. reported growth.", 1),
            ("This is J. P. Holt from the desk.", 1),
            ("It is due on Jan. 31 of next year. Thanks!", 2),
            ("\"It works.\" That is what they say.", 2),
            ("No. 64.", 1),
            ("No. We did not.", 2),
            ("Wait... what? Yes!", 3),
            ("One line\nand another paragraph.", 2),
            ("收入增長。Our revenue grew. 謝謝！", 3),
        ] {
            assert_eq!(split(text).len(), count, "{:?}", split(text));
        }
    }

    #[test]
    fn a_sentence_without_an_end_is_cut_between_words() {
        let text = "one two three ".repeat(1000);
        let sentences = split(&text);
        assert!(sentences.iter().all(|sentence| sentence.len() <= LONGEST));
        assert_eq!(sentences.join(" "), text.trim_end());
        // Between characters, where there is no space.
        assert_eq!(split(&"é,".repeat(3000)).concat(), "é,".repeat(3000));
    }

    #[test]
    fn a_sentence_has_no_space_around_it() {
        assert_eq!(split("  One.   Two.  "), ["One.", "Two."]);
    }

    #[test]
    fn pieces_are_joined_as_they_are_spoken() {
        let document = "up 5% year-\non-year to $2.4\nmillion.\nNext.";
        let piece = |start: u32, end: u32, opens_paragraph| Piece {
            range: TextRange::new(start.into(), end.into()),
            opens_paragraph,
        };
        let pieces = [piece(0, 11, true), piece(12, 27, false), piece(28, 36, false), piece(37, 42, true)];
        let speech = Speech::new(document, &pieces);
        assert_eq!(speech.text, "up 5% year-on-year to $2.4 million.\nNext.");
        assert_eq!(speech.sentences.len(), 2);
        let figure = TextRange::new(22.into(), 34.into());
        assert_eq!(&speech.text[figure], "$2.4 million");
        assert_eq!(&document[speech.in_document(figure)], "$2.4\nmillion");
        assert_eq!(speech.from_document(12.into()), Some(11.into()));
    }
}
