//! What the numbers of a call say, and whether they agree.
//!
//! This crate knows what figures mean in a call: it binds each to a metric, a period and a speaker (a [`Fact`]), finds
//! the arithmetic that ties facts together, and judges it: a relation that holds is a [`Tie`], one that cannot hold a
//! [`Finding`]. It must not know files, editors or protocols: it is a function of text and [`Settings`].
//!
//! Data flows one way: text -> turns -> sentences -> figures -> facts -> relations -> ties and findings. That sentence
//! stands as code in [`CallAnalysis`]; [`Analysis`] keeps what an edit did not touch.
//!
//! ```
//! use tieout_analysis::{Analysis, Settings};
//!
//! let text = "Operator: Welcome to the Acme Corp third quarter 2031 earnings conference call.\n\
//!             Ann Lee: Thank you. Revenue was $12 million, up 20% from $10 million.\n";
//! let analysis = Analysis::new(text, &Settings::default());
//! assert_eq!(analysis.findings().count(), 0);
//! ```

mod analysis;
mod call;
pub mod checks;
mod currency;
pub mod facts;
mod finding;
mod implied;
mod lexer;
mod next_call;
mod placed;
mod quote;
mod relations;
mod rows;
mod sentence;
mod settings;
mod signs;
mod stretch;
mod tokens;
mod turn;
mod vocabulary;

pub use analysis::Analysis;
pub use call::CallAnalysis;
pub use facts::{Basis, Fact, FigureRole, Metric, Modality, Period};
pub use finding::{Coverage, Finding, Fix, Operand, Related, Tie};
pub use implied::Implied;
pub use placed::Placed;
pub use sentence::{Sentence, SentenceReading};
pub use settings::{Accepted, Profile, Settings, Severity};
pub use text_size::{TextRange, TextSize};
pub use tieout_figures as figures;
pub use tieout_transcript as transcript;
pub use tokens::{Boundary, Class, Direction, Form, Link, Modal, PeriodWord, Pronoun, Sense, Token};
pub use vocabulary::{Counting, MetricEntry, MetricId, MetricKind, ScopeEntry, ScopeId, VOCABULARY, Vocabulary};

/// Reads the tables and compiles what is compiled once, which otherwise the first reading of a text does: a server can
/// have it done before somebody waits.
pub fn prepare() {
    tieout_transcript::prepare();
    Analysis::new(include_str!("sample.txt"), &Settings::default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_read_as_a_call_with_figures() {
        let analysis = Analysis::new(include_str!("sample.txt"), &Settings::default());
        let call = &analysis.calls()[0].call;
        assert!(call.call.verdict.is_call && call.call.exchanges.len() == 1);
        assert!(call.coverage().tied > 0 && call.findings.is_empty());
    }
}
