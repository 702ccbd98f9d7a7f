//! The gist of a turn: the words an outline shows for it.

use crate::call::Turn;
use crate::speech::Speech;
use crate::tables::COURTESIES;

/// A gist is cut behind so many bytes, at a word.
const LONGEST_GIST: usize = 90;

impl Turn {
    /// The words by which the turn is told from others: its first question, else its first sentence that is more than a
    /// courtesy. None for turns that say nothing of substance ("Great, thanks very much.").
    pub fn gist(&self, speech: &Speech) -> Option<String> {
        let mut substance = None;
        for sentence in &speech.sentences {
            let words = speech.text.get(usize::from(sentence.start())..usize::from(sentence.end()))?;
            let words = without_courtesies(words);
            if words.split_whitespace().count() < 3 {
                continue;
            }
            if words.ends_with('?') {
                return Some(shortened(words));
            }
            substance = substance.or(Some(words));
            // A question far behind the beginning is no name for the turn.
            if u32::from(sentence.start()) > 1200 {
                break;
            }
        }
        substance.map(shortened)
    }
}

/// The sentence without the courtesies it begins with.
fn without_courtesies(sentence: &str) -> &str {
    let mut rest = sentence;
    while let Some(found) = COURTESIES.at_start(rest) {
        let behind = rest.get(found.end()..).unwrap_or_default();
        if behind.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’') {
            break;
        }
        rest = behind.trim_start_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '-' | '[' | '(')
        });
        rest = without_vocative(rest);
        // "Thanks very much", "Thank you for taking the question": courtesy to the end of the clause.
        if rest.starts_with(|c: char| c.is_lowercase()) && behind.starts_with(' ') {
            match rest.find([',', '.', ';', '!']) {
                Some(end) => rest = rest.get(end + 1..).unwrap_or_default().trim_start(),
                None => return "",
            }
        }
    }
    rest
}

/// The words behind the name of the person addressed: "Ann, and good morning".
fn without_vocative(words: &str) -> &str {
    let Some((name, rest)) = words.split_once([',', '.']) else { return words };
    let is_name = !name.contains(' ') && name.len() > 1 && crate::names::is_name(name);
    if is_name { rest.trim_start() } else { words }
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() <= LONGEST_GIST {
        return words;
    }
    format!("{}…", cut_at_word(&words, LONGEST_GIST).trim_end_matches([',', ';', '-', ' ']))
}

/// As many whole words as have room in so many bytes.
pub(crate) fn cut_at_word(words: &str, most: usize) -> &str {
    if words.len() <= most {
        return words;
    }
    let cut = words.get(..words.floor_char_boundary(most)).unwrap_or(words);
    cut.rsplit_once(' ').map_or(cut, |(head, _)| head)
}
