//! A call in which nobody is named: its sections are told from what is said.

use text_size::{TextRange, TextSize};

use crate::call::{Section, SectionKind, Turn};
use crate::lines::size;
use crate::page::Page;
use crate::row::ends_sentence;
use crate::speech::{Piece, Speech};
use crate::tables::{ANSWERS, CLOSING, GIVES_WORD, GREETING, INVITES_QUESTIONS, OPERATES, OPERATOR, WELCOME};
use crate::{label, sections};

/// The operator's opening is over within so many sentences.
const LONGEST_OPENING: usize = 30;

/// Last words are among so many last sentences.
const LONGEST_CLOSING: usize = 14;

/// So many answers that open as answers show where the questions begin, if nobody says it.
const ANSWERING: usize = 3;

/// What is said, sentence by sentence, and where the parts of it begin.
pub(crate) struct Course<'p, 't> {
    page: &'p Page<'t>,
    turn: &'p Turn,
    speech: Speech,
    /// The sentence with which the questions begin.
    questions: Option<usize>,
}

impl<'p, 't> Course<'p, 't> {
    /// The course of a document without labels; none for one with labels.
    pub(crate) fn new(page: &'p Page<'t>, turns: &'p [Turn]) -> Option<Course<'p, 't>> {
        let [turn @ Turn { label: None, .. }] = turns else { return None };
        let speech = turn.speech(page.text);
        let mut course = Course { page, turn, speech, questions: None };
        course.questions = course.find_questions();
        Some(course)
    }

    /// Where in the document the questions begin, for who wants to know what stands before them.
    pub(crate) fn questions(&self) -> Option<TextSize> {
        self.questions.map(|sentence| self.in_document(sentence).start())
    }

    fn words(&self, sentence: usize) -> &str {
        self.speech.sentences.get(sentence).map_or("", |range| &self.speech.text[*range])
    }

    fn in_document(&self, sentence: usize) -> TextRange {
        let range = self.speech.sentences.get(sentence).copied().unwrap_or_default();
        self.speech.in_document(range)
    }

    fn line(&self, sentence: usize) -> u32 {
        self.page.lines.line_at(self.in_document(sentence).start()) as u32
    }

    /// The sentence that an offset of the speech lies in.
    fn sentence_at(&self, offset: usize) -> usize {
        let offset = size(offset);
        self.speech.sentences.partition_point(|range| range.start() <= offset).saturating_sub(1)
    }

    fn find_questions(&self) -> Option<usize> {
        let invited = INVITES_QUESTIONS
            .find_iter(&self.speech.text)
            .map(|found| self.sentence_at(found.start()))
            .find(|sentence| !announces(self.words(*sentence)));
        if let Some(invitation) = invited {
            // "Operator." gives the word to him; what he says belongs to the questions.
            let next = invitation + 1;
            let operator = self.words(next).trim_end_matches(['.', '?', '!']);
            return Some(if OPERATOR.has(operator) {
                next + 1
            } else if self.words(invitation).contains("question is") || self.words(invitation).contains("question come")
            {
                invitation
            } else {
                next
            });
        }
        let answers = ANSWERS.find_iter(&self.speech.text).map(|found| found.start());
        let answers: Vec<_> = answers
            .map(|at| (self.sentence_at(at), at))
            .filter(|(sentence, at)| self.speech.sentences.get(*sentence).is_some_and(|it| it.start() == size(*at)))
            .map(|(sentence, _)| sentence)
            .collect();
        if answers.len() < ANSWERING {
            return None;
        }
        // A text that nobody opens begins amid the answers.
        let opened = (0..6).any(|sentence| WELCOME.is_match(self.words(sentence)) || greets(self.words(sentence)));
        if opened { answers.first().copied() } else { Some(0) }
    }

