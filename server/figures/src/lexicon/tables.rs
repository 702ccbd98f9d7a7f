//! The tables: plain text, in which a finance reader can add a word without knowing the code.
//!
//! `[section]` opens a meaning, a sense or a cue. Each row lists words that have it and, where the section has it, `= value`
//! says what they are worth: a number, a power of ten, a unit or a currency. A word may stand in several sections. A row
//! that cannot be read is left out and named with its file and line; a test lets none through.

use std::cmp::Reverse;
use std::fmt::Display;

use rust_decimal::Decimal;

use super::{Coin, HedgePhrase, Lexicon, Word, WordId};
use crate::cue::Cue;
use crate::figure::{Currency, Hedge};
use crate::sense::Sense;

/// The tables of words, by file name.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("numerals.txt", include_str!("../../data/numerals.txt")),
    ("units.txt", include_str!("../../data/units.txt")),
    ("currencies.txt", include_str!("../../data/currencies.txt")),
    ("grammar.txt", include_str!("../../data/grammar.txt")),
    ("names.txt", include_str!("../../data/names.txt")),
    ("periods.txt", include_str!("../../data/periods.txt")),
    ("nouns.txt", include_str!("../../data/nouns.txt")),
];

/// The phrases of approximation and limit.
pub(super) const HEDGES: (&str, &str) = ("hedges.txt", include_str!("../../data/hedges.txt"));

/// Where a hedge stands.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// What a section gives to its words.
#[derive(Clone, Copy)]
enum Meaning {
    Sense(Sense),
    Cue(Cue),
}

/// What the words of a section are worth.
#[derive(Clone, Copy)]
enum Worth {
    Nothing,
    /// "seven" is 7.
    Number,
    /// "million" is the sixth power of ten.
    Power,
    /// "megawatt" is MW.
    Unit,
    /// "dollars" are a currency.
    Currency,
    /// "p" directly behind digits is one.
    Letters,
}

impl Meaning {
    fn of_section(name: &str) -> Option<Meaning> {
        Sense::of_section(name).map(Meaning::Sense).or_else(|| Cue::of_section(name).map(Meaning::Cue))
    }

    fn worth(self) -> Worth {
        use Sense::*;
        match self {
            Meaning::Cue(Cue::CoinLetters | Cue::CurrencyLetter) => Worth::Letters,
            Meaning::Cue(_) => Worth::Nothing,
            Meaning::Sense(sense) => match sense {
                Digit | Teen | Tens | Dozen | Half | VulgarFraction | Part | Parts | Ordinal | Multiple | Decade
                | DigitCount | HanDigit => Worth::Number,
                Scale | LetterScale | Scales | HanScale => Worth::Power,
                Time | Turns | Technical | GluedTechnical => Worth::Unit,
                CurrencySign | CurrencyPrefix | CurrencyWord | CurrencyCode | CurrencyNation | MillionCode => {
                    Worth::Currency
                }
                _ => Worth::Nothing,
            },
        }
    }
}

/// Reads the tables into a lexicon; returns what could not be understood, by file and line.
pub(super) fn read(lexicon: &mut Lexicon, tables: &[(&str, &str)], hedges: (&str, &str)) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, table) in tables {
        sections(file, table, &mut faults, Meaning::of_section, |meaning, row| lexicon.add_words(meaning, row));
    }
    let side = |name: &str| match name {
        "before" => Some(Side::Before),
        "behind" => Some(Side::Behind),
        _ => None,
    };
    let (file, table) = hedges;
    sections(file, table, &mut faults, side, |side, row| lexicon.add_hedge(side, row));
    for phrases in lexicon.hedges.values_mut() {
        phrases.sort_by_key(|phrase| Reverse(phrase.words.len()));
    }
    faults
}

