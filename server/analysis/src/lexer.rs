//! The lexer: splits a sentence into tokens.
//!
//! The longest phrase of the tables of `vocabulary/` that begins at a word wins; nothing above this module looks at
//! letters. Hyphens inside a word count as spaces and a possessive "'s" belongs to its word, so that "year-over-year"
//! and "year over year" are one phrase.

use text_size::{TextRange, TextSize};
use tieout_figures::{Figure, Other, OtherKind};

use crate::signs::lists::NUMBERED;
use crate::tokens::{Boundary, Class, Token};
use crate::vocabulary::{VOCABULARY, Vocabulary};

/// Splits a sentence into tokens. `figures` and `others` are those read in it, each in the order of the text.
pub(crate) fn lex(text: &str, figures: &[Figure], others: &[Other]) -> Vec<Token> {
    Lexer { text, bytes: text.as_bytes(), vocabulary: &VOCABULARY, tokens: Vec::with_capacity(text.len() / 5) }
        .run(figures, others)
}

/// How many words of a metric may stand before an identifier in it, and the identifier itself.
const WORDS_BEFORE_IDENTIFIER: usize = 4;

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    vocabulary: &'a Vocabulary,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn run(mut self, figures: &[Figure], others: &[Other]) -> Vec<Token> {
        let mut figures = figures.iter().enumerate().peekable();
        let others: Vec<(usize, &Other)> =
            others.iter().enumerate().filter(|(_, other)| !self.is_in_metric(other)).collect();
        let mut others = others.into_iter().peekable();
        let mut at = 0;
        loop {
            let figure = figures.peek().map(|(index, figure)| (figure.range, Class::Figure(*index as u32)));
            let other = others.peek().map(|(index, other)| {
                let class = if self.is_in_name(other) { Class::Word } else { Class::Other(*index as u32) };
                (other.range, class)
            });
            let next = match (figure, other) {
                (Some(figure), Some(other)) if other.0.start() < figure.0.start() => {
                    others.next();
                    other
                }
                (Some(figure), _) => {
                    figures.next();
                    figure
                }
                (None, Some(other)) => {
                    others.next();
                    other
                }
                (None, None) => break,
            };
            self.words(at, usize::from(next.0.start()));
            self.tokens.push(Token { range: next.0, class: next.1 });
            at = usize::from(next.0.end());
        }
        self.words(at, self.bytes.len());
        self.tokens
    }

    /// Whether an identifier is a name or the number of one: "Harbor 365 revenue". What is only numbered is none: "Slide 5".
    fn is_in_name(&self, other: &Other) -> bool {
        let (start, end) = (usize::from(other.range.start()), usize::from(other.range.end()));
        let Some(said) = self.bytes.get(start..end).filter(|_| other.kind == OtherKind::Identifier) else {
            return false;
        };
        if !said.iter().all(u8::is_ascii_digit) {
            let (noun, number) = said.split_at(said.iter().position(|byte| *byte == b' ').unwrap_or(said.len()));
            // "B2C revenue"
            let joined = said.len() <= 4
                && said.iter().all(u8::is_ascii_alphanumeric)
                && said.last().is_some_and(u8::is_ascii_uppercase);
            if joined && said[0].is_ascii_uppercase() {
                return true;
            }
            let numbered = NUMBERED.iter().any(|it| noun.eq_ignore_ascii_case(it.as_bytes()));
            return said[0].is_ascii_uppercase() && number.iter().any(u8::is_ascii_digit) && !numbered;
        }
        let last = self.tokens.last().filter(|last| last.class == Class::Word);
        last.is_some_and(|last| {
            let name = self.bytes.get(usize::from(last.range.start())).is_some_and(u8::is_ascii_uppercase);
            name && usize::from(last.range.end()) + 1 == start
        })
    }

    /// Whether an identifier is part of the name of a metric: "common equity tier 1 ratio".
    fn is_in_metric(&self, other: &Other) -> bool {
        if other.kind != OtherKind::Identifier {
            return false;
        }
        let mut start = usize::from(other.range.start());
        for _ in 0..WORDS_BEFORE_IDENTIFIER {
            let (end, class) = self.longest(start, self.bytes.len());
            if matches!(class, Some(Class::Metric(_))) && end >= usize::from(other.range.end()) {
                return true;
            }
            let gap = start.checked_sub(1).filter(|gap| matches!(self.bytes[*gap], b' ' | b'-'));
            let Some(gap) = gap else { break };
            while start > 0 && (start > gap || word_byte(self.bytes, start - 1)) {
                start -= 1;
            }
            if start == gap {
                break;
            }
        }
        false
    }

    /// Lexes the words of a stretch without number expressions.
    fn words(&mut self, mut at: usize, end: usize) {
        while at < end {
            if word_byte(self.bytes, at) {
                at = self.phrase(at, end);
                continue;
            }
            if let Some(length) = self.dash(at) {
                self.push(at, at + length, Class::Boundary(Boundary::Dash));
                at += length;
                continue;
            }
            if let Some(boundary) = self.punctuation(at) {
                self.push(at, at + 1, Class::Boundary(boundary));
            }
            at += character_length(self.bytes[at]);
        }
    }

    /// Lexes the longest phrase that begins at a word, and returns where it ends.
    fn phrase(&mut self, start: usize, end: usize) -> usize {
        let (stop, class) = self.longest(start, end);
        if let Some((stop, class)) = self.leads_on(start, stop, end) {
            self.push(start, stop, class);
            return stop;
        }
        // "US Card Services" is no pronoun.
        let country = matches!(class, Some(Class::Pronoun(_))) && &self.bytes[start..stop] == b"US";
        let class = class.filter(|_| !country).unwrap_or_else(|| {
            let word = &self.bytes[start..stop];
            if word.len() > 4 && word.ends_with(b"ly") { Class::Adverb } else { Class::Word }
        });
        self.push(start, stop, class);
        stop
    }

    /// "In" of "in total" with a metric right behind it, where the clause goes on with both: "in total capital expenditures".
    fn leads_on(&self, start: usize, stop: usize, end: usize) -> Option<(usize, Class)> {
        let (first, rest) = (word_end(self.bytes, start, stop), stop + 1);
        let joined = self.bytes.get(stop) == Some(&b' ') && rest < end && word_byte(self.bytes, rest);
        if !self.bytes[start..stop].eq_ignore_ascii_case(b"in total") || !joined {
            return None;
        }
        let link = self.vocabulary.class(self.vocabulary.step(Vocabulary::ROOT, &self.bytes[start..first.bare])?)?;
        matches!(self.longest(rest, end).1, Some(Class::Metric(_))).then_some((first.bare, link))
    }

    /// Where the longest phrase of the vocabulary ends that begins at a word, with its class; the word itself where there
    /// is none.
    fn longest(&self, start: usize, end: usize) -> (usize, Option<Class>) {
        let mut word = word_end(self.bytes, start, end);
        let mut longest = (word.with_possessive, None);
        let mut node = Vocabulary::ROOT;
        let mut from = start;
        // "Selling, general and administrative expenses": a list that is one name has its "and" behind the last comma.
        let mut lists = false;
        while let Some(next) = self.vocabulary.step(node, &self.bytes[from..word.bare]) {
            node = next;
            lists &= !self.bytes[from..word.bare].eq_ignore_ascii_case(b"and");
            if let Some(class) = self.vocabulary.class(node).filter(|_| !lists) {
                longest = (word.with_possessive, Some(class));
            }
            let gap = word.with_possessive;
            let comma = self.bytes[..end].get(gap..gap + 2) == Some(b", ");
            // "Year-over- year": a line once ended behind the hyphen.
            let broken = self.bytes[..end].get(gap..gap + 2) == Some(b"- ");
            let next = gap + 1 + usize::from(comma || broken);
            if !self.vocabulary.goes_on(node)
                || next >= end
                || !comma && !matches!(self.bytes[gap], b' ' | b'-' | b'/')
                || !word_byte(self.bytes, next)
            {
                break;
            }
            lists |= comma;
            from = next;
            word = word_end(self.bytes, from, end);
        }
        longest
    }

    fn punctuation(&self, at: usize) -> Option<Boundary> {
        match self.bytes[at] {
            b',' => Some(Boundary::Comma),
            b';' | b':' => Some(Boundary::Semicolon),
            b'(' | b')' | b'[' | b']' => Some(Boundary::Parenthesis),
            b'?' | b'!' => Some(Boundary::Stop),
            b'.' if self.bytes[at + 1..].iter().all(u8::is_ascii_whitespace) => Some(Boundary::Stop),
            _ => None,
        }
    }

    /// The length of a dash that separates clauses; a hyphen inside a word is none.
    fn dash(&self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..];
        if rest.starts_with("\u{2014}".as_bytes()) || rest.starts_with("\u{2013}".as_bytes()) {
            return Some(3);
        }
        let dashes = rest.iter().take_while(|byte| **byte == b'-').count();
        let spaced = at > 0 && self.bytes[at - 1] == b' ' && rest.get(dashes) == Some(&b' ');
        (dashes > 1 || dashes == 1 && spaced).then_some(dashes)
    }

    fn push(&mut self, start: usize, end: usize, class: Class) {
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        self.tokens.push(Token { range, class });
    }
}

