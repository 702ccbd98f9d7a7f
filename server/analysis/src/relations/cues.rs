//! Cues: words that only relations ask for, in the table `cues.txt`.

use std::sync::LazyLock;

use text_size::TextRange;

/// What a word tells a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
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
}

const TABLE: &str = include_str!("cues.txt");

/// The phrases by their lengths and first letters.
static CUES: LazyLock<Vec<Vec<(&'static str, Cue)>>> = LazyLock::new(|| {
    let mut cues: Vec<Vec<_>> = Vec::new();
    for (phrase, cue) in read(TABLE).unwrap_or_default() {
        let place = place(phrase);
        cues.resize(cues.len().max(place + 1), Vec::new());
        cues[place].push((phrase, cue));
    }
    cues
});

/// Where in the list a phrase stands, however it is written.
fn place(phrase: &str) -> usize {
    const LETTERS: usize = 32;
    let first = phrase.bytes().next().unwrap_or_default();
    phrase.len() * LETTERS + usize::from(first) % LETTERS
}

/// The cue that a token of a sentence is.
pub(super) fn of(text: &str, token: TextRange) -> Option<Cue> {
    let said = text.get(std::ops::Range::from(token))?;
    CUES.get(place(said))?.iter().find(|(phrase, _)| is_said(said, phrase)).map(|(_, cue)| *cue)
}

/// Whether words are a phrase of the table; hyphens count as spaces.
fn is_said(said: &str, phrase: &str) -> bool {
    let letter = |byte: u8| if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() };
    said.len() == phrase.len() && said.bytes().map(letter).eq(phrase.bytes())
}

fn read(table: &'static str) -> Result<Vec<(&'static str, Cue)>, String> {
    let mut cues = Vec::new();
    for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let problem = || format!("line {}: a line is \"cue = phrases\"", number + 1);
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
            other => return Err(format!("line {}: unknown cue {other:?}", number + 1)),
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

    #[test]
    fn a_cue_is_found_however_it_is_written() {
        let of = |text: &str| of(text, TextRange::up_to(text_size::TextSize::of(text)));
        assert_eq!(of("Mid-point"), Some(Cue::Midpoint));
        assert_eq!(of("Today"), Some(Cue::Now));
        assert_eq!(of("today's"), None);
    }
}
