//! The record of a tie, and of how much is tied.

use std::ops::AddAssign;

use serde::Serialize;
use tieout_analysis::{Coverage, Placed, Tie};

use super::stretch::Stretch;
use crate::document::Document;

/// A relation that holds.
#[derive(Debug, Serialize)]
pub(crate) struct TieRecord<'a> {
    pub(crate) filename: &'a str,
    pub(crate) rule: &'static str,
    pub(crate) explicit: bool,
    pub(crate) operands: Vec<OperandRecord<'a>>,
    pub(crate) computed: &'a str,
}

/// A figure's part in it.
#[derive(Debug, Serialize)]
pub(crate) struct OperandRecord<'a> {
    pub(crate) role: &'static str,
    pub(crate) text: &'a str,
    #[serde(flatten)]
    pub(crate) stretch: Stretch,
}

/// How much of the files is tied out.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct CoverageRecord {
    pub(crate) figures: usize,
    pub(crate) facts: usize,
    pub(crate) tied: usize,
    pub(crate) found: usize,
}

impl CoverageRecord {
    /// Adds that of one more call.
    pub(crate) fn add(&mut self, coverage: Coverage) {
        self.figures += coverage.figures;
        self.facts += coverage.facts;
        self.tied += coverage.tied;
        self.found += coverage.found;
    }
}

impl AddAssign for CoverageRecord {
    fn add_assign(&mut self, other: CoverageRecord) {
        self.figures += other.figures;
        self.facts += other.facts;
        self.tied += other.tied;
        self.found += other.found;
    }
}

/// The ties of a document, in order.
pub(crate) fn ties<'a>(document: &'a Document<'_>) -> impl Iterator<Item = TieRecord<'a>> {
    let calls = document.analysis.calls().iter();
    calls.flat_map(move |placed| placed.call.ties.iter().map(move |tie| record(document, placed, tie)))
}

fn record<'a>(document: &'a Document<'_>, placed: &'a Placed, tie: &'a Tie) -> TieRecord<'a> {
    let operands = tie.operands.iter().map(|operand| OperandRecord {
        role: operand.role,
        text: &placed.call.text[operand.range],
        stretch: Stretch::new(&document.positions, placed.in_text(operand.range)),
    });
    TieRecord {
        filename: document.name,
        rule: tie.check,
        explicit: tie.explicit,
        operands: operands.collect(),
        computed: &tie.computed,
    }
}
