//! Near: words that others follow within a few characters, as "earnings" and "call" in "earnings conference call".
//!
//! An expression for both, with a gap between, would have to remember every place where the first words ended: its
//! states grow to megabytes. Here the second words are looked for where the first were found.

use std::sync::LazyLock;

use crate::phrases::Phrases;

/// Words of a list, with words of another near behind them.
pub(crate) struct Near {
    first: &'static LazyLock<Phrases>,
    /// How many characters may stand between.
    gap: usize,
    /// Characters that may not.
    ends: &'static [char],
    then: &'static LazyLock<Phrases>,
}

/// More characters than the words that follow have.
const LONGEST: usize = 40;

impl Near {
    /// The words of one list, followed by those of another in the same line.
    pub(crate) const fn new(first: &'static LazyLock<Phrases>, gap: usize, then: &'static LazyLock<Phrases>) -> Near {
        Near { first, gap, ends: &['\n'], then }
    }

    /// The same, but both in one sentence.
    pub(crate) const fn in_sentence(
        first: &'static LazyLock<Phrases>,
        gap: usize,
        then: &'static LazyLock<Phrases>,
    ) -> Near {
        Near { first, gap, ends: &['\n', '.', '?', '!'], then }
    }

    /// Where the first words begin that others follow.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let found = self.first.find_iter(text).find(|found| {
            let behind = &text[found.end()..];
            let reach = &behind[..behind_characters(behind, self.gap + LONGEST)];
            let reach = reach.split(self.ends).next().unwrap_or(reach);
            self.then.find(reach).is_some_and(|then| then.start() <= behind_characters(behind, self.gap))
        })?;
        Some(found.start())
    }

    /// Whether there are such words.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// The offset behind so many characters of a text; its end where it has no more.
pub(crate) fn behind_characters(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_words_stand_near_behind_the_first() {
        static EARNINGS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&["earnings"]));
        static CALL: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&["call"]));
        let near = Near::in_sentence(&EARNINGS, 12, &CALL);
        assert_eq!(near.find("The earnings call"), Some(4));
        assert_eq!(near.find("Earnings, an earnings 收入的 call"), Some(13), "the nearer of two");
        assert_eq!(near.find("earnings conference call"), Some(0), "just near enough");
        assert_eq!(near.find("earnings conferences call"), None, "one too far");
        assert_eq!(near.find("earnings. Call"), None, "another sentence");
        assert_eq!(near.find("earnings recall"), None, "no word");
        assert!(Near::new(&EARNINGS, 3, &CALL).is_match("earnings. call"), "in one line");
    }
}
