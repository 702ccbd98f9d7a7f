//! Passages: the stretches of a long prepared turn, opened by spoken transitions.

use text_size::{TextRange, TextSize};

use crate::call::{Passage, Turn};
use crate::earlier::Earlier;
use crate::page::Page;
use crate::speech::is_initials;
use crate::tables::{OPENS_CLAUSE, SAYS_SOMETHING, TRANSITIONS};

/// Shorter turns have no passages: they can be seen as a whole.
const LONG_TURN: u32 = 2500;

/// A title is cut behind so many bytes, at a word.
const LONGEST_TITLE: usize = 60;

/// Finds the passages of the turns before the questions. Those of a turn that has not changed are known.
pub(crate) fn find(
    page: &Page<'_>,
    turns: &[Turn],
    questions: usize,
    earlier: Option<(&Earlier<'_>, usize)>,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    // Speech before the first label is cut off at its beginning; a call without labels is one long speech.
    let nameless = turns.iter().all(|turn| turn.label.is_none());
    for (index, turn) in turns.iter().enumerate().take(questions) {
        let length: u32 = turn.pieces.iter().map(|piece| u32::from(piece.range.len())).sum();
        if (turn.label.is_some() || nameless) && length >= LONG_TURN {
            match earlier.filter(|_| !nameless).and_then(|(earlier, questions)| kept(earlier, questions, index)) {
                Some(kept) => passages.extend(kept),
                None => passages.extend(of_turn(page, index, turn)),
            }
        }
    }
    passages
}

/// The passages of a turn that has not changed and stood before the questions.
fn kept<'a>(earlier: &'a Earlier<'_>, questions: usize, turn: usize) -> Option<impl Iterator<Item = Passage> + 'a> {
    let before = earlier.same(turn).filter(|before| *before < questions)?;
    let passages = &earlier.call().passages;
    let first = passages.partition_point(|passage| passage.turn < before);
    let of_turn = passages.iter().skip(first).take_while(move |passage| passage.turn == before);
    Some(of_turn.filter_map(move |passage| {
        let range = earlier.unchanged.touched.moved(passage.range)?;
        Some(Passage { turn, title: passage.title.clone(), range })
    }))
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

/// The words up to where something is said of them, or to a mark: "Diagnostics" of "Diagnostics was up six percent".
fn subject(words: &str) -> &str {
    let mut end = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', '?']);
        if SAYS_SOMETHING.has(core) || matches!(core, "--" | "–" | "—") {
            break;
        }
        // The full stop of "U.S." ends nothing.
        let initials = is_initials(core) && core.contains('.');
        let kept = if initials && bare[core.len()..].starts_with('.') { core.len() + 1 } else { core.len() };
        // "FY31,we expect"
        let amid = core.char_indices().find(|(at, mark)| match mark {
            ';' | '–' | '—' => true,
            ',' => core[at + 1..].starts_with(char::is_alphabetic),
            _ => false,
        });
        if kept < bare.len() || amid.is_some() {
            end += amid.map_or(kept, |(at, _)| at);
            break;
        }
        end += word.len();
    }
    let subject = words.get(..end).unwrap_or(words).trim_end();
    // "While results may vary", "As we said"
    if subject.split(' ').next().is_some_and(|first| OPENS_CLAUSE.has(first)) { "" } else { subject }
}

/// As many whole words as have room in so many bytes.
fn cut_at_word(words: &str, most: usize) -> &str {
    if words.len() <= most {
        return words;
    }
    let cut = words.get(..words.floor_char_boundary(most)).unwrap_or(words);
    cut.rsplit_once(' ').map_or(cut, |(head, _)| head)
}

/// What a sentence that begins with a transition turns to; none for other sentences.
fn title(sentence: &str) -> Option<String> {
    let plain = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cue = TRANSITIONS.at_start(plain)?;
    let rest = plain.get(cue.end()..)?.trim_start_matches([',', ' ', ':', '-', '–']);
    let rest = subject(rest);
    let rest = ["the ", "our ", "a few ", "some ", "an ", "a "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    // A sentence that goes on in its own words behind the transition is named after the transition: "Looking ahead".
    let title = if rest.trim().is_empty() { plain.get(..cue.end())? } else { rest };
    let title = cut_at_word(title, LONGEST_TITLE);
    let capital = title.chars().next()?.to_uppercase().collect::<String>();
    let rest = title.get(title.chars().next()?.len_utf8()..)?;
    (!title.is_empty()).then(|| capital + rest)
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_passage_is_named_after_its_subject_or_else_its_transition() {
        for (sentence, expected) in [
            ("Now turning to our outlook for the second half, we see no change.", "Outlook for the second half"),
            ("Turning to the valves, orders were up 6%.", "Valves"),
            ("Turning to pumps is easy.", "Pumps"),
            ("Looking ahead, we have orders of over $12 million to deliver.", "Looking ahead"),
            ("Looking ahead, while results may vary, the trend is good.", "Looking ahead"),
            ("Moving on to the U.S. business, it was flat.", "U.S. business"),
            ("Moving on to the U.S., our home market, it was flat.", "U.S."),
            ("Turning to FY31,we see no change.", "FY31"),
            ("In closing, let me thank our fitters.", "In closing"),
            ("In closing, I want to thank our fitters.", "In closing"),
        ] {
            assert_eq!(title(sentence).as_deref(), Some(expected), "{sentence}");
        }
        assert_eq!(title("We are turning to the valves."), None);
    }
}
