//! Lines that begin with who speaks, set apart from the words by something else than a colon: "[Ann Lee] Thank you.",
//! "Ann Lee - Thank you.", "Q. Why is that?".

use rustc_hash::FxHashMap;

use crate::call::Role;
use crate::candidates::is_prose;
use crate::label::{self, LONGEST_LABEL, Who};
use crate::names::{without_titles, word_count};
use crate::row::ends_sentence;
use crate::side;
use crate::speech::{ends_in_abbreviation, is_initials};
use crate::tables::STAGE_DIRECTION;
use crate::unfold::opens_speech;
use crate::unfolded::Cut;

/// What stands before the one who speaks, and between him and his words. A tab is white space, in whatever number.
const SHAPES: [(&str, &str); 9] =
    [("[", "]"), ("", "\t"), ("", " - "), ("", " – "), ("", " — "), ("", " -- "), ("", " | "), ("", ". "), ("", ":")];

/// Behind a full stop a name may end a sentence, and a letter is the name of many things: others must show the shape.
const FULL_STOP: &str = ". ";

/// With a colon names are read as they stand; letters are not.
const COLON: &str = ":";

/// Who speaks is not said in more bytes.
const LONGEST: usize = 80;

/// A line that begins with who speaks.
pub(crate) struct Led<'t> {
    shape: usize,
    who: Leader<'t>,
    /// Where the mark before him, he himself and the mark behind him begin and end.
    start: usize,
    head: usize,
    head_end: usize,
    words: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Leader<'t> {
    Operator,
    Asks,
    Answers,
    Other(&'t str),
}

/// The shapes that a line can have: who it says speaks in each, where the words behind are beyond doubt said.
pub(crate) fn led(line: &str, offset: usize) -> Option<Led<'_>> {
    let bare = line.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let first = *bare.as_bytes().first()?;
    if !(first.is_ascii_uppercase() || first == b'[' || first > 127) {
        return None;
    }
    let start = line.len() - bare.len();
    let window = bare.get(..bare.floor_char_boundary(LONGEST))?;
    let (shape, at) = first_mark(window)?;
    let (open, mark) = SHAPES.get(shape)?;
    let head = window.get(open.len()..at)?.trim();
    // "[Technical Difficulty]"
    if STAGE_DIRECTION.at_start(head).is_some() {
        return None;
    }
    let who = leader(head).filter(|who| *mark != COLON || matches!(who, Leader::Asks | Leader::Answers))?;
    if *mark != COLON && ends_in_colon(bare) {
        return None;
    }
    let behind = bare.get(at + mark.len()..)?;
    let spoken = behind.trim_start_matches([' ', '\t', '\u{a0}', ':']);
    let words = spoken.trim_end();
    let letter = matches!(who, Leader::Asks | Leader::Answers);
    // "[Ann Lee]" may stand alone.
    let said = words.is_empty() && *mark == "]"
        || opens_speech(words)
            && (is_prose(words) || letter && ends_sentence(words) && !label::is_title_or_firm(words));
    let head_start = offset + start + (head.as_ptr() as usize - bare.as_ptr() as usize);
    said.then_some(Led {
        shape,
        who,
        start: offset + start,
        head: head_start,
        head_end: head_start + head.len(),
        words: offset + line.len() - spoken.len(),
    })
}

/// "Ann Lee - CFO: Thank you.": whether the whole of what stands before a colon is a label.
fn ends_in_colon(line: &str) -> bool {
    let window = &line.as_bytes()[..line.len().min(LONGEST_LABEL)];
    let head = memchr::memchr(b':', window).and_then(|at| line.get(..at));
    head.is_some_and(|head| label::parse(head).is_some())
}

/// The mark that ends who speaks, with its shape: the first of those that stand in a text.
fn first_mark(window: &str) -> Option<(usize, usize)> {
    if window.starts_with('[') {
        return Some((0, memchr::memchr(b']', window.as_bytes())?));
    }
    let bytes = window.as_bytes();
    bytes.iter().enumerate().skip(1).filter(|(_, byte)| matches!(byte, b' ' | b'\t' | b'.' | b':')).find_map(
        |(at, _)| {
            let rest = window.get(at..)?;
            let shape =
                (1..SHAPES.len()).find(|shape| SHAPES.get(*shape).is_some_and(|(_, mark)| rest.starts_with(mark)))?;
            // "Mr. Lee", "Ann B. Lee"
            let amid = || {
                let head = window.get(..=at).unwrap_or_default();
                ends_in_abbreviation(head)
                    || head.rsplit_once(' ').is_some_and(|(_, last)| is_initials(last.trim_end_matches('.')))
            };
            if SHAPES.get(shape).is_some_and(|(_, mark)| *mark == FULL_STOP) && amid() {
                return None;
            }
            Some((shape, at))
        },
    )
}

/// Who is meant by what stands before the words: an operator, a letter, a full name or a numbered speaker.
fn leader(head: &str) -> Option<Leader<'_>> {
    match side::of_letter(head) {
        Some(Role::Analyst) => return Some(Leader::Asks),
        Some(_) => return Some(Leader::Answers),
        None => {}
    }
    match label::parse(head)?.who {
        Who::Operator => Some(Leader::Operator),
        // "Ms. Lee"
        Who::Name(name) if word_count(name) > 1 || without_titles(name).len() < name.len() => Some(Leader::Other(name)),
        Who::Unnamed(_) | Who::Numbered(_) => Some(Leader::Other(head)),
        Who::Name(_) | Who::Title(_) => None,
    }
}

