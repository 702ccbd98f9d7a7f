//! Words by which a figure says that it has been said before, in the table `pointing.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Lookup;
use crate::rows::rows;

/// What a word can do.
#[derive(Clone, Copy)]
pub(crate) enum Does {
    Pointer,
    Counted,
    Person,
    Quote,
    Asks,
    Between,
}

impl Does {
    /// With the names in the table.
    const ALL: [(Does, &str); 6] = [
        (Does::Pointer, "pointer"),
        (Does::Counted, "counted"),
        (Does::Person, "person"),
        (Does::Quote, "quote"),
        (Does::Asks, "asks"),
        (Does::Between, "between"),
    ];

    /// The bit that stands for it in a set.
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The words of the table with the set of what each does.
static WORDS: LazyLock<Lookup<u8>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, u8> = BTreeMap::new();
    for (what, said) in rows(include_str!("pointing.txt")).filter_map(|line| line.split_once(" = ")) {
        if let Some((does, _)) = Does::ALL.iter().find(|(_, name)| *name == what) {
            for word in said.split(", ") {
                *words.entry(word).or_default() |= does.bit();
            }
        }
    }
    Lookup::new(words)
});

/// Whether a word does something.
pub(crate) fn is(word: &str, does: Does) -> bool {
    WORDS.of(word).is_some_and(|set| set & does.bit() != 0)
}

/// Whether a word says that somebody says something.
pub(crate) fn is_quote(word: &str) -> bool {
    is(word, Does::Quote)
}
