//! Sections: front matter, opening, safe harbor, prepared remarks, questions and answers, closing, back matter.

use crate::call::{Role, Section, SectionKind, Speaker, Turn};
use crate::earlier::Earlier;
use crate::farewell::closes;
use crate::heading::Heading;
use crate::page::Page;
use crate::qa::Start;
use crate::row::Kind;
use crate::tables::{CLOSING, FORWARD_LOOKING, NO_MORE_QUESTIONS, OTHER_QUESTIONS, STRONG_FORWARD_LOOKING};

/// So many turns at the beginning can carry the safe harbor.
const CAUTIOUS_TURNS: usize = 4;

/// The notice is read out within so many bytes of the beginning of a turn.
const NOTICE_WITHIN: usize = 10_000;

/// Speech of this length behind the safe harbor, in the same turn, is a prepared speech of its own.
const SPEECH_OF_ITS_OWN: u32 = 1500;

/// The first turn of the closing, if there is one.
pub(crate) fn closing(page: &Page<'_>, turns: &[Turn], speakers: &[Speaker], start: Option<Start>) -> Option<usize> {
    let questions = start?.turn;
    let last_question = turns.iter().rposition(|turn| role(turn, speakers) == Role::Analyst)?;
    let from = last_question.max(questions) + 1;
    let by_operator = (from..turns.len()).find(|index| {
        turns.get(*index).is_some_and(|turn| {
            role(turn, speakers) == Role::Operator && {
                let speech = turn.words(page.text);
                let over = NO_MORE_QUESTIONS.is_match(&speech) || CLOSING.is_match(&speech);
                // "No more questions on the line. We go to the written questions."
                over && (index + 1 == turns.len() || !OTHER_QUESTIONS.is_match(&speech))
            }
        })
    });
    let by_speaker = (from..turns.len()).find(|index| {
        turns.get(*index).is_some_and(|turn| role(turn, speakers) != Role::Operator && closes(page.text, turn))
    });
    match (by_operator, by_speaker) {
        (Some(operator), Some(speaker)) => Some(operator.min(speaker)),
        (operator, speaker) => operator.or(speaker),
    }
}

fn role(turn: &Turn, speakers: &[Speaker]) -> Role {
    turn.speaker.and_then(|speaker| speakers.get(speaker)).map(|speaker| speaker.role).unwrap_or_default()
}

/// Finds the sections of a document.
pub(crate) fn find(
    page: &Page<'_>,
    turns: &[Turn],
    speakers: &[Speaker],
    cautions: &Cautions,
    start: Option<Start>,
    closing: Option<usize>,
) -> Vec<Section> {
    let lines = page.lines.len() as u32;
    let mut starts: Vec<(SectionKind, u32)> = Vec::new();
    let mut open = |kind, line: u32| {
        // A section that would begin no later than the one before it replaces it.
        while starts.last().is_some_and(|(before, at)| *at >= line && *before != kind) {
            starts.pop();
        }
        if starts.last().is_none_or(|(before, _)| *before != kind) {
            starts.push((kind, line));
        }
    };
    open(SectionKind::FrontMatter, 0);
    let questions = start.map_or(turns.len(), |start| start.turn);
    let speech = opening_line(page, turns);
    // A host who only welcomes and hands over is part of the opening.
    let first_speaker = turns.iter().position(|turn| matches!(role(turn, speakers), Role::Executive | Role::Ir));
    let first_speaker = first_speaker.or_else(|| turns.iter().position(|turn| role(turn, speakers) != Role::Operator));
    if let Some(first) = speech {
        let operator_opens = turns.first().is_some_and(|turn| role(turn, speakers) == Role::Operator);
        let kind = if operator_opens { SectionKind::OperatorOpening } else { SectionKind::PreparedRemarks };
        if questions > 0 {
            open(kind, first);
        }
        let harbor = safe_harbor(page, turns, speakers, cautions, questions);
        let remarks = first_speaker.filter(|first| *first < questions).and_then(|first| turns.get(first));
        let remarks_line = remarks.map(|turn| if operator_opens { turn.lines.start } else { first });
        if let Some(harbor) = &harbor {
            let start =
                if harbor.lines.0 == turns.first().map_or(0, |turn| turn.lines.start) { first } else { harbor.lines.0 };
            if remarks_line.is_some_and(|line| line < start) && !operator_opens {
                open(SectionKind::PreparedRemarks, first);
            }
            open(SectionKind::SafeHarbor, start);
            if harbor.lines.1 < start_line(turns, questions, lines) {
                open(SectionKind::PreparedRemarks, harbor.lines.1);
            }
        } else if let Some(line) = remarks_line {
            open(SectionKind::PreparedRemarks, line);
        }
    }
    if let Some(start) = start {
        open(SectionKind::QuestionsAndAnswers, start.line);
    }
    if let Some(closing) = closing.and_then(|closing| turns.get(closing)) {
        open(SectionKind::Closing, closing.lines.start);
    }
    if let Some(line) = back_matter(page, turns) {
        open(SectionKind::BackMatter, line);
    }
    between(starts, lines)
}

