//! Verdicts: ties and findings.

use std::sync::Arc;

use rust_decimal::Decimal;
use text_size::TextRange;

use crate::settings::Severity;

/// Two statements of the call that cannot both be true, or a slip that shows. Ranges are those of the call's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the check.
    pub check: &'static str,
    /// How sure it is.
    pub severity: Severity,
    /// The words it is about.
    pub range: TextRange,
    /// What is stated against what follows from the other statements.
    pub message: String,
    /// The other statements, at most ten.
    pub related: Vec<Related>,
    /// The figure as stated, in words.
    pub stated: String,
    /// What the other statements allow, as numbers in base units; an end that is unbounded or unknown is none.
    pub computed: (Option<Decimal>, Option<Decimal>),
    /// The one change of one token that makes it tie, where exactly one does.
    pub fix: Option<Fix>,
}

/// A statement that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it stands.
    pub range: TextRange,
    /// What it is to the finding.
    pub message: String,
}

/// A change of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub range: TextRange,
    /// What to put there.
    pub replacement: String,
    /// What it does, as a sentence for the user.
    pub title: String,
}

/// A relation that holds and that a clear change of any operand would break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The check that recomputed it.
    pub check: &'static str,
    /// Whether all operands stand in one or two adjacent sentences.
    pub explicit: bool,
    /// The figures.
    pub operands: Vec<Operand>,
    /// The arithmetic, in words: "$8.9 million / $5.7 million = +53.9 to +58.4%".
    pub computed: Arc<str>,
    /// Whether arithmetic was recomputed; otherwise it is an echo or a direction word, which earns no tick mark.
    pub arithmetic: bool,
}

/// A figure's part in a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// What it is to the relation: "level", "growth", "prior level".
    pub role: &'static str,
    /// The index of the fact in the call.
    pub fact: usize,
    /// Where it stands.
    pub range: TextRange,
}

/// How much of a call was tied out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Figures read.
    pub figures: usize,
    /// Figures bound to a metric.
    pub facts: usize,
    /// Figures in at least one tie.
    pub tied: usize,
    /// Findings.
    pub found: usize,
}