/// Hands on the rows of a table with the section that each stands in. A comment begins with "# ", since "#" is a word.
fn sections<Section: Copy>(
    file: &str,
    table: &str,
    faults: &mut Vec<String>,
    section_named: impl Fn(&str) -> Option<Section>,
    mut add: impl FnMut(Section, &str) -> Result<(), String>,
) {
    let mut fault = |index: usize, what: &dyn Display| faults.push(format!("{file}:{}: {what}", index + 1));
    let mut section = None;
    // The rows of a section that is not known are no faults of their own.
    let mut is_known = true;
    for (index, row) in table.lines().map(str::trim).enumerate() {
        if row.is_empty() || row.starts_with("# ") {
            continue;
        }
        if let Some(name) = row.strip_prefix('[').and_then(|row| row.strip_suffix(']')) {
            section = section_named(name);
            is_known = section.is_some();
            if !is_known {
                fault(index, &format_args!("no such section: {name}"));
            }
        } else if let Some(section) = section {
            if let Err(problem) = add(section, row) {
                fault(index, &problem);
            }
        } else if is_known {
            fault(index, &"a row before the first section");
        }
    }
}

impl Lexicon {
    fn add_words(&mut self, meaning: Meaning, row: &str) -> Result<(), String> {
        let (words, value) = row.split_once(" = ").map_or((row, None), |(words, value)| (words, Some(value.trim())));
        let worth = self.read_worth(meaning.worth(), value)?;
        for word in words.split_whitespace() {
            let id = self.intern(word)?;
            let entry = &mut self.words[usize::from(id)];
            match meaning {
                Meaning::Sense(sense) => entry.senses = entry.senses | sense,
                Meaning::Cue(cue) => entry.cues = entry.cues.and(cue),
            }
            let is_alone = match meaning.worth() {
                Worth::Nothing => true,
                Worth::Number => set(&mut entry.number, worth.number),
                Worth::Power => set(&mut entry.power, worth.power),
                Worth::Unit => set(&mut entry.unit, worth.unit),
                Worth::Currency => set(&mut entry.currency, worth.currency),
                Worth::Letters => set(&mut entry.letters, worth.letters),
            };
            if !is_alone {
                return Err(format!("worth something else in another row: {word}"));
            }
        }
        Ok(())
    }

    /// A word without a meaning that is worth what a row says.
    fn read_worth(&mut self, worth: Worth, value: Option<&str>) -> Result<Word, String> {
        let mut word = Word::default();
        match (worth, value) {
            (Worth::Nothing, None) => {}
            (Worth::Nothing, Some(_)) => return Err("words of this section are worth nothing".into()),
            (_, None) => return Err("a value is missing".into()),
            (Worth::Number, Some(value)) => {
                word.number = value.parse().map_err(|_| format!("not a number: {value}"))?;
            }
            (Worth::Power, Some(value)) => {
                word.power = value.parse().map_err(|_| format!("not a power of ten: {value}"))?;
            }
            (Worth::Unit, Some(value)) => word.unit = self.add_unit(value)?,
            (Worth::Currency, Some(value)) => word.currency = self.add_coin(value)?,
            (Worth::Letters, Some(value)) => word.letters = self.add_coin(value)?,
        }
        Ok(word)
    }

    fn add_coin(&mut self, value: &str) -> Result<u8, String> {
        let (code, worth) = value.split_once(' ').unwrap_or((value, "1"));
        let currency = match code {
            "LOCAL" => None,
            code => Some(Currency::from_code(code).ok_or_else(|| format!("not a currency: {code}"))?),
        };
        let worth: Decimal = worth.trim().parse().map_err(|_| format!("not a worth: {worth}"))?;
        place(&mut self.coins, Coin { currency, worth }).ok_or_else(|| "too many currencies".into())
    }

    fn add_unit(&mut self, name: &str) -> Result<u8, String> {
        place(&mut self.units, name.into()).ok_or_else(|| "too many units".into())
    }

