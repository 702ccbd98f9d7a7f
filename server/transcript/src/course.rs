//! The course of a call: what a line says of how far it has come.

use std::sync::LazyLock;

use crate::phrases::Phrases;
use crate::tables::PHRASES;

/// How far a call has come.
pub(crate) struct CourseOfCall {
    phrases: Phrases,
    asks_from: usize,
    welcomes_from: usize,
}

/// What a line says of how far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// What only the last words of a call say.
    Ends,
    /// Somebody is called to ask.
    Asks,
    /// It may be a welcome.
    MayWelcome,
}

impl CourseOfCall {
    /// The steps that a line tells of, each with where it does.
    pub(crate) fn steps<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (Step, usize)> + 'a {
        self.phrases.find_iter(line).map(|found| match found.entry() {
            entry if entry < self.asks_from => (Step::Ends, found.start()),
            entry if entry < self.welcomes_from => (Step::Asks, found.start()),
            _ => (Step::MayWelcome, found.start()),
        })
    }
}

pub(crate) static COURSE_OF_CALL: LazyLock<CourseOfCall> = LazyLock::new(|| {
    let (ends, asks) = (PHRASES.section("call ends"), PHRASES.section("calls to ask"));
    let phrases = Phrases::new(&[ends, asks, PHRASES.section("may welcome")].concat());
    CourseOfCall { phrases, asks_from: ends.len(), welcomes_from: ends.len() + asks.len() }
});

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn what_may_welcome_shares_no_word_with_the_steps_beside_it() {
        let words = |section: &str| -> FxHashSet<&str> {
            let entries = PHRASES.section(section).iter();
            entries.flat_map(|entry| entry.split([' ', '/', '~']).filter(|word| !word.is_empty())).collect()
        };
        let welcome = words("may welcome");
        assert_eq!(welcome.len(), 6);
        assert!(words("call ends").is_disjoint(&welcome) && words("calls to ask").is_disjoint(&welcome));
        assert!(!words("call ends").contains("...") && !words("calls to ask").contains("..."));
    }
}
