//! A sentence as the grammar sees it: tokens, and what their words can mean.

use crate::cue::Cue;
use crate::lexicon::{Coin, LEXICON, Lexicon, UNKNOWN, Word, WordId};
use crate::sense::{Sense, Senses};
use crate::token::{Shape, Token};

/// The tokens of one sentence, as the grammar sees them. A place outside of it has no sense.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'static Lexicon,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Sentence<'a> {
        Sentence { text, tokens, lexicon: &LEXICON }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    #[inline]
    pub(crate) fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    #[inline]
    pub(crate) fn word_id(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(UNKNOWN, |token| token.word)
    }

    #[inline]
    pub(crate) fn word(&self, at: usize) -> Word {
        self.lexicon.word(self.word_id(at))
    }

    /// The currency that the word there names.
    pub(crate) fn coin(&self, at: usize) -> Coin {
        self.lexicon.coin(self.word(at).currency)
    }

    /// Whether the word there has any of these senses.
    #[inline]
    pub(crate) fn is(&self, at: usize, senses: impl Into<Senses>) -> bool {
        self.word(at).senses.any(senses.into())
    }

    /// Whether the word there is such a cue.
    #[inline]
    pub(crate) fn is_cue(&self, at: usize, cue: Cue) -> bool {
        self.word(at).cues.has(cue)
    }

    /// Whether the word there can belong to a number.
    #[inline]
    pub(crate) fn is_evidence(&self, at: usize) -> bool {
        self.lexicon.evidence(self.word_id(at)).of_number()
    }

    /// Whether the word before has any of these senses.
    #[inline]
    pub(crate) fn before(&self, at: usize, senses: impl Into<Senses>) -> bool {
        at.checked_sub(1).is_some_and(|at| self.is(at, senses))
    }

    /// Whether the token follows the one before it without white space.
    #[inline]
    pub(crate) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    #[inline]
    pub(crate) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    pub(crate) fn is_digits(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Digits)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Word)
    }

    /// The text of a token, empty outside of the sentence.
    pub(crate) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start as usize..token.end as usize)).unwrap_or("")
    }

    /// Whether one of these words stands there, in whatever case. It is for the words that the grammar itself is made of;
    /// lists that can grow are sections of the tables.
    pub(crate) fn says(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// The byte range from one token up to another.
    pub(crate) fn range(&self, from: usize, to: usize) -> Option<text_size::TextRange> {
        let first = self.tokens.get(from)?;
        let last = self.tokens.get(to.checked_sub(1)?)?;
        (first.start <= last.end).then(|| text_size::TextRange::new(first.start.into(), last.end.into()))
    }

    /// What the tables say of the run of tokens from one up to another, if they know it as one word.
    pub(crate) fn known_word(&self, from: usize, to: usize) -> Option<Word> {
        let text = self.text.get(std::ops::Range::<usize>::from(self.range(from, to)?))?;
        let id = self.lexicon.find(text.as_bytes());
        (id != UNKNOWN).then(|| self.lexicon.word(id))
    }

    /// Whether the word starts with a capital letter.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.text(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the word is written in capitals alone.
    pub(crate) fn is_in_capitals(&self, at: usize) -> bool {
        self.is_word(at) && self.text(at).bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether the number is written in digits alone, without commas and a point.
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        self.is_digits(at) && self.text(at).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether the digits are a year of the last or this century, as written.
    pub(crate) fn is_year(&self, at: usize) -> bool {
        let text = self.text(at);
        self.is_plain(at) && text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
    }

    /// Whether two digits stand there: "07".
    pub(crate) fn is_two_digits(&self, at: usize) -> bool {
        self.is_digits(at) && self.text(at).len() == 2
    }

    /// The place behind the letters, digits and hyphens that go on with a name without a space.
    pub(crate) fn behind_name(&self, at: usize) -> usize {
        let is_part = |at: usize| self.is_word(at) || self.is_digits(at);
        let joins = |at: usize| self.is(at, Sense::Hyphen | Sense::FullStop) && self.glued(at + 1) && is_part(at + 1);
        let mut end = at;
        while self.glued(end) && (is_part(end) || joins(end)) {
            end += 1;
        }
        end
    }
}
