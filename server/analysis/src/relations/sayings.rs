//! Sayings: the words beside a figure, by which a listener knows it again.
//!
//! A word tells more the fewer figures of its kind it stands beside: "stipulation" more than "revenue".

use rustc_hash::FxHashMap;
use tieout_figures::{Amount, Kind as FigureKind, Unit};

use super::pointing::{self, Pointing};
use super::surroundings::Surroundings;
use crate::facts::{Fact, Modality};
use crate::sentence::Sentence;
use crate::signs::stems::{self, Stem};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Token};
use crate::vocabulary::{ScopeId, VOCABULARY};

/// How many tokens before and behind a figure can say what it is.
const BEFORE: usize = 14;
const BEHIND: usize = 9;

/// How near behind a figure a word of change is its own: "20% growth".
const OF_CHANGE: usize = 5;

/// A figure with what is said beside it.
#[derive(Debug)]
pub(super) struct Saying {
    /// The index of the fact.
    pub(super) fact: usize,
    /// The numbers of its words, in order, each once.
    pub(super) words: Vec<u32>,
    /// The scopes beside it.
    pub(super) scopes: Vec<ScopeId>,
    /// Whether it is said to be a change.
    pub(super) is_change: bool,
    /// Whether the noun of a change stands right behind it: "the $4 million increase".
    pub(super) names_change: bool,
    /// Whether something else is compared with it.
    pub(super) is_base: bool,
    /// Whether it is said to be expected.
    pub(super) is_expected: bool,
    /// Whether it points back to something said before: "the 45 contracts you mentioned", "that 16.9 million".
    pub(super) pointing: Pointing,
}

/// The sayings of a call, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    pub(super) all: Vec<Saying>,
    /// The sayings with each word, word by word.
    with_words: Vec<u32>,
    /// Where those of each word begin, and where the last end.
    starts: Vec<u32>,
}

impl Sayings {
    /// Reads them.
    pub(super) fn read(around: Surroundings<'_>) -> Sayings {
        let mut lexicon = Lexicon::default();
        lexicon.numbers.reserve(around.facts.len());
        let mut sayings = Sayings::default();
        for (index, fact) in around.facts.iter().enumerate() {
            let Some(sentence) = around.sentences.get(fact.sentence) else { continue };
            sayings.all.extend(saying(index, fact, sentence, &mut lexicon));
        }
        sayings.sort_by_word(lexicon.numbers.len());
        sayings
    }

    /// Sorts the sayings by their words: counts how many each word has, and then puts them in their places.
    fn sort_by_word(&mut self, words: usize) {
        let mut ends = vec![0; words + 1];
        for word in self.all.iter().flat_map(|saying| &saying.words) {
            ends[*word as usize] += 1;
        }
        let mut before = 0;
        for end in &mut ends {
            before += *end;
            *end = before;
        }
        self.with_words = vec![0; before as usize];
        // From the back, so that those of each word end in order.
        for (place, saying) in self.all.iter().enumerate().rev() {
            for word in &saying.words {
                let end = &mut ends[*word as usize];
                *end -= 1;
                self.with_words[*end as usize] = place as u32;
            }
        }
        self.starts = ends;
    }

    /// The sayings with a word.
    pub(super) fn with_word(&self, word: u32) -> &[u32] {
        let start = |word: usize| self.starts.get(word).map_or(self.with_words.len(), |start| *start as usize);
        &self.with_words[start(word as usize)..start(word as usize + 1)]
    }

    /// How much a word tells that two sayings have in common; nothing where many have it.
    pub(super) fn weight(&self, word: u32) -> usize {
        match self.with_word(word).len() {
            0..=3 => 4,
            4..=5 => 3,
            6..=9 => 2,
            10..=16 => 1,
            _ => 0,
        }
    }

    /// How much two sayings have in common.
    pub(super) fn in_common(&self, one: &Saying, other: &Saying) -> usize {
        let shared = one.words.iter().filter(|word| other.words.binary_search(word).is_ok());
        shared.map(|word| self.weight(*word)).sum()
    }
}

/// What a saying has in common with earlier ones, by their places.
pub(super) struct Common {
    /// The sum of the weights; none where nothing was added.
    weights: Vec<Option<usize>>,
    /// The places with a sum.
    places: Vec<usize>,
}

impl Common {
    pub(super) fn new(sayings: usize) -> Common {
        Common { weights: vec![None; sayings], places: Vec::new() }
    }

