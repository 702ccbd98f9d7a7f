//! Spelling: scopes as the call writes them.
//!
//! Scopes are read and compared in lower case; what a reader sees is "EMEA" and "Harbor Services". A turn spells its scopes
//! as it writes them, and then each has one spelling in the call, so that equal scopes stay equal.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Fact;
use crate::sentence::Sentence;
use crate::signs::words::{LEFT_OUT, bare, without_possessive};
use crate::vocabulary::VOCABULARY;

/// The spellings of the scopes of a turn, by their words in lower case.
#[derive(Debug, Default)]
pub(super) struct Spellings<'t> {
    of: FxHashMap<Arc<str>, Spelling>,
    /// Words that are written large in the middle of a sentence.
    names: FxHashMap<String, &'t str>,
    /// Room for one of them in small letters.
    small: String,
    /// The scopes that were looked for in the sentence listened to.
    looked_for: Vec<Arc<str>>,
}

#[derive(Debug)]
struct Spelling {
    words: Arc<str>,
    /// Whether it does not stand at the beginning of a sentence, where every word is written large.
    sure: bool,
}

impl<'t> Spellings<'t> {
    /// Takes notice of the names in a sentence.
    pub(super) fn listen(&mut self, sentence: &'t Sentence) {
        self.looked_for.clear();
        for name in &sentence.reading.notes.names {
            let name = &sentence.text()[*name];
            // Most names have been heard before.
            self.small.clear();
            self.small.extend(name.chars().flat_map(char::to_lowercase));
            if !self.names.contains_key(&self.small) {
                self.names.insert(self.small.clone(), name);
            }
        }
    }

    /// Whether a word is written large in the middle of a sentence.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains_key(&without_possessive(word).to_lowercase())
    }

    /// A scope of which only the beginning of a sentence is known, in the names of the turn.
    fn named(&self, scope: &str) -> Option<Arc<str>> {
        let mut known = false;
        let words = scope.split(' ').map(|word| match self.names.get(word) {
            Some(name) => {
                known = true;
                *name
            }
            None => word,
        });
        let words: Vec<&str> = words.collect();
        known.then(|| words.join(" ").into())
    }

    /// Takes notice of how the sentence listened to writes a scope that was read in it.
    pub(super) fn hear(&mut self, sentence: &str, scope: &Arc<str>) {
        // Each of its figures may have the same.
        if self.looked_for.contains(scope) {
            return;
        }
        self.looked_for.push(Arc::clone(scope));
        // What the vocabulary names is spelled as there.
        if self.of.get(scope).is_some_and(|known| known.sure) || VOCABULARY.is_scope(scope) {
            return;
        }
        let name = scope.strip_prefix(LEFT_OUT).unwrap_or(scope);
        let Some(spelling) = spelled(sentence, name) else { return };
        let words = match name.len() < scope.len() {
            true => format!("{LEFT_OUT}{}", spelling.words).into(),
            false => Arc::clone(&spelling.words),
        };
        if spelling.sure || !self.of.contains_key(scope) {
            self.of.insert(Arc::clone(scope), Spelling { words, sure: spelling.sure });
        }
    }

    /// Writes the scopes of the facts of the turn as it does.
    pub(super) fn write(&self, facts: &mut [Fact]) {
        for fact in facts {
            for scope in &mut fact.scope {
                match self.of.get(scope) {
                    Some(spelling) => *scope = Arc::clone(&spelling.words),
                    None if VOCABULARY.is_scope(scope) => {}
                    None => {
                        if let Some(words) = self.named(scope) {
                            *scope = words;
                        }
                    }
                }
            }
        }
    }
}

/// Gives each scope of a call one spelling: the first that is not all in small letters.
pub(super) fn unify(facts: &mut [Fact]) {
    let mut spelled: FxHashMap<String, Arc<str>> = FxHashMap::default();
    for scope in facts.iter().flat_map(|fact| &fact.scope) {
        let small = scope.to_lowercase();
        let plain = |known: &Arc<str>| **known == *small;
        if spelled.get(&small).is_none_or(plain) {
            spelled.insert(small, Arc::clone(scope));
        }
    }
    for fact in facts {
        for scope in &mut fact.scope {
            if let Some(one) = spelled.get(&scope.to_lowercase()) {
                *scope = Arc::clone(one);
            }
        }
        fact.scope.sort_unstable();
    }
}

/// How a sentence writes some words: surely in its middle, else at its beginning, where a single capital says nothing.
fn spelled(sentence: &str, name: &str) -> Option<Spelling> {
    let split = |c: char| c.is_whitespace() || c == '-';
    let said: Vec<&str> = sentence.split(split).map(bare).filter(|word| !word.is_empty()).collect();
    let wanted: Vec<&str> = name.split(split).map(bare).filter(|word| !word.is_empty()).collect();
    let is_same = |window: &&[&str]| {
        let mut words = window.iter().zip(&wanted);
        words.all(|(word, small)| word.chars().flat_map(char::to_lowercase).eq(small.chars()))
    };
    let length = wanted.len().max(1);
    if let Some(window) = said.get(1..)?.windows(length).find(is_same) {
        return Some(Spelling { words: window.join(" ").into(), sure: true });
    }
    let opening = said.get(..length).filter(|window| is_same(window))?;
    let capitals = opening.iter().flat_map(|word| word.chars()).filter(|letter| letter.is_uppercase()).count();
    (capitals > 1).then(|| Spelling { words: opening.join(" ").into(), sure: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_at_the_beginning_says_nothing_unless_there_are_more() {
        let spelling = |sentence, name| spelled(sentence, name).map(|it| it.words.to_string());
        assert_eq!(spelling("Revenue in EMEA was up.", "emea").as_deref(), Some("EMEA"));
        assert_eq!(spelling("The Harbor-Services revenue", "harbor services").as_deref(), Some("Harbor Services"));
        assert_eq!(spelling("Harbor Services revenue was up.", "harbor services").as_deref(), Some("Harbor Services"));
        assert_eq!(spelling("EMEA revenue was up.", "emea").as_deref(), Some("EMEA"));
        assert_eq!(spelling("Cloud revenue was up.", "cloud"), None);
        assert_eq!(spelling("Our cloud revenue was up.", "cloud").as_deref(), Some("cloud"));
    }
}
