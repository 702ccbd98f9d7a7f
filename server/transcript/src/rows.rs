//! Rows: a table of speakers and what they say, unfolded into labels and speeches. Its fields stand between commas,
//! semicolons or tabs, or, in Markdown, between bars.

use crate::tables::{SPEAKER_COLUMN, TITLE_COLUMN, UNNAMED, WORDS_COLUMN};
use crate::unfolded::Unfolded;

/// What stands between the fields of a row.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The header of a table in Markdown stands so near the beginning, below the title.
const BEGINNING: usize = 4_000;

/// The header of a table of speakers and what they say.
struct Header {
    delimiter: u8,
    /// Where its line begins and ends.
    start: usize,
    end: usize,
    /// The columns of the speaker, of the words and of the title.
    speaker: usize,
    words: usize,
    title: Option<usize>,
}

impl Header {
    /// The header in the first line, or, where that begins with a bar, in a line near the beginning.
    fn of(text: &str) -> Option<Header> {
        let mut start = text.len() - without_mark(text).len();
        let first = Header::in_line(text, start, &DELIMITERS);
        while first.is_none() && start < text.len().min(BEGINNING) {
            let bytes = text.as_bytes().get(start..)?;
            if bytes.first() == Some(&b'|') {
                return Header::in_line(text, start, b"|");
            }
            start += memchr::memchr2(b'\n', b'\r', bytes)? + 1;
        }
        first
    }

    fn in_line(text: &str, start: usize, delimiters: &[u8]) -> Option<Header> {
        const LONGEST: usize = 200;
        let rest = text.get(start..)?;
        let line = rest.split(['\n', '\r']).next().filter(|header| header.len() < LONGEST)?;
        delimiters.iter().find_map(|delimiter| {
            let column = |is: &dyn Fn(&str) -> bool| {
                line.split(char::from(*delimiter)).position(|field| is(field.trim_matches(['"', ' ', '*'])))
            };
            let speaker = column(&|field| SPEAKER_COLUMN.has(field))?;
            let words = column(&|field| WORDS_COLUMN.has(field))?;
            let title = column(&|field| TITLE_COLUMN.has(field));
            Some(Header { delimiter: *delimiter, start, end: start + line.len(), speaker, words, title })
        })
    }
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Whether a text begins like such a table.
pub(crate) fn opens_table(text: &str) -> bool {
    Header::of(text).is_some()
}

/// Whether a line may belong to a table in Markdown.
pub(crate) fn may_be_row(line: &str) -> bool {
    line.starts_with('|')
}

/// A table of speakers and what they say, a row for each turn.
pub(crate) fn rows(text: &str) -> Option<Unfolded> {
    let header = Header::of(text)?;
    let mut unfolded = Unfolded { text: String::with_capacity(text.len()), runs: Vec::new() };
    unfolded.copy(text, 0, header.start);
    let before = unfolded.runs.len();
    let mut at = header.end;
    while at < text.len() {
        at += text.get(at..)?.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (fields, end) = match header.delimiter {
            b'|' => bars(text, at),
            delimiter => record(text, at, delimiter),
        };
        at = end;
        let field = |column: usize| fields.get(column).copied().filter(|(start, end)| start < end);
        let (Some(who), Some(said)) = (field(header.speaker), field(header.words)) else { continue };
        // The header may stand again, over another part of the table.
        if text.get(who.0..who.1).is_some_and(|words| SPEAKER_COLUMN.has(words)) {
            continue;
        }
        let beside = header.title.and_then(field);
        push_turn(&mut unfolded, text, who, beside, said);
    }
    (unfolded.runs.len() - before > 6).then_some(unfolded)
}

/// Adds a turn whose label and words stand in fields of their own.
pub(crate) fn push_turn(
    unfolded: &mut Unfolded,
    text: &str,
    who: (usize, usize),
    title: Option<(usize, usize)>,
    said: (usize, usize),
) {
    unfolded.copy(text, who.0, who.1);
    let beside = title.filter(|title| {
        let words = text.get(title.0..title.1).unwrap_or_default();
        Some(words) != text.get(who.0..who.1) && !UNNAMED.has(words)
    });
    if let Some((start, end)) = beside {
        unfolded.text.push_str(" -- ");
        unfolded.copy(text, start, end);
    }
    unfolded.text.push('\n');
    unfolded.copy(text, said.0, said.1);
    unfolded.text.push('\n');
}

/// The fields of a row in Markdown, and where it ends; none of the line that underlines the header, or of one without bars.
fn bars(text: &str, start: usize) -> (Vec<(usize, usize)>, usize) {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let end = start + memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let line = text.get(start..end).unwrap_or_default();
    if !line.starts_with('|') || line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ')) {
        return (Vec::new(), end);
    }
    let fields = line.split('|').map(|field| {
        let bare = field.trim();
        let at = start + (bare.as_ptr() as usize - line.as_ptr() as usize);
        (at, at + bare.len())
    });
    (fields.collect(), end)
}

/// The fields of the record of a table that begins at an offset, and where it ends. Quotation marks around a field are no
/// part of it.
fn record(text: &str, mut at: usize, delimiter: u8) -> (Vec<(usize, usize)>, usize) {
    let bytes = text.as_bytes();
    let mut fields = Vec::new();
    loop {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            // A quotation mark within a field is doubled.
            while let Some(found) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default()) {
                at += found + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
            fields.push((start + 1, (at - 1).max(start + 1)));
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let end = at + memchr::memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        if bytes.get(start) != Some(&b'"') {
            fields.push((start, end));
        }
        at = end;
        if bytes.get(at) != Some(&delimiter) {
            return (fields, at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_between_any_marks() {
        for table in [
            "speaker,text\nAnn Lee,Yes.\nBob Ray,No.\nAnn Lee,So.\nBob Ray,Oh.\n",
            "Speaker\tSpeech\nAnn Lee\tYes.\nBob Ray\tNo.\nAnn Lee\tSo.\nBob Ray\tOh.\n",
            "name;content\nAnn Lee;Yes.\nBob Ray;\"No.\"\nAnn Lee;So.\nBob Ray;Oh.\n",
            "| Who | Words |\n|---|---|\n| Ann Lee | Yes. |\n| Bob Ray | No. |\n| Ann Lee | So. |\n| Bob Ray | Oh. |\n",
        ] {
            let unfolded = rows(table).map(|unfolded| unfolded.text);
            let expected = "Ann Lee\nYes.\nBob Ray\nNo.\nAnn Lee\nSo.\nBob Ray\nOh.\n";
            assert_eq!(unfolded.as_deref(), Some(expected), "{table}");
        }
    }

    #[test]
    fn other_tables_stay() {
        for table in [
            "date,text\n".to_owned() + &"1 May,Yes.\n".repeat(5),
            "| Metric | Text |\n|---|---|\n".to_owned() + &"| Sales | Up. |\n".repeat(5),
            "A speaker, and a text\n".to_owned() + &"Ann Lee,Yes.\n".repeat(5),
        ] {
            assert!(rows(&table).is_none(), "{table}");
        }
    }
}
