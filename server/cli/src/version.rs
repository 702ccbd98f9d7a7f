//! What this program calls itself.

/// The version, and the commit where it is known.
pub(crate) const VERSION: &str = env!("TIEOUT_VERSION");
