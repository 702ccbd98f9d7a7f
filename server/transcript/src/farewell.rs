//! Farewells: how a turn says that the call is over.

use crate::call::Turn;
use crate::speech::Speech;
use crate::tables::FAREWELL;

/// Whether a turn is last words from its beginning on: a courtesy or two, then a phrase of farewell.
pub(crate) fn closes(document: &str, turn: &Turn) -> bool {
    let speech = Speech::new(document, turn.pieces.get(..turn.pieces.len().min(6)).unwrap_or_default());
    let mut read = 0;
    for sentence in &speech.sentences {
        let words = speech.text.get(usize::from(sentence.start())..usize::from(sentence.end())).unwrap_or_default();
        if FAREWELL.is_match(words) {
            return true;
        }
        read += words.len();
        if read > 120 {
            return false;
        }
    }
    false
}
