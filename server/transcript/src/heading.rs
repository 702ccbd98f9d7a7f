//! Headings: what a line opens that is one by itself, "Questions and Answers" or "Corporate Participants".

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::tables::HEADINGS;

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Heading {
    /// The speeches, or the whole of what is said.
    Presentation,
    /// The transcript as against what stands around it.
    Transcript,
    /// Questions and answers.
    Questions,
    /// The list of those who speak for the company.
    CompanyParticipants,
    /// The list of those who ask.
    AnalystParticipants,
    /// A list of both.
    Participants,
    /// A table of contents.
    Contents,
    /// A summary or a glossary, which nobody speaks.
    Summary,
    /// Disclaimers, definitions, links.
    BackMatter,
}

impl Heading {
    /// Whether names listed under it are a roster.
    pub(crate) fn opens_roster(self) -> bool {
        matches!(self, Heading::CompanyParticipants | Heading::AnalystParticipants | Heading::Participants)
    }
}

static HEADING_OF: LazyLock<FxHashMap<String, Heading>> = LazyLock::new(|| {
    [
        ("presentation", Heading::Presentation),
        ("transcript", Heading::Transcript),
        ("questions", Heading::Questions),
        ("company participants", Heading::CompanyParticipants),
        ("analyst participants", Heading::AnalystParticipants),
        ("participants", Heading::Participants),
        ("contents", Heading::Contents),
        ("summary", Heading::Summary),
        ("back matter", Heading::BackMatter),
    ]
    .into_iter()
    .flat_map(|(section, heading)| HEADINGS.section(section).iter().map(move |entry| (letters(entry), heading)))
    .collect()
});

/// How headings begin: the first two of their letters. Most lines begin otherwise.
static OPENINGS_OF_HEADINGS: LazyLock<FxHashSet<[u8; 2]>> =
    LazyLock::new(|| HEADING_OF.keys().filter_map(|letters| opening(letters)).collect());

/// The first two letters or digits of a text in lower case; none where they are not all plain.
fn opening(text: &str) -> Option<[u8; 2]> {
    let mut letters = text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let (first, second) = (letters.next()?, letters.next()?);
    (first.is_ascii() && second.is_ascii()).then(|| [first.to_ascii_lowercase(), second.to_ascii_lowercase()])
}

/// The longest heading of the table is shorter than this.
const LONGEST_HEADING: usize = 80;

/// What a line opens, if all of it is a heading of the table.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    if line.len() > LONGEST_HEADING || line.ends_with(['.', ',', ';']) {
        return None;
    }
    if opening(line).is_some_and(|opening| !OPENINGS_OF_HEADINGS.contains(&opening)) {
        return None;
    }
    // "Analyst Q&A (CEO and CFO)"
    let line = match line.strip_suffix(')').and_then(|line| line.split_once(" (")) {
        Some((head, _)) => head,
        None => line,
    };
    let mut buffer = [0; LONGEST_HEADING];
    match plain_letters(line, &mut buffer) {
        Some("") => None,
        Some(letters) => HEADING_OF.get(letters).copied(),
        None => HEADING_OF.get(letters(line).as_str()).copied(),
    }
}

/// The letters of a text as [`letters`] gives them, without allocating; none for a text with others than plain ones.
fn plain_letters<'b>(text: &str, buffer: &'b mut [u8; LONGEST_HEADING]) -> Option<&'b str> {
    let mut length = 0;
    for byte in text.bytes() {
        if !byte.is_ascii() {
            return None;
        }
        if byte.is_ascii_alphanumeric() {
            *buffer.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// The letters and digits of a text in lower case: headings are compared without spaces, so that spaced capitals match.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_match_without_case_spaces_and_punctuation() {
        assert_eq!(heading("Question-and-Answer Session"), Some(Heading::Questions));
        assert_eq!(heading("C O R P O R A T E  P A R T I C I P A N T S"), Some(Heading::CompanyParticipants));
        assert_eq!(heading("Prepared Remarks:"), Some(Heading::Presentation));
        assert_eq!(heading("We took questions and answers."), None);
    }
}
