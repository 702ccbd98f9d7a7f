//! The gist of a turn: the few words by which somebody who reads the outline recognises it.

use std::collections::HashSet;
use std::sync::LazyLock;

use text_size::TextRange;
use tieout_analysis::transcript::Role;
use tieout_analysis::{CallAnalysis, Sentence};

use crate::structure::{shortened, speaker_of};

/// Words that say nothing of what a turn is about, one a line.
static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("empty_words.txt").lines().collect());

/// Those of them that can be taken off the beginning of a sentence without harm.
static INTERJECTIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("interjections.txt").lines().collect());

/// How long a gist may be, in characters.
const LIMIT: usize = 56;

/// Turns of so few words, and without a figure, are left out.
const FEW_WORDS: usize = 6;

/// What an analyst asks first, else the first sentence of substance, without the interjections in front, of the part of
/// a turn that lies in a range; none for a turn that says nothing.
pub(crate) fn gist(call: &CallAnalysis, turn: usize, within: TextRange) -> Option<String> {
    let first = call.sentences.partition_point(|sentence| sentence.turn < turn);
    let said: Vec<&Sentence> = call.sentences[first..]
        .iter()
        .take_while(|sentence| sentence.turn == turn)
        .filter(|sentence| within.contains(sentence.in_call(TextRange::empty(0.into())).start()))
        .collect();
    let has_figure = said.iter().any(|sentence| !sentence.reading.figures.is_empty());
    let words = said.iter().flat_map(|sentence| sentence.text().split_whitespace());
    if !has_figure && words.take(FEW_WORDS + 1).count() <= FEW_WORDS {
        return None;
    }
    let asks = speaker_of(&call.call, turn).is_some_and(|speaker| speaker.role == Role::Analyst);
    let substantial = |sentence: &&&Sentence| has_substance(sentence.text());
    let question = |sentence: &&&Sentence| asks && sentence.text().trim_end().ends_with('?');
    let chosen = said.iter().filter(question).find(substantial).or_else(|| said.iter().find(substantial));
    let text = chosen.or(said.first()).map(|sentence| without_interjections(sentence.text()))?;
    Some(shortened(&capitalised(text), LIMIT)).filter(|text| !text.is_empty())
}

/// Whether a sentence has at least three words that are not empty.
fn has_substance(sentence: &str) -> bool {
    sentence.split_whitespace().filter(|word| !is_among(&EMPTY_WORDS, word)).nth(2).is_some()
}

fn without_interjections(sentence: &str) -> &str {
    let mut rest = sentence.trim();
    while let Some((word, behind)) = rest.split_once(char::is_whitespace) {
        let word = plain(word);
        if !word.is_empty() && !INTERJECTIONS.contains(word.as_str()) {
            break;
        }
        rest = behind.trim_start();
    }
    rest
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

fn capitalised(text: &str) -> String {
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
    fn sentences_begin_behind_their_interjections() {
        for (sentence, expected) in [
            ("Okay, and so gross margin fell.", "gross margin fell."),
            ("Well, I think it will.", "I think it will."),
            ("-- the second quarter was strong.", "the second quarter was strong."),
            ("Yes.", "Yes."),
        ] {
            assert_eq!(without_interjections(sentence), expected);
        }
    }

    #[test]
    fn interjections_are_empty_words() {
        for word in INTERJECTIONS.iter() {
            assert!(EMPTY_WORDS.contains(word), "{word}");
        }
    }
}
