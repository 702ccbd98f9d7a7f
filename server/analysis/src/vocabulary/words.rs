//! The words of all phrases, found by their letters however they are written.
//!
//! Every word of a text is looked up here, and most are short: those are found by a number that their letters make.

use rustc_hash::FxHashMap;

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) number: u32,
    /// Where it leads from the root.
    pub(super) opens: Option<u32>,
}

/// Words by their letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Those of up to eight bytes, all of ASCII.
    short: FxHashMap<u64, Word>,
    /// All others.
    long: FxHashMap<Box<[u8]>, Word>,
}

/// How many bytes a short word has at most.
const SHORT: usize = 8;

/// The longest word of any table, in bytes; a longer one is not looked up.
pub(super) const LONGEST_WORD: usize = 32;

impl Words {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The word, where it is one of a phrase.
    pub(super) fn get(&self, word: &[u8]) -> Option<Word> {
        if let Some(key) = pack(word) {
            return self.short.get(&key).copied();
        }
        let mut folded = [0; LONGEST_WORD];
        let folded = fold(word, &mut folded)?;
        // A curly apostrophe is all that may have kept a word from being short.
        match pack(folded) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(folded).copied(),
        }
    }

    /// The length of the longest one, in bytes.
    #[cfg(test)]
    pub(super) fn longest(&self) -> usize {
        self.long.keys().map(|word| word.len()).max().unwrap_or_default()
    }

    /// The word of these letters, all small, which is entered where it is new.
    pub(super) fn get_or_insert(&mut self, word: &[u8], new: Word) -> &mut Word {
        debug_assert!(word.len() <= LONGEST_WORD);
        match pack(word) {
            Some(key) => self.short.entry(key).or_insert(new),
            None => self.long.entry(word.into()).or_insert(new),
        }
    }
}

/// The number that the letters of a short word make, large or small; none of a longer one, or one beyond ASCII.
fn pack(word: &[u8]) -> Option<u64> {
    if word.len() > SHORT || !word.is_ascii() {
        return None;
    }
    // The bit that makes a letter small is set in all other characters that words have: digits, "&" and "'".
    Some(word.iter().fold(0, |key, byte| key << 8 | u64::from(byte | 0x20)))
}

/// A word in lower case with plain apostrophes; none where it is longer than any word of the tables.
fn fold<'a>(word: &[u8], buffer: &'a mut [u8; LONGEST_WORD]) -> Option<&'a [u8]> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    if word.is_ascii() {
        let folded = &mut buffer[..word.len()];
        folded.copy_from_slice(word);
        folded.make_ascii_lowercase();
        return Some(folded);
    }
    let mut length = 0;
    let mut at = 0;
    while at < word.len() {
        if word[at] == 0xE2 && word[at..].starts_with("\u{2019}".as_bytes()) {
            buffer[length] = b'\'';
            at += 3;
        } else {
            buffer[length] = word[at].to_ascii_lowercase();
            at += 1;
        }
        length += 1;
    }
    Some(&buffer[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let mut words = Words::default();
        for (number, word) in ["margin", "r&d", "don't", "amortization", "100"].into_iter().enumerate() {
            words.get_or_insert(word.as_bytes(), Word { number: number as u32, opens: None });
        }
        let number = |word: &str| words.get(word.as_bytes()).map(|word| word.number);
        assert_eq!(number("Margin"), Some(0));
        assert_eq!(number("R&D"), Some(1));
        assert_eq!(number("don't"), Some(2));
        assert_eq!(number("don\u{2019}t"), Some(2));
        assert_eq!(number("AMORTIZATION"), Some(3));
        assert_eq!(number("100"), Some(4));
        assert_eq!(number("margins"), None);
        assert_eq!(number(""), None);
        assert_eq!(number(&"a".repeat(LONGEST_WORD + 1)), None);
        assert_eq!(words.len(), 5);
    }
}
