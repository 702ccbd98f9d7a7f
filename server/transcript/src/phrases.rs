//! Phrases: what the tables say, and the search for it.
//!
//! In an entry of a table, words stand apart by any white space or commas, "a/b" is a choice, "..." anything within a
//! sentence, and "~" lets a word go on. Case does not matter, an apostrophe may be curly. Where several entries begin
//! at one place, the one with the most words is taken.
//!
//! There are some thirty lists of such entries. A search of their own is ready at once and takes no memory beside the
//! lists, where as many regular expressions would take a tenth of a second to compile, and megabytes as they are used.
//! It is linear in the text: what was not found up to the end of a sentence is not looked for there again.

use std::collections::BTreeMap;

use crate::opening::{ANY_INITIAL, Ahead, Opening, SLOTS, Triples, initial, slot};
use crate::word_starts::{WordStarts, is_word};

/// A list of phrases.
pub(crate) struct Phrases {
    /// Those with the most words first, and of those the longest.
    entries: Vec<Vec<Word>>,
    /// For each of them: its place in the list.
    places: Vec<usize>,
    /// For each slot of a beginning: the place in `groups` of the entries that may begin so. The first group is empty.
    group_of: Box<[u16; SLOTS * SLOTS]>,
    /// How entries begin, in the order of the entries.
    groups: Vec<Vec<Opening>>,
    /// What an entry can begin with, by which nearly all words of a text are passed over.
    triples: Triples,
    /// What entries begin with that may stand within a word, or are none.
    anywhere: Vec<u8>,
}

/// A word of a phrase.
struct Word {
    choices: Vec<Choice>,
    /// What stands between it and the word before.
    behind: Behind,
    /// Whether it begins and ends where a word of the text does.
    opens: bool,
    closes: bool,
}

/// One of the spellings of a word.
struct Choice {
    /// In lower case.
    letters: Vec<u8>,
    /// Whether letters may follow.
    goes_on: bool,
    /// Whether it holds an apostrophe, which has several forms.
    has_apostrophe: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// The word before, with white space and commas between.
    Space,
    /// Anything within the sentence.
    Gap,
}

/// Where a phrase stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    start: usize,
    end: usize,
    entry: usize,
}

impl Found {
    /// The place of the phrase in the list that the phrases were made of.
    pub(crate) fn entry(self) -> usize {
        self.entry
    }

    pub(crate) fn start(self) -> usize {
        self.start
    }

    pub(crate) fn end(self) -> usize {
        self.end
    }

    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }
}

impl Phrases {
    /// The phrases of a list of entries.
    pub(crate) fn new(entries: &[&str]) -> Phrases {
        let mut phrases = Phrases {
            entries: Vec::new(),
            places: Vec::new(),
            group_of: Box::new([0; SLOTS * SLOTS]),
            groups: vec![Vec::new()],
            triples: Triples::new(),
            anywhere: Vec::new(),
        };
        let mut grouped: BTreeMap<usize, Vec<Opening>> = BTreeMap::new();
        for (index, (place, entry)) in in_order(entries).into_iter().enumerate() {
            let words = words(entry);
            let anywhere = words.first().is_none_or(|word| !word.opens);
            for choice in words.iter().take(1).flat_map(|word| &word.choices) {
                // An apostrophe has several forms.
                let third = choice.letters.get(2).copied().filter(|_| !choice.letters[..3].contains(&b'\''));
                let is_whole = words.first().is_some_and(|word| word.closes) && !choice.goes_on;
                let next = choice.next_initials(words.get(1));
                for slot in choice.slots() {
                    grouped.entry(slot).or_default().push(Opening::new(index, &choice.letters, is_whole, next));
                    phrases.triples.add(slot, third);
                }
                for first in choice.letters.iter().take(1).filter(|_| anywhere) {
                    phrases.anywhere.extend([*first, first.to_ascii_uppercase()]);
                }
            }
            phrases.entries.push(words);
            phrases.places.push(place);
        }
        phrases.anywhere.sort_unstable();
        phrases.anywhere.dedup();
        for (slot, group) in grouped {
            // There are fewer slots than numbers.
            phrases.group_of[slot] = phrases.groups.len() as u16;
            phrases.groups.push(group);
        }
        phrases
    }

