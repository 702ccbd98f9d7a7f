//! The gist of a turn: the few words by which somebody who reads the outline recognises it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use text_size::TextRange;
use tieout_analysis::transcript::{Manners, Role, beyond};
use tieout_analysis::{CallAnalysis, Sentence};

use crate::structure::{ShortNames, shortened, speaker_of};

/// Words that say nothing of what a turn is about, one a line.
static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("empty_words.txt").lines().collect());

/// How long a gist may be, in characters.
const LIMIT: usize = 56;

/// Turns of so few words, and without a figure, are left out.
const FEW_WORDS: usize = 6;

/// What an analyst asks first, else the first sentence of substance, without the courtesies in front, of the part of a
/// turn that lies in a range; none for a turn that says nothing.
pub(crate) fn gist(call: &CallAnalysis, names: &ShortNames<'_>, turn: usize, within: TextRange) -> Option<String> {
    let said: Vec<&Sentence> = sentences(call, turn)
        .filter(|sentence| within.contains(sentence.in_call(TextRange::empty(0.into())).start()))
        .collect();
    let has_figure = said.iter().any(|sentence| !sentence.reading.figures.is_empty());
    let words = said.iter().flat_map(|sentence| sentence.text().split_whitespace());
    if !has_figure && words.take(FEW_WORDS + 1).count() <= FEW_WORDS {
        return None;
    }
    let asks = speaker_of(&call.call, turn).is_some_and(|speaker| speaker.role == Role::Analyst);
    let is_person = |word: &str| names.have(word);
    let manners = manners(call, turn, &is_person);
    let mut first = None;
    let mut last_resort = None;
    for sentence in said {
        let text = without_tags(sentence.text());
        let read = beyond(&text, manners);
        let said = read.words;
        if read.is_remnant || !has_substance(said) {
            // "Sorry. $2 billion a quarter."
            if last_resort.is_none() && !sentence.reading.figures.is_empty() && !said.is_empty() {
                last_resort = Some(title(said));
            }
            continue;
        }
        if !asks || text.trim_end().ends_with('?') {
            return Some(title(said));
        }
        first.get_or_insert_with(|| title(said));
    }
    first.or(last_resort)
}

/// Whether a turn does nothing but ask the operator for the next question, or to close the call.
pub(crate) fn asks_for_next(call: &CallAnalysis, names: &ShortNames<'_>, turn: usize) -> bool {
    let is_person = |word: &str| names.have(word);
    let manners = manners(call, turn, &is_person);
    let mut asks = false;
    for sentence in sentences(call, turn) {
        let text = without_tags(sentence.text());
        let read = beyond(&text, manners);
        if !read.words.is_empty() {
            return false;
        }
        asks |= read.asks_for_next;
    }
    asks
}

fn sentences(call: &CallAnalysis, turn: usize) -> impl Iterator<Item = &Sentence> {
    let first = call.sentences.partition_point(|sentence| sentence.turn < turn);
    call.sentences[first..].iter().take_while(move |sentence| sentence.turn == turn)
}

fn manners<'a>(call: &CallAnalysis, turn: usize, is_person: &'a dyn Fn(&str) -> bool) -> Manners<'a> {
    let operates = speaker_of(&call.call, turn).is_some_and(|speaker| speaker.role == Role::Operator);
    Manners { is_person, welcomes: !operates }
}

/// Whether a sentence has at least three words that are not empty.
fn has_substance(sentence: &str) -> bool {
    sentence.split_whitespace().filter(|word| !is_among(&EMPTY_WORDS, word)).nth(2).is_some()
}

