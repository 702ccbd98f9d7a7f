//! `textDocument/inlayHint`: a cross at what cannot be right, names where labels have none, and ticks on request.

use std::collections::BTreeMap;

use text_size::TextSize;
use tieout_analysis::transcript::{Role, Turn, surname};
use tieout_analysis::{CallAnalysis, Placed, Severity};
use tieout_project::InlayHints;
use tower_lsp::ls_types::{InlayHint, InlayHintKind, InlayHintLabel, InlayHintTooltip, Range};

use crate::snapshot::{Snapshot, words};

/// The hints of a range.
pub(crate) fn within(snapshot: &Snapshot, shown: &InlayHints, range: Range) -> Vec<InlayHint> {
    let mut hints = Vec::new();
    for placed in snapshot.calls() {
        let Some(bytes) = snapshot.bytes(placed, range) else { continue };
        let call = &placed.call;
        let mut marks = crosses(call);
        if shown.ties {
            for (at, tooltip) in ticks(call) {
                marks.entry(at).or_insert(tooltip);
            }
        }
        let marks = marks.into_iter().map(|(at, (mark, tooltip))| (at, mark.to_owned(), tooltip));
        let names = call.call.turns.iter().filter(|_| shown.names).filter_map(|turn| name(call, turn));
        let mut all: Vec<_> = marks.chain(names).filter(|(at, ..)| bytes.contains_inclusive(*at)).collect();
        all.sort_by_key(|(at, ..)| *at);
        hints.extend(all.into_iter().map(|(at, label, tooltip)| hint(snapshot, placed, at, label, tooltip)));
    }
    hints
}

/// Behind the words of each warning.
fn crosses(call: &CallAnalysis) -> BTreeMap<TextSize, (&'static str, String)> {
    let certain = call.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    certain.map(|finding| (finding.range.end(), ("✗", finding.message.clone()))).collect()
}

/// Behind each figure of an arithmetic that was recomputed and holds; echoes and words of direction earn none.
fn ticks(call: &CallAnalysis) -> BTreeMap<TextSize, (&'static str, String)> {
    let mut ticks: BTreeMap<TextSize, (&'static str, String)> = BTreeMap::new();
    for tie in call.ties.iter().filter(|tie| tie.arithmetic) {
        for operand in &tie.operands {
            let (_, tooltip) = ticks.entry(operand.range.end()).or_insert_with(|| ("✓", String::new()));
            if !tooltip.contains(&*tie.computed) {
                if !tooltip.is_empty() {
                    tooltip.push('\n');
                }
                tooltip.push_str(&tie.computed);
            }
        }
    }
    ticks
}

/// Behind a label that is only a title: who it is.
fn name(call: &CallAnalysis, turn: &Turn) -> Option<(TextSize, String, String)> {
    let label = turn.label?;
    let speaker = call.call.speakers.get(turn.speaker?)?;
    let says_name = words(call, label).to_lowercase().contains(&surname(&speaker.name).to_lowercase());
    if says_name || speaker.role == Role::Operator || speaker.evidence.is_empty() {
        return None;
    }
    let why: Vec<&str> = speaker.evidence.iter().map(|evidence| evidence.what.as_str()).collect();
    Some((label.end(), speaker.name.clone(), why.join("\n")))
}

fn hint(snapshot: &Snapshot, placed: &Placed, at: TextSize, label: String, tooltip: String) -> InlayHint {
    InlayHint {
        position: snapshot.position(placed, at),
        label: InlayHintLabel::String(label),
        kind: None::<InlayHintKind>,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
