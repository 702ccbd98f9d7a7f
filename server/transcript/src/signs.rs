//! Signs: the words by which a text shows what sort of text it is.

use std::ops::Range;
use std::sync::LazyLock;

use text_size::TextRange;

use crate::phrases::Phrases;
use crate::tables::SIGNS;
use crate::unchanged::Touched;

/// So much of the beginning, of the part behind the middle, where questions are asked, and of the end of a text is read for
/// its tone, in bytes.
const HEAD: usize = 6_000;
const MIDDLE: usize = 5_000;
const TAIL: usize = 3_000;

/// What a text says of itself counts this near its beginning, in bytes: a call may speak of podcasts later on.
const BEGINNING: usize = 6_000;

/// Of fewer words than these, a word more or less changes what a thousand of them would have.
const BRIEF: usize = 600;

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
pub(crate) const OTHERS: [(&str, &str); 10] = [
    ("podcast", "a podcast"),
    ("press release", "a press release"),
    ("filing", "a filing"),
    ("research note", "a research note"),
    ("software", "about software"),
    ("licence", "a licence"),
    ("letter", "a letter"),
    ("article", "an article"),
    ("questions and answers", "a list of questions and answers"),
    ("proceedings", "the record of another sort of meeting"),
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

/// The signs that were seen in the parts of a text that are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Seen {
    parts: Vec<Range<usize>>,
    /// Where each sign begins, and its place in the table, in order.
    signs: Vec<(u32, u16)>,
}

impl Seen {
    /// Reads the beginning, a part behind the middle and the end of a text. What was seen in sentences that an edit has
    /// not touched is known.
    pub(crate) fn find(text: &str, known: Option<(Touched, &Seen)>) -> Seen {
        let mut seen = Seen { parts: parts(text), signs: Vec::new() };
        for part in seen.parts.clone() {
            let mut at = part.start;
            for (same, moved, before) in known.iter().flat_map(|known| same_parts(text, &part, known.0, known.1)) {
                if same.start >= at {
                    seen.read(text, at..same.start);
                    seen.signs.extend(before.iter().map(|(start, entry)| (start.wrapping_add(moved), *entry)));
                    at = same.end;
                }
            }
            seen.read(text, at..part.end);
        }
        seen
    }

    fn read(&mut self, text: &str, part: Range<usize>) {
        let words = text.get(part.clone()).unwrap_or_default();
        let found = TOLD_BY.0.find_iter(words);
        self.signs.extend(found.map(|found| ((part.start + found.start()) as u32, found.entry() as u16)));
    }

    /// The signs that begin in a range.
    fn within(&self, range: &Range<usize>) -> &[(u32, u16)] {
        let until = |offset: usize| self.signs.partition_point(|(start, _)| (*start as usize) < offset);
        self.signs.get(until(range.start)..until(range.end)).unwrap_or_default()
    }
}

/// The parts of a text that are read.
fn parts(text: &str) -> Vec<Range<usize>> {
    if text.len() <= HEAD + MIDDLE + TAIL {
        let whole = 0..text.len();
        return vec![whole];
    }
    let middle = text.ceil_char_boundary((text.len() / 5 * 3).max(HEAD).min(text.len() - TAIL - MIDDLE));
    vec![
        0..text.floor_char_boundary(HEAD),
        middle..text.floor_char_boundary(middle + MIDDLE),
        text.ceil_char_boundary(text.len() - TAIL)..text.len(),
    ]
}

