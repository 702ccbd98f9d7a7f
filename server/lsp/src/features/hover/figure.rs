//! The hover of a figure.

use text_size::{TextRange, TextSize};
use tieout_analysis::{CallAnalysis, Fact, Placed};

use super::Card;
use crate::snapshot::Snapshot;
use crate::structure::{introduced, speaker_of};
use crate::wording::{allowed, in_full, period};

/// The figure at an offset of a call.
pub(super) fn card(placed: &Placed, offset: TextSize) -> Option<(Card, TextRange)> {
    let call = &placed.call;
    let index = call.fact_at(offset)?;
    let fact = &call.facts[index];
    let mut card = Card::new(call.text.get(std::ops::Range::<usize>::from(fact.range)).unwrap_or_default());
    card.beside = about(fact);
    if let Some(value) = in_full(&fact.figure) {
        let band = allowed(&fact.figure).map(|band| format!("  ({band})")).unwrap_or_default();
        card.row("value", format!("{value}{band}"));
    }
    card.row("said", said(call, placed, fact));
    Some((card, fact.range))
}

/// What the figure is about: metric, scope and period, each where it is known.
pub(super) fn about(fact: &Fact) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(metric) = &fact.metric {
        let mut name = metric.name.to_string();
        if !fact.scope.is_empty() {
            name.push_str(&format!(" ({})", fact.scope.join(", ")));
        }
        parts.push(name);
    }
    parts.extend(fact.period.map(period));
    parts.join(", ")
}

/// How, by whom and where it was said.
fn said(call: &CallAnalysis, placed: &Placed, fact: &Fact) -> String {
    let line = Snapshot::line_number(placed, fact.range.start());
    let speaker = speaker_of(&call.call, fact.turn).map(|speaker| format!(", {}", introduced(speaker)));
    format!("{}{}, line {line}", fact.modality.as_str(), speaker.unwrap_or_default())
}
