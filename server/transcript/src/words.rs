//! Lists of words, for membership.

use rustc_hash::FxHashSet;

/// No entry of a table of words is longer.
pub(crate) const LONGEST_WORD: usize = 48;

/// Words in lower case, for membership.
pub(crate) struct Words {
    words: FxHashSet<&'static [u8]>,
    /// For each slot of a first byte: ones for the lengths of the words that begin so, and for the slots of their last
    /// bytes. Most words asked for differ there.
    lengths: [u64; 32],
    lasts: [u32; 32],
}

impl Words {
    pub(crate) fn new(words: &[&'static str]) -> Words {
        let words: FxHashSet<&'static [u8]> = words.iter().map(|word| word.as_bytes()).collect();
        let (mut lengths, mut lasts) = ([0; 32], [0; 32]);
        for word in &words {
            if let (Some(first), Some(last)) = (word.first(), word.last()) {
                lengths[Words::slot(*first)] |= 1 << word.len().min(LONGEST_WORD);
                lasts[Words::slot(*first)] |= 1 << Words::slot(*last);
            }
        }
        Words { words, lengths, lasts }
    }

    /// The low bits, in which a letter is the same in either case.
    fn slot(first: u8) -> usize {
        usize::from(first % 32)
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static [u8]> {
        self.words.iter().copied()
    }

    /// Whether a word is among them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        let &[first, ..] = word.as_bytes() else { return false };
        let &[.., last] = word.as_bytes() else { return false };
        let slot = Words::slot(first);
        if word.len() > LONGEST_WORD
            || self.lengths[slot] >> word.len() & 1 == 0
            || self.lasts[slot] >> Words::slot(last) & 1 == 0
        {
            return false;
        }
        let mut buffer = [0_u8; LONGEST_WORD];
        let Some(place) = buffer.get_mut(..word.len()) else { return false };
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        self.words.contains(&*place)
    }
}

/// An ASCII word in lower case, without allocating; none for a word that is too long for any table.
pub(crate) fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST_WORD]) -> Option<&'b str> {
    let place = buffer.get_mut(..word.len())?;
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok()
}
