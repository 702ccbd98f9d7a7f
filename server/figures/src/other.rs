//! Number expressions that are no figures: periods, dates, names, ordinals.

use text_size::TextRange;

/// A number expression that is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Where it stands in the text that was read.
    pub range: TextRange,
    /// Why it is no figure.
    pub kind: OtherKind,
}

/// Why a number expression is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherKind {
    /// "Q3", "third quarter fiscal year 2007", "fiscal 2009", "2005".
    Period,
    /// "September 28th, 2006".
    Date,
    /// A name, filing, standard or idiom: "10-K", "Level 3", "one of".
    Identifier,
    /// "the second time".
    Ordinal,
}

/// Where a number expression that is no figure stands, in tokens, and why it is none.
pub(crate) type Found = (usize, usize, OtherKind);

/// A name or idiom from one token up to another.
pub(crate) fn identifier(start: usize, end: usize) -> Option<Found> {
    Some((start, end, OtherKind::Identifier))
}
