//! The vocabulary: what a word can mean to the grammar, compiled once from the tables in `data/`.
//!
//! A table is plain text. `[section]` opens a sense, a line lists words that have it, and `= value` after them says
//! what they are worth: a number, a power of ten, a unit or a currency. A word may stand in several sections.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::figure::{Currency, Hedge};
use crate::sense::{Cue, Cues, EVIDENCE, Meaning, Sense, Senses};

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
    /// Open addressing over the packed words.
    slots: Box<[WordId; SLOTS]>,
    /// The packed words, by number.
    keys: Vec<u128>,
    words: Vec<Word>,
    /// What a word shows of its sentence, by its number.
    evidence: Vec<Evidence>,
    units: Vec<Box<str>>,
    coins: Vec<Coin>,
    /// Hedge phrases by the word next to the figure, the longest first.
    hedges: HashMap<WordId, Vec<HedgePhrase>>,
}

/// The one lexicon of the process.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(TABLES, HEDGES).0);

/// The longest word that can stand in a table, in bytes.
const LONGEST: usize = 16;

/// How many slots the hash table has: few of them taken, so that hardly a word meets another.
const SLOTS: usize = 1 << 13;

/// Packs a word of at most 16 bytes, ASCII letters in lower case; none for a longer one.
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

/// A one in every byte.
const EACH: u128 = u128::from_le_bytes([1; LONGEST]);

/// The bit that an ASCII character never has, in every byte.
const HIGH: u128 = 0x80 * EACH;

/// The bit that makes an ASCII letter lower case, in every byte.
const LOWER_CASE: u128 = 0x20 * EACH;

/// All bits of so many bytes.
const WITHIN: [u128; LONGEST] = {
    let mut within = [0; LONGEST];
    let mut length = 1;
    while length < LONGEST {
        within[length] = u128::MAX >> (8 * (LONGEST - length));
        length += 1;
    }
    within
};

/// The first slot to look at.
#[inline]
fn slot_of(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51) as usize & (SLOTS - 1)
}

impl Lexicon {
    /// The number of a sign or word, `UNKNOWN` if it stands in no table.
    pub(crate) fn find(&self, word: &[u8]) -> WordId {
        pack(word).map_or(UNKNOWN, |key| self.find_key(key))
    }

    /// The length and the number of the word that begins there, if it is one of fewer than sixteen ASCII letters and
    /// neither an apostrophe nor a character beyond ASCII goes on with it. Most words are, and one load is enough for
    /// them: in every byte the high bit is made to say whether it is a letter.
    #[inline]
    pub(crate) fn find_short_word(&self, text: &[u8], start: usize) -> Option<(usize, WordId)> {
        let bytes = u128::from_le_bytes(text.get(start..start + LONGEST)?.try_into().ok()?);
        let lower = (bytes | LOWER_CASE) & !HIGH;
        let from_a = lower + (0x80 - u128::from(b'a')) * EACH;
        let beyond_z = lower + (0x7f - u128::from(b'z')) * EACH;
        let others = !(from_a & !beyond_z & !bytes) & HIGH;
        let length = others.trailing_zeros() as usize / 8;
        let within = WITHIN.get(length)?;
        let next = text.get(start + length).copied().unwrap_or_default();
        let goes_on = next == b'\'' || !next.is_ascii();
        (!goes_on).then(|| (length, self.find_key((bytes | LOWER_CASE) & within)))
    }

    #[inline]
    fn find_key(&self, key: u128) -> WordId {
        let mut at = slot_of(key);
        loop {
            let id = self.slots[at];
            // Both are looked at whatever the other says: whether a word is known cannot be foreseen, and a wrong guess
            // of the processor costs more than the comparison.
            let found = self.keys.get(usize::from(id)).is_some_and(|&known| known == key);
            if (id == UNKNOWN) | found {
                return id;
            }
            at = (at + 1) & (SLOTS - 1);
        }
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
        self.coins.get(usize::from(index)).copied().unwrap_or(Coin { currency: None, worth: Decimal::ONE })
    }

