//! A fact: a figure with what it is about.

use std::sync::Arc;

use text_size::TextRange;
use tieout_figures::Figure;
use tieout_transcript::SectionKind;

use super::period::Period;
use crate::tokens::Basis;
use crate::vocabulary::{MetricEntry, VOCABULARY};

/// A figure and what it is about. What is unsure is left out. The range is that of the call's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where the figure stands in the call.
    pub range: TextRange,
    /// The figure; its own range is that of the sentence.
    pub figure: Figure,
    /// The index of the sentence in the call.
    pub sentence: usize,
    /// The index of the turn in the call.
    pub turn: usize,
    /// The index of the speaker in the call.
    pub speaker: Option<usize>,
    /// The section it is said in.
    pub section: SectionKind,
    /// What is measured.
    pub metric: Option<Metric>,
    /// Segment, region, product, customer, "excluding X", GAAP or non-GAAP, organic, constant currency; sorted, and each
    /// in the one spelling that the call has for it.
    pub scope: Vec<Arc<str>>,
    /// When, or as of when.
    pub period: Option<Period>,
    /// What a change or growth is measured against.
    pub basis: Option<Basis>,
    /// What the figure is to its metric.
    pub role: Option<FigureRole>,
    /// Whether it is said to be so.
    pub modality: Modality,
    /// Whether it is spoken of as known: "that $42 billion".
    pub(crate) pointed: bool,
}

impl Fact {
    /// What is measured, where the vocabulary knows it.
    pub(crate) fn known_metric(&self) -> Option<&Metric> {
        self.metric.as_ref().filter(|metric| metric.known)
    }

    /// The name of its metric, where the vocabulary has it.
    pub(crate) fn known_name(&self) -> Option<&str> {
        self.known_metric().map(|metric| &*metric.name)
    }

    /// The name of its metric.
    pub(crate) fn metric_name(&self) -> Option<&str> {
        self.metric.as_ref().map(|metric| &*metric.name)
    }

    /// What the vocabulary says of its metric.
    pub(crate) fn entry(&self) -> Option<&'static MetricEntry> {
        VOCABULARY.metric_named(self.metric_name()?).map(|id| VOCABULARY.metric(id))
    }

    /// Whether another fact says the same, wherever and by whomever.
    pub(crate) fn is_same_elsewhere(&self, other: &Fact) -> bool {
        let Fact { figure, section, metric, scope, period, basis, role, modality, .. } = self;
        let Figure { range: _, kind, amount, unit, hedge, inferred } = figure;
        (kind, amount, hedge) == (&other.figure.kind, &other.figure.amount, &other.figure.hedge)
            && (unit, inferred) == (&other.figure.unit, &other.figure.inferred)
            && (section, period, basis) == (&other.section, &other.period, &other.basis)
            && (role, modality) == (&other.role, &other.modality)
            && (metric, scope) == (&other.metric, &other.scope)
    }
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Metric {
    /// The canonical name: an entry of the vocabulary, or the noun phrase in lower case.
    pub name: Arc<str>,
    /// The words as said.
    pub text: Arc<str>,
    /// Whether the vocabulary knows it.
    pub known: bool,
}

impl Metric {
    /// The name of growth of which is not said what grew.
    pub(crate) const GROWTH: &str = "growth";

    /// Whether it is growth of which is not said what grew.
    pub(crate) fn is_growth(&self) -> bool {
        !self.known && &*self.name == Metric::GROWTH
    }

    /// Whether the words as said hold one of these.
    pub(crate) fn says(&self, any_of: &[&str]) -> bool {
        self.text.split_whitespace().any(|word| any_of.iter().any(|it| word.eq_ignore_ascii_case(it)))
    }
}

/// What a figure is to its metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureRole {
    /// The metric's value.
    Level,
    /// Its value in an earlier period.
    PriorLevel,
    /// By how much it changed.
    Change,
    /// By what rate it changed.
    Growth,
    /// A part of a whole.
    Share,
    /// A ratio to revenue.
    Margin,
    /// What management expects.
    Guidance,
    /// What management had expected.
    PriorGuidance,
    /// An aim without a promise.
    Target,
    /// The price of a thing.
    Price,
    /// A cut-off.
    Threshold,
    /// Anything else.
    Other,
}

impl FigureRole {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            FigureRole::Level => "level",
            FigureRole::PriorLevel => "prior_level",
            FigureRole::Change => "change",
            FigureRole::Growth => "growth",
            FigureRole::Share => "share",
            FigureRole::Margin => "margin",
            FigureRole::Guidance => "guidance",
            FigureRole::PriorGuidance => "prior_guidance",
            FigureRole::Target => "target",
            FigureRole::Price => "price",
            FigureRole::Threshold => "threshold",
            FigureRole::Other => "other",
        }
    }
}

/// Whether a figure is said to be so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It happened.
    #[default]
    Actual,
    /// Management expects it.
    Guidance,
    /// If, would, let's say.
    Hypothetical,
    /// An analyst says it.
    Question,
}

impl Modality {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Guidance => "guidance",
            Modality::Hypothetical => "hypothetical",
            Modality::Question => "question",
        }
    }
}
