//! Unfolding: texts whose labels stand within lines, or in the fields of a table, as the lines they stand for.
//!
//! An unfolded text is made of runs of the original with line breaks and dashes put between; what is found in it is
//! folded back to the offsets and lines of the original.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::heading::{Heading, heading};
use crate::led::{self, Led};
use crate::lines::Lines;
use crate::names::{is_name, word_count};
use crate::objects::{may_open_list, objects};
use crate::rows::{may_be_row, opens_table, rows};
use crate::unfolded::{Cut, Unfolded};
use crate::{bared, label, poured, tables};

/// A line of this length may hold a whole call.
const LONG_LINE: usize = 1_000;

/// A label is looked for within so many bytes before its end.
const LONGEST: usize = 160;

/// The lines that a text stands for; none where it has its own. Whether it is beyond doubt that it has, since no line shows
/// anything else, is told as well.
pub(crate) fn unfold(text: &str, lines: &Lines) -> (Option<Unfolded>, bool) {
    if let Some(rows) = rows(text).or_else(|| objects(text)) {
        return (Some(rows), false);
    }
    let shown = Shown::by(text, lines, 0..lines.len());
    let plain = shown.is_plain() && !opens_table(text);
    if plain {
        return (None, true);
    }
    let bare = if shown.bared { bared::cuts(text, lines_of(text)) } else { Vec::new() };
    if bare.is_empty() {
        return (shown.unfold(text), false);
    }
    let bare = Unfolded::without(text, bare);
    let lines = Lines::new(&bare.text);
    let unfolded = Shown::by(&bare.text, &lines, 0..lines.len()).unfold(&bare.text);
    let unfolded = unfolded.map(|unfolded| bare.through(unfolded));
    (Some(unfolded.unwrap_or(bare)), false)
}

/// Whether none of some lines shows anything by which its text might have to be unfolded.
pub(crate) fn are_plain(text: &str, lines: &Lines, rows: Range<usize>) -> bool {
    let opens = rows.start == 0;
    Shown::by(text, lines, rows).is_plain() && !(opens && opens_table(text))
}

/// What lines show each by itself.
struct Shown<'t> {
    /// Where labels begin and end within lines, and what stands between them and their words.
    cuts: Vec<Cut>,
    /// The names that stand with a firm before the words of a line.
    of_firms: FxHashSet<&'t str>,
    /// The lines that begin with who speaks, set apart by a mark.
    led: Vec<Led<'t>>,
    /// Whether a line may have around it what is no words of its own.
    bared: bool,
}

impl<'t> Shown<'t> {
    fn by(text: &'t str, lines: &Lines, rows: Range<usize>) -> Shown<'t> {
        let part = lines.span(rows.clone());
        let start = usize::from(part.start());
        let within = operator_within(&text[part]);
        let mut cuts: Vec<Cut> = within.into_iter().map(|at| Cut::end_of_line(start + at)).collect();
        for line in rows.map(|row| lines.range(row)).filter(|line| usize::from(line.len()) > LONG_LINE) {
            let words = &text[line];
            // The halves of CR LF count apart.
            let words = words.strip_suffix('\n').filter(|words| words.ends_with('\r')).unwrap_or(words);
            if words.len() > LONG_LINE {
                run_in(words, line.start().into(), &mut cuts);
            }
        }
        let mut shown = Shown { cuts, of_firms: of_firms(&text[part]), led: Vec::new(), bared: false };
        for (at, line) in lines_of(&text[part]) {
            shown.led.extend(led::led(line, start + at));
            shown.bared = shown.bared || bared::may_be(line) || may_be_row(line) || may_open_list(line);
        }
        shown
    }

    fn is_plain(&self) -> bool {
        self.cuts.is_empty() && self.of_firms.is_empty() && self.led.is_empty() && !self.bared
    }

    /// The lines that a text stands for by what its lines show; none where it has its own.
    fn unfold(self, text: &str) -> Option<Unfolded> {
        let mut cuts = self.cuts;
        cuts.extend(before_words(text, self.of_firms).into_iter().map(Cut::end_of_line));
        if !self.led.is_empty() {
            cuts.extend(led::cuts(lines_of(text), &self.led));
        }
        (!cuts.is_empty()).then(|| Unfolded::without(text, cuts))
    }
}

/// The lines of a text with their ends, and where each begins. The halves of CR LF count apart.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| (std::mem::replace(&mut start, end), end))
        .filter_map(|(start, end)| Some((start, text.get(start..end)?)))
}

