//! Excerpts: the part of a line that a reader needs. A line of a transcript is often a whole speech.

use std::ops::Range;

/// How many bytes of the line stand before and after the words in question, about.
const CONTEXT: usize = 60;

/// The longest stretch of words shown in one excerpt; longer ones are shown from their start.
pub(crate) const LONGEST: usize = 200;

/// A part of a line, with an ellipsis where it was cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The words.
    pub(crate) text: String,
    /// The offset in the line of what stands at `shift` in the words.
    start: usize,
    /// The length of the ellipsis in front.
    shift: usize,
    /// The end in the line.
    end: usize,
}

impl Excerpt {
    /// The surroundings of the words at a range of the line, cut between words.
    pub(crate) fn around(line: &str, words: Range<usize>) -> Excerpt {
        let line = line.trim_end();
        let words = words.start.min(line.len())..words.end.min(line.len()).min(words.start + LONGEST);
        let start = match words.start.checked_sub(CONTEXT) {
            None | Some(0) => 0,
            // Back to the start of the word that lies there.
            Some(offset) => {
                let offset = line.floor_char_boundary(offset);
                let before = line.get(..offset).unwrap_or_default();
                let back = before.len().saturating_sub(CONTEXT / 2);
                before.rfind(' ').filter(|space| *space >= back).map_or(offset, |space| space + 1)
            }
        };
        let end = match words.end + CONTEXT {
            far if far >= line.len() => line.len(),
            far => {
                let far = line.ceil_char_boundary(far);
                let after = line.get(far..).unwrap_or_default();
                after.find(' ').filter(|space| *space <= CONTEXT / 2).map_or(far, |space| far + space)
            }
        };
        let ellipsis = |cut: bool| if cut { "…" } else { "" };
        let (before, after) = (ellipsis(start > 0), ellipsis(end < line.len()));
        // A tab has no width that holds everywhere.
        let text = line.get(start..end).unwrap_or_default().replace('\t', " ");
        Excerpt { text: format!("{before}{text}{after}"), start, shift: before.len(), end }
    }

    /// Where a range of the line stands in the excerpt; what lies outside is cut.
    pub(crate) fn place(&self, range: Range<usize>) -> Range<usize> {
        let place = |offset: usize| offset.clamp(self.start, self.end) - self.start + self.shift;
        place(range.start)..place(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let excerpt = Excerpt::around("Revenue was $5 million.\r\n", 12..22);
        assert_eq!(excerpt.text, "Revenue was $5 million.");
        assert_eq!(excerpt.place(12..22), 12..22);
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let line = format!("{} revenue was $5 million {}", "one two three ".repeat(40), "four five six ".repeat(40));
        let at = line.find("$5 million").unwrap();
        let excerpt = Excerpt::around(&line, at..at + 10);
        let words = &excerpt.text[excerpt.place(at..at + 10)];
        assert_eq!(words, "$5 million");
        assert!(excerpt.text.len() < 200 && excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
        let first = excerpt.text.trim_start_matches('…').split(' ').next().unwrap();
        assert!(["one", "two", "three"].contains(&first), "{first}");
    }

    #[test]
    fn a_line_without_spaces_and_words_of_any_width_are_cut_too() {
        let line = "é€".repeat(5000);
        let excerpt = Excerpt::around(&line, 5000..20_000);
        assert!(excerpt.text.len() < 500);
        assert!(excerpt.text.is_char_boundary(excerpt.place(5000..20_000).end));
    }
}