/// What of a part was read before as well: the run of whole sentences, by how much it has moved, and the signs in it. No sign
/// reaches beyond the end of a sentence, so a search that goes on behind one finds what a search of the whole finds.
fn same_parts<'a>(
    text: &'a str,
    part: &'a Range<usize>,
    touched: Touched,
    seen: &'a Seen,
) -> impl Iterator<Item = (Range<usize>, u32, &'a [(u32, u16)])> {
    let offsets = |range: TextRange| usize::from(range.start())..usize::from(range.end());
    let (now, before) = (offsets(touched.now), offsets(touched.before));
    let behind = now.end.wrapping_sub(before.end);
    seen.parts.iter().flat_map(move |old| {
        let sides = [(0..before.start, 0), (before.end..usize::MAX, behind)];
        sides.map(|(side, moved)| (old.start.max(side.start)..old.end.min(side.end), moved)).into_iter().filter_map(
            move |(old, moved)| {
                let (start, end) = (old.start.wrapping_add(moved), old.end.wrapping_add(moved));
                let (start, end) = (start.max(part.start), end.min(part.end));
                let bytes = text.as_bytes().get(start..end).filter(|_| old.start < old.end)?;
                let first = memchr::memchr3(b'.', b'?', b'!', bytes)? + 1;
                let last = memchr::memrchr3(b'.', b'?', b'!', bytes)? + 1;
                let same = start + first..start + last;
                let (from, to) = (same.start.wrapping_sub(moved), same.end.wrapping_sub(moved));
                Some((same, moved as u32, seen.within(&(from..to))))
            },
        )
    })
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
    /// Counts what was seen in a text.
    pub(crate) fn count(text: &str, seen: &Seen) -> Signs {
        let mut signs = Signs::default();
        for part in seen.parts.iter().filter_map(|part| text.as_bytes().get(part.clone())) {
            signs.words += memchr::memchr_iter(b' ', part).count() + memchr::memchr_iter(b'\n', part).count();
        }
        for (at, entry) in &seen.signs {
            let at = *at as usize;
            match TOLD_BY.1.get(usize::from(*entry)) {
                Some(Sign::Course(step)) => {
                    signs.course[*step].get_or_insert(at);
                }
                Some(Sign::Other(sort)) if at < BEGINNING => {
                    signs.others[*sort].get_or_insert(at);
                }
                Some(Sign::Spoken) => signs.spoken += 1,
                Some(Sign::Company) => signs.company += 1,
                Some(Sign::Results) => signs.results += 1,
                Some(Sign::Other(_)) | None => {}
            }
        }
        signs
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

    /// What so many words of a thousand were if the text had one word more of the sort.
    pub(crate) fn with_one_more(&self, of_thousand: usize) -> usize {
        of_thousand + 1000 / self.words.max(1)
    }

    /// Words of results, for a thousand words; none where there are but a few.
    pub(crate) fn results(&self) -> usize {
        let few = (self.words / 60).clamp(2, 5);
        if self.results < few { 0 } else { self.results * 1000 / self.words.max(1) }
    }

    /// Whether a text has so few words that what is missing from it may yet come.
    pub(crate) fn is_brief(&self) -> bool {
        self.words < BRIEF
    }
}

/// The beginning of a text up to an offset.
pub(crate) fn before(text: &str, end: usize) -> &str {
    text.get(..text.floor_char_boundary(end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Signs {
        Signs::count(text, &Seen::find(text, None))
    }

    /// What [`same_parts`] relies on.
    #[test]
    fn no_phrase_holds_the_end_of_a_sentence() {
        let sections =
            COURSE.iter().chain(&OTHERS).map(|(section, _)| *section).chain(["spoken", "company", "results"]);
        for entry in sections.flat_map(|section| SIGNS.section(section)) {
            assert!(!entry.replace("...", "").contains(['.', '?', '!']), "{entry}");
        }
    }

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
        let signs = read("Our cooperator sent QUARTERLY letters to the press. ");
        assert_eq!((signs.steps(), signs.company, signs.results), (0, 1, 1));
        let signs = read("Operator, next question. I’d wait.");
        assert_eq!((signs.steps(), signs.spoken), (2, 1));
    }

    #[test]
    fn the_end_of_a_long_text_is_read_and_most_of_it_is_not() {
        let filler = "word ".repeat(10_000);
        assert_eq!(read(&format!("{filler}goodbye")).steps(), 1);
        assert_eq!(read(&format!("{}goodbye {filler}", filler.repeat(3))).steps(), 0);
    }
}
