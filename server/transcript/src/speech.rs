//! Speech: what a turn says, as running text.

use text_size::{TextRange, TextSize};

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
    /// The words. Pieces are joined by a space, paragraphs by a line feed.
    pub text: String,
    /// The sentences, in order, as ranges of `text`.
    pub sentences: Vec<TextRange>,
    /// For each piece: where it begins in `text`, and its range in the document.
    origins: Vec<(TextSize, TextRange)>,
}

impl Speech {
    /// Joins the pieces of a document and splits them into sentences.
    pub fn new(document: &str, pieces: &[Piece]) -> Speech {
        let mut speech = Speech::default();
        for piece in pieces {
            if !speech.text.is_empty() {
                speech.text.push(if piece.opens_paragraph { '\n' } else { ' ' });
            }
            speech.origins.push((TextSize::of(&speech.text), piece.range));
            speech.text.push_str(&document[piece.range]);
        }
        speech.sentences = sentences(&speech.text);
        speech
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
        let (start, range) = self.origins[index];
        (offset <= range.end()).then(|| start + (offset - range.start()))
    }

    fn offset_in_document(&self, offset: TextSize) -> TextSize {
        let Some(index) = self.origins.partition_point(|(start, _)| *start <= offset).checked_sub(1) else {
            return TextSize::new(0);
        };
        let (start, range) = self.origins[index];
        range.start() + (offset - start).min(range.len())
    }
}

fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'.', b'?', b'\n', bytes) {
        let ends = bytes[at] == b'\n' || bytes.get(at + 1).is_none_or(|next| *next == b' ' || *next == b'\n');
        if ends && at + 1 > start {
            found.push(TextRange::new((start as u32).into(), ((at + 1) as u32).into()));
            start = at + 1;
        }
    }
    if start < text.len() {
        found.push(TextRange::new((start as u32).into(), TextSize::of(text)));
    }
    found
}