    /// The sections of the document.
    pub(crate) fn sections(&self) -> Vec<Section> {
        let mut starts = vec![(SectionKind::FrontMatter, 0)];
        let mut open = |kind, line: u32| {
            while starts.last().is_some_and(|(_, at)| *at >= line) {
                starts.pop();
            }
            if starts.last().is_none_or(|(before, _)| *before != kind) {
                starts.push((kind, line));
            }
        };
        let lines = self.page.lines.len() as u32;
        let first = self.first_line();
        let questions = self.questions.map(|sentence| self.line(sentence).max(first));
        let speech = match self.opening() {
            Some(over) => {
                open(SectionKind::OperatorOpening, first);
                self.line(over + 1)
            }
            None => first,
        };
        // What is said before the questions may share their line.
        let amid = self.questions == Some(0);
        if !amid {
            open(SectionKind::PreparedRemarks, speech);
            if let Some((start, end)) = self.safe_harbor().filter(|(start, _)| *start >= speech) {
                open(SectionKind::SafeHarbor, start);
                open(SectionKind::PreparedRemarks, end);
            }
        }
        if let Some(line) = questions.filter(|line| amid || *line > speech) {
            open(SectionKind::QuestionsAndAnswers, line);
        }
        if let Some(line) = self.closing().filter(|line| *line > speech) {
            open(SectionKind::Closing, line);
        }
        sections::between(starts, lines)
    }

    /// The line of the first words that are no title.
    fn first_line(&self) -> u32 {
        let prose = self.turn.pieces.iter().find(|piece| {
            let words = &self.page.text[piece.range];
            ends_sentence(words) || words.len() > 130 || !label::is_capitalised(words) && words.contains(' ')
        });
        prose.map_or(0, |piece| self.page.lines.line_at(piece.range.start()) as u32)
    }

    /// The last sentence of the operator's opening, where an operator opens.
    fn opening(&self) -> Option<usize> {
        let end = self.speech.sentences.len().min(LONGEST_OPENING);
        let operates = (0..end.min(12)).any(|sentence| OPERATES.is_match(self.words(sentence)));
        let opens = (0..end.min(4)).any(|sentence| WELCOME.is_match(self.words(sentence)));
        if !operates || !opens {
            return None;
        }
        let over = (0..end).find(|sentence| GIVES_WORD.is_match(self.words(*sentence)))?;
        // "…over to Ms. Lee. Please go ahead."
        let next = self.words(over + 1);
        Some(if next.len() < 60 && GIVES_WORD.is_match(next) { over + 1 } else { over })
    }

    fn safe_harbor(&self) -> Option<(u32, u32)> {
        let (first, last) = sections::cautious_pieces(self.page, self.turn)?;
        let length = |pieces: &[Piece]| pieces.iter().map(|piece| u32::from(piece.range.len())).sum::<u32>();
        // A paragraph that is most of what is said is more than a notice.
        let notice = self.turn.pieces.get(first..=last).map_or(0, length);
        if notice * 2 > length(&self.turn.pieces) {
            return None;
        }
        let line =
            |piece: usize| self.turn.pieces.get(piece).map(|piece| self.page.lines.line_at(piece.range.start()) as u32);
        Some((line(first)?, line(last)? + 1))
    }

    /// The line of the first of the last words.
    fn closing(&self) -> Option<u32> {
        let all = self.speech.sentences.len();
        let from = all.saturating_sub(LONGEST_CLOSING).max(all / 2).max(self.questions.unwrap_or(0) + 1);
        // "Hello everyone. Thank you for joining us." opens a speech.
        let opens = |sentence: usize| GREETING.at_start(self.words(sentence)).is_some();
        let thanks = |sentence: &usize| opens(*sentence) || sentence.checked_sub(1).is_some_and(opens);
        let closing = (from..all).find(|sentence| CLOSING.is_match(self.words(*sentence)) && !thanks(sentence))?;
        Some(self.line(closing))
    }
}

/// Whether a sentence only says that questions will follow later.
fn announces(sentence: &str) -> bool {
    [
        "later",
        "after ",
        "After ",
        "ollowing ",
        "will be a question",
        "at that time",
        "instructions will",
        "will conduct",
    ]
    .iter()
    .any(|word| sentence.contains(word))
}

fn greets(sentence: &str) -> bool {
    ["ood morning", "ood afternoon", "ood evening", "joining us", "elcome"].iter().any(|word| sentence.contains(word))
}
