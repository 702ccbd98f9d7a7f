//! The page: what each line of the document is, before anything is known about who speaks.

use std::ops::Range;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};

use crate::label;
use crate::lines::{Lines, size};
use crate::tables::{self, FURNITURE_WORDS, Heading};

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
    /// Whether a new page begins on the line.
    pub(crate) opens_page: bool,
    /// Whether the line began with a bullet.
    pub(crate) bullet: bool,
}

impl Row {
    pub(crate) fn range(&self) -> TextRange {
        TextRange::new(TextSize::new(self.start), TextSize::new(self.end))
    }

    fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Lines longer than this are speech, whatever they hold: nothing but their beginning and end is looked at.
const LONGEST_SHORT: usize = 130;

/// Bullets, each of which stands for the start of a paragraph.
const BULLETS: [char; 9] = ['•', '·', '●', '▪', '■', '‣', '◦', '⁃', '\u{f0b7}'];

/// The document line by line.
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Lines,
    pub(crate) rows: Vec<Row>,
    /// The width at which lines are wrapped; none where a paragraph is one line.
    pub(crate) wrap: Option<u32>,
    /// Whether most lines are one sentence each.
    pub(crate) sentence_per_line: bool,
    /// Whether lines of one language are followed by lines of another that translate them.
    pub(crate) bilingual: bool,
}

