//! Passages: the stretches of a long prepared turn, opened by spoken transitions.

use text_size::{TextRange, TextSize};

use crate::call::{Passage, Turn};
use crate::gist::cut_at_word;
use crate::page::Page;
use crate::tables::TRANSITIONS;

/// Shorter turns have no passages: they can be seen as a whole.
const LONG_TURN: u32 = 2500;

/// A title is cut behind so many bytes, at a word.
const LONGEST_TITLE: usize = 60;

/// Finds the passages of the turns before the questions.
pub(crate) fn find(page: &Page<'_>, turns: &[Turn], questions: usize) -> Vec<Passage> {
    let mut passages = Vec::new();
    // Speech before the first label is cut off at its beginning; a call without labels is one long speech.
    let nameless = turns.iter().all(|turn| turn.label.is_none());
    for (index, turn) in turns.iter().enumerate().take(questions) {
        let length: u32 = turn.pieces.iter().map(|piece| u32::from(piece.range.len())).sum();
        if (turn.label.is_some() || nameless) && length >= LONG_TURN {
            passages.extend(of_turn(page, index, turn));
        }
    }
    passages
}

fn of_turn(page: &Page<'_>, index: usize, turn: &Turn) -> Vec<Passage> {
    let speech = turn.speech(page.text);
    let mut starts: Vec<(TextSize, String)> = Vec::new();
    for sentence in &speech.sentences {
        let words = &speech.text[*sentence];
        if let Some(title) = title(words) {
            starts.push((sentence.start(), title));
        }
    }
    // One transition divides nothing.
    if starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([TextSize::of(&speech.text)]).collect::<Vec<_>>();
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, title), end)| {
            let spoken = speech.text[TextRange::new(start, end)].trim_end();
            let range = speech.in_document(TextRange::at(start, TextSize::of(spoken)));
            Passage { turn: index, title, range }
        })
        .collect()
}

/// What a sentence that begins with a transition turns to; none for other sentences.
fn title(sentence: &str) -> Option<String> {
    let plain = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cue = TRANSITIONS.at_start(plain)?;
    let rest = plain.get(cue.end()..)?.trim_start_matches([',', ' ', ':', '-', '–']);
    let rest = rest.split([',', '.', ';', ':', '?', '–', '—']).next()?.trim();
    let rest = rest.split(" -- ").next()?;
    let rest = ["the ", "our ", "a few ", "some ", "an ", "a "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    // A sentence without a subject behind the transition is named after the transition: "Looking ahead".
    let title = if rest.split_whitespace().count() == 0 { plain.get(..cue.end())? } else { rest };
    let title = cut_at_word(title, LONGEST_TITLE);
    let capital = title.chars().next()?.to_uppercase().collect::<String>();
    let rest = title.get(title.chars().next()?.len_utf8()..)?;
    (!title.is_empty()).then(|| capital + rest)
}
