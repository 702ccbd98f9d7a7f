//! Unfolding: texts whose labels stand within lines, or in the fields of a table, as the lines they stand for.
//!
//! An unfolded text is made of runs of the original with line breaks and dashes put between; what is found in it is
//! folded back to the offsets and lines of the original.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::heading::{Heading, heading};
use crate::lines::Lines;
use crate::names::{is_name, word_count};
use crate::rows::{opens_table, rows};
use crate::unfolded::Unfolded;
use crate::{label, tables};

/// A line of this length may hold a whole call.
const LONG_LINE: usize = 1_000;

/// A label is looked for within so many bytes before its end.
const LONGEST: usize = 160;

/// The lines that a text stands for; none where it has its own. Whether it is beyond doubt that it has, since no line shows
/// anything else, is told as well.
pub(crate) fn unfold(text: &str, lines: &Lines) -> (Option<Unfolded>, bool) {
    if let Some(rows) = rows(text) {
        return (Some(rows), false);
    }
    let Shown { mut breaks, of_firms } = Shown::by(text, lines, 0..lines.len());
    let plain = breaks.is_empty() && of_firms.is_empty() && !opens_table(text);
    breaks.extend(before_words(text, of_firms));
    if breaks.is_empty() {
        return (None, plain);
    }
    breaks.sort_unstable();
    breaks.dedup();
    let mut unfolded = Unfolded { text: String::with_capacity(text.len() + breaks.len()), runs: Vec::new() };
    let mut start = 0;
    for end in breaks.into_iter().chain([text.len()]) {
        unfolded.copy(text, start, end);
        unfolded.text.push('\n');
        start = end;
    }
    (Some(unfolded), false)
}

/// Whether none of some lines shows anything by which its text might have to be unfolded.
pub(crate) fn are_plain(text: &str, lines: &Lines, rows: Range<usize>) -> bool {
    let opens = rows.start == 0;
    let Shown { breaks, of_firms } = Shown::by(text, lines, rows);
    breaks.is_empty() && of_firms.is_empty() && !(opens && opens_table(text))
}

/// What lines show each by itself.
struct Shown<'t> {
    /// Where labels begin and end within lines.
    breaks: Vec<usize>,
    /// The names that stand with a firm before the words of a line.
    of_firms: FxHashSet<&'t str>,
}

impl<'t> Shown<'t> {
    fn by(text: &'t str, lines: &Lines, rows: Range<usize>) -> Shown<'t> {
        let part = lines.span(rows.clone());
        let start = usize::from(part.start());
        let mut breaks = operator_within(&text[part]);
        breaks.iter_mut().for_each(|at| *at += start);
        for line in rows.map(|row| lines.range(row)).filter(|line| usize::from(line.len()) > LONG_LINE) {
            let words = &text[line];
            // The halves of CR LF count apart.
            let words = words.strip_suffix('\n').filter(|words| words.ends_with('\r')).unwrap_or(words);
            if words.len() > LONG_LINE {
                run_in(words, line.start().into(), &mut breaks);
            }
        }
        Shown { breaks, of_firms: of_firms(&text[part]) }
    }
}

/// The lines of a text with their ends, and where each begins. The halves of CR LF count apart.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
    let alone = lines(text).map(|(_, line)| line.trim_end()).filter(|line| word_count(line) > 1 && is_name(line));
    let names: FxHashSet<_> = alone.chain(of_firms).collect();
    let mut breaks = Vec::new();
    for (start, line) in lines(text) {
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
fn opens_speech(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '$' | '[' | '…'))
}

/// Where a long line must be broken so that its labels stand on lines of their own.
fn run_in(line: &str, offset: usize, breaks: &mut Vec<usize>) {
    let mut found = spaced(line);
    if found.is_empty() {
        found = glued(line);
    }
    if found.is_empty() {
        return;
    }
    if line.starts_with(['{', '[']) {
        for between in ["\",\"", "\", \"", "\":\"", "\": \""] {
            found.extend(line.match_indices(between).map(|(at, _)| at + between.len() - 1));
        }
    }
    let headings: Vec<_> = found.iter().filter_map(|at| heading_before(line, *at)).collect();
    found.extend(headings);
    breaks.extend(found.into_iter().map(|at| offset + at));
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
fn label_start(window: &str, name_end: usize) -> Option<usize> {
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