    /// Whether a text holds one.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The first in a text.
    pub(crate) fn find(&self, text: &str) -> Option<Found> {
        self.find_iter(text).next()
    }

    /// All in a text, none inside another.
    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let mut search = Search { phrases: self, text, given_up: Vec::new() };
        let mut starts = WordStarts::new(text.as_bytes(), &self.anywhere);
        std::iter::from_fn(move || {
            let found = starts
                .by_ref()
                .filter(|start| self.triples.can_begin(text.as_bytes(), *start))
                .find_map(|start| search.at(start))?;
            starts.skip_to(found.end);
            Some(found)
        })
    }

    /// The one that a text begins with.
    pub(crate) fn at_start(&self, text: &str) -> Option<Found> {
        if text.is_empty() { None } else { Search { phrases: self, text, given_up: Vec::new() }.at(0) }
    }
}

/// The entries of a list with their places in it, those first that are to be taken before others.
fn in_order<'a>(entries: &[&'a str]) -> Vec<(usize, &'a str)> {
    let words = |entry: &str| entry.split_whitespace().filter(|token| *token != "...").count();
    let mut entries: Vec<_> = entries.iter().copied().enumerate().collect();
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse((words(entry), entry.len())));
    entries
}

/// The words of an entry.
fn words(entry: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut behind = Behind::Space;
    for token in entry.split_whitespace() {
        if token == "..." {
            behind = Behind::Gap;
            continue;
        }
        // "https://" and "spglobal.com/market" are words, no choices.
        let is_choice = !token.contains(['.', ':']) && token.split('/').all(|choice| !choice.is_empty());
        let choices = if is_choice { token.split('/').map(choice).collect() } else { vec![choice(token)] };
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric) && token.is_ascii();
        let (opens, closes) = (is_letter(token.chars().next()), is_letter(token.chars().last()));
        words.push(Word { choices, behind, opens, closes });
        behind = Behind::Space;
    }
    words
}

fn choice(word: &str) -> Choice {
    let (word, goes_on) = match word.strip_suffix('~') {
        Some(stem) => (stem, true),
        None => (word, false),
    };
    Choice { letters: word.to_ascii_lowercase().into_bytes(), goes_on, has_apostrophe: word.contains('\'') }
}

/// A search of one text.
struct Search<'a> {
    phrases: &'a Phrases,
    text: &'a str,
    given_up: Vec<GivenUp>,
}

/// A word that was looked for behind a gap, and from where to where it was not found with all that follows it.
struct GivenUp {
    entry: usize,
    word: usize,
    from: usize,
    to: usize,
}

