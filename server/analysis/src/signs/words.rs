//! Words and tokens, as facts and relations look at them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use text_size::{TextRange, TextSize};

use super::lists::NO_NOUNS;
use crate::rows::rows;
use crate::tokens::{Class, PeriodWord, Token};

/// Words that name nothing which could be measured.
static VAGUE_NOUNS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("vague_nouns.txt")).flat_map(str::split_ascii_whitespace).collect());

/// How scopes begin that leave something out, which is not spelled as a name is.
pub(crate) const LEFT_OUT: &str = "excluding ";

/// What a token is; none outside of the sentence.
pub(crate) fn class(tokens: &[Token], at: usize) -> Option<Class> {
    tokens.get(at).map(|token| token.class)
}

/// Whether a word is one of some, in whatever case.
pub(crate) fn is_any(word: &str, of: &[&str]) -> bool {
    of.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a text says one of some words, in whatever case.
pub(crate) fn says_any(text: &str, words: &[&str]) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| is_any(word, words))
}

/// Whether a time says of which year it is, or that it is over: "3Q30", "the prior year", and not "Q4".
pub(crate) fn names_year(token: &Token, said: &str) -> bool {
    match token.class {
        Class::Other(_) => said.bytes().filter(u8::is_ascii_digit).nth(1).is_some(),
        Class::Period(PeriodWord::Quarter(away) | PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => away < 0,
        _ => false,
    }
}

/// Whether some tokens say that something is for each share: "per share", "on a per-share basis".
pub(crate) fn says_each_share<'t>(tokens: impl Iterator<Item = &'t str>) -> bool {
    let words: Vec<&str> = tokens.flat_map(|token| token.split([' ', '-'])).collect();
    words.windows(2).any(|two| is_any(two[0], &["per", "a", "each"]) && two[1].eq_ignore_ascii_case("share"))
}

/// Whether a word of which nothing is known may be a noun by its look.
pub(crate) fn is_noun(word: &str) -> bool {
    let plain = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    plain && !word.ends_with("ed") && !word.ends_with("ing") && !NO_NOUNS.contains(&word)
}

/// Whether a word names nothing which could be measured.
pub(crate) fn is_vague(word: &str) -> bool {
    VAGUE_NOUNS.contains(word.to_lowercase().as_str())
}

/// "Fernhill" for "Fernhill's".
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

/// A word without the punctuation around it and its possessive.
pub(crate) fn bare(word: &str) -> &str {
    without_possessive(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '$' && c != '%'))
}

/// The words of a sentence that are written large where a small letter would do: all but the first.
pub(crate) fn names(sentence: &str) -> impl Iterator<Item = TextRange> {
    let words = sentence.trim_start();
    let mut at = sentence.len() - words.len() + words.find(char::is_whitespace).unwrap_or(words.len());
    let large_words = std::iter::from_fn(move || {
        // Most words are small, which their bytes tell.
        let is_large = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
        let large = at + sentence.as_bytes().get(at..)?.iter().position(is_large)?;
        let start = sentence.get(at..large)?.rfind(char::is_whitespace).map_or(at, |space| at + space);
        let end = sentence.get(large..)?.find(char::is_whitespace).map_or(sentence.len(), |length| large + length);
        // A space beyond ASCII ends a word too, and is passed over.
        at = if end == large { large + sentence.get(large..)?.chars().next()?.len_utf8() } else { end };
        Some((start, sentence.get(start..end)?))
    });
    large_words.filter_map(|(start, word)| {
        let bare = bare(word);
        let start = start + word.find(bare)?;
        bare.starts_with(char::is_uppercase).then(|| TextRange::at(TextSize::new(start as u32), TextSize::of(bare)))
    })
}
