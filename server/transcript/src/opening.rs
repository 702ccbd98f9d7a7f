//! How phrases begin: what tells whether one can stand at a place without looking at all of it.

use std::num::NonZeroU8;

use crate::word_starts::is_word;

/// How an entry begins: what tells it apart from most words without looking at all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    /// The first letters in lower case, and ones for the bits that count.
    letters: u64,
    mask: u64,
    /// The initials that the next word can have.
    next: u32,
    /// The entry.
    entry: u16,
    /// How long the run of letters and digits is that it begins with; none where the word may go on.
    run: Option<NonZeroU8>,
}

impl Opening {
    /// How an entry begins whose first word is this in lower case, and whose next one has one of these initials. It is a
    /// whole word where no letter may follow.
    pub(crate) fn new(entry: usize, letters: &[u8], is_whole: bool, next: u32) -> Opening {
        // An apostrophe has several forms.
        let plain = letters.iter().take(8).take_while(|letter| **letter != b'\'');
        let (mut first, mut mask) = ([0; 8], [0; 8]);
        for ((place, mask), letter) in first.iter_mut().zip(&mut mask).zip(plain) {
            (*place, *mask) = (*letter, 0xff);
        }
        let run = letters.iter().position(|byte| !is_word(*byte)).or(is_whole.then_some(letters.len()));
        let run = run.and_then(|run| NonZeroU8::new(run.try_into().ok()?));
        // There are fewer entries than numbers.
        let (letters, mask, entry) = (u64::from_le_bytes(first), u64::from_le_bytes(mask), entry as u16);
        Opening { letters, mask, next, entry, run }
    }

    /// The entry.
    pub(crate) fn entry(&self) -> usize {
        usize::from(self.entry)
    }

    /// Whether it can stand where this begins.
    pub(crate) fn fits(&self, ahead: &Ahead) -> bool {
        (ahead.letters ^ self.letters) & self.mask == 0
            && self.next & ahead.next != 0
            && self.run.is_none_or(|run| run.get() == ahead.run)
    }
}

/// How the words begin that stand at some place of a text.
pub(crate) struct Ahead {
    /// The first letters in lower case.
    letters: u64,
    /// The initial of the next word.
    next: u32,
    /// How long the run of letters and digits is; 255 stands for more as well.
    run: u8,
}

impl Ahead {
    pub(crate) fn at(text: &[u8]) -> Ahead {
        let letters = match text.first_chunk() {
            Some(letters) => *letters,
            None => {
                let mut letters = [0; 8];
                letters[..text.len()].copy_from_slice(text);
                letters
            }
        };
        let run = text.iter().position(|byte| !is_word(*byte)).unwrap_or(text.len());
        let next = initial_behind(text.get(run..).unwrap_or_default());
        Ahead { letters: lower(u64::from_le_bytes(letters)), next, run: u8::try_from(run).unwrap_or(u8::MAX) }
    }
}

/// Eight bytes at once with their capital letters made small.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + u64::from(128 - b'A') * EACH;
    let behind_z = low + u64::from(127 - b'Z') * EACH;
    let capitals = (from_a ^ behind_z) & !bytes & (0x80 * EACH);
    bytes | (capitals >> 2)
}

/// What a word begins with, as a bit: a letter, or anything else that is written in one byte.
pub(crate) fn initial(byte: u8) -> u32 {
    static INITIALS: [u32; 256] = {
        let mut initials = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            initials[byte] = initial_of(byte as u8);
            byte += 1;
        }
        initials
    };
    INITIALS[usize::from(byte)]
}

const fn initial_of(byte: u8) -> u32 {
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

/// The initial of the word behind the gap that a text begins with.
fn initial_behind(rest: &[u8]) -> u32 {
    let is_gap = |byte: u8| matches!(byte, b' ' | b',' | b'\t'..=b'\r');
    match rest {
        // Nearly all words stand one space apart.
        [b' ', next, ..] if !is_gap(*next) => initial(*next),
        _ => match rest.iter().position(|byte| !is_gap(*byte)) {
            None => NO_INITIAL,
            Some(0) if rest[0].is_ascii() => NO_INITIAL,
            Some(gap) => initial(rest[gap]),
        },
    }
}