    /// The phrases that hedge with this word next to the figure, the longest first.
    pub(crate) fn hedges(&self, next_to_figure: WordId) -> &[HedgePhrase] {
        self.hedges.get(&next_to_figure).map_or(&[], Vec::as_slice)
    }

    /// Compiles the tables; the second part lists what could not be understood, by file and line.
    pub(crate) fn compile(tables: &[(&str, &str)], hedges: &str) -> (Lexicon, Vec<String>) {
        let mut lexicon = Lexicon {
            slots: Box::new([UNKNOWN; SLOTS]),
            keys: vec![0; 3],
            words: vec![Word::default(); 3],
            evidence: Vec::new(),
            units: vec!["".into()],
            coins: Vec::new(),
            hedges: HashMap::new(),
        };
        lexicon.words[usize::from(DIGITS)].senses = Sense::Digits.into();
        lexicon.words[usize::from(BREAK)].senses = Sense::Stop.into();
        let mut faults = Vec::new();
        for (file, table) in tables {
            let mut meaning = None;
            for (number, line) in table.lines().enumerate() {
                let line = line.trim();
                if line.is_empty() || line.starts_with("# ") {
                    continue;
                }
                if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    meaning = Meaning::of_section(name);
                    if meaning.is_none() {
                        faults.push(format!("{file}:{}: no such section: {name}", number + 1));
                    }
                    continue;
                }
                let added = match meaning {
                    Some(Meaning::Sense(sense)) => lexicon.add_line(sense, line),
                    Some(Meaning::Cue(cue)) => lexicon.add_cue(cue, line),
                    None => continue,
                };
                if let Err(fault) = added {
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
        for phrases in lexicon.hedges.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        lexicon.evidence = lexicon.words.iter().map(|word| Evidence::of(word.senses)).collect();
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

    fn add_cue(&mut self, cue: Cue, line: &str) -> Result<(), String> {
        let is_coin = matches!(cue, Cue::CoinLetters | Cue::CurrencyLetter);
        let (words, value) = line.split_once(" = ").map_or((line, None), |(words, value)| (words, Some(value.trim())));
        let coin = value.filter(|_| is_coin).map(|value| self.add_coin(value)).transpose()?;
        if is_coin != value.is_some() {
            return Err("a value is missing, or one too many".into());
        }
        for word in words.split_whitespace() {
            let id = self.intern(word)?;
            let entry = &mut self.words[usize::from(id)];
            entry.cues = entry.cues.and(cue);
            entry.letters = coin.unwrap_or(entry.letters);
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
        let id = *next_to_figure.ok_or("a phrase is missing")?;
        let entry = &mut self.words[usize::from(id)];
        entry.senses = entry.senses | if before { Sense::HedgeBefore } else { Sense::HedgeBehind };
        self.hedges.entry(id).or_default().push(HedgePhrase { words, hedge, before });
        Ok(())
    }

    fn intern(&mut self, word: &str) -> Result<WordId, String> {
        let key = pack(word.as_bytes()).ok_or_else(|| format!("longer than {LONGEST} bytes: {word}"))?;
        let known = self.find_key(key);
        if known != UNKNOWN {
            return Ok(known);
        }
        let id = WordId::try_from(self.words.len()).map_err(|_| "too many words")?;
        let mut at = slot_of(key);
        while self.slots[at] != UNKNOWN {
            at = (at + 1) & (SLOTS - 1);
        }
        self.slots[at] = id;
        self.keys.push(key);
        self.words.push(Word::default());
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        let (lexicon, faults) = Lexicon::compile(TABLES, HEDGES);
        assert_eq!(faults, Vec::<String>::new());
        assert!(lexicon.words.len() * 3 < SLOTS, "the hash table is too full to be fast");
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
