//! The page: what each line of the document is, before anything is known about who speaks.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::census::Census;
use crate::heading::{Heading, heading};
use crate::kept::{Found, Kept, Unchanged};
use crate::lines::{Lines, size};

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

/// Lines longer than this are speech, whatever they hold: nothing but their beginning and end is looked at.
pub(crate) const LONGEST_SHORT: usize = 130;

/// Bullets, each of which stands for the start of a paragraph.
const BULLETS: [char; 9] = ['•', '·', '●', '▪', '■', '‣', '◦', '⁃', '\u{f0b7}'];

/// The document line by line.
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Lines,
    pub(crate) rows: Vec<Row>,
    /// How many lines were read, and not known before.
    read: usize,
    /// The width at which lines are wrapped; none where a paragraph is one line.
    pub(crate) wrap: Option<u32>,
    /// Whether most lines are one sentence each.
    pub(crate) sentence_per_line: bool,
    /// Whether sentences end in marks at all: recognised speech may have none.
    pub(crate) punctuated: bool,
    /// Whether lines of one language are followed by lines of another that translate them.
    pub(crate) bilingual: bool,
    /// Whether any page ends within the document.
    pub(crate) has_breaks: bool,
}

impl<'t> Page<'t> {
    /// Reads the lines of a text; those that were the same before are known.
    pub(crate) fn new(text: &'t str, lines: Lines, unchanged: Option<&Unchanged<'_>>) -> Page<'t> {
        let mut read = 0;
        let mut rows = Vec::with_capacity(lines.len());
        let mut census = Census::default();
        let mut foreign = Vec::new();
        for line in 0..lines.len() {
            let kept = unchanged.and_then(|unchanged| unchanged.row(line));
            let mut row = kept.unwrap_or_else(|| {
                read += 1;
                row(text, lines.range(line))
            });
            if row.kind == Kind::Words && census.count(text, &mut row) {
                foreign.push(line);
            }
            rows.push(row);
        }
        let mut page = Page {
            text,
            lines,
            rows,
            read,
            wrap: census.wrap(),
            sentence_per_line: census.sentence_per_line(),
            punctuated: census.punctuated(),
            bilingual: census.bilingual(),
            has_breaks: false,
        };
        if page.bilingual {
            for line in foreign {
                page.rows[line].kind = Kind::Translation;
            }
        }
        page.mark_furniture();
        page.has_breaks = page.breaks_page(0..page.rows.len());
        page
    }

    /// What the next reading can keep.
    pub(crate) fn keep(self, before: Option<&Unchanged<'_>>, found: Found) -> Kept {
        Kept::new(self.rows, self.read, before.map(|before| before.touched), found)
    }

    /// The words of a line.
    pub(crate) fn words(&self, row: usize) -> &'t str {
        self.rows.get(row).and_then(|row| self.text.get(row.start as usize..row.end as usize)).unwrap_or_default()
    }

    pub(crate) fn kind(&self, row: usize) -> Kind {
        self.rows.get(row).map_or(Kind::Blank, |row| row.kind)
    }

    /// The first line at or after `row`, and before `end`, that holds words or a heading.
    pub(crate) fn next_content(&self, row: usize, end: usize) -> Option<usize> {
        (row..end.min(self.rows.len())).find(|row| matches!(self.kind(*row), Kind::Words | Kind::Heading(_)))
    }

    /// The last line before `row` that holds words or a heading.
    pub(crate) fn previous_content(&self, row: usize) -> Option<usize> {
        (0..row.min(self.rows.len())).rev().find(|row| matches!(self.kind(*row), Kind::Words | Kind::Heading(_)))
    }

    /// Whether a page ends between two lines.
    pub(crate) fn breaks_page(&self, rows: Range<usize>) -> bool {
        self.rows.get(rows).is_some_and(|rows| rows.iter().any(|row| row.kind == Kind::Furniture || row.opens_page))
    }
}

