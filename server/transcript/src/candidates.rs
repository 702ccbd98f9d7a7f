//! Candidates: every line that can be read as a label, and what stands around it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};

use crate::call::Role;
use crate::label::{self, LONGEST_LABEL, Label, Who};
use crate::names::word_count;
use crate::page::Page;
use crate::row::{Kind, Known, ends_sentence};
use crate::side;
use crate::speech::{ends_in_abbreviation, is_initials};
use crate::stamp;
use crate::tables::{ABBREVIATION, FIRM};

/// How a label stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// A line of its own.
    Line,
    /// A line of its own that ends in a colon.
    Colon,
    /// Before the words on the same line, with a colon.
    Inline,
    /// At the end of the paragraph of the speaker before; title or firm follow on the next line.
    Glued,
}

/// A line that may name a speaker, with what surrounds it.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'t> {
    pub(crate) label: Label<'t>,
    pub(crate) form: Form,
    /// Where the label stands.
    pub(crate) range: TextRange,
    /// The line of the name, and those up to the first words of speech: title, dashes, letter.
    pub(crate) rows: Range<usize>,
    /// Where the speech begins on the line of the label, the last of its lines.
    pub(crate) speech: Option<TextSize>,
    /// Title or firm, beside the name or on the next line.
    pub(crate) rest: Option<&'t str>,
    /// Whether the label only repeats the one before, after the end of a page or in the other language.
    pub(crate) repeats: bool,
}

/// Finds them, and notes which lines are none by their own words.
pub(crate) fn candidates<'t>(page: &mut Page<'t>) -> Vec<Candidate<'t>> {
    let mut found = Vec::new();
    let mut labels = Parsed::default();
    let mut row = 0;
    while row < page.rows.len() {
        let candidate = match page.kind(row) {
            Kind::Words => {
                let own = if page.rows[row].known.has(Known::NO_LABEL) { None } else { own(page, row, &mut labels) };
                page.rows[row].known.add(Known::NO_LABEL, own.is_none());
                own.or_else(|| glued(page, row))
            }
            _ => None,
        };
        if let Some(above) = candidate.as_ref().and_then(|candidate| portrait(page, candidate)) {
            page.rows[above].kind = Kind::Letter;
        }
        row = candidate.as_ref().map_or(row + 1, |candidate| candidate.rows.end);
        found.extend(candidate);
    }
    found
}

/// Labels taken apart: most stand many times in a document.
#[derive(Default)]
struct Parsed<'t>(FxHashMap<&'t str, Option<Label<'t>>>);

