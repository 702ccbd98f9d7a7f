//! Stems: the words of a sentence that tell one thing from another, whatever their endings.
//!
//! Which words tell nothing at all is in the table `idle_words.txt`.

use std::borrow::Cow;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::LazyLock;

use rustc_hash::{FxHashSet, FxHasher};

use crate::rows::rows;

static IDLE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("idle_words.txt")).flat_map(str::split_whitespace).map(stem).collect());

/// A stem, known by its hash: what is kept of a sentence stays small. Two that meet in one hash, which chance hardly
/// brings about, are taken for one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stem(u64);

/// The stems of the words of a stretch of text that tell something.
pub(crate) fn of(text: &str) -> impl Iterator<Item = Stem> {
    text.split([' ', '-', '\n']).filter_map(|word| {
        let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let word = if is_lower { Cow::Borrowed(stem(word)) } else { stem(&word.to_lowercase()).to_owned().into() };
        let tells = word.len() >= 3 && !IDLE.contains(&*word);
        tells.then(|| Stem(BuildHasherDefault::<FxHasher>::default().hash_one(&*word)))
    })
}

/// A word without its ending, so that "leases" is "leasing" and "deploy" is "deploying".
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 16] =
        ["ments", "ment", "ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly", "e", "y"];
    let word = word.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let last = word.as_bytes().last();
    let endings = ENDINGS.iter().filter(|ending| ending.as_bytes().last() == last);
    let stems = endings.filter_map(|ending| Some((word.strip_suffix(ending)?, ending.len())));
    let least = |length: usize| if length == 1 { 3 } else { 4 };
    let is_long = |stem: &str, least: usize| stem.chars().take(least).count() == least;
    let stem = stems.into_iter().find(|(stem, length)| is_long(stem, least(*length))).map_or(word, |(stem, _)| stem);
    stem.strip_suffix(['e', 'y']).filter(|shorter| is_long(shorter, 3)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_matter() {
        for (one, other) in [
            ("leases", "leasing"),
            ("shipment", "shipments"),
            ("company's", "company"),
            ("costs", "cost"),
            ("deploy", "deploying"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("port"), stem("ports of"));
        assert_eq!(stem("gas"), "gas");
    }

    #[test]
    fn idle_words_are_idle_with_any_ending() {
        for word in ["quarters", "mentioned", "numbers", "performance"] {
            assert!(IDLE.contains(stem(word)), "{word}");
        }
        assert!(!IDLE.contains(stem("stipulation")));
    }

    #[test]
    fn capitals_and_hyphens_do_not_matter() {
        let stems = |text| of(text).collect::<Vec<_>>();
        assert_eq!(stems("The Ferry-Terminal"), stems("ferries terminals"));
        assert_ne!(stems("ferry"), stems("barge"));
    }
}
