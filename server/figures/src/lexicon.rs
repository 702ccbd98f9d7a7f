//! The vocabulary: what a word can mean to the grammar, compiled once from the tables in `data/`.
//!
//! A table is plain text. `[section]` opens a sense, a line lists words that have it, and `= value` after them says
//! what they are worth: a number, a power of ten, a unit or a currency. A word may stand in several sections.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::figure::{Currency, Hedge};
use crate::sense::{Sense, Senses, section};

/// The tables, by file name.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("numerals.txt", include_str!("../data/numerals.txt")),
    ("units.txt", include_str!("../data/units.txt")),
    ("currencies.txt", include_str!("../data/currencies.txt")),
    ("grammar.txt", include_str!("../data/grammar.txt")),
    ("names.txt", include_str!("../data/names.txt")),
    ("periods.txt", include_str!("../data/periods.txt")),
    ("nouns.txt", include_str!("../data/nouns.txt")),
];

/// The phrases of approximation and limit.
pub(crate) const HEDGES: &str = include_str!("../data/hedges.txt");

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
    /// "seven" is 7, "third" 3, "doubled" 2.
    pub(crate) number: u16,
    /// "million" is 6, the power of ten.
    pub(crate) power: u8,
    /// Index into the units.
    pub(crate) unit: u8,
    /// Index into the currencies.
    pub(crate) currency: u8,
}

/// A currency as a word names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coin {
    /// None for a bare "$" or "dollar": the currency of the call.
    pub(crate) currency: Option<Currency>,
    /// 1, or 0.01 for cents and pence.
    pub(crate) worth: Decimal,
}

/// A phrase that hedges a figure, by its words in reading order.
#[derive(Debug)]
pub(crate) struct HedgePhrase {
    pub(crate) words: Vec<WordId>,
    pub(crate) hedge: Hedge,
    /// Whether it stands before the figure, and not behind it.
    pub(crate) before: bool,
}

/// The compiled tables.
pub(crate) struct Lexicon {
    /// Open addressing over the packed words; a slot is a word's key and number.
    slots: Vec<(u128, WordId)>,
    words: Vec<Word>,
    units: Vec<Box<str>>,
    coins: Vec<Coin>,
    /// Hedge phrases, indexed by their last word (before a figure) or first word (behind it).
    hedges: Vec<HedgePhrase>,
}

/// The one lexicon of the process.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(TABLES, HEDGES).0);

/// The longest word that can stand in a table, in bytes.
const LONGEST: usize = 16;

/// Packs a word of at most 16 bytes, ASCII letters in lower case; none for a longer one.
#[inline]
fn pack(word: &[u8]) -> Option<u128> {
    if word.len() > LONGEST {
        return None;
    }
    let mut key = [0u8; LONGEST];
    for (to, from) in key.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    Some(u128::from_le_bytes(key))
}

#[inline]
fn slot_of(key: u128, mask: usize) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask
}

