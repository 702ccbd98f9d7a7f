//! The call that the tests open, and where words stand in a text.

use std::ops::Range;

use serde_json::{Value, json};

/// A call of an invented company. Labels are titles alone, and one number is wrong: "51%" on line 24 should be 15%.
pub(crate) const CALL: &str = include_str!("../fixtures/sample/halden-optics-2031-q2.txt");

/// A text that is no call.
pub(crate) const LETTER: &str =
    "Dear Mr. Hale,\n\nthe invoice of March 3 for $1,250 is still open. Please pay 50% of it by Friday.\n\nYours\n";

/// A position of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) character: u32,
}

impl Place {
    pub(crate) fn json(self) -> Value {
        json!({ "line": self.line, "character": self.character })
    }

    /// Reads a position from a message.
    pub(crate) fn of(value: &Value) -> Place {
        let number = |name: &str| value[name].as_u64().unwrap_or_else(|| panic!("no position: {value}")) as u32;
        Place { line: number("line"), character: number("character") }
    }
}

/// Where words begin in a text, in UTF-16; they stand in it once, or their first occurrence is meant.
pub(crate) fn place(text: &str, words: &str) -> Place {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    place_of(text, at, "utf-16")
}

/// The range of words in a text, in UTF-16.
pub(crate) fn range(text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    range_of(text, at..at + words.len(), "utf-16")
}

/// A range of bytes as a range of the protocol.
pub(crate) fn range_of(text: &str, bytes: Range<usize>, encoding: &str) -> Value {
    let (start, end) = (place_of(text, bytes.start, encoding), place_of(text, bytes.end, encoding));
    json!({ "start": start.json(), "end": end.json() })
}

/// Everything.
pub(crate) fn whole(text: &str) -> Value {
    range_of(text, 0..text.len(), "utf-16")
}

/// Where a byte of a text stands. Between CR and LF no position can be: the one before both is taken.
pub(crate) fn place_of(text: &str, byte: usize, encoding: &str) -> Place {
    let split = byte > 0 && text.as_bytes()[byte - 1] == b'\r' && text.as_bytes().get(byte) == Some(&b'\n');
    let starts = line_starts(text);
    let line = starts.partition_point(|start| *start <= byte - usize::from(split)) - 1;
    let before = &text[starts[line]..byte - usize::from(split)];
    let character = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        "utf-32" => before.chars().count(),
        other => panic!("no encoding {other}"),
    };
    Place { line: line as u32, character: character as u32 }
}

/// The words that a range of the protocol covers.
pub(crate) fn words_in<'t>(text: &'t str, range: &Value, encoding: &str) -> &'t str {
    let (start, end) = (byte_of(text, &range["start"], encoding), byte_of(text, &range["end"], encoding));
    text.get(start..end).unwrap_or_else(|| panic!("{range} is no range of the text"))
}

/// The byte of a position, which has to lie in the text: what a server says is never moved to where it would fit.
fn byte_of(text: &str, position: &Value, encoding: &str) -> usize {
    let Place { line, character } = Place::of(position);
    let starts = line_starts(text);
    let start = *starts.get(line as usize).unwrap_or_else(|| panic!("there is no line {line}"));
    let end = starts.get(line as usize + 1).copied().unwrap_or(text.len());
    let content = text[start..end].trim_end_matches(['\r', '\n']);
    let mut left = character as usize;
    for (at, letter) in content.char_indices() {
        if left == 0 {
            return start + at;
        }
        let width = match encoding {
            "utf-8" => letter.len_utf8(),
            "utf-16" => letter.len_utf16(),
            _ => 1,
        };
        left = left.checked_sub(width).unwrap_or_else(|| panic!("{position} lies inside of a character"));
    }
    assert_eq!(left, 0, "{position} lies behind the end of its line");
    start + content.len()
}

/// Where each line begins. Lines end at LF, CRLF and CR.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends_line = |at: &usize| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(*at + 1) != Some(&b'\n'),
        _ => false,
    };
    std::iter::once(0).chain((0..bytes.len()).filter(ends_line).map(|at| at + 1)).collect()
}
