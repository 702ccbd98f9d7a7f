//! What the user decides: which checks speak, how loud, and about which calls.

use tieout_transcript::Options;

/// The settings that an analysis obeys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Who is reading.
    pub profile: Profile,
    /// If not empty, the only checks that run.
    pub select: Vec<String>,
    /// Checks that do not run.
    pub ignore: Vec<String>,
    /// Checks whose findings get another severity.
    pub severity: Vec<(String, Severity)>,
    /// What is fixed about the calls of this text.
    pub call: Options,
    /// Findings that were looked at and accepted.
    pub accepted: Vec<Accepted>,
}

/// What the user is doing with the transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Reading a call: only findings about values.
    #[default]
    Reader,
    /// Correcting a transcript: also missing units, variants of terms and names, marks of the inaudible.
    Editor,
}

/// How sure a finding is, and how loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Rests on a hedge or a round number.
    Hint,
    /// A probable slip of the pen, or a conflict between distant statements.
    Information,
    /// Both statements cannot be true.
    Warning,
    /// As a warning, raised by the user.
    Error,
}

impl Severity {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A finding that the user has accepted: of this check, and on words that this quote takes in. A quote of no more than
/// the number holds as long as a call has one such finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The check.
    pub check: String,
    /// The words; when they change, the finding returns.
    pub quote: String,
}
