//! The files around a call.
//!
//! This crate knows where transcripts lie and how their bytes become text, it reads `tieout.toml` and merges it with
//! what the editor and the command line set, and it writes what leaves for other programs: accepted findings,
//! baselines, tables. It must not know LSP, and it prints nothing. Its main type is the [`Source`]: a text with a name.

mod decode;
mod discover;
mod positions;
mod source;

pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use discover::{EXTENSIONS, Found, find, may_hold_transcript, workspace};
pub use positions::{Position, Positions};
pub use source::{ReadError, Source};

/// The page of a check on the web; none while the repository has no address.
pub fn check_url(check: &str) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/checks/{check}.md"))
}
