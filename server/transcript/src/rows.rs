//! Rows: a table of speakers and what they say, unfolded into labels and speeches.

use crate::tables::UNNAMED;
use crate::unfolded::Unfolded;

/// The header of a table of speakers and what they say.
struct Header<'t> {
    line: &'t str,
    /// The columns of the speaker, of the words and of the title.
    speaker: usize,
    words: usize,
    title: Option<usize>,
}

impl<'t> Header<'t> {
    fn of(head: &'t str) -> Option<Header<'t>> {
        let line = head.split(['\n', '\r']).next().filter(|header| header.len() < 200)?;
        let column = |names: &[&str]| {
            line.split(',')
                .position(|field| names.iter().any(|name| field.trim_matches(['"', ' ']).eq_ignore_ascii_case(name)))
        };
        let speaker = column(&["speaker", "name", "speaker_name"])?;
        let words = column(&["content", "text", "speech", "transcript"])?;
        let title = column(&["position", "title", "role"]);
        Some(Header { line, speaker, words, title })
    }
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Whether a text begins like such a table.
pub(crate) fn opens_table(text: &str) -> bool {
    Header::of(without_mark(text)).is_some()
}

/// A table of speakers and what they say, a row for each turn.
pub(crate) fn rows(text: &str) -> Option<Unfolded> {
    let head = without_mark(text);
    let Header { line: header, speaker, words, title } = Header::of(head)?;
    let mut unfolded = Unfolded { text: String::with_capacity(text.len()), runs: Vec::new() };
    let mut at = text.len() - head.len() + header.len();
    while at < text.len() {
        at += text.get(at..)?.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (fields, end) = record(text, at);
        at = end;
        let field = |column: usize| fields.get(column).copied().filter(|(start, end)| start < end);
        let (Some(who), Some(said)) = (field(speaker), field(words)) else { continue };
        unfolded.copy(text, who.0, who.1);
        let beside = title.and_then(field).filter(|title| {
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
    (unfolded.runs.len() > 6).then_some(unfolded)
}

/// The fields of the record of a table that begins at an offset, and where it ends. Quotation marks around a field are no
/// part of it.
fn record(text: &str, mut at: usize) -> (Vec<(usize, usize)>, usize) {
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
        let end = at + memchr::memchr3(b',', b'\n', b'\r', rest).unwrap_or(rest.len());
        if bytes.get(start) != Some(&b'"') {
            fields.push((start, end));
        }
        at = end;
        if bytes.get(at) != Some(&b',') {
            return (fields, at);
        }
        at += 1;
    }
}