impl Lexicon {
    /// The number of a word, `UNKNOWN` if it stands in no table.
    #[inline]
    pub(crate) fn find(&self, word: &[u8]) -> WordId {
        let Some(key) = pack(word) else { return UNKNOWN };
        let mask = self.slots.len() - 1;
        let mut at = slot_of(key, mask);
        loop {
            match self.slots.get(at) {
                Some(&(there, id)) if there == key => return id,
                Some(&(0, _)) | None => return UNKNOWN,
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// What the tables say of a word.
    #[inline]
    pub(crate) fn word(&self, id: WordId) -> Word {
        self.words.get(usize::from(id)).copied().unwrap_or_default()
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
        self.coins.get(usize::from(index)).copied().unwrap_or(Coin { currency: None, worth: Decimal::ONE })
    }

    /// All phrases that hedge.
    pub(crate) fn hedges(&self) -> &[HedgePhrase] {
        &self.hedges
    }

    /// Compiles the tables; the second part lists what could not be understood, by file and line.
    pub(crate) fn compile(tables: &[(&str, &str)], hedges: &str) -> (Lexicon, Vec<String>) {
        let mut lexicon = Lexicon {
            slots: vec![(0, UNKNOWN); 1 << 14],
            words: vec![Word::default(); 3],
            units: vec!["".into()],
            coins: Vec::new(),
            hedges: Vec::new(),
        };
        lexicon.words[usize::from(DIGITS)].senses = Sense::Digits.into();
        lexicon.words[usize::from(BREAK)].senses = Sense::Stop.into();
        let mut faults = Vec::new();
        for (file, table) in tables {
            let mut sense = None;
            for (number, line) in table.lines().enumerate() {
                let line = line.trim();
                if line.is_empty() || line.starts_with("# ") {
                    continue;
                }
                if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    sense = section(name);
                    if sense.is_none() {
                        faults.push(format!("{file}:{}: no such section: {name}", number + 1));
                    }
                    continue;
                }
                let Some(sense) = sense else { continue };
                if let Err(fault) = lexicon.add_line(sense, line) {
                    faults.push(format!("{file}:{}: {fault}", number + 1));
                }
            }
        }
        let mut before = true;
        for (number, line) in hedges.lines().enumerate() {
            match line.trim() {
                "" => {}
                "[before]" => before = true,
                "[behind]" => before = false,
                line if line.starts_with("# ") => {}
                line => {
                    if let Err(fault) = lexicon.add_hedge(line, before) {
                        faults.push(format!("hedges.txt:{}: {fault}", number + 1));
                    }
                }
            }
        }
        lexicon.hedges.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        (lexicon, faults)
    }

    fn add_line(&mut self, sense: Sense, line: &str) -> Result<(), String> {
        let (words, value) = match line.split_once(" = ") {
            Some((words, value)) => (words, Some(value.trim())),
            None => (line, None),
        };
        let mut payload = Word::default();
        if let Some(value) = value {
            if sense.is_currency() {
                payload.currency = self.add_coin(value)?;
            } else if sense.is_unit() {
                payload.unit = self.add_unit(value)?;
            } else if sense.is_power() {
                payload.power = value.parse().map_err(|_| format!("not a power of ten: {value}"))?;
            } else {
                payload.number = value.parse().map_err(|_| format!("not a number: {value}"))?;
            }
        } else if sense.is_currency() || sense.is_unit() || sense.is_power() {
            return Err("a value is missing".into());
        }
        for word in words.split_whitespace() {
            let id = self.intern(word)?;
            let entry = &mut self.words[usize::from(id)];
            entry.senses = entry.senses | sense;
            if sense.is_currency() {
                entry.currency = payload.currency;
            } else if sense.is_unit() {
                entry.unit = payload.unit;
            } else if sense.is_power() {
                entry.power = payload.power;
            } else if value.is_some() {
                entry.number = payload.number;
            }
        }
        Ok(())
    }

    fn add_coin(&mut self, value: &str) -> Result<u8, String> {
        let (code, worth) = value.split_once(' ').unwrap_or((value, "1"));
        let currency = match code {
            "LOCAL" => None,
            code => Some(Currency::from_code(code).ok_or_else(|| format!("not a currency: {code}"))?),
        };
        let worth = worth.trim().parse().map_err(|_| format!("not a worth: {worth}"))?;
        self.coins.push(Coin { currency, worth });
        u8::try_from(self.coins.len() - 1).map_err(|_| "too many currencies".into())
    }

    fn add_unit(&mut self, value: &str) -> Result<u8, String> {
        let index = self.units.iter().position(|unit| **unit == *value).unwrap_or_else(|| {
            self.units.push(value.into());
            self.units.len() - 1
        });
        u8::try_from(index).map_err(|_| "too many units".into())
    }

    fn add_hedge(&mut self, line: &str, before: bool) -> Result<(), String> {
        let (words, name) = line.split_once(" = ").ok_or("a hedge is missing")?;
        let hedge = Hedge::ALL.into_iter().find(|hedge| hedge.as_str() == name.trim());
        let hedge = hedge.ok_or_else(|| format!("no such hedge: {name}"))?;
        let words = words.split_whitespace().map(|word| self.intern(word)).collect::<Result<Vec<_>, _>>()?;
        // The word next to the figure carries the sense, so that the grammar knows where to look.
        let next_to_figure = if before { words.last() } else { words.first() };
        if let Some(&id) = next_to_figure {
            let entry = &mut self.words[usize::from(id)];
            entry.senses = entry.senses | if before { Sense::HedgeBefore } else { Sense::HedgeBehind };
        }
        self.hedges.push(HedgePhrase { words, hedge, before });
        Ok(())
    }

    fn intern(&mut self, word: &str) -> Result<WordId, String> {
        let key = pack(word.as_bytes()).ok_or_else(|| format!("longer than {LONGEST} bytes: {word}"))?;
        let mask = self.slots.len() - 1;
        let mut at = slot_of(key, mask);
        loop {
            let (there, id) = self.slots[at];
            if there == key {
                return Ok(id);
            }
            if there == 0 {
                let id = WordId::try_from(self.words.len()).map_err(|_| "too many words")?;
                self.words.push(Word::default());
                self.slots[at] = (key, id);
                return Ok(id);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        let (lexicon, faults) = Lexicon::compile(TABLES, HEDGES);
        assert_eq!(faults, Vec::<String>::new());
        assert!(lexicon.words.len() * 4 < lexicon.slots.len(), "the hash table is too full to be fast");
    }

    #[test]
    fn faults_name_file_and_line() {
        let tables = [("units.txt", "[percent]\n%\n[nonsense]\n[time]\nday\n")];
        let (_, faults) = Lexicon::compile(&tables, "[before]\nabout\nabout = maybe\n");
        assert_eq!(
            faults,
            [
                "units.txt:3: no such section: nonsense",
                "units.txt:5: a value is missing",
                "hedges.txt:2: a hedge is missing",
                "hedges.txt:3: no such hedge: maybe",
            ]
        );
    }

    #[test]
    fn words_are_found_in_any_case() {
        let million = LEXICON.find(b"Million");
        assert_eq!(LEXICON.word(million).power, 6);
        assert_eq!(LEXICON.find(b"millionaire"), UNKNOWN);
        assert_eq!(LEXICON.find(b"a word far too long for any table"), UNKNOWN);
    }
}
