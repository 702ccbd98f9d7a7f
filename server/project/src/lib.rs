//! The files around a call.
//!
//! This crate knows where transcripts lie and how their bytes become text, it reads `tieout.toml` and merges it with
//! what the editor and the command line set, and it writes what leaves for other programs: accepted findings,
//! baselines, tables. It must not know LSP, and it prints nothing. Its main type is the [`Source`]: a text with a name.

mod accept;
mod baseline;
mod config;
mod decode;
mod discover;
mod editor;
mod export;
mod key_figures;
mod positions;
pub mod schema;
mod settings;
mod source;
mod suggest;
mod table;
mod words;

pub use accept::{AcceptError, Insertion, accept};
pub use baseline::{Baseline, BaselineError, Fingerprint};
pub use config::{
    AcceptEntry, CallEntry, Config, ConfigError, ConfigFile, Configs, FILE_NAME, Pattern, Problem, nearest_config,
};
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use discover::{EXTENSIONS, Found, find, may_hold_transcript, workspace, workspace_among};
pub use editor::{Diagnostics, EditorSettings, EditorSettingsError, InlayHints, ServerSettings, TraceSettings};
pub use export::{COLUMNS as EXPORT_COLUMNS, export};
pub use key_figures::{COLUMNS as KEY_FIGURE_COLUMNS, Ends, KeyFigure, key_figures, key_figures_table};
pub use positions::{Position, Positions};
pub use settings::{Overrides, settings_for};
pub use source::{ReadError, Source};
pub use suggest::nearest;
pub use table::{BYTE_ORDER_MARK, Cell, ExactNumber, Scale, Separator, Table};
pub use words::{CheckName, MonthWord, ProfileWord, SeverityWord, TreatAsWord, UnknownCheck};

/// The page of a check on the web; none while the repository has no address.
pub fn check_url(check: &str) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/checks/{check}.md"))
}
