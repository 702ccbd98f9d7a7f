//! Tokens: what the words of a sentence do in a statement about numbers.
//!
//! A sentence becomes tokens of a few classes, most of them looked up in the tables of `vocabulary/` (`lexer.rs`). Facts
//! are bound and relations found over tokens.

use text_size::TextRange;
use tieout_figures::Figure;

use crate::vocabulary::{MetricId, ScopeId};

/// A word or phrase, with what it does in the sentence. Ranges are those of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the sentence.
    pub range: TextRange,
    /// What it does.
    pub class: Class,
}

/// What a word or phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The figure of this index in the reading.
    Figure(u32),
    /// The number expression that is no figure of this index in the reading: a period, a date, an identifier.
    Other(u32),
    /// A metric of the vocabulary: "gross margin".
    Metric(MetricId),
    /// A scope of the vocabulary: "non-GAAP", "organic", "excluding".
    Scope(ScopeId),
    /// A period in words: "last quarter", "a year ago".
    Period(PeriodWord),
    /// What a change is measured against: "sequentially", "year over year".
    Basis(Basis),
    /// A word of change: "up", "declined", "increase".
    Direction(Direction),
    /// A word that relates two things: "from", "versus", "representing".
    Link(Link),
    /// A verb that says what a metric is: "was", "came in at", "totalled".
    Copula,
    /// A word that says how sure it is: "expect", "guidance", "if".
    Modal(Modal),
    /// "not", "without".
    Negation,
    /// Where a clause may end.
    Boundary(Boundary),
    /// A word that stands for something said before.
    Pronoun(Pronoun),
    /// A word of approximation or limit, outside of its figure: "approximately", "more than".
    Hedge,
    /// A word of manner that changes nothing: "significantly", "also".
    Adverb,
    /// "the", "our", "a".
    Determiner,
    /// A verb that ends a noun phrase: "reported", "signed".
    Verb,
    /// Any other word.
    Word,
}

impl Class {
    /// The figure that a token of this class is, among those of its sentence.
    pub(crate) fn figure(self, figures: &[Figure]) -> Option<&Figure> {
        match self {
            Class::Figure(index) => figures.get(index as usize),
            _ => None,
        }
    }
}

/// A period in words, before it is resolved against the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodWord {
    /// A fiscal quarter so many quarters from that of the call: "this quarter" 0, "last quarter" -1.
    Quarter(i8),
    /// "the current quarter": the one reported on, or the one the call is held in.
    CurrentQuarter,
    /// A fiscal year so many years from that of the call: "next year" 1.
    Year(i8),
    /// The period spoken of, so many years from it: "a year ago", "the prior year quarter" -1, "the same quarter" 0.
    SamePeriod(i8),
    /// A quarter of the year by its number, of no year in particular: "the third quarter".
    NumberedQuarter(u8),
    /// A half of the year, of no year in particular.
    Half(u8),
    /// The quarter that ends in this month, of no year in particular: "the July quarter" 7.
    MonthQuarter(u8),
    /// From the start of the fiscal year.
    YearToDate,
    /// The end of the fiscal year: "by year end".
    YearEnd,
    /// Words for a length of time that is over and no fiscal period: "last month".
    Pointer,
}

/// Which way a word of change points, and what sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Direction {
    /// Which way.
    pub sense: Sense,
    /// Verb, particle or noun.
    pub form: Form,
}

/// Which way a word of change points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// "rose", "higher".
    Up,
    /// "fell", "lower".
    Down,
    /// "flat", "unchanged".
    Flat,
    /// For better or worse, so that it depends on the metric whether it went up or down: "improved".
    Better,
    /// The opposite: "worsened".
    Worse,
    /// Neither is said: "changed", "moved".
    Free,
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "grew".
    Verb,
    /// "up", "off".
    Particle,
    /// "higher", "fewer": said behind a figure, the figure is by how much.
    Comparative,
    /// "above", "short of": as a comparative behind a figure; else what follows is the mark.
    Preposition,
    /// "an increase".
    Noun,
}

/// How a word relates what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// "from".
    From,
    /// "to".
    To,
    /// "versus", "compared to", "against".
    Versus,
    /// "or" between two ways to say a thing.
    Or,
    /// "representing", "which is", "equal to", "equating to".
    Equals,
    /// "of".
    Of,
    /// "by".
    By,
    /// "at".
    At,
    /// "in", "within", "during".
    In,
    /// "for".
    For,
    /// "on".
    On,
    /// "with".
    With,
    /// "than".
    Than,
    /// "between".
    Between,
    /// "per", "a" as a rate is inside its figure.
    Per,
    /// "including", "such as": opens a list that may be incomplete.
    Including,
    /// "resulting in", "bringing", "putting": what follows is another metric.
    Resulting,
    /// "came from", "contributed by": who a share belongs to.
    ComesFrom,
    /// Any other preposition: "through", "after".
    Other,
}

/// How sure a word makes a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modal {
    /// Management expects it: "expect", "anticipate", "will".
    Expect,
    /// A noun for what is expected: "guidance", "outlook", "expectations".
    Guidance,
    /// A noun or verb for an aim: "target", "goal".
    Target,
    /// "if", "would", "assuming".
    Hypothetical,
}

/// Where a clause may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Boundary {
    /// ","
    Comma,
    /// ";" or ":"
    Semicolon,
    /// A dash between words.
    Dash,
    /// An opening or closing parenthesis or bracket.
    Parenthesis,
    /// "and", "as well as".
    And,
    /// "but", "while", "whereas", "although".
    But,
    /// "because", "due to", "driven by": what follows is a reason.
    Reason,
    /// The end of the sentence.
    Stop,
}

/// What a word that stands for another points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// The amount just said: "this amount", "of that".
    Amount,
    /// What is left of a whole: "the remaining", "the balance", "the rest".
    Rest,
    /// What was just said: "this", "that", "it".
    This,
    /// What stands just before in the sentence: "which".
    Which,
    /// "the same".
    Same,
    /// Who speaks: "we", "I".
    We,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The same period a year before.
    YearOverYear,
    /// The period just before: sequentially.
    QuarterOverQuarter,
    /// From the start of the year.
    YearToDate,
    /// What had been guided.
    VersusGuidance,
}

impl Basis {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::YearOverYear => "yoy",
            Basis::QuarterOverQuarter => "qoq",
            Basis::YearToDate => "ytd",
            Basis::VersusGuidance => "vs_guidance",
        }
    }
}