    pub(super) fn add(&mut self, place: usize, weight: usize) {
        let Some(sum) = self.weights.get_mut(place) else { return };
        if sum.is_none() {
            self.places.push(place);
        }
        *sum = Some(sum.unwrap_or_default() + weight);
    }

    /// All sums, which leaves none.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (usize, usize)> {
        self.places.drain(..).filter_map(|place| Some((place, self.weights.get_mut(place)?.take()?)))
    }
}

/// Gives words their numbers; one word beside figures of two kinds is two words.
#[derive(Default)]
struct Lexicon<'t> {
    numbers: FxHashMap<(FigureKind, Stem), u32>,
    /// The stems of names that have been met.
    names: FxHashMap<&'t str, Vec<Stem>>,
}

impl<'t> Lexicon<'t> {
    fn number(&mut self, kind: FigureKind, stem: Stem) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry((kind, stem)).or_insert(next)
    }

    /// Adds the words of a stretch of a sentence.
    fn add(&mut self, kind: FigureKind, stems: &[(u32, Stem)], words: &mut Vec<u32>) {
        words.extend(stems.iter().map(|(_, stem)| self.number(kind, *stem)));
    }

    /// Adds the words of a name.
    fn add_name(&mut self, kind: FigureKind, name: &'t str, words: &mut Vec<u32>) {
        let stems = self.names.remove(name).unwrap_or_else(|| stems::of(name).collect());
        words.extend(stems.iter().map(|stem| self.number(kind, *stem)));
        self.names.insert(name, stems);
    }
}

/// What is said beside a figure; none where it is supposed, vague or part of a name ("64-layer").
fn saying<'t>(index: usize, fact: &'t Fact, sentence: &'t Sentence, lexicon: &mut Lexicon<'t>) -> Option<Saying> {
    let (text, tokens) = (sentence.text(), &sentence.reading.tokens);
    let behind = text.get(usize::from(fact.figure.range.end())..)?;
    let is_name = fact.figure.kind == FigureKind::Count && behind.starts_with('-');
    if is_name || matches!(fact.figure.amount, Amount::Vague { .. }) || fact.modality == Modality::Hypothetical {
        return None;
    }
    let at = sentence.reading.token_from(fact.figure.range.start());
    if is_part_of_said(fact, sentence, at) {
        return None;
    }
    let pointing = pointing::of(fact, sentence, at);
    let mut saying = Saying {
        fact: index,
        words: Vec::with_capacity(BEFORE + BEHIND),
        scopes: Vec::new(),
        is_change: false,
        names_change: false,
        is_base: false,
        is_expected: false,
        pointing,
    };
    let before = at - saying.read_before(text, tokens.get(..at)?);
    let behind = at + 1 + saying.read_behind(tokens.get(at + 1..)?);
    // The company speaks of a metric of the vocabulary in many ways; whoever asks means the one said before.
    let by_metric = pointing.is_any() || fact.modality == Modality::Question;
    let known = fact.known_name();
    let kind = family(fact.figure.kind);
    for beside in [before..at, at + 1..behind] {
        lexicon.add(kind, sentence.reading.marks.stems(beside.clone()), &mut saying.words);
        for token in &tokens[beside] {
            match token.class {
                Class::Metric(id) if by_metric || known != Some(&*VOCABULARY.metric(id).name) => {
                    lexicon.add_name(kind, &VOCABULARY.metric(id).name, &mut saying.words);
                }
                Class::Scope(id) if !(VOCABULARY.scope(id).opens && leads_to(tokens, token, at)) => {
                    saying.scopes.push(id);
                }
                _ => {}
            }
        }
    }
    // "Excluding insurance, the provision was $5 million."
    if let Some(token) = tokens.first()
        && let Class::Scope(id) = token.class
        && VOCABULARY.scope(id).opens
        && !leads_to(tokens, token, at)
    {
        saying.scopes.push(id);
    }
    if let Some(metric) = fact.metric.as_ref().filter(|metric| by_metric || !metric.known) {
        lexicon.add_name(kind, &metric.name, &mut saying.words);
        lexicon.add_name(kind, &metric.text, &mut saying.words);
    }
    for scope in &fact.scope {
        lexicon.add_name(kind, scope, &mut saying.words);
    }
    if let Some(Unit::Named(noun)) = &fact.figure.unit {
        lexicon.add_name(kind, noun, &mut saying.words);
    }
    saying.words.sort_unstable();
    saying.words.dedup();
    saying.scopes.sort_unstable();
    saying.scopes.dedup();
    Some(saying)
}