/// Where labels must be cut from the words of their lines, by the shapes that the document itself shows: those in which an
/// operator and somebody else, or two who come back, stand before words.
pub(crate) fn cuts<'t>(lines: impl Iterator<Item = (usize, &'t str)>, shown: &[Led<'t>]) -> Vec<Cut> {
    let mut times: FxHashMap<(usize, Leader<'t>), u32> = FxHashMap::default();
    for led in shown {
        *times.entry((led.shape, led.who)).or_default() += 1;
    }
    let mut shapes = [false; SHAPES.len()];
    for (shape, is_one) in shapes.iter_mut().enumerate() {
        let of_shape = || times.iter().filter(|((other, _), _)| *other == shape);
        let operator = times.contains_key(&(shape, Leader::Operator));
        let returning = of_shape().filter(|(_, times)| **times > 1).count();
        let full_stop = SHAPES.get(shape).is_some_and(|(_, mark)| *mark == FULL_STOP);
        let letters = [Leader::Asks, Leader::Answers].iter().all(|who| times.contains_key(&(shape, *who)));
        *is_one = operator && of_shape().count() > 1 || returning > 1 && (!full_stop || letters);
    }
    if !shapes.contains(&true) {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    for (offset, line) in lines {
        let led = led(line, offset).or_else(|| short(line, offset, &times));
        let Some(led) = led.filter(|led| shapes.get(led.shape) == Some(&true)) else { continue };
        let letter = matches!(led.who, Leader::Asks | Leader::Answers);
        let (before, behind) = if letter { ("<<", ">>: ") } else { ("", ": ") };
        cuts.push(Cut { start: led.start, end: led.head, with: before });
        cuts.push(Cut { start: led.head_end, end: led.words, with: behind });
    }
    cuts
}

/// "Ann Lee - Yes.": words so few that only a name that stands before others tells that they are said.
fn short<'t>(line: &'t str, offset: usize, times: &FxHashMap<(usize, Leader<'t>), u32>) -> Option<Led<'t>> {
    let start = line.len() - line.trim_start_matches([' ', '\u{a0}']).len();
    let bare = line.get(start..)?.trim_end();
    let window = bare.get(..bare.floor_char_boundary(LONGEST))?;
    let (shape, at) = first_mark(window)?;
    let (open, mark) = SHAPES.get(shape)?;
    let head = window.get(open.len()..at)?.trim();
    let who = leader(head).filter(|who| times.contains_key(&(shape, *who)))?;
    if *mark != COLON && ends_in_colon(bare) {
        return None;
    }
    let behind = bare.get(at + mark.len()..)?.trim_start_matches([' ', '\t', '\u{a0}', ':']);
    if !opens_speech(behind) || label::is_title_or_firm(behind) || !ends_sentence(behind) {
        return None;
    }
    let head_start = offset + start + (head.as_ptr() as usize - bare.as_ptr() as usize);
    let words = offset + start + bare.len() - behind.len();
    Some(Led { shape, who, start: offset + start, head: head_start, head_end: head_start + head.len(), words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unfold::lines_of;
    use crate::unfolded::Unfolded;

    /// A text with its labels cut from its words.
    fn unfolded(text: &str) -> String {
        let shown: Vec<_> = lines_of(text).filter_map(|(at, line)| led(line, at)).collect();
        Unfolded::without(text, cuts(lines_of(text), &shown)).text
    }

    #[test]
    fn marks_between_labels_and_words_become_colons() {
        for (text, expected) in [
            (
                "[Operator] We go to the next one now.\n[Ann Lee] Thank you for that.\n[Ann Lee]\nAnd one more.\n",
                "Operator: We go to the next one now.\nAnn Lee: Thank you for that.\nAnn Lee: \nAnd one more.\n",
            ),
            (
                "Operator - We go to the next one now.\nAnn Lee – chief of all\nAnn Lee - Thank you for that.\nAnn Lee - No.\n",
                "Operator: We go to the next one now.\nAnn Lee – chief of all\nAnn Lee: Thank you for that.\nAnn Lee: No.\n",
            ),
            (
                "Operator. We go to the next one now.\nAnn B. Lee. Thank you for that.\n",
                "Operator: We go to the next one now.\nAnn B. Lee: Thank you for that.\n",
            ),
            (
                "Q. Why is that so?\nA. It is what it is.\nQ. Is it now?\nA. It surely is.\n",
                "<<Q>>: Why is that so?\n<<A>>: It is what it is.\n<<Q>>: Is it now?\n<<A>>: It surely is.\n",
            ),
        ] {
            assert_eq!(unfolded(text), expected);
        }
    }

    #[test]
    fn what_is_set_apart_once_or_says_no_more_than_a_title_stays() {
        for text in [
            "Ann Lee - Chief Executive Officer\nBob Ray - Big Bank\nAnn Lee - Chief Executive Officer\nBob Ray - Big Bank\n",
            "Ann Lee - We went there once, and so on.\nBob Ray - We went there once, and so on.\n",
            "[Technical Difficulty] We go on now.\n[Foreign Language] We go on now.\n[Technical Difficulty] We go on now.\n",
            "Gross Margin - 38% in all\nTotal Sales - $94 million\nGross Margin - 38% in all\n",
            "A: It is what it is.\nA: It is what it is.\n",
            "Ann Lee - Big Bank: Thank you for that.\nOperator - Acme: We go on now.\n",
            "We went. They stayed at home.\nThey went. We stayed at home.\n",
        ] {
            assert_eq!(unfolded(text), text);
        }
    }
}
