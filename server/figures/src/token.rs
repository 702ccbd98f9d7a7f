//! Cutting a text into sentences and a sentence into tokens.
//!
//! The one pass that touches every byte. Each word is looked up in the lexicon at once, so that a sentence without
//! evidence of a number costs nothing more.

use crate::lexicon::{BREAK, DIGITS, Evidence, LEXICON, Lexicon, UNKNOWN, WordId};
use crate::sense::Sense;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters.
    Word,
    /// Digits with grouping commas and a decimal point.
    Digits,
    /// Digits with two points or more: "2.0.1", "02.05.17".
    Version,
    /// One Chinese character.
    Han,
    /// Anything else.
    Sign,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: WordId,
    pub(crate) shape: Shape,
    /// Whether white space or the start of the text stands before it.
    pub(crate) spaced: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Newline,
    Sign,
    /// The first byte of a character beyond ASCII.
    High,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'\n' => Class::Newline,
            0x80.. => Class::High,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

/// Cuts a text into sentences.
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'static Lexicon,
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(text: &'a str) -> Tokenizer<'a> {
        Tokenizer { text, at: 0, lexicon: &LEXICON }
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn class(&self, at: usize) -> Option<Class> {
        self.text.as_bytes().get(at).map(|&byte| CLASSES[usize::from(byte)])
    }

    /// Reads the next sentence into `tokens`. None at the end of the text, else what its words show.
    pub(crate) fn next_sentence(&mut self, tokens: &mut Vec<Token>) -> Option<Evidence> {
        tokens.clear();
        let mut evidence = Evidence::default();
        let mut spaced = true;
        if self.at >= self.text.len() {
            return None;
        }
        loop {
            // What mostly stands between two words.
            if self.byte(self.at) == b' ' {
                self.at += 1;
                spaced = true;
            }
            let Some(class) = self.class(self.at) else { break };
            let start = self.at;
            let (shape, word) = match class {
                Class::Space => {
                    self.at += 1;
                    spaced = true;
                    continue;
                }
                Class::Newline => {
                    spaced = true;
                    if self.skip_newlines() && !tokens.is_empty() {
                        break;
                    }
                    continue;
                }
                Class::Letter => self.word(),
                Class::Digit => self.number(),
                Class::Sign => self.sign(),
                Class::High => match self.high() {
                    Some(token) => token,
                    None => {
                        spaced = true;
                        continue;
                    }
                },
            };
            evidence = evidence.and(self.lexicon.evidence(word));
            tokens.push(Token { start: start as u32, end: self.at as u32, word, shape, spaced });
            spaced = false;
            if shape == Shape::Sign && self.ends_sentence(start, tokens) {
                break;
            }
        }
        Some(evidence)
    }

    /// Steps over a line break; whether a blank line follows it.
    fn skip_newlines(&mut self) -> bool {
        let mut breaks = 0;
        while let Some(class) = self.class(self.at) {
            match class {
                Class::Newline => breaks += 1,
                Class::Space => {}
                _ => break,
            }
            self.at += 1;
        }
        breaks > 1
    }

    #[inline]
    fn word(&mut self) -> (Shape, WordId) {
        match self.lexicon.find_short_word(self.text.as_bytes(), self.at) {
            Some((length, word)) => {
                self.at += length;
                (Shape::Word, word)
            }
            None => self.any_word(),
        }
    }

    /// A word of any length, with apostrophes and letters beyond ASCII.
    fn any_word(&mut self) -> (Shape, WordId) {
        let start = self.at;
        let mut ascii = true;
        loop {
            while self.class(self.at) == Some(Class::Letter) {
                self.at += 1;
            }
            match self.class(self.at) {
                Some(Class::Sign) if self.byte(self.at) == b'\'' && self.class(self.at + 1) == Some(Class::Letter) => {
                    self.at += 2;
                }
                Some(Class::High) => match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
                    Some('\u{2019}') if self.class(self.at + 3) == Some(Class::Letter) => self.at += 4,
                    Some(letter) if is_letter(letter) && !is_han(letter) => {
                        ascii = false;
                        self.at += letter.len_utf8();
                    }
                    _ => break,
                },
                _ => break,
            }
        }
        let word = if ascii { self.lexicon.find(&self.text.as_bytes()[start..self.at]) } else { UNKNOWN };
        (Shape::Word, word)
    }

    fn number(&mut self) -> (Shape, WordId) {
        let digits_from = |tokenizer: &Self, from: usize| {
            let mut to = from;
            while tokenizer.class(to) == Some(Class::Digit) {
                to += 1;
            }
            to - from
        };
        let first = digits_from(self, self.at);
        self.at += first;
        if (1..=3).contains(&first) {
            // Groups of three, or of two as in India, where the last has three.
            loop {
                let group = if self.byte(self.at) == b',' { digits_from(self, self.at + 1) } else { 0 };
                let more =
                    self.byte(self.at + 1 + group) == b',' && self.class(self.at + 2 + group) == Some(Class::Digit);
                if group == 3 || group == 2 && more && self.indian_group_follows(self.at + 3) {
                    self.at += 1 + group;
                } else {
                    break;
                }
            }
        }
        let mut points = 0;
        while self.byte(self.at) == b'.' && self.class(self.at + 1) == Some(Class::Digit) {
            self.at += 1;
            self.at += digits_from(self, self.at);
            points += 1;
        }
        (if points > 1 { Shape::Version } else { Shape::Digits }, DIGITS)
    }

    /// Whether ",22,000" or ",000" stands here: groups of two that end in one of three.
    fn indian_group_follows(&self, at: usize) -> bool {
        let group = |at: usize| (1..=4).take_while(|&ahead| self.class(at + ahead) == Some(Class::Digit)).count();
        // Ten groups hold more digits than a quantity has.
        let mut separators =
            (0..10).map(|groups| at + 3 * groups).filter(|&at| group(at) != 2 || self.byte(at) != b',');
        separators.next().is_some_and(|at| self.byte(at) == b',' && group(at) == 3)
    }

    fn sign(&mut self) -> (Shape, WordId) {
        let start = self.at;
        let byte = self.byte(start);
        // ".7 million", but "Rs.50" and "No.7": behind a letter the point belongs to the letters.
        let behind_letter = start.checked_sub(1).is_some_and(|before| self.class(before) == Some(Class::Letter));
        if byte == b'.' && self.class(start + 1) == Some(Class::Digit) && !behind_letter {
            return self.number();
        }
        self.at += 1;
        if matches!(byte, b'-' | b'.') {
            while self.byte(self.at) == byte {
                self.at += 1;
            }
        }
        (Shape::Sign, self.lexicon.find(&self.text.as_bytes()[start..self.at]))
    }

    /// A token that begins beyond ASCII; none for white space.
    fn high(&mut self) -> Option<(Shape, WordId)> {
        let start = self.at;
        let Some(first) = self.text.get(start..).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return None;
        };
        if first.is_whitespace() || matches!(first, '\u{feff}' | '\u{200b}') {
            self.at += first.len_utf8();
            return None;
        }
        if is_wide_digit(first) {
            let rest = &self.text[start..];
            let part = |c: char| is_wide_digit(c) || matches!(c, '，' | '．' | ',' | '.') || c.is_ascii_digit();
            let run = rest.find(|c| !part(c)).unwrap_or(rest.len());
            let run = rest[..run].trim_end_matches(|c: char| !is_wide_digit(c) && !c.is_ascii_digit()).len();
            self.at += run;
            return Some((Shape::Digits, DIGITS));
        }
        if is_han(first) {
            self.at += first.len_utf8();
            return Some((Shape::Han, self.lexicon.find(&self.text.as_bytes()[start..self.at])));
        }
        if is_letter(first) {
            return Some(self.word());
        }
        self.at += first.len_utf8();
        let word = if first == '。' { BREAK } else { self.lexicon.find(&self.text.as_bytes()[start..self.at]) };
        Some((Shape::Sign, word))
    }

    /// Whether the sign just read ends its sentence.
    fn ends_sentence(&self, start: usize, tokens: &[Token]) -> bool {
        match self.byte(start) {
            b'.' => {}
            b'?' | b'!' => return true,
            _ => return tokens.last().is_some_and(|token| token.word == BREAK),
        }
        match self.class(self.at) {
            Some(Class::Space | Class::Newline) | None => {}
            _ => return false,
        }
        if let Some(before) = tokens.len().checked_sub(2).and_then(|at| tokens.get(at))
            && before.shape == Shape::Word
            && self.lexicon.word(before.word).senses.any(Sense::Abbreviation.into())
        {
            return false;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        !next.is_some_and(u8::is_ascii_lowercase)
    }
}

/// Whether a character beyond ASCII is a letter. Punctuation is most of what stands in English text, and needs no
/// table.
fn is_letter(character: char) -> bool {
    !matches!(character, '\u{80}'..='\u{a9}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}')
        && character.is_alphabetic()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

fn is_wide_digit(character: char) -> bool {
    ('０'..='９').contains(&character)
}