impl Search<'_> {
    /// The phrase that begins at an offset.
    fn at(&mut self, start: usize) -> Option<Found> {
        let phrases = self.phrases;
        let text = self.text.as_bytes().get(start..)?;
        let (first, second) = (text.first().copied().unwrap_or_default(), text.get(1).copied().unwrap_or_default());
        let group = phrases.groups.get(usize::from(phrases.group_of[slot(first, second)]))?;
        if group.is_empty() {
            return None;
        }
        let ahead = Ahead::at(text);
        group.iter().filter(|opening| opening.fits(&ahead)).find_map(|opening| {
            let end = self.word(opening.entry(), 0, start)?;
            Some(Found { start, end, entry: phrases.places.get(opening.entry()).copied()? })
        })
    }

    /// Where an entry ends whose words from this one on begin at an offset.
    fn word(&mut self, entry: usize, index: usize, start: usize) -> Option<usize> {
        let words = self.phrases.entries.get(entry)?;
        let Some(word) = words.get(index) else { return Some(start) };
        let bytes = self.text.as_bytes();
        if word.opens && is_inside_word(bytes, start) {
            return None;
        }
        for choice in &word.choices {
            let end = choice.end(bytes, start).filter(|end| !word.closes || !is_inside_word(bytes, *end));
            let Some(end) = end else { continue };
            let rest = match words.get(index + 1).map(|next| next.behind) {
                None => Some(end),
                Some(Behind::Space) => separated(self.text, end).and_then(|next| self.word(entry, index + 1, next)),
                Some(Behind::Gap) => self.behind_gap(entry, index + 1, end),
            };
            if rest.is_some() {
                return rest;
            }
        }
        None
    }

    /// Where an entry ends whose words from this one on stand somewhere behind an offset, within the sentence.
    fn behind_gap(&mut self, entry: usize, word: usize, from: usize) -> Option<usize> {
        let is_hopeless = |it: &GivenUp| (it.entry, it.word) == (entry, word) && (it.from..=it.to).contains(&from);
        if self.given_up.iter().any(is_hopeless) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            if let Some(end) = self.word(entry, word, at) {
                return Some(end);
            }
            match bytes.get(at) {
                None | Some(b'.' | b'?' | b'!' | b'\n') => break,
                Some(_) => at += 1,
            }
        }
        self.given_up.retain(|it| it.to >= from);
        self.given_up.push(GivenUp { entry, word, from, to: at });
        None
    }
}

impl Word {
    /// The initials that it can have.
    fn initials(&self) -> u32 {
        let first = |choice: &Choice| match choice.letters.first() {
            // It has several forms.
            None | Some(b'\'') => ANY_INITIAL,
            Some(byte) => initial(*byte),
        };
        self.choices.iter().map(first).fold(0, |all, initial| all | initial)
    }
}

impl Choice {
    /// The initials that the next word of its entry can have.
    fn next_initials(&self, next: Option<&Word>) -> u32 {
        let is_all_of_a_word = !self.goes_on && self.letters.iter().all(|byte| is_word(*byte));
        match next {
            Some(next) if is_all_of_a_word && next.behind == Behind::Space => next.initials(),
            _ => ANY_INITIAL,
        }
    }

    /// The slots of the beginnings that it can have.
    fn slots(&self) -> Vec<usize> {
        match self.letters.as_slice() {
            [] => Vec::new(),
            [first] => (0..SLOTS as u8).map(|second| slot(*first, second)).collect(),
            [first, b'\'', ..] => vec![slot(*first, b'\''), slot(*first, "’".as_bytes()[0])],
            [first, second, ..] => vec![slot(*first, *second)],
        }
    }

    /// Where it ends in a text in which it begins at an offset.
    fn end(&self, text: &[u8], start: usize) -> Option<usize> {
        let mut at = start + self.letters.len();
        let same =
            |text: &[u8]| text.iter().zip(&self.letters).all(|(byte, letter)| byte.to_ascii_lowercase() == *letter);
        if !text.get(start..at).is_some_and(same) {
            at = self.end_of_curly(text, start)?;
        }
        if self.goes_on {
            at += text.get(at..)?.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        }
        Some(at)
    }

    /// Where it ends if its apostrophe is curly.
    fn end_of_curly(&self, text: &[u8], start: usize) -> Option<usize> {
        if !self.has_apostrophe {
            return None;
        }
        let mut at = start;
        for letter in &self.letters {
            let byte = *text.get(at)?;
            if byte.to_ascii_lowercase() == *letter {
                at += 1;
            } else if *letter == b'\'' && text.get(at..)?.starts_with("’".as_bytes()) {
                at += "’".len();
            } else {
                return None;
            }
        }
        Some(at)
    }
}

