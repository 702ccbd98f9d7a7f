//! The gist of a turn: the few words by which somebody who reads the outline recognises it.

use std::collections::HashSet;
use std::sync::LazyLock;

use text_size::TextRange;
use tieout_analysis::{CallAnalysis, Sentence};

use crate::structure::shortened;

/// Words that say nothing of what a turn is about, one a line.
static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("empty_words.txt").lines().collect());

/// How long a gist may be, in characters.
const LIMIT: usize = 56;

/// Turns of so few words, and without a figure, are left out.
const FEW_WORDS: usize = 6;

/// The first question of the part of a turn that lies in a range, else its first sentence of substance, without the
/// courtesies in front; none for a turn that says nothing.
pub(crate) fn gist(call: &CallAnalysis, turn: usize, within: TextRange) -> Option<String> {
    let first = call.sentences.partition_point(|sentence| sentence.turn < turn);
    let said: Vec<&Sentence> = call.sentences[first..]
        .iter()
        .take_while(|sentence| sentence.turn == turn)
        .filter(|sentence| within.contains(sentence.in_call(sentence_start()).start()))
        .collect();
    let has_figure = said.iter().any(|sentence| !sentence.reading.figures.is_empty());
    let words = said.iter().map(|sentence| sentence.text().split_whitespace().count()).sum::<usize>();
    if words <= FEW_WORDS && !has_figure {
        return None;
    }
    let substantial = |sentence: &&&Sentence| !substance(sentence.text()).is_empty();
    let question = said.iter().filter(substantial).find(|sentence| sentence.text().trim_end().ends_with('?'));
    let chosen = question.or_else(|| said.iter().find(substantial));
    let text = chosen.map(|sentence| substance(sentence.text())).or_else(|| said.first().map(|it| it.text()))?;
    Some(shortened(text, LIMIT)).filter(|text| !text.is_empty())
}

/// A sentence without the empty words it begins with; nothing where less than three other words are in it.
fn substance(sentence: &str) -> &str {
    let is_empty_word = |word: &str| {
        let plain: String = word.chars().filter(|it| it.is_alphanumeric() || *it == '\'').collect();
        EMPTY_WORDS.contains(plain.to_lowercase().as_str())
    };
    if sentence.split_whitespace().filter(|word| !is_empty_word(word)).count() < 3 {
        return "";
    }
    let start = sentence.split_whitespace().find(|word| !is_empty_word(word));
    let start = start.and_then(|word| offset_of(sentence, word)).unwrap_or(0);
    sentence[start..].trim()
}

/// Where a part of a text begins in it.
fn offset_of(text: &str, part: &str) -> Option<usize> {
    (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize).filter(|offset| *offset <= text.len())
}

fn sentence_start() -> TextRange {
    TextRange::empty(0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courtesies_have_no_substance() {
        for courtesy in ["Great, thanks very much.", "Good afternoon, everyone.", "Okay. ", "Thank you, and hello."] {
            assert_eq!(substance(courtesy), "", "{courtesy}");
        }
        assert_eq!(substance("Okay, and so gross margin fell two points."), "gross margin fell two points.");
    }
}
