//! Notes: what facts ask of the words of a sentence, taken once when it is read.

use text_size::TextRange;

use super::lists::{OF_WHOLE, SLIDES, UNTIL_NOW};
use super::words::{class, is_any, names};
use crate::tokens::{Class, Token};

/// What the words of a sentence say that every binding of its figures asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// The words that are written large in its middle.
    pub(crate) names: Box<[TextRange]>,
    /// Whether it goes on to another page of what is shown: "as you see on slide 15".
    pub(crate) shows_slide: bool,
    /// Whether it speaks of the company as a whole: "consolidated revenue".
    pub(crate) is_of_whole: bool,
    /// Whether something has gone on until now: "already", "to date".
    pub(crate) is_until_now: bool,
}

impl Notes {
    /// Takes them.
    pub(crate) fn of(text: &str, tokens: &[Token]) -> Notes {
        let mut notes = Notes { names: names(text).collect(), ..Notes::default() };
        for (at, token) in tokens.iter().enumerate() {
            let said = &text[token.range];
            // Most words are none of these, which their first letters tell.
            match first_letter(said) {
                b's' | b'p' if is_any(said.split([' ', '-']).next().unwrap_or_default(), &SLIDES) => {
                    notes.shows_slide = true;
                }
                b's' | b'a' | b't' if !matches!(token.class, Class::Figure(_)) && is_any(said, &UNTIL_NOW) => {
                    notes.is_until_now = true;
                }
                _ => {}
            }
            let is_whole =
                |word: &str| matches!(first_letter(word), b'c' | b'e'..=b'g' | b'o') && is_any(word, &OF_WHOLE);
            let says_whole = is_whole(said) || said.contains(' ') && said.split(' ').any(is_whole);
            notes.is_of_whole |= says_whole && !is_name(text, tokens, at);
        }
        notes
    }
}

/// The first letter of a word, small; nought where there is none.
fn first_letter(word: &str) -> u8 {
    word.bytes().next().unwrap_or_default().to_ascii_lowercase()
}

/// "The Ferry Terminal Group" is a part of the company: a word that is written large behind another.
fn is_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_large = |at: usize| text[tokens[at].range].starts_with(char::is_uppercase);
    let before = at.checked_sub(1);
    before.is_some_and(|before| is_large(at) && is_large(before) && class(tokens, before) == Some(Class::Word))
}

#[cfg(test)]
mod tests {
    use tieout_figures::Context;

    use super::*;
    use crate::sentence::SentenceReading;

    fn notes(text: &str) -> Notes {
        SentenceReading::new(text, &Context::default()).notes
    }

    #[test]
    fn what_the_words_say_is_noted() {
        assert!(notes("As you see on slide 15, ferries grew.").shows_slide);
        assert!(notes("Slides 3 and 4 show it.").shows_slide);
        assert!(notes("Overall revenue was $5 million.").is_of_whole);
        assert!(notes("We have already sold 5 ferries.").is_until_now);
        let none = notes("The Harbor Terminal Group sold pagers as far as Norway.");
        assert_eq!((none.shows_slide, none.is_of_whole, none.is_until_now), (false, false, false));
    }

    #[test]
    fn the_first_word_is_no_name() {
        let text = "Ferries from Bergen's quay reach \u{201c}Oslo\u{201d}.";
        let names: Vec<&str> = notes(text).names.iter().map(|name| &text[*name]).collect();
        assert_eq!(names, ["Bergen", "Oslo"]);
        let text = "Ferries\u{a0}from\u{3000}Bergen\u{a0}\u{2009} reach\u{202f}Oslo\u{a0}";
        let names: Vec<&str> = notes(text).names.iter().map(|name| &text[*name]).collect();
        assert_eq!(names, ["Bergen", "Oslo"], "whatever spaces stand between");
    }
}
