//! The hovers of a label and of the words that introduce an analyst.

use tieout_analysis::Placed;
use tieout_analysis::transcript::Role;

use super::card::Card;
use crate::exchanges::{answered_by, exchange_lines};
use crate::gist::gist;
use crate::snapshot::{Snapshot, span_of_lines};
use crate::structure::{ShortNames, speaker_of};

/// The most reasons that are given for who somebody is.
const REASONS: usize = 3;

/// Who speaks in a turn, and how we know.
pub(super) fn label(placed: &Placed, turn: usize) -> Option<Card> {
    let call = &placed.call.call;
    let speaker = speaker_of(call, turn)?;
    let mut card = Card::new(speaker.name.clone());
    let title = speaker.title.clone().filter(|title| *title != speaker.name);
    let firm = speaker.firm.clone().filter(|firm| *firm != speaker.name);
    card.beside = title.into_iter().chain(firm).collect::<Vec<_>>().join(", ");
    if speaker.role != Role::Unknown {
        card.row("role", role(speaker.role));
    }
    for evidence in speaker.evidence.iter().take(REASONS) {
        let line = evidence.line.map(|line| format!(" (L{})", placed.first_line + line + 1)).unwrap_or_default();
        card.row("known", format!("{}{line}", evidence.what));
    }
    let person = call.turns.get(turn)?.speaker;
    let turns = call.turns.iter().filter(|turn| turn.speaker == person);
    let lines: Vec<u32> = turns.map(|turn| placed.first_line + turn.lines.start + 1).collect();
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        let span = if first == last { format!("L{first}") } else { format!("L{first} to L{last}") };
        card.row("turns", format!("{} ({span})", lines.len()));
    }
    Some(card)
}

/// A role in the words of a reader; "ir" is one of programs.
fn role(role: Role) -> &'static str {
    match role {
        Role::Ir => "investor relations",
        other => other.as_str(),
    }
}

/// The exchange that is introduced: who asks, what about, and who answers.
pub(super) fn exchange(placed: &Placed, index: usize) -> Option<Card> {
    let call = &placed.call.call;
    let exchange = call.exchanges.get(index)?;
    let analyst = exchange.analyst.and_then(|analyst| call.speakers.get(analyst));
    let mut card = Card::new(format!("Exchange {}", index + 1));
    card.beside = analyst
        .map(|analyst| std::iter::once(analyst.name.clone()).chain(analyst.firm.clone()).collect::<Vec<_>>().join(", "))
        .unwrap_or_default();
    let lines = exchange_lines(call, exchange)?;
    let last = Snapshot::line_number(placed, span_of_lines(&placed.call, lines.clone()).end());
    card.row("lines", format!("L{} to L{last}", placed.first_line + lines.start + 1));
    let names = ShortNames::new(call);
    let mut questions = exchange
        .turns
        .clone()
        .filter(|turn| speaker_of(call, *turn).is_some_and(|speaker| speaker.role == Role::Analyst));
    let about = questions.find_map(|turn| {
        let lines = call.turns.get(turn)?.lines.clone();
        gist(&placed.call, &names, turn, span_of_lines(&placed.call, lines))
    });
    if let Some(about) = about {
        card.row("asks", about);
    }
    let answered = answered_by(&placed.call, &names, exchange);
    if !answered.is_empty() {
        card.row("answered", answered.join(", "));
    }
    Some(card)
}
