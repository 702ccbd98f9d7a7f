//! A sentence: where it stands in the call, and what can be read in it on its own.

use std::ops::Range;
use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_figures::{Context, Figure, Other, read};
use tieout_transcript::{SectionKind, Speech};

use crate::lexer::lex;
use crate::next_call::NextCall;
use crate::signs::{Marks, Notes};
use crate::tokens::Token;

/// A sentence read without its surroundings: a pure function of its words, kept as long as they stay the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceReading {
    /// The figures; ranges are those of the sentence.
    pub figures: Vec<Figure>,
    /// Number expressions that are no figures.
    pub others: Vec<Other>,
    /// The tokens, in order; a sentence without figures has them too, for what it says to its neighbours.
    pub tokens: Vec<Token>,
    /// What it says of when the next call will be.
    pub(crate) next_call: Option<NextCall>,
    /// What facts ask of its words.
    pub(crate) notes: Notes,
    /// The words that relations ask for.
    pub(crate) marks: Marks,
}

impl SentenceReading {
    /// Reads a sentence.
    pub fn new(text: &str, context: &Context) -> SentenceReading {
        let reading = read(text, context);
        let tokens = lex(text, &reading.figures, &reading.others);
        let notes = Notes::of(text, &tokens);
        let marks = Marks::of(text, &tokens);
        let next_call = NextCall::read(text);
        SentenceReading { figures: reading.figures, others: reading.others, tokens, next_call, notes, marks }
    }

    /// The index of the first token that begins at a place or behind it.
    pub(crate) fn token_from(&self, place: TextSize) -> usize {
        self.tokens.partition_point(|token| token.range.start() < place)
    }
}

/// A sentence of a turn.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The index of the turn in the call.
    pub turn: usize,
    /// Where it stands in the speech of its turn.
    pub range: TextRange,
    /// The section it is said in.
    pub section: SectionKind,
    /// What it says on its own.
    pub reading: Arc<SentenceReading>,
    /// The speech it belongs to, whose places count from where the turn begins.
    pub speech: Arc<Speech>,
    /// Where the turn's first word stands in the call.
    pub start: TextSize,
}

impl Sentence {
    /// The words.
    pub fn text(&self) -> &str {
        &self.speech.text[self.range]
    }

    /// The words of a range of it; none where it has no such range.
    pub(crate) fn words(&self, range: TextRange) -> &str {
        self.text().get(Range::<usize>::from(range)).unwrap_or_default()
    }

    /// Where a range of the sentence stands in the call.
    pub fn in_call(&self, range: TextRange) -> TextRange {
        self.in_turn(range) + self.start
    }

    /// Where a range of the sentence stands, counted from the turn's first word.
    pub(crate) fn in_turn(&self, range: TextRange) -> TextRange {
        self.speech.in_document(range + self.range.start())
    }
}
