//! `textDocument/completion`: labels at the beginning of a line, for those who correct transcripts.

use std::ops::Range;

use tieout_analysis::Profile;
use tower_lsp::ls_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};

use crate::snapshot::Snapshot;
use crate::structure::introduced;

/// The labels of this document, in its own style, that continue what stands in front of the cursor.
pub(crate) fn labels(snapshot: &Snapshot, position: Position) -> Option<Vec<CompletionItem>> {
    if snapshot.analysis.settings().profile != Profile::Editor {
        return None;
    }
    let (placed, offset) = snapshot.locate(position)?;
    let call = &placed.call;
    let line = call.lines.range(call.lines.line_at(offset));
    let before = call.text.get(usize::from(line.start())..usize::from(offset))?;
    let range = snapshot.range(placed, text_size::TextRange::new(line.start(), offset));
    let mut seen = Vec::new();
    for turn in call.call.turns.iter().rev() {
        let Some(label) = turn.label.filter(|label| !label.contains_inclusive(offset)) else { continue };
        // Bullets, indentation and whatever else stands in front of a label belong to the style of the file.
        let start = call.lines.range(call.lines.line_at(label.start())).start();
        let words = call.text.get(Range::<usize>::from(text_size::TextRange::new(start, label.end())))?;
        let is_begun = words.get(..before.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(before));
        if is_begun && !seen.iter().any(|(seen, _)| *seen == words) {
            seen.push((words, turn.speaker));
        }
    }
    let item = |(index, (words, speaker)): (usize, &(&str, Option<usize>))| CompletionItem {
        label: words.trim().to_owned(),
        kind: Some(CompletionItemKind::CLASS),
        detail: speaker.and_then(|index| call.call.speakers.get(index)).map(introduced),
        // Who spoke last but one is likely to answer.
        sort_text: Some(format!("{index:04}")),
        filter_text: Some((*words).to_owned()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: (*words).to_owned() })),
        ..CompletionItem::default()
    };
    Some(seen.iter().enumerate().map(item).collect())
}
