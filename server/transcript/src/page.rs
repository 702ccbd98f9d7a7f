//! The page: what each line of the document is, before anything is known about who speaks.

use std::ops::Range;

use text_size::TextRange;

use crate::census::Census;
use crate::heading::heading;
use crate::lines::{Lines, size};
use crate::row::{Kind, Known, LONGEST_SHORT, Row};
use crate::stamp::{behind_time, is_cue};
use crate::unchanged::Unchanged;

/// Bullets, each of which stands for the start of a paragraph.
const BULLETS: [char; 9] = ['•', '·', '●', '▪', '■', '‣', '◦', '⁃', '\u{f0b7}'];

/// The document line by line.
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Lines,
    pub(crate) rows: Vec<Row>,
    /// How many lines were read, and not known before.
    pub(crate) read: usize,
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

    /// The line behind another, or the first words behind the end of a page that comes between a name and what belongs to
    /// it.
    pub(crate) fn beyond_break(&self, row: usize) -> usize {
        const LONGEST_BREAK: usize = 10;
        if !self.has_breaks {
            return row + 1;
        }
        let next = self.next_content(row + 1, row + LONGEST_BREAK);
        next.filter(|next| self.breaks_page(row + 1..*next)).unwrap_or(row + 1)
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
    words = behind_time(words);
    words = words.strip_suffix("</v>").unwrap_or(words);
    // "WEBVTT - Acme Q3 2030 Earnings Call"
    if let Some(title) = words.strip_prefix("WEBVTT") {
        words = title.trim_start_matches([' ', '-', '\t']);
    }
    let mut bullet = false;
    if let Some(rest) = words.strip_prefix(BULLETS) {
        bullet = true;
        words = rest.trim_start_matches(is_space);
    }
    // "- **Ann Lee**: Thank you."
    if let Some(rest) = words.strip_prefix("- ").or_else(|| words.strip_prefix("* ")).filter(|it| it.starts_with("**"))
    {
        bullet = true;
        words = rest;
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
        [b'0'..=b'9', ..] if is_cue(words) => return Kind::Furniture,
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
