//! Signs: the words by which a text shows what sort of text it is.

use std::sync::LazyLock;

use crate::phrases::Phrases;
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

/// All phrases of the table, and what each tells.
static TOLD_BY: LazyLock<(Phrases, Vec<Sign>)> = LazyLock::new(|| {
    let course = COURSE.iter().enumerate().map(|(index, (section, _))| (*section, Sign::Course(index)));
    let others = OTHERS.iter().enumerate().map(|(index, (section, _))| (*section, Sign::Other(index)));
    let tones = [("spoken", Sign::Spoken), ("company", Sign::Company), ("results", Sign::Results)];
    let sections = course.chain(others).chain(tones);
    let entries = sections.flat_map(|(section, sign)| SIGNS.section(section).iter().map(move |entry| (*entry, sign)));
    let (entries, signs): (Vec<&str>, Vec<Sign>) = entries.unzip();
    (Phrases::new(&entries), signs)
});

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
        let (phrases, signs) = &*TOLD_BY;
        for found in phrases.find_iter(part) {
            let at = offset + found.start();
            match signs.get(found.entry()) {
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
        assert!(TOLD_BY.1.len() > 100);
    }

    #[test]
    fn a_phrase_counts_as_whole_words_in_every_spelling() {
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