/// "…in the second half. Operator: Next question": where the operator's label stands behind a sentence on its line.
fn operator_within(text: &str) -> Vec<usize> {
    memchr::memmem::find_iter(text.as_bytes(), b" Operator: ")
        .filter(|at| {
            let behind = text.get(at + " Operator: ".len()..).unwrap_or_default();
            let ends = text.as_bytes().get(at.wrapping_sub(1)).is_some_and(|byte| b".?!)]\"".contains(byte));
            ends && behind.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '['))
        })
        .map(|at| at + 1)
        .collect()
}

/// "Ann Lee (Big Bank) Could I ask": the names of labels with a firm that stand before the words of their line with nothing
/// between.
fn of_firms(text: &str) -> FxHashSet<&str> {
    let bytes = text.as_bytes();
    // Brackets are few: a line is looked at where one closes near its beginning.
    memchr::memmem::find_iter(bytes, b") ")
        .filter_map(|close| {
            let from = close.saturating_sub(LONGEST);
            let start = memchr::memrchr2(b'\n', b'\r', bytes.get(from..close)?).map_or(from, |at| from + at + 1);
            let opens_line = start > from || from == 0;
            firm_before_words(text.get(start..).filter(|_| opens_line)?)
        })
        .map(|(name, _)| name)
        .collect()
}

/// Where labels end that stand before the words of their line with nothing between. Those with a firm show that the source
/// writes so; then the names of the others, alone on a line or there, end as well.
fn before_words(text: &str, of_firms: FxHashSet<&str>) -> Vec<usize> {
    const ENOUGH: usize = 3;
    if of_firms.len() < ENOUGH {
        return Vec::new();
    }
    let alone = lines_of(text).map(|(_, line)| line.trim_end()).filter(|line| word_count(line) > 1 && is_name(line));
    let names: FxHashSet<_> = alone.chain(of_firms).collect();
    let mut breaks = Vec::new();
    for (start, line) in lines_of(text) {
        let by_name = || {
            let spaces = line.match_indices(' ').map(|(at, _)| at).take(MOST_NAME_WORDS);
            let ends: Vec<_> = spaces.filter(|end| line.get(..*end).is_some_and(|name| names.contains(name))).collect();
            ends.into_iter().rev().find(|end| line.get(*end + 1..).is_some_and(opens_speech))
        };
        breaks.extend(firm_before_words(line).map(|(_, end)| end).or_else(by_name).map(|end| start + end));
    }
    breaks
}

/// A label before words has no more words than this in its name.
const MOST_NAME_WORDS: usize = 5;

/// The name at the start of a line and where the firm in brackets behind it ends, if words follow.
fn firm_before_words(line: &str) -> Option<(&str, usize)> {
    let head = line.get(..line.floor_char_boundary(LONGEST)).filter(|head| head.starts_with(char::is_uppercase))?;
    let (name, rest) = head.split_once(" (")?;
    let (firm, words) = rest.split_once(") ")?;
    let end = name.len() + firm.len() + " ()".len();
    let names = word_count(name) > 1 && is_name(name) && label::is_capitalised(firm);
    (names && opens_speech(words)).then_some((name, end))
}

/// Whether words can begin a speech: a capital letter, a figure or a mark that opens.
pub(crate) fn opens_speech(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '$' | '[' | '…'))
}

/// Where a long line must be broken so that its labels stand on lines of their own.
fn run_in(line: &str, offset: usize, cuts: &mut Vec<Cut>) {
    let at = |cut: Cut| Cut { start: offset + cut.start, end: offset + cut.end, ..cut };
    let mut found = spaced(line);
    if found.is_empty() {
        found = glued(line);
    }
    if found.is_empty() {
        cuts.extend(poured::cuts(line).into_iter().map(at));
        return;
    }
    if line.starts_with(['{', '[']) {
        for between in ["\",\"", "\", \"", "\":\"", "\": \""] {
            found.extend(line.match_indices(between).map(|(at, _)| at + between.len() - 1));
        }
    }
    let headings: Vec<_> = found.iter().filter_map(|at| heading_before(line, *at)).collect();
    found.extend(headings);
    cuts.extend(found.into_iter().map(Cut::end_of_line).map(at));
}