/// A line as it is seen alone.
fn row(text: &str, range: TextRange) -> Row {
    let line = &text[range];
    let opens_page = line.as_bytes().iter().take(4).any(|byte| *byte == b'\x0c');
    let mut words = trimmed(line);
    if words.starts_with('<') {
        words = without_tag(words);
    }
    words = without_time(words);
    let mut bullet = false;
    if let Some(rest) = words.strip_prefix(BULLETS) {
        bullet = true;
        words = rest.trim_start_matches(is_space);
    }
    let offset = words.as_ptr() as usize - text.as_ptr() as usize;
    let kind = if words.is_empty() { Kind::Blank } else { kind(words) };
    Row {
        start: size(offset).into(),
        end: size(offset + words.len()).into(),
        kind,
        by_itself: kind,
        known: Known::default(),
        opens_page,
        bullet,
    }
}

/// The words behind a closed tag of the source: `<Sync id="L190" time="00:29:30"/>`. "<unk>" is said.
fn without_tag(words: &str) -> &str {
    match words.split_once("/>") {
        Some((tag, rest)) if tag.len() < 100 && !tag.contains('>') => rest.trim_start_matches(is_space),
        _ => words,
    }
}

/// The words behind the time at which they were said: "(00:12:40) Thank you."
fn without_time(words: &str) -> &str {
    let Some((time, rest)) = words.strip_prefix(['(', '[']).and_then(|inner| inner.split_once([')', ']'])) else {
        return words;
    };
    let is_time = (4..=12).contains(&time.len())
        && time.contains(':')
        && time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    if is_time { rest.trim_start_matches(is_space) } else { words }
}

/// A line without the white space around it. Most lines begin and end with a plain character.
fn trimmed(line: &str) -> &str {
    let plain = line.trim_ascii_end();
    match plain.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => plain,
        _ => line.trim_matches(is_space),
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\0')
}

fn kind(words: &str) -> Kind {
    if words.len() > LONGEST_SHORT {
        return if is_rule(words) { Kind::Rule } else { Kind::Words };
    }
    match words.as_bytes() {
        [b'Q' | b'A'] => return Kind::Letter,
        [b'-' | b'=' | b'.' | b'_' | b'*' | b'#' | b'~', ..] if is_rule(words) => return Kind::Rule,
        [b'S' | b's', b'l' | b'L', b'i' | b'I', b'd' | b'D', b'e' | b'E', b' ', number, ..]
            if number.is_ascii_digit() && !words.ends_with(['.', ',']) && words.len() < 110 =>
        {
            return Kind::Slide;
        }
        _ => {}
    }
    // What remains of the brackets of a source.
    if words.len() <= 4 && words.bytes().all(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b',')) {
        return Kind::Rule;
    }
    if words.chars().all(|c| matches!(c, '–' | '—' | '―' | '─' | '═' | '…')) {
        return Kind::Rule;
    }
    let bare = match words.as_bytes() {
        [b'*' | b'#', ..] | [.., b'*' | b'#' | b' '] => words.trim_matches(['*', '#', ' ']),
        _ => words,
    };
    match heading(bare) {
        Some(heading) => Kind::Heading(heading),
        None => Kind::Words,
    }
}

/// Dashes, dots and the like alone. A pair of dashes is a false start, not a rule, but a lone one marks a list.
fn is_rule(words: &str) -> bool {
    let bytes = words.as_bytes();
    let Some(first) = bytes.first() else { return false };
    matches!(first, b'-' | b'=' | b'.' | b'_' | b'*' | b'#' | b'~')
        && bytes.iter().all(|byte| byte == first || *byte == b' ')
}

/// Whether words end a sentence, quotation marks and brackets aside.
pub(crate) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '\'', '’', ')', ']', '*']).ends_with(['.', '?', '!', ':', '…', '。', '？', '！'])
        || words.ends_with("--")
}