impl<'t> Page<'t> {
    pub(crate) fn new(text: &'t str) -> Page<'t> {
        let lines = Lines::new(text);
        let mut rows = Vec::with_capacity(lines.len());
        let mut census = Census::default();
        let mut foreign = Vec::new();
        for line in 0..lines.len() {
            let row = row(text, lines.range(line));
            if row.kind == Kind::Words {
                census.count(text, &row, &mut foreign, line);
            }
            rows.push(row);
        }
        let mut page = Page {
            text,
            lines,
            rows,
            wrap: census.wrap(),
            sentence_per_line: census.sentence_per_line(),
            bilingual: census.bilingual(),
        };
        if page.bilingual {
            for line in foreign {
                page.rows[line].kind = Kind::Translation;
            }
        }
        page.mark_furniture();
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

    /// Whether a page ends between two lines.
    pub(crate) fn breaks_page(&self, rows: Range<usize>) -> bool {
        self.rows.get(rows).is_some_and(|rows| rows.iter().any(|row| row.kind == Kind::Furniture || row.opens_page))
    }

    /// Finds what the printer put on each page: numbers that count up, lines that return at the edges of pages, notices.
    fn mark_furniture(&mut self) {
        let mut edges = Vec::new();
        let mut numbers = Vec::new();
        for index in 0..self.rows.len() {
            let row = self.rows[index];
            if row.opens_page {
                edges.push(index);
            }
            if row.kind != Kind::Words || row.len() > LONGEST_SHORT {
                continue;
            }
            let words = self.words(index);
            // "2", "2/3"
            let page =
                words.split_once('/').filter(|(_, of)| of.parse::<u32>().is_ok()).map_or(words, |(page, _)| page);
            if let Ok(number) = page.parse::<u32>() {
                numbers.push((index, number));
            } else if is_page_count(words) {
                self.rows[index].kind = Kind::Furniture;
                edges.push(index);
            } else if FURNITURE_WORDS.is_match(words) {
                self.rows[index].kind = Kind::Furniture;
            }
        }
        for index in counting(&numbers) {
            self.rows[index].kind = Kind::Furniture;
            edges.push(index);
        }
        edges.sort_unstable();
        edges.dedup();
        self.mark_running_heads(&edges);
    }

    /// Lines that return, numbers aside, within three lines of the edges of pages.
    fn mark_running_heads(&mut self, edges: &[usize]) {
        let mut near: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut last = None;
        for edge in edges {
            for index in self.around(*edge) {
                if last.is_none_or(|last| index > last) {
                    last = Some(index);
                    let words = self.words(index);
                    if words.len() <= LONGEST_SHORT {
                        near.entry(without_digits(words)).or_default().push(index);
                    }
                }
            }
        }
        let mut seldom = Vec::new();
        for (words, rows) in near {
            let enough = if words.split_whitespace().count() >= 3 { 2 } else { 3 };
            if rows.len() >= enough.max(edges.len() / 4) && !words.ends_with(['.', '?', ':']) {
                for row in rows {
                    // A label that happens to open several pages is no running head, nor is what stands below a name.
                    let beside = label::is_title_or_firm(self.words(row))
                        && row.checked_sub(1).is_some_and(|above| ends_in_name(self.words(above)));
                    if !beside && label::parse(self.words(row)).is_none() {
                        self.rows[row].kind = Kind::Furniture;
                    }
                }
            } else if rows.len() > 1 {
                seldom.push(rows);
            }
        }
        self.mark_beside_furniture(seldom);
    }

    /// Lines that return too seldom to tell alone, but each time beside a line that the printer put there: "Q2 2030 Earnings
    /// Call" / "Corrected Transcript" / "12-Aug-2030".
    fn mark_beside_furniture(&mut self, mut seldom: Vec<Vec<usize>>) {
        const MOST_LINES: usize = 3;
        for _ in 0..MOST_LINES {
            let beside = |row: &usize| {
                let above = (row.saturating_sub(2)..*row).rev().find(|row| self.kind(*row) != Kind::Blank);
                let below = (row + 1..row + 3).find(|row| self.kind(*row) != Kind::Blank);
                [above, below].into_iter().flatten().any(|row| self.kind(row) == Kind::Furniture)
            };
            let plain = |row: &usize| self.kind(*row) == Kind::Words && !ends_sentence(self.words(*row));
            let (found, rest): (Vec<_>, Vec<_>) = seldom.into_iter().partition(|rows| {
                rows.iter().all(|row| plain(row) && beside(row) && label::parse(self.words(*row)).is_none())
            });
            if found.is_empty() {
                return;
            }
            for row in found.into_iter().flatten() {
                self.rows[row].kind = Kind::Furniture;
            }
            seldom = rest;
        }
    }

    /// The lines with words closest to the edge of a page: three before it, the line itself and three after it.
    fn around(&self, edge: usize) -> Vec<usize> {
        let worded = |row: &usize| matches!(self.kind(*row), Kind::Words | Kind::Heading(_));
        let mut rows: Vec<_> = (edge.saturating_sub(8)..edge).rev().filter(worded).take(3).collect();
        rows.reverse();
        rows.extend((edge..self.rows.len().min(edge + 9)).filter(worded).take(4));
        rows
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
    Row { start: size(offset).into(), end: size(offset + words.len()).into(), kind, opens_page, bullet }
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
    match tables::heading(words.trim_matches(['*', '#', ' '])) {
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

/// "Page 3 of 19", "3 of 19", "Page 3", "3 | Page", "- 3 -".
fn is_page_count(words: &str) -> bool {
    // "of 9.6%." is the end of a sentence that the width of the page has cut.
    if words.len() > 24 || words.contains(['%', '$', '€', '£']) || words.starts_with("of ") {
        return false;
    }
    let mut numbers = 0;
    let mut page = false;
    let mut of = false;
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word {
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 4 => numbers += 1,
            _ if word.eq_ignore_ascii_case("page") || word == "P" || word == "a" || word == "g" || word == "e" => {
                page = true;
            }
            _ if word.eq_ignore_ascii_case("of") => of = true,
            _ => return false,
        }
    }
    (numbers == 1 && page) || (numbers == 2 && of) || (numbers == 1 && words.starts_with('-') && words.ends_with('-'))
}

/// The numbers that count pages: those that a neighbour among the lone numbers follows or precedes by one.
fn counting(numbers: &[(usize, u32)]) -> Vec<usize> {
    let follows = |one: Option<&(usize, u32)>, other: Option<&(usize, u32)>| match (one, other) {
        (Some((first, one)), Some((second, other))) => one.checked_add(1) == Some(*other) && second - first > 8,
        _ => false,
    };
    (0..numbers.len())
        .filter(|at| {
            let here = numbers.get(*at);
            follows(here, numbers.get(at + 1))
                || at.checked_sub(1).is_some_and(|before| follows(numbers.get(before), here))
        })
        .map(|at| numbers[at].0)
        .collect()
}

fn without_digits(words: &str) -> String {
    words.chars().map(|c| if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() }).collect()
}

/// What the lines are like as a whole.
#[derive(Default)]
struct Census {
    lines: u32,
    /// Lines by length in steps of ten, up to 300.
    lengths: [u32; 31],
    /// Lines of 60 bytes and more, and those among them that end a sentence.
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
    fn count(&mut self, text: &str, row: &Row, foreign: &mut Vec<usize>, line: usize) {
        let words = &text[row.range()];
        self.lines += 1;
        let is_foreign = is_foreign(words);
        if is_foreign {
            self.foreign += 1;
            self.follows += u32::from(!self.last_foreign);
            foreign.push(line);
        }
        self.last_foreign = is_foreign;
        if is_foreign {
            return;
        }
        self.own_sentences += u32::from(ends_sentence(words));
        self.lengths[(words.len() / 10).min(30)] += 1;
        self.bytes += words.len() as u64;
        if words.len() >= 60 {
            self.long += 1;
            self.ended += u32::from(ends_sentence(words));
            self.small += u32::from(words.starts_with(char::is_lowercase));
            let inner = words.as_bytes().get(..words.len() - 2).unwrap_or_default();
            self.several_sentences += u32::from(memchr::memmem::find(inner, b". ").is_some());
        }
    }

    /// Lines are wrapped where most long ones end within a sentence, many begin within one, and hardly any is much longer
    /// than the rest.
    fn wrap(&self) -> Option<u32> {
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

    fn sentence_per_line(&self) -> bool {
        self.long >= 8
            && self.several_sentences * 5 < self.long
            && (self.ended * 10 > self.long * 8 || self.small * 10 < self.long)
            && self.bytes < u64::from(self.lines) * 220
    }

    fn bilingual(&self) -> bool {
        let own = self.lines - self.foreign;
        // Where only the labels are in Latin script, nothing is translated.
        let spoken = self.own_sentences * 3 > self.foreign;
        spoken && self.foreign >= 4 && own >= 4 && self.foreign * 5 > own && self.follows * 10 > self.foreign * 6
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

/// Whether the last two words, or all, are a name: "…over to Sal. Sal Mancini".
fn ends_in_name(words: &str) -> bool {
    let last = words.rmatch_indices(' ').nth(1).and_then(|(at, _)| words.get(at + 1..));
    crate::names::is_name(last.unwrap_or(words)) || crate::names::is_name(words)
}

/// Whether words end a sentence, quotation marks and brackets aside.
pub(crate) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '\'', '’', ')', ']', '*']).ends_with(['.', '?', '!', ':', '…', '。', '？', '！'])
        || words.ends_with("--")
}

#[cfg(test)]
mod tests {
    use super::is_page_count;

    #[test]
    fn page_counts_are_no_ends_of_sentences() {
        for words in ["Page 3 of 19", "3 of 19", "Page 3", "- 3 -"] {
            assert!(is_page_count(words), "{words}");
        }
        for words in ["of 9.6%.", "of 12.", "of 12 million.", "$3 of 19"] {
            assert!(!is_page_count(words), "{words}");
        }
    }
}
