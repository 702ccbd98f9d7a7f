//! Nouns that say by themselves, or behind one word, what a figure is: "a $5 million provision", "30 countries", "a 95% loyalty
//! rate".

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::Kind;

use super::statement::Place;
use super::subject::Subject;
use crate::rows::rows;
use crate::signs::words::{is_any, is_vague};
use crate::tokens::{Class, Link, Pronoun};

/// The most words of a phrase.
pub(super) const LONGEST: usize = 5;

/// Words that alone say what an amount of money is, and whether they are of no period by themselves.
static AMOUNT_NOUNS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let words = rows(include_str!("../vocabulary/amount_nouns.txt")).flat_map(str::split_ascii_whitespace);
    let mut standing = false;
    let marked = words.filter_map(|word| {
        standing |= word == "standing";
        (word != "standing").then_some((word, standing))
    });
    marked.collect()
});

/// Words that alone say what is counted.
static COUNTED_NOUNS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../vocabulary/counted_nouns.txt")).flat_map(str::split_ascii_whitespace).collect()
});

/// Nouns that a word before them makes a ratio, and the words that make them none.
static RATIO_NOUNS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let words = rows(include_str!("../vocabulary/ratio_nouns.txt")).flat_map(str::split_ascii_whitespace);
    let mut noun = true;
    let marked = words.filter_map(|word| {
        noun &= word != "qualifier";
        (word != "qualifier").then_some((word, noun))
    });
    marked.collect()
});

/// Whether the last of some words is a ratio of what the words before it name: "loyalty rate", but not "annual rate".
pub(super) fn is_ratio_of_something(words: &[&str]) -> bool {
    let is = |word: &str, noun: bool| RATIO_NOUNS.get(word.to_lowercase().as_str()) == Some(&noun);
    let Some((head, rest)) = words.split_last() else { return false };
    is(head, true) && rest.last().is_some_and(|word| !is(word, false) && !is(word, true) && !is_vague(word))
}

/// Whether a word alone says what an amount of money is.
pub(super) fn is_amount_noun(word: &str) -> bool {
    AMOUNT_NOUNS.contains_key(word.to_lowercase().as_str())
}

/// Whether a word for an amount is of no period by itself: "a $5 million bond".
pub(super) fn is_standing(name: &str) -> bool {
    AMOUNT_NOUNS.get(name).copied().unwrap_or_default()
}

impl Place<'_> {
    /// The ratio that stands behind its percentage: "a 95% loyalty rate".
    pub(super) fn ratio_behind(&self) -> Option<Subject> {
        let start = self.after.start;
        let end = (start..self.after.end.min(start + LONGEST)).take_while(|at| self.is_in_phrase(*at)).last()? + 1;
        let words = |end: usize| (start..end).map(|at| self.word(at)).collect::<Vec<_>>();
        let ends = self.figure.kind == Kind::Percent && is_ratio_of_something(&words(end));
        self.phrase(start..end).filter(|_| ends)
    }

    /// The one noun whose size the figure says behind an article: "a $5 million provision", "this $3 million settlement"; a word
    /// may stand before it: "our $5 million annual contract", "the $3 million cash payment".
    pub(super) fn sole_noun(&self) -> Option<Subject> {
        let start = self.after.start;
        let before = |at: usize| at.checked_sub(1).and_then(|before| self.class(before));
        let article = |at: usize| {
            matches!(before(at), Some(Class::Determiner | Class::Hedge | Class::Pronoun(_) | Class::Period(_)))
        };
        // "our existing $20 million contract"
        let adjective = before(self.token) == Some(Class::Word) && self.token.checked_sub(1).is_some_and(article);
        // A set phrase is one token: "cash payment".
        let names_amount = |at: usize| is_amount_noun(self.word(at).rsplit(' ').next().unwrap_or_default());
        let sort = self.class(start) != Some(Class::Word) || !names_amount(start);
        let at = start + usize::from(sort);
        if sort && !matches!(self.class(start), Some(Class::Word | Class::Metric(_) | Class::Adverb | Class::Scope(_)))
        {
            return None;
        }
        let token = self.view.tokens.get(at).filter(|token| token.class == Class::Word)?;
        let noun = names_amount(at);
        // "a $5 million charge-off"
        let behind = &self.view.text[usize::from(token.range.end())..];
        // "a $5 million provision relating to"
        let participle = ["ing", "ed"].iter().any(|ending| self.word(at + 1).ends_with(ending));
        let goes_on = matches!(self.class(at + 1), Some(Class::Word | Class::Metric(_) | Class::Scope(_)));
        let alone = (!goes_on || participle) && !behind.starts_with('-');
        if self.figure.kind != Kind::Money || !(article(self.token) || adjective) || !alone || !noun {
            return None;
        }
        // A word of manner says nothing of what it is: "a $5 million additional charge".
        let said = match self.class(start) {
            Some(Class::Adverb) => token.range,
            _ => self.view.tokens[start].range.cover(token.range),
        };
        Some(Subject::named(&self.view.text[said], self.view.segment.clone()))
    }

    /// The one noun before the figure that says what an amount is: "a charge in the quarter of $5 million", "a provision for
    /// $5 million", "this charge was $5 million".
    pub(super) fn amount_before(&self) -> Option<Subject> {
        let (at, lead) = self.lead().filter(|_| self.figure.kind == Kind::Money)?;
        let led = matches!(lead, Class::Link(Link::Of | Link::For));
        let end = self.before_period(if led { at } else { self.predicate()? });
        let noun = end.checked_sub(1).filter(|noun| self.window.contains(noun))?;
        let article = matches!(
            noun.checked_sub(1).and_then(|at| self.class(at)),
            Some(Class::Determiner | Class::Pronoun(Pronoun::This))
        );
        let alone = article && self.class(noun) == Some(Class::Word);
        let token = self.view.tokens.get(noun).filter(|_| alone)?;
        // "in the order of $20 billion"
        let order = self.word(noun).eq_ignore_ascii_case("order");
        let known = !order && is_amount_noun(self.word(noun));
        known.then(|| Subject::named(&self.view.text[token.range], self.view.segment.clone()))
    }

    /// The noun that a count itself has: "30 countries", "17 ferry lines". Of which period they are is not said with it.
    pub(super) fn counted_noun(&self) -> Option<Subject> {
        let words = self.noun_inside().filter(|_| self.figure.kind == Kind::Count)?;
        let head = words.rsplit([' ', '-']).next()?;
        // "51 million iPhones", "we sold 4 million Sloops"
        let sold = self.lead().is_some_and(|(at, _)| is_any(self.word(at), &["sold", "shipped", "delivered", "sell"]));
        let inner = head.chars().skip(1).any(|letter| letter.is_ascii_uppercase());
        let large = inner && head.starts_with(|first: char| first.is_ascii_lowercase());
        let known = || Subject::names_metric(head);
        let product =
            (large || sold && (inner || head.starts_with(|first: char| first.is_ascii_uppercase()))) && !known();
        let letters = head.bytes().all(|byte| byte.is_ascii_lowercase() || product && byte.is_ascii_alphabetic());
        let plural = head.len() > 3 && head.ends_with('s') && letters;
        // What measures a speed is no thing: "gigaflops".
        let complete = product || COUNTED_NOUNS.contains(head) || words.contains(' ') && !head.ends_with("flops");
        let vague = words.split([' ', '-']).any(is_vague);
        let segment = self.view.segment.clone().filter(|_| !product);
        (plural && complete && !vague).then(|| Subject::named(words, segment))
    }
}