    fn add_hedge(&mut self, side: Side, row: &str) -> Result<(), String> {
        let (words, name) = row.split_once(" = ").ok_or("a hedge is missing")?;
        let hedge = Hedge::ALL.into_iter().find(|hedge| hedge.as_str() == name.trim());
        let hedge = hedge.ok_or_else(|| format!("no such hedge: {name}"))?;
        let words = words.split_whitespace().map(|word| self.intern(word)).collect::<Result<Vec<_>, _>>()?;
        // The word next to the figure carries the sense, so that the grammar knows where to look.
        let (next_to_figure, sense) = match side {
            Side::Before => (words.last(), Sense::HedgeBefore),
            Side::Behind => (words.first(), Sense::HedgeBehind),
        };
        let id = *next_to_figure.ok_or("a phrase is missing")?;
        let entry = &mut self.words[usize::from(id)];
        entry.senses = entry.senses | sense;
        self.hedges.entry(id).or_default().push(HedgePhrase { words, hedge, before: matches!(side, Side::Before) });
        Ok(())
    }

    fn intern(&mut self, word: &str) -> Result<WordId, String> {
        let id = self.spellings.intern(word)?;
        if usize::from(id) == self.words.len() {
            self.words.push(Word::default());
        }
        Ok(id)
    }
}

/// Sets what a word is worth; whether nothing else was set before.
fn set<T: Copy + Default + PartialEq>(place: &mut T, worth: T) -> bool {
    let is_alone = *place == T::default() || *place == worth;
    *place = worth;
    is_alone
}

/// The place of an item in a list, at the end where it is new; none where the list is full.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> Option<u8> {
    let index = list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    u8::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use super::super::LEXICON;
    use super::*;
    use crate::token::{Shape, Tokenizer};

    #[test]
    fn every_row_of_the_tables_is_understood() {
        assert_eq!(Lexicon::compile(WORDS, HEDGES).1, Vec::<String>::new());
    }

    #[test]
    fn every_sense_and_cue_has_a_section() {
        for section in Sense::SECTIONS.iter().chain(Cue::SECTIONS).filter(|section| !section.starts_with('(')) {
            let heading = format!("[{section}]");
            let has = |table: &str| table.lines().any(|line| line == heading);
            assert!(WORDS.iter().any(|(_, table)| has(table)), "no table has {heading}");
        }
    }

    #[test]
    fn every_word_of_the_tables_can_be_found() {
        let mut tokens = Vec::new();
        let mut can_be_found = |word: &str| {
            Tokenizer::new(word).next_sentence(&mut tokens);
            let shapes: Vec<Shape> = tokens.iter().map(|token| token.shape).collect();
            // Names like "3m" and words in Chinese characters are looked up by several tokens.
            matches!(shapes[..], [Shape::Word | Shape::Sign] | [Shape::Digits, Shape::Word])
                || shapes.iter().all(|shape| *shape == Shape::Han)
        };
        for word in LEXICON.spellings.words() {
            assert!(can_be_found(&word), "no token is spelled {word:?}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        let tables = [
            ("units.txt", "cent\n[percent]\n%\n[nonsense]\nnonsense\n[time]\nday\n"),
            (
                "numerals.txt",
                "[digit]\nseven = VII\nsix = 6\nsix = 7\n[scale]\nmillion = six\n[article]\na = 1\n[noun]\nmicroinvestments1\n",
            ),
        ];
        let (_, faults) = Lexicon::compile(&tables, ("hedges.txt", "[before]\nabout\nabout = maybe\n[beside]"));
        assert_eq!(
            faults,
            [
                "units.txt:1: a row before the first section",
                "units.txt:4: no such section: nonsense",
                "units.txt:7: a value is missing",
                "numerals.txt:2: not a number: VII",
                "numerals.txt:4: worth something else in another row: six",
                "numerals.txt:6: not a power of ten: six",
                "numerals.txt:8: words of this section are worth nothing",
                "numerals.txt:10: longer than 16 bytes: microinvestments1",
                "hedges.txt:2: a hedge is missing",
                "hedges.txt:3: no such hedge: maybe",
                "hedges.txt:4: no such section: beside",
            ]
        );
    }
}
