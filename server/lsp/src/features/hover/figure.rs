//! The hover of a figure: what it is, what confirms or contradicts it, what it implies, and what only looks like it.

use std::ops::Range;

use text_size::TextRange;
use tieout_analysis::figures::Decimal;
use tieout_analysis::{Basis, CallAnalysis, Fact, Implied, Placed};

use super::card::Card;
use crate::snapshot::{Snapshot, words};
use crate::structure::{introduced, speaker_of};
use crate::target::statements;
use crate::wording::{Style, allowed, derived, in_full, metric, period, spaced};

/// The most ties, findings and look-alikes that are shown of each.
const OF_EACH: usize = 2;

/// The figure of a fact. What an editor itself tells of the findings on it is not said twice; of a finding elsewhere that
/// rests on the figure only the hover tells.
pub(super) fn card(placed: &Placed, index: usize, editor_shows_findings: bool) -> Card {
    let call = &placed.call;
    let fact = &call.facts[index];
    let mut card = Card::new(words(call, fact.range));
    card.beside = about(fact, words(call, fact.range));
    if let Some(value) = in_full(&fact.figure) {
        match allowed(&fact.figure) {
            Some(band) => card.row("value", format!("{value}  ({band})")),
            // "64 quota carriers" are 64 quota carriers.
            None if value.eq_ignore_ascii_case(words(call, fact.range)) => {}
            None => card.row("value", value),
        }
    }
    let sentence = call.sentences.get(fact.sentence);
    let neighbour =
        |range: TextRange| sentence.and_then(|it| it.text().get(Range::<usize>::from(range))).unwrap_or_default();
    if let Some(how) = derived(&fact.figure, neighbour) {
        card.row("how", how);
    }
    card.row("said", said(placed, fact));
    let line = |range: TextRange| call.lines.line_at(range.start());
    let again = statements(call, index).map(|other| call.facts[other].range);
    let again: Vec<TextRange> = again.filter(|range| line(*range) != line(fact.range)).collect();
    if !again.is_empty() {
        card.row("again", lines(placed, again));
    }
    let touches = |range: TextRange| range.intersect(fact.range).is_some_and(|shared| !shared.is_empty());
    let concerns = |finding: &&tieout_analysis::Finding| match touches(finding.range) {
        true => !editor_shows_findings,
        false => finding.related.iter().any(|related| touches(related.range)),
    };
    for finding in call.findings.iter().filter(concerns).take(OF_EACH) {
        card.row("✗", format!("{} ({})", finding.message, lines(placed, [finding.range])));
    }
    let ties = call.ties.iter().filter(|tie| tie.operands.iter().any(|operand| operand.fact == index));
    for tie in ties.filter(|tie| tie.arithmetic).take(OF_EACH) {
        let others = tie.operands.iter().filter(|operand| operand.fact != index).map(|operand| operand.range);
        card.row("✓", format!("{} ({})", tie.computed, lines(placed, others)));
    }
    let all = call.implied(index);
    for implied in all.iter().filter_map(|it| implied(call, it)).take(OF_EACH) {
        card.row("implied", implied);
    }
    for (other, reason) in look_alikes(call, index).into_iter().take(OF_EACH) {
        let other = &call.facts[other];
        card.row("≠", format!("{} ({}): {reason}", words(call, other.range), lines(placed, [other.range])));
    }
    card
}

/// What the figure is about: metric, scope and period, each where it is known. "45 deals" have named their metric.
fn about(fact: &Fact, words: &str) -> String {
    let named = fact.metric.as_ref().and_then(|it| match fact.scope.as_slice() {
        [] if ends_with(words, &it.name) => None,
        scope if ends_with(words, &it.name) => Some(format!("({})", scope.join(", "))),
        _ => Some(metric(fact)),
    });
    let basis = fact.basis.map(|basis| spaced(basis.as_str()));
    named.into_iter().chain(basis).chain(fact.period.map(period)).collect::<Vec<_>>().join(", ")
}

/// Whether the last words are these, in any case.
fn ends_with(words: &str, last: &str) -> bool {
    let tail = words.len().checked_sub(last.len()).and_then(|at| words.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(last))
}

/// How, by whom and where it was said.
fn said(placed: &Placed, fact: &Fact) -> String {
    let speaker = speaker_of(&placed.call.call, fact.turn).map(|speaker| format!(", {}", introduced(speaker)));
    format!("{}{} ({})", fact.modality.as_str(), speaker.unwrap_or_default(), lines(placed, [fact.range]))
}

/// "L14, L23".
fn lines(placed: &Placed, ranges: impl IntoIterator<Item = TextRange>) -> String {
    let mut numbers: Vec<u32> = ranges.into_iter().map(|range| Snapshot::line_number(placed, range.start())).collect();
    numbers.dedup();
    numbers.iter().map(|number| format!("L{number}")).collect::<Vec<_>>().join(", ")
}

/// What a growth implies of the period before: "+32% qoq -> Q2 FY2031 $16.9–17.1 million".
fn implied(call: &CallAnalysis, implied: &Implied) -> Option<String> {
    let (level, growth) = (call.facts.get(implied.level)?, call.facts.get(implied.growth)?);
    let basis = growth.basis.map(Basis::as_str).unwrap_or_default();
    let band = Style::of(&level.figure).band(implied.low.round_sf(3)?, implied.high.round_sf(3)?);
    let sign = if growth.figure.interval().low?.value > Decimal::ZERO { "+" } else { "" };
    Some(format!("{sign}{} {basis} -> {} {band}", words(call, growth.range), period(implied.period)))
}

/// Facts of the same metric and period that say another thing, and what makes the difference.
fn look_alikes(call: &CallAnalysis, index: usize) -> Vec<(usize, String)> {
    let fact = &call.facts[index];
    let Some(metric) = &fact.metric else { return Vec::new() };
    let reason = |other: &Fact| -> Option<String> {
        let same = other.metric.as_ref().is_some_and(|other| other.name == metric.name)
            && other.period.is_some()
            && (other.period, other.role, other.figure.kind) == (fact.period, fact.role, fact.figure.kind)
            && other.figure.amount != fact.figure.amount;
        if !same {
            return None;
        }
        if other.scope != fact.scope {
            return Some(if other.scope.is_empty() { "in total".to_owned() } else { other.scope.join(", ") });
        }
        match (other.basis, fact.basis) {
            (Some(other), Some(own)) if other != own => Some(spaced(other.as_str())),
            _ => None,
        }
    };
    let all = call.facts.iter().enumerate().filter(|(other, _)| *other != index);
    let mut found: Vec<(usize, String)> = all.filter_map(|(other, fact)| Some((other, reason(fact)?))).collect();
    found.sort_by_key(|(other, _)| other.abs_diff(index));
    found.dedup_by(|one, other| one.1 == other.1);
    found
}
