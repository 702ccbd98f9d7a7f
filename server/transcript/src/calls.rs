//! Several calls in one file.
//!
//! What a line says for itself is its [`Cue`]; [`ranges`] folds the cues of a file into calls. Whoever keeps the cues of
//! unchanged lines need only ask for those of the lines an edit touched.

use text_size::{TextRange, TextSize};

use crate::course::{COURSE_OF_CALL, Step};
use crate::expressions::expressions;
use crate::heading::{Heading, heading};
use crate::near::Near;
use crate::tables::{
    AN_OPERATOR, ENDS_TITLE, EVENT_TRANSCRIPT, IN_TITLE, MY_NAME_IS, STANDS_BY, WELCOMED_TO, WELCOMES,
};

/// What a line tells of where calls begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// The name of an event: "Acme Corp (ACME) Q2 2030 Earnings Call".
    Title,
    /// A notice or heading that stands before the speech.
    Front,
    /// The label of an operator.
    Operator,
    /// The welcome to a call.
    Welcome,
    /// Somebody is called to ask.
    Question,
    /// The last words.
    Closing,
}

expressions! {
    PERIOD = r"(?i)\b(?:F?Q[1-4]|[1-4]Q|(?:first|second|third|fourth)[ -]quarter|FY|full[ -]year)|20\d\d|event transcript";
}

/// The cue of one line, without its line break; none for most.
pub fn cue(line: &str) -> Option<Cue> {
    static TITLE: Near = Near::new(&IN_TITLE, 30, &ENDS_TITLE);
    let words = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '•' | '*' | '#' | '\u{feff}' | '=' | '-'));
    if words.len() < 4 {
        return None;
    }
    if words.len() <= 130 {
        if crate::tables::OPERATOR.has(words.trim_end_matches(':')) {
            return Some(Cue::Operator);
        }
        if !words.ends_with(['.', '?', '!'])
            && (TITLE.is_match(words) || words.contains("法說會") || EVENT_TRANSCRIPT.is_match(words))
            && PERIOD.is_match(words)
        {
            return Some(Cue::Title);
        }
        if heading(words).is_some_and(Heading::opens_roster) || words.starts_with("使用警語") {
            return Some(Cue::Front);
        }
    }
    let (mut closing, mut asks, mut may_welcome) = (None, false, false);
    for (step, at) in COURSE_OF_CALL.steps(words) {
        match step {
            Step::Ends => closing = closing.or(Some(at)),
            Step::Asks => asks = true,
            Step::MayWelcome => may_welcome = true,
        }
    }
    // An opening may say how to leave the call, so what comes first counts.
    let welcome = if may_welcome { welcome(head(words)) } else { None };
    if welcome.is_some_and(|welcome| closing.is_none_or(|closing| welcome < closing)) {
        Some(Cue::Welcome)
    } else if closing.is_some() {
        Some(Cue::Closing)
    } else if asks {
        Some(Cue::Question)
    } else {
        None
    }
}

/// Where words begin that welcome to a call.
fn welcome(words: &str) -> Option<usize> {
    static WELCOME: Near = Near::new(&WELCOMES, 160, &WELCOMED_TO);
    static NAME: Near = Near::new(&MY_NAME_IS, 60, &AN_OPERATOR);
    let stands_by = STANDS_BY.find(words).map(|found| found.start());
    [WELCOME.find(words), stands_by, NAME.find(words)].into_iter().flatten().min()
}

/// The welcome stands at the beginning of what is said.
fn head(words: &str) -> &str {
    let mut end = words.len().min(400);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.get(..end).unwrap_or(words)
}

/// Where each call of a file begins and ends. The ranges cover the whole text without gaps; a text with one call, or
/// with none, is one range.
pub fn split(text: &str) -> Vec<TextRange> {
    let lines = crate::Lines::new(text);
    let cues = (0..lines.len()).filter_map(|line| {
        let range = lines.range(line);
        cue(&text[range]).map(|cue| (range.start(), cue))
    });
    ranges(cues, TextSize::of(text))
}

/// Folds the cues of a file, each with the start of its line, into the calls of the file. A call begins with its first
/// title, notice or label behind the last words of the call before, once a welcome follows.
pub fn ranges(cues: impl IntoIterator<Item = (TextSize, Cue)>, end: TextSize) -> Vec<TextRange> {
    let mut starts = vec![TextSize::new(0)];
    let mut questions = false;
    let mut closed = false;
    let mut candidate = None;
    for (at, cue) in cues {
        match cue {
            Cue::Question => {
                questions = true;
                // Somebody is called again: what stood before was no end.
                if candidate.is_none() {
                    closed = false;
                }
            }
            Cue::Closing => {
                closed = questions || closed;
                candidate = None;
            }
            Cue::Title | Cue::Front if questions && candidate.is_none() => candidate = Some(at),
            Cue::Operator if closed => candidate = candidate.or(Some(at)),
            Cue::Welcome if closed => {
                starts.push(candidate.take().unwrap_or(at));
                questions = false;
                closed = false;
            }
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| TextRange::new(start, end)).collect()
}