impl<'t> Parsed<'t> {
    fn parse(&mut self, text: &'t str) -> Option<Label<'t>> {
        *self.0.entry(text).or_insert_with(|| label::parse(text))
    }
}

/// A label that begins with a line. Whether there is one depends on the words of the line alone.
fn own<'t>(page: &Page<'t>, row: usize, labels: &mut Parsed<'t>) -> Option<Candidate<'t>> {
    let words = page.words(row);
    if let Some(candidate) = nameless(page, row) {
        return Some(candidate);
    }
    let first = *words.as_bytes().first()?;
    if (first.is_ascii_lowercase() && !label::opens_numbered(words)) || first.is_ascii_digit() {
        return None;
    }
    if let Some(candidate) = voiced(page, row, labels).or_else(|| stamped(page, row, labels)) {
        return Some(candidate);
    }
    let at = |text: &str| range_of(page, row, text);
    if let Some((head, rest)) = before_colon(words)
        && let Some(label) = labels.parse(head)
        && let speech = rest.trim_matches(['*', ' ', '\u{a0}'])
        // A heading holds no speech: "# Acme Tools: third quarter 2030 earnings call".
        && (speech.is_empty() || !words.starts_with('#'))
    {
        let beside = label.rest;
        if let Some(candidate) = title_below(page, row, label, at(words)).filter(|_| speech.is_empty()) {
            return Some(candidate);
        }
        return Some(if speech.is_empty() {
            Candidate {
                label,
                form: Form::Colon,
                range: at(words),
                rows: row..row + 1,
                speech: None,
                rest: beside,
                repeats: false,
            }
        } else {
            Candidate {
                label,
                form: Form::Inline,
                range: at(head.trim_start_matches(['*', '_', ' '])),
                rows: row..row + 1,
                speech: Some(at(rest.trim_start_matches(['*', ' ', '\u{a0}'])).start()),
                rest: beside,
                repeats: false,
            }
        });
    }
    if words.len() <= LONGEST_LABEL
        && !words.ends_with(['?', '!', ',', ';', ':'])
        // Nearly all lines that end in a full stop are sentences.
        && (!words.ends_with('.') || label::is_capitalised(words.trim_matches(['*', '<', '>', '#', '_', ' ', '.'])))
        && let Some(label) = labels.parse(words)
        && (!words.ends_with('.') || label.rest.is_some_and(|rest| ends_in_abbreviated_firm(words, rest)))
    {
        if let Some((side, below)) = side_below(page, row, &label) {
            return Some(Candidate {
                label: Label { side: Some(side), marked: true, ..label },
                form: Form::Line,
                range: at(words),
                rows: row..below + 1,
                speech: None,
                rest: None,
                repeats: false,
            });
        }
        let (rest, end) = match label.rest {
            Some(rest) => (Some(rest), row + 1),
            None => beside_on_next_line(page, row, &label),
        };
        return Some(Candidate {
            label,
            form: Form::Line,
            range: at(words),
            rows: row..end,
            speech: None,
            rest,
            repeats: false,
        });
    }
    None
}

/// "<v Ann Lee>Thank you.": the voice of a caption.
fn voiced<'t>(page: &Page<'t>, row: usize, labels: &mut Parsed<'t>) -> Option<Candidate<'t>> {
    let words = page.words(row).strip_prefix("<v").filter(|rest| rest.starts_with([' ', '.']))?;
    let (voice, speech) = words.split_once('>')?;
    // "<v.loud Ann Lee>"
    let name = voice.get(voice.find(' ')? + 1..)?.trim();
    let label = Label { marked: true, ..labels.parse(name)? };
    let speech = speech.trim_start();
    Some(Candidate {
        label,
        form: if speech.is_empty() { Form::Line } else { Form::Inline },
        range: range_of(page, row, name),
        rows: row..row + 1,
        speech: (!speech.is_empty()).then(|| range_of(page, row, speech).start()),
        rest: label.rest,
        repeats: false,
    })
}

/// "Ann Lee (00:12:40):": a label with the time at which its words were said.
fn stamped<'t>(page: &Page<'t>, row: usize, labels: &mut Parsed<'t>) -> Option<Candidate<'t>> {
    let (head, behind) = stamp::before_time(page.words(row))?;
    let label = Label { marked: true, ..labels.parse(head)? };
    let speech = behind.trim_start_matches([':', '*', ' ', '\u{a0}']);
    let form = match (behind.is_empty(), speech.is_empty()) {
        (true, _) => Form::Line,
        (false, true) => Form::Colon,
        (false, false) => Form::Inline,
    };
    Some(Candidate {
        label,
        form,
        range: range_of(page, row, head.trim_start_matches(['*', '_', ' '])),
        rows: row..row + 1,
        speech: (form == Form::Inline).then(|| range_of(page, row, speech).start()),
        rest: label.rest,
        repeats: false,
    })
}

/// "Ann Lee" / "executive": the line below a name says on which side somebody is, and no more. With the line.
fn side_below(page: &Page<'_>, row: usize, label: &Label<'_>) -> Option<(Role, usize)> {
    const LONGEST_SIDE: usize = 30;
    if !matches!(label.who, Who::Name(name) if word_count(name) > 1) || label.rest.is_some() {
        return None;
    }
    let below = page.beyond_break(row);
    let words = page.words(below);
    if page.kind(below) != Kind::Words || words.len() > LONGEST_SIDE {
        return None;
    }
    side::of_word(words).map(|side| (side, below))
}

/// "A" / "Ann Lee" / "executive": the line of the letter that stands for a portrait.
fn portrait(page: &Page<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    if candidate.label.side.is_none() || candidate.rows.len() < 2 {
        return None;
    }
    let start = candidate.rows.start;
    let before = start.checked_sub(1)?;
    let content = || page.previous_content(start).filter(|above| page.breaks_page(above + 1..start));
    let above = if page.kind(before) == Kind::Words { before } else { content()? };
    let mut letters = page.words(above).chars();
    (letters.next() == page.words(start).chars().next() && letters.next().is_none()).then_some(above)
}

/// "Ann Lee:" / "Chief Designer: We like it.": the title stands with the speech, on the line below the name.
fn title_below<'t>(page: &Page<'t>, row: usize, label: Label<'t>, range: TextRange) -> Option<Candidate<'t>> {
    let Who::Name(name) = label.who else { return None };
    if label.rest.is_some() || word_count(name) < 2 || page.kind(row + 1) != Kind::Words {
        return None;
    }
    let (title, speech) = before_colon(page.words(row + 1))?;
    let speech = speech.trim_start();
    (label::is_title(title) && !speech.is_empty()).then(|| Candidate {
        label,
        form: Form::Colon,
        range,
        rows: row..row + 2,
        speech: Some(range_of(page, row + 1, speech).start()),
        rest: Some(title),
        repeats: false,
    })
}

/// Where a part of the words of a line stands.
fn range_of(page: &Page<'_>, row: usize, part: &str) -> TextRange {
    let offset = (part.as_ptr() as usize).wrapping_sub(page.words(row).as_ptr() as usize);
    let start = page.rows.get(row).map_or(TextSize::new(0), |row| row.range().start());
    TextRange::at(start + TextSize::new(offset as u32), TextSize::of(part))
}

/// ": Good morning.": a label before a colon whose name was lost.
fn nameless<'t>(page: &Page<'t>, row: usize) -> Option<Candidate<'t>> {
    let speech = page.words(row).strip_prefix(": ").filter(|speech| speech.starts_with(char::is_uppercase))?;
    let line = page.rows.get(row)?.range();
    Some(Candidate {
        label: Label { who: Who::Unnamed(Role::Analyst), rest: None, side: None, marked: false },
        form: Form::Inline,
        range: TextRange::at(line.start(), TextSize::new(1)),
        rows: row..row + 1,
        speech: Some(line.end() - TextSize::of(speech)),
        rest: None,
        repeats: false,
    })
}

