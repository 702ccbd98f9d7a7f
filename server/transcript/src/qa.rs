//! Where the questions begin, and the exchanges they are made of.

use rustc_hash::FxHashSet;

use crate::call::{Exchange, Role, Speaker, Turn};
use crate::courtesy::{Manners, beyond};
use crate::farewell::closes;
use crate::heading::Heading;
use crate::label::{self, Who};
use crate::page::Page;
use crate::row::Kind;
use crate::tables::{ASKS, FIRST_QUESTION, OPENS_QUESTIONS, OTHER_QUESTIONS};

/// Where the questions begin: the line of their heading or first label, and the first turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) line: u32,
    pub(crate) turn: usize,
}

/// Finds where the questions begin.
pub(crate) fn start(page: &Page<'_>, turns: &[Turn], speakers: &[Speaker], calls: &[bool]) -> Option<Start> {
    by_heading(page, turns).or_else(|| {
        let (called, asked) = (by_operator(page, turns, speakers, calls), by_analyst(turns, speakers));
        // Where the list tells who asks, a call in unusual words is not needed.
        let turn = called.into_iter().chain(asked).min()?;
        Some(Start { line: turns.get(turn)?.lines.start, turn })
    })
}

/// The heading of the questions: the last before a label, behind the first turn or, where only questions are printed,
/// before it.
fn by_heading(page: &Page<'_>, turns: &[Turn]) -> Option<Start> {
    let first = turns.first()?.lines.start as usize;
    let last = turns.last()?.lines.start as usize;
    let headings = (0..page.rows.len()).filter(|row| page.kind(*row) == Kind::Heading(Heading::Questions));
    let row = headings.rev().find(|row| *row < last && (*row > first || just_above(page, *row, first)))?;
    let turn = turns.iter().position(|turn| turn.lines.start as usize > row)?;
    Some(Start { line: row as u32, turn })
}

fn just_above(page: &Page<'_>, row: usize, label: usize) -> bool {
    page.next_content(row + 1, label + 1) == Some(label)
}

fn role(turn: &Turn, speakers: &[Speaker]) -> Role {
    turn.speaker.and_then(|speaker| speakers.get(speaker)).map(|speaker| speaker.role).unwrap_or_default()
}

/// The turn of the operator, or of whoever stands in for one, behind a speech, that calls the first analyst or gives the instructions.
fn by_operator(page: &Page<'_>, turns: &[Turn], speakers: &[Speaker], calls: &[bool]) -> Option<usize> {
    // "Greetings." / "Welcome. All lines are in a listen-only mode.": a word before the operator is no speech.
    const A_WORD: usize = 80;
    let operates = turns.iter().position(|turn| role(turn, speakers) == Role::Operator).filter(|operates| {
        let before = turns.get(..*operates).unwrap_or_default();
        before.len() <= 1 && before.iter().all(|turn| turn.words(page.text).len() < A_WORD)
    });
    let opens = operates.unwrap_or_default();
    let first_speech = opens + turns.get(opens..)?.iter().position(|turn| role(turn, speakers) != Role::Operator)?;
    let has_operator = turns.iter().any(|turn| role(turn, speakers) == Role::Operator);
    (first_speech..turns.len()).find(|index| {
        let Some(turn) = turns.get(*index) else { return false };
        let calls = calls.get(*index).is_some_and(|calls| *calls);
        match role(turn, speakers) {
            Role::Operator => calls || OPENS_QUESTIONS.is_match(&turn.words(page.text)),
            // Without an operator somebody of the company reads the questions or calls those who ask.
            Role::Executive | Role::Ir | Role::Unknown if !has_operator && *index > first_speech => {
                calls || FIRST_QUESTION.is_match(&turn.words(page.text))
            }
            _ => false,
        }
    })
}

/// The first turn of an analyst behind a speech of the company, or the operator's before it.
fn by_analyst(turns: &[Turn], speakers: &[Speaker]) -> Option<usize> {
    let speaks = |turn: &Turn| !matches!(role(turn, speakers), Role::Operator | Role::Analyst);
    let speech = turns.iter().position(speaks)?;
    let analyst = (speech..turns.len())
        .find(|index| turns.get(*index).is_some_and(|turn| role(turn, speakers) == Role::Analyst))?;
    let called = analyst
        .checked_sub(1)
        .filter(|before| turns.get(*before).is_some_and(|turn| role(turn, speakers) == Role::Operator));
    Some(called.unwrap_or(analyst)).filter(|turn| *turn > 0)
}

