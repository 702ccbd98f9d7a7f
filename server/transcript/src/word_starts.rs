//! Where phrases can begin: at the starts of words, and at a few bytes beside.
//!
//! Most of the time that a search for phrases takes goes by between them. Bytes are looked at sixty-four at a time, as the
//! bits of a number, which the compiler turns into instructions for many bytes at once.

/// The offsets of a text at which phrases can begin, in order.
pub(crate) struct WordStarts<'a> {
    text: &'a [u8],
    /// Bytes that a phrase may begin with wherever they stand.
    anywhere: &'a [u8],
    /// Where the block begins that is being looked at.
    block: usize,
    /// The offsets in the block that are left, as bits.
    left: u64,
    /// Whether the block before ends within a word.
    within_word: bool,
}

const BLOCK: usize = 64;

impl<'a> WordStarts<'a> {
    pub(crate) fn new(text: &'a [u8], anywhere: &'a [u8]) -> WordStarts<'a> {
        let mut starts = WordStarts { text, anywhere, block: 0, left: 0, within_word: false };
        starts.look();
        starts
    }

    /// Goes on at an offset that lies ahead.
    pub(crate) fn skip_to(&mut self, offset: usize) {
        while self.block + BLOCK <= offset && self.block < self.text.len() {
            self.block += BLOCK;
            self.look();
        }
        let ahead = offset.saturating_sub(self.block);
        self.left &= u64::MAX.checked_shl(ahead as u32).unwrap_or(0);
    }

    /// Looks at a block.
    fn look(&mut self) {
        let rest = self.text.get(self.block..).unwrap_or_default();
        let mut padded = [0; BLOCK];
        let block = rest.first_chunk().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        let words = bits(block, is_of_word);
        self.left = words & !(words << 1 | u64::from(self.within_word));
        self.within_word = words >> (BLOCK - 1) == 1;
        for byte in self.anywhere {
            self.left |= bits(block, |other| other == *byte);
        }
    }
}

impl Iterator for WordStarts<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.block += BLOCK;
            if self.block >= self.text.len() {
                return None;
            }
            self.look();
        }
        let ahead = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.block + ahead)
    }
}

/// Whether a byte is one of words. Letters of other scripts are no part of one, as in the expressions of this crate.
const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The same for a byte alone, looked up.
pub(crate) fn is_word(byte: u8) -> bool {
    static WORDS: [bool; 256] = {
        let mut words = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            words[byte] = is_of_word(byte as u8);
            byte += 1;
        }
        words
    };
    WORDS[usize::from(byte)]
}

/// For each byte of a block, from the lowest bit on: whether it passes a test.
fn bits(block: &[u8; BLOCK], test: impl Fn(u8) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut passed = [0; BLOCK];
    for (passed, byte) in passed.iter_mut().zip(block) {
        *passed = u8::from(test(*byte));
    }
    let (eights, _) = passed.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_begin_where_no_word_goes_on(text in "[a_1 ,.é(]{0,200}", from in 0usize..220) {
            let bytes = text.as_bytes();
            let begins = |at: &usize| {
                let goes_on = at.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
                bytes[*at] == b'(' || is_word(bytes[*at]) && !goes_on
            };
            let expected: Vec<_> = (from.min(bytes.len())..bytes.len()).filter(begins).collect();
            let mut found = WordStarts::new(bytes, b"(");
            found.skip_to(from);
            prop_assert_eq!(found.collect::<Vec<_>>(), expected);
        }
    }
}
