//! What can be read in a sentence on its own.

use tieout_figures::{Context, Figure, Other, read};

use crate::tokens::{Token, lex};

/// A sentence read without its surroundings: a pure function of its words, kept as long as they stay the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceReading {
    /// The figures; ranges are those of the sentence.
    pub figures: Vec<Figure>,
    /// Number expressions that are no figures.
    pub others: Vec<Other>,
    /// The tokens, in order; a sentence without figures has them too, for what it says to its neighbours.
    pub tokens: Vec<Token>,
}

impl SentenceReading {
    /// Reads a sentence.
    pub fn new(text: &str, context: &Context) -> SentenceReading {
        let reading = read(text, context);
        let tokens = lex(text, &reading.figures, &reading.others);
        SentenceReading { figures: reading.figures, others: reading.others, tokens }
    }
}
