//! The files around a call.
//!
//! This crate knows where transcripts lie and how their bytes become text, it reads `tieout.toml` and merges it with
//! what the editor and the command line set, and it writes what leaves for other programs: accepted findings,
//! baselines, tables. It must not know LSP, and it prints nothing. Its main type is the [`Source`]: a text with a name.
//!
//! ```
//! use tieout_project::{ConfigFile, Overrides, Source, settings_for};
//!
//! let folder = std::env::temp_dir().join("tieout-project-example");
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("notes.txt"), "Revenue was $12 million.")?;
//!
//! let source = Source::File(folder.join("notes.txt"));
//! assert!(source.read()?.text.starts_with("Revenue"));
//! let config = ConfigFile::parse(&folder.join("tieout.toml"), "profile = \"editor\"")?;
//! let settings = settings_for(source.path(), Some(&config), &Overrides::default());
//! assert_eq!(settings.profile, tieout_analysis::Profile::Editor);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accept;
mod baseline;
mod config;
mod decode;
mod discover;
mod editor;
mod export;
mod key_figures;
mod pattern;
mod positions;
pub mod schema;
mod settings;
mod source;
mod suggest;
mod table;
mod words;

pub use accept::{AcceptError, Insertion, accept};
pub use baseline::{Baseline, BaselineError, Fingerprint, name_in_baseline};
pub use config::{
    AcceptEntry, CallEntry, Config, ConfigError, ConfigFile, Configs, FILE_NAME, Problem, nearest_config,
};
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use discover::{EXTENSIONS, Found, find, may_hold_transcript, workspace, workspace_among};
pub use editor::{Diagnostics, EditorSettings, EditorSettingsError, InlayHints, ServerSettings, TraceSettings};
pub use export::{COLUMNS as EXPORT_COLUMNS, export};
pub use key_figures::{Ends, KeyFigure, key_figures};
pub use pattern::Pattern;
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
