//! Complements: words that share out a whole in two, in the table `complements.txt`.

use std::sync::LazyLock;

use crate::rows::rows;

const TABLE: &str = include_str!("complements.txt");

/// Each word with those that take the rest.
static COMPLEMENTS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(TABLE)
        .filter_map(|line| line.split_once(" | "))
        .map(|(one, others)| (one, others.split(", ").collect()))
        .collect()
});

/// Whether what one stretch of words names is all that the other leaves.
pub(super) fn leave_nothing(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.replace("U.S.", "US");
    let (one, other) = (&*plain(one), &*plain(other));
    let says = |text: &str, word: &str| {
        let exactly = word.chars().any(char::is_uppercase);
        let is_word = |said: &str| if exactly { said == word } else { said.eq_ignore_ascii_case(word) };
        text.split(|letter: char| !letter.is_alphanumeric()).any(is_word)
    };
    COMPLEMENTS.iter().any(|(word, others)| {
        let pair = |a: &str, b: &str| says(a, word) && others.iter().any(|it| says(b, it));
        pair(one, other) != pair(other, one)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_pair() {
        let lines = rows(TABLE).count();
        assert!(lines > 0);
        assert_eq!(COMPLEMENTS.len(), lines);
    }

    #[test]
    fn a_pair_leaves_nothing_whichever_comes_first() {
        assert!(leave_nothing("from new customers", "upsells to existing customers"));
        assert!(leave_nothing("from Existing customers", "from new ones"));
        assert!(!leave_nothing("from new customers", "from partners"));
        assert!(!leave_nothing("from news", "from existing customers"));
        assert!(leave_nothing("from the US", "from international clients"));
        assert!(!leave_nothing("in the U.S.", "in the U.S. and Canada"));
        assert!(!leave_nothing("from us", "from international clients"));
        assert!(!leave_nothing("from new and existing customers", "from existing and new partners"));
    }
}
