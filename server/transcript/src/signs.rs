//! Signs: the words by which a text shows what sort of text it is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::tables::SIGNS;

/// So much of the beginning, of the part behind the middle, where questions are asked, and of the end of a text is read for
/// its tone, in bytes.
const HEAD: usize = 6_000;
const MIDDLE: usize = 5_000;
const TAIL: usize = 3_000;

/// What a text says of itself counts this near its beginning, in bytes: a call may speak of podcasts later on.
const BEGINNING: usize = 6_000;

/// What a sign tells, each a section of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A step in the course of a call: its index in [`COURSE`].
    Course(usize),
    /// Said rather than written.
    Spoken,
    /// The company speaks of itself.
    Company,
    /// What an earnings call is about.
    Results,
    /// Another sort of text: its index in [`OTHERS`].
    Other(usize),
}

/// The steps of a call: the section of the table, and what it means that one was seen.
pub(crate) const COURSE: [(&str, &str); 6] = [
    ("opening", "somebody opens a call"),
    ("hand-over", "one speaker gives way to the next"),
    ("operator", "an operator is named"),
    ("questions", "questions are called or answered"),
    ("this call", "it speaks of the call that is going on"),
    ("farewell", "somebody ends a call"),
];

/// Other sorts of text: the section of the table, and what they are called.
pub(crate) const OTHERS: [(&str, &str); 6] = [
    ("podcast", "a podcast"),
    ("press release", "a press release"),
    ("filing", "a filing"),
    ("research note", "a research note"),
    ("software", "about software"),
    ("licence", "a licence"),
];

/// The phrases of the table, and what each tells.
struct Phrases {
    search: AhoCorasick,
    signs: Vec<Sign>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let course = COURSE.iter().enumerate().map(|(index, (section, _))| (*section, Sign::Course(index)));
    let others = OTHERS.iter().enumerate().map(|(index, (section, _))| (*section, Sign::Other(index)));
    let tones = [("spoken", Sign::Spoken), ("company", Sign::Company), ("results", Sign::Results)];
    let mut words = Vec::new();
    let mut signs = Vec::new();
    for (section, sign) in course.chain(others).chain(tones) {
        for phrase in SIGNS.section(section).iter().flat_map(|entry| spelled_out(entry)) {
            signs.push(sign);
            words.push(phrase);
        }
    }
    let search = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words)
        .expect("the phrases of the table are few; a test builds them");
    Phrases { search, signs }
});

/// Every phrase that an entry stands for: each choice of words, with either apostrophe.
fn spelled_out(entry: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    for token in entry.split(' ') {
        let longer = |phrase: &String, choice: &str| {
            if phrase.is_empty() { choice.to_owned() } else { format!("{phrase} {choice}") }
        };
        phrases =
            phrases.iter().flat_map(|phrase| token.split('/').map(move |choice| longer(phrase, choice))).collect();
    }
    let curly: Vec<_> = phrases.iter().filter(|it| it.contains('\'')).map(|it| it.replace('\'', "’")).collect();
    phrases.extend(curly);
    phrases
}

/// What the words of a text show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Signs {
    /// For each step in the course of a call: where it was first seen.
    pub(crate) course: [Option<usize>; COURSE.len()],
    /// For each other sort of text: where the text first says that it is one.
    pub(crate) others: [Option<usize>; OTHERS.len()],
    words: usize,
    spoken: usize,
    company: usize,
    results: usize,
}

impl Signs {
    /// Reads the beginning, a part behind the middle and the end of a text.
    pub(crate) fn read(text: &str) -> Signs {
        let mut signs = Signs::default();
        if text.len() <= HEAD + MIDDLE + TAIL {
            signs.count(text, 0);
            return signs;
        }
        signs.count(before(text, HEAD), 0);
        let middle = text.ceil_char_boundary((text.len() / 5 * 3).max(HEAD).min(text.len() - TAIL - MIDDLE));
        signs.count(before(behind(text, middle), MIDDLE), middle);
        let tail = text.ceil_char_boundary(text.len() - TAIL);
        signs.count(behind(text, tail), tail);
        signs
    }

    fn count(&mut self, part: &str, offset: usize) {
        self.words += part.bytes().filter(|byte| matches!(byte, b' ' | b'\n')).count();
        for found in PHRASES.search.find_iter(part) {
            if !stands_alone(part.as_bytes(), found.start(), found.end()) {
                continue;
            }
            let at = offset + found.start();
            match PHRASES.signs.get(found.pattern().as_usize()) {
                Some(Sign::Course(step)) => {
                    self.course[*step].get_or_insert(at);
                }
                Some(Sign::Other(sort)) if at < BEGINNING => {
                    self.others[*sort].get_or_insert(at);
                }
                Some(Sign::Spoken) => self.spoken += 1,
                Some(Sign::Company) => self.company += 1,
                Some(Sign::Results) => self.results += 1,
                Some(Sign::Other(_)) | None => {}
            }
        }
    }

    /// How many different steps of a call were seen.
    pub(crate) fn steps(&self) -> usize {
        self.course.iter().flatten().count()
    }

    /// Words that are said rather than written, for a thousand words.
    pub(crate) fn spoken(&self) -> usize {
        self.spoken * 1000 / self.words.max(1)
    }

    /// Words with which the company speaks of itself, for a thousand words.
    pub(crate) fn company(&self) -> usize {
        self.company * 1000 / self.words.max(1)
    }

    /// Whether a word of results is said at all.
    pub(crate) fn mentions_results(&self) -> bool {
        self.results > 0
    }

    /// Words of results, for a thousand words; none where there are but a few.
    pub(crate) fn results(&self) -> usize {
        if self.results < 5 { 0 } else { self.results * 1000 / self.words.max(1) }
    }
}

/// Whether a run of bytes is whole words.
fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let is_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let opens = !is_word(start) || !start.checked_sub(1).is_some_and(is_word);
    let closes = !end.checked_sub(1).is_some_and(is_word) || !is_word(end);
    opens && closes
}

/// The beginning of a text up to an offset.
pub(crate) fn before(text: &str, end: usize) -> &str {
    text.get(..text.floor_char_boundary(end)).unwrap_or(text)
}

/// The end of a text from an offset on.
pub(crate) fn behind(text: &str, start: usize) -> &str {
    text.get(text.ceil_char_boundary(start)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_table_is_read() {
        let sections = COURSE.iter().chain(&OTHERS).map(|(section, _)| *section);
        for section in sections.chain(["spoken", "company", "results"]) {
            assert!(!SIGNS.section(section).is_empty(), "{section}");
        }
        assert!(PHRASES.signs.len() > 200);
    }

    #[test]
    fn a_phrase_counts_as_whole_words_in_every_spelling() {
        assert_eq!(spelled_out("i'd a/b"), ["i'd a", "i'd b", "i’d a", "i’d b"]);
        let signs = Signs::read("Our cooperator sent QUARTERLY letters to the press. ");
        assert_eq!((signs.steps(), signs.company, signs.results), (0, 1, 1));
        let signs = Signs::read("Operator, next question. I’d wait.");
        assert_eq!((signs.steps(), signs.spoken), (2, 1));
    }

    #[test]
    fn the_end_of_a_long_text_is_read_and_most_of_it_is_not() {
        let filler = "word ".repeat(10_000);
        assert_eq!(Signs::read(&format!("{filler}goodbye")).steps(), 1);
        assert_eq!(Signs::read(&format!("{}goodbye {filler}", filler.repeat(3))).steps(), 0);
    }
}
