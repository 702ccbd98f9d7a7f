//! Tokens: what the words of a sentence do in a statement about numbers.
//!
//! A sentence becomes tokens of a few classes, most of them looked up in the tables of `vocabulary/`. Facts are bound
//! and relations found over tokens; nothing above this module looks at letters.

use text_size::TextRange;

/// A word or phrase, with what it does in the sentence. Ranges are those of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the sentence.
    pub range: TextRange,
    /// What it does.
    pub class: Class,
}

/// What a word or phrase does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// The figure of this index in the reading.
    Figure(usize),
    /// Any other word.
    Word,
}