/// Where a word ends, with and without its possessive "'s".
#[derive(Clone, Copy)]
struct WordEnd {
    bare: usize,
    with_possessive: usize,
}

/// Whether the character that begins or goes on at an offset is part of a word: a letter, a digit, "&", or anything
/// beyond ASCII that is neither punctuation (U+2000 to U+203F) nor a no-break space.
fn word_byte(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'&' => true,
        0xE2 => bytes.get(at + 1) != Some(&0x80),
        0xC2 => bytes.get(at + 1) != Some(&0xA0),
        byte => byte.is_ascii_alphanumeric() || byte >= 0x80,
    }
}

/// The length of the character that a first byte begins.
fn character_length(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

/// The length of the apostrophe at an offset, plain or curly.
fn apostrophe(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at) {
        Some(b'\'') => Some(1),
        Some(0xE2) if bytes[at..].starts_with("\u{2019}".as_bytes()) => Some(3),
        _ => None,
    }
}

fn word_end(bytes: &[u8], start: usize, end: usize) -> WordEnd {
    let mut at = start;
    loop {
        // Nearly all bytes of words are letters of ASCII.
        let word = bytes.get(at..end).unwrap_or_default();
        let letters = word.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(word.len());
        at += letters;
        while at < end && word_byte(bytes, at) {
            at += 1;
        }
        // "U.S" and the like; the last full stop stays outside.
        if at + 1 < end && bytes[at] == b'.' && at == start + 1 && bytes[at + 1].is_ascii_uppercase() {
            at += 1;
            continue;
        }
        let Some(length) = apostrophe(bytes, at).filter(|length| at + length < end) else { break };
        let after = at + length;
        if !bytes[after].is_ascii_alphabetic() {
            break;
        }
        let possessive = bytes[after] == b's' && (after + 1 >= end || !word_byte(bytes, after + 1));
        if possessive {
            return WordEnd { bare: at, with_possessive: after + 1 };
        }
        at = after;
    }
    WordEnd { bare: at, with_possessive: at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Basis;
    use crate::tokens::PeriodWord;

    fn classes(text: &str) -> Vec<(&str, Class)> {
        lex(text, &[], &[]).into_iter().map(|token| (&text[token.range], token.class)).collect()
    }

    fn said(text: &str) -> Vec<&str> {
        classes(text).into_iter().map(|(said, _)| said).collect()
    }

    #[test]
    fn the_longest_phrase_wins() {
        let metric = |text: &str| {
            let tokens = lex(text, &[], &[]);
            let names = tokens.iter().filter_map(|token| match token.class {
                Class::Metric(id) => Some(VOCABULARY.metric(id).name.to_string()),
                _ => None,
            });
            names.collect::<Vec<_>>()
        };
        assert_eq!(metric("Revenue grew"), ["revenue"]);
        assert_eq!(metric("Deferred revenue grew"), ["deferred revenue"]);
        assert_eq!(metric("Cost of revenue grew"), ["cost of revenue"]);
        assert_eq!(metric("cost of the revenue"), ["revenue"]);
        assert_eq!(metric("gross margin"), ["gross margin"]);
        assert_eq!(metric("Sales and marketing expense"), ["sales and marketing expense"]);
        assert_eq!(metric("sales reps"), Vec::<String>::new());
        assert_eq!(metric("EBITDA, revenue and free cash flow"), ["EBITDA", "revenue", "free cash flow"]);
    }

    #[test]
    fn hyphens_possessives_and_curly_apostrophes_do_not_matter() {
        for text in ["year-over-year", "year over year", "Year-over-Year", "year-over- year", "year- over-year"] {
            assert_eq!(classes(text), [(text, Class::Basis(Basis::YearOverYear))]);
        }
        assert_eq!(classes("the village's"), [("the", Class::Determiner), ("village's", Class::Word)]);
        assert_eq!(classes("last quarter\u{2019}s")[0].1, Class::Period(PeriodWord::Quarter(-1)));
        assert_eq!(classes("don\u{2019}t")[0].1, Class::Negation);
        assert_eq!(said("the U.S. business"), ["the", "U.S", "business"]);
    }

    #[test]
    fn dashes_between_words_are_boundaries_and_hyphens_are_none() {
        assert_eq!(said("well -- rather"), ["well", "--", "rather"]);
        assert_eq!(said("well - rather"), ["well", "-", "rather"]);
        assert_eq!(said("win - rate"), ["win", "-", "rate"]);
        assert_eq!(said("well\u{2014}rather"), ["well", "\u{2014}", "rather"]);
        assert_eq!(said("well-rather"), ["well", "rather"]);
    }

    #[test]
    fn a_phrase_does_not_reach_over_punctuation() {
        assert!(matches!(classes("win rate")[..], [(_, Class::Metric(_))]));
        assert!(classes("win, rate").iter().all(|(_, class)| !matches!(class, Class::Metric(_))));
    }

    #[test]
    fn number_expressions_are_tokens_of_their_own() {
        let text = "Revenue was $12 million.";
        let reading = tieout_figures::read(text, &tieout_figures::Context::default());
        let tokens = lex(text, &reading.figures, &reading.others);
        let said: Vec<&str> = tokens.iter().map(|token| &text[token.range]).collect();
        assert_eq!(said, ["Revenue", "was", "$12 million", "."]);
        assert_eq!(tokens[2].class, Class::Figure(0));
    }

    #[test]
    fn any_text_is_cut_at_characters() {
        for text in [
            "\u{2018}a\u{2019} \u{201C}b",
            "\u{00A0}x\u{3002}",
            "a\u{2019}",
            "\u{2014}",
            "'s",
            "U.",
            "&",
            "\u{1F600}s's",
        ] {
            said(text);
        }
    }
}
