//! Records: what the JSON output promises. Fields are added, never renamed or taken away.

mod figure;
mod finding;
mod outline;
mod tie;

use serde::Serialize;
use tieout_analysis::TextRange;
use tieout_project::{Position, Positions};

pub(crate) use figure::{FigureRecord, figures};
pub(crate) use finding::{FindingRecord, findings};
pub(crate) use outline::{CallRecord, ExchangeRecord, OutlineRecord, PassageRecord, TurnRecord, outline};
pub(crate) use tie::{CoverageRecord, ties};

/// The version of these records, stated in each line of `jsonl`.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// A place in a file: both count from 1, columns in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Location {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl From<Position> for Location {
    fn from(position: Position) -> Location {
        Location { line: position.line, column: position.column }
    }
}

/// A stretch of a file, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Stretch {
    pub(crate) location: Location,
    pub(crate) end_location: Location,
}

impl Stretch {
    fn new(positions: &Positions<'_>, range: TextRange) -> Stretch {
        let (start, end) = positions.range(range);
        Stretch { location: start.into(), end_location: end.into() }
    }
}
