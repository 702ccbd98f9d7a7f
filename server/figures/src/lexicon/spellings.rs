//! Spellings: which word of the tables some letters are. This is asked for every word of a text.

use super::{UNKNOWN, WordId};

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

/// The words of the tables by their letters, in whatever case.
pub(super) struct Spellings {
    /// Open addressing over the packed words.
    slots: Box<[WordId; SLOTS]>,
    /// The packed words, by number.
    keys: Vec<u128>,
}

impl Spellings {
    /// No words, and so many numbers that no letters stand for.
    pub(super) fn new(reserved: usize) -> Spellings {
        Spellings { slots: Box::new([UNKNOWN; SLOTS]), keys: vec![0; reserved] }
    }

    /// The number of a sign or word, `UNKNOWN` if it stands in no table.
    pub(super) fn find(&self, word: &[u8]) -> WordId {
        pack(word).map_or(UNKNOWN, |key| self.find_key(key))
    }

    /// The length and the number of the word that begins there, if it is one of fewer than sixteen ASCII letters and
    /// neither an apostrophe nor a character beyond ASCII goes on with it. Most words are, and one load is enough for
    /// them: in every byte the high bit is made to say whether it is a letter.
    #[inline]
    pub(super) fn find_short_word(&self, text: &[u8], start: usize) -> Option<(usize, WordId)> {
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

    /// The number of a word, a new one where it has none yet.
    pub(super) fn intern(&mut self, word: &str) -> Result<WordId, String> {
        let key = pack(word.as_bytes()).ok_or_else(|| format!("longer than {LONGEST} bytes: {word}"))?;
        let known = self.find_key(key);
        if known != UNKNOWN {
            return Ok(known);
        }
        // The table must not fill up: a search ends at an empty slot.
        let id = WordId::try_from(self.keys.len()).ok().filter(|id| usize::from(*id) < SLOTS / 2);
        let id = id.ok_or_else(|| format!("too many words: {word}"))?;
        let mut at = slot_of(key);
        while self.slots[at] != UNKNOWN {
            at = (at + 1) & (SLOTS - 1);
        }
        self.slots[at] = id;
        self.keys.push(key);
        Ok(id)
    }
}

#[cfg(test)]
impl Spellings {
    /// The words of the tables, as they are kept.
    pub(super) fn words(&self) -> impl Iterator<Item = String> {
        let keys = self.keys.iter().filter(|key| **key != 0);
        keys.map(|key| String::from_utf8_lossy(&key.to_le_bytes()).trim_end_matches('\0').to_owned())
    }

    /// Whether so many slots are empty that hardly a word meets another.
    pub(super) fn are_sparse(&self) -> bool {
        self.keys.len() * 3 < SLOTS
    }
}