/// Whether an offset lies within a word.
fn is_inside_word(text: &[u8], at: usize) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| is_word(*byte));
    is_part(text.get(at)) && is_part(at.checked_sub(1).and_then(|before| text.get(before)))
}

/// The offset behind the white space and commas at an offset; none where there are none.
fn separated(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    // Nearly all words stand one space apart.
    if let [b' ', b'!'..=b'+' | b'-'..=b'~', ..] = rest.as_bytes() {
        return Some(at + 1);
    }
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    (behind.len() < rest.len()).then(|| text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[test]
    fn a_phrase_bridges_a_gap_within_a_sentence_only() {
        let phrase = Phrases::new(&["question ... from", "that's/that all"]);
        assert!(phrase.is_match("Our next question today comes from"));
        assert!(!phrase.is_match("No question. He is from"));
        assert!(phrase.is_match("And that’s all"));
    }

    #[test]
    fn the_entry_with_the_most_words_is_taken_and_words_are_whole() {
        let phrases = Phrases::new(&["open", "open the floor", "reconcil~ ... gaap", "https://", "copyright ©"]);
        let found = |text: &str| phrases.find(text).map(|found| text[found.start()..found.end()].to_owned());
        assert_eq!(found("We OPEN the,\n floor."), Some("OPEN the,\n floor".to_owned()));
        assert_eq!(found("We open the floors."), Some("open".to_owned()));
        assert_eq!(found("reopened"), None);
        assert_eq!(found("a reconciliation to our GAAP results"), Some("reconciliation to our GAAP".to_owned()));
        assert_eq!(found("see https://a.example"), Some("https://".to_owned()));
        assert_eq!(found("Copyright © 2031"), Some("Copyright ©".to_owned()));
        assert_eq!(phrases.at_start("We open"), None);
    }

    /// The same list as a regular expression.
    fn expression(entries: &[&str]) -> Regex {
        let entries: Vec<String> = in_order(entries).into_iter().map(|(_, entry)| pattern(entry)).collect();
        Regex::new(&format!("(?i)(?:{})", entries.join("|"))).expect("entries of this test")
    }

    fn pattern(entry: &str) -> String {
        let mut pattern = String::new();
        for (index, word) in words(entry).iter().enumerate() {
            match word.behind {
                Behind::Gap => pattern.push_str(r"[^.?!\n]*?"),
                Behind::Space if index > 0 => pattern.push_str(r"[\s,]+"),
                Behind::Space => {}
            }
            let choices = word.choices.iter().map(|choice| {
                let letters = String::from_utf8_lossy(&choice.letters).into_owned();
                regex::escape(&letters).replace('\'', "['’]") + if choice.goes_on { "[a-z]*" } else { "" }
            });
            let edge = |there| if there { r"(?-u:\b)" } else { "" };
            let choices = choices.collect::<Vec<_>>().join("|");
            pattern.push_str(&format!("{}(?:{choices}){}", edge(word.opens), edge(word.closes)));
        }
        pattern
    }

    proptest! {
        #[test]
        fn a_search_finds_what_a_regular_expression_finds(
            entries in prop::collection::vec("[ab](~|/b|'a)?( (\\.\\.\\. )?[abc](~|/a)?){0,3}", 1..6),
            text in "[abcAB'’., \n?é]{0,60}",
        ) {
            let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
            let phrases = Phrases::new(&entries);
            let expected: Vec<_> = expression(&entries).find_iter(&text).map(|it| (it.start(), it.end())).collect();
            let found: Vec<_> = phrases.find_iter(&text).map(|it| (it.start(), it.end())).collect();
            prop_assert_eq!(found, expected, "{:?} in {:?}", entries, text);
        }
    }

    #[test]
    fn a_long_text_without_sentences_is_searched_in_linear_time() {
        let phrases = Phrases::new(&["a ... b ... c", "a ... b d"]);
        assert!(!phrases.is_match(&"a b ".repeat(200_000)));
    }
}