/// Gives a role to everybody whom neither label nor list gives one: who speaks before the questions is an executive; who
/// first speaks after a call, or asks, is an analyst.
pub(crate) fn assign_roles(
    page: &Page<'_>,
    turns: &[Turn],
    speakers: &mut [Speaker],
    calls: &[bool],
    start: Option<Start>,
) {
    let questions = start.map_or(turns.len(), |start| start.turn);
    let mut seen = vec![false; speakers.len()];
    // Where the labels of the company's people give their titles, one that gives a firm alone is an analyst's.
    let titled = |speaker: &Speaker| matches!(speaker.role, Role::Executive | Role::Ir) && speaker.title.is_some();
    let opens = turns.iter().filter_map(|turn| turn.speaker).find(|it| speakers[*it].role != Role::Operator);
    let company_has_titles = opens.is_some_and(|opens| titled(&speakers[opens]) && speakers[opens].firm.is_none());
    for (index, turn) in turns.iter().enumerate() {
        let Some(speaker) = turn.speaker else { continue };
        if std::mem::replace(&mut seen[speaker], true) || speakers[speaker].role != Role::Unknown {
            continue;
        }
        let firm_alone = speakers[speaker].firm.is_some() && speakers[speaker].title.is_none();
        let asks_from_outside = firm_alone && company_has_titles;
        speakers[speaker].role = if firm_alone && (start.is_none() || index >= questions) || asks_from_outside {
            Role::Analyst
        } else if index < questions {
            Role::Executive
        } else if index + LAST_WORDS >= turns.len() && closes(page.text, turn) {
            // Who is heard for the first time when all is asked closes the call for the company.
            Role::Executive
        } else {
            let before = index.checked_sub(1).and_then(|before| turns.get(before));
            let after_call = index.checked_sub(1).and_then(|before| calls.get(before)).is_some_and(|calls| *calls);
            let after_operator = before.is_some_and(|turn| role(turn, speakers) == Role::Operator);
            let after_analyst = before.is_some_and(|turn| role(turn, speakers) == Role::Analyst);
            // Somebody of the company read a question, and it is answered.
            let read_out = before.is_some_and(|turn| {
                matches!(role(turn, speakers), Role::Ir | Role::Executive) && ends_in_question(page, turn)
            });
            if read_out && !after_call {
                Role::Executive
            } else if after_call || after_operator || index == questions {
                Role::Analyst
            } else if after_analyst && !asks(page, turn) {
                Role::Executive
            } else if asks(page, turn) {
                Role::Analyst
            } else {
                Role::Executive
            }
        };
    }
}

/// So many turns at the end can be those of whoever closes the call.
const LAST_WORDS: usize = 3;

/// Whether a turn asks: it says so in its first words, or ends in a question.
fn asks(page: &Page<'_>, turn: &Turn) -> bool {
    const FIRST_WORDS: usize = 300;
    ends_in_question(page, turn) || ASKS.is_match(&turn.beginning(page.text, FIRST_WORDS))
}

/// Whether there is a question among the last words of a turn.
fn ends_in_question(page: &Page<'_>, turn: &Turn) -> bool {
    const LAST_BYTES: usize = 300;
    turn.speech_tail(page.text).is_some_and(|tail| {
        let from = tail.ceil_char_boundary(tail.len().saturating_sub(LAST_BYTES));
        tail.get(from..).is_some_and(|end| end.contains('?'))
    })
}

/// The exchanges: from the first turn of an analyst to the last before the next call.
pub(crate) fn exchanges(
    turns: &[Turn],
    speakers: &[Speaker],
    calls: &[bool],
    start: Option<Start>,
    end: usize,
    text: &str,
) -> Vec<Exchange> {
    let Some(start) = start else { return Vec::new() };
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut introduction = None;
    let has_operator = calls.iter().filter(|calls| **calls).count() > 1;
    let names: FxHashSet<&str> = speakers.iter().flat_map(|speaker| speaker.name.split(' ')).collect();
    // Somebody reads out what was asked elsewhere: that is no more of the last exchange.
    let mut read_out = false;
    for index in start.turn..end {
        let Some(turn) = turns.get(index) else { break };
        read_out |= role(turn, speakers) == Role::Operator && OTHER_QUESTIONS.is_match(&turn.words(text));
        if calls.get(index).is_some_and(|calls| *calls) {
            introduction = Some(index);
            continue;
        }
        if role(turn, speakers) != Role::Analyst {
            if let Some(exchange) = exchanges
                .last_mut()
                .filter(|_| introduction.is_none() && !read_out && role(turn, speakers) != Role::Operator)
            {
                exchange.turns.end = index + 1;
            }
            continue;
        }
        match exchanges.last_mut() {
            Some(exchange) if introduction.is_none() && exchange.analyst == turn.speaker => {
                exchange.turns.end = index + 1
            }
            Some(exchange)
                if introduction.is_none() && (has_operator && unnamed(turn, speakers))
                    || introduction.is_none() && interrupts(turns, speakers, index, exchange) =>
            {
                exchange.turns.end = index + 1;
            }
            _ => {
                // The operator introduces whoever speaks next, in whatever words.
                let before = index.checked_sub(1).filter(|before| *before >= start.turn);
                let operator =
                    before.filter(|before| turns.get(*before).is_some_and(|it| role(it, speakers) == Role::Operator));
                let introduction = introduction.take().or(operator);
                read_out = false;
                // Who only gives thanks without being called asks nothing.
                if introduction.is_none() && index > start.turn && is_courteous(text, turn, &names) {
                    if let Some(exchange) = exchanges.last_mut() {
                        exchange.turns.end = index + 1;
                    }
                    continue;
                }
                exchanges.push(Exchange { analyst: turn.speaker, introduction, turns: index..index + 1 });
            }
        }
    }
    exchanges
}

/// Whether a turn is courteous and no more.
fn is_courteous(text: &str, turn: &Turn, names: &FxHashSet<&str>) -> bool {
    let is_person = |word: &str| names.contains(word);
    let manners = Manners { is_person: &is_person, welcomes: true };
    let speech = turn.speech(text);
    speech.sentences.iter().all(|sentence| beyond(&speech.text[*sentence], manners).words.is_empty())
}

/// Whether a label gives no name: where an operator calls everybody, it opens no exchange of its own.
fn unnamed(turn: &Turn, speakers: &[Speaker]) -> bool {
    let speaker = turn.speaker.and_then(|speaker| speakers.get(speaker));
    speaker.is_some_and(|speaker| label::parse(&speaker.name).is_some_and(|label| matches!(label.who, Who::Unnamed(_))))
}

/// Whether another analyst's turn only interrupts: the one who asks goes on at once, within two turns.
fn interrupts(turns: &[Turn], speakers: &[Speaker], index: usize, exchange: &Exchange) -> bool {
    turns
        .iter()
        .skip(index + 1)
        .take(2)
        .take_while(|turn| role(turn, speakers) != Role::Operator)
        .any(|turn| turn.speaker == exchange.analyst)
}
