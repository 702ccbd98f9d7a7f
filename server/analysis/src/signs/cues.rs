//! Cues: words that only relations ask for, in the table `cues.txt`.

use std::sync::LazyLock;

use super::Lookup;
use crate::rows::numbered;

/// What a word tells a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// "exceeded"
    Exceeds,
    /// "an increase of 20% over"
    Over,
    /// "are up to"
    UpTo,
    /// "midpoint"
    Midpoint,
    /// "consisting of"
    Consists,
    /// "returned through"
    Through,
    /// "for a total of"
    Totals,
    /// "average price"
    Each,
    /// "the split"
    Split,
    /// "narrowed"
    Narrow,
    /// "within"
    Within,
    /// "reflects"
    Reflects,
    /// "the high end"
    HighEnd,
    /// "the low end"
    LowEnd,
    /// "today"
    Now,
    /// "okay", "thanks"
    Heard,
    /// "is outpacing"
    Outpaces,
    /// "600 extra"
    More,
    /// "Together"
    Together,
    /// "by applying"
    Derives,
    /// "added", "lost"
    Flows,
    /// "we did $10 million"
    Had,
    /// "a range of"
    Range,
    /// "a CAGR of 8%"
    Pace,
    /// "by region"
    Kinds,
    /// "a spread of 14 points"
    Gap,
    /// "less operating expenses of"
    Less,
    /// "returning"
    Yields,
}

const TABLE: &str = include_str!("cues.txt");

static CUES: LazyLock<Lookup<Cue>> = LazyLock::new(|| Lookup::new(read(TABLE).unwrap_or_default()));

/// The cue that the words of a token are.
pub(crate) fn of(said: &str) -> Option<Cue> {
    CUES.of(said)
}

fn read(table: &'static str) -> Result<Vec<(&'static str, Cue)>, String> {
    let mut cues = Vec::new();
    for (number, line) in numbered(table) {
        let problem = || format!("line {number}: a line is \"cue = phrases\"");
        let (name, phrases) = line.split_once(" = ").ok_or_else(problem)?;
        let cue = match name {
            "exceeds" => Cue::Exceeds,
            "over" => Cue::Over,
            "up_to" => Cue::UpTo,
            "midpoint" => Cue::Midpoint,
            "consists" => Cue::Consists,
            "through" => Cue::Through,
            "totals" => Cue::Totals,
            "each" => Cue::Each,
            "split" => Cue::Split,
            "narrow" => Cue::Narrow,
            "within" => Cue::Within,
            "reflects" => Cue::Reflects,
            "high_end" => Cue::HighEnd,
            "low_end" => Cue::LowEnd,
            "now" => Cue::Now,
            "heard" => Cue::Heard,
            "outpaces" => Cue::Outpaces,
            "more" => Cue::More,
            "together" => Cue::Together,
            "derives" => Cue::Derives,
            "flows" => Cue::Flows,
            "had" => Cue::Had,
            "range" => Cue::Range,
            "pace" => Cue::Pace,
            "kinds" => Cue::Kinds,
            "gap" => Cue::Gap,
            "less" => Cue::Less,
            "yields" => Cue::Yields,
            other => return Err(format!("line {number}: unknown cue {other:?}")),
        };
        cues.extend(phrases.split(", ").map(|phrase| (phrase, cue)));
    }
    Ok(cues)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        assert_eq!(read(TABLE).map(|cues| cues.is_empty()), Ok(false));
        assert_eq!(read("leap = up"), Err("line 1: unknown cue \"leap\"".to_owned()));
        assert_eq!(read("# cues\nover"), Err("line 2: a line is \"cue = phrases\"".to_owned()));
    }
}
