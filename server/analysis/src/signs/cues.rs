//! Cues: words that only relations ask for, in the table `cues.txt`.

use std::sync::LazyLock;

use super::Lookup;
use crate::rows::phrases;

macro_rules! cues {
    ($($(#[$doc:meta])* $cue:ident $name:literal)*) => {
        /// What a word tells a relation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Cue { $($(#[$doc])* $cue),* }

        /// The cue of this name in the table.
        fn named(name: &str) -> Option<Cue> {
            match name { $($name => Some(Cue::$cue),)* _ => None }
        }
    };
}

cues! {
    /// "exceeded"
    Exceeds "exceeds"
    /// "an increase of 20% over"
    Over "over"
    /// "are up to"
    UpTo "up_to"
    /// "midpoint"
    Midpoint "midpoint"
    /// "consisting of"
    Consists "consists"
    /// "returned through"
    Through "through"
    /// "for a total of"
    Totals "totals"
    /// "average price"
    Each "each"
    /// "the split"
    Split "split"
    /// "narrowed"
    Narrow "narrow"
    /// "within"
    Within "within"
    /// "reflects"
    Reflects "reflects"
    /// "the high end"
    HighEnd "high_end"
    /// "the low end"
    LowEnd "low_end"
    /// "today"
    Now "now"
    /// "okay", "thanks"
    Heard "heard"
    /// "is outpacing"
    Outpaces "outpaces"
    /// "600 extra"
    More "more"
    /// "Together"
    Together "together"
    /// "by applying"
    Derives "derives"
    /// "added", "lost"
    Flows "flows"
    /// "we did $10 million"
    Had "had"
    /// "a range of"
    Range "range"
    /// "a CAGR of 8%"
    Pace "pace"
    /// "by region"
    Kinds "kinds"
    /// "a spread of 14 points"
    Gap "gap"
    /// "less operating expenses of"
    Less "less"
    /// "returning"
    Yields "yields"
}

const TABLE: &str = include_str!("cues.txt");

static CUES: LazyLock<Lookup<Cue>> = LazyLock::new(|| Lookup::new(phrases(TABLE, named).0));

/// The cue that the words of a token are.
pub(crate) fn of(said: &str) -> Option<Cue> {
    CUES.of(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(phrases(TABLE, named).1, Vec::<String>::new());
    }
}
