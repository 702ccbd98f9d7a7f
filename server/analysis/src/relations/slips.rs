//! Slips of the pen: ranges with their ends out of order, and numbers without sign or scale.

use text_size::TextSize;
use tieout_figures::{Amount, Bound, Decimal, Figure, Kind as FigureKind};
use tieout_transcript::SectionKind;

use super::explicit::{Clauses, is_bare};
use super::stream::{Subject, Symbol, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::facts::Modality;
use crate::signs::cues::Cue;
use crate::tokens::{Class, Link, Modal, Sense, Token};
use crate::vocabulary::{MetricKind, VOCABULARY};

impl Clauses<'_> {
    /// Ranges of guidance whose ends are out of order, which nobody reads as one figure: "$125 million to $118 million".
    pub(super) fn reversed_ranges(&self, found: &mut Found) {
        for (at, window) in self.stream.symbols.windows(3).enumerate() {
            let [low, to, high] = window else { continue };
            let adjacent = low.word.is_none() && to.word == Some(Word::To) && high.word.is_none();
            let before = at.checked_sub(1).and_then(|at| self.stream.symbols[at].word);
            let is_move = matches!(before, Some(Word::From | Word::Versus | Word::Up));
            let (is_named, is_said) = (self.names_range(low.token), self.says_range(low.token));
            let (low, high) = (self.first + low.index, self.first + high.index);
            if !adjacent || is_move || to.strange > 0 || high >= self.facts.len() {
                continue;
            }
            let guided = [low, high].iter().all(|fact| self.facts[*fact].modality == Modality::Guidance);
            let is_named =
                is_named && [low, high].iter().all(|fact| self.figure(*fact).interval().low.is_some_and(is_several));
            let is_split = is_whole_in_two(self.figure(low), self.figure(high));
            if (guided || is_named || is_said) && !is_split && same_unit(self.figure(low), self.figure(high)) {
                found.relations.push(range(low, high));
            }
        }
        for pair in self.stream.symbols.windows(2) {
            let [low, high] = pair else { continue };
            if low.word.is_none() && high.word.is_none() && self.is_dashed(low, high) {
                let (low, high) = (self.first + low.index, self.first + high.index);
                if high < self.facts.len() && !self.falls_before(self.figure(low)) {
                    found.relations.push(range(low, high));
                }
            }
        }
    }

    /// Ranges that were read as such for the words around them, with their ends turned round.
    pub(super) fn turned_ranges(&self, here: usize, found: &mut Found) {
        for fact in (self.first..self.first + here).filter(|fact| self.is_turned(self.figure(*fact))) {
            let at = self.figure(fact).range.start();
            let token = self.sentence.reading.token_from(at);
            if self.says_range(token) && !self.falls_before(self.figure(fact)) {
                let operands = vec![(Role::Span, fact)];
                let pairing = Pairing::Clause;
                found.relations.push(Relation { kind: Kind::Range, pairing, sense: None, operands });
            }
        }
    }

    /// Whether a range was read with its ends turned round: "between 14% to 8%".
    fn is_turned(&self, figure: &Figure) -> bool {
        let Amount::Range { low, high } = figure.amount else { return false };
        let said = self.sentence.words(figure.range);
        let digits = |it: char| it.is_ascii_digit() || it == '.';
        let mut numbers = said.split(|it: char| !digits(it)).filter_map(|it| it.parse::<Decimal>().ok());
        let (first, second) = (numbers.next(), numbers.next());
        figure.kind == FigureKind::Percent
            && first == Some(high.value)
            && second == Some(low.value)
            && low.value < high.value
    }

    /// Whether a dash and nothing else joins two figures of which only the second says what both are: "16-9%".
    fn is_dashed(&self, low: &Symbol, high: &Symbol) -> bool {
        let figures = &self.sentence.reading.figures;
        let Some((low, high)) = figures.get(low.index).zip(figures.get(high.index)) else { return false };
        let words = |from: TextSize, to: TextSize| self.sentence.text().get(usize::from(from)..usize::from(to));
        let dash =
            words(low.range.end(), high.range.start()).is_some_and(|between| matches!(between, "-" | "\u{2013}"));
        let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let bare = words(low.range.start(), low.range.end()).is_some_and(digits);
        dash && bare && low.kind == FigureKind::Percent && high.kind == FigureKind::Percent
    }
}

fn range(low: usize, high: usize) -> Relation {
    let operands = vec![(Role::Low, low), (Role::High, high)];
    Relation { kind: Kind::Range, pairing: Pairing::Clause, sense: None, operands }
}

