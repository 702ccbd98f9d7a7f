//! Where a call says what it is about: the lines before the first turn, and the first speeches.

use std::cell::Cell;

use crate::call::{Evidence, Turn};
use crate::near::Near;
use crate::page::Page;
use crate::row::Kind;
use crate::tables::{EVENT_IS, EVENT_IS_ABOUT, NAMES_RESULTS};

/// So many lines before the first turn are searched, and so many turns behind it.
const FRONT_LINES: usize = 150;
pub(crate) const OPENING_TURNS: usize = 3;
pub(crate) const OPENING_BYTES: usize = 2500;

/// Whether a line names the event.
pub(crate) fn names_call(words: &str) -> bool {
    static CALL: Near = Near::new(&EVENT_IS_ABOUT, 40, &EVENT_IS);
    CALL.is_match(words) || words.contains("法說會")
}

/// How many lines stand before the first turn, as far as they are searched.
pub(crate) fn front_rows(page: &Page<'_>, turns: &[Turn]) -> usize {
    let first = turns.first().filter(|turn| turn.label.is_some() || turns.len() > 1);
    first.map_or(12, |turn| turn.lines.start as usize).min(FRONT_LINES).min(page.rows.len())
}

/// The texts in which a call says what it is: the lines before the first turn, and the first speeches.
pub(crate) struct Sources<'t> {
    /// The whole document.
    text: &'t str,
    /// Whether anybody asked for it.
    asked_for_all: Cell<bool>,
    /// Lines of the front matter, with their numbers.
    pub(crate) front: Vec<(u32, &'t str)>,
    /// The beginnings of the first speeches, each with the line it begins on.
    pub(crate) opening: Vec<(u32, String)>,
}

impl<'t> Sources<'t> {
    pub(crate) fn new(page: &Page<'t>, turns: &[Turn]) -> Sources<'t> {
        let front = (0..front_rows(page, turns))
            .filter(|row| !matches!(page.kind(*row), Kind::Blank | Kind::Rule))
            .map(|row| (row as u32, page.words(row)))
            .filter(|(_, words)| words.len() < 400)
            .collect();
        let opening = turns
            .iter()
            .take(OPENING_TURNS)
            .map(|turn| {
                let mut speech = String::new();
                for piece in &turn.pieces {
                    if speech.len() > OPENING_BYTES {
                        break;
                    }
                    speech.push_str(&page.text[piece.range]);
                    speech.push(' ');
                }
                let mut end = speech.len().min(OPENING_BYTES);
                while !speech.is_char_boundary(end) {
                    end -= 1;
                }
                speech.truncate(end);
                (turn.lines.start, speech)
            })
            .collect();
        Sources { text: page.text, asked_for_all: Cell::new(false), front, opening }
    }

    /// The whole document, for what front matter and opening leave open.
    pub(crate) fn all(&self) -> &'t str {
        self.asked_for_all.set(true);
        self.text
    }

    /// Whether the whole document was asked for.
    pub(crate) fn were_all_asked_for(&self) -> bool {
        self.asked_for_all.get()
    }

    /// The lines of the front matter that name the event.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &(u32, &'t str)> {
        let of_a_year =
            |words: &str| words.len() < 100 && crate::label::has_year(words) && NAMES_RESULTS.is_match(words);
        self.front.iter().filter(move |(_, words)| names_call(words) || of_a_year(words))
    }
}

/// Something the text shows.
pub(crate) fn seen(what: String, line: u32) -> Evidence {
    Evidence { what, line: Some(line), weight: 3 }
}