/// "Ann Lee - Holt & Co.": the full stop behind a label belongs to its last word. "Ann Lee, Holt & Co." is how an operator
/// calls somebody.
fn ends_in_abbreviated_firm(words: &str, rest: &str) -> bool {
    let before = words.strip_suffix(rest).unwrap_or(words).trim_end();
    if before.ends_with(',') {
        return false;
    }
    let last = rest.trim_end_matches('.').rsplit([' ', ',']).next().unwrap_or_default();
    rest.ends_with('.') && (FIRM.has(last) || is_initials(last) && last.len() > 1)
}

/// The words before and after the first colon, where the colon stands early enough to end a label and ends one.
fn before_colon(words: &str) -> Option<(&str, &str)> {
    const WIDE: &str = "：";
    let head = words.as_bytes().get(..words.len().min(LONGEST_LABEL))?;
    let narrow = memchr::memchr(b':', head).map(|at| (at, 1));
    let wide = || memchr::memmem::find(head, WIDE.as_bytes()).map(|at| (at, WIDE.len()));
    let wide = if head.is_ascii() { None } else { wide() };
    let (at, width) = narrow.into_iter().chain(wide).min()?;
    let (head, rest) = (words.get(..at)?, words.get(at + width..)?);
    // "https://", "7:45"
    (!rest.starts_with(['/', '0', '1', '2', '3', '4', '5'])).then_some((head.trim_end_matches(['*', ' ']), rest))
}

/// The title or firm on the line after a name: "Ann Lee" / "President, CEO & Director", with or without a line of dashes
/// between.
fn beside_on_next_line<'t>(page: &Page<'t>, row: usize, label: &Label<'t>) -> (Option<&'t str>, usize) {
    let nothing = (None, row + 1);
    if !matches!(label.who, Who::Name(_) | Who::Unnamed(_)) {
        return nothing;
    }
    let (mut dashes, mut gap) = (false, false);
    let mut found: Option<(&'t str, usize)> = None;
    for next in row + 1..(row + 14).min(page.rows.len()) {
        match page.kind(next) {
            // The end of a page may come between a name and its title.
            Kind::Blank | Kind::Letter | Kind::Translation if found.is_none() || page.breaks_page(next - 1..next) => {
                gap |= page.kind(next) == Kind::Blank;
            }
            Kind::Furniture => {}
            Kind::Rule if page.words(next).len() <= 3 => dashes = true,
            Kind::Words if found.is_none() || dashes => {
                let words = without_letter(page.words(next));
                if gap && !dashes && names_another(words) {
                    break;
                }
                let firm = words.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
                let beside = match firm {
                    Some(firm) => label::is_capitalised(firm) && !firm.contains("nstruction"),
                    None => {
                        label::is_title_or_firm(words)
                            || label::is_capitalised(words) && (dashes || is_said_before(page, row, words))
                    }
                };
                let words = firm.unwrap_or(words);
                found = match found {
                    _ if !beside => break,
                    None => Some((words, next + 1)),
                    // "Ann Lee" / "--" / "Big Bank" / "--" / "Analyst"
                    Some((first, _)) => {
                        let offset = |part: &str| part.as_ptr() as usize - page.text.as_ptr() as usize;
                        let both = page.text.get(offset(first)..offset(words) + words.len());
                        Some((both.unwrap_or(first), next + 1))
                    }
                };
                dashes = false;
            }
            _ => break,
        }
    }
    found.map_or(nothing, |(beside, end)| (Some(beside), end))
}

/// Whether a line below a name is a label of its own: a full name with a title beside it.
fn names_another(words: &str) -> bool {
    label::parse(words).is_some_and(|label| match label.who {
        Who::Name(name) => label.rest.is_some() && word_count(name) > 1 && !name.split(' ').any(|word| FIRM.has(word)),
        _ => false,
    })
}

/// Whether the words below a name were said with it right before: "…is from Ann Lee of Old Mill."
fn is_said_before(page: &Page<'_>, row: usize, words: &str) -> bool {
    const WINDOW: usize = 250;
    let Some(start) = page.rows.get(row).map(|row| row.start as usize) else { return false };
    let window = page.text.as_bytes().get(start.saturating_sub(WINDOW)..start).unwrap_or_default();
    let said = |words: &str| memchr::memmem::find(window, words.as_bytes()).is_some();
    words.len() > 3 && said(words) && said(page.words(row))
}

/// The line without a lone "Q" or "A" far to the right.
fn without_letter(words: &str) -> &str {
    match words.strip_suffix(['Q', 'A']) {
        Some(rest) if rest.ends_with("   ") => rest.trim_end(),
        _ => words,
    }
}

/// "…over to Sal. Salvatore Mancini" / "Executive VP & CFO": a name glued to the end of the paragraph before.
fn glued<'t>(page: &Page<'t>, row: usize) -> Option<Candidate<'t>> {
    if page.wrap.is_some() {
        return None;
    }
    let words = page.words(row);
    let next = page.beyond_break(row);
    if page.kind(next) != Kind::Words || !label::is_title(page.words(next)) {
        return None;
    }
    // The longest name that a sentence ends before: "…fond of them. Philippa St. John", "…over to Sal. Salvatore Mancini".
    let starts: Vec<_> = words.rmatch_indices(' ').map(|(at, _)| at + 1).take(MOST_GLUED).collect();
    let (label, tail) = starts.into_iter().rev().find_map(|start| {
        let (before, tail) = words.split_at_checked(start)?;
        let label = label::parse(tail).filter(|label| label.rest.is_none())?;
        let Who::Name(name) = label.who else { return None };
        let before = before.trim_end();
        let opens = ends_sentence(before) && !ends_in_abbreviation(before) && !holds_sentence_end(name);
        (opens && word_count(name) > 1).then_some((label, tail))
    })?;
    Some(Candidate {
        label,
        form: Form::Glued,
        range: range_of(page, row, tail),
        rows: row..next + 1,
        speech: None,
        rest: Some(page.words(next)),
        repeats: false,
    })
}

