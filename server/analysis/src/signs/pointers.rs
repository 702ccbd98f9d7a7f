//! Words by which a figure says that it has been said before, in the table `pointing.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Lookup;
use crate::rows::phrases;

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
    /// What this name stands for in the table.
    fn named(name: &str) -> Option<Does> {
        Some(match name {
            "pointer" => Does::Pointer,
            "counted" => Does::Counted,
            "person" => Does::Person,
            "quote" => Does::Quote,
            "asks" => Does::Asks,
            "between" => Does::Between,
            _ => return None,
        })
    }

    /// The bit that stands for it in a set.
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

const TABLE: &str = include_str!("pointing.txt");

/// The words of the table with the set of what each does.
static WORDS: LazyLock<Lookup<u8>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, u8> = BTreeMap::new();
    for (word, does) in phrases(TABLE, Does::named).0 {
        *words.entry(word).or_default() |= does.bit();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(phrases(TABLE, Does::named).1, Vec::<String>::new());
    }
}
