//! How phrases begin: what tells whether one can stand at a place without looking at all of it.

use crate::word_starts::is_word;

/// How an entry begins: what tells it apart from most words without looking at all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    /// The entry.
    pub(crate) entry: usize,
    /// The first letters in lower case.
    letters: [u8; 4],
    /// Ones for the bits that count.
    mask: u32,
    /// The initials that the next word can have.
    next: u32,
}

impl Opening {
    /// How an entry begins whose first word is this in lower case, and whose next one has one of these initials.
    pub(crate) fn new(entry: usize, letters: &[u8], next: u32) -> Opening {
        // An apostrophe has several forms.
        let plain = letters.iter().take(4).take_while(|letter| **letter != b'\'');
        let mut opening = Opening { entry, letters: [0; 4], mask: 0, next };
        for (place, letter) in plain.enumerate() {
            opening.letters[place] = *letter;
            opening.mask |= u32::from_le_bytes([0xff, 0, 0, 0]) << (8 * place);
        }
        opening
    }

    /// Whether it can begin so: with these letters in lower case, the initial of the next word being this.
    pub(crate) fn fits(&self, letters: [u8; 4], next: u32) -> bool {
        (u32::from_le_bytes(letters) ^ u32::from_le_bytes(self.letters)) & self.mask == 0 && self.next & next != 0
    }
}

/// What a word begins with, as a bit: a letter, or anything else that is written in one byte.
pub(crate) fn initial(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        0..=127 => 1 << 26,
        128.. => ANY_INITIAL,
    }
}

/// Nothing is known of what a word begins with.
pub(crate) const ANY_INITIAL: u32 = u32::MAX;

/// No word follows that a phrase could go on with.
const NO_INITIAL: u32 = 1 << 27;

/// Openings are told apart by the low bits of their first two bytes, in which a letter is the same in either case.
pub(crate) const SLOTS: usize = 32;

pub(crate) fn slot(first: u8, second: u8) -> usize {
    usize::from(first) % SLOTS * SLOTS + usize::from(second) % SLOTS
}

/// The first three bytes that entries can have, told apart like those of [`slot`].
pub(crate) struct Triples(Box<[u64; SLOTS * SLOTS / 2]>);

impl Triples {
    pub(crate) fn new() -> Triples {
        Triples(Box::new([0; SLOTS * SLOTS / 2]))
    }

    /// Adds a slot with the third byte, or with any where the entry may end before it.
    pub(crate) fn add(&mut self, slot: usize, third: Option<u8>) {
        match third {
            Some(third) => self.set(slot * SLOTS + usize::from(third) % SLOTS),
            None => (0..SLOTS).for_each(|third| self.set(slot * SLOTS + third)),
        }
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether an entry can begin at an offset of a text. What lies behind the end of the text is taken for zeros.
    pub(crate) fn can_begin(&self, text: &[u8], at: usize) -> bool {
        let [first, second, third] = match text.get(at..at + 3) {
            Some(&[first, second, third]) => [first, second, third],
            _ => [0, 1, 2].map(|ahead| text.get(at + ahead).copied().unwrap_or_default()),
        };
        let bit = slot(first, second) * SLOTS + usize::from(third) % SLOTS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The initial of the word behind the one that a text begins with.
pub(crate) fn next_initial(text: &[u8]) -> u32 {
    let end = text.iter().position(|byte| !is_word(*byte)).unwrap_or(text.len());
    let rest = text.get(end..).unwrap_or_default();
    match rest.iter().position(|byte| !matches!(byte, b' ' | b',' | b'\t'..=b'\r')) {
        None => NO_INITIAL,
        Some(0) if rest[0].is_ascii() => NO_INITIAL,
        Some(gap) => initial(rest[gap]),
    }
}