/// The sections that begin on these lines, each up to the next.
pub(crate) fn between(starts: Vec<(SectionKind, u32)>, lines: u32) -> Vec<Section> {
    let ends = starts.iter().skip(1).map(|(_, line)| *line).chain([lines]).collect::<Vec<_>>();
    starts
        .into_iter()
        .zip(ends)
        .filter(|((_, start), end)| start < end)
        .map(|((kind, start), end)| Section { kind, lines: start..end })
        .collect()
}

fn start_line(turns: &[Turn], turn: usize, otherwise: u32) -> u32 {
    turns.get(turn).map_or(otherwise, |turn| turn.lines.start)
}

/// The line on which speech begins: the heading over the first turn, or its label.
fn opening_line(page: &Page<'_>, turns: &[Turn]) -> Option<u32> {
    let first = turns.first()?.lines.start as usize;
    let mut line = first;
    let mut row = first;
    while let Some(above) = page.previous_content(row) {
        match page.kind(above) {
            Kind::Heading(Heading::Presentation | Heading::Transcript) => {
                line = above;
                row = above;
            }
            _ => break,
        }
    }
    Some(line as u32)
}

/// The notice on forward-looking statements: its first line, and the first line behind it.
struct Harbor {
    lines: (u32, u32),
}

/// How often the first turns caution, in words that no other part of a call has, and in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cautions([Option<(u16, u16)>; CAUTIOUS_TURNS]);

impl Cautions {
    /// Counts them. Of a turn that begins as it did they are known.
    pub(crate) fn count(page: &Page<'_>, turns: &[Turn], earlier: Option<(&Earlier<'_>, &Cautions)>) -> Cautions {
        let mut cautions = Cautions::default();
        for (index, (counts, turn)) in cautions.0.iter_mut().zip(turns).enumerate() {
            let known = earlier.and_then(|(earlier, cautions)| {
                let before = earlier.call().turns.get(index)?;
                let same = earlier.begins_the_same(turn, before, NOTICE_WITHIN);
                cautions.0.get(index).copied().flatten().filter(|_| same)
            });
            *counts = known.or_else(|| {
                let speech = turn.beginning(page.text, NOTICE_WITHIN);
                let strong = STRONG_FORWARD_LOOKING.find_iter(&speech).count();
                let all = if strong == 0 { 0 } else { FORWARD_LOOKING.find_iter(&speech).count() };
                // Fewer words have room in a notice.
                Some((strong as u16, all as u16))
            });
        }
        cautions
    }
}