impl Clauses<'_> {
    /// Amounts that close a row of amounts for one share: "$0.42 per share compared to an outlook of $0.31 to $0.36, and
    /// compared to $9 million". "Or $0.22 per share" behind it would put it right.
    pub(super) fn mixed_units(&self, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        let kind = |at: usize| {
            let symbol = self.stream.symbols.get(at).filter(|symbol| symbol.word.is_none())?;
            Some(self.sentence.reading.figures.get(symbol.index)?.kind)
        };
        let word = |at: usize| self.stream.symbols.get(at).and_then(|symbol| symbol.word);
        for at in 0..self.stream.symbols.len() {
            let is_row = kind(at) == Some(FigureKind::PerShare)
                && is_base(word(at + 1))
                && kind(at + 2) == Some(FigureKind::PerShare)
                && word(at + 3) == Some(Word::And)
                && is_base(word(at + 4))
                && kind(at + 5) == Some(FigureKind::Money);
            let Some((level, other)) = self.stream.symbols.get(at).zip(self.stream.symbols.get(at + 5)) else { break };
            let said_for_one = word(at + 6) == Some(Word::Or) && kind(at + 7) == Some(FigureKind::PerShare);
            let (level, other) = (self.first + level.index, self.first + other.index);
            if is_row && !said_for_one && other < self.facts.len() && is_large(self.figure(other)) {
                let operands = vec![(Role::Bare, other), (Role::Neighbour, level)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }
}

impl Clauses<'_> {
    /// Whether the words right before a figure say that a range follows: "the guidance of 45 to 47", "gets you to the 45
    /// to 47".
    fn names_range(&self, figure: usize) -> bool {
        let before = self.sentence.reading.tokens.get(..figure).unwrap_or_default();
        let mut before = before.iter().rev().map(|token| token.class);
        let Some(last) = before.next() else { return false };
        let leads = |class: Class| matches!(class, Class::Link(Link::To | Link::Of | Link::At | Link::In));
        match last {
            Class::Modal(Modal::Guidance) => true,
            Class::Determiner => before.next().is_some_and(leads),
            _ => false,
        }
    }

    /// Whether the word "range" leads to an amount or a percentage: "the range is between 16% to 9%", "a range of about $8
    /// to $6".
    fn says_range(&self, figure: usize) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let low = tokens.get(figure).and_then(|it| it.class.figure(&self.sentence.reading.figures));
        let Some((low, before)) = low.zip(tokens.get(..figure)) else { return false };
        let leads = |token: &Token| {
            matches!(
                token.class,
                Class::Hedge | Class::Determiner | Class::Copula | Class::Link(Link::Of | Link::Between | Link::At)
            )
        };
        let is_range = |token: &Token| self.sentence.reading.marks.cue(token) == Some(Cue::Range);
        let led = before.iter().rev().find(|token| !leads(token)).is_some_and(is_range);
        let between = before.iter().rev().find(|token| token.class != Class::Hedge);
        let is_between = between.is_some_and(|token| token.class == Class::Link(Link::Between));
        let ends = |token: &&Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_) | Class::Direction(_));
        let named = led || is_between && before.iter().rev().take(RANGE_REACH).take_while(ends).any(is_range);
        named && matches!(low.kind, FigureKind::Percent | FigureKind::Money) && !self.falls_before(low)
    }

    /// Whether a word for a fall stands before a figure: the ends of a decline are said either way round.
    fn falls_before(&self, figure: &Figure) -> bool {
        let tokens = &self.sentence.reading.tokens;
        let at = self.sentence.reading.token_from(figure.range.start());
        let mut before = tokens[..at].iter().rev().take(FALL_REACH);
        before.any(|token| match token.class {
            Class::Direction(direction) => matches!(direction.sense, Sense::Down | Sense::Worse),
            _ => false,
        })
    }
}

/// Whether two percentages share out a whole: "a split of 53% to 47%".
fn is_whole_in_two(one: &Figure, other: &Figure) -> bool {
    let value = |figure: &Figure| match figure.amount {
        Amount::Single(it) if figure.kind == FigureKind::Percent => Some(it.value),
        _ => None,
    };
    value(one).zip(value(other)).and_then(|(one, other)| one.checked_add(other)) == Some(Decimal::ONE_HUNDRED)
}

/// How many words before a range may say that it is one of a fall.
const FALL_REACH: usize = 20;

/// How many words may stand between the word "range" and its "between".
const RANGE_REACH: usize = 10;

/// Whether a number is more than one says of anything: "from 9 to 5".
fn is_several(low: Bound) -> bool {
    low.value >= Decimal::TEN
}

/// Whether a word leads to what a value is compared with.
fn is_base(word: Option<Word>) -> bool {
    matches!(word, Some(Word::From | Word::Versus))
}

/// Whether an amount is too large to be one for each share.
fn is_large(figure: &Figure) -> bool {
    matches!(figure.amount, Amount::Single(it) if it.value.abs() >= Decimal::from(LEAST_OF_ALL_SHARES))
}

