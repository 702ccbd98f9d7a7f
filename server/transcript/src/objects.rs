//! Objects: a list in JSON of who speaks and what is said, unfolded into labels and speeches.

use crate::rows::push_turn;
use crate::tables::{SPEAKER_COLUMN, TITLE_COLUMN, WORDS_COLUMN};
use crate::unfolded::Unfolded;

/// Whether a text begins like a list of objects.
pub(crate) fn opens_list(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inner = bare.strip_prefix(['[', '{']).unwrap_or_default().trim_start();
    inner.starts_with(['{', '"']) && bare.contains('"')
}

/// Whether a line may open such a list: one of the lines of a text that does shows it by itself.
pub(crate) fn may_open_list(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opens = |inner: &str| inner.trim_start().is_empty() || inner.trim_start().starts_with(['{', '"']);
    bare.starts_with('{') || bare.strip_prefix('[').is_some_and(opens)
}

/// A list of who speaks and what is said, an object for each turn.
pub(crate) fn objects(text: &str) -> Option<Unfolded> {
    const FEWEST: usize = 3;
    if !opens_list(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut unfolded = Unfolded { text: String::with_capacity(text.len()), runs: Vec::new() };
    let (mut who, mut title, mut said) = (None, None, None);
    let (mut turns, mut at) = (0, 0);
    while let Some(found) = memchr::memchr3(b'"', b'{', b'}', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes.get(at) == Some(&b'{') {
            // What stands beside the list is about the call.
            title = title.filter(|_| who.is_some());
            at += 1;
            continue;
        }
        if bytes.get(at) == Some(&b'}') {
            if let (Some(who), Some(said)) = (who.take(), said.take()) {
                push_turn(&mut unfolded, text, who, title, said);
                turns += 1;
            }
            title = None;
            at += 1;
            continue;
        }
        let key = string(bytes, at);
        let behind = skip_space(bytes, key.1 + 1);
        if bytes.get(behind) != Some(&b':') {
            at = key.1 + 1;
            continue;
        }
        let value = skip_space(bytes, behind + 1);
        at = value;
        if bytes.get(value) == Some(&b'"') {
            let field = string(bytes, value);
            at = field.1 + 1;
            let name = text.get(key.0..key.1).unwrap_or_default();
            if SPEAKER_COLUMN.has(name) {
                who = Some(field);
            } else if WORDS_COLUMN.has(name) {
                said = Some(field);
            } else if TITLE_COLUMN.has(name) {
                title = Some(field);
            }
        }
    }
    (turns >= FEWEST).then_some(unfolded)
}

/// What stands in a string whose quotation mark is at an offset.
fn string(bytes: &[u8], quote: usize) -> (usize, usize) {
    let mut at = quote + 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return (quote + 1, at);
        }
        at += 2;
    }
    (quote + 1, bytes.len())
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_seen_in_a_line() {
        for text in ["[{\"speaker\": 1}]", "\n[\n  {\"a\": 1}]", "{\n\"a\": 1}", "\u{feff}[ \"a\"]", "[\n\"a\"]"] {
            assert!(opens_list(text) && text.lines().any(may_open_list), "{text}");
        }
        for text in ["[Ann Lee] \"Yes.\"", "\"speaker\"", "a {\"b\"}", ""] {
            assert!(!opens_list(text), "{text}");
        }
    }

    #[test]
    fn objects_without_speakers_are_no_speeches() {
        let speech = "{\"name\": \"Ann Lee\", \"text\": \"Yes.\"},";
        assert!(objects(&format!("[{}]", speech.repeat(3))).is_some());
        for other in ["{\"name\": \"Ann Lee\", \"age\": 4},", "{\"text\": \"Yes.\"},", "{\"name\": 1, \"text\": 2},"] {
            assert!(objects(&format!("[{}]", other.repeat(3))).is_none(), "{other}");
        }
    }
}
