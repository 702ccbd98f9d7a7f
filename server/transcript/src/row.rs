//! A row: one line of the document, and what it is.

use text_size::{TextRange, TextSize};

use crate::heading::Heading;

/// Lines longer than this are speech, whatever they hold: nothing but their beginning and end is looked at.
pub(crate) const LONGEST_SHORT: usize = 130;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing on it.
    Blank,
    /// Words.
    Words,
    /// A line drawn with dashes, dots or the like.
    Rule,
    /// A header, a footer, a page number, a notice of rights.
    Furniture,
    /// A heading of the table.
    Heading(Heading),
    /// The translation of the line before.
    Translation,
    /// A "Q" or an "A" on its own, beside a label.
    Letter,
    /// The title of a slide.
    Slide,
}

/// One line of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The words of the line: without indentation, bullet and line break.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// What it is by itself, whatever stands around it.
    pub(crate) by_itself: Kind,
    /// What else is known of its words.
    pub(crate) known: Known,
    /// Whether a new page begins on the line.
    pub(crate) opens_page: bool,
    /// Whether the line began with a bullet.
    pub(crate) bullet: bool,
}

/// What has been found out about the words of a line by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known(u8);

impl Known {
    /// The census has looked at them.
    pub(crate) const COUNTED: Known = Known(1);
    /// They are mostly Chinese, Japanese or Korean.
    pub(crate) const FOREIGN: Known = Known(1 << 1);
    /// They end a sentence.
    pub(crate) const ENDS_SENTENCE: Known = Known(1 << 2);
    /// They begin with a small letter.
    pub(crate) const BEGINS_SMALL: Known = Known(1 << 3);
    /// A sentence ends within them.
    pub(crate) const SEVERAL_SENTENCES: Known = Known(1 << 4);
    /// They are neither a number nor a page's, nor a notice of the printer's.
    pub(crate) const NO_FURNITURE: Known = Known(1 << 5);
    /// No label stands at their beginning, and they are none.
    pub(crate) const NO_LABEL: Known = Known(1 << 6);

    pub(crate) fn has(self, other: Known) -> bool {
        self.0 & other.0 != 0
    }

    /// Adds what was found out, if it is so.
    pub(crate) fn add(&mut self, other: Known, is_so: bool) {
        if is_so {
            self.0 |= other.0;
        }
    }
}

impl Row {
    /// The line as it was before anything around it was looked at.
    pub(crate) fn alone(&self) -> Row {
        Row { kind: self.by_itself, ..*self }
    }

    pub(crate) fn range(&self) -> TextRange {
        TextRange::new(TextSize::new(self.start), TextSize::new(self.end))
    }

    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Whether words end a sentence, quotation marks and brackets aside.
pub(crate) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '\'', '’', ')', ']', '*']).ends_with(['.', '?', '!', ':', '…', '。', '？', '！'])
        || words.ends_with("--")
}