/// Less than this may be an amount for one share.
const LEAST_OF_ALL_SHARES: i64 = 100_000;

/// Bare numbers beside amounts: those that took their scale from a neighbour, and those that are said of a metric
/// that is money.
impl Clauses<'_> {
    pub(super) fn missing_units(&self, here: usize, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        let facts = self.first..self.first + here;
        let is_amount = |fact: &usize| {
            let figure = self.figure(*fact);
            figure.kind == FigureKind::Money && figure.inferred.is_none()
        };
        for bare in facts.clone() {
            let figure = self.figure(bare);
            let neighbour = match figure.inferred {
                Some(inferred)
                    if inferred.scale
                        && figure.kind == FigureKind::Money
                        && !self.follows_or(bare)
                        && !self.is_in_parentheses(bare) =>
                {
                    facts.clone().find(|fact| *fact != bare && self.figure(*fact).range == inferred.from)
                }
                // "$24 million or 4.7" says it in another unit.
                None if is_bare(figure) && self.is_said_of_money(figure) && !self.follows_or(bare) => {
                    // One amount may be of another metric; where several carry sign and scale, they are the custom.
                    facts.clone().filter(is_amount).nth(1)
                }
                _ => None,
            };
            if let Some(neighbour) = neighbour {
                let operands = vec![(Role::Bare, bare), (Role::Neighbour, neighbour)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }

    /// Whether a figure stands alone in parentheses, as the year before does behind an amount in its unit: "SEK 1,030 million
    /// (936)".
    fn is_in_parentheses(&self, fact: usize) -> bool {
        let (range, text) = (self.figure(fact).range, self.sentence.text());
        let before = text.get(..usize::from(range.start())).unwrap_or_default();
        let behind = text.get(usize::from(range.end())..).unwrap_or_default();
        before.ends_with('(') && behind.starts_with(')')
    }

    /// Whether "or" leads to a figure.
    fn follows_or(&self, fact: usize) -> bool {
        let at = self.sentence.reading.token_from(self.figure(fact).range.start());
        let before = at.checked_sub(1).and_then(|before| self.sentence.reading.tokens.get(before));
        before.is_some_and(|before| before.class == Class::Link(Link::Or))
    }

    /// Bare levels that are measured by an amount: "expense was 1.4, up from $1.8 million".
    pub(super) fn bare_levels(&self, found: &mut Found) {
        if self.sentence.section != SectionKind::PreparedRemarks {
            return;
        }
        for (at, level) in self.stream.symbols.iter().enumerate().filter(|(_, symbol)| symbol.word.is_none()) {
            let word = |at: usize| self.stream.symbols.get(at).and_then(|symbol| symbol.word);
            let base = if word(at + 1) == Some(Word::Up) { at + 2 } else { at + 1 };
            let prior = self.stream.symbols.get(base + 1).filter(|prior| is_base(word(base)) && prior.word.is_none());
            let Some(prior) = prior.filter(|prior| prior.subject == Subject::Unsaid) else { continue };
            let (bare, neighbour) = (self.first + level.index, self.first + prior.index);
            if neighbour >= self.facts.len() || !level.led || !self.is_behind_money(level.token) {
                continue;
            }
            let (figure, amount) = (self.figure(bare), self.figure(neighbour));
            let scaled = amount.kind == FigureKind::Money && amount.inferred.is_none() && is_large(amount);
            if is_bare(figure) && figure.inferred.is_none() && scaled {
                let operands = vec![(Role::Bare, bare), (Role::Neighbour, neighbour)];
                let relation = Relation { kind: Kind::Unit, pairing: Pairing::Clause, sense: None, operands };
                found.relations.push(relation);
            }
        }
    }

    /// Whether the first metric that a sentence names, before a token, is one that is money.
    fn is_behind_money(&self, token: usize) -> bool {
        let before = self.sentence.reading.tokens.get(..token).unwrap_or_default().iter();
        let mut metrics = before.filter_map(|token| match token.class {
            Class::Metric(metric) => Some(metric),
            _ => None,
        });
        metrics.next().is_some_and(|metric| VOCABULARY.metric(metric).kind == MetricKind::Money)
    }

    /// Whether the words right before a figure name a metric that is money: "revenues of approximately 115".
    fn is_said_of_money(&self, figure: &Figure) -> bool {
        let mut before =
            self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range != figure.range).skip(1);
        let named = before.find(|token| {
            !matches!(token.class, Class::Hedge | Class::Copula | Class::Link(Link::Of | Link::At | Link::Between))
        });
        match named.map(|token| token.class) {
            Some(Class::Metric(metric)) => VOCABULARY.metric(metric).kind == MetricKind::Money,
            _ => false,
        }
    }
}
