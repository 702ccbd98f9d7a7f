//! The vocabulary: what a word can mean to the grammar, compiled once from the tables in `data/`.

mod spellings;
mod tables;

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use self::spellings::Spellings;
use crate::cue::Cues;
use crate::figure::{Currency, Hedge};
use crate::sense::{EVIDENCE, Sense, Senses};

/// The number of a word in the lexicon.
pub(crate) type WordId = u16;

/// A word that stands in no table.
pub(crate) const UNKNOWN: WordId = 0;
/// A number in digits.
pub(crate) const DIGITS: WordId = 1;
/// A blank line, or anything else that nothing reads across.
pub(crate) const BREAK: WordId = 2;

/// What the tables say of one word.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Word {
    pub(crate) senses: Senses,
    pub(crate) cues: Cues,
    /// "seven" is 7, "third" 3, "doubled" 2.
    pub(crate) number: u16,
    /// "million" is 6, the power of ten.
    pub(crate) power: u8,
    /// Index into the units.
    pub(crate) unit: u8,
    /// Index into the currencies.
    pub(crate) currency: u8,
    /// The currency of the letters next to digits: "p", "R".
    pub(crate) letters: u8,
}

/// A currency as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coin {
    /// None for a bare "$" or "dollar": the currency of the call.
    pub(crate) currency: Option<Currency>,
    /// 1, or 0.01 for cents and pence.
    pub(crate) worth: Decimal,
}

impl Coin {
    /// One of the currency of the call.
    pub(crate) const LOCAL: Coin = Coin { currency: None, worth: Decimal::ONE };
}

/// A phrase that hedges a figure, by its words in reading order.
#[derive(Debug)]
pub(crate) struct HedgePhrase {
    pub(crate) words: Vec<WordId>,
    pub(crate) hedge: Hedge,
    /// Whether it stands before the figure, and not behind it.
    pub(crate) before: bool,
}

/// What words show of their sentence before any of it is read.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Evidence(u8);

impl Evidence {
    const NUMBER: u8 = 1;
    const LOSS: u8 = 2;

    fn of(senses: Senses) -> Evidence {
        let number = if senses.any(EVIDENCE) { Evidence::NUMBER } else { 0 };
        Evidence(number | if senses.any(Sense::Loss.into()) { Evidence::LOSS } else { 0 })
    }

    /// What two words show.
    #[inline]
    pub(crate) fn and(self, other: Evidence) -> Evidence {
        Evidence(self.0 | other.0)
    }

    /// Whether there can be a number.
    #[inline]
    pub(crate) fn of_number(self) -> bool {
        self.0 & Evidence::NUMBER != 0
    }

    /// Whether a loss is spoken of.
    #[inline]
    pub(crate) fn of_loss(self) -> bool {
        self.0 & Evidence::LOSS != 0
    }
}

/// The compiled tables.
pub(crate) struct Lexicon {
    spellings: Spellings,
    words: Vec<Word>,
    /// What a word shows of its sentence, by its number.
    evidence: Vec<Evidence>,
    units: Vec<Box<str>>,
    coins: Vec<Coin>,
    /// Hedge phrases by the word next to the figure, the longest first.
    hedges: HashMap<WordId, Vec<HedgePhrase>>,
}

/// The one lexicon of the process.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(tables::WORDS, tables::HEDGES).0);

impl Lexicon {
    /// Compiles the tables; the second part lists what could not be understood, by file and line.
    fn compile(words: &[(&str, &str)], hedges: (&str, &str)) -> (Lexicon, Vec<String>) {
        let none = |senses: Senses| Word { senses, ..Word::default() };
        let reserved = vec![Word::default(), none(Sense::Digits.into()), none(Sense::Stop.into())];
        let mut lexicon = Lexicon {
            spellings: Spellings::new(reserved.len()),
            words: reserved,
            evidence: Vec::new(),
            units: vec!["".into()],
            // Of words that name none.
            coins: vec![Coin::LOCAL],
            hedges: HashMap::new(),
        };
        let faults = tables::read(&mut lexicon, words, hedges);
        lexicon.evidence = lexicon.words.iter().map(|word| Evidence::of(word.senses)).collect();
        (lexicon, faults)
    }

    /// The number of a sign or word, `UNKNOWN` if it stands in no table.
    pub(crate) fn find(&self, word: &[u8]) -> WordId {
        self.spellings.find(word)
    }

    /// The length and the number of the word that begins there, if it is a short one in ASCII letters.
    #[inline]
    pub(crate) fn find_short_word(&self, text: &[u8], start: usize) -> Option<(usize, WordId)> {
        self.spellings.find_short_word(text, start)
    }

    /// What the tables say of a word.
    #[inline]
    pub(crate) fn word(&self, id: WordId) -> Word {
        self.words.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// What a word shows of its sentence.
    #[inline]
    pub(crate) fn evidence(&self, id: WordId) -> Evidence {
        self.evidence.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// The name of a unit.
    pub(crate) fn unit(&self, index: u8) -> &str {
        self.units.get(usize::from(index)).map_or("", |name| name)
    }

    /// The index of the unit of this name.
    pub(crate) fn unit_named(&self, name: &str) -> Option<u8> {
        self.units.iter().position(|unit| **unit == *name).and_then(|index| u8::try_from(index).ok())
    }

    /// The currency that a word names.
    pub(crate) fn coin(&self, index: u8) -> Coin {
        self.coins.get(usize::from(index)).copied().unwrap_or(Coin::LOCAL)
    }

    /// The phrases that hedge with this word next to the figure, the longest first.
    pub(crate) fn hedges(&self, next_to_figure: WordId) -> &[HedgePhrase] {
        self.hedges.get(&next_to_figure).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let million = LEXICON.find(b"Million");
        assert_eq!(LEXICON.word(million).power, 6);
        assert_eq!(LEXICON.find(b"millionaire"), UNKNOWN);
        assert_eq!(LEXICON.find(b"a word far too long for any table"), UNKNOWN);
        assert!(LEXICON.spellings.are_sparse(), "the hash table is too full to be fast");
    }
}
