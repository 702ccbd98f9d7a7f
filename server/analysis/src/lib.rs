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
mod relations;
mod sentence;
mod settings;
mod stretch;
mod tokens;
mod turn;
mod vocabulary;

pub use analysis::{Analysis, Placed};
pub use call::CallAnalysis;
pub use facts::{Basis, Fact, FigureRole, Metric, Modality, Period};
pub use finding::{Coverage, Finding, Fix, Operand, Related, Tie};
pub use implied::Implied;
pub use sentence::{Sentence, SentenceReading};
pub use settings::{Accepted, Profile, Settings, Severity};
pub use text_size::{TextRange, TextSize};
pub use tieout_figures as figures;
pub use tieout_transcript as transcript;
pub use tokens::{Boundary, Class, Direction, Form, Link, Modal, PeriodWord, Pronoun, Sense, Token};
pub use vocabulary::{MetricEntry, MetricId, MetricKind, ScopeEntry, ScopeId, VOCABULARY, Vocabulary};