/// No more words are looked at for a name that is glued to a paragraph.
const MOST_GLUED: usize = 6;

/// Whether a word but the last of a name ends in a full stop that neither abbreviates nor stands behind an initial.
fn holds_sentence_end(name: &str) -> bool {
    let last = name.rfind(' ').unwrap_or_default();
    let inner = name.get(..last).unwrap_or_default();
    inner.split(' ').filter_map(|word| word.strip_suffix('.')).any(|word| !ABBREVIATION.has(word) && !is_initials(word))
}

/// Whether speech follows a candidate, on its line or below: words that are no candidate themselves.
pub(crate) fn has_speech(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> bool {
    let Some(candidate) = candidates.get(index) else { return false };
    if candidate.speech.is_some() {
        return true;
    }
    let end = end_of_words(page, candidates, index);
    page.next_content(candidate.rows.end, end).is_some_and(|row| page.kind(row) == Kind::Words)
}

/// The line behind the words that can belong to a candidate: the next candidate, or the line on whose end that is glued.
fn end_of_words(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> usize {
    let own = candidates.get(index);
    // Printed twice, a label follows itself.
    let next = candidates.iter().skip(index + 1).find(|next| {
        let again = own.is_some_and(|own| {
            own.label.who == next.label.who && page.next_content(own.rows.end, next.rows.start).is_none()
        });
        !again || next.speech.is_some()
    });
    next.map_or(page.rows.len(), |next| next.rows.start + usize::from(next.form == Form::Glued))
}

/// Whether the words that follow a candidate are beyond doubt speech: a long line, or a sentence.
pub(crate) fn has_prose(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> bool {
    let Some(candidate) = candidates.get(index) else { return false };
    if let Some(speech) = candidate.speech {
        let end = page.rows.get(candidate.rows.end - 1).map_or(speech, |row| row.range().end());
        let words = &page.text[TextRange::new(speech, end.max(speech))];
        // Wrapped, the first line of a speech may be short and end anywhere.
        return is_prose(words) || words.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count() >= 4;
    }
    page.next_content(candidate.rows.end, end_of_words(page, candidates, index))
        .is_some_and(|row| page.kind(row) == Kind::Words && is_prose(page.words(row)))
}

/// Whether a line is running text: long or a sentence, with a third of its words in small letters.
pub(crate) fn is_prose(words: &str) -> bool {
    if label::is_title_or_firm(words) || words.len() <= 60 && !(ends_sentence(words) && words.contains(' ')) {
        return false;
    }
    let head = words.split_whitespace().take(30);
    let (all, small) =
        head.fold((0, 0), |(all, small), word| (all + 1, small + usize::from(word.starts_with(char::is_lowercase))));
    small * 3 >= all || all < 8 && small > 0
}