/// "…the yard is full. Hana Sato -- Chief Financial Officer  Revenue was": labels that end in two spaces.
fn spaced(line: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut labels = 0;
    let mut before = 0;
    for end in memchr::memmem::find_iter(line.as_bytes(), b"  ") {
        // A label does not reach back behind the one before.
        let from = line.ceil_char_boundary(end.saturating_sub(LONGEST)).max(before);
        before = end;
        let Some(window) = line.get(from..end) else { continue };
        // "Bob Ray -- Big Bank -- Analyst": the first of the last dashes that a name stands before.
        let dashes: Vec<_> = window.rmatch_indices(" -").map(|(dash, _)| dash).take(4).collect();
        let start = dashes.into_iter().rev().find_map(|dash| label_start(window, dash));
        if let Some(start) = start {
            labels += 1;
            breaks.extend([from + start, end]);
        }
    }
    if labels >= 3 { breaks } else { Vec::new() }
}

/// Where a label begins that ends a text and whose name ends at an offset: the words before can be a name, from the most to
/// the least, and stand behind a complete sentence.
pub(crate) fn label_start(window: &str, name_end: usize) -> Option<usize> {
    let head = window.get(..name_end)?;
    let starts: Vec<_> = head.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(5).collect();
    starts.into_iter().rev().find(|start| {
        let complete = *start == 0 || head.get(..start - 1).is_some_and(crate::row::ends_sentence);
        let label = window.get(*start..).unwrap_or_default().trim_end_matches([' ', '-']);
        complete && !label.contains(':') && label::parse(label).is_some()
    })
}

/// "…from them.Anton RoskillCEO & PresidentThank you": labels glued to the words on both sides.
fn glued(line: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut labels = 0;
    let bytes = line.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        let here = at;
        at += 1;
        if !opens_word(bytes, here) {
            continue;
        }
        let Some(rest) = line.get(here..) else { continue };
        if !ends_words(bytes, here) {
            if let Some(heading) = rest.strip_prefix("Operator").and_then(|_| glued_heading(line, here)) {
                breaks.extend([heading, here, here + "Operator".len()]);
            }
            continue;
        }
        let Some(ends) = label_ends(rest) else { continue };
        labels += 1;
        breaks.push(here);
        breaks.extend(ends.into_iter().map(|end| here + end));
    }
    if labels >= 5 { breaks } else { Vec::new() }
}

/// Where a heading begins that is glued to what follows: "…Group CFOPresentation" before "Operator".
fn glued_heading(line: &str, end: usize) -> Option<usize> {
    const LONGEST_HEADING: usize = 40;
    let from = line.ceil_char_boundary(end.saturating_sub(LONGEST_HEADING));
    let before = line.get(from..end)?;
    let opens = |words: &str| matches!(heading(words), Some(Heading::Presentation | Heading::Questions));
    before
        .char_indices()
        .find(|(at, c)| c.is_uppercase() && before.get(*at..).is_some_and(opens))
        .map(|(at, _)| from + at)
}

/// Whether the words before an offset end a sentence or a number.
fn ends_words(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at - 1), Some(b'.' | b'?' | b'!' | b'0'..=b'9'))
        && bytes.get(at.wrapping_sub(2)).is_some_and(|byte| !byte.is_ascii_uppercase())
}

fn opens_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_uppercase) && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
}

/// Where the parts of a label end that a text begins with: the name, and the title behind it. None where no label does.
fn label_ends(text: &str) -> Option<Vec<usize>> {
    let window = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let mut joints = joints(window);
    let name = joints.next()?;
    let head = window.get(..name)?;
    if tables::OPERATOR.has(head) {
        return Some(vec![name]);
    }
    if !is_name(head) || !(2..=4).contains(&word_count(head)) {
        return None;
    }
    let title = joints.take(3).find(|end| {
        window.get(name..*end).is_some_and(|title| label::is_title(title) || title.eq_ignore_ascii_case("analyst"))
    });
    Some([Some(name), title].into_iter().flatten().collect())
}

/// Where one word is glued to the next: "RoskillCEO", "VPThank".
fn joints(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (1..bytes.len()).filter(move |at| {
        let (Some(before), Some(here)) = (bytes.get(at - 1), bytes.get(*at)) else { return false };
        let small = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let word = text.get(..*at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        // "McKee", "O'Rourke", "DeVries"
        let prefix = matches!(word, "Mc" | "Mac" | "De" | "Di" | "Du" | "La" | "Le" | "Van" | "Fitz");
        let number = here.is_ascii_digit() && before.is_ascii_alphabetic();
        let word = here.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && small);
        number || word && !prefix
    })
}

/// Where a heading begins that ends right before an offset: "Questions and Answers: ".
fn heading_before(line: &str, at: usize) -> Option<usize> {
    let before = line.get(..at)?.trim_end();
    before
        .rmatch_indices(' ')
        .map(|(space, _)| space + 1)
        .take(4)
        .filter(|start| before.get(*start..).is_some_and(|words| heading(words).is_some()))
        .last()
}
