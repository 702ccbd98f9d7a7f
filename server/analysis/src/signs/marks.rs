//! Marks: what relations ask of the words of a sentence, noted once when it is read.

use std::ops::Range;

use text_size::TextSize;

use super::cues::{self, Cue};
use super::pointers;
use super::stems::{self, Stem};
use crate::tokens::{Class, Token};

/// The words of a sentence that relations ask for. Most sentences have few of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The cues, by where their tokens begin.
    cues: Box<[(TextSize, Cue)]>,
    /// The stems of words and verbs, with the indices of their tokens; none where the sentence has no figure.
    stems: Box<[(u32, Stem)]>,
    /// Whether a word says, beside a figure, that somebody says something.
    pub(crate) quotes: bool,
    /// Whether shares are named that stand for several, or for a part of one.
    pub(crate) names_depositary_shares: bool,
}

impl Marks {
    /// Notes them.
    pub(crate) fn of(text: &str, tokens: &[Token]) -> Marks {
        let said = |token: &Token| text.get(Range::<usize>::from(token.range));
        let cue = |token: &Token| Some((token.range.start(), cues::of(said(token)?)?));
        let has_figure = tokens.iter().any(|token| matches!(token.class, Class::Figure(_)));
        let tells = |(_, token): &(u32, &Token)| has_figure && matches!(token.class, Class::Word | Class::Verb);
        let words = (0u32..).zip(tokens).filter(tells);
        let stems = words.flat_map(|(at, token)| stems::of(said(token).unwrap_or_default()).map(move |it| (at, it)));
        Marks {
            quotes: has_figure && tokens.iter().filter_map(said).any(pointers::is_quote),
            cues: tokens.iter().filter_map(cue).collect(),
            stems: stems.collect(),
            names_depositary_shares: tokens.iter().any(|token| names_depositary_shares(said(token), token.class)),
        }
    }

    /// The cue that a token is.
    pub(crate) fn cue(&self, token: &Token) -> Option<Cue> {
        let at = self.cues.binary_search_by_key(&token.range.start(), |(start, _)| *start).ok()?;
        Some(self.cues[at].1)
    }

    /// The cues, by where their tokens begin.
    pub(crate) fn cues(&self) -> &[(TextSize, Cue)] {
        &self.cues
    }

    /// The stems of the words and verbs among some tokens.
    pub(crate) fn stems(&self, tokens: Range<usize>) -> &[(u32, Stem)] {
        let before = |end: usize| self.stems.partition_point(|(token, _)| (*token as usize) < end);
        self.stems.get(before(tokens.start)..before(tokens.end)).unwrap_or_default()
    }
}

/// Words for shares that stand for several, or for a part of one.
const DEPOSITARY: [&str; 8] = ["ADS", "ADSs", "ADR", "ADRs", "GDR", "GDRs", "depositary", "depository"];

fn names_depositary_shares(said: Option<&str>, class: Class) -> bool {
    let Some(said) = said else { return false };
    // "$0.20 per ADS" is one figure; most other words are none of these, which their first letters tell.
    let may_name = matches!(class, Class::Figure(_)) || said.starts_with(['A', 'G', 'D', 'd']);
    let mut words = said.split(|letter: char| !letter.is_alphanumeric());
    may_name && words.any(|word| DEPOSITARY.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::sentence::SentenceReading;
    use tieout_figures::Context;

    use super::*;

    #[test]
    fn what_is_noted_is_found_by_its_token() {
        let reading = SentenceReading::new("Together the ferries earned $12 million.", &Context::default());
        assert_eq!(reading.marks.cue(&reading.tokens[0]), Some(Cue::Together));
        assert_eq!(reading.marks.cue(&reading.tokens[1]), None);
        let ferries: Vec<Stem> = stems::of("ferry").collect();
        assert_eq!(reading.marks.stems(2..3).iter().map(|(_, stem)| *stem).collect::<Vec<_>>(), ferries);
    }

    #[test]
    fn a_sentence_without_figures_has_no_stems() {
        let reading = SentenceReading::new("The ferries sailed on each ADS.", &Context::default());
        assert_eq!(reading.marks.stems(0..reading.tokens.len()), []);
        assert!(reading.marks.names_depositary_shares);
        for text in ["Earnings were $0.20 per ADS.", "The depositary's fee rose."] {
            assert!(SentenceReading::new(text, &Context::default()).marks.names_depositary_shares, "{text}");
        }
    }
}
