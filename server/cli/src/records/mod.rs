//! Records: what the JSON output promises. Fields are added, never renamed or taken away.

mod figure;
mod finding;
mod outline;
mod stretch;
mod tie;

pub(crate) use figure::{FigureRecord, figures};
pub(crate) use finding::{FindingRecord, findings};
pub(crate) use outline::{CallRecord, ExchangeRecord, OutlineRecord, PassageRecord, TurnRecord, outline};
pub(crate) use stretch::Stretch;
pub(crate) use tie::{CoverageRecord, ties};

/// The version of these records, stated in each line of `jsonl`.
pub(crate) const SCHEMA_VERSION: u32 = 1;
