//! Where something stands in a file.

use serde::Serialize;
use tieout_analysis::TextRange;
use tieout_project::{Position, Positions};

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
    pub(super) fn new(positions: &Positions<'_>, range: TextRange) -> Stretch {
        let (start, end) = positions.range(range);
        Stretch { location: start.into(), end_location: end.into() }
    }
}