/// The words without what a recording or a page puts between them in angle brackets: `<laugh>`, `<Sync id="7"/>`.
fn without_tags(text: &str) -> Cow<'_, str> {
    const LONGEST_TAG: usize = 60;
    let tag = |from: usize| {
        let tag = text.get(from + 1..)?;
        let length = tag.bytes().take(LONGEST_TAG + 1).position(|byte| byte == b'>')?;
        let opens = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        (opens && !tag.get(..length)?.contains('<')).then_some(from..from + length + 2)
    };
    let mut out = String::new();
    let mut kept = 0;
    for (at, _) in text.match_indices('<') {
        if let Some(tag) = tag(at) {
            out.push_str(text.get(kept..tag.start).unwrap_or_default());
            // No space before a comma.
            kept = tag.end;
            if text.get(kept..).is_some_and(|rest| rest.starts_with([',', '.', ';', '?', '!'])) {
                out.truncate(out.trim_end().len());
            } else {
                out.push(' ');
            }
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

fn title(words: &str) -> String {
    shortened(&capitalised(words), LIMIT)
}

/// Whether a list holds a word, which may be in capitals and have marks about it.
fn is_among(list: &HashSet<&str>, word: &str) -> bool {
    // Most words are short and plain: they are looked up without being copied.
    let mut letters = [0; 16];
    let mut length = 0;
    for byte in word.bytes() {
        if !byte.is_ascii() || length == letters.len() {
            return list.contains(plain(word).as_str());
        }
        if byte.is_ascii_alphanumeric() || byte == b'\'' {
            letters[length] = byte.to_ascii_lowercase();
            length += 1;
        }
    }
    str::from_utf8(&letters[..length]).is_ok_and(|letters| list.contains(letters))
}

/// The letters of a word, in lower case.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|it| it.is_alphanumeric() || *it == '\'').collect::<String>();
    letters.to_lowercase()
}

/// The words with a capital in front; "iPad" keeps its own, and what is left of a word that was torn apart is none.
fn capitalised(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    let torn = word.chars().nth(1).is_none() && !matches!(word, "a" | "i");
    if torn || word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courtesies_have_no_substance() {
        for courtesy in ["Great, thanks very much.", "Good afternoon, everyone.", "Okay. ", "Thank you, and hello."] {
            assert!(!has_substance(courtesy), "{courtesy}");
        }
        assert!(has_substance("Okay, and so gross margin fell two points."));
    }

    #[test]
    fn empty_words_are_written_as_they_are_looked_up() {
        for word in EMPTY_WORDS.iter() {
            assert!(!word.is_empty() && plain(word) == *word, "{word:?}");
        }
    }

    #[test]
    fn words_are_found_in_a_list_whatever_stands_about_them() {
        let list = HashSet::from(["good", "that's", "señor", "incomprehensibilities", ""]);
        for word in ["Good,", "(GOOD)", "that's", "SEÑOR!", "Incomprehensibilities", "--", "…"] {
            assert!(is_among(&list, word), "{word}");
        }
        for word in ["goods", "incomprehensibility-", "1"] {
            assert!(!is_among(&list, word), "{word}");
        }
    }

    #[test]
    fn tags_are_no_words() {
        for (text, expected) in [
            ("So <laugh> we grew.", "So   we grew."),
            ("from Big <inaudible>.", "from Big."),
            (r#"<Sync id="L7"/>Let me take this."#, " Let me take this."),
            ("margins <10% and >5%", "margins <10% and >5%"),
            ("no end <laugh", "no end <laugh"),
        ] {
            assert_eq!(without_tags(text), expected);
        }
    }

    #[test]
    fn no_more_is_looked_at_than_the_longest_tag_has() {
        let text = "<a".repeat(300_000);
        assert_eq!(without_tags(&text), text);
        let name = "a".repeat(60);
        assert_eq!(without_tags(&format!("We <{name}> grew")), "We   grew");
        assert_eq!(without_tags(&format!("We <{name}a> grew")), format!("We <{name}a> grew"));
    }

    #[test]
    fn a_title_begins_with_a_capital_but_for_a_word_that_has_its_own() {
        for (text, expected) in [
            ("margins fell", "Margins fell"),
            ("iPad sales fell", "iPad sales fell"),
            ("s we said", "s we said"),
            ("a rise", "A rise"),
            ("", ""),
        ] {
            assert_eq!(capitalised(text), expected);
        }
    }
}