/// Whether a bare number is a part of the amount that its sentence shares out, and in its unit: "of the 11 cents, volume
/// gave 5, gross margin 4 and tax 2".
fn is_part_of_said(fact: &Fact, sentence: &Sentence, at: usize) -> bool {
    let bare = fact.figure.kind == FigureKind::Count && fact.figure.unit.is_none();
    let tokens = &sentence.reading.tokens;
    let opens = tokens.first().is_some_and(|token| token.class == Class::Link(Link::Of));
    let whole = tokens.iter().take(at).find_map(|token| token.class.figure(&sentence.reading.figures));
    bare && opens && whole.is_some_and(|it| it.kind != FigureKind::Count)
}

/// Whether nothing ends a phrase between a token and the figure behind it: "excluding the $5 million provision" leaves
/// out the provision itself.
fn leads_to(tokens: &[Token], token: &Token, figure: usize) -> bool {
    let from = tokens.partition_point(|it| it.range.start() <= token.range.start());
    tokens.get(from..figure).is_some_and(|between| between.iter().all(|it| !matches!(it.class, Class::Boundary(_))))
}

/// Whether a word begins a clause on what stands before it.
fn is_relative(word: &str) -> bool {
    is_any(word, &["that", "which", "who"])
}

/// The kind that stands for all those that can say the same: points and basis points are said in percent as well.
pub(super) fn family(kind: FigureKind) -> FigureKind {
    match kind {
        FigureKind::PercentagePoints | FigureKind::BasisPoints => FigureKind::Percent,
        kind => kind,
    }
}

impl Saying {
    /// How many tokens right before the figure speak of it, noting what they make of it.
    fn read_before(&mut self, text: &str, tokens: &[Token]) -> usize {
        let (mut last_boundary, mut relative) = (None, None);
        let (mut is_near, mut after_copula) = (true, false);
        let mut last = None;
        for (found, token) in tokens.iter().rev().take(BEFORE).enumerate() {
            if matches!(token.class, Class::Figure(_)) {
                // What stands between two figures and before a comma is said of the first, and what stands before "that"
                // where it says what the first one is of: "$2 million of services that add to our $9 million contract".
                let first_is_of = last == Some(Class::Link(Link::Of));
                let ends = last_boundary.or(relative.filter(|_| first_is_of));
                return ends.unwrap_or(found);
            }
            match token.class {
                Class::Boundary(Boundary::Stop | Boundary::Semicolon | Boundary::Dash) => return found,
                Class::Boundary(Boundary::But | Boundary::Reason) => return found,
                Class::Boundary(Boundary::Comma) if after_copula => return found,
                Class::Boundary(Boundary::Comma | Boundary::And) => last_boundary = Some(found),
                Class::Direction(_) => self.is_change |= is_near,
                Class::Link(Link::From | Link::Versus) => self.is_base |= is_near,
                Class::Copula => after_copula = true,
                _ if is_relative(&text[token.range]) => relative = Some(found),
                Class::Modal(Modal::Expect) => self.is_expected = true,
                _ => {}
            }
            is_near &= matches!(
                token.class,
                Class::Direction(_)
                    | Class::Link(Link::From | Link::Versus | Link::By)
                    | Class::Hedge
                    | Class::Determiner
                    | Class::Adverb
            );
            last = Some(token.class);
        }
        tokens.len().min(BEFORE)
    }

    /// How many tokens right behind the figure speak of it, noting what they make of it.
    fn read_behind(&mut self, tokens: &[Token]) -> usize {
        let ends = |token: &&Token| {
            let goes_on = matches!(token.class, Class::Boundary(Boundary::And | Boundary::Parenthesis));
            matches!(token.class, Class::Figure(_) | Class::Boundary(_)) && !goes_on
        };
        let found = tokens.iter().take(BEHIND).take_while(|token| !ends(token)).count();
        let of_change = tokens.iter().take(found.min(OF_CHANGE));
        let noun = |token: &Token| matches!(token.class, Class::Direction(Direction { form: Form::Noun, .. }));
        self.names_change = tokens.first().is_some_and(noun);
        self.is_change |= of_change.into_iter().any(|token| matches!(token.class, Class::Direction(_)));
        found
    }
}
