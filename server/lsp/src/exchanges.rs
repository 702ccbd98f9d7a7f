//! Exchanges in words and lines.

use std::ops::Range;

use tieout_analysis::CallAnalysis;
use tieout_analysis::transcript::{Call, Exchange, Role};

use crate::gist::asks_for_next;
use crate::structure::ShortNames;

/// The turns of an exchange with the one that introduces the analyst.
pub(crate) fn exchange_turns(exchange: &Exchange) -> Range<usize> {
    let start = exchange.introduction.unwrap_or(exchange.turns.start).min(exchange.turns.start);
    start..exchange.turns.end
}

/// The lines of an exchange, from the introduction of the analyst on.
pub(crate) fn exchange_lines(call: &Call, exchange: &Exchange) -> Option<Range<u32>> {
    let turns = exchange_turns(exchange);
    let first = call.turns.get(turns.start)?;
    let last = call.turns.get(turns.end.checked_sub(1)?)?;
    Some(first.lines.start..last.lines.end)
}

/// Who answers in an exchange, by short name, in the order of their answers.
pub(crate) fn answered_by<'n>(call: &CallAnalysis, names: &'n ShortNames<'_>, exchange: &Exchange) -> Vec<&'n str> {
    let mut answered: Vec<&str> = Vec::new();
    for turn in exchange.turns.clone() {
        let Some(speaker) = call.call.turns.get(turn).and_then(|turn| turn.speaker) else { continue };
        let answers = call.call.speakers.get(speaker).is_some_and(|it| matches!(it.role, Role::Executive | Role::Ir));
        let name = names.of(speaker);
        if answers && !answered.contains(&name) && !asks_for_next(call, names, turn) {
            answered.push(name);
        }
    }
    answered
}

/// "2 Henderson, Miller Tabak -> Fallon, Brennan".
pub(crate) fn exchange_name(call: &CallAnalysis, names: &ShortNames<'_>, number: usize, exchange: &Exchange) -> String {
    let analyst = exchange.analyst.and_then(|index| Some((index, call.call.speakers.get(index)?)));
    let asked = match analyst {
        Some((index, analyst)) => match &analyst.firm {
            Some(firm) => format!("{number} {}, {firm}", names.of(index)),
            None => format!("{number} {}", names.of(index)),
        },
        None => format!("{number} Question"),
    };
    let answered = answered_by(call, names, exchange);
    if answered.is_empty() { asked } else { format!("{asked} -> {}", answered.join(", ")) }
}
