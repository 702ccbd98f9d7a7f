//! A mention: a noun phrase that says what is measured.

use std::ops::Range;
use std::sync::Arc;

use crate::vocabulary::{MetricEntry, MetricId, VOCABULARY};

/// An amount at the pace of a moment.
pub(super) const RUN_RATE: &str = "run rate";

/// A noun phrase around a metric of the vocabulary: "our non-GAAP operating margin in Europe".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The tokens of the phrase with its modifiers before the head.
    pub(super) tokens: Range<usize>,
    /// The token of the metric itself.
    pub(super) head: usize,
    /// The end of what follows the head and belongs to it: "in Europe".
    pub(super) end: usize,
    pub(super) id: MetricId,
    /// The words from the first modifier to the head.
    pub(super) text: Arc<str>,
    /// In lower case, sorted.
    pub(super) scope: Vec<Arc<str>>,
    /// Whose it is, where a part of the company or somebody else is said to have it.
    pub(super) owner: Option<Arc<str>>,
    /// Whether words of its own say whose, or which part of, the metric it is.
    pub(super) narrowed: bool,
}

impl Mention {
    pub(super) fn entry(&self) -> &'static MetricEntry {
        VOCABULARY.metric(self.id)
    }
}