/// The turn or the run of paragraphs that carries the notice: the one with the most of its words.
fn safe_harbor(
    page: &Page<'_>,
    turns: &[Turn],
    speakers: &[Speaker],
    cautions: &Cautions,
    questions: usize,
) -> Option<Harbor> {
    let mut best: Option<(usize, u32)> = None;
    for (index, (strong, all)) in cautions.0.iter().flatten().enumerate().take(questions) {
        let count = u32::from(*all) + 2 * u32::from(*strong);
        // A speech further down that says the words once only reports.
        let enough = if index < 2 { 1 } else { 2 };
        if *strong >= enough && best.is_none_or(|(_, most)| count > most) {
            best = Some((index, count));
        }
    }
    let (index, _) = best?;
    let turn = turns.get(index)?;
    let next = turns.get(index + 1).map_or(page.lines.len() as u32, |turn| turn.lines.start);
    let (first, last) = cautious_pieces(page, turn)?;
    let line = |piece: usize| turn.pieces.get(piece).map(|piece| page.lines.line_at(piece.range.start()) as u32);
    let behind: u32 = turn.pieces.iter().skip(last + 1).map(|piece| u32::from(piece.range.len())).sum();
    let before: u32 = turn.pieces.iter().take(first).map(|piece| u32::from(piece.range.len())).sum();
    if role(turn, speakers) == Role::Operator || before > SPEECH_OF_ITS_OWN * 2 {
        return Some(Harbor { lines: (line(first)?, next) });
    }
    let end = if behind > SPEECH_OF_ITS_OWN && role(turn, speakers) != Role::Ir {
        line(last + 1).unwrap_or(next)
    } else {
        next
    };
    Some(Harbor { lines: (turn.lines.start, end) })
}

/// The first and the last line of a turn that speak of forward-looking statements, up to the end of the paragraph.
pub(crate) fn cautious_pieces(page: &Page<'_>, turn: &Turn) -> Option<(usize, usize)> {
    let mut first = None;
    let mut last = 0;
    let mut paragraph = 0;
    let mut gap = 0;
    for (index, piece) in turn.pieces.iter().enumerate() {
        if piece.opens_paragraph {
            paragraph = index;
        }
        let words = &page.text[piece.range];
        // "and is not" / "obliged to update them"
        let over = || {
            const WORDS: usize = 4;
            let next = turn.pieces.get(index + 1).filter(|next| !next.opens_paragraph)?;
            let tail = words.rmatch_indices(' ').nth(WORDS - 1).map_or(0, |(space, _)| space + 1);
            let next = &page.text[next.range];
            let head = next.match_indices(' ').nth(WORDS - 1).map_or(next.len(), |(space, _)| space);
            Some(format!("{} {}", words.get(tail..)?, next.get(..head)?))
        };
        let strong = STRONG_FORWARD_LOOKING.is_match(words)
            || over().is_some_and(|words| STRONG_FORWARD_LOOKING.is_match(&words));
        if strong || first.is_some() && gap < 12 && FORWARD_LOOKING.is_match(words) {
            // Where a sentence is a line, the lines around it may be about anything.
            first.get_or_insert(if page.sentence_per_line { index } else { paragraph });
            last = index;
            gap = 0;
        } else {
            gap += 1;
            if first.is_some() && gap > 30 {
                break;
            }
        }
    }
    let first = first?;
    let end =
        (last + 1..turn.pieces.len()).find(|index| turn.pieces.get(*index).is_some_and(|piece| piece.opens_paragraph));
    Some((first, end.unwrap_or(if page.sentence_per_line { last + 1 } else { turn.pieces.len() }) - 1))
}

/// Where the back matter begins: the first line with anything on it behind the last turn.
fn back_matter(page: &Page<'_>, turns: &[Turn]) -> Option<u32> {
    let end = turns.last()?.lines.end as usize;
    // Footers and headers belong to what stands before them, unless they are the first lines of a notice.
    let mut row = page.next_content(end, page.rows.len())?;
    while row > end && page.kind(row - 1) == Kind::Furniture {
        row -= 1;
    }
    Some(row as u32)
}
